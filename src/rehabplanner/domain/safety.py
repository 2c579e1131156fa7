"""When the safety questions are due for a person, and which advice still waits to be read."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from rehabplanner.domain.diary import BodyPart, PainEntry, PainQuality
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.flags import (
    ASK_EVERY_DAYS,
    PAIN_JUMP,
    AskReason,
    Flag,
    FlagAnswer,
    FlagSet,
    Level,
    ask_reason,
    has_jump,
    open_flags,
)

KNOWN_LEG_DAYS = 28
BELOW_KNEE = frozenset(
    {
        BodyPart.CALF_LEFT,
        BodyPart.CALF_RIGHT,
        BodyPart.SHIN_LEFT,
        BodyPart.SHIN_RIGHT,
        BodyPart.ANKLE_LEFT,
        BodyPart.ANKLE_RIGHT,
        BodyPart.FOOT_LEFT,
        BodyPart.FOOT_RIGHT,
    }
)
STANDING_LEVELS = frozenset({Level.SOON, Level.BONE_STRESS, Level.MENTION})


def last_asked(flags: FlagSet, answers: Iterable[FlagAnswer]) -> tuple[date, datetime] | None:
    """Return the day and moment from which on every question has its answer; None before that."""
    newest: dict[str, FlagAnswer] = {}
    for answer in answers:
        known = newest.get(answer.flag_id)
        if known is None or answer.asked_at > known.asked_at:
            newest[answer.flag_id] = answer
    if any(flag_id not in newest for flag_id in flags.flags):
        return None
    oldest = min((newest[one] for one in flags.flags), key=lambda one: one.asked_at, default=None)
    return None if oldest is None else (oldest.day, oldest.asked_at)


def reason_to_ask(
    dossier: Dossier,
    flags: FlagSet,
    today: date,
    *,
    every_days: int = ASK_EVERY_DAYS,
    jump: int = PAIN_JUMP,
) -> AskReason | None:
    """Return why the safety questions are due today, or None."""
    asked = last_asked(flags, dossier.flag_answers)
    if asked is None:
        return AskReason.FIRST
    day, moment = asked
    pains = [one for one in dossier.pains if one.day <= today]
    if has_new_leg_symptoms(pains, day, moment):
        return AskReason.LEG
    if _has_jump_since(pains, day, moment, today, jump):
        return AskReason.JUMP
    return ask_reason(day, today, every_days=every_days)


def has_new_leg_symptoms(pains: Iterable[PainEntry], day: date, moment: datetime) -> bool:
    """Say whether tingling or pain below the knee was logged since, and not in the weeks before."""
    known: set[BodyPart] = set()
    new: set[BodyPart] = set()
    for one in pains:
        if one.score > 0 and (one.part in BELOW_KNEE or PainQuality.TINGLING in one.qualities):
            if _is_since(one, day, moment):
                new.add(one.part)
            elif one.day >= day - timedelta(days=KNOWN_LEG_DAYS):
                known.add(one.part)
    return bool(new - known)


def _has_jump_since(
    pains: list[PainEntry], day: date, moment: datetime, today: date, jump: int
) -> bool:
    """Say whether a day's worst score jumped after the questions were answered."""
    is_later_that_day = any(one.day == day and _is_since(one, day, moment) for one in pains)
    if is_later_that_day:
        before = [one for one in pains if not (one.day == day and _is_since(one, day, moment))]
        if has_jump(before, day, day, jump):
            return has_jump(pains, day + timedelta(days=1), today, jump)
        return has_jump(pains, day, today, jump)
    return has_jump(pains, day + timedelta(days=1), today, jump)


def _is_since(one: PainEntry, day: date, moment: datetime) -> bool:
    if one.day != day:
        return one.day > day
    return one.noted_at is not None and one.noted_at > moment


def unread(dossier: Dossier, flags: FlagSet) -> tuple[FlagAnswer, ...]:
    """Return the open yeses whose advice must be read and was not."""
    waiting = {
        flag.id
        for flag in open_flags(flags, dossier.flag_answers, dossier.flag_clearances)
        if flags.advice[flag.level].must_be_read
    }
    cleared = max((one.cleared_at for one in dossier.flag_clearances), default=None)
    return tuple(
        one
        for one in dossier.flag_answers
        if one.is_yes
        and one.read_at is None
        and one.flag_id in waiting
        and (cleared is None or one.asked_at > cleared)
    )


def read(answers: Iterable[FlagAnswer], moment: datetime) -> tuple[FlagAnswer, ...]:
    """Return the answers with the moment (UTC) at which their advice was read."""
    return tuple(replace(one, read_at=moment) for one in answers)


def looked_at(dossier: Dossier, flags: FlagSet) -> dict[str, date]:
    """Return the lasting matters that were answered yes and have been looked at, with the day.

    Only what is asked about calmly: a question of the pressing levels is always asked as new.
    """
    found: dict[str, date] = {}
    for clearance in dossier.flag_clearances:
        for one in dossier.flag_answers:
            flag: Flag | None = flags.flags.get(one.flag_id)
            if flag is None or not one.is_yes or one.asked_at > clearance.cleared_at:
                continue
            if flag.level in STANDING_LEVELS:
                found[flag.id] = max(clearance.day, found.get(flag.id, clearance.day))
    return found
