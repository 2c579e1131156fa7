"""`plan new`, `show`, `copy-week`, `progress`, `check`: the planner without a window."""

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rehabplanner.commands.session import (
    day_of,
    dossier_of,
    library,
    opened,
    person_of,
    print_json,
    week_of,
)
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.flags import is_locked
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.plans import PlanItem, monday_of
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.library.library import Library
from rehabplanner.library.programmes import Programme, plan_items, plan_phases
from rehabplanner.phrases import item_name, item_words
from rehabplanner.planning.arranging import copy_of_week, doubles, latest_week, on_days
from rehabplanner.planning.checks import check_week, finding_text
from rehabplanner.planning.mending import mend_for
from rehabplanner.planning.own_templates import readable
from rehabplanner.planning.proposal import Proposal
from rehabplanner.planning.proposals import WeekProposal, accepted, propose
from rehabplanner.planning.rule_names import rule_name
from rehabplanner.wording import _, day_text, ngettext, say
from rehabplanner.workspace import Workspace

REFUSED = 1
ACTIONS = ("new", "show", "copy-week", "progress", "check")


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("--template", metavar="ID", help=_("new: a programme or an own template"))
    parser.add_argument("--start", type=day_of, metavar="DATE", help=_("new: its first week"))
    parser.add_argument("--week", type=week_of, metavar="2026-W48", help=_("usual: this week"))
    parser.add_argument("--all", action="store_true", help=_("show: every week"))
    parser.add_argument("--accept", action="store_true", help=_("progress: take what is advised"))
    parser.add_argument("--mend", action="store_true", help=_("check: do what is offered"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object a line"))


def do(options: argparse.Namespace) -> int:
    """Do what is asked; return 1 where something was refused."""
    actions: Mapping[str, Callable[[Workspace, argparse.Namespace], int]] = {
        "new": _new,
        "show": _show,
        "copy-week": _copy_week,
        "progress": _progress,
        "check": _check,
    }
    with opened(options) as (workspace, _database):
        return actions[options.action](workspace, options)


def _week(options: argparse.Namespace) -> date:
    return options.week or monday_of(today())


def _new(workspace: Workspace, options: argparse.Namespace) -> int:
    if not options.template:
        raise Problem("template", marked("Please say which programme with --template ID."))
    person = person_of(workspace, options, may_create=True)
    programme = _programme(workspace, options.template)
    dossier = workspace.dossier(person.id)
    monday = monday_of(options.start or today())
    coming = plan_items(programme, person.id, monday)
    there = dossier.items if dossier else ()
    twice = doubles(there, coming)
    coming = on_days(there, [item for item in coming if item.id not in twice])
    phases = plan_phases(programme, person.id, monday)
    workspace.save(_("Add {name}").format(name=programme.name), *coming, *phases)
    if options.json:
        for item in coming:
            print_json(_item_json(item, library(workspace)))
        return 0
    words = ngettext("{count} item added.", "{count} items added.", len(coming))
    print(f"{programme.name}: {words}")
    if twice:
        left = ngettext("{count} was planned already.", "{count} were planned already.", len(twice))
        print(left, file=sys.stderr)
    return 0


def _programme(workspace: Workspace, name: str) -> Programme:
    shipped = library().programmes.get(name)
    if shipped is not None:
        return shipped
    for template, programme in readable(workspace.plan_templates()):
        if name in (str(template.id), template.name):
            return programme
    text = marked("There is no programme called “{name}”. See: templates")
    raise Problem("template", text, name=name)


def _show(workspace: Workspace, options: argparse.Namespace) -> int:
    dossier, shipped = dossier_of(workspace, options), library(workspace)
    items = dossier.items if options.all else dossier.items_of_week(_week(options))
    done = {one.item_id: one.outcome for one in dossier.completions}
    for item in items:
        if options.json:
            print_json({**_item_json(item, shipped), "outcome": done.get(item.id)})
        else:
            print(f"{day_text(item.day)}  {_line(item, dossier, shipped)}")
    return 0


def _line(item: PlanItem, dossier: Dossier, shipped: Library) -> str:
    exercise = shipped.exercises.get(item.exercise_id or "")
    words = item_words(item, exercise, units=dossier.person.units)
    name = item_name(item, exercise)
    return f"{name}: {words}" if words else name


def _item_json(item: PlanItem, shipped: Library) -> dict[str, Any]:
    return {
        "id": item.id,
        "day": item.day,
        "kind": item.kind,
        "name": item_name(item, shipped.exercises.get(item.exercise_id or "")),
        "exercise": item.exercise_id,
        "dose": str(item.dose) if item.dose else None,
        "run": str(item.run) if item.run else None,
        "note": item.note,
    }


def _copy_week(workspace: Workspace, options: argparse.Namespace) -> int:
    dossier, monday = dossier_of(workspace, options), _week(options)
    source = latest_week(dossier.items, monday)
    if source is None:
        raise Problem("week", marked("There is no earlier week to copy."))
    coming = copy_of_week(dossier.items, source, monday)
    twice = doubles(dossier.items, coming)
    coming = [item for item in coming if item.id not in twice]
    if coming:
        workspace.save(_("Copy last week"), *coming)
    if options.json:
        for item in coming:
            print_json(_item_json(item, library(workspace)))
    else:
        print(ngettext("{count} item added.", "{count} items added.", len(coming)))
    return 0


def _progress(workspace: Workspace, options: argparse.Namespace) -> int:
    dossier, shipped = dossier_of(workspace, options), library(workspace)
    week = proposals_of(dossier, _week(options), shipped)
    for one in week.proposals:
        row = _proposal_json(one, shipped)
        if options.json:
            print_json(row)
        else:
            change = f": {row['after']}" if one.changed else ""
            print(f"{row['name']}: {row['decision']}{change} ({row['rule_name']})")
            for reason in row["reasons"]:
                print(f"    {reason}")
    chosen = [one for one in week.proposals if one.changed and one.is_advised]
    if options.accept and chosen:
        items, decisions = accepted(chosen, dossier.person.id, today())
        workspace.save(_("Next steps"), *items, *decisions)
    taken = len(chosen) if options.accept else 0
    if options.json:
        print_json(
            {
                "week": week.monday,
                "word": say(week.word),
                "gate": say(week.gate) if week.gate else None,
                "locked": week.is_locked,
                "accepted": taken,
            }
        )
    else:
        print(say(week.word))
        if options.accept:
            print(ngettext("{count} step taken.", "{count} steps taken.", taken))
    return REFUSED if options.accept and week.is_locked else 0


def proposals_of(dossier: Dossier, monday: date, shipped: Library) -> WeekProposal:
    """Return what is proposed for a week as things stand today."""
    locked = is_locked(shipped.flags, dossier.flag_answers, dossier.flag_clearances)
    return propose(
        dossier, monday, today(), shipped.exercises, limits=shipped.limits, is_locked=locked
    )


def _proposal_json(one: Proposal, shipped: Library) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "name": item_name(one.item, shipped.exercises.get(one.item.exercise_id or "")),
        "ladder": one.ladder,
        "decision": one.decision,
        "advised": one.is_advised,
        "rule": one.rule_id,
        "rule_name": say(rule_name(one.rule_id)),
        "reasons": [say(reason) for reason in one.reasons],
        "sentence": say(one.sentence),
        "numbers": dict(one.numbers),
        "before": one.before,
        "after": one.after,
        "changes": one.variable,
        "items": [item.id for item in one.changed],
    }


def _check(workspace: Workspace, options: argparse.Namespace) -> int:
    dossier, shipped = dossier_of(workspace, options), library(workspace)
    monday = _week(options)
    is_clinic = bool(workspace.practice().name)
    where = (monday, today(), shipped.exercises)
    found = check_week(dossier, *where, is_clinic=is_clinic)
    mends = [(one, mend_for(one, dossier, *where)) for one in found]
    for one, mend in mends:
        if options.json:
            print_json(
                {
                    "rule": one.rule_id,
                    "message": finding_text(one),
                    "day": one.day,
                    "items": [item.id for item in one.items],
                    "mend": say(mend.message) if mend else None,
                }
            )
        else:
            print(finding_text(one))
    for _round in range(len(found) if options.mend else 0):
        mend = next((mend for _one, mend in mends if mend is not None), None)
        if mend is None:
            break
        workspace.change(say(mend.message), saved=mend.saved, removed=mend.removed)
        dossier = dossier_of(workspace, options)
        left = check_week(dossier, *where, is_clinic=is_clinic)
        mends = [(one, mend_for(one, dossier, *where)) for one in left]
    if not found and not options.json:
        print(_("Nothing to say: this week reads well."))
    return 0
