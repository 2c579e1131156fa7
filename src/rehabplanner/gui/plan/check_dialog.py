"""The plan check: soft words on a week, each with a button that mends it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.gui.forms import label
from rehabplanner.gui.plan.ground import fit_to_font
from rehabplanner.planning.checks import Finding, Mend, finding_text
from rehabplanner.wording import _, say, week_text

Found = Sequence[tuple[Finding, Mend | None]]


class CheckDialog(QDialog):
    """Shows what the check finds; a click on a mend does it and looks again.

    `look` returns the findings as things stand, `do` carries out a mend.
    """

    def __init__(
        self,
        monday: date,
        look: Callable[[], Found],
        do: Callable[[Finding, Mend], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._do = do
        self.buttons: list[QPushButton] = []
        title = _("Plan check")
        self.setWindowTitle(title)
        self.word = label("", "heading")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(label(title, "title"))
        layout.addWidget(label(week_text(monday), "muted"))
        layout.addWidget(self.word)
        layout.addWidget(self._area, 1)
        foot = QDialogButtonBox()
        self.close_button = foot.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        foot.rejected.connect(self.reject)
        layout.addWidget(foot)
        fit_to_font(self, 115, 34)
        self.show_findings()

    def show_findings(self) -> None:
        """Look again and show what is found."""
        found = self._look()
        self.buttons = []
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for finding, mend in found:
            column.addWidget(self._row(finding, mend))
        column.addStretch(1)
        self._area.setWidget(holder)
        self.word.setText(
            _("Nothing to say: this week reads well.")
            if not found
            else _("For a second look. Nothing here is an error, and you decide.")
        )
        (self.buttons[0] if self.buttons else self.close_button).setFocus()

    def _row(self, finding: Finding, mend: Mend | None) -> QFrame:
        row = QFrame()
        row.setProperty("card", True)
        column = QVBoxLayout(row)
        column.setSpacing(6)
        words = QLabel(finding_text(finding))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        column.addWidget(words)
        if mend is not None:
            button = MendButton(finding, mend, self)
            button.clicked.connect(self._on_mend_clicked)
            self.buttons.append(button)
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(button)
            column.addLayout(line)
        return row

    def _on_mend_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, MendButton):
            self._do(button.finding, button.mend)
            self.show_findings()


class MendButton(QPushButton):
    """A button with what it mends; its words wrap in a tooltip where they are long."""

    def __init__(self, finding: Finding, mend: Mend, parent: QWidget) -> None:
        super().__init__(parent)
        self.finding = finding
        self.mend = mend
        words = say(mend.message)
        self.setText(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setAutoDefault(True)


LONGEST = 46
