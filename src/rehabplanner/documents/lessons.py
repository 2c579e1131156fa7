"""Education sheets, and a booklet made from chosen ones."""

import re
from collections.abc import Sequence
from functools import partial

from rehabplanner.documents.advice import bullets
from rehabplanner.documents.blocks import Block, NewPage, Panel, Space, Stack
from rehabplanner.documents.fitting import fewest_pages
from rehabplanner.documents.fonts import markup
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import link_to, rich, text
from rehabplanner.documents.style import Style
from rehabplanner.library.messages import Lesson
from rehabplanner.wording import _

FEW = 6
"""Paragraphs of a text that leaves room for larger type."""
BULLET = "- "
ARTICLE = re.compile(r"PMC[0-9]+")
ARTICLES = "https://pmc.ncbi.nlm.nih.gov/articles/"


def lesson_blocks(sheet: Sheet, lessons: Sequence[Lesson]) -> list[Block]:
    """Return one text after the other, with its sources and lines for questions."""
    return fewest_pages(sheet, [partial(_in_a_row, sheet, lessons, lines) for lines in (3, 2, 0)])


def _in_a_row(sheet: Sheet, lessons: Sequence[Lesson], lines: int) -> list[Block]:
    style = sheet.style
    blocks: list[Block] = []
    for number, lesson in enumerate(lessons):
        if number:
            blocks.append(Space(10))
        blocks.append(Panel(Stack(_lesson(lesson, style)), style, border=None, padding=0))
    if lines:
        blocks += [Space(6), Heading(_("My questions on this"), style), Lines(lines, style)]
    return blocks


def booklet_blocks(sheet: Sheet, lessons: Sequence[Lesson]) -> list[Block]:
    """Return a title page with the contents, then the texts, each whole on one page."""
    style = sheet.style
    title = text(sheet.title, style, size=style.title * 1.2, bold=True)
    title.outline = _("Contents")
    intro = _(
        "Short texts on back pain and running. Read one at a time; a few minutes are enough. "
        "Tick it when you have read it."
    )
    blocks: list[Block] = [
        Space(10),
        title,
        text(sheet.subject, style, size=style.body + 1, role="soft"),
        Space(14),
        text(intro, style),
        Space(12),
    ]
    rows = [
        rich(
            markup(f"☐   {number}.   ") + link_to(_anchor(number), markup(one.title)),
            style,
            size=style.body + 1,
        )
        for number, one in enumerate(lessons, 1)
    ]
    blocks += [Panel(Stack(rows, gap=6), style, padding=12), NewPage()]
    for number, lesson in enumerate(lessons, 1):
        lines = 4 if len(lesson.paragraphs) <= FEW else 2
        parts = [
            *_lesson(lesson, style),
            Space(8),
            Heading(_("What I take from it"), style),
            Lines(lines, style),
        ]
        whole = Panel(Stack(parts), style, border=None, padding=0)
        whole.outline = lesson.title
        whole.anchors = (_anchor(number),)
        blocks += [whole, Space(16)]
    return blocks


def _anchor(number: int) -> str:
    return f"text-{number}"


def mark_words(mark: str) -> str:
    """Return how sure a text is: what kind of study stands behind it."""
    return {
        "review": _("Rests on reviews of several studies."),
        "trial": _("Rests on a controlled trial."),
        "lab": _("Rests on one study that shows a link, not a cause."),
        "convention": _("Rests on what clinicians agree on; not tested on its own."),
    }.get(mark, mark)


def _lesson(lesson: Lesson, style: Style) -> list[Block]:
    paragraphs: list[Block] = []
    size = style.body + (1 if len(lesson.paragraphs) <= FEW else 0)
    for place, one in enumerate(lesson.paragraphs):
        if one.startswith(BULLET):
            paragraphs.append(bullets((one.removeprefix(BULLET),), style))
            is_last = not _is_bullet(lesson.paragraphs[place + 1 : place + 2])
            paragraphs.append(Space(6 if is_last else 1.5))
            continue
        paragraphs += [text(one, style, size=size), Space(6)]
    return [Heading(lesson.title, style), *paragraphs, _sources(lesson, style)]


def _is_bullet(following: Sequence[str]) -> bool:
    return any(one.startswith(BULLET) for one in following)


def _sources(lesson: Lesson, style: Style) -> Block:
    """Return the sources; an article with a public number leads to its page on the web."""
    sources = _("Sources: {sources}.").format(sources="; ".join(lesson.sources).rstrip("."))
    safe = markup(f"{sources} {mark_words(lesson.mark)}")
    linked = ARTICLE.sub(_article_link, safe)
    return rich(linked, style, size=style.small * 0.9, role="soft")


def _article_link(found: re.Match[str]) -> str:
    return f'<link href="{ARTICLES}{found[0]}/">{found[0]}</link>'
