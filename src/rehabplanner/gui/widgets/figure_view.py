"""Shows an exercise figure in the window, at rest or moving at the exercise's own tempo."""

from collections.abc import Mapping

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehabplanner.figures.figure import Figure
from rehabplanner.gui.widgets.figure_brush import paint_ready, palette_for
from rehabplanner.gui.widgets.reels import FRAME_MS, Look, Reel, reel, turns


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
        paint_ready(painter, paths, shown.size, QRectF(self.rect()), self._colours())
        painter.end()

    def _on_timer_tick(self) -> None:
        if self._figure is None or self.visibleRegion().isEmpty():
            return
        shown = self._shown()
        self._has_drawn = not self._has_drawn and not shown.is_complete and turns.may_draw()
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
        return palette_for(is_dark=is_dark)

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
