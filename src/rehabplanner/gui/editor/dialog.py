"""The editor of an own exercise: the figure at the left, its joints, and all texts at the right."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import OwnExercise, Photo, read_table
from rehabplanner.domain.problems import Conflict, Problem, StorageError
from rehabplanner.domain.record import Record
from rehabplanner.figures.checks import check
from rehabplanner.figures.figure import Figure
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.draft_fields import Field, field_of, fields_of
from rehabplanner.gui.draft_keeper import DraftKeeper
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.editor.draft import END, START, Draft
from rehabplanner.gui.editor.dragging import pulled
from rehabplanner.gui.editor.form import ExerciseForm
from rehabplanner.gui.editor.panel import PosePanel
from rehabplanner.gui.editor.photos import PhotoField
from rehabplanner.gui.editor.pose_view import PoseView
from rehabplanner.gui.editor.words import equipment_word, position_word
from rehabplanner.gui.forms import label
from rehabplanner.gui.settings import REDUCED_MOTION
from rehabplanner.gui.widgets.figure_view import FigureView
from rehabplanner.library import own as own_library
from rehabplanner.wording import _, say

DRAW_MS = 25
REST_MS = 350
MOST_PROBLEMS = 3


class ExerciseEditor(QDialog):
    """Makes or changes an own exercise; `saved` holds it once it was stored.

    Give `own` to change one, or an `exercise` (with its `figure`) to begin a new one from it.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        own: OwnExercise | None = None,
        exercise: Exercise | None = None,
        figure: Figure | None = None,
        exercises: Mapping[str, Exercise] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Change an exercise") if own else _("New exercise"))
        self.setSizeGripEnabled(True)
        self._desk, self._own = desk, own
        self._is_from_nothing = own is None and exercise is None
        self.saved: OwnExercise | None = None
        self._was_warned = False
        self._known = own_library.merged(
            exercises or desk.library.exercises, desk.workspace.own_exercises()
        )
        self._photos = desk.workspace.photos(own.id) if own else ()
        if figure is None and own is not None:
            figure = desk.figures().get(own.exercise_id)
        self.draft = Draft(figure)
        self.panel = PosePanel(self.draft)
        self.form = ExerciseForm(self._known)
        self._draw = QTimer(self, interval=DRAW_MS, singleShot=True)
        self._draw.timeout.connect(self.redraw)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._on_rested)
        self._figure: Figure | None = None
        self._lay_out()
        self._fill(exercise)
        self.panel.changed.connect(self._draw.start)
        self.panel.frame_chosen.connect(self._on_frame_chosen)
        self._on_frame_chosen(self.panel.frame)
        self.redraw()
        self._before = self._state()
        self._keep_drafts(exercise)
        self.form.lines["name"].setFocus()

    def sizeHint(self) -> QSize:
        """Return a size that fits a small laptop."""
        return QSize(1340, 700)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self.form)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place, (part, width, least) in enumerate(
            ((self._pictures(), 560, 420), (self.panel, 330, 290), (scroll, 430, 320))
        ):
            splitter.addWidget(part)
            splitter.setStretchFactor(place, width)
            part.setMinimumWidth(least)
        splitter.setSizes([560, 330, 430])
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox()
        self.save_button = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("primary", True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        self._top = QVBoxLayout()
        layout.addLayout(self._top)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)

    def _pictures(self) -> QWidget:
        accent = self._desk.theme.colour("accent")
        self.views = {frame: PoseView(frame, accent) for frame in (START, END)}
        self.preview = FigureView()
        self.remarks = label("", "muted")
        self.remarks.setWordWrap(True)
        row = QHBoxLayout()
        for frame, words in ((START, _("Start")), (END, _("End"))):
            column = QVBoxLayout()
            column.addWidget(label(words, "heading"))
            column.addWidget(self.views[frame], 1)
            row.addLayout(column, 1)
            self.views[frame].setAccessibleName(words)
            self.views[frame].pulled.connect(self._on_pulled)
        self.views[START].picked.connect(self._on_start_picked)
        self.views[END].picked.connect(self._on_end_picked)
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.addWidget(label(_("Pull the rings, or use the sliders."), "muted"))
        column.addLayout(row, 3)
        column.addWidget(label(_("In motion"), "heading"))
        column.addWidget(self.preview, 2)
        column.addWidget(self.remarks)
        self.photo_fields = {START: PhotoField(_("Start")), END: PhotoField(_("End"))}
        self.uses_photos = QCheckBox(_("Show the photographs instead of a figure"))
        taken = QWidget()
        column = QVBoxLayout(taken)
        column.addWidget(self.uses_photos)
        for field in self.photo_fields.values():
            column.addWidget(field, 1)
        tabs = QTabWidget()
        tabs.addTab(drawn, _("Figure"))
        tabs.addTab(taken, _("Photographs"))
        return tabs

    def _fill(self, exercise: Exercise | None) -> None:
        entry = own_library.entry_of(exercise)
        if self._own is not None:
            entry = own_library.entry_of(own_library.as_exercise(self._own))
        elif exercise is not None:
            entry["name"] = _("{name} (own)").format(name=exercise.name)
            entry["core"] = False
        self.form.set_entry(entry)
        for photo in self._photos:
            self.photo_fields[photo.frame].set_data(photo.data)
        self.uses_photos.setChecked(
            self._own is not None and not self._own.figure and bool(self._photos)
        )

    def _keep_drafts(self, exercise: Exercise | None) -> None:
        """Keep what is typed and drawn; photographs lie in files of their own anyway."""
        fields = fields_of(self.form) | {
            "figure": Field(self.draft.text, self._write_figure),
            "uses_photos": field_of(self.uses_photos),
        }
        self._keeper = DraftKeeper(self._desk.drafts, fields, self)
        self._top.addWidget(self._keeper.bar)
        kind = f"exercise-from-{exercise.id}" if exercise else "exercise"
        record_id = self._own.id if self._own else None
        self._keeper.begin(DraftKey(kind, record_id=record_id))

    def _write_figure(self, text: str) -> None:
        self.draft.table = {END: {}} | read_table(text)
        self.panel.show_draft()
        self.redraw()

    # The figure

    @property
    def figure(self) -> Figure | None:
        """Return the figure as it was drawn last."""
        return self._figure

    def redraw(self) -> None:
        """Draw both keyframes as the draft has them now."""
        self._draw.stop()
        try:
            figure = self.draft.figure()
            self.draft.follow_motion(figure)
            self._figure = figure
        except Problem as problem:
            self.remarks.setText(say(problem.message))
            return
        for view in self.views.values():
            view.show_pose(figure)
        self.preview.play(False)
        self._rest.start()

    def _on_rested(self) -> None:
        """Move the preview and look for faults once the hand rests."""
        try:
            figure = self.draft.figure()
        except Problem as problem:
            self.remarks.setText(say(problem.message))
            return
        self._figure = figure
        self._tell_form(figure)
        self.preview.show_figure(figure)
        self.preview.play(not self._desk.settings.get(REDUCED_MOTION))
        faults = [say(fault) for fault in check(figure)]
        self.remarks.setText("\n".join(faults[:MOST_PROBLEMS]) or _("All looks right."))

    def _tell_form(self, figure: Figure) -> None:
        """Fill in equipment, position and sides of an exercise that is made from nothing."""
        if self._is_from_nothing:
            self.form.follow(
                equipment=", ".join(equipment_word(one) for one in self.draft.thing_kinds()),
                position=position_word(self.draft.base),
                is_one_sided=self.draft.is_one_sided(figure),
            )

    def _on_frame_chosen(self, frame: str) -> None:
        for name, view in self.views.items():
            view.set_chosen(name == frame)

    def _on_start_picked(self) -> None:
        self.panel.choose_frame(START)

    def _on_end_picked(self) -> None:
        self.panel.choose_frame(END)

    def _on_pulled(self, joint: str, x: float, y: float) -> None:
        if self._figure is None:
            return
        frame = self.panel.frame
        pose = self.draft.pose(frame)
        skeleton = self._figure.skeleton(frame)
        goal = pulled(pose, skeleton, self._figure.camera, joint, (x, y))
        for name, value in goal.angles.items():
            if abs(value - pose[name]) > 0.05:
                self.draft.set_angle(frame, name, round(value, 1))
        self.panel.show_draft()
        self._draw.start()

    # Saving

    def save(self) -> None:
        """Store the exercise and its photographs as one step, or say what to put right."""
        self.form.clear_problems()
        self.problem.hide()
        try:
            self.redraw()
            if self._figure is not None:
                self._tell_form(self._figure)
            text = "" if self.uses_photos.isChecked() else self._drawn_text()
            own = own_library.made(
                self.form.entry(), text, known=tuple(self._known), before=self._own
            )
            saved, removed = self._photo_changes(own)
            stored = self._desk.workspace.change(
                _("Save the exercise {name}").format(name=own.name),
                saved=[own, *saved],
                removed=removed,
            )
        except Problem as problem:
            if not self.form.show_problem(problem):
                self._say(say(problem.message))
            return
        except StorageError as error:
            self._say(say(error.message))
            return
        except Conflict:
            self._say(_("This exercise was changed elsewhere. Your words are still here."))
            return
        first = stored[0]
        assert isinstance(first, OwnExercise)
        self.saved = first
        self._before = self._state()
        self._keeper.end(is_saved=True)
        self.accept()

    def _photo_changes(self, own: OwnExercise) -> tuple[list[Record], list[Record]]:
        there = {photo.frame: photo for photo in self._photos}
        saved: list[Record] = []
        removed: list[Record] = []
        for frame, field in self.photo_fields.items():
            before = there.get(frame)
            if before is not None and not field.data:
                removed.append(before)
            elif field.data and (before is None or before.data != field.data):
                photo = Photo(own_exercise_id=own.id, frame=frame, data=field.data)
                saved.append(replace(before, data=field.data) if before else photo)
        return saved, removed

    def _drawn_text(self) -> str:
        """Return the figure as text. Raises Problem if it cannot be drawn."""
        self.draft.figure()
        return self.draft.text()

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _state(self) -> tuple[object, ...]:
        photos = tuple(field.data for field in self.photo_fields.values())
        return self.form.entry(), self.draft.text(), self.uses_photos.isChecked(), photos

    @property
    def is_changed(self) -> bool:
        """Say whether there is anything that was not saved."""
        return self._state() != self._before

    def reject(self) -> None:
        """Leave; where something was not saved, only when asked a second time."""
        if self.is_changed and not self._was_warned:
            self._was_warned = True
            self._say(_("Something is not saved yet. Press Cancel once more to leave it."))
            return
        self._keeper.end(is_saved=False)
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was made where the whole program is closed; the cross alone asks."""
        if not event.spontaneous():
            self._keeper.pause()
            self._was_warned = True
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Stop everything that moves."""
        self._draw.stop()
        self._rest.stop()
        self.preview.play(False)
        super().done(result)
