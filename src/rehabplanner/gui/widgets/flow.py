"""A layout that puts widgets side by side and begins a new row where the width ends."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GLUED = "glued"
"""A widget with this property stays in one row with the one after it."""
PARTED = "parted"
"""A widget with this property begins a row of its own where not everything fits into one."""


class FlowLayout(QLayout):
    """Rows of widgets at their preferred sizes, as words stand in a text, centred in each row."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Say that it does not want more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the rows need."""
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything in one row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        row: list[tuple[QLayoutItem, int, QSize]] = []
        shown = [item for item in self._items if not item.isEmpty()]
        most = QSize(max(1, rect.width()), 100_000)
        has_rows = self.sizeHint().width() > rect.width()
        for number, item in enumerate(shown):
            size = item.sizeHint().boundedTo(most)
            needed = size.width()
            if _has(item, GLUED) and number + 1 < len(shown):
                needed += self._gap + shown[number + 1].sizeHint().width()
            parts = has_rows and _has(item, PARTED)
            if row and (parts or x + needed > rect.right() + 1):
                self._set_row(row, y, height, moves=moves)
                x, y, height, row = rect.x(), y + height + self._gap, 0, []
            row.append((item, x, size))
            x += size.width() + self._gap
            height = max(height, size.height())
        self._set_row(row, y, height, moves=moves)
        return y + height - rect.y()

    @staticmethod
    def _set_row(
        row: list[tuple[QLayoutItem, int, QSize]], y: int, height: int, *, moves: bool
    ) -> None:
        if moves:
            for item, x, size in row:
                item.setGeometry(
                    QRect(x, y + (height - size.height()) // 2, size.width(), size.height())
                )


def _has(item: QLayoutItem, name: str) -> bool:
    widget = item.widget()
    return widget is not None and bool(widget.property(name))
