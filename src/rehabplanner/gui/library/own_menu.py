"""Own exercises from the tab: made, changed, removed, handed on and taken in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import OwnExercise, own_id
from rehabplanner.domain.problems import Conflict, Problem, StorageError
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.list_dialog import ListDialog
from rehabplanner.gui.editor.dialog import ExerciseEditor
from rehabplanner.gui.editor.packing import PackDialog, read_pack_file, write_pack
from rehabplanner.gui.settings import LAST_FOLDER
from rehabplanner.library.packs import SUFFIX
from rehabplanner.wording import _, ngettext, say


class OwnMenu(QObject):
    """The button “Own exercises” with its menu and keys. `made` carries the id to be shown."""

    made = Signal(str)

    def __init__(self, desk: Desk, chosen: Callable[[], Exercise | None], page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._chosen, self._page = desk, chosen, page
        self.editor: ExerciseEditor | None = None
        self.pack: PackDialog | None = None
        self.list: ListDialog | None = None
        self.menu = QMenu(page)
        self.new = self._action(_("&New exercise…"), "Ctrl+N", "plus", self.make_new)
        self.copy = self._action(
            _("New one &from this exercise…"), "Ctrl+D", "copy", self.make_copy
        )
        self.change = self._action(_("&Change this exercise…"), "F2", "edit", self.change_chosen)
        self.remove = self._action(_("&Remove this exercise"), "Del", "trash", self.remove_chosen)
        self.menu.addSeparator()
        self.hand_on = self._action(_("&Hand on as a pack…"), "", "up", self.ask_what_to_hand_on)
        self.take = self._action(_("&Take in a pack…"), "", "download", self.ask_for_pack)
        self.menu.aboutToShow.connect(self.refresh)
        self.button = QPushButton(_("&Own exercises"))
        self.button.setToolTip(_("Make, change, hand on and take in exercises of your own"))
        self.button.setMenu(self.menu)

    def _action(self, words: str, key: str, icon: str, slot: Callable[[], object]) -> QAction:
        action = self.menu.addAction(self._desk.theme.icon(icon), words)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self._page.addAction(action)
        return action

    def own(self) -> OwnExercise | None:
        """Return the chosen exercise if it is an own one."""
        exercise = self._chosen()
        wanted = own_id(exercise.id) if exercise is not None else None
        every = self._desk.workspace.own_exercises()
        return next((one for one in every if one.id == wanted), None)

    def refresh(self) -> None:
        """Offer what can be done with the chosen exercise."""
        is_own = self.own() is not None
        self.copy.setEnabled(self._chosen() is not None)
        self.change.setEnabled(is_own)
        self.remove.setEnabled(is_own)
        self.hand_on.setEnabled(bool(self._desk.workspace.own_exercises()))

    # Making and changing

    def make_new(self) -> None:
        """Open the editor with nothing in it."""
        self._edit(ExerciseEditor(self._desk, parent=self._page))

    def make_copy(self) -> None:
        """Open the editor with a copy of the chosen exercise."""
        exercise = self._chosen()
        if exercise is not None:
            figure = self._desk.figures().get(exercise.id)
            self._edit(
                ExerciseEditor(self._desk, exercise=exercise, figure=figure, parent=self._page)
            )

    def change_chosen(self) -> None:
        """Open the editor with the chosen exercise, if it is an own one."""
        own = self.own()
        if own is not None:
            figure = self._desk.figures().get(own.exercise_id)
            self._edit(ExerciseEditor(self._desk, own=own, figure=figure, parent=self._page))

    def change_or_copy(self) -> None:
        """Change the chosen exercise, or make an own one from a shipped one."""
        (self.change_chosen if self.own() is not None else self.make_copy)()

    def _edit(self, editor: ExerciseEditor) -> None:
        self.editor = editor
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.finished.connect(self._on_edited)
        editor.open()

    def _on_edited(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None and editor.saved is not None:
            words = _("{name} is saved.").format(name=editor.saved.name)
            self._desk.notices.show(words, can_undo=True)
            self.made.emit(editor.saved.exercise_id)

    def remove_chosen(self) -> None:
        """Put the chosen own exercise into the bin."""
        own = self.own()
        if own is None:
            return
        self._desk.workspace.remove(_("Remove the exercise {name}").format(name=own.name), own)
        words = _("{name} was put into the bin.").format(name=own.name)
        self._desk.notices.show(words, can_undo=True)

    # Packs

    def ask_what_to_hand_on(self) -> None:
        """Ask which own exercises go into a pack, then where it is to lie."""
        every = self._desk.workspace.own_exercises()
        if not every:
            return
        self.list = ListDialog(
            _("Hand on exercises"),
            _("One text file with figures and photographs, for colleagues or another computer."),
            [(one.name, one) for one in every],
            _("Save as a pack…"),
            many=True,
            parent=self._page,
        )
        mine = self.own()
        if mine is None or len(every) == 1:
            self.list.list.selectAll()
        else:
            self.list.list.setCurrentRow(every.index(mine))
        self.list.accepted.connect(self._on_hand_on_accepted)
        self.list.open()

    def _on_hand_on_accepted(self) -> None:
        chosen = self.list.chosen if self.list is not None else []
        folder = Path(self._desk.settings.get(LAST_FOLDER) or Path.home())
        name, _kind = QFileDialog.getSaveFileName(
            self._page,
            _("Hand on exercises"),
            str(folder / f"{_('exercises')}{SUFFIX}"),
            _("Pack of exercises") + f" (*{SUFFIX})",
        )
        if name:
            self.write(chosen, Path(name))

    def write(self, chosen: list[OwnExercise], path: Path) -> None:
        """Write a pack, or say why it cannot be written."""
        try:
            write_pack(self._desk, chosen, path)
        except (StorageError, Problem) as problem:
            self._desk.notices.show(say(problem.message))
            return
        what = ngettext("{count} exercise", "{count} exercises", len(chosen))
        words = _("{what} saved as {file}.").format(what=what, file=path.name)
        self._desk.notices.show(words)

    def ask_for_pack(self) -> None:
        """Ask for a pack and show what it would do."""
        name, _kind = QFileDialog.getOpenFileName(
            self._page,
            _("Take in a pack"),
            self._desk.settings.get(LAST_FOLDER),
            _("Pack of exercises") + " (*.toml)",
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Show what a pack would do; nothing is written before that is accepted."""
        try:
            compared = read_pack_file(self._desk, path)
        except (Problem, StorageError) as problem:
            self._desk.notices.show(say(problem.message))
            return
        self.pack = PackDialog(self._desk, compared, self._page)
        self.pack.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pack.accepted.connect(self._on_pack_accepted)
        self.pack.open()

    def _on_pack_accepted(self) -> None:
        pack, self.pack = self.pack, None
        if pack is None:
            return
        try:
            count = pack.take_in()
        except StorageError as error:
            self._desk.notices.show(say(error.message))
            return
        except Conflict:
            self._desk.notices.show(_("An exercise was changed meanwhile. Please try again."))
            return
        words = ngettext(
            "{count} exercise was taken in.", "{count} exercises were taken in.", count
        )
        self._desk.notices.show(words, can_undo=count > 0)
