"""Prediction and outcome: the ladder of feared movements, and runs."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from builders import a_run
from conftest import TODAY
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exposure import FearedMovement
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.domain.runs import read_run
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.ladder.rung_dialog import RungDialog
from rehabplanner.gui.ladder.window import LadderWindow


def dossier(desk: Desk, person: Person) -> Dossier:
    found = desk.workspace.dossier(person.id)
    assert found is not None
    return found


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, person: Person) -> LadderWindow:
    made = LadderWindow(desk, person.id)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def add(window: LadderWindow, what: str) -> None:
    window.button("add").click()
    dialog = next(one for one in window.findChildren(RungDialog) if one.isVisible())
    QTest.keyClicks(dialog.what, what)
    QTest.keyClick(dialog.fear, "7")
    dialog.save.click()


def test_expected_then_felt_then_conquered(
    window: LadderWindow, desk: Desk, person: Person
) -> None:
    add(window, "lifting a crate")
    window.list.setCurrentRow(1)
    assert "how much will it hurt" in window.question.text()
    QTest.keyClick(window.bar, "6")
    assert "You expected 6/10" in window.question.text()
    assert "waits for its outcome" in window.list.item(1).text()
    QTest.keyClick(window.bar, "2")
    (made,) = dossier(desk, person).predictions
    assert (made.expected, made.felt, made.surprise) == (6, 2, 4)
    assert "less than expected 1" in window.words.text()
    assert "4 points less" in window.chart.accessibleDescription()
    window.button("conquered").click()
    assert dossier(desk, person).feared[0].is_conquered
    assert "conquered" in window.list.item(1).text()
    assert desk.workspace.undo() == "Conquered"
    assert desk.workspace.undo() == "Outcome"
    assert dossier(desk, person).predictions[0].felt is None


def test_the_ladder_is_ordered_from_the_easiest(
    window: LadderWindow, desk: Desk, person: Person
) -> None:
    for what in ("deadlift", "bending", "hopping"):
        add(window, what)
    window.list.setCurrentRow(2)
    window.button("up").click()
    assert [one.what for one in dossier(desk, person).feared] == ["bending", "deadlift", "hopping"]
    movement = window.movement()
    assert movement is not None
    assert movement.what == "bending"
    window.button("remove").click()
    assert [one.what for one in dossier(desk, person).feared] == ["deadlift", "hopping"]


def test_a_planned_run_is_predicted_and_takes_its_outcome_from_the_diary(
    window: LadderWindow, desk: Desk, person: Person
) -> None:
    item = PlanItem(person_id=person.id, day=TODAY, kind=ItemKind.RUN, run=read_run("30min easy"))
    later = PlanItem(
        person_id=person.id,
        day=TODAY + timedelta(days=2),
        kind=ItemKind.RUN,
        run=read_run("40min"),
    )
    desk.workspace.change("plan", saved=[item, later])
    window.list.setCurrentRow(0)
    assert "30 min" in window.title.text()
    QTest.keyClick(window.bar, "5")
    run = a_run(TODAY, person_id=person.id)
    pain = PainEntry(
        person_id=person.id, day=TODAY, moment=Moment.DURING, score=1, activity_id=run.id
    )
    desk.workspace.change("run", saved=[run, pain])
    window.list.setCurrentRow(0)
    assert "You noted 1/10" in window.hint.text()
    window.button("take").click()
    (made,) = dossier(desk, person).predictions
    assert (made.felt, made.item_id, made.activity_id) == (1, item.id, run.id)
    assert "40 min" in window.title.text()


def test_a_movement_can_be_tied_to_an_exercise(
    window: LadderWindow, desk: Desk, person: Person
) -> None:
    rung = FearedMovement(person_id=person.id, day=TODAY, what="bending")
    desk.workspace.change("x", saved=[rung])
    window.list.setCurrentRow(1)
    window.button("edit").click()
    dialog = next(one for one in window.findChildren(RungDialog) if one.isVisible())
    dialog.exercise.setCurrentIndex(1)
    chosen = dialog.exercise.itemData(1)
    dialog.save.click()
    assert dossier(desk, person).feared[0].exercise_id == chosen
    assert desk.library.exercises[chosen].name in window.list.item(1).text()
