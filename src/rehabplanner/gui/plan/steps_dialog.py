"""The next steps of a week: what is proposed, why, by which rule; a person takes one or all."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.ladders import Decision, Variable
from rehabplanner.domain.people import Units
from rehabplanner.gui.forms import label
from rehabplanner.gui.plan.ground import fit_to_font
from rehabplanner.gui.plan.step_words import (
    amount_line,
    change_line,
    decision_words,
    numbers_line,
    reasons_text,
    variable_line,
)
from rehabplanner.gui.theme import Theme
from rehabplanner.phrases import item_name
from rehabplanner.planning.proposal import Proposal
from rehabplanner.planning.proposals import WeekProposal
from rehabplanner.planning.rule_names import rule_name
from rehabplanner.wording import _, ngettext, say, week_text

PROPOSAL_ROLE = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
ORDER = (Decision.STOP, Decision.STEP_BACK, Decision.PROGRESS, Decision.HOLD)
ICONS = {
    Decision.PROGRESS: "up",
    Decision.HOLD: "equal",
    Decision.STEP_BACK: "down",
    Decision.STOP: "pause",
}


class StepsDialog(QDialog):
    """Shows a week's proposals. `chosen` are those that the person takes."""

    def __init__(
        self,
        week: WeekProposal,
        theme: Theme,
        exercises: Mapping[str, Exercise],
        units: Units,
        first: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.week = week
        self._theme = theme
        self._exercises = exercises
        self._units = units
        title = _("Next steps")
        self.setWindowTitle(title)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        side = max(16, self.fontMetrics().height())
        self.list.setIconSize(QSize(side, side))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(label(title, "title"))
        layout.addWidget(label(week_text(week.monday), "muted"))
        word = label(say(week.word), "heading")
        word.setWordWrap(True)
        layout.addWidget(word)
        if week.gate is not None:
            gate = label(say(week.gate), "muted")
            gate.setWordWrap(True)
            layout.addWidget(gate)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self.list, 3)
        body.addWidget(self._detail(), 2)
        layout.addLayout(body, 1)
        layout.addWidget(self._buttons())
        self._fill(first)
        self.list.currentRowChanged.connect(self._on_row_chosen)
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.setCurrentRow(0)
        self._on_row_chosen(0)
        self._count()
        self.list.setFocus()
        fit_to_font(self, 150, 36)

    def _detail(self) -> QScrollArea:
        self.name = label("", "heading")
        self.sentence = label("")
        self.change = label("")
        self.reasons = label("")
        self.numbers = label("", "muted")
        self.rule = label("", "muted")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for words in (
            self.name,
            self.change,
            self.sentence,
            self.reasons,
            self.numbers,
            self.rule,
        ):
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            column.addWidget(words)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(_("Why"))
        area.setWidget(holder)
        return area

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.take = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        self.take.setDefault(True)
        buttons.addButton(_("Leave the plan as it is"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        return buttons

    def _fill(self, first: Collection[str]) -> None:
        def place(one: Proposal) -> tuple[bool, int, bool]:
            return (one.subject not in first, ORDER.index(one.decision), not one.is_advised)

        for one in sorted(self.week.proposals, key=place):
            line = QListWidgetItem(self._theme.icon(ICONS[self._shown(one)], "accent"), "")
            words = f"{self._name(one)}\n{decision_words(one)}"
            if one.decision is not Decision.STOP:
                words += f": {amount_line(one, self._exercises, self._units)}"
            if one.changed:
                line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                is_meant = one.is_advised and (not first or one.subject in first)
                line.setCheckState(CHECKED if is_meant else UNCHECKED)
            line.setText(words)
            line.setData(PROPOSAL_ROLE, one)
            self.list.addItem(line)

    def _shown(self, one: Proposal) -> Decision:
        return one.decision if one.is_advised else Decision.HOLD

    def _name(self, one: Proposal) -> str:
        return item_name(one.item, self._exercises.get(one.item.exercise_id or ""))

    def chosen(self) -> list[Proposal]:
        """Return the proposals that are ticked."""
        lines = (self.list.item(row) for row in range(self.list.count()))
        return [
            line.data(PROPOSAL_ROLE)
            for line in lines
            if line.data(PROPOSAL_ROLE).changed and line.checkState() is CHECKED
        ]

    def _count(self) -> None:
        count = len(self.chosen())
        self.take.setEnabled(count > 0)
        words = ngettext("Take {count} step", "Take {count} steps", count)
        self.take.setText(words if count else _("Nothing to take"))

    # Slots

    def _on_row_chosen(self, row: int) -> None:
        one: Proposal = self.list.item(max(0, row)).data(PROPOSAL_ROLE)
        self.name.setText(self._name(one))
        change = change_line(one, self._exercises, self._units) if one.changed else ""
        variable = variable_line(one.variable) if isinstance(one.variable, Variable) else ""
        self.change.setText("\n".join(part for part in (change, variable) if part))
        self.change.setVisible(bool(change))
        self.sentence.setText(say(one.sentence))
        self.reasons.setText(reasons_text(one))
        numbers = numbers_line(one)
        self.numbers.setText(numbers)
        self.numbers.setVisible(bool(numbers))
        rule = _("Rule: {name} ({id})").format(name=say(rule_name(one.rule_id)), id=one.rule_id)
        self.rule.setText(rule)

    def _on_item_changed(self, line: QListWidgetItem) -> None:
        self._count()

    def _on_accepted(self) -> None:
        if self.chosen():
            self.accept()
