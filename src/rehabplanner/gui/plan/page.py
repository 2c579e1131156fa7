"""The page of the weekly plan: assembles head, line, board and library; one block of wires."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.text_dialog import TextDialog
from rehabplanner.gui.page import Page
from rehabplanner.gui.plan.board import Board
from rehabplanner.gui.plan.cards import make_week
from rehabplanner.gui.plan.changes import Changes
from rehabplanner.gui.plan.commands import COMMANDS, PAGE_COMMANDS, keys_html, make_actions
from rehabplanner.gui.plan.entry_line import EntryLine
from rehabplanner.gui.plan.first_steps import FirstSteps
from rehabplanner.gui.plan.ground import Ground, open_dialog
from rehabplanner.gui.plan.guidance import Guidance
from rehabplanner.gui.plan.library_list import LibraryList
from rehabplanner.gui.plan.menu import make_menu
from rehabplanner.gui.plan.month_view import MonthView
from rehabplanner.gui.plan.moves import Moves
from rehabplanner.gui.plan.outcomes import Outcomes
from rehabplanner.gui.plan.programme import ProgrammeWork
from rehabplanner.gui.plan.showing import Showing
from rehabplanner.gui.plan.week_bar import WeekBar
from rehabplanner.gui.plan.weeks import Weeks
from rehabplanner.planning.entry import Entry
from rehabplanner.planning.usual import Usual
from rehabplanner.wording import _


class PlanPage(Page):
    """The weekly plan of one person. `monday` is the week on show."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.bar = WeekBar(desk.theme)
        self.board = Board(desk.theme)
        self.board.chosen_day = desk.today().weekday()
        self.steps = FirstSteps()
        self.library = LibraryList(desk, self.board.delegate)
        self.library.hide()
        self.entry = EntryLine(desk, self._usual, self)
        self.month = MonthView(desk.theme)
        self.month.hide()
        self.ground = Ground(desk, self.board, self)
        self.moves = Moves(self.ground)
        self.month.preview = self.moves.preview
        self.outcomes = Outcomes(self.ground)
        self.weeks = Weeks(self.ground)
        self.guidance = Guidance(self.ground)
        self.programme = ProgrammeWork(self.ground, self.month)
        self.showing = Showing(self.ground)
        self._lay_out()
        self.actions_by_name = make_actions(self.board, self, self._handlers())
        for command in (*COMMANDS, *PAGE_COMMANDS):
            if command is not None and not command.needs:
                self.month.addAction(self.actions_by_name[command.name])
        self._connect()

    @property
    def monday(self) -> date:
        """Return the Monday of the week on show."""
        return self.ground.monday

    @property
    def changes(self) -> Changes:
        """Return what changes the plan."""
        return self.ground.changes

    def _usual(self) -> Usual:
        return self.changes.usual

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self.board, 1)
        middle.addWidget(self.month, 1)
        middle.addWidget(self.library)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.entry)
        column.addWidget(self.steps)
        column.addLayout(middle, 1)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        whole = (self.weeks, self.guidance, self.programme)
        parts = (self.moves, self.outcomes, *whole, self.showing)
        found = {name: run for part in parts for name, run in part.handlers().items()}
        return found | {
            "add": self._on_add,
            "rest": self._on_rest,
            "previous-week": self._on_previous_week,
            "next-week": self._on_next_week,
            "this-week": self._on_this_week,
            "library": self._on_library,
            "keys": self._on_keys,
        }

    def _connect(self) -> None:
        bar, board, entry = self.bar, self.board, self.entry
        self.ground.week_wanted.connect(self.go_to)
        self.programme.turned.connect(self._on_turned)
        bar.month.clicked.connect(self.programme.on_month)
        bar.week_wanted.connect(self.go_to)
        bar.next_steps.clicked.connect(self.guidance.on_next_steps)
        bar.check.clicked.connect(self.guidance.on_check)
        bar.today_wanted.connect(self._on_this_week)
        bar.purpose_changed.connect(self._on_purpose_changed)
        bar.copy.clicked.connect(self.weeks.on_copy_week)
        bar.templates.clicked.connect(self.weeks.on_templates)
        bar.library.clicked.connect(self._on_library)
        bar.print.clicked.connect(self._on_print)
        bar.help.clicked.connect(self._on_keys)
        board.day_chosen.connect(self._on_day_chosen)
        board.tick_wanted.connect(self.outcomes.on_mark_clicked)
        board.edit_wanted.connect(self.moves.on_edit)
        board.menu_wanted.connect(self._on_menu_wanted)
        board.items_dropped.connect(self.moves.on_items_dropped)
        board.exercises_dropped.connect(self._on_exercises_dropped)
        entry.entered.connect(self._on_entered)
        entry.day_moved.connect(self._on_day_moved)
        entry.left.connect(self._on_entry_left)
        self.library.chosen.connect(self._on_library_chosen)
        self.library.left.connect(self._on_entry_left)
        self.library.results.dragging.connect(board.show_banners)
        bar.flare.clicked.connect(self.desk.wishes.flare_up)
        self.steps.copy.clicked.connect(self.weeks.on_copy_week)
        self.steps.templates.clicked.connect(self.weeks.on_templates)
        self.steps.case.clicked.connect(self.weeks.on_case)
        self.steps.add.clicked.connect(self._on_add)

    # Showing

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a person's week; another person's begins with the week of today."""
        before = self.dossier
        super().show_dossier(dossier)
        self.ground.dossier = dossier
        self.changes.show_dossier(dossier)
        if dossier is None:
            return
        if before is not None and before.person.id != dossier.person.id:
            self.ground.monday = monday_of(self.desk.today())
        self._show_week(dossier)

    def _show_week(self, dossier: Dossier) -> None:
        today = self.desk.today()
        week = make_week(dossier, self.monday, today, self.desk.library.exercises)
        self.ground.week = week
        note = dossier.week_note(self.monday)
        self.bar.show_week(week, note.purpose if note else "", today)
        self.steps.setVisible(not week.items)
        self.bar.show_phase(self.programme.phase_line(dossier, self.monday))
        self.board.show_week(week)
        if not self.month.isHidden():
            self.programme.show_month(dossier)
        self._show_day()
        if self.library.isVisible():
            self.library.show_recent(self.changes.usual.recent)

    def _show_day(self) -> None:
        self.entry.show_day(self.ground.day, self.ground.units)

    def go_to(self, monday: date) -> None:
        """Show the week that begins on this Monday."""
        self.ground.monday = monday
        if self.dossier is not None:
            self._show_week(self.dossier)

    def focus_first(self) -> None:
        """Put the keyboard on the line, ready to type."""
        self.entry.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Print with Ctrl+P where no window takes the key."""
        if event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._on_print()
        else:
            super().keyPressEvent(event)

    # Adding

    def _on_add(self) -> None:
        if not self.month.isHidden():
            self.programme.on_month()
        self.entry.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_entered(self, entry: Entry) -> None:
        if self.dossier is not None:
            keys = self.changes.add_entry(entry, self.monday, self.board.chosen_day)
            self.board.choose(keys, keep_day=True)

    def _on_day_moved(self, step: int) -> None:
        self.board.choose_day(self.board.chosen_day + step)

    def _on_day_chosen(self, number: int) -> None:
        self._show_day()

    def _on_entry_left(self) -> None:
        self.board.focus_day(self.board.chosen_day)

    def _on_library(self) -> None:
        is_open = self.library.isHidden()
        self.library.setVisible(is_open)
        self.bar.library.setChecked(is_open)
        if is_open:
            self.library.show_recent(self.changes.usual.recent)
            self.library.search.setFocus()
        else:
            self._on_entry_left()

    def _on_library_chosen(self, ids: list[str]) -> None:
        if self.dossier is not None:
            keys = self.changes.add_exercises(ids, self.ground.day)
            self.board.choose(keys, keep_day=True)

    def _on_exercises_dropped(self, ids: list[str], number: int, row: int) -> None:
        if self.dossier is not None:
            day = self.monday + timedelta(days=number)
            self.ground.choose(self.changes.add_exercises(ids, day, row))

    def _on_rest(self) -> None:
        if self.dossier is not None:
            self.ground.choose(self.changes.rest_day(self.ground.day))

    def _on_purpose_changed(self, text: str) -> None:
        if self.dossier is None:
            return
        try:
            self.changes.set_purpose(self.monday, text)
        except (StorageError, Conflict):
            self.bar.purpose.setModified(True)
            raise

    def finish(self) -> None:
        """Save what the week is for, if it is being typed."""
        if self.dossier is not None and self.bar.purpose.isModified():
            self.changes.set_purpose(self.monday, self.bar.purpose.text())
            self.bar.purpose.setModified(False)

    # Going about

    def _on_turned(self, is_month: bool) -> None:
        """Show six weeks in the place of the board, or the board again."""
        self.month.setVisible(is_month)
        self.board.setVisible(not is_month)
        self.entry.setVisible(not is_month)
        self.bar.month.setChecked(is_month)

    def _on_previous_week(self) -> None:
        self.go_to(self.monday - timedelta(days=7))

    def _on_next_week(self) -> None:
        self.go_to(self.monday + timedelta(days=7))

    def _on_this_week(self) -> None:
        self.board.choose_day(self.desk.today().weekday())
        self.go_to(monday_of(self.desk.today()))

    def _on_keys(self) -> None:
        open_dialog(TextDialog(_("Keys of the weekly plan"), keys_html(), self))

    def _on_print(self) -> None:
        from rehabplanner.gui.plan.print_dialog import PrintDialog  # noqa: PLC0415

        if self.dossier is not None:
            PrintDialog(self.desk, self.dossier, self.monday, self).open()

    def _on_menu_wanted(self, at: QPoint) -> None:
        self.menu().popup(at)

    def menu(self) -> QMenu:
        """Return the menu of what is chosen: the board's commands with their keys."""
        return make_menu(self.ground, self.actions_by_name)
