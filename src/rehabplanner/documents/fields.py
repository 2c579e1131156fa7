"""Fields that can be filled in on a screen; their boxes are drawn on the page as well."""

from typing import Any

FIELD_FONT = "Helvetica"
"""One of the fonts every reader has; forms cannot use embedded subsets."""


def tick_field(canvas: Any, name: str, words: str, box: tuple[float, float, float]) -> None:
    """Add a box to tick at left, bottom and side in points; `words` are read aloud."""
    x, y, side = box
    canvas.acroForm.checkbox(
        name=name,
        tooltip=_plain(words),
        x=x,
        y=y,
        size=side,
        buttonStyle="check",
        borderWidth=0,
        borderColor=None,
        fillColor=None,
        relative=False,
    )


def write_field(canvas: Any, name: str, words: str, box: tuple[float, float, float, float]) -> None:
    """Add a field of one line at left, bottom, width and height in points."""
    x, y, width, height = box
    canvas.acroForm.textfield(
        name=name,
        tooltip=_plain(words),
        x=x,
        y=y,
        width=width,
        height=height,
        fontName=FIELD_FONT,
        fontSize=min(10.0, height - 6),
        borderWidth=0,
        borderColor=None,
        fillColor=None,
        maxlen=12,
        relative=False,
    )


def choice_field(canvas: Any, name: str, value: str, circle: tuple[float, float, float]) -> None:
    """Add one answer of a question, of which one can be chosen: middle and radius in points."""
    x, y, radius = circle
    side = radius * 1.7
    canvas.acroForm.radio(
        name=name,
        tooltip=_plain(name),
        value=f"answer {value}",
        x=x - side / 2,
        y=y - side / 2,
        size=side,
        buttonStyle="circle",
        shape="circle",
        borderWidth=0,
        borderColor=None,
        fillColor=None,
        relative=False,
    )


def _plain(words: str) -> str:
    """Return the words as a form can hold them."""
    return words.encode("latin-1", "replace").decode("latin-1")[:120]
