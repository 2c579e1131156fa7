"""Five levels of pain for strips and tables: a tint that grows, always with its number."""

from PySide6.QtGui import QColor

from rehabplanner.gui.theme import Theme

LEVELS = ((0, 0), (1, 2), (3, 4), (5, 6), (7, 10))
OPACITIES = (0.0, 0.16, 0.34, 0.56, 0.82)


def level(score: int) -> int:
    """Return the level of a score, 0 to 4."""
    return next(number for number, (low, high) in enumerate(LEVELS) if low <= score <= high)


def tint(theme: Theme, score: int) -> QColor:
    """Return the tint of a score over the theme's base colour."""
    return _mixed(theme.colour("base"), theme.colour("accent"), OPACITIES[level(score)])


def ink(theme: Theme, score: int) -> QColor:
    """Return the colour in which a number can be read on the tint of its score."""
    role = "on-accent" if OPACITIES[level(score)] > 0.6 else "text"
    return theme.colour(role)


def _mixed(below: QColor, above: QColor, opacity: float) -> QColor:
    return QColor.fromRgbF(
        below.redF() * (1 - opacity) + above.redF() * opacity,
        below.greenF() * (1 - opacity) + above.greenF() * opacity,
        below.blueF() * (1 - opacity) + above.blueF() * opacity,
    )
