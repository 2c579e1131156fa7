"""The advice after a safety question on paper: what to do now, big, to take along."""

from collections.abc import Sequence
from datetime import date

from rehabplanner.documents.advice import bullets
from rehabplanner.documents.blocks import Block, Panel, Space, Stack
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.letterhead import accent_of
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.options import Paper
from rehabplanner.documents.page import Sheet, build
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.style import Style, Theme, style_of
from rehabplanner.domain.flags import Flag, FlagAdvice, FlagSet
from rehabplanner.domain.people import Person, Practice
from rehabplanner.wording import _, day_text


def render_advice(
    person: Person,
    flags: FlagSet,
    yes: Sequence[Flag],
    *,
    day: date,
    practice: Practice,
    emergency_number: str = "",
    paper: Paper = Paper.A4,
    theme: Theme = Theme.COLOUR,
) -> bytes:
    """Return a PDF with what to do at each level, and the answers that led there."""
    sheet = Sheet(
        paper=paper,
        style=style_of(theme, 1.15, accent_of(practice)),
        practice=practice,
        title=_("What to do now: {name}").format(name=person.name),
        subject=day_text(day),
        author=practice.therapist or practice.name,
        handed_out=day,
    )
    return build(sheet, advice_blocks(sheet, flags, yes, emergency_number))


def advice_blocks(
    sheet: Sheet, flags: FlagSet, yes: Sequence[Flag], emergency_number: str
) -> list[Block]:
    """Return the advice, the most pressing first, then the answers for whoever looks at it."""
    style = sheet.style
    title = text(sheet.title, style, size=style.title, bold=True)
    title.outline = sheet.title
    blocks: list[Block] = [title, text(sheet.subject, style, role="soft"), Space(10)]
    for level, advice in flags.advice.items():
        here = [flag for flag in yes if flag.level is level]
        if here:
            blocks += [_advice(advice, emergency_number, style), Space(8)]
    blocks += [
        Heading(_("Answered with yes"), style),
        bullets(tuple(flag.question for flag in yes), style),
        Space(8),
        text(
            _(
                "A yes is often a false alarm and does not tell what is wrong. Please show this "
                "page to whoever examines you."
            ),
            style,
        ),
        Space(6),
        Heading(_("What was found, and what may be done again"), style),
        Lines(4, style),
    ]
    return blocks


def _advice(advice: FlagAdvice, emergency_number: str, style: Style) -> Block:
    return Panel(
        Stack(
            [
                text(advice.title, style, size=style.body * 1.35, bold=True),
                Space(4),
                *(
                    text(line, style, size=style.body * 1.1, bold=number == 0)
                    for number, line in enumerate(advice.text(emergency_number))
                ),
            ],
            gap=4,
        ),
        style,
        bar="accent",
        padding=12,
    )
