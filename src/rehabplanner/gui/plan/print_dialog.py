"""The week on paper: a preview as it prints, a few options, save, print, copy as text."""

import logging
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPageSize, QPainter, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.handout import render_handout
from rehabplanner.documents.options import HandoutOptions, Paper
from rehabplanner.documents.plain import plain_text
from rehabplanner.documents.style import Theme
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import StorageError
from rehabplanner.files import file_name, write_atomically
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import Form, Row
from rehabplanner.gui.tasks import Progress
from rehabplanner.gui.widgets.pdf_preview import PdfPreview
from rehabplanner.library.own import own_photos
from rehabplanner.wording import _, ngettext, say, week_text

log = logging.getLogger(__name__)
FOLDER = prefs.Setting("paper/folder", "")
PRINT_DPI = 300
TEXT_SIZES = (100, 117, 135, 160)
BODY_POINTS = 12


class PrintDialog(QDialog):
    """Previews the handout of a week; it is laid out anew whenever an option changes."""

    def __init__(
        self, desk: Desk, dossier: Dossier, monday: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._dossier = dossier
        self._monday = monday
        self._pdf = b""
        self._asked = 0
        self._is_closed = False
        title = _("Print: {name}").format(name=dossier.person.name)
        self.setWindowTitle(f"{title} · {week_text(monday)}")
        self.preview = PdfPreview()
        self.preview.setAccessibleName(_("Preview of the pages"))
        self._make_options()
        self._make_buttons()
        self._make_words()
        self._lay_out()
        self._make_shortcuts()
        self.preview.page_shown.connect(self._on_preview_page_shown)
        self.preview.zoomed.connect(self._on_preview_zoomed)
        self._render()
        self.save_button.setFocus()

    # Building

    def _make_options(self) -> None:
        settings = self._desk.settings
        self.paper = QComboBox()
        self.paper.addItem(_("A4"), Paper.A4)
        self.paper.addItem(_("Letter"), Paper.LETTER)
        self.paper.setCurrentIndex(max(0, self.paper.findData(settings.get(prefs.PAPER))))
        self.text_size = QComboBox()
        for percent in TEXT_SIZES:
            points = round(BODY_POINTS * percent / 100)
            self.text_size.addItem(_("{points} points").format(points=points), percent)
        chosen = self.text_size.findData(settings.get(prefs.FONT_SCALE))
        self.text_size.setCurrentIndex(max(0, chosen))
        self.grey = QCheckBox(_("&Black and white"))
        self.grey.setChecked(settings.get(prefs.GREY))
        self.paper.currentIndexChanged.connect(self._on_option_changed)
        self.text_size.currentIndexChanged.connect(self._on_option_changed)
        self.grey.toggled.connect(self._on_option_changed)
        self.form = Form(
            (
                Row("paper", _("Pa&per"), self.paper),
                Row("text_size", _("&Text size"), self.text_size),
                Row(
                    "grey",
                    "",
                    self.grey,
                    _("Strong lines on white: for photocopies and printers without colour."),
                ),
            )
        )
        self.grey.setAccessibleName(_("Black and white"))

    def _make_buttons(self) -> None:
        self.save_button = QPushButton(_("&Save as PDF…"))
        self.save_button.setProperty("primary", True)
        self.save_button.setToolTip(_("Ctrl+S"))
        self.save_button.clicked.connect(self._on_save_clicked)
        self.print_button = QPushButton(_("P&rint…"))
        self.print_button.setToolTip(_("Ctrl+P"))
        self.print_button.clicked.connect(self._on_print_clicked)
        self.copy_button = QPushButton(_("&Copy as text"))
        self.copy_button.setToolTip(_("The week as plain lines, for the clinic's record"))
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button = QPushButton(_("Close"))
        self.close_button.clicked.connect(self.reject)
        for button in (self.print_button, self.copy_button, self.close_button):
            button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self._zoom_out = self._tool("−", _("Smaller"), self.preview.zoom_out)
        self._zoom_in = self._tool("+", _("Larger"), self.preview.zoom_in)
        self._fit = self._tool(_("Fit width"), _("As wide as the view"), self.preview.fit_width)

    def _tool(self, words: str, name: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(slot)
        return button

    def _make_words(self) -> None:
        self.place = QLabel()
        self.place.setProperty("role", "muted")
        self.zoom_words = QLabel()
        self.zoom_words.setProperty("role", "muted")
        self.zoom_words.setMinimumWidth(48)
        self.zoom_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setProperty("role", "muted")
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "problem")
        self.problem.hide()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.place)
        foot.addStretch()
        for widget in (self._zoom_out, self.zoom_words, self._zoom_in, self._fit):
            foot.addWidget(widget)
        left = QVBoxLayout()
        left.addWidget(self.preview, 1)
        left.addLayout(foot)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.form)
        right.addWidget(self.status)
        right.addWidget(self.problem)
        right.addStretch()
        for button in (
            self.save_button,
            self.print_button,
            self.copy_button,
            self.close_button,
        ):
            right.addWidget(button)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(max(250, side.sizeHint().width()))
        layout = QHBoxLayout(self)
        layout.addLayout(left, 1)
        layout.addWidget(side)
        screen = self.screen().availableSize()
        self.resize(min(1000, screen.width() - 40), min(820, screen.height() - 60))

    def _make_shortcuts(self) -> None:
        for keys, slot in (
            (QKeySequence.StandardKey.Save, self._on_save_clicked),
            (QKeySequence.StandardKey.Print, self._on_print_clicked),
            (QKeySequence.StandardKey.ZoomIn, self.preview.zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self.preview.zoom_out),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        QShortcut(QKeySequence("Ctrl+0"), self).activated.connect(self.preview.fit_width)

    # Laying out

    @property
    def options(self) -> HandoutOptions:
        """Return what is chosen."""
        return HandoutOptions(
            paper=Paper(self.paper.currentData()),
            theme=Theme.GREY if self.grey.isChecked() else Theme.COLOUR,
            font_scale=self.text_size.currentData() / 100,
        )

    @property
    def pdf(self) -> bytes:
        """Return the PDF that is shown; empty while it is laid out for the first time."""
        return self._pdf

    @property
    def suggested_name(self) -> str:
        """Return a file name made of the person's name and the week."""
        year, week, _day = self._monday.isocalendar()
        return file_name(self._dossier.person.name, f"{year}-W{week:02d}", suffix=".pdf")

    def _render(self) -> None:
        self._asked += 1
        asked, options = self._asked, self.options
        dossier, monday, today = self._dossier, self._monday, self._desk.today()
        exercises, figures = self._desk.library.exercises, self._desk.figures()
        practice = self._desk.workspace.practice()
        photos = own_photos(
            self._desk.workspace.own_exercises(),
            self._desk.workspace.photos,
            {item.exercise_id for item in dossier.items},
        )

        def work(_progress: Progress) -> tuple[int, bytes]:
            pdf = render_handout(
                dossier,
                monday,
                exercises=exercises,
                figures=figures,
                photos=photos,
                practice=practice,
                options=options,
                today=today,
            )
            return asked, pdf

        self._show_ready(is_ready=False)
        self.status.setText(_("Laying out the pages…"))
        self._desk.tasks.run(work, self._on_rendered)

    def _on_rendered(self, answer: tuple[int, bytes]) -> None:
        asked, pdf = answer
        if asked != self._asked or self._is_closed:
            return
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        pages = ngettext("{count} page", "{count} pages", self.preview.page_count)
        self.status.setText(_("{pages}, ready to print.").format(pages=pages))
        self._show_ready(is_ready=True)

    def _show_ready(self, *, is_ready: bool) -> None:
        self.save_button.setEnabled(is_ready)
        self.print_button.setEnabled(is_ready)
        if is_ready and self.focusWidget() is None:
            self.save_button.setFocus()

    # Doing

    def save_to(self, path: Path) -> bool:
        """Write the PDF, whole or not at all; say what went wrong. True if it is saved."""
        try:
            write_atomically(path, self._pdf)
        except StorageError as error:
            self._show_problem(say(error.message))
            return False
        self._show_problem("")
        self._desk.settings.set(FOLDER, str(path.parent))
        self._desk.notices.show(_("Saved as {name}.").format(name=path.name))
        self.status.setText(_("Saved as {name}.").format(name=path.name))
        return True

    def print_on(self, printer: QPrinter) -> bool:
        """Print all chosen pages; False where the printer cannot be reached."""
        printer.setFullPage(True)
        first = printer.fromPage() or 1
        last = printer.toPage() or self.preview.page_count
        painter = QPainter()
        if not painter.begin(printer):
            self._show_problem(_("The printer cannot be reached. Is it switched on?"))
            return False
        try:
            for number in range(first - 1, min(last, self.preview.page_count)):
                if number >= first:
                    printer.newPage()
                image = self.preview.print_image(number, PRINT_DPI)
                painter.drawImage(painter.viewport(), image)
        finally:
            painter.end()
        self._show_problem("")
        return True

    def set_up(self, printer: QPrinter) -> None:
        """Tell the printer the size of the pages and the name of the work."""
        width, height = self.preview.page_size(0)
        printer.setPageSize(QPageSize(QSizeF(width, height), QPageSize.Unit.Point))
        printer.setDocName(self.suggested_name.removesuffix(".pdf"))
        printer.setFullPage(True)

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _on_option_changed(self) -> None:
        settings = self._desk.settings
        settings.set(prefs.PAPER, str(self.paper.currentData()))
        settings.set(prefs.GREY, self.grey.isChecked())
        settings.set(prefs.FONT_SCALE, int(self.text_size.currentData()))
        self._render()

    def _on_save_clicked(self) -> None:
        if not self.save_button.isEnabled():
            return
        folder = Path(self._desk.settings.get(FOLDER) or Path.home())
        start = folder if folder.is_dir() else Path.home()
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(start / self.suggested_name), _("PDF (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.save_to(path if path.suffix.lower() == ".pdf" else Path(f"{chosen}.pdf"))

    def _on_print_clicked(self) -> None:
        if not self.print_button.isEnabled():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.set_up(printer)
        asking = QPrintDialog(printer, self)
        asking.setMinMax(1, self.preview.page_count)
        if asking.exec() != QDialog.DialogCode.Accepted:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            is_printed = self.print_on(printer)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if is_printed:
            self._desk.notices.show(_("Sent to the printer."))

    def _on_copy_clicked(self) -> None:
        words = plain_text(self._dossier, self._monday, self._desk.library.exercises)
        QGuiApplication.clipboard().setText(words)
        self.status.setText(_("The week is on the clipboard as text."))

    def _on_preview_page_shown(self, number: int, total: int) -> None:
        words = _("Page {page} of {total}").format(page=number, total=total) if total else ""
        self.place.setText(words)

    def _on_preview_zoomed(self, zoom: float) -> None:
        self.zoom_words.setText(_("{percent} %").format(percent=round(zoom * 100)))

    def done(self, result: int) -> None:
        """Let go of the pages."""
        self._is_closed = True
        self.preview.clear()
        super().done(result)
