"""A plan as lines of letters: what is read back is what was planned, or it is said why not."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MONDAY, PERSON_ID, a_person, a_run_item, an_item
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.plan_code import (
    LONGEST_PART,
    SharedPlan,
    next_mondays,
    read_plan,
    shared_plan,
    write_plan,
)
from rehabplanner.domain.plans import ItemKind, PlanItem, WeekNote
from rehabplanner.domain.problems import Problem


def a_plan(note: str = "", count: int = 3) -> Dossier:
    days = [MONDAY.replace(day=MONDAY.day + shift) for shift in (0, 2, 4)]
    items = [
        an_item(f"exercise-{n}", day, "3x10 h5 each @6 r60", position=n, note=note)
        for n in range(count)
        for day in days
    ]
    more = [
        a_run_item("5w + 8x(1r/2w) + 5w @3", days[1]),
        PlanItem(person_id=PERSON_ID, day=days[2], kind=ItemKind.REST, title="Rest: 山田 & co"),
        WeekNote(person_id=PERSON_ID, monday=MONDAY, purpose="Ease in", message="Go\nslowly"),
    ]
    return make_dossier(a_person(pain_ceiling=3), [*items, *more])


def test_a_plan_comes_back_with_every_day_dose_and_word() -> None:
    dossier = a_plan("Slowly: “down”")
    plan = read_plan("\n".join(write_plan(shared_plan(dossier, (MONDAY,)))))
    assert plan.ceiling == 3
    records = plan.records(PERSON_ID)
    items = sorted((one for one in records if isinstance(one, PlanItem)), key=str)
    asked = [
        (one.day, one.kind, one.position, one.exercise_id, one.title, one.dose, one.run, one.note)
        for one in dossier.items
    ]
    came = [
        (one.day, one.kind, one.position, one.exercise_id, one.title, one.dose, one.run, one.note)
        for one in items
    ]
    assert sorted(asked, key=str) == sorted(came, key=str)
    (note,) = [one for one in records if isinstance(one, WeekNote)]
    assert (note.purpose, note.message) == ("Ease in", "Go\nslowly")


def test_it_can_go_to_another_person_and_week() -> None:
    plan = shared_plan(a_plan(), (MONDAY,))
    other = uuid4()
    later = date(2026, 11, 2)
    records = plan.records(other, later)
    assert {one.person_id for one in records} == {other}
    assert min(one.day for one in records if isinstance(one, PlanItem)) == later


def test_the_code_holds_no_name() -> None:
    lines = write_plan(shared_plan(a_plan(), (MONDAY,)))
    plan = read_plan("\n".join(lines))
    assert "Ada" not in str(plan)


def test_what_stands_around_and_the_order_do_not_matter() -> None:
    plan = shared_plan(a_plan("".join(map(chr, range(200, 900))), 9), (MONDAY,))
    lines = write_plan(plan)
    assert len(lines) > 2
    assert all(len(line) < LONGEST_PART + 40 for line in lines)
    broken = [f"{line[:70]}\n   {line[70:]}" for line in lines]
    assert read_plan("Hello,\n" + "\nand\n".join(reversed(broken)).lower() + " bye") == plan


def test_a_missing_part_is_named() -> None:
    lines = write_plan(shared_plan(a_plan("".join(map(chr, range(200, 900))), 9), (MONDAY,)))
    with pytest.raises(Problem, match="Part") as raised:
        read_plan("\n".join([lines[0], *lines[2:]]))
    assert raised.value.message.values["number"] == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda line: line.replace(":1/", ":2/", 1), "newer version"),
        (lambda line: line[:60] + ("A" if line[60] != "A" else "B") + line[61:], "damaged"),
        (lambda line: line[:-20], "no plan"),
        (lambda _line: "just words", "no plan"),
    ],
)
def test_what_is_no_sound_plan_is_refused_in_words(change: object, words: str) -> None:
    (line,) = write_plan(shared_plan(a_plan(), (MONDAY,)))
    with pytest.raises(Problem) as raised:
        read_plan(change(line))  # type: ignore[operator]
    assert words in raised.value.message.text


def test_parts_of_two_plans_are_not_mixed() -> None:
    first, second = (write_plan(shared_plan(a_plan(note), (MONDAY,))) for note in ("a", "b"))
    with pytest.raises(Problem, match="different plans"):
        read_plan(first[0] + "\n" + second[0])


def test_several_weeks_go_together() -> None:
    later = an_item("bridge", MONDAY.replace(day=MONDAY.day + 7), "2x8")
    dossier = make_dossier(a_person(), [*a_plan().items, later])
    plan = shared_plan(dossier, next_mondays(MONDAY, 4))
    assert [week.monday.day for week in plan.weeks] == [7, 14]
    assert read_plan("\n".join(write_plan(plan))) == plan


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(read_plan(f"REHAB-PLAN:1/1/1:00000000:{text}."), SharedPlan)
    except Problem as problem:
        assert problem.message.text


@given(st.text(max_size=200), st.integers(0, 6), st.integers(0, 300))
def test_any_note_comes_back(note: str, day: int, position: int) -> None:
    item = an_item("x", MONDAY.replace(day=MONDAY.day + day), "", note=note, position=position)
    plan = shared_plan(make_dossier(a_person(), [item]), (MONDAY,))
    (back,) = read_plan("\n".join(write_plan(plan, 90))).records(PERSON_ID)
    assert isinstance(back, PlanItem)
    assert (back.day, back.note, back.position) == (item.day, item.note, position)
