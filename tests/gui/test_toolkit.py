"""The window toolkit itself: some releases lose references and end the process after a while."""

import sys

import pyqtgraph
import PySide6
import pytest
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from rehabplanner import cli


class Speaker(QObject):
    said = Signal(int, bool)


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    @Slot(int, bool)
    def hear(self, number: int, is_last: bool) -> None:
        self.heard += 1
        self.setObjectName(str(number % 7))


def test_many_calls_and_resizes_leave_the_program_alive(qtbot: QtBot) -> None:
    speaker, listener = Speaker(), Listener()
    speaker.said.connect(listener.hear)
    for number in range(20_000):
        speaker.said.emit(number, number == 19_999)
    assert listener.heard == 20_000
    plot = pyqtgraph.GraphicsView()
    qtbot.addWidget(plot)
    plot.show()
    for number in range(3_000):
        plot.resize(100 + number % 50, 100 + number % 40)
    assert isinstance(plot, QWidget)
    assert sys.getrefcount(None) > 1000


def test_the_pair_that_aborts_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.broken_pair() is None
    monkeypatch.setattr(PySide6, "__version__", "6.12.0")
    monkeypatch.setattr(sys, "version_info", (3, 11, 7, "final", 0))
    words = cli.broken_pair()
    assert words is not None
    assert "6.12.0" in words
