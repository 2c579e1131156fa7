"""Graded exposure: the ladder of feared movements, and expectation against experience."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from rehabplanner.domain.diary import Moment
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.exposure import FearedMovement, Prediction
from rehabplanner.domain.plans import ItemKind, PlanItem


@dataclass(frozen=True, slots=True)
class Tally:
    """How often it hurt less than, as much as, and more than expected, and by how much."""

    less: int
    same: int
    more: int
    mean_surprise: float | None

    @property
    def count(self) -> int:
        """Return the number of predictions with an outcome."""
        return self.less + self.same + self.more


def rungs(dossier: Dossier) -> tuple[FearedMovement, ...]:
    """Return the ladder, the easiest first."""
    return dossier.feared


def predictions_of(dossier: Dossier, movement_id: UUID | None) -> tuple[Prediction, ...]:
    """Return the predictions of a movement, oldest first; with None those of runs."""
    return tuple(one for one in dossier.predictions if one.movement_id == movement_id)


def open_prediction(dossier: Dossier, movement_id: UUID | None) -> Prediction | None:
    """Return the last prediction that waits for its outcome."""
    found = [one for one in predictions_of(dossier, movement_id) if one.felt is None]
    return found[-1] if found else None


def waiting(dossier: Dossier, today: date) -> int:
    """Return how many predictions up to today wait for their outcome."""
    return sum(1 for one in dossier.predictions if one.felt is None and one.day <= today)


def tally(predictions: tuple[Prediction, ...]) -> Tally:
    """Return how expectation and experience compare."""
    found = [one.surprise for one in predictions if one.surprise is not None]
    return Tally(
        less=sum(1 for one in found if one > 0),
        same=sum(1 for one in found if one == 0),
        more=sum(1 for one in found if one < 0),
        mean_surprise=sum(found) / len(found) if found else None,
    )


def next_run(dossier: Dossier, today: date) -> PlanItem | None:
    """Return the first planned run from today on that is neither done nor predicted yet."""
    known = {one.item_id for one in dossier.predictions}
    known |= {one.item_id for one in dossier.completions}
    for item in dossier.items:
        if item.day >= today and item.kind is ItemKind.RUN and item.id not in known:
            return item
    return None


def noted_of_run(dossier: Dossier, prediction: Prediction) -> tuple[int, UUID] | None:
    """Return the pain noted during the run of a prediction's day, and the run."""
    runs = [one for one in between(dossier.activities, *(prediction.day,) * 2) if one.is_running]
    pains = between(dossier.pains, prediction.day, prediction.day)
    scores = [one.score for one in pains if one.moment is Moment.DURING]
    return (max(scores), runs[-1].id) if runs and scores else None


def moved(dossier: Dossier, movement: FearedMovement, by: int) -> tuple[FearedMovement, ...]:
    """Return the rungs whose place changes when one moves up or down the ladder."""
    order = list(rungs(dossier))
    place = next(i for i, one in enumerate(order) if one.id == movement.id)
    there = place + by
    if not 0 <= there < len(order):
        return ()
    order[place], order[there] = order[there], order[place]
    return tuple(
        replace(one, position=number) for number, one in enumerate(order) if one.position != number
    )


def next_position(dossier: Dossier) -> int:
    """Return the place above the highest rung."""
    return max((one.position for one in rungs(dossier)), default=-1) + 1
