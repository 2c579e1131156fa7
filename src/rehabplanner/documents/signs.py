"""A dose without words: amounts in large figures, a clock, sides, a weight, the days as dots."""

from collections.abc import Sequence
from typing import Any

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.fonts import draw_text, text_width
from rehabplanner.documents.style import HAIRLINE, Style
from rehabplanner.domain.doses import Dose, Side, Unit
from rehabplanner.domain.people import Units
from rehabplanner.phrases import load_words, span_words
from rehabplanner.wording import _, weekday

GAP = 11.0


class DoseSigns(Block):
    """A dose as signs in a row; signs that do not fit go to a further row."""

    def __init__(self, dose: Dose, style: Style, units: Units = Units.METRIC) -> None:
        self.style = style
        self.size = 19.0 * min(style.scale, 1.3)
        self.signs = tuple(_signs(dose, units))

    def _width(self, sign: tuple[str, str]) -> float:
        kind, words = sign
        own = text_width(words, self.size, bold=True) if words else 0.0
        if kind == "sides":
            return self.size * 2.3
        return own + (self.size * 1.1 if kind in ("clock", "weight", "pause") else 0.0)

    def _rows(self, width: float) -> list[list[tuple[str, str]]]:
        rows: list[list[tuple[str, str]]] = [[]]
        left = width
        for sign in self.signs:
            own = self._width(sign)
            if rows[-1] and own > left:
                rows.append([])
                left = width
            rows[-1].append(sign)
            left -= own + GAP
        return rows

    def height(self, width: float) -> float:
        """Return the height of the rows."""
        return self.size * 1.35 * len(self._rows(width))

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the signs."""
        for row in self._rows(width):
            left = x
            for sign in row:
                self._draw(canvas, left, top - self.size, sign)
                left += self._width(sign) + GAP
            top -= self.size * 1.35

    def _draw(self, canvas: Any, x: float, y: float, sign: tuple[str, str]) -> None:
        kind, words = sign
        size = self.size
        canvas.setStrokeColor(self.style.colour("ink"))
        canvas.setFillColor(self.style.colour("ink"))
        if kind == "sides":
            self._draw_sides(canvas, x, y, words)
            return
        if kind != "text":
            canvas.setLineWidth(1.4)
            _icon(canvas, kind, x, y, size)
            x += size * 1.1
        draw_text(canvas, x, y + size * 0.15, words, size, bold=True)

    def _draw_sides(self, canvas: Any, x: float, y: float, words: str) -> None:
        size, style = self.size, self.style
        canvas.setLineWidth(HAIRLINE)
        for place, (letter, sign) in enumerate(((_("L"), "L"), (_("R"), "R"))):
            is_on = sign in words
            left = x + place * size * 1.15
            canvas.setFillColor(style.colour("ink" if is_on else "paper"))
            canvas.roundRect(left, y - 1, size * 1.05, size * 1.05, 3, stroke=1, fill=1)
            canvas.setFillColor(style.colour("paper" if is_on else "soft"))
            middle = left + size * 0.525
            draw_text(canvas, middle, y + size * 0.2, letter, size * 0.75, bold=True, align=0.5)


def _signs(dose: Dose, units: Units) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if dose.pyramid:
        found.append(("text", " + ".join(map(str, dose.pyramid))))
    elif dose.amount is not None:
        sets = f"{span_words(dose.sets)} × " if dose.sets else ""
        amount = span_words(dose.amount)
        if dose.unit is Unit.REPS:
            found.append(("text", sets + amount if sets else f"{amount} ×"))
        elif dose.unit is Unit.METRES:
            found.append(("text", f"{sets}{amount} m"))
        else:
            if sets:
                found.append(("text", sets.rstrip()))
            found.append(("clock", f"{amount} {dose.unit.value}"))
    elif dose.sets:
        found.append(("text", f"{span_words(dose.sets)} ×"))
    if dose.hold_s:
        found.append(("clock", f"{span_words(dose.hold_s)} s"))
    sides = {Side.EACH: "LR", Side.LEFT: "L", Side.RIGHT: "R"}.get(dose.side)
    if sides:
        found.append(("sides", sides))
    if dose.load_kg is not None:
        found.append(("weight", load_words(dose.load_kg, units)))
    if dose.rest_s:
        found.append(("pause", f"{dose.rest_s} s"))
    return found


def _icon(canvas: Any, kind: str, x: float, y: float, size: float) -> None:
    """Draw a clock, two upright bars or a kettlebell, on the line at `y`."""
    path = canvas.beginPath()
    radius = size * 0.42
    if kind == "clock":
        canvas.circle(x + radius, y + radius + 1, radius, stroke=1, fill=0)
        path.moveTo(x + radius, y + radius * 1.65 + 1)
        path.lineTo(x + radius, y + radius + 1)
        path.lineTo(x + radius * 1.5, y + radius + 1)
        canvas.drawPath(path, stroke=1, fill=0)
    elif kind == "pause":
        for left in (0.12, 0.5):
            canvas.rect(x + size * left, y + 1, size * 0.2, size * 0.8, stroke=0, fill=1)
    else:
        canvas.circle(x + radius, y + size * 0.34, size * 0.32, stroke=0, fill=1)
        canvas.roundRect(x + radius * 0.55, y + size * 0.5, radius * 0.9, size * 0.38, 3, fill=0)


class DayDots(Block):
    """The seven days as squares: filled on days to do it, open on the others."""

    def __init__(self, days: Sequence[int], style: Style) -> None:
        self.days = frozenset(days)
        self.style = style

    def _side(self, width: float) -> float:
        return min(22.0, (width - 6 * 3) / 7)

    def height(self, width: float) -> float:
        """Return the height of the squares and the letters below."""
        return self._side(width) + self.style.small * 1.2

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """Draw the squares; the filled ones leave a white box to tick."""
        side, style = self._side(width), self.style
        canvas.setLineWidth(HAIRLINE)
        for day in range(7):
            left = x + day * (side + 3)
            is_on = day in self.days
            canvas.setStrokeColor(style.colour("ink" if is_on else "rule"))
            canvas.setFillColor(style.colour("ink" if is_on else "paper"))
            if is_on:
                canvas.rect(left, top - side, side, side, stroke=1, fill=1)
                canvas.setFillColor(style.colour("paper"))
                canvas.rect(left + 3, top - side + 3, side - 6, side - 6, stroke=0, fill=1)
            else:
                y = top - side / 2
                canvas.line(left + side * 0.3, y, left + side * 0.7, y)
            canvas.setFillColor(style.colour("ink"))
            letter = weekday(day, short=True)[:2]
            size = style.small * 0.9
            draw_text(canvas, left + side / 2, top - side - size, letter, size, align=0.5)
