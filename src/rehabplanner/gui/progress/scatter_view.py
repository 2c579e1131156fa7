"""Load and next morning: the scatter with the words that the amount of data allows."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rehabplanner.analytics.gates import GATE_TEXTS, Gate
from rehabplanner.gui.progress.day_source import day_source
from rehabplanner.gui.progress.export import number_cell, table_text
from rehabplanner.gui.progress.pairs import Pairs, pairs_of
from rehabplanner.gui.progress.scatter_plot import ScatterPlot, days_of, kind_words, median_words
from rehabplanner.gui.progress.shown import Shown, View
from rehabplanner.gui.progress.words import GAP, quantity_text, said
from rehabplanner.gui.widgets.where import WhereButton
from rehabplanner.wording import _, day_text, number_text


class ScatterView(View):
    """The dots of the range in view, the two medians, and what may be said of them."""

    file_stem = "load-and-next-morning"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self.pairs: Pairs | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.where = WhereButton()
        self.read_out = QLabel()
        self.read_out.setTextFormat(Qt.TextFormat.PlainText)
        self.read_out.setAccessibleName(_("Values of the chosen dot"))
        self.plot = ScatterPlot()
        self.plot.pointed.connect(self._on_dot_pointed)
        self.plot.asked.connect(self.where.tell)
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.read_out)
        column.addWidget(self.plot, 1)

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        self.plot.set_colours(colours)

    def show_days(self, shown: Shown) -> None:
        """Show the pairs of the range in view."""
        self._shown = shown
        self.pairs = pairs_of(shown.timeline, shown.content.measure, shown.span)
        self.words.setText(" ".join(self._sentences(self.pairs)))
        self.where.show_source(_("Load and next morning"), self._where_text())
        self.plot.show_pairs(self.pairs, shown)
        self.plot.setAccessibleDescription(" ".join([*self._counts(self.pairs), self.words.text()]))

    def focus_first(self) -> None:
        """Put the keyboard on the dots."""
        self.plot.setFocus()

    def _sentences(self, pairs: Pairs) -> list[str]:
        """Return what may be said: counts below the gate, the two medians above it."""
        shown = self._shown
        assert shown is not None
        sentences = [
            _("{first} to {last}.").format(
                first=day_text(shown.first, name=False), last=day_text(shown.last, name=False)
            ),
            _(
                "{percent} % of the days logged, {count} days with load and next-morning pain."
            ).format(percent=number_text(100 * pairs.logged_share), count=pairs.state.pairs),
        ]
        if pairs.shows_dots:
            return [*sentences, _(GATE_TEXTS[Gate.MEDIANS]), _("Association, not cause.")]
        closed = pairs.state.closed_by
        sentences.append(said(closed) if closed else _("It is too early to compare them."))
        if pairs.state.next_step is not None:
            sentences.append(said(pairs.state.next_step))
        return sentences

    def _counts(self, pairs: Pairs) -> list[str]:
        found = []
        for key in ("run", "rest", "other"):
            days = days_of(pairs, key)
            median = pairs.median_after(days)
            if median is None:
                continue
            words = kind_words(key, int(days.sum()))
            if pairs.shows_dots and key != "other":
                words = f"{words}, {median_words(key, median)}"
            found.append(f"{words}.")
        return found

    def _where_text(self) -> str:
        shown, pairs = self._shown, self.pairs
        if shown is None or pairs is None:
            return ""
        missing = pairs.days - pairs.state.pairs
        return "\n\n".join(
            [
                _("Load and next morning"),
                _("Each dot is one day: what was done, and the highest morning score of the next."),
                _("Dots are moved up or down a little, so that equal scores do not hide."),
                _("The median: half of the scores are at or below it."),
                _("From {first} to {last}.").format(
                    first=day_text(shown.first), last=day_text(shown.last)
                ),
                _("Days left out because load or next-morning pain is unknown: {count}.").format(
                    count=missing
                ),
                _(
                    "Nothing is compared below 14 days: two unrelated things often look "
                    "alike by chance. No line is drawn through the dots: one day hangs on the day "
                    "before, and such a line would see links where there are none."
                ),
            ]
        )

    def _source(self, number: int | None) -> str:
        """Return where the picture comes from, and the chosen dot with its next morning."""
        shown, pairs = self._shown, self.pairs
        if shown is None or pairs is None or number is None:
            return self._where_text()
        day = shown.timeline.day(int(pairs.column[number]))
        of_dot = [day_source(shown, day), day_source(shown, day + timedelta(days=1))]
        return "\n\n".join([*of_dot, self._where_text()])

    def _on_dot_pointed(self, number: int | None) -> None:
        shown, pairs = self._shown, self.pairs
        self.read_out.setEnabled(number is not None)
        self.where.hold(_("Load and next morning"), partial(self._source, number))
        if shown is None or pairs is None or number is None:
            self.read_out.setText(_("Point at a dot to read its day; arrows go from day to day."))
            return
        day = shown.timeline.day(int(pairs.column[number]))
        content = shown.content
        words = [
            day_text(day),
            quantity_text(float(pairs.load[number]), content.measure, content.units),
            _("next morning {score}").format(score=number_text(float(pairs.pain[number]))),
        ]
        self.read_out.setText(GAP.join(words))

    def tell_where(self) -> None:
        """Show where the values come from that were looked at last."""
        self.where.tell()

    # Files

    @property
    def picture(self) -> QWidget:
        """Return the plot."""
        return self.plot

    def paint_picture(self, painter: QPainter) -> None:
        """Paint the plot as shapes."""
        self.plot.paint_plot(painter)

    def csv(self) -> str:
        """Return day, load and next-morning pain."""
        shown, pairs = self._shown, self.pairs
        if shown is None or pairs is None:
            return ""
        kinds = kinds_of(pairs)
        return table_text(
            ["date", shown.content.measure.value.replace(" ", "_"), "pain_next_morning", "day"],
            (
                [
                    shown.timeline.day(int(column)).isoformat(),
                    number_cell(float(load)),
                    number_cell(float(pain)),
                    kind,
                ]
                for column, load, pain, kind in zip(
                    pairs.column, pairs.load, pairs.pain, kinds, strict=True
                )
            ),
        )


def kinds_of(pairs: Pairs) -> list[str]:
    """Return the kind of each pair's day."""
    return [
        "run" if run else "rest" if rest else "other"
        for run, rest in zip(pairs.is_run, pairs.is_rest, strict=True)
    ]
