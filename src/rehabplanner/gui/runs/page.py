"""The run log: type in or import sessions, sort and filter them, see one in detail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.domain.quick_line import QuickLine
from rehabplanner.domain.responses import SessionPain, week_pain
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.draft_fields import field_of
from rehabplanner.gui.draft_keeper import DraftKeeper
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.forms import chosen, label
from rehabplanner.gui.page import Page
from rehabplanner.gui.runs.columns import NOTHING_NOTED, session_columns
from rehabplanner.gui.runs.detail import ActivityDetail
from rehabplanner.gui.runs.filtering import Filter
from rehabplanner.gui.runs.form import ActivityDialog, ActivityForm
from rehabplanner.gui.runs.quick import QuickEntry, records_of
from rehabplanner.gui.runs.spikes import spikes
from rehabplanner.gui.runs.week_columns import NO_PAIN_NOTED, Week, week_columns, weeks
from rehabplanner.gui.tables import RecordTableModel, fit_columns
from rehabplanner.gui.widgets.empty_state import EmptyState
from rehabplanner.wording import (
    _,
    day_text,
    distance_text,
    minutes_text,
    ngettext,
    number_text,
    word,
)

PERIODS_DAYS = (None, 28, 84, 365)


class RunsPage(Page):
    """The tab “Run log”."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._units = Units.METRIC
        self._spikes: dict[UUID, str] = {}
        self._pain: SessionPain | None = None
        self._selected: UUID | None = None
        self.quick = QuickEntry()
        self.quick.entered.connect(self._on_quick_entered)
        self.quick.more_wanted.connect(self._on_more_wanted)
        self._typed = DraftKeeper(desk.drafts, {"line": field_of(self.quick.line)}, self)
        self.model: RecordTableModel[Activity] = RecordTableModel(
            session_columns(self._units, {}, lambda _activity: NOTHING_NOTED), self
        )
        self.week_model: RecordTableModel[Week] = RecordTableModel(
            week_columns(self._units, lambda _monday: NO_PAIN_NOTED), self
        )
        self.table = _table(self.model)
        self.table.setAccessibleName(_("Sessions"))
        self.week_table = _table(self.week_model)
        self.week_table.setAccessibleName(_("Totals per week"))
        self.week_table.horizontalHeader().setStretchLastSection(False)
        self.detail = ActivityDetail(desk.theme)
        self.detail.edit_wanted.connect(self._on_edit_wanted)
        self.detail.remove_wanted.connect(self._on_remove_wanted)
        self.detail.pain_given.connect(self._on_pain_given)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.table.doubleClicked.connect(self._on_edit_wanted)
        self._build()
        for keys, slot in (
            ("Del", self._on_remove_wanted),
            ("Return", self._on_edit_wanted),
            ("F2", self._on_edit_wanted),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        for keys, slot in (("Ctrl+N", self.focus_first), ("Ctrl+F", self._on_find_wanted)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # Building

    def _build(self) -> None:
        self.empty = EmptyState(
            _("No sessions yet"),
            _(
                "Bring in runs from your watch (FIT, GPX, TCX, CSV or a whole export archive), "
                "drop files anywhere on this window, or type a session in the line above."
            ),
        )
        self.empty.button(_("&Import files…"), primary=True).clicked.connect(self._on_import)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._filters())
        self.tables = QStackedWidget()
        self.tables.addWidget(self.table)
        self.tables.addWidget(self.week_table)
        column.addWidget(self.tables, 1)
        self.totals = label("", "muted")
        self.totals.setWordWrap(True)
        column.addWidget(self.totals)
        self.split = QSplitter()
        self.split.addWidget(left)
        self.split.addWidget(self.detail)
        self.split.setSizes([800, 420])
        self.split.setChildrenCollapsible(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.split)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 6)
        layout.addWidget(self._typed.bar)
        layout.addWidget(self.quick)
        layout.addWidget(self.stack, 1)

    def _filters(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search title, notes, place…"))
        self.search.setAccessibleName(_("Search the log"))
        self.search.setClearButtonEnabled(True)
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind"))
        self.kind.addItem(_("All kinds"), None)
        for kind in Kind:
            self.kind.addItem(word(kind), kind)
        self.period = QComboBox()
        self.period.setAccessibleName(_("Period"))
        names = (_("All time"), _("Last 4 weeks"), _("Last 12 weeks"), _("Last year"))
        for name, days in zip(names, PERIODS_DAYS, strict=True):
            self.period.addItem(name, days)
        self.by_week = QPushButton(_("&Weeks"))
        self.by_week.setCheckable(True)
        self.by_week.setToolTip(_("Totals per week"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._filter)
        self.search.textChanged.connect(self._on_filter_changed)
        self.kind.currentIndexChanged.connect(self._on_filter_changed)
        self.period.currentIndexChanged.connect(self._on_filter_changed)
        self.by_week.toggled.connect(self._on_by_week_toggled)
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.kind)
        row.addWidget(self.period)
        row.addWidget(self.by_week)
        return row

    # Showing

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a person's sessions; the selection stays where it was."""
        is_other = self.dossier is None or (
            dossier is not None and dossier.person.id != self.dossier.person.id
        )
        super().show_dossier(dossier)
        if dossier is None:
            return
        units = dossier.person.units
        self.quick.set_context(self.desk.today(), units)
        if is_other:
            self._keep_line(dossier.person.id)
        self.stack.setCurrentWidget(self.split if dossier.activities else self.empty)
        self._units = units
        self.week_model.columns = week_columns(units, partial(week_pain, dossier))
        self._spikes = spikes(dossier.activities, units)
        self._pain = SessionPain(dossier)
        self.model.columns = session_columns(units, self._spikes, self._pain.scores)
        wanted = None if is_other else self._selected
        self.model.set_records(dossier.activities)
        if is_other:
            self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self._filter()
        if is_other:
            fit_columns(self.table, self.model)
            fit_columns(self.week_table, self.week_model, widest_em=24)
        self._select(wanted)

    def _keep_line(self, person_id: UUID) -> None:
        """Keep what is typed into the quick line for the person it was typed for."""
        self._typed.pause()
        self.quick.line.clear()
        self._typed.begin(DraftKey("line", person_id))

    def focus_first(self) -> None:
        """Put the keyboard into the quick line."""
        self.quick.line.setFocus()

    def _select(self, activity_id: UUID | None) -> None:
        row = None
        if activity_id is not None:
            row = self.model.row_of(lambda one: one.id == activity_id)
        if row is None and self.model.rowCount():
            row = 0
        if row is not None:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))
        self._show_selected()

    def selected(self) -> Activity | None:
        """Return the session whose row is selected."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.record(rows[0].row()) if rows else None

    def _show_selected(self) -> None:
        activity = self.selected()
        self._selected = activity.id if activity else None
        self.detail.setVisible(activity is not None and not self.by_week.isChecked())
        if activity is None or self.dossier is None:
            return
        track = self.desk.workspace.track(activity.id) if activity.source_name else None
        pains = self._entries(activity)
        mark = self._spikes.get(activity.id, "")
        person = self.dossier.person
        self.detail.show_activity(activity, track, pains, self._units, mark, person)

    def _entries(self, activity: Activity) -> list[PainEntry]:
        """Return the pain that was noted with a session, worst first."""
        return self._pain.entries(activity) if self._pain is not None else []

    def _filter(self) -> None:
        wanted = self.search.text().casefold().split()
        kind = chosen(self.kind, Kind)
        days: int | None = self.period.currentData()
        last = self.dossier.activities[-1].day if self.dossier and self.dossier.activities else None
        first = last - timedelta(days=days - 1) if last is not None and days else None
        if wanted or kind is not None or first is not None:
            self.model.set_filter(Filter(wanted, kind, first))
        else:
            self.model.set_filter(None)
        shown = self.model.shown()
        self.week_model.set_records(weeks(shown))
        self.totals.setText(self._totals_words(shown))

    def _totals_words(self, shown: list[Activity]) -> str:
        distance = sum(one.distance_m or 0 for one in shown if one.is_running)
        minutes = sum(one.duration_s or 0 for one in shown) / 60
        loads = [one.load for one in shown if one.load is not None]
        parts = [
            ngettext("{count} session", "{count} sessions", len(shown)),
            _("{distance} of running").format(distance=distance_text(distance, self._units)),
            minutes_text(minutes),
        ]
        if loads:
            parts.append(_("load {load}").format(load=number_text(sum(loads))))
        if len(loads) < len(shown):
            missing = len(shown) - len(loads)
            parts.append(ngettext("{count} without effort", "{count} without effort", missing))
        return " · ".join(parts)

    # Slots

    def _on_filter_changed(self) -> None:
        self._later.start()

    def _on_by_week_toggled(self, is_on: bool) -> None:
        self.tables.setCurrentIndex(1 if is_on else 0)
        self._show_selected()

    def _on_find_wanted(self) -> None:
        self.search.setFocus()

    def _on_selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self._show_selected()

    def _on_import(self) -> None:
        self.desk.wishes.ask_for_files.emit()

    def _on_quick_entered(self, line: QuickLine) -> None:
        if self.dossier is None:
            return
        records = records_of(line, self.dossier.person.id)
        self._selected = records[0].id
        text = _("Add {kind} of {day}").format(
            kind=word(line.kind), day=day_text(line.day, year=False)
        )
        self.desk.workspace.save(text, *records)
        self.quick.clear()
        self._typed.look()
        self.desk.notices.show(_("Added"), can_undo=True)

    def _on_more_wanted(self) -> None:
        self._ask(None, _("New session"))

    def _on_edit_wanted(self) -> None:
        activity = self.selected()
        if activity is not None:
            self._ask(activity, _("Edit session"))

    def _ask(self, activity: Activity | None, title: str) -> None:
        if self.dossier is None:
            return
        form = ActivityForm(self.desk.theme, self._units)
        form.set_value(self.dossier.person.id, activity, self.desk.today())
        dialog = ActivityDialog(title, form, self)
        dialog.serve(partial(self._store, dialog))
        person_id = self.dossier.person.id
        key = DraftKey("session", person_id, activity.id if activity else None)
        dialog.keep_drafts(self.desk.drafts, key)
        dialog.open()

    def _store(self, dialog: ActivityDialog) -> None:
        if dialog.activity is None:
            return
        is_new = dialog.activity.revision == 0
        before, self._selected = self._selected, dialog.activity.id
        text = _("Add {kind} of {day}") if is_new else _("Edit {kind} of {day}")
        day = day_text(dialog.activity.day, year=False)
        try:
            self.desk.workspace.save(
                text.format(kind=word(dialog.activity.kind), day=day), dialog.activity
            )
        except (StorageError, Conflict):
            self._selected = before
            raise

    def _on_remove_wanted(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        chosen = [self.model.record(row.row()) for row in rows]
        if not chosen:
            return
        text = ngettext("Remove {count} session", "Remove {count} sessions", len(chosen))
        self._selected = None
        self.desk.workspace.remove(text, *chosen)
        self.desk.notices.show(
            ngettext("{count} session removed", "{count} sessions removed", len(chosen)),
            can_undo=True,
        )

    def _on_pain_given(self, moment: Moment, score: int | None) -> None:
        activity = self.selected()
        if activity is None or self.dossier is None:
            return
        day = activity.day + timedelta(days=1 if moment is Moment.MORNING else 0)
        old = [one for one in self._entries(activity) if one.moment is moment]
        text = _("Pain with the session of {day}").format(day=day_text(activity.day, year=False))
        if score is None:
            self.desk.workspace.change(text, removed=old[:1])
        elif old:
            self.desk.workspace.save(text, replace(old[0], score=score))
        else:
            entry = PainEntry(
                person_id=activity.person_id,
                day=day,
                moment=moment,
                score=score,
                activity_id=activity.id,
                noted_at=datetime.now(UTC),
            )
            self.desk.workspace.save(text, entry)


def _table(model: RecordTableModel[Activity] | RecordTableModel[Week]) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setSortingEnabled(True)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.9))
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setStretchLastSection(True)
    return table
