"""Small drawn things: signs, boxes to tick, lines to write on, a run-walk as steps."""

from typing import Any

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fonts import draw_text, text_width
from rehabplanner.documents.style import HAIRLINE, Style
from rehabplanner.documents.tagging import marked_as
from rehabplanner.domain.runs import Gait, RunDose
from rehabplanner.phrases import part_minutes_words
from rehabplanner.wording import _


class RunStrip(Block):
    """A run-walk as a picture: high filled steps are running, low open steps are walking."""

    HEIGHT = 40.0

    def __init__(self, run: RunDose, style: Style, *, is_walk: bool = False) -> None:
        self.style = style
        self.parts = [
            (_is_running(part.gait, is_walk=is_walk), part.minutes or 0.0)
            for block in run.blocks
            for _number in range(block.repeats)
            for part in block.parts
        ]

    @staticmethod
    def suits(run: RunDose | None) -> bool:
        """Say whether there is more than one part, and each has its minutes."""
        if run is None:
            return False
        parts = [part for block in run.blocks for part in block.parts]
        count = sum(len(block.parts) * block.repeats for block in run.blocks)
        return 1 < count <= 80 and all(part.minutes for part in parts)

    def height(self, width: float) -> float:
        """Return the height of the picture with its legend."""
        return self.HEIGHT + self.style.small * 1.5

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the steps in proportion to their minutes, and what they mean."""
        with marked_as(canvas, "Figure", _("The run as steps: high is running, low is walking")):
            self._draw(canvas, x, top, width)

    def _draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        style, size = self.style, self.style.small
        total = sum(minutes for _run, minutes in self.parts) or 1.0
        bottom = top - self.HEIGHT + 4
        canvas.setStrokeColor(style.colour("ink"))
        canvas.setLineWidth(HAIRLINE)
        narrowest = min(minutes for _run, minutes in self.parts) / total * width
        labels = [part_minutes_words(minutes) for _run, minutes in self.parts]
        is_short = max(text_width(label, size) for label in labels) > narrowest - 4
        left = x
        for (is_run, minutes), label in zip(self.parts, labels, strict=True):
            own = width * minutes / total
            canvas.setFillColor(style.colour("accent" if is_run else "paper"))
            canvas.rect(left, bottom, own, 32.0 if is_run else 16.0, stroke=1, fill=1)
            shown = f"{minutes:.3g}" if is_short else label
            if text_width(shown, size) <= own - 2:
                canvas.setFillColor(style.colour("paper" if is_run else "ink"))
                draw_text(canvas, left + own / 2, bottom + 4.5, shown, size, align=0.5)
            left += own
        y = bottom - size * 1.35
        for is_run, words in ((True, _("run")), (False, _("walk"))):
            canvas.setFillColor(style.colour("accent" if is_run else "paper"))
            canvas.rect(x, y - 1, 10, 10 if is_run else 6, stroke=1, fill=1)
            canvas.setFillColor(style.colour("ink"))
            draw_text(canvas, x + 15, y, words, size)
            x += 15 + text_width(words, size) + 18
        if is_short:
            canvas.setFillColor(style.colour("soft"))
            draw_text(canvas, x, y, _("numbers are minutes"), size)


def _is_running(gait: Gait, *, is_walk: bool) -> bool:
    return gait is Gait.RUN or (gait is Gait.WHOLE and not is_walk)


class Lines(Block):
    """Empty lines to write on."""

    def __init__(self, count: int, style: Style, *, step: float = 23.0) -> None:
        self.count = count
        self.step = step
        self.style = style

    def height(self, width: float) -> float:
        """Return the height of all lines."""
        return self.step * self.count

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        canvas.setStrokeColor(self.style.colour("rule"))
        canvas.setLineWidth(HAIRLINE)
        for number in range(1, self.count + 1):
            y = top - self.step * number + 3
            canvas.line(x, y, x + width, y)


class Shape(Block):
    """A sign that a photocopy keeps: disc, triangle or square, with a mark inside."""

    SIDE = 24.0

    def __init__(self, kind: str, style: Style) -> None:
        self.kind = kind
        self.style = style

    def height(self, width: float) -> float:
        """Return the height of the sign."""
        return self.SIDE

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the sign, white on dark."""
        side, paper = self.SIDE, self.style.colour("paper")
        x += max(0.0, (width - side) / 2)
        bottom = top - side
        canvas.saveState()
        canvas.setFillColor(self.style.colour(self.kind))
        canvas.setStrokeColor(paper)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        canvas.setLineWidth(2.6)
        path = canvas.beginPath()
        if self.kind == "good":
            canvas.circle(x + side / 2, bottom + side / 2, side / 2, stroke=0, fill=1)
            path.moveTo(x + 7, bottom + 13)
            path.lineTo(x + 11.5, bottom + 8.5)
            path.lineTo(x + 19, bottom + 17.5)
        elif self.kind == "caution":
            outline = canvas.beginPath()
            outline.moveTo(x, bottom + 1)
            outline.lineTo(x + side, bottom + 1)
            outline.lineTo(x + side / 2, top)
            outline.close()
            canvas.drawPath(outline, stroke=0, fill=1)
            path.moveTo(x + 9, bottom + 7.5)
            path.lineTo(x + 17, bottom + 7.5)
            path.moveTo(x + 10.5, bottom + 12)
            path.lineTo(x + 15.5, bottom + 12)
        else:
            canvas.rect(x + 1, bottom + 1, side - 2, side - 2, stroke=0, fill=1)
            path.moveTo(x + side / 2, top - 7)
            path.lineTo(x + side / 2, bottom + 7)
            path.moveTo(x + side / 2 - 4.5, bottom + 11.5)
            path.lineTo(x + side / 2, bottom + 7)
            path.lineTo(x + side / 2 + 4.5, bottom + 11.5)
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()


class TickBox(Block):
    """One box to tick."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def height(self, width: float) -> float:
        """Return the height of a line of text."""
        return self.style.body * 1.3

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the box."""
        side = self.style.body * 1.05
        canvas.setStrokeColor(self.style.colour("ink"))
        canvas.setLineWidth(HAIRLINE)
        canvas.rect(x + 4, top - side - 1, side, side, stroke=1, fill=0)
