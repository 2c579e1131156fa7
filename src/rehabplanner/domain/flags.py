"""Answers that mean "see someone": which level, what to do, and when progression waits.

Each answer stands for itself: there is no score, no probability and no diagnosis.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from rehabplanner.domain.diary import PainEntry
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import OfPerson, clean_line, clean_text

ASK_EVERY_DAYS = 7
PAIN_JUMP = 3
NUMBER_GAP = "{number}"


class Level(StrEnum):
    """How soon a yes asks for help, the most pressing first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    BONE_STRESS = "bone stress"
    SOON = "soon"
    MENTION = "mention"


LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One yes-or-no question."""

    id: str
    level: Level
    question: str
    help: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagAdvice:
    """What to do at a level; `must_be_read` keeps the advice in front until it was read."""

    level: Level
    title: str
    lines: tuple[str, ...]
    locks: bool
    must_be_read: bool
    no_number: str = ""

    def text(self, emergency_number: str = "") -> tuple[str, ...]:
        """Return the lines with the emergency number of the user's settings."""
        number = clean_line(emergency_number, 40) or self.no_number
        return tuple(line.replace(NUMBER_GAP, number) for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSet:
    """The questions and what to do, as shipped."""

    flags: Mapping[str, Flag]
    advice: Mapping[Level, FlagAdvice]

    def of(self, flag_id: str) -> Flag:
        """Return the question with this id. Raises Problem if there is none."""
        found = self.flags.get(flag_id)
        if found is None:
            text = marked("There is no safety question called “{name}”.")
            raise Problem("red_flag", text, name=flag_id)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagAnswer(OfPerson):
    """One answer; `asked_at` (UTC) is when, `read_at` when the advice was read."""

    flag_id: str
    day: date
    asked_at: datetime
    is_yes: bool
    read_at: datetime | None = None


class ClearedBy(StrEnum):
    """Who says that progression may go on."""

    THERAPIST = "therapist"
    PERSON_SEEN = "I have been seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagClearance(OfPerson):
    """The word that someone has looked at it: it opens what was answered before `cleared_at`."""

    day: date
    cleared_at: datetime
    cleared_by: ClearedBy
    note: str = ""

    def __post_init__(self) -> None:
        """Tidy the note."""
        object.__setattr__(self, "note", clean_text(self.note, 2000))


def levels_of(flags: FlagSet, yes: Iterable[str]) -> tuple[FlagAdvice, ...]:
    """Return what to do for these yeses, the most pressing level first, each level once.

    Raises Problem for an unknown question.
    """
    found = {flags.of(one).level for one in yes}
    return tuple(flags.advice[level] for level in LEVELS if level in found)


def open_flags(
    flags: FlagSet, answers: Iterable[FlagAnswer], clearances: Iterable[FlagClearance]
) -> tuple[Flag, ...]:
    """Return the questions answered yes since the last clearance, the most pressing first.

    A later no does not take a yes back; a question no longer shipped still counts as urgent.
    """
    cleared = max((one.cleared_at for one in clearances), default=datetime.min.replace(tzinfo=UTC))
    ids = {one.flag_id for one in answers if one.is_yes and one.asked_at > cleared}
    found = [
        flags.flags.get(one) or Flag(id=one, level=Level.URGENT, question=one)
        for one in sorted(ids)
    ]
    return tuple(sorted(found, key=lambda flag: (LEVELS.index(flag.level), flag.id)))


def is_locked(
    flags: FlagSet, answers: Iterable[FlagAnswer], clearances: Iterable[FlagClearance]
) -> bool:
    """Say whether progression waits for the therapist, or at home for "I have been seen"."""
    return any(flags.advice[flag.level].locks for flag in open_flags(flags, answers, clearances))


class AskReason(StrEnum):
    """Why the safety questions are asked now."""

    FIRST = "first"
    LEG = "leg symptoms"
    JUMP = "pain jump"
    WEEK = "week"


def ask_reason(
    last_asked: date | None,
    today: date,
    pains: Sequence[PainEntry] = (),
    *,
    has_new_leg_symptoms: bool = False,
    every_days: int = ASK_EVERY_DAYS,
    jump: int = PAIN_JUMP,
) -> AskReason | None:
    """Return why to ask today, or None: at the start, each week, at a pain jump, at leg symptoms.

    `pains` are sorted by day; a jump is a day's worst score against that of the logged day before,
    after the day of the last questions.
    """
    if last_asked is None:
        return AskReason.FIRST
    if has_new_leg_symptoms:
        return AskReason.LEG
    if has_jump(pains, last_asked + timedelta(days=1), today, jump):
        return AskReason.JUMP
    return AskReason.WEEK if (today - last_asked).days >= every_days else None


def has_jump(pains: Iterable[PainEntry], first: date, last: date, jump: int = PAIN_JUMP) -> bool:
    """Say whether pain rose by `jump` points or more from one logged day to the next."""
    worst: dict[date, int] = {}
    for entry in pains:
        if entry.day <= last:
            worst[entry.day] = max(entry.score, worst.get(entry.day, 0))
    days = sorted(worst)
    return any(
        day >= first and worst[day] - worst[before] >= jump for before, day in pairwise(days)
    )
