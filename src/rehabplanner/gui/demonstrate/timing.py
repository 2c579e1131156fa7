"""The running timer: elapsed time from a clock that never goes back, started, paused, skipped."""

from collections.abc import Callable
from time import monotonic

from rehabplanner.domain.timer import Now, Schedule


class Timing:
    """Where a schedule is now. Time is read, never counted, so that nothing drifts."""

    def __init__(self, schedule: Schedule, clock: Callable[[], float] = monotonic) -> None:
        self.schedule = schedule
        self._clock = clock
        self._kept_s = 0.0
        self._since: float | None = None

    @property
    def is_running(self) -> bool:
        """Say whether time goes on."""
        return self._since is not None

    @property
    def elapsed_s(self) -> float:
        """Return the seconds done so far, pauses not counted."""
        return self._kept_s + (self._clock() - self._since if self._since is not None else 0.0)

    @property
    def is_begun(self) -> bool:
        """Say whether it was started at all."""
        return self.is_running or self._kept_s > 0

    @property
    def is_done(self) -> bool:
        """Say whether all is done."""
        return self.elapsed_s >= self.schedule.length_s

    def start(self) -> None:
        """Start or go on; start anew once all is done."""
        if self.is_done:
            self._kept_s = 0.0
        self._since = self._clock()

    def pause(self) -> None:
        """Let time stand still."""
        self._kept_s, self._since = self.elapsed_s, None

    def skip(self) -> None:
        """Go to the beginning of the next phase."""
        now = self.now()
        if now is not None:
            self._kept_s += now.left_s + 1e-6

    def now(self) -> Now | None:
        """Return where one is; None once all is done."""
        return self.schedule.at(self.elapsed_s)
