"""The timer's plan of a dose: no gaps, no drift, everything counted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.domain.doses import Dose, Side, Span, Unit, read_dose
from rehabplanner.domain.timer import Doing, schedule

SPANS = st.integers(1, 12).map(lambda n: Span(n, n + 2))
DOSES = st.builds(
    Dose,
    sets=st.none() | SPANS,
    amount=st.none() | SPANS,
    unit=st.sampled_from(Unit),
    pyramid=st.just(()) | st.lists(st.integers(1, 9), min_size=1, max_size=4).map(tuple),
    hold_s=st.none() | SPANS,
    side=st.sampled_from(Side),
    tempo=st.none() | st.tuples(*[st.integers(0, 5)] * 3),
    rest_s=st.none() | st.integers(0, 120),
)


def count(dose: Dose, doing: Doing) -> int:
    return sum(phase.doing is doing for phase in schedule(dose).phases)


@given(DOSES)
def test_phases_follow_each_other_without_gaps(dose: Dose) -> None:
    phases = schedule(dose).phases
    assert phases[0].doing is Doing.READY
    assert phases[0].start_s == 0
    for before, after in pairwise(phases):
        assert after.start_s == before.end_s
        assert after.length_s > 0


@given(DOSES, st.floats(0, 1))
def test_any_moment_has_its_phase_however_late_the_clock_is_read(dose: Dose, share: float) -> None:
    plan = schedule(dose)
    moment = plan.length_s * share
    now = plan.at(moment)
    if now is None:
        assert moment >= plan.length_s
        return
    assert now.phase.start_s <= moment < now.phase.end_s
    assert 0 <= now.share <= 1
    assert abs(now.left_s - (now.phase.end_s - moment)) < 1e-6


@given(DOSES)
def test_sets_sides_rests_and_switches_are_counted(dose: Dose) -> None:
    plan = schedule(dose)
    sets = dose.set_count if dose.pyramid or dose.sets else 1
    assert plan.set_count == sets
    assert count(dose, Doing.REST) == (sets - 1 if dose.rest_s != 0 else 0)
    assert count(dose, Doing.SWITCH) == (sets if dose.side is Side.EACH else 0)
    sides = {phase.side for phase in plan.phases}
    assert sides == ({Side.LEFT, Side.RIGHT} if dose.side is Side.EACH else {dose.side})


def test_repetitions_go_by_tempo_and_hold() -> None:
    plan = schedule(read_dose("2x3 h5 each r60 2-0-2"))
    work = [phase for phase in plan.phases if phase.doing is Doing.WORK]
    hold = [phase for phase in plan.phases if phase.doing is Doing.HOLD]
    assert len(work) == len(hold) == 2 * 2 * 3
    assert {phase.length_s for phase in work} == {4.0}
    assert {phase.length_s for phase in hold} == {5.0}
    assert plan.length_s == 5 + 12 * 9 + 2 * 8 + 60


def test_a_time_is_one_stretch() -> None:
    plan = schedule(read_dose("3x30s r45"))
    assert [phase.length_s for phase in plan.phases] == [5, 30, 45, 30, 45, 30]
    assert schedule(read_dose("20min")).length_s == 5 + 1200
    assert plan.at(plan.length_s) is None
    late = plan.at(4_000.0)
    assert late is None
