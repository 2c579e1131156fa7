"""`handout` and `chart`: paper and pictures without a window."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from rehabplanner.commands.session import day_of, dossier_of, library, opened, week_of
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.people import Practice
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.files import file_name, free_name, write_atomically
from rehabplanner.paths import resources
from rehabplanner.wording import _
from rehabplanner.workspace import Workspace

if TYPE_CHECKING:
    from rehabplanner.documents.options import HandoutOptions
    from rehabplanner.documents.paper_request import Request, Shelf

DEFAULT_WEEKS = 12


EDITIONS = ("full", "fridge", "large", "pictograms", "log")


def add_look(parser: argparse.ArgumentParser) -> None:
    """Add what all papers can be asked: size, direction, ink."""
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4")
    parser.add_argument("--landscape", action="store_true", help=_("the long side across"))
    parser.add_argument("--grey", action="store_true", help=_("for black and white printers"))
    parser.add_argument(
        "--copy", action="store_true", help=_("black on white only: for photocopies and fax")
    )
    parser.add_argument("--practice", metavar="NAME", help=_("which letterhead (usual: the first)"))


def theme_of(options: argparse.Namespace) -> str:
    """Return the ink that is asked for: colour, grey or copy."""
    return "copy" if options.copy else "grey" if options.grey else "colour"


def describe_handout(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")
    parser.add_argument(
        "--week",
        type=week_of,
        metavar="2026-W48",
        help=_("the week (usual: the week planned last)"),
    )
    parser.add_argument("--edition", choices=EDITIONS, default="full")
    parser.add_argument(
        "--weeks", type=int, default=1, choices=range(1, 7), help=_("weeks to tick (usual: 1)")
    )
    parser.add_argument("--text-size", type=int, default=100, metavar="%", help=_("90 to 200"))
    parser.add_argument(
        "--all",
        action="store_true",
        help=_("everybody whose week is planned; so may --person be given several times"),
    )
    parser.add_argument(
        "--two-sided",
        action="store_true",
        help=_("several people in one file: each begins on the front of a sheet"),
    )
    parser.add_argument("--no-code", action="store_true", help=_("without the square code"))
    add_look(parser)


def options_of(options: argparse.Namespace) -> "HandoutOptions":
    """Return how the paper shall look."""
    from rehabplanner.documents.options import Edition, HandoutOptions, Paper
    from rehabplanner.documents.style import Theme

    return HandoutOptions(
        paper=Paper(options.paper),
        edition=Edition(getattr(options, "edition", "full")),
        theme=Theme(theme_of(options)),
        is_landscape=options.landscape,
        font_scale=getattr(options, "text_size", 100) / 100,
        weeks=getattr(options, "weeks", 1),
        has_code=not getattr(options, "no_code", False),
    )


def chosen_practice(workspace: Workspace, options: argparse.Namespace) -> Practice:
    """Return the letterhead that is asked for by name, else the first one."""
    found = workspace.practices()
    wanted = (options.practice or "").casefold()
    if not wanted:
        return found[0] if found else Practice()
    for one in found:
        if one.name.casefold().startswith(wanted):
            return one
    raise Problem(
        "practice", marked("There is no letterhead called “{name}”."), name=options.practice
    )


def shelf_of(workspace: Workspace, dossier: Dossier) -> "Shelf":
    """Return the content that papers draw on, with the own exercises and their photographs."""
    from rehabplanner.documents.paper_request import Shelf
    from rehabplanner.figures.loading import load_figures
    from rehabplanner.figures.shelf import FigureShelf
    from rehabplanner.library.measures import load_measures
    from rehabplanner.library.own import own_photos

    shipped = library(workspace)
    return Shelf(
        exercises=shipped.exercises,
        figures=FigureShelf(load_figures(resources() / "figures"), workspace.own_exercises),
        lessons=shipped.lessons,
        measures=load_measures(resources() / "measures", _),
        photos=own_photos(
            workspace.own_exercises(),
            workspace.photos,
            {item.exercise_id for item in dossier.items},
        ),
    )


def do_handout(options: argparse.Namespace) -> int:
    """Write the programme of a week: of one person, or of several in one file or a folder."""
    if not options.all and len(getattr(options, "people", ())) < 2:
        return written(options, lambda _shelf, usual: usual)
    from rehabplanner.documents.papers import render_paper
    from rehabplanner.documents.together import render_together

    asked = _several(options)
    if not asked:
        raise Problem("week", marked("Nobody has a plan for this week."))
    if options.output.is_dir():
        taken: set[str] = set()
        for request, shelf in asked:
            year, week, _day = request.monday.isocalendar()
            name = file_name(request.dossier.person.name, f"{year}-W{week:02d}", suffix=".pdf")
            path = options.output / free_name(name, taken)
            write_atomically(path, render_paper(request, shelf))
        return 0
    made = render_together(asked, title=_("Programmes"), is_two_sided=options.two_sided)
    write_atomically(options.output, made)
    return 0


def _dossiers(workspace: Workspace, options: argparse.Namespace) -> list[Dossier]:
    """Return everybody's records, or those of the people who are named, each once."""
    if options.all:
        found = [workspace.dossier(person.id) for person in workspace.people()]
        return [one for one in found if one is not None]
    named = (argparse.Namespace(person=name, create=False) for name in options.people)
    dossiers = [dossier_of(workspace, one) for one in named]
    return list({one.person.id: one for one in dossiers}.values())


def _several(options: argparse.Namespace) -> "list[tuple[Request, Shelf]]":
    """Return the programmes of the people that are named, or of all who have a plan."""
    from rehabplanner.documents.paper_request import PaperKind, Request

    found = []
    with opened(options) as (workspace, _database):
        for dossier in _dossiers(workspace, options):
            monday = options.week or usual_week(dossier)
            if options.all and not dossier.items_of_week(monday):
                continue
            request = Request(
                kind=PaperKind.PROGRAMME,
                dossier=dossier,
                monday=monday,
                today=today(),
                practice=chosen_practice(workspace, options),
                options=replace(options_of(options), is_fillable=options.output.is_dir()),
            )
            found.append((request, shelf_of(workspace, dossier)))
    return found


def written(options: argparse.Namespace, ask: "Callable[[Shelf, Request], Request]") -> int:
    """Write the paper that `ask` makes of the usual request, a programme."""
    from rehabplanner.documents.paper_request import PaperKind, Request
    from rehabplanner.documents.papers import render_paper

    with opened(options) as (workspace, _database):
        dossier = dossier_of(workspace, options)
        shelf = shelf_of(workspace, dossier)
        usual = Request(
            kind=PaperKind.PROGRAMME,
            dossier=dossier,
            monday=getattr(options, "week", None) or usual_week(dossier),
            today=today(),
            practice=chosen_practice(workspace, options),
            options=options_of(options),
        )
    write_atomically(options.output, render_paper(ask(shelf, usual), shelf))
    return 0


def usual_week(dossier: Dossier) -> date:
    """Return this week if it is planned, else the next planned one, else the last."""
    this = monday_of(today())
    planned = sorted({monday_of(item.day) for item in dossier.items})
    ahead = [monday for monday in planned if monday >= this]
    return ahead[0] if ahead else planned[-1] if planned else this


def describe_chart(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=_(".png, .svg or .pdf")
    )
    parser.add_argument("--from", dest="first", type=day_of, metavar="DATE")
    parser.add_argument("--to", dest="last", type=day_of, metavar="DATE")
    parser.add_argument("--grey", action="store_true", help=_("for black and white printers"))


def do_chart(options: argparse.Namespace) -> int:
    """Draw load and pain; the usual span is the last twelve weeks that have data."""
    from rehabplanner.documents import chart

    renderers: dict[str, Callable[..., bytes | str]] = {
        ".pdf": chart.render_chart,
        ".svg": chart.render_chart_svg,
        ".png": chart.render_chart_png,
    }
    renderer = renderers.get(options.output.suffix.lower())
    if renderer is None:
        raise Problem("output", marked("The picture’s name must end in .png, .svg or .pdf."))
    with opened(options) as (workspace, _database):
        dossier = dossier_of(workspace, options)
        last = options.last or dossier.last_day() or today()
        first = options.first or last - timedelta(weeks=DEFAULT_WEEKS) + timedelta(days=1)
        if first > last:
            raise Problem("from", marked("The first day lies after the last one."))
        made = renderer(dossier, first, last, is_grey=options.grey)
    write_atomically(options.output, made.encode() if isinstance(made, str) else made)
    return 0
