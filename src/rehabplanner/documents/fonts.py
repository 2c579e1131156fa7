"""The embedded fonts: which one has a letter, how a text is cut into runs, and safe markup.

ReportLab prints a box, silently, where a font lacks a letter, and reads markup in any text. So
every text of a person goes through `markup` or `draw_text`, never straight into a paragraph.
"""

import re
import threading
from functools import lru_cache
from html import escape
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from rehabplanner.documents.bidi import on_paper
from rehabplanner.documents.hyphens import with_soft_hyphens
from rehabplanner.documents.tagging import marked_as
from rehabplanner.paths import resources

REGULAR = "SourceSans3-Regular"
BOLD = "SourceSans3-Bold"
_CHAINS = {
    False: (REGULAR, "DejaVuSans", "DroidSansFallback"),
    True: (BOLD, "DejaVuSans-Bold", "DroidSansFallback"),
}
MISSING = "□"
"""Stands, visibly, where no font has the letter."""
_INVISIBLE = frozenset(
    letter
    for first, last in (
        (0x00AD, 0x00AD),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xE0000, 0xE01FF),
    )
    for letter in range(first, last + 1)
)
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af]")
_lock = threading.Lock()
press = threading.Lock()
"""Held while a PDF is written: the shared fonts can serve only one document at a time."""


@lru_cache(maxsize=16)
def font(name: str) -> Any:
    """Return a font of resources/fonts, read when it is first needed."""
    with _lock:
        if name in pdfmetrics.getRegisteredFontNames():
            return pdfmetrics.getFont(name)
        found = TTFont(name, str(resources() / "fonts" / f"{name}.ttf"))
        pdfmetrics.registerFont(found)
        return found


def register() -> None:
    """Make the two text fonts known to ReportLab; the fallbacks follow when they are needed."""
    font(REGULAR)
    font(BOLD)


@lru_cache(maxsize=4096)
def runs(text: str, bold: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the text as (font name, piece) runs, in the order in which they stand on paper."""
    first = font(_CHAINS[bold][0]).face.charToGlyph
    if first.keys() >= set(map(ord, text)):
        return ((_CHAINS[bold][0], text),)
    pieces: list[tuple[str, str]] = []
    for letter in on_paper(text):
        if ord(letter) in _INVISIBLE:
            continue
        name, shown = _font_of(letter, bold)
        if pieces and pieces[-1][0] == name:
            pieces[-1] = (name, pieces[-1][1] + shown)
        else:
            pieces.append((name, shown))
    return tuple(pieces)


def _font_of(letter: str, bold: bool) -> tuple[str, str]:
    for name in _CHAINS[bold]:
        if ord(letter) in font(name).face.charToGlyph:
            return name, letter
    return _CHAINS[bold][1], MISSING


def markup(text: str, *, bold: bool = False, base: str = REGULAR) -> str:
    """Return a text as safe markup for a paragraph in the `base` font; line breaks stay."""
    lines = text.replace("\t", " ").split("\n")
    return "<br/>".join(_line_markup(line, bold, base) for line in lines)


def _line_markup(line: str, bold: bool, base: str) -> str:
    pieces = []
    for name, piece in runs(line, bold):
        safe = with_soft_hyphens(escape(piece, quote=False))
        pieces.append(safe if name == base else f'<font name="{name}">{safe}</font>')
    return "".join(pieces)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of one line in points."""
    return sum(float(pdfmetrics.stringWidth(piece, name, size)) for name, piece in runs(text, bold))


def draw_text(
    canvas: Any,
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    align: float = 0.0,
) -> None:
    """Draw one line with its baseline at `y`; `align` is 0 for left of x, 0.5 centred, 1 right."""
    if align:
        x -= text_width(text, size, bold=bold) * align
    line = canvas.beginText(x, y)
    for name, piece in runs(text, bold):
        line.setFont(name, size)
        line.textOut(piece)
    with marked_as(canvas, "P"):
        canvas.drawText(line)


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than `width` points."""
    if text_width(text, size, bold=bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def is_wide_script(text: str) -> bool:
    """Say whether the text has Chinese, Japanese or Korean letters, which break anywhere."""
    return _WIDE.search(text) is not None
