"""The tabs: key, title and page, each page made when its tab is first shown.

The imports stand inside the makers on purpose: plotting and paper are by far the dearest imports,
and a window must be painted before they are needed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehabplanner.domain.problems import marked

if TYPE_CHECKING:
    from rehabplanner.gui.desk import Desk
    from rehabplanner.gui.page import Page


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the window."""

    key: str
    title: str
    make: "Callable[[Desk], Page]"


def _progress(desk: "Desk") -> "Page":
    from rehabplanner.gui.progress.page import ProgressPage

    return ProgressPage(desk)


def _runs(desk: "Desk") -> "Page":
    from rehabplanner.gui.runs.page import RunsPage

    return RunsPage(desk)


def _diary(desk: "Desk") -> "Page":
    from rehabplanner.gui.diary.page import DiaryPage

    return DiaryPage(desk)


def _library(desk: "Desk") -> "Page":
    from rehabplanner.gui.library.page import LibraryPage

    return LibraryPage(desk)


def _plan(desk: "Desk") -> "Page":
    from rehabplanner.gui.plan.page import PlanPage

    return PlanPage(desk)


TABS = (
    Tab("progress", marked("Load and pain"), _progress),
    Tab("runs", marked("Run log"), _runs),
    Tab("diary", marked("Pain diary"), _diary),
    Tab("library", marked("Exercises"), _library),
    Tab("plan", marked("Weekly plan"), _plan),
)
