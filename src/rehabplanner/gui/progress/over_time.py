"""The view over time: legend, read-out, chart, and the numbers beside it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from rehabplanner.analytics.glance import glance_figures, last_week_days
from rehabplanner.analytics.load_figures import load_figures
from rehabplanner.analytics.ranges import range_figures
from rehabplanner.gui.progress.chart import TimeChart
from rehabplanner.gui.progress.choices import Choices
from rehabplanner.gui.progress.content import Content, keys_with_data
from rehabplanner.gui.progress.day_source import day_source
from rehabplanner.gui.progress.export import csv_text
from rehabplanner.gui.progress.extras import Extras
from rehabplanner.gui.progress.figures_card import FiguresCard
from rehabplanner.gui.progress.legend import Legend
from rehabplanner.gui.progress.shown import Shown, View
from rehabplanner.gui.progress.side import SideColumn
from rehabplanner.gui.progress.words import day_words, figure_text, said
from rehabplanner.gui.widgets.where import WhereButton
from rehabplanner.wording import _, day_text, ngettext, week_text

NARROW_EM = 54
FEWEST_CHART_EM = 21
STRIPS_IN_CHART_EM = 3
ONE_DAY = timedelta(days=1)


class OverTime(View):
    """Load beside pain over time, and what the days in view or in a chosen range add up to."""

    uses_steps = True
    hidden_changed = Signal()
    """Another set of series and strips is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = (date.min, date.min)
        self._shown: Shown | None = None
        self._told: date | None = None
        self._build()
        self.legend.toggled.connect(self._on_legend_toggled)
        self.extras.changed.connect(self._on_extras_changed)
        self.legend.hovered.connect(self.chart.isolate)
        self.chart.hovered.connect(self._on_chart_hovered)
        self.chart.selected.connect(self._on_chart_selected)
        self.chart.asked.connect(self.where.tell)
        self.statistics.closed.connect(self.chart.clear_selection)

    def _build(self) -> None:
        self.chart = TimeChart()
        self.chart.setAccessibleName(_("Load and pain over time"))
        self.legend = Legend()
        self.extras = Extras(self)
        self.where = WhereButton()
        self.read_out = QLabel()
        self.read_out.setTextFormat(Qt.TextFormat.PlainText)
        self.read_out.setWordWrap(True)
        self.read_out.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.read_out.setAccessibleName(_("Values of the day under the crosshair"))
        self.hint = QLabel()
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self.glance = FiguresCard()
        self.statistics = FiguresCard(can_close=True)
        self.closer = FiguresCard()
        self.side = SideColumn([self.glance, self.statistics, self.closer])
        left = QVBoxLayout()
        left.setSpacing(6)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.legend)
        left.addWidget(self.hint)
        reading = QHBoxLayout()
        reading.addWidget(self.read_out, 1)
        reading.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(reading)
        left.addWidget(self.chart, 1)
        holder = QWidget()
        holder.setLayout(left)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(16, 0, 16, 12)
        self._row.setSpacing(16)
        self._row.addWidget(holder, 1)
        self._row.addWidget(self.side)
        main = QWidget()
        main.setLayout(self._row)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(main)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    # Showing

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role, and the letters' new size."""
        self.side.forget_width()
        self.chart.set_colours(colours)
        self.legend.set_colours(colours)
        self._fit_side()

    def show_content(self, content: Content, data: tuple[date, date], hint: str) -> None:
        """Show this content; `data` are the first and last day with entries."""
        self._data = data
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.chart.show_content(content, data)
        self.legend.show_keys(keys_with_data(content))
        self.extras.show_content(content)

    def show_choices(self, choices: Choices) -> None:
        """Set what was chosen for this person, without telling anybody."""
        self.legend.show_hidden(choices.hidden)
        self.extras.show_choices(choices.hidden, estimates=choices.estimates, plain=choices.plain)
        self._told = None

    def show_days(self, shown: Shown) -> None:
        """Show the numbers of the days in view."""
        self._shown = shown
        self.show_numbers()

    def focus_first(self) -> None:
        """Put the keyboard on the chart."""
        self.chart.setFocus()

    def show_numbers(self) -> None:
        """Show the numbers of the week and of the brushed days, and describe the picture."""
        content = self.chart.content
        if content is None:
            return
        monday, sunday = last_week_days(content.timeline, content.today)
        is_this = monday <= content.today <= sunday
        self.glance.show_figures(
            _("This week at a glance") if is_this else _("The last week with entries"),
            week_text(monday),
            glance_figures(content.timeline, content.today, content.measure),
            content.units,
            _("week before: {amount}"),
        )
        day = min(content.today, content.timeline.last)
        curves = content.curves
        self.closer.show_figures(
            _("Load in more detail"),
            _("up to {day}").format(day=day_text(day, name=False)),
            load_figures(
                content.timeline,
                day,
                content.measure,
                curves.acute,
                curves.chronic,
                curves.is_plain,
            ),
            content.units,
            "",
        )
        if self.chart.selection is None:
            # The hidden card already holds large numbers (the later half of the log beside the
            # earlier one), so that the column is wide enough and the chart does not jump when
            # days are brushed.
            first, last = self._data
            self._fill_statistics(content, first + (last - first) // 2 + ONE_DAY, last)
        self._show_selection()
        self._fit_side()
        self.describe()
        self._on_chart_hovered(self.chart.cursor_day)

    def describe(self) -> None:
        """Say the visible part of the chart in sentences, for screen readers."""
        self.chart.setAccessibleDescription(self._summary())

    def visible_days(self) -> tuple[date, date]:
        """Return the visible days that have passed and lie within the log."""
        first, last = self.chart.view
        today = self.chart.content.today if self.chart.content else last
        last = min(last, max(self._data[1], min(today, last)))
        return min(max(first, self._data[0]), last), last

    def _show_selection(self) -> None:
        content, days = self.chart.content, self.chart.selection
        self.statistics.setVisible(days is not None)
        if content is not None and days is not None:
            self._fill_statistics(content, *days)

    def _fill_statistics(self, content: Content, first: date, last: date) -> None:
        count = (last - first).days + 1
        self.statistics.show_figures(
            ngettext("{count} selected day", "{count} selected days", count),
            _("{first} to {last}").format(
                first=day_text(first, name=False), last=day_text(last, name=False)
            ),
            range_figures(content.timeline, first, last, content.measure),
            content.units,
            _("before: {amount}"),
        )

    def _summary(self) -> str:
        """Return the visible part of the chart in sentences, for screen readers."""
        content = self.chart.content
        if content is None:
            return ""
        first, last = self.visible_days()
        figures = range_figures(content.timeline, first, last, content.measure)
        sentences = [
            _("From {first} to {last}.").format(first=day_text(first), last=day_text(last))
        ]
        sentences += [
            f"{said(figure.name)}: {figure_text(figure, content.units)}, {said(figure.counted)}."
            for figure in figures
            if figure.value is not None
        ]
        events = sum(first <= event.day <= last for event in content.events)
        if events:
            sentences.append(ngettext("{count} event.", "{count} events.", events))
        return " ".join(sentences)

    # What was done

    @property
    def hidden(self) -> frozenset[str]:
        """Return the keys of everything that is switched off."""
        return self.legend.hidden | self.extras.hidden

    def _on_legend_toggled(self, _key: str, _is_shown: bool) -> None:
        if self.chart.content is not None:
            self.chart.change(replace(self.chart.content, hidden=self.hidden))
        self.hidden_changed.emit()

    def _on_extras_changed(self) -> None:
        self._on_legend_toggled("", True)
        self._fit_side()

    def _on_chart_hovered(self, day: date | None) -> None:
        content = self.chart.content
        if content is not None and day is not None:
            self._tell_of(day)
        self.where.setVisible(self._told is not None)
        if content is None or day is None:
            self.read_out.setText(
                _(
                    "Point at a day to read its values. Drag to move, turn the wheel to zoom.\n"
                    "Drag with Shift over days to see what they add up to."
                )
            )
            self.read_out.setEnabled(False)
            return
        self.read_out.setEnabled(True)
        self.read_out.setText(day_words(content, day))

    def _tell_of(self, day: date) -> None:
        """Hold ready where the values of a day come from, also after the mouse has left it."""
        if self._shown is None or self.chart.content is None:
            return
        shown = replace(self._shown, content=self.chart.content)
        self.where.hold(day_text(day, name=False), partial(day_source, shown, day))
        self._told = day

    def _on_chart_selected(self, _days: object) -> None:
        self._show_selection()

    def tell_where(self) -> None:
        """Show where the values come from that were looked at last."""
        self.where.tell()

    # Files

    @property
    def picture(self) -> QWidget:
        """Return the chart."""
        return self.chart

    def picture_size(self) -> QSize:
        """Return the size of the chart."""
        size: QSize = self.chart.viewport().size()
        return size

    def paint_picture(self, painter: QPainter) -> None:
        """Paint panels and axes."""
        self.chart.prepare()
        self.chart.paint_scene(painter)

    def csv(self) -> str:
        """Return the brushed days, or those in view, as CSV."""
        content = self.chart.content
        if content is None:
            return ""
        days = self.chart.selection or self.visible_days()
        return csv_text(content, content.timeline.span(*days))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the numbers below the chart where the window is narrow."""
        super().resizeEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        em = self.fontMetrics().height()
        is_narrow = self.width() < NARROW_EM * em
        strips = len(self.chart.content.strips) if self.chart.content else 0
        more = max(0, strips - STRIPS_IN_CHART_EM) * 1.5
        self.chart.setMinimumHeight(round((FEWEST_CHART_EM + more) * em))
        # A fixed height: words that come and go must not move the chart under the mouse.
        self.read_out.setFixedHeight(round((3.6 if is_narrow else 2.4) * em))
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self.side.stand(below=is_narrow)
