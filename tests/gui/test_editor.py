"""The editor: a new exercise posed by sliders and by pulling joints, saved as one step."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QLineEdit
from pytestqt.qtbot import QtBot

from rehabplanner.domain.own_exercises import MOST_PHOTO, OwnExercise, read_table
from rehabplanner.figures.checks import check
from rehabplanner.figures.own import read_figure
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.editor.dialog import ExerciseEditor
from rehabplanner.gui.editor.draft import END, START, Draft
from rehabplanner.gui.editor.packing import PackDialog, read_pack_file, write_pack
from rehabplanner.gui.editor.photos import photo_from
from rehabplanner.library.own import as_exercise, entry_of, made, merged


@pytest.fixture
def editor(qtbot: QtBot, desk: Desk) -> Iterator[ExerciseEditor]:
    made = ExerciseEditor(desk)
    qtbot.addWidget(made)
    made.resize(1340, 700)
    made.show()
    yield made
    made.done(0)


def pull_to(editor: ExerciseEditor, row: str, value: int) -> None:
    """Move a slider as a hand does: pages, then single steps."""
    slider = editor.panel.rows[row].slider
    slider.setFocus()
    while abs(value - slider.value()) >= slider.pageStep():
        up = value > slider.value()
        QTest.keyClick(slider, Qt.Key.Key_PageUp if up else Qt.Key.Key_PageDown)
    while slider.value() != value:
        QTest.keyClick(slider, Qt.Key.Key_Right if value > slider.value() else Qt.Key.Key_Left)


def write(editor: ExerciseEditor, name: str, text: str) -> None:
    field = editor.form.lines.get(name) or editor.form.texts[name]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_a_new_user_poses_standing_hip_flexion_with_a_band_from_nothing(
    editor: ExerciseEditor, desk: Desk
) -> None:
    QTest.keyClicks(editor.form.lines["name"], "Standing hip flexion with band")
    pull_to(editor, "hip_flexion", 80)
    pull_to(editor, "knee_flexion", 80)
    editor.panel.tabs.setCurrentIndex(1)
    QTest.mouseClick(editor.panel.things["band"], Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    write(editor, "steps", "Stand tall. Lift the knee.")
    QTest.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    (own,) = desk.workspace.own_exercises()
    assert editor.saved == own
    assert own.name == "Standing hip flexion with band"
    figure = read_figure(own.exercise_id, own.figure)
    assert figure.frames[-1].pose["right_hip_flexion"] == 80
    assert set(figure.frames[0].planted) == {"left_foot", "right_foot"}
    assert set(figure.frames[-1].planted) == {"left_foot"}
    assert [thing.kind for thing in figure.things] == ["band"]
    assert figure.arrow
    assert check(figure) == []
    everything = merged(desk.library.exercises, desk.workspace.own_exercises())
    exercise = everything[own.exercise_id]
    assert exercise.steps == ("Stand tall. Lift the knee.",)
    assert (exercise.equipment, exercise.position) == (("long band",), "standing")
    assert (str(exercise.dose), exercise.sides) == ("3x10 each", "each")
    assert desk.workspace.undo() == "Save the exercise Standing hip flexion with band"
    assert desk.workspace.own_exercises() == ()


def test_what_the_figure_tells_is_filled_in_but_never_written_over(
    editor: ExerciseEditor, qtbot: QtBot
) -> None:
    write(editor, "dose", "2x5")
    pull_to(editor, "hip_flexion", 60)
    qtbot.waitUntil(lambda: editor.form.entry()["sides"] == "each", timeout=3000)
    assert editor.form.entry()["dose"] == "2x5"
    QTest.mouseClick(editor.panel.sides["both"], Qt.MouseButton.LeftButton)
    pull_to(editor, "hip_flexion", 40)
    pull_to(editor, "knee_flexion", 60)
    qtbot.waitUntil(lambda: editor.form.entry()["sides"] == "both", timeout=3000)


def test_pulling_the_ankle_moves_hip_and_knee(editor: ExerciseEditor, qtbot: QtBot) -> None:
    view = editor.views[END]
    here = view.joint_places()["right_ankle"].toPoint()
    there = here + QPoint(view.width() // 6, -view.height() // 6)
    before = editor.draft.pose(END)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=here)
    QTest.mouseMove(view, there)
    qtbot.waitUntil(lambda: editor.draft.pose(END) != before, timeout=3000)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=there)
    editor.redraw()
    assert editor.draft.pose(START)["right_hip_flexion"] == before["right_hip_flexion"]
    assert "right_foot" not in editor.draft.planted(END)
    assert list(editor.draft.pose(END).outside_limits()) == []


def test_clicking_the_start_changes_the_start_and_the_end_follows(
    editor: ExerciseEditor,
) -> None:
    QTest.mouseClick(editor.views[START], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert editor.panel.frame == START
    pull_to(editor, "neck_rotation", 30)
    assert editor.draft.pose(END)["neck_rotation"] == 30
    QTest.mouseClick(editor.panel.sides["both"], Qt.MouseButton.LeftButton)
    pull_to(editor, "shoulder_flexion", 90)
    assert editor.draft.pose(START)["left_shoulder_flexion"] == 90
    assert editor.draft.pose(START)["right_shoulder_flexion"] == 90


def test_sliders_and_numbers_agree_and_keep_to_the_joint(editor: ExerciseEditor) -> None:
    row = editor.panel.rows["knee_flexion"]
    row.slider.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
    assert row.spin.value() == row.slider.value() == 160
    row.spin.setValue(-50)
    assert row.slider.value() == -5


def test_a_fault_is_shown_at_its_field_and_nothing_is_kept(
    editor: ExerciseEditor, desk: Desk
) -> None:
    write(editor, "name", "Half a thing")
    editor.save()
    assert editor.form._words["steps"].isVisible()
    assert desk.workspace.own_exercises() == ()
    write(editor, "steps", "Breathe.")
    write(editor, "dose", "lots")
    editor.save()
    assert "lots" in editor.form._words["dose"].text()
    assert editor.isVisible()


def test_words_are_not_lost_by_one_escape(editor: ExerciseEditor) -> None:
    write(editor, "name", "Unsaved")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert "not saved" in editor.problem.text()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_faults_of_the_figure_are_told_in_words(editor: ExerciseEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(editor.remarks.text()), timeout=3000)
    assert "mm" in editor.remarks.text()
    pull_to(editor, "hip_flexion", 70)
    qtbot.waitUntil(lambda: "All looks right" in editor.remarks.text(), timeout=5000)


def test_the_grade_is_a_soft_hint(editor: ExerciseEditor) -> None:
    write(editor, "why", "You get strong. You run well.")
    assert "easy to read" in editor.form.grade.text()
    write(editor, "why", "Lumbopelvic neuromuscular stabilisation facilitates coordination")
    assert "shorter" in editor.form.grade.text()


@pytest.mark.parametrize("exercise_id", ["A07", "B02", "B06"])
def test_any_shipped_exercise_is_a_beginning(qtbot: QtBot, desk: Desk, exercise_id: str) -> None:
    exercise, figure = desk.library.exercises[exercise_id], desk.figures()[exercise_id]
    made = ExerciseEditor(desk, exercise=exercise, figure=figure)
    qtbot.addWidget(made)
    made.show()
    made.save()
    (own,) = desk.workspace.own_exercises()
    assert own.name == f"{exercise.name} (own)"
    assert as_exercise(own).steps == exercise.steps
    again = ExerciseEditor(desk, own=own)
    qtbot.addWidget(again)
    again.show()
    assert not again.is_changed
    write(again, "name", "Other name")
    again.save()
    (changed,) = desk.workspace.own_exercises()
    assert (changed.id, changed.name) == (own.id, "Other name")
    assert read_table(changed.content) == read_table(own.content)


def a_photograph(path: Path, size: int = 3000) -> Path:
    image = QImage(size, size // 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.setText("Location", "51.5,-0.1")
    assert image.save(str(path))
    return path


def test_a_photograph_is_made_small_and_tells_no_place(tmp_path: Path) -> None:
    source = a_photograph(tmp_path / "a.png")
    assert b"51.5" in source.read_bytes()
    data = photo_from(source)
    assert data.startswith(b"\xff\xd8\xff")
    assert b"51.5" not in data
    assert b"Exif" not in data
    assert len(data) <= MOST_PHOTO
    image = QImage.fromData(data)
    assert (image.width(), image.height()) == (1200, 600)


def test_photographs_stand_in_for_a_figure(
    editor: ExerciseEditor, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"not a picture")
    field = editor.photo_fields[START]
    field.take(tmp_path / "bad.jpg")
    assert field.data == b""
    assert field.problem.text()
    field.take(a_photograph(tmp_path / "a.png", 600))
    editor.photo_fields[END].take(a_photograph(tmp_path / "b.png", 700))
    editor.uses_photos.setChecked(True)
    write(editor, "name", "In pictures")
    write(editor, "steps", "Look.")
    editor.save()
    (own,) = desk.workspace.own_exercises()
    assert own.figure == ""
    assert [photo.frame for photo in desk.workspace.photos(own.id)] == ["start", "end"]
    desk.workspace.undo()
    assert desk.workspace.photos(own.id) == ()


def test_a_posture_brings_what_touches_the_floor() -> None:
    draft = Draft()
    for base, part in (("four-point", "left_hand"), ("crook", "pelvis"), ("standing", "left_foot")):
        draft.set_base(base)
        assert part in draft.planted(START)
        assert draft.figure().frames
    draft.plant(END, "left_foot", None)
    assert "left_foot" in draft.planted(START)
    assert "left_foot" not in draft.planted(END)
    draft.plant(END, "left_foot", "floor")
    assert "left_foot" in draft.planted(END)
    draft.plant(START, "left_foot", None)
    assert "left_foot" not in draft.planted(END)


def an_own(name: str, **given: object) -> OwnExercise:
    return made({**entry_of(None), "name": name, "steps": ["Lift."], **given})


def test_a_pack_asks_before_it_replaces_anything(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    first, second = an_own("First"), an_own("Second")
    stored = desk.workspace.save("Add", first, second)
    file = tmp_path / "mine.exercises.toml"
    write_pack(desk, [one for one in stored if isinstance(one, OwnExercise)], file)
    (one, _two) = stored
    assert isinstance(one, OwnExercise)
    desk.workspace.save("Change", replace(one, name="First, better"))
    desk.workspace.remove("Remove", desk.workspace.own_exercises()[1])
    dialog = PackDialog(desk, read_pack_file(desk, file))
    qtbot.addWidget(dialog)
    assert list(dialog.answers) == [one.id]
    assert dialog.take_in() == 1
    assert [own.name for own in desk.workspace.own_exercises()] == ["First, better", "Second"]
    again = PackDialog(desk, read_pack_file(desk, file))
    qtbot.addWidget(again)
    box = again.answers[one.id]
    box.setCurrentIndex(box.findText("Replace it with the pack’s"))
    assert again.take_in() == 1
    assert [own.name for own in desk.workspace.own_exercises()] == ["First", "Second"]
    assert desk.workspace.undo() == "Take in exercises"
    assert [own.name for own in desk.workspace.own_exercises()] == ["First, better", "Second"]


def test_the_degrees_can_be_read_beside_the_slider(editor: ExerciseEditor) -> None:
    for spin in (editor.panel.rows["hip_flexion"].spin, editor.form.minutes):
        inner = spin.findChild(QLineEdit)
        assert inner.width() >= inner.fontMetrics().horizontalAdvance(inner.text())
