"""Which line of the chart is under the mouse."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from rehabplanner.gui.progress.content import Frame, Numbers
from rehabplanner.gui.progress.curve_layers import curve_points
from rehabplanner.gui.progress.curves import ACUTE, CHRONIC
from rehabplanner.gui.progress.pain_layers import STYLES, pain_y
from rehabplanner.gui.progress.panels import Places

NEAR_PX = 8.0


def near_series(frame: Frame, places: Places, at: QPointF) -> str | None:
    """Return the shown series with a line or mark within 8 pixels of the point."""
    best, found = NEAR_PX, None
    for panel, lines in ((places.pain, _pains), (places.load, _curves)):
        if not panel.contains(at):
            continue
        inside = at - panel.topLeft()
        for key, x, y in lines(frame, panel):
            if frame.content.shows(key) and (gap := _gap(x, y, inside)) < best:
                best, found = gap, key
    return found


def _pains(frame: Frame, panel: QRectF) -> Iterator[tuple[str, Numbers, Numbers]]:
    timeline = frame.content.timeline
    first = max(0, int(frame.left - timeline.origin) - 2)
    days = slice(first, max(first, int(frame.right - timeline.origin) + 3))
    for kind, style in STYLES.items():
        values = timeline.pain[kind][days]
        known = np.flatnonzero(~np.isnan(values))
        x = frame.xs(timeline.origin + first + known + style.offset)
        yield kind.value, x, np.asarray(pain_y(panel, values[known]))


def _curves(frame: Frame, panel: QRectF) -> Iterator[tuple[str, Numbers, Numbers]]:
    for key in (ACUTE, CHRONIC):
        yield key, *curve_points(frame, panel, key)


def _gap(x: Numbers, y: Numbers, at: QPointF) -> float:
    """Return the distance to the nearest point of the series."""
    if not len(x):
        return np.inf
    return float(np.hypot(x - at.x(), y - at.y()).min())
