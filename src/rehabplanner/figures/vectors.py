"""Points, directions and rotations in three dimensions, as plain tuples.

World axes: x forward (where a standing person looks), y to the person's left, z up.
A matrix is a tuple of its three columns: where the x, y and z axes go.
"""

from math import cos, radians, sin, sqrt

Vec = tuple[float, float, float]
Mat = tuple[Vec, Vec, Vec]

X: Vec = (1.0, 0.0, 0.0)
Y: Vec = (0.0, 1.0, 0.0)
Z: Vec = (0.0, 0.0, 1.0)
ORIGIN: Vec = (0.0, 0.0, 0.0)
IDENTITY: Mat = (X, Y, Z)


def add(a: Vec, b: Vec) -> Vec:
    """Return a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, k: float) -> Vec:
    """Return k a."""
    return (a[0] * k, a[1] * k, a[2] * k)


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the vector product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vec) -> float:
    """Return the length."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, otherwise: Vec = Z) -> Vec:
    """Return the direction of a vector, or `otherwise` where it has none."""
    size = length(a)
    return (a[0] / size, a[1] / size, a[2] / size) if size > 1e-9 else otherwise


def between(a: Vec, b: Vec, t: float) -> Vec:
    """Return the point a fraction t of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def across(a: Vec, normal: Vec) -> Vec:
    """Return what is left of a vector when its part along a unit normal is taken away."""
    return sub(a, scaled(normal, dot(a, normal)))


def turned(m: Mat, v: Vec) -> Vec:
    """Return a vector turned by a matrix."""
    a, b, c = m
    x, y, z = v
    return (
        a[0] * x + b[0] * y + c[0] * z,
        a[1] * x + b[1] * y + c[1] * z,
        a[2] * x + b[2] * y + c[2] * z,
    )


def product(m: Mat, n: Mat) -> Mat:
    """Return the turn n followed, seen from outside, by m."""
    return (turned(m, n[0]), turned(m, n[1]), turned(m, n[2]))


def transposed(m: Mat) -> Mat:
    """Return the inverse of a rotation."""
    a, b, c = m
    return ((a[0], b[0], c[0]), (a[1], b[1], c[1]), (a[2], b[2], c[2]))


def about_x(degrees: float) -> Mat:
    """Return the turn about x that takes y towards z."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (X, (0.0, c, s), (0.0, -s, c))


def about_y(degrees: float) -> Mat:
    """Return the turn about y that takes z towards x."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0.0, -s), Y, (s, 0.0, c))


def about_z(degrees: float) -> Mat:
    """Return the turn about z that takes x towards y."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, s, 0.0), (-s, c, 0.0), Z)


def small_turn(w: Vec) -> Mat:
    """Return the rotation about the direction of w by its length in radians."""
    angle = length(w)
    if angle < 1e-12:
        return IDENTITY
    k = scaled(w, 1 / angle)
    c, s = cos(angle), sin(angle)

    def column(v: Vec) -> Vec:
        along = scaled(k, dot(k, v) * (1 - c))
        return add(add(scaled(v, c), scaled(cross(k, v), s)), along)

    return (column(X), column(Y), column(Z))


def frame_of(z: Vec, y_hint: Vec) -> Mat:
    """Return the frame whose z axis is given and whose y axis is nearest to a hint."""
    up = unit(z)
    y = unit(across(y_hint, up), unit(across(X, up), Y))
    return (cross(y, up), y, up)
