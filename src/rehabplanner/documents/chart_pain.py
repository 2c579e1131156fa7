"""The pain panel of the picture on paper: daily scores, or weekly medians of long times."""

import math

import numpy as np

from rehabplanner.analytics.timeline import DayState, PainKind, Timeline
from rehabplanner.documents.chart_frame import JOINED_PAINS, MOST_DAILY_PAINS, PAIN_LOOK, Frame
from rehabplanner.documents.picture import Picture

LONGEST_GAP = 4
"""So many silent days break a pain line."""


def draw_pain(picture: Picture, frame: Frame, table: Timeline) -> None:
    """Draw the scores of every kind that has any, the worst on top."""
    for kind in (PainKind.AFTER, PainKind.DURING, PainKind.MORNING, PainKind.WORST):
        values = table.pain[kind]
        if np.isnan(values).all():
            continue
        if len(table) <= MOST_DAILY_PAINS:
            pieces = _daily_pain(frame, table, kind)
        else:
            pieces = [_weekly_pain(picture, frame, table, kind)]
        role, shape, dash = PAIN_LOOK[kind]
        size = 3.1 if sum(map(len, pieces)) <= 100 else 2.2
        for points in pieces:
            if kind in JOINED_PAINS:
                picture.path(tuple(points), role, 1.2, dash)
            for x, y in points:
                picture.marker(x, y, shape, role, size)


def _daily_pain(frame: Frame, table: Timeline, kind: PainKind) -> list[list[tuple[float, float]]]:
    """Return the days with pain in pieces: a line does not cross days of which nothing is known."""
    pieces: list[list[tuple[float, float]]] = [[]]
    unknown = (table.state == DayState.UNKNOWN).tolist()
    silent = 0
    for number, value in enumerate(table.pain[kind].tolist()):
        if math.isnan(value):
            silent += LONGEST_GAP if unknown[number] else 1
            continue
        if silent >= LONGEST_GAP and pieces[-1]:
            pieces.append([])
        silent = 0
        x = frame.left + (number + 0.5) * frame.day_width
        pieces[-1].append((x, frame.pain_y(value)))
    return pieces


def _weekly_pain(
    picture: Picture, frame: Frame, table: Timeline, kind: PainKind
) -> list[tuple[float, float]]:
    """Return the weekly medians; upright lines from lowest to highest keep every flare-up."""
    values = table.pain[kind]
    role = PAIN_LOOK[kind][0]
    points: list[tuple[float, float]] = []
    start = -table.first.weekday()
    while start < len(values):
        piece = values[max(0, start) : start + 7]
        known = piece[~np.isnan(piece)]
        if len(known):
            middle = (max(0, start) + min(start + 7, len(values))) / 2
            x = frame.left + middle * frame.day_width
            low, high = frame.pain_y(float(known.min())), frame.pain_y(float(known.max()))
            if kind is PainKind.WORST and high > low:
                picture.path(((x, low), (x, high)), role, 1.0)
            points.append((x, frame.pain_y(float(np.median(known)))))
        start += 7
    return points
