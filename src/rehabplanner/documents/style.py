"""Type sizes and colours on paper."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from rehabplanner.documents.fonts import BOLD, REGULAR
from rehabplanner.paths import resources

LEADING = 1.3
HAIRLINE = 1.0
"""The thinnest line in points: thinner ones do not survive a photocopy."""


class Theme(StrEnum):
    """The ink that is there: all colours, greys, or black on white that a fax keeps."""

    COLOUR = "colour"
    GREY = "grey"
    COPY = "copy"


@lru_cache(maxsize=16)
def print_colours(is_grey: bool, is_copy: bool = False, accent: str = "") -> Mapping[str, str]:
    """Return the roles of the print theme as `#rrggbb`; `accent` is a practice's own colour."""
    with (resources() / "themes" / "print.toml").open("rb") as file:
        themes = tomllib.load(file)
    colours: dict[str, str] = themes["copy" if is_copy else "grey" if is_grey else "colour"]
    if accent and not (is_grey or is_copy):
        colours["accent"] = accent
    return colours


def style_of(theme: Theme, scale: float = 1.0, accent: str = "") -> "Style":
    """Return how a paper of this theme looks; `scale` 1 sets running text in 12 points."""
    return Style(
        is_grey=theme is not Theme.COLOUR,
        scale=min(2.0, max(0.6, scale)),
        is_copy=theme is Theme.COPY,
        accent=accent,
    )


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper looks: its ink, and how large its type is (1 is 12 points).

    `is_copy` is black on white without greys; `accent` a practice's own colour, `#rrggbb`.
    """

    is_grey: bool = False
    scale: float = 1.0
    is_copy: bool = False
    accent: str = ""

    @property
    def colours(self) -> Mapping[str, str]:
        """Return the roles of the print theme as `#rrggbb`."""
        return print_colours(self.is_grey, self.is_copy, self.accent)

    def colour(self, role: str) -> Any:
        """Return the colour of a role of the print theme."""
        return _colour(self.colours[role])

    @property
    def title(self) -> float:
        """Return the size of the paper's title, in points."""
        return 22 * min(self.scale, 1.3)

    @property
    def heading(self) -> float:
        """Return the size of a section's heading, in points."""
        return 15 * min(self.scale, 1.4)

    @property
    def body(self) -> float:
        """Return the size of running text, in points."""
        return 12 * self.scale

    @property
    def small(self) -> float:
        """Return the size of labels in tables and of the footer, in points."""
        return 10.5 * min(self.scale, 1.5)

    def paragraph(
        self,
        size: float,
        *,
        bold: bool = False,
        role: str = "ink",
        align: int = 0,
        wide: bool = False,
    ) -> Any:
        """Return a paragraph style of this size in points; `wide` breaks between any letters."""
        return _paragraph(size, bold, self.colours[role], align, wide)


@lru_cache(maxsize=64)
def _colour(text: str) -> Any:
    return HexColor(text)


@lru_cache(maxsize=256)
def _paragraph(size: float, bold: bool, colour: str, align: int, wide: bool) -> Any:
    return ParagraphStyle(
        name=f"{size:g}{bold}{colour}{align}{wide}",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * LEADING,
        textColor=_colour(colour),
        alignment=align,
        wordWrap="CJK" if wide else None,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
    )
