"""A therapist makes an exercise from nothing and prints it, with seven others, on a handout."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from builders import a_person, an_item
from rehabplanner.app import Options, Program, start
from rehabplanner.gui.editor.dialog import ExerciseEditor
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.library.page import LibraryPage
from rehabplanner.gui.plan.print_dialog import PrintDialog
from rehabplanner.paths import Places

NAME = "Standing hip flexion with band"
OTHERS = ("A02", "A07", "B02", "B04", "C01", "D02", "G05")


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    made = start(Options(places=places), ErrorCatcher())
    made.desk.theme.apply("light", 100)
    made.window.resize(1280, 820)
    made.window.show()
    (person,) = made.desk.workspace.save("Add", a_person())
    made.window.open_person(person.id)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


def press(slider: QSlider, key: Qt.Key, times: int) -> None:
    slider.setFocus()
    for _press in range(times):
        QTest.keyClick(slider, key)


def pose(editor: ExerciseEditor) -> int:
    """Pose the end with few keys and clicks; return how many."""
    QTest.keyClicks(editor.form.lines["name"], NAME)
    presses = 0
    for joint in ("hip_flexion", "knee_flexion"):
        slider = editor.panel.rows[joint].slider
        pages = round((80 - slider.value()) / slider.pageStep())
        press(slider, Qt.Key.Key_PageUp, pages)
        presses += pages
    editor.panel.tabs.setCurrentIndex(1)
    QTest.mouseClick(editor.panel.things["band"], Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    steps = editor.form.texts["steps"]
    steps.setFocus()
    QTest.keyClicks(steps, "Stand tall.")
    QTest.keyClick(steps, Qt.Key.Key_Return)
    QTest.keyClicks(steps, "Lift the knee to hip height.")
    QTest.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    return presses + 3


def test_an_exercise_from_nothing_is_posed_planned_and_printed(
    program: Program, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    window, workspace = program.window, program.desk.workspace
    window.open_tab("library")
    page = window.page("library")
    assert isinstance(page, LibraryPage)
    page.own_menu.new.trigger()
    editor = page.own_menu.editor
    assert editor is not None
    assert pose(editor) < 60
    (own,) = workspace.own_exercises()
    assert page.detail.name.text() == NAME
    page.detail.add.click()
    today = program.desk.today()
    assert window.person_id is not None
    workspace.save("Plan", *(an_item(one, today, "3x10") for one in OTHERS))
    dossier = workspace.dossier(window.person_id)
    assert dossier is not None
    assert {item.exercise_id for item in dossier.items} == {own.exercise_id, *OTHERS}

    window.actions_by_name["print"].trigger()
    printing = next(one for one in window.findChildren(PrintDialog) if one.isVisible())
    wait_for(printing.buttons.save.isEnabled)
    pages = pypdf.PdfReader(BytesIO(printing.pdf)).pages
    assert len(printing.pdf) < 200_000
    own_page = next(one for one in pages if "Lift the knee to hip height." in one.extract_text())
    text = own_page.extract_text()
    assert NAME in text
    assert "each side" in text
    assert not own_page.images
    figures = own_page["/Resources"]["/XObject"].values()
    curves = sum(one.get_object().get_data().count(b" c ") for one in figures)
    assert curves > 200
    printing.reject()
