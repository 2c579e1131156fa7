"""The visit brief: one page that reads in half a minute, and the same as plain text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rehabplanner.documents.blocks import Block, Space, Stack, labelled, long_text, text
from rehabplanner.documents.course import (
    brief_start,
    done_between,
    flare_ups,
    halves,
    longest_run,
    measure_pairs,
    morning_scores,
    worst_scores,
)
from rehabplanner.documents.headings import Facts, Heading
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.page import Sheet
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.measures import Measure
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.scoring import change
from rehabplanner.wording import (
    UNKNOWN,
    _,
    day_text,
    distance_text,
    duration_text,
    ngettext,
    number_text,
    say,
    score_text,
)

LEAST_SHIFT = 2
"""Points on the 0-10 scale that matter to most people (Ostelo 2008)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a therapist needs to know before the door opens."""

    facts: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    question: str
    goal: str


def brief_of(
    dossier: Dossier,
    today: date,
    measures: Mapping[str, Measure],
    next_steps: Sequence[str] = (),
    spikes: Sequence[str] = (),
) -> Brief:
    """Return what has happened since the last visit, or in the last two weeks."""
    first = brief_start(dossier, today)
    done = done_between(dossier, first, today)
    mornings, worst = morning_scores(dossier, first, today), worst_scores(dossier, first, today)
    facts = [
        (
            _("{percent} %").format(percent=done.percent) if done.percent is not None else UNKNOWN,
            _("of {count} planned items done or partly done").format(count=done.planned),
        ),
        (
            _middle(mornings),
            _("pain on waking, middle of {count} days").format(count=len(mornings)),
        ),
        (score_text(max(worst, default=None)), _("highest pain")),
        (_longest(dossier, first, today), _("longest run")),
    ]
    lines = [(_("Pain:"), _trend(mornings))]
    flares = flare_ups(dossier, first, today)
    if flares:
        days = ", ".join(day_text(one.day, year=False) for one in flares)
        lines.append((_("Flare-ups:"), days))
    if spikes:
        lines.append((_("Long runs for this runner:"), "; ".join(spikes)))
    if done.partly or done.skipped:
        words = _("{partly} cut short, {skipped} left out; see the reasons in the plan.")
        lines.append((_("Plan:"), words.format(partly=done.partly, skipped=done.skipped)))
    lines += _measures(dossier, first, today, measures)
    lines += [(_("Suggested next step:"), one) for one in next_steps]
    person = dossier.person
    return Brief(facts=tuple(facts), lines=tuple(lines), question=person.question, goal=person.goal)


def brief_blocks(sheet: Sheet, brief: Brief) -> list[Block]:
    """Return the page."""
    style = sheet.style
    title = text(sheet.title, style, size=style.title, bold=True)
    title.outline = sheet.title
    blocks: list[Block] = [
        title,
        text(sheet.subject, style, role="soft"),
        Space(8),
        Facts(brief.facts, style),
        Space(10),
    ]
    if brief.question:
        blocks += [Heading(_("What the runner asks"), style), *long_text(brief.question, style)]
    blocks.append(Heading(_("Since then"), style))
    blocks.append(Stack([labelled(name, words, style) for name, words in brief.lines], gap=4))
    if brief.goal:
        blocks += [Heading(_("Goal"), style), *long_text(brief.goal, style)]
    return [*blocks, Heading(_("Notes"), style), Lines(6, style)]


def brief_text(sheet_title: str, subject: str, brief: Brief) -> str:
    """Return the brief as plain lines, for the clinic's record system."""
    lines = [sheet_title, subject, ""]
    lines += [f"- {value} {label}" for value, label in brief.facts]
    if brief.question:
        lines += ["", _("What the runner asks"), " ".join(brief.question.split())]
    lines += ["", *(f"{name} {words}" for name, words in brief.lines)]
    if brief.goal:
        lines += ["", _("Goal"), " ".join(brief.goal.split())]
    return "\n".join(lines) + "\n"


def brief_subject(dossier: Dossier, today: date) -> str:
    """Return the days that the brief speaks of."""
    return _("{first} to {last}").format(
        first=day_text(brief_start(dossier, today)), last=day_text(today)
    )


def _middle(scores: Sequence[int]) -> str:
    if not scores:
        return UNKNOWN
    ordered = sorted(scores)
    count = len(ordered)
    return score_text((ordered[(count - 1) // 2] + ordered[count // 2]) / 2)


def _longest(dossier: Dossier, first: date, last: date) -> str:
    run = longest_run(dossier, first, last)
    if run is None:
        return UNKNOWN
    if run.distance_m is not None:
        return distance_text(run.distance_m, dossier.person.units)
    return duration_text(run.duration_s)


def _trend(mornings: Sequence[int]) -> str:
    """Return how pain on waking went, and what the step means; no claim from few days."""
    parts = halves(mornings)
    if parts is None:
        words = ngettext(
            "{count} morning value: too few to speak of a trend.",
            "{count} morning values: too few to speak of a trend.",
            len(mornings),
        )
        return words.format(count=len(mornings))
    before, now = parts
    if now - before >= LEAST_SHIFT:
        meaning = _("more than before, by an amount that matters to most people")
    elif before - now >= LEAST_SHIFT:
        meaning = _("less than before, by an amount that matters to most people")
    else:
        meaning = _("about the same")
    return _("on waking {before} in the first half, {now} in the second: {meaning}.").format(
        before=number_text(before, 1), now=number_text(now, 1), meaning=meaning
    )


def _measures(
    dossier: Dossier, first: date, today: date, measures: Mapping[str, Measure]
) -> list[tuple[str, str]]:
    found = []
    for name, results in measure_pairs(dossier, first, today):
        measure = measures.get(name)
        if measure is None:
            continue
        totals = " → ".join(number_text(one.total, 1) for one in results[-3:])
        label = f"{measure.name}:"
        found.append((label, f"{totals}. {change_words(measure, results)}".strip()))
    return found


def change_words(measure: Measure, results: Sequence[object]) -> str:
    """Return what the step from the first to the last total means; nothing from one."""
    totals = [getattr(one, "total", None) for one in results]
    known = [one for one in totals if one is not None]
    if len(known) < 2:
        return ""
    try:
        return say(change(measure, known[0], known[-1]).words)
    except Problem:
        return ""
