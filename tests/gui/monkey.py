"""Hands that press, click and type at random in the real window, and remember what they did."""

import random
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent, QWheelEvent
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QMenu, QWidget

from rehabplanner.app import Program
from rehabplanner.gui.tabs import TABS

KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home),
    *(Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Delete, Qt.Key.Key_F2),
    *(
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Minus,
        Qt.Key.Key_Menu,
        Qt.Key.Key_Asterisk,
    ),
    *(Qt.Key.Key_0, Qt.Key.Key_3, Qt.Key.Key_9, Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_L),
    *(Qt.Key.Key_S, Qt.Key.Key_T, Qt.Key.Key_X, Qt.Key.Key_N, Qt.Key.Key_D, Qt.Key.Key_C),
    *(Qt.Key.Key_V, Qt.Key.Key_R, Qt.Key.Key_P, Qt.Key.Key_Slash, Qt.Key.Key_Question),
)
MODIFIERS = (
    *[Qt.KeyboardModifier.NoModifier] * 6,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
BUTTONS = (*[Qt.MouseButton.LeftButton] * 6, Qt.MouseButton.RightButton)
TEXTS = (
    "8.2k 52m rpe 4 trail",
    "walk 30m yesterday",
    "side plank 3x30s each mwf",
    "run 8x(1r/2w) @4",
    "sp",
    "7",
    "62",
    "<b>&",
    "Öst łódź 中 🏃",
    "\u202e\u0000\ufeff",
    "9" * 30,
    "-1",
    "nan",
    "x" * 400,
)
SOME_MS = 3


class Monkey:
    """Acts `count` times, each at a turn of the event loop of its own, dialogs or not.

    The seed says everything: the same seed on the same data does the same. `log` holds what was
    done last, for the report; `seen` how often it was where.
    """

    def __init__(self, program: Program, folder: Path, seed: int) -> None:
        self.log: deque[str] = deque(maxlen=60)
        self.seen: Counter[str] = Counter()
        self.done = 0
        self._program = program
        self._folder = folder
        self._chance = random.Random(seed)
        self._count = 0
        self._loop = QEventLoop()
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOME_MS)
        self._timer.timeout.connect(self._on_turn)
        commands = program.window.actions_by_name
        self._commands = [commands[name] for name in sorted(commands) if name != "quit"]
        self._acts: list[tuple[int, Callable[[], None]]] = [
            (30, self._press_key),
            (12, self._type_text),
            (34, self._click),
            (3, self._double_click),
            (4, self._turn_wheel),
            (12, self._give_command),
            (4, self._go_elsewhere),
            (1, self._drop_files),
            (1, self._resize),
        ]

    def play(self, count: int) -> None:
        """Act so many times, then put away every dialog that is open."""
        self._count = self.done + count
        self._timer.start()
        self._loop.exec()

    # Each turn

    def _on_turn(self) -> None:
        self._timer.start()
        if self.done >= self._count:
            if self._leave_dialogs():
                self._timer.stop()
                self._loop.quit()
            return
        self.done += 1
        ground = self._ground()
        where = f"tab {self._program.window.current_key}"
        self.seen[where if ground is self._program.window else type(ground).__name__] += 1
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog | QAbstractPrintDialog):
            self._answer(dialog)
            return
        weights, acts = zip(*self._acts, strict=True)
        (act,) = self._chance.choices(acts, weights)
        act()

    def _leave_dialogs(self) -> bool:
        """Close what is open on top; say whether nothing is left."""
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if top is None:
            return True
        self._note("leave", top)
        if isinstance(top, QDialog):
            top.reject()
            if top.isVisible():  # advice that must be read, an import that is being stopped
                buttons = [one for one in top.findChildren(QAbstractButton) if one.isEnabled()]
                self._chance.choice(buttons).click()
        else:
            top.close()
        return False

    def _note(self, what: str, widget: QWidget | None) -> None:
        names = []
        while widget is not None and len(names) < 3:
            names.append(type(widget).__name__ + (f"#{widget.accessibleName()}"[:30]))
            widget = widget.parentWidget()
        self.log.append(f"{self.done}: {what} in {' < '.join(names)}")

    def _answer(self, dialog: QDialog) -> None:
        """Choose a file in our own folder, or none; printing is always left."""
        if isinstance(dialog, QFileDialog) and self._chance.random() < 0.6:
            dialog.setDirectory(str(self._folder))
            files = sorted(self._folder.iterdir())
            is_saving = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
            if is_saving:
                name = self._chance.choice(("out", "out.csv", "out.json", "out.xlsx", "out.png"))
                dialog.selectFile(str(self._folder / name))
                for file in self._folder.glob("out*"):
                    file.unlink()
            elif files:
                dialog.selectFile(str(self._chance.choice(files)))
            self._note("choose a file", dialog)
            dialog.accept()
            if dialog.isVisible():
                dialog.reject()
            return
        self._note("leave", dialog)
        dialog.reject()

    # Where

    def _ground(self) -> QWidget:
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return top or self._program.window

    def _focus(self) -> QWidget:
        ground = self._ground()
        focus = QApplication.focusWidget()
        if focus is None and QApplication.activePopupWidget() is None:
            ground.activateWindow()
            found = [
                one
                for one in ground.findChildren(QWidget)
                if one.isVisibleTo(ground) and one.focusPolicy() != Qt.FocusPolicy.NoFocus
            ]
            if found:
                focus = self._chance.choice(found)
                focus.setFocus()
        return focus if focus is not None and focus.window() is ground.window() else ground

    def _target(self) -> QWidget | None:
        ground = self._ground()
        seen = QRect(QPoint(), ground.size())
        found = [
            one
            for one in ground.findChildren(QWidget)
            if one.isVisible()
            and one.isEnabled()
            and one.width() > 2
            and one.height() > 2
            and one.window() is ground
            and seen.intersects(QRect(one.mapTo(ground, QPoint()), one.size()))
        ]
        return self._chance.choice(found) if found else ground

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(
            self._chance.randrange(max(1, widget.width())),
            self._chance.randrange(max(1, widget.height())),
        )

    # Acts

    def _press_key(self) -> None:
        widget = self._focus()
        key, modifiers = self._chance.choice(KEYS), self._chance.choice(MODIFIERS)
        self._note(f"press {key.name} with {modifiers}", widget)
        QTest.keyClick(widget, key, modifiers)

    def _type_text(self) -> None:
        widget = self._focus()
        text = self._chance.choice(TEXTS)
        self._note(f"type {text[:30]!r}", widget)
        if self._chance.random() < 0.5:
            QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            widget = self._focus()
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, none, text))
        if self._chance.random() < 0.5:
            QTest.keyClick(self._focus(), Qt.Key.Key_Return)

    def _click(self) -> None:
        widget = self._target()
        if widget is not None:
            button, place = self._chance.choice(BUTTONS), self._place(widget)
            self._note(f"click {button.name} at {place.x()}, {place.y()}", widget)
            QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, place)

    def _double_click(self) -> None:
        widget = self._target()
        if widget is not None and not isinstance(widget, QMenu):
            place = self._place(widget)
            self._note(f"double click at {place.x()}, {place.y()}", widget)
            none = Qt.KeyboardModifier.NoModifier
            QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, none, place)

    def _turn_wheel(self) -> None:
        widget = self._target()
        if widget is None:
            return
        place = QPointF(self._place(widget))
        turn = QPoint(0, self._chance.choice((-360, -120, 120, 360)))
        modifiers = self._chance.choice(MODIFIERS)
        self._note(f"turn the wheel by {turn.y()}", widget)
        event = QWheelEvent(
            place,
            widget.mapToGlobal(place),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def _give_command(self) -> None:
        if self._ground() is not self._program.window:
            self._press_key()
            return
        command = self._chance.choice(self._commands)
        self.log.append(f"{self.done}: command {command.text()}")
        command.trigger()

    def _go_elsewhere(self) -> None:
        """Leave a dialog, or open another tab, so that no place is stayed at for long."""
        if self._ground() is self._program.window:
            tab = self._chance.choice(TABS)
            self.log.append(f"{self.done}: open tab {tab.key}")
            self._program.window.open_tab(tab.key)
        else:
            self._note("press Escape", self._ground())
            QTest.keyClick(self._focus(), Qt.Key.Key_Escape)

    def _drop_files(self) -> None:
        window = self._program.window
        if self._ground() is not window:
            return
        files = sorted(self._folder.iterdir())
        chosen = self._chance.sample(files, min(2, len(files)))
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in chosen])
        self.log.append(f"{self.done}: drop {[file.name for file in chosen]}")
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), copy, mime, left, none))

    def _resize(self) -> None:
        width, height = self._chance.randrange(900, 1700), self._chance.randrange(600, 1000)
        self.log.append(f"{self.done}: resize to {width} x {height}")
        self._program.window.resize(width, height)
