"""The picture of a track without a map: route shape, and strips of pace, heart rate, height."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabplanner.domain.activities import Track
from rehabplanner.domain.people import Units
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import (
    UNKNOWN,
    _,
    distance_text,
    duration_text,
    height_text,
    number_text,
    pace_text,
)

Values: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
SMOOTH_S = 15
MOST_POINTS = 1500
SLOWEST_MPS = 0.3


@dataclass(frozen=True, slots=True)
class Strip:
    """One curve over the common axis; `is_upside_down` puts small values at the top (pace)."""

    title: str
    values: Values
    role: str
    is_upside_down: bool = False


def column(values: Sequence[float]) -> Values:
    """Return a track column as floats; unknown values are NaN."""
    return np.asarray(values, dtype=np.float64)


def pace_column(track: Track) -> "Values | None":
    """Return seconds per kilometre, smoothed over 15 s; NaN where the runner stood."""
    seconds = column(track.time_s)
    if len(track.speed_mps):
        speed = column(track.speed_mps)
    elif len(track.distance_m):
        metres = column(track.distance_m)
        steps = np.maximum(np.diff(seconds, prepend=seconds[:1] - 1), 1e-6)
        speed = np.diff(metres, prepend=metres[:1]) / steps
    else:
        return None
    speed = _smoothed(speed, max(1, round(SMOOTH_S / _typical_step(seconds))))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(speed > SLOWEST_MPS, 1000.0 / speed, np.nan)


def _typical_step(seconds: Values) -> float:
    if len(seconds) < 2:
        return 1.0
    return max(1.0, float(np.median(np.diff(seconds))))


def _smoothed(values: Values, width: int) -> Values:
    if width < 2 or len(values) < width:
        return values
    known = np.isfinite(values)
    kernel = np.ones(width)
    total = np.convolve(np.where(known, values, 0.0), kernel, mode="same")
    count = np.convolve(known.astype(np.float64), kernel, mode="same")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(count > 0, total / count, np.nan)


class TrackView(QWidget):
    """Draws a track; the mouse or the arrow keys move one crosshair over all strips."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._units = Units.METRIC
        self._axis = np.zeros(0)
        self._strips: tuple[Strip, ...] = ()
        self._route: QPolygonF | None = None
        self._route_points = np.zeros((0, 2))
        self._track: Track | None = None
        self._is_over_time = False
        self._cursor: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Picture of the track"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(360, 420)

    def show_track(self, track: Track | None, units: Units, *, over_time: bool = False) -> None:
        """Show a track over distance, or over time."""
        self._track = track if track is not None and len(track) > 1 else None
        self._units = units
        self._is_over_time = over_time or track is None or not len(track.distance_m)
        self._cursor = None
        self._prepare()
        self.update()

    @property
    def strip_titles(self) -> list[str]:
        """Return the titles of the strips shown."""
        return [strip.title for strip in self._strips]

    def _prepare(self) -> None:
        track = self._track
        self._strips, self._route_points = (), np.zeros((0, 2))
        if track is None:
            return
        self._axis = column(track.time_s if self._is_over_time else track.distance_m)
        strips = []
        pace = pace_column(track)
        if pace is not None and np.isfinite(pace).any():
            strips.append(Strip(_("Pace"), pace, "load-run", is_upside_down=True))
        if len(track.heart_rate) and np.isfinite(column(track.heart_rate)).any():
            strips.append(Strip(_("Heart rate"), column(track.heart_rate), "pain-morning"))
        if len(track.altitude_m) and np.isfinite(column(track.altitude_m)).any():
            strips.append(Strip(_("Height"), column(track.altitude_m), "load-mobility"))
        self._strips = tuple(strips)
        if len(track.latitude):
            self._route_points = _flattened(column(track.latitude), column(track.longitude))
        names = ", ".join(self.strip_titles)
        self.setAccessibleDescription(
            _("{points} points; {strips}").format(points=len(track), strips=names)
        )

    # Painting

    def _areas(self) -> tuple[QRectF | None, list[QRectF]]:
        margin = self.fontMetrics().height()
        full = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        route: QRectF | None = None
        top = full.top()
        if len(self._route_points) > 1:
            height = full.height() * (0.42 if self._strips else 1.0)
            route = QRectF(full.left(), top, full.width(), height)
            top += height + 6
        strips = []
        if self._strips:
            each = (full.bottom() - margin - top) / len(self._strips)
            strips = [
                QRectF(full.left(), top + each * number + margin, full.width(), each - margin - 4)
                for number in range(len(self._strips))
            ]
        return route, strips

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the route and the strips."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._track is None:
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(
                self.rect(),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                _("No track: this session was typed in, or the watch kept no points."),
            )
            painter.end()
            return
        route, areas = self._areas()
        if route is not None:
            self._paint_route(painter, route)
        for strip, area in zip(self._strips, areas, strict=True):
            self._paint_strip(painter, strip, area)
        self._paint_axis(painter)
        painter.end()

    def _paint_route(self, painter: QPainter, area: QRectF) -> None:
        points = self._route_points
        known = points[np.isfinite(points).all(axis=1)]
        if len(known) < 2:
            return
        low, high = known.min(axis=0), known.max(axis=0)
        size = np.maximum(high - low, 1.0)
        inside = area.adjusted(10, 10, -10, -10)
        scale = min(inside.width() / size[0], inside.height() / size[1])
        middle = (low + high) / 2

        def place(point: Values) -> QPointF:
            offset = (point - middle) * scale
            return QPointF(inside.center().x() + offset[0], inside.center().y() - offset[1])

        thinned = known[:: max(1, len(known) // MOST_POINTS)]
        painter.setPen(QPen(self._theme.colour("accent"), 2.2))
        painter.drawPolyline(QPolygonF([place(point) for point in thinned]))
        painter.setBrush(self._theme.colour("base"))
        painter.drawEllipse(place(known[0]), 4.5, 4.5)
        painter.setBrush(self._theme.colour("accent"))
        end = place(known[-1])
        painter.drawRect(QRectF(end.x() - 4, end.y() - 4, 8, 8))
        if self._cursor is not None and np.isfinite(points[self._cursor]).all():
            painter.setBrush(self._theme.colour("pain-morning"))
            painter.drawEllipse(place(points[self._cursor]), 5.5, 5.5)
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, _("○ start   ■ finish"))

    def _x_of(self, value: float, area: QRectF) -> float:
        low, high = float(self._axis[0]), float(np.nanmax(self._axis))
        return area.left() + (value - low) / max(high - low, 1e-9) * area.width()

    def _paint_strip(self, painter: QPainter, strip: Strip, area: QRectF) -> None:
        values = strip.values
        known = values[np.isfinite(values)]
        low, high = (float(np.percentile(known, 1)), float(np.percentile(known, 99)))
        span = max(high - low, 1e-6)
        painter.setPen(QPen(self._theme.colour("grid"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        step = max(1, len(values) // max(50, int(area.width() * 2)))
        line: list[QPointF] = []
        painter.setPen(QPen(self._theme.colour(strip.role), 1.6))
        for number in range(0, len(values), step):
            value = values[number]
            if not math.isfinite(value) or not math.isfinite(self._axis[number]):
                painter.drawPolyline(QPolygonF(line))
                line = []
                continue
            part = min(1.0, max(0.0, (value - low) / span))
            part = 1 - part if strip.is_upside_down else part
            y = area.bottom() - part * area.height()
            line.append(QPointF(self._x_of(float(self._axis[number]), area), y))
        painter.drawPolyline(QPolygonF(line))
        top, bottom = (low, high) if strip.is_upside_down else (high, low)
        self._paint_words(painter, strip, area, top, bottom)

    def _paint_words(
        self, painter: QPainter, strip: Strip, area: QRectF, top: float, bottom: float
    ) -> None:
        line = self.fontMetrics().height()
        band = QRectF(area.left(), area.top() - line, area.width(), line)
        painter.setPen(self._theme.colour("text"))
        value = ""
        if self._cursor is not None:
            value = "   " + self._words(strip, float(strip.values[self._cursor]))
        painter.drawText(band, Qt.AlignmentFlag.AlignLeft, strip.title + value)
        painter.setPen(self._theme.colour("muted"))
        ends = f"{self._words(strip, bottom)} – {self._words(strip, top)}"
        painter.drawText(band, Qt.AlignmentFlag.AlignRight, ends)
        if self._cursor is not None and math.isfinite(self._axis[self._cursor]):
            x = self._x_of(float(self._axis[self._cursor]), area)
            painter.setPen(QPen(self._theme.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _words(self, strip: Strip, value: float) -> str:
        if not math.isfinite(value):
            return UNKNOWN
        if strip.is_upside_down:
            return pace_text(value, self._units)
        if strip.role == "load-mobility":
            return height_text(value, self._units)
        return number_text(value)

    def _paint_axis(self, painter: QPainter) -> None:
        painter.setPen(self._theme.colour("muted"))
        full = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        end = float(np.nanmax(self._axis)) if len(self._axis) else 0.0
        text = duration_text(end) if self._is_over_time else distance_text(end, self._units)
        painter.drawText(full, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, text)
        start = "0" if self._cursor is None else self._cursor_words()
        painter.drawText(full, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, start)

    def _cursor_words(self) -> str:
        value = float(self._axis[self._cursor or 0])
        return duration_text(value) if self._is_over_time else distance_text(value, self._units)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the crosshair to the mouse."""
        _route, areas = self._areas()
        if not areas or not len(self._axis):
            return
        part = (event.position().x() - areas[0].left()) / max(areas[0].width(), 1)
        low, high = float(self._axis[0]), float(np.nanmax(self._axis))
        wanted = low + part * (high - low)
        self._cursor = int(np.nanargmin(np.abs(self._axis - wanted)))
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Take the crosshair away."""
        self._cursor = None
        self.update()


def _flattened(
    latitude: Values,
    longitude: Values,
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return metres east and north, good for the size of a run (equirectangular)."""
    middle = np.nanmean(latitude) if np.isfinite(latitude).any() else 0.0
    metres_per_degree = 111_320.0
    east = longitude * metres_per_degree * math.cos(math.radians(float(middle)))
    return np.column_stack((east, latitude * metres_per_degree))
