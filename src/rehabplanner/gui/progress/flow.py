"""A layout that puts widgets side by side and goes on in the next row where there is no room."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GLUED = "glued"
"""A widget with this property stays in one row with the one after it."""


class FlowLayout(QLayout):
    """Rows of widgets, each as wide as it wants to be, centred in its row."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None outside."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the widgets need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at this width."""
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(rect)
        self._place(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Return the size of the widest widget."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, moves: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        row: list[tuple[QLayoutItem, int, QSize]] = []
        shown = [item for item in self._items if not item.isEmpty()]
        for number, item in enumerate(shown):
            size = item.sizeHint()
            needed = size.width()
            if _is_glued(item) and number + 1 < len(shown):
                needed += self._gap + shown[number + 1].sizeHint().width()
            if row and x + needed > rect.right() + 1:
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


def _is_glued(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and bool(widget.property(GLUED))
