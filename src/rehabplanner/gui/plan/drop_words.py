"""What is to be known before something is dropped on a day: the past, doubles, rest, the guard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.gui.plan.card_delegate import paint_icon
from rehabplanner.gui.theme import Theme
from rehabplanner.planning.checks import is_hard_run, is_heavy_legs
from rehabplanner.planning.outlook import Outlook
from rehabplanner.planning.outlook_words import ahead_words
from rehabplanner.wording import _


@dataclass(frozen=True, slots=True)
class DropWords:
    """The words for a day, and whether they ask for a second look."""

    words: str
    is_warning: bool


def drop_words(
    dossier: Dossier,
    items: Sequence[PlanItem],
    day: date,
    today: date,
    exercises: Mapping[str, Exercise],
    outlook: Outlook,
) -> DropWords:
    """Return what to know before these items stand on this day."""
    ids = {item.id for item in items}
    there = [one for one in between(dossier.items, day, day) if one.id not in ids]
    lines = []
    if day < today:
        lines.append(_("This day is past"))
    if any(_is_twice(item, there) for item in items):
        lines.append(_("Planned here already"))
    if any(one.kind is ItemKind.REST for one in there):
        lines.append(_("This is a rest day"))
    both = [*there, *items]
    if any(is_hard_run(one) for one in both) and any(is_heavy_legs(one, exercises) for one in both):
        lines.append(_("Hard run and heavy legs on one day"))
    is_warning = bool(lines)
    for item in items:
        ahead = outlook.ahead(item, day)
        if words := ahead_words(ahead, dossier.person.units):
            lines.append(words)
            is_warning = is_warning or bool(ahead and ahead.is_spike)
    return DropWords("\n".join(lines), is_warning)


def _is_twice(item: PlanItem, there: Sequence[PlanItem]) -> bool:
    if item.exercise_id is None:
        return False
    return any(one.exercise_id == item.exercise_id for one in there)


def paint_banner(painter: QPainter, area: QRect, banner: DropWords, theme: Theme) -> None:
    """Draw the words in a box at the foot of a day; a warning has its own icon and edge."""
    line = painter.fontMetrics().height()
    room = QRect(0, 0, area.width() - line - 30, area.height())
    flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
    words = painter.fontMetrics().boundingRect(room, flags, banner.words)
    box = QRectF(6, area.height() - words.height() - 22, area.width() - 12, words.height() + 16)
    role = "caution" if banner.is_warning else "accent"
    painter.setPen(QPen(theme.colour(role), 2 if banner.is_warning else 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(box, 7, 7)
    icon = QRectF(box.left() + 7, box.top() + 8, line, line)
    paint_icon(painter, icon, theme.icon("warning" if banner.is_warning else "info", role))
    painter.setPen(theme.colour("text"))
    text = QRect(round(icon.right()) + 6, round(box.top()) + 8, room.width(), words.height())
    painter.drawText(text, flags, banner.words)
