"""A grid to fill in: rows with labels, columns with heads, cells to write in or to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fields import tick_field, write_field
from rehabplanner.documents.paragraphs import labelled, text
from rehabplanner.documents.style import HAIRLINE, Style

PADDING = 3.0


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: its label, a small word below, and whether its cells are ticked."""

    label: str
    words: str = ""
    is_tick: bool = False
    is_thick: bool = False


class FormGrid(Block):
    """Cells to fill in. `shares` are the parts of the width, the label's first."""

    def __init__(
        self,
        heads: Sequence[str],
        rows: Sequence[FormRow],
        shares: Sequence[float],
        style: Style,
        *,
        row_height: float = 24.0,
        name: str = "form",
        is_fillable: bool = False,
        first_row: int = 1,
        has_words_beside: bool = False,
    ) -> None:
        self.heads = tuple(heads)
        self.rows = tuple(rows)
        self.shares = tuple(shares)
        self.style = style
        self.row_height = row_height
        self.name = name
        self.is_fillable = is_fillable
        self.first_row = first_row
        self.has_words_beside = has_words_beside
        self._heads = tuple(
            text(words, style, size=style.small, bold=True, role="accent") for words in heads
        )
        self._labels = tuple(self._label(row) for row in rows)

    def _label(self, row: FormRow) -> tuple[Block, Block | None]:
        """Return a row's name and its small word, both in one paragraph where they fit so."""
        style = self.style
        if not row.words:
            return text(row.label, style, size=style.small, bold=True), None
        if self.has_words_beside:
            return labelled(row.label, row.words, style, size=style.small * 0.95), None
        name = text(row.label, style, size=style.small, bold=True)
        return name, text(row.words, style, size=style.small * 0.9)

    def _widths(self, width: float) -> list[float]:
        total = sum(self.shares)
        return [width * share / total for share in self.shares]

    def _head(self, width: float) -> float:
        pairs = zip(self._heads, self._widths(width), strict=True)
        return max(block.height(own - 2 * PADDING) for block, own in pairs) + 4

    def _heights(self, width: float) -> list[float]:
        room = self._widths(width)[0] - 2 * PADDING
        found = []
        for label, words in self._labels:
            own = label.height(room) + (words.height(room) if words else 0.0) + 4
            found.append(max(own, self.row_height * min(self.style.scale, 1.3)))
        return found

    def height(self, width: float) -> float:
        """Return the height of heads and rows."""
        return self._head(width) + sum(self._heights(width)) + 1

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw heads, labels, cells and lines."""
        widths = self._widths(width)
        left = x
        for block, own in zip(self._heads, widths, strict=True):
            block.draw(canvas, left + PADDING, top, own - 2 * PADDING)
            left += own
        y = top - self._head(width)
        edge = y
        for number, (row, high) in enumerate(zip(self.rows, self._heights(width), strict=True)):
            self._line(canvas, x, y, width, is_thick=number == 0 or row.is_thick)
            label, words = self._labels[number]
            room = widths[0] - 2 * PADDING
            own = label.height(room) + (words.height(room) if words else 0.0)
            up = y - (high - own) / 2
            label.draw(canvas, x + PADDING, up, room)
            if words:
                words.draw(canvas, x + PADDING, up - label.height(room), room)
            self._draw_cells(canvas, x, y - high, (widths, high), number)
            y -= high
        self._line(canvas, x, y, width, is_thick=True)
        left = x
        for own in widths:
            left += own
            canvas.setLineWidth(HAIRLINE)
            canvas.line(left, edge, left, y)

    def _line(self, canvas: Any, x: float, y: float, width: float, *, is_thick: bool) -> None:
        canvas.setStrokeColor(self.style.colour("rule"))
        canvas.setLineWidth(1.5 if is_thick else HAIRLINE)
        canvas.line(x, y, x + width, y)

    def _draw_cells(
        self, canvas: Any, x: float, y: float, size: tuple[list[float], float], number: int
    ) -> None:
        widths, high = size
        row = self.rows[number]
        left = x + widths[0]
        for column, own in enumerate(widths[1:], start=1):
            name = f"{self.name}-row-{self.first_row + number}-{column}"
            words = f"{row.label}, {self.heads[column]}".replace(" \n", " ")
            if row.is_tick:
                side = min(12.0, own - 4, high - 6)
                corner = left + (own - side) / 2, y + (high - side) / 2
                canvas.setStrokeColor(self.style.colour("ink"))
                canvas.setLineWidth(HAIRLINE)
                canvas.rect(*corner, side, side, stroke=1, fill=0)
                if self.is_fillable:
                    tick_field(canvas, name, words, (*corner, side))
            elif self.is_fillable:
                write_field(canvas, name, words, (left + 1.5, y + 1.5, own - 3, high - 3))
            left += own

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between two rows, the heads on both parts."""
        left, count = height - self._head(width) - 1, 0
        for high in self._heights(width):
            if high > left:
                break
            left -= high
            count += 1
        if not 0 < count < len(self.rows):
            return None
        return self._part(0, count), self._part(count, len(self.rows))

    def _part(self, first: int, last: int) -> "FormGrid":
        return FormGrid(
            self.heads,
            self.rows[first:last],
            self.shares,
            self.style,
            row_height=self.row_height,
            name=self.name,
            is_fillable=self.is_fillable,
            first_row=self.first_row + first,
            has_words_beside=self.has_words_beside,
        )
