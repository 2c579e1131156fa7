"""Cells of one size in rows: week strips, pictures, cards. Rows are never split."""

from collections.abc import Sequence
from typing import Any

from rehabplanner.documents.blocks import Block, bookmark
from rehabplanner.documents.style import HAIRLINE, Style


class Grid(Block):
    """Blocks in so many columns, each in a frame; all cells of a row are equally high."""

    def __init__(
        self,
        cells: Sequence[Block],
        columns: int,
        style: Style,
        *,
        gap: float = 8.0,
        padding: float = 6.0,
        shaded: frozenset[int] = frozenset(),
        has_frames: bool = True,
    ) -> None:
        self.cells = tuple(cells)
        self.columns = max(1, columns)
        self.style = style
        self.gap = gap
        self.padding = padding
        self.shaded = shaded
        self.has_frames = has_frames

    def _own(self, width: float) -> float:
        return (width - self.gap * (self.columns - 1)) / self.columns

    def _rows(self) -> list[tuple[Block, ...]]:
        step = self.columns
        return [self.cells[first : first + step] for first in range(0, len(self.cells), step)]

    def _heights(self, width: float) -> list[float]:
        inner = self._own(width) - 2 * self.padding
        return [max(cell.height(inner) for cell in row) + 2 * self.padding for row in self._rows()]

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        heights = self._heights(width)
        return sum(heights) + self.gap * max(0, len(heights) - 1)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw row by row."""
        own = self._own(width)
        number = 0
        for row, height in zip(self._rows(), self._heights(width), strict=True):
            left = x
            for cell in row:
                self._draw_frame(canvas, left, top - height, own, height, number)
                if cell.outline:
                    bookmark(canvas, cell.outline, left, top)
                canvas.setFillColor(self.style.colour("ink"))
                cell.draw(canvas, left + self.padding, top - self.padding, own - 2 * self.padding)
                left += own + self.gap
                number += 1
            top -= height + self.gap

    def _draw_frame(
        self, canvas: Any, x: float, y: float, width: float, height: float, number: int
    ) -> None:
        if not self.has_frames:
            return
        canvas.setLineWidth(HAIRLINE)
        canvas.setStrokeColor(self.style.colour("rule"))
        canvas.setFillColor(self.style.colour("tint" if number in self.shaded else "paper"))
        canvas.roundRect(x, y, width, height, 3, stroke=1, fill=1)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between two rows."""
        left, count = height, 0
        for tall in self._heights(width):
            if tall > left:
                break
            left -= tall + self.gap
            count += 1
        cut = count * self.columns
        if not 0 < cut < len(self.cells):
            return None
        return self._part(0, cut), self._part(cut, len(self.cells))

    def _part(self, first: int, last: int) -> "Grid":
        return Grid(
            self.cells[first:last],
            self.columns,
            self.style,
            gap=self.gap,
            padding=self.padding,
            shaded=frozenset(one - first for one in self.shaded if first <= one < last),
            has_frames=self.has_frames,
        )
