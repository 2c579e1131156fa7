"""The pages of a PDF as small pictures; a click shows the page."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from rehabplanner.gui.widgets.pdf_preview import PdfPreview
from rehabplanner.wording import _

WIDTH_PX = 92
MOST_DRAWN = 40


class PageList(QListWidget):
    """Thumbnails of what a preview shows. `page_wanted` carries the page, from 1."""

    page_wanted = Signal(int)

    def __init__(self, preview: PdfPreview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview = preview
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(4)
        self.setFixedWidth(WIDTH_PX + 46)
        self.setAccessibleName(_("Pages"))
        self.currentRowChanged.connect(self._on_row_changed)

    def refresh(self) -> None:
        """Draw the pages anew."""
        row = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        count = min(self._preview.page_count, MOST_DRAWN)
        ratio = self.devicePixelRatioF()
        tallest = WIDTH_PX
        for number in range(count):
            width, height = self._preview.page_size(number)
            tallest = max(tallest, round(WIDTH_PX * height / width))
            image = self._preview.print_image(number, WIDTH_PX * ratio / width * 72)
            image.setDevicePixelRatio(ratio)
            icon = QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                icon.addPixmap(QPixmap.fromImage(image), mode)
            item = QListWidgetItem(icon, str(number + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, _("Page {page}").format(page=number + 1)
            )
            self.addItem(item)
        self.setIconSize(QSize(WIDTH_PX, tallest))
        line = self.fontMetrics().height()
        self.setGridSize(QSize(WIDTH_PX + 22, tallest + line + 12))
        self.setCurrentRow(min(row, count - 1))
        self.blockSignals(False)

    def show_page(self, number: int) -> None:
        """Mark a page, from 1, without asking for it."""
        if 0 < number <= self.count() and number - 1 != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(number - 1)
            self.blockSignals(False)

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.page_wanted.emit(row + 1)
