"""The views that are not the first to be seen, imported when they are made.

The window is quicker with a person's data on the screen by what they and their statistics bring in.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehabplanner.gui.progress.shown import View
    from rehabplanner.gui.tasks import Tasks


def year_view(day_wanted: Callable[[date], None]) -> "View":
    """Return the map of the years; `day_wanted` is called with a day that was chosen."""
    from rehabplanner.gui.progress.year_view import YearView

    view = YearView()
    view.day_wanted.connect(day_wanted)
    return view


def scatter_view() -> "View":
    """Return the picture of one thing against another."""
    from rehabplanner.gui.progress.scatter_view import ScatterView

    return ScatterView()


def numbers_view(tasks: "Tasks") -> "View":
    """Return what the numbers say, worked out in the background."""
    from rehabplanner.gui.progress.numbers_view import NumbersView

    return NumbersView(tasks)
