"""The load-pain picture on paper: pain lines over stacked load bars, events, what is unknown.

It draws the same timeline as the window, as vectors, and holds on a photocopy: every kind of
session has its own pattern and every pain line its own marker and dash.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

import numpy as np

from rehabplanner.analytics.days import timeline
from rehabplanner.analytics.timeline import (
    GROUP_NAMES,
    GROUPS,
    PAIN_NAMES,
    DayState,
    KindGroup,
    Measure,
    PainKind,
    Timeline,
)
from rehabplanner.documents.chart_frame import (
    JOINED_PAINS,
    MOST_DAILY_PAINS,
    PAIN_LOOK,
    SIZE,
    Frame,
    draw_axes,
)
from rehabplanner.documents.chart_load import (
    Bar,
    bars_of,
    draw_filled,
    draw_load,
    draw_rest,
    draw_unknown,
)
from rehabplanner.documents.chart_pain import draw_pain
from rehabplanner.documents.fonts import shortened, text_width
from rehabplanner.documents.page import SIZES_PT, Paper
from rehabplanner.documents.picture import Picture, pdf_png, picture_pdf, picture_svg
from rehabplanner.documents.style import Style
from rehabplanner.domain.diary import Event
from rehabplanner.domain.dossier import Dossier
from rehabplanner.wording import _, day_text, ngettext, word

MARGIN, TITLE, HEAD, GAP, FOOT = 30.0, 20.0, 66.0, 22.0, 72.0
"""Heights in points: round the picture, its title, above, between and below the panels."""
LOAD_SHARE = 0.56
LANDSCAPE_A4 = (SIZES_PT[Paper.A4][1], SIZES_PT[Paper.A4][0])


class Look(TypedDict, total=False):
    """How the picture shall be: width and height in points, in grey, what the bars count."""

    size: tuple[float, float]
    is_grey: bool
    measure: Measure


def render_chart(dossier: Dossier, first: date, last: date, **look: Unpack[Look]) -> bytes:
    """Return the picture of these days as a PDF."""
    return picture_pdf(*_inked(dossier, first, last, look))


def render_chart_svg(dossier: Dossier, first: date, last: date, **look: Unpack[Look]) -> str:
    """Return the picture of these days as SVG."""
    return picture_svg(*_inked(dossier, first, last, look))


def render_chart_png(
    dossier: Dossier,
    first: date,
    last: date,
    *,
    dots_per_inch: float = 144.0,
    **look: Unpack[Look],
) -> bytes:
    """Return the picture of these days as PNG."""
    return pdf_png(render_chart(dossier, first, last, **look), dots_per_inch=dots_per_inch)


def _inked(dossier: Dossier, first: date, last: date, look: Look) -> tuple[Picture, Style]:
    size, measure = look.get("size", LANDSCAPE_A4), look.get("measure", Measure.LOAD)
    picture = chart_picture(dossier, first, last, size=size, measure=measure)
    return picture, Style(is_grey=look.get("is_grey", False))


def chart_picture(
    dossier: Dossier,
    first: date,
    last: date,
    *,
    size: tuple[float, float] = LANDSCAPE_A4,
    measure: Measure = Measure.LOAD,
    is_part: bool = False,
) -> Picture:
    """Return the picture of the days from the first to the last, both included.

    As a part of a page it has neither a title nor a margin of its own.
    """
    last = max(first, last)
    table = timeline(dossier, first, last)
    width, height = size
    picture = Picture(width, height, title=_title(dossier), description=_summary(table))
    margin, title = (0.0, 0.0) if is_part else (MARGIN, TITLE)
    panels = height - 2 * margin - title - HEAD - FOOT - GAP
    frame = Frame(
        left=margin + 34,
        right=width - margin,
        load_bottom=margin + FOOT,
        load_top=margin + FOOT + panels * LOAD_SHARE,
        pain_bottom=margin + FOOT + panels * LOAD_SHARE + GAP,
        pain_top=height - margin - title - HEAD,
        first=first,
        days=len(table),
    )
    top = height - margin
    if not is_part:
        name = shortened(_title(dossier), 17, width - 2 * margin, bold=True)
        picture.words(margin, top - 14, name, 17, bold=True)
    span = f"{day_text(first, name=False)} – {day_text(last, name=False)}"
    words = f"{span} · {_summary(table)}"
    picture.words(margin, top - title - SIZE, words, SIZE + 0.5, role="soft")
    bars = bars_of(table, measure, dossier.person.units)
    draw_unknown(picture, frame, table)
    draw_axes(picture, frame)
    draw_load(picture, frame, bars, measure, dossier.person.units)
    draw_rest(picture, frame, table)
    _draw_events(picture, frame, dossier.events, last)
    draw_pain(picture, frame, table)
    _draw_legend(picture, frame, table, bars)
    if (table.state == DayState.UNKNOWN).all():
        middle, y = (frame.left + frame.right) / 2, (frame.pain_bottom + frame.pain_top) / 2
        words = _("Nothing was noted in this time.")
        width = text_width(words, SIZE + 2) + 16
        picture.box(middle - width / 2, y - 8, width, 22, fill="paper")
        picture.words(middle, y, words, SIZE + 2, align=0.5)
    return picture


def _title(dossier: Dossier) -> str:
    return _("Load and pain: {name}").format(name=dossier.person.name)


def _summary(table: Timeline) -> str:
    days = ngettext("{count} day", "{count} days", len(table))
    share = float(np.mean(table.is_logged)) if len(table) else 0.0
    sessions = int(table.sessions.sum())
    return _("{days}, {share} % with an entry, {sessions}").format(
        days=days,
        share=round(100 * share),
        sessions=ngettext("{count} session", "{count} sessions", sessions),
    )


def _draw_events(picture: Picture, frame: Frame, events: tuple[Event, ...], last: date) -> None:
    """Draw a dashed line for each event, its words above the panels where there is room."""
    shown = [
        event for event in events if event.day <= last and (event.until or event.day) >= frame.first
    ]
    ends = [frame.left - 8.0] * 3
    labels: list[tuple[float, float, str]] = []
    for event in shown:
        x = frame.x(max(event.day, frame.first)) + frame.day_width / 2
        if event.until is not None:
            end = frame.x(min(event.until, last)) + frame.day_width
            picture.box(x, frame.pain_top, max(2.0, end - x), 4.0, fill="event")
        label = shortened(event.label or word(event.kind), SIZE, 130)
        width = text_width(label, SIZE)
        start = min(x + 1, frame.right - width)
        row = next((number for number, end in enumerate(ends) if end + 8 < start), None)
        top = frame.pain_top
        if row is not None:
            top = frame.pain_top + 7 + 12 * (row + 1)
            labels.append((start, top, label))
            ends[row] = start + width
        picture.path(((x, frame.load_bottom), (x, top)), "event", 1.0, (3.0, 2.5))
    for start, y, label in labels:
        picture.box(start - 1, y - 2, text_width(label, SIZE) + 2, 11, fill="paper")
        picture.words(start, y, label, SIZE, role="event")


def _draw_legend(picture: Picture, frame: Frame, table: Timeline, bars: Sequence[Bar]) -> None:
    entries = _legend_entries(table, bars)
    wide = sum(19 + text_width(words, SIZE) + 16 for _mark, words in entries) - 16
    is_long = frame.left + wide > frame.right
    x, y = frame.left, frame.load_bottom - (38 if is_long else 48)
    for mark, words in entries:
        if is_long and x > frame.left and x + 19 + text_width(words, SIZE) > frame.right:
            x, y = frame.left, y - 14
        _draw_mark(picture, x, y, mark)
        x = _legend_words(picture, x + 19, y, words)
    if not all(math.isnan(bar.spike_percent) for bar in bars):
        words = _("longer than any run of 30 days")
        y, width = frame.load_top + 7, text_width(words, SIZE)
        picture.box(frame.right - width - 14, y - 2, width + 14, 11, fill="paper")
        picture.marker(frame.right - width - 8, y + 3, "triangle", "ink", 3.0)
        picture.words(frame.right, y, words, SIZE, align=1.0)
    _draw_pain_legend(picture, frame, table)


def _legend_entries(table: Timeline, bars: Sequence[Bar]) -> list[tuple[KindGroup | str, str]]:
    """Return what the bars and marks mean: a group of sessions or the name of a mark, and words."""
    found: list[tuple[KindGroup | str, str]] = [
        (group, _(GROUP_NAMES[group])) for group in _groups_shown(table)
    ]
    if (table.state == DayState.REST).any() and len(table) <= MOST_DAILY_PAINS:
        found.append(("rest", _("Rest day")))
    if (table.state == DayState.UNKNOWN).any():
        found.append(("unknown", _("Nothing noted")))
    if any(bar.is_partial for bar in bars):
        found.append(("partial", _("at least this much")))
    return found


def _draw_mark(picture: Picture, x: float, y: float, mark: KindGroup | str) -> None:
    if isinstance(mark, KindGroup):
        draw_filled(picture, (x, y - 1, 14, 9), mark)
    elif mark == "rest":
        picture.box(x, y, 14, 6, fill="paper", line="soft")
    elif mark == "unknown":
        picture.box(x, y - 1, 14, 9, fill="tint")
        picture.hatch((x, y - 1, 14, 9), "rule", step=4.0, width=0.6)
    else:
        picture.words(x + 7, y, "+", SIZE, bold=True, align=0.5)


def _groups_shown(table: Timeline) -> list[KindGroup]:
    sums = table.amounts[Measure.MINUTES].by_group.sum(axis=1).tolist()
    return [group for group, amount in zip(GROUPS, sums, strict=True) if amount] or list(GROUPS)


def _draw_pain_legend(picture: Picture, frame: Frame, table: Timeline) -> None:
    x, y = frame.left, frame.load_bottom - 66
    kinds = [kind for kind in PAIN_LOOK if not np.isnan(table.pain[kind]).all()]
    picture.words(x, y, _("Pain:"), SIZE, bold=True)
    x += text_width(_("Pain:"), SIZE, bold=True) + 10
    for kind in kinds or [PainKind.WORST, PainKind.MORNING]:
        role, shape, dash = PAIN_LOOK[kind]
        if kind in JOINED_PAINS:
            picture.path(((x, y + 3), (x + 22, y + 3)), role, 1.2, dash)
        picture.marker(x + 11, y + 3, shape, role, 3.1)
        x = _legend_words(picture, x + 27, y, _(PAIN_NAMES[kind]))
    if len(table) > MOST_DAILY_PAINS:
        words = _("weekly medians; upright lines show lowest to highest")
        room = picture.width - 6 - x
        picture.words(x, y, shortened(words, SIZE, room), SIZE, role="soft")


def _legend_words(picture: Picture, x: float, y: float, words: str) -> float:
    picture.words(x, y, words, SIZE)
    return x + text_width(words, SIZE) + 16
