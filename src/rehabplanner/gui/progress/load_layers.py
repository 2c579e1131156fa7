"""The load panel: stacked bars by kind, the plan ahead, and the marks on and under the bars."""

import math
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from rehabplanner.analytics.timeline import GROUPS, DayState, KindGroup
from rehabplanner.gui.progress.content import LOAD_ROLES, Frame
from rehabplanner.gui.progress.detail import bucket_size, extremes, runs_of
from rehabplanner.gui.progress.shapes import DotArray, LineArray, RectArray, mark_path
from rehabplanner.wording import _, number_text

Numbers: TypeAlias = NDArray[np.floating[Any]]

PATTERNS = {
    KindGroup.STRENGTH: Qt.BrushStyle.BDiagPattern,
    KindGroup.MOBILITY: Qt.BrushStyle.Dense5Pattern,
    KindGroup.OTHER: Qt.BrushStyle.HorPattern,
    KindGroup.WALKING: Qt.BrushStyle.VerPattern,
}
PATTERN_FROM_PX = 5.0
GAP = 0.16
LONG_GAP_DAYS = 7

_rects, _lines, _dots = RectArray(), LineArray(), DotArray()


def strip_height(frame: Frame) -> float:
    """Return the height of the strip under the bars that tells rest from unknown days."""
    return round(1.15 * frame.em)


def plot_height(frame: Frame, rect: QRectF) -> float:
    """Return the height that the bars may fill."""
    return rect.height() - strip_height(frame)


def bar_edges(frame: Frame) -> tuple[Numbers, float]:
    """Return the left edges of the visible bars and their width, in pixels."""
    bars, buckets = frame.content.bars, frame.buckets
    step_px = bars.step_days * frame.px_per_day * buckets.size
    gap = GAP * step_px if step_px >= 4 else 0.0
    left = frame.xs(bars.origin + buckets.start * float(bars.step_days)) + gap / 2
    width = max(1.0, step_px - gap)
    if gap:
        left = np.floor(left)
        width = float(np.floor(width))
    return left, width


def bar_tops(frame: Frame, height: float, number: int) -> tuple[Numbers, Numbers]:
    """Return top and bottom (pixels) of the visible bars' piece of one group."""
    pieces = frame.content.bars.by_group[:, frame.buckets.column]
    scale = height / frame.load_top
    below = pieces[:number].sum(axis=0) * scale
    return height - below - pieces[number] * scale, height - below


def draw_group(painter: QPainter, frame: Frame, rect: QRectF, group: KindGroup) -> None:
    """Draw one kind's piece of every visible bar."""
    if not frame.content.shows(group) or not len(frame.buckets.column):
        return
    left, width = bar_edges(frame)
    top, bottom = bar_tops(frame, plot_height(frame, rect), GROUPS.index(group))
    some = bottom - top > 0
    if not some.any():
        return
    painter.setOpacity(frame.content.opacity(group))
    painter.setPen(Qt.PenStyle.NoPen)
    colour = frame.colours[LOAD_ROLES[group]]
    painter.setBrush(colour)
    _rects.draw(painter, left[some], top[some], width, (bottom - top)[some])
    pattern = PATTERNS.get(group)
    if pattern is not None and width >= PATTERN_FROM_PX:
        painter.setBrush(QBrush(faded(frame.colours["base"], 0.45), pattern))
        _rects.draw(painter, left[some], top[some], width, (bottom - top)[some])
    if width >= PATTERN_FROM_PX:
        # A thin line keeps stacked pieces apart, whatever their colours.
        painter.setPen(QPen(frame.colours["base"], 1))
        _lines.draw(painter, left[some], top[some], left[some] + width, top[some])


def draw_planned(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Draw what is planned from today on as dashed outlines, on top of what is done."""
    if not frame.content.shows("planned"):
        return
    bars, columns = frame.content.bars, frame.buckets.column
    planned = bars.planned[columns]
    some = planned > 0
    if not some.any():
        return
    height = plot_height(frame, rect)
    scale = height / frame.load_top
    left, width = bar_edges(frame)
    bottom = height - np.nan_to_num(bars.total[columns])[some] * scale
    size = planned[some] * scale
    painter.setOpacity(frame.content.opacity("planned"))
    pen = QPen(frame.colours["planned"], max(1.0, 0.1 * frame.em), Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(faded(frame.colours["planned"], 0.12))
    _rects.draw(painter, left[some] + 0.5, bottom - size + 0.5, width - 1, size)


def draw_marks(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Mark lower bounds with a question mark, estimates with ≈, long runs with a triangle.

    Where a bar is too narrow for the sign it gets a dotted cap.
    """
    bars, columns = frame.content.bars, frame.buckets.column
    height = plot_height(frame, rect)
    left, width = bar_edges(frame)
    middle = left + width / 2
    top = height - bars.heights[columns] * height / frame.load_top
    is_partial = bars.is_partial[columns]
    partial = is_partial | bars.is_estimated[columns]
    if partial.any() and width >= 2:
        painter.setPen(QPen(frame.colours["muted"], 1, Qt.PenStyle.DotLine))
        cap = np.minimum(top[partial] - 2, height - 2)
        _lines.draw(painter, left[partial], cap, left[partial] + width, cap)
        if width >= 0.55 * frame.em:
            painter.setFont(frame.font)
            painter.setPen(frame.colours["muted"])
            places = zip(middle[partial].tolist(), cap.tolist(), is_partial[partial], strict=True)
            for x, y, is_least in places:
                box = QRectF(x - frame.em, y - 1.3 * frame.em, 2 * frame.em, 1.2 * frame.em)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?" if is_least else "≈")
    percent = bars.spike_percent[columns]
    spikes = ~np.isnan(percent)
    if spikes.any() and width >= 3:
        radius = min(0.36 * frame.em, max(2.5, width / 2))
        lift = np.where(partial[spikes] & (width >= 0.55 * frame.em), 1.3 * frame.em, 0)
        ys = np.maximum(top[spikes] - lift - 0.6 * frame.em, radius + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(frame.colours["text"], 1))
        painter.setBrush(frame.colours["base"])
        painter.drawPath(mark_path(middle[spikes], ys, "triangle", radius))
        _name_spikes(painter, frame, middle[spikes], ys - radius, percent[spikes])


def _name_spikes(
    painter: QPainter, frame: Frame, middle: Numbers, above: Numbers, percent: Numbers
) -> None:
    """Write over each triangle by how much the run was longer, where the words do not touch."""
    painter.setFont(frame.font)
    painter.setPen(frame.colours["text"])
    metrics = QFontMetricsF(frame.font)
    ground = faded(frame.colours["base"], 0.8)
    free = -math.inf
    for x, y, value in zip(middle.tolist(), above.tolist(), percent.tolist(), strict=True):
        words = _("+{percent} %").format(percent=number_text(value))
        width = metrics.horizontalAdvance(words)
        if 0 <= x <= frame.width:
            x = min(max(x, width / 2 + 1), frame.width - width / 2 - 1)
        if x - width / 2 < free or y < 1.3 * frame.em:
            continue
        box = QRectF(x - width / 2, y - 1.25 * frame.em, width, 1.2 * frame.em)
        painter.fillRect(box.adjusted(-1, 0, 1, -1), ground)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, words)
        free = x + width / 2 + 0.4 * frame.em


def draw_states(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Draw the strip under the bars: hatched where unknown, a mark on confirmed rest days.

    A week or more without any entry is hatched lightly over the whole panel, and says so.
    """
    timeline = frame.content.timeline
    size = bucket_size(frame.px_per_day)
    logged_to = _last_known(frame)
    state = timeline.state[:logged_to].astype(np.float64)
    view = (frame.left, frame.right)
    # The highest state of a bucket: it is unknown only where all its days are.
    buckets = extremes(state, timeline.origin, view, size)
    highest = state[buckets.column]
    height = strip_height(frame)
    y = rect.height() - height
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(QRectF(0, y, rect.width(), height), frame.colours["surface"])
    hatch = QBrush(faded(frame.colours["muted"], 0.55), Qt.BrushStyle.BDiagPattern)
    for start, end in runs_of(highest < DayState.REST).tolist():
        x, right = _edges(frame, buckets.start, size, start, end)
        painter.fillRect(QRectF(x, y + 2, right - x, height - 3), hatch)
    for start, end in runs_of(highest == DayState.UNKNOWN).tolist():
        if (end - start) * size < LONG_GAP_DAYS:
            continue
        x, right = _edges(frame, buckets.start, size, start, end)
        _draw_gap(painter, frame, QRectF(x, 0, right - x, y))
    if frame.px_per_day >= 3:
        rest = buckets.start[highest == DayState.REST]
        middle = frame.xs(rest + 0.5)
        _draw_rest(painter, frame, middle, y, height)


def _last_known(frame: Frame) -> int:
    """Return the number of columns up to the last day of the past: the future is not unknown."""
    timeline = frame.content.timeline
    return max(0, min(len(timeline), timeline.index(frame.content.today) + 1))


def _edges(
    frame: Frame, starts: NDArray[np.int64], size: int, start: int, end: int
) -> tuple[float, float]:
    return (
        max(frame.x(float(starts[start])), -frame.em),
        min(frame.x(float(starts[end - 1] + size)), frame.width + frame.em),
    )


def _draw_gap(painter: QPainter, frame: Frame, area: QRectF) -> None:
    painter.fillRect(area, QBrush(faded(frame.colours["unknown"], 0.7), Qt.BrushStyle.BDiagPattern))
    visible = area.intersected(QRectF(0, 0, frame.width, area.height()))
    words = _("no entries")
    if visible.width() > (len(words) + 2) * 0.62 * frame.em:
        painter.setFont(frame.font)
        box = QRectF(0, 0, len(words) * 0.66 * frame.em, 1.5 * frame.em)
        box.moveCenter(QPointF(visible.center().x(), visible.top() + 1.2 * frame.em))
        painter.fillRect(box, frame.colours["base"])
        painter.setPen(frame.colours["muted"])
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(Qt.PenStyle.NoPen)


def _draw_rest(painter: QPainter, frame: Frame, middle: Numbers, y: float, height: float) -> None:
    painter.setPen(frame.colours["muted"])
    if frame.px_per_day >= 0.75 * frame.em:
        painter.setFont(frame.font)
        letter = _("r")
        for x in middle.tolist():
            box = QRectF(x - frame.em, y - 1, 2 * frame.em, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        return
    pen = QPen(frame.colours["muted"], min(3.0, 0.5 * frame.px_per_day))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    _dots.draw(painter, middle, np.full(len(middle), y + height / 2))


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return the opaque colour that `faded` would give on this ground; many times faster."""
    rest = 1 - share
    return QColor.fromRgbF(
        share * colour.redF() + rest * ground.redF(),
        share * colour.greenF() + rest * ground.greenF(),
        share * colour.blueF() + rest * ground.blueF(),
    )


def faded(colour: QColor, alpha: float) -> QColor:
    """Return the colour with this opacity."""
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made
