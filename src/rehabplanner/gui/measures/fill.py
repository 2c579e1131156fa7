"""Filling in a measure: by digits, on the screen or back from paper, or a total alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QVBoxLayout, QWidget

from rehabplanner.domain.measures import Measure, MeasureResult, Scoring
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.scoring import Scored, entered, score
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import DATE_FORMAT, Form, Row, label
from rehabplanner.gui.measures.rows import AnswerRow, ChoiceRow, keys_words, make_row
from rehabplanner.gui.measures.words import change_lines, meaning, total_words
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.wording import _, say

BLANK = frozenset({"", "-", "–", "x"})


class MeasureDialog(RecordDialog):
    """Asks for one result of a measure; `result_made` holds it once it was accepted."""

    def __init__(
        self,
        measure: Measure,
        person_id: UUID,
        results: Sequence[MeasureResult],
        today: date,
        former: MeasureResult | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(measure.title or measure.name, parent)
        self.measure = measure
        self.result_made: MeasureResult | None = former
        self._person_id = person_id
        self._results = tuple(results)
        head = label(measure.title or measure.name, "title")
        head.setWordWrap(True)
        self.column.addWidget(head)
        day = former.day if former else today
        self.day = QDateEdit(QDate(day.year, day.month, day.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat(DATE_FORMAT)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.note = QLineEdit(former.note if former else "")
        self.note.setMaxLength(2000)
        self.say_label = label("", "heading")
        self.change_label = label("")
        for words in (self.say_label, self.change_label):
            words.setWordWrap(True)
        self.day.dateChanged.connect(self.refresh)

    def finish_layout(self, *rows: Row) -> None:
        """Put day, note, score and buttons below what a kind of dialog asks, with these rows."""
        self.form = Form(
            (*rows, Row("day", _("&Filled in on"), self.day), Row("note", _("&Note"), self.note))
        )
        self.column.addWidget(self.form)
        self.column.addWidget(self.say_label)
        self.column.addWidget(self.change_label)
        self.add_buttons()
        self.refresh()

    def answers(self) -> tuple[int | None, ...]:
        """Return the answers so far. Raises Problem."""
        raise NotImplementedError

    def labels(self) -> tuple[str, ...]:
        """Return the items that the person wrote."""
        return ()

    def scored(self) -> Scored:
        """Return the score so far. Raises Problem."""
        return score(self.measure, self.answers())

    def made(self) -> MeasureResult:
        """Return the result as filled in. Raises Problem."""
        day = self.day.date()
        former = self.result_made or MeasureResult(
            person_id=self._person_id,
            measure_id=self.measure.id,
            version=self.measure.version,
            day=date(day.year(), day.month(), day.day()),
        )
        return replace(
            former,
            version=self.measure.version,
            day=date(day.year(), day.month(), day.day()),
            answers=self.answers(),
            labels=self.labels(),
            total=self.scored().total,
            note=self.note.text(),
        )

    def take_answer(self) -> None:
        """Take the result as filled in. Raises Problem."""
        self.result_made = self.made()

    def refresh(self) -> None:
        """Say what the answers so far come to, and what changed."""
        try:
            found, now = self.scored(), self.made()
        except Problem as problem:
            self.say_label.setText(say(problem.message))
            self.change_label.setText("")
            return
        parts = (total_words(self.measure, found.total), meaning(found))
        shown = parts if found.total is not None else parts[1:]
        self.say_label.setText(" · ".join(part for part in shown if part))
        self.change_label.setText("\n".join(change_lines(self.measure, self._results, now)))


class FillDialog(MeasureDialog):
    """Asks the questions of a measure whose text may be shown."""

    def __init__(
        self,
        measure: Measure,
        person_id: UUID,
        results: Sequence[MeasureResult],
        today: date,
        former: MeasureResult | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(measure, person_id, results, today, former, parent)
        for text in (measure.instruction, keys_words(measure)):
            if text:
                words = label(text, "" if text is measure.instruction else "muted")
                words.setWordWrap(True)
                self.column.addWidget(words)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 8, 2)
        column.setSpacing(6)
        self.rows: list[AnswerRow] = [
            make_row(measure, number) for number in range(len(measure.items))
        ]
        for row in self.rows:
            row.changed.connect(self.refresh)
            row.left.connect(self._on_row_left)
            column.addWidget(row)
        column.addStretch(1)
        self.view = TallScroll(inside)
        self.column.addWidget(self.view, 1)
        self._show_former(former)
        self.finish_layout()
        self.resize(720, min(760, 360 + 70 * len(self.rows)))
        self.rows[0].begin()

    def _show_former(self, former: MeasureResult | None) -> None:
        source = former or (self._results[-1] if self._results else None)
        if source is None:
            return
        for row, words in zip(self.rows, source.labels, strict=False):
            if isinstance(row, ChoiceRow) and row.label_edit is not None:
                row.label_edit.setText(words)
        if former is not None:
            for row, answer in zip(self.rows, former.answers, strict=False):
                row.set_answer(answer)

    def _own(self) -> list[ChoiceRow]:
        return [
            row for row in self.rows if isinstance(row, ChoiceRow) and row.label_edit is not None
        ]

    def _asked(self) -> list[AnswerRow]:
        """Return the rows that count: all, or of own activities those up to the last one used."""
        own = self._own()
        if not own:
            return self.rows
        used = [
            number
            for number, row in enumerate(own)
            if row.answer is not None or (row.label_edit and row.label_edit.text().strip())
        ]
        count = max(self.measure.fewest, max(used, default=-1) + 1)
        return list(own[:count])

    def answers(self) -> tuple[int | None, ...]:
        """Return the answers so far."""
        return tuple(row.answer for row in self._asked())

    def labels(self) -> tuple[str, ...]:
        """Return the names of the person's own activities."""
        own = self._own()[: len(self._asked())]
        return tuple(row.label_edit.text() for row in own if row.label_edit is not None)

    def take_answer(self) -> None:
        """Take the result; own activities need their names. Raises Problem."""
        if any(not name.strip() for name in self.labels()):
            raise Problem("labels", marked("Please write a word for each activity."))
        super().take_answer()

    def _on_row_left(self, step: int) -> None:
        row = self.sender()
        if not isinstance(row, AnswerRow):
            return
        place = row.number + step
        if 0 <= place < len(self.rows):
            self.rows[place].begin()
            self.view.reach(self.rows[place])
        elif step > 0:
            self.save.setFocus()


class EntryDialog(MeasureDialog):
    """Asks for the total, or the answers by number, of a measure whose text is its owner's."""

    def __init__(
        self,
        measure: Measure,
        person_id: UUID,
        results: Sequence[MeasureResult],
        today: date,
        former: MeasureResult | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(measure, person_id, results, today, former, parent)
        words = label(
            _(
                "The questions belong to their owner and are not shown here. Fill in the original "
                "form and enter what it came to, {low} to {high}."
            ).format(low=f"{measure.low:g}", high=f"{measure.high:g}")
        )
        words.setWordWrap(True)
        self.column.addWidget(words)
        self.total = QLineEdit()
        self.list = QLineEdit()
        rows = [Row("total", _("&Total"), self.total)]
        if measure.scoring is not Scoring.TOTAL:
            words_of = _("or the {count} answers: 1,0,2 …")
            self.list.setPlaceholderText(words_of.format(count=len(measure.items)))
            rows.append(Row("answers", _("&Answers"), self.list))
        if former is not None:
            if former.answers:
                self.list.setText(",".join("" if a is None else str(a) for a in former.answers))
            elif former.total is not None:
                self.total.setText(f"{former.total:g}")
        self.total.textChanged.connect(self.refresh)
        self.list.textChanged.connect(self.refresh)
        self.finish_layout(*rows)
        self.setMinimumWidth(520)
        self.total.setFocus()

    def answers(self) -> tuple[int | None, ...]:
        """Return the answers typed in a row; nothing where only a total is given."""
        text = self.list.text().strip()
        if not text:
            return ()
        parts = [part.strip().lower() for part in text.replace(";", ",").split(",")]
        try:
            return tuple(None if part in BLANK else int(part) for part in parts)
        except ValueError as error:
            raise Problem("answers", marked("Answers are whole numbers.")) from error

    def scored(self) -> Scored:
        """Return the score. Raises Problem."""
        if self.answers():
            return super().scored()
        text = self.total.text().strip().replace(",", ".")
        if not text:
            raise Problem("total", marked("Please enter a total."))
        try:
            total = float(text)
        except ValueError as error:
            raise Problem("total", marked("The total is a number.")) from error
        return entered(self.measure, total)


def make_dialog(
    measure: Measure,
    person_id: UUID,
    results: Sequence[MeasureResult],
    today: date,
    former: MeasureResult | None = None,
    parent: QWidget | None = None,
) -> MeasureDialog:
    """Return the dialog that fits: the questions, or the entry of a score."""
    kind = FillDialog if measure.text_shipped else EntryDialog
    return kind(measure, person_id, results, today, former, parent)
