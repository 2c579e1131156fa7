"""The pain diary: one day in a card on the left, all days at a glance on the right."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDateEdit,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.diary import BodyPart, Moment, PainEntry
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.diary.card import DayCard
from rehabplanner.gui.diary.days import (
    ONE_DAY,
    Change,
    DayRow,
    Question,
    day_rows,
    pains_of,
    same_as_before,
    set_pain,
    set_value,
    short_day,
)
from rehabplanner.gui.diary.heat import HeatStrip
from rehabplanner.gui.diary.places_dialog import PlacesDialog
from rehabplanner.gui.diary.search_dialog import SearchDialog
from rehabplanner.gui.diary.table import PAIN, DayColumn, DayModel, DayTable
from rehabplanner.gui.forms import label
from rehabplanner.gui.page import Page
from rehabplanner.gui.settings import DIARY_MORE
from rehabplanner.gui.widgets.flow import FlowLayout
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.wording import _

LEAST_DAYS = 84
"""The table begins at the first entry, but not later than this many days ago."""


class DiaryPage(Page):
    """The tab “Pain diary”."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._today = desk.today()
        self.day = self._today
        self._refused: Exception | None = None
        self.card = DayCard(desk.theme)
        self.card.form.keep_drafts(desk.drafts)
        self.card.pain_given.connect(self._on_pain_given)
        self.card.value_given.connect(self._on_value_given)
        self.card.answered.connect(self._on_question_answered)
        self.card.entry_given.connect(self._on_entry_given)
        self.card.entry_removed.connect(self._on_entry_removed)
        self.card.more.set_open(desk.settings.get(DIARY_MORE))
        self.card.more.opened.connect(self._on_more_opened)
        self.card.ladder_wanted.connect(desk.wishes.ladder)
        self.card.places_wanted.connect(self._on_places_wanted)
        self.model = DayModel(desk.theme, self)
        self.table = DayTable(self.model, desk.theme)
        self.table.typed.connect(self._on_table_typed)
        self.table.day_chosen.connect(self._on_day_chosen)
        self.heat = HeatStrip(desk.theme)
        self.heat.chosen.connect(self._on_day_chosen)
        self._build()
        self._add_keys()
        desk.theme.changed.connect(self._on_theme_changed)

    # Building

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._head())
        self._scroll = TallScroll(self.card)
        self.card.reached.connect(self._scroll.reach)
        column.addWidget(self._scroll, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(10, 0, 0, 0)
        self.search = QPushButton(_("Search…"))
        self.search.setIcon(self.desk.theme.icon("search"))
        self.search.setToolTip(_("Everything that was written, newest first (Ctrl+F)"))
        self.search.clicked.connect(self._on_search_wanted)
        head = FlowLayout(gap=14)
        head.addWidget(label(_("Worst back pain, day by day"), "heading"))
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self.heat)
        column.addWidget(self.table, 1)
        hint = label(
            _(
                "Filling in from paper: choose a cell and type the digits down the days "
                "(* is 10, Delete clears, Enter leaves a day blank)."
            ),
            "muted",
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        self.split = QSplitter()
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setSizes([560, 700])
        self.split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 6)
        layout.addWidget(self.split)

    def _head(self) -> FlowLayout:
        self.before = self._arrow("left", _("Day before (Page Up)"), self._on_before_wanted)
        self.after = self._arrow("right", _("Day after (Page Down)"), self._on_after_wanted)
        self.date = QDateEdit()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("ddd d MMM yyyy")
        self.date.setAccessibleName(_("Day"))
        self.date.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.date.dateChanged.connect(self._on_date_changed)
        self.today_button = QPushButton(_("Today"))
        self.today_button.setToolTip(_("Go to today (T)"))
        self.today_button.clicked.connect(self._on_today_wanted)
        self.same = QPushButton(_("Same as yesterday"))
        self.same.setToolTip(_("Fill what is empty with the scores of the day before (Ctrl+D)"))
        self.same.clicked.connect(self._on_same_wanted)
        self.flare = QPushButton(_("Flare-up…"))
        self.flare.setToolTip(_("A few gentle days and the way back (Ctrl+Shift+F)"))
        self.flare.clicked.connect(self.desk.wishes.flare_up)
        for button in (self.today_button, self.same, self.flare):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = FlowLayout()
        for widget in (self.before, self.date, self.after, self.today_button):
            row.addWidget(widget)
        row.addWidget(self.same)
        row.addWidget(self.flare)
        return row

    def _arrow(self, icon: str, tip: str, slot: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.desk.theme.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(slot)
        return button

    def _add_keys(self) -> None:
        for keys, slot in (
            ("PgUp", self._on_before_wanted),
            ("Alt+Left", self._on_before_wanted),
            ("PgDown", self._on_after_wanted),
            ("Alt+Right", self._on_after_wanted),
            ("T", self._on_today_wanted),
            ("Ctrl+D", self._on_same_wanted),
            ("Ctrl+N", self.card.add_pain),
            ("Ctrl+B", self._on_chart_key),
            ("Ctrl+F", self._on_search_wanted),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # Showing

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a person's diary; the day that is open stays open."""
        is_other = self.dossier is None or (
            dossier is not None and dossier.person.id != self.dossier.person.id
        )
        if is_other:
            self.card.flush()
        super().show_dossier(dossier)
        if dossier is None:
            return
        today = self.desk.today()
        if is_other or self.day == self._today:
            self.day = today
        self._today = today
        self.date.blockSignals(True)
        self.date.setMaximumDate(_qdate(today))
        self.date.blockSignals(False)
        if is_other:
            self.table.fit()
        self._fill()
        self._show_day()
        if is_other:
            self.table.scrollToBottom()

    def focus_first(self) -> None:
        """Put the keyboard on what is worth answering first."""
        self.card.focus_first()

    def go_to(self, day: date) -> None:
        """Open a day, up to today."""
        day = min(day, self._today)
        if day == self.day:
            return
        self.card.flush()
        self.day = day
        if self.model.row_of(day) is None:
            self._fill()
        self._show_day()

    def _fill(self) -> None:
        """Fill the table and the strip."""
        if self.dossier is None:
            return
        first = self._today - timedelta(days=LEAST_DAYS - 1)
        first = min(first, self.day, self.dossier.first_day() or first)
        rows = day_rows(self.dossier, first, self._today)
        self.model.set_rows(rows)
        self._rows: list[DayRow] = rows

    def _show_day(self) -> None:
        if self.dossier is None:
            return
        self.date.blockSignals(True)
        self.date.setDate(_qdate(self.day))
        self.date.blockSignals(False)
        is_today = self.day == self._today
        self.today_button.setEnabled(not is_today)
        self.after.setEnabled(not is_today)
        self.card.show_day(self.dossier, self.day, self._today)
        self.table.choose(self.day)
        scores = {row.day: row.highest for row in self._rows if row.highest is not None}
        self.heat.show_days(scores, self._today, self.day)

    # Changing

    def _apply(self, change: Change) -> bool:
        """Save a change at once, as one step; what cannot be saved is not shown as if it were."""
        if not change:
            return False
        try:
            self.desk.workspace.change(change.label, saved=change.saved, removed=change.removed)
        except Exception as error:
            self._refused = error
            self.card.show_unsaved()
            raise
        return True

    def finish(self) -> None:
        """Save the note and the numbers that are being typed."""
        self._refused = None
        self.card.flush()
        if self._refused is not None:
            raise self._refused

    def _on_pain_given(self, moment: Moment, score: int | None) -> None:
        if self.dossier is not None:
            self._apply(set_pain(self.dossier, self.day, moment, score))

    def _on_value_given(self, name: str, value: Any, words: str) -> None:
        self._set_value(self.day, name, value, words)

    def _set_value(self, day: date, name: str, value: Any, words: str) -> None:
        if self.dossier is None:
            return
        try:
            change = set_value(self.dossier, day, name, value, words)
        except Problem as problem:
            self._refused = problem
            self.card.show_problem(name, problem)
            return
        self._apply(change)

    def _on_question_answered(self, question: Question, moment: Moment, score: int) -> None:
        if self.dossier is not None:
            self._apply(set_pain(self.dossier, question.day, moment, score, question.run))

    def _on_entry_given(self, entry: PainEntry) -> None:
        words = _("Pain of {day}") if entry.revision else _("Add pain of {day}")
        if self._apply(Change(words.format(day=short_day(entry.day)), saved=(entry,))):
            self.card.close_form()

    def _on_entry_removed(self, entry: PainEntry) -> None:
        words = _("Remove pain of {day}").format(day=short_day(entry.day))
        if self._apply(Change(words, removed=(entry,))):
            self.desk.notices.show(_("Pain entry removed"), can_undo=True)

    def _on_more_opened(self, is_open: bool) -> None:
        self.desk.settings.set(DIARY_MORE, is_open)

    def _on_search_wanted(self) -> None:
        if self.dossier is None:
            return
        self.card.flush()
        dialog = SearchDialog(self._stored(), self)
        dialog.chosen.connect(self._on_day_chosen)
        dialog.open()

    def _on_chart_key(self) -> None:
        self._on_places_wanted(None)

    def _on_places_wanted(self, part: BodyPart | None) -> None:
        if self.dossier is None:
            return
        self.card.flush()
        noted = [one.moment for one in pains_of(self.dossier, self.day)]
        moment = noted[-1] if noted else Moment.NOW
        dialog = PlacesDialog(
            self.desk.theme, self._stored, self.day, moment, self._save_places, self
        )
        if part is not None:
            dialog.start_at(part)
        dialog.open()

    def _stored(self) -> Dossier:
        """Return the person's records as they are stored now."""
        assert self.dossier is not None
        return self.desk.workspace.dossier(self.dossier.person.id) or self.dossier

    def _save_places(self, change: Change) -> None:
        self.desk.workspace.change(change.label, saved=change.saved, removed=change.removed)

    def _on_table_typed(self, day: date, column: DayColumn, value: float | None) -> None:
        if self.dossier is None:
            return
        if column.kind == PAIN:
            moment = Moment.MORNING if column.key == "morning" else Moment.WORST
            score = None if value is None else int(value)
            self._apply(set_pain(self.dossier, day, moment, score))
        else:
            self._set_value(day, column.key, value, _(column.title))

    def _on_same_wanted(self) -> None:
        if self.dossier is None:
            return
        self.card.flush()
        if self._apply(same_as_before(self.dossier, self.day)):
            self.desk.notices.show(_("Filled in from the day before"), can_undo=True)
        else:
            self.desk.notices.show(_("There was nothing to take over from the day before."))

    # Going from day to day

    def _on_before_wanted(self) -> None:
        self.go_to(self.day - ONE_DAY)

    def _on_after_wanted(self) -> None:
        self.go_to(self.day + ONE_DAY)

    def _on_today_wanted(self) -> None:
        self.go_to(self._today)

    def _on_date_changed(self, day: QDate) -> None:
        self.go_to(date(day.year(), day.month(), day.day()))

    def _on_day_chosen(self, day: date) -> None:
        self.go_to(day)

    def _on_theme_changed(self) -> None:
        self.before.setIcon(self.desk.theme.icon("left"))
        self.after.setIcon(self.desk.theme.icon("right"))
        self.search.setIcon(self.desk.theme.icon("search"))
        self.table.fit()
        self._show_day()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed before the page goes out of sight."""
        self.card.flush()
        super().hideEvent(event)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
