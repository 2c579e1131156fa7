"""Load and pain: the first tab. Chart, legend, range, and the numbers beside it."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.analytics.ranges import glance_figures, last_week_days, range_figures
from rehabplanner.analytics.timeline import (
    MEASURE_NAMES,
    DayState,
    Measure,
    Timeline,
    whole_timeline,
)
from rehabplanner.domain.diary import BodyPart
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import monday_of
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.page import Page
from rehabplanner.gui.progress.chart import TimeChart
from rehabplanner.gui.progress.content import Content, Step, keys_with_data
from rehabplanner.gui.progress.export import csv_text
from rehabplanner.gui.progress.figures_card import FiguresCard
from rehabplanner.gui.progress.legend import Legend
from rehabplanner.gui.progress.sharing import Sharing
from rehabplanner.gui.progress.side import SideColumn
from rehabplanner.gui.progress.tools import Tools
from rehabplanner.gui.progress.words import day_words, figure_text, said
from rehabplanner.gui.widgets.empty_state import EmptyState
from rehabplanner.wording import _, day_text, ngettext, week_text, word

RANGES = ("4w", "12w", "6m", "1y", "all")
RANGE_DAYS = {"4w": 28, "12w": 84, "6m": 182, "1y": 365}
LOOK_AHEAD_DAYS = 7
FRESH_DAYS = 14
ONE_DAY = timedelta(days=1)
FEWEST_KNOWN_SHARE = 0.5
NARROW_EM = 54
FEWEST_CHART_EM = 21


class ProgressPage(Page):
    """Load beside pain over time, and what the days in view or in a chosen range add up to."""

    wants_import = Signal()
    """The person pressed "Import runs" on the empty page; the window's wishes are told as well."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._timeline: Timeline | None = None
        self._part: BodyPart | None = None
        self._is_setting_range = False
        self._build()
        self._connect()
        self._on_theme_changed()

    # Building

    def _build(self) -> None:
        self.chart = TimeChart()
        self.chart.setAccessibleName(_("Load and pain over time"))
        self.tools = Tools()
        self.sharing = Sharing(self.chart, self.desk.notices, self._csv, self)
        self.legend = Legend()
        self.read_out = QLabel()
        self.read_out.setTextFormat(Qt.TextFormat.PlainText)
        self.read_out.setWordWrap(True)
        self.read_out.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.read_out.setAccessibleName(_("Values of the day under the crosshair"))
        self.hint = QLabel()
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.glance = FiguresCard()
        self.statistics = FiguresCard(can_close=True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._main())
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(self._nobody_page())

    def _main(self) -> QWidget:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.tools)
        left.addWidget(self.legend)
        left.addWidget(self.hint)
        left.addWidget(self.read_out)
        left.addWidget(self.chart, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        self._side = SideColumn([self.glance, self.statistics])
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(16)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._side)
        main = QWidget()
        main.setLayout(self._row)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(main)
        return scroll

    def _empty_page(self) -> QWidget:
        self.empty = EmptyState(
            _("Load and pain, side by side"),
            _(
                "Import runs or write your first diary entry. From the first day on you see here "
                "what you did and how your back answered."
            ),
        )
        self.import_button = self.empty.button(_("Import runs"), primary=True)
        self.diary_button = self.empty.button(_("Write in the diary"))
        return self.empty

    def _nobody_page(self) -> QWidget:
        nobody = EmptyState(
            _("Nobody is chosen"), _("Choose a person above, or add the first one.")
        )
        self.person_button = nobody.button(_("Add a person"), primary=True)
        return nobody

    def _connect(self) -> None:
        self.desk.theme.changed.connect(self._on_theme_changed)
        self.tools.ranges.buttonClicked.connect(self._on_range_clicked)
        self.tools.steps.buttonClicked.connect(self._on_step_clicked)
        self.tools.measure.activated.connect(self._on_measure_activated)
        self.tools.part.activated.connect(self._on_part_activated)
        self.tools.selecting.toggled.connect(self._on_selecting_toggled)
        self.legend.toggled.connect(self._on_legend_toggled)
        self.legend.hovered.connect(self.chart.isolate)
        self.chart.hovered.connect(self._on_chart_hovered)
        self.chart.selected.connect(self._on_chart_selected)
        self.chart.view_changed.connect(self._on_view_changed)
        self.statistics.closed.connect(self.chart.clear_selection)
        self.import_button.clicked.connect(self._on_import_clicked)
        self.diary_button.clicked.connect(self._on_diary_clicked)
        self.person_button.clicked.connect(self._on_person_clicked)

    # Showing

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a person's load and pain; the view stays if it is the same person as before."""
        is_same = (
            dossier is not None
            and self.dossier is not None
            and dossier.person.id == self.dossier.person.id
            and self._timeline is not None
        )
        super().show_dossier(dossier)
        if dossier is None:
            self._timeline = None
            self._stack.setCurrentIndex(2)
            return
        if not is_same:
            self._part = None
            self.chart.clear_selection()
        self._fill_parts(dossier)
        self._timeline = whole_timeline(dossier, self._parts())
        if self._timeline is None:
            self._stack.setCurrentIndex(1)
            return
        self._stack.setCurrentIndex(0)
        self._show_timeline(dossier, self._timeline, is_same=is_same)

    def focus_first(self) -> None:
        """Put the keyboard on the chart, or on the first button where there is none yet."""
        first = (self.chart, self.import_button, self.person_button)[self._stack.currentIndex()]
        first.setFocus()

    def _show_timeline(self, dossier: Dossier, timeline: Timeline, *, is_same: bool) -> None:
        content = Content(
            timeline=timeline,
            events=dossier.events,
            today=self.desk.today(),
            measure=self._measure_for(timeline),
            step=Step(self.desk.settings.get(prefs.CHART_STEP))
            if self.desk.settings.get(prefs.CHART_STEP) in set(Step)
            else Step.WEEK,
            units=dossier.person.units,
            ceiling=dossier.person.pain_ceiling,
            hidden=self.legend.hidden,
        )
        self.chart.show_content(content, self._data_days())
        self.legend.show_keys(keys_with_data(content))
        self._mark_choices(content)
        if not is_same or self._checked_range() is not None:
            key = self._checked_range() or self.desk.settings.get(prefs.CHART_RANGE)
            self._show_range(key if key in RANGES else "12w")
        self._show_numbers()
        self._on_chart_hovered(None)

    def _data_days(self) -> tuple[date, date]:
        first = self.dossier.first_day() if self.dossier else None
        last = self.dossier.last_day() if self.dossier else None
        return first or self.desk.today(), last or self.desk.today()

    def _measure_for(self, timeline: Timeline) -> Measure:
        """Return the chosen measure, or one that is known where hardly any effort was noted."""
        stored = self.desk.settings.get(prefs.CHART_MEASURE)
        measure = Measure(stored) if stored in set(Measure) else Measure.LOAD
        sessions = int((timeline.state == DayState.SESSION).sum())
        self.hint.hide()
        if measure is not Measure.LOAD or not sessions:
            return measure
        missing = int(timeline.amounts[Measure.LOAD].is_partial.sum())
        if 1 - missing / sessions >= FEWEST_KNOWN_SHARE:
            return measure
        distances = timeline.amounts[Measure.DISTANCE]
        other = Measure.DISTANCE if np.nansum(distances.total) > 0 else Measure.MINUTES
        self.hint.setText(
            ngettext(
                "Load needs the effort of each session; {count} day has none. Until then you see:",
                "Load needs the effort of each session; {count} days have none. "
                "Until then you see:",
                missing,
            )
            + " "
            + _(MEASURE_NAMES[other]).lower()
            + "."
        )
        self.hint.show()
        return other

    def _mark_choices(self, content: Content) -> None:
        self.tools.measure.setCurrentIndex(self.tools.measure.findData(content.measure))
        for button in self.tools.steps.buttons():
            button.setChecked(button.property("key") == content.step)

    def _fill_parts(self, dossier: Dossier) -> None:
        present = sorted({entry.part for entry in dossier.pains}, key=list(BodyPart).index)
        if self._part not in present:
            self._part = None
        self.tools.part.clear()
        self.tools.part.addItem(_("Pain anywhere"), None)
        for part in present:
            self.tools.part.addItem(word(part), part)
        self.tools.part.setCurrentIndex(self.tools.part.findData(self._part) if self._part else 0)
        self.tools.part.setVisible(len(present) > 1)

    def _parts(self) -> frozenset[BodyPart] | None:
        return None if self._part is None else frozenset({self._part})

    # Numbers and words

    def _show_numbers(self) -> None:
        content = self.chart.content
        if content is None or self._timeline is None:
            return
        monday, sunday = last_week_days(self._timeline, content.today)
        is_this = monday <= content.today <= sunday
        self.glance.show_figures(
            _("This week at a glance") if is_this else _("The last week with entries"),
            week_text(monday),
            glance_figures(self._timeline, content.today, content.measure),
            content.units,
            _("week before: {amount}"),
        )
        if self.chart.selection is None:
            # The hidden card already holds large numbers (the later half of the log beside the
            # earlier one), so that the column is wide enough and the chart does not jump when
            # days are brushed.
            first, last = self._data_days()
            self._fill_statistics(content, first + (last - first) // 2 + ONE_DAY, last)
        self._show_selection()
        self._fit_side()
        self.chart.setAccessibleDescription(self._summary())

    def _show_selection(self) -> None:
        content, days = self.chart.content, self.chart.selection
        self.statistics.setVisible(days is not None)
        if content is None or days is None:
            return
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
        if content is None or self._timeline is None:
            return ""
        first, last = self._visible_days()
        figures = range_figures(self._timeline, first, last, content.measure)
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

    def _visible_days(self) -> tuple[date, date]:
        """Return the visible days that have passed and lie within the log."""
        first, last = self.chart.view
        data = self._data_days()
        last = min(last, max(data[1], min(self.desk.today(), last)))
        first = max(first, data[0])
        return min(first, last), last

    # Ranges

    def _show_range(self, key: str) -> None:
        first, last = self._data_days()
        end = last
        if (
            self.dossier is not None
            and self.dossier.items
            and (self.desk.today() - last <= timedelta(days=FRESH_DAYS))
        ):
            end = max(last, min(self.dossier.items[-1].day, last + timedelta(days=LOOK_AHEAD_DAYS)))
        if self.chart.content is not None and self.chart.content.step is Step.WEEK:
            end = monday_of(end) + timedelta(days=6)
        days = RANGE_DAYS.get(key)
        start = first if days is None else end - timedelta(days=days - 1)
        self._is_setting_range = True
        self.chart.show_days(start, end)
        self._is_setting_range = False
        for button in self.tools.ranges.buttons():
            button.setChecked(button.property("key") == key)

    def _checked_range(self) -> str | None:
        checked = [button for button in self.tools.ranges.buttons() if button.isChecked()]
        return str(checked[0].property("key")) if checked else None

    # What was done

    def _on_theme_changed(self) -> None:
        colours = {role: QColor(name) for role, name in self.desk.theme.colours().items()}
        self._side.forget_width()
        self.chart.set_colours(colours)
        self.legend.set_colours(colours)
        self._fit_side()

    def _on_range_clicked(self, button: QPushButton) -> None:
        key = str(button.property("key"))
        self.desk.settings.set(prefs.CHART_RANGE, key)
        self._show_range(key)
        self.chart.setAccessibleDescription(self._summary())

    def _on_view_changed(self, _days: object) -> None:
        if self._is_setting_range:
            return
        for button in self.tools.ranges.buttons():
            button.setChecked(False)

    def _on_step_clicked(self, button: QPushButton) -> None:
        step = Step(str(button.property("key")))
        self.desk.settings.set(prefs.CHART_STEP, step.value)
        if self.chart.content is not None:
            self.chart.change(replace(self.chart.content, step=step))
            if (key := self._checked_range()) is not None:
                self._show_range(key)

    def _on_measure_activated(self, _index: int) -> None:
        measure = Measure(self.tools.measure.currentData())
        self.desk.settings.set(prefs.CHART_MEASURE, measure.value)
        self.hint.hide()
        if self.chart.content is not None:
            self.chart.change(replace(self.chart.content, measure=measure))
            self.legend.show_keys(keys_with_data(self.chart.content))
            self._show_numbers()

    def _on_part_activated(self, _index: int) -> None:
        chosen = self.tools.part.currentData()
        self._part = BodyPart(chosen) if chosen else None
        if self.dossier is not None:
            self.show_dossier(self.dossier)

    def _on_selecting_toggled(self, is_on: bool) -> None:
        self.chart.set_selecting(is_on)

    def _on_legend_toggled(self, _key: str, _is_shown: bool) -> None:
        if self.chart.content is not None:
            self.chart.change(replace(self.chart.content, hidden=self.legend.hidden))

    def _on_chart_hovered(self, day: date | None) -> None:
        content = self.chart.content
        if content is None or day is None:
            self.read_out.setText(
                _("Point at a day to read its values. Drag to move, turn the wheel to zoom.")
            )
            self.read_out.setEnabled(False)
            return
        self.read_out.setEnabled(True)
        self.read_out.setText(day_words(content, day))

    def _on_chart_selected(self, _days: object) -> None:
        self._show_selection()

    def _on_import_clicked(self) -> None:
        self.wants_import.emit()
        self.desk.wishes.import_files.emit([])

    def _on_diary_clicked(self) -> None:
        self.desk.wishes.open_tab.emit("diary")

    def _on_person_clicked(self) -> None:
        self.desk.wishes.new_person.emit()

    def _csv(self) -> str:
        if self._timeline is None:
            return ""
        days = self.chart.selection or self._visible_days()
        return csv_text(self._timeline, self._timeline.span(*days))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the numbers below the chart where the window is narrow."""
        super().resizeEvent(event)
        self._fit_side()

    def _fit_side(self) -> None:
        em = self.fontMetrics().height()
        is_narrow = self.width() < NARROW_EM * em
        self.chart.setMinimumHeight(round(FEWEST_CHART_EM * em))
        # A fixed height: words that come and go must not move the chart under the mouse.
        self.read_out.setFixedHeight(round((3.6 if is_narrow else 2.4) * em))
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self._side.stand(below=is_narrow)
