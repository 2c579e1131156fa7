"""The window toolkit itself: some releases lose references and end the process after a while."""

import sys

import pyqtgraph
import PySide6
import pytest
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rehabplanner import cli
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.editor.spins import plain
from rehabplanner.gui.widgets.empty_state import EmptyState


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


@pytest.mark.parametrize("has_arrows", [True, False])
def test_a_number_field_shows_its_number_under_the_style_sheet(
    desk: Desk, qtbot: QtBot, has_arrows: bool
) -> None:
    spin = QSpinBox()
    qtbot.addWidget(spin)
    spin.setRange(0, 9999)
    spin.setValue(1234)
    if not has_arrows:
        plain(spin)
    spin.show()
    (inner,) = spin.findChildren(QLineEdit)
    margins = inner.textMargins()
    room = min(inner.width(), spin.width()) - margins.left() - margins.right()
    assert room >= inner.fontMetrics().horizontalAdvance("1234")


@pytest.mark.parametrize("text_percent", [100, 200])
def test_the_words_of_an_empty_page_are_never_cut(
    desk: Desk, qtbot: QtBot, text_percent: int
) -> None:
    desk.theme.apply("light", text_percent)
    page = QWidget()
    qtbot.addWidget(page)
    state = EmptyState("Load and pain", "From the first day on you see here what you did. " * 4)
    state.button("Import runs")
    QVBoxLayout(page).addWidget(state)
    page.resize(420, 120)
    page.show()
    desk.theme.apply("light", 100)
    for label in state.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
