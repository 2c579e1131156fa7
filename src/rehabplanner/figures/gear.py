"""Larger things: table, bed, machines, water, hill, board. Centimetres.

A machine is put together in the figure's own file from `bars` (lines through places and parts of
the body), `wheel` and `box`; seat, saddle, footboard and the like also carry the body.
"""

from collections.abc import Sequence
from math import cos, radians, sin
from typing import cast

from rehabplanner.figures import things
from rehabplanner.figures.camera import Camera
from rehabplanner.figures.hull import hull
from rehabplanner.figures.painting import Layer, Mark
from rehabplanner.figures.skeleton import Skeleton
from rehabplanner.figures.things import Thing, box_layer, place, stroke_layer
from rehabplanner.figures.vectors import Vec, X, Y, add, between, cross, scaled, unit

WAVE_CM = 26.0  # from crest to crest
UNDER_BIAS = -1000.0
CLOSED_BOOK_CM = 20.0


def spot(thing: Thing, body: Skeleton) -> tuple[float, float]:
    """Return where a standing thing is: below a part of a body, or at x and y."""
    at = thing.settings.get("at")
    if isinstance(at, str):
        p = place(body, at)
        return p[0] + thing.number("x", 0.0), p[1] + thing.number("y", 0.0)
    xy = thing.numbers("at", (0.0, 0.0))
    return xy[0], xy[1]


def _points(thing: Thing, now: Skeleton, base: tuple[float, float]) -> list[Vec]:
    """Return the places of a line: numbers from the thing's place, or parts of the body.

    A part may be followed by how far from it the place is.
    """
    rows = cast(Sequence[object], thing.settings.get("points", ()))
    out: list[Vec] = []
    for row in rows:
        if isinstance(row, str):
            both = row in ("hand", "foot", "toes")
            names = [f"{side}_{row}" for side in ("left", "right")] if both else [row]
            spots = [place(now, name) for name in names]
            out.append(between(spots[0], spots[-1], 0.5))
        elif isinstance(row, list | tuple) and isinstance(row[0], str):
            x, y, z = (float(n) for n in row[1:])
            out.append(add(place(now, row[0]), (x, y, z)))
        elif isinstance(row, list | tuple):
            x, y, z = (float(n) for n in row)
            out.append((base[0] + x, base[1] + y, z))
    return out


def bars(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a line through places and parts of the body."""
    points = _points(thing, now, spot(thing, start))
    width = thing.number("size", 3.0)
    layer = stroke_layer("bars", points, camera, width, thing.number("bias", 0.0))
    layer.marks[:] = [
        Mark(m.role, m.points, m.closed, m.width_cm, is_smooth=False) for m in layer.marks
    ]
    return [layer]


def wheel(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a wheel that stands along the way the person looks."""
    x, y = spot(thing, start)
    radius = thing.number("radius", 20.0)
    centre = (x, y, thing.number("height", radius))
    ring = tuple(camera.point(p) for p in things.ring_around(centre, Y, X, (radius, radius)))[:-1]
    inner = tuple(
        camera.point(p) for p in things.ring_around(centre, Y, X, (radius * 0.2, radius * 0.2))
    )[:-1]
    marks = [
        Mark("edge", ring, width_cm=4.4),
        Mark("thing-far", ring),
        Mark("thing-line", ring, width_cm=2.4),
        Mark("thing", inner),
        Mark("thing-line", inner, width_cm=0.8),
    ]
    probe = (*camera.point(centre), radius, camera.depth(centre))
    return [Layer("wheel", marks, [probe], thing.number("bias", -10.0))]


def box(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a box: `size` along and across, from `low` up to `height`; it may go with a part."""
    at = thing.settings.get("part")
    x, y = place(now, at)[:2] if isinstance(at, str) else spot(thing, start)
    x, y = (x + thing.number("x", 0.0), thing.number("y", y)) if isinstance(at, str) else (x, y)
    w, d = thing.numbers("size", (40.0, 40.0))
    low, high = thing.number("low", 0.0), thing.number("height", 40.0)
    corners = ((x - w / 2, y - d / 2, low), (x + w / 2, y + d / 2, high))
    return [box_layer(camera, *corners, thing.kind, "thing", thing.number("bias", -12.0))]


def saddle(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a narrow saddle below the pelvis."""
    x, y = spot(thing, start)
    top = thing.number("height", 92.0)
    low, high = (x - 15, y - 8, top - 5), (x + 13, y + 8, top)
    return [box_layer(camera, low, high, "saddle", "thing", -6.0)]


def footboard(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a leaning board for both feet."""
    middle, normal = things.board_plane(thing)
    along = cross(Y, normal)
    tall, wide = thing.numbers("size", (44.0, 52.0))
    thick = scaled(normal, -4.0)
    front = [
        add(middle, add(scaled(along, a * tall / 2), scaled(Y, b * wide / 2)))
        for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    back = [add(p, thick) for p in front]
    flat = [camera.point(p) for p in front]
    whole = hull([camera.point(p) for p in front + back])
    marks = [
        Mark("edge", whole, width_cm=2.0, is_smooth=False),
        Mark("thing", whole, is_smooth=False),
        Mark("thing-far", tuple(flat), is_smooth=False),
        Mark("thing-line", whole, width_cm=0.7, is_smooth=False),
        Mark("thing-line", tuple(flat), width_cm=0.7, is_smooth=False),
    ]
    probes = [(*camera.point(p), 6.0, camera.depth(p)) for p in (*front, middle)]
    return [Layer("footboard", marks, probes, -14.0)]


def table(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a table with a page on it; `part` is the hand that holds the pen."""
    x, y = spot(thing, start)
    w, d = thing.numbers("size", (56.0, 84.0))
    top = thing.number("height", 74.0)
    low, high = (x - w / 2, y - d / 2, top - 4.0), (x + w / 2, y + d / 2, top)
    out = [box_layer(camera, low, high, "table", "thing", -30.0)]
    for a in (low[0] + 4, high[0] - 4):
        for b in (low[1] + 4, high[1] - 4):
            line = ((a, b, 0.0), (a, b, top - 4.0))
            out.append(stroke_layer("leg", line, camera, 3.0, -34.0))
    left, near = x - w / 2 + 7, y - 16.0
    page = ((left, near), (left + 30, near), (left + 30, near + 22), (left, near + 22))
    sheet = tuple(camera.point((a, b, top + 0.2)) for a, b in page)
    marks = [
        Mark("paper", sheet, is_smooth=False),
        Mark("thing-line", sheet, width_cm=0.8, is_smooth=False),
    ]
    for k in (1, 2, 3, 4):
        row = tuple(camera.point((left + 25.0 - 4.6 * k, near + b, top + 0.2)) for b in (4.0, 18.0))
        marks.append(Mark("thing-line", row, False, 0.7, False))
    out[0].marks += marks
    hand = thing.settings.get("part")
    return [*out, _pen(now, hand, camera)] if isinstance(hand, str) else out


def _pen(now: Skeleton, hand: str, camera: Camera) -> Layer:
    side = hand.partition("_")[0]
    grip = now.at(f"{side}_hand", f"{side}_wrist", (3.0, 0.0, -9.0))
    tip, end = add(grip, (2.5, 0.0, -5.0)), add(grip, (-4.0, 0.0, 9.0))
    return stroke_layer("pen", (tip, end), camera, 1.6, 12.0)


def book(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return an open book between both hands; nothing once they are together."""
    left, right = place(now, "left_hand"), place(now, "right_hand")
    if things.distance(left, right) < CLOSED_BOOK_CM:
        return []
    fold = add(between(left, right, 0.5), (1.0, 0.0, -3.0))
    up: Vec = (5.0, 0.0, 17.0)
    marks = []
    for hand in (left, right):
        page = tuple(camera.point(p) for p in (fold, add(fold, up), add(hand, up), hand))
        marks += [
            Mark("edge", page, width_cm=2.0, is_smooth=False),
            Mark("paper", page, is_smooth=False),
            Mark("thing-line", page, width_cm=0.9, is_smooth=False),
        ]
    return [Layer("book", marks, [(*camera.point(fold), 8.0, camera.depth(fold))], 4.0)]


def bed(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a bed with head board and pillow, its head behind the person."""
    x, y = spot(thing, start)
    w, d = thing.numbers("size", (200.0, 84.0))
    top = thing.number("height", 45.0)
    head = x - w / 2
    low, high = (head, y - d / 2, top - 18), (x + w / 2, y + d / 2, top)
    out = [box_layer(camera, low, high, "bed", "thing", -60.0)]
    board = ((head - 4, y - d / 2, 8.0), (head, y + d / 2, top + 36))
    out.append(box_layer(camera, *board, "bed", "thing", -90.0))
    for a in (head + 6, x + w / 2 - 6):
        lines = (((a, b, 0.0), (a, b, top - 18)) for b in (low[1] + 4, high[1] - 4))
        out += [stroke_layer("leg", line, camera, 4.0, -95.0) for line in lines]
    centre = (head + 25, y, top + 2.0)
    pillow = things.slab(camera, centre, (22.0, 30.0, 5.0))
    out.append(Layer("pillow", pillow, [(*camera.point(centre), 10.0, camera.depth(centre))], -50))
    return out


def lamp(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a small bedside table with a lamp."""
    x, y = spot(thing, start)
    out = [box_layer(camera, (x - 16, y - 16, 0), (x + 16, y + 16, 44), "stand", "thing", -20)]
    out.append(stroke_layer("lamp", ((x, y, 44.0), (x, y, 62.0)), camera, 2.4, -16.0))
    shade = [
        camera.point(add((x, y, z), scaled(camera.right, r)))
        for r, z in ((-13, 60), (13, 60), (8, 80), (-8, 80))
    ]
    marks = [
        Mark("edge", tuple(shade), width_cm=2.0, is_smooth=False),
        Mark("light", tuple(shade), is_smooth=False),
        Mark("thing-line", tuple(shade), width_cm=0.8, is_smooth=False),
    ]
    middle = (x, y, 70.0)
    out.append(Layer("lamp", marks, [(*camera.point(middle), 9, camera.depth(middle))], -14.0))
    return out


def water(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return water behind the body, and waves before it, up to the water's height."""
    level = thing.number("height", 100.0)
    bottom = thing.number("low", 0.0)
    x, _ = spot(thing, start)
    half = thing.numbers("size", (120.0,))[0]
    left, right = sorted(camera.point((x + s * half, 0.0, level))[0] for s in (-1.0, 1.0))
    top = camera.point((x, 0.0, level))[1]
    low = camera.point((x, 0.0, bottom))[1]
    count = max(2, round((right - left) / (WAVE_CM / 2)))
    wave = [
        (left + (right - left) * k / count, top + (1.6 if k % 2 else -1.6))
        for k in range(count + 1)
    ]
    rest = [(right, low + 6), (right - 8, low), (left + 8, low), (left, low + 6)]
    back = [Mark("water", (*wave, *rest), is_smooth=False)]
    front = [
        Mark("edge", tuple(wave), False, 3.2),
        Mark("wave", tuple(wave), False, 1.8),
    ]
    near = (left + right) / 2, top, 500.0, 400.0
    return [Layer("water", back, [], UNDER_BIAS), Layer("waves", front, [near], 400.0)]


def belt(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a float belt round the waist."""
    centre = now.at("lumbar1", "lumbar1", (1.8, 0.0, 4.0))
    frame = now.frames["lumbar1"]
    ring = things.ring_around(centre, frame[2], frame[1], (15.4, 11.0))[:-1]
    near = [p for p in ring if camera.depth(add(p, scaled(centre, -1.0))) > -3.0]
    first = next((k for k, p in enumerate(ring) if p in near and ring[k - 1] not in near), 0)
    line = [p for k in range(len(ring)) if (p := ring[(first + k) % len(ring)]) in near]
    points = tuple(camera.point(p) for p in line)
    marks = [Mark("edge", points, False, 9.0), Mark("band", points, False, 7.0)]
    probes = [(*camera.point(p), 3.0, camera.depth(p)) for p in line]
    return [Layer("belt", marks, probes, 6.0)]


def slope(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a hill under the feet; its steepness is the camera's roll."""
    half, deep = thing.numbers("size", (95.0,))[0], 24.0
    near = -deep if camera.towards[1] < 0 else deep
    corners = ((-half, near), (half, near), (half, -near), (-half, -near))
    face = tuple(camera.point((x, y, 0.0)) for x, y in corners)
    a, b = sorted(face[:2])
    base = min(a[1], b[1]) - 5.0
    marks = [
        Mark("floor", face, is_smooth=False),
        Mark("thing-far", (a, b, (b[0], base), (a[0], base)), is_smooth=False),
        Mark("thing-line", (a, b), False, 1.4, False),
    ]
    return [Layer("slope", marks, [], UNDER_BIAS)]


def board(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a sheet on a stand with a ladder of steps; `size` tells how many are ticked."""
    x, y = spot(thing, start)
    low, high, half = 78.0, 166.0, 30.0
    right = unit((camera.right[0], camera.right[1], 0.0))

    def at(across: float, height: float) -> tuple[float, float]:
        return camera.point(add((x, y, height), scaled(right, across)))

    page = (at(-half, low), at(half, low), at(half, high), at(-half, high))
    marks = [
        Mark("edge", page, width_cm=2.4, is_smooth=False),
        Mark("paper", page, is_smooth=False),
        Mark("thing-line", page, width_cm=1.2, is_smooth=False),
    ]
    ticked = int(thing.number("size", 2))
    for k in range(5):
        level = low + 10.0 + 15.0 * k
        bar = (at(-20.0, level), at(-20.0 + 8.0 * (k + 1), level))
        role = "arrow" if k < ticked else "thing-line"
        marks.append(Mark(role, bar, False, 3.4, False))
    legs = [
        stroke_layer("leg", ((x, y, low), add((x, y, 0.0), scaled(right, a))), camera, 2.6, -90.0)
        for a in (-20.0, 20.0)
    ]
    centre = (x, y, 120.0)
    probe = (*camera.point(centre), 26.0, camera.depth(centre))
    return [*legs, Layer("board", marks, [probe], -80.0)]


def metronome(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a beating metronome beside the body."""
    x, y = spot(thing, start)
    height = thing.number("height", 120.0)
    cx, cy = camera.point((x, y, height))
    body = ((cx - 13, cy - 16), (cx + 13, cy - 16), (cx + 6, cy + 18), (cx - 6, cy + 18))
    marks = [
        Mark("thing-far", body, is_smooth=False),
        Mark("thing-line", body, width_cm=1.4, is_smooth=False),
        Mark("arrow", ((cx, cy - 11), (cx + 10, cy + 22)), False, 2.0, False),
    ]
    for k in (1, 2):
        bow = tuple(
            (cx + (20 + 6 * k) * sin(radians(a)), cy - 11 + (22 + 6 * k) * cos(radians(a)))
            for a in (32, 44, 56)
        )
        marks.append(Mark("arrow", bow, False, 1.4))
    return [Layer("metronome", marks, [(cx, cy, 8.0, -90.0)], -90.0)]


def slider(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return a thin disc below each named part, on the floor."""
    names = thing.settings.get("part", ["left_heel", "right_heel"])
    out = []
    for name in names if isinstance(names, list) else [names]:
        side = str(name).partition("_")[0]
        p = now.at(f"{side}_foot", f"{side}_ankle", (-2.0, 0.0, -5.0))
        centre = (p[0], p[1], 0.8)
        marks = things.slab(camera, centre, (11.0, 11.0, 1.0), "band")
        probe = (*camera.point(centre), 4.0, camera.depth(centre))
        out.append(Layer("slider", marks, [probe], -25.0))
    return out
