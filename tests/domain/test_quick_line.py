"""One line for one session."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.quick_line import read_line

TODAY = date(2026, 9, 11)


def test_the_issue_s_own_line() -> None:
    line = read_line("8.2k 52m rpe 4 trail", TODAY)
    assert (line.distance_m, line.duration_s, line.effort) == (8200, 52 * 60, 4)
    assert line.surface is Surface.TRAIL
    assert line.kind is Kind.RUN
    assert line.day == TODAY
    assert line.title == ""


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("8,2 km 52:10", "distance_m", 8200),
        ("8,2 km 52:10", "duration_s", 52 * 60 + 10),
        ("5mi 1h05", "duration_s", 3900),
        ("5mi 1:02:03", "duration_s", 3723),
        ("5mi 40min", "distance_m", 8046.7),
        ("walk 30 min", "kind", Kind.WALK),
        ("yoga 20m", "kind", Kind.MOBILITY),
        ("yoga 20m", "title", "yoga"),
        ("8k hr 148 +120", "average_heart_rate", 148),
        ("8k 148bpm 120up", "ascent_m", 120),
        ("8k pain 3 after 2", "pain_during", 3),
        ("8k pain 3 after 2", "pain_after", 2),
        ("8k yesterday", "day", TODAY - timedelta(days=1)),
        ("8k mon", "day", date(2026, 9, 7)),
        ("8k fri", "day", TODAY),
        ("8k 3.8.", "day", date(2026, 8, 3)),
        ("8k 2026-08-03", "day", date(2026, 8, 3)),
        ("8k -2", "day", TODAY - timedelta(days=2)),
        ("8k at 18:30 40m", "start", time(18, 30)),
        ("8k with Anna by the lake", "title", "with Anna by the lake"),
        ("run-walk 30m", "kind", Kind.RUN_WALK),
    ],
)
def test_reads_word_by_word(text: str, field: str, value: object) -> None:
    assert getattr(read_line(text, TODAY), field) == value


@pytest.mark.parametrize("text", ["", "  ", "8k rpe 11", "8k pain 12", "8k 30.2.", "8k 2027-01-01"])
def test_refuses_in_words(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_line(text, TODAY)
    assert str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        line = read_line(text, TODAY)
    except Problem:
        return
    assert line.day <= TODAY
