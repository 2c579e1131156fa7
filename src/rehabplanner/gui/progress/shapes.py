"""Many shapes in one call: bars, lines and marks from columns of numbers."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import arrayToQPath
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap
from shiboken6 import Shiboken

Numbers: TypeAlias = NDArray[np.floating[Any]]

MARKS: dict[str, tuple[tuple[float, float], ...]] = {
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "square": ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
    "triangle": ((0, -1.2), (1.15, 0.85), (-1.15, 0.85)),
    "down": ((0, 1.2), (1.15, -0.85), (-1.15, -0.85)),
    "circle": tuple(
        (float(np.cos(angle)), float(np.sin(angle)))
        for angle in np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ),
}
"""Corners of each mark around its middle, for a radius of 1."""


class RectArray:
    """Draws many upright rectangles with the painter's pen and brush."""

    def __init__(self) -> None:
        self._array = PrimitiveArray(QRectF, 4)

    def draw(
        self, painter: QPainter, x: Numbers, y: Numbers, width: float, height: Numbers
    ) -> None:
        """Draw one rectangle for each x (left) and y (top)."""
        if not len(x):
            return
        if _fills_pixels(painter):
            _fill_pixels(painter, x, y, width, height)
            return
        self._array.resize(len(x))
        memory = self._array.ndarray()
        memory[:, 0], memory[:, 1], memory[:, 2], memory[:, 3] = x, y, width, height
        painter.drawRects(*self._array.drawargs())


def _fills_pixels(painter: QPainter) -> bool:
    """Say whether rectangles will be whole pixels anyway: plain areas in a picture of scale 1."""
    device = painter.device()
    return (
        isinstance(device, QPixmap)
        and device.devicePixelRatio() == 1
        and painter.pen().style() == Qt.PenStyle.NoPen
        and not painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    )


def _fill_pixels(painter: QPainter, x: Numbers, y: Numbers, width: float, height: Numbers) -> None:
    """Fill the same pixels as the exact rectangles would, in half the time."""
    corners = np.empty((len(x), 4), dtype=np.int32)
    for column, edge, less in ((0, x, 0), (1, y, 0), (2, x + width, 1), (3, y + height, 1)):
        corners[:, column] = np.floor(edge + 0.5) - less
    first: Any = Shiboken.wrapInstance(corners.ctypes.data, QRect)
    painter.drawRects(first, len(x))


class LineArray:
    """Draws many single lines with the painter's pen."""

    def __init__(self) -> None:
        self._array = PrimitiveArray(QLineF, 4)

    def draw(self, painter: QPainter, x1: Numbers, y1: Numbers, x2: Numbers, y2: Numbers) -> None:
        """Draw one line for each pair of ends."""
        if not len(x1):
            return
        self._array.resize(len(x1))
        memory = self._array.ndarray()
        memory[:, 0], memory[:, 1], memory[:, 2], memory[:, 3] = x1, y1, x2, y2
        painter.drawLines(*self._array.drawargs())


class DotArray:
    """Draws many points; a thick round pen makes them dots."""

    def __init__(self) -> None:
        self._array = PrimitiveArray(QPointF, 2)

    def draw(self, painter: QPainter, x: Numbers, y: Numbers) -> None:
        """Draw one point for each x and y."""
        if not len(x):
            return
        self._array.resize(len(x))
        memory = self._array.ndarray()
        memory[:, 0], memory[:, 1] = x, y
        painter.drawPoints(*self._array.drawargs())


def joined(x: Numbers, longest_gap: float) -> NDArray[np.int64]:
    """Return which points are joined to the next: those that lie no further apart than the gap."""
    return np.flatnonzero(np.diff(x) <= longest_gap)


def mark_path(x: Numbers, y: Numbers, kind: str, radius: float) -> QPainterPath:
    """Return one closed mark for each point."""
    if not len(x):
        return QPainterPath()
    corners = np.array([*MARKS[kind], MARKS[kind][0]]) * radius
    count = len(corners)
    xs = (x[:, None] + corners[:, 0]).ravel()
    ys = (y[:, None] + corners[:, 1]).ravel()
    connect = np.ones(len(xs), dtype=np.int32)
    connect[count - 1 :: count] = 0
    path: QPainterPath = arrayToQPath(xs, ys, connect=connect, finiteCheck=False)
    return path
