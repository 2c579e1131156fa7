"""The window as a user meets it: welcome, people, undo, import, settings, another window."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from builders import a_pain, a_person, a_run, another_person
from rehabplanner.app import Options, Program, start
from rehabplanner.domain.people import Person
from rehabplanner.gui.dialogs.event_dialog import EventDialog
from rehabplanner.gui.dialogs.list_dialog import ListDialog
from rehabplanner.gui.dialogs.settings_dialog import SettingsDialog
from rehabplanner.gui.errors import ErrorCatcher, ErrorDialog
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.people.switcher import FindPersonDialog, matching
from rehabplanner.gui.runs.import_dialog import ImportDialog
from rehabplanner.gui.runs.import_rows import Choice
from rehabplanner.paths import Places

D = Callable[[type[QDialog]], QDialog]


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    catcher = ErrorCatcher()
    made = start(Options(places=places), catcher)
    made.desk.theme.apply("light", 100)
    made.handlers.open_someone()
    made.window.tabs.setCurrentIndex(1)
    made.window.show()
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


def dialog_of(program: Program, kind: type[QDialog]) -> QDialog:
    found = [one for one in program.window.findChildren(kind) if one.isVisible()]
    assert len(found) == 1, f"{len(found)} dialogs of {kind.__name__}"
    return found[0]


def with_people(program: Program, *people: Person) -> None:
    program.desk.workspace.save("People", *people)
    program.handlers.open_someone()


def test_a_new_runner_is_asked_for_a_name_and_sees_the_tabs(program: Program) -> None:
    assert program.window.stack.currentIndex() == 0
    program.window.welcome.first_button.click()
    dialog = dialog_of(program, PersonDialog)
    assert isinstance(dialog, PersonDialog)
    dialog._on_save_clicked()
    assert dialog.isVisible(), "a name is needed"
    QTest.keyClicks(dialog.form.name, "Ada Strand")
    dialog.form.birth_year.setText("1984")
    dialog._on_save_clicked()
    assert program.window.stack.currentIndex() == 1
    assert program.window.name.text() == "Ada Strand"
    assert not program.window.switch.isVisible(), "one runner needs no list of people"


def test_a_therapist_finds_a_person_by_typing(program: Program) -> None:
    with_people(program, a_person(), another_person("Ben Holm"), another_person("Bea Öst"))
    assert program.window.switch.isVisible()
    program.window.actions_by_name["find-person"].trigger()
    dialog = dialog_of(program, FindPersonDialog)
    assert isinstance(dialog, FindPersonDialog)
    QTest.keyClicks(dialog.line, "be o")
    assert dialog.list.count() == 1
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert program.window.name.text() == "Bea Öst"


def test_matching_people_by_words_and_year() -> None:
    people = [a_person("Ada Strand", birth_year=1984), a_person("Anna-Lena Berg")]
    assert matching(people, "1984") == [people[0]]
    assert matching(people, "len") == [people[1]]
    assert matching(people, "") == people


def test_removing_a_person_can_be_undone_with_everything(program: Program) -> None:
    with_people(program, a_person(), a_run(), a_pain())  # type: ignore[arg-type]
    person_id = program.window.person_id
    assert person_id is not None
    program.window.actions_by_name["remove-person"].trigger()
    assert program.window.stack.currentIndex() == 0
    assert program.window.notice.isVisible()
    program.window.notice._on_undo_clicked()
    program.handlers.open_someone()
    dossier = program.desk.workspace.dossier(person_id)
    assert dossier is not None
    assert (len(dossier.activities), len(dossier.pains)) == (1, 1)


def test_the_bin_brings_back_what_was_removed(program: Program) -> None:
    with_people(program, a_person())
    (run,) = program.desk.workspace.save("Add", a_run())
    program.desk.workspace.remove("Remove", run)
    program.window.actions_by_name["bin"].trigger()
    dialog = dialog_of(program, ListDialog)
    assert isinstance(dialog, ListDialog)
    assert dialog.list.count() == 1
    dialog._on_accept()
    dossier = program.desk.workspace.dossier(run.person_id)  # type: ignore[attr-defined]
    assert dossier is not None
    assert len(dossier.activities) == 1


def test_undo_is_named_and_follows_the_menu(program: Program) -> None:
    with_people(program, a_person())
    program.desk.workspace.save("Add a run", a_run())
    action = program.window.actions_by_name["undo"]
    assert action.text() == "Undo: Add a run"
    action.trigger()
    assert program.window.actions_by_name["redo"].text() == "Redo: Add a run"


def test_files_dropped_on_the_window_are_imported(
    program: Program, tmp_path: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    with_people(program, a_person())
    file = tmp_path / "Ada Strand.csv"
    file.write_text(
        "date,start,kind,title,distance_km,duration_min,effort\n"
        "2026-09-07,07:00,run,Lake <b>,8.2,52,4\n2026-09-08,,run,Short,5,31,3\n",
        "utf-8",
    )
    broken = tmp_path / "broken.fit"
    broken.write_bytes(b"not a watch file")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(broken))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    program.window.dropEvent(drop)
    dialog = dialog_of(program, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    wait_for(dialog.go.isEnabled)
    assert dialog.model.rowCount() == 2
    assert "1 not readable" in dialog.words.text()
    dialog._on_go()
    dossier = program.desk.workspace.dossier(program.window.person_id)  # type: ignore[arg-type]
    assert dossier is not None
    assert [one.day for one in dossier.activities] == [date(2026, 9, 7), date(2026, 9, 8)]
    assert program.desk.workspace.undo_label == "Import 2 sessions"

    program.handlers.import_files([file])
    again = dialog_of(program, ImportDialog)
    assert isinstance(again, ImportDialog)
    wait_for(lambda: not again.bar.isVisible())
    assert "1 known already" in again.words.text()
    assert not again.go.isEnabled()
    again.reject()


def test_an_event_is_noted(program: Program) -> None:
    with_people(program, a_person())
    program.window.actions_by_name["event"].trigger()
    dialog = dialog_of(program, EventDialog)
    assert isinstance(dialog, EventDialog)
    dialog.line.setText("Lake race")
    dialog._on_save_clicked()
    dossier = program.desk.workspace.dossier(program.window.person_id)  # type: ignore[arg-type]
    assert dossier is not None
    assert [event.label for event in dossier.events] == ["Lake race"]


def test_settings_change_the_look_and_the_letterhead(program: Program) -> None:
    with_people(program, a_person())
    program.window.actions_by_name["settings"].trigger()
    dialog = dialog_of(program, SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.text_size.setCurrentIndex(dialog.text_size.findData(130))
    dialog.practice_name.setText("Quay <Physio> & Co")
    dialog._on_save_clicked()
    assert program.desk.theme.is_dark
    assert program.desk.theme.text_percent == 130
    assert program.desk.workspace.practice().name == "Quay <Physio> & Co"
    assert program.desk.workspace.undo_label == "Change the letterhead"


def test_a_second_window_on_the_same_file_is_told_and_sees_changes(
    program: Program, places: Places
) -> None:
    with_people(program, a_person())
    other = start(Options(places=places), ErrorCatcher())
    try:
        assert other.keeper.others()
        other.handlers.on_window_shown()
        assert "another window" in other.window.notice.text
        program.desk.workspace.save("Add", a_run())
        assert other.desk.workspace.look_for_news()
        dossier = other.desk.workspace.dossier(a_person().id)
        assert dossier is not None
        assert len(dossier.activities) == 1
    finally:
        other.window.close()
        other.close()
        other.window.deleteLater()


def test_a_fault_of_ours_shows_a_report_and_the_window_lives_on(program: Program) -> None:
    with_people(program, a_person())
    program.catcher.take(RuntimeError("boom"))
    report = dialog_of(program, ErrorDialog)
    report.accept()
    program.desk.workspace.save("Add", a_run())
    assert program.window.isVisible()


def test_help_and_shortcuts_open(program: Program) -> None:
    with_people(program, a_person())
    for name in ("help", "shortcuts", "about"):
        program.window.actions_by_name[name].trigger()
        found = [one for one in program.window.findChildren(QDialog) if one.isVisible()]
        assert found
        for one in found:
            one.close()
            one.deleteLater()


def test_every_command_has_words_and_the_shortcuts_differ(program: Program) -> None:
    shortcuts = [
        action.shortcut().toString()
        for action in program.window.actions_by_name.values()
        if not action.shortcut().isEmpty()
    ]
    assert len(shortcuts) == len(set(shortcuts))
    assert all(action.text() for action in program.window.actions_by_name.values())


def test_backups_are_made_and_tested_while_the_window_stands(
    program: Program, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    with_people(program, a_person())
    program.handlers.on_window_shown()
    wait_for(lambda: bool(program.keeper.backups()))
    wait_for(lambda: not program.desk.tasks.is_busy)
    assert program.keeper.self_test() is None
    newest = program.keeper.backups()[0].file
    newest.write_bytes(newest.read_bytes()[:-10] + b"0123456789")
    assert program.keeper.self_test() is not None


def test_restore_from_the_menu_brings_back_the_earlier_state(program: Program) -> None:
    with_people(program, a_person())
    program.keeper.backup()
    program.desk.workspace.save("Add", a_run())
    program.window.actions_by_name["restore"].trigger()
    dialog = dialog_of(program, ListDialog)
    assert isinstance(dialog, ListDialog)
    dialog._on_accept()
    dossier = program.desk.workspace.dossier(a_person().id)
    assert dossier is not None
    assert dossier.activities == ()
    assert program.desk.workspace.undo_label is None


def test_each_known_session_of_a_file_is_decided_by_itself(
    program: Program, tmp_path: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    with_people(program, a_person())
    head = "date,start,kind,title,distance_km,duration_min,effort\n"
    rows = (
        "2026-09-07,07:00,run,One,{a},52,4\n2026-09-08,07:00,run,Two,{b},31,3\n"
        "2026-09-09,07:00,run,Three,{c},44,3\n"
    )
    file = tmp_path / "log.csv"
    file.write_text(head + rows.format(a="8.2", b="5", c="7"), "utf-8")
    program.handlers.import_files([file])
    first = dialog_of(program, ImportDialog)
    assert isinstance(first, ImportDialog)
    wait_for(first.go.isEnabled)
    first._on_go()
    again_file = tmp_path / "again.csv"
    again_file.write_text(head + rows.format(a="8.21", b="5.01", c="7.01"), "utf-8")
    program.handlers.import_files([again_file])
    again = dialog_of(program, ImportDialog)
    assert isinstance(again, ImportDialog)
    wait_for(lambda: not again.bar.isVisible())
    pairs = again.beside
    assert "1 of 3" in pairs.where.text()
    assert "8.2 km" in pairs.table.text()
    assert not again.go.isEnabled()
    pairs.forward.click()
    assert "2 of 3" in pairs.where.text()
    pairs.choice.setCurrentIndex(pairs.choice.findText("Replace the one I have"))
    pairs.choice.activated.emit(pairs.choice.currentIndex())
    pairs.forward.click()
    assert not pairs.forward.isEnabled()
    pairs.choice.setCurrentIndex(pairs.choice.findText("Bring in as well"))
    pairs.choice.activated.emit(pairs.choice.currentIndex())
    pairs.back.click()
    assert pairs.choice.currentText() == "Replace the one I have", "it is remembered"
    assert "2 sessions" in again.go.text()
    again._on_go()
    assert not again.isVisible()
    dossier = program.desk.workspace.dossier(program.window.person_id)  # type: ignore[arg-type]
    assert dossier is not None
    assert sorted(one.distance_m or 0 for one in dossier.activities) == [5010, 7000, 7010, 8200]
    program.desk.workspace.undo()
    dossier = program.desk.workspace.dossier(program.window.person_id)  # type: ignore[arg-type]
    assert dossier is not None
    assert sorted(one.distance_m or 0 for one in dossier.activities) == [5000, 7000, 8200]


def test_a_session_with_its_track_is_replaced_by_a_better_file(
    program: Program, tmp_path: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    with_people(program, a_person())
    samples = Path(__file__).parents[1] / "samples" / "importers"
    for times in range(2):
        program.handlers.import_files([samples / "run.gpx"])
        dialog = dialog_of(program, ImportDialog)
        assert isinstance(dialog, ImportDialog)
        wait_for(lambda shown=dialog: not shown.bar.isVisible())  # type: ignore[misc]
        if times:
            row = dialog.model.record(0)
            row.choose(Choice.REPLACE)
            dialog._refresh()
        dialog._on_go()
        assert not dialog.isVisible()
    dossier = program.desk.workspace.dossier(program.window.person_id)  # type: ignore[arg-type]
    assert dossier is not None
    (run,) = dossier.activities
    assert program.desk.workspace.track(run.id) is not None
    program.desk.workspace.undo()
    assert program.desk.workspace.track(run.id) is not None
    assert program.keeper.check() == []


def test_a_full_disk_while_importing_says_so_and_goes_on_when_there_is_room(
    program: Program, tmp_path: Path, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    resource = pytest.importorskip("resource")
    with_people(program, a_person())
    samples = Path(__file__).parents[1] / "samples" / "importers"
    program.handlers.import_files([samples / "run.gpx"])
    dialog = dialog_of(program, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    wait_for(dialog.go.isEnabled)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        dialog._on_go()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert dialog.isVisible()
    assert "disk" in dialog.words.text()
    assert dialog.go.text() == "Try again"
    dialog.go.click()
    assert not dialog.isVisible()
    dossier = program.desk.workspace.dossier(program.window.person_id)  # type: ignore[arg-type]
    assert dossier is not None
    assert len(dossier.activities) == 1
