"""What a page is built of: blocks that know their height for a width, split, and draw themselves.

Lengths are points; `top` is the upper edge, since pages are filled from above.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.platypus import Paragraph

from rehabplanner.documents.bidi import has_right_to_left, is_right_to_left
from rehabplanner.documents.fonts import (
    BOLD,
    REGULAR,
    draw_text,
    is_wide_script,
    markup,
    shortened,
    text_width,
)
from rehabplanner.documents.style import HAIRLINE, LEADING, Style
from rehabplanner.documents.tagging import marked_as

SPLIT_LETTERS = 1500
MOST_KEPT = 2000
RIGHT_TO_LEFT_MARK = "\u200f"


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


class Text(Block):
    """A ReportLab paragraph; made by `text` and `rich`, never from a person's words directly."""

    tag = ""
    """The role for those who listen; empty for a paragraph, or a title where it has a bookmark."""

    def __init__(self, safe: str, look: Any) -> None:
        self._safe = safe
        self._look = look

    def _laid(self, width: float) -> tuple[Any, float]:
        """Return the paragraph broken into lines, to be drawn only, and its height in points."""
        return _broken(self._safe, self._look, width)

    def height(self, width: float) -> float:
        """Return the height of the lines at this width."""
        return self._laid(width)[1]

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines."""
        paragraph, height = self._laid(width)
        role = self.tag or ("H1" if self.outline else "P")
        with marked_as(canvas, role):
            paragraph.drawOn(canvas, x, top - height)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between two lines."""
        parts = self._own(width).split(width, height)
        if len(parts) != 2:
            return None
        first, rest = _Part(parts[0]), _Part(parts[1])
        first.tag = rest.tag = self.tag
        return first, rest

    def _own(self, width: float) -> Any:
        """Return a paragraph that may be taken apart: splitting forgets the lines."""
        paragraph = Paragraph(self._safe, self._look)
        paragraph.wrap(width, 1e6)
        return paragraph


@lru_cache(maxsize=MOST_KEPT)
def _broken(safe: str, look: Any, width: float) -> tuple[Any, float]:
    """Return a paragraph in lines of this width: the same exercises come on many papers."""
    paragraph = Paragraph(safe, look)
    return paragraph, float(paragraph.wrap(width, 1e6)[1])


class _Part(Text):
    """Some lines of a paragraph that was split."""

    def __init__(self, paragraph: Any) -> None:
        super().__init__("", None)
        self._paragraph = paragraph
        self._size = (-1.0, 0.0)

    def _laid(self, width: float) -> tuple[Any, float]:
        if self._size[0] != width:
            self._size = (width, float(self._paragraph.wrap(width, 1e6)[1]))
        return self._paragraph, self._size[1]

    def _own(self, width: float) -> Any:
        self._laid(width)
        self._size = (-1.0, 0.0)
        return self._paragraph


class RightToLeft(Text):
    """A paragraph that runs from right to left: broken into lines first, then set in order."""

    def __init__(
        self, words: str, style: Style, *, size: float, bold: bool, role: str, align: int
    ) -> None:
        super().__init__("", None)
        self._words = words
        self._style = style
        self._type = size
        self._bold = bold
        self._role = role
        self._align = align

    def _lines(self, width: float) -> list[str]:
        found: list[str] = []
        for line in self._words.split("\n"):
            found.append(RIGHT_TO_LEFT_MARK)
            for word in line.split():
                longer = f"{found[-1]} {word}" if len(found[-1]) > 1 else found[-1] + word
                if text_width(longer, self._type, bold=self._bold) <= width:
                    found[-1] = longer
                elif len(found[-1]) > 1:
                    found.append(RIGHT_TO_LEFT_MARK + word)
                else:
                    found[-1] += word
        return [shortened(line, self._type, width, bold=self._bold) for line in found]

    def height(self, width: float) -> float:
        """Return the height of the lines at this width."""
        return self._type * LEADING * len(self._lines(width))

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the lines at the right edge, or centred."""
        place = 0.5 if self._align == 1 else 1.0
        canvas.setFillColor(self._style.colour(self._role))
        with marked_as(canvas, self.tag or ("H1" if self.outline else "P")):
            for line in self._lines(width):
                y = top - self._type
                left = x + width * place
                draw_text(canvas, left, y, line, self._type, bold=self._bold, align=place)
                top -= self._type * LEADING

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between two lines."""
        lines = self._lines(width)
        count = int(height / (self._type * LEADING))
        if not 0 < count < len(lines):
            return None
        return self._part(lines[:count]), self._part(lines[count:])

    def _part(self, lines: Sequence[str]) -> "RightToLeft":
        return RightToLeft(
            "\n".join(lines),
            self._style,
            size=self._type,
            bold=self._bold,
            role=self._role,
            align=self._align,
        )


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


def text(
    words: str,
    style: Style,
    *,
    size: float = 0.0,
    bold: bool = False,
    role: str = "ink",
    align: int = 0,
) -> Text:
    """Return a paragraph of anybody's words; `size` in points, 0 for the body's."""
    if has_right_to_left(words) and is_right_to_left(words):
        return RightToLeft(words, style, size=size or style.body, bold=bold, role=role, align=align)
    safe = markup(words, bold=bold, base=BOLD if bold else REGULAR)
    return rich(
        safe, style, size=size, bold=bold, role=role, align=align, wide=is_wide_script(words)
    )


def rich(
    safe: str,
    style: Style,
    *,
    size: float = 0.0,
    bold: bool = False,
    role: str = "ink",
    align: int = 0,
    wide: bool = False,
) -> Text:
    """Return a paragraph of safe markup."""
    look = style.paragraph(size or style.body, bold=bold, role=role, align=align, wide=wide)
    return Text(safe, look)


def labelled(label: str, words: str, style: Style, *, size: float = 0.0) -> Text:
    """Return a paragraph that begins with a bold label."""
    if has_right_to_left(words) and is_right_to_left(words):
        lines = f"{label}\n{words}" if label else words
        return RightToLeft(lines, style, size=size or style.body, bold=False, role="ink", align=2)
    safe = f"{markup(label, bold=True)} {markup(words)}"
    return rich(safe, style, size=size, wide=is_wide_script(words))


def link_to(anchor: str, safe: str) -> str:
    """Return safe markup that leads to a place in the same paper."""
    return f'<link href="#{anchor}">{safe}</link>'


def long_text(words: str, style: Style, *, size: float = 0.0) -> list[Block]:
    """Return a text of any length as paragraphs that are short enough to be set quickly."""
    return [text(piece, style, size=size) for piece in pieces_of(words) if piece.strip()]


def pieces_of(words: str) -> list[str]:
    """Return a text cut at its line ends, and at blanks where a line is very long."""
    found: list[str] = []
    for line in words.split("\n"):
        while len(line) > SPLIT_LETTERS:
            cut = line.rfind(" ", SPLIT_LETTERS // 2, SPLIT_LETTERS)
            cut = cut if cut > 0 else SPLIT_LETTERS
            found.append(line[:cut])
            line = line[cut:].lstrip()
        found.append(line)
    return found


def unbroken(line: str, separator: str = " · ") -> str:
    """Return a line that breaks only at its separators."""
    parts = (part.replace(" ", "\u00a0") for part in line.split(separator))
    return separator.replace(" ", "\u00a0", 1).join(parts)
