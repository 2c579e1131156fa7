"""Views and their values as files: PNG, SVG, PDF, CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from rehabplanner.analytics.timeline import DayState, Measure, PainKind
from rehabplanner.gui.progress.content import STRIPS, Content
from rehabplanner.gui.progress.shown import View
from rehabplanner.wording import _

STATES: Mapping[DayState, str] = {
    DayState.SESSION: "session",
    DayState.REST: "rest",
    DayState.DIARY: "diary",
    DayState.UNKNOWN: "unknown",
}
POINTS_PER_PX = 0.75


def png_bytes(view: View) -> bytes:
    """Return the picture as it is seen, as PNG."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    view.picture.grab().save(buffer, "PNG")
    buffer.close()
    return bytes(data.data())


def svg_bytes(view: View) -> bytes:
    """Return the picture as SVG shapes."""
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    size = view.picture_size()
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(_("Load and pain"))
    painter = QPainter(generator)
    view.paint_picture(painter)
    painter.end()
    return bytes(data.data())


def pdf_bytes(view: View) -> bytes:
    """Return the picture as one PDF page of its own size, as shapes and letters."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_("Load and pain"))
    writer.setCreator("rehabplanner")
    size = view.picture_size()
    page = QSizeF(size.width() * POINTS_PER_PX, size.height() * POINTS_PER_PX)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(page, QPageSize.Unit.Point),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    # A pixel of the screen is a dot of the page, so that letters keep their size beside lines.
    writer.setResolution(view.picture.logicalDpiX())
    painter = QPainter(writer)
    painter.scale(writer.width() / size.width(), writer.height() / size.height())
    view.paint_picture(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


MAKERS: Mapping[str, Callable[[View], bytes]] = {
    ".png": png_bytes,
    ".svg": svg_bytes,
    ".pdf": pdf_bytes,
}


def number_cell(value: float) -> str:
    """Return a number for a table; nothing where it is unknown."""
    return "" if value != value else f"{value:g}"


def table_text(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows of words as CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def csv_text(content: Content, days: slice) -> str:
    """Return the values of these columns as CSV; unknown values are empty."""
    timeline = content.timeline
    columns = [
        *(timeline.amounts[measure].total for measure in Measure),
        *(timeline.pain[kind] for kind in PainKind),
        *timeline.part_pain.values(),
        *(getattr(timeline, strip.key) for strip in STRIPS),
    ]
    head = [
        "date",
        "state",
        *(measure.value.replace(" ", "_") for measure in Measure),
        *(f"pain_{kind.value}" for kind in PainKind),
        *(f"pain_in_{part.value.replace(' ', '_')}" for part in timeline.part_pain),
        *(strip.key for strip in STRIPS),
    ]
    return table_text(
        head,
        (
            [
                timeline.day(number).isoformat(),
                STATES[DayState(int(timeline.state[number]))],
                *(number_cell(float(column[number])) for column in columns),
            ]
            for number in range(days.start, days.stop)
        ),
    )
