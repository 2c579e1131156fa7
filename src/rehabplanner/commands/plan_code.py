"""`share` and `take`: a plan as lines of letters, the same as in the square codes on paper."""

import argparse
import sys
from pathlib import Path

from rehabplanner.commands.papers import usual_week
from rehabplanner.commands.session import dossier_of, opened, person_of, week_of
from rehabplanner.domain.plan_code import next_mondays, read_plan, shared_plan, write_plan
from rehabplanner.domain.plans import PlanItem
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.files import write_atomically
from rehabplanner.wording import _, ngettext


def describe_share(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.rehab-plan")
    parser.add_argument("--week", type=week_of, metavar="2026-W48", help=_("the first week"))
    parser.add_argument("--weeks", type=int, default=1, choices=range(1, 53), metavar="1-52")


def do_share(options: argparse.Namespace) -> int:
    """Write the plan of some weeks without the person's name; to standard output without -o."""
    with opened(options) as (workspace, _database):
        dossier = dossier_of(workspace, options)
    monday = options.week or usual_week(dossier)
    plan = shared_plan(dossier, next_mondays(monday, options.weeks))
    if not plan.weeks:
        raise Problem("week", marked("Nothing is planned in these weeks."))
    words = "\n".join(write_plan(plan)) + "\n"
    if options.output is None:
        print(words, end="")
    else:
        write_atomically(options.output, words.encode())
    return 0


def describe_take(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("a file, or - for the keyboard"))
    parser.add_argument(
        "--week", type=week_of, metavar="2026-W48", help=_("where the first week goes")
    )


def do_take(options: argparse.Namespace) -> int:
    """Take a shared plan into a person's weeks; what is planned there already stays."""
    text = sys.stdin.read() if str(options.file) == "-" else options.file.read_text("utf-8")
    plan = read_plan(text)
    with opened(options) as (workspace, _database):
        person = person_of(workspace, options, may_create=True)
        dossier = workspace.dossier(person.id)
        records = [
            one
            for one in plan.records(person.id, options.week)
            if isinstance(one, PlanItem) or not (dossier and dossier.week_note(one.monday))
        ]
        workspace.save(_("Take in a plan"), *records)
    count = sum(isinstance(one, PlanItem) for one in records)
    words = ngettext("{count} item was taken in.", "{count} items were taken in.", count)
    print(words.format(count=count))
    return 0
