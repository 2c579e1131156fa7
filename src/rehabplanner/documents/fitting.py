"""Papers that give way a little rather than spill a few lines on a page of their own."""

from collections.abc import Callable, Iterable, Sequence

from rehabplanner.documents.blocks import Block, Columns
from rehabplanner.documents.fonts import register
from rehabplanner.documents.page import Sheet, flow


def fewest_pages(sheet: Sheet, makers: Iterable[Callable[[], list[Block]]]) -> list[Block]:
    """Return the first of these versions that takes the fewest pages."""
    register()
    best: list[Block] = []
    least = 0
    for make in makers:
        blocks = make()
        count = len(flow(sheet, blocks))
        if not least or count < least:
            best, least = blocks, count
        if count == 1:
            break
    return best


def in_pairs(sheet: Sheet, blocks: Sequence[Block], *, gap: float = 10.0) -> list[Block]:
    """Return blocks two beside each other, but those alone that are too high at half the width."""
    register()
    half = (sheet.width - gap) / 2
    found: list[Block] = []
    waiting: list[Block] = []
    for block in blocks:
        if block.height(half) > sheet.room(2):
            found += [*waiting, block]
            waiting = []
        elif waiting:
            found.append(_beside(waiting.pop(), block, gap))
        else:
            waiting = [block]
    return [*found, *waiting]


def _beside(left: Block, right: Block, gap: float) -> Block:
    made = Columns([left, right], (0.5, 0.5), gap)
    made.outline = ", ".join(one.outline for one in (left, right) if one.outline)
    made.anchors = (*left.anchors, *right.anchors)
    return made
