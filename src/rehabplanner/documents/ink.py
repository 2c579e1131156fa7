"""A canvas whose paths are written quickly and shortly, for drawings of thousands of points."""

from typing import Any


class QuickPath:
    """Collects a path as PDF operators with tenths of a point (0.04 mm); fits
    `Canvas.drawPath`.
    """

    def __init__(self) -> None:
        self._code: list[str] = []

    def moveTo(self, x: float, y: float) -> None:
        """Begin a piece."""
        self._code.append(f"{x:.1f} {y:.1f} m")

    def lineTo(self, x: float, y: float) -> None:
        """Add a straight line."""
        self._code.append(f"{x:.1f} {y:.1f} l")

    def curveTo(self, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
        """Add a Bézier curve."""
        self._code.append(f"{x1:.1f} {y1:.1f} {x2:.1f} {y2:.1f} {x3:.1f} {y3:.1f} c")

    def close(self) -> None:
        """Close the piece."""
        self._code.append("h")

    def getCode(self) -> str:
        """Return the operators."""
        return " ".join(self._code)


class QuickCanvas:
    """A canvas like the given one, except that its paths are quick."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def __getattr__(self, name: str) -> Any:
        return getattr(self._canvas, name)

    def beginPath(self) -> QuickPath:
        """Return a new path."""
        return QuickPath()
