"""One session in detail: its numbers, its pain, its track and laps."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.activities import Activity, Lap, Track, pace_s_per_km
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.people import Person, Units
from rehabplanner.gui.forms import label
from rehabplanner.gui.runs.columns import pace_or_speed
from rehabplanner.gui.runs.heart_load import HeartLoad, heart_loads
from rehabplanner.gui.runs.track_view import TrackView
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.pain_scale import ScaleBar
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.gui.widgets.where import WhereButton
from rehabplanner.wording import (
    _,
    day_text,
    distance_text,
    duration_text,
    height_text,
    minutes_text,
    number_text,
    pace_text,
    score_text,
    word,
)

PAIN_MOMENTS = (Moment.DURING, Moment.AFTER, Moment.MORNING)


class ActivityDetail(QWidget):
    """Shows a session. `pain_given` carries a moment and a score (or None) for it."""

    edit_wanted = Signal()
    remove_wanted = Signal()
    pain_given = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = Units.METRIC
        self._track: Track | None = None
        self.title = label("", "heading")
        self.title.setWordWrap(True)
        self.numbers = QGridLayout()
        self.numbers.setHorizontalSpacing(14)
        self.track = TrackView(theme)
        self.over_time = QCheckBox(_("Over time instead of distance"))
        self.over_time.toggled.connect(self._on_over_time_toggled)
        self.laps = QPlainTextEdit()
        self.laps.setReadOnly(True)
        self.laps.setAccessibleName(_("Laps"))
        self.notes = label("", "muted")
        self.notes.setWordWrap(True)
        self.scales: dict[Moment, ScaleBar] = {}
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        edit = QPushButton(_("&Edit…"))
        edit.clicked.connect(self.edit_wanted)
        remove = QPushButton(_("Re&move"))
        remove.clicked.connect(self.remove_wanted)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(edit)
        head.addWidget(remove)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(10, 4, 6, 4)
        column.addLayout(head)
        column.addLayout(self._pain_grid(theme))
        column.addSpacing(6)
        column.addLayout(self.numbers)
        column.addWidget(self.notes)
        column.addWidget(self.over_time)
        column.addStretch(1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(TallScroll(top))
        split.addWidget(self.track)
        split.addWidget(self.laps)
        split.setSizes([330, 330, 90])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _pain_grid(self, theme: Theme) -> QGridLayout:
        grid = QGridLayout()
        grid.addWidget(label(_("Pain with this session"), "heading"), 0, 0, 1, 2)
        names = {
            Moment.DURING: _("&During"),
            Moment.AFTER: _("A&fter, same evening"),
            Moment.MORNING: _("&Next morning"),
        }
        for row, moment in enumerate(PAIN_MOMENTS, 1):
            scale = ScaleBar(theme, role=f"pain-{moment.value}")
            scale.setAccessibleName(names[moment].replace("&", ""))
            caption = QLabel(names[moment])
            caption.setBuddy(scale)
            grid.addWidget(caption, row, 0)
            grid.addWidget(scale, row, 1)
            scale.changed.connect(self._on_scale_changed)
            self.scales[moment] = scale
        grid.setColumnStretch(1, 1)
        return grid

    def show_activity(
        self,
        activity: Activity,
        track: Track | None,
        pains: Sequence[PainEntry],
        units: Units,
        mark: str,
        person: Person | None = None,
    ) -> None:
        """Show a session with its track and its pain scores; `mark` is the guard's words."""
        self._units, self._track = units, track
        start = f", {activity.local_start:%H:%M}" if activity.local_start else ""
        name = activity.title or word(activity.kind)
        self.title.setText(f"{name}\n{day_text(activity.day)}{start}")
        self._show_numbers(activity, heart_loads(activity, track, person) if person else ())
        words = [mark, activity.notes, self._source(activity)]
        self.notes.setText("\n".join(one for one in words if one))
        self.track.show_track(track, units, over_time=self.over_time.isChecked())
        self.over_time.setVisible(track is not None and len(track.distance_m) > 0)
        self._show_laps(track.laps if track else ())
        for moment, scale in self.scales.items():
            scores = [pain.score for pain in pains if pain.moment is moment]
            scale.set_score(max(scores, default=None))

    def _source(self, activity: Activity) -> str:
        if not activity.source_name:
            return _("Typed in by hand.")
        device = f" ({activity.device})" if activity.device else ""
        return _("From {file}{device}").format(file=activity.source_name, device=device)

    def _show_numbers(self, activity: Activity, heart: Sequence[HeartLoad]) -> None:
        while (item := self.numbers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rows = [
            (_("Distance"), distance_text(activity.distance_m, self._units)),
            (_("Time"), duration_text(activity.duration_s)),
            (_("Whole time"), duration_text(activity.elapsed_s)),
            (_("Pace"), pace_or_speed(activity, self._units)),
            (_("Climb"), height_text(activity.ascent_m, self._units)),
            (_("Descent"), height_text(activity.descent_m, self._units)),
            (_("Heart rate"), number_text(activity.average_heart_rate)),
            (_("Highest"), number_text(activity.maximum_heart_rate)),
            (_("Effort"), score_text(activity.effort)),
            (_("Load"), number_text(activity.load)),
            (_("Surface"), word(activity.surface) if activity.surface else "–"),
            (_("Steps"), number_text(activity.steps)),
        ]
        if activity.running_s is not None:
            rows.append((_("Running"), minutes_text(activity.running_s / 60)))
        for number, (name, value) in enumerate(rows):
            row, pair = divmod(number, 2)
            self.numbers.addWidget(label(name, "muted"), row, pair * 2)
            self.numbers.addWidget(label(value), row, pair * 2 + 1)
        for number, one in enumerate(heart):
            self.numbers.addWidget(label(one.name, "muted"), (len(rows) + 1) // 2, number * 2)
            self.numbers.addWidget(_with_source(one), (len(rows) + 1) // 2, number * 2 + 1)

    def _show_laps(self, laps: Sequence[Lap]) -> None:
        self.laps.setVisible(len(laps) > 1)
        lines = []
        for number, lap in enumerate(laps, 1):
            pace = pace_text(pace_s_per_km(lap.distance_m, lap.duration_s), self._units)
            heart = number_text(lap.average_heart_rate)
            lines.append(
                _("Lap {number}: {distance} in {time}, {pace}, heart rate {heart}").format(
                    number=number,
                    distance=distance_text(lap.distance_m, self._units),
                    time=duration_text(lap.duration_s),
                    pace=pace,
                    heart=heart,
                )
            )
        self.laps.setPlainText("\n".join(lines))

    def _on_over_time_toggled(self, is_on: bool) -> None:
        self.track.show_track(self._track, self._units, over_time=is_on)

    def _on_scale_changed(self, score: int | None) -> None:
        for moment, scale in self.scales.items():
            if scale is self.sender():
                self.pain_given.emit(moment, score)


def _with_source(one: HeartLoad) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(one.value))
    where = WhereButton()
    where.show_source(one.name, one.source)
    row.addWidget(where)
    row.addStretch(1)
    return holder
