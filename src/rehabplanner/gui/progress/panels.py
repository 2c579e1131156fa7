"""The chart's scene: panels that clip, one item per series, and where everything lies."""

from collections.abc import Callable
from dataclasses import dataclass

from pyqtgraph import ViewBox
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from rehabplanner.analytics.timeline import GROUPS, PainKind
from rehabplanner.gui.progress import axes, curve_layers, load_layers, pain_layers
from rehabplanner.gui.progress.content import PARTS, Frame
from rehabplanner.gui.progress.curves import ACUTE, CHRONIC
from rehabplanner.gui.progress.ticks import Tick
from rehabplanner.wording import _

Draw = Callable[[QPainter, Frame, QRectF], None]
EVENT_ROWS = 2
LEFT_BOTTOM = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom


class Layer(QGraphicsItem):
    """One series of a panel. It draws only what the frame shows, in the panel's pixels."""

    def __init__(self, board: "Board", draw: Draw, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._draw = draw
        self._rect = QRectF()

    def lie_in(self, rect: QRectF) -> None:
        """Take this place and size."""
        self.prepareGeometryChange()
        self._rect = QRectF(0, 0, rect.width(), rect.height())
        self.setPos(rect.topLeft())

    def boundingRect(self) -> QRectF:
        """Return the place it may draw in."""
        return self._rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the series."""
        if self._board.frame is not None and self._rect.width() > 1:
            painter.save()
            self._draw(painter, self._board.frame, self._rect)
            painter.restore()


class Panel(ViewBox):  # type: ignore[misc]
    """One of the stacked panels: it knows its range of days and values, and clips its layers."""

    def __init__(self) -> None:
        super().__init__(enableMouse=False, enableMenu=False, defaultPadding=0.0)
        self.disableAutoRange()


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything lies in the chart, in pixels."""

    events: QRectF
    load: QRectF
    pain: QRectF
    strips: QRectF
    time: QRectF
    gutter: float
    title: float

    @property
    def panels(self) -> QRectF:
        """Return the place of all panels together, titles included."""
        bottom = (self.strips if self.strips.height() > 0 else self.pain).bottom()
        return QRectF(self.load.left(), self.events.top(), self.load.width(), bottom)


def places(
    width: float, height: float, em: float, names: float, strips: int, event_rows: int
) -> Places:
    """Return the layout of a chart of this size; `names` is the width of the longest name."""
    gutter = round(max(4.4 * em, names + em))
    margin, title = round(0.8 * em), round(2.1 * em)
    plot = max(10.0, width - gutter - margin)
    events = QRectF(gutter, 0, plot, round(1.35 * em) * event_rows)
    axis = round(1.8 * em)
    strip = round(strips * (1.9 if strips <= 3 else 1.5) * em)
    gaps = title * (3 if strips else 2)
    free = max(20.0, height - events.height() - axis - strip - gaps)
    load_height = round(free * 0.56)
    load = QRectF(gutter, events.bottom() + title, plot, load_height)
    pain = QRectF(gutter, load.bottom() + title, plot, round(free - load_height))
    below = pain.bottom() + (title if strips else 0)
    rows = QRectF(gutter, below, plot, strip)
    return Places(
        events, load, pain, rows, QRectF(gutter, rows.bottom(), plot, axis), gutter, title
    )


class Board:
    """All items of the scene; `lay_out` places them and `frame` is what they draw."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self.frame: Frame | None = None
        self.ticks: list[Tick] = []
        self.places = places(100, 100, 10, 0, 0, 0)
        self.load, self.pain, self.strips = Panel(), Panel(), Panel()
        for panel in (self.load, self.pain, self.strips):
            scene.addItem(panel)
        self._inside: list[tuple[Panel, list[Layer]]] = [
            (self.load, self._layers(self.load, self._load_draws())),
            (self.pain, self._layers(self.pain, self._pain_draws())),
            (self.strips, self._layers(self.strips, [self._draw_strips])),
        ]
        self._gutters = [
            Layer(self, self._draw_load_axis),
            Layer(self, self._draw_pain_axis),
            Layer(self, self._draw_strip_axis),
        ]
        self._events = Layer(self, self._draw_events)
        self._time = Layer(self, self._draw_time)
        self._titles = Layer(self, self._draw_titles)
        for item in (*self._gutters, self._events, self._time, self._titles):
            scene.addItem(item)

    def lay_out(
        self, width: float, height: float, em: float, names: float, strips: int, rows: int
    ) -> None:
        """Place everything in a chart of this size."""
        found = places(width, height, em, names, strips, rows)
        if found == self.places:
            return
        self.places = found
        rects = (found.load, found.pain, found.strips)
        for (panel, layers), rect in zip(self._inside, rects, strict=True):
            panel.setGeometry(rect)
            panel.setVisible(rect.height() > 0)
            for layer in layers:
                layer.lie_in(QRectF(0, 0, rect.width(), rect.height()))
        for item, rect in zip(self._gutters, rects, strict=True):
            item.lie_in(QRectF(0, rect.top(), found.gutter, rect.height()))
        self._events.lie_in(found.events)
        self._time.lie_in(found.time)
        self._titles.lie_in(QRectF(0, 0, width, height))

    def show_frame(self, frame: Frame) -> None:
        """Take a new frame; every panel learns its range."""
        self.frame = frame
        self.ticks = axes.ticks_of(frame)
        days = (frame.left, frame.right)
        self.load.setRange(xRange=days, yRange=(0, frame.load_top), padding=0)
        self.pain.setRange(xRange=days, yRange=(0, pain_layers.PAIN_TOP), padding=0)
        self.strips.setRange(xRange=days, yRange=(0, 1), padding=0)

    def _layers(self, panel: Panel, draws: list[Draw]) -> list[Layer]:
        layers = [Layer(self, draw, panel) for draw in draws]
        for height, layer in enumerate(layers):
            layer.setZValue(height)
        return layers

    def _load_draws(self) -> list[Draw]:
        return [
            self._draw_load_ground,
            load_layers.draw_states,
            axes.draw_event_lines,
            *(self._group_draw(number) for number in range(len(GROUPS))),
            load_layers.draw_planned,
            *(self._curve_draw(key) for key in (CHRONIC, ACUTE)),
            load_layers.draw_marks,
        ]

    def _pain_draws(self) -> list[Draw]:
        order = (PainKind.WORST, PainKind.AFTER, PainKind.MORNING, PainKind.DURING)
        return [
            self._draw_pain_ground,
            axes.draw_event_lines,
            *(self._pain_draw(kind) for kind in order),
            pain_layers.draw_ceiling,
            pain_layers.draw_no_pain_yet,
        ]

    @staticmethod
    def _group_draw(number: int) -> Draw:
        def draw(painter: QPainter, frame: Frame, rect: QRectF) -> None:
            load_layers.draw_group(painter, frame, rect, GROUPS[number])

        return draw

    @staticmethod
    def _curve_draw(key: str) -> Draw:
        def draw(painter: QPainter, frame: Frame, rect: QRectF) -> None:
            curve_layers.draw_curve(painter, frame, rect, key)

        return draw

    @staticmethod
    def _pain_draw(kind: PainKind) -> Draw:
        def draw(painter: QPainter, frame: Frame, rect: QRectF) -> None:
            pain_layers.draw_pain(painter, frame, rect, kind)

        return draw

    def _draw_load_ground(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        axes.draw_backdrop(painter, frame, rect, axes.load_lines(frame, rect), self.ticks)

    def _draw_pain_ground(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        axes.draw_backdrop(painter, frame, rect, axes.pain_lines(rect), self.ticks)

    def _draw_strips(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        axes.draw_backdrop(painter, frame, rect, (), self.ticks)
        axes.draw_event_lines(painter, frame, rect)
        strips = frame.content.strips
        for place, strip in enumerate(strips):
            pain_layers.draw_strip(painter, frame, rect, strip, place, len(strips))

    def _draw_load_axis(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        axes.draw_value_axis(painter, frame, rect, axes.load_levels(frame, rect))

    def _draw_pain_axis(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        axes.draw_value_axis(painter, frame, rect, axes.pain_levels(rect, frame.em))

    def _draw_strip_axis(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        strips = frame.content.strips
        row = rect.height() / max(1, len(strips))
        names = [((place + 0.5) * row, _(strip.name)) for place, strip in enumerate(strips)]
        axes.draw_value_axis(painter, frame, rect, names)

    def _draw_events(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        rows = max(1, round(rect.height() / (1.35 * frame.em)))
        axes.draw_event_labels(painter, frame, rect, rows)

    def _draw_time(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        axes.draw_time_axis(painter, frame, rect, self.ticks)

    def _draw_titles(self, painter: QPainter, frame: Frame, rect: QRectF) -> None:
        content = frame.content
        found = self.places
        titles = [
            (found.load, axes.load_title(content.measure, content.step, content.units)),
            (found.pain, _("Pain, 0 to 10")),
        ]
        if content.strips:
            has_parts = any(strip.group == PARTS for strip in content.strips)
            words = _("The day around it")
            if has_parts:
                words = _("Pain by part, and the day around it")
            titles.append((found.strips, words))
        font = frame.font
        font = type(font)(font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(frame.colours["muted"])
        for place, words in titles:
            box = QRectF(
                place.left(), place.top() - found.title, place.width(), found.title - 0.2 * frame.em
            )
            painter.drawText(box, LEFT_BOTTOM, words)
        panels = self.places.panels
        inside = (found.load, found.pain, found.strips)
        axes.draw_event_poles(
            painter,
            frame,
            panels,
            [rect for rect in inside if rect.height()],
            found.events.height(),
        )
