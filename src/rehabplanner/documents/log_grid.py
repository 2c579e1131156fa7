"""The grid of the log sheet: rows to tick or write in, days of some weeks across."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fields import tick_field, write_field
from rehabplanner.documents.fonts import draw_text, shortened, text_width
from rehabplanner.documents.style import HAIRLINE, Style
from rehabplanner.documents.tagging import unread
from rehabplanner.wording import _, weekday

WIDE = 1.6
"""How much wider the total is than a day."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row: its name and what is small below, its open weekdays, and what its cells hold.

    `kind` is "box" to tick or "" to write; a joined row belongs to the one above, and one that
    is apart stands below a thick line.
    """

    name: str
    words: str
    days: tuple[int, ...]
    kind: str = ""
    side: str = ""
    is_joined: bool = False
    is_apart: bool = False


class LogGrid(Block):
    """Rows against the days of one to four weeks, with a total for each week."""

    def __init__(
        self,
        rows: Sequence[LogRow],
        weeks: int,
        style: Style,
        *,
        first_number: int = 1,
        first_row: int = 1,
        is_fillable: bool = False,
    ) -> None:
        self.rows = tuple(rows)
        self.weeks = weeks
        self.style = style
        self.first_number = first_number
        self.first_row = first_row
        self.is_fillable = is_fillable
        self.outline = self._title()

    def _title(self) -> str:
        last = self.first_number + self.weeks - 1
        if last == self.first_number:
            return _("Week {number}").format(number=last)
        return _("Weeks {first} to {last}").format(first=self.first_number, last=last)

    def _row(self) -> float:
        return 23.5 * max(0.9, min(self.style.scale, 1.3))

    def _head(self) -> float:
        return self.style.small * 2.7

    def _label(self, width: float) -> float:
        return width * (0.34 if self.weeks < 3 else 0.28)

    def _column(self, width: float) -> float:
        return (width - self._label(width)) / (self.weeks * (7 + WIDE))

    def height(self, width: float) -> float:
        """Return the height of head and rows."""
        return self._head() + self._row() * len(self.rows) + 2

    def split(self, width: float, height: float) -> tuple[Block, Block] | None:
        """Split between two rows that do not belong together, the head on both parts."""
        count = int((height - self._head() - 2) / self._row())
        count = min(count, len(self.rows) - 1)
        while count > 0 and self.rows[count].is_joined:
            count -= 1
        if count < 3 or len(self.rows) - count < 1:
            return None
        return self._part(0, count), self._part(count, len(self.rows))

    def _part(self, first: int, last: int) -> "LogGrid":
        made = LogGrid(
            self.rows[first:last],
            self.weeks,
            self.style,
            first_number=self.first_number,
            first_row=self.first_row + first,
            is_fillable=self.is_fillable,
        )
        made.outline = "" if first else self.outline
        return made

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw heads, labels, cells and lines."""
        self._draw_heads(canvas, x, top, width)
        y = top - self._head()
        for number, row in enumerate(self.rows):
            y -= self._row()
            self._draw_label(canvas, x, y, width, row)
            for week in range(self.weeks):
                self._draw_week(canvas, (x, y, width), row, number, week)
            self._draw_line(canvas, x, y + self._row(), width, row, is_first=number == 0)
        canvas.setLineWidth(1.5)
        canvas.line(x, y, x + width, y)

    def _left(self, x: float, width: float, week: int) -> float:
        return x + self._label(width) + week * (7 + WIDE) * self._column(width)

    def _draw_heads(self, canvas: Any, x: float, top: float, width: float) -> None:
        style, size, step = self.style, self.style.small, self._column(width)
        names = [weekday(day, short=True) for day in range(7)]
        if max(text_width(name, size) for name in names) > step - 2:
            names = [name[:1] for name in names]
        for week in range(self.weeks):
            left = self._left(x, width, week)
            canvas.setFillColor(style.colour("accent"))
            words = _("Week {number}").format(number=self.first_number + week)
            draw_text(canvas, left + 2, top - size, words, size, bold=True)
            canvas.setFillColor(style.colour("ink"))
            for day in range(7):
                middle = left + (day + 0.5) * step
                draw_text(canvas, middle, top - size * 2.3, names[day], size, align=0.5)
            total = shortened(_("Total"), size, step * WIDE)
            middle = left + (7 + WIDE / 2) * step
            draw_text(canvas, middle, top - size * 2.3, total, size, bold=True, align=0.5)

    def _draw_label(self, canvas: Any, x: float, y: float, width: float, row: LogRow) -> None:
        style, size = self.style, self.style.small
        room = self._label(width) - 4 - (14 if row.side else 0)
        canvas.setFillColor(style.colour("ink"))
        has_two = bool(row.words and row.name)
        base = y + self._row() * (0.52 if has_two else 0.34)
        name = shortened(row.name, size, room, bold=True)
        draw_text(canvas, x, base, name, size, bold=True)
        if row.words:
            small = size * 0.88
            words = shortened(row.words, small, room)
            draw_text(canvas, x, y + self._row() * (0.13 if has_two else 0.34), words, small)
        if row.side:
            right = x + self._label(width) - 5
            draw_text(canvas, right, y + self._row() * 0.36, row.side, size, bold=True, align=1)

    def _draw_week(
        self, canvas: Any, place: tuple[float, float, float], row: LogRow, number: int, week: int
    ) -> None:
        x, y, width = place
        step, high = self._column(width), self._row()
        left = self._left(x, width, week)
        for day in range(7):
            name = f"week-{self.first_number + week}-row-{self.first_row + number}-day-{day + 1}"
            self._draw_cell(canvas, (left + day * step, y, step, high), row, day, name)
        canvas.setStrokeColor(self.style.colour("rule"))
        canvas.setLineWidth(HAIRLINE)
        for day in range(8):
            canvas.setLineWidth(1.5 if day == 0 else HAIRLINE)
            canvas.line(left + day * step, y, left + day * step, y + high)

    def _draw_cell(
        self,
        canvas: Any,
        box: tuple[float, float, float, float],
        row: LogRow,
        day: int,
        name: str,
    ) -> None:
        x, y, wide, high = box
        style = self.style
        if day not in row.days:
            canvas.setFillColor(style.colour("tint"))
            canvas.rect(x, y, wide, high, stroke=0, fill=1)
            canvas.setFillColor(style.colour("soft"))
            with unread(canvas):
                draw_text(canvas, x + wide / 2, y + high / 2 - 3, "–", style.small, align=0.5)
            return
        words = f"{row.name or self._above(row)} {row.side}, {weekday(day)}".strip()
        if row.kind == "box":
            side = min(11.5, wide - 5, high - 5)
            left, low = x + (wide - side) / 2, y + (high - side) / 2
            canvas.setStrokeColor(style.colour("ink"))
            canvas.setLineWidth(HAIRLINE)
            canvas.rect(left, low, side, side, stroke=1, fill=0)
            if self.is_fillable:
                tick_field(canvas, name, words, (left, low, side))
        elif self.is_fillable:
            write_field(canvas, name, words, (x + 1.5, y + 1.5, wide - 3, high - 3))

    def _above(self, row: LogRow) -> str:
        place = self.rows.index(row)
        while place > 0 and self.rows[place].is_joined:
            place -= 1
        return self.rows[place].name

    def _draw_line(
        self, canvas: Any, x: float, y: float, width: float, row: LogRow, *, is_first: bool
    ) -> None:
        canvas.setStrokeColor(self.style.colour("rule"))
        canvas.setLineWidth(1.5 if is_first or row.is_apart else HAIRLINE)
        first = x + self._label(width) if row.is_joined else x
        canvas.line(first, y, x + width, y)
