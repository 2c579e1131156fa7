"""Papers: a preview as it prints, the options, save, print, copy, and for several people."""

import logging
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.options import HandoutOptions
from rehabplanner.documents.paper_request import PaperKind, Request
from rehabplanner.documents.papers import render_paper
from rehabplanner.documents.plain import plain_text
from rehabplanner.documents.report_options import ReportOptions, Section, usual_report
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import StorageError
from rehabplanner.files import file_name, write_atomically
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.paper_dialog import PaperDialog
from rehabplanner.gui.papers.batch import BatchDialog
from rehabplanner.gui.papers.buttons import PaperButtons
from rehabplanner.gui.papers.choices import WITH_REPORT, kind_words, remember, remembered
from rehabplanner.gui.papers.options_panel import OptionsPanel
from rehabplanner.gui.papers.page_list import PageList
from rehabplanner.gui.papers.report_panel import ReportPanel
from rehabplanner.gui.papers.shelf import (
    brief_page,
    counted,
    current_brief,
    paper_lists,
    paper_shelf,
)
from rehabplanner.gui.papers.usual import PRACTICE
from rehabplanner.gui.tasks import Progress
from rehabplanner.gui.widgets.page_printing import (
    Printed,
    print_pages,
    printed_words,
    set_up,
)
from rehabplanner.gui.widgets.pdf_preview import PdfPreview, words_of
from rehabplanner.planning.brief import plain_text as brief_text
from rehabplanner.wording import _, ngettext, say, week_text

log = logging.getLogger(__name__)
FOLDER = prefs.Setting("paper/folder", "")
COPY_DPI = 150
SIDE_PX = 330


class PrintDialog(QDialog):
    """Previews a paper; it is laid out anew whenever an option changes."""

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
        self.pages = PageList(self.preview)
        self._shelf = paper_shelf(desk, dossier)
        self.panel = self._make_panel()
        self._make_buttons()
        self._make_words()
        self._lay_out()
        self._make_shortcuts()
        self.preview.page_shown.connect(self._on_preview_page_shown)
        self.preview.zoomed.connect(self._on_preview_zoomed)
        self.pages.page_wanted.connect(self.preview.show_page)
        self.panel.changed.connect(self._on_option_changed)
        self._render()
        self.buttons.save.setFocus()

    # Building

    def _make_panel(self) -> OptionsPanel:
        today = self._desk.today()
        report = ReportPanel(
            usual_report(self._dossier, today),
            usual_report(self._dossier, today, is_discharge=True),
        )
        return OptionsPanel(
            remembered(self._desk.settings, self._dossier.person.id),
            paper_lists(self._shelf, self._dossier),
            self._desk.workspace.practices(),
            self._desk.settings.get(PRACTICE),
            report,
        )

    def _make_buttons(self) -> None:
        self.buttons = PaperButtons(has_batch=len(self._desk.workspace.people()) > 1)
        for wanted, slot in (
            (self.buttons.save_wanted, self._on_save_clicked),
            (self.buttons.print_wanted, self._on_print_clicked),
            (self.buttons.text_wanted, self._on_copy_clicked),
            (self.buttons.picture_wanted, self._on_picture_clicked),
            (self.buttons.batch_wanted, self._on_batch_clicked),
            (self.buttons.close_wanted, self.reject),
        ):
            wanted.connect(slot)
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
        views = QHBoxLayout()
        views.addWidget(self.pages)
        views.addWidget(self.preview, 1)
        left = QVBoxLayout()
        left.addLayout(views, 1)
        left.addLayout(foot)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(self.panel)
        column.addStretch()
        scroll.setWidget(holder)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(scroll, 1)
        right.addWidget(self.status)
        right.addWidget(self.problem)
        right.addWidget(self.buttons)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(max(SIDE_PX, holder.minimumSizeHint().width() + 40))
        layout = QHBoxLayout(self)
        layout.addLayout(left, 1)
        layout.addWidget(side)
        screen = self.screen().availableSize()
        self.resize(min(1200, screen.width() - 40), min(860, screen.height() - 60))

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
        """Return how the paper shall look."""
        return self.panel.choices.options()

    @property
    def request(self) -> Request:
        """Return the paper that is asked for."""
        kind = self.panel.paper_kind
        is_brief = kind is PaperKind.BRIEF
        return Request(
            kind=kind,
            brief=brief_page(current_brief(self._desk, self._dossier)) if is_brief else None,
            dossier=self._dossier,
            monday=self._monday,
            today=self._desk.today(),
            practice=self._desk.workspace.practice(self.panel.practice_id),
            options=self.options,
            chosen=self.panel.chosen,
            report=self._report(kind),
        )

    def _report(self, kind: PaperKind) -> ReportOptions | None:
        if kind not in WITH_REPORT:
            return None
        return counted(self.panel.report.options, self._dossier, self._desk.today())

    @property
    def pdf(self) -> bytes:
        """Return the PDF that is shown; empty while it is laid out for the first time."""
        return self._pdf

    @property
    def suggested_name(self) -> str:
        """Return a file name made of the person's name, the paper and the week."""
        year, week, _day = self._monday.isocalendar()
        kind = self.panel.paper_kind
        words = [] if kind is PaperKind.PROGRAMME else [kind_words()[kind]]
        is_hidden = self.panel.report.options.is_pseudonym and self.panel.report.isVisible()
        who = [] if is_hidden else [self._dossier.person.name]
        return file_name(*who, *words, f"{year}-W{week:02d}", suffix=".pdf")

    def _render(self) -> None:
        self._asked += 1
        asked, request, shelf = self._asked, self.request, self._shelf

        def work(_progress: Progress) -> tuple[int, bytes]:
            return asked, render_paper(request, shelf)

        self._show_ready(is_ready=False)
        self.status.setText(_("Laying out the pages…"))
        self._desk.tasks.run(work, self._on_rendered)

    def _on_rendered(self, answer: tuple[int, bytes]) -> None:
        asked, pdf = answer
        if asked != self._asked or self._is_closed:
            return
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self.pages.refresh()
        pages = ngettext("{count} page", "{count} pages", self.preview.page_count)
        self.status.setText(_("{pages}, ready to print.").format(pages=pages))
        self._show_ready(is_ready=True)

    def _show_ready(self, *, is_ready: bool) -> None:
        self.buttons.show_ready(is_ready=is_ready)
        if is_ready and self.focusWidget() is None:
            self.buttons.save.setFocus()

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

    def print_on(self, printer: QPrinter) -> Printed:
        """Print all chosen pages, and say what became of it."""
        printed = print_pages(self.preview, printer, self)
        words = printed_words(printed)
        self._show_problem(words if printed is Printed.UNREACHED else "")
        if printed is not Printed.UNREACHED:
            self._desk.notices.show(words)
        return printed

    def set_up(self, printer: QPrinter) -> None:
        """Tell the printer the size of the pages and the name of the work."""
        set_up(printer, self.preview, self.suggested_name.removesuffix(".pdf"))

    def _show_problem(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _on_option_changed(self) -> None:
        remember(self._desk.settings, self._dossier.person.id, self.panel.choices)
        self._desk.settings.set(PRACTICE, self.panel.practice_id)
        self._render()

    def _on_save_clicked(self) -> None:
        if not self.buttons.save.isEnabled():
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
        if not self.buttons.print.isEnabled():
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.set_up(printer)
        asking = QPrintDialog(printer, self)
        asking.setMinMax(1, self.preview.page_count)
        if asking.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def _on_copy_clicked(self) -> None:
        kind = self.panel.paper_kind
        if kind is PaperKind.BRIEF:
            words = brief_text(current_brief(self._desk, self._dossier))
            self._copy_words(words, _("The brief is on the clipboard as text."))
        elif kind is PaperKind.PROGRAMME:
            words = plain_text(self._dossier, self._monday, self._desk.library.exercises)
            self._copy_words(words, _("The week is on the clipboard as text."))
        elif kind in WITH_REPORT:
            self._render_without_chart()
        else:
            self._copy_pages(self._pdf)

    def _render_without_chart(self) -> None:
        """Copy the words of a report without the numbers that stand along its chart."""
        request, shelf = self.request, self._shelf
        if request.report is not None:
            sections = tuple(one for one in request.report.sections if one is not Section.CHART)
            request = replace(request, report=replace(request.report, sections=sections))
        self._desk.tasks.run(lambda _progress: render_paper(request, shelf), self._copy_pages)

    def _copy_pages(self, pdf: bytes) -> None:
        if not self._is_closed:
            self._copy_words(words_of(pdf), _("The words of the pages are on the clipboard."))

    def _copy_words(self, words: str, said: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.status.setText(said)

    def _on_picture_clicked(self) -> None:
        number = max(1, self.preview.current_page) - 1
        QGuiApplication.clipboard().setImage(self.preview.print_image(number, COPY_DPI))
        words = _("Page {page} is on the clipboard as a picture.").format(page=number + 1)
        self.status.setText(words)

    def _on_batch_clicked(self) -> None:
        dialog = BatchDialog(self._desk, self.request, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.joined.connect(self.show_joined)
        dialog.open()

    def show_joined(self, pdf: bytes) -> None:
        """Show the papers of several people as they print, to print or save them."""
        title = _("Papers for several people")
        name = file_name(title, self._desk.today().isoformat(), suffix=".pdf")
        make = partial(_as_it_is, pdf)
        self.together = PaperDialog(self._desk, title, name, make, self, has_ink=False)
        self.together.open()

    def _on_preview_page_shown(self, number: int, total: int) -> None:
        words = _("Page {page} of {total}").format(page=number, total=total) if total else ""
        self.place.setText(words)
        self.pages.show_page(number)

    def _on_preview_zoomed(self, zoom: float) -> None:
        self.zoom_words.setText(_("{percent} %").format(percent=round(zoom * 100)))

    def done(self, result: int) -> None:
        """Let go of the pages."""
        self._is_closed = True
        self.panel.report.stop()
        self.preview.clear()
        super().done(result)


def _as_it_is(pdf: bytes, _options: HandoutOptions) -> bytes:
    return pdf
