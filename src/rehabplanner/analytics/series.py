"""The load series as rows, day by day: what the command line's `analyse` prints."""

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from rehabplanner.analytics import load
from rehabplanner.analytics.days import timeline
from rehabplanner.analytics.effort_estimate import estimated_efforts, with_estimates
from rehabplanner.analytics.findings import load_column
from rehabplanner.analytics.gates import Gate
from rehabplanner.analytics.guard import Guards
from rehabplanner.analytics.link import Link, link
from rehabplanner.analytics.response import Response, Scale
from rehabplanner.analytics.reverse import Reverse
from rehabplanner.analytics.sentences import basis_sentence, main_sentence
from rehabplanner.analytics.timeline import Measure, Numbers, PainKind
from rehabplanner.analytics.trimp import banister, curve_of, edwards, rates_of
from rehabplanner.domain.activities import Track
from rehabplanner.domain.dossier import Dossier, between
from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.domain.scales import SCALE_TOP

LONGEST_SERIES_DAYS = 150 * 366


@dataclass(frozen=True, slots=True)
class Daily:
    """Load and pain by day from `first` on; NaN is unknown, load 0 a rest day."""

    first: date
    loads: Numbers
    pains: Numbers


def analyse(
    dossier: Dossier,
    write: Callable[[Message], str] = str,
    *,
    use_estimates: bool = False,
) -> Iterator[dict[str, Any]]:
    """Yield one row for each day from the first to the last with data, then the summary.

    `pain` is the morning value: it answers the day before (the 24-hour rule). A day whose load
    is only partly known is unknown here. `write` puts the summary's sentence into words. With
    `use_estimates`, efforts that were not noted are estimated, and rows tell which days have one.
    """
    first, last = dossier.first_day(), dossier.last_day()
    if first is None or last is None:
        yield summary(None, write)
        return
    estimates = estimated_efforts(dossier) if use_estimates else {}
    table = timeline(with_estimates(dossier, estimates), first, last, estimated=estimates)
    loads = load_column(table, Measure.LOAD)
    pains = table.pain[PainKind.MORNING]
    for number, row in enumerate(rows(first, loads, pains, table.guards)):
        if use_estimates:
            row["load_is_estimated"] = bool(table.is_estimated[number])
        yield row
    is_run_day = np.asarray(table.runs > 0, dtype=np.bool_)
    found = summary(link(first, loads, pains, table.is_logged, is_run_day=is_run_day), write)
    if use_estimates:
        found["summary"]["estimated_sessions"] = len(estimates)
    yield found


def with_impulses(
    found: Iterable[dict[str, Any]], dossier: Dossier, track_of: Callable[[UUID], Track | None]
) -> Iterator[dict[str, Any]]:
    """Yield the rows with the day's load from heart rate (Banister, Edwards); None if unknown.

    From each session's samples where there are any; Banister's else from the average.
    """
    rates, curve = rates_of(dossier.person), curve_of(dossier.person)
    for row in found:
        if "date" in row:
            day = date.fromisoformat(row["date"])
            sessions = between(dossier.activities, day, day)
            tracks = [(one, track_of(one.id)) for one in sessions]
            of_kind = {
                "trimp_banister": [
                    banister(one, track, rates, curve) if rates and curve else None
                    for one, track in tracks
                ],
                "trimp_edwards": [edwards(track, rates) if rates else None for _, track in tracks],
            }
            for name, impulses in of_kind.items():
                known = [one.value for one in impulses if one is not None]
                is_whole = len(known) == len(sessions) and (sessions or row["load"] == 0)
                row[name] = sum(known) if is_whole else None
        yield row


def analyse_daily(daily: Daily, write: Callable[[Message], str] = str) -> Iterator[dict[str, Any]]:
    """Yield one row for each day of a bare series, then the summary."""
    yield from rows(daily.first, daily.loads, daily.pains)
    is_logged = ~(np.isnan(daily.loads) & np.isnan(daily.pains))
    yield summary(link(daily.first, daily.loads, daily.pains, is_logged), write)


def rows(
    first: date, loads: Numbers, pains: Numbers, guards: Guards | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of these columns; None where a value is unknown or undefined."""
    columns = {
        "load": loads,
        "mean_7_days": load.rolling_mean(loads, load.ACUTE_DAYS),
        "mean_28_days": load.rolling_mean(loads, load.CHRONIC_DAYS),
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


def summary(found: Link | None, write: Callable[[Message], str] = str) -> dict[str, Any]:
    """Return the last row: how much is known, and what that allows to be said of load and pain.

    `lags`, `reverse` (from 30 days with both on) and `lag1` (from 60) are None below their gate;
    the interval of `lag1` is not rounded, so that it can be compared.
    """
    nothing = Message(marked("Nothing was logged yet."))
    return {
        "summary": {
            "days": found.basis.days if found else 0,
            "share_logged": found.basis.share_logged if found else None,
            "gate": (found.state.gate if found else Gate.SERIES).value,
            "lags": [asdict(lag) for lag in found.lags] if found and found.lags else None,
            "lag1": _response_row(found.response) if found and found.response else None,
            "reverse": _reverse_row(found.reverse) if found and found.reverse else None,
            "sentence": f"{write(main_sentence(found))} {write(basis_sentence(found.basis))}"
            if found
            else write(nothing),
        }
    }


def _response_row(response: Response) -> dict[str, Any]:
    effect = response.effect
    in_points = response.scale is Scale.POINTS
    return {
        "per_100_units": effect.value if in_points else None,
        "low": effect.low if in_points else None,
        "high": effect.high if in_points else None,
        "p": effect.p,
        "n": response.n,
        "scale": response.scale.value,
    }


def _reverse_row(reverse: Reverse) -> dict[str, Any]:
    back = reverse.back
    return {
        "lag": back.lag,
        "rho": back.rho,
        "low": back.low,
        "high": back.high,
        "n": back.n,
        "n_effective": back.n_effective,
        "p": back.p,
        "is_as_strong": reverse.is_as_strong,
        "may_steer": reverse.is_worth_saying,
    }


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
