"""Sheets of paper: sizes, letterhead, footer, and blocks flowing from page to page."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from rehabplanner.documents.blocks import Block, NewPage, Space, bookmark
from rehabplanner.documents.fonts import REGULAR, draw_text, press, register, shortened, text_width
from rehabplanner.documents.letterhead import draw_letterhead, letterhead_height
from rehabplanner.documents.options import Paper
from rehabplanner.documents.style import HAIRLINE, Style
from rehabplanner.documents.tagging import Tags, unread
from rehabplanner.domain.people import Practice
from rehabplanner.wording import _, language

__all__ = [
    "FOOT",
    "MM",
    "SIZES_PT",
    "Layout",
    "Paper",
    "Placed",
    "Sheet",
    "build",
    "build_together",
    "built",
    "flow",
]

MM = 72 / 25.4
rl_config.useA85 = 0  # plain compressed streams: a quarter smaller, and quicker
FOOT = 12.5 * MM
SLIM = 0.01


SIZES_PT = {Paper.A4: (210 * MM, 297 * MM), Paper.LETTER: (612.0, 792.0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of page: its paper, its look, and what stands at its head and foot."""

    paper: Paper
    style: Style
    practice: Practice
    title: str
    subject: str
    author: str
    handed_out: date
    margin: float = 14 * MM
    is_landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in points."""
        width, height = SIZES_PT[self.paper]
        return (height, width) if self.is_landscape else (width, height)

    @property
    def width(self) -> float:
        """Return the width between the margins, in points."""
        return self.size[0] - 2 * self.margin

    def top(self, page: int) -> float:
        """Return where the blocks of a page begin, in points from the lower edge."""
        return self.size[1] - 11 * MM - (self.head_height if page == 1 else 0.0)

    @property
    def head_height(self) -> float:
        """Return the height of the letterhead on the first page, in points."""
        return letterhead_height(self.practice)

    def room(self, page: int) -> float:
        """Return the height for blocks on a page, in points."""
        return self.top(page) - FOOT - 6.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and the upper edge at which it stands, in points."""

    block: Block
    top: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks in their places, page by page."""

    sheet: Sheet
    pages: Sequence[Sequence[Placed]]

    @classmethod
    def of(cls, sheet: Sheet, blocks: Sequence[Block]) -> "Layout":
        """Lay out the blocks on as many pages as they take."""
        register()
        return cls(sheet, flow(sheet, blocks))


def build(sheet: Sheet, blocks: Sequence[Block]) -> bytes:
    """Return the PDF of these blocks: the same bytes for the same blocks."""
    return built(Layout.of(sheet, blocks))


def built(layout: Layout) -> bytes:
    """Return the PDF of a layout: the same bytes for the same layout."""
    register()
    with press:
        canvas = _canvas(layout.sheet, layout.sheet.title)
        canvas.setSubject(layout.sheet.subject)
        _draw_pages(canvas, layout)
        return canvas.finished()


def build_together(layouts: Sequence[Layout], title: str, *, is_two_sided: bool = False) -> bytes:
    """Return one PDF of several layouts, each with a bookmark and its own count of pages.

    With `is_two_sided` each begins on the front of a sheet.
    """
    register()
    with press:
        canvas = _canvas(layouts[0].sheet, title)
        canvas.outline_level = 1
        for number, layout in enumerate(layouts, start=1):
            sheet = layout.sheet
            if is_two_sided and canvas.getPageNumber() % 2 == 0:
                canvas.tags.begin_page()
                canvas.tags.end_page()
                canvas.showPage()
            canvas.setPageSize(sheet.size)
            canvas.part = f"paper-{number}-"
            canvas.bookmarkHorizontalAbsolute(canvas.part, sheet.size[1])
            canvas.addOutlineEntry(sheet.title, canvas.part, level=0, closed=1)
            _draw_pages(canvas, layout)
        return canvas.finished()


class _Press(Canvas):  # type: ignore[misc]
    """A canvas that knows its tags, and tells the places of one paper from those of another."""

    part = ""
    outline_level = 0
    tags: Tags

    def anchor(self, name: str, top: float) -> None:
        """Let links of the paper under way lead here."""
        self.bookmarkHorizontalAbsolute(self.part + name, top)

    def linkRect(self, contents: str, name: str, *rest: Any, **more: Any) -> Any:
        """Lead to a place in the paper under way."""
        return super().linkRect(contents, self.part + name, *rest, **more)

    def finished(self) -> bytes:
        """Return the bytes of the PDF."""
        self.tags.write()
        self.save()
        made: bytes = self._filename.getvalue()
        return made


def _canvas(sheet: Sheet, title: str) -> _Press:
    canvas = _Press(
        io.BytesIO(),
        pagesize=sheet.size,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=language(),
    )
    canvas.setTitle(title)
    canvas.setAuthor(sheet.author)
    canvas.setCreator("rehabplanner")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.tags = Tags(canvas)
    return canvas


def _draw_pages(canvas: _Press, layout: Layout) -> None:
    for number, page in enumerate(layout.pages, start=1):
        canvas.tags.begin_page()
        _draw_page(canvas, layout.sheet, page, number, len(layout.pages))
        canvas.tags.end_page()
        canvas.showPage()


def flow(sheet: Sheet, blocks: Sequence[Block]) -> list[list[Placed]]:
    """Return the blocks page by page; a block goes to the next page rather than be split."""
    pages: list[list[Placed]] = [[]]
    left = sheet.room(1)
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, NewPage):
            if pages[-1]:
                pages.append([])
                left = sheet.room(len(pages))
            continue
        if isinstance(block, Space) and not pages[-1]:
            continue
        height = block.height(sheet.width)
        needed = height + _followers_height(block, waiting, sheet.width)
        if needed <= left + SLIM or (height <= left + SLIM and not pages[-1]):
            _place(pages, sheet, block, left)
            left -= height
            continue
        parts = _parts(block, sheet, left, is_fresh=not pages[-1], height=height)
        if parts:
            parts[0].anchors = block.anchors
            _place(pages, sheet, parts[0], left)
            block = parts[1]
        elif not pages[-1]:  # higher than a page and in one piece: it is cut off rather than lost
            _place(pages, sheet, block, left)
            left = 0.0
            continue
        pages.append([])
        left = sheet.room(len(pages))
        if not isinstance(block, Space):
            waiting.insert(0, block)
    while len(pages) > 1 and not any(_is_seen(placed.block) for placed in pages[-1]):
        pages.pop()
    return pages


def _parts(
    block: Block, sheet: Sheet, left: float, *, is_fresh: bool, height: float
) -> tuple[Block, Block] | None:
    if height > sheet.room(2) and (is_fresh or left > sheet.room(2) / 3):
        return block.forced_split(sheet.width, left)
    return block.split(sheet.width, left)


def _followers_height(block: Block, waiting: Sequence[Block], width: float) -> float:
    """Return the height of what must stand on the same page below a heading."""
    total = 0.0
    for follower in waiting:
        if not (block.keep_with_next or isinstance(block, Space)) or isinstance(follower, NewPage):
            break
        if isinstance(block, Space) and not total:
            break
        total += min(follower.height(width), 400.0)
        block = follower
    return total


def _is_seen(block: Block) -> bool:
    return not isinstance(block, Space | NewPage)


def _place(pages: list[list[Placed]], sheet: Sheet, block: Block, left: float) -> None:
    number = len(pages)
    pages[-1].append(Placed(block, sheet.top(number) - (sheet.room(number) - left)))


def _draw_page(canvas: Any, sheet: Sheet, page: Sequence[Placed], number: int, total: int) -> None:
    if number == 1:
        draw_letterhead(canvas, sheet.practice, sheet.style, sheet.handed_out, _head_place(sheet))
    for placed in page:
        if placed.block.outline:
            bookmark(canvas, placed.block.outline, sheet.margin, placed.top)
        for anchor in placed.block.anchors:
            canvas.anchor(anchor, placed.top)
        canvas.setFillColor(sheet.style.colour("ink"))
        placed.block.draw(canvas, sheet.margin, placed.top, sheet.width)
    with unread(canvas):
        _draw_foot(canvas, sheet, number, total)


def _head_place(sheet: Sheet) -> tuple[float, float, float]:
    """Return the left edge, the upper edge and the width of the letterhead."""
    return sheet.margin, sheet.size[1] - 11 * MM, sheet.width


def _draw_foot(canvas: Any, sheet: Sheet, number: int, total: int) -> None:
    """Draw the footer: whose paper it is, the practice's own words, page x of y."""
    style, size = sheet.style, 9.5
    left, right = sheet.margin, sheet.size[0] - sheet.margin
    y = 7.5 * MM
    canvas.setStrokeColor(style.colour("rule"))
    canvas.setLineWidth(HAIRLINE)
    canvas.line(left, y + 12, right, y + 12)
    canvas.setFillColor(style.colour("soft"))
    pages = _("Page {page} of {total}").format(page=number, total=total)
    draw_text(canvas, right, y, pages, size, align=1)
    own = " ".join(sheet.practice.footer.split())
    words = " · ".join(part for part in (sheet.title, own) if part)
    room = sheet.width - text_width(pages, size) - 16
    draw_text(canvas, left, y, shortened(words, size, room), size)
