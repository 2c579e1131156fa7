"""The form of all texts of an exercise, with the reading grade while one types."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.reading import HIGHEST_GRADE, reading_grade
from rehabplanner.gui.editor.spins import plain
from rehabplanner.gui.forms import Form, Row, label
from rehabplanner.wording import _

LINES = ("steps", "cues", "progression")
COMMAS = ("synonyms", "regions", "aims", "equipment", "helps")
NARROW_EM = 50
READ_BY_RUNNERS = ("why", "start", "steps", "cues", "mistake", "feel", "avoid", "progression")


class ExerciseForm(Form):
    """Shows and gives an exercise's table; never saves."""

    edited = Signal()

    def __init__(self, exercises: Mapping[str, Exercise], parent: QWidget | None = None) -> None:
        self._kept: dict[str, Any] = {}
        self._told: dict[str, str] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.texts: dict[str, QPlainTextEdit] = {}
        self.sides, self.mark = QComboBox(), QComboBox()
        for value, words in (("both", _("both together")), ("each", _("each side in turn"))):
            self.sides.addItem(words, value)
        for value, words in (
            ("convention", _("good clinical practice")),
            ("trial", _("a trial")),
            ("review", _("a review")),
            ("lab", _("laboratory work")),
        ):
            self.mark.addItem(words, value)
        self.easier, self.harder = _links(exercises), _links(exercises)
        self.minutes, self.least, self.most = QSpinBox(), QSpinBox(), QSpinBox()
        self.minutes.setRange(1, 240)
        self.least.setRange(0, 21)
        self.most.setRange(0, 21)
        for spin in (self.minutes, self.least, self.most):
            plain(spin)
        self.grade = label("", "muted")
        self.grade.setWordWrap(True)
        super().__init__(self._make_rows(), parent)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.grade)
        for line in self.lines.values():
            line.textChanged.connect(self._on_text_changed)
        for text in self.texts.values():
            text.textChanged.connect(self._on_text_changed)

    def _make_rows(self) -> tuple[Row, ...]:
        def line(name: str, words: str, hint: str = "") -> Row:
            edit = self.lines[name] = QLineEdit()
            edit.setPlaceholderText(hint)
            return Row(name, words, edit)

        def text(name: str, words: str, hint: str = "") -> Row:
            edit = self.texts[name] = QPlainTextEdit()
            edit.setTabChangesFocus(True)
            edit.setPlaceholderText(hint)
            edit.setFixedHeight(round(edit.fontMetrics().height() * 3.9))
            return Row(name, words, edit)

        commas = _("words with commas between them")
        return (
            line("name", _("&Name"), _("for example: Standing hip flexion with band")),
            text("start", _("S&tart position")),
            text("steps", _("Steps, one a &line"), _("Lift one knee.\nLower it slowly.")),
            line("dose", _("&Dose"), "3x10 each r60"),
            Row("sides", _("S&ides"), self.sides),
            text("why", _("&Why, in the runner’s words")),
            text("cues", _("&Key points, one a line")),
            text("mistake", _("Usual &mistake")),
            text("feel", _("&Feel it here")),
            text("avoid", _("When n&ot to")),
            line("dose_range", _("Range of the dose"), "2-3x8-12"),
            Row("per_week", _("Days a week, at least"), self.least),
            Row("per_week_most", _("Days a week, at most"), self.most),
            Row("minutes", _("Minutes"), self.minutes),
            text("progression", _("Next steps, one a line")),
            Row("easier", _("Easier"), self.easier),
            Row("harder", _("Harder"), self.harder),
            line("equipment", _("Equipment"), commas),
            line("helps", _("May help"), commas),
            line("regions", _("Body parts"), commas),
            line("aims", _("Aims"), commas),
            line("position", _("Position")),
            line("group", _("Group")),
            line("synonyms", _("Other names"), commas),
            text("aim_therapist", _("Aim, in the therapist’s words")),
            text("evidence", _("Evidence")),
            Row("evidence_mark", _("What it rests on"), self.mark),
        )

    def set_entry(self, entry: Mapping[str, Any]) -> None:
        """Show an exercise's table."""
        self._kept, self._told = {**entry, "equipment": "".join(entry.get("equipment", ()))}, {}
        for name, line in self.lines.items():
            value = entry.get(name, "")
            line.setText(", ".join(value) if name in COMMAS else str(value))
        for name, text in self.texts.items():
            value = entry.get(name, "")
            text.setPlainText("\n".join(value) if name in LINES else str(value))
        self.sides.setCurrentIndex(self.sides.findData(entry.get("sides", "both")))
        self.mark.setCurrentIndex(self.mark.findData(entry.get("evidence_mark", "convention")))
        self.minutes.setValue(entry.get("minutes", 5))
        self.least.setValue(entry.get("per_week", (3, 5))[0])
        self.most.setValue(entry.get("per_week", (3, 5))[1])
        for name, box in (("easier", self.easier), ("harder", self.harder)):
            box.setCurrentIndex(max(0, box.findData(entry.get(name))))

    def follow(self, *, equipment: str, position: str, is_one_sided: bool) -> None:
        """Fill in what the figure tells, as long as nobody wrote something else there."""
        dose = "3x10 each" if is_one_sided else "3x10"
        for name, text in (("equipment", equipment), ("position", position), ("dose", dose)):
            line = self.lines[name]
            if line.text() == self._told.get(name, str(self._kept.get(name) or "")):
                line.setText(text)
                self._told[name] = text
        sides = "each" if is_one_sided else "both"
        if self.sides.currentData() == self._told.get("sides", self._kept.get("sides")):
            self.sides.setCurrentIndex(self.sides.findData(sides))
            self._told["sides"] = sides

    def entry(self) -> dict[str, Any]:
        """Return the table as filled in, not yet checked."""
        found: dict[str, Any] = {"core": self._kept.get("core", False)}
        for name, line in self.lines.items():
            text = line.text()
            found[name] = [one.strip() for one in text.split(",")] if name in COMMAS else text
        for name, edit in self.texts.items():
            text = edit.toPlainText()
            found[name] = text.split("\n") if name in LINES else text
        found["sides"], found["evidence_mark"] = self.sides.currentData(), self.mark.currentData()
        found["minutes"] = self.minutes.value()
        found["per_week"] = [self.least.value(), self.most.value()]
        for name, box in (("easier", self.easier), ("harder", self.harder)):
            if box.currentData():
                found[name] = box.currentData()
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the names above the fields where there is too little room beside them."""
        super().resizeEvent(event)
        layout = self.layout()
        if isinstance(layout, QFormLayout):
            is_narrow = self.width() < NARROW_EM * self.fontMetrics().averageCharWidth()
            policy = QFormLayout.RowWrapPolicy
            wanted = policy.WrapAllRows if is_narrow else policy.WrapLongRows
            if layout.rowWrapPolicy() is not wanted:
                layout.setRowWrapPolicy(wanted)

    def _on_text_changed(self) -> None:
        words = "\n".join(self.texts[name].toPlainText() for name in READ_BY_RUNNERS)
        grade = reading_grade(words)
        if grade is None:
            self.grade.setText("")
        elif grade <= HIGHEST_GRADE:
            self.grade.setText(
                _("Reading grade {grade}: easy to read.").format(grade=max(0, round(grade)))
            )
        else:
            self.grade.setText(
                _("Reading grade {grade}: shorter sentences and words would help.").format(
                    grade=round(grade)
                )
            )
        self.edited.emit()


def _links(exercises: Mapping[str, Exercise]) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    box.addItem(_("none"), None)
    for exercise in sorted(exercises.values(), key=lambda one: one.name):
        box.addItem(exercise.name, exercise.id)
    return box
