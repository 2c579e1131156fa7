"""Pages of a preview sent to a printer, one after the other, with progress and cancel."""

from enum import Enum, auto

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from rehabplanner.gui.widgets.pdf_preview import PdfPreview
from rehabplanner.wording import _

PRINT_DPI = 300
TOLD_AFTER_MS = 400


class Printed(Enum):
    """What became of printing."""

    DONE = auto()
    STOPPED = auto()
    UNREACHED = auto()


def set_up(printer: QPrinter, preview: PdfPreview, name: str) -> None:
    """Tell the printer the size of the pages and the name of the work."""
    width, height = preview.page_size(0)
    printer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Point))
    printer.setDocName(name)
    printer.setFullPage(True)


def print_pages(preview: PdfPreview, printer: QPrinter, parent: QWidget) -> Printed:
    """Print all chosen pages as they are shown; between pages the window answers."""
    printer.setFullPage(True)
    first = (printer.fromPage() or 1) - 1
    last = min(printer.toPage() or preview.page_count, preview.page_count)
    painter = QPainter()
    if not painter.begin(printer):
        return Printed.UNREACHED
    telling = QProgressDialog(_("Printing…"), _("Cancel"), 0, last - first, parent)
    telling.setWindowModality(Qt.WindowModality.WindowModal)
    telling.setMinimumDuration(TOLD_AFTER_MS)
    try:
        for number in range(first, last):
            telling.setValue(number - first)
            if telling.wasCanceled():
                printer.abort()
                return Printed.STOPPED
            if number > first:
                printer.newPage()
            painter.drawImage(painter.viewport(), preview.print_image(number, PRINT_DPI))
    finally:
        painter.end()
        telling.reset()
        telling.deleteLater()
    return Printed.DONE


def printed_words(printed: Printed) -> str:
    """Return what became of printing, in words."""
    return {
        Printed.DONE: _("Sent to the printer."),
        Printed.STOPPED: _("Printing was stopped."),
        Printed.UNREACHED: _("The printer cannot be reached. Is it switched on?"),
    }[printed]
