"""The letterheads of this computer: one or several clinics, each with logo and colour."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImageReader, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.colours import clean_colour, contrast, readable
from rehabplanner.domain.people import MOST_LOGO, Practice, logo_kind
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import Form, Row, label
from rehabplanner.gui.papers.usual import PRACTICE
from rehabplanner.wording import _, say

LOGO_PX = QSize(150, 50)
LARGEST_SIDE_PX = 1200


class LetterheadForm(QWidget):
    """Edits the letterheads; nothing is stored before `store`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._drafts: list[Practice] = list(desk.workspace.practices()) or [Practice()]
        self._removed: list[Practice] = []
        self._logo = b""
        self._shown = -1
        self.which = QComboBox()
        self.which.setAccessibleName(_("Letterhead"))
        self.add_button = QPushButton(_("Add a&nother"))
        self.add_button.clicked.connect(self._on_add_clicked)
        self.remove_button = QPushButton(_("Remo&ve"))
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.name, self.therapist = QLineEdit(), QLineEdit()
        self.address = QPlainTextEdit()
        self.address.setTabChangesFocus(True)
        self.address.setFixedHeight(74)
        self.phone, self.footer, self.colour = QLineEdit(), QLineEdit(), QLineEdit()
        self.colour.setPlaceholderText("#175866")
        self.colour.textChanged.connect(self._on_colour_changed)
        self.colour_button = QPushButton(_("Choose a colour…"))
        self.colour_button.clicked.connect(self._on_choose_colour_clicked)
        self.colour_words = QLabel()
        self.colour_words.setWordWrap(True)
        self.colour_words.setProperty("role", "muted")
        self.logo = QLabel()
        self.logo.setFixedSize(LOGO_PX)
        self.logo.setAccessibleName(_("Logo"))
        self.logo_button = QPushButton(_("Choose lo&go…"))
        self.logo_button.clicked.connect(self._on_choose_logo_clicked)
        self.no_logo_button = QPushButton(_("No logo"))
        self.no_logo_button.clicked.connect(self._on_no_logo_clicked)
        self._lay_out()
        self._fill()
        chosen = desk.settings.get(PRACTICE)
        ids = [str(one.id) for one in self._drafts]
        self._show(ids.index(chosen) if chosen in ids else 0)
        self.which.currentIndexChanged.connect(self._on_which_changed)

    def _lay_out(self) -> None:
        top, looks = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.which, 1)
        top.addWidget(self.add_button)
        top.addWidget(self.remove_button)
        for part in (self.logo, self.logo_button, self.no_logo_button, self.colour_button):
            looks.addWidget(part)
        looks.addStretch(1)
        self.form = Form(
            (
                Row("name", _("&Practice"), self.name),
                Row("therapist", _("T&herapist"), self.therapist),
                Row("address", _("&Address"), self.address),
                Row("phone", _("Tele&phone"), self.phone),
                Row("footer", _("&Line at the foot of each page"), self.footer),
                Row("colour", _("C&olour"), self.colour),
            )
        )
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.form)
        layout.addWidget(self.colour_words)
        layout.addLayout(looks)
        layout.addWidget(self.problem)
        layout.addStretch(1)

    # Which one

    def _fill(self) -> None:
        self.which.blockSignals(True)
        self.which.clear()
        for one in self._drafts:
            self.which.addItem(one.name or _("New letterhead"))
        self.which.blockSignals(False)
        self.remove_button.setEnabled(len(self._drafts) > 1)

    def _show(self, number: int) -> None:
        self._shown = number
        self.which.blockSignals(True)
        self.which.setCurrentIndex(number)
        self.which.blockSignals(False)
        one = self._drafts[number]
        self.name.setText(one.name)
        self.therapist.setText(one.therapist)
        self.address.setPlainText(one.address)
        self.phone.setText(one.phone)
        self.footer.setText(one.footer)
        self.colour.setText(one.colour)
        self._show_logo(one.logo)
        self._on_colour_changed(one.colour)
        self.form.clear_problems()

    def take(self) -> None:
        """Put what is shown into its draft. Raises Problem naming the field."""
        self._drafts[self._shown] = replace(
            self._drafts[self._shown],
            name=self.name.text(),
            therapist=self.therapist.text(),
            address=self.address.toPlainText(),
            phone=self.phone.text(),
            footer=self.footer.text(),
            colour=self.colour.text(),
            logo=self._logo,
        )

    def _took(self) -> bool:
        try:
            self.take()
        except Problem as problem:
            self.form.show_problem(problem)
            return False
        return True

    def _on_which_changed(self, number: int) -> None:
        shown = self._shown
        is_taken = self._took()
        self._fill()
        self._show_index(number if is_taken else shown)
        if is_taken:
            self._show(number)

    def _show_index(self, number: int) -> None:
        self.which.blockSignals(True)
        self.which.setCurrentIndex(number)
        self.which.blockSignals(False)

    def _on_add_clicked(self) -> None:
        if self._took():
            self._drafts.append(Practice())
            self._fill()
            self._show(len(self._drafts) - 1)
            self.name.setFocus()

    def _on_remove_clicked(self) -> None:
        gone = self._drafts.pop(self._shown)
        if gone.revision:
            self._removed.append(gone)
        self._fill()
        self._show(max(0, self._shown - 1))

    # Colour and logo

    def _on_choose_colour_clicked(self) -> None:
        start = QColor(self.colour.text() or "#175866")
        chosen = QColorDialog.getColor(start, self, _("Colour of the letterhead"))
        if chosen.isValid():
            self.colour.setText(chosen.name())

    def _on_colour_changed(self, text: str) -> None:
        try:
            colour = clean_colour(text)
        except ValueError:
            self.colour_words.setText("")
            return
        self.colour_words.setText(colour_words(colour))

    def _on_choose_logo_clicked(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Choose a logo"), "", _("Pictures (*.png *.jpg *.jpeg *.svg)")
        )
        if name:
            self.take_logo(Path(name))

    def take_logo(self, file: Path) -> bool:
        """Take a picture as the logo, made smaller where it is large; say what is wrong with it."""
        try:
            data = smaller(file.read_bytes())
            replace(self._drafts[self._shown], logo=data)
        except (OSError, Problem) as error:
            words = say(error.message) if isinstance(error, Problem) else str(error.strerror)
            self.problem.setText(words)
            self.problem.show()
            return False
        self.problem.hide()
        self._show_logo(data)
        return True

    def _on_no_logo_clicked(self) -> None:
        self._show_logo(b"")

    def _show_logo(self, data: bytes) -> None:
        self._logo = data
        self.no_logo_button.setEnabled(bool(data))
        picture = QPixmap()
        if not data:
            self.logo.setText(_("none"))
            return
        if picture.loadFromData(data):
            self.logo.setPixmap(
                picture.scaled(
                    LOGO_PX,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        else:
            self.logo.setText(_("kept as drawn"))

    # Storing

    def store(self) -> None:
        """Store every change as one step; the letterhead that is shown becomes the usual one."""
        stored = {one.id: one for one in self._desk.workspace.practices()}
        changed = [
            one
            for one in self._drafts
            if stored.get(one.id) != one and (one.revision or _filled(one))
        ]
        removed = [one for one in self._removed if one.id in stored]
        if changed or removed:
            self._desk.workspace.change(_("Change the letterhead"), saved=changed, removed=removed)
        if _filled(self._drafts[self._shown]):
            self._desk.settings.set(PRACTICE, str(self._drafts[self._shown].id))


def _filled(one: Practice) -> bool:
    return replace(one, revision=0) != Practice(id=one.id)


def colour_words(colour: str) -> str:
    """Return whether a colour can be read on white, and what is printed in place of a pale one."""
    if not colour:
        return ""
    ratio = contrast(colour)
    made = readable(colour)
    if made == colour:
        return _("Contrast on white {ratio} to 1: easy to read.").format(ratio=f"{ratio:.1f}")
    return _("Contrast on white {ratio} to 1: too pale for words. {colour} is printed.").format(
        ratio=f"{ratio:.1f}", colour=made
    )


def smaller(data: bytes) -> bytes:
    """Return a picture that is small enough to be kept; drawings and small pictures as they are.

    Raises Problem for what is no picture.
    """
    if len(data) <= MOST_LOGO or logo_kind(data) == "svg":
        return data
    buffer = QBuffer(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid():
        return data
    size.scale(LARGEST_SIDE_PX, LARGEST_SIDE_PX, Qt.AspectRatioMode.KeepAspectRatio)
    reader.setScaledSize(size)
    image = reader.read()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    kind = "PNG" if image.hasAlphaChannel() else "JPEG"
    image.save(out, kind)  # type: ignore[call-overload]
    return bytes(out.data().data())
