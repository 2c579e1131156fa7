"""A flare-up: half of what was planned, walks and breathing, the way back, all in one change."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from rehabplanner.documents.flare_card import render_flare_card
from rehabplanner.domain.diary import Event, EventKind
from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.exposure import FlarePlan
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.plans import Completion, ItemKind, PlanItem
from rehabplanner.domain.runs import read_run
from rehabplanner.planning.flare import agreed, running, smaller_dose, smaller_run, start_flare

MONDAY = date(2026, 9, 7)
PERSON = Person(id=uuid4(), name="Ada Strand")


def exercise(day: int, dose: str) -> PlanItem:
    return PlanItem(
        person_id=PERSON.id,
        day=MONDAY + timedelta(days=day),
        kind=ItemKind.EXERCISE,
        exercise_id="A01",
        dose=read_dose(dose),
    )


def run(day: int, words: str) -> PlanItem:
    return PlanItem(
        person_id=PERSON.id,
        day=MONDAY + timedelta(days=day),
        kind=ItemKind.RUN,
        run=read_run(words),
        position=1,
    )


def started(plan: FlarePlan, *records: object) -> tuple[Dossier, Dossier]:
    before = make_dossier(PERSON, records)
    change = start_flare(before, plan, MONDAY, breathing="K01")
    return before, before.changed(saved=change.saved, removed=change.removed)


@pytest.mark.parametrize(
    ("dose", "percent", "wanted"),
    [
        ("4x10 h5 each @6 r60", 50, "2x10 h5 each @6 r60"),
        ("3x10", 50, "2x8"),
        ("1x10", 50, "1x5"),
        ("3x30s", 60, "2x27s"),
        ("6/4/2", 50, "4/3"),
        ("20min", 50, "10min"),
        ("1x1", 50, "1x1"),
    ],
)
def test_a_dose_loses_sets_first_and_never_everything(dose: str, percent: int, wanted: str) -> None:
    assert str(smaller_dose(read_dose(dose), percent)) == wanted


def test_a_run_becomes_shorter_and_easy() -> None:
    assert str(smaller_run(read_run("40min hills"), 50)) == "20min"
    assert str(smaller_run(read_run("5w + 8x(1r/2w) + 5w @4"), 50)) == "2w + 4x(1r/2w) + 2w @4"
    assert str(smaller_run(read_run("8k long"), 60)) == "4.8k"


def test_gentle_days_the_way_back_and_then_the_usual_plan() -> None:
    plan = FlarePlan(person_id=PERSON.id, days=3, dose_percent=50, back_percent=(70, 90))
    items = [exercise(day, "4x10") for day in range(7)]
    _before, after = started(plan, *items)
    doses = [str(one.dose) for one in after.items if one.exercise_id == "A01"]
    assert doses == ["2x10", "2x10", "2x10", "3x9", "4x9", "4x10", "4x10"]
    walks = [one for one in after.items if one.kind is ItemKind.WALK]
    assert [one.day for one in walks] == [MONDAY + timedelta(days=day) for day in range(3)]
    assert {str(one.run) for one in walks} == {"3x(10w)"}
    assert sum(1 for one in after.items if one.exercise_id == "K01") == 3
    (event,) = after.events
    assert (event.kind, event.day, event.until) == (
        EventKind.FLARE_UP,
        MONDAY,
        MONDAY + timedelta(days=2),
    )
    assert after.flare_plan == plan
    assert running(after, MONDAY + timedelta(days=2)) == event
    assert running(after, MONDAY + timedelta(days=3)) is None


def test_what_is_done_habits_and_walks_stay_and_a_pause_takes_sessions_away() -> None:
    plan = FlarePlan(person_id=PERSON.id, days=3, dose_percent=0, back_percent=())
    ticked, habit = (
        exercise(0, "3x10"),
        PlanItem(person_id=PERSON.id, day=MONDAY, kind=ItemKind.HABIT, title="Sleep", position=3),
    )
    tick = Completion(person_id=PERSON.id, item_id=ticked.id, day=MONDAY)
    _before, after = started(plan, ticked, tick, habit, run(1, "30min"), run(4, "30min"))
    assert after.find(ticked) == ticked
    assert after.find(habit) == habit
    assert [one.day for one in after.items if one.kind is ItemKind.RUN] == [
        MONDAY + timedelta(days=4)
    ]


def test_without_an_agreement_the_usual_numbers_hold() -> None:
    plan = agreed(make_dossier(PERSON, ()))
    assert (plan.days, plan.dose_percent, plan.back_percent) == (5, 50, (60, 80))
    mine = FlarePlan(person_id=PERSON.id, days=7)
    assert agreed(make_dossier(PERSON, (mine,))) is mine
    old = Event(person_id=PERSON.id, day=MONDAY, kind=EventKind.FLARE_UP, label="sore")
    assert running(make_dossier(PERSON, (old,)), MONDAY) is None


def test_the_card_fits_one_page_and_says_the_plan() -> None:
    import pypdfium2

    plan = FlarePlan(person_id=PERSON.id, days=4, message="Ring me on day three.")
    pdf = render_flare_card(PERSON, plan, start=MONDAY, today=MONDAY, practice=Practice())
    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    for wanted in (
        "Ring me on day three.",
        "50 %",
        "60 %",
        "Mon 7 Sep",
        "3 × 10 min",
        "does not by itself",
    ):
        assert wanted in words
    document.close()
