"""The options of a report: days, sections, own words, and whether the name is left out."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.report_options import ReportOptions, Section
from rehabplanner.gui.forms import DATE_FORMAT, Form, Row
from rehabplanner.gui.papers.choices import section_words
from rehabplanner.gui.widgets.reading_hint import ReadingHint
from rehabplanner.wording import _

PAUSE_MS = 500
COMMENT_HEIGHT = 90
LIST_HEIGHT = 210


class ReportPanel(QWidget):
    """Gives `ReportOptions`; a change of the words is told after a pause in typing."""

    changed = Signal()

    def __init__(self, report: ReportOptions, discharge: ReportOptions) -> None:
        super().__init__()
        self._usual = {False: report, True: discharge}
        self._is_discharge: bool | None = None
        self._is_filling = False
        self.first, self.last = QDateEdit(), QDateEdit()
        for edit in (self.first, self.last):
            edit.setCalendarPopup(True)
            edit.setDisplayFormat(DATE_FORMAT)
        self.sections = QListWidget()
        self.sections.setMaximumHeight(LIST_HEIGHT)
        self.sections.setSpacing(2)
        self.pseudonym = QCheckBox(_("A code in place of the &name"))
        self.comment = QPlainTextEdit()
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(COMMENT_HEIGHT)
        self.grade = ReadingHint(self.comment)
        form = Form(
            (
                Row("first", _("&From"), self.first),
                Row("last", _("T&o"), self.last),
                Row("sections", _("Sect&ions"), self.sections),
                Row("pseudonym", "", self.pseudonym),
                Row("comment", _("&Assessment"), self.comment),
            )
        )
        self.pseudonym.setAccessibleName(_("A code in place of the name"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form)
        layout.addWidget(self.grade)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.show_kind(is_discharge=False)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self._on_changed)
        self.sections.itemChanged.connect(self._on_changed)
        self.pseudonym.toggled.connect(self._on_changed)
        self.comment.textChanged.connect(self._on_comment_changed)

    def show_kind(self, *, is_discharge: bool) -> None:
        """Offer the days and sections that are usual for a report or a discharge."""
        if is_discharge == self._is_discharge:
            return
        self._is_discharge = is_discharge
        usual = self._usual[is_discharge]
        self._is_filling = True
        self.first.setDate(QDate(usual.first.year, usual.first.month, usual.first.day))
        self.last.setDate(QDate(usual.last.year, usual.last.month, usual.last.day))
        self.sections.clear()
        for section, words in section_words().items():
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, section)
            is_on = section in usual.sections
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.sections.addItem(item)
        self._is_filling = False

    @property
    def options(self) -> ReportOptions:
        """Return what is chosen; days the wrong way round are turned."""
        days = sorted((_day(self.first), _day(self.last)))
        items = [self.sections.item(row) for row in range(self.sections.count())]
        sections = tuple(
            Section(one.data(Qt.ItemDataRole.UserRole))
            for one in items
            if one.checkState() == Qt.CheckState.Checked
        )
        return replace(
            self._usual[bool(self._is_discharge)],
            first=days[0],
            last=days[1],
            sections=sections,
            comment=self.comment.toPlainText().strip(),
            is_pseudonym=self.pseudonym.isChecked(),
        )

    def stop(self) -> None:
        """Let go of a pause that is still running."""
        self._pause.stop()

    def _on_changed(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def _on_comment_changed(self) -> None:
        self._pause.start()


def _day(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())
