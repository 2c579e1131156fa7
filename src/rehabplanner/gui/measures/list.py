"""The measures to choose from: the person's own set first, with the last result and what is due."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.following import chosen_measures, due_measures, results_of
from rehabplanner.domain.measures import Measure
from rehabplanner.wording import _, day_text, number_text

BOTH = "running-and-back"
ID_ROLE = Qt.ItemDataRole.UserRole


class MeasureList(QListWidget):
    """Shows each measure with its last total. `chosen` carries an id, or BOTH."""

    chosen = Signal(str)

    def __init__(self, measures: Mapping[str, Measure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures = measures
        self.setAccessibleName(_("Measures"))
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 32)
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def current_id(self) -> str:
        """Return the id that is chosen."""
        items = self.selectedItems()
        return str(items[0].data(ID_ROLE)) if items else BOTH

    def show_measures(self, dossier: Dossier, today: date) -> None:
        """Show all measures; what was chosen stays chosen."""
        kept = self.current_id if self.selectedItems() else ""
        self.blockSignals(True)
        self.clear()
        self._add(BOTH, _("Running and back, side by side"))
        due = {one.id for one in due_measures(dossier, self._measures, today)}
        own = set(chosen_measures(dossier.person))
        for one in sorted(self._measures.values(), key=lambda one: _rank(one, dossier, own)):
            results = results_of(dossier, one.id)
            last = results[-1] if results else None
            state = ""
            if last is not None:
                total = number_text(last.total, 1)
                state = _("{total} on {day}").format(total=total, day=day_text(last.day))
            if one.id in due:
                state = " · ".join(part for part in (_("due now"), state) if part)
            star = "★ " if one.id in own else ""
            self._add(one.id, f"{star}{one.name}: {one.title}" + (f"\n{state}" if state else ""))
        self.blockSignals(False)
        self.choose(kept or (next(iter(due)) if due else BOTH))

    def choose(self, measure_id: str) -> None:
        """Put the choice on a measure."""
        for row in range(self.count()):
            if self.item(row).data(ID_ROLE) == measure_id:
                self.setCurrentRow(row)
                return

    def _add(self, measure_id: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(ID_ROLE, measure_id)
        self.addItem(item)

    def _on_current_changed(self) -> None:
        self.chosen.emit(self.current_id)


def _rank(one: Measure, dossier: Dossier, own: set[str]) -> tuple[bool, bool, bool]:
    """Return the order: chosen ones, filled in ones, those with their text."""
    is_filled = any(result.measure_id == one.id for result in dossier.measure_results)
    return (one.id not in own, not is_filled, not one.text_shipped)
