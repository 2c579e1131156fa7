"""What the numbers say: sentences with what they rest on, and variety by month."""

import math
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.analytics.variety import MonthVariety, variety
from rehabplanner.domain.people import Units
from rehabplanner.gui.forms import label
from rehabplanner.gui.progress.export import number_cell, table_text
from rehabplanner.gui.progress.lag_plot import LagPlot
from rehabplanner.gui.progress.sayings import Saying, Sayings, sayings
from rehabplanner.gui.progress.shown import Shown, View
from rehabplanner.gui.progress.variety_bars import VarietyBars
from rehabplanner.gui.progress.words import GAP
from rehabplanner.gui.tasks import Progress, Tasks
from rehabplanner.gui.widgets.where import WhereButton
from rehabplanner.wording import _, day_text, number_text

WIDEST_EM = 64


class SayingCard(QFrame):
    """One sentence, the line of what it rests on, and a button for where it comes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.title, self.rests_on = label("", "heading"), label("", "muted")
        self.sentence = QLabel()
        for one in (self.sentence, self.rests_on):
            one.setWordWrap(True)
            one.setTextFormat(Qt.TextFormat.PlainText)
        self.where = WhereButton()
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.where)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 10, 10)
        column.setSpacing(3)
        column.addLayout(head)
        self.lags = LagPlot()
        column.addWidget(self.sentence)
        column.addWidget(self.lags)
        column.addWidget(self.rests_on)

    def show_saying(self, saying: Saying, period: str, basis: str) -> None:
        """Show this sentence; `period` says which days how many of them were logged."""
        self.title.setText(saying.title)
        self.sentence.setText(saying.sentence)
        self.sentence.setProperty("role", "muted" if saying.is_pale else "")
        self.sentence.style().unpolish(self.sentence)
        self.sentence.style().polish(self.sentence)
        self.lags.show_lags(saying.lags, saying.back)
        self.rests_on.setText(rests_on(saying, period))
        self.rests_on.setVisible(not saying.is_pale)
        words = "\n\n".join([saying.title, *saying.where_from, basis])
        self.where.show_source(saying.title, words)


def rests_on(saying: Saying, period: str) -> str:
    """Return N, effective N, period and the reminder, in one line."""
    words = []
    if saying.n is not None:
        words.append(_("N {n}").format(n=saying.n))
    if saying.n_effective is not None:
        words.append(_("effective N {n}").format(n=number_text(math.floor(saying.n_effective))))
    words.append(period)
    words.append(_("association, not cause"))
    return GAP.join(words)


def variety_source(one: MonthVariety | None, words: Callable[[MonthVariety], str]) -> str:
    """Return how variety is counted, and of a month what is missing."""
    lines = [
        _("Variety by month"),
        _("Counted from the log alone, every session once; nothing is scored."),
        _("Surfaces: runs, run-walks, walks and hikes by the surface that was noted."),
        _(
            "Paces: of runs with a distance and a time; the middle, and from the quicker to the "
            "slower 10 % point. Three runs in a month are needed. Run-walks are left out."
        ),
        _(
            "Routes: an estimate. Sessions with the same title and surface whose distances lie up "
            "to 8 % apart count as one route; maps are not compared."
        ),
    ]
    if one is not None:
        lines.append(words(one))
        runs = one.paces.runs if one.paces is not None else 0
        lines.append(
            _(
                "Runs behind the paces: {runs}. Surface not noted: {surfaces}. On foot without a "
                "distance, so without a route: {routes}."
            ).format(runs=runs, surfaces=one.unknown_surfaces, routes=one.without_route)
        )
    return "\n\n".join(lines)


def _period(shown: Shown) -> str:
    logged = shown.timeline.is_logged[shown.span]
    return _("{first} to {last}, {percent} % of days logged").format(
        first=day_text(shown.first, name=False),
        last=day_text(min(shown.last, shown.content.today), name=False),
        percent=number_text(100 * float(logged.mean()) if len(logged) else 0),
    )


class NumbersView(View):
    """The findings of the days in view, and variety by month. Worked out beside the window."""

    file_stem = "what-the-numbers-say"
    uses_measure = False

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._turn = 0
        self._shown: Shown | None = None
        self._colours: Mapping[str, QColor] = {}
        self._sayings: Sequence[Saying] = ()
        self._months: Sequence[MonthVariety] = ()
        self.cards: list[SayingCard] = []
        self.bars = VarietyBars()
        self.waiting = label(_("Working it out…"), "muted")
        self._cards_column = QVBoxLayout()
        self._cards_column.setSpacing(8)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.waiting)
        column.addLayout(self._cards_column)
        self.where = WhereButton()
        self.read_out = label("", "muted")
        self.read_out.setWordWrap(True)
        self.read_out.setAccessibleName(_("Values of the chosen month"))
        self.bars.pointed.connect(self._on_month_pointed)
        self.bars.asked.connect(self.where.tell)
        self.variety_title = label(_("Variety by month"), "heading")
        self.variety_note = label(
            _(
                "Many kinds of load may make a back more resilient. That is an idea of the clinic, "
                "not a measured effect: this counts and does not score."
            ),
            "muted",
        )
        self.variety_note.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.variety_title, 1)
        head.addWidget(self.where)
        column.addLayout(head)
        for widget in (self.variety_note, self.read_out, self.bars):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._scroll = scroll

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        self.bars.set_colours(colours)
        self._colours = colours
        for card in self.cards:
            card.lags.set_colours(colours)
        self._inside.setMaximumWidth(round(WIDEST_EM * self.fontMetrics().height()))

    def show_days(self, shown: Shown) -> None:
        """Work out what the days in view say; an older answer that comes late is dropped."""
        self._shown = shown
        self._turn += 1
        turn = self._turn
        self.waiting.setVisible(not self._sayings)

        def work(_progress: Progress) -> tuple[Sayings, Sequence[MonthVariety]]:
            first, last = shown.first.replace(day=1), shown.last
            months = [one for one in variety(shown.dossier) if first <= one.month <= last]
            return sayings(shown), months

        def done(found: tuple[Sayings, Sequence[MonthVariety]]) -> None:
            if turn == self._turn:
                self._show(*found, shown)

        self._tasks.run(work, done)

    def focus_first(self) -> None:
        """Put the keyboard on the first card's button."""
        if self.cards:
            self.cards[0].where.setFocus()
        else:
            self._scroll.setFocus()

    def _show(self, found: Sayings, months: Sequence[MonthVariety], shown: Shown) -> None:
        self._sayings, self._months = found.all, months
        self.waiting.hide()
        while len(self.cards) < len(found.all):
            card = SayingCard()
            card.lags.set_colours(self._colours)
            self.cards.append(card)
            self._cards_column.addWidget(card)
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(found.all))
            if number < len(found.all):
                card.show_saying(found.all[number], _period(shown), found.basis)
        self._show_variety(months, shown.content.units)

    def _show_variety(self, months: Sequence[MonthVariety], units: Units) -> None:
        self.bars.show_months(months, units)
        for widget in (self.variety_title, self.variety_note, self.where, self.read_out):
            widget.setVisible(bool(months))
        self._on_month_pointed(None)

    def _on_month_pointed(self, one: MonthVariety | None) -> None:
        self.read_out.setEnabled(one is not None)
        self.read_out.setText(
            _("Point at a month to read its numbers; arrows go from month to month.")
            if one is None
            else self.bars.words(one)
        )
        self.where.show_source(_("Variety by month"), variety_source(one, self.bars.words))

    def tell_where(self) -> None:
        """Show how variety is counted; each sentence has its own button."""
        self.where.tell()

    # Files

    @property
    def picture(self) -> QWidget:
        """Return cards and bars as one picture."""
        return self._inside

    def picture_size(self) -> QSize:
        """Return the size of the whole list."""
        return self._inside.size()

    def paint_picture(self, painter: QPainter) -> None:
        """Paint cards and bars."""
        self._inside.render(painter, QPoint(0, 0))

    def csv(self) -> str:
        """Return the sentences with what they rest on."""
        return table_text(
            ["question", "sentence", "n", "n_effective"],
            (
                [
                    one.title,
                    one.sentence,
                    "" if one.n is None else str(one.n),
                    "" if one.n_effective is None else number_cell(round(one.n_effective, 1)),
                ]
                for one in self._sayings
            ),
        )
