"""Shows the pages of a PDF below each other, as they print; draws only those in sight."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import pypdfium2
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollArea, QWidget

from rehabplanner.wording import ngettext

GAP_PX = 14
SMALLEST_ZOOM, LARGEST_ZOOM = 0.2, 4.0
ZOOM_STEP = 1.2
POINTS_PER_INCH = 72
MOST_KEPT = 12


def page_image(document: Any, number: int, scale: float) -> QImage:
    """Return a page as a picture, `scale` pixels a point; only on the window's thread (PDFium)."""
    page = document[number]
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    stride = bitmap.stride
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, stride, QImage.Format.Format_RGB32)
    copy = image.copy()
    bitmap.close()
    page.close()
    return copy


def words_of(pdf: bytes) -> str:
    """Return the words of all pages as lines; only on the window's thread (PDFium)."""
    document: Any = pypdfium2.PdfDocument(pdf)
    pages = []
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        lines = str(words.get_text_bounded()).splitlines()
        pages.append("\n".join(line.rstrip() for line in lines).strip())
        words.close()
        page.close()
    document.close()
    return "\n\n".join(pages) + "\n"


class PdfPreview(QScrollArea):
    """A scrolling view of a PDF. `page_shown` tells the page in sight, from 1, and how many."""

    page_shown = Signal(int, int)
    zoomed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Any = None
        self._sizes: list[tuple[float, float]] = []
        self._zoom = 1.0
        self._fits_width = True
        self._pages = _Pages(self)
        self.setWidget(self._pages)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(320)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_moved)

    # What is shown

    def show_pdf(self, data: bytes) -> None:
        """Show these pages, staying where the person was reading."""
        place = self.verticalScrollBar().value()
        self.clear()
        self._document = pypdfium2.PdfDocument(data)
        self._sizes = [self._document.get_page_size(number) for number in range(self.page_count)]
        self._arrange()
        self.verticalScrollBar().setValue(place)
        words = ngettext("{count} page", "{count} pages", self.page_count)
        self.setAccessibleDescription(words)
        self._tell_page()

    def clear(self) -> None:
        """Show nothing, and let go of the PDF."""
        self._pages.forget()
        if self._document is not None:
            self._document.close()
        self._document = None
        self._sizes = []

    @property
    def page_count(self) -> int:
        """Return the number of pages; 0 while nothing is shown."""
        return len(self._document) if self._document is not None else 0

    @property
    def zoom(self) -> float:
        """Return the size on screen against the size on paper."""
        return self._zoom

    @property
    def current_page(self) -> int:
        """Return the page in the middle of the view, from 1; 0 while nothing is shown."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        for number, place in enumerate(self.places(), start=1):
            if place.bottom() + GAP_PX >= middle:
                return number
        return self.page_count

    def image(self, number: int) -> QImage:
        """Return a page (from 0) as it is on the screen, at the screen's own sharpness."""
        ratio = self.devicePixelRatioF()
        image = page_image(self._document, number, self._scale() * ratio)
        image.setDevicePixelRatio(ratio)
        return image

    def print_image(self, number: int, dots_per_inch: float) -> QImage:
        """Return a page (from 0) as a picture for a printer."""
        return page_image(self._document, number, dots_per_inch / POINTS_PER_INCH)

    def page_size(self, number: int) -> tuple[float, float]:
        """Return width and height of a page (from 0), in points."""
        return self._sizes[number]

    def places(self) -> Iterator[QRect]:
        """Yield where each page lies."""
        top, width = GAP_PX, self._pages.width()
        for size in self._sizes:
            wide, high = (round(length * self._scale()) for length in size)
            yield QRect((width - wide) // 2, top, wide, high)
            top += high + GAP_PX

    # Zoom and paging

    def set_zoom(self, zoom: float) -> None:
        """Show the pages at this size against paper."""
        self._fits_width = False
        self._change_zoom(zoom)

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    def fit_width(self) -> None:
        """Show the pages as wide as the view, now and when it is resized."""
        self._fits_width = True
        self._arrange()

    def show_page(self, number: int) -> None:
        """Scroll to a page, from 1."""
        places = list(self.places())
        if places:
            place = places[min(max(1, number), len(places)) - 1]
            self.verticalScrollBar().setValue(place.top() - GAP_PX // 2)

    def _change_zoom(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, self._pages.height())
        self._zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
        self._pages.forget()
        self._resize_pages()
        bar.setValue(round(share * self._pages.height()))
        self.zoomed.emit(self._zoom)

    def _arrange(self) -> None:
        if self._fits_width and self._sizes:
            widest = max(width for width, _height in self._sizes)
            scroll = self.verticalScrollBar().sizeHint().width()
            room = self.contentsRect().width() - 2 * GAP_PX - scroll
            self._change_zoom(max(60, room) / widest / self._points_to_px())
        else:
            self._resize_pages()

    def _resize_pages(self) -> None:
        scale = self._scale()
        heights = sum(round(height * scale) + GAP_PX for _width, height in self._sizes) + GAP_PX
        widest = max((width for width, _height in self._sizes), default=0.0)
        width = max(round(widest * scale) + 2 * GAP_PX, self.viewport().width())
        self._pages.resize(QSize(width, max(heights, self.viewport().height())))
        self._pages.update()

    def _points_to_px(self) -> float:
        return self.logicalDpiX() / POINTS_PER_INCH

    def _scale(self) -> float:
        return self._zoom * self._points_to_px()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting the width."""
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * ZOOM_STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first or last page with Home and End."""
        if event.key() == Qt.Key.Key_Home:
            self.show_page(1)
        elif event.key() == Qt.Key.Key_End:
            self.show_page(self.page_count)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._pages.update()

    def _on_scroll_moved(self, _value: int) -> None:
        self._tell_page()

    def _tell_page(self) -> None:
        self.page_shown.emit(self.current_page, self.page_count)


class _Pages(QWidget):
    """The sheets on the desk."""

    def __init__(self, preview: PdfPreview) -> None:
        super().__init__()
        self._preview = preview
        self._images: OrderedDict[int, QImage] = OrderedDict()

    def forget(self) -> None:
        """Drop the drawn pages."""
        self._images.clear()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight, white whatever the theme."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Midlight))
        for number, place in enumerate(self._preview.places()):
            if not place.adjusted(-4, -4, 4, 4).intersects(event.rect()):
                continue
            painter.fillRect(place.translated(QPoint(2, 3)), QColor(0, 0, 0, 40))
            painter.drawImage(place.topLeft(), self._image(number))
        painter.end()

    def _image(self, number: int) -> QImage:
        if number not in self._images:
            self._images[number] = self._preview.image(number)
        self._images.move_to_end(number)
        while len(self._images) > MOST_KEPT:
            self._images.popitem(last=False)
        return self._images[number]
