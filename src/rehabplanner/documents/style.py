"""Type sizes and colours on paper."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from rehabplanner.documents.fonts import BOLD, REGULAR
from rehabplanner.paths import resources

LEADING = 1.3
HAIRLINE = 1.0
"""The thinnest line in points: thinner ones do not survive a photocopy."""


@lru_cache(maxsize=2)
def print_colours(is_grey: bool) -> Mapping[str, str]:
    """Return the roles of the print theme as `#rrggbb`."""
    with (resources() / "themes" / "print.toml").open("rb") as file:
        colours: Mapping[str, str] = tomllib.load(file)["grey" if is_grey else "colour"]
    return colours


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper looks: colour or grey, and how large its type is (1 is 12 points)."""

    is_grey: bool = False
    scale: float = 1.0

    def colour(self, role: str) -> Any:
        """Return the colour of a role of the print theme."""
        return _colour(print_colours(self.is_grey)[role])

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
        return _paragraph(size, bold, print_colours(self.is_grey)[role], align, wide)


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
