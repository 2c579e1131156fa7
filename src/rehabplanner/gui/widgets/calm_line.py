"""A line above the tabs that waits until it is answered: words, and what can be done about them."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from rehabplanner.gui.theme import Theme

ICON_SHARE = 1.3


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
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 6, 10, 6)
        self.row.setSpacing(10)
        self._sign = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.row.addWidget(self._sign)
        self.row.addWidget(self.words, 1)
        theme.changed.connect(self._on_theme_changed)
        self.hide()

    def button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button and return it."""
        made = QPushButton(text)
        made.setProperty("primary", primary)
        made.setAutoDefault(False)
        self.row.addWidget(made)
        return made

    def say(self, words: str, icon: str = "info", *, is_strong: bool = False) -> None:
        """Show these words."""
        self.words.setText(words)
        self.setAccessibleDescription(words)
        self._icon_name = icon
        self._is_strong = is_strong
        self._dress()
        self.show()

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
