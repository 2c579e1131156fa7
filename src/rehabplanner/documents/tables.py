"""Tables: rows of cells with lines between them, and grids of days to tick."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fonts import draw_text, shortened, text_width
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.style import HAIRLINE, Style
from rehabplanner.documents.tagging import grouped, unread
from rehabplanner.wording import weekday

CELL_PADDING = 5.0


class Table(Block):
    """Rows of cells with lines between them; it splits between rows and repeats its head."""

    def __init__(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[Block]],
        shares: Sequence[float],
        style: Style,
        shaded: frozenset[int] = frozenset(),
        *,
        grid: bool = False,
    ) -> None:
        self.grid = grid
        self.head = tuple(head)
        self.rows = tuple(tuple(row) for row in rows)
        self.shares = tuple(shares)
        self.style = style
        self.shaded = shaded
        self._heads = tuple(
            text(words, style, size=style.small, bold=True, role="accent") for words in head
        )

    def _widths(self, width: float) -> list[float]:
        points = sum(share for share in self.shares if share > 1)
        parts = sum(share for share in self.shares if share <= 1) or 1.0
        return [share if share > 1 else (width - points) * share / parts for share in self.shares]

    def _row_height(self, row: Sequence[Block], widths: Sequence[float]) -> float:
        inside = max(
            cell.height(own - 2 * CELL_PADDING) for cell, own in zip(row, widths, strict=True)
        )
        return inside + 2 * CELL_PADDING - 1

    def _heights(self, width: float) -> list[float]:
        widths = self._widths(width)
        rows = [self._heads, *self.rows] if any(self.head) else list(self.rows)
        return [self._row_height(row, widths) for row in rows]

    def height(self, width: float) -> float:
        """Return the height of head and rows."""
        return sum(self._heights(width))

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw shades, cells and lines."""
        with grouped(canvas, "Table"):
            self._draw(canvas, x, top, width)

    def _draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        widths, heights = self._widths(width), self._heights(width)
        has_head = any(self.head)
        rows = [self._heads, *self.rows] if has_head else list(self.rows)
        canvas.setLineWidth(HAIRLINE)
        y = top
        for number, (row, height) in enumerate(zip(rows, heights, strict=True)):
            if number - has_head in self.shaded:
                canvas.setFillColor(self.style.colour("tint"))
                canvas.rect(x, y - height, width, height, stroke=0, fill=1)
            left = x
            role = "TH" if has_head and number == 0 else "TD"
            with grouped(canvas, "TR"):
                for cell, own in zip(row, widths, strict=True):
                    canvas.setFillColor(self.style.colour("ink"))
                    corner = left + CELL_PADDING, y - CELL_PADDING + 1
                    with grouped(canvas, role):
                        cell.draw(canvas, *corner, own - 2 * CELL_PADDING)
                    left += own
            y -= height
            is_head = has_head and number == 0
            canvas.setLineWidth(1.5 if is_head else HAIRLINE)
            canvas.setStrokeColor(self.style.colour("accent" if is_head else "rule"))
            canvas.line(x, y, x + width, y)
        if self.grid:
            first = top - (heights[0] if has_head else 0.0)
            canvas.setLineWidth(HAIRLINE)
            canvas.setStrokeColor(self.style.colour("rule"))
            left = x
            for own in widths:
                left += own
                canvas.line(left, first, left, y)

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between two rows."""
        heights = self._heights(width)
        has_head = any(self.head)
        left = height - (heights[0] if has_head else 0.0)
        count = 0
        for row_height in heights[has_head:]:
            if row_height > left:
                break
            left -= row_height
            count += 1
        if not 0 < count < len(self.rows):
            return None
        return self._part(0, count), self._part(count, len(self.rows))

    def _part(self, first: int, last: int) -> "Table":
        shaded = frozenset(number - first for number in self.shaded if first <= number < last)
        rows = self.rows[first:last]
        return Table(self.head, rows, self.shares, self.style, shaded, grid=self.grid)


@dataclass(frozen=True, slots=True)
class TickRow:
    """One row of a tick grid: its label and what its open cells hold.

    `boxes` are the labels of the boxes to tick; none means space to write, and `slash` parts it.
    `days` are this row's own open weekdays.
    """

    label: str
    boxes: tuple[str, ...] = ()
    slash: bool = False
    days: tuple[int, ...] | None = None


class TickGrid(Block):
    """Seven days across; cells of the given weekdays are open, the others show a dash."""

    def __init__(
        self,
        rows: Sequence[TickRow],
        days: Sequence[int],
        style: Style,
        *,
        row_height: float = 18.5,
    ) -> None:
        self.row_height = row_height
        self.rows = tuple(rows)
        self.days = frozenset(days)
        self.style = style

    def _row(self) -> float:
        return self.row_height * max(1.0, min(self.style.scale, 1.4))

    def _head(self) -> float:
        return self.style.small * 1.4

    def _label_width(self, width: float) -> float:
        longest = max(text_width(row.label, self.style.small) for row in self.rows)
        return min(width * 0.36, max(width * 0.2, longest + 8))

    def _is_open(self, row: TickRow, day: int) -> bool:
        return day in (self.days if row.days is None else row.days)

    def height(self, width: float) -> float:
        """Return the height of head and rows."""
        return self._head() + self._row() * len(self.rows)

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw weekdays, labels, cells and boxes."""
        style, size = self.style, self.style.small
        label_width = self._label_width(width)
        cell = (width - label_width) / 7
        row, head = self._row(), self._head()
        canvas.setLineWidth(HAIRLINE)
        for day in range(7):
            is_open = any(self._is_open(line, day) for line in self.rows)
            canvas.setFillColor(style.colour("ink" if is_open else "soft"))
            name = shortened(weekday(day, short=True), size, cell, bold=is_open)
            middle = x + label_width + (day + 0.5) * cell
            draw_text(canvas, middle, top - head + 4, name, size, bold=is_open, align=0.5)
        for number, line in enumerate(self.rows):
            y = top - head - row * (number + 1)
            canvas.setFillColor(style.colour("ink"))
            label = shortened(line.label, size, label_width - 4)
            draw_text(canvas, x, y + row / 2 - size * 0.33, label, size)
            for day in range(7):
                left = x + label_width + day * cell
                if self._is_open(line, day):
                    self._draw_cell(canvas, left, y, cell, line)
                else:
                    self._draw_closed(canvas, left, y, cell)
        self._draw_lines(canvas, x, top - head, width)

    def _draw_closed(self, canvas: Any, x: float, y: float, width: float) -> None:
        row, size = self._row(), self.style.small
        canvas.setFillColor(self.style.colour("tint"))
        canvas.rect(x, y, width, row, stroke=0, fill=1)
        canvas.setFillColor(self.style.colour("soft"))
        with unread(canvas):
            draw_text(canvas, x + width / 2, y + row / 2 - 3, "–", size, align=0.5)

    def _draw_lines(self, canvas: Any, x: float, top: float, width: float) -> None:
        label_width, row = self._label_width(width), self._row()
        cell = (width - label_width) / 7
        canvas.setStrokeColor(self.style.colour("rule"))
        for number in range(len(self.rows) + 1):
            canvas.line(x, top - row * number, x + width, top - row * number)
        for day in range(8):
            left = x + label_width + day * cell
            canvas.line(left, top, left, top - row * len(self.rows))

    def _draw_cell(self, canvas: Any, x: float, y: float, width: float, line: TickRow) -> None:
        style, row = self.style, self._row()
        if line.slash:
            canvas.setStrokeColor(style.colour("rule"))
            canvas.line(x + width / 2 - 3, y + 5, x + width / 2 + 3, y + row - 5)
        if not line.boxes:
            return
        side, size = 10.5, style.small * 0.92
        canvas.setStrokeColor(style.colour("ink"))
        widths = [side + (3 + text_width(label, size) if label else 0) for label in line.boxes]
        gap = 5.0
        if sum(widths) + gap * (len(widths) - 1) > width - 2:
            self._draw_lettered(canvas, x, y, width, line)
            return
        left = x + (width - sum(widths) - gap * (len(widths) - 1)) / 2
        for label, own in zip(line.boxes, widths, strict=True):
            canvas.setFillColor(style.colour("ink"))
            start = left
            if label:
                draw_text(canvas, left, y + row / 2 - size * 0.33, label, size)
                start += own - side
            canvas.rect(start, y + (row - side) / 2, side, side, stroke=1, fill=0)
            left += own + gap

    def _draw_lettered(self, canvas: Any, x: float, y: float, width: float, line: TickRow) -> None:
        """Draw boxes with their letters inside, for narrow cells."""
        row, count, gap = self._row(), len(line.boxes), 3.0
        side = min(13.0, row - 3, (width - gap * (count + 1)) / count)
        left, low = x + (width - side * count - gap * (count - 1)) / 2, y + (row - side) / 2
        for label in line.boxes:
            canvas.setFillColor(self.style.colour("soft"))
            draw_text(canvas, left + side / 2, low + side * 0.24, label, side * 0.68, align=0.5)
            canvas.rect(left, low, side, side, stroke=1, fill=0)
            left += side + gap
