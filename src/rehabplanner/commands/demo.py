"""`demo DIR`: the made-up data, and the folder that `--demo` opens."""

import argparse
import tempfile
from pathlib import Path

from rehabplanner.commands.session import library
from rehabplanner.demo.making import fill
from rehabplanner.domain.lived_day import today
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.files import write_atomically
from rehabplanner.keeper import open_database
from rehabplanner.paths import Places
from rehabplanner.wording import _
from rehabplanner.workspace import Workspace


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("a new or empty folder"))


def do(options: argparse.Namespace) -> int:
    """Write the made-up data into a folder."""
    write_demo(Places(options.folder.absolute()))
    print(_("Made-up data are in {folder}").format(folder=options.folder))
    return 0


def write_demo(places: Places) -> None:
    """Write the made-up people. Raises Problem if there are people in the folder already."""
    database = open_database(places)
    try:
        workspace = Workspace(database)
        if workspace.people():
            raise Problem(
                "folder", marked("There are people in this folder already. Choose an empty one.")
            )
        main = fill(workspace, library(), today())
    finally:
        database.close()
    if not places.settings.exists():
        words = f"[people]\nlast={main.id}\nmode=clinic\n"
        write_atomically(places.settings, words.encode())


def demo_places(options: argparse.Namespace) -> Places:
    """Return the folder of `--demo`: the given one, else a temporary one, filled if empty."""
    folder = options.data or Path(tempfile.mkdtemp(prefix="rehabplanner-demo-"))
    places = Places(folder.absolute())
    if not places.database.exists():
        write_demo(places)
    return places
