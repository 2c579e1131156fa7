"""The demonstration: large words, next and back, and a timer that moves with the person."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from rehabplanner.domain.doses import Side, read_dose
from rehabplanner.domain.own_exercises import Photo
from rehabplanner.domain.timer import Doing, schedule
from rehabplanner.gui.demonstrate.moving import figure_moment, is_mirrored
from rehabplanner.gui.demonstrate.sound import NOTES, RATE, Sounder, Tone, wav_bytes
from rehabplanner.gui.demonstrate.window import DemonstrateWindow, Shown
from rehabplanner.gui.desk import Desk
from rehabplanner.library import own as own_library


class Clock:
    """A clock that the test moves on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Listener(Sounder):
    """Writes down what is to be heard."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Tone] = []

    def play(self, tone: Tone) -> None:
        if self.is_on:
            self.heard.append(tone)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, clock: Clock) -> Iterator[DemonstrateWindow]:
    exercises = desk.library.exercises
    row = [Shown(exercises[one], exercises[one].dose) for one in ("B01", "B02", "B03")]
    row[1] = Shown(exercises["B02"], read_dose("2x3 h5 each r20 2-0-2"))
    made = DemonstrateWindow(
        desk,
        row,
        1,
        clock=clock,
        sounder=Listener(),
    )
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def pass_time(window: DemonstrateWindow, clock: Clock, seconds: float) -> None:
    clock.seconds += seconds
    window.tick()


def heard(window: DemonstrateWindow) -> list[Tone]:
    assert isinstance(window.sounder, Listener)
    return window.sounder.heard


def test_the_steps_are_large_and_the_next_exercise_is_a_key_away(
    window: DemonstrateWindow,
) -> None:
    assert window.name.text() == "Side-lying hip abduction"
    assert "1. " in window.steps.text()
    assert window.steps.font().pixelSize() >= window.height() * 0.022
    assert window.view.is_running
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.place.text() == "3 of 3"
    assert not window.after.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.place.text() == "3 of 3"
    QTest.keyClick(window, Qt.Key.Key_Left)
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert window.name.text() == "Clamshell"


def test_the_timer_runs_sets_holds_sides_and_rests(window: DemonstrateWindow, clock: Clock) -> None:
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert (window.doing.text(), window.clock_label.text()) == ("Get ready", "5")
    pass_time(window, clock, 5)
    assert window.doing.text() == "Go"
    assert window.count.text() == "Set 1 of 2\nRepetition 1 of 3\nLeft side"
    pass_time(window, clock, 4.2)
    assert (window.doing.text(), window.clock_label.text()) == ("Hold", "5")
    pass_time(window, clock, 3 * 9 - 4.2)
    assert window.doing.text() == "Switch sides"
    assert "Right side" in window.count.text()
    assert heard(window)[-1] is Tone.CHANGE
    pass_time(window, clock, 8 + 27)
    assert window.doing.text() == "Rest"
    assert window.clock_label.text() == "20"
    assert "Next: set 2 of 2" in window.count.text()
    pass_time(window, clock, 20 + 27 + 8 + 27)
    assert window.doing.text() == "Done. Well done!"
    assert heard(window)[-1] is Tone.DONE
    assert not window.is_ticking
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.doing.text() == "Get ready"


def test_a_pause_costs_no_time(window: DemonstrateWindow, clock: Clock) -> None:
    QTest.keyClick(window, Qt.Key.Key_Space)
    pass_time(window, clock, 3)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not window.is_ticking
    assert window.doing.text() == "Pause"
    clock.seconds += 600
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert (window.doing.text(), window.clock_label.text()) == ("Get ready", "2")


def test_skip_goes_to_the_next_phase_and_mute_is_silent(
    window: DemonstrateWindow, clock: Clock
) -> None:
    QTest.keyClick(window, Qt.Key.Key_M)
    QTest.keyClick(window, Qt.Key.Key_Space)
    QTest.keyClick(window, Qt.Key.Key_S)
    assert window.doing.text() == "Go"
    QTest.keyClick(window, Qt.Key.Key_S)
    assert window.doing.text() == "Hold"
    pass_time(window, clock, 5)
    assert heard(window) == []


def test_closing_stops_all_that_moves(window: DemonstrateWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.is_ticking
    with qtbot.waitSignal(window.closed) as told:
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert told.args == ["B02"]
    assert not window.is_ticking
    assert not window.view.is_running
    assert not window.isVisible()


def test_the_figure_moves_with_the_person(desk: Desk) -> None:
    figure = desk.figures()["B02"]
    plan = schedule(read_dose("1x2 h5 each"))
    moments = []
    for seconds in (2, 6.5, 7.99, 10, 13.0, 14.2, 15.99):
        now = plan.at(seconds)
        assert now is not None
        moments.append(round(figure_moment(plan, now, figure, None), 1))
    assert moments == [0.0, 0.5, 1.0, 1.0, 1.0, 0.0, 1.0]
    both = schedule(read_dose("1x2"))
    now = both.at(5 + 1.5)
    assert now is not None
    assert now.phase.doing is Doing.WORK
    assert figure_moment(both, now, figure, None) == pytest.approx(1.0)
    assert is_mirrored(figure, Side.RIGHT) != is_mirrored(figure, Side.LEFT)
    assert not is_mirrored(figure, Side.BOTH)


def test_the_steps_of_every_exercise_fit(desk: Desk, qtbot: QtBot) -> None:
    row = [Shown(one, one.dose) for one in desk.library.exercises.values()]
    made = DemonstrateWindow(desk, row, sounder=Listener())
    qtbot.addWidget(made)
    for width, height in ((1280, 720), (1024, 768)):
        made.resize(width, height)
        for number in range(len(row)):
            made._place = number
            made._show_words()
            made._fit()
            needed = made.steps.heightForWidth(round((width - 92) * 9 / 20))
            assert needed < height * 0.85, (made.shown.exercise.id, width)


def test_photographs_stand_in_for_a_figure(desk: Desk, qtbot: QtBot) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(0)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    own = own_library.made(
        {**own_library.entry_of(None), "name": "Kerb march", "steps": ["March."]}
    )
    photo = Photo(own_exercise_id=own.id, frame="end", data=bytes(data.data()))
    desk.workspace.save("Make", own, photo)
    exercise = desk.library.exercises[own.exercise_id]
    made = DemonstrateWindow(desk, [Shown(exercise, exercise.dose)], sounder=Listener())
    qtbot.addWidget(made)
    assert made.photo.count == 1
    assert made._pictures.currentWidget() is made.photo


def test_tones_are_whole_sound_files() -> None:
    for notes in NOTES.values():
        data = wav_bytes(notes)
        assert data[:4] == b"RIFF"
        assert len(data) == 44 + 2 * sum(round(seconds * RATE) for _hertz, seconds in notes)
