"""The form of one session."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from rehabplanner.domain.activities import Activity, Kind, Surface
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.runs import METRES_PER_MILE
from rehabplanner.domain.scales import EFFORT_ANCHORS
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import DATE_FORMAT, Form, Row, chosen
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.pain_scale import ScaleBar
from rehabplanner.wording import _, number_text, word


class ActivityForm(Form):
    """Shows and gives an activity; never saves. Empty fields are unknown, not zero."""

    def __init__(self, theme: Theme, units: Units, parent: QWidget | None = None) -> None:
        self._units = units
        self._activity: Activity | None = None
        self._person_id: UUID | None = None
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(DATE_FORMAT)
        self.start = QLineEdit()
        self.start.setPlaceholderText(_("for example 18:30"))
        self.kind = _enum_box(Kind)
        self.title = QLineEdit()
        self.distance = QLineEdit()
        self.duration = QLineEdit()
        self.duration.setPlaceholderText(_("52 or 52:10 or 1:02:03"))
        self.effort = ScaleBar(theme, EFFORT_ANCHORS)
        self.surface = _enum_box(Surface, empty=_("not said"))
        self.ascent = QLineEdit()
        self.descent = QLineEdit()
        self.heart = QLineEdit()
        self.running = QLineEdit()
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(round(self.notes.fontMetrics().height() * 3.4))
        super().__init__(self._make_rows(), parent)

    def _make_rows(self) -> tuple[Row, ...]:
        is_metric = self._units is Units.METRIC
        return (
            Row("day", _("&Day"), self.day),
            Row("start", _("&Start, if known"), self.start),
            Row("kind", _("&Kind"), self.kind),
            Row("title", _("&Title"), self.title),
            Row(
                "distance_m",
                _("&Distance in km") if is_metric else _("&Distance in miles"),
                self.distance,
            ),
            Row("duration_s", _("T&ime"), self.duration),
            Row(
                "effort",
                _("&Effort of the whole session"),
                self.effort,
                _("0 is rest, 3 moderate, 5 hard, 10 maximal. Press a digit; x is 10."),
            ),
            Row("surface", _("S&urface"), self.surface),
            Row("ascent_m", _("&Climb in m") if is_metric else _("&Climb in feet"), self.ascent),
            Row(
                "descent_m",
                _("Descent in m") if is_metric else _("Descent in feet"),
                self.descent,
            ),
            Row("average_heart_rate", _("Average &heart rate"), self.heart),
            Row(
                "running_s",
                _("Minutes of running, in a run-walk"),
                self.running,
            ),
            Row("notes", _("N&otes"), self.notes),
        )

    def set_value(self, person_id: UUID, activity: Activity | None, today: date) -> None:
        """Show an activity, or an empty one of today."""
        self._person_id, self._activity = person_id, activity
        shown = activity or Activity(person_id=person_id, day=today)
        self.day.setDate(QDate(shown.day.year, shown.day.month, shown.day.day))
        self.start.setText(shown.local_start.strftime("%H:%M") if shown.local_start else "")
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self.title.setText(shown.title)
        self.distance.setText(_number(shown.distance_m, self._metres_per_unit, 3))
        self.duration.setText(_clock(shown.duration_s))
        self.effort.set_score(None if shown.effort is None else round(shown.effort))
        self.surface.setCurrentIndex(max(0, self.surface.findData(shown.surface)))
        self.ascent.setText(_number(shown.ascent_m, self._metres_per_height, 0))
        self.descent.setText(_number(shown.descent_m, self._metres_per_height, 0))
        self.heart.setText(_number(shown.average_heart_rate, 1, 0))
        self.running.setText(_number(shown.running_s, 60, 1))
        self.notes.setPlainText(shown.notes)

    @property
    def _metres_per_unit(self) -> float:
        return 1000 if self._units is Units.METRIC else METRES_PER_MILE

    @property
    def _metres_per_height(self) -> float:
        return 1 if self._units is Units.METRIC else 0.3048

    def value(self) -> Activity:
        """Return the activity as filled in. Raises Problem naming the field.

        A value that was shown rounded and not touched keeps its exact number.
        """
        if self._person_id is None:
            raise Problem("day", marked("Please choose a person first."))
        before = self._activity or Activity(person_id=self._person_id, day=_day_of(self.day))
        day = _day_of(self.day)
        started_at, offset = self._started_at(before, day)
        effort = self.effort.score()
        keeps_effort = before.effort is not None and effort == round(before.effort)
        height, unit = self._metres_per_height, self._metres_per_unit
        return replace(
            before,
            day=day,
            started_at=started_at,
            utc_offset_min=offset,
            kind=chosen(self.kind, Kind) or Kind.RUN,
            title=self.title.text(),
            distance_m=_read("distance_m", self.distance, before.distance_m, unit, 3),
            duration_s=self._duration(before),
            effort=before.effort if keeps_effort else effort,
            surface=chosen(self.surface, Surface),
            ascent_m=_read("ascent_m", self.ascent, before.ascent_m, height, 0),
            descent_m=_read("descent_m", self.descent, before.descent_m, height, 0),
            average_heart_rate=_read(
                "average_heart_rate", self.heart, before.average_heart_rate, 1, 0
            ),
            running_s=_read("running_s", self.running, before.running_s, 60, 1),
            notes=self.notes.toPlainText(),
        )

    def _duration(self, before: Activity) -> float | None:
        text = self.duration.text().strip()
        if text == _clock(before.duration_s):
            return before.duration_s
        return read_duration(text)

    def _started_at(self, before: Activity, day: date) -> tuple[datetime | None, int | None]:
        text = self.start.text().strip()
        shown = before.local_start.strftime("%H:%M") if before.local_start else ""
        if text == shown and day == before.day:
            return before.started_at, before.utc_offset_min
        if not text:
            return None, None
        match = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text)
        if not match or int(match[1]) > 23 or int(match[2]) > 59:
            raise Problem("start", marked("Please write the start as hours and minutes: 18:30."))
        local = datetime(day.year, day.month, day.day, int(match[1]), int(match[2]))
        zoned = local.astimezone()
        offset = zoned.utcoffset() or timedelta(0)
        return zoned.astimezone(UTC), round(offset.total_seconds() / 60)


class ActivityDialog(RecordDialog):
    """Asks for one session; `activity` holds the answer once it was accepted."""

    def __init__(
        self,
        title: str,
        form: ActivityForm,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(560)
        self.activity: Activity | None = None
        self.form: ActivityForm = form
        self.column.addWidget(form)
        self.add_buttons()

    def take_answer(self) -> None:
        """Take the session as filled in. Raises Problem naming the field."""
        self.activity = self.form.value()


def read_duration(text: str) -> float | None:
    """Return seconds of `52`, `52:10` or `1:02:03`; None for an empty text. Raises Problem."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    if re.fullmatch(r"\d{1,4}(\.\d+)?", text):
        return float(text) * 60
    parts = text.split(":")
    if len(parts) in (2, 3) and all(re.fullmatch(r"\d{1,3}", part) for part in parts):
        numbers = [int(part) for part in parts]
        if all(number < 60 for number in numbers[1:]):
            hours = [0, *numbers][-3:]
            return float(hours[0] * 3600 + hours[1] * 60 + hours[2])
    raise Problem("duration_s", marked("Please write the time as 52 (minutes), 52:10 or 1:02:03."))


def _read(
    name: str, edit: QLineEdit, before: float | None, scale: float, digits: int
) -> float | None:
    text = edit.text().strip()
    if text == _number(before, scale, digits):
        return before
    if not text:
        return None
    if not re.fullmatch(r"\d{1,7}([.,]\d{1,3})?", text):
        raise Problem(name, marked("Please write a number, for example 8.2."))
    return float(text.replace(",", ".")) * scale


def _number(value: float | None, scale: float, digits: int) -> str:
    return "" if value is None else number_text(value / scale, digits)


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _day_of(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())


def _enum_box(kinds: type[Kind] | type[Surface], empty: str = "") -> QComboBox:
    box = QComboBox()
    if empty:
        box.addItem(empty, None)
    for kind in kinds:
        box.addItem(word(kind), kind)
    return box
