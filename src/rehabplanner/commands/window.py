"""The window: painted first with a curtain, then everything else is imported and opened behind it.

What is not needed for the first paint is imported after it; all of it takes longer than a bare
window.
"""

import argparse
import faulthandler
import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

from rehabplanner.catalogue import use
from rehabplanner.paths import Places, resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from rehabplanner.app import Program
    from rehabplanner.gui.errors import ErrorCatcher
    from rehabplanner.gui.theme import Theme
    from rehabplanner.gui.window import Window

LONGEST_UNPAINTED_MS = 1000
"""A window that starts hidden is never painted; its data are opened all the same."""


def show(options: argparse.Namespace, places: Places) -> int:
    """Show the window until it is closed; return the exit code."""
    notes = note_crashes(places)
    from rehabplanner.gui.toolkit import import_plainly

    import_plainly()
    from PySide6.QtCore import QLocale, QTimer

    from rehabplanner.gui.dressing import dressed, make_application
    from rehabplanner.gui.screen import Screen
    from rehabplanner.gui.settings import Settings
    from rehabplanner.gui.window import Window

    use(options.language or QLocale.system().name(), resources() / "translations")
    with Screen():
        app = make_application()
    settings = Settings(places.settings)
    theme = dressed(settings)
    window = Window(settings)
    opening = Opening(options, places, app, window, theme)
    once = _Once(opening.go)
    window.curtain.painted.connect(once.later)
    QTimer.singleShot(LONGEST_UNPAINTED_MS, once.now)
    window.show()
    code = app.exec()
    opening.close()
    faulthandler.disable()
    if notes is not None:
        notes.close()
    return code


class _Once:
    """Calls a function once: at the next turn of the event loop, or when time is up."""

    def __init__(self, function: Callable[[], object]) -> None:
        self._function: Callable[[], object] | None = function

    def later(self) -> None:
        """Call it once this turn of the event loop, and the paint in it, are done."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self.now)

    def now(self) -> None:
        """Call it, unless it was called."""
        function, self._function = self._function, None
        if function is not None:
            function()


class Opening:
    """Furnishes the window once it has been painted, and opens the data."""

    def __init__(
        self,
        options: argparse.Namespace,
        places: Places,
        app: "QApplication",
        window: "Window",
        theme: "Theme",
    ) -> None:
        self._options = options
        self._places = places
        self._app = app
        self._window = window
        self._theme = theme
        self._catcher: ErrorCatcher | None = None
        self._program: Program | None = None
        self._told = False

    def go(self) -> None:
        """Furnish the window and open the data, then do what can wait; end if they refuse."""
        try:
            self._open()
        except Exception as error:
            if self._program is not None and not self._options.quit_after_paint:
                raise  # the window stands, and says so itself
            if not self._told:
                self._tell(error)
            self._app.exit(1)

    def _open(self) -> None:
        from rehabplanner.commands.logs import start_logs

        start_logs(self._places)
        from rehabplanner.app import Options, assemble, open_or_offer_way_back
        from rehabplanner.gui.dressing import program_icon
        from rehabplanner.gui.errors import ErrorCatcher

        self._app.setWindowIcon(program_icon())
        self._catcher = ErrorCatcher()
        self._catcher.install()
        options = self._options
        wanted = Options(
            places=self._places,
            database_url=None if options.demo else options.database,
            person=options.person,
            files=tuple(options.files),
        )
        if options.quit_after_paint:
            self._catcher.sentence.connect(self._say)
            self._catcher.reported.connect(self._say)
            self._program = assemble(wanted, self._catcher, self._window, self._theme)
            self._program.open_data()
            self._window.repaint()
            self._app.exit(1 if self._told else 0)
            return
        self._program = assemble(wanted, self._catcher, self._window, self._theme)
        if open_or_offer_way_back(self._program):
            self._program.handlers.on_window_shown()
        else:
            self._app.exit(1)

    def _tell(self, error: BaseException) -> None:
        from rehabplanner.gui.errors import report_text, sentence_of

        self._say(sentence_of(error) or report_text(error))

    def _say(self, words: str) -> None:
        self._told = True
        print(words, file=sys.stderr, flush=True)

    def close(self) -> None:
        """End what was opened."""
        if self._program is not None:
            self._program.close()


def note_crashes(places: Places) -> IO[str] | None:
    """Write where the program stood to a file if it crashes hard; nothing that a person typed."""
    try:
        places.logs.mkdir(parents=True, exist_ok=True)
        notes = (places.logs / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    if sys.stderr is not None:
        faulthandler.enable(notes)
    return notes
