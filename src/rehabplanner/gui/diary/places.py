"""Several places of pain at one moment: what is marked, and what saving the marks changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from rehabplanner.domain.diary import BodyPart, Moment, PainEntry, PainQuality
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.gui.diary.days import ONE_DAY, Change, pains_of, runs_of, short_day
from rehabplanner.wording import _

WITH_RUN = (Moment.DURING, Moment.AFTER)


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place: its score (None: not given yet), what it feels like, how it holds up."""

    score: int | None = None
    qualities: tuple[PainQuality, ...] = ()
    trouble: int | None = None


Marks = Mapping[BodyPart, Mark]


def marks_of(dossier: Dossier, day: date, moment: Moment) -> dict[BodyPart, Mark]:
    """Return the places noted for a moment of a day; where several speak of one, the highest."""
    found: dict[BodyPart, Mark] = {}
    for part, entry in _entries(dossier, day, moment).items():
        found[part] = Mark(entry.score, entry.qualities, entry.trouble)
    return found


def places_change(dossier: Dossier, day: date, moment: Moment, marks: Marks) -> Change:
    """Return the change that makes these the places of a moment, as one step.

    Raises Problem where a place has no score.
    """
    known = _entries(dossier, day, moment)
    saved, removed = [], [one for part, one in known.items() if part not in marks]
    for part, mark in marks.items():
        if mark.score is None:
            raise Problem("score", marked("Please give {place} a score from 0 to 10."), place=part)
        before = known.get(part) or PainEntry(
            person_id=dossier.person.id,
            day=day,
            moment=moment,
            score=mark.score,
            part=part,
            activity_id=_run_id(dossier, day, moment),
            noted_at=datetime.now(UTC),
        )
        after = replace(before, score=mark.score, qualities=mark.qualities, trouble=mark.trouble)
        if after != known.get(part):
            saved.append(after)
    label = _("Places of pain of {day}").format(day=short_day(day))
    return Change(label, saved=tuple(saved), removed=tuple(removed))


def day_scores(dossier: Dossier, day: date) -> dict[BodyPart, int | None]:
    """Return the highest score of each place of a day."""
    found: dict[BodyPart, int | None] = {}
    for entry in pains_of(dossier, day):
        found[entry.part] = max(found.get(entry.part) or 0, entry.score)
    return found


def _entries(dossier: Dossier, day: date, moment: Moment) -> dict[BodyPart, PainEntry]:
    found: dict[BodyPart, PainEntry] = {}
    for entry in pains_of(dossier, day):
        if entry.moment is moment:
            known = found.get(entry.part)
            if known is None or entry.score > known.score:
                found[entry.part] = entry
    return found


def _run_id(dossier: Dossier, day: date, moment: Moment) -> UUID | None:
    """Return the run that a pain of this moment most likely speaks of."""
    if moment is Moment.MORNING:
        runs = runs_of(dossier, day - ONE_DAY)
    else:
        runs = runs_of(dossier, day) if moment in WITH_RUN else []
    return runs[-1].id if runs else None
