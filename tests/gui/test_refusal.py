"""A data file that cannot be opened: why, and the ways back, in the real dialog."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builders import a_person, a_run
from rehabplanner.app import Options, Program, assemble, open_or_offer_way_back
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.refusal import RefusalDialog
from rehabplanner.keeper import Keeper, open_database
from rehabplanner.paths import Places
from rehabplanner.workspace import Workspace


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    database = open_database(places)
    workspace = Workspace(database)
    workspace.save("Add", a_person(), a_run())
    Keeper(database, workspace, places).backup()
    database.close()
    made = assemble(Options(places=places), ErrorCatcher())
    made.window.tabs.setCurrentIndex(1)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


def when_refused(act: Callable[[RefusalDialog], None]) -> QTimer:
    """Do something in the dialog as soon as it is shown."""
    timer = QTimer()
    timer.setInterval(20)

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, RefusalDialog) and widget.isVisible():
                timer.stop()
                act(widget)

    timer.timeout.connect(look)
    timer.start()
    return timer


def spoil(file: Path) -> bytes:
    data = bytearray(file.read_bytes())
    data[0:100] = b"x" * 100
    file.write_bytes(data)
    return bytes(data)


def test_a_spoilt_file_is_refused_and_a_backup_brings_everything_back(
    program: Program, places: Places
) -> None:
    spoilt = spoil(places.database)
    timer = when_refused(lambda dialog: dialog.restore.click())
    assert open_or_offer_way_back(program)
    timer.stop()
    dossier = program.desk.workspace.dossier(a_person().id)
    assert dossier is not None
    assert len(dossier.activities) == 1
    aside = list(places.data.glob("*-aside-*.db"))
    assert [file.read_bytes() for file in aside] == [spoilt]


def test_what_can_still_be_read_is_saved(program: Program, places: Places) -> None:
    spoil(places.database)
    timer = when_refused(lambda dialog: dialog.repair.click())
    assert open_or_offer_way_back(program)
    timer.stop()
    dossier = program.desk.workspace.dossier(a_person().id)
    assert dossier is not None
    assert len(dossier.activities) == 1


def test_giving_up_leaves_the_file_as_it_is(program: Program, places: Places) -> None:
    spoilt = spoil(places.database)
    timer = when_refused(lambda dialog: dialog.reject())
    assert not open_or_offer_way_back(program)
    timer.stop()
    assert places.database.read_bytes() == spoilt


def test_a_foreign_file_is_refused_in_words(program: Program, places: Places) -> None:
    places.database.write_bytes(b"Dear diary, this is a letter and no database at all." * 40)
    words: list[str] = []

    def read(dialog: RefusalDialog) -> None:
        words.extend(one.text() for one in dialog.findChildren(type(program.window.name)))
        dialog.reject()

    timer = when_refused(read)
    assert not open_or_offer_way_back(program)
    timer.stop()
    assert any("rehabplanner.db" in one for one in words)
