"""Letterheads in the settings: several clinics, each with logo and colour."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from builders import a_practice
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.papers.letterheads import LetterheadForm, colour_words
from rehabplanner.gui.papers.usual import PRACTICE
from rehabplanner.workspace import Workspace


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A large red picture."""
    image = QImage(900, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#aa2020"))
    file = tmp_path / "logo.png"
    assert image.save(str(file))
    return file


def test_a_first_letterhead_is_made_with_logo_and_colour(
    desk: Desk, workspace: Workspace, logo: Path
) -> None:
    form = LetterheadForm(desk)
    form.name.setText("Harbour Clinic")
    form.colour.setText("A03050")
    assert form.take_logo(logo)
    form.take()
    form.store()
    (one,) = workspace.practices()
    assert (one.name, one.colour, one.logo) == ("Harbour Clinic", "#a03050", logo.read_bytes())
    assert workspace.undo_label == "Change the letterhead"
    assert desk.settings.get(PRACTICE) == str(one.id)
    form.close()


def test_a_second_clinic_is_added_and_chosen_and_the_first_stays(
    desk: Desk, workspace: Workspace
) -> None:
    workspace.save("First", a_practice())
    form = LetterheadForm(desk)
    form.add_button.click()
    form.name.setText("Harbour Clinic")
    form.which.setCurrentIndex(0)
    assert form.name.text() == "Quay Physiotherapy"
    form.which.setCurrentIndex(1)
    assert form.name.text() == "Harbour Clinic"
    form.take()
    form.store()
    assert [one.name for one in workspace.practices()] == ["Harbour Clinic", "Quay Physiotherapy"]
    again = LetterheadForm(desk)
    assert again.name.text() == "Harbour Clinic"
    again.remove_button.click()
    again.take()
    again.store()
    assert [one.name for one in workspace.practices()] == ["Quay Physiotherapy"]
    workspace.undo()
    assert len(workspace.practices()) == 2
    form.close()
    again.close()


def test_what_is_no_picture_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(b"no picture at all")
    form = LetterheadForm(desk)
    assert not form.take_logo(file)
    assert "PNG, JPEG or SVG" in form.problem.text()
    assert not form.take_logo(tmp_path / "missing.png")
    form.close()


def test_a_wrong_colour_keeps_one_where_it_is(desk: Desk, workspace: Workspace) -> None:
    workspace.save("Two", a_practice(), a_practice(name="Harbour"))
    form = LetterheadForm(desk)
    form.colour.setText("blue-ish")
    form.which.setCurrentIndex(1)
    assert form.which.currentIndex() == 0
    assert form.colour.text() == "blue-ish"
    form.close()


def test_contrast_is_said_in_words() -> None:
    assert "easy to read" in colour_words("#175866")
    assert "too pale" in colour_words("#ffcc00")
    assert colour_words("") == ""


def test_nothing_is_stored_for_an_empty_form(desk: Desk, workspace: Workspace) -> None:
    form = LetterheadForm(desk)
    form.take()
    form.store()
    assert workspace.practices() == ()
    form.close()
