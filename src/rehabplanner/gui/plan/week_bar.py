"""The head of the page: which week, what it is for, how much it asks for, and the big buttons."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.plans import monday_of
from rehabplanner.gui.forms import label
from rehabplanner.gui.plan.cards import Week, week_totals_text
from rehabplanner.gui.theme import Theme
from rehabplanner.wording import _, week_text

MOST_HINTS = 2


class WeekBar(QWidget):
    """Emits what is wanted: `week_wanted` a Monday, `purpose_changed` the words."""

    week_wanted = Signal(object)
    today_wanted = Signal()
    purpose_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._monday = date.min
        self._buttons: list[QToolButton] = []
        self.back = self._arrow("left", _("The week before (Page Up)"))
        self.forward = self._arrow("right", _("The next week (Page Down)"))
        self.title = label("", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.this_week = QToolButton()
        self.this_week.setText(_("This week"))
        self.this_week.setToolTip(_("Ctrl+Home"))
        self.date = QDateEdit()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("d MMM yyyy")
        self.date.setAccessibleName(_("Go to the week of this day"))
        self.date.setToolTip(_("Go to the week of this day"))
        self.copy = self._button("copy", _("Copy last week"), "Ctrl+L")
        self.next_steps = self._button("strength", _("Next steps"), "G")
        self.check = self._button("check", _("Check"), "K")
        self.templates = self._button("edit", _("Programmes"), "T")
        self.month = self._button("calendar", _("Six weeks"), "M")
        self.month.setCheckable(True)
        self.library = self._button("search", _("Library"), "L")
        self.library.setCheckable(True)
        self.print = self._button("printer", _("Print"), "Ctrl+P")
        self.flare = self._button("rest", _("Flare-up…"), "Ctrl+Shift+F")
        self.flare.setToolTip(_("A few gentle days and the way back (Ctrl+Shift+F)"))
        self.help = self._button("help", _("Keys"), "?")
        self._first_words = (self.copy, self.next_steps, self.print, self.check, self.templates)
        self.purpose = QLineEdit()
        self.purpose.setPlaceholderText(_("What is this week for?"))
        self.purpose.setAccessibleName(_("What is this week for?"))
        self.phase = label("", "heading")
        self.phase.hide()
        self.totals = label("", "heading")
        self.hint = QLabel()
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setProperty("role", "muted")
        self._lay_out()
        self._connect()
        self._show_icons()

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.setSpacing(4)
        for widget in (self.back, self.forward, self.title, self.date, self.this_week):
            self._top.addWidget(widget)
        self._top.addStretch(1)
        for button in self._buttons:
            self._top.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(14)
        second.addWidget(self.phase)
        second.addWidget(self.purpose, 1)
        second.addWidget(self.totals)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._top)
        column.addLayout(second)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.forward.clicked.connect(self._on_forward_clicked)
        self.this_week.clicked.connect(self.today_wanted)
        self.date.dateChanged.connect(self._on_date_changed)
        self.purpose.editingFinished.connect(self._on_purpose_finished)
        self._theme.changed.connect(self._show_icons)

    def _arrow(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _button(self, icon: str, words: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setText(words)
        button.setToolTip(f"{words} ({key})")
        button.setAccessibleName(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._buttons.append(button)
        return button

    def _show_icons(self) -> None:
        side = max(16, self.fontMetrics().height())
        for button in (self.back, self.forward, *self._buttons):
            button.setIconSize(QSize(side, side))
            button.setIcon(self._theme.icon(button.property("icon_name")))
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        self.title.setFont(font)
        self._fit()

    def show_week(self, week: Week, purpose: str, today: date) -> None:
        """Show the week's name, purpose, totals and soft words."""
        self._monday = week.monday
        self.title.setText(week_text(week.monday))
        self.this_week.setHidden(monday_of(today) == week.monday)
        self._fit()
        self.date.blockSignals(True)
        self.date.setDate(QDate(week.monday.year, week.monday.month, week.monday.day))
        self.date.blockSignals(False)
        if not (self.purpose.hasFocus() and self.purpose.isModified()):
            self.purpose.setText(purpose)
        self.totals.setText(week_totals_text(week))
        shown = week.hints[:MOST_HINTS]
        lines = [*((week.change,) if week.change else ()), *shown]
        self.hint.setText("   ".join(lines))
        self.hint.setToolTip("\n".join([*week.hints, week.change_explained]).strip())
        self.hint.setVisible(bool(lines))

    def show_phase(self, words: str) -> None:
        """Show the phase that the week lies in."""
        self.phase.setText(words)
        self.phase.setVisible(bool(words))

    # Narrow windows and big text: the buttons that are used most keep their words longest

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show words on the buttons where there is room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrower than all words together."""
        return QSize(200, super().minimumSizeHint().height())

    def _fit(self) -> None:
        left = sum(
            widget.sizeHint().width() + 4
            for widget in (self.back, self.forward, self.title, self.date, self.this_week)
            if not widget.isHidden()
        )
        words = {
            button: button.fontMetrics().horizontalAdvance(button.text()) + 14
            for button in self._buttons
        }
        room = self.width() - left - 40 - 30 * len(self._buttons)
        worth = [button for button in self._first_words if button in words]
        worth += [button for button in self._buttons if button not in worth]
        for button in worth:
            room -= words[button]
            has_words = room >= 0
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon
                if has_words
                else Qt.ToolButtonStyle.ToolButtonIconOnly
            )

    # Slots

    def _on_back_clicked(self) -> None:
        self.week_wanted.emit(self._monday - timedelta(days=7))

    def _on_forward_clicked(self) -> None:
        self.week_wanted.emit(self._monday + timedelta(days=7))

    def _on_date_changed(self, chosen: QDate) -> None:
        day = date(chosen.year(), chosen.month(), chosen.day())
        if monday_of(day) != self._monday:
            self.week_wanted.emit(monday_of(day))

    def _on_purpose_finished(self) -> None:
        if self.purpose.isModified():
            self.purpose.setModified(False)
            self.purpose_changed.emit(self.purpose.text())
