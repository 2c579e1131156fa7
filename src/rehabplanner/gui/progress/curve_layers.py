"""The lines of acute and chronic load over the bars."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen

from rehabplanner.gui.progress.content import STEP_DAYS, Frame, Numbers
from rehabplanner.gui.progress.curves import CHRONIC
from rehabplanner.gui.progress.detail import bucket_size, extremes
from rehabplanner.gui.progress.load_layers import plot_height
from rehabplanner.gui.progress.shapes import LineArray, joined

LONGEST_GAP_DAYS = 4
ROLE = "text"
_lines = LineArray()


def curve_points(frame: Frame, rect: QRectF, key: str) -> tuple[Numbers, Numbers]:
    """Return the pixels of a line; beside weekly bars it stands for a week."""
    content = frame.content
    values = content.curves.of(key)
    size = bucket_size(frame.px_per_day)
    view = (frame.left - LONGEST_GAP_DAYS, frame.right + LONGEST_GAP_DAYS)
    buckets = extremes(values, content.timeline.origin, view, size).known()
    height = plot_height(frame, rect)
    scale = height / frame.load_top * STEP_DAYS[content.step]
    y = height - values[buckets.column] * scale
    return frame.xs(buckets.start + (0.5 if size == 1 else size / 2)), y


def draw_curve(painter: QPainter, frame: Frame, rect: QRectF, key: str) -> None:
    """Draw one line, with a pale seam that parts it from the bars where there is room."""
    if not frame.content.shows(key):
        return
    x, y = curve_points(frame, rect, key)
    if len(x) < 2:
        return
    size = bucket_size(frame.px_per_day)
    start = joined(x, max(LONGEST_GAP_DAYS, 1.5 * size) * frame.px_per_day + 1e-6)
    ends = x[start], y[start], x[start + 1], y[start + 1]
    painter.setOpacity(frame.content.opacity(key))
    is_wide = size == 1
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_wide)
    if key == CHRONIC:
        x, y, start = _thinned(x, y, start, 0.45 * frame.em)
        ends = x[start], y[start], x[start + 1], y[start + 1]
    if is_wide:
        painter.setPen(QPen(frame.colours["base"], max(3.0, 0.32 * frame.em)))
        _lines.draw(painter, *ends)
    width = max(1.3, 0.13 * frame.em) if is_wide else 1
    if key == CHRONIC:
        # Every second piece is left out, which makes dashes that stay in place while panning.
        ends = tuple(one[::2] for one in ends)  # type: ignore[assignment]
        width *= 1.5
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
