"""The rows of `analyse`."""

import json
import math
from array import array
from datetime import timedelta

import numpy as np
import pytest

from analytics.published import RISING, series
from analytics.simulation import Runner, simulate
from builders import MONDAY, a_day, a_dossier, a_pain, a_person, a_rest_day, a_run, a_track
from rehabplanner.analytics.gates import Gate, gate
from rehabplanner.analytics.response import next_day_response
from rehabplanner.analytics.series import analyse, analyse_daily, daily_from_csv, with_impulses
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.people import Sex
from rehabplanner.domain.problems import Problem

KEYS = {
    "date",
    "load",
    "pain",
    "ewma_acute",
    "ewma_chronic",
    "mean_7_days",
    "mean_28_days",
    "ewma_ratio",
    "coupled_ratio",
    "uncoupled_ratio",
    "monotony",
    "strain",
    "monotony_population",
    "longest_30_days_m",
    "session_guard",
}


def day(offset):
    return MONDAY + timedelta(days=offset)


def csv_of(loads):
    lines = [f"{day(number)},{load},2" for number, load in enumerate(loads)]
    return "\n".join(["date,load,pain", *lines])


def test_rows_of_a_published_series():
    *rows, last = analyse_daily(daily_from_csv(csv_of(RISING)))
    assert all(set(row) == KEYS for row in rows)
    assert rows[-1]["ewma_ratio"] == pytest.approx(1.4062, abs=5e-5)
    assert rows[-1]["coupled_ratio"] == pytest.approx(10 / 7)
    assert rows[26]["ewma_ratio"] is None
    assert last["summary"]["days"] == 28
    assert last["summary"]["share_logged"] == 1
    json.dumps([*rows, last], allow_nan=False)


def test_rows_of_a_person():
    run = a_run(day(0), 8, 50)
    records = [run, a_rest_day(day(1)), a_pain(3, day(1), Moment.MORNING), a_run(day(3), 9, 60)]
    *rows, last = analyse(a_dossier(*records))
    assert [row["load"] for row in rows] == [200, 0, None, 240]
    assert [row["pain"] for row in rows] == [None, 3, None, None]
    assert [row["longest_30_days_m"] for row in rows] == [None, 8000, 8000, 8000]
    assert [row["session_guard"] for row in rows] == ["no reference", None, None, "small"]
    assert last["summary"]["share_logged"] == 0.75


def test_a_partly_known_day_is_unknown_in_the_statistics():
    records = [a_run(day(0), minutes=50), a_run(day(0), minutes=9, effort=None), a_run(day(1))]
    rows = list(analyse(a_dossier(*records)))
    assert rows[0]["load"] is None


def test_nothing_was_logged_yet():
    (only,) = analyse(make_dossier(a_person(), []))
    assert only["summary"]["days"] == 0
    assert only["summary"]["share_logged"] is None
    assert only["summary"]["gate"] == "series"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (13, Gate.SERIES),
        (14, Gate.MEDIANS),
        (29, Gate.MEDIANS),
        (30, Gate.LAGS),
        (60, Gate.REGRESSION),
        (90, Gate.FULL),
    ],
)
def test_gate_by_paired_days(pairs, expected):
    loads, pains = series([100] * pairs), series([number % 3 for number in range(pairs)])
    assert gate(loads, pains) is expected


def test_gate_stays_closed_without_variation_or_runs():
    pains = series([number % 3 for number in range(40)])
    assert gate(series([100] * 40), series([2] * 40)) is Gate.SERIES
    assert gate(series([100] * 4 + [0] * 36), pains) is Gate.SERIES
    assert gate(series([None] * 40), pains) is Gate.SERIES


def test_days_left_out_of_the_file_are_unknown_and_order_does_not_matter():
    daily = daily_from_csv("\ufeffdate,load,pain\n2026-09-09,120,\n2026-09-07,0,3\n")
    assert daily.first == MONDAY
    assert daily.loads.tolist()[0::2] == [0, 120]
    assert math.isnan(daily.loads[1])
    assert math.isnan(daily.pains[2])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "columns"),
        ("a,b\n1,2", "columns"),
        ("date,load,pain\n", "no days"),
        ("date,load,pain\n07.09.2026,1,1", "Line 2"),
        ("date,load,pain\n2026-09-07,1,1\n2026-09-07,1,1", "twice"),
        ("date,load,pain\n2026-09-07,-5,1", "-5"),
        ("date,load,pain\n2026-09-07,nan,1", "nan"),
        ("date,load,pain\n2026-09-07,5,11", "11"),
        ("date,load,pain\n1020-09-07,5,1\n2026-09-07,5,1", "too far apart"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text, words):
    with pytest.raises(Problem, match=words):
        daily_from_csv(text)


def csv_of_both(loads, pains):
    pairs = enumerate(zip(loads, pains, strict=True))
    lines = [f"{day(number)},{load:g},{pain:g}" for number, (load, pain) in pairs]
    return "\n".join(["date,load,pain", *lines])


def test_the_summary_holds_lags_regression_reverse_and_a_sentence():
    loads, pains = simulate(np.random.default_rng(2), Runner(days=100, effect=0.6))
    *_rows, last = analyse_daily(daily_from_csv(csv_of_both(loads, pains)))
    json.dumps(last, allow_nan=False)
    summary = last["summary"]
    assert summary["gate"] == "full"
    assert [lag["lag"] for lag in summary["lags"]] == list(range(8))
    assert {"lag", "rho", "n", "n_effective", "p", "p_adjusted"} <= set(summary["lags"][0])
    effect = next_day_response(loads, pains).effect
    assert summary["lag1"]["per_100_units"] == pytest.approx(effect.value)
    assert (summary["lag1"]["low"], summary["lag1"]["high"]) == (effect.low, effect.high)
    assert summary["lag1"]["p"] == effect.p
    assert summary["reverse"]["lag"] == -1
    assert "hurt a little more on the mornings after harder days" in summary["sentence"]
    assert summary["sentence"].endswith("An association, not a cause.")


def test_the_summary_keeps_back_what_the_days_do_not_allow():
    loads, pains = simulate(np.random.default_rng(2), Runner(days=45))
    *_rows, last = analyse_daily(daily_from_csv(csv_of_both(loads, pains)))
    assert [lag["lag"] for lag in last["summary"]["lags"]] == [0, 1, 2, 3]
    assert last["summary"]["lag1"] is None
    *_rows, last = analyse_daily(daily_from_csv(csv_of_both(loads[:20], pains[:20])))
    assert last["summary"]["lags"] is last["summary"]["reverse"] is None
    assert "too early" in last["summary"]["sentence"]


def test_scores_of_few_levels_have_no_points():
    loads, pains = simulate(np.random.default_rng(2), Runner(days=80, effect=0.6))
    pains = (pains > 3).astype(float)
    *_rows, last = analyse_daily(daily_from_csv(csv_of_both(loads, pains)))
    assert last["summary"]["lag1"]["scale"] == "ranks"
    assert last["summary"]["lag1"]["per_100_units"] is None
    assert last["summary"]["lag1"]["p"] < 0.05


def test_missing_efforts_are_estimated_and_marked_only_when_asked():
    runs = [a_run(day(2 * number), 6, 40) for number in range(8)]
    dossier = a_dossier(*runs, a_run(day(17), 6, 40, effort=None))
    plain = list(analyse(dossier))
    assert plain[17]["load"] is None
    assert "load_is_estimated" not in plain[17]
    *rows, last = analyse(dossier, use_estimates=True)
    assert rows[17]["load"] == 160
    assert [row["load_is_estimated"] for row in rows].count(True) == 1
    assert last["summary"]["estimated_sessions"] == 1


def test_load_from_heart_rate_by_day():
    ada = a_person(resting_hr_bpm=60, max_hr_bpm=190, sex=Sex.MALE)
    sampled = a_run(day(1), 6, 40, average_heart_rate=150)
    track = a_track(sampled.id, samples=601, heart_rate=array("d", [150.0] * 601))
    dossier = a_dossier(
        a_run(day(0), 6, 10, average_heart_rate=150),
        sampled,
        a_run(day(2)),
        a_rest_day(day(3)),
        a_day(day(4)),
        person=ada,
    )
    tracks = {sampled.id: track}
    rows = list(with_impulses(analyse(dossier), dossier, tracks.get))
    banisters = [row["trimp_banister"] for row in rows[:-1]]
    ten_minutes = 10 * (90 / 130) * 0.64 * math.exp(1.92 * 90 / 130)
    assert banisters == [
        pytest.approx(ten_minutes),
        pytest.approx(ten_minutes),
        None,
        0,
        None,
    ]
    assert [row["trimp_edwards"] for row in rows[:-1]] == [None, pytest.approx(30), None, 0, None]
    assert "trimp_banister" not in rows[-1]


def test_load_from_heart_rate_is_unknown_while_the_person_is():
    dossier = a_dossier(a_run(average_heart_rate=150), person=a_person(max_hr_bpm=190))
    rows = list(with_impulses(analyse(dossier), dossier, {}.get))
    assert rows[0]["trimp_banister"] is None
