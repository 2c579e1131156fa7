"""The SVG brush: a drawing as a small standalone SVG document."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from rehabplanner.figures.drawing import Curve, Drawing, Line, Path, colour


def to_svg(drawing: Drawing, palette: Mapping[str, str]) -> str:
    """Return the drawing as SVG, one unit being one millimetre."""
    w, h = drawing.width_mm, drawing.height_mm
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:.2f}mm" height="{h:.2f}mm" '
        f'viewBox="0 0 {w:.2f} {h:.2f}">\n{shapes(drawing, palette)}\n</svg>\n'
    )


def shapes(drawing: Drawing, palette: Mapping[str, str]) -> str:
    """Return the drawing's paths as SVG elements, one on a line."""
    return "\n".join(_element(path, palette, drawing.height_mm) for path in drawing.paths)


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
    """Return the path in hundredths of a millimetre, each step seen from the end of the last."""
    words: list[str] = []
    x = y = 0
    for step in path.steps:
        places = [(round(px * 100), round((height - py) * 100)) for px, py in step]
        if isinstance(step, Curve | Line):
            letter = "c" if isinstance(step, Curve) else "l"
            words.append(letter + _numbers([n for px, py in places for n in (px - x, py - y)]))
        else:
            words.append("M" + _numbers(places[0]))
        x, y = places[-1]
    return "".join(words) + ("z" if path.closed else "")


def _numbers(hundredths: Sequence[int]) -> str:
    """Return numbers as SVG likes them short: no zeros at the ends, a minus instead of a space."""
    out = ""
    for number in hundredths:
        word = f"{number / 100:g}"
        word = word.replace("0.", ".", 1) if word.startswith(("0.", "-0.")) else word
        out += word if not out or word.startswith("-") else f" {word}"
    return out
