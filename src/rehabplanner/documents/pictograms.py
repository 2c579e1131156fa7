"""Pictures and signs with hardly a word: for anyone who reads another language, or none."""

from rehabplanner.documents.advice import pain_bands
from rehabplanner.documents.blocks import Block, Columns, Space, Stack
from rehabplanner.documents.content import Content
from rehabplanner.documents.grid import Grid
from rehabplanner.documents.headings import NumberDisc
from rehabplanner.documents.marks import RunStrip, Shape
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.signs import DayDots, DoseSigns
from rehabplanner.documents.style import Style
from rehabplanner.documents.week import Outing, Prescription
from rehabplanner.domain.plans import ItemKind
from rehabplanner.phrases import run_words
from rehabplanner.wording import _


def pictogram_blocks(sheet: Sheet, content: Content) -> list[Block]:
    """Return the exercises as large pictures, the runs as steps, the pain rule as signs."""
    style, week = sheet.style, content.week
    title = text(content.person.name, style, size=style.title, bold=True)
    title.outline = _("This week")
    blocks: list[Block] = [title, text(sheet.subject, style, role="soft"), Space(8)]
    if week.is_empty:
        words = _("Nothing is planned for this week yet. Rest, easy walks and daily life are fine.")
        blocks += [text(words, style), Space(8)]
    columns = 3 if sheet.is_landscape else 2
    if week.prescriptions:
        cells = [_exercise(one, content, style) for one in week.prescriptions]
        blocks += [Grid(cells, min(columns, len(cells)), style, gap=8, padding=8), Space(8)]
    for outing in week.outings:
        blocks += [_outing(outing, content, style), Space(8)]
    blocks += _bands(content.person.pain_ceiling, style)
    return blocks


def _exercise(prescription: Prescription, content: Content, style: Style) -> Block:
    parts: list[Block] = [
        NumberDisc(prescription.number, prescription.name, style, style.body + 1),
        *content.pictures(prescription, style, beside=True),
    ]
    for days, dose in prescription.doses:
        parts += [DoseSigns(dose, style, content.person.units), DayDots(days, style)]
    stack = Stack(parts, gap=6)
    stack.outline = prescription.name
    return stack


def _outing(outing: Outing, content: Content, style: Style) -> Block:
    words = run_words(outing.run, units=content.person.units)
    run = outing.run
    parts: list[Block] = [
        Columns(
            [
                Stack(
                    [
                        text(outing.name, style, size=style.body + 1, bold=True),
                        text(words, style, size=style.body),
                    ]
                ),
                DayDots(outing.days, style),
            ],
            (1.0, 7 * 22.0 + 18),
            10,
        )
    ]
    if run is not None and RunStrip.suits(run):
        parts.append(RunStrip(run, style, is_walk=outing.kind is ItemKind.WALK))
    return Grid([Stack(parts, gap=4)], 1, style, padding=8)


def _bands(ceiling: int, style: Style) -> list[Block]:
    arrows = {"good": "→", "caution": "=", "ease": "↓"}
    cells: list[Block] = [
        Columns(
            [
                Shape(band.sign, style),
                Stack(
                    [
                        text(
                            f"{band.during}  {arrows[band.sign]}",
                            style,
                            size=style.body + 5,
                            bold=True,
                        ),
                        text(band.name, style, size=style.small),
                    ]
                ),
            ],
            (28.0, 1),
            8,
        )
        for band in pain_bands(ceiling)
    ]
    grid = Grid(cells, 3, style, gap=6, padding=7)
    label = text(_("Pain, 0–10"), style, bold=True)
    label.keep_with_next = True
    return [label, grid]
