"""The plan to take home: the week at a glance, runs, one card per exercise, and a back page."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rehabplanner.documents.advice import boxed, flare_up, pain_rule, stop_signs
from rehabplanner.documents.blocks import (
    Block,
    Columns,
    NewPage,
    Panel,
    Space,
    Stack,
    long_text,
    text,
)
from rehabplanner.documents.cards import bold_line, card
from rehabplanner.documents.drawn import pictures_of
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import Lines, RunStrip
from rehabplanner.documents.overview import facts, week_table
from rehabplanner.documents.page import Paper, Sheet, build
from rehabplanner.documents.plain import plain_page
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import Table, TickGrid, TickRow
from rehabplanner.documents.week import Outing, Prescription, WeekPlan, gather
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.plans import ItemKind
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.scales import EFFORT_ANCHORS
from rehabplanner.figures.figure import Figure
from rehabplanner.phrases import days_words, run_sentences, run_total, run_words
from rehabplanner.wording import _, week_text, weekday

log = logging.getLogger(__name__)
WHOLE_WEEK = tuple(range(7))
TALKING_EFFORT = 4


class Edition(StrEnum):
    """What the handout holds."""

    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutOptions:
    """How the handout looks. `font_scale` 1 sets running text in 12 points, 1.35 in 16."""

    paper: Paper = Paper.A4
    edition: Edition = Edition.FULL
    is_grey: bool = False
    font_scale: float = 1.0


def render_handout(
    dossier: Dossier,
    monday: date,
    *,
    exercises: Mapping[str, Exercise],
    figures: Mapping[str, Figure] | None,
    practice: Practice,
    options: HandoutOptions,
    today: date,
) -> bytes:
    """Return the PDF of the week that begins on this Monday; the same bytes for the same input.

    Should the layout fail, the programme comes as plain text: a person never leaves without one.
    """
    sheet = _sheet(dossier.person, monday, practice, options, today)
    try:
        return build(sheet, handout_blocks(sheet, dossier, exercises, figures, monday))
    except Exception as error:
        log.error("handout laid out as plain text: %s", type(error).__name__)
        return plain_page(sheet, dossier, monday, exercises)


def _sheet(
    person: Person, monday: date, practice: Practice, options: HandoutOptions, today: date
) -> Sheet:
    scale = min(2.0, max(0.9, options.font_scale))
    return Sheet(
        paper=options.paper,
        style=Style(is_grey=options.is_grey, scale=scale),
        practice=practice,
        title=_("Programme for {name}").format(name=person.name),
        subject=week_text(monday),
        author=practice.therapist or practice.name,
        handed_out=today,
    )


def handout_blocks(
    sheet: Sheet,
    dossier: Dossier,
    exercises: Mapping[str, Exercise],
    figures: Mapping[str, Figure] | None,
    monday: date,
) -> list[Block]:
    """Return everything on the handout, in reading order."""
    style, person = sheet.style, dossier.person
    week = gather(dossier, monday, exercises)
    blocks = _opening(sheet, week, person)
    blocks += [Heading(_("How much pain is all right?"), style)]
    blocks += [pain_rule(person.pain_ceiling, style), Space(10)]
    blocks += _runs(week, person, style)
    blocks += _cards(week, person, exercises, figures, style)
    blocks += _back(week, person, style)
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


def _runs(week: WeekPlan, person: Person, style: Style) -> list[Block]:
    if not week.outings:
        return []
    blocks: list[Block] = []
    for outing in week.outings:
        blocks += [_outing(outing, person, style), Space(8)]
    heading = Heading(_("Running and walking"), style)
    return [heading, *blocks]


def _outing(outing: Outing, person: Person, style: Style) -> Block:
    """Return a run in plain words, as a picture, and with a row to fill in for each day."""
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
    parts.append(_run_log(outing, style))
    return Panel(Stack(parts, gap=6), style, padding=10)


def _effort_sentence(low: int, high: int) -> str:
    """Return what an effort feels like, in Foster's words, with the talk test where it is easy."""
    easy, hard = _effort_word(low), _effort_word(high)
    words = easy if easy == hard else _("{low} to {high}").format(low=easy, high=hard)
    if high <= TALKING_EFFORT:
        return _("It should feel {words}: you can talk in whole sentences.").format(words=words)
    return _("It should feel {words}.").format(words=words)


def _effort_word(effort: int) -> str:
    return _(EFFORT_ANCHORS[max(score for score in EFFORT_ANCHORS if score <= effort)])


def _run_log(outing: Outing, style: Style) -> Block:
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
        for day in outing.days
    ]
    return Table(head, rows, (0.2, 0.16, 0.16, 0.16, 0.16, 0.16), style, grid=True)


def _cards(
    week: WeekPlan,
    person: Person,
    exercises: Mapping[str, Exercise],
    figures: Mapping[str, Figure] | None,
    style: Style,
) -> list[Block]:
    blocks: list[Block] = []
    for prescription in week.prescriptions:
        pictures = _pictures(prescription, figures, style)
        blocks += [card(prescription, person, exercises, pictures, style), Space(5)]
    return blocks


def _pictures(
    prescription: Prescription, figures: Mapping[str, Figure] | None, style: Style
) -> list[Block]:
    """Return the drawings of an exercise; none where there is no figure or it cannot be drawn."""
    exercise = prescription.exercise
    figure = figures.get(exercise.id) if figures and exercise else None
    if figure is None:
        return []
    try:
        return pictures_of(figure, style)
    except (Problem, ArithmeticError):
        log.warning("figure %s cannot be drawn", figure.id)
        return []


def _back(week: WeekPlan, person: Person, style: Style) -> list[Block]:
    """Return the back page: diary strip, habits, goal, questions, flare-up, stop signs."""
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
    questions = Stack([Heading(_("Questions for my next visit"), style), Lines(4, style)])
    if len(person.goal) < 300:
        blocks += [Columns([Stack(goal), questions], (0.5, 0.5), 20), Space(8)]
    else:
        blocks += [*goal, questions, Space(8)]
    blocks += [
        Heading(_("If it flares up"), style),
        flare_up(style),
        Space(8),
        Heading(_("When to get help"), style),
        boxed(stop_signs(style), style),
    ]
    return blocks
