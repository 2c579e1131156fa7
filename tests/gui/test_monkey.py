"""Thousands of random keys and clicks in the real window on a real file: nothing breaks, ever.

REHABPLANNER_MONKEY_EVENTS makes it longer, REHABPLANNER_MONKEY_SEED repeats or varies it.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import another_person, one_of_each, some_weeks
from gui.monkey import Monkey
from rehabplanner.app import Options, Program, start
from rehabplanner.domain.plans import monday_of
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.tabs import TABS
from rehabplanner.keeper import open_database
from rehabplanner.paths import Places
from rehabplanner.workspace import Workspace

EVENTS = int(os.environ.get("REHABPLANNER_MONKEY_EVENTS", "200"))
SEED = int(os.environ.get("REHABPLANNER_MONKEY_SEED", "7"))
SAMPLES = Path(__file__).parents[1] / "samples" / "importers"


class Urls(QObject):
    """Takes what the program asks the desktop to open."""

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Open nothing."""


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    urls = Urls()
    QDesktopServices.setUrlHandler("file", urls, "take")
    catcher = ErrorCatcher()
    made = start(Options(places=places), catcher)
    catcher.install()
    first = another_person("Bea <b>Öst</b> & Co")
    made.desk.workspace.save("People", first, *one_of_each())
    this_week = monday_of(made.desk.today())
    made.desk.workspace.save("Weeks", *some_weeks(3, this_week - timedelta(weeks=2)))
    made.handlers.open_someone()
    made.window.open_tab("runs")
    made.window.show()
    made.window.activateWindow()
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    QDesktopServices.unsetUrlHandler("file")


def some_files(folder: Path) -> Path:
    folder.mkdir()
    for file in SAMPLES.iterdir():
        shutil.copy(file, folder / file.name)
    (folder / "broken.fit").write_bytes(b"\x0e\x10nothing")
    (folder / "empty.tcx").write_bytes(b"")
    (folder / "letter.csv").write_text("Dear diary,\nno run today.\n")
    return folder


@pytest.mark.timeout(120 + EVENTS)
def test_whatever_is_pressed_the_data_are_sound_and_the_window_answers(
    program: Program, places: Places, tmp_path: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    reports: list[str] = []
    program.catcher.reported.connect(reports.append)
    monkey = Monkey(program, some_files(tmp_path / "files"), SEED)
    while monkey.done < EVENTS and not reports:
        monkey.play(min(500, EVENTS - monkey.done))
    print(f"seed {SEED}: {monkey.seen}")
    told = "\n".join((f"seed {SEED}", *monkey.log, *reports))
    assert not reports, told
    wait_for(lambda: not program.desk.tasks.is_busy)
    workspace = program.desk.workspace
    assert program.keeper.check() == [], told
    assert_as_stored(workspace, places, told)
    undone = 0
    while workspace.redo_label:
        workspace.redo()
    while workspace.undo_label:
        workspace.undo()
        undone += 1
    assert_as_stored(workspace, places, told)
    while workspace.redo_label:
        workspace.redo()
        undone -= 1
    assert undone == 0, told
    assert_as_stored(workspace, places, told)
    program.handlers.open_someone()
    for tab in TABS:
        program.window.open_tab(tab.key)
        assert program.window.current_key == tab.key
    assert not reports, "\n".join(reports)


def assert_as_stored(workspace: Workspace, places: Places, told: str) -> None:
    """What the window shows is what a window opened afresh would show."""
    database = open_database(places)
    try:
        fresh = Workspace(database)
        assert workspace.people() == fresh.people(), told
        for person in fresh.people():
            assert workspace.dossier(person.id) == fresh.dossier(person.id), told
    finally:
        database.close()
