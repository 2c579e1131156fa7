"""The safety questions: levels, words, the lock and when they are asked."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from builders import MONDAY, PERSON_ID
from library.reading_grade import reading_grade
from rehabplanner.domain.diary import Moment, PainEntry
from rehabplanner.domain.flags import (
    AskReason,
    ClearedBy,
    FlagAnswer,
    FlagClearance,
    Level,
    ask_reason,
    is_locked,
    levels_of,
    open_flags,
)
from rehabplanner.domain.problems import Problem
from rehabplanner.library.flags import load_flags
from rehabplanner.paths import resources

FLAGS = load_flags(resources() / "flags", str)
NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)


def an_answer(flag_id: str, hours: int = 0, *, is_yes: bool = True) -> FlagAnswer:
    asked = NOON + timedelta(hours=hours)
    return FlagAnswer(
        person_id=PERSON_ID, flag_id=flag_id, day=MONDAY, asked_at=asked, is_yes=is_yes
    )


def a_clearance(hours: int, by: ClearedBy = ClearedBy.THERAPIST) -> FlagClearance:
    cleared = NOON + timedelta(hours=hours)
    return FlagClearance(person_id=PERSON_ID, day=MONDAY, cleared_at=cleared, cleared_by=by)


def pains(*scores: int) -> list[PainEntry]:
    return [
        PainEntry(
            person_id=PERSON_ID, day=MONDAY + timedelta(days=n), moment=Moment.WORST, score=score
        )
        for n, score in enumerate(scores)
    ]


@pytest.mark.parametrize("flag_id", sorted(FLAGS.flags))
def test_each_yes_leads_to_its_advice_and_its_lock(flag_id: str) -> None:
    (advice,) = levels_of(FLAGS, [flag_id])
    assert advice.level is FLAGS.of(flag_id).level
    assert advice.text("112")
    answers = [an_answer(flag_id)]
    assert is_locked(FLAGS, answers, []) == (advice.level is not Level.MENTION)
    assert not is_locked(FLAGS, [an_answer(flag_id, is_yes=False)], [])


def test_the_most_pressing_level_comes_first() -> None:
    found = levels_of(FLAGS, ["weight-loss", "hop-pain", "fever", "bladder-bowel", "chest-pain"])
    assert [one.level for one in found] == [
        Level.EMERGENCY, Level.URGENT, Level.BONE_STRESS, Level.SOON,
    ]  # fmt: skip
    assert {flag.level for flag in FLAGS.flags.values()} == set(Level)
    with pytest.raises(Problem):
        levels_of(FLAGS, ["nothing"])


def test_the_emergency_number_is_the_users() -> None:
    advice = FLAGS.advice[Level.EMERGENCY]
    assert advice.must_be_read
    assert "call 144" in " ".join(advice.text("144"))
    assert "your local emergency number" in " ".join(advice.text(""))
    for one in FLAGS.advice.values():
        assert "{" not in " ".join(one.text())
        assert not re.search(r"\d{3}", " ".join(one.lines))


def test_the_lock_opens_by_a_clearance_and_not_by_a_later_no() -> None:
    answers = [an_answer("fever"), an_answer("fever", 5, is_yes=False)]
    assert is_locked(FLAGS, answers, [])
    assert not is_locked(FLAGS, answers, [a_clearance(6, ClearedBy.PERSON_SEEN)])
    again = [*answers, an_answer("hop-pain", 8)]
    assert is_locked(FLAGS, again, [a_clearance(6)])
    assert [flag.id for flag in open_flags(FLAGS, again, [a_clearance(6)])] == ["hop-pain"]
    assert is_locked(FLAGS, [an_answer("no longer asked")], [])


def test_when_the_questions_are_asked() -> None:
    today = MONDAY + timedelta(days=3)
    assert ask_reason(None, today) is AskReason.FIRST
    assert ask_reason(MONDAY, today) is None
    assert ask_reason(MONDAY, MONDAY + timedelta(days=6)) is None
    assert ask_reason(MONDAY, MONDAY + timedelta(days=7)) is AskReason.WEEK
    assert ask_reason(MONDAY, today, has_new_leg_symptoms=True) is AskReason.LEG
    assert ask_reason(MONDAY, today, pains(1, 2, 5, 5)) is AskReason.JUMP
    assert ask_reason(MONDAY, today, pains(1, 3, 5, 7)) is None
    assert ask_reason(today, today, pains(1, 2, 5, 5)) is None


def test_the_words_are_plain_and_name_no_illness() -> None:
    texts = [flag.question for flag in FLAGS.flags.values()]
    texts += [
        " ".join((f"{advice.title}.", *advice.text("112"))) for advice in FLAGS.advice.values()
    ]
    assert reading_grade(" ".join(texts)) <= 6
    for text in texts[len(FLAGS.flags) :]:
        assert reading_grade(text) <= 6, text
    whole = " ".join(texts).lower()
    for word in ("cauda", "syndrome", "aneurysm", "tumour", "risk", "likely", "%"):
        assert word not in whole
