"""The window's brush for figures: a drawing's paths as the painter takes them, in a palette."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from rehabplanner.figures.drawing import Curve, Drawing, Line, Path, colour
from rehabplanner.library.palettes import figure_palette

Ready = tuple[tuple[QPainterPath, str, float], ...]  # path, role, width in mm (0: an area)


def ready(drawing: Drawing) -> Ready:
    """Return a drawing's paths as the painter takes them."""
    return tuple((_outline(path), path.role, path.width_mm) for path in drawing.paths)


def paint(painter: QPainter, drawing: Drawing, rect: QRectF, palette: Mapping[str, str]) -> None:
    """Paint a drawing as large as it fits, in the middle of a rectangle."""
    size = (drawing.width_mm, drawing.height_mm)
    paint_ready(painter, ready(drawing), size, rect, palette)


def palette_for(*, is_dark: bool) -> Mapping[str, str]:
    """Return the colours of the roles on a light or a dark ground."""
    return figure_palette("dark" if is_dark else "colour")


def paint_ready(
    painter: QPainter,
    paths: Ready,
    size: tuple[float, float],
    rect: QRectF,
    palette: Mapping[str, str],
) -> None:
    """Paint paths of a drawing of this size (mm) as large as they fit into a rectangle."""
    scale = min(rect.width() / size[0], rect.height() / size[1])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        rect.center().x() - scale * size[0] / 2, rect.center().y() + scale * size[1] / 2
    )
    painter.scale(scale, -scale)
    inks: dict[str, QColor] = {}
    for path, role, width in paths:
        if role not in inks:
            inks[role] = QColor(colour(palette, role))
        if width == 0.0:
            painter.fillPath(path, inks[role])
            continue
        pen = QPen(inks[role], width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.restore()


def _outline(path: Path) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    for step in path.steps:
        if isinstance(step, Curve):
            (a, b), (c, d), (e, f) = step
            outline.cubicTo(a, b, c, d, e, f)
        elif isinstance(step, Line):
            outline.lineTo(*step.to)
        else:
            outline.moveTo(*step.to)
    if path.closed:
        outline.closeSubpath()
    return outline
