"""The page on how the numbers are made, from resources/help, as simple HTML."""

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path

PAGES = ("numbers", "simulations")


def numbers_html(resources: Path, language: str) -> str:
    """Return both parts of the page, in this language where it has been translated."""
    parts = []
    for page in PAGES:
        translated = resources / "help" / f"{page}.{language}.md"
        file = translated if translated.is_file() else resources / "help" / f"{page}.md"
        parts.append(html_of(file.read_text("utf-8")))
    return "".join(parts)


def html_of(text: str) -> str:
    """Return simple HTML of our own markdown: headings, lists, tables, paragraphs."""
    blocks = (
        list(lines)
        for is_blank, lines in groupby(text.splitlines(), key=lambda line: not line.strip())
        if not is_blank
    )
    return "".join(_block(lines) for lines in blocks)


def _block(lines: list[str]) -> str:
    first = lines[0]
    if first.startswith("#"):
        level = len(first) - len(first.lstrip("#"))
        return f"<h{level + 1}>{_inline(first.lstrip('# '))}</h{level + 1}>"
    if first.startswith("|"):
        return _table(lines)
    if first.startswith("- "):
        items = re.split(r"(?:^| )- ", " ".join(line.strip() for line in lines))[1:]
        return "<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _table(lines: list[str]) -> str:
    rows = cells_of(lines)
    head = "".join(f"<th align='left'>{_inline(cell)}</th>" for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    return f"<table border='1' cellspacing='0' cellpadding='4'><tr>{head}</tr>{body}</table>"


def cells_of(lines: Iterable[str]) -> list[list[str]]:
    """Return the rows of a table: the names, then the values."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [row for row in rows if not all(set(cell) <= {"-", ":"} and cell for cell in row)]


def _inline(text: str) -> str:
    made = escape(text, quote=False)
    made = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", made)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", made)
