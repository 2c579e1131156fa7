"""What nobody expected: one dialog for each fault, a sentence for what a person can mend."""

import errno
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from rehabplanner.domain.problems import Conflict, Problem, StorageError, marked
from rehabplanner.gui.errors import ErrorCatcher, ErrorDialog, report_text, sentence_of

SECRET = "Ada Strand has pain 7"


@pytest.fixture
def catcher(qtbot: QtBot) -> Iterator[ErrorCatcher]:
    made = ErrorCatcher()
    made.install()
    yield made
    made.remove()


def broken() -> None:
    raise RuntimeError(SECRET)


def caught() -> BaseException:
    try:
        broken()
    except RuntimeError as error:
        return error
    raise AssertionError


def test_the_same_fault_is_reported_once(catcher: ErrorCatcher) -> None:
    reports: list[str] = []
    catcher.reported.connect(reports.append)
    for _number in range(40):
        error = caught()
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(reports) == 1
    assert "RuntimeError" in reports[0]
    assert "broken" in reports[0]


def test_a_report_holds_nothing_that_a_person_typed() -> None:
    assert SECRET not in report_text(caught())


def test_an_error_on_a_thread_comes_to_the_window(catcher: ErrorCatcher, qtbot: QtBot) -> None:
    with qtbot.waitSignal(catcher.reported):
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Problem("name", marked("Please give a name; a first name is enough.")), "Please give"),
        (StorageError(marked("The end lies before the start.")), "The end"),
        (Conflict(1, 2), "changed in another window"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left"),
    ],
)
def test_what_a_person_can_mend_is_a_sentence(
    catcher: ErrorCatcher, error: Exception, words: str
) -> None:
    told: list[str] = []
    catcher.sentence.connect(told.append)
    catcher.take(error)
    assert words in told[0]
    assert words in str(sentence_of(error))


def test_the_dialog_says_that_nothing_is_lost(qtbot: QtBot) -> None:
    dialog = ErrorDialog("rehabplanner 0.1.0\nRuntimeError")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.isVisible()
    dialog.close()
