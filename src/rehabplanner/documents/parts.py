"""The drawn parts of a paper: tables, tick grids, number badges, run strips, writing lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rehabplanner.documents.blocks import Block, Columns, text
from rehabplanner.documents.figure import PHOTOCOPY, PRINT, draw_on
from rehabplanner.documents.fonts import draw_text, shortened, text_width
from rehabplanner.documents.ink import QuickCanvas
from rehabplanner.documents.style import HAIRLINE, Style
from rehabplanner.domain.runs import Gait, RunDose
from rehabplanner.figures.drawing import Drawing
from rehabplanner.figures.figure import Figure
from rehabplanner.phrases import part_minutes_words
from rehabplanner.wording import _, weekday

CELL_PADDING = 5.0
MM = 72 / 25.4
PICTURE_MM = 58.0
TALLEST_MM = 46.0
LOWEST_MM = 22.5
TALL = 0.8
MOST_KEPT = 60
COPY_LINE = 2.0
"""Points: half of an outline lies under its area, so that a line of 1 point shows."""


class Table(Block):
    """Rows of cells with lines between them; it splits between rows and repeats its head."""

    def __init__(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[Block]],
        shares: Sequence[float],
        style: Style,
        shaded: frozenset[int] = frozenset(),
        *,
        grid: bool = False,
    ) -> None:
        self.grid = grid
        self.head = tuple(head)
        self.rows = tuple(tuple(row) for row in rows)
        self.shares = tuple(shares)
        self.style = style
        self.shaded = shaded
        self._heads = tuple(
            text(words, style, size=style.small, bold=True, role="accent") for words in head
        )

    def _widths(self, width: float) -> list[float]:
        points = sum(share for share in self.shares if share > 1)
        parts = sum(share for share in self.shares if share <= 1) or 1.0
        return [share if share > 1 else (width - points) * share / parts for share in self.shares]

    def _row_height(self, row: Sequence[Block], widths: Sequence[float]) -> float:
        inside = max(
            cell.height(own - 2 * CELL_PADDING) for cell, own in zip(row, widths, strict=True)
        )
        return inside + 2 * CELL_PADDING - 1

    def _heights(self, width: float) -> list[float]:
        widths = self._widths(width)
        rows = [self._heads, *self.rows] if any(self.head) else list(self.rows)
        return [self._row_height(row, widths) for row in rows]

    def height(self, width: float) -> float:
        """Return the height of head and rows."""
        return sum(self._heights(width))

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw shades, cells and lines."""
        widths, heights = self._widths(width), self._heights(width)
        has_head = any(self.head)
        rows = [self._heads, *self.rows] if has_head else list(self.rows)
        canvas.setLineWidth(HAIRLINE)
        y = top
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            if number - has_head in self.shaded:
                canvas.setFillColor(self.style.colour("tint"))
                canvas.rect(x, y - height, width, height, stroke=0, fill=1)
            left = x
            for cell, own in zip(row, widths, strict=True):
                canvas.setFillColor(self.style.colour("ink"))
                cell.draw(canvas, left + CELL_PADDING, y - CELL_PADDING + 1, own - 2 * CELL_PADDING)
                left += own
            y -= height
            is_head = has_head and number == 0
            canvas.setLineWidth(1.5 if is_head else HAIRLINE)
            canvas.setStrokeColor(self.style.colour("accent" if is_head else "rule"))
            canvas.line(x, y, x + width, y)
        if self.grid:
            first = top - (heights[0] if has_head else 0.0)
            canvas.setLineWidth(HAIRLINE)
            canvas.setStrokeColor(self.style.colour("rule"))
            left = x
            for own in widths:
                left += own
                canvas.line(left, first, left, y)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between two rows."""
        heights = self._heights(width)
        has_head = any(self.head)
        left = height - (heights[0] if has_head else 0.0)
        count = 0
        for row_height in heights[has_head:]:
            if row_height > left:
                break
            left -= row_height
            count += 1
        if not 0 < count < len(self.rows):
            return None
        return self._part(0, count), self._part(count, len(self.rows))

    def _part(self, first: int, last: int) -> "Table":
        shaded = frozenset(number - first for number in self.shaded if first <= number < last)
        rows = self.rows[first:last]
        return Table(self.head, rows, self.shares, self.style, shaded, grid=self.grid)


class Heading(Block):
    """The heading of a section, with a line below; it stays with what follows."""

    keep_with_next = True

    def __init__(self, words: str, style: Style) -> None:
        self.outline = words
        self._text = text(words, style, size=style.heading, bold=True, role="accent")

    def height(self, width: float) -> float:
        """Return the height with the space around it."""
        return self._text.height(width) + 9.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the words."""
        self._text.draw(canvas, x, top - 4.0, width)


class Titled(Block):
    """A number in a filled disc, a name beside it, and a word at the right edge."""

    def __init__(self, number: int, name: str, aside: str, style: Style) -> None:
        self._number = str(number)
        self._style = style
        self._size = style.heading
        self._name = text(name, style, size=self._size, bold=True)
        self._name_width = text_width(name, self._size, bold=True)
        self._aside = aside

    def _disc(self) -> float:
        own = text_width(self._number, self._size * 0.9, bold=True) + 9
        return max(own, self._size * 1.4)

    def _is_beside(self, width: float) -> bool:
        """Say whether the word fits beside the name on its first line."""
        room = width - self._disc() - 22 - text_width(self._aside, self._style.small)
        return self._name_width <= room

    def height(self, width: float) -> float:
        """Return the height of the name, and of the word where it stands below."""
        below = 0.0 if self._is_beside(width) or not self._aside else self._style.small * 1.35
        return max(self._name.height(width - self._disc() - 10), self._disc()) + below

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw disc, name and the word at the right or below."""
        disc, size = self._disc(), self._style.small
        canvas.setFillColor(self._style.colour("accent"))
        canvas.circle(x + disc / 2, top - disc / 2, disc / 2, stroke=0, fill=1)
        canvas.setFillColor(self._style.colour("paper"))
        baseline = top - disc / 2 - self._size * 0.31
        draw_text(
            canvas, x + disc / 2, baseline, self._number, self._size * 0.9, bold=True, align=0.5
        )
        canvas.setFillColor(self._style.colour("ink"))
        self._name.draw(canvas, x + disc + 10, baseline + self._size * 1.06, width - disc - 10)
        canvas.setFillColor(self._style.colour("soft"))
        if self._is_beside(width):
            draw_text(canvas, x + width, baseline, self._aside, size, align=1)
        elif self._aside:
            y = top - self.height(width) + size * 0.3
            aside = shortened(self._aside, size, width - disc - 10)
            draw_text(canvas, x + disc + 10, y, aside, size)


@dataclass(frozen=True, slots=True)
class TickRow:
    """One row of a tick grid: its label and what its open cells hold.

    `boxes` are the labels of the boxes to tick; none means space to write, and `slash` parts it.
    `days` are this row's own open weekdays.
    """

    label: str
    boxes: tuple[str, ...] = ()
    slash: bool = False
    days: tuple[int, ...] | None = None


class TickGrid(Block):
    """Seven days across; cells of the given weekdays are open, the others show a dash."""

    def __init__(
        self,
        rows: Sequence[TickRow],
        days: Sequence[int],
        style: Style,
        *,
        row_height: float = 18.5,
    ) -> None:
        self.row_height = row_height
        self.rows = tuple(rows)
        self.days = frozenset(days)
        self.style = style

    def _row(self) -> float:
        return self.row_height * max(1.0, min(self.style.scale, 1.4))

    def _head(self) -> float:
        return self.style.small * 1.4

    def _label_width(self, width: float) -> float:
        longest = max(text_width(row.label, self.style.small) for row in self.rows)
        return min(width * 0.36, max(width * 0.2, longest + 8))

    def _is_open(self, row: TickRow, day: int) -> bool:
        return day in (self.days if row.days is None else row.days)

    def height(self, width: float) -> float:
        """Return the height of head and rows."""
        return self._head() + self._row() * len(self.rows)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw weekdays, labels, cells and boxes."""
        style, size = self.style, self.style.small
        label_width = self._label_width(width)
        cell = (width - label_width) / 7
        row, head = self._row(), self._head()
        canvas.setLineWidth(HAIRLINE)
        for day in range(7):
            is_open = any(self._is_open(line, day) for line in self.rows)
            canvas.setFillColor(style.colour("ink" if is_open else "soft"))
            name = shortened(weekday(day, short=True), size, cell, bold=is_open)
            middle = x + label_width + (day + 0.5) * cell
            draw_text(canvas, middle, top - head + 4, name, size, bold=is_open, align=0.5)
        for number, line in enumerate(self.rows):
            y = top - head - row * (number + 1)
            canvas.setFillColor(style.colour("ink"))
            label = shortened(line.label, size, label_width - 4)
            draw_text(canvas, x, y + row / 2 - size * 0.33, label, size)
            for day in range(7):
                left = x + label_width + day * cell
                if self._is_open(line, day):
                    self._draw_cell(canvas, left, y, cell, line)
                else:
                    self._draw_closed(canvas, left, y, cell)
        self._draw_lines(canvas, x, top - head, width)

    def _draw_closed(self, canvas: Any, x: float, y: float, width: float) -> None:
        row, size = self._row(), self.style.small
        canvas.setFillColor(self.style.colour("tint"))
        canvas.rect(x, y, width, row, stroke=0, fill=1)
        canvas.setFillColor(self.style.colour("soft"))
        draw_text(canvas, x + width / 2, y + row / 2 - 3, "–", size, align=0.5)

    def _draw_lines(self, canvas: Any, x: float, top: float, width: float) -> None:
        label_width, row = self._label_width(width), self._row()
        cell = (width - label_width) / 7
        canvas.setStrokeColor(self.style.colour("rule"))
        for number in range(len(self.rows) + 1):
            canvas.line(x, top - row * number, x + width, top - row * number)
        for day in range(8):
            left = x + label_width + day * cell
            canvas.line(left, top, left, top - row * len(self.rows))

    def _draw_cell(self, canvas: Any, x: float, y: float, width: float, line: TickRow) -> None:
        style, row = self.style, self._row()
        if line.slash:
            canvas.setStrokeColor(style.colour("rule"))
            canvas.line(x + width / 2 - 3, y + 5, x + width / 2 + 3, y + row - 5)
        if not line.boxes:
            return
        side, size = 10.5, style.small * 0.92
        canvas.setStrokeColor(style.colour("ink"))
        widths = [side + (3 + text_width(label, size) if label else 0) for label in line.boxes]
        gap = 5.0
        left = x + (width - sum(widths) - gap * (len(widths) - 1)) / 2
        for label, own in zip(line.boxes, widths, strict=True):
            canvas.setFillColor(style.colour("ink"))
            start = left
            if label:
                draw_text(canvas, left, y + row / 2 - size * 0.33, label, size)
                start += own - side
            canvas.rect(start, y + (row - side) / 2, side, side, stroke=1, fill=0)
            left += own + gap


class RunStrip(Block):
    """A run-walk as a picture: high filled steps are running, low open steps are walking."""

    HEIGHT = 40.0

    def __init__(self, run: RunDose, style: Style, *, is_walk: bool = False) -> None:
        self.style = style
        self.parts = [
            (_is_running(part.gait, is_walk=is_walk), part.minutes or 0.0)
            for block in run.blocks
            for _number in range(block.repeats)
            for part in block.parts
        ]

    @staticmethod
    def suits(run: RunDose | None) -> bool:
        """Say whether there is more than one part, and each has its minutes."""
        if run is None:
            return False
        parts = [part for block in run.blocks for part in block.parts]
        count = sum(len(block.parts) * block.repeats for block in run.blocks)
        return 1 < count <= 80 and all(part.minutes for part in parts)

    def height(self, width: float) -> float:
        """Return the height of the picture with its legend."""
        return self.HEIGHT + self.style.small * 1.5

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the steps in proportion to their minutes, and what they mean."""
        style, size = self.style, self.style.small
        total = sum(minutes for _run, minutes in self.parts) or 1.0
        bottom = top - self.HEIGHT + 4
        canvas.setStrokeColor(style.colour("ink"))
        canvas.setLineWidth(HAIRLINE)
        narrowest = min(minutes for _run, minutes in self.parts) / total * width
        labels = [part_minutes_words(minutes) for _run, minutes in self.parts]
        is_short = max(text_width(label, size) for label in labels) > narrowest - 4
        left = x
        for (is_run, minutes), label in zip(self.parts, labels, strict=True):
            own = width * minutes / total
            canvas.setFillColor(style.colour("accent" if is_run else "paper"))
            canvas.rect(left, bottom, own, 32.0 if is_run else 16.0, stroke=1, fill=1)
            shown = f"{minutes:.3g}" if is_short else label
            if text_width(shown, size) <= own - 2:
                canvas.setFillColor(style.colour("paper" if is_run else "ink"))
                draw_text(canvas, left + own / 2, bottom + 4.5, shown, size, align=0.5)
            left += own
        y = bottom - size * 1.35
        for is_run, words in ((True, _("run")), (False, _("walk"))):
            canvas.setFillColor(style.colour("accent" if is_run else "paper"))
            canvas.rect(x, y - 1, 10, 10 if is_run else 6, stroke=1, fill=1)
            canvas.setFillColor(style.colour("ink"))
            draw_text(canvas, x + 15, y, words, size)
            x += 15 + text_width(words, size) + 18
        if is_short:
            canvas.setFillColor(style.colour("soft"))
            draw_text(canvas, x, y, _("numbers are minutes"), size)


def _is_running(gait: Gait, *, is_walk: bool) -> bool:
    return gait is Gait.RUN or (gait is Gait.WHOLE and not is_walk)


class Lines(Block):
    """Empty lines to write on."""

    def __init__(self, count: int, style: Style, *, step: float = 23.0) -> None:
        self.count = count
        self.step = step
        self.style = style

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        return self.step * self.count

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        canvas.setStrokeColor(self.style.colour("rule"))
        canvas.setLineWidth(HAIRLINE)
        for number in range(1, self.count + 1):
            y = top - self.step * number + 3
            canvas.line(x, y, x + width, y)


class Shape(Block):
    """A sign that a photocopy keeps: disc, triangle or square, with a mark inside."""

    SIDE = 24.0

    def __init__(self, kind: str, style: Style) -> None:
        self.kind = kind
        self.style = style

    def height(self, width: float) -> float:
        """Return the height of the sign."""
        return self.SIDE

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the sign, white on dark."""
        side, paper = self.SIDE, self.style.colour("paper")
        x += max(0.0, (width - side) / 2)
        bottom = top - side
        canvas.saveState()
        canvas.setFillColor(self.style.colour(self.kind))
        canvas.setStrokeColor(paper)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setLineWidth(2.6)
        path = canvas.beginPath()
        if self.kind == "good":
            canvas.circle(x + side / 2, bottom + side / 2, side / 2, stroke=0, fill=1)
            path.moveTo(x + 7, bottom + 13)
            path.lineTo(x + 11.5, bottom + 8.5)
            path.lineTo(x + 19, bottom + 17.5)
        elif self.kind == "caution":
            outline = canvas.beginPath()
            outline.moveTo(x, bottom + 1)
            outline.lineTo(x + side, bottom + 1)
            outline.lineTo(x + side / 2, top)
            outline.close()
            canvas.drawPath(outline, stroke=0, fill=1)
            path.moveTo(x + 9, bottom + 7.5)
            path.lineTo(x + 17, bottom + 7.5)
            path.moveTo(x + 10.5, bottom + 12)
            path.lineTo(x + 15.5, bottom + 12)
        else:
            canvas.rect(x + 1, bottom + 1, side - 2, side - 2, stroke=0, fill=1)
            path.moveTo(x + side / 2, top - 7)
            path.lineTo(x + side / 2, bottom + 7)
            path.moveTo(x + side / 2 - 4.5, bottom + 11.5)
            path.lineTo(x + side / 2, bottom + 7)
            path.lineTo(x + side / 2 + 4.5, bottom + 11.5)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()


class Facts(Block):
    """A few numbers in a row, large, each with its words below."""

    def __init__(self, facts: Sequence[tuple[str, str]], style: Style) -> None:
        self.facts = tuple(facts)
        self.style = style
        self._labels = tuple(
            text(label, style, size=style.small, role="soft") for _value, label in facts
        )

    def _own(self, width: float) -> float:
        return width / max(1, len(self.facts))

    def height(self, width: float) -> float:
        """Return the height of the numbers and the words below."""
        own = self._own(width) - 14
        return 25.0 + max((label.height(own) for label in self._labels), default=0.0)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw each fact behind a thin upright line."""
        own, height = self._own(width), self.height(width)
        for (value, _label), label in zip(self.facts, self._labels, strict=True):
            canvas.setStrokeColor(self.style.colour("accent"))
            canvas.setLineWidth(2)
            canvas.line(x + 1, top - 2, x + 1, top - height)
            canvas.setFillColor(self.style.colour("ink"))
            shown = shortened(value, 18, own - 12, bold=True)
            draw_text(canvas, x + 9, top - 17, shown, 18, bold=True)
            label.draw(canvas, x + 9, top - 22, own - 14)
            x += own


class TickBox(Block):
    """One box to tick."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def height(self, width: float) -> float:
        """Return the height of a line of text."""
        return self.style.body * 1.3

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the box."""
        side = self.style.body * 1.05
        canvas.setStrokeColor(self.style.colour("ink"))
        canvas.setLineWidth(HAIRLINE)
        canvas.rect(x + 4, top - side - 1, side, side, stroke=1, fill=0)


class Drawn(Block):
    """An exercise's drawing with a word below; it shrinks to its width and `tallest_mm`."""

    def __init__(
        self, drawing: Drawing, label: str, style: Style, tallest_mm: float = TALLEST_MM
    ) -> None:
        self.drawing = drawing
        self.label = label
        self.style = style
        self.tallest = tallest_mm * MM

    def _scale(self, width: float) -> float:
        wide, high = self.drawing.width_mm * MM, self.drawing.height_mm * MM
        return min(1.0, width / wide, self.tallest / high)

    def height(self, width: float) -> float:
        """Return the height of the drawing and its word."""
        return self.drawing.height_mm * MM * self._scale(width) + self.style.small * 1.15

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the figure, black on white with strong lines where the paper is grey."""
        scale = self._scale(width)
        own, high = self.drawing.width_mm * MM * scale, self.drawing.height_mm * MM * scale
        canvas.saveState()
        canvas.translate(x + (width - own) / 2, top - high)
        canvas.scale(scale, scale)
        palette = PHOTOCOPY if self.style.is_grey else PRINT
        line = COPY_LINE / scale if self.style.is_grey else 0.0
        draw_on(QuickCanvas(canvas), self.drawing, 0, 0, palette, line)
        canvas.restoreState()
        canvas.setFillColor(self.style.colour("soft"))
        size = self.style.small
        draw_text(canvas, x + width / 2, top - high - size, self.label, size, align=0.5)


def pictures_of(figure: Figure, style: Style) -> list[Block]:
    """Return start and end of an exercise, beside each other where it is taller than wide."""
    start, *ends = _drawings(figure)
    if not ends:
        return [Drawn(start, "", style)]
    is_tall = start.height_mm > TALL * start.width_mm
    tallest = TALLEST_MM if is_tall else LOWEST_MM
    both: list[Block] = [
        Drawn(start, _("Start"), style, tallest),
        Drawn(ends[0], _("End"), style, tallest),
    ]
    return [Columns(both, (0.5, 0.5), 4)] if is_tall else both


def _drawings(figure: Figure) -> tuple[Drawing, ...]:
    """Return start and end; the last ones drawn are kept, since a preview asks again and again."""
    known = _drawn.get(id(figure))
    if known is not None and known[0] is figure:
        return known[1]
    found: tuple[Drawing, ...] = (figure.drawing(0.0, PICTURE_MM, arrow=False),)
    if len(figure.frame_names()) > 1:
        found = (*found, figure.drawing(1.0, PICTURE_MM, ghost=True, arrow=True))
    if len(_drawn) >= MOST_KEPT:
        _drawn.clear()
    _drawn[id(figure)] = (figure, found)
    return found


_drawn: dict[int, tuple[Figure, tuple[Drawing, ...]]] = {}
