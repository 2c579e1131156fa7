"""The pain diary: a day by digits, questions after runs, several places, a week from paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import a_day, a_pain, a_run, another_person
from conftest import TODAY
from gui.pages import page_in_use
from rehabplanner.domain.diary import BACK_PARTS, BodyPart, DayEntry, Moment
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Person
from rehabplanner.domain.problems import Conflict
from rehabplanner.domain.scales import PAIN_ANCHORS
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.diary.days import (
    LEGS,
    day_rows,
    favourite_parts,
    is_empty,
    questions,
    same_as_before,
)
from rehabplanner.gui.diary.page import DiaryPage
from rehabplanner.gui.diary.part_picker import fits
from rehabplanner.gui.diary.scores import anchor_words
from rehabplanner.gui.diary.table import COLUMNS
from rehabplanner.gui.widgets.number_field import read_amount
from rehabplanner.paths import Places
from rehabplanner.storage.database import Database

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, person: Person) -> Iterator[DiaryPage]:
    yield from page_in_use(qtbot, desk, person, DiaryPage, (1240, 800))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(keys: str) -> None:
    """Press keys as a person does: each goes where the keyboard is at that moment."""
    for key in keys:
        if key == "\n":
            QTest.keyClick(focused(), Qt.Key.Key_Return)
        else:
            QTest.keyClick(focused(), key)


def dossier(desk: Desk, person: Person) -> Dossier:
    found = desk.workspace.dossier(person.id)
    assert found is not None
    return found


def scores(desk: Desk, person: Person, day: date = TODAY) -> dict[Moment, int]:
    return {one.moment: one.score for one in dossier(desk, person).pains if one.day == day}


def entry(desk: Desk, person: Person, day: date = TODAY) -> DayEntry:
    found = dossier(desk, person).day_entry(day)
    assert found is not None
    return found


# A day


def test_a_daily_entry_takes_five_inputs(page: DiaryPage, desk: Desk, person: Person) -> None:
    inputs = ("2", "4", "7.5\n", "3", "1")
    for given in inputs:
        press(given)
    assert len(inputs) <= 5
    assert sum(map(len, inputs)) <= 8  # keys, of which none is a Save
    assert scores(desk, person) == {Moment.MORNING: 2, Moment.WORST: 4}
    kept = entry(desk, person)
    assert (kept.sleep_h, kept.stress, kept.worry) == (7.5, 3, 1)
    assert kept.mood is None
    assert focused() is page.card.note


def test_what_was_typed_is_on_the_disk_at_once(page: DiaryPage, desk: Desk, person: Person) -> None:
    press("2")
    page.card.amounts["water_l"].setFocus()
    press("1,5\n")
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "calm day")
    page.card.scores["mood"].bar.setFocus()
    (kept,) = dossier(desk, person).days
    assert (kept.water_l, kept.note) == (1.5, "calm day")
    assert scores(desk, person) == {Moment.MORNING: 2}
    assert desk.workspace.undo() == "Note of Fri 11 Sep"
    assert page.card.note.toPlainText() == ""


def test_a_text_is_saved_when_the_page_goes_away_or_the_day_changes(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "before")
    page.go_to(YESTERDAY)
    assert entry(desk, person).note == "before"
    assert page.card.note.toPlainText() == ""
    QTest.keyClicks(page.card.note, "hidden")
    page.hide()
    assert entry(desk, person, YESTERDAY).note == "hidden"
    page.show()


def test_a_text_is_saved_after_a_pause(
    page: DiaryPage, desk: Desk, person: Person, wait_for: object
) -> None:
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "a pause ")
    wait_for(lambda: bool(dossier(desk, person).days))  # type: ignore[operator]
    assert entry(desk, person).note == "a pause"
    QTest.keyClicks(page.card.note, "and more")  # the space that was typed is still there
    assert page.card.note.toPlainText() == "a pause and more"


def test_there_is_never_more_than_one_entry_a_day(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    for key in ("stress", "worry", "mood", "work_load", "sleep_quality"):
        page.card.scores[key].bar.setFocus()
        press("4")
    (kept,) = dossier(desk, person).days
    assert kept.revision == 5
    page.card.scores["stress"].bar.setFocus()
    press("6")
    assert [one.stress for one in dossier(desk, person).days] == [6]


def test_unknown_stays_unknown_and_the_last_value_takes_the_record_away(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    bar = page.card.scores["stress"].bar
    bar.setFocus()
    press("0")
    assert entry(desk, person).stress == 0
    assert entry(desk, person).worry is None
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Backspace)
    assert dossier(desk, person).days == ()
    assert bar.score() is None
    desk.workspace.undo()
    assert entry(desk, person).stress == 0
    page.card.scores["morning"].bar.setFocus()
    press("0")
    assert scores(desk, person) == {Moment.MORNING: 0}
    page.card.scores["morning"].bar.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    assert scores(desk, person) == {}


def test_x_is_ten_and_the_word_of_the_score_is_shown(page: DiaryPage) -> None:
    press("x")
    row = page.card.scores["morning"]
    assert row.bar.score() == 10
    assert row.words.text() == "worst imaginable"
    assert anchor_words(PAIN_ANCHORS, 1) == "mild"
    assert anchor_words(PAIN_ANCHORS, 0) == "no pain"
    assert anchor_words(PAIN_ANCHORS, None) == ""


def test_an_impossible_amount_is_marked_and_nothing_is_saved(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    field = page.card.amounts["sleep_h"]
    field.setFocus()
    press("25\n")
    assert "above 24" in page.card.problem.text()
    assert field.property("invalid") is True
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "7..")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") is True
    assert dossier(desk, person).days == ()
    field.selectAll()
    press("7:30\n")
    assert entry(desk, person).sleep_h == 7.5
    assert field.property("invalid") is False
    assert page.card.problem.isHidden()


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("7", 7), ("7.5", 7.5), ("7,5", 7.5), ("7:30", 7.5), (".5", 0.5), ("0", 0)],
)
def test_amounts_are_read_as_people_write_them(text: str, value: float | None) -> None:
    assert read_amount(text) == value


@pytest.mark.parametrize("text", ["-1", "a", "7..5", "1e3", "nan", "7:75"])
def test_other_amounts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_amount(text)


def test_a_rest_day_is_a_tick(page: DiaryPage, desk: Desk, person: Person) -> None:
    page.card.rest.click()
    assert entry(desk, person).is_rest_day
    page.card.rest.click()
    assert dossier(desk, person).days == ()
    desk.workspace.save("Run", a_run(TODAY))
    assert not page.card.rest.isEnabled()


def test_a_note_can_be_written_on_a_rest_day(page: DiaryPage, desk: Desk, person: Person) -> None:
    page.card.rest.click()
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "Walked the stairs without a thought <b>&")
    page.card.add.setFocus()
    kept = entry(desk, person)
    assert kept.is_rest_day
    assert kept.note == "Walked the stairs without a thought <b>&"


def test_same_as_yesterday_is_one_key_and_overwrites_nothing(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    desk.workspace.save(
        "Past",
        a_day(YESTERDAY, sleep_h=6, stress=5, mood=7, note="old", is_rest_day=True),
        a_pain(3, YESTERDAY, Moment.MORNING),
        a_pain(4, YESTERDAY, Moment.WORST),
        a_pain(2, YESTERDAY, Moment.WORST, part=BodyPart.CALF_LEFT),
        a_pain(6, YESTERDAY, Moment.DURING),
        a_pain(1, TODAY, Moment.MORNING),
    )
    said: list[tuple[str, bool]] = []
    desk.notices.wanted.connect(lambda text, can_undo: said.append((text, can_undo)))
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    kept = entry(desk, person)
    assert (kept.sleep_h, kept.stress, kept.mood) == (6, 5, 7)
    assert (kept.note, kept.is_rest_day) == ("", False)
    today = [one for one in dossier(desk, person).pains if one.day == TODAY]
    assert {(one.moment, one.part, one.score) for one in today} == {
        (Moment.MORNING, BodyPart.LOW_BACK, 1),
        (Moment.WORST, BodyPart.LOW_BACK, 4),
        (Moment.WORST, BodyPart.CALF_LEFT, 2),
    }
    assert said[-1][1]
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "nothing to take over" in said[-1][0]
    desk.workspace.undo()
    assert scores(desk, person) == {Moment.MORNING: 1}
    assert dossier(desk, person).day_entry(TODAY) is None


def test_days_are_walked_by_keys(page: DiaryPage) -> None:
    assert page.day == TODAY
    QTest.keyClick(focused(), Qt.Key.Key_PageUp)
    QTest.keyClick(focused(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.day == TODAY - timedelta(days=2)
    QTest.keyClick(focused(), Qt.Key.Key_PageDown)
    assert page.day == YESTERDAY
    QTest.keyClick(focused(), Qt.Key.Key_T)
    assert page.day == TODAY
    QTest.keyClick(focused(), Qt.Key.Key_PageDown)
    assert page.day == TODAY  # tomorrow has not been lived yet
    page.card.amounts["sleep_h"].setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_PageUp)
    QTest.keyClick(focused(), Qt.Key.Key_T)
    assert page.day == TODAY
    page.card.note.setFocus()
    press("t")
    assert page.card.note.toPlainText() == "t"


def test_another_person_gets_their_own_diary(page: DiaryPage, desk: Desk, person: Person) -> None:
    (ben,) = desk.workspace.save("Add Ben", another_person())
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "of Ada")
    page.show_dossier(desk.workspace.dossier(ben.id))
    assert page.card.note.toPlainText() == ""
    assert entry(desk, person).note == "of Ada"
    found = desk.workspace.dossier(ben.id)
    assert found is not None
    assert found.days == ()


def test_what_cannot_be_saved_is_not_shown_as_saved_and_a_note_is_not_lost(
    page: DiaryPage, desk: Desk, person: Person, places: Places, qtbot: QtBot
) -> None:
    page.card.scores["stress"].bar.setFocus()
    press("3")
    elsewhere = Database.open(places.database, backups=places.backups)
    elsewhere.write(saved=[replace(entry(desk, person), worry=9)])
    page.card.note.setFocus()
    QTest.keyClicks(page.card.note, "precious")
    with qtbot.captureExceptions() as caught:
        page.card.scores["stress"].bar.setFocus()
        press("4")
    assert [type(one[1]) for one in caught] == [Conflict, Conflict]
    assert page.card.scores["stress"].bar.score() == 3
    assert page.card.note.toPlainText() == "precious"
    assert desk.workspace.look_for_news()
    assert page.card.scores["worry"].bar.score() == 9
    page.card.scores["stress"].bar.setFocus()
    press("4")
    page.card.flush()
    kept = entry(desk, person)
    assert (kept.stress, kept.worry, kept.note) == (4, 9, "precious")
    elsewhere.close()


# Runs


def test_the_morning_after_a_run_is_asked_and_linked(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    (run,) = desk.workspace.save("Run", a_run(YESTERDAY))
    (prompt,) = page.card.prompts.prompts
    assert prompt.words.text() == "How was your back this morning, after yesterday’s 8.2 km run?"
    page.focus_first()
    press("3")
    (pain,) = dossier(desk, person).pains
    assert (pain.day, pain.moment, pain.score) == (TODAY, Moment.MORNING, 3)
    assert pain.activity_id == run.id
    assert pain.noted_at is not None
    assert page.card.prompts.prompts == []
    assert page.card.scores["morning"].bar.score() == 3
    assert focused() is page.card.scores["worst"].bar
    desk.workspace.undo()
    assert len(page.card.prompts.prompts) == 1


def test_morning_pain_of_the_quick_row_answers_the_question_too(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    (run,) = desk.workspace.save("Run", a_run(YESTERDAY))
    page.card.scores["morning"].bar.setFocus()
    press("2")
    (pain,) = dossier(desk, person).pains
    assert pain.activity_id == run.id
    assert page.card.prompts.isHidden()


def test_a_run_of_today_is_asked_for_during_and_after(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    (run,) = desk.workspace.save("Run", a_run(TODAY, 5.0, 31))
    (prompt,) = page.card.prompts.prompts
    assert prompt.words.text() == "How was your back with today’s 5 km run?"
    page.focus_first()
    press("21")
    pains = dossier(desk, person).pains
    assert [(one.moment, one.score) for one in pains] == [(Moment.DURING, 2), (Moment.AFTER, 1)]
    assert {one.activity_id for one in pains} == {run.id}
    assert page.card.prompts.prompts == []


def test_a_question_can_be_put_off(page: DiaryPage, desk: Desk, person: Person) -> None:
    desk.workspace.save("Run", a_run(YESTERDAY))
    page.card.prompts.prompts[0]._on_later_clicked()
    assert page.card.prompts.isHidden()
    press("2")
    page.go_to(YESTERDAY)
    page.go_to(TODAY)
    assert page.card.prompts.isHidden()


def test_questions_are_not_asked_of_long_ago(person: Person, desk: Desk) -> None:
    long_ago = TODAY - timedelta(days=40)
    desk.workspace.save("Run", a_run(long_ago))
    assert questions(dossier(desk, person), long_ago, TODAY) == []
    assert questions(dossier(desk, person), long_ago, long_ago) != []


# Pain entries


def test_pain_in_several_places_is_kept_apart(page: DiaryPage, desk: Desk, person: Person) -> None:
    (run,) = desk.workspace.save("Run", a_run(TODAY))
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page.card.form
    form.moment.setCurrentIndex(form.moment.findData(Moment.DURING))
    assert form.run.currentData() == run.id
    assert "8.2 km" in form.run.currentText()
    press("knee l\n")
    press("5")
    QTest.keyClicks(focused(), "downhill only")
    press("\n")
    assert form.isHidden()
    (pain,) = dossier(desk, person).pains
    assert (pain.part, pain.moment, pain.score) == (BodyPart.KNEE_LEFT, Moment.DURING, 5)
    assert (pain.activity_id, pain.note) == (run.id, "downhill only")
    row = day_rows(dossier(desk, person), TODAY, TODAY)[0]
    assert (row.legs, row.during, row.highest) == (5, None, None)
    assert len(page.card.prompts.prompts) == 1  # the back was not spoken of yet
    (line,) = page.card.pains.lines
    words = "During · Knee, left · 5/10 moderate · 8.2 km run of Fri 11 Sep · downhill only"
    assert line.words.text() == words


def test_a_pain_entry_is_edited_and_removed(page: DiaryPage, desk: Desk, person: Person) -> None:
    desk.workspace.save("Pain", a_pain(4, TODAY, Moment.NOW, part=BodyPart.SACRUM, note="sat"))
    page.card.pains.lines[0].edit.click()
    form = page.card.form
    assert form.part.part() is BodyPart.SACRUM
    assert form.note.text() == "sat"
    form.score.setFocus()
    press("2")
    form.save.click()
    (pain,) = dossier(desk, person).pains
    assert (pain.score, pain.revision, pain.note) == (2, 2, "sat")
    said: list[tuple[str, bool]] = []
    desk.notices.wanted.connect(lambda text, can_undo: said.append((text, can_undo)))
    page.card.pains.lines[0].remove.click()
    assert dossier(desk, person).pains == ()
    assert said == [("Pain entry removed", True)]
    assert page.card.pains.empty.isVisible()


def test_a_pain_entry_without_a_score_says_so(page: DiaryPage, desk: Desk, person: Person) -> None:
    page.card.add.click()
    page.card.form.save.click()
    assert dossier(desk, person).pains == ()
    assert "choose a score" in page.card.form.form._words["score"].text()
    page.card.form.part.search.setText("")
    QTest.keyClicks(page.card.form.part.search, "zzz")
    page.card.form.save.click()
    assert "where it hurts" in page.card.form.form._words["part"].text()
    page.card.form.cancel.click()
    assert page.card.form.isHidden()


def test_usual_places_come_first(desk: Desk, person: Person) -> None:
    calf = a_pain(part=BodyPart.CALF_RIGHT)
    desk.workspace.save("Pain", calf, a_pain(part=BodyPart.CALF_RIGHT), a_pain(part=BodyPart.NECK))
    first = favourite_parts(dossier(desk, person))
    assert first[:3] == [BodyPart.CALF_RIGHT, BodyPart.NECK, BodyPart.LOW_BACK]
    assert set(first) == set(BodyPart)
    assert fits("Knee, left", ["kn", "l"])
    assert not fits("Knee, right", ["kn", "l"])


def test_arrow_keys_choose_a_place(page: DiaryPage) -> None:
    page.card.add.click()
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert page.card.form.part.part() is BodyPart.LOW_BACK_LEFT
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    assert page.card.form.part.part() is BodyPart.LOW_BACK


def test_back_and_legs_are_kept_apart() -> None:
    assert not BACK_PARTS & LEGS
    assert {BodyPart.KNEE_LEFT, BodyPart.HIP_RIGHT, BodyPart.FOOT_LEFT} <= LEGS
    assert {BodyPart.LOW_BACK_LEFT, BodyPart.SACRUM, BodyPart.BUTTOCK_LEFT} <= BACK_PARTS


# All days


def column(key: str) -> int:
    return [one.key for one in COLUMNS].index(key)


def test_a_week_from_paper_is_typed_down_the_days(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    monday = TODAY - timedelta(days=6)
    row = page.model.row_of(monday)
    assert row is not None
    page.table.setCurrentIndex(page.model.index(row, column("morning")))
    page.table.setFocus()
    press("2231042")  # mornings of seven days
    assert page.table.currentIndex().column() == column("worst")
    assert page.table.currentIndex().row() == row
    press("345*\n22")  # one day is left blank
    press("7876.58107")  # 7, 8, 7, 6.5, 8, 10, 7
    found = dossier(desk, person)
    week = day_rows(found, monday, TODAY)
    assert [one.morning for one in week] == [2, 2, 3, 1, 0, 4, 2]
    assert [one.worst for one in week] == [3, 4, 5, 10, None, 2, 2]
    assert [one.value("sleep_h") for one in week] == [7, 8, 7, 6.5, 8, 10, 7]
    assert page.day == TODAY
    press("5")  # the first stress score
    assert page.day == monday + timedelta(days=1)
    assert entry(desk, person, monday).stress == 5
    assert len(dossier(desk, person).days) == 7


def test_minutes_of_stiffness_energy_and_sleep_go_in_by_number_pad_too(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    monday = TODAY - timedelta(days=6)
    row = page.model.row_of(monday)
    page.table.setFocus()
    for key, typed in (("sleep_quality", "76*8567"), ("energy", "4455667")):
        page.table.setCurrentIndex(page.model.index(row, column(key)))
        press(typed)
    assert page.table.currentIndex().column() == column("stiffness_min")
    press("15\n5\n\n90\n0\n")
    week = day_rows(dossier(desk, person), monday, TODAY)
    assert [one.value("sleep_quality") for one in week] == [7, 6, 10, 8, 5, 6, 7]
    assert [one.value("energy") for one in week] == [4, 4, 5, 5, 6, 6, 7]
    assert [one.value("stiffness_min") for one in week] == [15, 5, None, 90, 0, None, None]


def test_delete_clears_a_cell(page: DiaryPage, desk: Desk, person: Person) -> None:
    desk.workspace.save("Pain", a_pain(4, TODAY))
    row = page.model.row_of(TODAY)
    assert row is not None
    page.table.setCurrentIndex(page.model.index(row, column("worst")))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert dossier(desk, person).pains == ()
    assert page.table.currentIndex().row() == row


def test_letters_and_read_only_columns_change_nothing(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    row = page.model.rowCount() - 1
    page.table.setFocus()
    for key in ("day", "during", "legs", "note", "sleep_h", "worst"):
        page.table.setCurrentIndex(page.model.index(row, column(key)))
        press("q" if key in ("sleep_h", "worst") else "4")
    assert dossier(desk, person).days == ()
    assert dossier(desk, person).pains == ()


def test_the_table_tells_known_from_unknown(page: DiaryPage, desk: Desk, person: Person) -> None:
    desk.workspace.save(
        "Past",
        a_pain(0, YESTERDAY, Moment.MORNING),
        a_run(YESTERDAY),
        a_day(YESTERDAY, stress=0, note="slept well\nand more"),
    )
    row = page.model.row_of(YESTERDAY)
    assert row is not None
    shown = {one.key: page.model.index(row, number).data() for number, one in enumerate(COLUMNS)}
    assert shown["morning"] == "0"
    assert shown["worst"] == ""
    assert shown["stress"] == "0"
    assert shown["worry"] == ""
    assert shown["activities"] == "Run"
    assert shown["note"] == "slept well"
    page.table.choose(YESTERDAY)
    assert page.day == YESTERDAY
    assert page.card.scores["worst"].bar.score() is None


def test_an_old_diary_is_shown_from_its_first_day(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    first = TODAY - timedelta(days=400)
    desk.workspace.save("Old", a_pain(3, first))
    assert page.model.row_of(first) == 0
    assert page.model.rowCount() == 401
    assert page.day == TODAY


def test_the_strip_opens_a_day_and_tells_unknown_from_none(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    desk.workspace.save("Past", a_pain(0, YESTERDAY), a_pain(7, TODAY, part=BodyPart.CALF_LEFT))
    assert page.heat.words(YESTERDAY) == "Thu 10 Sep 2026: worst back pain 0/10, no pain"
    assert page.heat.words(TODAY) == "Fri 11 Sep 2026: nothing noted"
    place = page.heat.cell(YESTERDAY).center().toPoint()
    QTest.mouseClick(page.heat, Qt.MouseButton.LeftButton, pos=place)
    assert page.day == YESTERDAY
    QTest.mouseClick(page.heat, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert page.day == YESTERDAY


def test_the_page_lives_with_nobody_and_in_the_dark(page: DiaryPage, desk: Desk) -> None:
    desk.theme.apply("dark", 150)
    assert not page.grab().isNull()
    page.show_dossier(None)
    page.card.scores["stress"].bar.setFocus()
    press("4")
    desk.theme.apply("light", 100)


def test_an_empty_entry_holds_nothing() -> None:
    assert is_empty(a_day(sleep_h=None, stress=None, mood=None))
    assert not is_empty(a_day(sleep_h=None, stress=0, mood=None))
    assert not is_empty(a_day(sleep_h=0.0, stress=None, mood=None))


def test_same_as_before_without_a_past_changes_nothing(desk: Desk, person: Person) -> None:
    assert not same_as_before(dossier(desk, person), TODAY)
