"""Only the log: exercises and runs to tick day by day over some weeks, with pain scores."""

from functools import partial

from rehabplanner.documents.blocks import Block, Space
from rehabplanner.documents.content import Content
from rehabplanner.documents.fitting import fewest_pages
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.log_grid import LogGrid, LogRow
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import labelled, text
from rehabplanner.documents.week import Outing, Prescription, WeekPlan
from rehabplanner.domain.doses import Side
from rehabplanner.phrases import dose_words, run_words
from rehabplanner.wording import _

WHOLE_WEEK = tuple(range(7))


def log_blocks(sheet: Sheet, content: Content, *, weeks: int, is_fillable: bool) -> list[Block]:
    """Return grids for these weeks: as many weeks beside each other as the paper allows.

    The lines for notes give way where they would take a page of their own.
    """
    lines = (0,) if sheet.is_landscape else (3, 2, 1, 0)
    makers = [partial(_blocks, sheet, content, weeks, is_fillable, one) for one in lines]
    return fewest_pages(sheet, makers)


def _blocks(
    sheet: Sheet, content: Content, weeks: int, is_fillable: bool, note_lines: int
) -> list[Block]:
    style = sheet.style
    title = text(sheet.title, style, size=style.title * 0.85, bold=True)
    title.outline = _("Log sheet")
    how = _(
        "Tick what you did. Write your pain from 0 (none) to 10 (worst): before, at its highest "
        "during, and on waking the next day."
    )
    blocks: list[Block] = [
        title,
        text(sheet.subject, style, role="soft"),
        Space(4),
        text(how, style, size=style.small),
        Space(6),
    ]
    most = 4 if sheet.is_landscape else 2
    number = 1
    for plan, count in content.weeks(weeks):
        left = count
        while left > 0:
            beside = min(most, left)
            rows = _rows(plan, content)
            grid = LogGrid(rows, beside, style, first_number=number, is_fillable=is_fillable)
            blocks += [grid, Space(10)]
            number += beside
            left -= beside
    question = " ".join(content.person.question.split())[:300]
    if question:
        blocks.append(labelled(_("To ask next time:"), question, style))
    if note_lines:
        blocks += [Heading(_("My notes"), style), Lines(note_lines, style)]
    return blocks


def _rows(plan: WeekPlan, content: Content) -> list[LogRow]:
    rows: list[LogRow] = []
    for one in plan.prescriptions:
        rows += _exercise_rows(one, content)
    for outing in plan.outings:
        rows += _run_rows(outing, content)
    rows += [LogRow(habit.name, "", habit.days, kind="box") for habit in plan.habits]
    rows += [
        LogRow(_("Pain on waking"), "0–10", WHOLE_WEEK, is_apart=True),
        LogRow(_("Pain before"), "0–10", WHOLE_WEEK),
        LogRow(_("Highest pain"), "0–10", WHOLE_WEEK),
    ]
    return rows


def _exercise_rows(one: Prescription, content: Content) -> list[LogRow]:
    name = f"{one.number}  {one.name}"
    units = content.person.units
    words = "; ".join(dose_words(dose, units=units) for _days, dose in one.doses[:2])
    if one.sides == (Side.LEFT, Side.RIGHT):
        return [
            LogRow(name, words, one.days, kind="box", side=_("L")),
            LogRow("", "", one.days, kind="box", side=_("R"), is_joined=True),
        ]
    side = {Side.LEFT: _("L"), Side.RIGHT: _("R")}.get(one.sides[0], "")
    return [LogRow(name, words, one.days, kind="box", side=side)]


def _run_rows(outing: Outing, content: Content) -> list[LogRow]:
    words = run_words(outing.run, units=content.person.units)
    return [
        LogRow(outing.name, words, outing.days, kind="box"),
        LogRow("", _("minutes, and how hard 0–10"), outing.days, is_joined=True),
    ]
