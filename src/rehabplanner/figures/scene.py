"""Each kind of thing set up around, under or in the hands of a body. Centimetres."""

from collections.abc import Callable, Collection, Mapping, Sequence
from math import cos, pi, sin

from rehabplanner.figures import gear, things
from rehabplanner.figures.camera import Camera, Ellipsoid
from rehabplanner.figures.hull import hull
from rehabplanner.figures.painting import Layer, Mark
from rehabplanner.figures.skeleton import SIGN, Skeleton
from rehabplanner.figures.things import Thing, box_layer, place, sphere, stroke_layer
from rehabplanner.figures.vectors import (
    Vec,
    X,
    Y,
    Z,
    across,
    add,
    between,
    cross,
    scaled,
    sub,
    unit,
)

LONG = ("thigh", "shank")

Maker = Callable[[Thing, Skeleton, Skeleton, Camera], list[Layer]]


def layers(items: Sequence[Thing], now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    """Return the things' marks; `start` says where things stand, `now` where the hands are."""
    out: list[Layer] = []
    for thing in items:
        out += MAKERS[thing.kind](thing, now, start, camera)
    return out


def _mat(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    xs = [p[0] for p in start.points.values()]
    ys = [p[1] for p in start.points.values()]
    cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    size = thing.numbers("size", (max(xs) - min(xs) + 34, max(ys) - min(ys) + 26))
    low = (cx - size[0] / 2, cy - size[1] / 2, -1.4)
    high = (cx + size[0] / 2, cy + size[1] / 2, 0.0)
    return [box_layer(camera, low, high, "mat", "thing", -1000.0)]


def _block(height: float, size: tuple[float, float], legs: bool) -> Maker:
    def make(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
        x, y = gear.spot(thing, start)
        w, d = thing.numbers("size", size)
        top = thing.number("height", height)
        thick = 5.0 if legs else top
        low, high = (x - w / 2, y - d / 2, top - thick), (x + w / 2, y + d / 2, top)
        bias = thing.number("bias", -12.0)
        out = [box_layer(camera, low, high, thing.kind, "thing", bias)]
        if legs:
            out += _legs(camera, low, high, top - thick, bias)
        return out

    return make


def _legs(camera: Camera, low: Vec, high: Vec, top: float, bias: float) -> list[Layer]:
    out = []
    for x in (low[0] + 3, high[0] - 3):
        for y in (low[1] + 3, high[1] - 3):
            line = ((x, y, 0.0), (x, y, top))
            out.append(stroke_layer("leg", line, camera, 2.6, bias - 4))
    return out


def _chair(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    out = _block(45.0, (42.0, 42.0), True)(thing, now, start, camera)
    x, y = gear.spot(thing, start)
    way = -1.0 if thing.number("turn", 0.0) == 0.0 else 1.0
    back = x + way * 20
    low = (back - 1.5, y - 20, 62.0)
    out.append(box_layer(camera, low, (back + 1.5, y + 20, 86.0), "chair", "thing", -4.0))
    for side in (-18.0, 18.0):
        line = ((back, y + side, 45.0), (back, y + side, 63.0))
        out.append(stroke_layer("leg", line, camera, 2.6, -8))
    return out


def _wall(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    height = thing.number("height", 178.0)
    if "y" in thing.settings:
        y = thing.number("y", 0.0)
        far = y + (5.0 if y > 0 else -5.0)
        low, high = (-42.0, min(y, far), 0.0), (42.0, max(y, far), height)
    else:
        x = thing.number("x", 0.0)
        far = x + (5.0 if x > 0 else -5.0)
        low, high = (min(x, far), -38.0, 0.0), (max(x, far), 38.0, height)
    return [box_layer(camera, low, high, "wall", "thing", -60.0)]


def _ball(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    radius = thing.number("radius", 10.0)
    names = _names(thing, ("left_knee", "right_knee"))
    spots = [place(now, n) for n in names]
    centre = scaled(_sum(spots), 1 / len(spots))
    if "height" in thing.settings:
        centre = (*gear.spot(thing, start), radius)
    return [things.ball_layer("ball", camera, sphere(centre, radius))]


def _sum(points: Sequence[Vec]) -> Vec:
    total = (0.0, 0.0, 0.0)
    for p in points:
        total = add(total, p)
    return total


def _names(thing: Thing, otherwise: Sequence[str]) -> list[str]:
    value = thing.settings.get("part", list(otherwise))
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []


def _mini_band(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    ring = _loop(now, thing.text("at", "thigh"), camera)
    flags = [is_near for _, is_near in ring]
    turn = next((k for k in range(len(ring)) if flags[k] != flags[k - 1]), 0)
    ring = ring[turn:] + ring[:turn]
    runs: list[list[tuple[Vec, bool]]] = []
    for point in ring:
        if runs and runs[-1][0][1] == point[1]:
            runs[-1].append(point)
        else:
            runs.append([point])
    ends = [runs[(k + 1) % len(runs)][0][0] for k in range(len(runs))]
    return [
        _band_run([*(p for p, _ in run), end], camera, 14.0 if run[0][1] else -14.0)
        for run, end in zip(runs, ends, strict=True)
    ]


def _loop(now: Skeleton, part: str, camera: Camera) -> list[tuple[Vec, bool]]:
    """Return a band's way round both legs, and where it is on the side of the camera."""
    radius = {"thigh": 8.2, "shank": 4.7}.get(part, 5.8)
    centres = {side: _banded(now, part, side) for side in SIGN}
    ring: list[tuple[Vec, bool]] = []
    ends: list[Vec] = []
    for side, other in (("left", "right"), ("right", "left")):
        centre, frame = centres[side], now.frames[f"{side}_{part if part in LONG else 'foot'}"]
        along = frame[2] if part in LONG else frame[0]
        out = unit(across(sub(centre, centres[other]), along), scaled(frame[1], SIGN[side]))
        front = scaled(cross(along, out), SIGN[side])
        for k in range(9):
            turn = SIGN[side] * (k / 8 - 0.5) * pi
            arm = add(scaled(out, radius * cos(turn)), scaled(front, radius * sin(turn)))
            ring.append((add(centre, arm), camera.depth(arm) > 0))
        ends.append(scaled(front, SIGN[side]))
    middle = len(ring) // 2
    first, last = _span(ring[middle - 1][0], ring[middle][0]), _span(ring[-1][0], ring[0][0])
    is_near = camera.depth(add(ends[0], scaled(ends[1], -1.0))) > 0
    return [
        *ring[:middle], *((p, is_near) for p in first),
        *ring[middle:], *((p, not is_near) for p in last),
    ]  # fmt: skip


def _span(a: Vec, b: Vec) -> list[Vec]:
    return [between(a, b, k / 6) for k in range(1, 6)]


def _banded(now: Skeleton, part: str, side: str) -> Vec:
    """Return the middle of the leg or foot where a band goes round it."""
    if part in LONG:
        return place(now, f"{side}_{part}")
    return now.at(f"{side}_foot", f"{side}_ankle", (7.0, 0.0, -3.4))


def _band_run(line: Sequence[Vec], camera: Camera, bias: float) -> Layer:
    points = tuple(camera.point(p) for p in line)
    marks = [Mark("edge", points, False, 4.6), Mark("band", points, False, 3.0)]
    return Layer("band", marks, [(*camera.point(p), 2.0, camera.depth(p)) for p in line], bias)


def _band(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    names = _names(thing, ("right_hand",))
    anchor = thing.numbers("from", ())
    end: Vec = (anchor[0], anchor[1], anchor[2]) if len(anchor) == 3 else (0.0, 0.0, 0.0)
    out = []
    for name in names:
        line = (place(now, name), end if anchor else place(now, thing.text("to", "left_foot")))
        points = [camera.point(p) for p in line]
        marks = [Mark("edge", tuple(points), False, 3.6), Mark("band", tuple(points), False, 2.0)]
        probes = [
            (*camera.point(p), 1.0, camera.depth(p))
            for p in (between(line[0], line[1], k / 6) for k in range(7))
        ]
        out.append(Layer("band", marks, probes, 0.0))
    if anchor:
        post = ((end[0], end[1], max(0.0, end[2] - 9)), (end[0], end[1], end[2] + 9))
        out.append(stroke_layer("post", post, camera, 4.0))
    return out


def _dumbbell(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    out = []
    for name in _names(thing, ("right_hand",)):
        side = name.split("_")[0]
        centre = place(now, name)
        bar = now.frames[f"{side}_hand"][0]
        centre = add(centre, scaled(now.frames[f"{side}_hand"][1], -SIGN[side] * 1.0))
        ends = (add(centre, scaled(bar, -10)), add(centre, scaled(bar, 10)))
        out.append(stroke_layer("bar", ends, camera, 2.4, 3.0))
        out += [_plate(e, bar, camera, 6.4) for e in ends]
    return out


def _plate(centre: Vec, axis: Vec, camera: Camera, radius: float) -> Layer:
    u = unit(cross(axis, (0.3, 0.2, 0.9)))
    solid = Ellipsoid(
        centre, (scaled(axis, 3.0), scaled(u, radius), scaled(cross(axis, u), radius))
    )
    return things.ball_layer("plate", camera, solid, 7.0)


def _kettlebell(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    names = _names(thing, ("right_hand",))
    spots = [place(now, n) for n in names]
    grip = scaled(_sum(spots), 1 / len(spots))
    down: Vec = scaled(Z, -1.0)
    if thing.text("to") == "up":
        down = scaled(Z, 0.5)
    wide = scaled(unit(sub(spots[0], spots[-1]), X), 5.5)
    if len(names) == 1:
        wide = scaled(now.frames[f"{names[0].split('_')[0]}_hand"][0], 5.5)
    body = add(grip, scaled(down, 14.0))
    handle = [
        add(body, scaled(down, -5.0)), add(add(grip, wide), scaled(down, 5.0)), add(grip, wide),
        sub(grip, wide), add(sub(grip, wide), scaled(down, 5.0)), add(body, scaled(down, -5.0)),
    ]  # fmt: skip
    loop = stroke_layer("handle", handle, camera, 2.4, 2.0)
    return [loop, things.ball_layer("bell", camera, sphere(body, 9.0), 4.0)]


def _stick(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    if thing.text("at") == "spine":
        frame = now.frames["thorax3"]
        low = now.at("pelvis", "pelvis", (-13.0, 0.0, -2.0))
        high = now.at("head", "head", (-11.5, 0.0, 12.0))
        way = unit(sub(high, low), frame[2])
        ends = (sub(low, scaled(way, 12.0)), add(high, scaled(way, 10.0)))
    elif thing.text("at") == "floor":
        hand = place(now, _names(thing, ("right_hand",))[0])
        ends = ((hand[0], hand[1], 0.0), (hand[0], hand[1], hand[2] + 22))
    else:
        a, b = (place(now, n) for n in _names(thing, ("left_hand", "right_hand")))
        way = unit(sub(b, a), Y)
        ends = (sub(a, scaled(way, 16.0)), add(b, scaled(way, 16.0)))
    return [stroke_layer("stick", ends, camera, 2.4, thing.number("bias", 0.0))]


def _roller(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    x, y = gear.spot(thing, start)
    r, half = thing.number("radius", 7.5), thing.number("size", 30.0)
    ends = [
        [(x + p[0] - 0.0, y + s * half, r + p[2]) for p in
         things.ring_around((0.0, 0.0, 0.0), Y, X, (r, r))]
        for s in (-1.0, 1.0)
    ]  # fmt: skip
    flat = [[camera.point(p) for p in ring] for ring in ends]
    near = flat[0] if camera.towards[1] < 0 else flat[1]
    marks = [
        Mark("thing", hull(flat[0] + flat[1])),
        Mark("thing-line", hull(flat[0] + flat[1]), width_cm=0.8),
        Mark("thing-far", tuple(near[:-1])),
        Mark("thing-line", tuple(near[:-1]), width_cm=0.8),
    ]
    spot = camera.point((x, y, r))
    return [Layer("roller", marks, [(*spot, r, camera.depth((x, y, r)))], -20.0)]


def _rope(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    a, b = place(now, "left_hand"), place(now, "right_hand")
    sag = thing.number("height", -1.0)
    low: Vec = scaled(add(a, b), 0.5)
    foot = (low[0] + thing.number("x", 20.0), low[1], sag if sag >= 0 else 1.0)
    points = [_bow(a, foot, b, k / 16) for k in range(17)]
    return [stroke_layer("rope", points, camera, 1.0, thing.number("bias", 0.0))]


def _bow(a: Vec, low: Vec, b: Vec, t: float) -> Vec:
    # A curve through the lowest point at half way.
    control = sub(scaled(low, 2.0), scaled(add(a, b), 0.5))
    return between(between(a, control, t), between(control, b, t), t)


def _support(thing: Thing, now: Skeleton, start: Skeleton, camera: Camera) -> list[Layer]:
    x, y = gear.spot(thing, start)
    height = thing.number("height", 92.0)
    line = ((x, y, 0.0), (x, y, height))
    bar = ((x, y - 17, height), (x, y + 17, height))
    out = [stroke_layer("support", line, camera, 3.0, -6.0)]
    return [*out, stroke_layer("support", bar, camera, 3.6, -6.0)]


MAKERS: Mapping[str, Maker] = {
    "mat": _mat,
    "mini-band": _mini_band,
    "band": _band,
    "chair": _chair,
    "bench": _block(42.0, (38.0, 90.0), True),
    "step": _block(18.0, (40.0, 60.0), False),
    "cushion": _block(5.0, (30.0, 26.0), False),
    "wall": _wall,
    "dumbbell": _dumbbell,
    "kettlebell": _kettlebell,
    "ball": _ball,
    "stick": _stick,
    "roller": _roller,
    "rope": _rope,
    "support": _support,
    "bars": gear.bars,
    "wheel": gear.wheel,
    "box": gear.box,
    "saddle": gear.saddle,
    "footboard": gear.footboard,
    "table": gear.table,
    "bed": gear.bed,
    "book": gear.book,
    "lamp": gear.lamp,
    "water": gear.water,
    "belt": gear.belt,
    "slope": gear.slope,
    "board": gear.board,
    "metronome": gear.metronome,
    "slider": gear.slider,
}


def floor(skeletons: Sequence[Skeleton], camera: Camera, show: Collection[str] = ()) -> Mark:
    """Return the patch of floor under a body, or the parts to show, as wide as its frames need."""
    points = [p for s in skeletons for p in s.points.values()]
    if show:
        points = [place(s, name) for s in skeletons for name in show if name.endswith("foot")]
    low = (min(p[0] for p in points) - 12, min(p[1] for p in points) - 10)
    high = (max(p[0] for p in points) + 12, max(p[1] for p in points) + 10)
    corners = ((low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1]))
    ring = []
    for k, (x, y) in enumerate(corners):
        for other in (corners[k - 1], corners[(k + 1) % 4]):
            size = max(1.0, abs(other[0] - x) + abs(other[1] - y))
            t = min(0.35, 14 / size)
            ring.append(camera.point((x + (other[0] - x) * t, y + (other[1] - y) * t, 0.0)))
    return Mark("floor", tuple(ring))
