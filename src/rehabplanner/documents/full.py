"""The whole programme: the week, runs, one card per exercise, and a back page."""

from collections.abc import Sequence

from rehabplanner.documents.advice import boxed, flare_up, pain_rule, stop_signs
from rehabplanner.documents.blocks import Block, Columns, NewPage, Panel, Space, Stack
from rehabplanner.documents.cards import bold_line, card
from rehabplanner.documents.content import Content
from rehabplanner.documents.fitting import in_pairs
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import Lines, RunStrip
from rehabplanner.documents.options import LARGE_SCALE
from rehabplanner.documents.overview import facts, week_table
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import long_text, text
from rehabplanner.documents.qr import plan_codes
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import Table, TickGrid, TickRow
from rehabplanner.documents.week import Outing, WeekPlan
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import ItemKind
from rehabplanner.domain.scales import EFFORT_ANCHORS
from rehabplanner.phrases import days_words, run_sentences, run_total, run_words
from rehabplanner.wording import _, weekday

WHOLE_WEEK = tuple(range(7))
TALKING_EFFORT = 4


def full_blocks(sheet: Sheet, content: Content, *, weeks: int = 1) -> list[Block]:
    """Return everything on the programme, in reading order."""
    style, person, week = sheet.style, content.person, content.week
    blocks = _opening(sheet, week, person)
    blocks += [Heading(_("How much pain is all right?"), style)]
    blocks += [pain_rule(person.pain_ceiling, style), Space(10)]
    blocks += _runs(sheet, week, person)
    blocks += _cards(sheet, content, weeks)
    blocks += _back(content, style)
    code = plan_codes(content.code_lines, style)
    if code is not None:
        blocks += [Space(10), code]
    return blocks


def _opening(sheet: Sheet, week: WeekPlan, person: Person) -> list[Block]:
    style = sheet.style
    blocks: list[Block] = [
        text(sheet.title, style, size=style.title, bold=True),
        text(sheet.subject, style, size=style.body + 1, role="soft"),
        Space(9),
    ]
    blocks[0].outline = _("This week")
    purpose: list[Block] = []
    if week.purpose:
        purpose.append(bold_line(_("This week is for:"), week.purpose, style))
    purpose += long_text(week.message, style)
    if purpose:
        total = sum(len(part) for part in (week.purpose, week.message))
        if total < 1200:
            blocks += [Panel(Stack(purpose, gap=4), style, fill="note", padding=8), Space(9)]
        else:
            blocks += [*purpose, Space(9)]
    if week.is_empty:
        words = _("Nothing is planned for this week yet. Rest, easy walks and daily life are fine.")
        return [*blocks, text(words, style), Space(9)]
    return [*blocks, facts(week, style), Space(10), week_table(week, person, style), Space(8)]


def _runs(sheet: Sheet, week: WeekPlan, person: Person) -> list[Block]:
    style = sheet.style
    if not week.outings:
        return []
    blocks: list[Block] = []
    days = [day for outing in week.outings for day in outing.days]
    is_shared = len(week.outings) > 1 and len(days) == len(set(days))
    panels = [_outing(one, person, style, has_log=not is_shared) for one in week.outings]
    is_short = not any(RunStrip.suits(one.run) or one.note for one in week.outings)
    if is_shared and is_short and style.scale < LARGE_SCALE:
        panels = in_pairs(sheet, panels)
    blocks += [one for panel in panels for one in (panel, Space(5))]
    if is_shared:
        rows = _run_log(sorted(days), style)
        blocks += [Panel(rows, style, border=None, padding=0), Space(8)]
    heading = Heading(_("Running and walking"), style)
    return [heading, *blocks]


def _outing(outing: Outing, person: Person, style: Style, *, has_log: bool) -> Block:
    """Return a run in plain words, as a picture, and with a row to fill in for each day.

    Several runs share one table of rows, which saves paper.
    """
    run = outing.run
    parts: list[Block] = [
        Columns(
            [
                text(outing.name, style, size=style.body + 2, bold=True),
                text(days_words(outing.days), style, size=style.body + 1, bold=True, align=2),
            ],
            (0.6, 0.4),
        )
    ]
    short = run_words(run, units=person.units)
    if short:
        parts.append(
            Panel(
                text(short, style, size=style.body + 0.5, bold=True),
                style,
                fill="tint",
                border=None,
                bar="accent",
                padding=3.5,
            )
        )
    sentences = [*run_sentences(run, outing.kind, units=person.units)]
    total = run_total(run)
    if run is not None and len(sentences) > 1 and total:
        sentences.append(_("That is {total}.").format(total=total))
    if run is not None and run.effort:
        sentences.append(_effort_sentence(run.effort.low, run.effort.high))
    if sentences:
        parts.append(text(" ".join(sentences), style))
    if run is not None and RunStrip.suits(run):
        parts.append(RunStrip(run, style, is_walk=outing.kind is ItemKind.WALK))
    if outing.note:
        parts.append(bold_line(_("For you:"), outing.note, style))
    if has_log:
        parts.append(_run_log(outing.days, style))
    gap, padding = (6.0, 10.0) if has_log else (3.5, 5.0)
    return Panel(Stack(parts, gap=gap), style, padding=padding)


def _effort_sentence(low: int, high: int) -> str:
    """Return what an effort feels like, in Foster's words, with the talk test where it is easy."""
    easy, hard = _effort_word(low), _effort_word(high)
    words = easy if easy == hard else _("{low} to {high}").format(low=easy, high=hard)
    if high <= TALKING_EFFORT:
        return _("It should feel {words}: you can talk in whole sentences.").format(words=words)
    return _("It should feel {words}.").format(words=words)


def _effort_word(effort: int) -> str:
    return _(EFFORT_ANCHORS[max(score for score in EFFORT_ANCHORS if score <= effort)])


def _run_log(days: Sequence[int], style: Style) -> Block:
    head = (
        "",
        _("Minutes"),
        _("Distance"),
        _("Effort 0–10"),
        _("Pain during"),
        _("Next morning"),
    )
    rows = [
        (
            text(weekday(day), style),
            *(Space(14 * style.scale) for _number in range(5)),
        )
        for day in days
    ]
    return Table(head, rows, (0.2, 0.16, 0.16, 0.16, 0.16, 0.16), style, grid=True)


def _cards(sheet: Sheet, content: Content, weeks: int) -> list[Block]:
    """Return the cards; two beside each other on a page across, unless the type is large."""
    style = sheet.style
    cards = [
        card(
            prescription,
            content.person,
            content.exercises,
            content.pictures(prescription, style),
            style,
            weeks=weeks,
        )
        for prescription in content.week.prescriptions
    ]
    if sheet.is_landscape and style.scale < LARGE_SCALE:
        cards = in_pairs(sheet, cards)
    return [one for each in cards for one in (each, Space(5))]


def _back(content: Content, style: Style) -> list[Block]:
    """Return the back page: diary strip, habits, goal, questions, flare-up, stop signs."""
    week, person, plan = content.week, content.person, content.dossier.flare_plan
    rows = [
        TickRow(_("Pain on waking, 0–10")),
        TickRow(_("Worst pain, 0–10")),
        TickRow(_("Sleep, hours")),
        TickRow(_("Stress, 0–10")),
    ]
    rows += [TickRow(habit.name, ("",), days=habit.days) for habit in week.habits]
    blocks: list[Block] = [
        NewPage(),
        Heading(_("My diary of the week"), style),
        TickGrid(rows, WHOLE_WEEK, style, row_height=23),
        Space(12),
    ]
    goal: list[Block] = [Heading(_("My goal"), style)]
    if person.goal:
        goal += [*long_text(person.goal, style)]
    goal.append(Lines(1 if person.goal else 4, style))
    asked: list[Block] = [Heading(_("Questions for my next visit"), style)]
    asked += long_text(person.question, style)
    questions = Stack([*asked, Lines(3 if person.question else 4, style)])
    if len(person.goal) + len(person.question) < 300:
        blocks += [Columns([Stack(goal), questions], (0.5, 0.5), 20), Space(8)]
    else:
        blocks += [*goal, questions, Space(8)]
    blocks += [
        Heading(_("If it flares up"), style),
        flare_up(style, plan),
        Space(8),
        Heading(_("When to get help"), style),
        boxed(stop_signs(style), style),
    ]
    return blocks
