"""What is typed and not saved yet outlives a crash, a full disk and a closed window."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from builders import PERSON_ID, a_person, a_run
from rehabplanner.app import Options, Program, start
from rehabplanner.gui.dialogs.event_dialog import EventDialog
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.diary.page import DiaryPage
from rehabplanner.gui.draft_fields import field_of
from rehabplanner.gui.draft_keeper import LOOK_MS, DraftKeeper
from rehabplanner.gui.drafts import DraftKey, Drafts
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.leaving import LeaveBox, Leaving
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.plan.page import PlanPage
from rehabplanner.gui.runs.form import ActivityDialog
from rehabplanner.gui.runs.page import RunsPage
from rehabplanner.keeper import open_database
from rehabplanner.paths import Places
from rehabplanner.workspace import Workspace

CHILD = Path(__file__).with_name("typing_child.py")


def test_a_draft_is_never_older_than_five_seconds() -> None:
    assert LOOK_MS <= 4000


# One keeper


class Desk:
    """A form of two fields, its keeper and the folder of drafts of one window."""

    def __init__(self, folder: Path) -> None:
        self.drafts = Drafts(folder)
        self.holder = QWidget()
        self.line, self.text = QLineEdit(), QPlainTextEdit()
        fields = {"line": field_of(self.line), "text": field_of(self.text)}
        self.keeper = DraftKeeper(self.drafts, fields, self.holder)
        self.bar = self.keeper.bar
        self.bar.setParent(self.holder)

    def is_offered(self) -> bool:
        return not self.bar.isHidden()


@pytest.fixture
def desks(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk(tmp_path))
        qtbot.addWidget(made[-1].holder)
        return made[-1]

    yield make
    for one in made:
        one.keeper.pause()
        one.drafts.close()


KEY = DraftKey("event", PERSON_ID)


def test_only_what_differs_is_kept_and_only_its_owner_is_offered_it(
    desks: Callable[[], Desk], tmp_path: Path
) -> None:
    first = desks()
    first.text.setPlainText("as it was")
    first.keeper.begin(KEY)
    first.line.setText("half a thought")
    assert first.keeper.look()
    (file,) = (tmp_path / "drafts").glob("*.json")
    assert json.loads(file.read_text("utf-8"))["values"] == {"line": "half a thought"}
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0, "for the person alone"
    first.keeper.pause()
    first.drafts.close()
    for other in (DraftKey("event", uuid4()), DraftKey("event", PERSON_ID, uuid4())):
        stranger = desks()
        stranger.keeper.begin(other)
        assert not stranger.is_offered()
    second = desks()
    second.keeper.begin(KEY)
    assert second.is_offered()
    assert second.line.text() == "", "nothing is filled in unasked"


def test_taken_up_again_it_is_kept_again_until_saved(
    desks: Callable[[], Desk], tmp_path: Path
) -> None:
    first = desks()
    first.keeper.begin(KEY)
    first.line.setText("half a thought")
    first.keeper.pause()
    first.drafts.close()
    second = desks()
    second.keeper.begin(KEY)
    second.bar.take.click()
    assert second.line.text() == "half a thought"
    assert not second.is_offered()
    assert len(list((tmp_path / "drafts").glob("*.json"))) == 1
    second.keeper.end(is_saved=True)
    assert not list((tmp_path / "drafts").glob("*.json"))


def test_new_words_do_not_replace_old_ones_that_nobody_decided_about(
    desks: Callable[[], Desk],
) -> None:
    for words in ("the first", "the second"):
        one = desks()
        one.keeper.begin(KEY)
        one.line.setText(words)
        one.keeper.pause()
        one.drafts.close()
    last = desks()
    last.keeper.begin(KEY)
    last.bar.discard.click()
    assert last.is_offered(), "each is decided about by itself"
    last.bar.take.click()
    assert last.line.text() in ("the first", "the second")


def test_what_another_living_window_is_writing_is_not_offered(desks: Callable[[], Desk]) -> None:
    writing, looking = desks(), desks()
    writing.keeper.begin(KEY)
    writing.line.setText("still typing")
    assert writing.keeper.look()
    looking.keeper.begin(KEY)
    assert not looking.is_offered()


def test_cancelled_on_purpose_or_emptied_again_nothing_stays(
    desks: Callable[[], Desk], tmp_path: Path
) -> None:
    one = desks()
    one.keeper.begin(KEY)
    one.line.setText("never mind")
    one.keeper.look()
    one.line.clear()
    one.keeper.look()
    assert not list((tmp_path / "drafts").glob("*.json"))
    one.line.setText("never mind")
    one.keeper.look()
    one.keeper.end(is_saved=False)
    assert not list((tmp_path / "drafts").glob("*.json"))


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[1, 2]", b'{"format": 1}', b"[" * 100_000, b'{"format": 9}']
)
def test_a_broken_draft_is_not_offered(
    desks: Callable[[], Desk], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / f"{KEY.stem}_abc.json").write_bytes(content)
    one = desks()
    one.keeper.begin(KEY)
    assert not one.is_offered()


# The real window


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    filled(places)
    made = start(Options(places=places), ErrorCatcher())
    made.catcher.install()
    made.window.open_tab("runs")
    made.window.show()
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


def filled(places: Places) -> None:
    database = open_database(places)
    Workspace(database).save("Add", a_person(), a_run())
    database.close()


def dialog_of(program: Program, kind: type[QDialog]) -> QDialog:
    (found,) = [one for one in program.window.findChildren(kind) if one.isVisible()]
    return found


def killed_while_typing(kind: str, places: Places) -> None:
    """Type in a process of its own and kill it when the draft lies on the disk."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), kind, str(places.data)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        while not any(is_complete(file) for file in (places.data / "drafts").glob("*.json")):
            try:
                child.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError("the window ended by itself")
    finally:
        child.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
        child.wait()


def is_complete(file: Path) -> bool:
    words = json.loads(file.read_text("utf-8"))["values"]["notes"]
    return words in ("Slept well", "Easy along the <river>")


def test_a_session_that_was_being_typed_is_found_after_a_kill(qtbot: QtBot, places: Places) -> None:
    filled(places)
    killed_while_typing("session", places)
    program = start(Options(places=places), ErrorCatcher())
    try:
        program.window.open_tab("runs")
        program.window.show()
        page = program.window.page("runs")
        assert isinstance(page, RunsPage)
        page.quick.more.click()
        dialog = dialog_of(program, ActivityDialog)
        assert isinstance(dialog, ActivityDialog)
        assert dialog._keeper is not None
        assert dialog._keeper.bar.isVisible()
        assert "You were writing here" in dialog._keeper.bar.words.text()
        dialog._keeper.bar.take.click()
        assert dialog.form.distance.text() == "8.2"
        assert dialog.form.effort.score() == 4
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        dossier = program.desk.workspace.dossier(PERSON_ID)
        assert dossier is not None
        found = [one for one in dossier.activities if one.notes == "Easy along the <river>"]
        assert [one.distance_m for one in found] == [8200]
        assert not list((places.data / "drafts").glob("*.json"))
    finally:
        program.window.close()
        program.close()
        program.window.deleteLater()


def test_a_person_that_was_being_edited_is_found_after_a_kill(qtbot: QtBot, places: Places) -> None:
    filled(places)
    killed_while_typing("person", places)
    program = start(Options(places=places), ErrorCatcher())
    try:
        program.window.show()
        program.window.actions_by_name["edit-person"].trigger()
        dialog = dialog_of(program, PersonDialog)
        assert isinstance(dialog, PersonDialog)
        assert dialog._keeper is not None
        dialog._keeper.bar.take.click()
        assert dialog.form.notes.toPlainText() == "Slept well"
        dialog.reject()
        assert not list((places.data / "drafts").glob("*.json")), "given up on purpose"
    finally:
        program.window.close()
        program.close()
        program.window.deleteLater()


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file grow, as if the disk were full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_failed_save_keeps_the_words_on_the_screen(program: Program) -> None:
    program.window.actions_by_name["event"].trigger()
    dialog = dialog_of(program, EventDialog)
    assert isinstance(dialog, EventDialog)
    dialog.line.setText("Lake race")
    with no_room():
        dialog._on_save_clicked()
        assert dialog.isVisible()
        assert "Save tries again" in dialog.problem.text()
        assert dialog.line.text() == "Lake race"
    dialog._on_save_clicked()
    assert not dialog.isVisible()
    dossier = program.desk.workspace.dossier(PERSON_ID)
    assert dossier is not None
    assert [one.label for one in dossier.events] == ["Lake race"]


@contextmanager
def answering(choice: Leaving) -> Iterator[list[str]]:
    """Choose in the question on closing as soon as it is shown; gives the reasons it told."""
    timer = QTimer()
    timer.setInterval(10)
    asked: list[str] = []

    def look() -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, LeaveBox) and widget.isVisible():
                asked.append(widget.informativeText())
                widget.ways[choice].click()

    timer.timeout.connect(look)
    timer.start()
    yield asked
    timer.stop()


def diary_of(program: Program) -> DiaryPage:
    program.window.open_tab("diary")
    page = program.window.page("diary")
    assert isinstance(page, DiaryPage)
    return page


def test_closing_saves_the_note_that_is_being_typed(program: Program, places: Places) -> None:
    page = diary_of(program)
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "A good day")
    program.window.close()
    assert not program.window.isVisible()
    dossier = program.desk.workspace.dossier(PERSON_ID)
    assert dossier is not None
    assert [entry.note for entry in dossier.days] == ["A good day"]


def test_closing_with_a_full_disk_asks_and_stays_if_wanted(program: Program) -> None:
    page = diary_of(program)
    QTest.keyClicks(page.card.note, "A good day")
    with no_room():
        with answering(Leaving.STAY) as asked:
            program.window.close()
        assert program.window.isVisible()
        assert "disk" in asked[0]
        assert page.card.note.toPlainText() == "A good day"
        with answering(Leaving.LEAVE):
            program.window.close()
        assert not program.window.isVisible()
    program.window.show()
    program.window.close()
    assert not program.window.isVisible()
    dossier = program.desk.workspace.dossier(PERSON_ID)
    assert dossier is not None
    assert [entry.note for entry in dossier.days] == ["A good day"], "room again: saved after all"


def test_closing_keeps_what_is_being_typed_into_an_open_form(
    program: Program, places: Places
) -> None:
    program.window.actions_by_name["event"].trigger()
    dialog = dialog_of(program, EventDialog)
    assert isinstance(dialog, EventDialog)
    QTest.keyClicks(dialog.line, "Lake race")
    program.window.close()
    (file,) = (places.data / "drafts").glob("event_*.json")
    assert "Lake race" in file.read_text("utf-8")
    dialog.close()
    assert file.exists(), "only Cancel gives it up"


def test_the_line_of_a_new_session_is_kept_for_the_person_it_was_typed_for(
    program: Program,
) -> None:
    (other,) = program.desk.workspace.save("Add", a_person("Bea Öst", id=uuid4()))
    page = program.window.page("runs")
    assert isinstance(page, RunsPage)
    QTest.keyClicks(page.quick.line, "8k 50m easy")
    program.window.open_person(other.id)
    assert page.quick.line.text() == ""
    assert not page._typed.bar.isVisible()
    program.window.open_person(PERSON_ID)
    assert page._typed.bar.isVisible()
    page._typed.bar.take.click()
    assert page.quick.line.text() == "8k 50m easy"
    QTest.keyClick(page.quick.line, Qt.Key.Key_Return)
    program.window.open_person(other.id)
    program.window.open_person(PERSON_ID)
    assert not page._typed.bar.isVisible()


def test_a_line_of_the_plan_that_cannot_be_saved_stays(program: Program) -> None:
    program.window.open_tab("plan")
    page = program.window.page("plan")
    assert isinstance(page, PlanPage)
    QTest.keyClicks(page.entry.line, "rest")
    with no_room():
        QTest.keyClick(page.entry.line, Qt.Key.Key_Return)
    assert page.entry.line.text() == "rest"
    assert "disk" in program.window.notice.text
    QTest.keyClick(page.entry.line, Qt.Key.Key_Return)
    assert page.entry.line.text() == ""
    dossier = program.desk.workspace.dossier(PERSON_ID)
    assert dossier is not None
    assert len(dossier.items) == 1


def test_the_pain_form_offers_what_was_typed(program: Program) -> None:
    page = diary_of(program)
    page.card.add_pain()
    form = page.card.form
    QTest.keyClick(form.score, Qt.Key.Key_3)
    QTest.keyClicks(form.note, "stiff")
    page._on_before_wanted()
    assert not form.isVisible()
    page._on_after_wanted()
    page.card.add_pain()
    assert form._keeper is not None
    form._keeper.bar.take.click()
    assert (form.score.score(), form.note.text()) == (3, "stiff")
    form.save.click()
    page.card.add_pain()
    assert form._keeper.bar.isHidden()
    form.cancel.click()


def test_every_dialog_with_words_keeps_them(program: Program) -> None:
    for name in ("event", "edit-person", "settings"):
        program.window.actions_by_name[name].trigger()
        dialog = dialog_of(program, RecordDialog)
        assert isinstance(dialog, RecordDialog)
        assert dialog._keeper is not None
        fields = dialog.draft_fields()
        lines = (row.widget for row in dialog.form.rows if isinstance(row.widget, QLineEdit))
        next(lines).setText("words")
        assert "words" in dialog._keeper.changes.values()
        for field in fields.values():
            field.write(field.read())
        dialog.reject()
