"""The column of numbers beside the chart, scrolled where it is too high."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

NARROWEST_EM = 18


class SideColumn(QScrollArea):
    """Cards above one another. As wide as the words of all cards need, hidden ones too.

    It grows but never shrinks, so that the chart beside it does not jump.
    """

    def __init__(self, cards: list[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        self._cards = cards
        self._inside = QWidget()
        self._inside.setLayout(column)
        self._width = 0
        self._is_below = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self.stand(below=False)

    def stand(self, *, below: bool) -> None:
        """Stand beside the chart (scrolled on its own) or below it (at full height)."""
        self._is_below = below
        policy = QSizePolicy.Policy
        self.setSizePolicy(
            policy.Expanding if below else policy.Fixed, policy.Fixed if below else policy.Expanding
        )
        self.updateGeometry()

    def forget_width(self) -> None:
        """Start anew with the width, after the letters changed."""
        self._width = 0
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width the words need; below the chart also the full height."""
        inside = self._inside.minimumSizeHint()
        needed = max(card.minimumSizeHint().width() for card in self._cards)
        em = self.fontMetrics().height()
        bar = self.verticalScrollBar().sizeHint().width()
        self._width = max(self._width, round(NARROWEST_EM * em), needed + bar + em // 2)
        return QSize(self._width, inside.height() if self._is_below else 10 * em)

    def minimumSizeHint(self) -> QSize:
        """Return as little as it can do with."""
        hint = self.sizeHint()
        return QSize(0, hint.height()) if self._is_below else QSize(hint.width(), 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a new width when the words inside change."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
