"""resources/themes/figures.toml -> the colours of the exercise figures, by role."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from rehabplanner.paths import resources

PALETTES = ("colour", "dark", "grey", "copy")


@lru_cache(maxsize=len(PALETTES))
def figure_palette(name: str) -> Mapping[str, str]:
    """Return the roles of one of PALETTES as `#rrggbb`."""
    with (resources() / "themes" / "figures.toml").open("rb") as file:
        palettes = tomllib.load(file)
    found: Mapping[str, str] = palettes[name]
    return found
