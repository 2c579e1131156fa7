"""The main window: assembles header, tabs and notices; one block shows every wire.

It is painted with a curtain first; `furnish` draws it open once everything else is imported. So
nothing here may import records at the top: they take longer to import than the window to paint.
`QtCore.Qt` is written out in these first files because its many enumerations are made when the name
is first looked up, which takes a tenth of a bare window.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.catalogue import _
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.commands import COMMANDS, MENUS, make_actions
from rehabplanner.gui.foot import Foot
from rehabplanner.gui.labels import label, tip
from rehabplanner.gui.settings import Settings
from rehabplanner.gui.tabs import TABS
from rehabplanner.gui.welcome import Welcome
from rehabplanner.gui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from uuid import UUID

    from rehabplanner.gui.desk import Desk
    from rehabplanner.gui.page import Page
    from rehabplanner.gui.tasks import Job
    from rehabplanner.workspace import News

LOOK_AROUND_MS = 3000
log = logging.getLogger(__name__)


class Curtain(QLabel):
    """Hangs in the window until the data are open."""

    painted = Signal()
    """The first paint is under way; what is queued now comes after it."""

    def __init__(self) -> None:
        super().__init__(_("Opening your data…"))
        self.setProperty("role", "curtain")
        self._was_painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words; say so the first time."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()


class Window(QMainWindow):
    """Tabs over one person's dossier. Pages are made when first shown."""

    closing = Signal()
    shown = Signal()
    """A person's records, or the welcome page, were shown."""

    desk: "Desk"

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.person_id: UUID | None = None
        self.actions_by_name: dict[str, QAction] = {}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.setWindowTitle("rehabplanner")
        self.setMinimumSize(900, 600)
        self.curtain = Curtain()
        self.setCentralWidget(self.curtain)
        self._menus = [self.menuBar().addMenu(_(title)) for title in MENUS.values()]
        self._restore_place()

    # Building

    def furnish(self, desk: "Desk") -> None:
        """Build what is behind the curtain, which stays until a person is shown."""
        self.desk = desk
        self._build()
        self._connect()
        self._restore_tab()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self.welcome = Welcome()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for tab in TABS:
            self.tabs.addTab(_holder(), _(tab.title))
        self.stack.addWidget(self.welcome)
        self.stack.addWidget(self.tabs)
        self.takeCentralWidget()
        self.stack.addWidget(self.curtain)
        self.stack.setCurrentWidget(self.curtain)
        self.notice = NoticeBar()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        column.addLayout(self._above())
        column.addWidget(self.stack, 1)
        strip = QHBoxLayout()
        strip.setContentsMargins(12, 0, 12, 8)
        strip.addWidget(self.notice, 1)
        column.addLayout(strip)
        self.setCentralWidget(body)
        self.foot = Foot(self)
        self.setStatusBar(self.foot)

    def _header(self) -> QWidget:
        header = QWidget()
        row = QHBoxLayout(header)
        row.setContentsMargins(14, 8, 14, 2)
        self.name = label("", "title")
        self.switch = QPushButton(_("Find a person (Ctrl+K)"))
        self.undo = QToolButton()
        self.redo = QToolButton()
        for button in (self.undo, self.redo):
            button.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.import_button = QPushButton(_("Import…"))
        row.addWidget(self.name)
        row.addWidget(self.switch)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.import_button)
        self.header = header
        header.hide()
        return header

    def _above(self) -> QVBoxLayout:
        """Return where lines stand that wait for an answer, whatever tab is in front."""
        self.above = QVBoxLayout()
        self.above.setContentsMargins(14, 4, 14, 0)
        return self.above

    def install_commands(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Make the menus; every command must have a handler."""
        self.actions_by_name = make_actions(self, self.desk.theme, handlers)
        for key, menu in zip(MENUS, self._menus, strict=True):
            for command in COMMANDS[key]:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self.actions_by_name[command.name])
        self.undo.setDefaultAction(self.actions_by_name["undo"])
        self.redo.setDefaultAction(self.actions_by_name["redo"])
        self.refresh_undo()

    def _connect(self) -> None:
        desk = self.desk
        desk.news.changed.connect(self._on_news_changed)
        desk.notices.wanted.connect(self.notice.show_notice)
        desk.tasks.started.connect(self._on_task_started)
        desk.wishes.open_tab.connect(self.open_tab)
        desk.wishes.open_person.connect(self.open_person)
        desk.theme.changed.connect(self._on_theme_changed)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._look_around = QTimer(self)
        self._look_around.setInterval(LOOK_AROUND_MS)
        self._look_around.timeout.connect(self._on_look_around)
        self._look_around.start()

    # Showing

    def open_person(self, person_id: "UUID | None") -> None:
        """Show a person; None shows the welcome page."""
        self.person_id = person_id
        if person_id is not None:
            self.desk.settings.set(prefs.LAST_PERSON, str(person_id))
        self._stale = {tab.key for tab in TABS}
        self.show_current()

    def show_current(self) -> None:
        """Show the current person's records on the visible page; others follow when shown."""
        workspace = self.desk.workspace
        dossier = workspace.dossier(self.person_id) if self.person_id else None
        if dossier is None:
            self.person_id = None
        people = workspace.people()
        self.stack.setCurrentIndex(0 if dossier is None else 1)
        self.header.setVisible(dossier is not None)
        self.name.setText(dossier.person.name if dossier else "")
        self.switch.setVisible(len(people) > 1)
        self.setWindowTitle(f"{dossier.person.name} – rehabplanner" if dossier else "rehabplanner")
        if dossier is not None:
            key = TABS[self.tabs.currentIndex()].key
            self.page(key).show_dossier(dossier)
            self._stale.discard(key)
        self.shown.emit()

    def page(self, key: str) -> "Page":
        """Return the page of a tab, made now if it has not been shown yet."""
        if key not in self._pages:
            number = next(index for index, tab in enumerate(TABS) if tab.key == key)
            page = TABS[number].make(self.desk)
            holder = self.tabs.widget(number)
            layout = holder.layout() if holder else None
            if layout is not None:
                layout.addWidget(page)
            self._pages[key] = page
        return self._pages[key]

    def open_tab(self, key: str) -> None:
        """Bring a tab to the front by its key."""
        for number, tab in enumerate(TABS):
            if tab.key == key:
                self.tabs.setCurrentIndex(number)
                self.page(key).focus_first()

    @property
    def current_key(self) -> str:
        """Return the key of the tab in front."""
        return TABS[self.tabs.currentIndex()].key

    def refresh_undo(self) -> None:
        """Name the step that Undo and Redo would turn."""
        workspace = self.desk.workspace
        for name, step, plain, named in (
            ("undo", workspace.undo_label, _("Undo"), _("Undo: {step}")),
            ("redo", workspace.redo_label, _("Redo"), _("Redo: {step}")),
        ):
            action = self.actions_by_name.get(name)
            if action is not None:
                action.setEnabled(step is not None)
                action.setToolTip(tip(named.format(step=step)) if step else plain)
                action.setIconText(plain)
                action.setText(named.format(step=step) if step else plain)

    def show_report(self, report: str) -> None:
        """Show the report of a fault of ours."""
        from rehabplanner.gui.errors import ErrorDialog

        ErrorDialog(report, self).open()

    # Slots

    def _on_news_changed(self, news: "News") -> None:
        self.refresh_undo()
        self._stale = {tab.key for tab in TABS}
        if self.person_id is None or not news.person_ids or self.person_id in news.person_ids:
            self.show_current()
        self.foot.show_saved()

    def _on_tab_changed(self, number: int) -> None:
        key = TABS[number].key
        self.desk.settings.set(prefs.TAB, key)
        if self.person_id is not None and key in self._stale:
            self.show_current()

    def _on_task_started(self, job: "Job") -> None:
        self.foot.follow(job)

    def _on_theme_changed(self) -> None:
        self.update()

    def _on_look_around(self) -> None:
        self.desk.workspace.look_for_news()

    # Files dropped anywhere

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls() and self.person_id is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.desk.wishes.import_files.emit(paths)

    # Place on the screen, and the end

    def _restore_place(self) -> None:
        geometry = self.settings.get(prefs.GEOMETRY)
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1280, 820)

    def _restore_tab(self) -> None:
        key = self.desk.settings.get(prefs.TAB)
        for number, tab in enumerate(TABS):
            if tab.key == key:
                self.tabs.setCurrentIndex(number)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, and ask if that fails; then keep the place.

        The end of the program is the composition root's work.
        """
        if hasattr(self, "desk"):
            if not self._may_leave():
                event.ignore()
                return
            self._look_around.stop()
        try:
            self.settings.set(prefs.GEOMETRY, QByteArray(self.saveGeometry().data()))
            self.settings.save()
        except Exception:  # a place on the screen is not worth a window that cannot be closed
            log.exception("the window's place was not kept")
        self.closing.emit()
        event.accept()

    def _may_leave(self) -> bool:
        from rehabplanner.gui.leaving import may_leave

        return may_leave(self, self._pages.values(), self.desk.drafts)


def _holder() -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    return holder
