"""The row above the chart: range, days or weeks, measure, part of the body, selecting."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWhatsThis,
    QWidget,
)

from rehabplanner.analytics.timeline import MEASURE_NAMES, Measure
from rehabplanner.gui.progress.flow import FlowLayout
from rehabplanner.wording import _


class Tools(QWidget):
    """Buttons and lists; the page listens to them. Buttons carry their choice as `key`."""

    ranges: QButtonGroup
    steps: QButtonGroup

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=6)
        row.addWidget(self._buttons("range"))
        row.addWidget(self._buttons("step"))
        self.measure = QComboBox()
        self.measure.setAccessibleName(_("What the bars count"))
        for measure in Measure:
            self.measure.addItem(_(MEASURE_NAMES[measure]), measure)
        row.addWidget(self.measure)
        self.part = QComboBox()
        self.part.setAccessibleName(_("Pain in which part of the body"))
        row.addWidget(self.part)
        self.selecting = QPushButton(_("Select days"))
        self.selecting.setCheckable(True)
        self.selecting.setToolTip(
            _("Drag over days to see what they add up to. Or hold Shift while dragging.")
        )
        row.addWidget(self.selecting)
        self.signs = QToolButton()
        self.signs.setText("?")
        self.signs.setAccessibleName(_("What the signs on the chart mean"))
        self.signs.setToolTip(_("What the signs on the chart mean"))
        row.addWidget(self.signs)
        self.signs.clicked.connect(self._on_signs_clicked)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    def _buttons(self, what: str) -> QWidget:
        ranges = {
            "4w": _("4 weeks"),
            "12w": _("12 weeks"),
            "6m": _("6 months"),
            "1y": _("1 year"),
            "all": _("All"),
        }
        steps = {"day": _("Days"), "week": _("Weeks")}
        names = ranges if what == "range" else steps
        group = QButtonGroup(self)
        group.setExclusive(what == "step")
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(3)
        for key, name in names.items():
            button = QPushButton(name)
            button.setCheckable(True)
            button.setProperty("key", str(key))
            group.addButton(button)
            row.addWidget(button)
        if what == "range":
            self.ranges = group
        else:
            self.steps = group
        return box

    def _on_signs_clicked(self) -> None:
        corner = self.signs.mapToGlobal(QPoint(0, self.signs.height()))
        QWhatsThis.showText(corner, signs_text(), self.signs)


def signs_text() -> str:
    """Return what the signs on the chart mean."""
    return "\n\n".join(
        [
            _(
                "▲  This run was more than 10 % longer than the longest run of the 30 days before. "
                "That is worth a thought, not a warning about you."
            ),
            _("?  The effort of a session is missing, so the bar is at least this high."),
            _("r  A rest day that you confirmed (a dot where there is little room)."),
            _("Hatched: nobody knows what was done that day. It is not counted as rest."),
            _("Pale column with a cap: the worst pain of the day. Dashed outline: planned."),
            _(
                "Keys on the chart: arrows move, + and − zoom, Home and End jump; Ctrl with arrows "
                "moves the crosshair, Shift with arrows selects days, Esc clears."
            ),
        ]
    )
