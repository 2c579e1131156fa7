"""What stands above the rest: headings, numbered titles, and a few large numbers in a row."""

from collections.abc import Sequence
from typing import Any

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fonts import draw_text, shortened, text_width
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.style import Style


class Heading(Block):
    """The heading of a section, with a line below; it stays with what follows."""

    keep_with_next = True

    def __init__(self, words: str, style: Style) -> None:
        self.outline = words
        self._text = text(words, style, size=style.heading, bold=True, role="accent")
        self._text.tag = "H2"

    def height(self, width: float) -> float:
        """Return the height with the space around it."""
        return self._text.height(width) + 9.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the words."""
        self._text.draw(canvas, x, top - 4.0, width)


class Titled(Block):
    """A number in a filled disc, a name beside it, and a word at the right edge."""

    def __init__(self, number: int, name: str, aside: str, style: Style) -> None:
        self._number = str(number)
        self._style = style
        self._size = style.heading
        self._name = text(name, style, size=self._size, bold=True)
        self._name.tag = "H3"
        self._name_width = text_width(name, self._size, bold=True)
        self._aside = aside

    def _disc(self) -> float:
        own = text_width(self._number, self._size * 0.9, bold=True) + 9
        return max(own, self._size * 1.4)

    def _is_beside(self, width: float) -> bool:
        """Say whether the word fits beside the name on its first line."""
        room = width - self._disc() - 22 - text_width(self._aside, self._style.small)
        return self._name_width <= room

    def height(self, width: float) -> float:
        """Return the height of the name, and of the word where it stands below."""
        below = 0.0 if self._is_beside(width) or not self._aside else self._style.small * 1.35
        return max(self._name.height(width - self._disc() - 10), self._disc()) + below

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw disc, name and the word at the right or below."""
        disc, size = self._disc(), self._style.small
        canvas.setFillColor(self._style.colour("accent"))
        canvas.circle(x + disc / 2, top - disc / 2, disc / 2, stroke=0, fill=1)
        canvas.setFillColor(self._style.colour("paper"))
        baseline = top - disc / 2 - self._size * 0.31
        draw_text(
            canvas, x + disc / 2, baseline, self._number, self._size * 0.9, bold=True, align=0.5
        )
        canvas.setFillColor(self._style.colour("ink"))
        self._name.draw(canvas, x + disc + 10, baseline + self._size * 1.06, width - disc - 10)
        canvas.setFillColor(self._style.colour("soft"))
        if self._is_beside(width):
            draw_text(canvas, x + width, baseline, self._aside, size, align=1)
        elif self._aside:
            y = top - self.height(width) + size * 0.3
            aside = shortened(self._aside, size, width - disc - 10)
            draw_text(canvas, x + disc + 10, y, aside, size)


class Facts(Block):
    """A few numbers in a row, large, each with its words below."""

    def __init__(self, facts: Sequence[tuple[str, str]], style: Style) -> None:
        self.facts = tuple(facts)
        self.style = style
        self._labels = tuple(
            text(label, style, size=style.small, role="soft") for _value, label in facts
        )

    def _own(self, width: float) -> float:
        return width / max(1, len(self.facts))

    def height(self, width: float) -> float:
        """Return the height of the numbers and the words below."""
        own = self._own(width) - 14
        return 25.0 + max((label.height(own) for label in self._labels), default=0.0)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw each fact behind a thin upright line."""
        own, height = self._own(width), self.height(width)
        for (value, _label), label in zip(self.facts, self._labels, strict=True):
            canvas.setStrokeColor(self.style.colour("accent"))
            canvas.setLineWidth(2)
            canvas.line(x + 1, top - 2, x + 1, top - height)
            canvas.setFillColor(self.style.colour("ink"))
            shown = shortened(value, 18, own - 12, bold=True)
            draw_text(canvas, x + 9, top - 17, shown, 18, bold=True)
            label.draw(canvas, x + 9, top - 22, own - 14)
            x += own


class NumberDisc(Block):
    """A number in a small filled disc and a name beside it, which may take several lines."""

    def __init__(self, number: int, name: str, style: Style, size: float) -> None:
        self._number = str(number)
        self._style = style
        self._size = size
        self._name = text(name, style, size=size, bold=True)
        self._name.tag = "H3"

    def _disc(self) -> float:
        return max(text_width(self._number, self._size * 0.85, bold=True) + 6, self._size * 1.3)

    def height(self, width: float) -> float:
        """Return the height of the name or the disc."""
        return max(self._name.height(width - self._disc() - 5), self._disc())

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw disc and name."""
        disc, size = self._disc(), self._size
        canvas.setFillColor(self._style.colour("accent"))
        canvas.circle(x + disc / 2, top - disc / 2, disc / 2, stroke=0, fill=1)
        canvas.setFillColor(self._style.colour("paper"))
        baseline = top - disc / 2 - size * 0.3
        draw_text(canvas, x + disc / 2, baseline, self._number, size * 0.85, bold=True, align=0.5)
        self._name.draw(canvas, x + disc + 5, top, width - disc - 5)
