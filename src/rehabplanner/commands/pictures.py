"""`pictures DIR`: every tab and dialog as PNG, drawn without a screen."""

import argparse
import os
from pathlib import Path

from rehabplanner.commands.common import places_of
from rehabplanner.commands.demo import demo_places
from rehabplanner.wording import _


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--demo", action="store_true", help=_("of made-up data"))
    parser.add_argument("--scale", type=float, default=1.0, help=_("1 is 100 %%, 2 is 200 %%"))
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1280x820", metavar="WxH", help=_("of the window"))


def do(options: argparse.Namespace) -> int:
    """Save the pictures and print their names."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(options.scale)
    from rehabplanner.portraits import take_portraits

    places = demo_places(options) if options.demo else places_of(options)
    width, height = (int(part) for part in options.size.lower().split("x"))
    for file in take_portraits(
        places,
        options.folder,
        theme=options.theme,
        person=options.person,
        size=(width, height),
        database_url=None if options.demo else options.database,
    ):
        print(file)
    return 0
