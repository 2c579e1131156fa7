"""The timer in words that a person hears with the eyes: one short line each."""

from math import ceil

from rehabplanner.domain.doses import Side
from rehabplanner.domain.timer import Doing, Now, Phase, Schedule
from rehabplanner.wording import _


def side_words(side: Side) -> str:
    """Return the side that works; an empty text where both do."""
    return {Side.LEFT: _("left side"), Side.RIGHT: _("right side")}.get(side, "")


def doing_words(phase: Phase) -> str:
    """Return what to do now."""
    return {
        Doing.READY: _("Get ready"),
        Doing.WORK: _("Go"),
        Doing.HOLD: _("Hold"),
        Doing.REST: _("Rest"),
        Doing.SWITCH: _("Switch sides"),
    }[phase.doing]


def count_words(schedule: Schedule, now: Now) -> str:
    """Return the set, the repetition and the side."""
    phase = now.phase
    parts = [
        _("set {number} of {count}").format(number=phase.set_number, count=schedule.set_count)
        if phase.doing is not Doing.REST
        else _("next: set {number} of {count}").format(
            number=phase.set_number, count=schedule.set_count
        )
    ]
    if phase.repetition is not None:
        total = schedule.repetitions[phase.set_number - 1]
        parts.append(
            _("repetition {number} of {count}").format(number=phase.repetition, count=total)
        )
    parts.append(side_words(phase.side))
    return "\n".join(part[:1].upper() + part[1:] for part in parts if part)


def clock_words(seconds: float) -> str:
    """Return the time left: `12` or `1:05`."""
    whole = ceil(seconds - 1e-6)
    return f"{whole // 60}:{whole % 60:02d}" if whole >= 60 else str(whole)


def large_words(now: Now) -> str:
    """Return the largest number: the repetition one is at, or the seconds that are left."""
    phase = now.phase
    if phase.doing is Doing.WORK and phase.repetition is not None:
        return str(phase.repetition)
    return clock_words(now.left_s)


def coming_words(phase: Phase) -> str:
    """Return what comes next."""
    if phase.doing is Doing.WORK and phase.repetition is not None and phase.repetition > 1:
        return _("repetition {number}").format(number=phase.repetition)
    return doing_words(phase)
