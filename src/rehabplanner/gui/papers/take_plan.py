"""Taking in a plan that was scanned from paper or sent as a file."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plan_code import HEAD, SharedPlan, read_plan
from rehabplanner.domain.plans import PlanItem, WeekNote, monday_of
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import DATE_FORMAT, label
from rehabplanner.wording import _, ngettext, say, week_text

LARGEST_FILE = 1_000_000


class TakePlanDialog(QDialog):
    """Reads while one pastes, says what it holds or what is missing, and takes it in."""

    def __init__(
        self, desk: Desk, dossier: Dossier, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._dossier = dossier
        self.plan: SharedPlan | None = None
        self.setWindowTitle(_("Take in a plan"))
        how = label(
            _(
                "Paste the text of the square codes on a programme, or open a .rehab-plan file. "
                "Several codes go below each other, in any order."
            )
        )
        how.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the plan"))
        self.open_button = QPushButton(_("&Open a file…"))
        self.open_button.clicked.connect(self._on_open_clicked)
        self.monday = QDateEdit()
        self.monday.setCalendarPopup(True)
        self.monday.setDisplayFormat(DATE_FORMAT)
        self.monday.setAccessibleName(_("First week"))
        self._set_monday(monday_of(desk.today()))
        words = QLabel(_("&First week from"))
        words.setBuddy(self.monday)
        self.status = label("")
        self.status.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.take_button = self.buttons.addButton(
            _("Take in"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.take_button.setProperty("primary", True)
        self.buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._on_take_clicked)
        self.buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        for part in (self.open_button, words, self.monday):
            row.addWidget(part)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(how)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        layout.addWidget(self.status)
        layout.addWidget(self.buttons)
        self.resize(560, 420)
        self.text.textChanged.connect(self._on_text_changed)
        self.monday.dateChanged.connect(self._on_text_changed)
        clipboard = QGuiApplication.clipboard().text()
        self.text.setPlainText(text or (clipboard if HEAD in clipboard.upper() else ""))
        self._on_text_changed()
        self.text.setFocus()

    def _set_monday(self, day: date) -> None:
        self.monday.setDate(QDate(day.year, day.month, day.day))

    @property
    def first_monday(self) -> date:
        """Return the Monday that the plan's first week goes to."""
        day = self.monday.date()
        return monday_of(date(day.year(), day.month(), day.day()))

    def records(self) -> list[PlanItem | WeekNote]:
        """Return what would be stored: a week's own words stay where there are some already."""
        if self.plan is None:
            return []
        made = self.plan.records(self._dossier.person.id, self.first_monday)
        return [
            one
            for one in made
            if isinstance(one, PlanItem) or self._dossier.week_note(one.monday) is None
        ]

    def _on_text_changed(self) -> None:
        self.plan = None
        text = self.text.toPlainText()
        if not text.strip():
            self.status.setText("")
        else:
            try:
                self.plan = read_plan(text)
                self.status.setText(self._summary())
            except Problem as problem:
                self.status.setText(say(problem.message))
        self.take_button.setEnabled(bool(self.records()))

    def _summary(self) -> str:
        plan = self.plan
        if plan is None:
            return ""
        items = [one for one in self.records() if isinstance(one, PlanItem)]
        count = ngettext("{count} item", "{count} items", len(items)).format(count=len(items))
        weeks = ngettext("{count} week", "{count} weeks", len(plan.weeks)).format(
            count=len(plan.weeks)
        )
        lines = [
            _("{items} in {weeks}, from {week} on.").format(
                items=count, weeks=weeks, week=week_text(self.first_monday)
            )
        ]
        unknown = {
            one.exercise_id
            for one in items
            if one.exercise_id and one.exercise_id not in self._desk.library.exercises
        }
        if unknown:
            words = ngettext(
                "{count} exercise is not in this library: it comes with its name and dose only.",
                "{count} exercises are not in this library: they come with name and dose only.",
                len(unknown),
            )
            lines.append(words.format(count=len(unknown)))
        if self._dossier.items_of_week(self.first_monday):
            lines.append(_("What is planned in that week already stays."))
        return "\n".join(lines)

    def _on_open_clicked(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Open a plan"), "", _("Plans (*.rehab-plan *.txt)") + ";;" + _("All files (*)")
        )
        if name:
            self.text.setPlainText(plan_file_text(Path(name)))

    def _on_take_clicked(self) -> None:
        records = self.records()
        if not records:
            return
        self._desk.workspace.save(_("Take in a plan"), *records)
        count = sum(isinstance(one, PlanItem) for one in records)
        words = ngettext("{count} item was taken in.", "{count} items were taken in.", count)
        self._desk.notices.show(words.format(count=count), can_undo=True)
        self.accept()


def plan_file_text(file: Path) -> str:
    """Return what stands in a file; an empty text where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE).decode("utf-8", "replace")
    except OSError:
        return ""
