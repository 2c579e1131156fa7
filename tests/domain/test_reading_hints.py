"""Which short text fits how things are."""

from datetime import date, timedelta

import pytest

from builders import a_day, a_pain, a_person, a_run, an_event
from rehabplanner.domain.diary import EventKind
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.reading_hints import reading_hint

TODAY = date(2026, 9, 27)


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


def records(pain_now: int, km_now: float, **day: object) -> list[object]:
    found: list[object] = [a_pain(2, back(days)) for days in range(7, 28)]
    found += [a_pain(pain_now, back(days)) for days in range(7)]
    found += [a_run(back(days), minutes=50) for days in (8, 11, 14, 18, 21, 25)]
    found += [a_run(back(days), minutes=km_now) for days in (1, 4)]
    found += [a_day(back(days), **day) for days in range(7)]
    return found


@pytest.mark.parametrize(
    ("given", "lesson_id"),
    [
        (records(2, 50), None),
        (records(4, 50), "why-pain-stays"),
        (records(4, 50, sleep_h=5.5), "sleep"),
        (records(4, 50, stress=8), "stress-journal"),
        (records(4, 90), "graded-exposure"),
        (records(2, 50, worry=7), "pain-is-not-damage"),
        ([*records(4, 50), an_event("Flare", back(2), kind=EventKind.FLARE_UP)], "flare-ups"),
        ([a_pain(9, TODAY)], None),
    ],
)
def test_the_text_follows_from_the_diary(given: list[object], lesson_id: str | None) -> None:
    hint = reading_hint(make_dossier(a_person(), given), TODAY)
    assert (hint.lesson_id if hint else None) == lesson_id
