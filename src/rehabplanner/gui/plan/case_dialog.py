"""Six answers about a case, from which drafts of a plan are made."""

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.problems import marked
from rehabplanner.gui.forms import Form, Row, chosen, label
from rehabplanner.planning.from_case import Aim, Case, Level
from rehabplanner.wording import _, ngettext

IRRITABILITY = {
    Level.LOW: marked("Calm: pain settles within minutes"),
    Level.MEDIUM: marked("Touchy: pain settles by the next morning"),
    Level.HIGH: marked("Flared up: pain lasts for days after little"),
}
WORRY = {
    Level.LOW: marked("Little"),
    Level.MEDIUM: marked("Some"),
    Level.HIGH: marked("Much: some movements are avoided"),
}
AIMS = {
    Aim.FEEL_BETTER: marked("Less pain in daily life"),
    Aim.WALK: marked("Walk more"),
    Aim.RUN_AGAIN: marked("Run again"),
    Aim.RUN_FURTHER: marked("Run further"),
    Aim.STRONGER: marked("Get stronger"),
}
MINUTES = (10, 15, 20, 30, 45, 60, 90)


class CaseDialog(QDialog):
    """Asks six things. `case` is the answer."""

    def __init__(self, equipment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("From a case to a draft")
        self.setWindowTitle(title)
        self.irritability = QComboBox()
        for level, words in IRRITABILITY.items():
            self.irritability.addItem(_(words), level)
        self.aim = QComboBox()
        for aim, words in AIMS.items():
            self.aim.addItem(_(words), aim)
        self.aim.setCurrentIndex(self.aim.findData(Aim.RUN_AGAIN))
        self.worry = QComboBox()
        for level, words in WORRY.items():
            self.worry.addItem(_(words), level)
        self.days = QComboBox()
        for count in range(1, 8):
            self.days.addItem(ngettext("{count} day", "{count} days", count), count)
        self.days.setCurrentIndex(self.days.findData(4))
        self.minutes = QComboBox()
        for count in MINUTES:
            self.minutes.addItem(ngettext("{count} minute", "{count} minutes", count), count)
        self.minutes.setCurrentIndex(self.minutes.findData(30))
        self.equipment = QLineEdit(equipment)
        self.equipment.setPlaceholderText(_("for example: mat, band, step"))
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        about = label(
            _("The same answers always give the same drafts. You change them as you like."), "muted"
        )
        about.setWordWrap(True)
        layout.addWidget(about)
        layout.addWidget(
            Form(
                [
                    Row("irritability", _("How the back &reacts"), self.irritability),
                    Row("aim", _("&Goal"), self.aim),
                    Row("days", _("&Days a week"), self.days),
                    Row("equipment", _("&Equipment at hand"), self.equipment),
                    Row("minutes", _("&Minutes a day"), self.minutes),
                    Row("worry", _("&Worry about moving"), self.worry),
                ]
            )
        )
        buttons = QDialogButtonBox()
        show = buttons.addButton(_("Show drafts"), QDialogButtonBox.ButtonRole.AcceptRole)
        show.setProperty("primary", True)
        show.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 72))
        self.irritability.setFocus()

    @property
    def case(self) -> Case:
        """Return the answers."""
        return Case(
            irritability=chosen(self.irritability, Level) or Level.LOW,
            aim=chosen(self.aim, Aim) or Aim.RUN_AGAIN,
            days=self.days.currentData(),
            equipment=self.equipment.text(),
            minutes=self.minutes.currentData(),
            worry=chosen(self.worry, Level) or Level.LOW,
        )
