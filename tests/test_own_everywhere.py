"""An own exercise is an exercise like any other: found, planned, printed, listed, handed on."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdf
import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from builders import a_person, an_item
from rehabplanner.cli import main
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.own_exercises import OwnExercise, Photo, table_text
from rehabplanner.domain.people import Person
from rehabplanner.domain.plans import monday_of
from rehabplanner.figures.loading import load_figures
from rehabplanner.figures.own import figure_table
from rehabplanner.figures.shelf import FigureShelf
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.plan.page import PlanPage
from rehabplanner.library.library import Library
from rehabplanner.library.own import entry_of, made, own_photos
from rehabplanner.paths import Places, resources
from rehabplanner.workspace import Workspace

FIGURES = load_figures(resources() / "figures")
FIGURE = table_text(figure_table(FIGURES["B02"]))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
Call = Callable[..., tuple[int, str]]


def an_own(name: str = "Band march", figure: str = FIGURE) -> OwnExercise:
    entry = {**entry_of(None), "name": name, "steps": ["Lift the knee."], "synonyms": ["quay step"]}
    return made(entry, figure)


@pytest.fixture
def own(workspace: Workspace) -> OwnExercise:
    (stored,) = workspace.save("Make an exercise", an_own())
    assert isinstance(stored, OwnExercise)
    return stored


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], places: Places) -> Call:
    def do(*words: object) -> tuple[int, str]:
        code = main([*map(str, words), "--data", str(places.data)])
        return code, capsys.readouterr().out

    return do


def test_the_library_follows_what_is_made_changed_and_undone(workspace: Workspace) -> None:
    library = Library(resources(), str, workspace.own_exercises)
    shipped = library.exercises
    (own,) = workspace.save("Make", an_own())
    assert isinstance(own, OwnExercise)
    assert set(library.exercises) - set(shipped) == {own.exercise_id}
    assert library.index.search("quay stpe")[0].id == own.exercise_id
    assert library.exercises is library.exercises
    assert library.index is library.index
    workspace.undo()
    assert set(library.exercises) == set(shipped)
    assert library.index.search("quay step") == []


def test_the_number_of_an_own_exercise_is_nothing_to_search_for(own: OwnExercise) -> None:
    library = Library(resources(), str, lambda: [own])
    assert library.index.search("x") == [
        one for one in library.index.search("x") if one.id != own.exercise_id
    ]
    assert library.index.search("B02")[0].id == "B02"


def test_figures_of_own_exercises_stand_on_the_same_shelf(workspace: Workspace) -> None:
    shelf = FigureShelf(FIGURES, workspace.own_exercises)
    assert len(shelf) == len(FIGURES)
    drawn, broken = an_own(), an_own("No figure to be drawn", 'base = "flying"')
    workspace.save("Make", drawn, broken, an_own("With photographs", ""))
    assert set(shelf) - set(FIGURES) == {drawn.exercise_id}
    assert shelf[drawn.exercise_id] is shelf[drawn.exercise_id]
    assert broken.exercise_id not in shelf
    workspace.undo()
    assert drawn.exercise_id not in shelf


def test_photographs_are_shown_where_there_is_no_figure(workspace: Workspace) -> None:
    drawn, taken, other = an_own(), an_own("Taken", ""), an_own("Other", "")
    photos = [Photo(own_exercise_id=one.id, frame="end", data=PNG) for one in (drawn, taken, other)]
    first = Photo(own_exercise_id=taken.id, frame="start", data=PNG + b"first")
    workspace.save("Make", drawn, taken, other, *photos, first)
    found = own_photos(workspace.own_exercises(), workspace.photos, {taken.exercise_id, None})
    assert found == {taken.exercise_id: (PNG + b"first", PNG)}


def test_the_command_line_knows_own_exercises(
    workspace: Workspace, own: OwnExercise, call: Call, tmp_path: Path
) -> None:
    monday: date = monday_of(today())
    item = an_item(own.exercise_id, monday)
    workspace.save("Plan", a_person(), item)
    assert "Band march" in call("exercises")[1]
    code, listed = call("list", "exercises", "--json")
    assert (code, json.loads(listed.splitlines()[-1])["id"]) == (0, own.exercise_id)
    assert "Band march" in call("list", "plans")[1]
    handout, calendar = tmp_path / "week.pdf", tmp_path / "week.ics"
    assert call("handout", "-o", handout)[0] == 0
    pages = pypdf.PdfReader(io.BytesIO(handout.read_bytes())).pages
    assert "Band march" in "".join(page.extract_text() for page in pages)
    assert not any(page.images for page in pages)
    assert call("export", "-o", calendar)[0] == 0
    events = Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
    assert any("Band march" in str(event.to_ical(), "utf-8") for event in events)


def test_listing_exercises_makes_no_data(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["exercises", "--data", str(tmp_path / "none")]) == 0
    assert "B02" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


def test_photographs_are_printed_where_there_is_no_figure(
    workspace: Workspace, call: Call, tmp_path: Path
) -> None:
    taken = an_own("Taken with a camera", "")
    photo = Photo(own_exercise_id=taken.id, frame="end", data=PNG)
    item = an_item(taken.exercise_id, monday_of(today()))
    workspace.save("Plan", a_person(), taken, photo, item)
    handout = tmp_path / "week.pdf"
    assert call("handout", "-o", handout)[0] == 0
    pages = pypdf.PdfReader(io.BytesIO(handout.read_bytes())).pages
    assert sum(len(page.images) for page in pages) == 1


def test_an_own_exercise_is_planned_by_typing_its_name(
    qtbot: QtBot, desk: Desk, person: Person, own: OwnExercise
) -> None:
    page = PlanPage(desk)
    qtbot.addWidget(page)
    page.show_dossier(desk.workspace.dossier(person.id))
    page.focus_first()
    QTest.keyClicks(page.entry.line, "band march 2x8")
    QTest.keyClick(page.entry.line, Qt.Key.Key_Return)
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    (item,) = dossier.items
    assert (item.exercise_id, str(item.dose)) == (own.exercise_id, "2x8")
    page.show_dossier(dossier)
    assert page.changes.name(item) == "Band march"
    page.library.fill()
    assert own.exercise_id in page.library.results.cards.ids
    desk.workspace.remove("Remove", *desk.workspace.own_exercises())
    assert page.changes.name(item) == "An exercise that was removed"
