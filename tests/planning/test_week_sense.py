"""Plan check, outlook, drafts, templates, adherence and brief: what they say and what they do."""

from dataclasses import replace

import pytest

from builders import (
    MONDAY,
    PERSON_ID,
    a_completion,
    a_pain,
    a_person,
    a_run,
    a_run_item,
    an_event,
    an_item,
)
from planning.simulated import DAY, LIBRARY, WEEK
from rehabplanner.analytics.guard import GuardBin
from rehabplanner.domain.diary import EventKind, Moment
from rehabplanner.domain.doses import read_dose
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.guidance import PlanTemplate, Taught
from rehabplanner.domain.plans import ItemKind, Outcome, PlanItem
from rehabplanner.domain.problems import Problem
from rehabplanner.library.programmes import plan_items
from rehabplanner.planning.adherence import adherence, by_week, exas, quality_factor
from rehabplanner.planning.brief import make_brief, plain_text
from rehabplanner.planning.checks import check_week, finding_text
from rehabplanner.planning.equipment import lacking
from rehabplanner.planning.from_case import Aim, Case, Level, drafts_for
from rehabplanner.planning.mending import mend_for
from rehabplanner.planning.outlook import Outlook
from rehabplanner.planning.outlook_words import ahead_words, week_words
from rehabplanner.planning.own_templates import (
    changes_from,
    likely_standard,
    programme_of,
    readable,
    template_of,
)
from rehabplanner.planning.variables import run_size
from rehabplanner.wording import say

EXERCISES, PROGRAMMES = LIBRARY.exercises, LIBRARY.programmes


def plan(*records, **person):
    return make_dossier(a_person(**person), records)


def rules(dossier, today=MONDAY, monday=MONDAY, **given):
    return [one.rule_id for one in check_week(dossier, monday, today, EXERCISES, **given)]


def mended(dossier, rule, today=MONDAY, **given):
    where = (MONDAY, today, EXERCISES)
    (finding,) = [one for one in check_week(dossier, *where, **given) if one.rule_id == rule]
    mend = mend_for(finding, dossier, *where)
    assert mend is not None
    assert say(mend.message)
    assert finding_text(finding)
    return dossier.changed(saved=mend.saved, removed=mend.removed)


def easy(name, day=MONDAY, dose="2x10", **given):
    return an_item(name, day, dose, note="Half on a sore day.", **given)


# The plan check


def test_a_full_day_is_eased_to_the_lightest_day():
    names = ("A02", "B01", "C01", "D02", "E01", "H01")
    dossier = plan(*[easy(name, position=n) for n, name in enumerate(names)])
    assert rules(dossier) == ["full-day"]
    assert rules(mended(dossier, "full-day")) == []


def test_heavy_legs_leave_the_day_of_the_hard_run():
    dossier = plan(a_run(MONDAY - DAY, 8, 50), a_run_item("8k hills @7"), easy("D03"))
    assert rules(dossier) == ["hard-day"]
    after = mended(dossier, "hard-day")
    assert rules(after) == []
    (legs,) = [one for one in after.items if one.exercise_id]
    assert legs.day not in (MONDAY, MONDAY - DAY)


def test_a_run_above_the_guard_is_shortened_to_within_a_tenth():
    dossier = plan(a_run(MONDAY - 3 * DAY, 5, 30), a_run_item("8k easy"))
    assert rules(dossier) == ["spike"]
    after = mended(dossier, "spike")
    assert rules(after) == []
    assert after.items[0].run.distance_m <= 5500


def test_a_week_without_rest_gets_a_rest_day():
    dossier = plan(*[a_run_item("30min easy", MONDAY + n * DAY) for n in range(7)])
    assert "no-rest" in rules(dossier)
    assert "no-rest" not in rules(mended(dossier, "no-rest"))


def test_two_new_things_begin_one_after_the_other():
    before = easy("C01", MONDAY - WEEK)
    dossier = plan(before, easy("C01"), easy("B01", MONDAY + DAY), easy("D02", MONDAY + 2 * DAY))
    assert rules(dossier) == ["new-things"]
    after = mended(dossier, "new-things")
    assert rules(after) == []
    (late,) = [one for one in after.items if one.day >= MONDAY + WEEK]
    assert (late.exercise_id, late.first_day) == ("D02", MONDAY + 2 * DAY)


def test_three_new_things_begin_a_week_apart_so_that_no_later_week_has_two():
    new = [easy(name, MONDAY + n * DAY) for n, name in enumerate(("B01", "D02", "E01"))]
    dossier = plan(easy("C01", MONDAY - WEEK), easy("C01"), *new, easy("C01", MONDAY + WEEK))
    after = mended(dossier, "new-things")
    for weeks in range(4):
        assert "new-things" not in rules(after, monday=MONDAY + weeks * WEEK)
    assert {one.exercise_id: one.day for one in after.items}["E01"] == MONDAY + 2 * DAY + 2 * WEEK


def test_a_new_thing_that_goes_on_next_week_only_begins_there():
    later = [easy("D02", MONDAY + 2 * DAY + n * WEEK) for n in range(3)]
    dossier = plan(easy("C01", MONDAY - WEEK), easy("B01"), easy("B01", MONDAY + WEEK), *later)
    after = mended(dossier, "new-things")
    assert [one for one in after.items if one.exercise_id == "D02"] == later[1:]


def test_when_both_ladders_go_up_strength_may_wait():
    run = a_run_item("20min easy", MONDAY - WEEK)
    bridge = easy("C01", MONDAY - WEEK)
    dossier = plan(
        a_run(MONDAY - 3 * DAY, None, 30),
        run,
        bridge,
        a_run_item("22min easy", series_id=run.id),
        easy("C01", dose="2x12", series_id=bridge.id),
    )
    assert rules(dossier) == ["both-up"]
    assert rules(mended(dossier, "both-up")) == []


def test_an_easier_way_is_noted_and_what_is_not_at_hand_is_replaced():
    dossier = plan(an_item("D03", MONDAY, "3x10"), an_item("C01", MONDAY, "2x10"), equipment="mat")
    assert rules(dossier) == ["no-easier", "equipment"]
    assert "no-easier" not in rules(mended(dossier, "no-easier"))
    after = mended(dossier, "equipment")
    assert "equipment" not in rules(after)
    assert {one.exercise_id for one in after.items} == {"D02", "C01"}


def test_exercises_not_shown_yet_are_told_in_a_clinic_only():
    dossier = plan(easy("A02"))
    assert rules(dossier) == []
    assert rules(dossier, is_clinic=True) == ["not-taught"]
    assert rules(mended(dossier, "not-taught", is_clinic=True)) == []
    shown = Taught(person_id=PERSON_ID, day=MONDAY, exercise_id="B01")
    assert rules(dossier.changed(saved=[shown])) == ["not-taught"]


def test_days_gone_by_are_left_alone():
    dossier = plan(a_run(MONDAY - DAY, 8, 50), a_run_item("8k hills @7"), easy("D03"))
    assert rules(dossier, MONDAY + DAY) == []


@pytest.mark.parametrize(
    ("written", "missing"),
    [("", ()), ("mat", ("kettlebell",)), ("Mat, weights", ()), ("gym", ()), ("kettlebells", ())],
)
def test_equipment_is_read_as_people_write_it(written, missing):
    assert lacking(EXERCISES["D03"], written) == missing


# The outlook


def test_a_planned_run_is_held_against_what_comes_before_it():
    first = a_run_item("5.5k easy", MONDAY)
    second = a_run_item("6k easy", MONDAY + 2 * DAY)
    dossier = plan(a_run(MONDAY - 3 * DAY, 5, 30), first, second)
    outlook = Outlook(dossier, MONDAY, MONDAY)
    assert outlook.ahead(first).bin is GuardBin.REFERENCE
    assert outlook.ahead(second).bin is GuardBin.REFERENCE, "the first run comes before it"
    assert outlook.ahead(second, MONDAY - DAY).bin is GuardBin.SMALL
    assert ahead_words(outlook.ahead(second)) == "Longest of 30 days: 5.5 km"


def test_run_walks_are_compared_by_running_minutes_with_a_floor():
    done = a_run_item("5w + 8x(1r/2w) + 5w", MONDAY - 2 * DAY)
    ahead = a_run_item("5w + 5x(2r/1.5w) + 5w")
    outlook = Outlook(plan(done, a_completion(done), ahead), MONDAY, MONDAY)
    assert outlook.ahead(ahead).bin is GuardBin.TINY
    long = replace(ahead, run=a_run_item("20min").run)
    assert outlook.ahead(long).percent == 150
    assert outlook.ahead(long).is_spike


def test_without_an_earlier_run_there_is_nothing_to_compare_with():
    item = a_run_item("5k")
    found = Outlook(plan(item), MONDAY, MONDAY).ahead(item)
    assert found.bin is GuardBin.NO_REFERENCE
    assert "No run to compare" in ahead_words(found)
    assert Outlook(plan(item), MONDAY, MONDAY).ahead(an_item("C01")) is None


def test_the_weekly_change_is_told_without_judging():
    last = [a_run(MONDAY - 7 * DAY, 5, 30), a_run(MONDAY - 5 * DAY, 5, 30)]
    dossier = plan(*last, a_run_item("6k"), a_run_item("6k", MONDAY + 2 * DAY))
    change = Outlook(dossier, MONDAY, MONDAY).week(MONDAY)
    assert week_words(change) == "Running 12 km, 20 % more than the week before"
    assert not change.is_much


def test_shorter_breaks_ask_for_more():
    long, short = (a_run_item(f"4x(4r/{walk}w)").run for walk in (2, 1))
    assert run_size(short) > run_size(long)
    assert run_size(a_run_item("30w").run) > run_size(a_run_item("20w").run)


# From a case


def test_the_same_answers_give_the_same_draft_with_a_reason_for_each_item():
    case = Case(irritability=Level.MEDIUM, aim=Aim.RUN_AGAIN, worry=Level.HIGH, equipment="mat")
    first, second = (drafts_for(case, PROGRAMMES.values(), EXERCISES) for _time in range(2))
    assert first == second
    assert all(say(one.reason) for one in first[0].items)
    assert first[0].programme.id == "run_walk_12_weeks"


@pytest.mark.parametrize(
    ("case", "best"),
    [
        (Case(irritability=Level.HIGH, aim=Aim.RUN_FURTHER), "flare_up_week"),
        (Case(irritability=Level.HIGH, aim=Aim.WALK, worry=Level.HIGH, days=5), "walk_first"),
        (Case(aim=Aim.STRONGER, days=2), "strength_three_phases"),
        (Case(aim=Aim.RUN_FURTHER, days=5, minutes=60), "half_marathon_base"),
        (Case(aim=Aim.RUN_AGAIN, days=3), "return_after_break"),
    ],
)
def test_the_draft_fits_the_case(case, best):
    found = drafts_for(case, PROGRAMMES.values(), EXERCISES)
    assert found[0].programme.id == best
    days = {one.item.weekday for one in found[0].items if one.item.run}
    assert len(days) <= case.days


# Templates of one's own


def test_a_template_keeps_weeks_whole_and_tells_what_differs():
    standard = PROGRAMMES["return_after_break"]
    items = plan_items(standard, PERSON_ID, MONDAY)
    kept = template_of('Our "way" back', items, MONDAY, standard_id=standard.id)
    own = programme_of(kept)
    again = plan_items(own, PERSON_ID, MONDAY)

    def plain(found):
        return [(one.day, one.exercise_id, str(one.run), str(one.dose), one.note) for one in found]

    assert plain(again) == plain(items)
    assert changes_from(standard, own, EXERCISES) == []
    assert likely_standard(items, PROGRAMMES.values()) == standard.id
    fewer = [one for one in items if one.exercise_id != "E01"]
    fewer = [
        replace(one, dose=read_dose("3x8")) if one.exercise_id == "D02" else one for one in fewer
    ]
    fewer.append(
        PlanItem(person_id=PERSON_ID, day=MONDAY, kind=ItemKind.HABIT, title="Sleep by ten")
    )
    told = [
        say(one)
        for one in changes_from(standard, programme_of(template_of("x", fewer, MONDAY)), EXERCISES)
    ]
    assert told == [
        "Left out: Double-leg calf raise",
        "Added: Sleep by ten",
        "Bodyweight squat: begins with 3 × 8 instead of 2 × 10 · rest 60 s",
    ]


def test_an_empty_week_makes_no_template_and_a_broken_one_is_told():
    with pytest.raises(Problem):
        template_of("x", [], MONDAY)
    broken = PlanTemplate(name="Broken", content="weeks = 1\n[[item]]\nday = 0\nkind = 'no'\n")
    problems = []
    assert readable([broken], problems.append) == []
    assert "Broken" in str(problems[0])


# Adherence and the brief


def test_what_was_cut_short_counts_as_done_and_days_ahead_do_not_count():
    items = [easy("C01", MONDAY + n * DAY) for n in range(4)]
    dossier = plan(
        *items,
        a_completion(items[0]),
        a_completion(items[1], outcome=Outcome.PARTLY, reason="Pain"),
        a_completion(items[2], outcome=Outcome.SKIPPED, reason="No time"),
    )
    total = adherence(dossier, MONDAY, MONDAY + 6 * DAY, MONDAY + 3 * DAY).total
    assert (total.prescribed, total.done, total.shortened, total.skipped) == (3, 2, 1, 1)
    assert total.percent == 67
    assert by_week(dossier, MONDAY, MONDAY + 3 * DAY)[0][1] == total


def test_exas_is_amount_times_quality_and_unknown_without_quality():
    items = [easy("C01", MONDAY + n * DAY) for n in range(2)]
    full = a_completion(items[0], quality=8)
    half = a_completion(items[1], quality=8, outcome=Outcome.PARTLY, dose=read_dose("1x10"))
    known = {one.item_id: one for one in (full, half)}
    assert exas(items, known) == pytest.approx(60.0)
    assert exas(items, {items[0].id: a_completion(items[0])}) is None
    assert [quality_factor(one) for one in (0, 2, 3, 5, 8, 10)] == [0.2, 0.2, 0.4, 0.6, 0.8, 1.0]
    more = a_completion(items[0], quality=10, dose=read_dose("4x10"))
    assert exas(items[:1], {items[0].id: more}) == 100.0


def test_the_brief_reads_since_the_last_visit_and_as_plain_text():
    visit = MONDAY - 14 * DAY
    items = [easy("C01", visit + n * DAY) for n in range(1, 5)]
    mornings = [a_pain(5, visit + n * DAY, Moment.MORNING) for n in range(7)]
    mornings += [a_pain(2, MONDAY - n * DAY, Moment.MORNING) for n in range(6)]
    dossier = plan(
        *items,
        *[a_completion(one) for one in items[:2]],
        a_completion(items[2], outcome=Outcome.PARTLY, reason="Pain"),
        *mornings,
        an_event("First visit", visit, kind=EventKind.VISIT),
        an_event("After digging", visit + 3 * DAY, kind=EventKind.FLARE_UP),
        a_run(visit - 5 * DAY, 5, 30),
        a_run(visit + 2 * DAY, 9, 55),
        question="May I run on two days in a row?",
    )
    brief = make_brief(dossier, MONDAY, EXERCISES, LIBRARY.flags, limits=LIBRARY.limits)
    rows = {row.key: " ".join(row.lines) for row in brief.rows}
    assert brief.is_since_visit
    assert "75 %: 3 of 4 planned items" in rows["done"]
    assert "1 of them cut short: a right decision" in rows["done"]
    assert "5 then, 2 now" in rows["pain"]
    assert "a change that people feel" in rows["pain"]
    assert "1 run more than a tenth" in rows["spikes"]
    assert "After digging" in rows["flare-ups"]
    text = plain_text(brief)
    assert "Question: May I run on two days in a row?" in text
    assert len(text.splitlines()) <= 12, "read in half a minute"


def test_an_empty_person_has_a_brief_that_says_so():
    brief = make_brief(plan(), MONDAY, EXERCISES, LIBRARY.flags)
    text = plain_text(brief)
    assert "Nothing was planned." in text
    assert "Too few mornings for a trend." in text
    assert "Nothing is planned ahead yet." in text
