"""The ladder: rungs on the left, expected and felt pain of the chosen one on the right."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exposure import FearedMovement, Prediction
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.gui.ladder.chart import ExpectationChart, tally_words
from rehabplanner.gui.ladder.rung_dialog import RungDialog
from rehabplanner.gui.widgets.pain_scale import ScaleBar
from rehabplanner.phrases import run_words
from rehabplanner.planning.exposure import (
    moved,
    next_position,
    next_run,
    noted_of_run,
    open_prediction,
    predictions_of,
    rungs,
    tally,
)
from rehabplanner.wording import _, day_text, score_text

RUNS = "runs"


class LadderWindow(QDialog):
    """Shows one person's ladder; everything is saved at once and can be undone."""

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Expected and felt"))
        self._desk, self._person_id = desk, person_id
        self.list = QListWidget()
        self.list.setAccessibleName(_("Ladder of movements, the easiest first"))
        self.list.setWordWrap(True)
        self.chart = ExpectationChart(desk.theme)
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._show()
        self.list.currentRowChanged.connect(self._on_row_changed)
        desk.news.changed.connect(self._on_news)

    # Building

    def _lay_out(self) -> None:
        intro = label(
            _(
                "Write down what worries you, the easiest first. Say beforehand how much it will "
                "hurt, do a little of it, and note how much it did."
            ),
            "muted",
        )
        intro.setWordWrap(True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(intro)
        column.addWidget(self.list, 1)
        column.addLayout(self._list_buttons())
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self._detail())
        split.setChildrenCollapsible(False)
        split.setSizes([400, 560])
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._button("close", _("Close"), self.reject))
        layout.addLayout(foot)
        screen = self.screen().availableSize()
        self.resize(min(1000, screen.width() - 40), min(680, screen.height() - 60))

    def _list_buttons(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._button("add", _("&Add…"), self._on_add_clicked))
        first.addWidget(self._button("edit", _("&Change…"), self._on_edit_clicked))
        first.addWidget(self._button("remove", _("Remove"), self._on_remove_clicked))
        second.addWidget(self._button("up", _("Easier ↑"), self._on_up_clicked))
        second.addWidget(self._button("down", _("Harder ↓"), self._on_down_clicked))
        second.addWidget(self._button("conquered", _("C&onquered"), self._on_conquered_clicked))
        self._buttons["conquered"].setCheckable(True)
        column = QVBoxLayout()
        column.addLayout(first)
        column.addLayout(second)
        return column

    def _detail(self) -> QWidget:
        self.title = label("", "heading")
        self.title.setWordWrap(True)
        self.question = label("")
        self.question.setWordWrap(True)
        self.bar = ScaleBar(self._desk.theme)
        self.bar.changed.connect(self._on_score_given)
        self.hint = label("", "muted")
        self.hint.setWordWrap(True)
        take = self._button("take", _("&Take it over"), self._on_take_clicked)
        self._buttons["drop"] = drop = self._button("drop", _("Forget it"), self._on_drop_clicked)
        drop.setToolTip(_("Take this prediction away"))
        row = QHBoxLayout()
        row.addWidget(self.hint, 1)
        row.addWidget(take)
        row.addWidget(drop)
        self.card = QFrame()
        self.card.setProperty("card", True)
        inside = QVBoxLayout(self.card)
        inside.addWidget(self.title)
        inside.addWidget(self.question)
        inside.addWidget(self.bar)
        inside.addLayout(row)
        self.words = label("")
        self.words.setWordWrap(True)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.chart, 1)
        column.addWidget(self.words)
        return held

    def _button(self, key: str, words: str, slot: Callable[..., object]) -> QPushButton:
        made = QPushButton(words)
        made.setAutoDefault(False)
        made.clicked.connect(slot)
        self._buttons[key] = made
        return made

    def button(self, key: str) -> QPushButton:
        """Return one of the buttons."""
        return self._buttons[key]

    # Showing

    def _dossier(self) -> Dossier:
        dossier = self._desk.workspace.dossier(self._person_id)
        assert dossier is not None
        return dossier

    def _show(self) -> None:
        dossier, chosen = self._dossier(), self._chosen_key()
        self.list.blockSignals(True)
        self.list.clear()
        self._add_row(_("Planned runs"), RUNS)
        for number, rung in enumerate(rungs(dossier), 1):
            self._add_row(self._rung_words(dossier, number, rung), str(rung.id))
        keys = [self.list.item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.list.count())]
        self.list.setCurrentRow(keys.index(chosen) if chosen in keys else min(1, len(keys) - 1))
        self.list.blockSignals(False)
        self._show_detail()

    def _add_row(self, words: str, key: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, key)
        self.list.addItem(item)

    def _rung_words(self, dossier: Dossier, number: int, rung: FearedMovement) -> str:
        exercise = self._desk.library.exercises.get(rung.exercise_id or "")
        found = predictions_of(dossier, rung.id)
        parts = [
            _("worry {score}").format(score=score_text(rung.fear)) if rung.fear is not None else "",
            exercise.name if exercise else "",
            _("waits for its outcome") if found and found[-1].felt is None else "",
            _("✓ conquered") if rung.is_conquered else "",
        ]
        below = " · ".join(part for part in parts if part)
        return f"{number}  {rung.what}" + (f"\n     {below}" if below else "")

    def _chosen_key(self) -> str | None:
        row = self.list.currentRow()
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) if row >= 0 else None

    def movement(self) -> FearedMovement | None:
        """Return the chosen rung; None where the runs are chosen."""
        key = self._chosen_key()
        return next((one for one in rungs(self._dossier()) if str(one.id) == key), None)

    def _movement_id(self) -> UUID | None:
        movement = self.movement()
        return movement.id if movement else None

    def _show_detail(self) -> None:
        dossier, movement = self._dossier(), self.movement()
        waits = open_prediction(dossier, self._movement_id())
        run = next_run(dossier, self._desk.today()) if movement is None else None
        for key in ("edit", "remove", "up", "down", "conquered"):
            self._buttons[key].setEnabled(movement is not None)
        self._buttons["conquered"].setChecked(movement is not None and movement.is_conquered)
        self.bar.set_score(None)
        self.bar.setEnabled(waits is not None or movement is not None or run is not None)
        self._buttons["drop"].setVisible(waits is not None)
        if waits is not None:
            self.title.setText(f"{waits.what} · {day_text(waits.day, year=False)}")
            self.question.setText(
                _("You expected {score}. How much did it hurt?").format(
                    score=score_text(waits.expected)
                )
            )
        elif movement is not None:
            self.title.setText(movement.what)
            self.question.setText(_("Before you do it: how much will it hurt?"))
        elif run is not None:
            words = run_words(run.run, units=dossier.person.units)
            self.title.setText(f"{words} · {day_text(run.day, year=False)}")
            self.question.setText(_("Before the run: how much will it hurt?"))
        else:
            self.title.setText(_("Planned runs"))
            self.question.setText(_("No run is planned that was not asked about yet."))
        self.bar.setAccessibleName(self.question.text())
        noted = noted_of_run(dossier, waits) if waits and movement is None else None
        self._buttons["take"].setVisible(noted is not None)
        self.hint.setText(
            _("You noted {score} during the run.").format(score=score_text(noted[0]))
            if noted
            else ""
        )
        found = predictions_of(dossier, self._movement_id())
        self.chart.show_predictions(found)
        self.words.setText(tally_words(tally(found)))

    # Changing

    def _save(self, words: str, saved: Iterable[Any] = (), removed: Iterable[Any] = ()) -> None:
        self._desk.workspace.change(words, saved=tuple(saved), removed=tuple(removed))
        self._show()

    def _on_score_given(self, score: int | None) -> None:
        if score is None:
            return
        waits = open_prediction(self._dossier(), self._movement_id())
        if waits is not None:
            self._save(_("Outcome"), [replace(waits, felt=score)])
            return
        movement, run = self.movement(), None
        day, what = self._desk.today(), movement.what if movement else ""
        if movement is None:
            run = next_run(self._dossier(), day)
            if run is None:
                return
            day, what = run.day, run_words(run.run, units=self._dossier().person.units)
        made = Prediction(
            person_id=self._person_id,
            day=day,
            what=what or _("Run"),
            expected=score,
            movement_id=movement.id if movement else None,
            item_id=run.id if run else None,
        )
        self._save(_("Prediction"), [made])

    def _on_take_clicked(self) -> None:
        dossier = self._dossier()
        waits = open_prediction(dossier, None)
        noted = noted_of_run(dossier, waits) if waits else None
        if waits and noted:
            self._save(_("Outcome"), [replace(waits, felt=noted[0], activity_id=noted[1])])

    def _on_drop_clicked(self) -> None:
        waits = open_prediction(self._dossier(), self._movement_id())
        if waits is not None:
            self._save(_("Remove prediction"), removed=[waits])

    def _on_add_clicked(self) -> None:
        self._ask(None)

    def _on_edit_clicked(self) -> None:
        if self.movement() is not None:
            self._ask(self.movement())

    def _ask(self, before: FearedMovement | None) -> None:
        dialog = RungDialog(
            self._desk.theme,
            dict(self._desk.library.exercises),
            self._person_id,
            self._desk.today(),
            next_position(self._dossier()),
            before,
            self,
        )
        dialog.serve(partial(self._store, dialog))
        dialog.open()

    def _store(self, dialog: RungDialog) -> None:
        if dialog.movement is not None:
            self._save(_("Feared movement"), [dialog.movement])

    def _on_remove_clicked(self) -> None:
        movement = self.movement()
        if movement is not None:
            found = predictions_of(self._dossier(), movement.id)
            words = _("Remove {movement}").format(movement=movement.what)
            self._save(words, removed=[*found, movement])

    def _on_up_clicked(self) -> None:
        self._move(-1)

    def _on_down_clicked(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        movement = self.movement()
        if movement is not None:
            saved = moved(self._dossier(), movement, by)
            if saved:
                self._save(_("Order of the ladder"), saved)

    def _on_conquered_clicked(self) -> None:
        movement = self.movement()
        if movement is not None:
            is_done = not movement.is_conquered
            self._save(_("Conquered"), [replace(movement, is_conquered=is_done)])

    # Listening

    def _on_row_changed(self) -> None:
        self._show_detail()

    def _on_news(self) -> None:
        if self._desk.workspace.dossier(self._person_id) is not None:
            self._show()
