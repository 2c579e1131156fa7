"""How an item went: done, partly or skipped, with effort, pain, minutes and a reason."""

from dataclasses import replace

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.plans import Completion, Outcome
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.scales import EFFORT_ANCHORS, PAIN_ANCHORS
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


class OutcomeDialog(QDialog):
    """Asks how it went. When accepted, `completion` says it."""

    def __init__(
        self, theme: Theme, name: str, completion: Completion, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.completion = completion
        self.name = name
        self.setWindowTitle(_("How it went"))
        layout = QVBoxLayout(self)
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
        self.form = Form(
            [
                Row("reason", _("&Reason or note"), self.reason),
                Row("quick", "", self._reasons()),
                Row("effort", _("&Effort"), self.effort),
                Row("pain", _("&Pain"), self.pain),
                Row("minutes", _("&Minutes"), self.minutes),
            ]
        )
        layout.addWidget(self.form)
        buttons = QDialogButtonBox()
        save = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setProperty("primary", True)
        save.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 70))
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

    def _on_accepted(self) -> None:
        try:
            self.completion = replace(
                self.completion,
                outcome=list(Outcome)[self._group.checkedId()],
                effort=self.effort.score(),
                pain=self.pain.score(),
                minutes=_minutes(self.minutes.text()),
                reason=self.reason.text(),
            )
        except Problem as problem:
            self.form.show_problem(problem)
            return
        self.accept()


def _minutes(text: str) -> float | None:
    cleaned = text.replace(",", ".").strip()
    if not cleaned:
        return None
    try:
        return float(cleaned)
    except ValueError as error:
        raise Problem("minutes", marked("Please write the minutes as a number.")) from error
