"""The rows above the views: view, what else to show, sharing; range, steps, measure, part."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWhatsThis,
    QWidget,
)

from rehabplanner.analytics.timeline import MEASURE_NAMES, Measure
from rehabplanner.gui.progress.content import Step
from rehabplanner.gui.progress.signs import signs_text
from rehabplanner.gui.widgets.flow import GLUED, FlowLayout
from rehabplanner.wording import _


class Tools(QWidget):
    """Buttons and lists; the page listens to them. Buttons carry their choice as `key`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = self._group(
            {
                "time": _("Over time"),
                "year": _("Year"),
                "scatter": _("Load and next morning"),
                "numbers": _("What the numbers say"),
            },
            exclusive=True,
        )
        for number, button in enumerate(self.views.buttons(), start=1):
            button.setToolTip(_("Key {number}").format(number=number))
        self.ranges = self._group(
            {
                "4w": _("4 weeks"),
                "12w": _("12 weeks"),
                "6m": _("6 months"),
                "1y": _("1 year"),
                "all": _("All"),
            }
        )
        self.steps = self._group({"day": _("Days"), "week": _("Weeks")}, exclusive=True)
        self._make_single()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._flow([self._box(self.views), self.more, self.share, self.signs]))
        self._steps_box = self._box(self.steps)
        column.addWidget(
            self._flow(
                [
                    self._box(self.ranges),
                    self._steps_box,
                    self.measure,
                    self.part,
                    self.selecting,
                ]
            )
        )
        self.mark_view("time")

    def _make_single(self) -> None:
        self.measure = QComboBox()
        self.measure.setAccessibleName(_("What the bars count"))
        for measure in Measure:
            self.measure.addItem(_(MEASURE_NAMES[measure]), measure)
        self.part = QComboBox()
        self.part.setAccessibleName(_("Pain in which part of the body"))
        self.selecting = QPushButton(_("Select days"))
        self.selecting.setCheckable(True)
        self.selecting.setToolTip(
            _("Drag over days to see what they add up to. Or hold Shift while dragging.")
        )
        self.more = self._menu_button(_("Show"), _("What else the chart shows"))
        self.share = self._menu_button(_("Copy or save"), _("Copy or save the picture or values"))
        for button in (self.more, self.share):
            button.setProperty(GLUED, True)
        self.signs = QToolButton()
        self.signs.setText("?")
        self.signs.setAccessibleName(_("What the signs on the chart mean"))
        self.signs.setToolTip(_("What the signs on the chart mean"))
        self.signs.clicked.connect(self._on_signs_clicked)

    def _menu_button(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _group(self, names: Mapping[str, str], *, exclusive: bool = False) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(exclusive)
        for key, name in names.items():
            button = QPushButton(name)
            button.setCheckable(True)
            button.setProperty("key", key)
            group.addButton(button)
        return group

    def _box(self, group: QButtonGroup) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 10, 0)
        row.setSpacing(3)
        for button in group.buttons():
            row.addWidget(button)
        return box

    def _flow(self, widgets: list[QWidget]) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        for widget in widgets:
            row.addWidget(widget)
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        holder.setSizePolicy(policy)
        return holder

    # What is chosen

    def mark(self, measure: Measure, step: Step) -> None:
        """Show what the bars count, and whether they are days or weeks."""
        self.measure.setCurrentIndex(self.measure.findData(measure))
        for button in self.steps.buttons():
            button.setChecked(button.property("key") == step)

    def mark_view(self, key: str) -> None:
        """Show which view is open."""
        for button in self.views.buttons():
            button.setChecked(button.property("key") == key)

    def mark_range(self, key: str | None) -> None:
        """Show which range is in view, None for one chosen by hand."""
        for button in self.ranges.buttons():
            button.setChecked(button.property("key") == key)

    def range_key(self) -> str | None:
        """Return the range that is pressed."""
        checked = [button for button in self.ranges.buttons() if button.isChecked()]
        return str(checked[0].property("key")) if checked else None

    def fit(self, *, uses_steps: bool, uses_measure: bool) -> None:
        """Show only what the open view makes use of."""
        for widget in (self._steps_box, self.selecting, self.more, self.signs):
            widget.setVisible(uses_steps)
        self.measure.setVisible(uses_measure)

    def _on_signs_clicked(self) -> None:
        corner = self.signs.mapToGlobal(QPoint(0, self.signs.height()))
        QWhatsThis.showText(corner, signs_text(), self.signs)
