"""The year as a heat map: how much there was each day, or how much it hurt."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.analytics.timeline import DayState
from rehabplanner.gui.progress.day_source import day_source
from rehabplanner.gui.progress.export import STATES, number_cell, table_text
from rehabplanner.gui.progress.heat import Coloured, Heat, load_heat, pain_heat
from rehabplanner.gui.progress.shown import Shown, View
from rehabplanner.gui.progress.words import day_words
from rehabplanner.gui.progress.year_map import YearMap
from rehabplanner.gui.widgets.where import WhereButton
from rehabplanner.wording import _, day_text


class YearView(View):
    """One block for each year in view; a double click or Enter opens the day over time."""

    file_stem = "year"
    day_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self.coloured = Coloured.LOAD
        self.map = YearMap()
        self.read_out = QLabel()
        self.read_out.setTextFormat(Qt.TextFormat.PlainText)
        self.read_out.setWordWrap(True)
        self.read_out.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.read_out.setAccessibleName(_("Values of the chosen day"))
        self.where = WhereButton()
        self.kinds = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(3)
        for kind, name in ((Coloured.LOAD, _("What was done")), (Coloured.PAIN, _("Pain"))):
            button = QPushButton(name)
            button.setCheckable(True)
            button.setChecked(kind is self.coloured)
            button.setProperty("key", kind.value)
            self.kinds.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.map)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 12)
        column.addLayout(row)
        reading = QHBoxLayout()
        reading.addWidget(self.read_out, 1)
        reading.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(reading)
        column.addWidget(scroll, 1)
        self.kinds.buttonClicked.connect(self._on_kind_clicked)
        self.map.pointed.connect(self._on_day_pointed)
        self.map.opened.connect(self.day_wanted)
        self.map.asked.connect(self.where.tell)
        self._on_day_pointed(None)

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        self.map.set_colours(colours)
        self.read_out.setFixedHeight(round(2.4 * self.fontMetrics().height()))

    def show_days(self, shown: Shown) -> None:
        """Show the years that the range touches; the range itself is framed."""
        self._shown = shown
        self.map.show_heat(self._heat(shown), shown, self.coloured)
        self._on_day_pointed(self.map.chosen)

    def focus_first(self) -> None:
        """Put the keyboard on the map."""
        self.map.setFocus()

    def _heat(self, shown: Shown) -> Heat:
        if self.coloured is Coloured.PAIN:
            return pain_heat(shown.timeline)
        return load_heat(shown.timeline, shown.content.measure, shown.content.today)

    def _on_kind_clicked(self, button: QPushButton) -> None:
        self.coloured = Coloured(str(button.property("key")))
        if self._shown is not None:
            self.show_days(self._shown)

    def _on_day_pointed(self, day: date | None) -> None:
        self.read_out.setEnabled(day is not None and self._shown is not None)
        self.where.setVisible(day is not None and self._shown is not None)
        if day is None or self._shown is None:
            self.read_out.setText(
                _("Point at a day to read its values. Arrows move, Enter opens the day over time.")
            )
            return
        self.read_out.setText(day_words(self._shown.content, day))
        self.where.hold(day_text(day, name=False), partial(self._source, self._shown, day))
        self._scroll.ensureVisible(*self.map.middle_of(day), 40, 40)

    def _source(self, shown: Shown, day: date) -> str:
        return f"{day_source(shown, day)}\n\n{self._shades()}"

    def _shades(self) -> str:
        """Return what the shades of the cells stand for."""
        if self.coloured is Coloured.PAIN:
            return _("Shades: the worst score of the day, in steps 0, 1–2, 3–4, 5–6 and 7–10.")
        return _(
            "Shades: quarters of all your days that have any, rounded to two digits. A day with a "
            "missing value is shaded by what is known; without any it stays white."
        )

    def tell_where(self) -> None:
        """Show where the values come from that were looked at last."""
        self.where.tell()

    # Files

    @property
    def picture(self) -> QWidget:
        """Return the map."""
        return self.map

    def picture_size(self) -> QSize:
        """Return the size of the whole map."""
        return self.map.size()

    def paint_picture(self, painter: QPainter) -> None:
        """Paint the map as shapes."""
        self.map.paint_map(painter)

    def csv(self) -> str:
        """Return day, state, value and level of the years in view."""
        shown = self._shown
        if shown is None:
            return ""
        heat, timeline = self._heat(shown), shown.timeline
        first, last = self.map.first_and_last()
        days = timeline.span(first, min(last, shown.content.today))
        return table_text(
            ["date", "state", self.coloured.value, "level"],
            (
                [
                    timeline.day(number).isoformat(),
                    STATES[DayState(int(timeline.state[number]))],
                    number_cell(float(heat.values[number])),
                    str(heat.level[number]) if heat.level[number] >= 0 else "",
                ]
                for number in range(days.start, days.stop)
            ),
        )
