"""The form of one pain entry: moment, part of the body, score, run, note."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import BodyPart, Moment, PainEntry, PainQuality
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.gui.diary.days import ONE_DAY, favourite_parts, runs_of
from rehabplanner.gui.diary.part_picker import PartPicker
from rehabplanner.gui.diary.qualities import QualityPicker
from rehabplanner.gui.diary.scores import AMOUNT_ANCHORS, JumpBar
from rehabplanner.gui.draft_fields import Field, field_of
from rehabplanner.gui.draft_keeper import DraftKeeper
from rehabplanner.gui.drafts import DraftKey, Drafts
from rehabplanner.gui.forms import Form, Row, label
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, distance_text, duration_text, word


class PainForm(QFrame):
    """Asks for one pain score. `given` carries the entry, `left` comes when it is put away."""

    given = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._entry: PainEntry | None = None
        self._person_id: UUID | None = None
        self._day = date.min
        self._parts: Sequence[BodyPart] = tuple(BodyPart)
        self._runs: tuple[Sequence[Activity], Sequence[Activity]] = ((), ())
        self._chose_run = False
        self._keeper: DraftKeeper | None = None
        self.title = label("", "heading")
        self.moment = QComboBox()
        for moment in Moment:
            self.moment.addItem(word(moment), moment.value)
        self.part = PartPicker()
        self.score = JumpBar(theme)
        self.qualities = QualityPicker()
        self.trouble = JumpBar(theme, AMOUNT_ANCHORS)
        self.run = QComboBox()
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("for example: stiff after sitting, gone after a walk"))
        self.form = Form(
            (
                Row("moment", _("When"), self.moment),
                Row("part", _("Where"), self.part),
                Row("score", _("Score"), self.score, _("Press a digit; x is 10.")),
                Row("qualities", _("Feels"), self.qualities),
                Row("trouble", _("Holds me up"), self.trouble, _("How much: 0 not at all.")),
                Row("activity_id", _("Run"), self.run),
                Row("note", _("Note"), self.note),
            )
        )
        self.moment.currentIndexChanged.connect(self._on_moment_changed)
        self.run.activated.connect(self._on_run_chosen)
        self.part.passed.connect(self.score.setFocus)
        self.score.typed.connect(self.note.setFocus)
        self.trouble.typed.connect(self.note.setFocus)
        self.note.returnPressed.connect(self._on_save_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        self.save = QPushButton(_("Save pain"))
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(self._on_cancel_clicked)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self.title)
        layout.addWidget(self.form)
        layout.addLayout(buttons)

    def keep_drafts(self, drafts: Drafts) -> None:
        """Keep what is typed until it is saved or given up."""
        fields = {
            "moment": field_of(self.moment),
            "part": Field(self._part_value, self._write_part),
            "score": field_of(self.score),
            "qualities": Field(self._quality_values, self._write_qualities),
            "trouble": field_of(self.trouble),
            "note": field_of(self.note),
        }
        self._keeper = DraftKeeper(drafts, fields, self)
        self._column.insertWidget(1, self._keeper.bar)

    def _part_value(self) -> str | None:
        part = self.part.part()
        return part.value if part is not None else None

    def _write_part(self, value: str) -> None:
        self.part.set_parts(self._parts, BodyPart(value))

    def _quality_values(self) -> list[str]:
        return [one.value for one in self.qualities.qualities()]

    def _write_qualities(self, values: Sequence[str]) -> None:
        self.qualities.set_qualities([PainQuality(one) for one in values])

    def put_away(self, *, is_saved: bool | None = None) -> None:
        """Hide the form; what was typed is kept for later unless it was saved or given up."""
        self.hide()
        if self._keeper is None:
            return
        if is_saved is None:
            self._keeper.pause()
        else:
            self._keeper.end(is_saved=is_saved)

    def set_value(self, dossier: Dossier, day: date, entry: PainEntry | None) -> None:
        """Show an entry, or an empty one of a day."""
        self._entry, self._day, self._person_id = entry, day, dossier.person.id
        self._runs = (runs_of(dossier, day), runs_of(dossier, day - ONE_DAY))
        self._chose_run = entry is not None
        self.title.setText(_("Add pain") if entry is None else _("Edit pain"))
        if self._keeper is not None:
            self._keeper.pause()
        parts = self._parts = favourite_parts(dossier)
        self.part.set_parts(parts, entry.part if entry else parts[0])
        self.score.set_score(entry.score if entry else None)
        self.qualities.set_qualities(entry.qualities if entry else ())
        self.trouble.set_score(entry.trouble if entry else None)
        self.note.setText(entry.note if entry else "")
        self._fill_runs(dossier)
        self.moment.setCurrentIndex(
            self.moment.findData((entry.moment if entry else Moment.NOW).value)
        )
        known = [activity.id for runs in self._runs for activity in runs]
        if entry and entry.activity_id and entry.activity_id not in known:
            self.run.addItem(_("Another session"), entry.activity_id)
        if entry:
            self._choose_run(entry.activity_id)
        else:
            self._suggest_run()
        self.form.clear_problems()
        if self._keeper is not None:
            record_id = entry.id if entry else None
            self._keeper.begin(DraftKey(f"pain-{day}", dossier.person.id, record_id))

    def _fill_runs(self, dossier: Dossier) -> None:
        self.run.clear()
        self.run.addItem(_("No run"), None)
        units = dossier.person.units
        patterns = (_("This day’s {run}"), _("The {run} of the day before"))
        for pattern, runs in zip(patterns, self._runs, strict=True):
            for activity in runs:
                words = run_name(activity, units)
                self.run.addItem(pattern.format(run=words), activity.id)

    def _choose_run(self, activity_id: UUID | None) -> None:
        self.run.setCurrentIndex(
            next(
                (row for row in range(self.run.count()) if self.run.itemData(row) == activity_id), 0
            )
        )

    def _suggest_run(self) -> None:
        """Choose the run that a score of this moment most likely speaks of."""
        moment = Moment(self.moment.currentData())
        today, before = self._runs
        runs = before if moment is Moment.MORNING else today
        fits = moment in (Moment.MORNING, Moment.DURING, Moment.AFTER)
        self._choose_run(runs[-1].id if fits and runs else None)

    def value(self) -> PainEntry:
        """Return the entry as filled in. Raises Problem naming the field."""
        part, score = self.part.part(), self.score.score()
        if part is None:
            raise Problem("part", marked("Please choose where it hurts."))
        if score is None:
            raise Problem("score", marked("Please choose a score from 0 to 10."))
        if self._person_id is None:
            raise Problem("moment", marked("Please choose a person first."))
        before = self._entry or PainEntry(
            person_id=self._person_id,
            day=self._day,
            moment=Moment.NOW,
            score=score,
            part=BodyPart.LOW_BACK,
            noted_at=datetime.now(UTC),
        )
        return replace(
            before,
            moment=Moment(self.moment.currentData()),
            part=part,
            score=score,
            qualities=self.qualities.qualities(),
            trouble=self.trouble.score(),
            activity_id=self.run.currentData(),
            note=self.note.text(),
        )

    def _on_cancel_clicked(self) -> None:
        self.put_away(is_saved=False)
        self.left.emit()

    def _on_moment_changed(self) -> None:
        if not self._chose_run:
            self._suggest_run()

    def _on_run_chosen(self) -> None:
        self._chose_run = True

    def _on_save_clicked(self) -> None:
        try:
            entry = self.value()
        except Problem as problem:
            self.form.show_problem(problem)
            return
        self.given.emit(entry)


def run_name(activity: Activity, units: Units) -> str:
    """Return a run in a few words: `8.2 km run`, or `52:00 run` where the distance is unknown."""
    if activity.distance_m:
        return _("{distance} run").format(distance=distance_text(activity.distance_m, units))
    if activity.duration_s:
        return _("{time} run").format(time=duration_text(activity.duration_s))
    return _("run")
