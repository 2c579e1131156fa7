"""The exercises tab: search, filter with counts, star, walk the ladder, plan, show, make one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builders import MONDAY, an_item
from conftest import TODAY
from gui.pages import page_in_use
from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.own_exercises import OwnExercise
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.editor.dialog import ExerciseEditor
from rehabplanner.gui.library.detail import text_of
from rehabplanner.gui.library.facets import FACETS, NOTHING, Choice, counts, in_order
from rehabplanner.gui.library.page import LibraryPage
from rehabplanner.gui.library.shelf import MOST_RECENT, Shelf
from rehabplanner.gui.settings import REDUCED_MOTION
from rehabplanner.library.own import entry_of, made

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, person: Person) -> Iterator[LibraryPage]:
    yield from page_in_use(qtbot, desk, person, LibraryPage, (1240, 780))


@pytest.fixture
def said(desk: Desk) -> list[tuple[str, bool]]:
    """Collect the notices."""
    notices: list[tuple[str, bool]] = []
    desk.notices.wanted.connect(lambda text, can_undo: notices.append((text, can_undo)))
    return notices


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def shown(page: LibraryPage) -> list[str]:
    return [one.name for one in page.model.exercises]


def chosen(page: LibraryPage) -> str:
    exercise = page.gallery.current()
    assert exercise is not None
    assert page.detail.exercise is exercise
    return exercise.name


def planned(desk: Desk, person: Person) -> tuple[PlanItem, ...]:
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    return dossier.items


def search(page: LibraryPage, text: str) -> None:
    """Type into the search line and let the result come."""
    page.search.setFocus()
    page.search.selectAll()
    QTest.keyClicks(page.search, text)
    QApplication.processEvents()
    QApplication.processEvents()  # what stands beside follows


# Finding


def test_all_are_shown_at_first(page: LibraryPage) -> None:
    assert len(shown(page)) == 137
    assert page.found.text() == "137 exercises"
    assert chosen(page) == "Abdominal bracing with breathing"
    assert focused() is page.search


def test_typing_searches_at_once(page: LibraryPage) -> None:
    search(page, "side plank")
    assert "Side plank (feet)" in shown(page)[:2]
    assert len(shown(page)) < 10
    search(page, "plnak")
    assert any("plank" in name for name in shown(page))
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert len(shown(page)) == 137


def test_letters_typed_into_the_gallery_begin_a_search(page: LibraryPage) -> None:
    page.gallery.setFocus()
    QTest.keyClick(page.gallery, "c")
    assert focused() is page.search
    QTest.keyClicks(page.search, "lam")
    QApplication.processEvents()
    assert page.search.text() == "clam"
    assert any("lam" in name.lower() for name in shown(page))


def test_arrows_move_while_the_keyboard_is_in_the_search(page: LibraryPage) -> None:
    search(page, "bridge")
    first = chosen(page)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert chosen(page) != first
    assert focused() is page.search
    QTest.keyClick(page.search, Qt.Key.Key_Up)
    assert chosen(page) == first


def test_enter_opens_what_was_just_typed(page: LibraryPage, desk: Desk) -> None:
    page.search.setFocus()
    QTest.keyClicks(page.search, "cat-camel")  # and Enter before the result could come
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert chosen(page) == "Cat-camel"
    assert focused() is page.detail.add
    assert Shelf(desk.settings).recent == ["G05"]


def test_nothing_found_says_what_to_do(page: LibraryPage) -> None:
    search(page, "xqzzyw")
    assert page.stack.currentWidget() is page.empty
    assert page.detail.isHidden()
    assert page.found.text() == "0 exercises"
    page._on_clear()
    assert page.stack.currentWidget() is page.gallery
    assert page.search.text() == ""
    assert page.detail.isVisible()


def test_filters_show_how_many_they_leave(page: LibraryPage) -> None:
    box = page.filters.boxes["group"]
    row = box.findData("hip")
    assert box.itemText(row) == "Hip (13)"
    box.setCurrentIndex(row)
    assert len(shown(page)) == 13
    assert page.filters.clear.isVisible()
    aims = page.filters.boxes["aim"]
    row = aims.findData("strength")
    text = aims.itemText(row)
    aims.setCurrentIndex(row)
    assert text == f"Strength ({len(shown(page))})"
    page.filters.core.setChecked(True)
    assert all(one.is_core for one in page.model.exercises)
    page.filters.clear.click()
    assert len(shown(page)) == 137
    assert page.filters.clear.isHidden()


def test_no_equipment_can_be_asked_for(page: LibraryPage) -> None:
    box = page.filters.boxes["equipment"]
    box.setCurrentIndex(box.findData(NOTHING))
    assert box.currentText().startswith("No equipment (")
    assert shown(page)
    assert all(not one.equipment for one in page.model.exercises)


def test_every_count_is_what_the_filter_leaves(desk: Desk) -> None:
    exercises = list(desk.library.exercises.values())
    narrowed = Choice({"position": "supine"})
    for facet in FACETS:
        for value, count in counts(facet, exercises, narrowed, ()):
            wanted = Choice({**narrowed.values, facet.key: value})
            assert count == sum(wanted.keeps(one, ()) for one in exercises), (facet.key, value)
    impossible = Choice({"position": "water", "group": "trunk"})
    assert dict(counts(FACETS[0], exercises, impossible, ()))["trunk"] == 0


def test_favourites_and_recent_come_first(desk: Desk) -> None:
    exercises = list(desk.library.exercises.values())
    ordered = in_order(exercises, ["M01", "C05"], is_searching=False)
    assert [one.id for one in ordered[:3]] == ["M01", "C05", "A01"]
    assert in_order(exercises, ["M01"], is_searching=True) == exercises


# Stars


def test_s_stars_and_favourites_can_be_filtered(page: LibraryPage, desk: Desk) -> None:
    page.show_exercise("C05")
    page.gallery.setFocus()
    QTest.keyClick(page.gallery, Qt.Key.Key_S)
    assert Shelf(desk.settings).favourites == ["C05"]
    assert page.detail.star.isChecked()
    page.filters.favourites.setChecked(True)
    assert [one.id for one in page.model.exercises] == ["C05"]
    QTest.keyClick(page.gallery, Qt.Key.Key_S)
    assert page.model.exercises == []
    assert page.stack.currentWidget() is page.empty
    page.filters.favourites.setChecked(False)
    assert len(shown(page)) == 137


def test_a_star_on_a_card_is_clicked(page: LibraryPage, desk: Desk) -> None:
    index = page.model.index(1, 0)
    rect = page.gallery.visualRect(index)
    place = page.delegate._star(rect).center().toPoint()
    QTest.mouseClick(page.gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert Shelf(desk.settings).favourites == [page.model.exercises[1].id]
    page.detail.star.click()
    assert Shelf(desk.settings).favourites == []


def test_the_next_search_brings_favourites_first(page: LibraryPage) -> None:
    page.shelf.toggle("M03")
    search(page, "swim")
    page.search.clear()
    QApplication.processEvents()
    assert page.model.exercises[0].id == "M03"


def test_the_shelf_keeps_the_latest(desk: Desk) -> None:
    shelf = Shelf(desk.settings)
    for number in range(MOST_RECENT + 5):
        shelf.use(f"X{number}")
    shelf.use("X9")
    assert shelf.recent[:2] == ["X9", "X16"]
    assert len(shelf.recent) == MOST_RECENT
    assert shelf.toggle("X1")
    assert not shelf.toggle("X1")


# Looking closely


def test_the_detail_tells_everything(page: LibraryPage) -> None:
    for exercise in page.exercises.values():
        text = text_of(exercise, page.desk.theme)
        plain = text.replace("&amp;", "&")
        for part in (exercise.why, exercise.start, exercise.mistake, exercise.feel, exercise.avoid):
            assert part in plain
        for part in (*exercise.steps, *exercise.cues, *exercise.progression):
            assert part in plain
        assert exercise.evidence in plain


def test_the_ladder_is_walked_by_click_and_arrow_keys(page: LibraryPage) -> None:
    page.show_exercise("A02")
    ladder = page.detail.ladder
    assert [one.id for one in ladder.rungs][:3] == ["A01", "A02", "A03"]
    assert ladder.count_words() == f"Step 2 of {len(ladder.rungs)}"
    assert not ladder.grab().isNull()
    QTest.mouseClick(ladder, LEFT_BUTTON, pos=ladder.cell(2).center().toPoint())
    assert page.detail.exercise is page.exercises["A03"]
    ladder.setFocus()
    QTest.keyClick(ladder, Qt.Key.Key_Left)
    QTest.keyClick(ladder, Qt.Key.Key_Home)
    assert chosen(page) == "Abdominal bracing with breathing"
    QTest.keyClick(ladder, Qt.Key.Key_Left)
    assert chosen(page) == "Abdominal bracing with breathing"
    QTest.keyClick(ladder, Qt.Key.Key_End)
    assert ladder.place == len(ladder.rungs) - 1


def test_the_row_of_a_ladder_stays_while_it_is_walked(page: LibraryPage) -> None:
    page.show_exercise("G01")
    row = page.detail.ladder.rungs
    QTest.keyClick(page.detail.ladder, Qt.Key.Key_Right)
    assert page.detail.ladder.rungs == row
    page.show_exercise("A01")
    page.show_exercise("G05")
    assert page.detail.ladder.rungs != row


def test_the_ladder_leads_out_of_a_filter(page: LibraryPage) -> None:
    search(page, "dead bug: single heel tap")
    page.show_exercise("A01")
    assert chosen(page) == "Abdominal bracing with breathing"
    assert page.search.text() == ""


def test_figures_move_unless_motion_is_reduced(page: LibraryPage, desk: Desk) -> None:
    drawn = next(iter(desk.figures()))
    bare = next((one for one in page.exercises if one not in desk.figures()), None)
    page.show_exercise(drawn)
    assert page.detail.picture.currentWidget() is page.detail.picture.figure
    assert page.detail.picture.figure.is_running
    desk.settings.set(REDUCED_MOTION, True)
    page.gallery.choose(len(page.exercises) - 1)
    page.show_exercise(drawn)
    assert not page.detail.picture.figure.is_running
    if bare is not None:
        page.show_exercise(bare)
        assert page.detail.picture.currentWidget() is page.detail.picture.placeholder


def test_cards_lines_and_both_themes_are_painted(page: LibraryPage, desk: Desk) -> None:
    cards = page.gallery.visualRect(page.model.index(1, 0))
    assert cards.x() > 0
    assert not page.grab().isNull()
    page.as_list.setChecked(True)
    lines = page.gallery.visualRect(page.model.index(1, 0))
    assert lines.height() < cards.height()
    assert lines.x() <= cards.x()
    desk.theme.apply("dark", 150)
    assert not page.grab().isNull()
    page.as_list.setChecked(False)
    assert not page.grab().isNull()
    desk.theme.apply("light", 100)


def test_only_cards_on_the_screen_are_drawn(page: LibraryPage, qtbot: QtBot) -> None:
    page.grab()
    qtbot.waitUntil(lambda: not page.pictures._waiting)
    assert 0 < len(page.pictures._drawn) < 60


# Onto the plan


def test_control_enter_adds_to_today(
    page: LibraryPage, desk: Desk, person: Person, said: list[tuple[str, bool]]
) -> None:
    search(page, "cat-camel")
    QTest.keyClick(page.search, Qt.Key.Key_Return, CONTROL)
    (item,) = planned(desk, person)
    assert (item.day, item.kind, item.exercise_id) == (TODAY, ItemKind.EXERCISE, "G05")
    assert item.dose == page.exercises["G05"].dose
    assert said == [("Cat-camel added to Fri 11 Sep", True)]
    QTest.keyClick(page.search, Qt.Key.Key_Return, CONTROL)
    assert len(planned(desk, person)) == 1
    assert said[-1] == ("Cat-camel is on Fri 11 Sep already.", False)
    assert desk.workspace.undo() == "Add Cat-camel to Fri 11 Sep"
    assert planned(desk, person) == ()


def test_an_exercise_is_added_to_a_chosen_day_with_the_dose_used_last(
    page: LibraryPage, desk: Desk, person: Person
) -> None:
    (old,) = desk.workspace.save("Plan", an_item("C01", MONDAY, "4x6 h9"))
    page.show_exercise("C01")
    assert page.detail.day.currentText() == "Today, Fri 11 Sep"
    assert page.detail.day.count() == 14
    page.detail.day.setCurrentIndex(5)
    page.detail.add.click()
    item = planned(desk, person)[-1]
    assert item.day.weekday() == 5
    assert item.dose == read_dose("4x6 h9")
    assert item.series_id == old.id
    assert item.position == 0


def test_nobody_chosen_adds_nothing(page: LibraryPage, desk: Desk, person: Person) -> None:
    page.show_dossier(None)
    page._on_add_today()
    assert planned(desk, person) == ()


# Demonstrated


def test_what_is_shown_can_be_demonstrated_in_its_order(page: LibraryPage) -> None:
    search(page, "dead bug")
    page.gallery.choose(1)
    QTest.keyClick(page.gallery, Qt.Key.Key_B, CONTROL)
    big = page.big
    assert big is not None
    assert big.isFullScreen()
    names = shown(page)
    assert big.place.text() == f"2 of {len(names)}"
    assert big.name.text() == names[1]
    QTest.keyClick(big, Qt.Key.Key_Right)
    assert big.name.text() == names[2]
    QTest.keyClick(big, Qt.Key.Key_Escape)
    assert page.big is None
    assert chosen(page) == names[2]


# Own exercises


def save_from(editor: ExerciseEditor, name: str) -> None:
    editor.form.lines["name"].setText(name)
    if not any(editor.form.entry()["steps"]):
        editor.form.texts["steps"].setPlainText("Stand tall. Lift the knee.")
    editor.save()


def test_an_own_exercise_is_made_found_changed_removed_and_brought_back(
    page: LibraryPage, desk: Desk, said: list[tuple[str, bool]]
) -> None:
    QTest.keyClick(page.gallery, Qt.Key.Key_N, CONTROL)
    editor = page.own_menu.editor
    assert editor is not None
    save_from(editor, "Kerb march")
    assert chosen(page) == "Kerb march"
    assert said[-1] == ("Kerb march is saved.", True)
    assert page.filters.own.isVisible()
    assert page.pictures.has(desk.workspace.own_exercises()[0].exercise_id)
    search(page, "kreb")
    assert shown(page) == ["Kerb march"]
    page.own_menu.change.trigger()
    editor = page.own_menu.editor
    assert editor is not None
    save_from(editor, "Kerb march, slow")
    assert chosen(page) == "Kerb march, slow"
    page.own_menu.remove.trigger()
    assert shown(page) == []
    assert said[-1] == ("Kerb march, slow was put into the bin.", True)
    desk.workspace.undo()
    assert shown(page) == ["Kerb march, slow"]


def test_own_exercises_have_keys_and_the_search_line_keeps_its_own(
    page: LibraryPage, desk: Desk
) -> None:
    desk.workspace.save("Make", made({**entry_of(None), "name": "Kerb", "steps": ["March."]}))
    search(page, "kerb")
    QTest.keyClick(page.search, Qt.Key.Key_Home)
    QTest.keyClick(page.search, Qt.Key.Key_Delete)
    assert page.search.text() == "erb"
    search(page, "kerb")
    page.gallery.setFocus()
    QTest.keyClick(page.gallery, Qt.Key.Key_Delete)
    assert desk.workspace.own_exercises() == ()
    desk.workspace.undo()
    search(page, "kerb")
    page.gallery.setFocus()
    QTest.keyClick(page.gallery, Qt.Key.Key_F2)
    assert page.own_menu.editor is not None
    page.own_menu.editor.reject()


def test_a_shipped_exercise_is_copied_never_changed_or_removed(
    page: LibraryPage, desk: Desk
) -> None:
    page.show_exercise("B02")
    page.gallery.setFocus()
    QTest.keyClick(page.gallery, Qt.Key.Key_F2)
    QTest.keyClick(page.gallery, Qt.Key.Key_Delete)
    assert page.own_menu.editor is None
    page.detail.own.click()
    editor = page.own_menu.editor
    assert editor is not None
    save_from(editor, "Leg lift my way")
    (own,) = desk.workspace.own_exercises()
    assert page.exercises[own.exercise_id].steps == page.exercises["B02"].steps
    assert desk.figures()[own.exercise_id].arrow == desk.figures()["B02"].arrow
    assert "B02" in page.exercises
    page.filters.own.setChecked(True)
    assert shown(page) == ["Leg lift my way"]


def test_a_pack_is_handed_on_and_taken_in(
    page: LibraryPage, desk: Desk, tmp_path: Path, said: list[tuple[str, bool]]
) -> None:
    (own,) = desk.workspace.save(
        "Make", made({**entry_of(None), "name": "Kerb march", "steps": ["March."]})
    )
    assert isinstance(own, OwnExercise)
    file = tmp_path / "mine.exercises.toml"
    page.own_menu.write([own], file)
    desk.workspace.remove("Remove", own)
    page.own_menu.read(file)
    pack = page.own_menu.pack
    assert pack is not None
    assert "Kerb march" not in shown(page)
    pack.accept()
    assert "Kerb march" in shown(page)
    assert said[-1] == ("1 exercise was taken in.", True)
    file.write_text(file.read_text("utf-8").replace("Kerb", "Curb"), "utf-8")
    page.own_menu.read(file)
    assert page.own_menu.pack is None
    assert "damaged" in said[-1][0]


# Movement


def test_figures_of_the_gallery_move_as_long_as_they_are_seen(
    page: LibraryPage, desk: Desk, qtbot: QtBot
) -> None:
    page.films._timer.setInterval(0)
    rows = page.gallery.rows_on_screen()
    assert 0 < len(rows) < len(page.exercises)
    first = page.model.exercises[rows[0]].id
    assert page.gallery.is_moving
    qtbot.waitUntil(lambda: page.films.can_move(first), timeout=5000)
    page.gallery._on_tick()
    QApplication.processEvents()
    assert not page.grab().isNull()
    assert set(page.films._films) <= {page.model.exercises[row].id for row in rows}
    page.hide()
    assert not page.gallery.is_moving
    page.show()
    desk.settings.set(REDUCED_MOTION, True)
    assert not page.gallery.is_moving
    assert not page.detail.picture.figure.is_running
