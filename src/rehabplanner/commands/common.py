"""The options that every command and the window have."""

import argparse
from pathlib import Path

from rehabplanner.catalogue import _
from rehabplanner.paths import Places, user_places


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add the common options."""
    group = parser.add_argument_group(_("common options"))
    group.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help=_("folder of the data (usual: your own data folder)"),
    )
    group.add_argument("--database", metavar="URL", help=_("a database URL instead of a folder"))
    group.add_argument("--person", metavar="NAME", help=_("whose records"))
    group.add_argument("--create", action="store_true", help=_("make the person if new"))
    group.add_argument("--language", metavar="xx", help=_("language of words and papers"))


def places_of(options: argparse.Namespace) -> Places:
    """Return the places that the options name."""
    return Places(options.data.absolute()) if options.data else user_places()
