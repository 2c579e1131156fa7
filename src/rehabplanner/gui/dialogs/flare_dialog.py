"""The flare-up: calm words, what was agreed, and one button that fits the plan to it."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.flare_card import back_line, plan_lines, reassurance, render_flare_card
from rehabplanner.documents.options import HandoutOptions
from rehabplanner.domain.diary import Event
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exposure import LONGEST_FLARE_DAYS, SHORTEST_FLARE_DAYS, FlarePlan
from rehabplanner.domain.problems import Conflict, Problem, StorageError, marked
from rehabplanner.files import file_name
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.paper_dialog import PaperDialog
from rehabplanner.gui.forms import Form, Row, label
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.planning.flare import BREATHING, agreed, running, start_flare
from rehabplanner.wording import _, day_text, ngettext, say


class FlareDialog(QDialog):
    """Shows and changes what was agreed for a flare-up, begins it, prints the card."""

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Flare-up"))
        self._desk, self._person_id = desk, person_id
        self._plan = agreed(self._dossier())
        self._running: Event | None = running(self._dossier(), desk.today())
        self.days = _number(SHORTEST_FLARE_DAYS, LONGEST_FLARE_DAYS, _(" days"))
        self.dose = _number(0, 100, _(" % of the usual dose"), step=10)
        self.walks = _number(0, 12, _(" a day"))
        self.walk_min = _number(0, 240, _(" min each"), step=5)
        self.back = QLineEdit()
        self.message = QPlainTextEdit()
        self.message.setTabChangesFocus(True)
        self.message.setPlaceholderText(
            _("for example: ring me on the third day if it is not better")
        )
        self.message.setFixedHeight(self.message.fontMetrics().lineSpacing() * 2 + 18)
        self.words = label("")
        self.words.setWordWrap(True)
        self.state = label("", "heading")
        self.state.setWordWrap(True)
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._fill()
        self._lay_out()
        self._say()
        self._connect()

    def _dossier(self) -> Dossier:
        dossier = self._desk.workspace.dossier(self._person_id)
        assert dossier is not None
        return dossier

    # Building

    def _fill(self) -> None:
        plan = self._plan
        self.days.setValue(plan.days)
        self.dose.setValue(plan.dose_percent)
        self.walks.setValue(plan.walks_a_day)
        self.walk_min.setValue(plan.walk_min)
        self.back.setText(", ".join(map(str, plan.back_percent)))
        self.message.setPlainText(plan.message)

    def _lay_out(self) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(10)
        column.addWidget(label(_("A flare-up passes"), "title"))
        for line in reassurance():
            words = label(line)
            words.setWordWrap(True)
            column.addWidget(words)
        column.addWidget(self.state)
        column.addWidget(self.words)
        column.addWidget(self._agreement())
        column.addWidget(self.problem)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(TallScroll(held), 1)
        layout.addLayout(self._buttons())
        screen = self.screen().availableSize()
        self.resize(min(640, screen.width() - 40), min(740, screen.height() - 60))

    def _agreement(self) -> QGroupBox:
        self.form = Form(
            (
                Row("days", _("&Gentle days"), self.days),
                Row("dose_percent", _("&Dose"), self.dose),
                Row("walks_a_day", _("Short &walks"), self.walks),
                Row("walk_min", _("&Each walk"), self.walk_min),
                Row(
                    "back_percent",
                    _("Way &back, %"),
                    self.back,
                    _("One day for each step, for example 60, 80."),
                ),
                Row("message", _("A &message"), self.message),
            )
        )
        box = QGroupBox(_("What was agreed beforehand"))
        column = QVBoxLayout(box)
        column.addWidget(self.form)
        return box

    def _buttons(self) -> QHBoxLayout:
        self.begin = self._button(_("&Start the gentle days today"), self._on_begin_clicked)
        self.begin.setProperty("primary", True)
        self.begin.setDefault(True)
        self.begin.setEnabled(self._running is None)
        self.keep = self._button(_("&Keep for later"), self._on_keep_clicked)
        self.keep.setToolTip(_("Store what was agreed; the plan of the week stays as it is"))
        self.card = self._button(_("&Print the card…"), self._on_card_clicked)
        row = QHBoxLayout()
        row.addWidget(self.card)
        row.addStretch(1)
        row.addWidget(self._button(_("Close"), self.reject))
        row.addWidget(self.keep)
        row.addWidget(self.begin)
        return row

    def _button(self, words: str, slot: object) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        return made

    def _connect(self) -> None:
        for number in (self.days, self.dose, self.walks, self.walk_min):
            number.valueChanged.connect(self._say)
        self.back.textChanged.connect(self._say)

    # Reading and saying

    def plan(self) -> FlarePlan:
        """Return what is filled in. Raises Problem naming the field."""
        before = self._plan
        return FlarePlan(
            id=before.id,
            revision=before.revision,
            person_id=before.person_id,
            days=self.days.value(),
            dose_percent=self.dose.value(),
            walks_a_day=self.walks.value(),
            walk_min=self.walk_min.value(),
            back_percent=_shares(self.back.text()),
            message=self.message.toPlainText(),
        )

    def _say(self) -> None:
        if self._running is not None and self._running.until is not None:
            self.state.setText(
                _("Your gentle days are under way, until {day}.").format(
                    day=day_text(self._running.until, year=False)
                )
            )
        else:
            self.state.setText(_("What the button does, as one step that you can undo:"))
        try:
            plan = self.plan()
            change = start_flare(self._dossier(), plan, self._desk.today(), breathing=BREATHING)
        except Problem:
            self.words.setText("")
            return
        head, *lines = plan_lines(plan)
        eased = sum(one.eased for one in change.days)
        count = ngettext(
            "{count} planned thing becomes smaller.",
            "{count} planned things become smaller.",
            eased,
        )
        dots = "\n".join(f"•  {line}" for line in (*lines, back_line(plan)))
        self.words.setText(f"{head}\n{dots}\n{'' if self._running else count}".rstrip())

    # Doing

    def _on_begin_clicked(self) -> None:
        self._store(is_begun=True)

    def _on_keep_clicked(self) -> None:
        self._store(is_begun=False)

    def _store(self, *, is_begun: bool) -> None:
        self.problem.hide()
        self.form.clear_problems()
        try:
            plan = self.plan()
            if is_begun:
                self._begin(plan)
            else:
                self._desk.workspace.save(_("Flare-up plan"), plan)
                self._desk.notices.show(_("Kept for a flare-up."), can_undo=True)
        except Problem as problem:
            if not self.form.show_problem(problem):
                self._refuse(say(problem.message))
        except StorageError as error:
            self._refuse(say(error.message))
        except Conflict:
            self._refuse(_("This was changed elsewhere meanwhile. Please close and open it again."))
        else:
            self.accept()

    def _begin(self, plan: FlarePlan) -> None:
        change = start_flare(self._dossier(), plan, self._desk.today(), breathing=BREATHING)
        self._desk.workspace.change(_("Flare-up plan"), saved=change.saved, removed=change.removed)
        self._desk.notices.show(
            _("Gentle days until {day}; then the way back.").format(
                day=day_text(change.until, year=False)
            ),
            can_undo=True,
        )

    def _refuse(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.show()

    def _on_card_clicked(self) -> None:
        try:
            self.plan()
        except Problem as problem:
            self.form.show_problem(problem)
            return
        name = file_name(self._dossier().person.name, _("flare-up"), suffix=".pdf")
        PaperDialog(self._desk, _("Flare-up card"), name, self.pdf, self).open()

    def pdf(self, options: HandoutOptions) -> bytes:
        """Return the card as it prints; with dates while the gentle days are under way."""
        return render_flare_card(
            self._dossier().person,
            self.plan(),
            start=self._running.day if self._running else None,
            today=self._desk.today(),
            practice=self._desk.workspace.practice(),
            paper=options.paper,
            theme=options.theme,
        )


def _number(least: int, most: int, unit: str, *, step: int = 1) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setSuffix(unit)
    made.setSingleStep(step)
    return made


def _shares(text: str) -> tuple[int, ...]:
    words = text.replace("%", " ").replace(",", " ").replace(";", " ").split()
    try:
        return tuple(int(one) for one in words)
    except ValueError:
        raise Problem(
            "back_percent", marked("Please write whole numbers, for example 60, 80.")
        ) from None
