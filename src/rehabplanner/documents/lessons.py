"""Education sheets, and a booklet made from chosen ones."""

from collections.abc import Sequence

from rehabplanner.documents.blocks import Block, NewPage, Panel, Space, Stack, text
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.style import Style
from rehabplanner.library.messages import Lesson
from rehabplanner.wording import _

FEW = 6
"""Paragraphs of a text that leaves room for larger type."""


def lesson_blocks(sheet: Sheet, lessons: Sequence[Lesson]) -> list[Block]:
    """Return one text after the other, with its sources and lines for questions."""
    style = sheet.style
    blocks: list[Block] = []
    for number, lesson in enumerate(lessons):
        if number:
            blocks.append(Space(10))
        blocks += _lesson(lesson, style)
    blocks += [Space(6), Heading(_("My questions on this"), style), Lines(3, style)]
    return blocks


def booklet_blocks(sheet: Sheet, lessons: Sequence[Lesson]) -> list[Block]:
    """Return a title page with the contents, then each text on a page of its own."""
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
        text(f"☐   {number}.   {one.title}", style, size=style.body + 1)
        for number, one in enumerate(lessons, 1)
    ]
    blocks.append(Panel(Stack(rows, gap=6), style, padding=12))
    for lesson in lessons:
        blocks += [NewPage(), *_lesson(lesson, style), Space(8)]
        lines = 4 if len(lesson.paragraphs) <= FEW else 2
        blocks += [Heading(_("What I take from it"), style), Lines(lines, style)]
    return blocks


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
    for one in lesson.paragraphs:
        paragraphs += [text(one, style, size=size), Space(6)]
    sources = _("Sources: {sources}.").format(sources="; ".join(lesson.sources).rstrip("."))
    sources = f"{sources} {mark_words(lesson.mark)}"
    return [
        Heading(lesson.title, style),
        *paragraphs,
        text(sources, style, size=style.small * 0.9, role="soft"),
    ]
