"""`list runs / diary / plans / exercises / people`: the records."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rehabplanner.commands.session import (
    dossier_of,
    library,
    listed_name,
    opened,
    person_of,
    print_json,
    whole_library,
)
from rehabplanner.domain.activities import Activity
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Person
from rehabplanner.library.library import Library
from rehabplanner.phrases import dose_words, item_name, item_words
from rehabplanner.wording import (
    _,
    day_text,
    distance_text,
    duration_text,
    number_text,
    score_text,
    word,
)

WHAT = ("runs", "diary", "plans", "exercises", "people")


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("what", choices=WHAT, help=_("what to list"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object per record"))


def do(options: argparse.Namespace) -> int:
    """List; return 0."""
    if options.what == "exercises":
        rows: Iterator[tuple[dict[str, Any], str]] = _exercises(options)
        _print(rows, options)
        return 0
    with opened(options) as (workspace, _database):
        if options.what == "people":
            if options.person and options.create:
                person_of(workspace, options)
            _print((_person(one) for one in workspace.people()), options)
        else:
            dossier = dossier_of(workspace, options)
            lister = {"runs": _runs, "diary": _diary}.get(options.what)
            rows = lister(dossier) if lister else _plans(dossier, library(workspace))
            _print(rows, options)
    return 0


def _print(rows: Iterator[tuple[dict[str, Any], str]], options: argparse.Namespace) -> None:
    for row, words in rows:
        if options.json:
            print_json(row)
        else:
            print(words)


def _runs(dossier: Dossier) -> Iterator[tuple[dict[str, Any], str]]:
    for one in dossier.activities:
        yield (
            activity_json(one),
            " · ".join(
                part
                for part in (
                    day_text(one.day),
                    word(one.kind),
                    one.title,
                    distance_text(one.distance_m, dossier.person.units),
                    duration_text(one.duration_s),
                    _("effort {number}").format(number=number_text(one.effort, 1)),
                )
                if part
            ),
        )


def activity_json(one: Activity) -> dict[str, Any]:
    """Return an activity with everything that is known of it."""
    row = asdict(one)
    row["load"] = one.load
    return row


def _diary(dossier: Dossier) -> Iterator[tuple[dict[str, Any], str]]:
    for pain in dossier.pains:
        yield (
            {"kind": "pain", **asdict(pain)},
            " · ".join(
                (day_text(pain.day), word(pain.moment), score_text(pain.score), word(pain.part))
            ),
        )
    for day in dossier.days:
        values = (
            _("sleep {hours} h").format(hours=number_text(day.sleep_h, 1)),
            _("stress {score}").format(score=score_text(day.stress)),
            day.note,
        )
        yield (
            {"kind": "day", **asdict(day)},
            " · ".join((day_text(day.day), *(value for value in values if value))),
        )


def _plans(dossier: Dossier, known: Library) -> Iterator[tuple[dict[str, Any], str]]:
    exercises = known.exercises
    for item in dossier.items:
        done = dossier.completion(item.id)
        row = asdict(item)
        row["dose"] = str(item.dose) if item.dose else None
        row["run"] = str(item.run) if item.run else None
        row["outcome"] = done.outcome if done else None
        exercise = exercises.get(item.exercise_id) if item.exercise_id else None
        words = (
            day_text(item.day),
            item_name(item, exercise),
            item_words(item, exercise, units=dossier.person.units),
        )
        yield row, " · ".join(one for one in words if one)


def exercise_json(one: Exercise) -> dict[str, Any]:
    """Return an exercise with its texts; the dose in the grammar and in words."""
    row = asdict(one)
    row["dose"] = str(one.dose)
    row["dose_range"] = str(one.dose_range)
    row["dose_words"] = dose_words(one.dose)
    return row


def _exercises(options: argparse.Namespace) -> Iterator[tuple[dict[str, Any], str]]:
    for one in whole_library(options).exercises.values():
        yield exercise_json(one), f"{one.id}  {one.name} · {dose_words(one.dose)}"


def _person(one: Person) -> tuple[dict[str, Any], str]:
    return asdict(one), listed_name(one)
