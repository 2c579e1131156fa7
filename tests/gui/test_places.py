"""The body chart in the diary: several places by taps or keys, each with its own score."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from conftest import TODAY
from gui.pages import page_in_use
from rehabplanner.bodychart.chart import View, regions
from rehabplanner.domain.diary import (
    BodyPart,
    DayEntry,
    Event,
    EventKind,
    Moment,
    PainEntry,
    PainQuality,
)
from rehabplanner.domain.people import Person
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.diary.page import DiaryPage
from rehabplanner.gui.diary.places_dialog import PlacesDialog
from rehabplanner.gui.diary.search_dialog import SearchDialog
from rehabplanner.gui.widgets.body_chart import BodyChart


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, person: Person) -> Iterator[DiaryPage]:
    yield from page_in_use(qtbot, desk, person, DiaryPage, (1240, 900))


def pains(desk: Desk, person: Person) -> dict[BodyPart, PainEntry]:
    found = desk.workspace.dossier(person.id)
    assert found is not None
    return {one.part: one for one in found.pains}


def opened(page: DiaryPage) -> PlacesDialog:
    QTest.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = next(one for one in page.findChildren(PlacesDialog) if one.isVisible())
    dialog.resize(1000, 720)
    return dialog


def press(dialog: PlacesDialog, key: str) -> None:
    widget = dialog.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def tap(chart: BodyChart, part: BodyPart) -> None:
    place = chart.place_of(part)
    assert place is not None
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place.toPoint())


def test_several_places_are_marked_by_taps_and_saved_as_one_step(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    dialog = opened(page)
    tap(dialog.chart, BodyPart.LOW_BACK_LEFT)
    press(dialog, "6")
    tap(dialog.chart, BodyPart.CALF_LEFT)
    press(dialog, "3")
    card = dialog.cards[BodyPart.CALF_LEFT]
    card.qualities.buttons[PainQuality.TINGLING].click()
    card.trouble.setFocus()
    QTest.keyClick(card.trouble, "2")
    dialog.save.click()
    found = pains(desk, person)
    assert {part: one.score for part, one in found.items()} == {
        BodyPart.LOW_BACK_LEFT: 6,
        BodyPart.CALF_LEFT: 3,
    }
    calf = found[BodyPart.CALF_LEFT]
    assert (calf.qualities, calf.trouble) == ((PainQuality.TINGLING,), 2)
    assert calf.moment is Moment.NOW
    assert desk.workspace.undo() == "Places of pain of Fri 11 Sep"
    assert not pains(desk, person)


def test_the_keyboard_alone_walks_scores_and_takes_away(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    dialog = opened(page)
    chart = dialog.chart
    chart.setFocus()
    assert chart.current() is BodyPart.LOW_BACK
    QTest.keyClick(chart, "4")
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.current() is BodyPart.LOW_BACK_LEFT
    QTest.keyClick(chart, "x")
    assert chart.accessibleDescription() == "Low back, left: 10/10"
    QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Delete)
    dialog.save.click()
    assert {part: one.score for part, one in pains(desk, person).items()} == {
        BodyPart.LOW_BACK_LEFT: 10
    }


def test_every_place_of_a_view_can_be_reached_by_the_arrow_keys(qtbot: QtBot, desk: Desk) -> None:
    chart = BodyChart(desk.theme)
    qtbot.addWidget(chart)
    chart.resize(500, 560)
    found, todo = set(), [(View.BACK, BodyPart.LOW_BACK)]
    while todo:
        here = todo.pop()
        if here in found:
            continue
        found.add(here)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            chart._current = here
            following = chart._neighbour(dx, dy)
            if following is not None:
                todo.append(following)
    wanted = {(view, one.part) for view in chart.views() for one in regions(view)}
    assert found == wanted


def test_a_place_without_a_score_is_asked_for(page: DiaryPage, desk: Desk, person: Person) -> None:
    dialog = opened(page)
    tap(dialog.chart, BodyPart.SACRUM)
    dialog.save.click()
    assert dialog.isVisible()
    assert "Sacrum" in dialog.problem.text()
    QTest.keyClick(dialog.cards[BodyPart.SACRUM].score, "1")
    dialog.save.click()
    assert set(pains(desk, person)) == {BodyPart.SACRUM}


def test_what_is_noted_is_shown_on_the_chart_and_can_be_changed_there(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    entry = PainEntry(
        person_id=person.id, day=TODAY, moment=Moment.WORST, score=5, part=BodyPart.HIP_LEFT
    )
    desk.workspace.change("x", saved=[entry])
    dialog = opened(page)
    assert list(dialog.cards) == [BodyPart.HIP_LEFT]
    dialog.sides.click()
    assert dialog.chart.views() == (View.LEFT, View.RIGHT)
    tap(dialog.chart, BodyPart.HIP_LEFT)
    press(dialog, "2")
    dialog.save.click()
    (kept,) = pains(desk, person).values()
    assert (kept.score, kept.id) == (2, entry.id)


def test_the_rest_of_the_day_is_folded_and_kept(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    more = page.card.more
    assert not page.card.scores["energy"].bar.isVisible()
    more.button.click()
    QTest.keyClick(page.card.scores["energy"].bar, "7")
    page.card.lines["eased"].setFocus()
    QTest.keyClicks(page.card.lines["eased"], "a walk")
    page.card.amounts["stiffness_min"].setFocus()
    QTest.keyClicks(page.card.amounts["stiffness_min"], "25")
    page.finish()
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    entry = dossier.day_entry(TODAY)
    assert isinstance(entry, DayEntry)
    assert (entry.energy, entry.eased, entry.stiffness_min) == (7, "a walk", 25)
    more.button.click()
    assert "(3 filled in)" in more.button.text()
    page.go_to(TODAY - timedelta(days=1))
    assert page.card.lines["eased"].text() == ""


def test_what_was_written_is_found_and_opens_its_day(
    page: DiaryPage, desk: Desk, person: Person
) -> None:
    before = TODAY - timedelta(days=12)
    desk.workspace.change(
        "x",
        saved=[
            DayEntry(
                person_id=person.id, day=before, note="Après-ski, stiff", stirred="long drive"
            ),
            Event(person_id=person.id, day=TODAY, kind=EventKind.RACE, label="harbour run"),
            PainEntry(
                person_id=person.id,
                day=TODAY,
                moment=Moment.NOW,
                score=2,
                part=BodyPart.CALF_LEFT,
            ),
        ],
    )
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    dialog = next(one for one in page.findChildren(SearchDialog) if one.isVisible())
    assert [dialog.list.item(i).text() for i in range(dialog.list.count())] == [
        "Fri 11 Sep 2026 · Race · harbour run",
        "Sun 30 Aug 2026 · Note · Après-ski, stiff",
        "Sun 30 Aug 2026 · What stirred the pain up · long drive",
    ]
    QTest.keyClicks(dialog.line, "calf")
    assert dialog.list.count() == 1
    dialog.line.clear()
    QTest.keyClicks(dialog.line, "apres STIFF")
    assert dialog.list.count() == 1
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert page.day == before
