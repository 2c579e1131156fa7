"""Paints the cards of a day: mark, icon, name, dose and what came of it, in wrapped words."""

import math
import re
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rehabplanner.gui.plan.cards import SEPARATOR, Card, State
from rehabplanner.gui.theme import ICON_PX, Theme

CardRole = Qt.ItemDataRole.UserRole + 1
AnyIndex = QModelIndex | QPersistentModelIndex
PADDING = 8
GAP = 3
NBSP = "\u00a0"
_NUMBER = re.compile(r"(?<=\d)\s(?=×)|(?<=×)\s|(?<=\d)\s(?=(?:s|min|km|mi|m|kg|lb|h)\b)")
NAME_LINES, DOSE_LINES, AHEAD_LINES, DONE_LINES = 2, 5, 3, 3
MOST_CACHED = 3000
MOST_FRAMES = 200
MOST_PICTURES = 120


LOOKS = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_HasFocus
    | QStyle.StateFlag.State_MouseOver
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one style, laid out for a width."""

    lines: tuple[str, ...]
    role: str
    is_bold: bool


class CardDelegate(QStyledItemDelegate):
    """Draws a card. `ticked` carries the card whose mark was clicked."""

    ticked = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cache: dict[tuple[object, ...], tuple[Block, ...]] = {}
        self._frames: dict[tuple[object, ...], QPixmap] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        theme.changed.connect(self._cache.clear)
        theme.changed.connect(self._pictures.clear)
        theme.changed.connect(self._frames.clear)

    # Measuring

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height that the words need at the width of the view."""
        card = index.data(CardRole)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 150
        if not isinstance(card, Card):
            return QSize(width, 20)
        font: QFont = option.font
        line = QFontMetrics(font).height()
        count = sum(len(block.lines) for block in self._blocks(card, width, font))
        least = 1 if card.state is State.QUIET else 2
        return QSize(width, max(count, least) * line + 2 * PADDING + 2 * GAP)

    def _blocks(self, card: Card, width: int, font: QFont) -> tuple[Block, ...]:
        key = (*_shown(card), width, font.key())
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > MOST_CACHED:
                self._cache.clear()
            found = self._cache[key] = self._laid_out(card, width, font)
        return found

    def _laid_out(self, card: Card, width: int, font: QFont) -> tuple[Block, ...]:
        metrics = QFontMetrics(font)
        room = width - 2 * GAP - 2 * PADDING - metrics.height() - 6
        bold = QFont(font)
        bold.setBold(True)
        note_room = metrics.height() if card.note else 0
        ahead = f"▲ {card.ahead}" if card.is_above else card.ahead
        quiet = card.state in (State.DONE, State.SKIPPED, State.ALSO_DONE)
        return (
            Block(
                wrapped(card.name, bold, room - note_room, NAME_LINES),
                "muted" if quiet else "text",
                True,
            ),
            Block(wrapped(card.dose, font, room, DOSE_LINES), "muted", False),
            Block(
                wrapped(ahead, font, room, AHEAD_LINES),
                "text" if card.is_above else "muted",
                False,
            ),
            Block(wrapped(card.done, font, room, DONE_LINES), "text", False),
        )

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw the card: painted once for all that look the same, as in week after week."""
        card = index.data(CardRole)
        if not isinstance(card, Card):
            return
        rect: QRect = option.rect
        font: QFont = option.font
        state = option.state & LOOKS
        ratio = painter.device().devicePixelRatio()
        key = (*_shown(card), rect.width(), rect.height(), font.key(), state.value, ratio)
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) > MOST_PICTURES:
                self._pictures.clear()
            found = self._pictures[key] = self._picture(rect.size(), ratio, card, font, state)
        painter.drawPixmap(rect.topLeft(), found)

    def _picture(
        self, size: QSize, ratio: float, card: Card, font: QFont, state: QStyle.StateFlag
    ) -> QPixmap:
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, size.width(), size.height()).adjusted(GAP, GAP, -GAP, -GAP)
        self._paint_frame(painter, box, card, state)
        line = QFontMetrics(font).height()
        left, top = box.left() + PADDING, box.top() + PADDING
        gutter = QRectF(left, top, line, line)
        if card.state is not State.QUIET:
            self._paint_mark(painter, gutter, card.state)
            gutter.translate(0, line + 2)
        paint_icon(painter, gutter, self._theme.icon(card.icon, "accent"))
        if card.note:
            note = QRectF(box.right() - PADDING - line + 3, top, line - 2, line - 2)
            paint_icon(painter, note, self._theme.icon("note", "muted"))
        self._paint_words(painter, QPointF(left + line + 6, top), card, size.width(), font)
        painter.end()
        return made

    def _paint_words(
        self, painter: QPainter, at: QPointF, card: Card, width: int, font: QFont
    ) -> None:
        metrics = QFontMetrics(font)
        y = at.y() + metrics.ascent()
        for block in self._blocks(card, width, font):
            styled = QFont(font)
            styled.setBold(block.is_bold)
            painter.setFont(styled)
            painter.setPen(self._theme.colour(block.role))
            for words in block.lines:
                painter.drawText(QPointF(at.x(), y), words)
                y += metrics.height()

    def _paint_frame(
        self, painter: QPainter, box: QRectF, card: Card, state: QStyle.StateFlag
    ) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        fill = self._theme.colour("raised")
        if card.state in (State.DONE, State.PARTLY):
            fill = self._theme.colour("good-soft")
        elif card.state in (State.ALSO_DONE, State.SKIPPED, State.QUIET):
            fill = self._theme.colour("surface")
        if is_selected:
            fill = self._theme.colour("accent-soft")
        pen = QPen(self._theme.colour("muted" if is_hovered else "border"), 1)
        if card.state is State.ALSO_DONE:
            pen.setStyle(Qt.PenStyle.DashLine)
        if is_selected:
            pen = QPen(self._theme.colour("accent"), 1)
        if has_focus:
            pen = QPen(self._theme.colour("accent-strong"), 2.4)
        painter.drawPixmap(box.topLeft(), self._frame(painter, box, pen, fill))

    def _paint_mark(self, painter: QPainter, gutter: QRectF, state: State) -> None:
        if state is not State.OPEN:
            paint_mark(painter, gutter, state, self._theme)
            return
        pen = QPen(self._theme.colour("muted"), 1.4)
        empty = QColor(Qt.GlobalColor.transparent)
        box = gutter.adjusted(0.8, 0.8, -0.8, -0.8)
        painter.drawPixmap(box.topLeft(), self._frame(painter, box, pen, empty, 4))

    def _frame(
        self, painter: QPainter, box: QRectF, pen: QPen, fill: QColor, radius: float = 7
    ) -> QPixmap:
        """Return an empty card or mark, drawn once for all of its size and look."""
        ratio = painter.device().devicePixelRatio()
        look = (radius, pen.color().rgba(), pen.widthF(), pen.style(), fill.rgba())
        key = (box.width(), box.height(), ratio, *look)
        found = self._frames.get(key)
        if found is None:
            if len(self._frames) > MOST_FRAMES:
                self._frames.clear()
            found = QPixmap(math.ceil(box.width() * ratio), math.ceil(box.height() * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            drawing = QPainter(found)
            drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
            drawing.setPen(pen)
            drawing.setBrush(fill)
            edge = max(0.5, pen.widthF() / 2) if radius < 7 else 0.5
            inner = QRectF(edge, edge, box.width() - 2 * edge, box.height() - 2 * edge)
            drawing.drawRoundedRect(inner, radius, radius)
            drawing.end()
            self._frames[key] = found
        return found

    # The mouse on the mark

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """Tick when the mark is clicked."""
        card = index.data(CardRole)
        if (
            event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() is Qt.MouseButton.LeftButton
            and isinstance(card, Card)
            and card.item is not None
            and card.state is not State.QUIET
            and mark_rect(option).contains(event.position())
        ):
            self.ticked.emit(card)
            return True
        return super().editorEvent(event, model, option, index)


def _shown(card: Card) -> tuple[object, ...]:
    """Return what of a card can be seen."""
    words = (card.name, card.dose, card.ahead, card.done)
    return (*words, card.is_above, bool(card.note), card.state, card.icon)


def mark_rect(option: Any) -> QRectF:
    """Return where the mark of a card can be clicked: generous, for hands that shake."""
    line = QFontMetrics(option.font).height()
    side = line + PADDING + 6
    return QRectF(option.rect.left(), option.rect.top(), side + GAP, side + GAP)


def bound(text: str, metrics: QFontMetrics, width: float) -> str:
    """Return the text with numbers bound to their units and parts kept whole where they fit."""
    parts = []
    for part in text.split(SEPARATOR):
        whole = part.replace(" ", NBSP)
        fits = metrics.horizontalAdvance(f"{whole}{NBSP}·") <= width
        parts.append(whole if fits else _NUMBER.sub(NBSP, part))
    return f"{NBSP}· ".join(parts)


def wrapped(text: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """Return the text in at most so many lines; the last one ends in an ellipsis if cut."""
    if not text:
        return ()
    room = max(20.0, width)
    text = bound(text, QFontMetrics(font), room) if SEPARATOR in text else text
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        start = line.textStart()
        if len(lines) == most - 1:
            rest = text[start:]
            lines.append(
                QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, int(room))
            )
            break
        lines.append(text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(lines)


def paint_icon(painter: QPainter, rect: QRectF, icon: QIcon) -> None:
    """Draw an icon in any size, sharp at big text too."""
    device = painter.device()
    ratio = device.devicePixelRatio()
    scale = min(3, max(1, math.ceil(rect.width() * ratio / ICON_PX)))
    pixmap = icon.pixmap(QSize(ICON_PX, ICON_PX), float(scale))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()))


def paint_mark(painter: QPainter, rect: QRectF, state: State, theme: Theme) -> None:
    """Draw the mark of a state; each has its own shape, so that no colour is needed."""
    box = rect.adjusted(1.5, 1.5, -1.5, -1.5)
    good, muted = theme.colour("good"), theme.colour("muted")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is State.OPEN:
        painter.setPen(QPen(muted, 1.4))
        painter.drawRoundedRect(box, 4, 4)
    elif state is State.DONE:
        painter.setPen(QPen(good, 1.4))
        painter.setBrush(good)
        painter.drawRoundedRect(box, 4, 4)
        _paint_tick(painter, box, theme.colour("base"))
    elif state is State.MATCHED:
        pen = QPen(muted, 1.4)
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box, 4, 4)
        _paint_tick(painter, box, good)
    elif state is State.PARTLY:
        painter.setPen(QPen(good, 1.4))
        painter.drawRoundedRect(box, 4, 4)
        half = QPainterPath()
        half.addRoundedRect(box, 4, 4)
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.center().y(), box.width(), box.height()))
        painter.fillPath(half, good)
        painter.restore()
    elif state is State.SKIPPED:
        painter.setPen(QPen(muted, 1.4))
        painter.drawRoundedRect(box, 4, 4)
        middle = box.center().y()
        painter.drawLine(QPointF(box.left() + 3.5, middle), QPointF(box.right() - 3.5, middle))
    elif state is State.ALSO_DONE:
        _paint_tick(painter, box, muted)


def _paint_tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    path = QPainterPath(QPointF(box.left() + box.width() * 0.22, box.top() + box.height() * 0.53))
    path.lineTo(box.left() + box.width() * 0.42, box.top() + box.height() * 0.73)
    path.lineTo(box.left() + box.width() * 0.78, box.top() + box.height() * 0.29)
    pen = QPen(colour, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
