"""After an edit only the edited day and what follows is computed, and nothing differs by it."""

from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    MONDAY,
    a_day,
    a_dossier,
    a_pain,
    a_person,
    a_rest_day,
    a_run,
    a_run_item,
    some_weeks,
)
from rehabplanner.analytics.days import continued, first_changed_day, whole_timeline
from rehabplanner.analytics.load import averaged, ewma
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import BodyPart, Moment


def day(offset):
    return MONDAY + timedelta(days=offset)


def assert_alike(found, expected):
    if isinstance(expected, np.ndarray):
        np.testing.assert_array_equal(found, expected)
    elif isinstance(expected, dict):
        assert list(found) == list(expected)
        for key in expected:
            assert_alike(found[key], expected[key])
    elif hasattr(expected, "__dataclass_fields__"):
        for field in fields(expected):
            assert_alike(getattr(found, field.name), getattr(expected, field.name))
    else:
        assert found == expected


def test_a_new_run_leaves_the_days_before_it_untouched():
    before = a_dossier(*some_weeks(8))
    known = whole_timeline(before)
    marked = np.where(np.arange(len(known)) < 30, 99.0, known.sleep_h)
    after = before.changed(saved=[a_run(day(30), 12, 80)])
    found, column = continued(replace(known, sleep_h=marked), before, after)
    assert column == 30
    assert (found.sleep_h[:30] == 99).all(), "the days before were computed again"
    assert_alike(replace(found, sleep_h=known.sleep_h), whole_timeline(after))


def test_nothing_is_computed_where_nothing_changed():
    before = a_dossier(*some_weeks(2))
    known = whole_timeline(before)
    assert continued(known, before, before) == (known, len(known))


def test_first_changed_day_is_the_earlier_of_where_a_record_was_and_is():
    run = a_run(day(20))
    before = a_dossier(*some_weeks(4), run)
    moved = before.changed(saved=[replace(run, day=day(9))])
    assert first_changed_day(before, moved) == day(9)
    assert first_changed_day(moved, before) == day(9)
    assert first_changed_day(before, before.changed(removed=[run])) == day(20)
    assert first_changed_day(before, before.changed(saved=[a_pain(3, day(2))])) == day(2)
    assert first_changed_day(before, before.changed(saved=[a_run_item(day=day(40))])) == day(40)


def test_other_units_compute_everything_anew():
    before = a_dossier(*some_weeks(2))
    known = whole_timeline(before)
    after = before.changed(saved=[a_person(name="Ada Strand-Holm")])
    assert continued(known, before, after)[1] == 0


RECORDS = st.one_of(
    st.builds(
        a_run,
        st.integers(-5, 70).map(day),
        st.floats(1, 30),
        st.floats(10, 200),
        effort=st.none() | st.integers(1, 10),
        kind=st.sampled_from([Kind.RUN, Kind.RUN_WALK, Kind.WALK]),
    ),
    st.builds(
        a_pain,
        st.integers(0, 10),
        st.integers(-5, 70).map(day),
        st.sampled_from(Moment),
        part=st.sampled_from([BodyPart.LOW_BACK, BodyPart.HIP_LEFT, BodyPart.KNEE_LEFT]),
    ),
    st.builds(a_run_item, day=st.integers(-5, 70).map(day)),
)


@given(
    st.lists(RECORDS, max_size=3),
    st.lists(st.integers(0, 200), max_size=3),
    st.lists(RECORDS, max_size=3),
)
@settings(max_examples=40)
def test_continued_and_whole_are_alike_after_any_edit(extra, gone, new):
    before = a_dossier(
        *some_weeks(5), *extra, a_rest_day(day(40)), a_day(day(41)), a_pain(4, day(42))
    )
    known = whole_timeline(before)
    everything = [*before.activities, *before.pains, *before.items, *before.days]
    removed = [everything[number % len(everything)] for number in gone]
    after = before.changed(saved=new, removed=removed)
    found, _column = continued(known, before, after)
    assert_alike(found, whole_timeline(after))


@given(
    st.lists(st.none() | st.floats(0, 900), min_size=1, max_size=80),
    st.integers(0, 79),
    st.lists(st.none() | st.floats(0, 900), max_size=80),
    st.sampled_from([7, 28]),
)
def test_an_average_goes_on_from_the_edited_day(loads, column, newer, span):
    column = min(column, len(loads))
    old = np.array([np.nan if one is None else one for one in loads])
    new = np.concatenate([old[:column], [np.nan if one is None else one for one in newer]])
    found = averaged(new, span, averaged(old, span), column)
    np.testing.assert_array_equal(found.shown, ewma(new, span))


def test_an_average_trusts_what_is_known_of_earlier_days():
    old = averaged(np.full(20, 100.0), 7)
    doubled = replace(old, states=old.states * 2)
    assert averaged(np.full(20, 100.0), 7, doubled, 19).shown[-1] == pytest.approx(175)
