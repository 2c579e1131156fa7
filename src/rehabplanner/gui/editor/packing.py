"""Packs of exercises in the window: written to a file, taken in with a question per conflict."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import OwnExercise
from rehabplanner.domain.problems import Problem, StorageError, marked
from rehabplanner.figures.own import read_figure
from rehabplanner.files import write_atomically
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.library import packs
from rehabplanner.library.own import as_exercise
from rehabplanner.library.packs import Compared, Packed
from rehabplanner.wording import _, ngettext

KEEP, REPLACE, BOTH = "keep", "replace", "both"


def write_pack(desk: Desk, chosen: Iterable[OwnExercise], path: Path) -> None:
    """Write own exercises with their photographs as one text file. Raises StorageError."""
    packed = [Packed(own, desk.workspace.photos(own.id)) for own in chosen]
    write_atomically(path, packs.pack_text(packed).encode("utf-8"))


def read_pack_file(desk: Desk, path: Path) -> Compared:
    """Return what a pack would do; nothing is changed.

    Raises Problem for what the pack holds, StorageError if the file cannot be read.
    """
    try:
        if path.stat().st_size > packs.MOST_BYTES:
            raise Problem("pack", marked("This file is too large to be a pack of exercises."))
        data = path.read_bytes()
    except OSError as error:
        raise StorageError(marked('"{name}" cannot be read.'), name=path.name) from error
    return packs.compare(packs.read_pack(data, read_figure), desk.workspace.own_exercises())


class PackDialog(QDialog):
    """Shows what is new and what conflicts, both sides; nothing is written before `take_in`.

    What is here stays as it is unless another answer is chosen.
    """

    def __init__(self, desk: Desk, compared: Compared, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Take in exercises"))
        self._desk, self._compared = desk, compared
        self.answers: dict[UUID, QComboBox] = {}
        inner = QWidget()
        column = QVBoxLayout(inner)
        for mine, theirs in compared.conflicts:
            column.addWidget(self._card(mine, theirs))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setVisible(bool(compared.conflicts))
        buttons = QDialogButtonBox()
        self.take = buttons.addButton(_("Take in"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("primary", True)
        self.take.setEnabled(bool(compared.new or compared.conflicts))
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for words in self._summary():
            layout.addWidget(label(words))
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)

    def sizeHint(self) -> QSize:
        """Return a size that shows two conflicts."""
        return QSize(760, 560 if self._compared.conflicts else 160)

    def _summary(self) -> list[str]:
        found = []
        new, same = len(self._compared.new), len(self._compared.same)
        differ = len(self._compared.conflicts)
        if new:
            words = ngettext("{count} new exercise.", "{count} new exercises.", new)
            found.append(words.format(count=new))
        if same:
            words = ngettext(
                "{count} is here already, just the same.",
                "{count} are here already, just the same.",
                same,
            )
            found.append(words.format(count=same))
        if differ:
            words = ngettext(
                "{count} is here in another form. Please choose.",
                "{count} are here in another form. Please choose.",
                differ,
            )
            found.append(words.format(count=differ))
        return found or [_("There are no exercises in this pack.")]

    def _card(self, mine: OwnExercise, theirs: Packed) -> QFrame:
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        for place, (head, own) in enumerate(((_("Here"), mine), (_("In the pack"), theirs.own))):
            grid.addWidget(label(head, "muted"), 0, place)
            grid.addWidget(label(own.name, "heading"), 1, place)
            words = label(_content_words(own))
            words.setWordWrap(True)
            grid.addWidget(words, 2, place)
            grid.setColumnStretch(place, 1)
        answer = self.answers[mine.id] = QComboBox()
        answer.addItem(_("Keep what is here"), KEEP)
        answer.addItem(_("Keep both"), BOTH)
        answer.addItem(_("Replace it with the pack’s"), REPLACE)
        answer.setAccessibleName(mine.name)
        grid.addWidget(answer, 3, 0, 1, 2)
        return card

    def take_in(self) -> int:
        """Store what was chosen as one step; return how many exercises were written.

        Raises Conflict or StorageError, and then nothing was changed.
        """
        chosen = {own_id: str(box.currentData()) for own_id, box in self.answers.items()}
        replaced = [own_id for own_id, answer in chosen.items() if answer == REPLACE]
        records = packs.records_to_save(
            self._compared,
            replaced=replaced,
            copied=[own_id for own_id, answer in chosen.items() if answer == BOTH],
            photos=[photo for one in replaced for photo in self._desk.workspace.photos(one)],
        )
        if records:
            self._desk.workspace.save(_("Take in exercises"), *records)
        return sum(isinstance(record, OwnExercise) for record in records)


def _content_words(own: OwnExercise) -> str:
    try:
        exercise: Exercise = as_exercise(own)
    except Problem:
        return _("cannot be read")
    return "\n".join((str(exercise.dose), *exercise.steps))
