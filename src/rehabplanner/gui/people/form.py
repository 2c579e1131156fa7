"""The form of a person, and the dialog around it."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from rehabplanner.domain.people import Person, Sex, Units
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import Form, Row, chosen
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.wording import _, ngettext, word

CEILINGS = (2, 4, 5, 0, 1, 3, 6, 7, 8)
"""The presets first, then a therapist's own choice."""
PRESETS = {
    2: marked("{score} out of 10: cautious"),
    4: marked("{score} out of 10: usual"),
    5: marked("{score} out of 10: as in the tendon studies (Silbernagel)"),
}
MOST_GREENS = 6


class PersonForm(Form):
    """Shows and gives a person; never saves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.name = QLineEdit()
        self.birth_year = QLineEdit()
        self.birth_year.setPlaceholderText(_("for example {year}").format(year=1984))
        self.units = QComboBox()
        for unit in Units:
            self.units.addItem(word(unit), unit)
        self.goal = _small_text(_("for example: run 10 km with friends again"))
        self.complaint = _small_text(_("for example: low back pain since spring"))
        self.equipment = QLineEdit()
        self.equipment.setPlaceholderText(_("for example: mat, band, step"))
        self.pain_ceiling = QComboBox()
        self.pain_ceiling.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for ceiling in CEILINGS:
            self.pain_ceiling.addItem(_ceiling_words(ceiling), ceiling)
        self.green_sessions = QComboBox()
        for count in range(1, MOST_GREENS + 1):
            words = ngettext("{count} good session", "{count} good sessions in a row", count)
            self.green_sessions.addItem(words, count)
        self.question = _small_text(_("for example: may I run on two days in a row?"))
        self.resting_hr, self.max_hr = QLineEdit(), QLineEdit()
        for edit, rate in ((self.resting_hr, 52), (self.max_hr, 185)):
            edit.setPlaceholderText(_("for example {rate} beats a minute").format(rate=rate))
        self.sex = QComboBox()
        self.sex.addItem(_("Not given"), None)
        for sex in Sex:
            self.sex.addItem(word(sex), sex)
        self.notes = _small_text("")
        self._person: Person | None = None
        super().__init__(self._lines(), parent)
        self.set_value(None)

    def _lines(self) -> tuple[Row, ...]:
        return (
            Row("name", _("&Name"), self.name),
            Row("birth_year", _("&Year of birth"), self.birth_year),
            Row("units", _("&Units"), self.units),
            Row("goal", _("&Goal, in own words"), self.goal),
            Row("complaint", _("What it is a&bout"), self.complaint),
            Row("equipment", _("&Equipment at hand"), self.equipment),
            Row(
                "pain_ceiling",
                _("Most pain a&ccepted"),
                self.pain_ceiling,
                _("During exercise. The usual choice is 4; a therapist may choose another."),
            ),
            Row(
                "green_sessions",
                _("Befo&re the next step"),
                self.green_sessions,
                _("Good: little pain, and no rise by the next morning. Usual are 2."),
            ),
            Row("question", _("&Question for the next visit"), self.question),
            Row("resting_hr_bpm", _("Heart rate at re&st"), self.resting_hr),
            Row("max_hr_bpm", _("&Highest heart rate"), self.max_hr),
            Row(
                "sex",
                _("Se&x"),
                self.sex,
                _("These three serve the load from heart rate (TRIMP) and nothing else."),
            ),
            Row("notes", _("N&otes"), self.notes),
        )

    def set_value(self, person: Person | None) -> None:
        """Show a person, or an empty form."""
        self._person = person
        self.name.setText(person.name if person else "")
        self.birth_year.setText(str(person.birth_year or "") if person else "")
        self.units.setCurrentIndex(self.units.findData(person.units if person else Units.METRIC))
        self.goal.setPlainText(person.goal if person else "")
        self.complaint.setPlainText(person.complaint if person else "")
        self.equipment.setText(person.equipment if person else "")
        ceiling = person.pain_ceiling if person else 4
        if self.pain_ceiling.findData(ceiling) < 0:
            self.pain_ceiling.addItem(_ceiling_words(ceiling), ceiling)
        self.pain_ceiling.setCurrentIndex(self.pain_ceiling.findData(ceiling))
        greens = person.green_sessions if person else 2
        if self.green_sessions.findData(greens) < 0:
            self.green_sessions.addItem(str(greens), greens)
        self.green_sessions.setCurrentIndex(self.green_sessions.findData(greens))
        self.question.setPlainText(person.question if person else "")
        self.resting_hr.setText(str(person.resting_hr_bpm or "") if person else "")
        self.max_hr.setText(str(person.max_hr_bpm or "") if person else "")
        self.sex.setCurrentIndex(self.sex.findData(person.sex) if person and person.sex else 0)
        self.notes.setPlainText(person.notes if person else "")

    def value(self) -> Person:
        """Return the person as filled in. Raises Problem naming the field."""
        values: dict[str, Any] = {
            "name": self.name.text(),
            "birth_year": self._birth_year(),
            "units": chosen(self.units, Units) or Units.METRIC,
            "goal": self.goal.toPlainText(),
            "complaint": self.complaint.toPlainText(),
            "equipment": self.equipment.text(),
            "pain_ceiling": self.pain_ceiling.currentData(),
            "green_sessions": self.green_sessions.currentData(),
            "question": self.question.toPlainText(),
            "resting_hr_bpm": _rate("resting_hr_bpm", self.resting_hr),
            "max_hr_bpm": _rate("max_hr_bpm", self.max_hr),
            "sex": chosen(self.sex, Sex),
            "notes": self.notes.toPlainText(),
        }
        return replace(self._person, **values) if self._person else Person(**values)

    def _birth_year(self) -> int | None:
        text = self.birth_year.text().strip()
        if not text:
            return None
        if not text.isdecimal() or len(text) != 4 or int(text) > date.today().year:
            raise Problem("birth_year", marked("Please give the year of birth with four digits."))
        return int(text)


class PersonDialog(RecordDialog):
    """Asks for a person; `person` holds the answer once it was accepted."""

    def __init__(self, title: str, person: Person | None, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(520)
        self.person: Person | None = None
        self.form: PersonForm = PersonForm()
        self.form.set_value(person)
        self.column.setSpacing(16)
        self._scroll = TallScroll(self.form)
        self.column.addWidget(self._scroll)
        self.add_buttons()
        self.form.name.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Be tall enough for all fields, once they have their style."""
        if not event.spontaneous():
            self.resize(self.width(), self._tallest())
        super().showEvent(event)

    def _tallest(self) -> int:
        """Return the height that shows all fields, or what the screen has room for."""
        self.column.activate()
        foot = self.sizeHint().height() - self._scroll.sizeHint().height()
        wanted = self.form.sizeHint().height() + foot + 8
        return min(wanted, self.screen().availableGeometry().height() - 60)

    def take_answer(self) -> None:
        """Take the person as filled in. Raises Problem naming the field."""
        self.person = self.form.value()


def _ceiling_words(ceiling: int) -> str:
    return _(PRESETS.get(ceiling, marked("{score} out of 10"))).format(score=ceiling)


def _rate(field: str, edit: QLineEdit) -> int | None:
    text = edit.text().strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 3:
        raise Problem(field, marked("Please give beats per minute as a whole number."))
    return int(text)


def _small_text(hint: str) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setPlaceholderText(hint)
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(round(edit.fontMetrics().height() * 3.4))
    return edit
