"""Makes the pictures that installers want from resources/rehabplanner.svg: PNG, ICO and ICNS.

Run it after changing the drawing, with the Python of the private environment:
`QT_QPA_PLATFORM=offscreen .rehabplanner-env-3.11/bin/python packaging/icons/make.py`.
"""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent
DRAWING = FOLDER.parents[1] / "resources" / "rehabplanner.svg"


def picture(size_px: int) -> Image.Image:
    """Return the drawing as a square picture."""
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def main() -> None:
    """Write all three, each size drawn anew."""
    application = QGuiApplication(["icons"])
    sizes = [16, 24, 32, 48, 64, 128, 256]
    drawn = [picture(size) for size in sizes]
    drawn[-1].save(FOLDER / "rehabplanner.png", optimize=True)
    pairs = [(size, size) for size in sizes]
    drawn[-1].save(FOLDER / "rehabplanner.ico", sizes=pairs, append_images=drawn[:-1])
    picture(512).save(FOLDER / "rehabplanner.icns", append_images=drawn)
    application.quit()


if __name__ == "__main__":
    main()
