"""A new runner's first evening, by keyboard; then the power goes, and nothing finished is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from conftest import real_files
from rehabplanner.app import Options, Program, start
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import ItemKind, monday_of
from rehabplanner.gui.diary.page import DiaryPage
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.plan.page import PlanPage
from rehabplanner.gui.plan.print_dialog import PrintDialog
from rehabplanner.gui.runs.import_dialog import ImportDialog
from rehabplanner.paths import Places
from rehabplanner.storage.database import Database
from rehabplanner.workspace import Workspace

SOURCE = str(Path(__file__).parents[2] / "src")
OWN_RUNS = "date,start,kind,title,distance_km,duration_min,effort\n" + "".join(
    f"2026-0{6 + number // 28}-{number % 28 + 1:02d},07:00,run,Run,{5 + number % 4},{35},4\n"
    for number in range(0, 60, 2)
)
KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from uuid import UUID
from rehabplanner.domain.activities import Activity
from rehabplanner.storage.database import Database
from rehabplanner.workspace import Workspace

workspace = Workspace(Database.open(Path(sys.argv[1])))
person = workspace.people()[0]
for number in range(1, 60):
    workspace.save("Add", Activity(person_id=person.id, day=date(2026, 1, number % 28 + 1)))
    print(number, flush=True)
    if number == 25:
        sys.stdin.readline()
"""


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    made = start(Options(places=places), ErrorCatcher())
    made.desk.theme.apply("light", 100)
    made.window.resize(1280, 820)
    made.window.show()
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


def dossier_of(program: Program) -> Dossier:
    assert program.window.person_id is not None
    found = program.desk.workspace.dossier(program.window.person_id)
    assert found is not None
    return found


def visible(program: Program, kind: type[QDialog]) -> QDialog:
    return next(one for one in program.window.findChildren(kind) if one.isVisible())


def test_from_an_empty_program_to_a_printed_week(
    program: Program, tmp_path: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    window = program.window
    window.welcome.first_button.click()
    about = visible(program, PersonDialog)
    assert isinstance(about, PersonDialog)
    QTest.keyClicks(about.form.name, "Ada")
    QTest.keyClick(about.form.name, Qt.Key.Key_Return)
    assert window.name.text() == "Ada"

    folder = real_files()
    own = tmp_path / "runs.csv"
    own.write_text(OWN_RUNS, "utf-8")
    paths = [own] if folder is None else [own, folder / "bulk_nike_2020_2021", folder / "tcx"]
    program.handlers.import_files(paths)
    importing = visible(program, ImportDialog)
    assert isinstance(importing, ImportDialog)
    wait_for(importing.go.isEnabled)
    importing.go.click()
    wait_for(lambda: (program.desk.workspace.undo_label or "").startswith("Import"))
    assert len(dossier_of(program).activities) >= 30

    window.open_tab("diary")
    diary = window.page("diary")
    assert isinstance(diary, DiaryPage)
    today = program.desk.today()
    for back in range(6, -1, -1):
        diary.go_to(today - timedelta(days=back))
        diary.focus_first()
        for key in (Qt.Key.Key_2, Qt.Key.Key_3):
            focus = window.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, key)
    scores = [pain.score for pain in dossier_of(program).pains]
    assert scores == [2, 3] * 7

    window.open_tab("progress")
    assert "Ada" in window.windowTitle()

    window.open_tab("plan")
    plan = window.page("plan")
    assert isinstance(plan, PlanPage)
    monday = monday_of(today) + timedelta(days=7)
    plan.go_to(monday)
    for line in ("side plank 3x30s each mwf", "run 5k easy @4 tue", "8x(1r/2w) sat", "rest sun"):
        plan.focus_first()
        QTest.keyClicks(plan.entry.line, line)
        QTest.keyClick(plan.entry.line, Qt.Key.Key_Return)
    kinds = [item.kind for item in dossier_of(program).items_of_week(monday)]
    assert kinds.count(ItemKind.EXERCISE) == 3
    assert kinds.count(ItemKind.RUN) == 2
    assert kinds.count(ItemKind.REST) == 1

    window.actions_by_name["print"].trigger()
    printing = visible(program, PrintDialog)
    assert isinstance(printing, PrintDialog)
    wait_for(printing.buttons.save.isEnabled)
    assert printing.pdf is not None
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(printing.pdf)).pages)
    assert "Ada" in text
    assert "ide plank" in text
    printing.reject()

    for _number in range(2):
        window.actions_by_name["undo"].trigger()
    assert len(dossier_of(program).items_of_week(monday)) == 4
    window.actions_by_name["redo"].trigger()
    assert len(dossier_of(program).items_of_week(monday)) == 5


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a POSIX signal")
def test_a_killed_program_has_kept_every_finished_edit(places: Places) -> None:
    places.data.mkdir(parents=True)
    database = Database.open(places.database)
    from builders import a_person

    Workspace(database).save("Add", a_person())
    database.close()
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(places.database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    assert child.stdout is not None
    said = 0
    for line in child.stdout:
        said = int(line)
        if said == 25:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    reopened = Database.open(places.database)
    dossier = Workspace(reopened).dossier(a_person().id)
    assert dossier is not None
    assert len(dossier.activities) == said
    assert reopened.check() == []
    assert all(one.day.year == date(2026, 1, 1).year for one in dossier.activities)
    reopened.close()
