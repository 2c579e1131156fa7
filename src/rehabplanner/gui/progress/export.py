"""The chart and its values as files: PNG, SVG, CSV."""

import csv
import io

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from rehabplanner.analytics.timeline import DayState, Measure, PainKind, Timeline
from rehabplanner.gui.progress.chart import TimeChart
from rehabplanner.wording import _

STATES = {
    DayState.SESSION: "session",
    DayState.REST: "rest",
    DayState.DIARY: "diary",
    DayState.UNKNOWN: "unknown",
}


def png_bytes(chart: TimeChart) -> bytes:
    """Return the chart as it is seen, as PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    chart.grab().save(buffer, "PNG")
    buffer.close()
    return bytes(data.data())


def svg_bytes(chart: TimeChart) -> bytes:
    """Return the panels and axes as SVG shapes."""
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(chart.viewport().size())
    generator.setViewBox(QRect(chart.viewport().rect()))
    generator.setTitle(_("Load and pain"))
    chart.prepare()
    painter = QPainter(generator)
    chart.paint_scene(painter)
    painter.end()
    return bytes(data.data())


def csv_text(timeline: Timeline, days: slice) -> str:
    """Return the values of these columns as CSV; unknown values are empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "date",
            "state",
            *(measure.value.replace(" ", "_") for measure in Measure),
            *(f"pain_{kind.value}" for kind in PainKind),
            *("sleep_h", "stress", "worry"),
        ]
    )
    columns = [
        *(timeline.amounts[measure].total for measure in Measure),
        *(timeline.pain[kind] for kind in PainKind),
        *(timeline.sleep_h, timeline.stress, timeline.worry),
    ]
    for number in range(days.start, days.stop):
        values = [float(column[number]) for column in columns]
        writer.writerow(
            [
                timeline.day(number).isoformat(),
                STATES[DayState(int(timeline.state[number]))],
                *("" if value != value else f"{value:g}" for value in values),
            ]
        )
    return out.getvalue()
