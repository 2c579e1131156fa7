"""What the made-up people answered: safety questions and outcome measures."""

import random
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from rehabplanner.demo.people import MAIN, Story
from rehabplanner.domain.exposure import FearedMovement, FlarePlan, Prediction
from rehabplanner.domain.flags import FlagAnswer
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.record import Record
from rehabplanner.domain.scoring import score
from rehabplanner.library.library import Library
from rehabplanner.wording import _

ASKED_DAYS_AGO = 2
EVERY_WEEKS = 4
RMDQ_ORDER = (2, 3, 9, 18, 14, 21, 11, 6, 23, 13, 10, 22, 16, 17, 20)
"""Which sentences go first when a back gets worse, so that better days tick fewer of them."""


def make_care(story: Story, person_id: UUID, today: date, library: Library) -> list[Record]:
    """Return answers of this week's safety questions, and measures every four weeks."""
    return [
        *_answers(person_id, today, library),
        *_results(story, person_id, today, library),
        *_ladder(story, person_id, today),
    ]


def _answers(person_id: UUID, today: date, library: Library) -> list[Record]:
    day = today - timedelta(days=ASKED_DAYS_AGO)
    asked = datetime.combine(day, time(7, 30), UTC)
    return [
        FlagAnswer(person_id=person_id, flag_id=one, day=day, asked_at=asked, is_yes=False)
        for one in library.flags.flags
    ]


def _results(story: Story, person_id: UUID, today: date, library: Library) -> list[Record]:
    chance = random.Random(f"measures {story.name}")
    days = [today - timedelta(weeks=weeks) for weeks in range(1, story.weeks, EVERY_WEEKS)][::-1]
    made: list[Record] = []
    for number, day in enumerate(days):
        share = number / max(1, len(days) - 1)
        if story.flare_week and abs((today - day).days / 7 - story.flare_week) < 2:
            share -= 0.35
        made += _on_a_day(story, person_id, day, share, library, chance)
    return made


def _on_a_day(
    story: Story,
    person_id: UUID,
    day: date,
    share: float,
    library: Library,
    chance: random.Random,
) -> list[Record]:
    """Return the measures of a day; `share` is how far the person has come, 0 to 1."""
    level = story.usual_pain
    ticks = min(len(RMDQ_ORDER), max(1, round(5 + level * 2.2 - share * 8 + chance.random())))
    able = [round(min(10, 3 + share * 4.5 + chance.random() * 1.5 + extra)) for extra in (0, 1, 0)]
    pain = max(0, round(level + 1.5 - share * 2.5))
    given: dict[str, list[int | None]] = {
        "rmdq": [1 if number in RMDQ_ORDER[:ticks] else 0 for number in range(1, 25)],
        "psfs": list(able),
        "nprs-3": [pain, max(0, pain - 2), min(10, pain + 3)],
    }
    if story is MAIN:
        given["phq-4"] = [1, 1 if share < 0.6 else 0, 1, 0]
    made: list[Record] = [
        MeasureResult(
            person_id=person_id,
            day=day,
            measure_id=measure_id,
            version=library.measures[measure_id].version,
            answers=tuple(answers),
            labels=_activities() if measure_id == "psfs" else (),
            total=score(library.measures[measure_id], answers).total,
        )
        for measure_id, answers in given.items()
    ]
    if story is MAIN:
        made.append(
            MeasureResult(
                person_id=person_id,
                day=day,
                measure_id="uwri",
                version=library.measures["uwri"].version,
                total=float(min(36, round(15 + share * 13 + chance.random() * 2))),
            )
        )
    return made


def _ladder(story: Story, person_id: UUID, today: date) -> list[Record]:
    """Return a ladder of feared movements with what was expected and felt, and a flare-up plan."""
    if story is not MAIN:
        return []
    names = (_("Bending to tie my shoes"), _("Lifting a crate of water"), _("Running downhill"))
    rungs = [
        FearedMovement(
            person_id=person_id,
            day=today - timedelta(weeks=8),
            what=name,
            position=number,
            fear=fear,
            is_conquered=number == 0,
        )
        for number, (name, fear) in enumerate(zip(names, (4, 6, 8), strict=True))
    ]
    tries: tuple[tuple[int, int, int, int], ...] = (
        (0, 50, 5, 2),
        (0, 46, 4, 2),
        (0, 41, 3, 1),
        (1, 33, 7, 4),
        (1, 26, 6, 3),
    )
    tries = (*tries, (1, 19, 6, 5), (1, 12, 5, 2), (2, 9, 8, 4), (2, 3, 6, 3))
    made: list[Record] = [
        Prediction(
            person_id=person_id,
            day=today - timedelta(days=days),
            what=rungs[number].what,
            expected=expected,
            felt=felt,
            movement_id=rungs[number].id,
        )
        for number, days, expected, felt in tries
    ]
    message = _("Ring me on the third day if it is not better.")
    return [*rungs, *made, FlarePlan(person_id=person_id, message=message)]


def _activities() -> tuple[str, ...]:
    return (_("Run for an hour"), _("Sit through a long meeting"), _("Lift the children"))
