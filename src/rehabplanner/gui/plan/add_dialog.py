"""Adds a whole week: what would be added is shown first, and what is there already."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.guidance import Phase
from rehabplanner.domain.plans import PlanItem, monday_of
from rehabplanner.gui.forms import label
from rehabplanner.planning.arranging import doubles
from rehabplanner.wording import _, ngettext, weekday

ITEM_ROLE = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class Offer:
    """A week that can be added: its name, what it is for, its items on this week's days."""

    name: str
    about: str
    items: tuple[PlanItem, ...]
    phases: tuple[Phase, ...] = ()
    reasons: Mapping[UUID, str] = field(default_factory=dict)


class AddDialog(QDialog):
    """Offers weeks. When accepted, `offer` is the chosen one and `items` what to add of it."""

    def __init__(
        self,
        title: str,
        offers: Sequence[Offer],
        there: Sequence[PlanItem],
        words: Callable[[PlanItem], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._offers = list(offers)
        self._there = list(there)
        self._words = words
        self.offer = self._offers[0]
        self.items: list[PlanItem] = []
        self.names = QListWidget()
        self.names.setAccessibleName(title)
        self.names.addItems([offer.name for offer in offers])
        self.names.setWordWrap(True)
        self.names.setSpacing(3)
        self.names.setVisible(len(offers) > 1)
        self.names.setMaximumWidth(round(self.fontMetrics().averageCharWidth() * 32))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setProperty("role", "muted")
        self.list = QListWidget()
        self.list.setAccessibleName(_("What is added"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        for one in (self.names, self.list):
            one.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            one.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.count = label("", "heading")
        right = QVBoxLayout()
        right.addWidget(self.about)
        right.addWidget(self.list, 1)
        right.addWidget(self.count)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.names)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(label(title, "title"))
        layout.addLayout(body, 1)
        layout.addWidget(self._buttons())
        self.names.currentRowChanged.connect(self._on_name_chosen)
        self.names.itemActivated.connect(self._on_accepted)
        self.list.itemChanged.connect(self._on_item_changed)
        self.names.setCurrentRow(0)
        self._on_name_chosen(0)
        (self.names if len(offers) > 1 else self.add).setFocus()
        self.resize(860, 560)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.add = buttons.addButton(_("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("primary", True)
        self.add.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        return buttons

    def _on_name_chosen(self, row: int) -> None:
        self.offer = self._offers[max(0, row)]
        self.about.setText(self.offer.about)
        twice = doubles(self._there, self.offer.items)
        self.list.blockSignals(True)
        self.list.clear()
        for item in self.offer.items:
            text = _("{day}: {item}").format(day=self._day(item), item=self._words(item))
            if item.id in twice:
                text = _("{item} (planned already)").format(item=text)
            if reason := self.offer.reasons.get(item.id):
                text = f"{text}\n{reason}"
            line = QListWidgetItem(text)
            line.setData(ITEM_ROLE, item)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(UNCHECKED if item.id in twice else CHECKED)
            self.list.addItem(line)
        self.list.blockSignals(False)
        self._count()

    def _day(self, item: PlanItem) -> str:
        """Return the weekday of an item, and its week where the offer has several."""
        day = weekday(item.day.weekday(), short=True)
        first = monday_of(min(one.day for one in self.offer.items))
        if max(one.day for one in self.offer.items) - first < timedelta(days=7):
            return day
        number = (item.day - first).days // 7 + 1
        return _("Week {number}, {day}").format(number=number, day=day)

    def _checked(self) -> list[PlanItem]:
        lines = (self.list.item(row) for row in range(self.list.count()))
        return [line.data(ITEM_ROLE) for line in lines if line.checkState() is CHECKED]

    def _count(self) -> None:
        chosen = self._checked()
        words = ngettext("{count} item is added.", "{count} items are added.", len(chosen))
        twice = len(doubles(self._there, chosen))
        if twice:
            again = ngettext(
                "{count} of them will be there twice.",
                "{count} of them will be there twice.",
                twice,
            )
            words = f"{words} {again}"
        left = self.list.count() - len(chosen)
        if left:
            kept = ngettext("{count} is left out.", "{count} are left out.", left)
            words = f"{words} {kept}"
        self.count.setText(words)
        self.add.setEnabled(bool(chosen))

    def _on_item_changed(self, line: QListWidgetItem) -> None:
        self._count()

    def _on_accepted(self) -> None:
        self.items = self._checked()
        if self.items:
            self.accept()
