"""Light axes, the backdrop of a panel, and the lines of events."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from rehabplanner.analytics.timeline import MEASURE_NAMES, Measure
from rehabplanner.domain.diary import Event, EventKind
from rehabplanner.domain.people import Units
from rehabplanner.gui.progress.content import Frame, Step, as_day, unit_of
from rehabplanner.gui.progress.load_layers import faded, plot_height
from rehabplanner.gui.progress.pain_layers import pain_y
from rehabplanner.gui.progress.ticks import Tick, time_ticks, values
from rehabplanner.wording import _, number_text, word

PAIN_LINES = (0, 2, 4, 6, 8, 10)
RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_backdrop(
    painter: QPainter, frame: Frame, rect: QRectF, lines: Iterable[float], ticks: list[Tick]
) -> None:
    """Draw a panel's ground: level lines, and upright lines at the ticks of time."""
    painter.fillRect(QRectF(0, 0, rect.width(), rect.height()), frame.colours["base"])
    painter.setPen(QPen(faded(frame.colours["grid"], 0.75), 1))
    for y in lines:
        painter.drawLine(0, round(y), round(rect.width()), round(y))
    for tick in ticks:
        x = round(frame.x(tick.day.toordinal()))
        strength = 1.0 if tick.is_strong else 0.55
        painter.setPen(QPen(faded(frame.colours["grid"], strength), 1))
        painter.drawLine(x, 0, x, round(rect.height()))
    today = round(frame.x(frame.content.today.toordinal() + 1))
    if 0 < today < rect.width():
        painter.fillRect(
            QRectF(today, 0, rect.width() - today, rect.height()),
            faded(frame.colours["surface"], 0.8),
        )


def load_lines(frame: Frame, rect: QRectF) -> list[float]:
    """Return the pixels of the load panel's level lines."""
    height = plot_height(frame, rect)
    return [
        height * (1 - value / frame.load_top) for value in values(frame.load_top, frame.load_step)
    ]


def pain_lines(rect: QRectF) -> list[float]:
    """Return the pixels of the pain panel's level lines."""
    return [float(pain_y(rect, float(score))) for score in PAIN_LINES]


def ticks_of(frame: Frame) -> list[Tick]:
    """Return the ticks of the time axis in view."""
    return time_ticks(as_day(frame.left), as_day(frame.right), frame.px_per_day, frame.em)


def draw_time_axis(painter: QPainter, frame: Frame, rect: QRectF, ticks: list[Tick]) -> None:
    """Draw the words of the ticks under the panels, leaving out those that would touch."""
    painter.setFont(frame.font)
    metrics = QFontMetricsF(frame.font)
    free = -frame.em
    for tick in ticks:
        x, width = frame.x(tick.day.toordinal()), metrics.horizontalAdvance(tick.text)
        left = max(x + 3, 0.0)
        if left < free or left + width > rect.width() + frame.em:
            continue
        painter.setPen(frame.colours["text" if tick.is_strong else "muted"])
        box = QRectF(left, 0, width + 2, rect.height())
        painter.drawText(box, LEFT_MIDDLE, tick.text)
        free = left + width + 0.8 * frame.em


def draw_value_axis(
    painter: QPainter, frame: Frame, rect: QRectF, levels: Iterable[tuple[float, str]]
) -> None:
    """Draw the words of the level lines, right-aligned in the gutter."""
    painter.setFont(frame.font)
    painter.setPen(frame.colours["muted"])
    for y, text in levels:
        box = QRectF(0, y - frame.em, rect.width() - 0.5 * frame.em, 2 * frame.em)
        painter.drawText(box, RIGHT_MIDDLE, text)


def load_levels(frame: Frame, rect: QRectF) -> list[tuple[float, str]]:
    """Return pixel and words of each level of the load panel."""
    unit = unit_of(frame.content.measure, frame.content.units)
    return [
        (y, level_text(value / unit))
        for y, value in zip(
            load_lines(frame, rect), values(frame.load_top, frame.load_step), strict=True
        )
    ]


def pain_levels(rect: QRectF, em: float) -> list[tuple[float, str]]:
    """Return pixel and words of each level of the pain panel."""
    levels = [(y, str(score)) for y, score in zip(pain_lines(rect), PAIN_LINES, strict=True)]
    return levels if levels[0][0] - levels[1][0] >= 1.1 * em else levels[::5]


def level_text(value: float) -> str:
    """Return a level in few letters: 1500, 20k."""
    if value >= 10_000:
        return _("{number}k").format(number=number_text(value / 1000, 1))
    return number_text(value, 2)


def load_title(measure: Measure, step: Step, units: Units) -> str:
    """Return the load panel's title with its unit and what a bar stands for."""
    is_imperial = units is Units.IMPERIAL
    unit = {
        Measure.DISTANCE: _("miles") if is_imperial else _("km"),
        Measure.ASCENT: _("feet") if is_imperial else _("m"),
        Measure.DESCENT: _("feet") if is_imperial else _("m"),
    }.get(measure)
    name = _(MEASURE_NAMES[measure])
    if unit:
        name = _("{name}, {unit}").format(name=name, unit=unit)
    if step is Step.WEEK:
        return _("{name}, each week").format(name=name)
    return _("{name}, each day").format(name=name)


def event_words(event: Event) -> str:
    """Return what an event is called on the chart."""
    if event.kind is EventKind.OTHER and event.label:
        return event.label
    if event.label:
        return _("{kind}: {label}").format(kind=word(event.kind), label=event.label)
    return word(event.kind)


def draw_event_lines(painter: QPainter, frame: Frame, rect: QRectF) -> None:
    """Draw a line through the panel for each event; those that last get a band."""
    for event in visible_events(frame):
        x = frame.x(event.day.toordinal())
        if event.until is not None:
            right = frame.x(event.until.toordinal() + 1)
            alpha = 0.16 if event.kind is EventKind.FLARE_UP else 0.07
            painter.fillRect(
                QRectF(x, 0, max(1.0, right - x), rect.height()),
                faded(frame.colours["event"], alpha),
            )
        painter.setPen(QPen(faded(frame.colours["event"], 0.8), 1, Qt.PenStyle.DashDotLine))
        painter.drawLine(QPointF(round(x) + 0.5, 0), QPointF(round(x) + 0.5, rect.height()))


def draw_event_poles(
    painter: QPainter, frame: Frame, area: QRectF, panels: list[QRectF], above: float
) -> None:
    """Carry the events' lines through the gaps between panels, from `above` on."""
    painter.setPen(QPen(faded(frame.colours["event"], 0.8), 1, Qt.PenStyle.DashDotLine))
    edges = [edge for panel in panels for edge in (panel.top(), panel.bottom())]
    gaps = list(pairwise([area.top() + above, *edges]))
    for event in visible_events(frame):
        x = round(area.left() + frame.x(event.day.toordinal())) + 0.5
        if area.left() <= x <= area.right():
            for top, bottom in gaps[::2]:
                painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def draw_event_labels(painter: QPainter, frame: Frame, rect: QRectF, rows: int) -> None:
    """Draw the events' words above the panels, in rows so that they do not touch.

    Words stand right of their line, or left of it at the right edge. Where there is no room for
    them, the line remains and the read-out names it.
    """
    painter.setFont(frame.font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(frame.font)
    height, gap = rect.height() / max(rows, 1), 0.35 * frame.em
    free = [-frame.em * 100] * rows
    placed: list[tuple[QRectF, str]] = []
    painter.setPen(QPen(faded(frame.colours["event"], 0.8), 1, Qt.PenStyle.DashDotLine))
    for event in visible_events(frame):
        x = frame.x(event.day.toordinal())
        text = event_words(event)
        width = min(metrics.horizontalAdvance(text), 14 * frame.em)
        has_room = x + gap + width <= rect.width()
        left = max(x + gap if has_room else x - gap - width, 0.0)
        row = next((number for number in range(rows) if free[number] <= left), None)
        top = rect.height() if row is None else row * height
        if x >= 0:
            painter.drawLine(QPointF(round(x) + 0.5, top), QPointF(round(x) + 0.5, rect.height()))
        if row is not None and x <= rect.width():
            free[row] = max(x, left + width) + 0.8 * frame.em
            placed.append((QRectF(left, row * height, width + 2, height), text))
    painter.setPen(frame.colours["muted"])
    for box, text in placed:
        painter.fillRect(box.adjusted(1, 1, -1, -1), frame.colours["base"])
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, LEFT_MIDDLE, shown)


def visible_events(frame: Frame) -> list[Event]:
    """Return the events that touch the view."""
    first, last = as_day(frame.left) - timedelta(days=1), as_day(frame.right)
    return [
        event
        for event in frame.content.events
        if (event.until or event.day) >= first and event.day <= last
    ]
