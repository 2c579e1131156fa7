"""Shows an exercise figure in the window, at rest or moving at the exercise's own tempo."""

from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabplanner.figures.drawing import Curve, Drawing, Line, Path, colour
from rehabplanner.figures.figure import Figure

FRAME_MS = 16
DRAWN_MM = 100.0
STEPS = 60  # moments kept between start and end; a second of motion has as many frames

LIGHT: Mapping[str, str] = {
    "near-limb": "#1f5f70",
    "torso": "#3f97a8",
    "shorts": "#16404c",
    "head": "#2f7687",
    "hair": "#16323c",
    "shoe": "#16323c",
    "sole": "#b9c9cf",
    "far-limb": "#9cc3cc",
    "far-torso": "#8fc0ca",
    "far-shorts": "#7fa3ad",
    "far-shoe": "#7f9aa3",
    "thing": "#c9d3d8",
    "thing-far": "#dfe6e9",
    "thing-line": "#7c8b94",
    "band": "#8a6fb0",
    "floor": "#eef2f4",
    "arrow": "#d9822b",
    "ghost": "#e3eaed",
    "edge": "#ffffff",
}
DARK: Mapping[str, str] = {
    **LIGHT,
    "near-limb": "#7fcfdd",
    "torso": "#4aa3b5",
    "shorts": "#2c6f7e",
    "head": "#8ed6e2",
    "hair": "#dff3f6",
    "shoe": "#dff3f6",
    "sole": "#8aa4ad",
    "far-limb": "#37626d",
    "far-torso": "#34626e",
    "far-shorts": "#2a4d57",
    "far-shoe": "#55757e",
    "thing": "#44535c",
    "thing-far": "#36444c",
    "thing-line": "#93a3ac",
    "band": "#b9a3dc",
    "floor": "#222c33",
    "arrow": "#f0a34a",
    "ghost": "#28343c",
    "edge": "#1b2329",
}
PHOTOCOPY: Mapping[str, str] = {
    "near-limb": "#8c8c8c",
    "torso": "#f4f4f4",
    "shorts": "#4d4d4d",
    "head": "#c4c4c4",
    "hair": "#222222",
    "shoe": "#222222",
    "sole": "#ffffff",
    "far-limb": "#dedede",
    "far-torso": "#ffffff",
    "far-shorts": "#b5b5b5",
    "far-shoe": "#8f8f8f",
    "thing": "#ffffff",
    "thing-far": "#ffffff",
    "thing-line": "#000000",
    "band": "#000000",
    "floor": "#f0f0f0",
    "arrow": "#000000",
    "ghost": "#e8e8e8",
    "edge": "#000000",
}


def paint(painter: QPainter, drawing: Drawing, rect: QRectF, palette: Mapping[str, str]) -> None:
    """Paint a drawing as large as it fits, in the middle of a rectangle."""
    scale = min(rect.width() / drawing.width_mm, rect.height() / drawing.height_mm)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        rect.center().x() - scale * drawing.width_mm / 2,
        rect.center().y() + scale * drawing.height_mm / 2,
    )
    painter.scale(scale, -scale)
    for path in drawing.paths:
        ink = QColor(colour(palette, path.role))
        if path.is_filled:
            painter.fillPath(_outline(path), QBrush(ink))
            continue
        painter.strokePath(
            _outline(path),
            QPen(
                ink,
                path.width_mm,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            ),
        )
    painter.restore()


def _outline(path: Path) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    for step in path.steps:
        if isinstance(step, Curve):
            outline.cubicTo(QPointF(*step.first), QPointF(*step.second), QPointF(*step.to))
        elif isinstance(step, Line):
            outline.lineTo(*step.to)
        else:
            outline.moveTo(*step.to)
    if path.closed:
        outline.closeSubpath()
    return outline


class FigureView(QWidget):
    """Shows a figure; `play` moves it between start and end as long as it can be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Figure | None = None
        self._palette: Mapping[str, str] | None = None
        self._frame: float | str = "start"
        self._options = {"mirrored": False, "ghost": False, "arrow": True}
        self._drawings: dict[float | str, Drawing] = {}
        self._is_playing = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(48, 48)

    @property
    def is_running(self) -> bool:
        """Say whether the picture is moving now."""
        return self._timer.isActive()

    def show_figure(self, figure: Figure | None, frame: float | str = "start") -> None:
        """Show a figure at one of its moments, or nothing."""
        self._figure, self._frame = figure, frame
        self._forget()
        self._restart()

    def show_frame(self, frame: float | str) -> None:
        """Show another moment, from 0 (start) to 1 (end) or by name."""
        self._frame = frame
        self.update()

    def set_palette(self, palette: Mapping[str, str] | None) -> None:
        """Use a mapping of roles to colours; None follows the window's light or dark."""
        self._palette = palette
        self.update()

    def set_options(
        self, *, mirrored: bool = False, ghost: bool = False, arrow: bool = True
    ) -> None:
        """Choose the side, the ghost of the start and the arrow."""
        self._options = {"mirrored": mirrored, "ghost": ghost, "arrow": arrow}
        self._forget()

    def play(self, is_playing: bool = True) -> None:
        """Move or rest."""
        self._is_playing = is_playing
        self._restart()

    def sizeHint(self) -> QSize:
        """Return a size that suits a card."""
        return QSize(240, 200)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on moving."""
        super().showEvent(event)
        self._restart()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the moment."""
        del event
        if self._figure is None:
            return
        painter = QPainter(self)
        paint(painter, self._drawing(self._moment()), QRectF(self.rect()), self._colours())
        painter.end()

    def _colours(self) -> Mapping[str, str]:
        if self._palette is not None:
            return self._palette
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        return DARK if is_dark else LIGHT

    def _moment(self) -> float | str:
        if not self._timer.isActive() or self._figure is None:
            return self._frame
        return moment_at(self._clock.elapsed() / 1000, self._figure)

    def _drawing(self, moment: float | str) -> Drawing:
        assert self._figure is not None
        key = round(moment * STEPS) / STEPS if isinstance(moment, float) else moment
        if key not in self._drawings:
            self._drawings[key] = self._figure.drawing(key, DRAWN_MM, **self._options)
        return self._drawings[key]

    def _forget(self) -> None:
        self._drawings.clear()
        self.update()

    def _restart(self) -> None:
        if self._is_playing and self._figure is not None and self.isVisible():
            self._clock.start()
            self._timer.start()
        else:
            self._timer.stop()
        self.update()


def moment_at(seconds: float, figure: Figure) -> float:
    """Return the figure's moment (0 start, 1 end) after some seconds of playing.

    There, a hold, and back; a figure that loops (walking) only goes on.
    """
    there = max(0.3, figure.tempo_s)
    if figure.loops:
        return (seconds % there) / there
    rest = min(0.6, figure.hold_s)
    hold = min(2.0, figure.hold_s)
    place = seconds % (2 * there + hold + rest)
    if place < there:
        return place / there
    if place < there + hold:
        return 1.0
    return max(0.0, 1.0 - (place - there - hold) / there)
