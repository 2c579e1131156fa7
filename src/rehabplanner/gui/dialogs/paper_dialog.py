"""One paper as it prints: look, print, save as PDF."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.options import HandoutOptions, Paper
from rehabplanner.documents.style import Theme as Ink
from rehabplanner.domain.problems import StorageError
from rehabplanner.files import write_atomically
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.gui.widgets.page_printing import (
    Printed,
    print_pages,
    printed_words,
    set_up,
)
from rehabplanner.gui.widgets.pdf_preview import PdfPreview
from rehabplanner.wording import _, say

FOLDER = prefs.Setting("paper/folder", "")


class PaperDialog(QDialog):
    """Shows what `make` returns for the chosen ink and paper, and prints or saves it.

    Without `has_ink` the pages come as they are, in no other ink.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        name: str,
        make: Callable[[HandoutOptions], bytes],
        parent: QWidget | None = None,
        *,
        has_ink: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._name = name
        self._make = make
        self.pdf = b""
        self.preview = PdfPreview()
        self.preview.setAccessibleName(_("Preview of the pages"))
        self.grey = QCheckBox(_("&Black and white"))
        self.grey.setChecked(desk.settings.get(prefs.GREY))
        self.grey.setVisible(has_ink)
        self.grey.toggled.connect(self._on_grey_toggled)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self._lay_out()
        self._render()

    def _lay_out(self) -> None:
        self.print_button = self._button(_("&Print…"), self._on_print_clicked)
        self.print_button.setProperty("primary", True)
        self.print_button.setDefault(True)
        self.save_button = self._button(_("&Save as PDF…"), self._on_save_clicked)
        close = self._button(_("Close"), self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(
            self._on_save_clicked
        )
        foot = QHBoxLayout()
        foot.addWidget(self.grey)
        foot.addWidget(self.words, 1)
        for button in (self.print_button, self.save_button, close):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview, 1)
        layout.addLayout(foot)
        screen = self.screen().availableSize()
        self.resize(min(860, screen.width() - 40), min(800, screen.height() - 60))

    def _button(self, words: str, slot: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        return made

    def _render(self) -> None:
        options = HandoutOptions(
            paper=Paper(self._desk.settings.get(prefs.PAPER)),
            theme=Ink.GREY if self.grey.isChecked() else Ink.COLOUR,
        )
        self.pdf = self._make(options)
        self.preview.show_pdf(self.pdf)

    def save_to(self, path: Path) -> bool:
        """Write the PDF, whole or not at all; say what went wrong. True if it is saved."""
        try:
            write_atomically(path, self.pdf)
        except StorageError as error:
            self.words.setText(say(error.message))
            return False
        self._desk.settings.set(FOLDER, str(path.parent))
        self.words.setText(_("Saved as {name}.").format(name=path.name))
        return True

    def print_on(self, printer: QPrinter) -> Printed:
        """Print all chosen pages, and say what became of it."""
        printed = print_pages(self.preview, printer, self)
        self.words.setText(printed_words(printed))
        return printed

    def _on_grey_toggled(self, is_grey: bool) -> None:
        self._desk.settings.set(prefs.GREY, is_grey)
        self._render()

    def _on_save_clicked(self) -> None:
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        start = (folder if folder.is_dir() else Path.home()) / self._name
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(start), _("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".pdf" else Path(f"{chosen}.pdf"))

    def _on_print_clicked(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, self.preview, self._name)
        asking = QPrintDialog(printer, self)
        asking.setMinMax(1, self.preview.page_count)
        if asking.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def done(self, result: int) -> None:
        """Let go of the pages."""
        self.preview.clear()
        super().done(result)
