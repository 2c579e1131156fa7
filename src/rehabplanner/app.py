"""The composition root: the only file that knows every layer. Starts the window."""

import faulthandler
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from rehabplanner.domain.activities import PackedTrack, Track
from rehabplanner.domain.problems import StorageError
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk, Notices, Wishes
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.handlers import Handlers
from rehabplanner.gui.news import NewsSignal
from rehabplanner.gui.refusal import RefusalDialog, Way
from rehabplanner.gui.settings import Settings
from rehabplanner.gui.tasks import Tasks
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.window import Window
from rehabplanner.late_keeper import LateKeeper
from rehabplanner.library.library import Library
from rehabplanner.paths import Places, resources
from rehabplanner.wording import _, use
from rehabplanner.workspace import EmptyStore, Workspace

log = logging.getLogger(__name__)
BACKUP_EVERY_MS = 30 * 60 * 1000
DAY_ENDS_AT_HOUR = 4


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked of the window."""

    places: Places
    database_url: str | None = None
    person: str | None = None
    files: tuple[Path, ...] = ()
    language: str = ""
    quits_after_paint: bool = False
    is_demo: bool = False


def today() -> date:
    """Return the day the person is living: before four in the morning it is still yesterday."""
    return (datetime.now() - timedelta(hours=DAY_ENDS_AT_HOUR)).date()


def make_application(arguments: Sequence[str] = ("rehabplanner",)) -> QApplication:
    """Return the application object, dressed in the Fusion style on every system."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(arguments))
    app.setApplicationName("rehabplanner")
    app.setStyle("Fusion")
    return app


def make_desk(
    workspace: Workspace,
    places: Places,
    *,
    on_error: Callable[[BaseException], None],
    clock: Callable[[], date] = today,
    parent: QObject | None = None,
) -> Desk:
    """Return the services of a window around a workspace."""
    settings = Settings(places.settings, parent)
    theme = Theme(resources(), parent)
    theme.apply(settings.get(prefs.THEME), settings.get(prefs.TEXT_SIZE))
    return Desk(
        workspace=workspace,
        news=NewsSignal(workspace, parent),
        theme=theme,
        settings=settings,
        tasks=Tasks(on_error, parent),
        notices=Notices(parent),
        wishes=Wishes(parent),
        library=Library(resources(), _),
        figures=figures,
        pack=_pack,
        places=places,
        today=clock,
    )


@cache
def figures() -> dict[str, Any]:
    """Return the drawn figures by exercise, read when first needed."""
    from rehabplanner.figures.loading import load_figures

    return dict(load_figures(resources() / "figures"))


def _pack(track: Track) -> PackedTrack:
    from rehabplanner.storage.tracks import packed

    return packed(track)


@dataclass(slots=True)
class Program:
    """A window, the data behind it once they are open, and what catches errors."""

    desk: Desk
    window: Window
    catcher: ErrorCatcher
    options: Options
    handlers: Handlers
    keeper: LateKeeper

    def open_data(self) -> None:
        """Open the data and show the person that was asked for.

        Raises StorageError if the data cannot be read. This comes after the first paint: the
        database's import alone takes longer than a bare window.
        """
        self.desk.workspace.use(self.keeper.open(self.desk.workspace))
        name = (self.options.person or "").casefold()
        for person in self.desk.workspace.people() if name else ():
            if person.name.casefold() == name:
                self.window.open_person(person.id)
                break
        else:
            self.handlers.open_someone()
        if self.options.files:
            self.handlers.import_files(list(self.options.files))

    def close(self) -> None:
        """Stop work under way, make a backup if something changed, close the file."""
        self.desk.tasks.cancel_all()
        try:
            self.keeper.backup_if_needed()
        except (OSError, StorageError):
            log.exception("no backup on closing")
        self.desk.news.stop()
        self.desk.settings.save()
        self.catcher.remove()
        self.keeper.close()


def assemble(options: Options, catcher: ErrorCatcher) -> Program:
    """Put the window together, without the data yet."""
    workspace = Workspace(EmptyStore())
    keeper = LateKeeper(options.places, options.database_url)
    desk = make_desk(workspace, options.places, on_error=catcher.take)
    window = Window(desk)
    handlers = Handlers(window, desk, keeper)
    window.install_commands(handlers.table())
    catcher.sentence.connect(desk.notices.show)
    catcher.reported.connect(window.show_report)
    window.welcome.demo_chosen.connect(_DemoDoor(handlers, desk).open)
    backups = QTimer(window)
    backups.setInterval(BACKUP_EVERY_MS)
    backups.timeout.connect(handlers.on_backup_due)
    backups.start()
    return Program(desk, window, catcher, options, handlers, keeper)


def start(options: Options, catcher: ErrorCatcher) -> Program:
    """Put the window together and open the data; raises StorageError if they cannot be read."""
    program = assemble(options, catcher)
    try:
        program.open_data()
    except BaseException:
        program.close()
        raise
    return program


class _DemoDoor(QObject):
    """Fills an empty data file with made-up people, from the welcome page."""

    def __init__(self, handlers: Handlers, desk: Desk) -> None:
        super().__init__(handlers)
        self._handlers = handlers
        self._desk = desk

    def open(self) -> None:
        """Write the demo data and show its first person."""
        from rehabplanner.demo.making import fill

        fill(self._desk.workspace, self._desk.library, self._desk.today())
        self._handlers.open_someone()


def run(options: Options) -> int:
    """Show the window until it is closed; return the exit code."""
    crash_notes = start_logs(options.places)
    use(options.language or QLocale.system().name(), resources() / "translations")
    app = make_application()
    catcher = ErrorCatcher()
    catcher.install()
    program = assemble(options, catcher)
    program.window.show()
    QTimer.singleShot(0, _Opening(program, app).go)
    code = app.exec()
    program.close()
    faulthandler.disable()
    if crash_notes is not None:
        crash_notes.close()
    return code


class _Opening(QObject):
    """Opens the data once the window has been painted; ends the program if they refuse."""

    def __init__(self, program: Program, app: QApplication) -> None:
        super().__init__(program.window)
        self._program = program
        self._app = app

    def go(self) -> None:
        """Open the data, then do what can wait."""
        if not open_or_offer_way_back(self._program):
            self._app.exit(1)
            return
        if self._program.options.quits_after_paint:
            self._program.window.repaint()
            self._app.exit(0)
            return
        QTimer.singleShot(0, self._program.handlers.on_window_shown)


def open_or_offer_way_back(program: Program) -> bool:
    """Open the data; if they refuse, say why and offer the ways back. False: given up."""
    refusal: StorageError | None = None
    while True:
        try:
            if refusal is not None and not _go_back(program, refusal):
                return False
            program.open_data()
        except StorageError as error:
            log.warning("the data were not opened")
            refusal = error
        else:
            return True


def _go_back(program: Program, refusal: StorageError) -> bool:
    dialog = RefusalDialog(refusal, program.keeper.backups(), program.window)
    dialog.exec()
    if dialog.way is Way.RESTORE and dialog.file is not None:
        program.keeper.restore(dialog.file)
    elif dialog.way is Way.REPAIR:
        program.keeper.repair()
    return dialog.way is not Way.CLOSE


def start_logs(places: Places) -> IO[str] | None:
    """Send log lines and notes of hard crashes to files; never names, notes or pain values."""
    try:
        places.logs.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            places.logs / "rehabplanner.log", maxBytes=500_000, backupCount=2, encoding="utf-8"
        )
        notes = (places.logs / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    if sys.stderr is not None:
        faulthandler.enable(notes)
    log.info("rehabplanner starts, process %s", os.getpid())
    return notes
