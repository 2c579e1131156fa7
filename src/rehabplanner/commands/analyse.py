"""`analyse`: load and pain day by day; `guard`: one run against the month before."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from rehabplanner.analytics.guard import HAZARD_RATIOS, guard
from rehabplanner.analytics.series import (
    Daily,
    analyse,
    analyse_daily,
    daily_from_csv,
    with_impulses,
)
from rehabplanner.commands.session import dossier_of, opened, print_json
from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.wording import UNKNOWN, _, day_text, number_text, say

LARGEST_FILE = 50_000_000
SHOWN_DAYS = 28


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--daily",
        type=Path,
        metavar="FILE.csv",
        help=_("a file with the columns date, load, pain (empty: unknown; load 0: rest)"),
    )
    parser.add_argument(
        "--estimate",
        action="store_true",
        help=_("estimate efforts that were not noted; such days are marked"),
    )
    parser.add_argument(
        "--trimp",
        action="store_true",
        help=_("also the load from heart rate, second by second where it was recorded"),
    )
    parser.add_argument("--json", action="store_true", help=_("one JSON object per day"))


def do(options: argparse.Namespace) -> int:
    """Print the days, then a summary."""
    if options.daily:
        if options.daily.stat().st_size > LARGEST_FILE:
            raise Problem("daily", marked("This file is too large for a table of days."))
        rows = list(analyse_daily(_daily(options.daily), said))
    else:
        with opened(options) as (workspace, _database):
            dossier = dossier_of(workspace, options)
            rows = list(analyse(dossier, said, use_estimates=options.estimate))
            if options.trimp:
                rows = list(with_impulses(rows, dossier, workspace.track))
    if options.json:
        for row in rows:
            print_json(row)
        return 0
    print(_("date        load  pain  acute  chronic  monotony"))
    for row in rows[-SHOWN_DAYS - 1 :]:
        if "date" in row:
            print(_line(row))
    _print_summary(rows[-1]["summary"])
    return 0


def _daily(file: Path) -> Daily:
    """Return the days of a file; a Problem names it."""
    try:
        return daily_from_csv(file.read_text("utf-8-sig", errors="replace"))
    except Problem as problem:
        words = {"file": file.name, "problem": problem.message}
        raise Problem("daily", marked("{file}: {problem}"), **words) from problem


def said(message: Message) -> str:
    """Return a message in the user's language, its days written out."""
    values = {
        name: day_text(value, name=False) if isinstance(value, date) else value
        for name, value in message.values.items()
    }
    return say(replace(message, values=values))


def _print_summary(summary: dict[str, Any]) -> None:
    if summary["lags"]:
        print()
        print(_("days later  rank correlation  days  worth  p, adjusted"))
        for lag in summary["lags"]:
            print(
                f"{lag['lag']:>10}  {_text(lag['rho'], 2):>16}  {lag['n']:>4}  "
                f"{_text(lag['n_effective']):>5}  {_chance(lag['p_adjusted']):>11}"
            )
    print()
    print(summary["sentence"])


def _chance(p: float | None) -> str:
    return "< 0.001" if p is not None and p < 0.001 else _text(p, 3)


def _line(row: dict[str, Any]) -> str:
    return (
        f"{row['date']}  {_text(row['load']):>4}  {_text(row['pain']):>4}  "
        f"{_text(row['ewma_acute']):>5}  {_text(row['ewma_chronic']):>7}  "
        f"{_text(row['monotony'], 2):>8}"
    )


def _text(value: float | None, digits: int = 0) -> str:
    return UNKNOWN if value is None else number_text(value, digits)


def describe_guard(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "longest_m",
        type=int,
        metavar="LONGEST_M",
        help=_("longest run of the 30 days before, metres"),
    )
    parser.add_argument("distance_m", type=int, metavar="DISTANCE_M", help=_("the run, metres"))
    parser.add_argument("--json", action="store_true", help=_("a JSON object"))


def do_guard(options: argparse.Namespace) -> int:
    """Print the published bin and its hazard rate ratio (Frandsen 2025)."""
    if options.longest_m < 0 or options.distance_m < 0:
        raise Problem("distance_m", marked("This number cannot be below zero."))
    found = guard(options.longest_m, options.distance_m)
    ratio = HAZARD_RATIOS.get(found)
    row = {
        "bin": found.value,
        "hazard_ratio": ratio.value if ratio else None,
        "low": ratio.low if ratio else None,
        "high": ratio.high if ratio else None,
    }
    if options.json:
        print_json(row)
    else:
        print(f"{found.value}: {_text(ratio.value if ratio else None, 2)}")
    return 0
