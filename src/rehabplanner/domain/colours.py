"""Colours as `#rrggbb`, and whether they can be read on white paper (WCAG 2.2, 1.4.3)."""

import re

LEAST_CONTRAST = 4.5
"""The least contrast of text with its ground at level AA."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_STEP = 0.94


def clean_colour(text: str) -> str:
    """Return a colour in small letters with its sign; empty for an empty text.

    Raises ValueError for what is no colour.
    """
    found = text.strip().lower()
    if found and not found.startswith("#"):
        found = f"#{found}"
    if len(found) == 4:
        found = "#" + "".join(letter * 2 for letter in found[1:])
    if found and not _COLOUR.fullmatch(found):
        raise ValueError(text)
    return found


def contrast(one: str, other: str = "#ffffff") -> float:
    """Return the contrast of two colours, 1 (none) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str) -> str:
    """Return the colour, darkened until text in it can be read on white."""
    red, green, blue = _channels(colour)
    while contrast(colour) < LEAST_CONTRAST:
        red, green, blue = red * _STEP, green * _STEP, blue * _STEP
        colour = "#" + "".join(f"{int(one * 255):02x}" for one in (red, green, blue))
    return colour


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    parts = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in _channels(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
