"""Saying that someone has looked at it: the plan may go on."""

from datetime import UTC, date, datetime
from uuid import UUID

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QPlainTextEdit, QWidget

from rehabplanner.domain.flags import ClearedBy, FlagClearance
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import DATE_FORMAT, Form, Row, label
from rehabplanner.wording import _

NOTE_LINES = 4


class ClearanceDialog(RecordDialog):
    """Asks when it was looked at and what was said; `clearance` holds the answer."""

    def __init__(
        self, person_id: UUID, cleared_by: ClearedBy, today: date, parent: QWidget | None = None
    ) -> None:
        is_therapist = cleared_by is ClearedBy.THERAPIST
        super().__init__(_("Clear the plan") if is_therapist else _("I have been seen"), parent)
        self.setMinimumWidth(480)
        self._person_id = person_id
        self._cleared_by = cleared_by
        self.clearance: FlagClearance | None = None
        words = label(
            _("You have looked at the answers, and the plan may go on.")
            if is_therapist
            else _(
                "A doctor or physiotherapist has looked at it and said that you can go on. If "
                "not yet, please cancel: your plan waits for you."
            )
        )
        words.setWordWrap(True)
        self.column.addWidget(words)
        end = QDate(today.year, today.month, today.day)
        self.day = QDateEdit(end)
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(DATE_FORMAT)
        self.day.setMaximumDate(end)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().height() * NOTE_LINES + 20)
        self.form = Form(
            (
                Row("day", _("&Seen on"), self.day),
                Row("note", _("&What was said"), self.note, _("May be left empty.")),
            )
        )
        self.column.addWidget(self.form)
        self.add_buttons()
        self.save.setText(_("The plan may go on"))

    def take_answer(self) -> None:
        """Take the word as filled in."""
        day = self.day.date()
        self.clearance = FlagClearance(
            person_id=self._person_id,
            day=date(day.year(), day.month(), day.day()),
            cleared_at=datetime.now(UTC),
            cleared_by=self._cleared_by,
            note=self.note.toPlainText(),
        )
