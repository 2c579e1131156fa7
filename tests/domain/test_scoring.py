"""Outcome measures: published scoring cases, missing answers, and what a change means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.reading_grade import reading_grade
from rehabplanner.domain.measures import Direction, Measure, MissingRule, Scoring
from rehabplanner.domain.problems import Problem
from rehabplanner.domain.scoring import ChangeKind, change, entered, score
from rehabplanner.library.measures import load_measures
from rehabplanner.paths import resources

MEASURES = load_measures(resources() / "measures", str)
SHIPPED = {
    "nprs", "nprs-3", "psfs", "rmdq", "phq-4", "groc", "own-sleep", "own-stress", "own-confidence",
}  # fmt: skip


def total(name: str, *answers: int | None) -> float | None:
    return score(MEASURES[name], answers).total


def words(name: str, *answers: int | None) -> str:
    return "; ".join(map(str, score(MEASURES[name], answers).interpretation))


def kind(name: str, before: float, now: float) -> ChangeKind:
    return change(MEASURES[name], before, now).kind


def test_only_free_texts_are_shipped() -> None:
    assert {one.id for one in MEASURES.values() if one.text_shipped} == SHIPPED
    for one in MEASURES.values():
        has_texts = all(item.text for item in one.items)
        assert has_texts if one.text_shipped else not any(item.text for item in one.items), one.id
        assert one.licence
        assert one.source
    assert len(MEASURES["rmdq"].items) == 24


def test_published_cases() -> None:
    assert total("odi", *[2] * 8, 0, 0) == 32
    assert total("odi", *[2] * 8, 0, None) == pytest.approx(35.6, abs=0.05)
    assert total("rmdq", *[1] * 24) == 24
    assert total("rmdq", *[1] * 5, *[None] * 19) == 5
    assert total("pss-10", *[4] * 10) == 24
    assert total("pss-10", *[2] * 10) == 20
    assert total("brs", 5, 1, 5, 1, 5, 1) == 5
    assert total("tsk-17", *[4] * 17) == 56
    assert total("tsk-11", *[1] * 11) == 11
    assert total("psfs", 2, 4, 6) == 4
    assert total("nprs-3", 3, 1, 5) == 3
    assert total("uwri", *[4] * 9) == 36
    assert dict(score(MEASURES["pcs"], [1] * 13).subscores) == {
        "rumination": 4,
        "magnification": 3,
        "helplessness": 6,
    }


def test_the_overuse_score_has_its_own_rules() -> None:
    assert total("ostrc", 0, None, None, None) == 0
    assert total("ostrc", 25, 0, 0, 0) == 100
    assert total("ostrc", 8, 8, 17, 8) == 41
    assert "substantial" in words("ostrc", 8, 8, 17, 8)
    assert words("ostrc", 17, 8, 8, 25) == ""
    assert total("ostrc", 8, None, 17, 8) is None
    with pytest.raises(Problem):
        total("ostrc", 10, 0, 0, 0)


def test_start_back_groups() -> None:
    assert words("start-back", 1, 1, 1, 0, 0, 0, 0, 0, 0) == "low risk group"
    assert words("start-back", 1, 1, 1, 1, 1, 1, 1, 0, 0) == "medium risk group"
    assert words("start-back", 0, 0, 0, 0, 1, 1, 1, 1, 0) == "high risk group"
    (need,) = entered(MEASURES["start-back"], 6).interpretation
    assert "needed" in str(need)


def test_worry_and_mood_ask_for_a_talk_from_three() -> None:
    assert words("phq-4", 1, 1, 1, 1) == "mild"
    assert "Worry" in words("phq-4", 2, 1, 0, 0)
    assert "mood" in words("phq-4", 0, 0, 0, 3)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_missing_answer_gives_no_score_unless_the_rule_says_so(name: str) -> None:
    measure = MEASURES[name]
    if measure.scoring is Scoring.TOTAL:
        assert score(measure, [None]).total is None
        return
    answers: list[int | None] = [measure.answers[1]] * len(measure.items)
    answers[-1] = None
    found = score(measure, answers)
    has_score = measure.missing is not MissingRule.NO_SCORE
    assert (found.total is not None) == has_score
    if not has_score:
        assert "missing" in str(found.interpretation[0])
    with pytest.raises(Problem):
        score(measure, [measure.answers[0]] * (len(measure.items) + 1))


def test_no_answer_at_all_is_no_zero() -> None:
    assert total("odi", *[None] * 10) is None


def test_changes_in_words() -> None:
    assert kind("rmdq", 12, 7) is ChangeKind.BEYOND_ERROR
    assert kind("rmdq", 12, 8) is ChangeKind.WITHIN_ERROR
    assert kind("rmdq", 12, 17) is ChangeKind.WORSE
    assert kind("odi", 40, 30) is ChangeKind.IMPORTANT
    assert kind("odi", 40, 31) is ChangeKind.WITHIN_ERROR
    assert kind("uwri", 20, 25) is ChangeKind.BEYOND_ERROR
    assert kind("uwri", 20, 24) is ChangeKind.WITHIN_ERROR
    assert kind("ostrc", 60, 40) is ChangeKind.IMPORTANT
    assert kind("ostrc", 60, 25) is ChangeKind.BEYOND_ERROR
    assert kind("nprs", 6, 4) is ChangeKind.IMPORTANT
    assert kind("nprs", 3, 2) is ChangeKind.WITHIN_ERROR
    assert kind("pss-4", 12, 0) is ChangeKind.NO_CLAIM
    assert kind("groc", -5, 5) is ChangeKind.NO_CLAIM


def test_near_its_ends_the_rmdq_makes_no_claim() -> None:
    assert kind("rmdq", 3, 0) is ChangeKind.NO_CLAIM
    assert kind("rmdq", 21, 24) is ChangeKind.NO_CLAIM
    assert kind("rmdq", 3, 9) is ChangeKind.WORSE
    assert kind("rmdq", 21, 10) is ChangeKind.BEYOND_ERROR
    assert kind("rmdq", 4, 0) is ChangeKind.WITHIN_ERROR


def test_numbers_from_memory_are_marked() -> None:
    assert "not yet checked" in str(change(MEASURES["tsk-11"], 30, 20).words)
    assert "not yet checked" in words("odi", *[2] * 10)
    assert "not yet checked" not in str(change(MEASURES["rmdq"], 12, 7).words)


with_answers = st.sampled_from([one for one in MEASURES.values() if one.answers])


@given(st.data(), with_answers)
def test_a_total_is_always_in_range(data: st.DataObject, measure: Measure) -> None:
    answers = data.draw(
        st.lists(
            st.sampled_from([None, *measure.answers]),
            min_size=measure.fewest,
            max_size=len(measure.items),
        )
    )
    found = score(measure, answers)
    assert found.total is None or measure.low <= found.total <= measure.high


RANKS = [ChangeKind.WORSE, ChangeKind.WITHIN_ERROR, ChangeKind.IMPORTANT, ChangeKind.BEYOND_ERROR]


@given(
    st.sampled_from(sorted(MEASURES)),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_a_better_total_never_reads_worse(name: str, start: float, one: float, two: float) -> None:
    measure = MEASURES[name]
    before, first, second = (
        measure.low + share * (measure.high - measure.low) for share in (start, one, two)
    )
    worse, better = sorted((first, second), reverse=measure.direction is Direction.LOWER)
    kinds = [kind(name, before, worse), kind(name, before, better)]
    if ChangeKind.NO_CLAIM not in kinds:
        assert RANKS.index(kinds[0]) <= RANKS.index(kinds[1])


@pytest.mark.parametrize("name", sorted(SHIPPED - {"phq-4", "rmdq"}))
def test_own_words_are_plain(name: str) -> None:
    measure = MEASURES[name]
    text = " ".join([measure.instruction, *(f"{item.text}." for item in measure.items)])
    assert reading_grade(text) <= 7, text
