"""The load series as rows, day by day: what the command line's `analyse` prints."""

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np

from rehabplanner.analytics import load
from rehabplanner.analytics.guard import Guards
from rehabplanner.analytics.timeline import Measure, Numbers, PainKind, timeline
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.scales import SCALE_TOP

LONGEST_SERIES_DAYS = 150 * 366


class Gate(StrEnum):
    """What a number of paired days honestly allows to be shown, least first.

    SERIES: the two series over time. MEDIANS: also pain after run days and after rest days.
    LAGS: also the lag profile. REGRESSION: also the next-day effect with its interval.
    FULL: also change-points and a check of stability.
    """

    SERIES = "series"
    MEDIANS = "medians"
    LAGS = "lags"
    REGRESSION = "regression"
    FULL = "full"


GATE_FROM_PAIRS = ((90, Gate.FULL), (60, Gate.REGRESSION), (30, Gate.LAGS), (14, Gate.MEDIANS))
FEWEST_LOADED_DAYS = 5


@dataclass(frozen=True, slots=True)
class Daily:
    """Load and pain by day from `first` on; NaN is unknown, load 0 a rest day."""

    first: date
    loads: Numbers
    pains: Numbers


def analyse(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield one row for each day from the first to the last with data, then the summary.

    `pain` is the morning value: it answers the day before (the 24-hour rule). A day whose load
    is only partly known is unknown here.
    """
    first, last = dossier.first_day(), dossier.last_day()
    if first is None or last is None:
        yield summary(np.empty(0), np.empty(0), np.empty(0, dtype=bool))
        return
    table = timeline(dossier, first, last)
    amounts = table.amounts[Measure.LOAD]
    loads = np.where(amounts.is_partial, np.nan, amounts.total)
    pains = table.pain[PainKind.MORNING]
    yield from rows(first, loads, pains, table.guards)
    yield summary(loads, pains, table.is_logged)


def analyse_daily(daily: Daily) -> Iterator[dict[str, Any]]:
    """Yield one row for each day of a bare series, then the summary."""
    yield from rows(daily.first, daily.loads, daily.pains)
    is_logged = ~(np.isnan(daily.loads) & np.isnan(daily.pains))
    yield summary(daily.loads, daily.pains, is_logged)


def rows(
    first: date, loads: Numbers, pains: Numbers, guards: Guards | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of these columns; None where a value is unknown or undefined."""
    columns = {
        "load": loads,
        "pain": pains,
        "ewma_acute": load.ewma(loads, load.ACUTE_DAYS),
        "ewma_chronic": load.ewma(loads, load.CHRONIC_DAYS),
        "ewma_ratio": load.ewma_ratio(loads),
        "coupled_ratio": load.coupled_ratio(loads),
        "uncoupled_ratio": load.uncoupled_ratio(loads),
        "monotony": load.monotony(loads),
        "strain": load.strain(loads),
        "monotony_population": load.monotony(loads, ddof=0),
    }
    names = tuple(columns)
    values = zip(*(column.tolist() for column in columns.values()), strict=True)
    for number, row in enumerate(values):
        found: dict[str, Any] = {"date": (first + timedelta(days=number)).isoformat()}
        found.update(
            (name, value if math.isfinite(value) else None)
            for name, value in zip(names, row, strict=True)
        )
        found["longest_30_days_m"] = found["session_guard"] = None
        if guards is not None:
            longest, bin_ = int(guards.longest_before_m[number]), guards.bin(number)
            found["longest_30_days_m"] = longest if longest > 0 else None
            found["session_guard"] = bin_.value if bin_ is not None else None
        yield found


def summary(loads: Numbers, pains: Numbers, is_logged: Any) -> dict[str, Any]:
    """Return the last row: how much is known, and what that allows to be shown.

    The lag analysis is not part of it yet: its keys hold None.
    """
    days = len(loads)
    return {
        "summary": {
            "days": days,
            "share_logged": float(np.mean(is_logged)) if days else None,
            "gate": gate(loads, pains).value,
            "lags": None,
            "lag1": None,
            "reverse": None,
            "sentence": None,
        }
    }


def gate(loads: Numbers, pains: Numbers) -> Gate:
    """Return what the days with both pain and load allow.

    With pain always the same, or fewer than 5 days with load, only the series themselves.
    """
    paired = ~(np.isnan(loads) | np.isnan(pains))
    pairs = int(paired.sum())
    if not pairs or np.ptp(pains[paired]) == 0:
        return Gate.SERIES
    if int((loads[paired] > 0).sum()) < FEWEST_LOADED_DAYS:
        return Gate.SERIES
    return next((found for least, found in GATE_FROM_PAIRS if pairs >= least), Gate.SERIES)


def daily_from_csv(text: str) -> Daily:
    """Return the series of a CSV text with the columns date, load and pain.

    An empty cell is unknown, load 0 a rest day; days that are left out are unknown.
    Raises Problem naming the line.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), skipinitialspace=True)
    header = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    if not {"date", "load"} <= set(header):
        raise Problem("file", marked("The first line must name the columns: date,load,pain."))
    reader.fieldnames = header
    found: dict[date, tuple[float, float]] = {}
    for row in reader:
        line = reader.line_num
        day = _day(row.get("date"), line)
        if day in found:
            raise Problem("file", marked("Line {line}: this date stands twice."), line=line)
        found[day] = (
            _number(row.get("load"), line, math.inf),
            _number(row.get("pain"), line, SCALE_TOP),
        )
    if not found:
        raise Problem("file", marked("There are no days in this file."))
    return _filled(found)


def _filled(found: dict[date, tuple[float, float]]) -> Daily:
    first, last = min(found), max(found)
    count = (last - first).days + 1
    if count > LONGEST_SERIES_DAYS:
        raise Problem("file", marked("These dates lie too far apart. Please check the years."))
    columns = np.full((2, count), np.nan)
    for day, values in found.items():
        columns[:, (day - first).days] = values
    return Daily(first, columns[0], columns[1])


def _day(text: str | None, line: int) -> date:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        raise Problem(
            "file", marked("Line {line}: write the date as 2026-08-03."), line=line
        ) from None


def _number(text: str | None, line: int, most: float) -> float:
    if not (text or "").strip():
        return math.nan
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or not 0 <= value <= most:
        raise Problem(
            "file",
            marked('Line {line}: "{cell}" is not a number that can be used here.'),
            line=line,
            cell=(text or "").strip()[:40],
        )
    return value
