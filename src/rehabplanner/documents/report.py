"""The progress report for the referring doctor, and the summary at discharge."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from rehabplanner.documents.advice import flare_up
from rehabplanner.documents.blocks import Block, Columns, Panel, Space, Stack
from rehabplanner.documents.chart import chart_picture
from rehabplanner.documents.course import (
    flare_ups,
    halves,
    measure_pairs,
    noted_days,
    week_rows,
)
from rehabplanner.documents.fitting import fewest_pages
from rehabplanner.documents.headings import Facts, Heading
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.measure_words import change_words
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import labelled, long_text, text
from rehabplanner.documents.picture import Picture
from rehabplanner.documents.picture_block import PictureBlock
from rehabplanner.documents.report_options import ReportOptions, Section, pseudonym
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import Table
from rehabplanner.documents.week import gather
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.measures import Measure
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.responses import morning_scores
from rehabplanner.phrases import SEPARATOR, days_words, dose_words, run_words
from rehabplanner.wording import (
    UNKNOWN,
    _,
    day_text,
    distance_text,
    minutes_text,
    number_text,
    score_text,
    word,
)

LEAST_CHART, MOST_CHART, CHART_GAP = 300.0, 480.0, 6.0
"""Heights in points."""
SUMMARY_WIDTH, COLUMN_GAP = 220.0, 20.0
"""Widths in points, where the numbers stand beside the chart."""
COMMENT_LINES = (5, 4, 3, 2)
MOST_WEEKS = 26


def without_name(dossier: Dossier) -> Dossier:
    """Return the dossier under a pseudonym, its events without their words."""
    person = replace(dossier.person, name=pseudonym(dossier))
    events = tuple(replace(one, label="") for one in dossier.events)
    return replace(dossier, person=person, events=events)


def report_blocks(
    sheet: Sheet,
    dossier: Dossier,
    options: ReportOptions,
    measures: Mapping[str, Measure],
    exercises: Mapping[str, Exercise],
) -> list[Block]:
    """Return the chosen sections in their order.

    The lines for the assessment give way where they would take a page of their own.
    """
    body = _sections(sheet, dossier, options, measures, exercises)
    if Section.COMMENT not in options.sections or _is_beside(sheet, options):
        return body
    versions = (_comment(options, sheet.style, lines) for lines in COMMENT_LINES)
    return fewest_pages(sheet, [partial(list, [*body, *comment]) for comment in versions])


def _sections(
    sheet: Sheet,
    dossier: Dossier,
    options: ReportOptions,
    measures: Mapping[str, Measure],
    exercises: Mapping[str, Exercise],
) -> list[Block]:
    """Return the chosen sections but the last, the comment."""
    style = sheet.style
    title = text(sheet.title, style, size=style.title, bold=True)
    title.outline = sheet.title
    blocks: list[Block] = [title, text(sheet.subject, style, role="soft"), Space(6)]
    makers: dict[Section, Callable[[], list[Block]]] = {
        Section.SUMMARY: lambda: _summary(dossier, options, style),
        Section.CHART: lambda: _chart(sheet, dossier, options, blocks),
        Section.WEEKS: lambda: _weeks(dossier, options, style),
        Section.MEASURES: lambda: _measures(dossier, options, measures, style),
        Section.PLAN: lambda: _plan(dossier, options, exercises, style),
        Section.EVENTS: lambda: _events(dossier, options, style),
        Section.FLARE_UP: lambda: _flare_up(dossier, style),
    }
    if sheet.is_landscape:
        _set_beside(makers, sheet, dossier, options, blocks)
    for section, make in makers.items():
        if section in options.sections:
            blocks += make()
    return blocks


def _set_beside(
    makers: dict[Section, Callable[[], list[Block]]],
    sheet: Sheet,
    dossier: Dossier,
    options: ReportOptions,
    above: Sequence[Block],
) -> None:
    """Let sections stand beside each other on a page across."""
    if {Section.SUMMARY, Section.CHART} <= set(options.sections):
        alone = makers[Section.SUMMARY], makers.pop(Section.CHART)
        makers[Section.SUMMARY] = lambda: (
            _summary_beside_chart(sheet, dossier, options, above) or [*alone[0](), *alone[1]()]
        )
    if Section.PLAN in options.sections:
        plan = makers[Section.PLAN]
        others = {one: makers.pop(one) for one in (Section.EVENTS, Section.FLARE_UP)}

        def together() -> list[Block]:
            wanted = [make() for one, make in others.items() if one in options.sections]
            right = [block for blocks in wanted for block in blocks]
            if _is_beside(sheet, options):
                lines = COMMENT_LINES[-1 if Section.FLARE_UP in options.sections else 0]
                right += _comment(options, sheet.style, lines)
            return _beside(sheet, plan(), right)

        makers[Section.PLAN] = together


def _is_beside(sheet: Sheet, options: ReportOptions) -> bool:
    """Say whether the empty lines for the assessment stand beside the programme."""
    wanted = {Section.PLAN, Section.COMMENT} <= set(options.sections)
    return sheet.is_landscape and wanted and not options.comment


def _beside(sheet: Sheet, left: list[Block], right: list[Block]) -> list[Block]:
    """Return two sections beside each other; one alone, or too long for a page, takes the width."""
    columns = Columns([Stack(left), Stack(right)], (0.55, 0.45), 24)
    if not left or not right or columns.height(sheet.width) > sheet.room(2):
        return [*left, *right]
    return [columns]


def _summary_beside_chart(
    sheet: Sheet, dossier: Dossier, options: ReportOptions, above: Sequence[Block]
) -> list[Block]:
    """Return the numbers under each other and the chart beside them; nothing if too long."""
    summary = Stack(_summary(dossier, options, sheet.style, is_narrow=True))
    heading = Heading(_("Load and pain"), sheet.style)
    room = sheet.room(1) - sum(block.height(sheet.width) for block in above) - CHART_GAP
    width = sheet.width - SUMMARY_WIDTH - COLUMN_GAP
    height = min(room - heading.height(width), MOST_CHART)
    if summary.height(SUMMARY_WIDTH) > room or height < LEAST_CHART:
        return []
    picture = _picture(dossier, options, (width, height))
    chart = Stack([heading, PictureBlock(picture, sheet.style)])
    return [Columns([summary, chart], (SUMMARY_WIDTH, 1.0), COLUMN_GAP), Space(CHART_GAP)]


def _picture(dossier: Dossier, options: ReportOptions, size: tuple[float, float]) -> Picture:
    shown = without_name(dossier) if options.is_pseudonym else dossier
    return chart_picture(shown, options.first, options.last, size=size, is_part=True)


def _summary(
    dossier: Dossier, options: ReportOptions, style: Style, *, is_narrow: bool = False
) -> list[Block]:
    person, first, last = dossier.person, options.first, options.last
    percent = options.kept
    mornings = morning_scores(dossier, first, last)
    parts = halves(mornings)
    facts = [
        (
            _("{percent} %").format(percent=percent) if percent is not None else UNKNOWN,
            _("of the planned items done or partly done"),
        ),
        (
            _("{before} → {now}").format(
                before=number_text(parts[0], 1), now=number_text(parts[1], 1)
            )
            if parts
            else UNKNOWN,
            _("pain on waking, first and second half"),
        ),
        (str(len(flare_ups(dossier, first, last))), _("flare-ups noted")),
        (_share(dossier, options), _("of days with an entry")),
    ]
    lines: list[Block] = []
    if not options.is_pseudonym:
        if person.complaint:
            lines.append(labelled(_("Complaint:"), " ".join(person.complaint.split())[:600], style))
        if person.goal:
            lines.append(labelled(_("Goal:"), " ".join(person.goal.split())[:600], style))
    lines.append(
        labelled(
            _("Pain rule in use:"),
            _("pain up to {ceiling}/10 during, as usual the next morning").format(
                ceiling=person.pain_ceiling
            ),
            style,
        )
    )
    rows = [[one] for one in facts] if is_narrow else [facts]
    return [
        Heading(_("In short"), style),
        Stack([Facts(row, style) for row in rows], gap=8),
        Space(8),
        Stack(lines, gap=3),
        Space(6),
    ]


def _share(dossier: Dossier, options: ReportOptions) -> str:
    days = (options.last - options.first).days + 1
    noted = noted_days(dossier, options.first, options.last)
    return _("{percent} %").format(percent=round(100 * len(noted) / max(1, days)))


def _chart(
    sheet: Sheet, dossier: Dossier, options: ReportOptions, above: Sequence[Block]
) -> list[Block]:
    """Return the chart as high as the page below the other blocks, or on a page of its own."""
    heading = Heading(_("Load and pain"), sheet.style)
    width = sheet.width
    used = heading.height(width) + sum(block.height(width) for block in above) + CHART_GAP
    room = sheet.room(1) - used
    if room < LEAST_CHART:
        room = sheet.room(2) - heading.height(width) - CHART_GAP
    picture = _picture(dossier, options, (width, min(room, MOST_CHART)))
    return [heading, PictureBlock(picture, sheet.style), Space(CHART_GAP)]


def _weeks(dossier: Dossier, options: ReportOptions, style: Style) -> list[Block]:
    found = week_rows(dossier, options.first, options.last)
    shown = found[-MOST_WEEKS:]
    units = dossier.person.units
    size = style.small
    rows = []
    for one in shown:
        percent = options.kept_weeks.get(one.monday)
        cells = (
            day_text(one.monday),
            UNKNOWN if one.runs is None else str(one.runs),
            distance_text(one.distance_m, units) if one.distance_m is not None else UNKNOWN,
            minutes_text(one.minutes) if one.minutes is not None else UNKNOWN,
            number_text(one.load),
            score_text(one.morning),
            score_text(one.worst),
            UNKNOWN if percent is None else _("{percent} %").format(percent=percent),
        )
        rows.append(tuple(text(cell, style, size=size) for cell in cells))
    head = (
        _("Week from"),
        _("Runs"),
        _("Distance"),
        _("Running time"),
        _("Load"),
        _("On waking"),
        _("Highest"),
        _("Done"),
    )
    shares = (0.2, 0.08, 0.13, 0.15, 0.1, 0.12, 0.12, 0.1)
    blocks: list[Block] = [Heading(_("Week by week"), style), Table(head, rows, shares, style)]
    note = _(
        "Load = effort (0 to 10) times minutes (Foster 2001). A dash is unknown, not zero. On "
        "waking: the middle of the week; highest: of any moment."
    )
    if len(found) > len(shown):
        note = _("The last {count} weeks.").format(count=len(shown)) + " " + note
    return [*blocks, Space(3), text(note, style, size=size * 0.92, role="soft"), Space(6)]


def _measures(
    dossier: Dossier, options: ReportOptions, measures: Mapping[str, Measure], style: Style
) -> list[Block]:
    rows = []
    for name, results in measure_pairs(dossier, options.first, options.last):
        measure = measures.get(name)
        if measure is None:
            continue
        totals = "; ".join(
            f"{day_text(one.day, name=False)}: {number_text(one.total, 1)}".replace(" ", "\u00a0")
            for one in results[-5:]
        )
        scale = _("{low} to {high}").format(low=f"{measure.low:g}", high=f"{measure.high:g}")
        rows.append(
            (
                Stack(
                    [
                        text(measure.name, style, bold=True),
                        text(scale, style, size=style.small * 0.92, role="soft"),
                    ]
                ),
                text(totals, style, size=style.small),
                text(change_words(measure, results), style, size=style.small),
            )
        )
    heading = Heading(_("Measures"), style)
    if not rows:
        return [heading, text(_("None were filled in during these days."), style), Space(6)]
    head = (_("Measure"), _("Totals"), _("What the change means"))
    return [heading, Table(head, rows, (0.2, 0.36, 0.44), style), Space(6)]


def _plan(
    dossier: Dossier, options: ReportOptions, exercises: Mapping[str, Exercise], style: Style
) -> list[Block]:
    planned = [one.day for one in dossier.items if one.day <= options.last]
    if not planned:
        return []
    monday = monday_of(max(planned))
    week = gather(dossier, monday, exercises)
    units = dossier.person.units
    lines = [
        (one.name, "; ".join(dose_words(dose, days=days, units=units) for days, dose in one.doses))
        for one in week.prescriptions
    ]
    for outing in week.outings:
        parts = (run_words(outing.run, units=units), days_words(outing.days))
        lines.append((outing.name, SEPARATOR.join(part for part in parts if part)))
    blocks: list[Block] = [
        Heading(_("The programme, week from {day}").format(day=day_text(monday)), style)
    ]
    rows = [
        Columns(
            [text(name, style, size=style.small, bold=True), text(dose, style, size=style.small)],
            (0.38, 0.62),
            10,
        )
        for name, dose in lines
    ]
    return [*blocks, Stack(rows, gap=2), Space(6)] if rows else []


def _events(dossier: Dossier, options: ReportOptions, style: Style) -> list[Block]:
    found = between(dossier.events, options.first, options.last)
    if not found:
        return []
    lines: list[Block] = []
    for one in found[-30:]:
        label = word(one.kind)
        if one.label and not options.is_pseudonym:
            label = f"{label}: {one.label}"
        lines.append(labelled(day_text(one.day), label, style, size=style.small))
    return [Heading(_("What happened"), style), Stack(lines, gap=1), Space(6)]


def _comment(options: ReportOptions, style: Style, lines: int) -> list[Block]:
    heading = Heading(_("Assessment and proposal"), style)
    if options.comment:
        return [heading, *long_text(options.comment, style), Space(14), *_signature(style)]
    return [
        heading,
        Panel(
            Stack([Lines(lines, style), Space(10), *_signature(style)]),
            style,
            border=None,
            padding=0,
        ),
    ]


def _flare_up(dossier: Dossier, style: Style) -> list[Block]:
    return [Heading(_("If it flares up"), style), flare_up(style, dossier.flare_plan), Space(8)]


def _signature(style: Style) -> list[Block]:
    return [
        Columns(
            [
                Stack([Lines(1, style), text(_("Day"), style, size=style.small)]),
                Stack([Lines(1, style), text(_("Signature"), style, size=style.small)]),
            ],
            (0.35, 0.65),
            20,
        )
    ]
