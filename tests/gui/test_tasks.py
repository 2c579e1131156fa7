"""Slow work: the answer comes on the window's thread, errors are told, cancel stops it."""

import threading
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from rehabplanner.gui.tasks import Progress, Tasks


def test_the_answer_comes_on_the_windows_thread(qtbot: QtBot) -> None:
    tasks = Tasks(lambda error: None)
    seen: list[tuple[object, bool]] = []
    window_thread = threading.get_ident()

    def done(result: int) -> None:
        seen.append((result, threading.get_ident() == window_thread))

    job = tasks.run(lambda progress: 6 * 7, done)
    with qtbot.waitSignal(job.finished):
        pass
    assert seen == [(42, True)]
    tasks.cancel_all()


def test_an_error_in_the_work_is_told_and_nothing_breaks(qtbot: QtBot) -> None:
    told: list[BaseException] = []
    tasks = Tasks(told.append)

    def work(progress: Progress) -> int:
        raise OSError("gone")

    job = tasks.run(work, lambda result: None)
    with qtbot.waitSignal(job.finished):
        pass
    assert [type(error) for error in told] == [OSError]
    tasks.cancel_all()


def test_cancel_stops_the_work_and_calls_nobody(
    qtbot: QtBot, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    told: list[object] = []
    tasks = Tasks(told.append)
    started = threading.Event()

    def work(progress: Progress) -> int:
        started.set()
        while True:
            progress.check()

    job = tasks.run(work, told.append)
    wait_for(started.is_set)
    with qtbot.waitSignal(job.finished):
        job.progress.cancel()
    assert told == []
    assert not tasks.is_busy
    tasks.cancel_all()
