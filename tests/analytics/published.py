"""Published daily loads, and series with unknown days."""

import math

import numpy as np

STEADY = [30.0] * 21 + [50.0] * 7
RISING = [
    *(15, 15, 20, 20, 20, 25, 25, 25, 25, 30, 30, 30, 35, 35),
    *(35, 35, 35, 40, 45, 45, 45, 40, 40, 45, 45, 50, 60, 70),
]
UNEVEN = [
    *(55, 50, 40, 60, 45, 50, 50, 20, 30, 80, 25, 10, 30, 15),
    *(20, 15, 5, 5, 15, 5, 5, 5, 5, 15, 45, 90, 95, 95),
]
"""Menaspa's three athletes over 28 days (BJSM 2017), as the R package ACWR ships them."""

FOSTER_WEEK = [940.0, 50.0, 840.0 + 280, 180.0, 390.0, 50.0, 390.0 + 280]
"""The daily loads printed in Table 5 of Foster 2001; its printed 1.26 follows from neither SD."""


def series(values):
    """Return the values as a column, None as unknown."""
    return np.array([math.nan if value is None else value for value in values], dtype=float)
