"""Outcome measures in the window: filling in by keyboard, what changed, due, history, paper."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from builders import PERSON_ID, a_person
from conftest import TODAY
from rehabplanner.documents.options import HandoutOptions
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.people import Person
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.measures.fill import EntryDialog, FillDialog, MeasureDialog
from rehabplanner.gui.measures.rows import ChoiceRow
from rehabplanner.gui.measures.watch import MeasuresWatch
from rehabplanner.gui.measures.window import MeasuresWindow
from rehabplanner.gui.settings import Settings
from rehabplanner.gui.window import Window


def dossier(desk: Desk) -> Dossier:
    found = desk.workspace.dossier(PERSON_ID)
    assert found is not None
    return found


def a_result(measure_id: str, total: float, days_ago: int, version: str = "1") -> MeasureResult:
    return MeasureResult(
        person_id=PERSON_ID,
        day=TODAY - timedelta(days=days_ago),
        measure_id=measure_id,
        version=version,
        total=total,
    )


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, person: Person) -> Iterator[MeasuresWindow]:
    desk.workspace.save("Former", a_result("rmdq", 12, 56, "24"), a_result("rmdq", 10, 28, "24"))
    made = MeasuresWindow(desk, dossier(desk))
    made.show()
    yield made
    made.close()


def asked(window: MeasuresWindow, measure_id: str) -> MeasureDialog:
    window.list.choose(measure_id)
    window.fill_button.click()
    (found,) = [one for one in window.findChildren(MeasureDialog) if one.isVisible()]
    return found


def test_a_questionnaire_takes_a_key_for_each_sentence(window: MeasuresWindow, desk: Desk) -> None:
    dialog = asked(window, "rmdq")
    assert isinstance(dialog, FillDialog)
    for number, row in enumerate(dialog.rows):
        assert row.hasFocus() or not dialog.isActiveWindow()
        QTest.keyClicks(row, "1" if number < 4 else "0")
    assert dialog.say_label.text().startswith("4 (0 to 24)")
    assert "beyond measurement error" in dialog.change_label.text()
    assert dialog.change_label.text().count("\n") == 1, "against the last and the first"
    dialog.save.click()
    assert not dialog.isVisible()
    result = dossier(desk).measure_results[-1]
    assert (result.total, sum(one or 0 for one in result.answers)) == (4, 4)
    assert "4 (0 to 24)" in window.detail.state.text()
    window.undo_button.click()
    assert len(dossier(desk).measure_results) == 2


def test_near_the_floor_nothing_is_claimed(window: MeasuresWindow, desk: Desk) -> None:
    desk.workspace.save("Good days", a_result("rmdq", 3, 3, "24"))
    dialog = asked(window, "rmdq")
    assert "No claim" in dialog.change_label.text()


def test_digits_answer_and_go_on_and_gaps_give_no_score(window: MeasuresWindow) -> None:
    dialog = asked(window, "phq-4")
    assert isinstance(dialog, FillDialog)
    for row, key in zip(dialog.rows, "301", strict=False):
        QTest.keyClicks(row, key)
    assert "answers are missing (1)" in dialog.say_label.text()
    QTest.keyClicks(dialog.rows[3], "9")
    assert dialog.rows[3].answer is None, "9 is no answer here"
    QTest.keyClicks(dialog.rows[3], "2")
    assert dialog.say_label.text().startswith("6 (0 to 12)")
    QTest.keyClick(dialog.rows[3], Qt.Key.Key_Backspace)
    assert dialog.rows[3].answer is None
    dialog.reject()


def test_below_zero_and_ten_have_keys(window: MeasuresWindow) -> None:
    dialog = asked(window, "groc")
    assert isinstance(dialog, FillDialog)
    QTest.keyClicks(dialog.rows[0], "-3")
    assert dialog.rows[0].answer == -3
    dialog.reject()
    dialog = asked(window, "nprs")
    assert isinstance(dialog, FillDialog)
    QTest.keyClicks(dialog.rows[0], "x")
    assert dialog.rows[0].answer == 10
    dialog.reject()


def test_own_activities_are_named_once_and_come_back(window: MeasuresWindow, desk: Desk) -> None:
    dialog = asked(window, "psfs")
    assert isinstance(dialog, FillDialog)
    for row, name, key in zip(dialog.rows, ("Run", "Sit", ""), "345", strict=False):
        assert isinstance(row, ChoiceRow)
        assert row.label_edit is not None
        row.label_edit.setText(name)
        QTest.keyClicks(row, key)
    dialog.save.click()
    assert dialog.isVisible(), "each activity needs a word"
    assert "word" in dialog.problem.text()
    third = dialog.rows[2]
    assert isinstance(third, ChoiceRow)
    assert third.label_edit is not None
    third.label_edit.setText("Lift")
    QTest.keyClick(third.label_edit, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter in a name does not save"
    dialog.save.click()
    result = dossier(desk).measure_results[-1]
    assert (result.total, result.labels) == (4, ("Run", "Sit", "Lift"))
    dialog = asked(window, "psfs")
    assert isinstance(dialog, FillDialog)
    assert dialog.labels() == ("Run", "Sit", "Lift")
    dialog.reject()


def test_a_score_is_entered_within_its_range(window: MeasuresWindow, desk: Desk) -> None:
    dialog = asked(window, "odi")
    assert isinstance(dialog, EntryDialog)
    dialog.total.setText("120")
    dialog.save.click()
    assert dialog.isVisible()
    assert "from 0 to 100" in dialog.say_label.text()
    dialog.total.clear()
    dialog.list.setText("2,2,2,2,2,2,2,2,0,")
    assert dialog.say_label.text().startswith("35.6")
    dialog.save.click()
    result = dossier(desk).measure_results[-1]
    assert result.total == pytest.approx(35.56, abs=0.01)


def test_a_result_is_changed_and_removed_in_its_table(window: MeasuresWindow, desk: Desk) -> None:
    window.list.choose("rmdq")
    window.detail.table.selectRow(0)
    former = window.detail.chosen_result()
    assert former is not None
    assert former.total == 10
    window._on_result_activated()
    (dialog,) = [one for one in window.findChildren(MeasureDialog) if one.isVisible()]
    assert isinstance(dialog, FillDialog)
    QTest.keyClicks(dialog.rows[0], "1")
    dialog.save.click()
    assert [one.total for one in dossier(desk).measure_results] == [12, 1]
    window.detail.table.selectRow(0)
    window.remove_button.click()
    assert [one.total for one in dossier(desk).measure_results] == [12]


def test_the_paper_holds_the_text_only_where_it_may(window: MeasuresWindow, desk: Desk) -> None:
    def words(measure_id: str) -> str:
        data = window.pdf(desk.library.measures[measure_id], HandoutOptions())
        document = pypdfium2.PdfDocument(BytesIO(data))
        found = " ".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return " ".join(found.split())

    assert "I stay in bed most of the time because of my back." in words("rmdq")
    assert "belong to their owner" in words("odi")


def test_what_is_due_is_said_once_and_never_again(
    qtbot: QtBot, desk: Desk, window: MeasuresWindow
) -> None:
    window.list.choose("rmdq")
    window.detail.is_chosen.click()
    assert dossier(desk).person.measures == "rmdq"
    main = Window(Settings(desk.places.settings))
    qtbot.addWidget(main)
    main.furnish(desk)
    watch = MeasuresWatch(main, desk)
    main.person_id = PERSON_ID
    watch.refresh()
    assert not watch.line.isHidden(), "28 days ago is due"
    assert "Roland" in watch.line.words.text()
    watch.later_button.click()
    watch.refresh()
    assert watch.line.isHidden(), "put off for today"
    watch._later.clear()
    desk.workspace.save("Filled", a_result("rmdq", 8, 0, "24"))
    watch.refresh()
    assert watch.line.isHidden(), "filled in today"
    window.every.setValue(1)
    window._on_every_changed()
    assert dossier(desk).person.measure_weeks == 1
    main.close()


def test_running_and_back_are_shown_apart(window: MeasuresWindow, desk: Desk) -> None:
    desk.workspace.save("Run", a_result("uwri", 20, 10))
    window.list.choose("running-and-back")
    assert window.both.running.title.endswith("UWRI")
    assert window.both.back.title.endswith("RMDQ-24")
    assert "20" in window.both.running.accessibleDescription()
    assert "12" in window.both.back.accessibleDescription()
    assert not window.fill_button.isEnabled()


def test_unknown_ids_in_the_set_do_no_harm() -> None:
    assert a_person(measures=" rmdq  rmdq gone ").measures == "rmdq gone"
