"""SVG as vectors: shapes and paths with their transformations, colours and lines."""

import re
from math import cos, radians, sin
from typing import Any
from xml.etree import ElementTree

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Ellipse,
    Group,
    Line,
    Polygon,
    PolyLine,
    Rect,
)
from reportlab.graphics.svgpath import SvgPath
from reportlab.lib.colors import Color, toColor

from rehabplanner.documents.style import Style

MOST_SHAPES = 4000
_NUMBER = re.compile(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?")
_TURN = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^)]*)\)")


def draw_svg(
    canvas: Any,
    root: ElementTree.Element,
    box: tuple[float, float, float, float],
    place: tuple[float, float, float, float],
    style: Style,
) -> None:
    """Draw what lies in a box of the drawing into left, bottom, width and height of the page."""
    x, y, width, height = place
    left, top, own_width, own_height = box
    drawing = Drawing(width, height)
    group = Group(*_shapes(root, {}, style))
    across, down = width / own_width, height / own_height
    group.transform = (across, 0, 0, -down, -left * across, height + top * down)
    drawing.add(group)
    renderPDF.draw(drawing, canvas, x, y)


def numbers(text: str) -> list[float]:
    """Return the numbers in a text."""
    return [float(one) for one in _NUMBER.findall(text)]


def length(element: ElementTree.Element, name: str) -> float:
    """Return an attribute as a number; 0 where there is none."""
    found = numbers(element.get(name, "0"))
    return found[0] if found else 0.0


def _shapes(element: ElementTree.Element, inherited: dict[str, str], style: Style) -> list[Any]:
    """Return the drawn parts of an element and of what is in it."""
    look = {**inherited, **_look(element)}
    found: list[Any] = []
    for child in list(element)[:MOST_SHAPES]:
        tag = str(child.tag).rpartition("}")[2]
        if tag in ("g", "a", "svg"):
            group = Group(*_shapes(child, look, style))
        else:
            shape = _shape(tag, child)
            if shape is None:
                continue
            _paint(shape, {**look, **_look(child)}, style)
            group = Group(shape)
        for turn in _turns(child.get("transform", "")):
            group = Group(group, transform=turn)
        found.append(group)
    return found


def _look(element: ElementTree.Element) -> dict[str, str]:
    found = {name: element.get(name, "") for name in ("fill", "stroke", "stroke-width")}
    for part in element.get("style", "").split(";"):
        name, _colon, value = part.partition(":")
        if name.strip() in found:
            found[name.strip()] = value.strip()
    return {name: value for name, value in found.items() if value}


def _shape(tag: str, element: ElementTree.Element) -> Any:
    def get(name: str) -> float:
        return length(element, name)

    if tag == "path":
        return SvgPath(element.get("d", ""), fillMode=1)
    if tag == "rect":
        return Rect(get("x"), get("y"), get("width"), get("height"), rx=get("rx"), ry=get("rx"))
    if tag == "circle":
        return Circle(get("cx"), get("cy"), get("r"))
    if tag == "ellipse":
        return Ellipse(get("cx"), get("cy"), get("rx"), get("ry"))
    if tag == "line":
        return Line(get("x1"), get("y1"), get("x2"), get("y2"))
    if tag in ("polygon", "polyline"):
        points = numbers(element.get("points", ""))
        return (Polygon if tag == "polygon" else PolyLine)(points[: len(points) // 2 * 2])
    return None


def _paint(shape: Any, look: dict[str, str], style: Style) -> None:
    if hasattr(shape, "fillColor"):
        shape.fillColor = _colour(look.get("fill", "#000000"), style)
    shape.strokeColor = _colour(look.get("stroke", "none"), style)
    width = numbers(look.get("stroke-width", "1"))
    shape.strokeWidth = width[0] if width else 1.0


def _colour(text: str, style: Style) -> Color | None:
    if text in ("none", "transparent") or text.startswith("url("):
        return None
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        text = "#" + "".join(letter * 2 for letter in text[1:])
    colour = toColor(text, toColor("black"))
    if not style.is_grey:
        return colour
    level = 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue
    level = float(level > 0.5) if style.is_copy else level
    return Color(level, level, level)


def _turns(text: str) -> list[tuple[float, ...]]:
    """Return the transformations of an attribute, the innermost first."""
    found: list[tuple[float, ...]] = []
    for name, inside in reversed(_TURN.findall(text)):
        values = numbers(inside)
        if name == "matrix":
            found.append(tuple(values[:6]))
        elif name == "translate":
            found.append((1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0))
        elif name == "scale":
            found.append((values[0], 0, 0, values[-1], 0, 0))
        else:
            found += _rotation(values)
    return found


def _rotation(values: list[float]) -> list[tuple[float, ...]]:
    angle = radians(values[0])
    turn = (cos(angle), sin(angle), -sin(angle), cos(angle), 0.0, 0.0)
    if len(values) < 3:
        return [turn]
    x, y = values[1], values[2]
    return [(1, 0, 0, 1, -x, -y), turn, (1, 0, 0, 1, x, y)]
