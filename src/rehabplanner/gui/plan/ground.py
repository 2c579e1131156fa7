"""What every part of the plan page works on: the board, the changes, the week on show."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import PlanItem, monday_of
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.plan.board import Board
from rehabplanner.gui.plan.cards import Card, Week
from rehabplanner.gui.plan.changes import Changes, Keys
from rehabplanner.phrases import item_words


class Ground(QObject):
    """The week on show and what is chosen of it. `week_wanted` carries a Monday."""

    week_wanted = Signal(object)

    def __init__(self, desk: Desk, board: Board, page: QWidget) -> None:
        super().__init__(page)
        self.desk = desk
        self.board = board
        self.page = page
        self.changes = Changes(desk)
        self.dossier: Dossier | None = None
        self.week: Week | None = None
        self.monday = monday_of(desk.today())

    @property
    def day(self) -> date:
        """Return the day that is worked on."""
        return self.monday + timedelta(days=self.board.chosen_day)

    @property
    def units(self) -> Units:
        """Return how distances are shown to this person."""
        return self.dossier.person.units if self.dossier else Units.METRIC

    def go_to(self, monday: date) -> None:
        """Ask for the week of this Monday."""
        self.week_wanted.emit(monday)

    def choose(self, keys: Keys) -> None:
        """Choose these cards, if there are any."""
        if keys:
            self.board.choose(keys)

    def items(self) -> list[PlanItem]:
        """Return the plan items that are chosen."""
        return self.board.chosen_items()

    def card(self) -> Card | None:
        """Return the first card that is chosen."""
        cards = self.board.chosen_cards()
        return cards[0] if cards else None

    def item_text(self, item: PlanItem) -> str:
        """Return an item in words: its name and its dose."""
        exercise = self.changes.exercise(item)
        parts = [self.changes.name(item), item_words(item, exercise, units=self.units)]
        return ": ".join(part for part in parts if part)


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog over its window; it is gone for good when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def fit_to_font(dialog: QDialog, letters: int, lines: int) -> None:
    """Give a dialog room for so many letters and lines, as far as the screen has it."""
    metrics, screen = dialog.fontMetrics(), dialog.screen().availableSize()
    width = min(metrics.averageCharWidth() * letters, round(screen.width() * MOST_OF_SCREEN))
    height = min(metrics.height() * lines, round(screen.height() * MOST_OF_SCREEN))
    dialog.resize(width, height)


MOST_OF_SCREEN = 0.94
