"""CPU time of one redraw while the load-and-pain chart is panned, beside plain pyqtgraph items.

    PYTHONPATH=src python benchmarks/chart_speed.py [--frames 40]

Both draw the same days (stacked bars of five kinds, four pain series with dots, three strips) at
the same size, offscreen, turn about, so that both feel the same machine. Printed: median
milliseconds of CPU time a frame and the ratio. Target: at most 16 ms with 20 years of days.

Instructions do not depend on what else the machine does. With 20 years of days, for each:

    valgrind --tool=callgrind --instr-atstart=no python benchmarks/chart_speed.py --count ours
"""

import argparse
import os
import random
import statistics
import subprocess
import time
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from rehabplanner.analytics.days import whole_timeline
from rehabplanner.analytics.timeline import GROUPS, Measure, PainKind, Timeline
from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.domain.diary import DayEntry, Moment, PainEntry
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.people import Person
from rehabplanner.gui.progress.chart import TimeChart
from rehabplanner.gui.progress.content import LOAD_ROLES, PAIN_ROLES, Content, Step
from rehabplanner.paths import resources

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
LAST = date(2026, 11, 8)
SIZE = (1200, 750)
KINDS = (Kind.RUN, Kind.RUN, Kind.RUN, Kind.STRENGTH, Kind.MOBILITY, Kind.WALK, Kind.CYCLE)
SESSIONS_A_DAY = 2.74
"""20,000 sessions in 20 years."""


def runner(years: int) -> Dossier:
    chance = random.Random(7)
    person = Person(name="Speed")
    own = {"person_id": person.id}
    records: list[object] = []
    for number in range(years * 365):
        day = LAST - timedelta(days=number)
        sessions = int(SESSIONS_A_DAY) + (chance.random() < SESSIONS_A_DAY % 1)
        records += [
            Activity(
                day=day,
                kind=chance.choice(KINDS),
                duration_s=chance.uniform(1200, 4800),
                distance_m=chance.uniform(2000, 15000),
                effort=chance.randint(2, 8),
                **own,
            )
            for _session in range(sessions)
        ]
        records += [
            PainEntry(day=day, moment=moment, score=chance.randint(0, 7), **own)
            for moment in (Moment.MORNING, Moment.DURING, Moment.AFTER, Moment.WORST)
            if chance.random() < 0.8
        ]
        records.append(
            DayEntry(
                day=day,
                sleep_h=chance.uniform(5, 9),
                stress=chance.randint(0, 9),
                worry=chance.randint(0, 9),
                **own,
            )
        )
    return make_dossier(person, records)


def colours() -> dict[str, QColor]:
    with (resources() / "themes" / "light.toml").open("rb") as file:
        data = tomllib.load(file)
    return {role: QColor(data["base"][name]) for role, name in data["roles"].items()}


def ours(table: Timeline, palette: dict[str, QColor], step: Step) -> TimeChart:
    chart = TimeChart()
    chart.resize(*SIZE)
    chart.set_colours(palette)
    chart.show_content(Content(timeline=table, today=LAST, step=step), (table.first, table.last))
    chart.show_days(table.first, table.last)
    chart.show()
    return chart


def plain(table: Timeline, palette: dict[str, QColor]) -> pg.GraphicsLayoutWidget:
    """The same as one would write it straight away: stock bars, stock lines, stock axes."""
    widget = pg.GraphicsLayoutWidget()
    widget.setBackground(palette["base"])
    widget.resize(*SIZE)
    x = np.arange(table.origin, table.origin + len(table), dtype=float)
    load = widget.addPlot(axisItems={"bottom": pg.DateAxisItem()})
    widget.nextRow()
    pain = widget.addPlot(axisItems={"bottom": pg.DateAxisItem()})
    base = np.zeros(len(x))
    for group, values in zip(GROUPS, table.amounts[Measure.LOAD].by_group, strict=True):
        brush = palette[LOAD_ROLES[group]]
        load.addItem(
            pg.BarGraphItem(
                x=x * 86400, y0=base.copy(), height=values, width=0.8 * 86400, brush=brush, pen=None
            )
        )
        base += values
    for kind in PainKind:
        known = ~np.isnan(table.pain[kind])
        colour = palette[PAIN_ROLES[kind]]
        pain.plot(
            x[known] * 86400,
            table.pain[kind][known],
            pen=pg.mkPen(colour, width=1),
            symbol="o",
            symbolSize=5,
            symbolBrush=colour,
            symbolPen=None,
        )
    widget.nextRow()
    strips = widget.addPlot(axisItems={"bottom": pg.DateAxisItem()})
    for number, values in enumerate((table.sleep_h, table.stress, table.worry)):
        height = np.nan_to_num(values)
        brush = palette["muted"]
        strips.addItem(
            pg.BarGraphItem(
                x=x * 86400,
                y0=10.0 * number,
                height=height,
                width=0.8 * 86400,
                brush=brush,
                pen=None,
            )
        )
    strips.setXLink(load)
    pain.setXLink(load)
    load.setYRange(0, base.max())
    widget.show()
    widget.load = load
    return widget


def time_frames(steps: dict[str, Callable[[int], None]], frames: int) -> dict[str, float]:
    """Return the median CPU ms of each step, done turn about."""
    spent: dict[str, list[float]] = {name: [] for name in steps}
    for frame in range(frames):
        for name, step in steps.items():
            before = time.process_time()
            step(frame)
            spent[name].append((time.process_time() - before) * 1000)
    return {name: statistics.median(values) for name, values in spent.items()}


def pan_ours(chart: TimeChart, shift: float, frame: int) -> None:
    """Pan to and fro by a fraction of the view, and paint the whole picture."""
    chart.zoom(0.9 if frame == 0 else 1.0)
    chart.pan(shift if frame % 2 else -shift)
    chart.viewport().repaint()


def pan_plain(other: Any, table: Timeline, shift: float, frame: int) -> None:
    """Do the same with plain items."""
    left = table.origin + (shift if frame % 2 else 0)
    other.load.setXRange(left * 86400, (left + 0.9 * len(table)) * 86400, padding=0)
    other.viewport().repaint()


def count(which: str, frames: int) -> None:
    """Pan with valgrind counting; it prints the instructions of all steps together."""
    table = whole_timeline(runner(20))
    assert table is not None
    shift = len(table) / 97
    if which == "ours":
        step = partial(pan_ours, ours(table, colours(), Step.DAY), shift)
    else:
        step = partial(pan_plain, plain(table, colours()), table, shift)
    QApplication.processEvents()
    for frame in range(3):
        step(frame)
    for switch in ("on", "off"):
        subprocess.run(["callgrind_control", "-i", switch, str(os.getpid())], check=True)
        for frame in range(1, frames + 1 if switch == "on" else 0):
            step(frame)
    print(f"divide by {frames} steps")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=40)
    parser.add_argument("--count", choices=("ours", "plain"), help="under valgrind: instructions")
    given = parser.parse_args()
    frames = given.frames
    app = QApplication([])
    if given.count:
        count(given.count, frames)
        return
    palette = colours()
    print("years  bars   ours ms  plain ms  ratio  crosshair ms")
    for years in (1, 20):
        dossier = runner(years)
        before = time.process_time()
        table = whole_timeline(dossier)
        assert table is not None
        made_ms = (time.process_time() - before) * 1000
        other = plain(table, palette)
        for step in Step:
            chart = ours(table, palette, step)
            app.processEvents()
            shift = len(table) / 97

            def cross(frame: int, chart: TimeChart = chart) -> None:
                chart.point_at((0.2 + 0.015 * (frame % 40)) * chart.width())
                app.processEvents()

            found = time_frames(
                {
                    "ours": partial(pan_ours, chart, shift),
                    "plain": partial(pan_plain, other, table, shift),
                },
                frames,
            )
            moved = time_frames({"cross": cross}, frames)
            print(
                f"{years:5}  {step.value:5} {found['ours']:8.1f} {found['plain']:9.1f}"
                f" {found['plain'] / found['ours']:6.1f} {moved['cross']:10.2f}"
            )
            chart.hide()
        other.hide()
        print(f"       all columns of {len(dossier.activities)} sessions: {made_ms:.0f} ms")


if __name__ == "__main__":
    main()
