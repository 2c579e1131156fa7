"""Changes one item of the plan: its dose as fields and as a line, its note, its whole series."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from rehabplanner.domain.doses import Dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.runs import RunDose, read_run
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.draft_fields import Field, field_of
from rehabplanner.gui.forms import Form, Row, label, set_mark
from rehabplanner.gui.plan.dose_fields import DoseFields, checked_dose
from rehabplanner.gui.plan.words import DOT, dose_sentence
from rehabplanner.gui.widgets.reading_hint import ReadingHint
from rehabplanner.phrases import item_name, run_words
from rehabplanner.wording import _, day_text, ngettext, say


class ItemDialog(RecordDialog):
    """Edits an item. When accepted, `item` is the changed item and `wants_series` says how far."""

    def __init__(
        self,
        item: PlanItem,
        exercise: Exercise | None,
        others: int,
        units: Units,
        parent: QWidget | None = None,
    ) -> None:
        name = item_name(item, exercise)
        super().__init__(_("Change {name}").format(name=name), parent)
        self.item = item
        self._exercise = exercise
        self._units = units
        self._dose: Dose | None = None
        self._run: RunDose | None = None
        day = day_text(item.day, year=False)
        layout = self.column
        layout.setSpacing(10)
        layout.addWidget(label(name, "title"))
        where = [day] + ([exercise.why] if exercise else [])
        about = label(DOT.join(where), "muted")
        about.setWordWrap(True)
        layout.addWidget(about)
        self.line = QLineEdit()
        self.reading = QLabel()
        self.reading.setWordWrap(True)
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.reading.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.title = QLineEdit(item.title)
        self.title.setPlaceholderText(name)
        self.note = QPlainTextEdit(item.note)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().height() * 3 + 16)
        self.fields = DoseFields()
        self.form = self._form()
        layout.addWidget(self.form)
        layout.addWidget(ReadingHint(self.note))
        self.series = QCheckBox(
            ngettext(
                "Change the &dose on {count} later day as well",
                "Change the &dose on {count} later days as well",
                others,
            )
        )
        self.series.setVisible(others > 0 and self._has_amount())
        layout.addWidget(self.series)
        self.add_buttons()
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 75))
        self._start()

    @property
    def wants_series(self) -> bool:
        """Say whether the dose is meant for the later items of the series too."""
        return self.series.isChecked()

    def _has_amount(self) -> bool:
        return self.item.kind is ItemKind.EXERCISE or self.item.kind in ENDURANCE

    def _form(self) -> Form:
        rows = []
        if self.item.kind is ItemKind.EXERCISE:
            rows.append(Row("text", _("&Dose in short"), self.line, _("3x10 h5 each @6 r60")))
            rows.append(Row("reading", "", self.reading))
            rows.append(Row("fields", "", self.fields))
        elif self.item.kind in ENDURANCE:
            rows.append(
                Row("text", _("&How much"), self.line, _("30min easy @4, 5k, 5w + 8x(1r/2w) + 5w"))
            )
            rows.append(Row("reading", "", self.reading))
        rows.append(Row("title", _("&Name"), self.title))
        rows.append(Row("note", _("N&ote"), self.note, _("Printed beside it on the handout")))
        form = Form(rows)
        self.note.setAccessibleName(_("Note"))
        self.fields.setAccessibleName(_("Dose in fields"))
        return form

    def draft_fields(self) -> dict[str, Field]:
        """Return what is kept as a draft; the fields of a dose follow its line."""
        return {
            "text": Field(self.line.text, self._write_line),
            "title": field_of(self.title),
            "note": field_of(self.note),
            "series": field_of(self.series),
        }

    def _write_line(self, text: str) -> None:
        self.line.setText(text)
        self._on_line_edited(text)

    def _start(self) -> None:
        if self.item.kind is ItemKind.EXERCISE:
            dose = self.item.dose
            if dose is None:
                dose = self._exercise.dose if self._exercise else Dose()
            self.line.setText(str(dose))
            self.fields.show_dose(dose)
            self._show_dose(dose)
            self.fields.edited.connect(self._on_fields_edited)
        elif self.item.kind in ENDURANCE:
            self._run = self.item.run
            self.line.setText(str(self.item.run or ""))
            self._on_line_edited(self.line.text())
        self.line.textEdited.connect(self._on_line_edited)
        first = self.line if self._has_amount() else self.title
        first.setFocus()
        first.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the fields the height they need in the text size in use."""
        self.fields.ensurePolished()
        self.fields.setMinimumHeight(self.fields.sizeHint().height())
        super().showEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    # Both ways

    def _on_line_edited(self, text: str) -> None:
        try:
            if self.item.kind is ItemKind.EXERCISE:
                dose = checked_dose(text)
                self.fields.show_dose(dose)
                self._show_dose(dose)
            else:
                self._run = read_run(text)
                self._show(run_words(self._run, units=self._units).replace(DOT, ", "))
        except Problem as problem:
            self._show_problem(problem)

    def _on_fields_edited(self) -> None:
        try:
            dose = self.fields.dose()
        except Problem as problem:
            self._show_problem(problem)
        else:
            self.line.setText(str(dose))
            self._show_dose(dose)

    def _show_dose(self, dose: Dose) -> None:
        self._dose = dose
        self._show(dose_sentence(dose, self._units))

    def _show(self, text: str) -> None:
        set_mark(self.reading, "role", "muted")
        set_mark(self.line, "invalid", False)
        self.reading.setText(text or _("No amount is given."))
        self.save.setEnabled(True)

    def _show_problem(self, problem: Problem) -> None:
        set_mark(self.reading, "role", "problem")
        set_mark(self.line, "invalid", True)
        self.reading.setText(say(problem.message))
        self.save.setEnabled(False)

    def take_answer(self) -> None:
        """Take the item as filled in."""
        item = replace(self.item, title=self.title.text(), note=self.note.toPlainText())
        if self.item.kind is ItemKind.EXERCISE:
            item = replace(item, dose=self._dose)
        elif self.item.kind in ENDURANCE:
            item = replace(item, run=self._run)
        self.item = item
