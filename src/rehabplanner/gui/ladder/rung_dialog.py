"""One feared movement: what it is, how much it worries, and the exercise that practises it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.exposure import FearedMovement
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import Form, Row
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.pain_scale import ScaleBar
from rehabplanner.wording import _


class RungDialog(RecordDialog):
    """Asks for a movement; `movement` holds it once it was accepted."""

    def __init__(
        self,
        theme: Theme,
        exercises: dict[str, Exercise],
        person_id: UUID,
        day: date,
        position: int,
        before: FearedMovement | None,
        parent: QWidget | None = None,
    ) -> None:
        title = _("A movement that worries you") if before is None else _("Change the movement")
        super().__init__(title, parent)
        self.setMinimumWidth(480)
        self._person_id, self._day, self._position = person_id, day, position
        self._before = before
        self.movement: FearedMovement | None = None
        self.what = QLineEdit(before.what if before else "")
        self.what.setPlaceholderText(_("for example: lifting a crate, running downhill"))
        self.fear = ScaleBar(theme)
        self.fear.set_score(before.fear if before else None)
        self.exercise = QComboBox()
        self.exercise.setEditable(True)
        self.exercise.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.exercise.addItem("", None)
        for exercise in exercises.values():
            self.exercise.addItem(exercise.name, exercise.id)
        completer = self.exercise.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if before and before.exercise_id:
            self.exercise.setCurrentIndex(max(0, self.exercise.findData(before.exercise_id)))
        self.form = Form(
            (
                Row("what", _("&Movement"), self.what),
                Row("fear", _("&Worry now"), self.fear, _("0 none, 10 most; x is 10.")),
                Row("exercise_id", _("&Exercise for it"), self.exercise),
            )
        )
        self.column.addWidget(self.form)
        self.add_buttons()

    def take_answer(self) -> None:
        """Take the movement as filled in. Raises Problem naming the field."""
        number = self.exercise.findText(self.exercise.currentText().strip())
        before = self._before
        exercise_id = self.exercise.itemData(number) if number > 0 else None
        what, fear = self.what.text(), self.fear.score()
        if before is not None:
            self.movement = replace(before, what=what, fear=fear, exercise_id=exercise_id)
            return
        self.movement = FearedMovement(
            person_id=self._person_id,
            day=self._day,
            position=self._position,
            what=what,
            fear=fear,
            exercise_id=exercise_id,
        )
