"""When the safety questions are due."""

from datetime import UTC, date, datetime, timedelta

from builders import PERSON_ID, a_pain, a_person
from rehabplanner.domain.diary import BodyPart, PainQuality
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.flags import (
    AskReason,
    ClearedBy,
    Flag,
    FlagAdvice,
    FlagAnswer,
    FlagClearance,
    FlagSet,
    Level,
)
from rehabplanner.domain.safety import last_asked, looked_at, reason_to_ask, unread

DAY = date(2026, 9, 7)
MOMENT = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
FLAGS = FlagSet(
    flags={
        "now": Flag(id="now", level=Level.EMERGENCY, question="Now?"),
        "soon": Flag(id="soon", level=Level.SOON, question="Soon?"),
    },
    advice={
        level: FlagAdvice(
            level=level, title="", lines=(), locks=True, must_be_read=level is Level.EMERGENCY
        )
        for level in (Level.EMERGENCY, Level.SOON)
    },
)


def answers(days_later: int = 0, *yes: str, ids: tuple[str, ...] = ("now", "soon")) -> list:
    gap = timedelta(days=days_later)
    return [
        FlagAnswer(
            person_id=PERSON_ID,
            flag_id=one,
            day=DAY + gap,
            asked_at=MOMENT + gap,
            is_yes=one in yes,
        )
        for one in ids
    ]


def reason(days_later: int, *records: object) -> AskReason | None:
    dossier = make_dossier(a_person(), records)
    return reason_to_ask(dossier, FLAGS, DAY + timedelta(days=days_later))


def test_all_questions_count_as_asked_only_together() -> None:
    assert reason(0) is AskReason.FIRST
    assert reason(0, *answers(0, ids=("now",))) is AskReason.FIRST
    assert reason(0, *answers()) is None
    assert last_asked(FLAGS, [*answers(), *answers(3, ids=("now",))]) == (DAY, MOMENT)


def test_a_week_later_they_are_due_again() -> None:
    assert reason(6, *answers()) is None
    assert reason(7, *answers()) is AskReason.WEEK
    assert reason(7, *answers(), *answers(2)) is None


def test_a_jump_of_three_points_asks_but_only_once() -> None:
    quiet, jump = a_pain(1, DAY), a_pain(4, DAY + timedelta(days=1))
    assert reason(1, *answers(), quiet, jump) is AskReason.JUMP
    assert reason(1, *answers(), *answers(1), quiet, jump) is None
    assert reason(1, *answers(), quiet, a_pain(3, DAY + timedelta(days=1))) is None


def test_a_jump_later_on_the_day_of_the_answers_asks_again() -> None:
    yesterday = a_pain(1, DAY - timedelta(days=1))
    later = a_pain(5, DAY, noted_at=MOMENT + timedelta(hours=3))
    before = a_pain(5, DAY, noted_at=MOMENT - timedelta(hours=1))
    assert reason(0, *answers(), yesterday, later) is AskReason.JUMP
    assert reason(0, *answers(), yesterday, before) is None
    assert reason(0, *answers(), yesterday, before, later) is None


def test_a_new_sign_in_a_leg_asks_a_known_one_does_not() -> None:
    morning = DAY + timedelta(days=1)
    calf = a_pain(2, morning, part=BodyPart.CALF_LEFT)
    assert reason(1, *answers(), calf) is AskReason.LEG
    assert reason(1, *answers(), a_pain(2, morning, qualities=(PainQuality.TINGLING,))) is (
        AskReason.LEG
    )
    assert reason(1, *answers(), a_pain(2, morning, part=BodyPart.KNEE_LEFT)) is None
    known = a_pain(2, DAY - timedelta(days=10), part=BodyPart.CALF_LEFT)
    assert reason(1, *answers(), calf, known) is None
    assert reason(1, *answers(), a_pain(0, morning, part=BodyPart.CALF_LEFT)) is None


def test_advice_waits_until_it_is_read_or_cleared() -> None:
    yes = answers(0, "now")
    dossier = make_dossier(a_person(), yes)
    assert [one.flag_id for one in unread(dossier, FLAGS)] == ["now"]
    cleared = FlagClearance(
        person_id=PERSON_ID,
        day=DAY,
        cleared_at=MOMENT + timedelta(hours=1),
        cleared_by=ClearedBy.THERAPIST,
    )
    assert unread(make_dossier(a_person(), [*yes, cleared]), FLAGS) == ()
    assert unread(make_dossier(a_person(), answers(0, "soon")), FLAGS) == ()


def test_lasting_matters_that_were_looked_at_are_remembered_pressing_ones_never() -> None:
    cleared = FlagClearance(
        person_id=PERSON_ID,
        day=DAY + timedelta(days=2),
        cleared_at=MOMENT + timedelta(days=2),
        cleared_by=ClearedBy.PERSON_SEEN,
    )
    dossier = make_dossier(a_person(), [*answers(0, "now", "soon"), cleared])
    assert looked_at(dossier, FLAGS) == {"soon": DAY + timedelta(days=2)}
