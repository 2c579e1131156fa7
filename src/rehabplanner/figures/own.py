"""Figures as text: of own exercises, which came from a person or a file and are looked at hard."""

from collections.abc import Mapping
from typing import Any

from rehabplanner.domain.own_exercises import read_table
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.loading import FRAMES, figure_of
from rehabplanner.figures.pose import BASES, Pose
from rehabplanner.figures.solving import Frame

LARGEST = 1000.0
MOST_THINGS = 12


def read_figure(exercise_id: str, text: str) -> Figure:
    """Return the figure that a text describes, solved once.

    Raises Problem for whatever cannot be understood or drawn.
    """
    return built_figure(exercise_id, read_table(text))


def built_figure(exercise_id: str, table: Mapping[str, Any]) -> Figure:
    """Return the figure that a table describes, solved once.

    Raises Problem for whatever cannot be understood or drawn.
    """
    try:
        _refuse_wild(table)
        figure = figure_of(exercise_id, table)
        for name in figure.frame_names():
            figure.skeleton(name)
        figure.skeleton(0.5)
        for name in figure.frame_names():
            figure.drawing(name, 50.0)
    except Problem:
        raise
    except (
        TypeError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise Problem("figure", marked("This figure cannot be drawn.")) from error
    return figure


def _refuse_wild(table: Mapping[str, Any]) -> None:
    if "like" in table or len(table.get("things", [])) > MOST_THINGS:
        raise ValueError("like, or too many things")
    values: list[Any] = [table]
    while values:
        value = values.pop()
        if isinstance(value, Mapping):
            values += value.values()
        elif isinstance(value, list | tuple):
            values += value
        elif isinstance(value, int | float) and not abs(value) <= LARGEST:
            raise ValueError("a wild number")


def figure_table(figure: Figure) -> dict[str, Any]:
    """Return a figure as the table that `loading.figure_of` reads back."""
    frames = figure.frames[: (len(figure.frames) - 1) // 2] if figure.loops else figure.frames
    base = nearest_base(frames[0].pose)
    camera = [figure.azimuth, figure.elevation]
    if roll := getattr(figure, "roll", 0.0):
        camera.append(roll)
    table: dict[str, Any] = {
        "camera": camera,
        "base": base,
        "planted": dict(frames[0].planted),
        "things": [{"kind": one.kind, **one.settings} for one in figure.things],
        "arrow": list(figure.arrow),
        "tempo_s": figure.tempo_s,
        "hold_s": figure.hold_s,
        "far": figure.far,
        "loops": figure.loops,
    }
    if figure.arrow_shift:
        table["arrow_shift"] = [list(shift) for shift in figure.arrow_shift]
    if figure.arrow_from:
        table["arrow_from"] = figure.arrow_from
    if show := getattr(figure, "show", ()):
        table["show"] = list(show)
    before = Frame(name="", pose=BASES[base], planted=frames[0].planted)
    for frame in frames:
        if frame.name in FRAMES:
            table[frame.name] = _frame_table(before, frame)
            before = frame
    return table


def nearest_base(pose: Pose) -> str:
    """Return the base posture from which a pose differs least."""
    return min(BASES, key=lambda name: sum(abs(v) for v in _changes(BASES[name], pose).values()))


def _changes(before: Pose, after: Pose) -> dict[str, float]:
    names = {**before.angles, **after.angles}
    return {n: after[n] - before[n] for n in names if abs(after[n] - before[n]) > 1e-9}


def _frame_table(before: Frame, frame: Frame) -> dict[str, Any]:
    table: dict[str, Any] = {name: frame.pose[name] for name in _changes(before.pose, frame.pose)}
    dropped = [n for n in before.planted if n not in frame.planted]
    dropped += [n for n in before.reach if n not in frame.reach and n not in dropped]
    new = {n: s for n, s in frame.planted.items() if before.planted.get(n) != s}
    again = [n for n in frame.replanted if n not in new and n in frame.planted]
    reach = {n: r for n, r in frame.reach.items() if before.reach.get(n) != r}
    if dropped:
        table["lift"] = dropped
    if new:
        table["plant"] = new
    if again:
        table["replant"] = sorted(again)
    if frame.sliding:
        table["slide"] = sorted(frame.sliding)
    if reach:
        table["reach"] = {n: [r.place, *r.offset] for n, r in reach.items()}
    if frame.airborne_cm:
        table["airborne_cm"] = frame.airborne_cm
    if frame.fists != before.fists:
        table["fists"] = sorted(name.removesuffix("_hand") for name in frame.fists)
    return table
