"""What a report holds: its days, its sections, and under which name it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from rehabplanner.domain.dossier import Dossier
from rehabplanner.wording import _


class Section(StrEnum):
    """What a report can hold, in its order."""

    SUMMARY = "summary"
    CHART = "chart"
    WEEKS = "weeks"
    MEASURES = "measures"
    PLAN = "plan"
    EVENTS = "events"
    FLARE_UP = "flare-up"
    COMMENT = "comment"


REPORT_SECTIONS = tuple(one for one in Section if one is not Section.FLARE_UP)
DISCHARGE_SECTIONS = (
    Section.SUMMARY,
    Section.CHART,
    Section.MEASURES,
    Section.PLAN,
    Section.FLARE_UP,
    Section.COMMENT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What goes in: days, sections, own words, and whether the name is left out.

    `kept` is the percent of the plan that was done, `kept_weeks` that of each week by its Monday;
    the planner counts them, None is unknown.
    """

    first: date
    last: date
    sections: tuple[Section, ...] = REPORT_SECTIONS
    comment: str = ""
    is_pseudonym: bool = False
    kept: int | None = None
    kept_weeks: Mapping[date, int | None] = field(default_factory=dict)


def usual_report(dossier: Dossier, today: date, *, is_discharge: bool = False) -> ReportOptions:
    """Return a report of the last twelve weeks, or at discharge of all days."""
    first = today - timedelta(weeks=12) + timedelta(days=1)
    start = dossier.first_day()
    if is_discharge and start is not None:
        return ReportOptions(first=min(start, today), last=today, sections=DISCHARGE_SECTIONS)
    return ReportOptions(first=first, last=today)


def pseudonym(dossier: Dossier) -> str:
    """Return a short code for a person, always the same, that does not tell the name."""
    return _("Person {code}").format(code=str(dossier.person.id)[-6:].upper())


def sections_of(names: Sequence[str]) -> tuple[Section, ...]:
    """Return the sections of these names. Raises ValueError for an unknown one."""
    return tuple(Section(name) for name in names)
