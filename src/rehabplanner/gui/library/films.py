"""Moving pictures for the gallery: each figure's moments drawn once, then shown in turn.

Between events one moment after another is drawn for what is on the screen. A figure begins to move
once a few are there, and moves more smoothly with every one. Those not seen for longest are let go.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap

from rehabplanner.domain.problems import Problem
from rehabplanner.gui.widgets.figure_brush import paint, palette_for
from rehabplanner.gui.widgets.figure_view import moment_at

MOST_BYTES = 96_000_000
A_SECOND = 15
"""Moments drawn for each second of a figure's way."""
LEAST_MOMENTS, MOST_MOMENTS = 6, 40
COARSE = 9
STAGES = (COARSE, 17, MOST_MOMENTS)
"""How many moments all films on the screen get before any of them gets more."""
DRAWN_MM = 100.0


@dataclass(frozen=True, slots=True)
class Look:
    """How large the pictures are, for which screen, on which ground."""

    width: int
    height: int
    ratio: float
    is_dark: bool

    @property
    def bytes(self) -> int:
        """Return the memory of one picture."""
        return max(1, round(4 * self.width * self.height * self.ratio**2))


@dataclass(slots=True)
class Film:
    """The moments of one figure from start to end, drawn coarse first, then always between."""

    figure: Any
    count: int
    stills: dict[int, QPixmap] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    shown: int | None = None

    @classmethod
    def of(cls, figure: Any, count: int) -> "Film":
        """Return a film of which nothing is drawn yet."""
        bits = count.bit_length()
        order = sorted(range(1, count - 1), key=lambda number: f"{number:0{bits}b}"[::-1])
        return cls(figure, count, order=[0, count - 1, *order])

    @property
    def is_moving(self) -> bool:
        """Say whether enough is drawn to move."""
        return len(self.stills) >= min(COARSE, max(1, self.count))

    def next_number(self) -> int | None:
        """Return the moment to be drawn next; None once all are there."""
        return self.order[len(self.stills)] if len(self.stills) < self.count else None

    def share(self, number: int) -> float:
        """Return where a moment lies, from 0 (start) to 1 (end)."""
        return number / (self.count if self.figure.loops else max(1, self.count - 1))

    def number_at(self, seconds: float) -> int:
        """Return the drawn moment that is nearest to the one after some seconds of playing."""
        moment = moment_at(seconds, self.figure)
        wanted = moment * (self.count if self.figure.loops else self.count - 1)
        if round(wanted) in self.stills:
            return round(wanted)
        return min(self.stills, key=lambda number: abs(number - wanted))


class Films(QObject):
    """Draws and keeps the films of what is on the screen."""

    def __init__(
        self, figures: Callable[[], Mapping[str, Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._figures = figures
        self._films: OrderedDict[str, Film] = OrderedDict()
        self._wanted: Sequence[str] = ()
        self._look: Look | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.draw_one)

    def want(self, ids: Sequence[str], look: Look) -> None:
        """Draw the films of these exercises, the first ones first."""
        if look != self._look:
            self._films.clear()
            self._look = look
        if ids != self._wanted:
            self._wanted = ids
            for one in reversed(ids):
                if one in self._films:
                    self._films.move_to_end(one)
            self._let_go()
        if ids and self._missing() is not None:
            self._timer.start()

    def rest(self) -> None:
        """Draw no more until something is wanted again."""
        self._timer.stop()
        self._wanted = ()

    def forget(self) -> None:
        """Let all films go."""
        self._films.clear()
        self.rest()

    def can_move(self, exercise_id: str) -> bool:
        """Say whether a figure can move: enough of its moments are drawn."""
        film = self._films.get(exercise_id)
        return film is not None and film.is_moving

    def still(self, exercise_id: str, look: Look, seconds: float) -> QPixmap | None:
        """Return the picture after some seconds of playing; None while there is no whole film."""
        if look != self._look or not self.can_move(exercise_id):
            return None
        film = self._films[exercise_id]
        film.shown = film.number_at(seconds)
        return film.stills[film.shown]

    def has_moved(self, exercise_id: str, seconds: float) -> bool:
        """Say whether another picture is to be shown than the last time."""
        if not self.can_move(exercise_id):
            return False
        film = self._films[exercise_id]
        return film.number_at(seconds) != film.shown

    def _missing(self) -> str | None:
        """Return the exercise of which a moment is to be drawn next: first all coarsely."""
        for stage in STAGES:
            for one in self._wanted:
                film = self._films.get(one)
                if film is None or len(film.stills) < min(stage, film.count):
                    return one
        return None

    def draw_one(self) -> None:
        """Draw one moment more of what is wanted; rest when there is nothing left to draw."""
        missing = self._missing()
        if missing is None or self._look is None:
            self._timer.stop()
            return
        film = self._films.get(missing)
        if film is None:
            film = self._films[missing] = self._begun(missing, self._look)
            self._let_go()
        number = film.next_number()
        if number is None:
            return
        try:
            film.stills[number] = _drawn(film, number, self._look)
        except (Problem, ArithmeticError, ValueError):
            self._films[missing] = Film(None, 0)  # it stays at rest

    def _begun(self, exercise_id: str, look: Look) -> Film:
        figure = self._figures().get(exercise_id)
        if figure is None:
            return Film(None, 0)
        room = MOST_BYTES // (look.bytes * max(1, len(self._wanted)))
        count = min(room, MOST_MOMENTS, round(figure.tempo_s * A_SECOND))
        return Film.of(figure, max(LEAST_MOMENTS, count))

    def _let_go(self) -> None:
        if self._look is None:
            return
        used = sum(film.count for film in self._films.values()) * self._look.bytes
        for name in [one for one in self._films if one not in self._wanted]:
            if used <= MOST_BYTES:
                return
            used -= self._films.pop(name).count * self._look.bytes


def _drawn(film: Film, number: int, look: Look) -> QPixmap:
    pixmap = QPixmap(QSize(round(look.width * look.ratio), round(look.height * look.ratio)))
    pixmap.setDevicePixelRatio(look.ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    drawing = film.figure.drawing(film.share(number), DRAWN_MM, ghost=False)
    painter = QPainter(pixmap)
    room = QRectF(0, 0, look.width, look.height)
    paint(painter, drawing, room, palette_for(is_dark=look.is_dark))
    painter.end()
    return pixmap
