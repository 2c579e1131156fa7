"""Load and pain: the first tab. What is shown is chosen above; four views show it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from rehabplanner.analytics.timeline import (
    MEASURE_NAMES,
    DayState,
    Measure,
    Timeline,
)
from rehabplanner.domain.diary import BodyPart
from rehabplanner.domain.dossier import Dossier
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.page import Page
from rehabplanner.gui.progress.ahead import ahead_percents
from rehabplanner.gui.progress.choices import Choices, Remembered
from rehabplanner.gui.progress.content import Content, Step
from rehabplanner.gui.progress.kept import KeptDays
from rehabplanner.gui.progress.later import numbers_view, scatter_view, year_view
from rehabplanner.gui.progress.over_time import OverTime
from rehabplanner.gui.progress.sharing import Sharing
from rehabplanner.gui.progress.shown import Shown, View
from rehabplanner.gui.progress.span import data_days, range_days
from rehabplanner.gui.progress.tools import Tools
from rehabplanner.gui.widgets.empty_state import EmptyState
from rehabplanner.wording import _, ngettext, word

FEWEST_KNOWN_SHARE = 0.5


class ProgressPage(Page):
    """The tab: range and choices above, one of four views below; keys 1 to 4 change the view."""

    wants_import = Signal()
    """The person pressed "Import runs" on the empty page; the window's wishes are told as well."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._kept = KeptDays()
        self._remembered = Remembered(desk.settings)
        self._choices = Choices()
        self._part: BodyPart | None = None
        self._is_setting_range = False
        self._makers: Mapping[str, Callable[[], View]] = {
            "year": partial(year_view, self._on_day_wanted),
            "scatter": scatter_view,
            "numbers": partial(numbers_view, desk.tasks),
        }
        self._build()
        self._connect()
        self._on_theme_changed()

    # Building

    def _build(self) -> None:
        self.over_time = OverTime()
        self.chart, self.legend = self.over_time.chart, self.over_time.legend
        self.read_out, self.hint = self.over_time.read_out, self.over_time.hint
        self.glance, self.statistics = self.over_time.glance, self.over_time.statistics
        self.views: dict[str, View] = {"time": self.over_time}
        self.tools = Tools()
        self.sharing = Sharing(self, self.desk.notices)
        self.tools.more.setMenu(self.over_time.extras)
        self.tools.share.setMenu(self.sharing.menu)
        self.sharing.serve(self.over_time)
        self._shelf = QStackedWidget()
        self._shelf.addWidget(self.over_time)
        column = QVBoxLayout()
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 0, 16, 0)
        holder.addWidget(self.tools)
        column.addLayout(holder)
        column.addWidget(self._shelf, 1)
        main = QWidget()
        main.setLayout(column)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(main)
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(self._nobody_page())

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
        self.tools.views.buttonClicked.connect(self._on_view_clicked)
        self.tools.ranges.buttonClicked.connect(self._on_range_clicked)
        self.tools.steps.buttonClicked.connect(self._on_step_clicked)
        self.tools.measure.activated.connect(self._on_measure_activated)
        self.tools.part.activated.connect(self._on_part_activated)
        self.tools.selecting.toggled.connect(self.chart.set_selecting)
        self.chart.view_changed.connect(self._on_chart_moved)
        self.over_time.hidden_changed.connect(self._on_hidden_changed)
        self.over_time.extras.estimates_wanted.connect(self._on_estimates_wanted)
        self.over_time.extras.plain_wanted.connect(self._on_plain_wanted)
        self.import_button.clicked.connect(self._on_import_clicked)
        self.diary_button.clicked.connect(self._on_diary_clicked)
        self.person_button.clicked.connect(self._on_person_clicked)
        for number, button in enumerate(self.tools.views.buttons(), start=1):
            short = QShortcut(QKeySequence(str(number)), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(button.click)

    # Showing

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a person's load and pain; the view stays if it is the same person as before."""
        is_same = (
            dossier is not None
            and self.dossier is not None
            and dossier.person.id == self.dossier.person.id
            and self._kept.timeline is not None
        )
        super().show_dossier(dossier)
        if dossier is None:
            self._stack.setCurrentIndex(2)
            return
        if not is_same:
            self._part = None
            self.chart.clear_selection()
            self._choices = self._remembered.of(dossier.person.id)
            self.over_time.show_choices(self._choices)
        self._fill_parts(dossier)
        parts = None if self._part is None else frozenset({self._part})
        timeline = self._kept.show(dossier, parts, with_estimates=self._choices.estimates)
        if timeline is None:
            self._stack.setCurrentIndex(1)
            return
        self._stack.setCurrentIndex(0)
        self._show_timeline(dossier, timeline, is_same=is_same)
        if not is_same:
            self.show_view(self._choices.view)

    def focus_first(self) -> None:
        """Put the keyboard on the picture, or on the first button where there is none yet."""
        if self._stack.currentIndex() == 0:
            self.view().focus_first()
        else:
            (self.import_button, self.person_button)[self._stack.currentIndex() - 1].setFocus()

    def view(self) -> View:
        """Return the view that is shown."""
        shown = self._shelf.currentWidget()
        assert isinstance(shown, View)
        return shown

    def _show_timeline(self, dossier: Dossier, timeline: Timeline, *, is_same: bool) -> None:
        measure, hint = self._measure_for(timeline)
        plain = self._choices.plain
        content = Content(
            timeline=timeline,
            events=dossier.events,
            today=self.desk.today(),
            measure=measure,
            step=Step(self._choices.step),
            units=dossier.person.units,
            ceiling=dossier.person.pain_ceiling,
            hidden=self.over_time.hidden,
            is_plain=plain,
            ahead=ahead_percents(dossier, timeline, self.desk.today()),
            known_curves=self._kept.curves(measure, is_plain=plain),
        )
        self.over_time.show_content(content, data_days(dossier, content.today), hint)
        self.tools.mark(content.measure, content.step)
        if not is_same or self.tools.range_key() is not None:
            key = self.tools.range_key() if is_same else None
            self._show_range(key or self._choices.range)
        self._refresh()

    def _choose(self, **changes: Any) -> None:
        """Take and remember a choice of the person that is shown."""
        self._choices = replace(self._choices, **changes)
        if self.dossier is not None:
            self._remembered.change(self.dossier.person.id, **changes)

    def _refresh(self) -> None:
        """Hand the view that is shown the days as they are now."""
        if (shown := self._shown()) is not None:
            self.view().show_days(shown)

    def _shown(self) -> Shown | None:
        content = self.chart.content
        if content is None or self.dossier is None or self._kept.timeline is None:
            return None
        first, last = self.chart.selection or self.over_time.visible_days()
        return Shown(
            dossier=self.dossier,
            content=content,
            part=self._part,
            first=first,
            last=last,
            estimates=self._kept.estimates,
            uses_estimates=self._choices.estimates,
        )

    def _measure_for(self, timeline: Timeline) -> tuple[Measure, str]:
        """Return the chosen measure, or one that is known where hardly any effort was noted."""
        measure = Measure(self._choices.measure)
        sessions = int((timeline.state == DayState.SESSION).sum())
        if measure is Measure.TRIMP and np.isnan(timeline.amounts[measure].total).all():
            return measure, _(
                "Heart-rate load needs heart rates in the log, and of this person the heart rate "
                "at rest, the highest one, and sex (People, Edit person)."
            )
        if measure is not Measure.LOAD or not sessions:
            return measure, ""
        missing = int(timeline.amounts[Measure.LOAD].is_partial.sum())
        if 1 - missing / sessions >= FEWEST_KNOWN_SHARE:
            return measure, ""
        distances = timeline.amounts[Measure.DISTANCE]
        other = Measure.DISTANCE if np.nansum(distances.total) > 0 else Measure.MINUTES
        hint = ngettext(
            "Load needs the effort of each session; {count} day has none. Until then you see:",
            "Load needs the effort of each session; {count} days have none. Until then you see:",
            missing,
        )
        return other, f"{hint} {_(MEASURE_NAMES[other]).lower()}."

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

    def _show_range(self, key: str) -> None:
        step = self.chart.content.step if self.chart.content else Step.WEEK
        self._is_setting_range = True
        self.chart.show_days(*range_days(key, self.dossier, self.desk.today(), step))
        self._is_setting_range = False
        self.tools.mark_range(key)

    def show_view(self, key: str) -> None:
        """Show one of the views; it is made when it is first shown."""
        if key not in self.views:
            made = self._makers[key]()
            made.set_colours(self._colours())
            self.sharing.serve(made)
            self.views[key] = made
            self._shelf.addWidget(made)
        view = self.views[key]
        self._shelf.setCurrentWidget(view)
        self.tools.mark_view(key)
        self.tools.fit(uses_steps=view.uses_steps, uses_measure=view.uses_measure)
        self._refresh()

    def _colours(self) -> dict[str, QColor]:
        return {role: QColor(name) for role, name in self.desk.theme.colours().items()}

    # What was done

    def _on_theme_changed(self) -> None:
        for view in self.views.values():
            view.set_colours(self._colours())

    def _on_view_clicked(self, button: QPushButton) -> None:
        self._choose(view=str(button.property("key")))
        self.show_view(self._choices.view)
        self.view().focus_first()

    def _on_range_clicked(self, button: QPushButton) -> None:
        key = str(button.property("key"))
        self._choose(range=key)
        self.chart.clear_selection()
        self._show_range(key)
        self._refresh()

    def _on_chart_moved(self, _days: object) -> None:
        if not self._is_setting_range:
            self.tools.mark_range(None)

    def _on_step_clicked(self, button: QPushButton) -> None:
        step = Step(str(button.property("key")))
        self._choose(step=step.value)
        if self.chart.content is not None:
            self.chart.change(replace(self.chart.content, step=step))
            if (key := self.tools.range_key()) is not None:
                self._show_range(key)

    def _on_measure_activated(self, _index: int) -> None:
        measure = Measure(self.tools.measure.currentData())
        self._choose(measure=measure.value)
        self._show_again()

    def _on_part_activated(self, _index: int) -> None:
        chosen = self.tools.part.currentData()
        self._part = BodyPart(chosen) if chosen else None
        self._show_again()

    def _on_hidden_changed(self) -> None:
        self._choose(hidden=tuple(sorted(self.over_time.hidden)))

    def _on_estimates_wanted(self, is_on: bool) -> None:
        self._choose(estimates=is_on)
        self._show_again()

    def _on_plain_wanted(self, is_on: bool) -> None:
        self._choose(plain=is_on)
        self._show_again()

    def _show_again(self) -> None:
        if self.dossier is not None:
            self.show_dossier(self.dossier)

    def _on_day_wanted(self, day: date) -> None:
        self._choose(view="time")
        self.show_view("time")
        self.chart.select(day, day)
        self.chart.focus_on(day)
        self.chart.setFocus()

    def _on_import_clicked(self) -> None:
        self.wants_import.emit()
        self.desk.wishes.import_files.emit([])

    def _on_diary_clicked(self) -> None:
        self.desk.wishes.open_tab.emit("diary")

    def _on_person_clicked(self) -> None:
        self.desk.wishes.new_person.emit()
