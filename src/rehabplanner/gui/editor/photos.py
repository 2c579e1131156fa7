"""Photographs: read with care, scaled down, and written anew without anything but the picture."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rehabplanner.domain.own_exercises import MOST_PHOTO
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.gui.forms import label
from rehabplanner.wording import _, say

LONGEST_PX = 1200
MOST_FILE_BYTES = 60_000_000
QUALITIES = (85, 75, 60, 45, 30)


def photo_from(path: Path) -> bytes:
    """Return a picture file as a JPEG of at most 1200 pixels and 400 kB, upright.

    Only the pixels are taken over: no place, time, camera or thumbnail. Raises Problem.
    """
    try:
        if path.stat().st_size > MOST_FILE_BYTES:
            raise Problem("photo", marked("This picture is too large to be kept."))
    except OSError as error:
        raise Problem("photo", marked("This picture cannot be read.")) from error
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in (b"jpeg", b"png"):
        raise Problem("photo", marked("Please choose a JPEG or PNG picture."))
    size = reader.size()
    if max(size.width(), size.height()) > LONGEST_PX:
        box = QSize(LONGEST_PX, LONGEST_PX)
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Problem("photo", marked("This picture cannot be read."))
    return _written_anew(image)


def _written_anew(image: QImage) -> bytes:
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    for quality in QUALITIES:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(quality)
        writer.write(plain)
        buffer.close()
        if 0 < data.size() <= MOST_PHOTO:
            return bytes(data.data())
    raise Problem("photo", marked("This picture is too large to be kept."))


class PhotoField(QWidget):
    """Shows one photograph and lets it be chosen or taken away; `data` is empty without one."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.data = b""
        self.picture = QLabel(_("No photograph"), alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumHeight(150)
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.choose = QPushButton(_("Choose a photograph…"))
        self.choose.clicked.connect(self._on_choose_clicked)
        self.clear = QPushButton(_("Take away"))
        self.clear.clicked.connect(self._on_clear_clicked)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.clear)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(label(words, "heading"))
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.problem)
        layout.addLayout(row)
        self.set_data(b"")

    def set_data(self, data: bytes) -> None:
        """Show a photograph, or none."""
        self.data = data
        picture = QPixmap()
        if data and picture.loadFromData(data):
            mode = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(
                picture.scaled(300, 220, Qt.AspectRatioMode.KeepAspectRatio, mode)
            )
        else:
            self.picture.setText(_("No photograph"))
        self.clear.setEnabled(bool(data))

    def take(self, path: Path) -> None:
        """Take a file over, or say why not."""
        try:
            self.set_data(photo_from(path))
            self.problem.hide()
        except Problem as problem:
            self.problem.setText(say(problem.message))
            self.problem.show()

    def _on_choose_clicked(self) -> None:
        filters = _("Pictures") + " (*.jpg *.jpeg *.png)"
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a photograph"), "", filters)
        if name:
            self.take(Path(name))

    def _on_clear_clicked(self) -> None:
        self.set_data(b"")
