"""The menu of what else the chart may show: strips, estimates, plain means, and one ratio."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget, QWidgetAction

from rehabplanner.gui.progress.content import PARTS, RATIO_STRIP, STRIPS, Content
from rehabplanner.gui.progress.curves import RATIO
from rehabplanner.wording import _

REASON_EM = 24


class Extras(QMenu):
    """Ticks for the strips and for how numbers are made; it stays open while ticks are set."""

    changed = Signal()
    """A strip was switched on or off."""
    estimates_wanted = Signal(bool)
    plain_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, QAction] = {}
        self._labels: list[QLabel] = []
        self._add(PARTS, _("Pain by part of the body"), is_on=True)
        for strip in STRIPS:
            self._add(strip.key, _(strip.name), is_on=True)
        self.addSeparator()
        self.estimates = self._tick(_("Estimate efforts that were not noted"))
        self.estimates.toggled.connect(self.estimates_wanted)
        self._reason(
            _(
                "From the heart rate, or from your own sessions of the kind. Estimated bars carry "
                "the sign ≈. Without a tick such sessions stay unknown; they are never zero."
            )
        )
        self.plain = self._tick(_("Plain means of 7 and 28 days"))
        self.plain.toggled.connect(self.plain_wanted)
        self._reason(_("Instead of the weighted ones; shown only where every day is known."))
        self.addSeparator()
        self._add(RATIO, _("Ratio of acute to chronic load (7:28)"), is_on=False)
        self.reason = self._reason(
            _(
                "Off on purpose: it does not tell how risky training is. Dividing by made-up "
                "chronic loads gave much the same result (Impellizzeri 2020), and among 5205 "
                "runners it pointed the other way (Frandsen 2025). The two lines say more."
            )
        )
        self.aboutToShow.connect(self._on_about_to_show)

    def _tick(self, words: str) -> QAction:
        action = self.addAction(words)
        action.setCheckable(True)
        return action

    def _add(self, key: str, words: str, *, is_on: bool) -> None:
        action = self._tick(words)
        action.setChecked(is_on)
        action.toggled.connect(self.changed)
        self.choices[key] = action

    def _reason(self, words: str) -> QLabel:
        reason = QLabel(words)
        reason.setProperty("role", "muted")
        reason.setWordWrap(True)
        reason.setContentsMargins(20, 0, 12, 6)
        holder = QWidgetAction(self)
        holder.setDefaultWidget(reason)
        holder.setEnabled(False)
        self.addAction(holder)
        self._labels.append(reason)
        return reason

    @property
    def hidden(self) -> frozenset[str]:
        """Return the keys of what is not ticked."""
        return frozenset(key for key, action in self.choices.items() if not action.isChecked())

    def show_choices(self, hidden: Collection[str], *, estimates: bool, plain: bool) -> None:
        """Set the ticks without telling anybody."""
        ticks = {action: key not in hidden for key, action in self.choices.items()}
        ticks |= {self.estimates: estimates, self.plain: plain}
        for action, is_on in ticks.items():
            action.blockSignals(True)
            action.setChecked(is_on)
            action.blockSignals(False)

    def show_content(self, content: Content) -> None:
        """Offer only strips of which anything is known."""
        known = {strip.group for strip in content.known_strips}
        for key in (PARTS, *(strip.key for strip in (*STRIPS, RATIO_STRIP))):
            self.choices[key].setEnabled(key in known)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set a tick without closing the menu."""
        action = self.activeAction()
        if action in (*self.choices.values(), self.estimates, self.plain) and action.isEnabled():
            action.trigger()
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def _on_about_to_show(self) -> None:
        width = round(REASON_EM * self.fontMetrics().height())
        for reason in self._labels:
            reason.setFixedWidth(width)
            reason.setFixedHeight(reason.heightForWidth(width))
