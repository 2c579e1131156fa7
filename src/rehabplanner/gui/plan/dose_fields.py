"""The dose of an exercise as fields, bound both ways to its short grammar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from rehabplanner.domain.doses import Dose, Side, Unit, read_dose
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.wording import _

UNITS: tuple[tuple[str, str], ...] = (
    ("", marked("repetitions")),
    ("s", marked("seconds")),
    ("min", marked("minutes")),
    ("m", marked("metres")),
)
SIDES: tuple[tuple[Side, str], ...] = (
    (Side.BOTH, marked("both at once")),
    (Side.EACH, marked("each side")),
    (Side.LEFT, marked("left only")),
    (Side.RIGHT, marked("right only")),
)
FIELDS: tuple[tuple[str, str, str], ...] = (
    ("sets", marked("Sets"), "3"),
    ("amount", marked("How many"), "10"),
    ("hold", marked("Hold, seconds"), "5"),
    ("load", marked("Load, kg"), "20"),
    ("tempo", marked("Tempo, seconds"), "2-0-2"),
    ("rest", marked("Rest, seconds"), "60"),
    ("effort", marked("Effort, 0 to 10"), "6"),
)
PREFIX = {"hold": "h", "rest": "r", "effort": "@"}
SUFFIX = {"load": "kg"}


class DoseFields(QWidget):
    """Sets, amount, hold, side, load, tempo, rest and effort; ranges such as `8-12` are welcome.

    `edited` comes after every change by hand; `dose` reads the fields.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lines: dict[str, QLineEdit] = {}
        for name, words, example in FIELDS:
            line = QLineEdit()
            line.setPlaceholderText(example)
            line.setMinimumWidth(line.fontMetrics().averageCharWidth() * 12)
            line.setMinimumHeight(line.sizeHint().height())
            line.textEdited.connect(self.edited)
            self._lines[name] = line
            self._put(grid, _(words), line)
            if name == "amount":
                self.unit = self._choice([_(text) for _token, text in UNITS])
                self._put(grid, _("Counted in"), self.unit)
                self.side = self._choice([_(text) for _side, text in SIDES])
                self._put(grid, _("Side"), self.side)

    def _choice(self, texts: list[str]) -> QComboBox:
        combo = QComboBox()
        combo.addItems(texts)
        combo.setMinimumHeight(combo.sizeHint().height())
        combo.activated.connect(self._on_activated)
        return combo

    def _on_activated(self, row: int) -> None:
        self.edited.emit()

    def _put(self, grid: QGridLayout, text: str, widget: QWidget) -> None:
        number = grid.count() // 2
        label = QLabel(text)
        label.setProperty("role", "muted")
        label.setBuddy(widget)
        widget.setAccessibleName(text)
        row, column = divmod(number, 3)
        grid.addWidget(label, row * 2, column)
        grid.addWidget(widget, row * 2 + 1, column)

    def field(self, name: str) -> QLineEdit:
        """Return the field of this name: sets, amount, hold, load, tempo, rest, effort."""
        return self._lines[name]

    def show_dose(self, dose: Dose) -> None:
        """Fill the fields."""
        texts = {
            "sets": str(dose.sets or ""),
            "amount": "/".join(map(str, dose.pyramid)) or str(dose.amount or ""),
            "hold": str(dose.hold_s or ""),
            "load": "" if dose.load_kg is None else f"{dose.load_kg:g}",
            "tempo": "-".join(map(str, dose.tempo)) if dose.tempo else "",
            "rest": "" if dose.rest_s is None else str(dose.rest_s),
            "effort": str(dose.effort or ""),
        }
        for name, text in texts.items():
            if self._lines[name].text() != text:
                self._lines[name].setText(text)
        self.unit.setCurrentIndex([Unit(t or "reps") for t, _w in UNITS].index(dose.unit))
        self.side.setCurrentIndex([side for side, _w in SIDES].index(dose.side))

    def dose(self) -> Dose:
        """Return the dose of the fields. Raises Problem for what cannot be read."""
        texts = {name: line.text().replace(" ", "") for name, line in self._lines.items()}
        words = [self._amount(texts["sets"], texts["amount"])]
        words.append({Side.EACH: "each", Side.LEFT: "L", Side.RIGHT: "R"}.get(self._side(), ""))
        words += [
            f"{PREFIX.get(name, '')}{texts[name]}{SUFFIX.get(name, '')}"
            for name in ("hold", "effort", "rest", "tempo", "load")
            if texts[name]
        ]
        return read_dose(" ".join(words))

    def _amount(self, sets: str, amount: str) -> str:
        if "/" in amount:
            return amount
        unit = UNITS[self.unit.currentIndex()][0]
        if not amount:
            return f"{sets}x" if sets else ""
        if not sets:
            return f"{amount}{unit}"
        return f"{sets}x{amount}{unit}"

    def _side(self) -> Side:
        return SIDES[self.side.currentIndex()][0]


def checked_dose(text: str) -> Dose:
    """Return the dose of a text; a day in it is refused with words of its own."""
    try:
        return read_dose(text)
    except Problem as problem:
        problem.field_name = "text"
        raise
