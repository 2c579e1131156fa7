"""The pain rule and the ladders: the first that fits wins, and nothing goes up unseen."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY, PERSON_ID, a_person, a_run
from library.reading_grade import reading_grade
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.ladders import (
    Decision,
    Ladder,
    LadderKind,
    Rung,
    Variable,
    next_step,
    one_at_a_time,
)
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.progression import CEILINGS, Advice, Limits, Response, Verdict, advise
from rehabplanner.domain.responses import advise_activity, baseline, week_gate
from rehabplanner.library.rules import limits_of, load_rules
from rehabplanner.paths import resources


def verdict(
    during: float | None, morning: float | None, usual: float | None = 1, **given: Any
) -> tuple[str, str]:
    ceiling = given.pop("ceiling", 4)
    response = Response(during=during, next_morning=morning, baseline=usual, **given)
    found = advise(response, Limits(ceiling=ceiling))
    return found.verdict.value, found.rule_id


def a_morning(day: int, score: int, moment: Moment = Moment.MORNING) -> PainEntry:
    when = MONDAY + timedelta(days=day)
    return PainEntry(person_id=PERSON_ID, day=when, moment=moment, score=score)


GREEN = advise(Response(during=1, next_morning=1, baseline=1))
AMBER = advise(Response(during=3, next_morning=1, baseline=1))
RED = advise(Response(during=6, next_morning=1, baseline=1))
SAFETY = advise(Response(during=0, next_morning=0, baseline=1, red_flags=("fever",)))
LADDER = Ladder(
    id="run",
    kind=LadderKind.RUNNING,
    rungs=(
        Rung(name="10 min", values={Variable.MINUTES: 10, Variable.FREQUENCY: 3}),
        Rung(name="15 min", values={Variable.MINUTES: 15, Variable.FREQUENCY: 3}),
        Rung(name="15 min, four times", values={Variable.MINUTES: 15, Variable.FREQUENCY: 4}),
    ),
)


def test_the_table_of_the_rule() -> None:
    assert verdict(2, 1) == ("green", "green")
    assert verdict(3, 1) == ("amber", "amber.during")
    assert verdict(4, 1) == ("amber", "amber.during")
    assert verdict(5, 1) == ("red", "red.during")
    assert verdict(1, 2) == ("amber", "amber.morning")
    assert verdict(1, 3) == ("red", "red.morning")
    assert verdict(1, 2.5, 1) == ("amber", "amber.morning")
    assert verdict(1, None) == ("amber", "amber.no-morning")
    assert verdict(1, 1, None) == ("amber", "amber.no-baseline")
    assert verdict(None, 1) == ("amber", "amber.no-during")
    assert verdict(0, 0, is_sharp_or_rising=True) == ("amber", "amber.sharp")
    assert verdict(0, 0, is_gait_changed=True) == ("red", "red.gait")
    assert verdict(0, 0, has_new_leg_symptoms=True) == ("red", "red.leg")
    assert verdict(9, 9, is_gait_changed=True, red_flags=("fever",)) == ("safety", "safety")
    assert verdict(2, 1, ceiling=CEILINGS["conservative"])[0] == "green"
    assert verdict(3, 1, ceiling=CEILINGS["conservative"])[0] == "red"
    assert verdict(5, 1, ceiling=CEILINGS["silbernagel"])[0] == "amber"
    assert verdict(2, 1, ceiling=1)[0] == "red"


def test_the_advice_names_its_numbers_and_all_reasons() -> None:
    found = advise(Response(during=6, next_morning=5, baseline=1, is_gait_changed=True))
    assert len(found.reasons) == 3
    assert "6" in str(found.reasons[0])
    assert found.numbers["baseline"] == 1
    assert "back one step" in str(found.sentence)


def test_the_shipped_limits_are_those_of_the_rule() -> None:
    rules = load_rules(resources() / "rules", str)
    assert limits_of(rules) == Limits()
    assert all(rule.source and rule.population and rule.uncertainty for rule in rules.values())


scores = st.integers(0, 10)
ORDER = [Verdict.GREEN, Verdict.AMBER, Verdict.RED, Verdict.SAFETY]


@given(scores, scores, scores, scores, scores, st.sampled_from([1, 2, 4, 5, 10]))
def test_more_pain_never_gives_a_kinder_verdict(
    during: int, morning: int, usual: int, more: int, later: int, ceiling: int
) -> None:
    limits = Limits(ceiling=ceiling)
    one = advise(Response(during=during, next_morning=morning, baseline=usual), limits)
    two = advise(
        Response(
            during=min(10, during + more), next_morning=min(10, morning + later), baseline=usual
        ),
        limits,
    )
    assert ORDER.index(two.verdict) >= ORDER.index(one.verdict)
    assert one.reasons


@given(scores, st.none() | scores, st.none() | scores, st.booleans(), st.booleans())
def test_an_unknown_morning_never_progresses(
    during: int, morning: int | None, usual: int | None, gait: bool, sharp: bool
) -> None:
    found = advise(
        Response(
            during=during,
            next_morning=morning,
            baseline=usual,
            is_gait_changed=gait,
            is_sharp_or_rising=sharp,
        )
    )
    if morning is None or usual is None:
        assert found.verdict is not Verdict.GREEN
        step = next_step(LADDER, 0, [GREEN, GREEN, found])
        assert step.decision is not Decision.PROGRESS


def test_the_usual_morning_is_the_median_of_the_last_seven() -> None:
    pains = [a_morning(day, score) for day, score in enumerate([9, 9, 1, 2, 1, 2, 1, 2, 1])]
    assert baseline(pains, MONDAY + timedelta(days=8)) == 1
    assert baseline(pains[:2], MONDAY + timedelta(days=8)) is None
    assert baseline(pains[:4], MONDAY + timedelta(days=8)) == 5.5
    assert baseline(pains, MONDAY + timedelta(days=1)) is None


def test_a_session_is_judged_from_the_diary() -> None:
    run = a_run(MONDAY + timedelta(days=4))
    pains = [a_morning(day, 1) for day in range(5)]
    during = PainEntry(
        person_id=PERSON_ID, day=run.day, moment=Moment.DURING, score=2, activity_id=run.id
    )
    waiting = make_dossier(a_person(), [run, *pains, during])
    assert advise_activity(waiting, run).rule_id == "amber.no-morning"
    known = waiting.changed(saved=[a_morning(5, 1)])
    assert advise_activity(known, run).verdict is Verdict.GREEN
    strict = make_dossier(a_person(pain_ceiling=1), [run, *pains, during, a_morning(5, 1)])
    assert advise_activity(strict, run).verdict is Verdict.RED


def test_a_worse_week_holds() -> None:
    last = [a_morning(day, 1) for day in range(7)]
    monday = MONDAY + timedelta(days=7)
    assert week_gate([*last, *(a_morning(day, 2) for day in range(7, 12))], monday) is None
    gate = week_gate([*last, *(a_morning(day, 3) for day in range(7, 12))], monday)
    assert gate is not None
    assert week_gate(last, monday) is None
    step = next_step(LADDER, 0, [GREEN, GREEN], gate=gate)
    assert (step.decision, step.rule_id) == (Decision.HOLD, "week")


@pytest.mark.parametrize(
    ("rung", "advices", "decision", "to"),
    [
        (0, [], Decision.HOLD, 0),
        (0, [GREEN], Decision.HOLD, 0),
        (0, [GREEN, GREEN], Decision.PROGRESS, 1),
        (0, [GREEN, AMBER, GREEN], Decision.HOLD, 0),
        (1, [GREEN, GREEN, RED], Decision.STEP_BACK, 0),
        (0, [RED], Decision.STEP_BACK, 0),
        (1, [AMBER], Decision.HOLD, 1),
        (2, [GREEN, GREEN], Decision.HOLD, 2),
        (1, [GREEN, SAFETY], Decision.STOP, 1),
    ],
)
def test_steps(rung: int, advices: list[Advice], decision: Decision, to: int) -> None:
    step = next_step(LADDER, rung, advices)
    assert (step.decision, step.rung) == (decision, to)
    assert step.reasons
    assert next_step(LADDER, rung, advices, is_locked=True).decision is Decision.STOP


def test_a_step_changes_one_thing() -> None:
    assert next_step(LADDER, 1, [GREEN, GREEN]).variable is Variable.FREQUENCY
    two = (
        Rung(name="a", values={Variable.MINUTES: 10, Variable.FREQUENCY: 2}),
        Rung(name="b", values={Variable.MINUTES: 15, Variable.FREQUENCY: 3}),
    )
    with pytest.raises(Problem, match="one thing"):
        Ladder(id="x", kind=LadderKind.RUNNING, rungs=two)


def test_the_twin_ladders_take_turns() -> None:
    up, back = next_step(LADDER, 0, [GREEN, GREEN]), next_step(LADDER, 1, [RED])
    both = one_at_a_time(
        {LadderKind.RUNNING: up, LadderKind.STRENGTH: up}, first=LadderKind.STRENGTH
    )
    assert both[LadderKind.STRENGTH].decision is Decision.PROGRESS
    assert (both[LadderKind.RUNNING].decision, both[LadderKind.RUNNING].rung) == (Decision.HOLD, 0)
    eased = one_at_a_time({LadderKind.RUNNING: back, LadderKind.STRENGTH: up}, LadderKind.RUNNING)
    assert eased[LadderKind.STRENGTH].decision is Decision.HOLD
    assert eased[LadderKind.RUNNING] is back


def test_the_words_are_plain() -> None:
    texts = [str(one.sentence) for one in (GREEN, AMBER, RED, SAFETY)]
    texts += [str(reason) for one in (GREEN, AMBER, RED, SAFETY) for reason in one.reasons]
    assert reading_grade(" ".join(texts)) <= 6
    for word in ("danger", "damage", "must", "warning"):
        assert word not in " ".join(texts).lower()
