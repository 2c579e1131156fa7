"""The composition root: the only file that knows every layer. Puts the window together.

`commands/window.py` paints the window first and imports this file then.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from rehabplanner.domain.activities import PackedTrack, Track
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.problems import StorageError
from rehabplanner.domain.store import EmptyStore
from rehabplanner.gui.collecting import Collector
from rehabplanner.gui.desk import Desk, Notices, Wishes
from rehabplanner.gui.drafts import Drafts
from rehabplanner.gui.dressing import dressed
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
from rehabplanner.wording import _
from rehabplanner.workspace import Workspace

log = logging.getLogger(__name__)
BACKUP_EVERY_MS = 30 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked of the window."""

    places: Places
    database_url: str | None = None
    person: str | None = None
    files: tuple[Path, ...] = ()


def make_desk(
    workspace: Workspace,
    places: Places,
    *,
    on_error: Callable[[BaseException], None],
    clock: Callable[[], date] = today,
    parent: QObject | None = None,
    settings: Settings | None = None,
    theme: Theme | None = None,
) -> Desk:
    """Return the services of a window around a workspace, with these settings and this theme."""
    settings = settings or Settings(places.settings, parent)
    theme = theme or dressed(settings, parent)
    return Desk(
        workspace=workspace,
        news=NewsSignal(workspace, parent),
        theme=theme,
        settings=settings,
        tasks=Tasks(on_error, parent),
        notices=Notices(parent),
        wishes=Wishes(parent),
        library=Library(resources(), _, workspace.own_exercises),
        figures=_Shelf(workspace).figures,
        pack=_pack,
        places=places,
        drafts=Drafts(places.data),
        today=clock,
    )


@cache
def figures() -> dict[str, Any]:
    """Return the shipped figures by exercise, read when first needed."""
    from rehabplanner.figures.loading import load_figures

    return dict(load_figures(resources() / "figures"))


class _Shelf:
    """Gives all figures, those of own exercises too; made when first needed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._made: Mapping[str, Any] | None = None

    def figures(self) -> Mapping[str, Any]:
        """Return the figures by exercise, always as they are now."""
        from rehabplanner.figures.shelf import FigureShelf

        if self._made is None:
            self._made = FigureShelf(figures(), self._workspace.own_exercises)
        return self._made


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
    collector: Collector

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
        self.desk.drafts.close()
        self.catcher.remove()
        self.keeper.close()
        self.collector.stop()


def assemble(
    options: Options,
    catcher: ErrorCatcher,
    window: Window | None = None,
    theme: Theme | None = None,
) -> Program:
    """Put the window together, without the data yet; a window that is painted already if given."""
    workspace = Workspace(EmptyStore())
    keeper = LateKeeper(options.places, options.database_url)
    desk = make_desk(
        workspace,
        options.places,
        on_error=catcher.take,
        settings=window.settings if window else None,
        theme=theme,
    )
    window = window or Window(desk.settings)
    window.furnish(desk)
    handlers = Handlers(window, desk, keeper)
    window.install_commands(handlers.table())
    catcher.sentence.connect(desk.notices.show)
    catcher.reported.connect(window.show_report)
    window.welcome.demo_chosen.connect(_DemoDoor(handlers, desk).open)
    backups = QTimer(window)
    backups.setInterval(BACKUP_EVERY_MS)
    backups.timeout.connect(handlers.on_backup_due)
    backups.start()
    return Program(desk, window, catcher, options, handlers, keeper, Collector(window))


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
