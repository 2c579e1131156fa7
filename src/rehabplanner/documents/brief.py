"""The visit brief on one page that reads in half a minute; its rows come from the planner."""

from collections.abc import Mapping
from datetime import date

from rehabplanner.documents.blocks import Block, Space, Stack
from rehabplanner.documents.brief_page import BriefPage
from rehabplanner.documents.course import measure_pairs
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.measure_words import change_words
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import long_text, text
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import Table
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.measures import Measure
from rehabplanner.wording import _, number_text

MOST_LINES = 8


def brief_blocks(
    sheet: Sheet, dossier: Dossier, today: date, page: BriefPage, measures: Mapping[str, Measure]
) -> list[Block]:
    """Return the rows as a table, the measures with what their change means, goal and notes."""
    style = sheet.style
    title = text(sheet.title, style, size=style.title, bold=True)
    title.outline = sheet.title
    rows = [(label, lines[:MOST_LINES]) for label, lines in page.rows]
    rows += _measures(dossier, page.since, today, measures)
    goal = " ".join(dossier.person.goal.split())
    if goal:
        rows.append((_("Goal"), (goal[:300],)))
    table = Table(("", ""), [_row(label, lines, style) for label, lines in rows], (0.2, 0.8), style)
    return [
        title,
        text(page.heading, style, role="soft"),
        Space(6),
        table,
        Space(8),
        Heading(_("Notes"), style),
        Lines(4, style),
    ]


def _row(label: str, lines: tuple[str, ...], style: Style) -> tuple[Block, Block]:
    shown = [one for line in lines for one in long_text(line, style)]
    return text(label, style, bold=True), Stack(shown or [Space(0)], gap=1)


def _measures(
    dossier: Dossier, first: date, today: date, measures: Mapping[str, Measure]
) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for name, results in measure_pairs(dossier, first, today):
        measure = measures.get(name)
        if measure is not None:
            totals = " → ".join(number_text(one.total, 1) for one in results[-3:])
            words = change_words(measure, results)
            found.append((measure.name, (f"{totals}. {words}".strip(),)))
    return found
