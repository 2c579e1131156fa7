"""The SVG brush: a drawing as a small standalone SVG document."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from rehabplanner.figures.drawing import Curve, Drawing, Line, Path, colour


def to_svg(drawing: Drawing, palette: Mapping[str, str]) -> str:
    """Return the drawing as SVG, one unit being one millimetre."""
    w, h = drawing.width_mm, drawing.height_mm
    body = "\n".join(_element(path, palette, h) for path in drawing.paths)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:.2f}mm" height="{h:.2f}mm" '
        f'viewBox="0 0 {w:.2f} {h:.2f}">\n{body}\n</svg>\n'
    )


def _element(path: Path, palette: Mapping[str, str], height: float) -> str:
    data = quoteattr(_data(path, height))
    ink = quoteattr(colour(palette, path.role))
    if path.is_filled:
        return f"<path d={data} fill={ink}/>"
    return (
        f'<path d={data} fill="none" stroke={ink} stroke-width="{path.width_mm:.2f}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _data(path: Path, height: float) -> str:
    words: list[str] = []
    for step in path.steps:
        letter = "C" if isinstance(step, Curve) else "L" if isinstance(step, Line) else "M"
        words.append(letter + " ".join(f"{x:.2f} {height - y:.2f}" for x, y in step))
    return " ".join(words) + (" Z" if path.closed else "")
