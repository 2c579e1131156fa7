"""Photographs of an own exercise: one, or start and end side by side, as large as they fit."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabplanner.domain.own_exercises import own_id
from rehabplanner.wording import _
from rehabplanner.workspace import Workspace

GAP = 12


def photos_of(workspace: Workspace, exercise_id: str) -> tuple[bytes, ...]:
    """Return the photographs of an exercise, the start first; none for a shipped one."""
    found = own_id(exercise_id)
    return tuple(photo.data for photo in workspace.photos(found)) if found else ()


class PhotoView(QWidget):
    """Shows photographs; the words below say which is start and end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[QPixmap, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(48, 48)

    @property
    def count(self) -> int:
        """Return how many photographs are shown."""
        return len(self._pictures)

    def show_photos(self, photos: Sequence[bytes]) -> None:
        """Show these pictures, JPEG or PNG; what is no picture is left out."""
        made = []
        for data in photos:
            picture = QPixmap()
            if picture.loadFromData(data):
                made.append(picture)
        self._pictures = tuple(made)
        self.setAccessibleName(_("Photograph") if made else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that suits a card."""
        return QSize(240, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photographs."""
        del event
        if not self._pictures:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        words = (_("Start"), _("End")) if len(self._pictures) > 1 else ("",)
        line = painter.fontMetrics().lineSpacing() if len(self._pictures) > 1 else 0
        width = (self.width() - GAP * (len(self._pictures) - 1)) / len(self._pictures)
        for place, (picture, word) in enumerate(zip(self._pictures, words, strict=False)):
            room = QRectF(place * (width + GAP), 0, width, self.height() - line)
            self._paint(painter, picture, room)
            below = QRectF(room.left(), room.bottom(), width, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, word)
        painter.end()

    def _paint(self, painter: QPainter, picture: QPixmap, room: QRectF) -> None:
        size = picture.size().scaled(
            room.toAlignedRect().size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawPixmap(target, picture, QRectF(picture.rect()))
