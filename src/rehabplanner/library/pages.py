"""Our own pages in simple markdown: headings, lists, tables and paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, 1 for the page's own."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Points below each other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row are the names."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Table


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the blocks of a page; blank lines part them."""
    for is_blank, group in groupby(text.splitlines(), key=lambda line: not line.strip()):
        if not is_blank:
            yield _block([line.strip() for line in group])


def texts_of(text: str) -> Iterator[str]:
    """Yield every text of a page that has words, as a translator gets it."""
    for block in blocks_of(text):
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, Listing):
            yield from block.items
        else:
            yield from (cell for row in block.rows for cell in row if has_words(cell))


def has_words(text: str) -> bool:
    """Say whether there is anything to translate: numbers alone stay as they are."""
    return bool(re.search(r"[^\W\d_]{2,}", text))


def cells_of(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table: the names, then the values."""
    rows = (
        tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))
        for line in lines
    )
    return tuple(row for row in rows if not all(cell and set(cell) <= {"-", ":"} for cell in row))


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("#"):
        return Heading(len(first) - len(first.lstrip("#")), first.lstrip("# "))
    if first.startswith("|"):
        return Table(cells_of(lines))
    if first.startswith("- "):
        return Listing(tuple(re.split(r"(?:^| )- ", " ".join(lines))[1:]))
    return Paragraph(" ".join(lines))
