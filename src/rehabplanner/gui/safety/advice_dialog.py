"""What to do after a yes. Pressing advice stays until it was read; it can be printed and saved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.options import HandoutOptions
from rehabplanner.documents.safety_advice import render_advice
from rehabplanner.domain.flags import LEVELS, Flag, FlagAdvice
from rehabplanner.domain.people import Person
from rehabplanner.files import file_name
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.paper_dialog import PaperDialog
from rehabplanner.gui.forms import label
from rehabplanner.gui.papers.usual import PRACTICE
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.wording import _


class AdviceDialog(QDialog):
    """Says what to do, the most pressing first.

    `was_read` comes when “I have read this” is pressed. Where the advice must be read, nothing
    else closes the dialog.
    """

    was_read = Signal()

    def __init__(
        self, desk: Desk, person: Person, yes: Sequence[Flag], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person = person
        self._is_read = False
        levels = {flag.level for flag in yes}
        self.yes = tuple(sorted(yes, key=lambda flag: LEVELS.index(flag.level)))
        self.advice = tuple(desk.library.flags.advice[one] for one in LEVELS if one in levels)
        self.must_be_read = any(one.must_be_read for one in self.advice)
        self.number = desk.settings.get(prefs.EMERGENCY_NUMBER)
        self.setWindowTitle(_("What to do now"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.must_be_read:
            self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(12)
        for one in self.advice:
            column.addWidget(self._card(one))
        column.addWidget(label(_("You answered yes to:"), "heading"))
        for flag in self.yes:
            line = label(f"•  {flag.question}")
            line.setWordWrap(True)
            column.addWidget(line)
        calm = label(
            _("A yes is often a false alarm, and it does not tell what is wrong. Do act on it."),
            "muted",
        )
        calm.setWordWrap(True)
        column.addWidget(calm)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(TallScroll(inside), 1)
        layout.addLayout(self._foot())
        self.resize(640, 600)
        self.read_button.setFocus()

    def _card(self, advice: FlagAdvice) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        head = QHBoxLayout()
        sign = QLabel()
        side = round(self.fontMetrics().height() * 1.8)
        icon = "warning" if advice.must_be_read else "info"
        sign.setPixmap(self._desk.theme.icon(icon, "problem").pixmap(side, side))
        head.addWidget(sign)
        title = label(advice.title, "title")
        title.setWordWrap(True)
        head.addWidget(title, 1)
        column.addLayout(head)
        for number, line in enumerate(advice.text(self.number)):
            words = label(line)
            words.setWordWrap(True)
            font = words.font()
            font.setPointSizeF(font.pointSizeF() * 1.15)
            font.setBold(number == 0)
            words.setFont(font)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        return card

    def _foot(self) -> QHBoxLayout:
        self.print_button = QPushButton(_("&Print or save…"))
        self.print_button.setAutoDefault(False)
        self.print_button.clicked.connect(self._on_print_clicked)
        self.read_button = QPushButton(_("&I have read this"))
        self.read_button.setProperty("primary", True)
        self.read_button.setDefault(True)
        self.read_button.clicked.connect(self._on_read_clicked)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch(1)
        row.addWidget(self.read_button)
        return row

    # Paper

    def pdf(self, options: HandoutOptions) -> bytes:
        """Return the advice as a page to print."""
        return render_advice(
            self._person,
            self._desk.library.flags,
            self.yes,
            day=self._desk.today(),
            practice=self._desk.workspace.practice(self._desk.settings.get(PRACTICE)),
            emergency_number=self.number,
            paper=options.paper,
            theme=options.theme,
        )

    def _on_print_clicked(self) -> None:
        name = file_name(self._person.name, _("what to do"), suffix=".pdf")
        PaperDialog(self._desk, _("What to do now"), name, self.pdf, self).open()

    # Leaving

    def _on_read_clicked(self) -> None:
        self._is_read = True
        self.was_read.emit()
        self.accept()

    def reject(self) -> None:
        """Stay until it was read, where it must be."""
        if not self.must_be_read or self._is_read:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay until it was read, where it must be."""
        if self.must_be_read and not self._is_read:
            event.ignore()
            return
        super().closeEvent(event)
