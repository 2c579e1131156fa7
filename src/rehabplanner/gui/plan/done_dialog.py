"""Planned and done: how much was kept by week and by exercise, and how the body answered."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.problems import marked
from rehabplanner.domain.progression import Limits, Verdict
from rehabplanner.gui.forms import label
from rehabplanner.gui.plan.cards import amount_words
from rehabplanner.gui.plan.ground import fit_to_font
from rehabplanner.phrases import dose_words, item_name, item_words
from rehabplanner.planning.adherence import Adherence, Kept, adherence, by_week
from rehabplanner.planning.answers import Answers, Done, limits_for
from rehabplanner.wording import _, day_text, number_text, say, week_text, word

WEEKS = 8
VERDICTS = {
    Verdict.GREEN: marked("● went well"),
    Verdict.AMBER: marked("◆ repeat"),
    Verdict.RED: marked("▲ one step back"),
    Verdict.SAFETY: marked("■ wait"),
}
"""Each with a shape of its own, so that no colour is needed."""


class DoneDialog(QDialog):
    """Shows the last weeks: sessions side by side with the answer, by exercise, by week."""

    def __init__(
        self,
        dossier: Dossier,
        exercises: Mapping[str, Exercise],
        limits: Limits,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._exercises = exercises
        first = today - timedelta(weeks=WEEKS)
        title = _("Planned and done")
        self.setWindowTitle(title)
        found = adherence(dossier, first, today, today)
        answers = Answers(dossier, limits_for(dossier, limits))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(label(title, "title"))
        since = _("The last eight weeks, since {day}").format(day=day_text(first))
        layout.addWidget(label(since, "muted"))
        self.word = label(_word(found), "heading")
        self.word.setWordWrap(True)
        layout.addWidget(self.word)
        self.tabs = QTabWidget()
        self.sessions = self._sessions(answers.done(first, today)[::-1])
        self.subjects = self._subjects(found)
        self.weeks = self._weeks(by_week(dossier, first, today)[::-1])
        self.tabs.addTab(self.sessions, _("Sessions"))
        self.tabs.addTab(self.subjects, _("By exercise"))
        self.tabs.addTab(self.weeks, _("By week"))
        layout.addWidget(self.tabs, 1)
        note = label(
            _(
                "Cut short counts as done: stopping early for pain is right. EXAS (Arensman 2022): "
                "amount done of what was planned, times the quality of movement."
            ),
            "muted",
        )
        note.setWordWrap(True)
        layout.addWidget(note)
        buttons = QDialogButtonBox()
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.sessions.setFocus()
        fit_to_font(self, 165, 38)

    def _sessions(self, done: Sequence[Done]) -> QTableWidget:
        heads = (
            _("Day"),
            _("What"),
            _("Planned"),
            _("Done"),
            _("During"),
            _("Next morning"),
            _("Says"),
        )
        rows = [self._session(one) for one in done]
        tips = ["\n".join(say(reason) for reason in one.advice.reasons) for one in done]
        return _table(_("Sessions"), heads, rows, tips)

    def _session(self, one: Done) -> tuple[str, ...]:
        item, units = one.item, self._dossier.person.units
        exercise = self._exercises.get(item.exercise_id or "")
        day = day_text(one.day, year=False)
        if one.day != item.day:
            planned = day_text(item.day, year=False)
            day = _("{day} (planned {planned})").format(day=day, planned=planned)
        done = word(one.completion.outcome) if one.completion else ""
        if one.activity is not None:
            done = amount_words(one.activity, units) or done
        elif one.completion and one.completion.dose:
            done = dose_words(one.completion.dose, units=units)
        return (
            day,
            item_name(item, exercise),
            item_words(item, exercise, units=units),
            done,
            number_text(one.response.during, 1),
            number_text(one.response.next_morning, 1),
            _(VERDICTS[one.advice.verdict]),
        )

    def _subjects(self, found: Adherence) -> QTableWidget:
        heads = (_("What"), _("Planned"), _("Done"), _("Cut short"), _("Skipped"), _("EXAS"))
        rows = [
            (
                item_name(one.item, self._exercises.get(one.item.exercise_id or "")),
                *_counts(one),
                number_text(one.exas, 0),
            )
            for one in found.subjects
            if one.item is not None
        ]
        return _table(_("By exercise"), heads, rows)

    def _weeks(self, weeks: Sequence[tuple[date, Kept]]) -> QTableWidget:
        heads = (_("Week"), _("Planned"), _("Done"), _("Cut short"), _("Skipped"))
        rows = [(week_text(monday), *_counts(one)) for monday, one in weeks if one.prescribed]
        return _table(_("By week"), heads, rows)


def _counts(one: Kept) -> tuple[str, ...]:
    done = _("{done} ({percent} %)").format(done=one.done, percent=one.percent)
    return (str(one.prescribed), done, str(one.shortened), str(one.skipped))


def _word(found: Adherence) -> str:
    if found.total.percent is None:
        return _("Nothing was planned.")
    words = _("{percent} %: {done} of {prescribed} planned items").format(
        percent=found.total.percent, done=found.total.done, prescribed=found.total.prescribed
    )
    if found.exas is None:
        return words
    text = _("EXAS {score} of 100, from {rated} of {count} exercises")
    score = number_text(found.exas, 0)
    return f"{words} · {text.format(score=score, rated=found.rated, count=found.exercises)}"


def _table(
    name: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]], tips: Sequence[str] = ()
) -> QTableWidget:
    table = QTableWidget(len(rows), len(heads))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = QTableWidgetItem(text)
            cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            cell.setToolTip(tips[number] if tips else text)
            table.setItem(number, column, cell)
    if rows:
        table.selectRow(0)
    table.resizeColumnsToContents()
    for column in range(len(heads)):
        widest = round(table.fontMetrics().averageCharWidth() * 34)
        table.setColumnWidth(column, min(widest, table.columnWidth(column)))
    table.horizontalHeader().setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
    return table
