"""How an item went: done, partly or skipped, with effort, pain, minutes and a reason."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.plans import Completion, Outcome
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.scales import EFFORT_ANCHORS, PAIN_ANCHORS
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.draft_fields import Field, field_of
from rehabplanner.gui.forms import Form, Row, label
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.pain_scale import ScaleBar
from rehabplanner.wording import _, number_text, word

REASONS = (
    marked("Pain"),
    marked("Tired"),
    marked("No time"),
    marked("Ill"),
    marked("Did something else"),
)
QUALITY_ANCHORS = {
    0: marked("poor"),
    3: marked("moderate"),
    5: marked("reasonable"),
    7: marked("good"),
    10: marked("excellent"),
}


class OutcomeDialog(RecordDialog):
    """Asks how it went. When accepted, `completion` says it.

    With `asks_quality` it asks how well the movement went and what was really done as well.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        completion: Completion,
        parent: QWidget | None = None,
        *,
        asks_quality: bool = False,
    ) -> None:
        super().__init__(_("How it went"), parent)
        self.completion = completion
        self.name = name
        layout = self.column
        layout.setSpacing(12)
        layout.addWidget(label(name, "title"))
        layout.addLayout(self._outcomes(completion.outcome))
        self.effort = ScaleBar(theme, EFFORT_ANCHORS)
        self.effort.set_score(None if completion.effort is None else round(completion.effort))
        self.pain = ScaleBar(theme, PAIN_ANCHORS)
        self.pain.set_score(completion.pain)
        self.minutes = QLineEdit(
            "" if completion.minutes is None else number_text(completion.minutes, 1)
        )
        self.reason = QLineEdit(completion.reason)
        self.reason.setPlaceholderText(_("Stopping early because of pain is a right decision."))
        self.quality = ScaleBar(theme, QUALITY_ANCHORS)
        self.quality.set_score(completion.quality)
        self.dose = QLineEdit(str(completion.dose or ""))
        self.dose.setPlaceholderText(_("Only if it differed, for example: 2x8"))
        more = [
            Row("quality", _("&Quality"), self.quality, _("How well you moved, 10 is best")),
            Row("dose", _("&Done instead"), self.dose),
        ]
        self.form = Form(
            [
                Row("reason", _("&Reason or note"), self.reason),
                Row("quick", "", self._reasons()),
                Row("effort", _("&Effort"), self.effort),
                Row("pain", _("&Pain"), self.pain),
                Row("minutes", _("&Minutes"), self.minutes),
                *(more if asks_quality else ()),
            ]
        )
        layout.addWidget(self.form)
        self.add_buttons()
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 72))
        (self.effort if completion.outcome is Outcome.DONE else self.reason).setFocus()

    def _outcomes(self, chosen: Outcome) -> QHBoxLayout:
        row = QHBoxLayout()
        self._group = QButtonGroup(self)
        for number, outcome in enumerate(Outcome):
            button = QPushButton(word(outcome))
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(outcome is chosen)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _reasons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for text in REASONS:
            button = QPushButton(_(text))
            button.setAutoDefault(False)
            button.clicked.connect(self._on_reason_clicked)
            row.addWidget(button)
        row.addStretch(1)
        return holder

    def _on_reason_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.reason.setText(button.text())
            self.reason.setFocus()

    def draft_fields(self) -> dict[str, Field]:
        """Return what is kept as a draft; the buttons for usual reasons fill in the reason."""
        rows = [row for row in self.form.rows if row.name != "quick"]
        outcome = Field(self._group.checkedId, self._choose)
        return {"outcome": outcome} | {row.name: field_of(row.widget) for row in rows}

    def _choose(self, number: int) -> None:
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)

    def take_answer(self) -> None:
        """Take what was filled in. Raises Problem naming the field."""
        self.completion = replace(
            self.completion,
            outcome=list(Outcome)[self._group.checkedId()],
            effort=self.effort.score(),
            pain=self.pain.score(),
            minutes=_minutes(self.minutes.text()),
            reason=self.reason.text(),
            quality=self.quality.score(),
            dose=read_dose(self.dose.text()) if self.dose.text().strip() else None,
        )


def _minutes(text: str) -> float | None:
    cleaned = text.replace(",", ".").strip()
    if not cleaned:
        return None
    try:
        return float(cleaned)
    except ValueError as error:
        raise Problem("minutes", marked("Please write the minutes as a number.")) from error
