"""The quick line: type a session in one line, read it back in words, press Enter."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.quick_line import QuickLine, read_line
from rehabplanner.gui.forms import set_mark
from rehabplanner.wording import (
    _,
    day_text,
    distance_text,
    duration_text,
    height_text,
    number_text,
    pace_text,
    say,
    score_text,
    word,
)


class QuickEntry(QWidget):
    """Emits `entered` with a QuickLine on Enter; nothing is lost if the line is not understood."""

    entered = Signal(object)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.today()
        self._units = Units.METRIC
        self.line = QLineEdit()
        self.line.setPlaceholderText(
            _("Type a session and press Enter, for example: 8.2k 52m rpe 4 trail")
        )
        self.line.setAccessibleName(_("New session in one line"))
        self.line.setClearButtonEnabled(True)
        self.line.setToolTip(
            _(
                "Distance 8.2k · time 52m or 1:02:03 · effort rpe 4 or @4 · surface trail · "
                "kind walk, bike, strength … · climb +120 · heart rate hr 148 · "
                "pain 3 after 2 · day yesterday, mon, 3.8. · at 18:30"
            )
        )
        self.reading = QLabel(" ")
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setProperty("role", "muted")
        self.more = QPushButton(_("&More fields…"))
        self.add = QPushButton(_("Add"))
        self.add.setProperty("primary", True)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        row.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(row)
        layout.addWidget(self.reading)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_return_pressed)
        self.add.clicked.connect(self._on_return_pressed)
        self.more.clicked.connect(self.more_wanted)

    def set_context(self, today: date, units: Units) -> None:
        """Say which day is today and in which units to read back."""
        self._today, self._units = today, units

    def clear(self) -> None:
        """Empty the line for the next session."""
        self.line.clear()
        self.line.setFocus()

    def _on_text_changed(self, text: str) -> None:
        set_mark(self.line, "invalid", False)
        set_mark(self.reading, "role", "muted")
        if not text.strip():
            self.reading.setText(" ")
            return
        try:
            self.reading.setText(line_words(read_line(text, self._today), self._units))
        except Problem as problem:
            self.reading.setText(say(problem.message))

    def _on_return_pressed(self) -> None:
        try:
            line = read_line(self.line.text(), self._today)
        except Problem as problem:
            set_mark(self.line, "invalid", True)
            set_mark(self.reading, "role", "problem")
            self.reading.setText(say(problem.message))
            return
        self.entered.emit(line)


def line_words(line: QuickLine, units: Units) -> str:
    """Return what was understood, in words."""
    parts = [day_text(line.day, year=False), word(line.kind)]
    if line.distance_m is not None:
        parts.append(distance_text(line.distance_m, units))
    if line.duration_s is not None:
        parts.append(duration_text(line.duration_s))
    if line.distance_m and line.duration_s:
        parts.append(pace_text(line.duration_s / line.distance_m * 1000, units))
    if line.effort is not None:
        parts.append(_("effort {number}").format(number=number_text(line.effort, 1)))
    if line.effort is not None and line.duration_s is not None:
        load = number_text(line.effort * line.duration_s / 60)
        parts.append(_("load {number}").format(number=load))
    if line.surface is not None:
        parts.append(word(line.surface))
    if line.ascent_m is not None:
        parts.append(_("climb {height}").format(height=height_text(line.ascent_m, units)))
    if line.average_heart_rate is not None:
        parts.append(_("heart rate {number}").format(number=number_text(line.average_heart_rate)))
    if line.pain_during is not None:
        parts.append(_("pain during {score}").format(score=score_text(line.pain_during)))
    if line.pain_after is not None:
        parts.append(_("pain after {score}").format(score=score_text(line.pain_after)))
    if line.title:
        parts.append(f"“{line.title}”")
    return " · ".join(parts)


def records_of(line: QuickLine, person_id: UUID) -> tuple[Activity | PainEntry, ...]:
    """Return the activity of a line, and its pain scores where it gives some."""
    started_at, offset = None, None
    if line.start is not None:
        local = datetime.combine(line.day, line.start).astimezone()
        started_at = local.astimezone(UTC)
        offset = round((local.utcoffset() or timedelta(0)).total_seconds() / 60)
    activity = Activity(
        person_id=person_id,
        day=line.day,
        kind=line.kind,
        started_at=started_at,
        utc_offset_min=offset,
        title=line.title,
        distance_m=line.distance_m,
        duration_s=line.duration_s,
        effort=line.effort,
        surface=line.surface,
        average_heart_rate=line.average_heart_rate,
        ascent_m=line.ascent_m,
    )
    scores = ((Moment.DURING, line.pain_during), (Moment.AFTER, line.pain_after))
    pains = tuple(
        PainEntry(
            person_id=person_id,
            day=line.day,
            moment=moment,
            score=score,
            activity_id=activity.id,
            noted_at=datetime.now(UTC),
        )
        for moment, score in scores
        if score is not None
    )
    return (activity, *pains)
