"""No bare string escapes the catalogue, and nothing that can be used is without a name.

The window is shown in the pseudo-language, which brackets every entry of the catalogue; what has
letters and no bracket was never looked up.
"""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rehabplanner.app import Options, Program, start
from rehabplanner.demo.making import fill
from rehabplanner.demo.people import CLINIC, MAIN
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.tabs import TABS
from rehabplanner.paths import Places, resources
from rehabplanner.portraits import dialogs_of, settle
from rehabplanner.wording import PSEUDO, use

NAMES = {word for story in (MAIN, *CLINIC) for word in story.name.split()}
USER_DATA = re.compile(
    "|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True))
    + r"|\d{4}-\d{2}-\d{2}\.fit|rehabplanner|\.rehab|mwf|[A-M]\d\d"
)
KEYS = re.compile(
    r"(?:Ctrl|Shift|Alt|Enter|Return|Esc|Del|Delete|Space|Home|End|Tab|PgUp|PgDown|Page ?Up|"
    r"Page ?Down|Left|Right|Up|Down|Ins|F\d+|[A-Z?/,+=-])"
    r"(?:\+(?:Ctrl|Shift|Alt|[A-Za-z]+|\S))*"
)


def is_bare(text: str) -> bool:
    """Say whether a text has words that do not come from the catalogue."""
    left = re.sub(r"<style.*?</style>|<[^>]+>|&\w+;", " ", text, flags=re.DOTALL)
    while "⟦" in left:
        shorter = re.sub(r"⟦[^⟦⟧]*⟧", " ", left)
        if shorter == left:
            break
        left = shorter
    left = USER_DATA.sub(" ", left)
    words = [word for word in left.split() if not KEYS.fullmatch(word.strip("()"))]
    return bool(re.search(r"[^\W\d_]{2,}", " ".join(words)))


def texts(widget: QWidget) -> Iterator[str]:
    """Yield every text that the widget itself shows or says."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.windowTitle() if widget.isWindow() else ""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QLineEdit):
        if not isinstance(widget.parent(), QComboBox | QAbstractSpinBox):
            yield widget.placeholderText()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTextBrowser):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from cells(widget.model())


def cells(model: QAbstractItemModel) -> Iterator[str]:
    """Yield headers and the first cells of a model."""
    root = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    for column in range(columns):
        header = model.headerData(column, Qt.Orientation.Horizontal)
        yield header if isinstance(header, str) else ""
        for row in range(min(12, model.rowCount(root))):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                value = model.index(row, column, root).data(role)
                yield value if isinstance(value, str) else ""


def everything(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Yield each widget below and each of its texts."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget.objectName() == "qt_calendar_calendarview" or _is_qts_own(widget):
            continue
        for text in texts(widget):
            yield widget, text
    for action in top.findChildren(QAction):
        if type(action.parent()).__name__ == "GraphicsScene":
            continue  # the plotting library's own, which is never shown
        yield top, action.text()
        yield top, action.toolTip()


def _is_qts_own(widget: QWidget) -> bool:
    """Say whether Qt made it: the calendar's inside, which Qt itself translates."""
    one: QWidget | None = widget
    while one is not None:
        if one.objectName().startswith("qt_") or type(one).__name__ == "QCalendarWidget":
            return True
        one = one.parentWidget()
    return False


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    use(PSEUDO, resources() / "translations")
    made = start(Options(places=places), ErrorCatcher())
    fill(made.desk.workspace, made.desk.library, made.desk.today())
    made.desk.theme.apply("light", 100)
    person = next(one for one in made.desk.workspace.people() if one.name == MAIN.name)
    made.window.open_person(person.id)
    made.window.show()
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


@pytest.mark.timeout(180)
def test_every_word_comes_from_the_catalogue_and_everything_has_a_name(program: Program) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    bare: set[str] = set()
    nameless: set[str] = set()
    for tab in TABS:
        program.window.open_tab(tab.key)
        settle(app, program)
        bare |= {f"{tab.key}: {text}" for _one, text in everything(program.window) if is_bare(text)}
        nameless |= {f"{tab.key}: {one}" for one in unnamed(program.window)}
    for name, make in dialogs_of(program):
        widget = make()
        widget.show()
        settle(app, program)
        bare |= {f"{name}: {text}" for _one, text in everything(widget) if is_bare(text)}
        nameless |= {f"{name}: {one}" for one in unnamed(widget)}
        widget.close()
        widget.hide()  # advice that must be read is not closed, and the next one must not wait
        widget.deleteLater()
    assert not bare, "\n".join(sorted(bare))
    assert not nameless, "\n".join(sorted(nameless))


def unnamed(top: QWidget) -> Iterator[str]:
    """Yield what takes the keyboard but has no name for a screen reader."""
    for widget in top.findChildren(QWidget):
        if (
            widget.focusPolicy() == Qt.FocusPolicy.NoFocus
            or not widget.isVisible()
            or _is_qts_own(widget)
            or isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
        ):
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name) if face is not None else ""
        if not (name or widget.accessibleName()) and type(widget).__name__ not in PLAIN:
            where = type(widget.parent()).__name__
            yield f"{type(widget).__name__} {widget.objectName()} in {where}"


PLAIN = frozenset({"QScrollArea", "QTabWidget", "QStackedWidget", "QTabBar", "QTextBrowser"})
"""Kinds that only hold others, or name themselves by their content."""
