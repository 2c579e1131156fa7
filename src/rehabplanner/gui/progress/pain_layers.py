"""The pain panel and the context strips: lines and marks that differ in shape, not colour alone."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from rehabplanner.analytics.timeline import PainKind
from rehabplanner.gui.progress.content import PAIN_ROLES, PART_STRIPS, Frame, Strip, as_day
from rehabplanner.gui.progress.detail import bucket_size, extremes
from rehabplanner.gui.progress.load_layers import faded, mixed
from rehabplanner.gui.progress.marks import draw_marks
from rehabplanner.gui.progress.shapes import LineArray, RectArray, joined
from rehabplanner.wording import _

Numbers: TypeAlias = NDArray[np.floating[Any]]

PAIN_TOP = 10.0
HEADROOM = 0.6
LONGEST_GAP_DAYS = 4
MARKS_FROM_PX = 4.0
CAPS_FROM_PX = 4.0
FEW = 4


@dataclass(frozen=True, slots=True)
class Style:
    """How a pain series looks: its mark, whether a line joins the marks, and where in its day."""

    mark: str
    offset: float
    has_line: bool = False
    is_hollow: bool = False


STYLES = {
    PainKind.MORNING: Style("circle", 0.28, has_line=True),
    PainKind.DURING: Style("diamond", 0.5),
    PainKind.AFTER: Style("square", 0.72, is_hollow=True),
}
"""The worst of a day has none: it is a pale column with a cap."""

_lines, _rects = LineArray(), RectArray()


def pain_y(rect: QRectF, score: Numbers | float) -> Numbers | float:
    """Return the pixel of a score."""
    return rect.height() * (PAIN_TOP + HEADROOM - score) / (PAIN_TOP + 2 * HEADROOM)


def draw_pain(painter: QPainter, frame: Frame, rect: QRectF, kind: PainKind) -> None:
    """Draw one pain series; below a pixel a day the highest score of each bucket."""
    if kind is PainKind.WORST:
        draw_worst(painter, frame, rect)
        return
    if not frame.content.shows(kind):
        return
    timeline, style = frame.content.timeline, STYLES[kind]
    values = timeline.pain[kind]
    size = bucket_size(frame.px_per_day)
    view = (frame.left - LONGEST_GAP_DAYS, frame.right + LONGEST_GAP_DAYS)
    buckets = extremes(values, timeline.origin, view, size).known()
    if not len(buckets.column):
        return
    x = frame.xs(buckets.start + (style.offset if size == 1 else size / 2))
    y = np.asarray(pain_y(rect, values[buckets.column]))
    colour = frame.colours[PAIN_ROLES[kind]]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(frame.content.opacity(kind))
    is_wide = frame.px_per_day >= MARKS_FROM_PX
    if style.has_line:
        gap = max(LONGEST_GAP_DAYS, 1.5 * size) * frame.px_per_day + 1e-6
        start = joined(x, gap)
        # Thin lines have a fast way of their own; thick ones are worth it where they are few.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, size == 1)
        painter.setPen(QPen(colour, max(1.0, 0.15 * frame.em) if is_wide else 1))
        _lines.draw(painter, x[start], y[start], x[start + 1], y[start + 1])
    if is_wide or not style.has_line or len(x) < FEW:
        if frame.px_per_day < 1:
            painter.setOpacity(0.45 * frame.content.opacity(kind))
        least = 2.2 if is_wide else 1.2
        radius = min(0.32 * frame.em, max(least, 0.4 * frame.px_per_day))
        inside = frame.colours["base"] if style.is_hollow else colour
        draw_marks(painter, x, y, style.mark, round(radius, 1), colour, inside)


def draw_worst(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Draw the worst pain of each day as a pale column with a cap; the highest of a bucket."""
    if not frame.content.shows(PainKind.WORST):
        return
    timeline = frame.content.timeline
    values = timeline.pain[PainKind.WORST]
    size = bucket_size(frame.px_per_day)
    view = (frame.left, frame.right)
    buckets = extremes(values, timeline.origin, view, size).known()
    if not len(buckets.column):
        return
    y = np.round(np.asarray(pain_y(rect, values[buckets.column])))
    zero = round(float(pain_y(rect, 0.0)))
    step = frame.px_per_day * size
    gap = 0.16 * step if step >= 4 else 0.0
    left = frame.xs(buckets.start.astype(np.float64)) + gap / 2
    width = max(1.0, step - gap)
    colour = frame.colours[PAIN_ROLES[PainKind.WORST]]
    painter.setOpacity(frame.content.opacity(PainKind.WORST))
    painter.setPen(Qt.PenStyle.NoPen)
    base = frame.colours["base"]
    painter.setBrush(faded(colour, 0.11) if step >= CAPS_FROM_PX else mixed(colour, base, 0.22))
    _rects.draw(painter, left, y, width, zero - y)
    if step >= CAPS_FROM_PX:
        painter.setBrush(mixed(colour, base, 0.75))
        cap = max(1.0, float(round(0.13 * frame.em)))
        _rects.draw(painter, left, y, width, np.full(len(left), cap))


def draw_ceiling(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Draw the person's pain guide as a thin line with its words."""
    y = float(pain_y(rect, float(frame.content.ceiling)))
    painter.setPen(QPen(frame.colours["muted"], 1, Qt.PenStyle.DotLine))
    painter.drawLine(0, round(y), round(rect.width()), round(y))
    painter.setFont(frame.font)
    painter.setPen(frame.colours["muted"])
    words = _("guide: {score} or less").format(score=frame.content.ceiling)
    width = QFontMetricsF(frame.font).horizontalAdvance(words) + 0.8 * frame.em
    box = QRectF(rect.width() - width, y - 1.35 * frame.em, width, 1.25 * frame.em)
    painter.fillRect(box, faded(frame.colours["base"], 0.75))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def draw_no_pain_yet(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Say so where no pain was noted in view."""
    view = frame.content.timeline.span(as_day(frame.left), as_day(frame.right))
    if not np.isnan(frame.content.timeline.pain[PainKind.WORST][view]).all():
        return
    painter.setFont(frame.font)
    painter.setPen(frame.colours["muted"])
    area = QRectF(0, 0, rect.width(), rect.height())
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, _("No pain scores in these days"))


def draw_strip(
    painter: QPainter, frame: Frame, rect: QRectF, strip: Strip, place: int, places: int
) -> None:
    """Draw one context strip as thin bars in its row; below a pixel a day its telling extreme."""
    timeline = frame.content.timeline
    values = frame.content.strip_values(strip)
    size = bucket_size(frame.px_per_day)
    view = (frame.left, frame.right)
    buckets = extremes(values, timeline.origin, view, size, lowest=strip.lowest).known()
    row = rect.height() / places
    bottom = (place + 1) * row - 1
    painter.setPen(QPen(frame.colours["grid"], 1))
    painter.drawLine(0, round(bottom), round(rect.width()), round(bottom))
    if not len(buckets.column):
        return
    step = frame.px_per_day * size
    gap = 0.24 * step if step >= 4 else 0.0
    height = np.clip(values[buckets.column] / strip.top, 0.02, 1) * (row - 0.35 * frame.em)
    painter.setPen(Qt.PenStyle.NoPen)
    role = PAIN_ROLES[PainKind.MORNING] if strip.key in PART_STRIPS else "muted"
    painter.setBrush(mixed(frame.colours[role], frame.colours["base"], 0.6))
    left = frame.xs(buckets.start.astype(np.float64)) + gap / 2
    _rects.draw(painter, left, bottom - height, max(1.0, step - gap), height)
