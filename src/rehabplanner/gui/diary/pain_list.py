"""The pain entries of a day as lines, each with Edit and Remove."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from rehabplanner.domain.diary import PainEntry
from rehabplanner.domain.scales import PAIN_ANCHORS
from rehabplanner.gui.diary.scores import anchor_words
from rehabplanner.gui.forms import label
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, score_text, word


class PainLine(QWidget):
    """One pain entry in words."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, pain: PainEntry, run: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.pain = pain
        self.words = label(pain_words(pain, run))
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        self.edit = _button(theme, "edit", _("Edit this pain entry"))
        self.edit.clicked.connect(self._on_edit_clicked)
        self.remove = _button(theme, "trash", _("Remove this pain entry"))
        self.remove.clicked.connect(self._on_remove_clicked)
        row.addWidget(self.edit)
        row.addWidget(self.remove)

    def _on_edit_clicked(self) -> None:
        self.edit_wanted.emit(self.pain)

    def _on_remove_clicked(self) -> None:
        self.remove_wanted.emit(self.pain)


class PainList(QWidget):
    """All pain entries of a day."""

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: list[PainLine] = []
        self.empty = label(_("No pain noted for this day yet."), "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.empty)

    def show_pains(self, pains: Sequence[PainEntry], runs: dict[UUID, str]) -> None:
        """Show the entries; `runs` names the linked sessions."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        self.empty.setVisible(not pains)
        for pain in pains:
            run = runs.get(pain.activity_id, "") if pain.activity_id else ""
            line = PainLine(pain, run, self._theme, self)
            line.edit_wanted.connect(self.edit_wanted)
            line.remove_wanted.connect(self.remove_wanted)
            self._column.addWidget(line)
            self.lines.append(line)


def pain_words(pain: PainEntry, run: str) -> str:
    """Return an entry in words: `Morning · Low back · 2/10 mild · after the 8.2 km run · note`."""
    anchor = anchor_words(PAIN_ANCHORS, pain.score)
    parts = [
        word(pain.moment),
        word(pain.part),
        f"{score_text(pain.score)} {anchor}",
        ", ".join(word(one) for one in pain.qualities),
        _("holds me up {score}").format(score=score_text(pain.trouble)) if pain.trouble else "",
        run,
        pain.note,
    ]
    return " · ".join(part for part in parts if part)


def _button(theme: Theme, icon: str, words: str) -> QToolButton:
    made = QToolButton()
    made.setIcon(theme.icon(icon))
    made.setToolTip(words)
    made.setAccessibleName(words)
    return made
