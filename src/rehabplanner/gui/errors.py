"""What nobody expected: one dialog for each distinct error, and the program lives on.

The report holds versions and the traceback, and nothing that a person has typed.
"""

import logging
import platform
import sys
import threading
import traceback
from types import TracebackType

import PySide6
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from rehabplanner import __version__
from rehabplanner.domain.problems import Conflict, Problem, StorageError
from rehabplanner.gui.forms import label
from rehabplanner.wording import _, say

log = logging.getLogger(__name__)


def report_text(error: BaseException) -> str:
    """Return versions and where it happened: the frames and the error's type.

    The error's own words are left out, for they may quote what a person has typed.
    """
    lines = [
        f"rehabplanner {__version__}, Python {platform.python_version()}, "
        f"PySide6 {PySide6.__version__}, {platform.system()} {platform.release()}",
        "",
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        file = frame.filename.replace("\\", "/")
        short = (
            file[file.rfind("/rehabplanner/") + 1 :]
            if "/rehabplanner/" in file
            else (file.rsplit("/", 1)[-1])
        )
        lines.append(f"{short}:{frame.lineno} {frame.name}")
    lines.append(type(error).__name__)
    return "\n".join(lines)


class ErrorDialog(QDialog):
    """Says that something went wrong, that nothing saved is lost, and offers the details."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        layout = QVBoxLayout(self)
        layout.addWidget(label(_("Something went wrong inside the program"), "heading"))
        words = label(
            _(
                "Everything you saved is safe. You can go on working. If it happens again, "
                "please copy the details and send them to the makers; they hold no personal data."
            )
        )
        words.setWordWrap(True)
        layout.addWidget(words)
        details = QPlainTextEdit(report)
        details.setReadOnly(True)
        details.setAccessibleName(_("Details"))
        details.setMinimumSize(520, 180)
        layout.addWidget(details)
        buttons = QDialogButtonBox()
        close = buttons.addButton(_("Go on"), QDialogButtonBox.ButtonRole.AcceptRole)
        close.setProperty("primary", True)
        copy = buttons.addButton(_("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._on_copy_clicked)
        buttons.accepted.connect(self.accept)
        layout.addWidget(buttons)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class ErrorCatcher(QObject):
    """Catches what nobody else did, on any thread, and shows it once on the window's thread.

    `sentence` carries what a person can put right (a Problem, a full disk); `reported` the report
    of a fault of ours.
    """

    sentence = Signal(str)
    reported = Signal(str)
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: set[str] = set()
        self._came.connect(self._on_came)

    def install(self) -> None:
        """Take over the hooks of Python, its threads and Qt."""
        sys.excepthook = self.excepthook
        threading.excepthook = self._on_thread_error
        qInstallMessageHandler(_log_qt_message)

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def excepthook(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take an uncaught error; never raises."""
        if error is None:
            error = kind()
        if error.__traceback__ is None and trace is not None:
            error = error.with_traceback(trace)
        self.take(error)

    def take(self, error: BaseException) -> None:
        """Show an error once: in a sentence if a person can put it right, else as a report."""
        if isinstance(error, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        try:
            self._came.emit(error)
        except RuntimeError:
            log.critical("error after the window was gone: %s", type(error).__name__)

    def _on_thread_error(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.take(arguments.exc_value)

    def _on_came(self, error: BaseException) -> None:
        words = sentence_of(error)
        if words is not None:
            log.warning("%s", type(error).__name__)
            self.sentence.emit(words)
            return
        report = report_text(error)
        log.error("uncaught error\n%s", report)
        if report not in self._known:
            self._known.add(report)
            self.reported.emit(report)


def sentence_of(error: BaseException) -> str | None:
    """Return what to tell a person of an error in their world; None for a fault of ours."""
    if isinstance(error, Problem | StorageError):
        return say(error.message)
    if isinstance(error, Conflict):
        return _(
            "This was changed in another window or by someone else meanwhile. The newer version "
            "is shown now; please make your change again."
        )
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return _("The file could not be read or written: {reason}.").format(reason=reason)
    return None


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    logging.getLogger("qt").log(level, "%s", text)
