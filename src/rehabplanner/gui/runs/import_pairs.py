"""Two sessions side by side: the one in the log and the one in a file, pair by pair."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.people import Units
from rehabplanner.gui.forms import chosen
from rehabplanner.gui.runs.import_rows import Choice, ImportRow
from rehabplanner.wording import (
    _,
    day_text,
    distance_text,
    duration_text,
    number_text,
    say,
    word,
)


class PairView(QWidget):
    """Shows what a file repeats. `decided` comes when one pair was decided about by itself."""

    decided = Signal()

    def __init__(self, units: Units, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = units
        self._row: ImportRow | None = None
        self._number = 0
        self.table = QLabel()
        self.table.setTextFormat(Qt.TextFormat.RichText)
        self.table.setWordWrap(True)
        self.where = QLabel()
        self.back, self.forward = QToolButton(), QToolButton()
        for button, arrow, words, slot in (
            (self.back, Qt.ArrowType.LeftArrow, _("The pair before"), self._on_back_clicked),
            (self.forward, Qt.ArrowType.RightArrow, _("The next pair"), self._on_forward_clicked),
        ):
            button.setArrowType(arrow)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(slot)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("What to do with this session"))
        self.choice.addItem(_("Leave out"), Choice.SKIP)
        self.choice.addItem(_("Bring in as well"), Choice.TAKE)
        self.choice.addItem(_("Replace the one I have"), Choice.REPLACE)
        self.choice.activated.connect(self._on_choice_activated)
        self._steps = QWidget()
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.back, self.where, self.forward, self.choice):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._steps)
        column.addWidget(self.table)
        self.show_row(None)

    def show_row(self, row: ImportRow | None) -> None:
        """Show the first pair of a file; its message where it repeats nothing."""
        self._row, self._number = row, 0
        self.refresh()

    def refresh(self) -> None:
        """Show the pair again, after a decision about the whole file."""
        pairs = self._row.pairs() if self._row else []
        self._steps.setVisible(len(pairs) > 1)
        if not pairs or self._row is None:
            message = self._row.message if self._row else None
            self.table.setText(_escaped(say(message)) if message else "")
            return
        new, old = pairs[self._number]
        self.table.setText(self._side_by_side(old, new))
        self.where.setText(
            _("Known already: {number} of {count}").format(
                number=self._number + 1, count=len(pairs)
            )
        )
        self.back.setEnabled(self._number > 0)
        self.forward.setEnabled(self._number + 1 < len(pairs))
        self.choice.setCurrentIndex(self.choice.findData(self._row.choice_of(new)))

    def _side_by_side(self, old: Activity, new: Activity) -> str:
        rows = "".join(
            f"<tr><td style='padding-right:18px'>{_escaped(name)}</td>"
            f"<td style='padding-right:24px'><b>{_escaped(mine)}</b></td>"
            f"<td><b>{_escaped(theirs)}</b></td></tr>"
            for name, mine, theirs in self._compared(old, new)
        )
        head = (
            f"<tr><td></td><td style='padding-right:24px'>{_escaped(_('In the log'))}</td>"
            f"<td>{_escaped(_('In this file'))}</td></tr>"
        )
        return f"<table>{head}{rows}</table>"

    def _compared(self, old: Activity, new: Activity) -> list[tuple[str, str, str]]:
        def start(one: Activity) -> str:
            clock = f", {one.local_start:%H:%M}" if one.local_start else ""
            return day_text(one.day) + clock

        units = self._units
        return [
            (_("Start"), start(old), start(new)),
            (_("Kind"), word(old.kind), word(new.kind)),
            (
                _("Distance"),
                distance_text(old.distance_m, units),
                distance_text(new.distance_m, units),
            ),
            (_("Time"), duration_text(old.duration_s), duration_text(new.duration_s)),
            (
                _("Heart rate"),
                number_text(old.average_heart_rate),
                number_text(new.average_heart_rate),
            ),
            (_("From"), old.source_name or _("typed in"), new.source_name),
        ]

    def _on_back_clicked(self) -> None:
        self._number = max(0, self._number - 1)
        self.refresh()

    def _on_forward_clicked(self) -> None:
        pairs = self._row.pairs() if self._row else []
        self._number = max(0, min(len(pairs) - 1, self._number + 1))
        self.refresh()

    def _on_choice_activated(self) -> None:
        if self._row is None:
            return
        new, _old = self._row.pairs()[self._number]
        self._row.single[new.id] = chosen(self.choice, Choice) or Choice.SKIP
        self.decided.emit()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
