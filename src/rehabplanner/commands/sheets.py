"""`sheet`, `brief`, `report`: the other papers without a window."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rehabplanner.commands.papers import add_look, written
from rehabplanner.commands.session import (
    day_of,
    dossier_of,
    library,
    opened,
    print_json,
    week_of,
)
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.files import write_atomically
from rehabplanner.wording import _

if TYPE_CHECKING:
    from rehabplanner.documents.paper_request import Request, Shelf

SHEETS = {
    "diary": "diary week",
    "diary-month": "diary month",
    "measure": "measures",
    "education": "education",
    "booklet": "booklet",
    "run-plan": "run plan",
    "cards": "cards",
}
SECTIONS = ("summary", "chart", "weeks", "measures", "plan", "events", "comment", "flare-up")


def describe_sheet(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("sheet", choices=tuple(SHEETS))
    _add_output(parser)
    parser.add_argument("--week", type=week_of, metavar="2026-W48", help=_("the first week"))
    parser.add_argument("--weeks", type=int, default=4, choices=range(1, 53), metavar="1-52")
    parser.add_argument(
        "--id",
        action="append",
        default=[],
        metavar="ID",
        help=_("a measure, text or exercise; may be given several times (usual: all that fit)"),
    )
    add_look(parser)


def do_sheet(options: argparse.Namespace) -> int:
    """Write a sheet to fill in, to read or to cut out."""
    from rehabplanner.documents.paper_request import PaperKind

    kind = PaperKind(SHEETS[options.sheet])

    def ask(shelf: "Shelf", usual: "Request") -> "Request":
        chosen = tuple(one for given in options.id for one in given.split(","))
        known = {
            PaperKind.MEASURES: shelf.measures,
            PaperKind.EDUCATION: shelf.lessons,
            PaperKind.BOOKLET: shelf.lessons,
            PaperKind.CARDS: shelf.exercises,
        }.get(kind, {})
        unknown = next((one for one in chosen if one not in known), None)
        if unknown is not None:
            raise Problem("id", marked("There is nothing called “{name}” here."), name=unknown)
        if kind is PaperKind.MEASURES and not chosen:
            chosen = tuple(one.id for one in shelf.measures.values() if one.text_shipped)
        elif not chosen and kind is not PaperKind.CARDS:
            chosen = tuple(known)
        made = replace(usual.options, weeks=options.weeks)
        return replace(usual, kind=kind, chosen=chosen, options=made)

    return written(options, ask)


def describe_brief(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    text = _("a PDF, or plain lines for a name that ends in .txt; left out: shown here")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.pdf", help=text)
    parser.add_argument("--json", action="store_true", help=_("a JSON object"))
    add_look(parser)


def do_brief(options: argparse.Namespace) -> int:
    """Write the page to read before a visit, or show it as plain lines."""
    from rehabplanner.planning.brief import make_brief, plain_text

    if options.output is not None and options.output.suffix.lower() != ".txt":
        return written(options, _brief_request)
    with opened(options) as (workspace, _database):
        shipped = library(workspace)
        found = make_brief(
            dossier_of(workspace, options),
            today(),
            shipped.exercises,
            shipped.flags,
            limits=shipped.limits,
        )
    words = plain_text(found)
    if options.output is not None:
        write_atomically(options.output, f"{words}\n".encode())
    elif options.json:
        rows = {row.key: row.lines for row in found.rows}
        print_json({"since": found.since, "today": found.today, **rows, "text": words})
    else:
        print(words)
    return 0


def _brief_request(shelf: "Shelf", usual: "Request") -> "Request":
    from rehabplanner.documents.brief_page import BriefPage
    from rehabplanner.documents.paper_request import PaperKind
    from rehabplanner.planning.brief import make_brief

    shipped = library()
    found = make_brief(
        usual.dossier, usual.today, shelf.exercises, shipped.flags, limits=shipped.limits
    )
    rows = tuple((row.label, row.lines) for row in found.rows)
    page = BriefPage(since=found.since, heading=found.heading, rows=rows)
    return replace(usual, kind=PaperKind.BRIEF, brief=page)


def describe_report(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    _add_output(parser)
    parser.add_argument("--from", dest="first", type=day_of, metavar="DATE")
    parser.add_argument("--to", dest="last", type=day_of, metavar="DATE")
    parser.add_argument(
        "--sections",
        metavar="summary,chart,…",
        help=_("which parts: {names}").format(names=", ".join(SECTIONS)),
    )
    parser.add_argument("--comment", default="", help=_("own words at the end"))
    parser.add_argument("--pseudonym", action="store_true", help=_("a code in place of the name"))
    parser.add_argument("--discharge", action="store_true", help=_("the summary at discharge"))
    add_look(parser)


def do_report(options: argparse.Namespace) -> int:
    """Write the progress report for the referring doctor, or the summary at discharge."""
    from rehabplanner.documents.paper_request import PaperKind
    from rehabplanner.documents.report_options import sections_of, usual_report
    from rehabplanner.planning.shares import kept_shares

    kind = PaperKind.DISCHARGE if options.discharge else PaperKind.REPORT

    def ask(_shelf: "Shelf", usual: "Request") -> "Request":
        report = usual_report(usual.dossier, usual.today, is_discharge=options.discharge)
        last = options.last or report.last
        first = options.first or min(report.first, last)
        if first > last:
            raise Problem("from", marked("The first day lies after the last one."))
        try:
            names = options.sections.split(",") if options.sections else ()
            sections = sections_of([one.strip() for one in names]) or report.sections
        except ValueError as error:
            text = marked("There is nothing called “{name}” here.")
            raise Problem("sections", text, name=options.sections) from error
        kept, weeks = kept_shares(usual.dossier, first, last, usual.today)
        report = replace(
            report,
            kept=kept,
            kept_weeks=weeks,
            first=first,
            last=last,
            sections=sections,
            comment=options.comment,
            is_pseudonym=options.pseudonym,
        )
        return replace(usual, kind=kind, report=report)

    return written(options, ask)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
