"""Measures to fill in on paper: the questions where they may be shipped, else a record sheet."""

from collections.abc import Sequence
from typing import Any

from rehabplanner.documents.blocks import Block, Columns, NewPage, Panel, Space, Stack
from rehabplanner.documents.fields import choice_field, tick_field
from rehabplanner.documents.fonts import draw_text
from rehabplanner.documents.form_grid import FormGrid, FormRow
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import Lines, TickBox
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.style import HAIRLINE, Style
from rehabplanner.domain.measures import Measure
from rehabplanner.wording import _

MOST_CIRCLES = 16
RECORD_ROWS = 8
FORM_GAP = 14.0
"""Points between two forms."""


def measure_blocks(
    sheet: Sheet, measures: Sequence[Measure], *, is_fillable: bool = True
) -> list[Block]:
    """Return the forms, each with its instruction, and a line for name and day.

    They stand in the given order, but a short one may come earlier to fill a page.
    """
    blocks: list[Block] = [_name_and_day(sheet)]
    left = sheet.room(1) - blocks[0].height(sheet.width)
    waiting = [_form(measure, sheet, is_fillable=is_fillable) for measure in measures]
    while waiting:
        fitting = next((one for one in waiting if _height(one, sheet) <= left), None)
        form = fitting or waiting[0]
        waiting.remove(form)
        if fitting is None and len(blocks) > 1:
            blocks.append(NewPage())
            left = sheet.room(2)
        blocks += form
        left -= _height(form, sheet)
    return blocks


def _height(form: Sequence[Block], sheet: Sheet) -> float:
    """Return the height in points, without the space below."""
    return sum(block.height(sheet.width) for block in form[:-1])


def _form(measure: Measure, sheet: Sheet, *, is_fillable: bool) -> list[Block]:
    """Return one form and a space below it."""
    style = sheet.style
    blocks: list[Block] = [Heading(measure.title or measure.name, style)]
    if not measure.text_shipped:
        return [*blocks, *_record(measure, style, is_fillable=is_fillable), Space(FORM_GAP)]
    if measure.instruction:
        instruction = text(measure.instruction, style)
        instruction.keep_with_next = True
        blocks.append(instruction)
    blocks += _items(measure, sheet, is_fillable=is_fillable)
    blocks += [Space(6), text(_source(measure), style, size=style.small * 0.9, role="soft")]
    return [*blocks, Space(FORM_GAP)]


def _source(measure: Measure) -> str:
    return _("{name}. Source: {source}.").format(
        name=measure.name, source=measure.source.rstrip(".")
    )


def _name_and_day(sheet: Sheet) -> Block:
    style = sheet.style
    return Columns(
        [
            text(_("Name:"), style, bold=True),
            text(sheet.subject, style) if sheet.subject else Lines(1, style, step=style.body * 1.5),
            text(_("Day:"), style, bold=True),
            Lines(1, style, step=style.body * 1.5),
        ],
        (44.0 * style.scale, 0.6, 32.0 * style.scale, 0.4),
        8,
    )


def _items(measure: Measure, sheet: Sheet, *, is_fillable: bool) -> list[Block]:
    style = sheet.style
    if measure.answers == (0, 1):
        return _statements(measure, sheet, is_fillable=is_fillable)
    has_words = len(measure.answer_words) == len(measure.answers)
    if has_words and len(measure.answers) <= 5 and len(measure.items) > 1:
        return [_matrix(measure, style, is_fillable=is_fillable)]
    found: list[Block] = []
    for number, item in enumerate(measure.items, start=1):
        is_own = measure.fewest < len(measure.items)
        words: list[Block] = [text(f"{number}.  {item.text}", style, bold=True)]
        if is_own:
            words.append(Lines(1, style, step=style.body * 1.6))
        name = f"{measure.id}-{number}"
        words += [Space(3), AnswerRow(measure, style, name=name, is_fillable=is_fillable)]
        found += [Panel(Stack(words), style, border=None, padding=3), Space(5)]
    return found


def _statements(measure: Measure, sheet: Sheet, *, is_fillable: bool) -> list[Block]:
    """Return the statements to tick, in two columns on a page across."""
    style = sheet.style
    rows = [
        Columns(
            [
                FieldBox(style, f"{measure.id}-{number}", item.text, is_fillable=is_fillable),
                text(f"{number}.", style, bold=True),
                text(item.text, style),
            ],
            (24.0, 22.0 * style.scale, 1),
            4,
        )
        for number, item in enumerate(measure.items, start=1)
    ]
    if not sheet.is_landscape:
        return _spaced(rows)
    half = (len(rows) + 1) // 2
    return [Columns([Stack(rows[:half], gap=4.5), Stack(rows[half:], gap=4.5)], (0.5, 0.5))]


def _spaced(rows: Sequence[Block]) -> list[Block]:
    return [one for row in rows for one in (row, Space(4.5))]


def _matrix(measure: Measure, style: Style, *, is_fillable: bool) -> Block:
    heads = ["", *(measure.answer_words[value] for value in measure.answers)]
    rows = [FormRow(f"{n}. {one.text}", is_tick=True) for n, one in enumerate(measure.items, 1)]
    count = len(measure.answers)
    return FormGrid(
        heads,
        rows,
        (3.0, *(1.0,) * count),
        style,
        row_height=34,
        name=measure.id,
        is_fillable=is_fillable,
    )


def _record(measure: Measure, style: Style, *, is_fillable: bool) -> list[Block]:
    """Return a sheet for totals of a form that its owner does not let us print."""
    words = _(
        "The questions belong to their owner and are not printed here. Fill in the original "
        "form and write the total, {low} to {high}, below."
    ).format(low=f"{measure.low:g}", high=f"{measure.high:g}")
    grid = FormGrid(
        ["", _("Day"), _("Total"), _("Notes")],
        [FormRow(str(number)) for number in range(1, RECORD_ROWS + 1)],
        (0.3, 1.0, 1.0, 3.0),
        style,
        name=measure.id,
        is_fillable=is_fillable,
    )
    licence = text(measure.licence, style, size=style.small * 0.9, role="soft")
    return [text(words, style), Space(6), grid, Space(4), licence]


class FieldBox(Block):
    """One box to tick, on paper or on a screen."""

    def __init__(self, style: Style, name: str, words: str, *, is_fillable: bool) -> None:
        self._box = TickBox(style)
        self._style = style
        self._name = name
        self._words = words
        self._is_fillable = is_fillable

    def height(self, width: float) -> float:
        """Return the height of a line of text."""
        return self._box.height(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the box."""
        self._box.draw(canvas, x, top, width)
        if self._is_fillable:
            side = self._style.body * 1.05
            tick_field(canvas, self._name, self._words, (x + 4, top - side - 1, side))


class AnswerRow(Block):
    """The answers of one question as numbered circles in a row, with words at some of them."""

    def __init__(self, measure: Measure, style: Style, *, name: str, is_fillable: bool) -> None:
        self.answers = measure.answers[:MOST_CIRCLES]
        self.words = measure.answer_words
        self.style = style
        self.name = name
        self.is_fillable = is_fillable
        ends = {self.answers[0]: 0, self.answers[-1]: 2} if self.answers else {}
        self._labels = {
            answer: text(words, style, size=style.small * 0.95, align=ends.get(answer, 1))
            for answer, words in self.words.items()
        }

    def _radius(self) -> float:
        return self.style.body * 0.95

    def _step(self, width: float) -> float:
        return width / max(1, len(self.answers))

    def _room(self, width: float) -> float:
        """Return how wide the words at an answer may be."""
        gap = len(self.answers) / max(1, len(self._labels))
        return self._step(width) * max(1.0, min(3.0, gap * 0.9))

    def height(self, width: float) -> float:
        """Return the height of circles and words."""
        room = self._room(width)
        words = max((one.height(room) for one in self._labels.values()), default=0.0)
        return self._radius() * 2 + 4 + words

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw circles, numbers and words."""
        step, radius, style = self._step(width), self._radius(), self.style
        room = self._room(width)
        canvas.setLineWidth(HAIRLINE)
        for number, answer in enumerate(self.answers):
            middle = x + (number + 0.5) * step
            canvas.setStrokeColor(style.colour("ink"))
            canvas.circle(middle, top - radius, min(radius, step * 0.46), stroke=1, fill=0)
            canvas.setFillColor(style.colour("ink"))
            size = style.small
            y = top - radius - size * 0.33
            shown = f"{answer:+d}" if self._is_signed() and answer else str(answer)
            draw_text(canvas, middle, y, shown.replace("-", "−"), size, align=0.5)
            if self.is_fillable:
                choice_field(canvas, self.name, str(answer), (middle, top - radius, radius))
            label = self._labels.get(answer)
            if label is not None:
                left = min(max(x, middle - room / 2), x + width - room)
                if answer == self.answers[0]:
                    left = max(x, middle - radius)
                elif answer == self.answers[-1]:
                    left = min(middle + radius, x + width) - room
                label.draw(canvas, left, top - 2 * radius - 3, room)

    def _is_signed(self) -> bool:
        return any(answer < 0 for answer in self.answers)
