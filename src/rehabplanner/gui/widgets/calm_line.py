"""A line above the tabs that waits until it is answered: words, and what can be done about them."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from rehabplanner.gui.theme import Theme

ICON_SHARE = 1.3
LEAST_CHARACTERS = 44
"""Fewer than so many characters beside the buttons are hard to read."""


class CalmLine(QFrame):
    """An icon, words and buttons; `is_strong` sets it off from the page."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = "info"
        self._is_strong = False
        self.setObjectName("calm-line")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(14, 6, 10, 6)
        self._box.setSpacing(10)
        self._sign = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(True)
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(self._sign)
        said.addWidget(self.words, 1)
        self._box.addLayout(said, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._buttons.addStretch(1)
        self._box.addLayout(self._buttons)
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    def button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button and return it."""
        made = QPushButton(text)
        made.setProperty("primary", primary)
        made.setAutoDefault(False)
        self._buttons.addWidget(made)
        return made

    def say(self, words: str, icon: str = "info", *, is_strong: bool = False) -> None:
        """Show these words."""
        self.words.setText(words)
        self.setAccessibleDescription(words)
        self._icon_name = icon
        self._is_strong = is_strong
        self._dress()
        self.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is too little room beside them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        ways = QBoxLayout.Direction
        room = self.fontMetrics().averageCharWidth() * LEAST_CHARACTERS
        is_wide = self._buttons.sizeHint().width() + room <= self.width()
        self._box.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        beside = self._buttons.sizeHint().width() + 10 if is_wide else 0
        width = self.width() - beside - self._sign.sizeHint().width() - 44
        self.words.setMinimumHeight(max(0, self.words.heightForWidth(max(80, width))))

    def _dress(self) -> None:
        side = round(self.fontMetrics().height() * ICON_SHARE)
        role = "problem" if self._is_strong else "accent"
        self._sign.setPixmap(self._theme.icon(self._icon_name, role).pixmap(side, side))
        ground = self._theme.colour("problem-soft" if self._is_strong else "accent-soft").name()
        edge = self._theme.colour(role).name()
        self.setStyleSheet(
            f"#calm-line {{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}"
        )

    def _on_theme_changed(self) -> None:
        if not self.isHidden():
            self._dress()
