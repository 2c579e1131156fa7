"""The workspace's news as a Qt signal."""

from PySide6.QtCore import QObject, Signal

from rehabplanner.workspace import News, Workspace


class NewsSignal(QObject):
    """Emits `changed` with a `News` after every change in the workspace."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = workspace.listen(self._on_workspace_changed)

    def _on_workspace_changed(self, news: News) -> None:
        self.changed.emit(news)

    def stop(self) -> None:
        """Stop listening."""
        self._stop()
