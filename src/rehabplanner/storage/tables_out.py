"""Runs, diary and plan as tables for a spreadsheet: CSV and Excel.

The columns of activities are those that our own importer reads back. A text that a spreadsheet
would take for a formula gets an apostrophe in CSV; in Excel files every text is written as text.
Unknown values are empty cells, never zero.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.dossier import Dossier
from rehabplanner.files import write_atomically
from rehabplanner.storage.values import dose_text, run_text

Cell = str | float | int | date | None
TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
MOST_CELL = 32_767
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name, for one CSV file or one sheet of a workbook."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """Return all tables of a person: activities, pain, days, plan, events, and what is beside."""
    return (
        activities_sheet(dossier),
        pain_sheet(dossier),
        days_sheet(dossier),
        plan_sheet(dossier),
        events_sheet(dossier),
        _sheet("measures", _MEASURE, dossier.measure_results),
        _sheet("predictions", _PREDICTION, dossier.predictions),
        _sheet("safety", _SAFETY, dossier.flag_answers),
        _sheet("clearances", _CLEARANCE, dossier.flag_clearances),
        _sheet("steps", _STEP, dossier.decisions),
    )


def activities_sheet(dossier: Dossier) -> Sheet:
    """Return what was done, one row an activity."""
    return _sheet("activities", _ACTIVITY, dossier.activities)


def pain_sheet(dossier: Dossier) -> Sheet:
    """Return the pain scores, one row a score."""
    return _sheet("pain", _PAIN, dossier.pains)


def days_sheet(dossier: Dossier) -> Sheet:
    """Return the days around the pain, one row a day."""
    return _sheet("days", _DAY, dossier.days)


def events_sheet(dossier: Dossier) -> Sheet:
    """Return races, visits and the like, one row an event."""
    return _sheet("events", _EVENT, dossier.events)


def plan_sheet(dossier: Dossier) -> Sheet:
    """Return the plan and what came of it, one row an item."""
    done = {completion.item_id: completion for completion in dossier.completions}
    more = ("outcome", "done_effort", "done_pain", "done_minutes", "reason")
    rows = []
    for item in dossier.items:
        completion = done.get(item.id)
        came: tuple[Cell, ...] = (None,) * len(more)
        if completion is not None:
            came = (
                completion.outcome.value,
                _plain(completion.effort),
                completion.pain,
                _plain(completion.minutes),
                completion.reason or None,
            )
        rows.append((*(read(item) for _, read in _PLAN), *came))
    return Sheet("plan", (*(name for name, _ in _PLAN), *more), tuple(rows))


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(sheet.header)
    writer.writerows([_csv_cell(cell) for cell in row] for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def xlsx_bytes(tables: Sequence[Sheet]) -> bytes:
    """Return tables as the sheets of an Excel workbook, texts as texts and days as days."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True})
        day_format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(table.header):
                sheet.write_string(0, column, title, bold)
                sheet.set_column(column, column, _width(table, column))
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, day_format)
                    elif isinstance(cell, str):
                        sheet.write_string(number, column, cell[:MOST_CELL])
                    elif cell is not None:
                        sheet.write_number(number, column, cell)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)
    return stream.getvalue()


def write_csv(sheet: Sheet, path: Path) -> None:
    """Write a table as a CSV file, whole or not at all.

    Raises StorageError.
    """
    write_atomically(path, csv_bytes(sheet))


def write_xlsx(tables: Sequence[Sheet], path: Path) -> None:
    """Write tables as an Excel workbook, whole or not at all.

    Raises StorageError.
    """
    write_atomically(path, xlsx_bytes(tables))


_Columns = tuple[tuple[str, Callable[[Any], Cell]], ...]


def _plain(value: float | None, digits: int = 3) -> Cell:
    """Return a number without needless decimals."""
    if value is None:
        return None
    rounded = round(value, digits)
    return int(rounded) if rounded == int(rounded) else rounded


def _start(activity: Activity) -> Cell:
    start = activity.local_start
    return None if start is None else start.time().isoformat(timespec="seconds")


def _scaled(name: str, unit: float) -> Callable[[Any], Cell]:
    def read(record: Any) -> Cell:
        value = getattr(record, name)
        return None if value is None else _plain(value / unit, 4)

    return read


def _field(name: str) -> tuple[str, Callable[[Any], Cell]]:
    def read(record: Any) -> Cell:
        value = getattr(record, name)
        if value is None or value == "":
            return None
        if isinstance(value, tuple):
            return ", ".join("" if one is None else str(one) for one in value) or None
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, float):
            return _plain(value)
        return str(value) if isinstance(value, str) else value

    return name, read


def _day(record: Any) -> Cell:
    found: date = record.day
    return found


_ACTIVITY: _Columns = (
    ("date", _day),
    ("start", _start),
    _field("kind"),
    _field("title"),
    ("distance_km", _scaled("distance_m", 1000)),
    ("duration_min", _scaled("duration_s", 60)),
    _field("effort"),
    _field("surface"),
    _field("ascent_m"),
    _field("average_heart_rate"),
    _field("notes"),
)
_PAIN: _Columns = (
    ("date", _day),
    _field("moment"),
    _field("score"),
    _field("part"),
    _field("qualities"),
    _field("trouble"),
    _field("note"),
)
_DAY: _Columns = (
    ("date", _day),
    _field("sleep_h"),
    _field("sleep_quality"),
    _field("stress"),
    _field("mood"),
    _field("worry"),
    _field("work_load"),
    _field("sitting_h"),
    _field("protein_portions"),
    _field("water_l"),
    _field("stiffness_min"),
    _field("energy"),
    _field("confidence"),
    _field("family_strain"),
    _field("support"),
    _field("alcohol_drinks"),
    _field("medicines"),
    _field("eased"),
    _field("stirred"),
    _field("is_rest_day"),
    _field("note"),
)
_EVENT: _Columns = (("date", _day), _field("until"), _field("kind"), _field("label"))
_MEASURE: _Columns = (
    ("date", _day),
    _field("measure_id"),
    _field("version"),
    _field("total"),
    _field("answers"),
    _field("labels"),
    _field("note"),
)
_PREDICTION: _Columns = (
    ("date", _day),
    _field("what"),
    _field("expected"),
    _field("felt"),
    _field("note"),
)
_SAFETY: _Columns = (
    ("date", _day),
    _field("flag_id"),
    _field("is_yes"),
    ("asked_at", lambda one: one.asked_at.isoformat()),
    ("read_at", lambda one: one.read_at.isoformat() if one.read_at else None),
)
_CLEARANCE: _Columns = (
    ("date", _day),
    _field("cleared_by"),
    ("cleared_at", lambda one: one.cleared_at.isoformat()),
    _field("note"),
)
_STEP: _Columns = (
    ("date", _day),
    _field("kind"),
    _field("subject"),
    _field("rule_id"),
    _field("before"),
    _field("after"),
    _field("reasons"),
)
_PLAN: _Columns = (
    ("date", _day),
    _field("position"),
    _field("kind"),
    _field("title"),
    _field("exercise_id"),
    ("dose", lambda item: dose_text(item.dose) if item.dose else None),
    ("run", lambda item: run_text(item.run) if item.run else None),
    _field("note"),
)


def _sheet(name: str, columns: _Columns, records: Iterable[Any]) -> Sheet:
    rows = tuple(tuple(read(record) for _, read in columns) for record in records)
    return Sheet(name, tuple(title for title, _ in columns), rows)


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(TRIGGERS) else cell
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _width(table: Sheet, column: int) -> int:
    longest = max((len(str(row[column] or "")) for row in table.rows[:500]), default=0)
    return min(WIDEST, max(longest, len(table.header[column])) + 2)
