"""Help and the list of shortcuts, as simple HTML."""

from collections.abc import Iterable
from html import escape

from rehabplanner import __version__
from rehabplanner.domain.problems import marked
from rehabplanner.gui.commands import COMMANDS, MENUS
from rehabplanner.gui.numbers_page import numbers_html
from rehabplanner.paths import resources
from rehabplanner.wording import _

PARAGRAPHS: tuple[tuple[str, str], ...] = (
    (
        marked("The idea"),
        marked(
            "Pain is real, but it is not the same as damage. A back gets strong again by being "
            "used: a little more each week, with pain at {ceiling} out of 10 or below, settled by "
            "the next morning. Sleep, stress, worry and food count as much as kilometres."
        ),
    ),
    (
        marked("A day with rehabplanner"),
        marked(
            "Bring in your run with Ctrl+I, or type it on the run log as one line: 8.2k 52m rpe 4 "
            "trail. Note your pain in the diary after the run and again next morning. Tick off "
            "what you did on the weekly plan. Look at load and pain once a week."
        ),
    ),
    (
        marked("How load is counted"),
        marked(
            "Load is your effort from 0 to 10 times the minutes (session RPE, Foster 2001). A run "
            "without an effort has an unknown load, not a load of zero. A day without any entry is "
            "unknown; say that it was a rest day and it counts as zero."
        ),
    ),
    (
        marked("The pain rule"),
        marked(
            "The rule of 0 to 10 with the next morning was made for tendons and is borrowed for "
            "backs. It is a guide for talking and planning, not a test."
        ),
    ),
    (
        marked("When to see someone"),
        marked(
            "Trouble with bladder or bowel, numbness between the legs, weakness in both legs, or "
            "back pain with chest pain or after a crash or fall: get help now. Fever, weakness in "
            "one leg, or feeling unwell with back pain: see a doctor today. This program does not "
            "make a diagnosis."
        ),
    ),
    (
        marked("Where your data are"),
        marked(
            "In one file on this computer, saved with every change and backed up every half hour. "
            "File › Restore brings back an earlier day. Nothing is sent anywhere."
        ),
    ),
)


EXERCISE_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+F", marked("Search; letters typed in the gallery search, too")),
    ("S", marked("Star, or take the star away")),
    ("Ctrl+Enter", marked("Add to today")),
    ("Ctrl+B", marked("Demonstrate on the full screen, with a timer")),
    ("Ctrl+N", marked("New exercise of your own")),
    ("Ctrl+D", marked("New one from this exercise")),
    ("F2", marked("Change an own exercise")),
    ("Del", marked("Remove an own exercise")),
)
DIARY_KEYS: tuple[tuple[str, str], ...] = (
    ("X", marked("A score of 10; digits are the other scores, Backspace clears")),
    ("PgUp", marked("Day before")),
    ("PgDown", marked("Day after")),
    ("T", marked("Today")),
    ("Ctrl+D", marked("Same as yesterday")),
    ("Ctrl+B", marked("Body chart")),
    ("Ctrl+N", marked("Add pain")),
    ("Ctrl+F", marked("Search everything that was written")),
)


def help_html(ceiling: int) -> str:
    """Return the help page, with how the numbers are made below it."""
    words = "".join(
        f"<h3>{escape(_(title))}</h3><p>{escape(_(text).format(ceiling=ceiling))}</p>"
        for title, text in PARAGRAPHS
    )
    link = escape(_("How the numbers are made: formulas, sources, published tables, simulations"))
    made = numbers_html(resources())
    return f"{words}<p><a href='#numbers'>{link}</a></p><hr><a name='numbers'></a>{made}"


def shortcuts_html() -> str:
    """Return the list of shortcuts, menu by menu."""
    parts = []
    for key, commands in COMMANDS.items():
        rows = [
            (one.shortcut, _(one.words).replace("&", "").rstrip("…"))
            for one in commands
            if one is not None and one.shortcut
        ]
        if rows:
            parts.append(_table(_(MENUS[key]).replace("&", ""), rows))
    parts.append(_table(_("On the tab Pain diary"), [(k, _(words)) for k, words in DIARY_KEYS]))
    parts.append(_table(_("On the tab Exercises"), [(k, _(words)) for k, words in EXERCISE_KEYS]))
    return "".join(parts)


def _table(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><td width='150'><b>{escape(key)}</b></td><td>{escape(words)}</td></tr>"
        for key, words in rows
    )
    return f"<h3>{escape(title)}</h3><table>{lines}</table>"


def about_html() -> str:
    """Return what the program is, its licence and what it is built with."""
    words = _(
        "rehabplanner {version} plans and follows rehabilitation for runners with low back pain. "
        "It is free software under the GNU General Public License, version 3 or later, and comes "
        "without warranty. It does not replace a clinician."
    ).format(version=__version__)
    built = _("Built with Python, Qt for Python, pyqtgraph, NumPy, SQLAlchemy and ReportLab.")
    return f"<p>{escape(words)}</p><p>{escape(built)}</p>"
