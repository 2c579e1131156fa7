"""The body's solids around a skeleton: tapered limbs, rounded trunk, head, hands, shoes (cm)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rehabplanner.figures import body
from rehabplanner.figures.body import Section
from rehabplanner.figures.camera import Ellipsoid
from rehabplanner.figures.skeleton import SIGN, Skeleton
from rehabplanner.figures.vectors import (
    Mat,
    Vec,
    X,
    Y,
    Z,
    about_y,
    add,
    between,
    product,
    scaled,
    turned,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One area of one colour: a tube of ellipsoids, or the hull around them.

    `edge` says where the white edge is drawn: None nowhere, 0 all round, else from that fraction
    of the length to the far end; `hem` cuts the far end off (a sleeve shows the arm below it).
    What hides what is found by the shapes that have `sorts`. The role "none" is only an edge.
    """

    role: str
    solids: tuple[Ellipsoid, ...]
    is_hull: bool = False
    edge: float | None = None
    hem: bool = False
    sorts: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the body that hides or is hidden as a whole; `side` is empty in the middle."""

    name: str
    side: str
    shapes: tuple[Shape, ...]
    up: Vec = Z  # of a foot: away from the sole

    def solids(self) -> list[Ellipsoid]:
        """Return all ellipsoids of the part."""
        return [solid for shape in self.shapes for solid in shape.solids]


def parts(skeleton: Skeleton, grips: Iterable[str] = (), is_barefoot: bool = False) -> list[Part]:
    """Return the body's parts; hands named in `grips` ("left_hand") are closed."""
    closed = set(grips)
    shod = bare_foot if is_barefoot else foot
    out = [head(skeleton), trunk(skeleton)]
    for side in body.SIDES:
        out += [
            thigh(skeleton, side),
            shank(skeleton, side, is_barefoot),
            shod(skeleton, side),
            upper_arm(skeleton, side),
            forearm(skeleton, side, f"{side}_hand" in closed),
        ]
    return out


def _slice(frame: Mat, centre: Vec, section: Section, thick: float, grow: float) -> Ellipsoid:
    offset = turned(frame, (section.forward, section.sideways, 0.0))
    axes = (
        scaled(frame[0], section.deep + grow),
        scaled(frame[1], section.wide + grow),
        scaled(frame[2], thick * min(section.deep, section.wide)),
    )
    return Ellipsoid(add(centre, offset), axes)


def _limb(
    frame: Mat, start: Vec, end: Vec, shape: Sequence[Section], to: float = 1.0, grow: float = 0.0
) -> tuple[Ellipsoid, ...]:
    return tuple(
        _slice(frame, between(start, end, s.at), s, 0.8, grow) for s in shape if s.at <= to
    )


def _ball(skeleton: Skeleton, frame: str, point: str, at: Vec, size: Vec) -> Ellipsoid:
    f = skeleton.frames[frame]
    axes = (scaled(f[0], size[0]), scaled(f[1], size[1]), scaled(f[2], size[2]))
    return Ellipsoid(skeleton.at(frame, point, at), axes)


def trunk(skeleton: Skeleton) -> Part:
    """Return shirt and shorts."""
    shorts = Shape("shorts", spine_tube(skeleton, body.PELVIS_SHAPE), edge=0.0)
    shirt = Shape("torso", spine_tube(skeleton, body.TRUNK_SHAPE), edge=0.0)
    return Part("trunk", "", (shorts, shirt))


def spine_tube(skeleton: Skeleton, shape: Iterable[tuple[str, Section]]) -> tuple[Ellipsoid, ...]:
    """Return slices around the spine."""
    return tuple(
        _slice(
            skeleton.frames[piece],
            skeleton.at(piece, piece, (0.0, 0.0, section.at)),
            section,
            0.62,
            0.0,
        )
        for piece, section in shape
    )


def hip_solids(skeleton: Skeleton, side: str) -> tuple[Ellipsoid, ...]:
    """Return the top of the thigh in its shorts, on which one sits and lies."""
    frame = skeleton.frames[f"{side}_thigh"]
    hip, knee = skeleton.points[f"{side}_hip"], skeleton.points[f"{side}_knee"]
    return _limb(frame, hip, knee, body.THIGH_SHAPE[:4], 1.0, 0.5)


def shoulder_solids(skeleton: Skeleton, side: str) -> tuple[Ellipsoid, ...]:
    """Return the round of the shoulder."""
    frame = skeleton.frames[f"{side}_upper_arm"]
    top, elbow = skeleton.points[f"{side}_shoulder"], skeleton.points[f"{side}_elbow"]
    return _limb(frame, top, elbow, body.UPPER_ARM_SHAPE[:3])


def head(skeleton: Skeleton) -> Part:
    """Return neck, face and hair."""
    frame = skeleton.frames["neck"]
    start, end = skeleton.points["neck"], skeleton.at("head", "head", (-0.6, 0.0, 4.0))
    sections = (Section(-0.2, 6.2, 6.0), Section(0.3, 5.2, 5.4), Section(1.0, 5.0, 5.4))
    neck = tuple(_slice(frame, between(start, end, s.at), s, 0.8, 0.0) for s in sections)

    def ball(at: Vec, size: Vec) -> Ellipsoid:
        return _ball(skeleton, "head", "head", at, size)

    face = (
        ball((2.2, 0.0, 8.6), (7.6, 6.7, 8.2)),
        ball((3.2, 0.0, 3.0), (5.4, 4.9, 4.8)),
        ball((8.6, 0.0, 4.2), (1.0, 1.8, 1.6)),
    )
    nose = (ball((9.6, 0.0, 9.0), (0.7, 0.9, 1.2)), ball((10.6, 0.0, 6.3), (1.2, 1.2, 0.9)))
    hair = (
        ball((-0.9, 0.0, 10.6), (9.6, 7.9, 9.2)),
        ball((-2.6, 0.0, 7.6), (7.6, 7.6, 8.0)),
    )
    return Part(
        "head",
        "",
        (
            Shape("neck", neck, edge=0.25),
            Shape("hair", hair, is_hull=True, edge=0.0),
            Shape("face", face, is_hull=True, edge=0.0),
            Shape("nose", nose, is_hull=True),
        ),
    )


def thigh(skeleton: Skeleton, side: str) -> Part:
    """Return a thigh with the leg of the shorts over it."""
    frame = skeleton.frames[f"{side}_thigh"]
    hip, knee = skeleton.points[f"{side}_hip"], skeleton.points[f"{side}_knee"]
    skin = _limb(frame, hip, knee, body.THIGH_SHAPE)
    shorts = _limb(frame, hip, knee, body.THIGH_SHAPE, 0.5, 0.5)
    return Part(
        f"{side}_thigh",
        side,
        (Shape("limb", skin, edge=0.3), Shape("shorts", shorts, edge=0.55, hem=True, sorts=False)),
    )


def shank(skeleton: Skeleton, side: str, is_short: bool = False) -> Part:
    """Return a lower leg, or only its lower half."""
    frame = skeleton.frames[f"{side}_shank"]
    knee, ankle = skeleton.points[f"{side}_knee"], skeleton.points[f"{side}_ankle"]
    shape = body.SHANK_SHAPE[4:] if is_short else body.SHANK_SHAPE
    skin = _limb(frame, knee, ankle, shape)
    return Part(f"{side}_shank", side, (Shape("limb", skin, edge=0.16),))


_HEEL = ((-4.2, -2.0, -2.9, 2.2), (-4.2, 2.0, -2.9, 2.2), (-4.4, 0.0, -0.6, 2.4))
_COLLAR = ((-1.6, 0.0, 1.4, 3.7), (1.8, 0.0, 0.2, 3.6))
_MIDFOOT = ((6.5, -1.0, -2.2, 2.5), (6.5, 1.0, -2.2, 2.5))
_BALL = ((11.0, -2.9, -3.8, 1.4), (11.0, 2.9, -3.8, 1.4), (10.4, 0.0, -3.0, 1.9))
_TOES = ((3.4, -2.4, 2.9, 1.4), (4.4, 1.8, 2.8, 1.4), (5.8, -0.4, 2.6, 1.4))
_SOLE_BACK = ((-5.4, -1.9, -5.9, 0.8), (-5.4, 1.9, -5.9, 0.8), (-6.0, 0.0, -5.9, 0.8))
_SOLE_BALL = ((11.3, -3.8, -5.9, 0.8), (11.3, 3.8, -5.9, 0.8))
_SOLE_TIP = ((4.6, -3.4, 0.8, 0.8), (5.6, 2.4, 0.8, 0.8), (7.4, -0.6, 0.8, 0.8))
_BACK = (*_SOLE_BACK, *_SOLE_BALL, *_HEEL, *_COLLAR, *_MIDFOOT, *_BALL)
_BACK_PARTS = ((0, 3), (3, 5), (5, 10), (10, 12), (12, 15))
BALL_OF_FOOT: Vec = (12.0, 0.0, -body.ANKLE_HEIGHT)


Ball = tuple[Vec, float]  # centre and radius (cm)


def _balls(
    rows: Iterable[tuple[float, float, float, float]], frame: Mat, origin: Vec, sign: float
) -> list[Ball]:
    return [(add(origin, turned(frame, (x, y * sign, z))), r) for x, y, z, r in rows]


def foot_balls(skeleton: Skeleton, side: str) -> tuple[list[Ball], list[Ball]]:
    """Return the balls that make the back and the front of a shoe; it bends between them."""
    frame = skeleton.frames[f"{side}_foot"]
    ankle = skeleton.points[f"{side}_ankle"]
    toe_frame = product(frame, about_y(-skeleton.toes[side]))
    hinge = add(ankle, turned(frame, BALL_OF_FOOT))
    return (
        _balls(_BACK, frame, ankle, SIGN[side]),
        _balls(_SOLE_TIP + _TOES, toe_frame, hinge, SIGN[side]),
    )


def foot_reach(skeleton: Skeleton, side: str, direction: Vec) -> float:
    """Return how far a shoe reaches along a unit direction, from the origin (cm)."""
    back, front = foot_balls(skeleton, side)
    x, y, z = direction
    return max(c[0] * x + c[1] * y + c[2] * z + r for c, r in back + front)


def foot(skeleton: Skeleton, side: str) -> Part:
    """Return a shoe that bends at the ball of the foot."""
    back, front = (
        tuple(Ellipsoid(c, (scaled(X, r), scaled(Y, r), scaled(Z, r))) for c, r in rows)
        for rows in foot_balls(skeleton, side)
    )
    sole_back, sole_ball, heel, midfoot, ball = (back[a:b] for a, b in _BACK_PARTS)
    tip, toes = front[: len(_SOLE_TIP)], front[len(_SOLE_TIP) :]
    is_bent = skeleton.toes[side] > 3.0
    soles = (sole_back + sole_ball, sole_ball + tip) if is_bent else (sole_back + tip,)
    shapes = (
        Shape("none", back, True, 0.0, sorts=False),
        Shape("none", sole_ball + tip + midfoot + toes, True, 0.0, sorts=False),
        *(Shape("sole", sole, is_hull=True, sorts=False) for sole in soles),
        Shape("shoe", heel + midfoot + ball, is_hull=True),
        Shape("shoe", midfoot + ball + toes, is_hull=True),
    )
    return Part(f"{side}_foot", side, shapes, skeleton.frames[f"{side}_foot"][2])


_BARE_HEEL = ((-3.4, 0.0, -3.4, 3.3), (-3.4, -1.0, -4.6, 2.1), (-3.4, 1.0, -4.6, 2.1))
_BARE_ANKLE = ((-0.2, 0.0, 3.0, 3.1), (0.0, 0.0, 0.8, 3.4), (1.9, 0.0, -0.8, 3.1))
_BARE_MIDDLE = ((5.0, -1.2, -2.5, 2.4), (5.0, 1.4, -3.6, 2.1))
_BARE_BALL = ((11.6, -2.6, -4.9, 1.8), (10.8, 2.8, -5.2, 1.5))
_BARE_TOES = ((17.4, -3.0, -5.5, 1.2), (17.2, -0.9, -5.7, 0.9), (16.0, 2.8, -5.8, 0.8))
ARCH_RISE = 2.0  # cm
ARCH_SHORTENS = 1.6


def bare_foot(skeleton: Skeleton, side: str) -> Part:
    """Return a foot without shoe, its arch as high as the skeleton says."""
    frame, ankle = skeleton.frames[f"{side}_foot"], skeleton.points[f"{side}_ankle"]
    arch, sign = skeleton.arches[side], SIGN[side]

    def solids(
        rows: Iterable[tuple[float, float, float, float]], back: float = 0.0, up: float = 0.0
    ) -> tuple[Ellipsoid, ...]:
        shifted = ((x - back * arch, -y, z + up * arch, r) for x, y, z, r in rows)
        return tuple(
            Ellipsoid(c, (scaled(X, r), scaled(Y, r), scaled(Z, r)))
            for c, r in _balls(shifted, frame, ankle, -sign)
        )

    heel, top = solids(_BARE_HEEL), solids(_BARE_ANKLE)
    middle = solids(_BARE_MIDDLE, 0.6, ARCH_RISE)
    ball, toes = solids(_BARE_BALL, ARCH_SHORTENS), solids(_BARE_TOES, ARCH_SHORTENS)
    back, front = heel + top + middle, middle + ball
    rows = ((ball[0], toes[0]), (ball[0], ball[1], toes[1]), (ball[1], toes[2]))
    shapes = (
        *(Shape("none", (*solid,), True, 0.0, sorts=False) for solid in (front, *rows)),
        *(Shape("limb", (*solid,), is_hull=True) for solid in (*rows, back, front)),
    )
    return Part(f"{side}_foot", side, shapes, frame[2])


def upper_arm(skeleton: Skeleton, side: str) -> Part:
    """Return an upper arm with the sleeve over it."""
    frame = skeleton.frames[f"{side}_upper_arm"]
    top, elbow = skeleton.points[f"{side}_shoulder"], skeleton.points[f"{side}_elbow"]
    skin = _limb(frame, top, elbow, body.UPPER_ARM_SHAPE)
    sleeve = _limb(frame, top, elbow, body.UPPER_ARM_SHAPE, 0.42, 0.5)
    return Part(
        f"{side}_upper_arm",
        side,
        (Shape("limb", skin, edge=0.3), Shape("sleeve", sleeve, edge=0.35, hem=True, sorts=False)),
    )


def forearm(skeleton: Skeleton, side: str, is_closed: bool) -> Part:
    """Return a forearm with its hand, open or closed."""
    frame = skeleton.frames[f"{side}_forearm"]
    elbow, wrist = skeleton.points[f"{side}_elbow"], skeleton.points[f"{side}_wrist"]
    skin = _limb(frame, elbow, wrist, body.FOREARM_SHAPE)
    shapes = [
        Shape("limb", skin, edge=0.22),
        Shape("limb", hand(skeleton, side, is_closed), edge=0.12),
    ]
    shapes.append(Shape("limb", thumb(skeleton, side, is_closed)))
    return Part(f"{side}_forearm", side, tuple(shapes))


def hand(skeleton: Skeleton, side: str, is_closed: bool) -> tuple[Ellipsoid, ...]:
    """Return palm and fingers; the hand's frame has the thumb forward and the palm inward."""
    f = skeleton.frames[f"{side}_hand"]
    rows = body.FIST_SHAPE if is_closed else body.HAND_SHAPE
    return tuple(
        Ellipsoid(
            skeleton.at(f"{side}_hand", f"{side}_wrist", (0.0, 0.0, -s.at)),
            (scaled(f[0], s.wide), scaled(f[1], s.deep), scaled(f[2], 2.4)),
        )
        for s in rows
    )


def thumb(skeleton: Skeleton, side: str, is_closed: bool) -> tuple[Ellipsoid, ...]:
    """Return the thumb."""
    sign = SIGN[side]
    rows = (
        ((2.4, 0.0, -3.5), (3.8, -2.4 * sign, -6.0))
        if is_closed
        else ((2.2, -0.4 * sign, -3.0), (4.8, -1.0 * sign, -6.0), (5.6, -1.2 * sign, -8.6))
    )
    f = skeleton.frames[f"{side}_hand"]
    axes = (scaled(f[0], 1.4), scaled(f[1], 1.2), scaled(f[2], 1.5))
    return tuple(Ellipsoid(skeleton.at(f"{side}_hand", f"{side}_wrist", at), axes) for at in rows)
