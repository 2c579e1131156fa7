"""Student's t: textbook values, symmetry, and the reference implementation to 1e-10."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.analytics.tdist import normal_ppf, normal_two_sided, t_cdf, t_ppf, t_two_sided

DFS = (0.5, 1, 1.5, 2, 3.3, 7, 20, 57.9, 99, 101, 700, 7300, 1e5, 1e7)
TS = (-40, -8, -3, -1, -0.2, -1e-6, 0, 1e-3, 0.5, 1.3, 2, 5, 12, 100)


@pytest.mark.parametrize(
    ("df", "expected"), [(1, 12.706), (2, 4.303), (10, 2.228), (30, 2.042), (120, 1.980)]
)
def test_the_printed_tables(df, expected):
    assert t_ppf(0.975, df) == pytest.approx(expected, abs=5e-4)


def test_one_degree_of_freedom_is_cauchy_and_many_are_normal():
    assert t_cdf(2.0, 1) == pytest.approx(0.5 + math.atan(2.0) / math.pi, abs=1e-14)
    assert t_two_sided(1.96, 1e9) == pytest.approx(normal_two_sided(1.96), abs=1e-9)
    assert normal_ppf(0.975) == pytest.approx(1.959963984540054, abs=1e-12)


@pytest.mark.parametrize("df", DFS)
def test_agrees_with_scipy(df):
    stats = pytest.importorskip("scipy.stats")
    for t in TS:
        assert t_cdf(t, df) == pytest.approx(stats.t.cdf(t, df), abs=1e-10)
        tail = 2 * stats.t.sf(abs(t), df)
        if tail > 1e-280:
            assert t_two_sided(t, df) == pytest.approx(tail, rel=1e-8)
    for share in (1e-12, 1e-6, 0.001, 0.025, 0.3, 0.499, 0.6, 0.975, 0.999):
        assert t_ppf(share, df) == pytest.approx(stats.t.ppf(share, df), rel=1e-9)


@given(df=st.floats(0.5, 1e5), t=st.floats(-50, 50))
def test_it_is_a_distribution(df, t):
    assert 0 <= t_cdf(t, df) <= 1
    assert t_cdf(t, df) + t_cdf(-t, df) == pytest.approx(1, abs=1e-12)
    assert t_cdf(t, df) <= t_cdf(t + 0.5, df) + 1e-13


@given(df=st.floats(0.5, 1e5), share=st.floats(1e-9, 1 - 1e-9))
def test_the_quantile_undoes_the_distribution(df, share):
    assert t_cdf(t_ppf(share, df), df) == pytest.approx(share, abs=1e-10)


def test_the_edges():
    assert t_ppf(0.5, 5) == 0
    assert t_ppf(1, 5) == math.inf
    assert t_ppf(0, 5) == -math.inf
    assert t_two_sided(math.inf, 3) == 0
    assert math.isnan(t_two_sided(math.nan, 3))
    with pytest.raises(ValueError, match="freedom"):
        t_cdf(1, 0)
    with pytest.raises(ValueError, match="probability"):
        t_ppf(1.1, 3)
