"""Figures on their way from start to end: moments drawn one at a time and kept for all views."""

from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic

from rehabplanner.figures.figure import Figure
from rehabplanner.gui.widgets.figure_brush import Ready, ready

FRAME_MS = 16
DRAWN_MM = 100.0
LEAST_STEPS = 12  # moments kept from start to end
MOST_STEPS = 60
MOST_STILLS = 24
LONG_S = 0.003
MOST_REELS = 30  # about 3 MB each when complete


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


turns = Turns()
