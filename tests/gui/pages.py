"""A page of the window by itself, shown and active, kept up to date with a person's records."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rehabplanner.domain.people import Person
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.page import Page

P = TypeVar("P", bound=Page)
D = TypeVar("D", QDragEnterEvent, QDragMoveEvent)


def page_in_use(
    qtbot: QtBot, desk: Desk, person: Person, kind: type[P], size: tuple[int, int]
) -> Iterator[P]:
    """Yield the page of a person while a test uses it."""
    made = kind(desk)
    qtbot.addWidget(made)
    made.resize(*size)

    def show_again(_news: object) -> None:
        made.show_dossier(desk.workspace.dossier(person.id))

    desk.news.changed.connect(show_again)
    made.show_dossier(desk.workspace.dossier(person.id))
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.focus_first()
    yield made
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dragging(
    kind: type[D],
    place: QPoint,
    data: QMimeData,
    actions: Qt.DropAction = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> D:
    """Return the event of something that is dragged over a place with the left button."""
    left = Qt.MouseButton.LeftButton
    try:
        return kind(QPointF(place), actions, data, left, modifiers)  # Qt 6.12 and newer
    except TypeError:
        return kind(place, actions, data, left, modifiers)
