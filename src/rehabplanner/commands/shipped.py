"""`templates`, `exercises`, `education`: what is shipped."""

import argparse
from dataclasses import asdict
from typing import Any

from rehabplanner.commands.listing import exercise_json
from rehabplanner.commands.session import library, print_json, whole_library
from rehabplanner.library.programmes import Programme, ProgrammeItem
from rehabplanner.phrases import dose_words
from rehabplanner.wording import _, ngettext


def describe_templates(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--json", action="store_true", help=_("one JSON object per programme"))


def do_templates(options: argparse.Namespace) -> int:
    """List the starter programmes."""
    for one in library().programmes.values():
        if options.json:
            print_json(_programme(one))
        else:
            count = ngettext("{count} item", "{count} items", len(one.items))
            print(f"{one.id}  {one.name} · {count}")
    return 0


def _programme(one: Programme) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "summary": one.summary,
        "source": one.source,
        "weeks": one.weeks,
        "phases": [
            {
                "name": phase.name,
                "aim": phase.aim,
                "first": phase.first_week + 1,
                "last": phase.last_week + 1,
            }
            for phase in one.phases
        ],
        "items": [_item(item) for item in one.items],
    }


def _item(item: ProgrammeItem) -> dict[str, Any]:
    return {
        "week": item.week + 1,
        "weekday": item.weekday,
        "kind": item.kind,
        "title": item.title,
        "exercise": item.exercise_id,
        "dose": str(item.dose) if item.dose else None,
        "run": str(item.run) if item.run else None,
        "note": item.note,
    }


def describe_exercises(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--json", action="store_true", help=_("one JSON object per exercise"))


def do_exercises(options: argparse.Namespace) -> int:
    """List the exercises, the own ones last."""
    for one in whole_library(options).exercises.values():
        if options.json:
            print_json(exercise_json(one))
        else:
            print(f"{one.id}  {one.name} · {dose_words(one.dose)}")
    return 0


def describe_education(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--json", action="store_true", help=_("one JSON object per text"))


def do_education(options: argparse.Namespace) -> int:
    """List the short texts on the clinical idea, with their sources."""
    for one in library().lessons.values():
        if options.json:
            print_json(asdict(one))
        else:
            print(f"{one.id}  {one.title}")
    return 0
