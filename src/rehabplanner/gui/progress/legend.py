"""The legend: a chip for each series. A click shows or hides it, hovering isolates it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from rehabplanner.analytics.timeline import GROUP_NAMES, GROUPS, KindGroup, PainKind
from rehabplanner.domain.diary import Moment
from rehabplanner.gui.forms import label
from rehabplanner.gui.progress.content import LOAD_ROLES, PAIN_ROLES
from rehabplanner.gui.progress.curves import ACUTE, CHRONIC
from rehabplanner.gui.progress.load_layers import PATTERNS, faded
from rehabplanner.gui.progress.pain_layers import STYLES
from rehabplanner.gui.progress.shapes import mark_path
from rehabplanner.gui.widgets.flow import GLUED, PARTED, FlowLayout
from rehabplanner.wording import _, word


@dataclass(frozen=True, slots=True)
class Series:
    """What a chip stands for: its key, its words and its colour role."""

    key: str
    name: str
    role: str
    source: str = ""


class Chip(QAbstractButton):
    """One series: its sign and its name. Checked means drawn."""

    hovered = Signal(str)

    def __init__(self, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.series = series
        self.colours: Mapping[str, QColor] = {}
        self.setCheckable(True)
        self.setChecked(True)
        self.setText(series.name)
        self.setAccessibleName(_("Show {series}").format(series=series.name))
        self.setToolTip(
            "\n\n".join(
                [series.source, _("Click to show or hide, point at it to bring it out")]
            ).strip()
        )
        self.setWhatsThis(series.source)
        self.setAccessibleDescription(series.source)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return room for sign and words."""
        metrics = self.fontMetrics()
        em = metrics.height()
        return QSize(round(metrics.horizontalAdvance(self.text()) + 2.3 * em), round(1.55 * em))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Bring the series out."""
        super().enterEvent(event)
        if self.isChecked():
            self.hovered.emit(self.series.key)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Let all series be alike again."""
        super().leaveEvent(event)
        self.hovered.emit("")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Paint without the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint sign and words; struck through and pale while hidden."""
        if not self.colours:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.hasFocus():
            ring = self.colours["accent"] if self.hasFocus() else Qt.GlobalColor.transparent
            painter.setPen(QPen(ring, 1.5))
            painter.setBrush(self.colours["hover"])
            painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setOpacity(1.0 if self.isChecked() else 0.45)
        em = self.fontMetrics().height()
        draw_sign(painter, self.series, QRectF(0.45 * em, 0, 1.0 * em, self.height()), self.colours)
        font = self.font()
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(self.colours["text"])
        words = QRectF(1.75 * em, 0, self.width() - 1.9 * em, self.height())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        painter.end()


def draw_sign(
    painter: QPainter, series: Series, box: QRectF, colours: Mapping[str, QColor]
) -> None:
    """Draw how a series looks on the chart."""
    colour, size = colours[series.role], box.width()
    square = QRectF(box.left(), box.center().y() - 0.36 * size, size, 0.72 * size)
    if series.key == "planned":
        painter.setPen(QPen(colour, 1.3, Qt.PenStyle.DashLine))
        painter.setBrush(faded(colour, 0.12))
        painter.drawRect(square)
    elif series.key in set(KindGroup):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRect(square)
        pattern = PATTERNS.get(KindGroup(series.key))
        if pattern is not None:
            painter.setBrush(QBrush(faded(colours["base"], 0.45), pattern))
            painter.drawRect(square)
    elif series.key in (ACUTE, CHRONIC):
        y = round(box.center().y())
        line = Qt.PenStyle.SolidLine if series.key == ACUTE else Qt.PenStyle.DotLine
        painter.setPen(QPen(colour, max(1.5, 0.14 * size), line))
        painter.drawLine(round(box.left()), y, round(box.right()), y)
    elif series.key == PainKind.WORST:
        painter.fillRect(square, faded(colour, 0.16))
        painter.fillRect(QRectF(square.left(), square.top(), size, 0.14 * size), colour)
    else:
        style = STYLES[PainKind(series.key)]
        middle = box.center()
        painter.setPen(QPen(colour, max(1.2, 0.11 * size)))
        if style.has_line:
            painter.drawLine(
                round(box.left()), round(middle.y()), round(box.right()), round(middle.y())
            )
        painter.setBrush(colours["base"] if style.is_hollow else colour)
        point = np.array([middle.x()]), np.array([middle.y()])
        painter.drawPath(mark_path(*point, style.mark, 0.28 * size))


def all_series() -> tuple[Series, ...]:
    """Return every series there can be, in the order of the legend."""
    sum_of_kind = _("What was done of this kind that day or week, added up; unknown adds nothing.")
    loads = [
        Series(group, _(GROUP_NAMES[group]), LOAD_ROLES[group], sum_of_kind) for group in GROUPS
    ]
    of_day = _("One score a day: the highest that was noted of this moment.")
    of_all = _("The highest of all scores of the day.")
    pains = [
        Series(
            kind,
            word(Moment(kind.value)),
            PAIN_ROLES[kind],
            of_all if kind is PainKind.WORST else of_day,
        )
        for kind in PainKind
    ]
    average = _(
        "A weighted average of the daily values: the newest day counts {weight} %, the average so "
        "far the rest (lambda = 2 / ({days} + 1); Williams 2017). Unknown days leave it as it "
        "was. “Show” offers plain means instead."
    )
    lines = (
        Series(ACUTE, _("Acute (7 days)"), "text", average.format(weight=25, days=7)),
        Series(CHRONIC, _("Chronic (28 days)"), "text", average.format(weight="6.9", days=28)),
    )
    planned = Series(
        "planned",
        _("Planned"),
        "planned",
        _("What the plan holds from today on; its load is the minutes times the middle effort."),
    )
    return (*loads, planned, *lines, *pains)


class Legend(QWidget):
    """The chips of the series of which there is something to show."""

    toggled = Signal(str, bool)
    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self, gap=2)
        self.chips: dict[str, Chip] = {}
        self._words: list[QLabel] = []
        for series in all_series():
            if series.key in (GROUPS[0], PainKind.MORNING):
                words = label(_("Pain:") if self.chips else _("Load:"), "muted")
                words.setProperty(GLUED, True)
                words.setProperty(PARTED, bool(self.chips))
                self._words.append(words)
                layout.addWidget(words)
            chip = Chip(series, self)
            chip.toggled.connect(self._on_chip_toggled)
            chip.hovered.connect(self._on_chip_hovered)
            layout.addWidget(chip)
            self.chips[series.key] = chip
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""
        for chip in self.chips.values():
            chip.colours = colours
            chip.update()

    def show_keys(self, keys: frozenset[str]) -> None:
        """Show only the chips of these series."""
        for key, chip in self.chips.items():
            chip.setVisible(key in keys)
        loads, pains = self._words
        loads.setVisible(bool(keys - set(PainKind)))
        pains.setVisible(bool(keys & set(PainKind)))

    def show_hidden(self, hidden: Collection[str]) -> None:
        """Switch these series off and the others on, without telling anybody."""
        for key, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(key not in hidden)
            chip.blockSignals(False)
            chip.update()

    @property
    def hidden(self) -> frozenset[str]:
        """Return the keys of the series that are switched off."""
        return frozenset(key for key, chip in self.chips.items() if not chip.isChecked())

    def _on_chip_toggled(self, is_shown: bool) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.toggled.emit(chip.series.key, is_shown)

    def _on_chip_hovered(self, key: str) -> None:
        self.hovered.emit(key or None)
