"""The letterhead of the first page: logo and practice at the left, therapist and date right."""

from datetime import date
from typing import Any

from rehabplanner.documents.fonts import draw_text, shortened, text_width
from rehabplanner.documents.logo import draw_logo, logo_size
from rehabplanner.documents.style import Style
from rehabplanner.domain.colours import readable
from rehabplanner.domain.people import Practice
from rehabplanner.wording import day_text

TALLEST_LOGO, WIDEST_LOGO = 46.0, 150.0
LINE = 14.5


def accent_of(practice: Practice) -> str:
    """Return the practice's colour, dark enough to be read on white; empty for the usual one."""
    return readable(practice.colour) if practice.colour else ""


def letterhead_height(practice: Practice) -> float:
    """Return the height in points with the space below; 0 for a practice without a word."""
    if not _has_words(practice) and _logo_box(practice) is None:
        return 0.0
    words = 16.0 + 13.5 * len(_address_lines(practice)) if _has_words(practice) else 0.0
    box = _logo_box(practice)
    return max(words, box[1] if box else 0.0) + 14.0


def draw_letterhead(
    canvas: Any, practice: Practice, style: Style, day: date, place: tuple[float, float, float]
) -> None:
    """Draw it at the left edge, upper edge and width of `place`, in points."""
    height = letterhead_height(practice)
    if not height:
        return
    left, top, width = place
    right = left + width
    box = _logo_box(practice)
    if box is not None:
        draw_logo(canvas, practice.logo, (left, top - box[1], *box), style)
        left += box[0] + 12
    y = top - 11.0
    date_text = day_text(day, name=False)
    side = max(text_width(practice.therapist, 11, bold=True), text_width(date_text, 10.5))
    side = min(side, width * 0.4)
    canvas.setFillColor(style.colour("accent"))
    room = right - left - side - 20
    draw_text(canvas, left, y, shortened(practice.name, 15, room, bold=True), 15, bold=True)
    canvas.setFillColor(style.colour("ink"))
    therapist = shortened(practice.therapist, 11, side, bold=True)
    draw_text(canvas, right, y, therapist, 11, bold=True, align=1)
    canvas.setFillColor(style.colour("soft"))
    draw_text(canvas, right, y - LINE, date_text, 10.5, align=1)
    for line in _address_lines(practice):
        y -= LINE
        draw_text(canvas, left, y, shortened(line, 10.5, room), 10.5)
        y += 1.0
    y = top - height + 7.0
    canvas.setStrokeColor(style.colour("accent"))
    canvas.setLineWidth(1.5)
    canvas.line(place[0], y, right, y)


def _has_words(practice: Practice) -> bool:
    return bool(practice.name or practice.address or practice.phone or practice.therapist)


def _address_lines(practice: Practice) -> list[str]:
    lines = [" · ".join(part.strip() for part in practice.address.split("\n") if part.strip())]
    return [line for line in (*lines, practice.phone) if line] or [""]


def _logo_box(practice: Practice) -> tuple[float, float] | None:
    """Return how large the logo is drawn; None without one that can be read."""
    size = logo_size(practice.logo) if practice.logo else None
    if size is None:
        return None
    scale = min(TALLEST_LOGO / size[1], WIDEST_LOGO / size[0])
    return size[0] * scale, size[1] * scale
