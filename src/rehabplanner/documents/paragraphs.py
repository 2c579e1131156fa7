"""Paragraphs as blocks: anybody's words and safe markup, left to right or right to left.

Lengths are points; `top` is the upper edge, since pages are filled from above.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.platypus import Paragraph

from rehabplanner.documents.bidi import has_right_to_left, is_right_to_left
from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fonts import (
    BOLD,
    REGULAR,
    draw_text,
    is_wide_script,
    markup,
    shortened,
    text_width,
)
from rehabplanner.documents.style import LEADING, Style
from rehabplanner.documents.tagging import marked_as

SPLIT_LETTERS = 1500
MOST_KEPT = 2000
RIGHT_TO_LEFT_MARK = "\u200f"


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
