"""`handout` and `chart`: paper and pictures without a window."""

import argparse
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from rehabplanner.commands.session import day_of, dossier_of, library, opened, week_of
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.plans import monday_of
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.files import write_atomically
from rehabplanner.paths import resources
from rehabplanner.wording import _

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
    parser.add_argument("--no-code", action="store_true", help=_("without the square code"))
    add_look(parser)


def do_handout(options: argparse.Namespace) -> int:
    """Write the programme of a week."""
    from rehabplanner.documents.handout import render_handout
    from rehabplanner.documents.options import Edition, HandoutOptions, Paper
    from rehabplanner.documents.style import Theme
    from rehabplanner.figures.loading import load_figures
    from rehabplanner.figures.shelf import FigureShelf
    from rehabplanner.library.own import own_photos

    with opened(options) as (workspace, _database):
        dossier = dossier_of(workspace, options)
        monday = options.week or _usual_week(dossier)
        data = render_handout(
            dossier,
            monday,
            exercises=library(workspace).exercises,
            figures=FigureShelf(load_figures(resources() / "figures"), workspace.own_exercises),
            photos=own_photos(
                workspace.own_exercises(),
                workspace.photos,
                {item.exercise_id for item in dossier.items},
            ),
            practice=workspace.practice(),
            options=HandoutOptions(
                paper=Paper(options.paper),
                edition=Edition(options.edition),
                theme=Theme(theme_of(options)),
                is_landscape=options.landscape,
                font_scale=options.text_size / 100,
                weeks=options.weeks,
                has_code=not options.no_code,
            ),
            today=today(),
        )
    write_atomically(options.output, data)
    return 0


def _usual_week(dossier: Dossier) -> date:
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
