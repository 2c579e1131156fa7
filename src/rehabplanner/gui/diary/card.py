"""The card of one day: questions, the quick row, more about the day, all pain entries."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.diary.days import main_pain, pains_of, questions, short_day
from rehabplanner.gui.diary.more import MoreFields
from rehabplanner.gui.diary.pain_form import PainForm, run_name
from rehabplanner.gui.diary.pain_list import PainList
from rehabplanner.gui.diary.places import day_scores
from rehabplanner.gui.diary.prompts import Prompts
from rehabplanner.gui.diary.scores import (
    AMOUNTS,
    LINES,
    MORNING,
    QUICK_SCORES,
    SCORES,
    SLEEP,
    WORST,
    AmountBox,
    ScoreField,
    ScoreRow,
)
from rehabplanner.gui.forms import label, set_mark
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.body_chart import BodyChart
from rehabplanner.gui.widgets.note_edit import NoteEdit
from rehabplanner.gui.widgets.number_field import NumberField
from rehabplanner.planning.exposure import waiting
from rehabplanner.wording import _, say, word

CHART_LINES = 15.0
WHOLE = frozenset({"stiffness_min"})
"""Amounts that are kept as whole numbers."""
PAIN_MOMENTS = {MORNING.key: Moment.MORNING, WORST.key: Moment.WORST}


class DayCard(QWidget):
    """Shows a day and says what was given; never saves.

    `pain_given` carries a moment and a score, `value_given` a day entry's field, its value and its
    name in words, `answered` a question, moment and score, `entry_given` and `entry_removed` a
    pain entry. `reached` carries the widget that must be seen now, `places_wanted` the part that
    was tapped on the chart, or None.
    """

    pain_given = Signal(object, object)
    value_given = Signal(str, object, str)
    answered = Signal(object, object, object)
    entry_given = Signal(object)
    entry_removed = Signal(object)
    reached = Signal(object)
    places_wanted = Signal(object)
    ladder_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dossier: Dossier | None = None
        self._day: date | None = None
        self._today = date.min
        self.scores: dict[str, ScoreRow] = {}
        self.amounts: dict[str, NumberField] = {}
        self._order: list[QWidget] = []
        self._words = {field.key: field.words for field in (SLEEP, *SCORES, *AMOUNTS, *LINES)}
        self.prompts = Prompts(theme, self)
        self.prompts.answered.connect(self.answered)
        self.prompts.typed.connect(self._on_prompt_typed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 10, 2)
        self._column.setSpacing(10)
        self._column.addWidget(self.prompts)
        self._add_quick_row()
        self._add_more()
        self._add_pains()
        self._column.addStretch(1)

    # Building

    def _add_quick_row(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        for field in (MORNING, WORST):
            self._add_score(field)
        row = self._grid.rowCount()
        sleep = AmountBox(SLEEP)
        self._grid.addWidget(sleep.caption, row, 0)
        self._grid.addWidget(sleep, row, 1)
        self.amounts[SLEEP.key] = sleep.number
        self._order.append(sleep.number)
        for field in QUICK_SCORES:
            self._add_score(field)
        self._column.addLayout(self._grid)
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._column.addWidget(self.problem)

    def _add_score(self, field: ScoreField) -> None:
        made = ScoreRow(field, self._theme, self)
        row = self._grid.rowCount()
        self._grid.addWidget(made.caption, row, 0)
        self._grid.addWidget(made.bar, row, 1)
        self._grid.addWidget(made.words, row, 2)
        self.scores[field.key] = made
        self._order.append(made.bar)

    def _add_more(self) -> None:
        self.note = NoteEdit()
        self.note.setPlaceholderText(
            _("How was the day? On rest days too: what helped, what stirred it, what you noticed.")
        )
        self.note.setAccessibleName(_("Note"))
        self.note.given.connect(self._on_note_given)
        caption = QLabel(_("&Note"))
        caption.setBuddy(self.note)
        self.rest = QCheckBox(_("Rest &day: I did not train (load 0)"))
        self.rest.clicked.connect(self._on_rest_clicked)
        self.more = MoreFields(self._theme, self)
        self.scores.update(self.more.scores)
        self.amounts.update(self.more.amounts)
        self.lines = self.more.lines
        self._order += [*self.more.order, self.note]
        self._column.addWidget(self.more)
        self._column.addWidget(caption)
        self._column.addWidget(self.note)
        self._column.addWidget(self.rest)
        self._connect_fields()

    def _connect_fields(self) -> None:
        for row in self.scores.values():
            row.given.connect(self._on_score_given)
            row.bar.typed.connect(self._on_passed)
        for number in self.amounts.values():
            number.given.connect(self._on_amount_given)
            number.passed.connect(self._on_passed)
        for line in self.lines.values():
            line.given.connect(self._on_line_given)
            line.passed.connect(self._on_passed)

    def _add_pains(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(_("All pain of this day"), "heading"), 1)
        self.add = QPushButton(_("&Add pain…"))
        self.add.setIcon(self._theme.icon("plus"))
        self.add.setToolTip(_("Another place, another moment, or with a note (Ctrl+N)"))
        self.add.clicked.connect(self.add_pain)
        head.addWidget(self.add)
        self.places = QPushButton(_("&Body chart…"))
        self.places.setToolTip(_("Mark several places, each with its own score (Ctrl+B)"))
        self.places.clicked.connect(self._on_places_clicked)
        head.addWidget(self.places)
        self._column.addLayout(head)
        self.ladder = QPushButton(_("Expected and felt…"))
        self.ladder.setToolTip(_("Say beforehand how much it will hurt, and compare"))
        self.ladder.clicked.connect(self.ladder_wanted)
        self.form = PainForm(self._theme)
        self.form.given.connect(self._on_entry_given)
        self.form.left.connect(self._on_form_left)
        self.form.hide()
        self._column.addWidget(self.form)
        self.pains = PainList(self._theme)
        self.pains.edit_wanted.connect(self._on_edit_wanted)
        self.pains.remove_wanted.connect(self.entry_removed)
        self.chart = BodyChart(self._theme, CHART_LINES)
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chart.setToolTip(_("Tap where it hurts"))
        self.chart.part_chosen.connect(self.places_wanted)
        self._column.addWidget(self.pains)
        self._column.addWidget(self.chart)
        self._column.addWidget(self.ladder, 0, Qt.AlignmentFlag.AlignLeft)

    # Showing

    def show_day(self, dossier: Dossier, day: date, today: date) -> None:
        """Show a day of a person; what is being typed into the same day stays."""
        before = self._dossier.person.id if self._dossier else None
        is_same = self._day == day and before == dossier.person.id
        self._dossier, self._day, self._today = dossier, day, today
        if not is_same:
            self.form.put_away()
            self.problem.hide()
        for key, moment in PAIN_MOMENTS.items():
            pain = main_pain(dossier, day, moment)
            self.scores[key].show_score(pain.score if pain else None)
        entry = dossier.day_entry(day)
        for field in SCORES:
            self.scores[field.key].show_score(getattr(entry, field.key) if entry else None)
        for name, number in self.amounts.items():
            number.set_value(getattr(entry, name) if entry else None, keeps_typing=is_same)
        for name, line in self.lines.items():
            line.set_text(getattr(entry, name) if entry else "", keeps_typing=is_same)
        self.more.show_count(entry)
        self.note.set_text(entry.note if entry else "", keeps_typing=is_same)
        self._show_rest(entry is not None and entry.is_rest_day, dossier, day)
        units = dossier.person.units
        self.prompts.show_questions(questions(dossier, day, today), today, units)
        pains = pains_of(dossier, day)
        linked = {one.activity_id for one in pains}
        runs = {
            one.id: _("{run} of {day}").format(
                run=run_name(one, units) if one.is_running else word(one.kind),
                day=short_day(one.day),
            )
            for one in dossier.activities
            if one.id in linked
        }
        self.pains.show_pains(pains, runs)
        count = waiting(dossier, today)
        words = _("Expected and felt…")
        self.ladder.setText(f"{words} ({count})" if count else words)
        self.chart.show_scores(day_scores(dossier, day))

    def _show_rest(self, is_rest: bool, dossier: Dossier, day: date) -> None:
        has_sessions = bool(between(dossier.activities, day, day))
        self.rest.setChecked(is_rest)
        self.rest.setEnabled(is_rest or not has_sessions)
        self.rest.setToolTip(
            _("There is a session on this day.")
            if has_sessions
            else _("Tells a rest day apart from a day nobody wrote about.")
        )

    def show_problem(self, name: str, problem: Problem) -> None:
        """Mark the field that must be put right, and say why."""
        field = self.amounts.get(name)
        if field is not None:
            set_mark(field, "invalid", True)
            field.setFocus()
        self.problem.setText(say(problem.message))
        self.problem.show()

    def focus_first(self) -> None:
        """Put the keyboard on the first open question, or the first score that is not known."""
        bar: QWidget | None = self.prompts.first_bar()
        if bar is None:
            shown = (row.bar for row in self.scores.values() if row.bar.isVisibleTo(self))
            unknown = (one for one in shown if one.score() is None)
            bar = next(unknown, self._order[0])
        self._reach(bar)

    def add_pain(self) -> None:
        """Open the form for one more pain entry."""
        self._open_form(None)

    def close_form(self) -> None:
        """Put the form of a pain entry away, because it was saved."""
        self.form.put_away(is_saved=True)
        self.add.setFocus()

    def show_unsaved(self) -> None:
        """Show again what is stored, because a change could not be saved; a typed note stays."""
        text = self.note.toPlainText()
        if self._dossier is None or self._day is None:
            return
        entry = self._dossier.day_entry(self._day)
        stored = entry.note if entry else ""
        self.show_day(self._dossier, self._day, self._today)
        if text.strip() != stored:
            self.note.setPlainText(text)

    def flush(self) -> None:
        """Give what is typed and not given yet."""
        for number in self.amounts.values():
            number.commit()
        for line in self.lines.values():
            line.commit()
        self.note.commit()

    def _open_form(self, pain: PainEntry | None) -> None:
        if self._dossier is None or self._day is None:
            return
        self.form.set_value(self._dossier, self._day, pain)
        self.form.show()
        self.form.part.setFocus()
        self.reached.emit(self.form)

    # Slots

    def _on_score_given(self, key: str, score: int | None) -> None:
        self.problem.hide()
        if key in PAIN_MOMENTS:
            self.pain_given.emit(PAIN_MOMENTS[key], score)
        else:
            self._give(key, score)

    def _on_amount_given(self, value: float | None) -> None:
        self.problem.hide()
        for name, number in self.amounts.items():
            if number is self.sender():
                self._give(name, round(value) if name in WHOLE and value is not None else value)

    def _on_line_given(self, text: str) -> None:
        for name, line in self.lines.items():
            if line is self.sender():
                self._give(name, text)

    def _on_note_given(self, text: str) -> None:
        self.value_given.emit("note", text, _("Note"))

    def _on_rest_clicked(self, is_rest: bool) -> None:
        self.value_given.emit("is_rest_day", is_rest, _("Rest day"))

    def _give(self, name: str, value: Any) -> None:
        self.value_given.emit(name, value, _(self._words[name]))

    def _on_passed(self) -> None:
        sender = self.sender()
        shown = [one for one in self._order if one is sender or one.isVisibleTo(self)]
        for number, widget in enumerate(shown[:-1]):
            if widget is sender:
                self._reach(shown[number + 1])
                return

    def _reach(self, widget: QWidget) -> None:
        widget.setFocus()
        self.reached.emit(widget)

    def _on_prompt_typed(self) -> None:
        self.focus_first()

    def _on_entry_given(self, entry: PainEntry) -> None:
        self.entry_given.emit(entry)

    def _on_form_left(self) -> None:
        self.add.setFocus()

    def _on_places_clicked(self) -> None:
        self.places_wanted.emit(None)

    def _on_edit_wanted(self, pain: PainEntry) -> None:
        self._open_form(pain)
