"""`figures`: the drawings as PDF, SVG or PNG, and their checks by program."""

import argparse
import sys
from pathlib import Path

from rehabplanner.commands.session import library, print_json
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.figures.checks import check
from rehabplanner.figures.drawing import Drawing
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.loading import load_figures, sketch_figures
from rehabplanner.files import write_atomically
from rehabplanner.paths import resources
from rehabplanner.wording import _, say

ENDINGS = (".pdf", ".svg", ".png")


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("output", type=Path, nargs="?", metavar="FILE")
    parser.add_argument("--exercise", metavar="ID", help=_("one exercise only (usual: all)"))
    parser.add_argument(
        "--frame",
        default="end",
        metavar="start / middle / end / 0-1",
        help=_("which moment of one exercise (usual: end)"),
    )
    parser.add_argument("--width-mm", type=float, default=60.0, metavar="MM")
    parser.add_argument("--mirrored", action="store_true", help=_("for the other side"))
    parser.add_argument("--ghost", action="store_true", help=_("the start, pale, behind"))
    parser.add_argument("--grey", action="store_true", help=_("for black and white printers"))
    parser.add_argument("--check", action="store_true", help=_("check the figures by program"))
    parser.add_argument("--json", action="store_true", help=_("one JSON object per exercise"))
    parser.add_argument(
        "--sketch", action="store_true", help=_("solve all shipped figures anew and keep them")
    )


def do(options: argparse.Namespace) -> int:
    """Draw or check; return 1 if a check finds something."""
    folder = resources() / "figures"
    if options.sketch:
        count = sketch_figures(folder)
        print(_("{count} figures are solved and kept.").format(count=count))
        if not options.check and options.output is None:
            return 0
    chosen = _chosen(dict(load_figures(folder)), options.exercise)
    if options.check:
        return _check(chosen, options.json)
    output: Path | None = options.output
    if output is None or output.suffix.lower() not in ENDINGS:
        raise Problem("output", marked("The picture’s name must end in .png, .svg or .pdf."))
    write_atomically(output, _picture(chosen, output.suffix.lower(), options))
    return 0


def _chosen(figures: dict[str, Figure], wanted: str | None) -> dict[str, Figure]:
    if wanted is None:
        return figures
    if wanted not in figures:
        raise Problem("exercise", marked("No exercise has the number “{name}”."), name=wanted)
    return {wanted: figures[wanted]}


def _check(figures: dict[str, Figure], as_json: bool) -> int:
    count = 0
    for name, figure in figures.items():
        problems = [say(problem) for problem in check(figure)]
        count += bool(problems)
        if as_json:
            print_json(
                {"exercise": name, "frames": list(figure.frame_names()), "problems": problems}
            )
        else:
            print(f"{name}: {' '.join(problems) or _('in order')}")
    if count and not as_json:
        print(_("{count} figures need a look.").format(count=count), file=sys.stderr)
    return 1 if count else 0


def _picture(figures: dict[str, Figure], ending: str, options: argparse.Namespace) -> bytes:
    from rehabplanner.documents import contact_sheet as sheet

    if options.exercise:
        drawing = _drawing(figures[options.exercise], options)
        if ending == ".svg":
            return sheet.render_drawing_svg(drawing, is_grey=options.grey).encode()
        if ending == ".png":
            return sheet.render_drawing_png(drawing, is_grey=options.grey)
        return sheet.render_drawing(drawing, options.exercise, is_grey=options.grey)
    names = {one: exercise.name for one, exercise in library().exercises.items()}
    rows = sheet.rows_of(figures, names)
    if ending == ".svg":
        return sheet.render_wall_svg(rows, is_grey=options.grey).encode()
    if ending == ".png":
        return sheet.render_wall_png(rows, is_grey=options.grey)
    return sheet.render_contact_sheet(rows, is_grey=options.grey)


def _drawing(figure: Figure, options: argparse.Namespace) -> Drawing:
    if not options.width_mm > 0:
        raise Problem("width", marked("The width must be more than 0 mm."))
    is_number = options.frame.replace(".", "", 1).isdigit()
    frame = float(options.frame) if is_number else str(options.frame)
    return figure.drawing(frame, options.width_mm, mirrored=options.mirrored, ghost=options.ghost)
