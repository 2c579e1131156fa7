"""Next steps: what good and bad weeks lead to, always with a rule, and never by themselves."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from builders import MONDAY, PERSON_ID, a_completion, a_person, a_run, a_run_item, an_item
from planning.simulated import DAY, LIBRARY, WEEK, Felt, Life, a_morning, begin, good
from rehabplanner.domain.diary import BodyPart, Moment, PainEntry, PainQuality
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.guidance import StepKind
from rehabplanner.domain.ladders import Decision, LadderKind, Variable
from rehabplanner.domain.plans import ItemKind, Outcome
from rehabplanner.planning.answers import Answers, limits_for
from rehabplanner.planning.proposals import accepted, propose
from rehabplanner.planning.rule_names import RULES
from rehabplanner.wording import say

TODAY = MONDAY + WEEK


def life(*items, pain=1, morning=1, weeks=1, person=None, **completion):
    """Return a dossier in which these items were done last week and are planned again."""
    records = [a_morning(MONDAY - number * DAY, 1) for number in range(8)]
    for item in items:
        records.append(item)
        records.append(a_completion(item, pain=pain, **completion))
        if morning is not None:
            records.append(a_morning(item.day + DAY, morning))
        series = item.series_id or item.id
        for number in range(1, weeks + 1):
            again = replace(
                item, id=type(item.id)(int=item.id.int + number), day=item.day + number * WEEK
            )
            records.append(replace(again, series_id=series))
    return make_dossier(person or a_person(), records)


def two_bridges():
    first = an_item("C01", MONDAY, "2x10 h2 r60")
    return first, an_item("C01", MONDAY + 2 * DAY, "2x10 h2 r60", series_id=first.id)


def only(dossier, **given):
    week = propose(dossier, TODAY, TODAY, LIBRARY.exercises, **given)
    (one,) = week.proposals
    return one


def test_two_good_sessions_lead_one_step_up_with_reason_rule_numbers_and_sentence():
    one = only(life(*two_bridges()))
    assert (one.decision, one.rule_id, one.variable) == (
        Decision.PROGRESS,
        "green",
        Variable.REPS,
    )
    assert [str(item.dose) for item in one.changed] == ["2x12 h2 r60"] * 2
    assert str(one.reasons[0]) == "2 good sessions in a row, 2 were needed."
    assert one.numbers["during"] == 1
    assert one.numbers["ceiling"] == 4
    assert "One small step more" in say(one.sentence)


def test_one_good_session_is_not_enough_and_a_person_may_need_three():
    first, second = two_bridges()
    assert only(life(first)).rule_id == "hold.count"
    asking = a_person(green_sessions=3)
    assert only(life(first, second, person=asking)).rule_id == "hold.count"


def heavy_and_light():
    """Two heavy days with a lighter one between them and one after."""
    days = ((0, "3x10"), (2, "2x8"), (4, "3x10"), (6, "2x8"))
    first, *others = (an_item("C01", MONDAY + number * DAY, dose) for number, dose in days)
    return first, *(replace(one, series_id=first.id) for one in others)


def test_lighter_days_belong_to_the_step_of_their_week():
    one = only(life(*heavy_and_light()))
    assert (one.decision, one.rule_id) == (Decision.PROGRESS, "green")
    assert str(one.reasons[0]) == "2 good sessions in a row, 2 were needed."
    assert [item.day.weekday() for item in one.changed] == [0, 4], "the lighter days stay"
    assert {str(item.dose) for item in one.changed} != {"3x10"}


def test_a_lighter_day_that_hurt_leads_one_step_back():
    items = heavy_and_light()
    records = [a_morning(MONDAY - number * DAY, 1) for number in range(8)]
    for item in items:
        records += [item, a_completion(item, pain=6 if item is items[-1] else 1)]
        records += [a_morning(item.day + DAY, 1), replace(item, id=uuid4(), day=item.day + WEEK)]
    one = only(make_dossier(a_person(), records))
    assert (one.decision, one.rule_id) == (Decision.STEP_BACK, "red.during")


def test_without_the_next_morning_nothing_goes_up():
    one = only(life(*two_bridges(), morning=None))
    assert (one.decision, one.rule_id, one.changed) == (Decision.HOLD, "amber.no-morning", ())


def test_pain_above_the_own_limit_leads_one_step_back():
    assert only(life(*two_bridges(), pain=4)).decision is Decision.HOLD
    one = only(life(*two_bridges(), pain=4, person=a_person(pain_ceiling=2)))
    assert (one.decision, one.rule_id) == (Decision.STEP_BACK, "red.during")
    assert str(one.changed[0].dose) == "2x8 h2 r60"


def test_a_morning_up_by_two_leads_one_step_back():
    one = only(life(*two_bridges(), morning=3))
    assert (one.decision, one.rule_id) == (Decision.STEP_BACK, "red.morning")


def test_a_session_cut_short_is_never_a_step_up_and_reads_as_right():
    one = only(life(*two_bridges(), outcome=Outcome.PARTLY))
    assert (one.decision, one.rule_id) == (Decision.HOLD, "amber.shortened")
    assert "a right decision" in str(one.reasons[0])


def test_a_skipped_session_says_nothing():
    assert only(life(*two_bridges(), outcome=Outcome.SKIPPED)).rule_id == "hold.none"


def test_an_open_safety_answer_stops_everything():
    one = only(life(*two_bridges()), is_locked=True)
    assert (one.decision, one.rule_id, one.changed) == (Decision.STOP, "safety", ())


def test_mornings_up_from_last_week_hold_the_week():
    first, second = two_bridges()
    dossier = life(first, second)
    worse = [a_morning(MONDAY + number * DAY, 3) for number in (4, 5, 6)]
    worse += [a_morning(MONDAY + number * DAY, 3) for number in (0, 2)]
    one = only(dossier.changed(saved=worse))
    assert (one.decision, one.rule_id) in {
        (Decision.HOLD, "week"),
        (Decision.STEP_BACK, "red.morning"),
    }


def test_the_two_ladders_take_turns_and_at_most_two_exercises_go_up():
    exercises = []
    for name in ("C01", "B02", "D02"):
        first = an_item(name, MONDAY, "2x10")
        exercises += [first, an_item(name, MONDAY + 3 * DAY, "2x10", series_id=first.id)]
    run = a_run_item("20min easy", MONDAY + DAY)
    runs = [run, a_run_item("20min easy", MONDAY + 4 * DAY, series_id=run.id)]
    dossier = life(*exercises, *runs, weeks=2)
    week = propose(dossier, TODAY, TODAY, LIBRARY.exercises)
    ups = [one for one in week.proposals if one.is_advised and one.changed]
    assert [one.ladder for one in ups] == [LadderKind.RUNNING]
    assert "strength stays" in say(week.word)
    items, decisions = accepted(ups, PERSON_ID, TODAY)
    dossier = dossier.changed(saved=[*items, *decisions])
    assert [one.kind for one in decisions] == [StepKind.PROGRESS]
    again = propose(dossier, TODAY, TODAY, LIBRARY.exercises)
    assert not [one for one in again.proposals if one.is_advised and one.changed]
    later = TODAY + WEEK
    done = [
        record
        for item in dossier.items_of_week(TODAY)
        for record in (a_completion(item, pain=1), a_morning(item.day + DAY, 1))
    ]
    week = propose(dossier.changed(saved=done), later, later, LIBRARY.exercises)
    ups = [one for one in week.proposals if one.is_advised and one.changed]
    assert [one.ladder for one in ups] == [LadderKind.STRENGTH] * 2
    waiting = [one for one in week.proposals if not one.is_advised]
    assert all(one.rule_id == "hold.one-at-a-time" and one.changed for one in waiting)


def test_at_the_top_of_the_usual_dose_the_harder_exercise_comes():
    top = LIBRARY.exercises["A06"].dose_range
    first = replace(an_item("A06", MONDAY), dose=top)
    second = replace(an_item("A06", MONDAY + 2 * DAY, series_id=first.id), dose=top)
    one = only(life(first, second))
    assert one.variable is Variable.EXERCISE
    assert {item.exercise_id for item in one.changed} == {"A07"}


def test_a_run_beside_the_item_and_its_pain_count_as_the_session():
    item = a_run_item("20min easy", MONDAY)
    again = replace(item, id=PERSON_ID, day=TODAY, series_id=item.id)
    run = a_run(MONDAY, 3, 20)
    pain = PainEntry(
        person_id=PERSON_ID, day=MONDAY, moment=Moment.DURING, score=6, activity_id=run.id
    )
    mornings = [a_morning(MONDAY - n * DAY, 1) for n in range(8)]
    dossier = make_dossier(a_person(), [item, again, run, pain, *mornings])
    assert only(dossier).rule_id == "red.during"


@pytest.mark.parametrize(
    ("quality", "rule"),
    [
        (PainQuality.LIMPING, "red.gait"),
        (PainQuality.RISING, "amber.sharp"),
        (PainQuality.SHARP, "amber.sharp"),
    ],
)
def test_what_a_pain_did_during_a_run_counts_beside_its_score(quality, rule):
    item = a_run_item("20min easy", MONDAY)
    again = replace(item, id=PERSON_ID, day=TODAY, series_id=item.id)
    run = a_run(MONDAY, 3, 20)
    pain = PainEntry(
        person_id=PERSON_ID,
        day=MONDAY,
        moment=Moment.DURING,
        score=1,
        activity_id=run.id,
        qualities=(quality,),
    )
    mornings = [a_morning(MONDAY - n * DAY, 1) for n in range(-1, 8)]
    dossier = make_dossier(a_person(), [item, again, run, pain, *mornings])
    assert only(dossier).rule_id == rule


def test_a_newly_tingling_leg_leads_a_step_back():
    first, second = two_bridges()
    leg = PainEntry(
        person_id=PERSON_ID,
        day=second.day,
        moment=Moment.AFTER,
        score=2,
        part=BodyPart.CALF_LEFT,
        qualities=(PainQuality.TINGLING,),
        noted_at=datetime(2026, 9, 9, tzinfo=UTC),
    )
    assert only(life(first, second).changed(saved=[leg])).rule_id == "red.leg"


def test_the_limits_are_the_persons_own():
    dossier = make_dossier(a_person(pain_ceiling=2, green_sessions=4), [])
    limits = limits_for(dossier, LIBRARY.limits)
    assert (limits.ceiling, limits.green_sessions, limits.red_rise) == (2, 4, 2)
    assert Answers(dossier, limits).baseline(MONDAY) is None


# Six simulated weeks


def hold_none(_item, _week):
    return Felt(during=None, morning=None)


def ups(life: Life):
    return [
        (number, one.ladder)
        for number, week in enumerate(life.weeks)
        for one in week.proposals
        if one.decision is Decision.PROGRESS and one.is_advised
    ]


@pytest.mark.parametrize(
    "programme", ["flare_up_week", "run_walk_12_weeks", "return_after_break", "walk_first"]
)
def test_every_proposal_of_six_weeks_names_a_known_rule_and_one_ladder_moves(programme):
    lived = begin(programme)
    lived.live(6, good, copies=True)
    for week in lived.weeks:
        moving = {
            one.ladder
            for one in week.proposals
            if one.decision is Decision.PROGRESS and one.is_advised
        }
        assert len(moving) <= 1
        for one in week.proposals:
            assert one.rule_id in RULES
            assert one.reasons
    assert lived.printed()
    assert ups(lived), "good weeks lead somewhere"


def test_without_notes_no_week_goes_up_and_the_ladder_waits():
    lived = begin("return_after_break")
    lived.live(4, hold_none)
    assert not ups(lived)
    runs = {
        str(item.run)
        for item in lived.dossier.items_of_week(MONDAY + 3 * WEEK)
        if item.kind is ItemKind.RUN
    }
    assert runs == {"5w + 3x(3r/2w) + 5w @3"}, "still the first step"


def test_an_acute_flare_holds_while_pain_stays_and_moves_when_it_settles():
    def flare(_item, week):
        return Felt(4, 4) if week < 2 else Felt(2, 4) if week < 4 else Felt(1, 3)

    lived = begin("flare_up_week", usual_morning=4)
    lived.live(6, flare, copies=True)
    assert {number for number, _ladder in ups(lived)} <= {3, 4, 5}
    assert ups(lived)


def test_fear_of_hills_one_bad_week_goes_one_step_back_and_on_again():
    def hills(item, week):
        bad = week == 3 and item.kind is ItemKind.RUN
        return Felt(5, 4) if bad else Felt(2 if item.kind is ItemKind.RUN else 1, 2)

    lived = begin("run_walk_12_weeks", usual_morning=2)
    lived.live(6, hills)
    fifth = lived.weeks[4]
    run = next(one for one in fifth.proposals if one.ladder is LadderKind.RUNNING)
    assert (run.decision, run.rule_id) == (Decision.STEP_BACK, "red.during")
    assert str(run.changed[0].run) == "5w + 8x(0.75r/1.75w) + 5w @3"
    assert not [one for one in fifth.proposals if one.decision is Decision.PROGRESS]
    assert "easier week" in say(fifth.word)
    sixth = next(one for one in lived.weeks[5].proposals if one.ladder is LadderKind.RUNNING)
    assert sixth.decision is Decision.PROGRESS
    kept = [one.kind for one in lived.dossier.decisions]
    assert StepKind.STEP_BACK in kept


def test_after_eight_weeks_off_a_missing_morning_repeats_the_week_and_the_rest_moves_on():
    def answers(item, week):
        unknown = week == 1 and item.kind is ItemKind.RUN
        return Felt(1, None) if unknown else Felt(1, 1)

    lived = begin("return_after_break")
    before = [str(one.run) for one in lived.dossier.items if one.kind is ItemKind.RUN][::3]
    lived.live(3, answers)
    after = [str(one.run) for one in lived.dossier.items if one.kind is ItemKind.RUN][::3]
    third = next(one for one in lived.weeks[2].proposals if one.ladder is LadderKind.RUNNING)
    assert third.rule_id == "amber.no-morning"
    assert after[2] == before[1], "the second step once more"
    assert after[3:] == before[2:-1], "the steps after it come a week later"
