"""The lines of acute and chronic load over the bars."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from rehabplanner.gui.progress.content import STEP_DAYS, Frame, Numbers, Step
from rehabplanner.gui.progress.curves import CHRONIC
from rehabplanner.gui.progress.detail import bucket_size, extremes
from rehabplanner.gui.progress.load_layers import plot_height
from rehabplanner.gui.progress.shapes import LineArray, joined

LONGEST_GAP_DAYS = 4
MARGIN_STEPS = 4
WEEK_DAYS = 7
POINT_PX = 2.0
DAILY_FROM_PX = 4.0
ROLE = "text"
_lines = LineArray()


def curve_points(frame: Frame, rect: QRectF, key: str) -> tuple[Numbers, Numbers]:
    """Return the pixels of a line; beside weekly bars it stands for a week."""
    content = frame.content
    height = plot_height(frame, rect)
    scale = height / frame.load_top * STEP_DAYS[content.step]
    origin, step_days, values = content.timeline.origin, 1, content.curves.of(key)
    if is_by_week(frame):
        origin, step_days = content.curves.monday, WEEK_DAYS
        values = content.curves.by_week(key)
    size = _bucket(frame, step_days)
    left, right = ((edge - origin) / step_days for edge in (frame.left, frame.right))
    buckets = extremes(values, 0, (left - MARGIN_STEPS, right + MARGIN_STEPS), size).known()
    x = frame.xs(origin + (buckets.start + size / 2) * step_days)
    return x, height - values[buckets.column] * scale


def is_by_week(frame: Frame) -> bool:
    """Say whether a line has a point a week: beside weekly bars, and where days are narrow."""
    return frame.content.step is Step.WEEK or frame.px_per_day < DAILY_FROM_PX


def _bucket(frame: Frame, step_days: int) -> int:
    """Return how many steps share a point of a line, so that points lie 2 pixels apart or more."""
    return bucket_size(frame.px_per_day * step_days / POINT_PX)


def draw_curve(painter: QPainter, frame: Frame, rect: QRectF, key: str) -> None:
    """Draw one line, with a pale seam that parts it from the bars where there is room."""
    if not frame.content.shows(key):
        return
    x, y = curve_points(frame, rect, key)
    if len(x) < 2:
        return
    step = WEEK_DAYS if is_by_week(frame) else 1
    size = _bucket(frame, step) * step
    gap = max(LONGEST_GAP_DAYS, 1.5 * size, 2.1 * step if step > 1 else 0)
    start = joined(x, gap * frame.px_per_day + 1e-6)
    ends = x[start], y[start], x[start + 1], y[start + 1]
    painter.setOpacity(frame.content.opacity(key))
    is_wide = size == step
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_wide)
    if key == CHRONIC and is_wide:
        x, y, start = _thinned(x, y, start, 0.45 * frame.em)
        ends = x[start], y[start], x[start + 1], y[start + 1]
    if is_wide:
        painter.setPen(QPen(frame.colours["base"], max(3.0, 0.32 * frame.em)))
        _lines.draw(painter, *ends)
    width = max(1.3, 0.13 * frame.em) if is_wide else 1
    if key == CHRONIC:
        # Every second piece is left out, which makes dashes that stay in place while panning.
        ends = tuple(one[::2] for one in ends)  # type: ignore[assignment]
        width = 1.5 * width if is_wide else width
    painter.setPen(QPen(frame.colours[ROLE], width))
    _lines.draw(painter, *ends)


def _thinned(
    x: Numbers, y: Numbers, start: np.ndarray[tuple[int], np.dtype[np.int64]], step: float
) -> tuple[Numbers, Numbers, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Return the joined stretches with a point every `step` pixels or so."""
    xs: list[Numbers] = []
    ys: list[Numbers] = []
    breaks = np.flatnonzero(np.diff(start) > 1) + 1
    for stretch in np.split(start, breaks):
        if not len(stretch):
            continue
        part = slice(int(stretch[0]), int(stretch[-1]) + 2)
        grid = np.arange(np.ceil(x[part][0] / step) * step, x[part][-1], step)
        xs.append(grid)
        ys.append(np.interp(grid, x[part], y[part]))
    if not xs:
        return x[:0], y[:0], start[:0]
    made = np.concatenate(xs)
    return made, np.concatenate(ys), joined(made, 1.5 * step)
