"""The menu of what else the chart may show: the strips below it, and one ratio with its reason."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from rehabplanner.gui.progress.content import RATIO_STRIP, STRIPS, Content
from rehabplanner.gui.progress.curves import RATIO
from rehabplanner.wording import _

REASON_EM = 24


class Extras(QMenu):
    """Ticks for the strips; it stays open while ticks are set."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, QAction] = {}
        for strip in STRIPS:
            self._add(strip.key, _(strip.name), is_on=True)
        self.addSeparator()
        self._add(RATIO, _("Ratio of acute to chronic load (7:28)"), is_on=False)
        self.reason = QLabel(
            _(
                "Off on purpose: it does not tell how risky training is. Dividing by made-up "
                "chronic loads gave much the same result (Impellizzeri 2020), and among 5205 "
                "runners it pointed the other way (Frandsen 2025). The two lines say more."
            )
        )
        self.reason.setProperty("role", "muted")
        self.reason.setWordWrap(True)
        self.reason.setContentsMargins(20, 0, 12, 6)
        holder = QWidgetAction(self)
        holder.setDefaultWidget(self.reason)
        holder.setEnabled(False)
        self.addAction(holder)
        self.aboutToShow.connect(self._on_about_to_show)

    def _add(self, key: str, words: str, *, is_on: bool) -> None:
        action = self.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_on)
        action.toggled.connect(self.changed)
        self.choices[key] = action

    @property
    def hidden(self) -> frozenset[str]:
        """Return the keys of what is not ticked."""
        return frozenset(key for key, action in self.choices.items() if not action.isChecked())

    def show_content(self, content: Content) -> None:
        """Offer only strips of which anything is known."""
        known = {strip.key for strip in content.known_strips}
        for strip in (*STRIPS, RATIO_STRIP):
            self.choices[strip.key].setEnabled(strip.key in known)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set a tick without closing the menu."""
        action = self.activeAction()
        if action in self.choices.values() and action.isEnabled():
            action.trigger()
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def _on_about_to_show(self) -> None:
        width = round(REASON_EM * self.fontMetrics().height())
        self.reason.setFixedWidth(width)
        self.reason.setFixedHeight(self.reason.heightForWidth(width))
