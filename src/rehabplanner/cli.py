"""The words on the command line: the window, or the same work without one.

Nothing here imports Qt unless a window or its pictures are wanted.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rehabplanner import __version__
from rehabplanner.catalogue import _, use
from rehabplanner.commands import COMMANDS
from rehabplanner.commands.common import add_common, places_of
from rehabplanner.domain.problems import Conflict, Problem, StorageError
from rehabplanner.paths import resources

DONE, REFUSED, USED_WRONGLY = 0, 1, 2
WITH_VALUE = ("--data", "--database", "--person", "--language")
BROKEN_PAIR = ((3, 11), "6.12.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0 all done, 1 some part refused, 2 used wrongly."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use(_language(words), resources() / "translations")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    place = _command_place(words)
    parser = _window_parser() if place is None else _command_parser(words.pop(place))
    options = parser.parse_args(words)
    if place is None and (unknown := _unknown_word(options.files)):
        print(unknown, file=sys.stderr)
        return USED_WRONGLY
    try:
        return int(options.do(options))
    except (Problem, StorageError) as error:
        from rehabplanner.wording import say

        print(say(error.message), file=sys.stderr)
    except Conflict:
        print(_("The data were changed by someone else meanwhile. Try again."), file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        name = Path(str(error.filename)).name if error.filename else _("a file")
        print(_("{file}: {reason}.").format(file=name, reason=reason), file=sys.stderr)
    return REFUSED


def _command_place(words: Sequence[str]) -> int | None:
    """Return where the command's name stands, None if there is none."""
    for number, word in enumerate(words):
        takes_value = number > 0 and words[number - 1] in WITH_VALUE
        if word in COMMANDS and not takes_value:
            return number
        if not word.startswith("-") and not takes_value:
            return None
    return None


def _unknown_word(files: Sequence[Path]) -> str | None:
    """Return what to say of a first word that is neither a command nor a file."""
    if not files or files[0].exists() or len(files[0].parts) > 1 or files[0].suffix:
        return None
    return _("There is no command and no file called “{name}”. See: rehabplanner --help").format(
        name=files[0]
    )


def _command_parser(name: str) -> argparse.ArgumentParser:
    command = COMMANDS[name]
    parser = argparse.ArgumentParser(prog=f"rehabplanner {name}", description=_(command.words))
    add_common(parser)
    command.describe(parser)
    parser.set_defaults(do=command.do)
    return parser


def _window_parser() -> argparse.ArgumentParser:
    lines = [f"  {name:9} {_(command.words)}" for name, command in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="rehabplanner",
        description=_("Plans and follows rehabilitation for runners with low back pain."),
        epilog="\n".join(
            (_("Commands that need no window (COMMAND --help explains each):"), *lines)
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_common(parser)
    parser.add_argument("--version", action="version", version=f"rehabplanner {__version__}")
    parser.add_argument("--demo", action="store_true", help=_("open made-up data to look around"))
    parser.add_argument(
        "--quit-after-paint", action="store_true", help=_("end after the first complete paint")
    )
    parser.add_argument("files", nargs="*", type=Path, metavar=_("FILE"), help=_("files to import"))
    parser.set_defaults(do=_open_window)
    return parser


def _open_window(options: argparse.Namespace) -> int:
    words = broken_pair()
    if words is not None:
        print(words, file=sys.stderr)
        return REFUSED
    from rehabplanner.commands.window import show

    if options.demo:
        from rehabplanner.commands.demo import demo_places

        places = demo_places(options)
    else:
        places = places_of(options)
    return show(options, places)


def broken_pair() -> str | None:
    """Return why this Python and this PySide6 cannot work together, or None if they can.

    PySide6 6.12.0 on Python 3.11 loses references to None and True and aborts the process.
    """
    python, version = BROKEN_PAIR
    if sys.version_info[:2] != python:
        return None
    import PySide6

    if not PySide6.__version__.startswith(version):
        return None
    return _(
        "PySide6 {version} does not work with Python 3.11. Install PySide6-Essentials below 6.12, "
        "or use Python 3.12 or newer."
    ).format(version=PySide6.__version__)


def _language(words: Sequence[str]) -> str:
    for number, word in enumerate(words):
        if word.startswith("--language="):
            return word.split("=", 1)[1]
        if word == "--language" and number + 1 < len(words):
            return words[number + 1]
    return "en"


if __name__ == "__main__":
    sys.exit(main())
