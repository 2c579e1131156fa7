"""The body chart in the window: tap a place, or walk through the places with the arrow keys."""

from collections.abc import Mapping
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from rehabplanner.bodychart.chart import (
    SIDES,
    WIDTH,
    View,
    details,
    outline,
    part_at,
    regions,
    views_of,
)
from rehabplanner.bodychart.strips import Point
from rehabplanner.domain.diary import BodyPart
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.levels import ink, tint
from rehabplanner.gui.widgets.pain_scale import TEN_KEYS
from rehabplanner.wording import _, score_text, word

FRONT_AND_BACK = (View.BACK, View.FRONT)
BOTH_SIDES = (View.LEFT, View.RIGHT)
ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
GAP = 0.04


class BodyChart(QWidget):
    """Two views of the body with its marked places.

    `part_chosen` carries a part that was tapped or entered, `score_typed` a part and a score (None
    to take it away), `current_changed` the part that the keyboard or the mouse is on.
    """

    part_chosen = Signal(object)
    score_typed = Signal(object, object)
    current_changed = Signal(object)

    def __init__(self, theme: Theme, lines: float = 24.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._views: tuple[View, ...] = FRONT_AND_BACK
        self._scores: Mapping[BodyPart, int | None] = {}
        self._current: tuple[View, BodyPart] = (View.BACK, BodyPart.LOW_BACK)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Body chart"))
        theme.changed.connect(self.update)

    # What it shows

    def views(self) -> tuple[View, ...]:
        """Return the views that are shown."""
        return self._views

    def show_views(self, views: tuple[View, ...]) -> None:
        """Show these views, side by side."""
        self._views = views
        if self._current[0] not in views:
            self._current = (views[0], regions(views[0])[-1].part)
            self.go_to(BodyPart.HIP_LEFT if View.LEFT in views else BodyPart.LOW_BACK)
        self.update()

    def show_scores(self, scores: Mapping[BodyPart, int | None]) -> None:
        """Mark these parts; None where the score is not known yet."""
        self._scores = dict(scores)
        self._describe()
        self.update()

    def current(self) -> BodyPart:
        """Return the part that the keyboard is on."""
        return self._current[1]

    def go_to(self, part: BodyPart) -> bool:
        """Put the keyboard on a part; False where no view shows it."""
        found = views_of(part)
        shown = [view for view in found if view in self._views]
        if not found:
            return False
        if not shown:
            self._views = FRONT_AND_BACK if found[0] in FRONT_AND_BACK else BOTH_SIDES
            shown = [view for view in found if view in self._views]
        self._move_to(shown[0], part)
        return True

    def _move_to(self, view: View, part: BodyPart) -> None:
        self._current = (view, part)
        self._describe()
        self.update()
        self.current_changed.emit(part)

    def _describe(self) -> None:
        self.setAccessibleDescription(part_words(self._current[1], self._scores))

    # Places

    def sizeHint(self) -> QSize:
        """Return a size in which every place can be tapped."""
        high = self.fontMetrics().height() * self._lines
        wide = high * (WIDTH * len(self._views) + GAP)
        return QSize(round(wide), round(high))

    def minimumSizeHint(self) -> QSize:
        """Return three quarters of that."""
        return self.sizeHint() * 0.75

    def _frame(self) -> tuple[float, float, float]:
        """Return the left edge, the top and the height of the pictures."""
        wide = WIDTH * len(self._views) + GAP * (len(self._views) - 1)
        high = min(self.height() - 8.0, (self.width() - 8.0) / wide)
        return ((self.width() - high * wide) / 2, (self.height() - high) / 2, high)

    def _origin(self, view: View) -> tuple[float, float, float]:
        left, top, high = self._frame()
        return (left + self._views.index(view) * (WIDTH + GAP) * high, top, high)

    def place_of(self, part: BodyPart) -> QPointF | None:
        """Return where a part's middle is painted, in the view that shows it best."""
        for view in views_of(part):
            if view in self._views:
                return self._middle(view, part)
        return None

    def _middle(self, view: View, part: BodyPart) -> QPointF:
        x, y = next(one.centre for one in regions(view) if one.part is part)
        left, top, high = self._origin(view)
        return QPointF(left + x * high, top + y * high)

    def _region_at(self, place: QPointF) -> tuple[View, BodyPart] | None:
        for view in self._views:
            left, top, high = self._origin(view)
            part = part_at(view, (place.x() - left) / high, (place.y() - top) / high)
            if part is not None:
                return (view, part)
        return None

    def _neighbour(self, dx: int, dy: int) -> tuple[View, BodyPart] | None:
        """Return the nearest place in a direction; one that lies aside counts as further off."""
        here = self._middle(*self._current)
        best: tuple[float, tuple[View, BodyPart]] | None = None
        for view in self._views:
            for region in regions(view):
                there = self._middle(view, region.part) - here
                ahead = there.x() * dx + there.y() * dy
                aside = abs(there.x() * dy) + abs(there.y() * dx)
                if ahead <= 1.0 or aside > 2.2 * ahead:
                    continue
                far = hypot(ahead, 2 * aside)
                if best is None or far < best[0]:
                    best = (far, (view, region.part))
        return best[1] if best else None

    # Keys and taps

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows; Enter marks, a digit scores (x or * is 10), Delete takes away."""
        text, part = event.text(), self._current[1]
        if event.key() in ARROWS:
            following = self._neighbour(*ARROWS[event.key()])
            if following is not None:
                self._move_to(*following)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.part_chosen.emit(part)
        elif len(text) == 1 and text.isascii() and text.isdigit():
            self.score_typed.emit(part, int(text))
        elif event.key() in TEN_KEYS:
            self.score_typed.emit(part, 10)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.score_typed.emit(part, None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the place that is tapped."""
        found = self._region_at(event.position())
        if found is not None:
            self._move_to(*found)
            self.part_chosen.emit(found[1])

    def event(self, event: QEvent) -> bool:
        """Name the place under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._region_at(QPointF(event.pos()))
            words = part_words(found[1], self._scores) if found else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide where the keyboard was."""
        super().focusOutEvent(event)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bodies, the marked places with their numbers, and the place of the keyboard."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for view in self._views:
            self._paint_view(painter, view)
        for view in self._views:
            self._paint_numbers(painter, view)
        painter.end()

    def _polygon(self, view: View, ring: tuple[Point, ...]) -> QPolygonF:
        left, top, high = self._origin(view)
        return QPolygonF([QPointF(left + x * high, top + y * high) for x, y in ring])

    def _paint_view(self, painter: QPainter, view: View) -> None:
        skin, line = self._theme.colour("base"), self._theme.colour("muted")
        pen = QPen(line, 3.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(skin)
        for ring in outline(view):
            painter.drawPolygon(self._polygon(view, ring))
        thin = QPen(self._theme.colour("disabled"), 0.8)
        for region in regions(view):
            score = self._scores.get(region.part, -1)
            painter.setPen(thin)
            is_marked = region.part in self._scores
            painter.setBrush(tint(self._theme, score or 0) if is_marked and score != -1 else skin)
            painter.drawPolygon(self._polygon(view, region.ring))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(line, 1.2))
        for face in details(view):
            painter.drawPolyline(self._polygon(view, face))
        here, part = self._current
        if here is view and self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 3))
            ring = next(one.ring for one in regions(view) if one.part is part)
            painter.drawPolygon(self._polygon(view, ring))
        self._paint_sides(painter, view)

    def _paint_sides(self, painter: QPainter, view: View) -> None:
        left, top, high = self._origin(view)
        painter.setPen(self._theme.colour("muted"))
        painter.setFont(self._font(bold=True))
        box = QRectF(left, top, WIDTH * high, self.fontMetrics().height() * 1.4)
        for words, side in zip(
            SIDES[view], (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            if words:
                painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, _(words))

    def _paint_numbers(self, painter: QPainter, view: View) -> None:
        painter.setFont(self._font(bold=True))
        radius = painter.fontMetrics().height() * 0.62
        marked = [one for one in regions(view) if one.part in self._scores]
        for region in sorted(marked, key=lambda one: self._scores[one.part] or 0):
            score = self._scores[region.part]
            middle = self._middle(view, region.part)
            painter.setPen(QPen(self._theme.colour("text"), 1.4))
            painter.setBrush(
                self._theme.colour("base") if score is None else tint(self._theme, score)
            )
            painter.drawEllipse(middle, radius, radius)
            if score is not None:
                painter.setPen(ink(self._theme, score))
            box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            words = "?" if score is None else str(score)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _font(self, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setBold(bold)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font


def part_words(part: BodyPart, scores: Mapping[BodyPart, int | None]) -> str:
    """Return a place with its score: `Low back, left: 4/10`."""
    if part not in scores:
        return word(part)
    score = scores[part]
    return _("{place}: {score}").format(
        place=word(part), score=_("no score yet") if score is None else score_text(score)
    )
