"""Settings of this computer, and the letterhead of the practice."""

from collections.abc import Mapping

from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.record import clean_line
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.draft_fields import Field, field_of, fields_of
from rehabplanner.gui.drafts import DraftKey
from rehabplanner.gui.forms import Form, Row
from rehabplanner.gui.papers.letterheads import LetterheadForm
from rehabplanner.gui.theme import AUTO, DARK, LIGHT
from rehabplanner.wording import _


class SettingsDialog(RecordDialog):
    """Shows the settings; Save writes them, and the letterhead as one undoable step."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(_("Settings"), parent)
        self.setMinimumWidth(520)
        self._desk = desk
        tabs = QTabWidget()
        tabs.addTab(self._window_form(), _("This computer"))
        tabs.addTab(self._practice_form(), _("Letterhead"))
        self.column.addWidget(tabs)
        self.add_buttons()
        self.serve(self._store_answer)
        self.keep_drafts(desk.drafts, DraftKey("letterhead"))

    def _window_form(self) -> QWidget:
        get = self._desk.settings.get
        self.mode = _choice(
            (
                (_("A runner at home"), prefs.HOME),
                (_("A practice with several people"), prefs.CLINIC),
            ),
            get(prefs.MODE) or prefs.HOME,
        )
        self.theme = _choice(
            ((_("As the system"), AUTO), (_("Light"), LIGHT), (_("Dark"), DARK)), get(prefs.THEME)
        )
        sizes = tuple((_("{percent} %").format(percent=size), size) for size in prefs.TEXT_SIZES)
        self.text_size = _choice(sizes, get(prefs.TEXT_SIZE))
        self.paper = _choice(((_("A4"), "a4"), (_("US Letter"), "letter")), get(prefs.PAPER))
        self.motion = _choice(
            ((_("Moving figures"), False), (_("Still figures"), True)), get(prefs.REDUCED_MOTION)
        )
        self.emergency = QLineEdit(get(prefs.EMERGENCY_NUMBER))
        self.emergency.setMaxLength(40)
        self.emergency.setPlaceholderText(_("such as 112"))
        return _padded(
            Form(
                (
                    Row("mode", _("&Used by"), self.mode),
                    Row("theme", _("&Colours"), self.theme),
                    Row("text_size", _("&Text size"), self.text_size),
                    Row("motion", _("&Motion"), self.motion),
                    Row("paper", _("&Paper"), self.paper),
                    Row(
                        "emergency",
                        _("&Emergency number"),
                        self.emergency,
                        _("Stands in the advice after a safety question that needs help now."),
                    ),
                )
            )
        )

    def _practice_form(self) -> QWidget:
        self.letterheads = LetterheadForm(self._desk)
        self.practice_name = self.letterheads.name
        self.form = self.letterheads.form
        return self.letterheads

    def draft_fields(self) -> Mapping[str, Field]:
        """Return what is kept as a draft: which letterhead, then its lines."""
        return {"which": field_of(self.letterheads.which)} | fields_of(self.form)

    def take_answer(self) -> None:
        """Take the letterhead as filled in."""
        self.letterheads.take()

    def _store_answer(self) -> None:
        self.letterheads.store()
        put = self._desk.settings.set
        put(prefs.MODE, self.mode.currentData())
        put(prefs.PAPER, self.paper.currentData())
        put(prefs.EMERGENCY_NUMBER, clean_line(self.emergency.text(), 40))
        put(prefs.REDUCED_MOTION, self.motion.currentData())
        put(prefs.THEME, self.theme.currentData())
        put(prefs.TEXT_SIZE, self.text_size.currentData())
        self._desk.theme.apply(self.theme.currentData(), self.text_size.currentData())


def _choice(options: tuple[tuple[str, object], ...], chosen: object) -> QComboBox:
    box = QComboBox()
    for text, value in options:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _padded(form: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(form)
    layout.addStretch(1)
    return holder
