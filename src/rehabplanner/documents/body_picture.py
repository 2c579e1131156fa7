"""The body to mark on paper: from behind and in front, or from four sides."""

from collections.abc import Sequence
from typing import Any

from rehabplanner.bodychart.chart import SIDES, VIEW_WORDS, WIDTH, View, details, outline, regions
from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fonts import draw_text
from rehabplanner.documents.ink import QuickCanvas
from rehabplanner.documents.style import Style
from rehabplanner.documents.tagging import marked_as
from rehabplanner.wording import _

OUTLINE_PT = 2.6
LINE_PT = 0.9


class BodyPicture(Block):
    """Outlines with their regions, so many points high, beside each other."""

    def __init__(self, views: Sequence[View], style: Style, tall: float) -> None:
        self.views = tuple(views)
        self.style = style
        self.tall = tall

    def height(self, width: float) -> float:
        """Return the height of the bodies and the words below."""
        return self._tall(width) + self.style.small * 1.5

    def _tall(self, width: float) -> float:
        return min(self.tall, width / len(self.views) / WIDTH * 0.96)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw each body in the middle of its share of the width."""
        share, tall = width / len(self.views), self._tall(width)
        for number, view in enumerate(self.views):
            left = x + share * number + (share - tall * WIDTH) / 2
            words = _("Body to mark: {view}").format(view=_(VIEW_WORDS[view]))
            with marked_as(canvas, "Figure", words):
                self._draw(canvas, view, (left, top, tall))
            size = self.style.small
            canvas.setFillColor(self.style.colour("ink"))
            middle = x + share * (number + 0.5)
            draw_text(canvas, middle, top - tall - size, _(VIEW_WORDS[view]), size, align=0.5)
            for letter, place in zip(SIDES[view], (0.02, 0.98), strict=True):
                if letter:
                    at = left + tall * WIDTH * place
                    draw_text(canvas, at, top - tall * 0.12, _(letter), size, bold=True, align=0.5)

    def _draw(self, canvas: Any, view: View, place: tuple[float, float, float]) -> None:
        style = self.style
        quick = QuickCanvas(canvas)
        canvas.setLineJoin(1)
        canvas.setStrokeColor(style.colour("ink"))
        canvas.setLineWidth(OUTLINE_PT)
        for ring in outline(view):
            canvas.drawPath(_path(quick, ring, place), stroke=1, fill=0)
        canvas.setLineWidth(LINE_PT)
        canvas.setStrokeColor(style.colour("rule"))
        canvas.setFillColor(style.colour("paper"))
        for region in regions(view):
            canvas.drawPath(_path(quick, region.ring, place), stroke=1, fill=1)
        for line in details(view):
            canvas.drawPath(_path(quick, line, place, closed=False), stroke=1, fill=0)


def _path(
    quick: QuickCanvas,
    ring: Sequence[tuple[float, float]],
    place: tuple[float, float, float],
    *,
    closed: bool = True,
) -> Any:
    left, top, tall = place
    path = quick.beginPath()
    (x, y), *rest = ring
    path.moveTo(left + x * tall, top - y * tall)
    for x, y in rest:
        path.lineTo(left + x * tall, top - y * tall)
    if closed:
        path.close()
    return path
