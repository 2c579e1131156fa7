"""Marking several places on the body chart, each with its own score, quality and trouble."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.diary import BodyPart, Moment
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import Conflict, Problem, StorageError
from rehabplanner.domain.scales import PAIN_ANCHORS
from rehabplanner.gui.diary.days import Change, short_day
from rehabplanner.gui.diary.places import Mark, marks_of, places_change
from rehabplanner.gui.diary.qualities import QualityPicker
from rehabplanner.gui.diary.scores import AMOUNT_ANCHORS, JumpBar, anchor_words
from rehabplanner.gui.forms import chosen, label
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.body_chart import (
    BOTH_SIDES,
    FRONT_AND_BACK,
    BodyChart,
    part_words,
)
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.wording import _, say, word


class PlaceCard(QFrame):
    """One marked place. `changed` comes with every change, `removed` carries the part."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, part: BodyPart, mark: Mark, theme: Theme) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.part = part
        head = QHBoxLayout()
        head.addWidget(label(word(part), "heading"), 1)
        self.words = label("", "muted")
        head.addWidget(self.words)
        away = QToolButton()
        away.setText("✕")
        away.setToolTip(_("Take this place away"))
        away.setAccessibleName(_("Take {place} away").format(place=word(part)))
        away.clicked.connect(self._on_away_clicked)
        head.addWidget(away)
        self.score = JumpBar(theme)
        self.score.setAccessibleName(_("Pain, {place}").format(place=word(part)))
        self.score.set_score(mark.score)
        self.score.changed.connect(self._on_changed)
        self.qualities = QualityPicker()
        self.qualities.set_qualities(mark.qualities)
        self.qualities.changed.connect(self.changed)
        self.trouble = JumpBar(theme, AMOUNT_ANCHORS)
        self.trouble.setAccessibleName(
            _("How much it holds you up, {place}").format(place=word(part))
        )
        self.trouble.set_score(mark.trouble)
        self.trouble.changed.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 8, 8)
        column.addLayout(head)
        column.addWidget(self.score)
        column.addWidget(self.qualities)
        column.addWidget(label(_("How much does it hold you up?"), "muted"))
        column.addWidget(self.trouble)
        self._say()

    def mark(self) -> Mark:
        """Return what is filled in."""
        return Mark(self.score.score(), self.qualities.qualities(), self.trouble.score())

    def set_score(self, score: int) -> None:
        """Show a score."""
        self.score.set_score(score)
        self._say()

    def _say(self) -> None:
        self.words.setText(anchor_words(PAIN_ANCHORS, self.score.score()))

    def _on_changed(self) -> None:
        self._say()
        self.changed.emit()

    def _on_away_clicked(self) -> None:
        self.removed.emit(self.part)


class PlacesDialog(QDialog):
    """Asks where it hurts at a moment of a day, and saves all places as one step."""

    def __init__(
        self,
        theme: Theme,
        stored: Callable[[], Dossier],
        day: date,
        moment: Moment,
        save: Callable[[Change], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Where does it hurt? {day}").format(day=short_day(day)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._stored, self._day, self._save = theme, stored, day, save
        self._moment = moment
        self.cards: dict[BodyPart, PlaceCard] = {}
        self.chart = BodyChart(theme)
        self.chart.part_chosen.connect(self._on_part_chosen)
        self.chart.score_typed.connect(self._on_score_typed)
        self.chart.current_changed.connect(self._on_current_changed)
        self.here = label("")
        self.here.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        self._load()
        self.chart.setFocus()

    # Building

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addLayout(self._view_buttons())
        left.addWidget(self.chart, 1)
        left.addWidget(self.here)
        hint = label(
            _("Tap a place, or walk with the arrow keys and press a digit (x is 10)."), "muted"
        )
        hint.setWordWrap(True)
        left.addWidget(hint)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 6, 0)
        self.empty = label(_("No place marked yet."), "muted")
        column.addWidget(self.empty)
        column.addLayout(self._list)
        column.addStretch(1)
        self._scroll = TallScroll(held)
        right = QVBoxLayout()
        right.addLayout(self._moment_row())
        right.addWidget(self._scroll, 1)
        right.addWidget(self.problem)
        columns = QHBoxLayout()
        columns.addLayout(left, 5)
        columns.addLayout(right, 6)
        layout = QVBoxLayout(self)
        layout.addLayout(columns, 1)
        layout.addWidget(self._buttons())

    def _view_buttons(self) -> QHBoxLayout:
        self._views = QButtonGroup(self)
        row = QHBoxLayout()
        row.addStretch(1)
        self.front = self._view_button(_("&Back and front"))
        self.sides = self._view_button(_("&Sides"))
        row.addWidget(self.front)
        row.addWidget(self.sides)
        row.addStretch(1)
        self.front.setChecked(True)
        self._views.buttonClicked.connect(self._on_view_clicked)
        return row

    def _view_button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        self._views.addButton(button)
        return button

    def _moment_row(self) -> QHBoxLayout:
        self.moment = QComboBox()
        self.moment.setAccessibleName(_("When"))
        for moment in Moment:
            self.moment.addItem(word(moment), moment.value)
        self.moment.setCurrentIndex(self.moment.findData(self._moment.value))
        self.moment.currentIndexChanged.connect(self._on_moment_changed)
        caption = label(_("When"))
        caption.setBuddy(self.moment)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(self.moment, 1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.save = buttons.addButton(_("Save places"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setProperty("primary", True)
        self.save.setAutoDefault(False)
        cancel = buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.setAutoDefault(False)
        buttons.accepted.connect(self._on_save_clicked)
        buttons.rejected.connect(self.reject)
        return buttons

    # Showing

    def _load(self) -> None:
        for part in list(self.cards):
            self._drop(part)
        for part, mark in marks_of(self._stored(), self._day, self._moment).items():
            self._add(part, mark)
        if self.cards:
            self.chart.go_to(next(iter(self.cards)))
        self._show()

    def _show(self) -> None:
        self.empty.setVisible(not self.cards)
        self.chart.show_scores(self._scores())
        self._on_current_changed(self.chart.current())

    def _scores(self) -> dict[BodyPart, int | None]:
        return {part: card.mark().score for part, card in self.cards.items()}

    def start_at(self, part: BodyPart) -> None:
        """Mark a place from the beginning, because it was tapped on another chart."""
        self.chart.go_to(part)
        is_front = self.chart.views() == FRONT_AND_BACK
        (self.front if is_front else self.sides).setChecked(True)
        self._on_part_chosen(part)

    def _add(self, part: BodyPart, mark: Mark) -> PlaceCard:
        card = PlaceCard(part, mark, self._theme)
        card.changed.connect(self._show)
        card.removed.connect(self._on_removed)
        card.score.typed.connect(self.chart.setFocus)
        self._list.addWidget(card)
        self.cards[part] = card
        return card

    def _drop(self, part: BodyPart) -> None:
        card = self.cards.pop(part)
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    # Slots

    def _on_part_chosen(self, part: BodyPart) -> None:
        card = self.cards.get(part) or self._add(part, Mark())
        self._show()
        card.score.setFocus()
        self._scroll.reach(card)

    def _on_score_typed(self, part: BodyPart, score: int | None) -> None:
        if score is None:
            if part in self.cards:
                self._drop(part)
        else:
            card = self.cards.get(part) or self._add(part, Mark())
            card.set_score(score)
            self._scroll.reach(card)
        self._show()

    def _on_removed(self, part: BodyPart) -> None:
        self._drop(part)
        self._show()
        self.chart.setFocus()

    def _on_current_changed(self, part: BodyPart) -> None:
        self.here.setText(part_words(part, self._scores()))

    def _on_view_clicked(self) -> None:
        self.chart.show_views(FRONT_AND_BACK if self.front.isChecked() else BOTH_SIDES)
        self.chart.setFocus()

    def _on_moment_changed(self) -> None:
        wanted = chosen(self.moment, Moment) or Moment.NOW
        if wanted is self._moment or not self._store():
            self.moment.setCurrentIndex(self.moment.findData(self._moment.value))
            return
        self._moment = wanted
        self._load()

    def _on_save_clicked(self) -> None:
        if self._store():
            self.accept()

    def _store(self) -> bool:
        """Save the places of the moment that is shown; say why where that is not possible."""
        marks = {part: card.mark() for part, card in self.cards.items()}
        self.problem.hide()
        try:
            change = places_change(self._stored(), self._day, self._moment, marks)
            if change:
                self._save(change)
        except (Problem, StorageError) as problem:
            self.problem.setText(say(problem.message))
            self.problem.show()
        except Conflict:
            self.problem.setText(
                _("This day was changed elsewhere meanwhile. Please close and open it again.")
            )
            self.problem.show()
        else:
            return True
        return False
