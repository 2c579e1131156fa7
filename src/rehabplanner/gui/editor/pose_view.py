"""A keyframe with its joints as small rings that can be pulled about."""

from math import hypot

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from rehabplanner.figures.figure import Figure
from rehabplanner.gui.editor.dragging import JOINTS
from rehabplanner.gui.widgets.figure_view import FigureView

RING_PX = 5.0
REACH_PX = 14.0


class PoseView(FigureView):
    """Shows one keyframe; emits where a joint is pulled to, in the camera's cm."""

    picked = Signal()
    pulled = Signal(str, float, float)

    def __init__(self, frame: str, ring: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.frame = frame
        self._posed: Figure | None = None
        self._ring = ring
        self._is_chosen = False
        self._joint = ""
        self.setMouseTracking(True)

    def show_pose(self, figure: Figure) -> None:
        """Show the keyframe of a figure."""
        self._posed = figure
        self.set_options(arrow=False)
        self.show_figure(figure, self.frame)

    def set_chosen(self, is_chosen: bool) -> None:
        """Mark the keyframe that the sliders change."""
        self._is_chosen = is_chosen
        self.update()

    def joint_places(self) -> dict[str, QPointF]:
        """Return where in the widget each joint is that can be pulled."""
        if self._posed is None:
            return {}
        points = self._posed.skeleton(self.frame).points
        camera = self._posed.camera
        return {name: self._pixel(camera.point(points[name])) for name in JOINTS}

    def _measure(self) -> tuple[float, float, float, float, float]:
        """Return pixels per cm, and the box of the picture in cm."""
        assert self._posed is not None
        left, bottom, right, top = self._posed.picture().box
        scale = min(self.width() / (right - left), self.height() / (top - bottom))
        return scale, left, bottom, right, top

    def _pixel(self, at: tuple[float, float]) -> QPointF:
        scale, left, bottom, right, top = self._measure()
        x = self.width() / 2 + (at[0] - (left + right) / 2) * scale
        return QPointF(x, self.height() / 2 - (at[1] - (bottom + top) / 2) * scale)

    def _centimetres(self, at: QPointF) -> tuple[float, float]:
        scale, left, bottom, right, top = self._measure()
        x = (at.x() - self.width() / 2) / scale + (left + right) / 2
        return x, (self.height() / 2 - at.y()) / scale + (bottom + top) / 2

    def _joint_at(self, at: QPointF) -> str:
        near = {n: hypot(p.x() - at.x(), p.y() - at.y()) for n, p in self.joint_places().items()}
        name = min(near, key=lambda one: near[one], default="")
        return name if name and near[name] <= REACH_PX else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this keyframe, and take the joint under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._joint = self._joint_at(event.position())
            self.picked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the joint along."""
        if self._joint and event.buttons() & Qt.MouseButton.LeftButton:
            x, y = self._centimetres(event.position())
            self.pulled.emit(self._joint, x, y)
            return
        over = self._joint_at(event.position())
        self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the joint go."""
        del event
        self._joint = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure, its joints, and a frame around the chosen one."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_chosen:
            painter.setPen(QPen(self._ring, 3))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 8, 8)
        painter.setPen(QPen(self._ring, 2))
        painter.setBrush(QColor("#ffffff"))
        for at in self.joint_places().values():
            painter.drawEllipse(at, RING_PX, RING_PX)
        painter.end()
