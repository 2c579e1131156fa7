"""The plan as square codes on paper, with a word on how to use them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rehabplanner.documents.blocks import Block, Columns, Stack
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.style import Style
from rehabplanner.documents.tagging import marked_as
from rehabplanner.wording import _

QUIET = 4
"""Modules that must stay white around a code (ISO/IEC 18004)."""
MOST_PRINTED = 4


class SquareCode(Block):
    """A QR code of error correction M; as wide as it may be, black on white."""

    def __init__(self, words: str, widest: float = 108.0) -> None:
        self.words = words
        self.widest = widest

    def _side(self, width: float) -> float:
        return min(width, self.widest)

    def height(self, width: float) -> float:
        """Return the side of the square."""
        return self._side(width)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the dark modules, those beside each other as one bar."""
        side = self._side(width)
        step = side / (len(modules(self.words)) + 2 * QUIET)
        canvas.saveState()
        canvas.setFillGray(1)
        canvas.rect(x, top - side, side, side, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.translate(x, top)
        canvas.scale(step, -step)
        with marked_as(canvas, "Figure", _("This plan as a code")):
            canvas.addLiteral(_dark(self.words))
        canvas.restoreState()


@lru_cache(maxsize=32)
def modules(words: str) -> tuple[tuple[bool, ...], ...]:
    """Return the modules of the smallest QR code (correction M) that holds the words."""
    # Its package brings in all of ReportLab's charts, which no first page shall wait for.
    from reportlab.graphics.barcode.qrencoder import (  # noqa: PLC0415
        QRCode,
        QRErrorCorrectLevel,
    )

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(words)
    code.make()
    return tuple(tuple(bool(one) for one in row) for row in code.modules)


@lru_cache(maxsize=32)
def _dark(words: str) -> str:
    """Return the dark bars written out for PDF, a module being one unit, from above."""
    bars = [
        f"{first + QUIET} {number + QUIET} {count} 1 re"
        for number, row in enumerate(modules(words))
        for first, count in _bars(row)
    ]
    return "\n".join((*bars, "f"))


def _bars(row: Sequence[bool]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for place, is_dark in enumerate(row):
        if not is_dark:
            continue
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found


def plan_codes(lines: Sequence[str], style: Style) -> Block | None:
    """Return the codes with their words; None where a plan is too long for paper."""
    if not 0 < len(lines) <= MOST_PRINTED:
        return None
    codes: list[Block] = [SquareCode(line) for line in lines]
    words = [
        text(_("This plan as a code"), style, size=style.body, bold=True),
        text(
            _(
                "Scan it with a phone and send yourself the text. In rehabplanner on a computer, "
                "choose “Take in a plan” and paste it. It holds the plan, not your name."
            ),
            style,
            size=style.small,
        ),
    ]
    if len(lines) > 1:
        words.append(text(_("All codes are needed, in any order."), style, size=style.small))
    shares = [108.0] * len(codes)
    if len(codes) <= 2:
        return Columns([*codes, Stack(words, gap=2)], [*shares, 1], 10)
    return Stack([Stack(words, gap=2), Columns(codes, shares, 12)], gap=4)
