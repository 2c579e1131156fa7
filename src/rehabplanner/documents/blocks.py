"""What a page is built of: blocks that know their height for a width, split, and draw themselves.

Lengths are points; `top` is the upper edge, since pages are filled from above.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from rehabplanner.documents.style import HAIRLINE, Style


class Block(ABC):
    """A rectangle of paper. Each kind says how high it is and draws itself."""

    keep_with_next = False
    outline = ""
    """The words of a bookmark to this block; empty for none."""
    anchors: tuple[str, ...] = ()
    """Names by which links inside the paper lead here."""

    @abstractmethod
    def height(self, width: float) -> float:
        """Return the height in points at this width."""

    @abstractmethod
    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw with the upper left corner at (x, top)."""

    def split(self, width: float, height: float) -> "tuple[Block, Block] | None":
        """Return a part of at most this height and the rest; None where it must stay whole.

        `height` is what the current page has left.
        """
        return None

    def forced_split(self, width: float, height: float) -> "tuple[Block, Block] | None":
        """Return two parts of a block that is too high for any page."""
        return self.split(width, height)


class Space(Block):
    """Nothing, so many points high; it vanishes at the top of a page."""

    def __init__(self, points: float) -> None:
        self.points = points

    def height(self, width: float) -> float:
        """Return the height in points."""
        return self.points

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw nothing."""


class NewPage(Block):
    """Begins a new page, unless one has just begun."""

    def height(self, width: float) -> float:
        """Return no height."""
        return 0.0

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw nothing."""


class Stack(Block):
    """Blocks below each other with the same gap; splits between or inside them."""

    def __init__(self, blocks: Sequence[Block], gap: float = 0.0) -> None:
        self.blocks = tuple(blocks)
        self.gap = gap

    def height(self, width: float) -> float:
        """Return the sum of the heights and gaps."""
        heights = sum(block.height(width) for block in self.blocks)
        return heights + self.gap * max(0, len(self.blocks) - 1)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw one below the other."""
        for block in self.blocks:
            block.draw(canvas, x, top, width)
            top -= block.height(width) + self.gap

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split before the first block that does not fit, or inside it."""
        left = height
        for number, block in enumerate(self.blocks):
            tall = block.height(width)
            if tall <= left + 0.01:
                left -= tall + self.gap
                continue
            first, rest = list(self.blocks[:number]), list(self.blocks[number:])
            parts = block.forced_split(width, left) if left > 0 else None
            if parts:
                first.append(parts[0])
                rest[0] = parts[1]
            while first and first[-1].keep_with_next and not parts:
                rest.insert(0, first.pop())
            if not first or not rest:
                return None
            return Stack(first, self.gap), Stack(rest, self.gap)
        return None


class Columns(Block):
    """Blocks beside each other; `shares` are parts of the width, or points where above 1."""

    def __init__(self, blocks: Sequence[Block], shares: Sequence[float], gap: float = 12.0) -> None:
        self.blocks = tuple(blocks)
        self.shares = tuple(shares)
        self.gap = gap

    def widths(self, width: float) -> list[float]:
        """Return the width of each column in points."""
        points = sum(share for share in self.shares if share > 1)
        rest = width - self.gap * (len(self.blocks) - 1) - points
        parts = sum(share for share in self.shares if share <= 1) or 1.0
        return [share if share > 1 else rest * share / parts for share in self.shares]

    def height(self, width: float) -> float:
        """Return the height of the highest column."""
        pairs = zip(self.blocks, self.widths(width), strict=True)
        return max((block.height(own) for block, own in pairs), default=0.0)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw one beside the other, upper edges aligned."""
        for block, own in zip(self.blocks, self.widths(width), strict=True):
            block.draw(canvas, x, top, own)
            x += own + self.gap

    def forced_split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split the columns that are too high at the same line."""
        firsts: list[Block] = []
        rests: list[Block] = []
        for block, own in zip(self.blocks, self.widths(width), strict=True):
            if block.height(own) <= height:
                firsts.append(block)
                rests.append(Space(0))
                continue
            parts = block.forced_split(own, height)
            if parts is None:
                return None
            firsts.append(parts[0])
            rests.append(parts[1])
        return (
            Columns(firsts, self.shares, self.gap),
            Columns(rests, self.shares, self.gap),
        )


class Panel(Block):
    """A block in a frame that stays on one page; only one higher than any page is split."""

    def __init__(
        self,
        inside: Block,
        style: Style,
        *,
        fill: str | None = None,
        border: str | None = "rule",
        bar: str | None = None,
        padding: float = 9.0,
    ) -> None:
        self.inside = inside
        self.style = style
        self.fill = fill
        self.border = border
        self.bar = bar
        self.padding = padding

    def _left(self) -> float:
        return self.padding + (5.0 if self.bar else 0.0)

    def _inner(self, width: float) -> float:
        return width - self._left() - self.padding

    def height(self, width: float) -> float:
        """Return the height with the padding."""
        return self.inside.height(self._inner(width)) + 2 * self.padding

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the frame, then what is inside."""
        height = self.height(width)
        canvas.saveState()
        if self.fill:
            canvas.setFillColor(self.style.colour(self.fill))
            canvas.roundRect(x, top - height, width, height, 3, stroke=0, fill=1)
        if self.border:
            canvas.setStrokeColor(self.style.colour(self.border))
            canvas.setLineWidth(HAIRLINE)
            canvas.roundRect(x, top - height, width, height, 3, stroke=1, fill=0)
        if self.bar:
            canvas.setFillColor(self.style.colour(self.bar))
            canvas.rect(x, top - height, 5, height, stroke=0, fill=1)
        canvas.restoreState()
        self.inside.draw(canvas, x + self._left(), top - self.padding, self._inner(width))

    def forced_split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split what is inside, each part in its own frame."""
        parts = self.inside.forced_split(self._inner(width), height - 2 * self.padding)
        if parts is None:
            return None
        return self._like(parts[0]), self._like(parts[1])

    def _like(self, inside: Block) -> "Panel":
        return Panel(
            inside,
            self.style,
            fill=self.fill,
            border=self.border,
            bar=self.bar,
            padding=self.padding,
        )


def bookmark(canvas: Any, words: str, x: float, top: float) -> None:
    """Add an entry to the table of contents that a reader of PDF shows."""
    key = f"part-{canvas.getPageNumber()}-{x:.0f}-{top:.0f}"
    canvas.bookmarkHorizontalAbsolute(key, top)
    canvas.addOutlineEntry(words, key, level=getattr(canvas, "outline_level", 0))
