"""A phase of the programme: its name, its aim, and how many weeks it lasts."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from rehabplanner.domain.guidance import Phase
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import Form, Row, label
from rehabplanner.planning.shifting import phase_words
from rehabplanner.wording import _, day_text, ngettext

MOST_WEEKS = 26


class PhaseDialog(RecordDialog):
    """Asks for a phase. When accepted, `phase` is the answer."""

    def __init__(self, phase: Phase, parent: QWidget | None = None) -> None:
        title = _("Phase of the programme")
        super().__init__(title, parent)
        self.phase = phase
        self._first: date = phase.day
        self.name = QLineEdit(phase.name if phase.revision else "")
        self.name.setPlaceholderText(_("for example: Build"))
        self.aim = QPlainTextEdit(phase.aim)
        self.aim.setTabChangesFocus(True)
        self.aim.setFixedHeight(self.aim.fontMetrics().height() * 3 + 16)
        self.weeks = QComboBox()
        for count in range(1, MOST_WEEKS + 1):
            self.weeks.addItem(ngettext("{count} week", "{count} weeks", count), count)
        self.weeks.setCurrentIndex(min(MOST_WEEKS, phase_words(phase, phase.day)[1]) - 1)
        self.form = Form(
            [
                Row("name", _("&Name"), self.name),
                Row("aim", _("&Aim"), self.aim),
                Row("until", _("&Lasts"), self.weeks),
            ]
        )
        self.column.addWidget(label(title, "title"))
        since = _("From {day}").format(day=day_text(phase.day))
        self.column.addWidget(label(since, "muted"))
        self.column.addWidget(self.form)
        self.add_buttons()
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 60))
        self.name.setFocus()

    def take_answer(self) -> None:
        """Take what was filled in. Raises Problem without a name."""
        weeks = int(self.weeks.currentData())
        self.phase = replace(
            self.phase,
            name=self.name.text(),
            aim=self.aim.toPlainText(),
            until=self._first + timedelta(days=7 * weeks - 1),
        )
