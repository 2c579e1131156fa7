"""Taking the chart elsewhere: its own menu, the clipboard, and files."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from rehabplanner.files import write_atomically
from rehabplanner.gui.desk import Notices
from rehabplanner.gui.progress.chart import TimeChart
from rehabplanner.gui.progress.export import png_bytes, svg_bytes
from rehabplanner.wording import _


class Sharing(QObject):
    """The chart's context menu and what it does. `csv` gives the values in view as text."""

    def __init__(
        self, chart: TimeChart, notices: Notices, csv: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chart = chart
        self._notices = notices
        self._csv = csv
        chart.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chart.customContextMenuRequested.connect(self._on_menu_requested)

    def _on_menu_requested(self, at: QPoint) -> None:
        self.menu().popup(self._chart.mapToGlobal(at))

    def menu(self) -> QMenu:
        """Return a new menu of ways to take the chart elsewhere; it deletes itself when closed."""
        menu = QMenu(self._chart)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Copy the picture")).triggered.connect(self._on_copy_picture)
        menu.addAction(_("Copy the values")).triggered.connect(self._on_copy_values)
        menu.addSeparator()
        menu.addAction(_("Save the picture…")).triggered.connect(self._on_save_picture)
        menu.addAction(_("Save the values…")).triggered.connect(self._on_save_values)
        return menu

    def _on_copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self._chart.grab())
        self._notices.show(_("The picture is on the clipboard."))

    def _on_copy_values(self) -> None:
        QGuiApplication.clipboard().setText(self._csv())
        self._notices.show(_("The values in view are on the clipboard."))

    def _on_save_picture(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._chart, _("Save the picture"), "load-and-pain.png", "PNG (*.png);;SVG (*.svg)"
        )
        if name:
            path = Path(name)
            is_svg = path.suffix.lower() == ".svg"
            write_atomically(path, svg_bytes(self._chart) if is_svg else png_bytes(self._chart))
            self._notices.show(_("Saved as {file}").format(file=path.name))

    def _on_save_values(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._chart, _("Save the values"), "load-and-pain.csv", "CSV (*.csv)"
        )
        if name:
            write_atomically(Path(name), self._csv().encode())
            self._notices.show(_("Saved as {file}").format(file=Path(name).name))
