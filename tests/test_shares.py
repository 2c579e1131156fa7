"""The share of the plan that a report prints is the one that the brief and the board tell."""

from datetime import timedelta

from builders import MONDAY, a_completion, a_person, an_item
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.planning.adherence import adherence
from rehabplanner.planning.shares import kept_shares

TODAY = MONDAY + timedelta(days=9)


def test_shares_are_counted_by_the_planner_and_week_by_week() -> None:
    items = [an_item(f"e{n}", MONDAY + timedelta(days=n)) for n in range(8)]
    dossier = make_dossier(a_person(), [*items, *(a_completion(one) for one in items[:4])])
    total, weeks = kept_shares(dossier, MONDAY, TODAY, TODAY)
    assert total == adherence(dossier, MONDAY, TODAY, TODAY).total.percent == 50
    assert list(weeks) == [MONDAY, MONDAY + timedelta(days=7)]
    assert weeks[MONDAY] == 57


def test_without_a_plan_the_share_is_unknown() -> None:
    total, weeks = kept_shares(make_dossier(a_person(), []), MONDAY, TODAY, TODAY)
    assert total is None
    assert set(weeks.values()) == {None}
