"""Marks of a series: painted once into a small picture and stamped, or as shapes into a file."""

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from rehabplanner.gui.progress.shapes import DotArray, Numbers, mark_path

_dots = DotArray()
SMALLEST_SHAPE_PX = 2.0


def draw_marks(
    painter: QPainter,
    x: Numbers,
    y: Numbers,
    kind: str,
    radius: float,
    colour: QColor,
    inside: QColor,
) -> None:
    """Draw one mark for each point; marks too small to have a shape become square dots."""
    if not len(x):
        return
    if radius < SMALLEST_SHAPE_PX:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        pen = QPen(colour, max(1, round(2 * radius)))
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        _dots.draw(painter, x, y)
        return
    if not isinstance(painter.device(), QPixmap):
        painter.setPen(_pen(colour, radius))
        painter.setBrush(inside)
        painter.drawPath(mark_path(x, y, kind, radius))
        return
    ratio = painter.device().devicePixelRatioF()
    stamp = _stamp(kind, radius, colour.rgba(), inside.rgba(), ratio)
    half = stamp.width() / ratio / 2
    for left, top in zip((x - half).tolist(), (y - half).tolist(), strict=True):
        painter.drawPixmap(QPointF(left, top), stamp)


@lru_cache(maxsize=128)
def _stamp(kind: str, radius: float, colour: int, inside: int, ratio: float) -> QPixmap:
    half = math.ceil(radius * 1.3 + 2)
    picture = QPixmap(math.ceil(2 * half * ratio), math.ceil(2 * half * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(QColor.fromRgba(colour), radius))
    painter.setBrush(QColor.fromRgba(inside))
    middle = np.array([picture.width() / ratio / 2])
    painter.drawPath(mark_path(middle, middle, kind, radius))
    painter.end()
    return picture


def _pen(colour: QColor, radius: float) -> QPen:
    return QPen(colour, max(1.0, 0.34 * radius))
