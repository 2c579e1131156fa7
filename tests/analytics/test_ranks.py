"""Ranks, straight lines, and correction for many tests."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analytics.oracles import plain
from rehabplanner.analytics.ranks import adjusted, average_ranks, correlation, detrended, spearman

SCORES = st.lists(st.integers(0, 10), min_size=1, max_size=60)


def test_the_textbook_case():
    """IQ and hours of television of ten people: rho = -29/165."""
    iq = np.array([106, 86, 100, 101, 99, 103, 97, 113, 112, 110.0])
    television = np.array([7, 0, 27, 50, 28, 29, 20, 12, 6, 17.0])
    assert spearman(iq, television) == pytest.approx(-29 / 165, abs=1e-15)


@given(SCORES)
def test_ranks_as_counted_one_by_one(scores):
    assert average_ranks(np.array(scores, dtype=float)).tolist() == plain.average_ranks(scores)


@given(SCORES)
def test_ranks_agree_with_scipy(scores):
    stats = pytest.importorskip("scipy.stats")
    assert average_ranks(np.array(scores, dtype=float)).tolist() == stats.rankdata(scores).tolist()


def test_spearman_agrees_with_scipy():
    stats = pytest.importorskip("scipy.stats")
    chance = np.random.default_rng(3)
    for _ in range(50):
        one, other = chance.integers(0, 8, (2, 40)).astype(float)
        assert spearman(one, other) == pytest.approx(stats.spearmanr(one, other)[0], abs=1e-12)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_adjusted_agrees_with_scipy(chances):
    stats = pytest.importorskip("scipy.stats")
    expected = stats.false_discovery_control(chances).tolist() if chances else []
    assert list(adjusted(chances)) == pytest.approx(expected, abs=1e-12)


def test_an_unknown_chance_neither_counts_nor_vanishes():
    assert adjusted([0.01, None, 0.04]) == (0.02, None, 0.04)


@given(
    arrays(float, st.integers(2, 40), elements=st.floats(-100, 100)),
    st.floats(-5, 5),
    st.floats(-50, 50),
)
def test_a_straight_line_leaves_no_trace(values, slope, level):
    days = np.arange(len(values), dtype=float) * 3
    left = detrended(values, days)
    assert np.allclose(left, detrended(values + level + slope * days, days), atol=1e-8)
    assert abs(left.sum()) < 1e-7
    assert abs(left @ (days - days.mean())) < 1e-5


def test_detrended_agrees_with_numpy_and_scipy():
    signal = pytest.importorskip("scipy.signal")
    values = np.random.default_rng(1).standard_normal(50)
    days = np.arange(50, dtype=float)
    assert np.allclose(detrended(values, days), signal.detrend(values), atol=1e-12)


def test_nothing_to_correlate():
    flat, line = np.full(9, 3.0), np.arange(9.0)
    assert correlation(flat, line) is None
    assert correlation(line[:1], line[:1]) is None
    assert correlation(detrended(line, line), line) is None
    assert correlation(line, -2 * line) == pytest.approx(-1)
    assert len(detrended(np.empty(0), np.empty(0))) == 0
