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
from typing import IO

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from rehabplanner.figures.figure import Figure
from rehabplanner.figures.loading import load_figures
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk, Notices, Wishes
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.handlers import Handlers
from rehabplanner.gui.news import NewsSignal
from rehabplanner.gui.settings import Settings
from rehabplanner.gui.tasks import Tasks
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.window import Window
from rehabplanner.keeper import Keeper, open_database
from rehabplanner.library.library import Library
from rehabplanner.paths import Places, resources
from rehabplanner.storage.database import Database
from rehabplanner.wording import _, use
from rehabplanner.workspace import Workspace

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
        places=places,
        today=clock,
    )


@cache
def figures() -> dict[str, Figure]:
    """Return the drawn figures by exercise, read when first needed."""
    return dict(load_figures(resources() / "figures"))


@dataclass(slots=True)
class Program:
    """A running window and what it stands on."""

    database: Database
    desk: Desk
    window: Window
    handlers: Handlers
    keeper: Keeper
    catcher: ErrorCatcher

    def close(self) -> None:
        """Stop work under way, make a backup if something changed, close the file."""
        self.desk.tasks.cancel_all()
        try:
            self.keeper.backup_if_needed()
        except Exception:
            log.exception("no backup on closing")
        self.desk.news.stop()
        self.desk.settings.save()
        self.catcher.remove()
        self.keeper.close()


def start(options: Options, catcher: ErrorCatcher) -> Program:
    """Open the data and put the window together; raises StorageError if the data cannot be read."""
    database = open_database(options.places, options.database_url)
    workspace = Workspace(database)
    keeper = Keeper(database, workspace, options.places)
    desk = make_desk(workspace, options.places, on_error=catcher.take)
    window = Window(desk)
    handlers = Handlers(window, desk, keeper)
    window.install_commands(handlers.table())
    catcher.sentence.connect(desk.notices.show)
    catcher.reported.connect(window.show_report)
    window.welcome.demo_chosen.connect(_DemoDoor(handlers, desk).open)
    program = Program(database, desk, window, handlers, keeper, catcher)
    backups = QTimer(window)
    backups.setInterval(BACKUP_EVERY_MS)
    backups.timeout.connect(handlers.on_backup_due)
    backups.start()
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
    from rehabplanner.gui.refusal import start_or_refuse

    program = start_or_refuse(lambda: start(options, catcher), options.places)
    if program is None:
        return 1
    _open(program, options)
    program.window.show()
    if options.quits_after_paint:
        QTimer.singleShot(0, app.quit)
    else:
        QTimer.singleShot(0, program.handlers.on_window_shown)
    code = app.exec()
    program.close()
    faulthandler.disable()
    if crash_notes is not None:
        crash_notes.close()
    return code


def _open(program: Program, options: Options) -> None:
    if options.person:
        name = options.person.casefold()
        for person in program.desk.workspace.people():
            if person.name.casefold() == name:
                program.window.open_person(person.id)
                break
        else:
            program.handlers.open_someone()
    else:
        program.handlers.open_someone()
    if options.files:
        program.handlers.import_files(list(options.files))


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
