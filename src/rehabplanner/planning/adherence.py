"""What was done of what was prescribed, by week and by exercise; no one is marked down for pain.

A session done in part counts as done: it was begun, and stopping early for pain is right.

EXAS (Arensman 2022, Physiotherapy Theory and Practice: Exercise Adherence Scale, people with low
back pain): for each exercise, frequency and amount done divided by what was recommended, at most
100 %, times 0.2 to 1 for the quality of movement in five bands; the score is the mean of the
exercises. Its authors found quality ratings of two raters to agree poorly (kappa 0.36).
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from uuid import UUID

from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.plans import Completion, ItemKind, Outcome, PlanItem, monday_of
from rehabplanner.planning.answers import Answers, limits_for
from rehabplanner.planning.courses import subject_of
from rehabplanner.planning.settled import completions_by_item

HALF = 0.5
"""The share of a session done in part where nothing else was written down."""
BANDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Of one exercise, one course of runs, or all together: sessions prescribed and done.

    `shortened` of the done ones were done in part, `skipped` were skipped with a word.
    `exas` is the exercise's score in per cent, None while no quality was noted.
    """

    subject: str
    item: PlanItem | None
    prescribed: int
    done: int
    shortened: int
    skipped: int
    exas: float | None = None

    @property
    def percent(self) -> int | None:
        """Return the share done in per cent, None where nothing was prescribed."""
        return round(100 * self.done / self.prescribed) if self.prescribed else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adherence:
    """All together, each subject, and the programme's EXAS with how many exercises it rests on."""

    total: Kept
    subjects: tuple[Kept, ...]
    exas: float | None
    rated: int
    exercises: int


def adherence(
    dossier: Dossier, first: date, last: date, today: date, answers: Answers | None = None
) -> Adherence:
    """Return what was kept from the first to the last day; days still ahead do not count."""
    answers = answers or Answers(dossier, limits_for(dossier))
    done = {one.item.id for one in answers.done(first, min(last, today))}
    completions = completions_by_item(dossier.completions)
    due = [
        item
        for item in between(dossier.items, first, min(last, today))
        if item.kind is not ItemKind.REST
        and (item.day < today or item.id in completions or item.id in done)
    ]
    groups: dict[str, list[PlanItem]] = {}
    for item in due:
        groups.setdefault(subject_of(item) or f"{item.kind}/{item.title}", []).append(item)
    subjects = [
        _kept(subject, items, done, completions) for subject, items in sorted(groups.items())
    ]
    exercises = [one for one in subjects if one.item and one.item.kind is ItemKind.EXERCISE]
    scores = [one.exas for one in exercises if one.exas is not None]
    return Adherence(
        total=_kept("", due, done, completions, is_total=True),
        subjects=tuple(subjects),
        exas=round(fmean(scores), 1) if scores else None,
        rated=len(scores),
        exercises=len(exercises),
    )


def by_week(dossier: Dossier, first: date, today: date) -> list[tuple[date, Kept]]:
    """Return what was kept in each week from the one of the first day to this one."""
    monday, found = monday_of(first), []
    answers = Answers(dossier, limits_for(dossier))
    while monday <= today:
        week = adherence(dossier, monday, monday + timedelta(days=6), today, answers)
        found.append((monday, week.total))
        monday += timedelta(days=7)
    return found


def _kept(
    subject: str,
    items: Sequence[PlanItem],
    done: Collection[UUID],
    known: Mapping[UUID, Completion],
    *,
    is_total: bool = False,
) -> Kept:
    kept = [item for item in items if item.id in done]
    outcomes = [known[item.id].outcome for item in items if item.id in known]
    return Kept(
        subject=subject,
        item=None if is_total else items[0],
        prescribed=len(items),
        done=len(kept),
        shortened=outcomes.count(Outcome.PARTLY),
        skipped=outcomes.count(Outcome.SKIPPED),
        exas=None if is_total else exas(items, known),
    )


def exas(items: Sequence[PlanItem], known: Mapping[UUID, Completion]) -> float | None:
    """Return the adherence score of one exercise in per cent; None while no quality was noted."""
    if not items or items[0].kind is not ItemKind.EXERCISE:
        return None
    sessions = [(item, known[item.id]) for item in items if item.id in known]
    ratings = [one.quality for _item, one in sessions if one.quality is not None]
    if not ratings:
        return None
    amount = sum(share_done(item, one) for item, one in sessions)
    rate = min(1.0, amount / len(items))
    return round(100 * rate * fmean(quality_factor(one) for one in ratings), 1)


def share_done(item: PlanItem, completion: Completion) -> float:
    """Return the share of a session that was done, 0 to 1 and more where more was done."""
    if completion.outcome is Outcome.SKIPPED:
        return 0.0
    if completion.dose is not None and item.dose is not None:
        done, asked = completion.dose.total_amount, item.dose.total_amount
        if done is not None and asked:
            return done / asked
    return 1.0 if completion.outcome is Outcome.DONE else HALF


def quality_factor(quality: int) -> float:
    """Return 0.2, 0.4, 0.6, 0.8 or 1 for a quality from 0 to 10: poor to excellent."""
    return max(1, math.ceil(quality / 2)) / BANDS
