"""The exercise library: search as you type, filter, look at one closely, put it on the plan."""

from datetime import date, timedelta

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import OwnExercise, Photo
from rehabplanner.domain.plans import monday_of, week_days
from rehabplanner.gui.demonstrate.window import DemonstrateWindow, Shown
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.gui.library.cards import CardDelegate, GalleryModel
from rehabplanner.gui.library.detail import ExerciseDetail
from rehabplanner.gui.library.facets import in_order
from rehabplanner.gui.library.films import Films
from rehabplanner.gui.library.filters import Filters
from rehabplanner.gui.library.gallery import Gallery
from rehabplanner.gui.library.onto_plan import add_to_plan
from rehabplanner.gui.library.own_menu import OwnMenu
from rehabplanner.gui.library.picture import Picture
from rehabplanner.gui.library.pictures import Pictures
from rehabplanner.gui.library.search_line import SearchLine
from rehabplanner.gui.library.shelf import Shelf
from rehabplanner.gui.page import Page
from rehabplanner.gui.settings import REDUCED_MOTION
from rehabplanner.gui.widgets.empty_state import EmptyState
from rehabplanner.gui.widgets.photo_view import photos_of
from rehabplanner.planning.usual import usual
from rehabplanner.wording import _, ngettext
from rehabplanner.workspace import News


class LibraryPage(Page):
    """The tab “Exercises”."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.exercises = desk.library.exercises
        self.shipped = desk.library.shipped
        self.shelf = Shelf(desk.settings, self)
        self.pictures = Pictures(desk.figures, self._photos, self)
        self.films = Films(desk.figures, self)
        self.model = GalleryModel(self.shelf, self)
        self.delegate = CardDelegate(desk.theme, self.pictures, self.films, self.shelf, self)
        self.gallery = Gallery(self.model, self.delegate, self.films, self)
        picture = Picture(desk.theme, desk.figures, self._photos)
        self.detail = ExerciseDetail(desk.theme, picture, self.pictures)
        self.own_menu = OwnMenu(desk, self.gallery.current, self)
        self.big: DemonstrateWindow | None = None
        self._today = desk.today()
        self._found: list[Exercise] = []
        self._later = self._soon()
        self._aside = self._soon()
        self._build()
        self._connect()
        self._offer_days()
        self._search_now()

    # Building

    def _build(self) -> None:
        self.search = SearchLine()
        self.as_list = QPushButton(_("&List"))
        self.as_list.setCheckable(True)
        self.as_list.setToolTip(_("Lines instead of cards"))
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.as_list)
        top.addWidget(self.own_menu.button)
        self.filters = Filters(self.desk.theme)
        self.found = label("", "muted")
        self.empty = EmptyState(
            _("Nothing found"),
            _("Try another word, such as a body part or an aim, or clear the filters."),
        )
        self.empty.button(_("Show all exercises"), primary=True).clicked.connect(self._on_clear)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.gallery)
        self.stack.addWidget(self.empty)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(self.found)
        column.addWidget(self.stack, 1)
        self.split = QSplitter()
        self.split.addWidget(left)
        self.split.addWidget(self.detail)
        self.split.setSizes([800, 420])
        self.split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 6)
        layout.addWidget(self.split)

    def _soon(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(0)
        return timer

    def _connect(self) -> None:
        self._aside.timeout.connect(self._show_aside)
        self._later.timeout.connect(self._search_typed)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.moved.connect(self._on_moved)
        self.search.entered.connect(self._on_entered)
        self.filters.changed.connect(self._search_now)
        self.filters.clear_wanted.connect(self._on_clear)
        self.as_list.toggled.connect(self._on_as_list_toggled)
        self.gallery.chosen.connect(self._on_chosen)
        self.gallery.opened.connect(self._on_opened)
        self.gallery.add_wanted.connect(self._on_add_today)
        self.gallery.star_wanted.connect(self._on_star_wanted)
        self.gallery.typed.connect(self._on_gallery_typed)
        self.delegate.starred.connect(self._star)
        self.pictures.ready.connect(self.gallery.viewport().update)
        self.detail.walked.connect(self.show_exercise)
        self.detail.add_wanted.connect(self._on_add_wanted)
        self.detail.big_wanted.connect(self._on_big_wanted)
        self.detail.star_wanted.connect(self._on_star_wanted)
        self.detail.own_wanted.connect(self.own_menu.change_or_copy)
        self.own_menu.made.connect(self.show_exercise)
        self.desk.news.changed.connect(self._on_news)
        self.desk.settings.changed.connect(self._on_setting_changed)
        self.desk.theme.changed.connect(self._on_theme_changed)
        for keys, slot in (
            ("Ctrl+Return", self._on_add_today),
            ("Ctrl+Enter", self._on_add_today),
            ("Ctrl+F", self.focus_first),
            ("Ctrl+B", self._on_big_wanted),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # Showing

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Take note of whose plan exercises are added to."""
        super().show_dossier(dossier)
        if self.desk.today() != self._today:
            self._today = self.desk.today()
            self._offer_days()
        self._refresh()
        self.gallery.set_moving(self._moves)

    def _refresh(self) -> None:
        """Show the exercises as they are now, if own ones have changed."""
        if self.exercises is self.desk.library.exercises:
            return
        self.exercises = self.desk.library.exercises
        chosen = self.gallery.current()
        self._search_now()
        row = self.model.row_of(chosen.id) if chosen is not None else None
        if row is not None:
            self.gallery.choose(row)

    def _on_news(self, news: News) -> None:
        """Let go of pictures of own exercises that may have changed."""
        if not news.kinds or news.kinds & {OwnExercise, Photo}:
            self.pictures.forget_own()
            self.films.forget()

    def _on_setting_changed(self, key: str) -> None:
        """Let figures move or rest as the settings now say."""
        exercise = self.detail.exercise
        if key == REDUCED_MOTION.key:
            self.gallery.set_moving(self._moves)
            if exercise is not None:
                self.detail.picture.show_exercise(exercise, moves=self._moves)

    def _photos(self, exercise_id: str) -> tuple[bytes, ...]:
        return photos_of(self.desk.workspace, exercise_id)

    def focus_first(self) -> None:
        """Put the keyboard into the search line."""
        self.search.setFocus()
        self.search.selectAll()

    def show_exercise(self, exercise_id: str) -> None:
        """Show an exercise by its id, clearing the filters if they hide it."""
        self._refresh()
        if self.model.row_of(exercise_id) is None:
            self._on_clear()
            self._search_now()
        row = self.model.row_of(exercise_id)
        if row is not None:
            self.gallery.choose(row)

    def _search_now(self) -> None:
        """Show what is found, the counts of the filters, and the first one closely."""
        self._show_found()
        self._show_aside()

    def _search_typed(self) -> None:
        """Show what is found at once; counts and the exercise beside it follow after the paint."""
        self._show_found()
        self._aside.start()

    def _show_found(self) -> None:
        self._later.stop()
        before = self.gallery.current()
        text = self.search.text()
        first = self.shelf.first()
        self._found = self.desk.library.index.search(text, first)
        choice, favourites = self.filters.choice(), self.shelf.favourites
        kept = [one for one in self._found if choice.keeps(one, favourites)]
        self.model.set_exercises(in_order(kept, first, bool(text.strip())))
        self.stack.setCurrentWidget(self.gallery if kept else self.empty)
        self.found.setText(ngettext("{count} exercise", "{count} exercises", len(kept)))
        row = self.model.row_of(before.id) if before is not None and not text.strip() else None
        with QSignalBlocker(self.gallery):
            self.gallery.choose(row or 0)
        if row is None:
            self.gallery.scrollToTop()

    def _show_aside(self) -> None:
        self._aside.stop()
        has_own = len(self.exercises) > len(self.shipped)
        self.filters.show_counts(self._found, self.shelf.favourites, has_own=has_own)
        self._on_chosen()

    def _offer_days(self) -> None:
        monday = monday_of(self._today)
        days = [*week_days(monday), *week_days(monday + timedelta(days=7))]
        self.detail.set_days(days, self._today, self._today)

    @property
    def _moves(self) -> bool:
        return not self.desk.settings.get(REDUCED_MOTION)

    # Slots

    def _on_search_changed(self) -> None:
        self._later.start()

    def _on_clear(self) -> None:
        self.filters.reset()
        with QSignalBlocker(self.search):
            self.search.clear()
        self._search_now()

    def _on_as_list_toggled(self, is_list: bool) -> None:
        self.gallery.set_cards(not is_list)
        self.gallery.choose(self.gallery.currentIndex().row())

    def _on_chosen(self) -> None:
        exercise = self.gallery.current()
        self.detail.setVisible(exercise is not None)
        self.own_menu.refresh()
        if exercise is not None:
            self.detail.show_exercise(
                exercise,
                self.exercises,
                is_favourite=self.shelf.is_favourite(exercise.id),
                moves=self._moves,
            )

    def _on_opened(self) -> None:
        exercise = self.gallery.current()
        if exercise is not None:
            self.shelf.use(exercise.id)
            self.detail.add.setFocus()

    def _on_gallery_typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _on_star_wanted(self) -> None:
        exercise = self.gallery.current()
        if exercise is not None:
            self._star(exercise.id)

    def _star(self, exercise_id: str) -> None:
        is_favourite = self.shelf.toggle(exercise_id)
        if self.detail.exercise is not None and self.detail.exercise.id == exercise_id:
            self.detail.show_star(is_favourite)
        if self.filters.favourites.isChecked():
            self._search_now()
        self.gallery.viewport().update()

    def _on_theme_changed(self) -> None:
        self.filters.dress()
        self.gallery.fit()
        self.gallery.viewport().update()

    # Onto the plan

    def _on_add_today(self) -> None:
        self._on_add_wanted(self._today)

    def _on_add_wanted(self, day: date) -> None:
        exercise = self.gallery.current()
        if exercise is None or self.dossier is None:
            return
        if add_to_plan(self.desk, self.dossier, exercise, day):
            self.shelf.use(exercise.id)

    # Demonstrated

    def _on_big_wanted(self) -> None:
        exercise = self.gallery.current()
        if exercise is None or self.big is not None:
            return
        self.shelf.use(exercise.id)
        known = usual(self.dossier.items) if self.dossier is not None else None
        row = [
            Shown(one, (known.dose_of(one) if known else None) or one.dose)
            for one in self.model.exercises
        ]
        place = self.gallery.currentIndex().row()
        self.big = DemonstrateWindow(self.desk, row, place, parent=self)
        self.big.closed.connect(self._on_big_closed)
        self.big.showFullScreen()
        self.big.setFocus()

    def _on_big_closed(self, exercise_id: str) -> None:
        self.big = None
        self.show_exercise(exercise_id)

    # The keyboard

    def _on_moved(self, key: Qt.Key) -> None:
        self._finish_search()
        self.gallery.step(key)

    def _on_entered(self) -> None:
        self._finish_search()
        if self._aside.isActive():
            self._show_aside()
        self._on_opened()

    def _finish_search(self) -> None:
        """Search now if a key was typed that has not been searched for."""
        if self._later.isActive():
            self._search_typed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the demonstration with the page."""
        if self.big is not None and not self.isVisibleTo(self.window()):
            self.big.close()
        super().hideEvent(event)
