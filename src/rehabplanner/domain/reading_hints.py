"""Which short text fits how things are: shown with its reason, and never as a verdict.

The limits are decisions of this program: a week's median of the worst scores one point above that
of the three weeks before is "up"; training minutes within a tenth of before are "not up".
"""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from rehabplanner.domain.diary import EventKind
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.problems import Message, marked

NOW_DAYS, BEFORE_DAYS = 7, 21
FEWEST_NOW, FEWEST_BEFORE = 3, 5
PAIN_RISE = 1.0
LOAD_RISE = 1.1
SHORT_SLEEP_H = 6.5
POOR_SLEEP = 4
MUCH = 6
FLARE_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A short text and why it fits now."""

    lesson_id: str
    words: Message


def reading_hint(dossier: Dossier, today: date) -> Hint | None:
    """Return the text that fits best today, or None."""
    if _has_flare(dossier, today):
        return Hint(
            lesson_id="flare-ups",
            words=Message(marked("A flare-up is noted. It is common, and there is a way back.")),
        )
    if _pain_is_up(dossier, today):
        return _of_pain(dossier, today)
    worry = _typical(dossier, today, "worry")
    if worry is not None and worry >= MUCH:
        return Hint(
            lesson_id="pain-is-not-damage",
            words=Message(marked("Worry about moving was high this week. This may ease it.")),
        )
    return None


def _of_pain(dossier: Dossier, today: date) -> Hint | None:
    now, before = _minutes(dossier, today)
    if before <= 0:
        return None
    if now > before * LOAD_RISE:
        return Hint(
            lesson_id="graded-exposure",
            words=Message(marked("Pain and training are both up this week: small steps help.")),
        )
    sleep, quality = _typical(dossier, today, "sleep_h"), _typical(dossier, today, "sleep_quality")
    if (sleep is not None and sleep < SHORT_SLEEP_H) or (
        quality is not None and quality <= POOR_SLEEP
    ):
        text = marked("Pain is up but training is not: the nights were short or poor this week.")
        return Hint(lesson_id="sleep", words=Message(text))
    stress = _typical(dossier, today, "stress")
    if stress is not None and stress >= MUCH:
        text = marked("Pain is up but training is not: there was a lot of stress this week.")
        return Hint(lesson_id="stress-journal", words=Message(text))
    text = marked("Pain is up but training is not: many things can turn the alarm up.")
    return Hint(lesson_id="why-pain-stays", words=Message(text))


def _has_flare(dossier: Dossier, today: date) -> bool:
    since = today - timedelta(days=FLARE_DAYS)
    return any(
        one.kind is EventKind.FLARE_UP and since <= (one.until or one.day) and one.day <= today
        for one in dossier.events
    )


def _pain_is_up(dossier: Dossier, today: date) -> bool:
    now = _worst(dossier, today - timedelta(days=NOW_DAYS - 1), today)
    end = today - timedelta(days=NOW_DAYS)
    before = _worst(dossier, end - timedelta(days=BEFORE_DAYS - 1), end)
    if len(now) < FEWEST_NOW or len(before) < FEWEST_BEFORE:
        return False
    return median(now) - median(before) >= PAIN_RISE


def _worst(dossier: Dossier, first: date, last: date) -> list[int]:
    found: dict[date, int] = {}
    for one in between(dossier.pains, first, last):
        found[one.day] = max(one.score, found.get(one.day, 0))
    return list(found.values())


def _minutes(dossier: Dossier, today: date) -> tuple[float, float]:
    """Return the training minutes of the last week, and of a week on average before."""
    start = today - timedelta(days=NOW_DAYS - 1)
    now = between(dossier.activities, start, today)
    first = start - timedelta(days=BEFORE_DAYS)
    before = between(dossier.activities, first, start - timedelta(days=1))
    weeks = BEFORE_DAYS / NOW_DAYS
    return (
        sum(one.duration_s or 0.0 for one in now) / 60,
        sum(one.duration_s or 0.0 for one in before) / 60 / weeks,
    )


def _typical(dossier: Dossier, today: date, name: str) -> float | None:
    """Return the median of a diary field over the last week; None where it was hardly noted."""
    days = between(dossier.days, today - timedelta(days=NOW_DAYS - 1), today)
    values = [value for one in days if (value := getattr(one, name)) is not None]
    return median(values) if len(values) >= FEWEST_NOW else None
