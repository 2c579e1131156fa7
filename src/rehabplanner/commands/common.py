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
    group.add_argument("--person", metavar="NAME", action=_Names, help=_("whose records"))
    group.add_argument("--create", action="store_true", help=_("make the person if new"))
    group.add_argument("--language", metavar="xx", help=_("language of words and papers"))


class _Names(argparse.Action):
    """Keeps the last name as the person, and all of them for commands that take several."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Remember one more name."""
        namespace.person = values
        namespace.people = [*getattr(namespace, "people", ()), values]


def places_of(options: argparse.Namespace) -> Places:
    """Return the places that the options name."""
    return Places(options.data.absolute()) if options.data else user_places()
