"""Taking a view elsewhere: copy or save its picture or its values."""

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from rehabplanner.files import write_atomically
from rehabplanner.gui.desk import Notices
from rehabplanner.gui.progress.export import MAKERS, png_bytes
from rehabplanner.gui.progress.shown import View
from rehabplanner.wording import _

KINDS = "PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"


class Sharing(QObject):
    """The menu of the view that is shown: from its button, and from each picture's right click."""

    def __init__(self, page: QWidget, notices: Notices) -> None:
        super().__init__(page)
        self._page = page
        self._notices = notices
        self._views: list[View] = []
        self.menu = QMenu(page)
        self._where = self.menu.addAction(_("Where these values come from"))
        self._where.triggered.connect(self._on_where)
        self.menu.addSeparator()
        self.menu.addAction(_("Copy the picture")).triggered.connect(self._on_copy_picture)
        self.menu.addAction(_("Copy the values")).triggered.connect(self._on_copy_values)
        self.menu.addSeparator()
        self.menu.addAction(_("Save the picture…")).triggered.connect(self._on_save_picture)
        self.menu.addAction(_("Save the values…")).triggered.connect(self._on_save_values)

    def serve(self, view: View) -> None:
        """Offer the menu on this view's picture too."""
        self._views.append(view)
        picture = view.picture
        picture.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        picture.customContextMenuRequested.connect(self._on_menu_requested)

    @property
    def _view(self) -> View:
        return next((one for one in self._views if one.isVisible()), self._views[0])

    def _on_menu_requested(self, at: QPoint) -> None:
        self.menu.popup(self._view.picture.mapToGlobal(at))

    def _on_where(self) -> None:
        self._view.tell_where()

    def _on_copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self._view.picture.grab())
        self._notices.show(_("The picture is on the clipboard."))

    def _on_copy_values(self) -> None:
        QGuiApplication.clipboard().setText(self._view.csv())
        self._notices.show(_("The values in view are on the clipboard."))

    def _on_save_picture(self) -> None:
        view = self._view
        name, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save the picture"), f"{view.file_stem}.png", KINDS
        )
        if name:
            path = Path(name)
            write_atomically(path, MAKERS.get(path.suffix.lower(), png_bytes)(view))
            self._notices.show(_("Saved as {file}").format(file=path.name))

    def _on_save_values(self) -> None:
        view = self._view
        name, _kind = QFileDialog.getSaveFileName(
            self._page, _("Save the values"), f"{view.file_stem}.csv", "CSV (*.csv)"
        )
        if name:
            write_atomically(Path(name), view.csv().encode())
            self._notices.show(_("Saved as {file}").format(file=Path(name).name))
