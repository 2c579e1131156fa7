"""The page on how the numbers are made, from resources/help, as simple HTML."""

import re
from html import escape
from pathlib import Path

from rehabplanner.library.pages import (
    Block,
    Heading,
    Listing,
    Table,
    blocks_of,
    has_words,
)
from rehabplanner.wording import _

PAGES = ("numbers", "simulations")


def numbers_html(resources: Path) -> str:
    """Return both parts of the page in the user's language."""
    texts = ((resources / "help" / f"{page}.md").read_text("utf-8") for page in PAGES)
    return "".join(_html(block) for text in texts for block in blocks_of(text))


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{_said(block.text)}</h{block.level + 1}>"
    if isinstance(block, Table):
        head, *rows = block.rows
        names = "".join(f"<th align='left'>{_said(cell)}</th>" for cell in head)
        body = "".join(
            "<tr>" + "".join(f"<td>{_said(cell)}</td>" for cell in row) + "</tr>" for row in rows
        )
        return f"<table border='1' cellspacing='0' cellpadding='4'><tr>{names}</tr>{body}</table>"
    if isinstance(block, Listing):
        return "<ul>" + "".join(f"<li>{_said(item)}</li>" for item in block.items) + "</ul>"
    return f"<p>{_said(block.text)}</p>"


def _said(text: str) -> str:
    """Return a text in the user's language with its bold words and its code."""
    made = escape(_(text) if has_words(text) else text, quote=False)
    made = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", made)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", made)
