"""What is in use no more goes between two events, on the window's thread, and nowhere else."""

import gc
import threading
import weakref
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from rehabplanner.gui.collecting import Collector


class Knot:
    """Refers to itself, and notes the thread on which it goes."""

    def __init__(self, gone_on: list[str]) -> None:
        self.me = self
        weakref.finalize(self, lambda: gone_on.append(threading.current_thread().name))


def test_knots_go_on_the_thread_of_the_window(
    qtbot: QtBot, wait_for: Callable[[Callable[[], bool]], None]
) -> None:
    collector = Collector()
    assert not gc.isenabled()
    gone_on: list[str] = []

    def work() -> None:
        for _number in range(20_000):
            Knot(gone_on)

    thread = threading.Thread(target=work, name="slow work")
    thread.start()
    thread.join()
    wait_for(lambda: len(gone_on) == 20_000)
    assert set(gone_on) == {threading.main_thread().name}
    collector.stop()
    assert gc.isenabled()
