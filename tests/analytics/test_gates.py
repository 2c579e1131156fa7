"""What an amount of data allows, and what is said when it allows less."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.analytics.gates import GATE_TEXTS, Gate, gate, gate_state


def days(count, pains=(1, 2, 3)):
    return np.full(count, 100.0), np.resize(np.array(pains, dtype=float), count)


@pytest.mark.parametrize(
    ("pairs", "opened", "missing"),
    [
        (0, Gate.SERIES, 14),
        (13, Gate.SERIES, 1),
        (14, Gate.MEDIANS, 16),
        (45, Gate.LAGS, 15),
        (60, Gate.REGRESSION, 30),
        (400, Gate.FULL, None),
    ],
)
def test_the_gate_and_the_days_to_the_next(pairs, opened, missing):
    state = gate_state(*days(pairs))
    assert (state.gate, state.missing_pairs, state.pairs) == (opened, missing, pairs)
    assert state.closed_by is None
    assert str(state.message) == GATE_TEXTS[opened]
    assert (state.next_step is None) == (missing is None)


def test_constant_pain_greys_out_everything_and_says_why():
    state = gate_state(*days(120, pains=(2,)))
    assert state.gate is Gate.SERIES
    assert "same on all these days" in str(state.message)
    assert state.next_step is None


def test_fewer_than_five_loaded_days():
    loads, pains = days(40)
    loads[4:] = 0
    state = gate_state(loads, pains)
    assert (state.gate, state.loaded_days) == (Gate.SERIES, 4)
    assert "at least 5" in str(state.message)


def test_gates_are_in_order():
    assert [one.allows(Gate.LAGS) for one in Gate] == [False, False, True, True, True]


@given(st.lists(st.tuples(st.floats(0, 900), st.integers(0, 10)), max_size=100), st.data())
def test_more_days_never_close_a_gate_that_numbers_opened(pairs, data):
    loads = np.array([load for load, _ in pairs])
    pains = np.array([pain for _, pain in pairs], dtype=float)
    cut = data.draw(st.integers(0, len(pairs)))
    assert gate(loads, pains).allows(gate(loads[:cut], pains[:cut]))
