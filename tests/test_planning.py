"""Planning by hand: what is typed is understood or refused in words, and steps stay sensible."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY, PERSON_ID, a_habit, a_run, a_run_item, an_activity, an_item
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.doses import Dose, Side, Span, Unit, read_dose
from rehabplanner.domain.plans import ItemKind
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.runs import read_run
from rehabplanner.library.library import Library
from rehabplanner.paths import resources
from rehabplanner.planning.arranging import copy_of_week, doubles, latest_week, placed
from rehabplanner.planning.entry import drafts, read_entries, read_entry
from rehabplanner.planning.links import candidates, link
from rehabplanner.planning.ranking import initials, ranked
from rehabplanner.planning.steps import step_dose, step_run
from rehabplanner.planning.totals import day_hint, day_totals, has_no_rest_day
from rehabplanner.planning.usual import merged, same_from, usual
from rehabplanner.planning.weekdays import read_weekdays

LIBRARY = Library(resources(), str)


def find(text):
    return ranked(LIBRARY.index.search(text), text, ())


def read(text, items=()):
    return read_entry(text, find, usual(items))


def name_of(entry):
    return LIBRARY.exercises[entry.exercise_id].name


# What is typed


@pytest.mark.parametrize(
    ("word", "days"),
    [
        ("mwf", (0, 2, 4)),
        ("MWF", (0, 2, 4)),
        ("tt", (1, 3)),
        ("tth", (1, 3)),
        ("ss", (5, 6)),
        ("mtwtfss", tuple(range(7))),
        ("daily", tuple(range(7))),
        ("mon,thu", (0, 3)),
        ("weekend", (5, 6)),
        ("sun", (6,)),
        ("m", ()),
        ("wm", ()),
        ("plank", ()),
    ],
)
def test_days_are_read_as_people_write_them(word, days):
    assert read_weekdays(word) == days


def test_two_letters_find_the_side_plank_first():
    assert name_of(read("sp")).startswith("Side plank")
    assert initials("Bird dog: leg only") == "bd"


def test_an_exercise_with_dose_days_and_note():
    entry = read("side plank 3x40s @6 mwf ; elbow under the shoulder")
    assert name_of(entry).startswith("Side plank")
    assert entry.dose.sets == Span(3, 3)
    assert (entry.dose.amount, entry.dose.unit) == (Span(40, 40), Unit.SECONDS)
    assert entry.dose.side is Side.EACH, "the side of the library stays"
    assert entry.weekdays == (0, 2, 4)
    assert entry.note == "elbow under the shoulder"


def test_a_dose_may_be_written_with_blanks_and_words():
    entry = read("goblet squat 3 x 8 hold 2 each side rest 60 effort 6 20 kg")
    assert str(entry.dose).startswith("3x8 h2 each @6 r60")
    assert entry.dose.load_kg == 20


def test_a_bare_number_of_a_hold_is_a_time():
    assert read("side plank 3x40").dose.unit is Unit.SECONDS


def test_the_dose_used_last_comes_back():
    exercise_id = read("sp").exercise_id
    earlier = an_item(exercise_id, MONDAY - timedelta(days=7), "2x25s L")
    assert read("sp", [earlier]).dose == read_dose("2x25s L")


@pytest.mark.parametrize(
    ("text", "kind", "title", "run"),
    [
        ("run 5k easy @4", ItemKind.RUN, "", "5k easy @4"),
        ("8x(1r/2w)", ItemKind.RUN, "", "8x(1r/2w)"),
        ("5w + 8 x (1r/2w) + 5w @4", ItemKind.RUN, "", "5w + 8x(1r/2w) + 5w @4"),
        ("walk 30min", ItemKind.WALK, "", "30min"),
        ("walk 30 min wed", ItemKind.WALK, "", "30min"),
        ("bike 40min @3", ItemKind.CROSS, "Bike", "40min @3"),
        ("swim 20min", ItemKind.CROSS, "Swim", "20min"),
    ],
)
def test_runs_walks_and_rides_are_read(text, kind, title, run):
    entry = read(text)
    assert (entry.kind, entry.title, str(entry.run)) == (kind, title, run)


def test_rest_and_habits_are_read():
    assert read("rest").kind is ItemKind.REST
    assert read("sleep 8h daily").title == "Sleep 8h"
    assert read("habit walk after lunch").title == "Walk after lunch"
    assert read("habit walk after lunch mwf").weekdays == (0, 2, 4)


def test_a_run_without_more_is_the_run_planned_last():
    assert str(read("run", [a_run_item("25min easy")]).run) == "25min easy"


@pytest.mark.parametrize(
    "text", ["", "   ", "; only a note", "xqzzt", "run 5kk", "side plank @60", "habit", "8x(1r/"]
)
def test_what_is_not_understood_is_said_in_a_sentence(text):
    with pytest.raises(Problem) as caught:
        read(text)
    assert str(caught.value).endswith((".", "mwf", "lunch"))


def test_a_slip_after_the_dose_is_named():
    with pytest.raises(Problem, match="slwo"):
        read("side plank 3x30s slwo")


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=lambda one: one.id)
def test_the_name_of_every_exercise_means_that_exercise(exercise):
    assert read(exercise.name).exercise_id == exercise.id


@given(st.text(max_size=60))
def test_no_text_makes_it_fall_over(text):
    try:
        entries = read_entries(text, find)
    except Problem as problem:
        assert str(problem)
    else:
        assert all(entry.kind in ItemKind for entry in entries)


PIECES = ["side plank", "run", "5k", "3x10", "@6", "@60", "mwf", "rest", "habit", "8x(1r/2w)", "+",
          "/", "x", "h5", ";", "20kg", "each", "L", "99999x9", "0min", "9999k"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_no_mixture_of_known_pieces_makes_it_fall_over(text):
    try:
        entries = read_entries(text, find)
    except Problem as problem:
        assert str(problem)
    else:
        for entry in entries:
            assert drafts(entry, PERSON_ID, MONDAY, 2)


spans = st.tuples(st.integers(1, 20), st.integers(0, 5)).map(lambda two: Span(two[0], sum(two)))
doses = st.builds(
    Dose,
    sets=spans,
    amount=spans,
    unit=st.sampled_from(Unit),
    hold_s=st.none() | spans,
    side=st.sampled_from([Side.EACH, Side.LEFT, Side.RIGHT]),
    load_kg=st.none() | st.integers(1, 90).map(float),
    tempo=st.none() | st.tuples(*[st.integers(0, 5)] * 3),
    rest_s=st.none() | st.integers(0, 300),
    effort=st.none() | st.integers(0, 10).map(lambda top: Span(top, top)),
)


@given(doses, st.sets(st.integers(0, 6), min_size=1))
def test_a_dose_typed_after_a_name_is_read_back_as_it_was(dose, days):
    bare = replace(LIBRARY.exercises[read("pelvic tilt").exercise_id], dose=Dose())
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    text = f"pelvic tilt {dose} {' '.join(names[day] for day in sorted(days))}"
    entry = read_entry(text, lambda _text: [bare])
    assert entry.dose == dose
    assert entry.weekdays == tuple(sorted(days))


# On the days


def test_items_typed_for_several_days_share_a_series():
    made = drafts(read("sp mwf"), PERSON_ID, MONDAY, 5)
    assert [item.day.weekday() for item in made] == [0, 2, 4]
    assert same_from(made[0], made) == made[1:]


def test_an_exercise_that_is_in_use_joins_its_series():
    old = an_item(read("sp").exercise_id, MONDAY)
    (new,) = drafts(read("sp"), PERSON_ID, MONDAY, 3, usual([old]))
    assert same_from(old, [old, new]) == [new]


def test_placing_changes_only_what_has_to_change():
    there = [an_item(f"E{n}", position=n, revision=1) for n in range(4)]
    changed = placed(there, [there[3]], MONDAY, 1)
    assert [(item.exercise_id, item.position) for item in changed] == [
        ("E3", 1),
        ("E1", 2),
        ("E2", 3),
    ]
    assert placed(there, [there[1]], MONDAY, 1) == []


def test_an_item_moved_to_another_day_remembers_its_first_day():
    (moved,) = placed([], [an_item(revision=1)], MONDAY + timedelta(days=2))
    assert (moved.day, moved.first_day) == (MONDAY + timedelta(days=2), MONDAY)


def test_copying_a_week_keeps_days_and_order_and_shows_doubles():
    items = [an_item("E1", MONDAY, position=0), an_item("E2", MONDAY, position=1)]
    nxt = MONDAY + timedelta(days=7)
    there = an_item("E2", nxt, dose="1x5")
    copies = copy_of_week([*items, there], MONDAY, nxt)
    assert [(one.exercise_id, one.position) for one in copies] == [("E1", 1), ("E2", 2)]
    assert doubles([there], copies) == {copies[1].id}
    assert latest_week([*items], nxt + timedelta(days=21)) == MONDAY
    assert latest_week(items, MONDAY) is None


# Steps


@pytest.mark.parametrize(
    ("before", "usual_range", "more", "less"),
    [
        ("3x8 each", "2-3x6-12", "3x9 each", "3x7 each"),
        ("3x12", "2-3x6-12", "3x14", "3x10"),
        ("2x12", "2-3x6-12", "3x12", "2x10"),
        ("3x30s", "2-3x20-45s", "3x35s", "3x25s"),
        ("2x45s", "2-3x20-45s", "3x45s", "2x40s"),
        ("1x8 h5", "1x5-8 h5-10", "1x8 h10", "1x7 h5"),
        ("5min", "1x3-10min", "6min", "4min"),
        ("6/4/2", "3x4-8", "7/5/3", "5/3/1"),
        ("1x1", "1x1-5", "1x2", None),
    ],
)
def test_a_step_changes_one_thing_by_a_little(before, usual_range, more, less):
    dose, usual_dose = read_dose(before), read_dose(usual_range)
    assert str(step_dose(dose, True, usual_dose)) == more
    assert str(step_dose(dose, False, usual_dose)) == str(less)


@given(doses | st.just(Dose()), st.booleans(), st.none() | doses)
def test_a_step_is_a_dose_again_and_goes_the_right_way(dose, up, usual_range):
    stepped = step_dose(dose, up, usual_range)
    if stepped is not None:
        assert stepped != dose
        before = (dose.total_amount or dose.set_count) * (1 + (dose.hold_s or Span(0, 0)).low)
        after = (stepped.total_amount or stepped.set_count) * (
            1 + (stepped.hold_s or Span(0, 0)).low
        )
        assert (after > before) is up


@pytest.mark.parametrize(
    ("before", "more", "less"),
    [
        ("5w + 8x(1r/2w) + 5w @4", "5w + 9x(1r/2w) + 5w @4", "5w + 7x(1r/2w) + 5w @4"),
        ("30min easy", "33min easy", "27min easy"),
        ("5k", "5.5k", "4.5k"),
        ("10w + 20r + 10w", "10w + 22r + 10w", "10w + 18r + 10w"),
        ("8min", "9min", "7min"),
        ("1min", "2min", "None"),
        ("", "None", "None"),
    ],
)
def test_a_run_grows_by_about_a_tenth(before, more, less):
    assert str(step_run(read_run(before), True)) == more
    assert str(step_run(read_run(before), False)) == less


# Done beside planned


def test_a_run_of_the_day_stands_beside_the_planned_run():
    short, long = a_run_item("3k"), a_run_item("10k", position=1)
    ran = a_run(km=9.6)
    links = link([short, long], [ran])
    assert links.by_item[long.id].activity is ran
    assert not links.by_item[long.id].is_certain
    assert links.unplanned == ()


def test_hand_links_are_never_changed_by_the_rule():
    item, other = a_run_item(), a_run_item(position=1)
    by_hand = a_run(planned_id=other.id, is_linked_by_hand=True)
    freed = a_run(is_linked_by_hand=True)
    links = link([item, other], [by_hand, freed])
    assert set(links.by_item) == {other.id}
    assert links.by_item[other.id].is_certain
    assert links.unplanned == (freed,)


def test_a_strength_session_does_not_tick_exercises_but_can_be_linked():
    session = an_activity(Kind.STRENGTH)
    item = an_item()
    assert link([item], [session]).by_item == {}
    assert candidates(session, [item, a_run_item()]) == [item]


# Totals


def test_a_day_with_many_exercises_gets_a_soft_word():
    items = [an_item(f"E{n}", dose="1x10") for n in range(6)]
    assert "6 exercises" in str(day_hint(day_totals(items, {})))
    assert day_hint(day_totals(items[:5], {})) is None
    long = [an_item("E1", dose="10x60s r60")] * 2
    assert "minutes" in str(day_hint(day_totals(long, {})))


def test_all_exercises_of_a_day_are_one_session():
    totals = day_totals([an_item(), an_item("E2"), a_run_item("30min"), a_habit()], {})
    assert (totals.sessions, totals.exercises) == (2, 2)
    assert totals.minutes > 30
    assert day_totals([a_run_item("5k")], {}).is_partial


def test_walks_and_gentle_moves_leave_a_day_restful():
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    runs = [a_run_item(day=day) for day in days]
    assert has_no_rest_day(runs, MONDAY, {})
    walk = a_run_item(day=days[6], kind=ItemKind.WALK)
    assert not has_no_rest_day([*runs[:6], walk], MONDAY, {})


def test_what_is_typed_changes_only_these_parts_of_the_usual_dose():
    base = read_dose("3x10 h5 each r60")
    assert str(merged(base, read_dose("@7"))) == "3x10 h5 each @7 r60"
    assert str(merged(base, read_dose("30s"))) == "3x30s each r60"
    assert str(merged(base, read_dose("8/6/4"))) == "8/6/4 h5 each r60"
    assert merged(base, Dose(), on_both=True).side is Side.BOTH
    assert date(2026, 9, 7) == MONDAY
