"""A practice's logo on paper: PNG and JPEG as they are, SVG as vectors."""

import io
import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from PIL import Image
from reportlab.lib.utils import ImageReader

from rehabplanner.documents.style import Style
from rehabplanner.domain.people import logo_kind

_NUMBER = re.compile(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?")
UNREADABLE = (ValueError, OSError, KeyError, IndexError, SyntaxError)


def logo_size(data: bytes) -> tuple[float, float] | None:
    """Return width and height in the logo's own units; None where it cannot be read."""
    try:
        if logo_kind(data) == "svg":
            return _box(data)[2:]
        with Image.open(io.BytesIO(data)) as image:
            return float(image.width), float(image.height)
    except UNREADABLE:
        return None


def draw_logo(
    canvas: Any, data: bytes, place: tuple[float, float, float, float], style: Style
) -> None:
    """Draw the logo into left, bottom, width and height; nothing where it cannot be read."""
    try:
        if logo_kind(data) != "svg":
            canvas.drawImage(ImageReader(_picture(data, style)), *place, mask="auto")
            return
        # Vector logos are few, and their library takes a third of the time to a first page.
        from rehabplanner.documents.logo_svg import draw_svg  # noqa: PLC0415

        draw_svg(canvas, _root(data), _box(data), place, style)
    except UNREADABLE:
        return


@lru_cache(maxsize=8)
def _root(data: bytes) -> ElementTree.Element:
    if b"<!ENTITY" in data or (b"<!DOCTYPE" in data and b"[" in data[:2000]):
        raise ValueError("entities")
    return ElementTree.fromstring(data)


@lru_cache(maxsize=8)
def _box(data: bytes) -> tuple[float, float, float, float]:
    """Return left, top, width and height of an SVG drawing. Raises ValueError for an empty one."""
    root = _root(data)
    found = [float(one) for one in _NUMBER.findall(root.get("viewBox", ""))]
    if len(found) != 4:
        sizes = [_NUMBER.findall(root.get(name, "0")) for name in ("width", "height")]
        found = [0.0, 0.0, *(float(one[0]) if one else 0.0 for one in sizes)]
    left, top, width, height = found
    if width <= 0 or height <= 0:
        raise ValueError("size")
    return left, top, width, height


def _picture(data: bytes, style: Style) -> Any:
    stream = io.BytesIO(data)
    if not style.is_grey:
        return stream
    with Image.open(stream) as image:
        flat = Image.new("RGBA", image.size, "white")
        flat.alpha_composite(image.convert("RGBA"))
        grey = flat.convert("1" if style.is_copy else "L")
    made = io.BytesIO()
    grey.convert("L").save(made, format="PNG")
    made.seek(0)
    return made
