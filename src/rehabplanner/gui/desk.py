"""What every page is handed: the workspace and the services of the window, by constructor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from rehabplanner.domain.activities import PackedTrack, Track
from rehabplanner.gui.drafts import Drafts
from rehabplanner.gui.news import NewsSignal
from rehabplanner.gui.settings import Settings
from rehabplanner.gui.tasks import Tasks
from rehabplanner.gui.theme import Theme
from rehabplanner.library.library import Library
from rehabplanner.paths import Places
from rehabplanner.workspace import Workspace


class Notices(QObject):
    """Short words at the foot of the window; `can_undo` adds an Undo button to them."""

    wanted = Signal(str, bool)

    def show(self, text: str, *, can_undo: bool = False) -> None:
        """Show the words for some seconds."""
        self.wanted.emit(text, can_undo)


class Wishes(QObject):
    """What a page asks of the window: another tab, an import, a new person, calm days.

    `open_tab` carries the tab's key; `import_files` a list of paths.
    """

    open_tab = Signal(str)
    import_files = Signal(list)
    ask_for_files = Signal()
    new_person = Signal()
    open_person = Signal(object)
    flare_up = Signal()
    ladder = Signal()


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a page may use.

    `today` is a function, so that tests choose the day. `figures` returns the drawn figures
    (`figures.figure.Figure`) by exercise and `pack` prepares a track for storing; neither is
    imported before it is needed, for the sake of a quick start.
    """

    workspace: Workspace
    news: NewsSignal
    theme: Theme
    settings: Settings
    tasks: Tasks
    notices: Notices
    wishes: Wishes
    library: Library
    figures: Callable[[], Mapping[str, Any]]
    pack: Callable[[Track], PackedTrack]
    places: Places
    drafts: Drafts
    today: Callable[[], date]
