"""Reading short texts, each with its sources and how sure they are; printing them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.lessons import mark_words
from rehabplanner.documents.options import HandoutOptions
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf
from rehabplanner.documents.papers import render_paper
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import monday_of
from rehabplanner.files import file_name
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.paper_dialog import PaperDialog
from rehabplanner.gui.forms import label
from rehabplanner.gui.papers.usual import PRACTICE
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.library.messages import Lesson
from rehabplanner.wording import _

WIDEST_EM = 34


class LessonsWindow(QDialog):
    """The texts on the left, the chosen one on the right."""

    def __init__(
        self, desk: Desk, dossier: Dossier, chosen: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._dossier = dossier
        self.setWindowTitle(_("To read"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Texts"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        for one in desk.library.lessons.values():
            item = QListWidgetItem(one.title)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
        self.title = label("", "title")
        self.text = label("")
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = self.text.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.text.setFont(font)
        self.sources = label("", "muted")
        for words in (self.title, self.text, self.sources):
            words.setWordWrap(True)
            words.setMaximumWidth(round(self.fontMetrics().height() * WIDEST_EM))
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row_changed)
        ids = list(desk.library.lessons)
        self.list.setCurrentRow(ids.index(chosen) if chosen in ids else 0)
        self.list.setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 4, 8, 4)
        column.setSpacing(12)
        for words in (self.title, self.text, self.sources):
            column.addWidget(words)
        column.addStretch(1)
        split = QSplitter()
        split.addWidget(self.list)
        self.view = TallScroll(inside)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([260, 640])
        split.setChildrenCollapsible(False)
        self.print_button = QPushButton(_("&Print this text…"))
        self.print_all = QPushButton(_("Print &all as a booklet…"))
        close = QPushButton(_("Close"))
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.print_all)
        foot.addStretch(1)
        foot.addWidget(self.print_button)
        foot.addWidget(close)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.print_all.clicked.connect(self._on_print_all_clicked)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addLayout(foot)
        screen = self.screen().availableSize()
        self.resize(min(940, screen.width() - 40), min(640, screen.height() - 60))

    @property
    def lesson(self) -> Lesson:
        """Return the text on show."""
        return self._desk.library.lessons[self.list.currentItem().data(Qt.ItemDataRole.UserRole)]

    def _on_row_changed(self, _row: int) -> None:
        one = self.lesson
        self.title.setText(one.title)
        self.text.setText("\n\n".join(one.paragraphs))
        lines = [_("Where this comes from"), *(f"•  {source}" for source in one.sources)]
        self.sources.setText("\n".join((*lines, mark_words(one.mark))))
        self.view.verticalScrollBar().setValue(0)

    # Paper

    def pdf(self, options: HandoutOptions) -> bytes:
        """Return the text on show as a sheet."""
        return self._pdf(PaperKind.EDUCATION, (self.lesson.id,), options)

    def booklet(self, options: HandoutOptions) -> bytes:
        """Return all texts as a booklet."""
        return self._pdf(PaperKind.BOOKLET, tuple(self._desk.library.lessons), options)

    def _pdf(self, kind: PaperKind, chosen: tuple[str, ...], options: HandoutOptions) -> bytes:
        today = self._desk.today()
        request = Request(
            kind=kind,
            dossier=self._dossier,
            monday=monday_of(today),
            today=today,
            practice=self._desk.workspace.practice(self._desk.settings.get(PRACTICE)),
            options=options,
            chosen=chosen,
        )
        shelf = Shelf(exercises={}, figures=None, lessons=self._desk.library.lessons)
        return render_paper(request, shelf)

    def _on_print_clicked(self) -> None:
        name = file_name(self.lesson.title, suffix=".pdf")
        PaperDialog(self._desk, self.lesson.title, name, self.pdf, self).open()

    def _on_print_all_clicked(self) -> None:
        name = file_name(_("About back pain and running"), suffix=".pdf")
        PaperDialog(self._desk, _("To read"), name, self.booklet, self).open()
