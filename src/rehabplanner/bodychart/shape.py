"""The body of the chart: its edges in heights of the body, and which place lies where.

x is 0 in the middle and grows outwards (from behind and from before) or backwards (from the
side); y is 0 at the crown and 1 at the sole. Places further down a list lie on top.
"""

from rehabplanner.bodychart.strips import Edge, Ring, Strip, oval

# From before and from behind, one half.

_OUTER = Edge(
    (
        (0.000, 0.000),
        (0.003, 0.017),
        (0.012, 0.032),
        (0.030, 0.043),
        (0.055, 0.0465),
        (0.080, 0.043),
        (0.102, 0.034),
        (0.118, 0.0265),
        (0.135, 0.0245),
        (0.148, 0.028),
        (0.158, 0.045),
        (0.168, 0.078),
        (0.180, 0.090),
        (0.235, 0.090),
        (0.300, 0.082),
        (0.375, 0.071),
        (0.430, 0.080),
        (0.490, 0.0945),
        (0.530, 0.097),
        (0.590, 0.091),
        (0.660, 0.078),
        (0.715, 0.0695),
        (0.745, 0.0685),
        (0.800, 0.0745),
        (0.850, 0.068),
        (0.910, 0.053),
        (0.940, 0.051),
        (0.958, 0.055),
        (0.980, 0.070),
        (0.992, 0.072),
        (1.000, 0.064),
    )
)
_INNER = Edge(
    (
        (0.000, 0.000),
        (0.520, 0.000),
        (0.527, 0.003),
        (0.590, 0.009),
        (0.660, 0.0155),
        (0.715, 0.0175),
        (0.745, 0.0185),
        (0.800, 0.015),
        (0.850, 0.0175),
        (0.910, 0.0265),
        (0.940, 0.0265),
        (0.965, 0.023),
        (0.988, 0.021),
        (1.000, 0.028),
    )
)
_ARM_OUTER = Edge(
    (
        (0.169, 0.080),
        (0.176, 0.106),
        (0.192, 0.122),
        (0.215, 0.130),
        (0.250, 0.135),
        (0.310, 0.142),
        (0.345, 0.149),
        (0.385, 0.162),
        (0.440, 0.171),
        (0.468, 0.176),
        (0.495, 0.189),
        (0.530, 0.191),
        (0.552, 0.189),
        (0.562, 0.184),
        (0.566, 0.176),
    )
)
_ARM_INNER = Edge(
    (
        (0.169, 0.080),
        (0.180, 0.090),
        (0.235, 0.090),
        (0.250, 0.0965),
        (0.310, 0.112),
        (0.345, 0.119),
        (0.385, 0.127),
        (0.440, 0.146),
        (0.468, 0.153),
        (0.500, 0.153),
        (0.535, 0.158),
        (0.553, 0.161),
        (0.562, 0.167),
        (0.566, 0.176),
    )
)
BODY = Strip(_INNER, _OUTER, 0.0, 1.0)
ARM = Strip(_ARM_INNER, _ARM_OUTER, 0.169, 0.566)

# From the side, the face towards smaller x.

_FACE = Edge(
    (
        (0.000, 0.000),
        (0.003, -0.022),
        (0.014, -0.041),
        (0.034, -0.051),
        (0.052, -0.050),
        (0.070, -0.063),
        (0.076, -0.058),
        (0.088, -0.055),
        (0.102, -0.049),
        (0.113, -0.044),
        (0.122, -0.022),
        (0.148, -0.022),
        (0.165, -0.034),
        (0.205, -0.058),
        (0.240, -0.065),
        (0.300, -0.061),
        (0.360, -0.056),
        (0.430, -0.061),
        (0.490, -0.056),
        (0.550, -0.061),
        (0.620, -0.056),
        (0.700, -0.044),
        (0.735, -0.045),
        (0.765, -0.036),
        (0.830, -0.030),
        (0.900, -0.023),
        (0.935, -0.025),
        (0.955, -0.045),
        (0.972, -0.086),
        (0.985, -0.108),
        (0.995, -0.110),
        (1.000, -0.104),
    )
)
_SPINE = Edge(
    (
        (0.000, 0.000),
        (0.003, 0.020),
        (0.014, 0.038),
        (0.040, 0.050),
        (0.070, 0.046),
        (0.095, 0.034),
        (0.125, 0.029),
        (0.150, 0.036),
        (0.185, 0.055),
        (0.235, 0.065),
        (0.290, 0.060),
        (0.340, 0.046),
        (0.385, 0.039),
        (0.420, 0.046),
        (0.480, 0.078),
        (0.510, 0.077),
        (0.550, 0.056),
        (0.600, 0.051),
        (0.690, 0.034),
        (0.735, 0.028),
        (0.800, 0.047),
        (0.850, 0.041),
        (0.915, 0.021),
        (0.940, 0.021),
        (0.965, 0.031),
        (0.990, 0.034),
        (1.000, 0.030),
    )
)
_SIDE_ARM_FRONT = Edge(
    (
        (0.172, 0.000),
        (0.180, -0.018),
        (0.205, -0.029),
        (0.250, -0.039),
        (0.310, -0.060),
        (0.345, -0.073),
        (0.385, -0.098),
        (0.440, -0.126),
        (0.462, -0.136),
        (0.490, -0.158),
        (0.520, -0.165),
        (0.534, -0.163),
        (0.541, -0.152),
    )
)
_SIDE_ARM_BACK = Edge(
    (
        (0.172, 0.000),
        (0.180, 0.020),
        (0.205, 0.027),
        (0.250, 0.016),
        (0.310, -0.010),
        (0.345, -0.022),
        (0.360, -0.033),
        (0.385, -0.058),
        (0.440, -0.097),
        (0.462, -0.109),
        (0.490, -0.117),
        (0.520, -0.127),
        (0.534, -0.137),
        (0.541, -0.152),
    )
)
SIDE_BODY = Strip(_FACE, _SPINE, 0.0, 1.0)
SIDE_ARM = Strip(_SIDE_ARM_FRONT, _SIDE_ARM_BACK, 0.172, 0.541)

# Lines across.

_CHIN, _SHOULDER, _RIBS, _KNEE, _BELOW_KNEE = 0.116, 0.157, 0.345, 0.700, 0.765
_WING, _LOW_BACK, _PELVIS = (0.272, 0.262), (0.352, 0.345), (0.440, 0.425)
_BELLY, _GROIN, _BUTTOCK = (0.470, 0.425), (0.545, 0.480), (0.556, 0.545)
_ARM_LINES = (0.169, 0.238, 0.322, 0.366, 0.455)


def _arm(strip: Strip) -> list[tuple[str, Ring]]:
    names = ("shoulder", "upper arm", "elbow", "forearm", "hand")
    tops = (strip.top, *_ARM_LINES[1:])
    bottoms = (*_ARM_LINES[1:], strip.bottom)
    return [
        (name, strip.patch(top, bottom))
        for name, top, bottom in zip(names, tops, bottoms, strict=True)
    ]


def _sacrum() -> Ring:
    down = ((0.0, 0.436), (0.021, 0.438), (0.0235, 0.455), (0.0185, 0.482), (0.008, 0.506))
    return (*down, (0.0, 0.510))


FRONT: tuple[tuple[str, Ring], ...] = (
    ("head", BODY.patch(0.0, _CHIN)),
    ("neck", BODY.patch(_CHIN, _SHOULDER)),
    ("chest", BODY.patch(_SHOULDER, _RIBS)),
    ("abdomen", BODY.patch(_RIBS, _BELLY, 0.0, 0.74)),
    ("flank", BODY.patch(_RIBS, _BELLY, 0.74, 1.0)),
    ("groin", BODY.patch(_BELLY, _GROIN, 0.0, 0.62)),
    ("hip", BODY.patch(_BELLY, _GROIN, 0.62, 1.0)),
    ("thigh inner", BODY.patch(_GROIN, _KNEE, 0.0, 0.27)),
    ("thigh", BODY.patch(_GROIN, _KNEE, 0.27, 0.78)),
    ("thigh outer", BODY.patch(_GROIN, _KNEE, 0.78, 1.0)),
    ("knee", BODY.patch(_KNEE, _BELOW_KNEE)),
    ("shin", BODY.patch(_BELOW_KNEE, 0.915)),
    ("ankle", BODY.patch(0.915, 0.950)),
    ("foot", BODY.patch(0.950, 0.981)),
    ("toes", BODY.patch(0.981, 1.0)),
    *_arm(ARM),
)
"""One half from before; the other is its mirror image."""

BACK: tuple[tuple[str, Ring], ...] = (
    ("head", BODY.patch(0.0, _CHIN)),
    ("neck", BODY.patch(_CHIN, _SHOULDER)),
    ("upper back", BODY.patch(_SHOULDER, _WING, 0.0, 0.30)),
    ("shoulder blade", BODY.patch(_SHOULDER, _WING, 0.30, 1.0)),
    ("mid back", BODY.patch(_WING, _LOW_BACK, 0.0, 0.30)),
    ("mid back side", BODY.patch(_WING, _LOW_BACK, 0.30, 1.0)),
    ("low back", BODY.patch(_LOW_BACK, _PELVIS, 0.0, 0.28)),
    ("low back side", BODY.patch(_LOW_BACK, _PELVIS, 0.28, 0.76)),
    ("flank", BODY.patch(_LOW_BACK, _PELVIS, 0.76, 1.0)),
    ("buttock", BODY.patch(_PELVIS, _BUTTOCK, 0.0, 0.80)),
    ("hip", BODY.patch(_PELVIS, _BUTTOCK, 0.80, 1.0)),
    ("thigh inner", BODY.patch(_BUTTOCK, _KNEE, 0.0, 0.25)),
    ("hamstring", BODY.patch(_BUTTOCK, _KNEE, 0.25, 0.79)),
    ("thigh outer", BODY.patch(_BUTTOCK, _KNEE, 0.79, 1.0)),
    ("knee back", BODY.patch(_KNEE, _BELOW_KNEE)),
    ("calf", BODY.patch(_BELOW_KNEE, 0.905)),
    ("ankle", BODY.patch(0.905, 0.958)),
    ("achilles", BODY.patch(0.880, 0.958, 0.30, 0.70)),
    ("heel", BODY.patch(0.958, 1.0)),
    ("sacrum", _sacrum()),
    ("sacroiliac", oval(0.0335, 0.463, 0.0085, 0.026, 14)),
    ("tailbone", oval(0.0, 0.522, 0.0095, 0.0125)),
    *_arm(ARM),
)
"""One half from behind."""

SIDE: tuple[tuple[str, Ring], ...] = (
    ("head", SIDE_BODY.patch(0.0, _CHIN)),
    ("neck", SIDE_BODY.patch(_CHIN, (0.172, 0.150))),
    ("chest", SIDE_BODY.patch((0.172, 0.150), _RIBS, 0.0, 0.52)),
    ("shoulder blade", SIDE_BODY.patch((0.172, 0.150), 0.268, 0.52, 1.0)),
    ("mid back side", SIDE_BODY.patch(0.268, _RIBS, 0.52, 1.0)),
    ("abdomen", SIDE_BODY.patch(_RIBS, 0.435, 0.0, 0.40)),
    ("flank", SIDE_BODY.patch(_RIBS, 0.435, 0.40, 0.70)),
    ("low back side", SIDE_BODY.patch(_RIBS, 0.435, 0.70, 1.0)),
    ("groin", SIDE_BODY.patch(0.435, (0.510, 0.556), 0.0, 0.24)),
    ("hip", SIDE_BODY.patch(0.435, (0.510, 0.556), 0.24, 0.62)),
    ("buttock", SIDE_BODY.patch(0.435, (0.510, 0.556), 0.62, 1.0)),
    ("thigh", SIDE_BODY.patch((0.510, 0.556), _KNEE, 0.0, 0.34)),
    ("thigh outer", SIDE_BODY.patch((0.510, 0.556), _KNEE, 0.34, 0.68)),
    ("hamstring", SIDE_BODY.patch((0.510, 0.556), _KNEE, 0.68, 1.0)),
    ("knee", SIDE_BODY.patch(_KNEE, _BELOW_KNEE, 0.0, 0.66)),
    ("knee back", SIDE_BODY.patch(_KNEE, _BELOW_KNEE, 0.66, 1.0)),
    ("shin", SIDE_BODY.patch(_BELOW_KNEE, 0.905, 0.0, 0.45)),
    ("calf", SIDE_BODY.patch(_BELOW_KNEE, 0.905, 0.45, 1.0)),
    ("ankle", SIDE_BODY.patch(0.905, (0.945, 0.958), 0.0, 0.60)),
    ("achilles", SIDE_BODY.patch(0.885, (0.945, 0.958), 0.60, 1.0)),
    ("toes", SIDE_BODY.patch((0.945, 0.958), 1.0, 0.0, 0.24)),
    ("foot", SIDE_BODY.patch((0.945, 0.958), 1.0, 0.24, 0.74)),
    ("heel", SIDE_BODY.patch((0.945, 0.958), 1.0, 0.74, 1.0)),
    *_arm(SIDE_ARM),
)
"""The left side, the face to the left; the right side is its mirror image."""

FRONT_LINES: tuple[Ring, ...] = (
    ((0.012, 0.056), (0.018, 0.054), (0.024, 0.056)),
    ((0.000, 0.0785), (0.006, 0.0765)),
    ((0.000, 0.096), (0.008, 0.095), (0.012, 0.092)),
    ((0.000, 0.412), (0.002, 0.416), (0.000, 0.420)),
)
"""Half a face and half a navel; the other half is the mirror image."""
SIDE_LINES: tuple[Ring, ...] = (
    ((-0.050, 0.058), (-0.043, 0.056), (-0.039, 0.058)),
    ((-0.054, 0.095), (-0.043, 0.093)),
    (
        (0.006, 0.058),
        (0.012, 0.053),
        (0.018, 0.056),
        (0.019, 0.064),
        (0.013, 0.074),
        (0.007, 0.079),
    ),
)
"""Eye, mouth and ear from the left."""
