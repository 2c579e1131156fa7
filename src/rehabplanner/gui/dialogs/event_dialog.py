"""Noting an event: a race, a flare-up, new shoes; drawn as a line on every chart."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QWidget,
)

from rehabplanner.domain.diary import Event, EventKind
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import DATE_FORMAT, Form, Row, chosen
from rehabplanner.wording import _, word


class EventDialog(RecordDialog):
    """Asks for an event; `event_made` holds it once it was accepted."""

    def __init__(self, person_id: UUID, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Note an event"), parent)
        self.setMinimumWidth(440)
        self._person_id = person_id
        self.event_made: Event | None = None
        self.kind = QComboBox()
        for kind in EventKind:
            self.kind.addItem(word(kind), kind)
        self.day = _date_edit(today)
        self.has_end = QCheckBox(_("It lasted several days, until"))
        self.until = _date_edit(today)
        self.until.setEnabled(False)
        self.has_end.toggled.connect(self.until.setEnabled)
        self.line = QLineEdit()
        self.form = Form(
            (
                Row("kind", _("&Kind"), self.kind),
                Row("day", _("&Day"), self.day),
                Row("has_end", "", self.has_end),
                Row("until", _("&Until"), self.until),
                Row("label", _("&In a few words"), self.line),
            )
        )
        self.column.addWidget(self.form)
        self.add_buttons()

    def take_answer(self) -> None:
        """Take the event as filled in. Raises Problem naming the field."""
        self.event_made = Event(
            person_id=self._person_id,
            kind=chosen(self.kind, EventKind) or EventKind.OTHER,
            day=_date_of(self.day),
            until=_date_of(self.until) if self.has_end.isChecked() else None,
            label=self.line.text(),
        )


def _date_edit(day: date) -> QDateEdit:
    edit = QDateEdit(QDate(day.year, day.month, day.day))
    edit.setCalendarPopup(True)
    edit.setDisplayFormat(DATE_FORMAT)
    return edit


def _date_of(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
