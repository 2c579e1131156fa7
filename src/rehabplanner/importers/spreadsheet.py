"""CSV tables: Strava's index, Garmin Connect, Runkeeper, our own export, or anybody's list."""

import csv
import io
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.domain.problems import Message, marked
from rehabplanner.importers import cells, logs, sports
from rehabplanner.importers.drafts import Content, Draft, ImportRejected, Setting, from_local
from rehabplanner.importers.headers import Column, columns_of, plain
from rehabplanner.importers.source import MEGABYTE, Source

SIZE_LIMIT = 50 * MEGABYTE
MOST_ROWS = 200_000
HEADER_WITHIN = 12
DELIMITERS = ",;\t|"
KILOMETRE, MILE, FOOT = 1000.0, 1609.344, 0.3048
NOBODYS_KILOMETRES = 150.0
NOBODYS_MINUTES = 300.0
FASTEST_ON_FOOT_MPS = 12.0
KINDS = {kind.value: kind for kind in Kind}
SURFACES = {surface.value: surface for surface in Surface}

NO_DATES = marked(
    "“{file}” is a table without a column of dates that can be recognised, so nothing in it has a "
    "day. Name the columns date, distance_km, duration_min, effort, and try again."
)
NO_AMOUNTS = marked(
    "“{file}” is a table with dates but without distance or duration. "
    "Name the columns date, distance_km, duration_min, effort, and try again."
)
NO_ROWS = marked(
    "“{file}” is a table without any row that can be read: its dates are missing or written in an "
    "unknown way. Write them as 2026-05-31."
)
BAD_TABLE = marked(
    "“{file}” is damaged in line {line}: its quotation marks do not match. "
    "Export the table again, or open and save it in a spreadsheet program."
)
TOO_MANY_ROWS = marked(
    "“{file}” has more than {most} rows, too many for a log of training. Please split it."
)
BAD_ROWS = marked(
    "{count} rows without a date that can be read were left out, the first in line {line}."
)
BAD_NUMBERS = marked(
    "{count} numbers could not be read and were left out, the first in line {line}."
)
DOUBTFUL_TIMES = marked(
    "{count} rows have a time of day that cannot be (such as 00:00 PM). Their date was kept, their "
    "time was not."
)
DOUBTFUL_DATES = marked(
    "Dates such as {example} were read with the day first. Please check that day and month are "
    "not swapped."
)
GUESSED_LETTERS = marked(
    "The letters of this table are not in UTF-8; they were read as Western European. "
    "Please check the titles."
)


@dataclass(slots=True)
class Tally:
    """What could not be read, and the line where it first happened."""

    count: int = 0
    line: int = 0

    def add(self, line: int) -> None:
        """Count one more."""
        self.line = self.line or line
        self.count += 1


@dataclass(slots=True)
class Layout:
    """How to read the rows of one table."""

    columns: dict[str, list[Column]]
    decimal: str = "."
    day_first: bool = True
    is_utc: bool = False
    distance_unit: float = KILOMETRE
    duration_unit: float = 60.0
    bad_rows: Tally = field(default_factory=Tally)
    bad_numbers: Tally = field(default_factory=Tally)
    bad_times: Tally = field(default_factory=Tally)

    def text(self, row: Sequence[str], name: str) -> str:
        """Return the first cell of this field that is not blank, "" if there is none."""
        for column in self.columns.get(name, ()):
            if column.index < len(row) and not cells.is_blank(row[column.index]):
                return row[column.index].strip()
        return ""


def read(source: Source, setting: Setting) -> Content:
    """Return the activities, or the days, of a table.

    Raises:
        ImportRejected: no table, no dates, nothing in it.
    """
    source.limit = SIZE_LIMIT
    text, is_guessed = _decoded(source.read_all())
    headers, rows, first_line = _table(text)
    special = logs.reader_of([plain(header) for header in headers])
    if special is not None:
        content = special(headers, rows, setting)
    else:
        content = _activities(headers, rows, first_line, setting)
    if is_guessed:
        content.notices.append(Message(GUESSED_LETTERS))
    if not content.drafts and not content.days:
        raise ImportRejected(NO_ROWS)
    return content


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether its encoding had to be guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), True


def _table(text: str) -> tuple[list[str], list[list[str]], int]:
    """Return headers, rows and the line of the first row, by the delimiter that fits best."""
    head = text[:20_000].splitlines()[:HEADER_WITHIN]
    candidates = [
        (len(columns_of(headers)), len(headers), line, delimiter)
        for line, text_line in enumerate(head)
        for delimiter in DELIMITERS
        if len(headers := next(csv.reader([text_line], delimiter=delimiter), [])) > 1
    ]
    if not candidates:
        raise ImportRejected(NO_DATES)
    understood, _, line, delimiter = max(candidates, key=lambda found: (found[:2], -found[2]))
    rows = _rows(text, delimiter)
    indexes = (index for index, row in enumerate(rows) if len(columns_of(row)) == understood)
    start = next(indexes, 0)
    if not rows:
        raise ImportRejected(NO_ROWS)
    return rows[start], rows[start + 1 :], line + 2


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > MOST_ROWS:
                raise ImportRejected(TOO_MANY_ROWS, most=MOST_ROWS)
    except csv.Error as error:
        raise ImportRejected(BAD_TABLE, line=reader.line_num) from error
    return rows


def _activities(
    headers: list[str], rows: list[list[str]], first_line: int, setting: Setting
) -> Content:
    columns: dict[str, list[Column]] = {}
    for column in columns_of(headers):
        columns.setdefault(column.field, []).append(column)
    if "date" not in columns and "start" in columns:
        columns["date"] = columns.pop("start")
    if "date" not in columns:
        raise ImportRejected(NO_DATES)
    if not {"distance", "duration", "moving", "elapsed"} & set(columns):
        raise ImportRejected(NO_AMOUNTS)
    content = Content(file_format="csv")
    layout = _layout(columns, rows, content)
    for index, row in enumerate(rows):
        draft = _draft(row, first_line + index, layout, setting)
        if draft is not None:
            content.drafts.append(draft)
    tallies = ((BAD_ROWS, layout.bad_rows), (BAD_NUMBERS, layout.bad_numbers))
    for text, tally in (*tallies, (DOUBTFUL_TIMES, layout.bad_times)):
        if tally.count:
            content.notices.append(Message(text, {"count": tally.count, "line": tally.line}))
    return content


def _layout(columns: dict[str, list[Column]], rows: list[list[str]], content: Content) -> Layout:
    """Return how to read this table: its marks, units and order of dates, from what is in it."""
    layout = Layout(columns)
    layout.decimal = cells.decimal_mark(cell for row in rows[:2000] for cell in row)
    dates = [layout.text(row, "date") for row in rows]
    day_first = cells.is_day_first(dates)
    layout.day_first = day_first is not False
    ambiguous = next((text for text in dates if cells.NUMERIC.fullmatch(text)), None)
    if day_first is None and ambiguous is not None:
        content.notices.append(Message(DOUBTFUL_DATES, {"example": ambiguous}))
    distances = columns.get("distance", [])
    layout.is_utc = "strava" in columns
    if len(distances) > 1:  # Strava writes kilometres (or miles) first, then always metres
        columns["distance"] = [Column(distances[-1].index, "distance", 1.0), *distances[:-1]]
    layout.distance_unit = _distance_unit(layout, rows)
    layout.duration_unit = 1.0 if layout.is_utc else _duration_unit(layout, rows)
    return layout


def _distance_unit(layout: Layout, rows: list[list[str]]) -> float:
    """Return metres per unit where the header is silent: kilometres, unless the rows speak."""
    values = _values(layout, rows, "distance")
    if values and statistics.median(values) > NOBODYS_KILOMETRES and not _is_known(layout):
        return 1.0
    if {"garmin", "stride", "steps"} <= set(layout.columns):
        ratios = [
            _number(layout, row, "steps") * _number(layout, row, "stride") / distance
            for row in rows
            if (distance := _number(layout, row, "distance")) > 0
        ]
        known = [ratio for ratio in ratios if ratio > 0]
        if known and statistics.median(known) > (KILOMETRE + MILE) / 2:
            return MILE
    return KILOMETRE


def _is_known(layout: Layout) -> bool:
    """Say whether a program wrote this that keeps to kilometres or miles."""
    return not {"garmin", "strava"}.isdisjoint(layout.columns)


def _duration_unit(layout: Layout, rows: list[list[str]]) -> float:
    """Return seconds per unit for durations that are bare numbers: minutes, if they can be."""
    for name in ("duration", "moving", "elapsed"):
        values = _values(layout, rows, name)
        if values:
            return 1.0 if statistics.median(values) > NOBODYS_MINUTES else 60.0
    return 60.0


def _values(layout: Layout, rows: list[list[str]], name: str) -> list[float]:
    values = (_number(layout, row, name) for row in rows)
    return [value for value in values if value > 0]


def _number(layout: Layout, row: Sequence[str], name: str) -> float:
    return cells.number(layout.text(row, name), layout.decimal) or 0.0


def _draft(row: list[str], line: int, layout: Layout, setting: Setting) -> Draft | None:
    """Return the draft of one row; None if it has no date."""
    stamp = cells.stamp(layout.text(row, "date"), layout.day_first)
    if stamp is None:
        layout.bad_rows.add(line)
        return None
    if stamp.is_doubtful:
        layout.bad_times.add(line)
    if stamp.clock is None and (clock := layout.text(row, "start")):
        timed = cells.stamp(f"2000-01-01 {clock.zfill(5)}")
        if timed is not None:
            stamp = cells.Stamp(stamp.day, timed.clock)
    kind, surface = _sport(layout, row)
    draft = Draft(
        kind=kind,
        surface=surface,
        title=layout.text(row, "title"),
        notes="\n".join(filter(None, (layout.text(row, "notes"), layout.text(row, "more_notes")))),
        member=layout.text(row, "member"),
    )
    _add_time(draft, stamp, layout, setting)
    _add_amounts(draft, row, line, layout)
    return draft


def _sport(layout: Layout, row: list[str]) -> sports.Sport:
    """Return kind and surface; without a column for it, a runner's table holds runs."""
    if "kind" not in layout.columns:
        kind, surface = Kind.RUN, None
    else:
        word = layout.text(row, "kind")
        named = sports.named(word)
        kind, surface = KINDS.get(word.lower(), named[0] or Kind.OTHER), named[1]
    stated = layout.text(row, "surface").lower()
    return kind, SURFACES.get(stated, surface)


def _add_time(draft: Draft, stamp: cells.Stamp, layout: Layout, setting: Setting) -> None:
    if stamp.clock is None:
        draft.day = stamp.day
        return
    wall = datetime.combine(stamp.day, stamp.clock)
    if stamp.zone is not None:
        draft.start = wall.replace(tzinfo=stamp.zone)
        if offset := draft.start.utcoffset():
            draft.offset_min = round(offset.total_seconds() / 60)
    elif layout.is_utc:
        draft.start = wall.replace(tzinfo=UTC)
    else:
        draft.start = from_local(wall, setting.zone)
        draft.day = stamp.day


def _add_amounts(draft: Draft, row: list[str], line: int, layout: Layout) -> None:
    """Give the draft its numbers; what cannot be read or is negative is counted."""

    def amount(name: str, read: Callable[[str, float | None], float | None]) -> float | None:
        for column in layout.columns.get(name, ()):
            text = row[column.index] if column.index < len(row) else ""
            if cells.is_blank(text):
                continue
            value = read(text, column.unit)
            if value is not None and value >= 0:
                return value
            layout.bad_numbers.add(line)
        return None

    def metres(text: str, unit: float | None) -> float | None:
        value = cells.number(text, layout.decimal)
        return None if value is None else value * (unit or layout.distance_unit)

    def seconds(text: str, unit: float | None) -> float | None:
        return cells.seconds(text, unit or layout.duration_unit, layout.decimal)

    def height(text: str, unit: float | None) -> float | None:
        value = cells.number(text, layout.decimal)
        foot = FOOT if layout.distance_unit == MILE else 1.0
        return None if value is None else value * (unit or foot)

    def count(text: str, _: float | None) -> float | None:
        return cells.number(text, layout.decimal)

    draft.moving_s = amount("moving", seconds)
    draft.elapsed_s = amount("elapsed", seconds)
    told = amount("duration", seconds)
    draft.duration_s = next(
        (value for value in (told, draft.moving_s, draft.elapsed_s) if value is not None), None
    )
    draft.distance_m = _believable(draft, amount("distance", metres))
    draft.ascent_m = amount("ascent", height)
    draft.descent_m = amount("descent", height)
    draft.average_heart_rate = amount("average_heart_rate", count)
    draft.maximum_heart_rate = amount("maximum_heart_rate", count)
    draft.effort = amount("effort", count)
    steps = amount("steps", count)
    draft.steps = round(steps) if steps and draft.kind in sports.ON_FOOT else None


def _believable(draft: Draft, metres: float | None) -> float | None:
    """Return metres; tables write swims and track sessions in metres among kilometres."""
    if not metres or not draft.duration_s or draft.kind not in (*sports.ON_FOOT, Kind.SWIM):
        return metres
    if metres / draft.duration_s > FASTEST_ON_FOOT_MPS and metres > 100 * KILOMETRE:
        return metres / KILOMETRE
    return metres
