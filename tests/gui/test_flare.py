"""Flare-up mode: one button from the diary, one step to undo, a card to print."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from conftest import TODAY
from rehabplanner.documents.options import HandoutOptions
from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.flare_dialog import FlareDialog
from rehabplanner.gui.diary.page import DiaryPage


def dossier(desk: Desk, person: Person) -> Dossier:
    found = desk.workspace.dossier(person.id)
    assert found is not None
    return found


@pytest.fixture
def planned(desk: Desk, person: Person) -> PlanItem:
    item = PlanItem(
        person_id=person.id,
        day=TODAY + timedelta(days=1),
        kind=ItemKind.EXERCISE,
        exercise_id="A01",
        dose=read_dose("4x10"),
    )
    desk.workspace.change("plan", saved=[item])
    return item


def opened(qtbot: QtBot, desk: Desk, person: Person) -> FlareDialog:
    made = FlareDialog(desk, person.id)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_diary_has_one_button_for_it(qtbot: QtBot, desk: Desk, person: Person) -> None:
    page = DiaryPage(desk)
    qtbot.addWidget(page)
    page.show_dossier(dossier(desk, person))
    with qtbot.waitSignal(desk.wishes.flare_up):
        page.flare.click()


def test_one_button_eases_the_plan_and_one_undo_brings_it_back(
    qtbot: QtBot, desk: Desk, person: Person, planned: PlanItem
) -> None:
    dialog = opened(qtbot, desk, person)
    assert "1 planned thing becomes smaller" in dialog.words.text()
    dialog.begin.click()
    after = dossier(desk, person)
    item = next(one for one in after.items if one.id == planned.id)
    assert str(item.dose) == "2x10"
    assert sum(1 for one in after.items if one.kind is ItemKind.WALK) == 5
    assert after.events[0].until == TODAY + timedelta(days=4)
    again = opened(qtbot, desk, person)
    assert not again.begin.isEnabled()
    assert "Tue 15 Sep" in again.state.text()
    assert desk.workspace.undo() == "Flare-up plan"
    before = dossier(desk, person)
    assert [str(one.dose) for one in before.items] == ["4x10"]
    assert not before.events


def test_the_therapist_sets_it_beforehand(qtbot: QtBot, desk: Desk, person: Person) -> None:
    dialog = opened(qtbot, desk, person)
    dialog.days.setValue(7)
    dialog.back.setText("80, 60")
    dialog.keep.click()
    assert dialog.isVisible()
    assert dossier(desk, person).flare_plan is None
    dialog.back.setText("40, 60, 80")
    dialog.message.setPlainText("Ring me on day three.")
    dialog.keep.click()
    kept = dossier(desk, person).flare_plan
    assert kept is not None
    assert (kept.days, kept.back_percent, kept.message) == (
        7,
        (40, 60, 80),
        "Ring me on day three.",
    )
    assert not dossier(desk, person).items
    QApplication.processEvents()
    assert opened(qtbot, desk, person).back.text() == "40, 60, 80"


def test_the_card_prints(qtbot: QtBot, desk: Desk, person: Person) -> None:
    assert opened(qtbot, desk, person).pdf(HandoutOptions()).startswith(b"%PDF")
