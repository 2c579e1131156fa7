"""Slow work off the window's thread: progress, cancel, and the answer back on the thread.

What crosses the threads are plain objects and the signals of `Tasks`, which lives as long as the
window: a Qt object of one job's own could be destroyed while the other thread still speaks to it.
"""

import logging
import threading
from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)
T = TypeVar("T")
AT_ONCE = 2
LONGEST_END_S = 10.0


class Cancelled(Exception):
    """Raised inside the work by `Progress.check` once the person has cancelled."""


class Progress:
    """Handed to the work: reports how far it is and learns of a cancel. Safe on any thread."""

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how much is done of how much, with a word on the current piece."""
        self._report(done, total, text)

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


class Job(QObject):
    """A piece of work under way, on the window's thread.

    `reported` carries how much is done of how much and a word; `finished` comes once, whatever
    became of the work. It has no parent: whoever holds it keeps it alive.
    """

    reported = Signal(int, int, str)
    finished = Signal()

    def __init__(
        self,
        title: str,
        progress: Progress,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__()
        self.title = title
        self.progress = progress
        self._done = done
        self._failed = failed

    def take(self, result: object, error: BaseException | None) -> None:
        """Hand the answer over; a cancelled piece of work has none."""
        try:
            if isinstance(error, Cancelled):
                log.info("work cancelled")
            elif error is not None:
                self._failed(error)
            else:
                self._done(result)
        finally:
            self.finished.emit()


class Tasks(QObject):
    """Runs work on threads, two at once. Work takes and returns immutable things, no widgets."""

    started = Signal(object)
    _came = Signal(int, object, object)
    _told = Signal(int, int, int, str)

    def __init__(
        self, on_error: Callable[[BaseException], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._numbers = count(1)
        self._gate = threading.BoundedSemaphore(AT_ONCE)
        self._jobs: dict[int, tuple[Job, threading.Thread]] = {}
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

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
        number = next(self._numbers)

        def report(is_done: int, total: int, text: str) -> None:
            self._told.emit(number, is_done, total, text)

        progress = Progress(report)
        job = Job(title, progress, done, failed or self._on_error)
        thread = threading.Thread(
            target=self._do, args=(number, work, progress), name=f"work-{number}", daemon=True
        )
        self._jobs[number] = (job, thread)
        thread.start()
        self.started.emit(job)
        return job

    def _do(self, number: int, work: Callable[[Progress], Any], progress: Progress) -> None:
        result: Any = None
        error: BaseException | None = None
        with self._gate:
            try:
                progress.check()
                result = work(progress)
            except BaseException as raised:  # handed to the window's thread
                error = raised
        try:
            self._came.emit(number, result, error)
        except RuntimeError:
            log.info("work ended after the window was gone")

    @Slot(int, object, object)
    def _on_came(self, number: int, result: object, error: BaseException | None) -> None:
        job, thread = self._jobs.pop(number)
        thread.join(LONGEST_END_S)
        job.take(result, error)

    @Slot(int, int, int, str)
    def _on_told(self, number: int, is_done: int, total: int, text: str) -> None:
        if number in self._jobs:
            self._jobs[number][0].reported.emit(is_done, total, text)

    @property
    def is_busy(self) -> bool:
        """Say whether any work is under way."""
        return bool(self._jobs)

    def cancel_all(self) -> None:
        """Ask all work to stop and wait for it."""
        running = [thread for _job, thread in self._jobs.values()]
        for job, _thread in self._jobs.values():
            job.progress.cancel()
        for thread in running:
            thread.join(LONGEST_END_S)
