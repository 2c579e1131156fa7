"""Shows an exercise figure in the window, at rest or moving at the exercise's own tempo."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabplanner.figures.drawing import Curve, Drawing, Line, Path, colour
from rehabplanner.figures.figure import Figure

FRAME_MS = 16
DRAWN_MM = 100.0
LEAST_STEPS = 12  # moments kept from start to end
MOST_STEPS = 60
MOST_STILLS = 24
LONG_S = 0.003
MOST_REELS = 30  # about 3 MB each when complete

LIGHT: Mapping[str, str] = {
    "near-limb": "#1f5f70",
    "torso": "#3f97a8",
    "shorts": "#16404c",
    "head": "#2f7687",
    "hair": "#16323c",
    "shoe": "#16323c",
    "sole": "#b9c9cf",
    "far-limb": "#9cc3cc",
    "far-torso": "#8fc0ca",
    "far-shorts": "#7fa3ad",
    "far-shoe": "#7f9aa3",
    "thing": "#c9d3d8",
    "thing-far": "#dfe6e9",
    "thing-line": "#7c8b94",
    "band": "#8a6fb0",
    "floor": "#eef2f4",
    "water": "#d6e9f3",
    "wave": "#4f97bf",
    "paper": "#ffffff",
    "light": "#f3d98f",
    "arrow": "#d9822b",
    "ghost": "#e3eaed",
    "edge": "#ffffff",
}
DARK: Mapping[str, str] = {
    **LIGHT,
    "near-limb": "#7fcfdd",
    "torso": "#4aa3b5",
    "shorts": "#2c6f7e",
    "head": "#8ed6e2",
    "hair": "#dff3f6",
    "shoe": "#dff3f6",
    "sole": "#8aa4ad",
    "far-limb": "#37626d",
    "far-torso": "#34626e",
    "far-shorts": "#2a4d57",
    "far-shoe": "#55757e",
    "thing": "#44535c",
    "thing-far": "#36444c",
    "thing-line": "#93a3ac",
    "band": "#b9a3dc",
    "floor": "#222c33",
    "water": "#1c3948",
    "wave": "#6fb4d6",
    "paper": "#d9e2e6",
    "light": "#d9b95f",
    "arrow": "#f0a34a",
    "ghost": "#28343c",
    "edge": "#1b2329",
}
PHOTOCOPY: Mapping[str, str] = {
    "near-limb": "#8c8c8c",
    "torso": "#f4f4f4",
    "shorts": "#4d4d4d",
    "head": "#c4c4c4",
    "hair": "#222222",
    "shoe": "#222222",
    "sole": "#ffffff",
    "far-limb": "#dedede",
    "far-torso": "#ffffff",
    "far-shorts": "#b5b5b5",
    "far-shoe": "#8f8f8f",
    "thing": "#ffffff",
    "thing-far": "#ffffff",
    "thing-line": "#000000",
    "band": "#000000",
    "floor": "#f0f0f0",
    "water": "#ececec",
    "wave": "#000000",
    "paper": "#ffffff",
    "light": "#ffffff",
    "arrow": "#000000",
    "ghost": "#e8e8e8",
    "edge": "#000000",
}


Ready = tuple[tuple[QPainterPath, str, float], ...]  # path, role, width in mm (0: an area)


def ready(drawing: Drawing) -> Ready:
    """Return a drawing's paths as the painter takes them."""
    return tuple((_outline(path), path.role, path.width_mm) for path in drawing.paths)


def paint(painter: QPainter, drawing: Drawing, rect: QRectF, palette: Mapping[str, str]) -> None:
    """Paint a drawing as large as it fits, in the middle of a rectangle."""
    size = (drawing.width_mm, drawing.height_mm)
    _paint(painter, ready(drawing), size, rect, palette)


def _paint(
    painter: QPainter,
    paths: Ready,
    size: tuple[float, float],
    rect: QRectF,
    palette: Mapping[str, str],
) -> None:
    scale = min(rect.width() / size[0], rect.height() / size[1])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        rect.center().x() - scale * size[0] / 2, rect.center().y() + scale * size[1] / 2
    )
    painter.scale(scale, -scale)
    inks: dict[str, QColor] = {}
    for path, role, width in paths:
        if role not in inks:
            inks[role] = QColor(colour(palette, role))
        if width == 0.0:
            painter.fillPath(path, inks[role])
            continue
        pen = QPen(inks[role], width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    painter.restore()


def _outline(path: Path) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    for step in path.steps:
        if isinstance(step, Curve):
            (a, b), (c, d), (e, f) = step
            outline.cubicTo(a, b, c, d, e, f)
        elif isinstance(step, Line):
            outline.lineTo(*step.to)
        else:
            outline.moveTo(*step.to)
    if path.closed:
        outline.closeSubpath()
    return outline


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown besides the figure itself."""

    mirrored: bool = False
    ghost: bool = False
    arrow: bool = True
    hold_s: float = 0.0
    side: str = ""


class Reel:
    """The drawn moments of one figure in one look; all views that show it share them."""

    def __init__(self, figure: Figure, look: Look) -> None:
        self.figure, self._look = figure, look
        self.size = (1.0, 1.0)
        self._stills: dict[float | str, Ready] = {}
        self._moments: dict[int, Ready] = {}
        self.count = max(LEAST_STEPS, min(MOST_STEPS, round(figure.tempo_s * 1000 / FRAME_MS)))
        bits = self.count.bit_length()
        order = sorted(range(self.count + 1), key=lambda k: f"{k:0{bits}b}"[::-1])
        self._waiting = [0, self.count, *(k for k in order if 0 < k < self.count)][::-1]

    def still(self, frame: float | str) -> Ready:
        """Return a moment, drawn now if need be."""
        if frame not in self._stills:
            if len(self._stills) > MOST_STILLS:
                self._stills.clear()
            self._stills[frame] = self._drawn(frame)
        return self._stills[frame]

    @property
    def is_complete(self) -> bool:
        """Say whether all moments are drawn."""
        return not self._waiting

    def draw_next(self) -> None:
        """Draw one more moment: first the ends, then always between those there are.

        One that is long to solve is solved now and drawn at the next call.
        """
        if not self._waiting:
            return
        start = monotonic()
        step = self._waiting[-1]
        self.figure.skeleton(step / self.count)
        if monotonic() - start < LONG_S:
            self._moments[step] = self._drawn(step / self.count)
            self._waiting.pop()

    def nearest(self, moment: float) -> int | None:
        """Return the drawn step that is nearest to a moment; None while there is none."""
        wanted = round(moment * self.count)
        if wanted in self._moments:
            return wanted
        return min(self._moments, key=lambda step: abs(step - wanted), default=None)

    def moment(self, step: int) -> Ready:
        """Return a drawn step."""
        return self._moments[step]

    def _drawn(self, frame: float | str) -> Ready:
        look = self._look
        drawing = self.figure.drawing(
            frame,
            DRAWN_MM,
            mirrored=look.mirrored,
            ghost=look.ghost,
            arrow=look.arrow,
            hold_s=look.hold_s,
            side=look.side,
        )
        self.size = (drawing.width_mm, drawing.height_mm)
        return ready(drawing)


_reels: OrderedDict[tuple[int, Look], Reel] = OrderedDict()


def reel(figure: Figure, look: Look) -> Reel:
    """Return the moments of a figure; those looked at last are kept."""
    key = (id(figure), look)
    found = _reels.get(key)
    if found is None or found.figure is not figure:
        found = _reels[key] = Reel(figure, look)
    _reels.move_to_end(key)
    while len(_reels) > MOST_REELS:
        _reels.popitem(last=False)
    return found


class Turns:
    """Lets only one view draw a new moment in each frame's time, so that the window stays quick."""

    def __init__(self) -> None:
        self._last = 0.0

    def may_draw(self) -> bool:
        """Say whether it is time for one more moment; the asker then draws it."""
        now = monotonic()
        if now - self._last < FRAME_MS / 1000:
            return False
        self._last = now
        return True


_turns = Turns()


class FigureView(QWidget):
    """Shows a figure; `play` moves it between start and end as long as it can be seen.

    Moments are drawn one at a time while it moves, coarse ones first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reel: Reel | None = None
        self._figure: Figure | None = None
        self._palette: Mapping[str, str] | None = None
        self._frame: float | str = "start"
        self._look = Look()
        self._step: int | None = None
        self._is_playing = False
        self._has_drawn = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_tick)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(48, 48)

    @property
    def is_running(self) -> bool:
        """Say whether the picture is moving now."""
        return self._timer.isActive()

    def show_figure(self, figure: Figure | None, frame: float | str = "start") -> None:
        """Show a figure at one of its moments, or nothing."""
        self._figure, self._frame = figure, frame
        self._forget()
        self._restart()

    def show_frame(self, frame: float | str) -> None:
        """Show another moment, from 0 (start) to 1 (end) or by name."""
        self._frame = frame
        self.update()

    def set_palette(self, palette: Mapping[str, str] | None) -> None:
        """Use a mapping of roles to colours; None follows the window's light or dark."""
        self._palette = palette
        self.update()

    def set_options(
        self,
        *,
        mirrored: bool = False,
        ghost: bool = False,
        arrow: bool = True,
        hold_s: float = 0.0,
        side: str = "",
    ) -> None:
        """Choose the side, the ghost of the start, the arrow, and the marks for hold and side."""
        self._look = Look(mirrored, ghost, arrow, hold_s, side)
        self._forget()

    def play(self, is_playing: bool = True) -> None:
        """Move or rest."""
        self._is_playing = is_playing
        self._restart()

    def sizeHint(self) -> QSize:
        """Return a size that suits a card."""
        return QSize(240, 200)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on moving."""
        super().showEvent(event)
        self._restart()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the moment."""
        del event
        if self._figure is None:
            return
        shown = self._shown()
        if self._step is not None and self._timer.isActive():
            paths = shown.moment(self._step)
        else:
            paths = shown.still(self._frame)
        painter = QPainter(self)
        _paint(painter, paths, shown.size, QRectF(self.rect()), self._colours())
        painter.end()

    def _on_timer_tick(self) -> None:
        if self._figure is None or self.visibleRegion().isEmpty():
            return
        shown = self._shown()
        self._has_drawn = not self._has_drawn and not shown.is_complete and _turns.may_draw()
        if self._has_drawn:
            shown.draw_next()
            return  # painting waits for the next tick
        step = shown.nearest(moment_at(self._clock.elapsed() / 1000, self._figure))
        if step != self._step:
            self._step = step
            self.update()

    def _shown(self) -> Reel:
        assert self._figure is not None
        if self._reel is None:
            self._reel = reel(self._figure, self._look)
        return self._reel

    def _colours(self) -> Mapping[str, str]:
        if self._palette is not None:
            return self._palette
        is_dark = self.palette().color(QPalette.ColorRole.Window).lightness() < 128
        return DARK if is_dark else LIGHT

    def _forget(self) -> None:
        self._reel = self._step = None
        self.update()

    def _restart(self) -> None:
        if self._is_playing and self._figure is not None and self.isVisible():
            self._clock.start()
            self._timer.start()
        else:
            self._timer.stop()
            self._step = None
        self.update()


def moment_at(seconds: float, figure: Figure) -> float:
    """Return the figure's moment (0 start, 1 end) after some seconds of playing.

    There, a hold, and back; a figure that loops (walking) only goes on.
    """
    there = max(0.3, figure.tempo_s)
    if figure.loops:
        return (seconds % there) / there
    rest = min(0.6, figure.hold_s)
    hold = min(2.0, figure.hold_s)
    place = seconds % (2 * there + hold + rest)
    if place < there:
        return place / there
    if place < there + hold:
        return 1.0
    return max(0.0, 1.0 - (place - there - hold) / there)
