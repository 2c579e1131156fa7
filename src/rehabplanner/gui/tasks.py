"""Slow work off the window's thread: progress, cancel, and the answer back on the thread."""

import logging
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

log = logging.getLogger(__name__)
T = TypeVar("T")


class Cancelled(Exception):
    """Raised inside the work by `Progress.check` once the person has cancelled."""


class Progress(QObject):
    """Handed to the work: reports how far it is and learns of a cancel. Safe on any thread."""

    reported = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = threading.Event()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how much is done of how much, with a word on the current piece."""
        self.reported.emit(done, total, text)

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Say whether the person has cancelled."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise Cancelled if the person has cancelled."""
        if self.is_cancelled:
            raise Cancelled


class _Answer(QObject):
    """Carries the answer from the worker to the window's thread."""

    came = Signal(object, object)


class _Work(QRunnable, Generic[T]):
    def __init__(self, work: Callable[[Progress], T], progress: Progress, answer: _Answer) -> None:
        super().__init__()
        self.setAutoDelete(True)
        self._work = work
        self._progress = progress
        self._answer = answer

    def run(self) -> None:
        """Do the work; nothing may escape from a worker thread."""
        result: Any = None
        error: BaseException | None = None
        try:
            result = self._work(self._progress)
        except BaseException as raised:
            error = raised
        self._answer.came.emit(result, error)


class Job(QObject):
    """A piece of work under way. `finished` comes once, whatever became of it."""

    finished = Signal()

    def __init__(
        self,
        title: str,
        progress: Progress,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.progress = progress
        self._done = done
        self._failed = failed

    @Slot(object, object)
    def take(self, result: object, error: BaseException | None) -> None:
        """Hand the answer over, on the window's thread."""
        try:
            if isinstance(error, Cancelled):
                log.info("work cancelled")
            elif error is not None:
                self._failed(error)
            else:
                self._done(result)
        finally:
            self.finished.emit()
            self.deleteLater()


class Tasks(QObject):
    """Runs work in a pool. Work takes and returns immutable things and knows no widgets."""

    started = Signal(object)

    def __init__(
        self, on_error: Callable[[BaseException], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._on_error = on_error
        self._answers: dict[Job, _Answer] = {}

    def run(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        title: str = "",
    ) -> Job:
        """Start the work; `done` or `failed` is called on the window's thread.

        A cancelled piece of work calls neither; its job still emits `finished`.
        """
        progress, answer = Progress(), _Answer()
        job = Job(title, progress, done, failed or self._on_error, self)
        answer.came.connect(job.take, Qt.ConnectionType.QueuedConnection)
        job.finished.connect(self._on_job_finished)
        self._answers[job] = answer
        self._pool.start(_Work(work, progress, answer))
        self.started.emit(job)
        return job

    def _on_job_finished(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._answers.pop(job, None)

    @property
    def is_busy(self) -> bool:
        """Say whether any work is under way."""
        return bool(self._answers)

    def cancel_all(self) -> None:
        """Ask all work to stop and wait for it."""
        for job in tuple(self._answers):
            job.progress.cancel()
        self._pool.waitForDone(10_000)
