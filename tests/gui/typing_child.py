"""A window of its own process, in which somebody is typing; started by tests, to be killed."""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from rehabplanner.app import Options, start
from rehabplanner.gui import draft_keeper
from rehabplanner.gui.dressing import make_application
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.runs.form import ActivityDialog
from rehabplanner.gui.runs.page import RunsPage
from rehabplanner.paths import Places

draft_keeper.LOOK_MS = 50


def main(kind: str, data: Path) -> None:
    """Open a dialog, type into it, and wait."""
    app = make_application()
    program = start(Options(places=Places(data)), ErrorCatcher())
    program.window.open_tab("runs")
    program.window.show()
    if kind == "person":
        program.window.actions_by_name["edit-person"].trigger()
        person = program.window.findChild(PersonDialog)
        assert isinstance(person, PersonDialog)
        QTest.keyClicks(person.form.notes, "Slept well")
    else:
        page = program.window.page("runs")
        assert isinstance(page, RunsPage)
        page.quick.more.click()
        session = page.findChild(ActivityDialog)
        assert isinstance(session, ActivityDialog)
        QTest.keyClicks(session.form.distance, "8.2")
        QTest.keyClick(session.form.effort, "4")
        QTest.keyClicks(session.form.notes, "Easy along the <river>")
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
    assert QApplication.instance() is not None
