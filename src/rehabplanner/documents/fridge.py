"""One page for the fridge door: the week, every exercise with its dose, and the pain rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rehabplanner.documents.advice import help_in_short, pain_bands
from rehabplanner.documents.blocks import Block, Columns, Space, Stack
from rehabplanner.documents.content import Content
from rehabplanner.documents.grid import Grid
from rehabplanner.documents.headings import NumberDisc
from rehabplanner.documents.marks import Lines, Shape, TickBox
from rehabplanner.documents.overview import exercise_time
from rehabplanner.documents.page import Layout, Sheet
from rehabplanner.documents.paragraphs import labelled, text, unbroken
from rehabplanner.documents.style import Style
from rehabplanner.documents.week import Day, Prescription
from rehabplanner.phrases import SEPARATOR, days_words, dose_words, run_words
from rehabplanner.wording import _, day_text, minutes_text, ngettext

MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Squeeze:
    """How tightly the page is set: type, columns of exercises, picture width in points."""

    scale: float
    columns: int
    picture: float
    has_help: bool = True


PORTRAIT = (
    Squeeze(1.3, 2, 132),
    Squeeze(1.15, 2, 124),
    Squeeze(1.0, 2, 116),
    Squeeze(1.0, 2, 92),
    Squeeze(0.95, 2, 74),
    Squeeze(0.9, 3, 62),
    Squeeze(0.85, 3, 48),
    Squeeze(0.8, 3, 40, has_help=False),
    Squeeze(0.75, 3, 0, has_help=False),
    Squeeze(0.7, 4, 0, has_help=False),
)
LANDSCAPE = (
    Squeeze(1.2, 2, 150),
    Squeeze(1.1, 3, 118),
    Squeeze(1.0, 3, 112),
    Squeeze(1.0, 3, 84),
    Squeeze(0.95, 4, 70),
    Squeeze(0.85, 4, 54),
    Squeeze(0.8, 5, 44, has_help=False),
    Squeeze(0.75, 5, 0, has_help=False),
    Squeeze(0.7, 6, 0, has_help=False),
)


def fridge_page(sheet: Sheet, content: Content) -> Layout:
    """Return the one page: the roomiest setting that fits, at worst with a shortened list."""
    layout: Layout | None = None
    for squeeze in LANDSCAPE if sheet.is_landscape else PORTRAIT:
        tight = replace(sheet, style=replace(sheet.style, scale=sheet.style.scale * squeeze.scale))
        layout = Layout.of(tight, _blocks(tight, content, squeeze, MOST_LISTED))
        if len(layout.pages) == 1:
            return layout
    most = min(MOST_LISTED, len(content.week.prescriptions))
    while most > 4:
        most -= 4
        tight = replace(sheet, style=replace(sheet.style, scale=0.7))
        layout = Layout.of(tight, _blocks(tight, content, squeeze, most))
        if len(layout.pages) == 1:
            break
    assert layout is not None
    return Layout(layout.sheet, layout.pages[:1])


def _blocks(sheet: Sheet, content: Content, squeeze: Squeeze, most: int) -> list[Block]:
    style, week, person = sheet.style, content.week, content.person
    title = text(_shortened(sheet.title, 60), style, size=style.title, bold=True)
    title.outline = _("This week")
    blocks: list[Block] = [title, text(_subtitle(content, sheet), style, role="soft"), Space(5)]
    if week.purpose:
        blocks += [labelled(_("This week is for:"), _shortened(week.purpose, 160), style), Space(5)]
    if week.is_empty:
        words = _("Nothing is planned for this week yet. Rest, easy walks and daily life are fine.")
        blocks += [text(words, style), Space(6)]
    else:
        blocks += [_strip(content, style), Space(7)]
    if week.prescriptions:
        blocks += [*_exercises(content, style, squeeze, most), Space(7)]
    daily = [habit.name for habit in week.habits if len(habit.days) == 7]
    if daily:
        words = _shortened(", ".join(daily), 200)
        blocks += [labelled(_("Every day:"), f"{words}.", style), Space(5)]
    blocks += [_bands(person.pain_ceiling, style), Space(5)]
    blocks.append(labelled(_("If it flares up:"), _flare_words(content), style))
    if squeeze.has_help:
        blocks += [Space(4), help_in_short(style)]
    goal = _shortened(person.goal, 140)
    blocks.append(Space(5))
    if goal:
        blocks.append(labelled(_("My goal:"), goal, style))
    else:
        label = text(_("My goal:"), style, bold=True)
        blocks.append(Columns([label, Lines(1, style, step=style.body * 1.3)], (0.16, 0.84), 4))
    return blocks


def _flare_words(content: Content) -> str:
    plan = content.dossier.flare_plan
    if plan is None or not plan.dose_percent:
        return _("do about half for two or three days, keep moving, then go one step lower.")
    return _("{percent} % for {days} days, short walks each day, then back step by step.").format(
        percent=plan.dose_percent, days=plan.days
    )


def _subtitle(content: Content, sheet: Sheet) -> str:
    found = [sheet.subject]
    found += [f"{value} {label}" for value, label in exercise_time(content.week)]
    return " · ".join(found)


def _shortened(words: str, most: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _strip(content: Content, style: Style) -> Block:
    """Return the seven days beside each other, each with what it asks for and a box."""
    units = content.person.units
    cells: list[Block] = []
    for day in content.week.days:
        lines: list[Block] = [
            Columns(
                [
                    text(
                        day_text(day.day, year=False).replace(" ", " \n", 1),
                        style,
                        size=style.small,
                        bold=True,
                    ),
                    TickBox(style) if day.outings or day.prescriptions else Space(0),
                ],
                (1.0, 19.0),
                1,
            )
        ]
        for outing in day.outings:
            minutes = outing.run.minutes() if outing.run else None
            amount = minutes_text(minutes) if minutes else run_words(outing.run, units=units)
            lines.append(_small_fact(_shortened(outing.name, 24), _shortened(amount, 40), style))
        if day.prescriptions:
            count = len(day.prescriptions)
            words = ngettext("{count} exercise", "{count} exercises", count).format(count=count)
            lines.append(_small_fact(words, _minutes(day), style))
        lines += [text(_shortened(rest, 30), style, size=style.small) for rest in day.rests]
        cells.append(Stack(lines, gap=2))
    rests = frozenset(number for number, day in enumerate(content.week.days) if day.rests)
    return Grid(cells, 7, style, gap=3, padding=3.5, shaded=rests)


def _small_fact(name: str, amount: str, style: Style) -> Block:
    lines: list[Block] = [text(name, style, size=style.small, bold=True)]
    if amount:
        lines.append(text(amount, style, size=style.small))
    return Stack(lines)


def _minutes(day: Day) -> str:
    return "" if day.exercise_minutes is None else minutes_text(day.exercise_minutes)


def _exercises(content: Content, style: Style, squeeze: Squeeze, most: int) -> Iterator[Block]:
    shown = content.week.prescriptions[:most]
    cells = [_exercise(one, content, style, squeeze) for one in shown]
    rows = -(-len(cells) // squeeze.columns)
    columns = -(-len(cells) // rows)
    yield Grid(cells, columns, style, gap=5, padding=4)
    left = len(content.week.prescriptions) - len(shown)
    if left:
        words = ngettext(
            "{count} more exercise is in the full programme.",
            "{count} more exercises are in the full programme.",
            left,
        )
        yield text(words.format(count=left), style)


def _exercise(
    prescription: Prescription, content: Content, style: Style, squeeze: Squeeze
) -> Block:
    units = content.person.units
    size = style.body
    words: list[Block] = [
        NumberDisc(prescription.number, _shortened(prescription.name, 60), style, size + 1)
    ]
    for days, dose in prescription.doses:
        parts = [dose_words(dose, units=units), days_words(days)]
        line = SEPARATOR.join(part for part in parts if part)
        words.append(text(unbroken(line), style, size=size))
    for _days, note in prescription.notes[:1]:
        words.append(text(_shortened(note, 90), style, size=style.small))
    wide = squeeze.picture
    picture = content.last_picture(prescription, style, wide) if wide else None
    if picture is None:
        return Stack(words, gap=1)
    return Columns([picture, Stack(words, gap=1)], (wide, 1), 6)


def _bands(ceiling: int, style: Style) -> Block:
    cells: list[Block] = []
    for band in pain_bands(ceiling):
        words = Stack(
            [
                text(
                    _("{name}: pain {range}").format(name=band.name, range=band.during),
                    style,
                    bold=True,
                ),
                text(band.action, style, size=style.small),
            ]
        )
        cells.append(Columns([Shape(band.sign, style), words], (26.0, 1), 6))
    return Grid(cells, 3, style, gap=5, padding=4)
