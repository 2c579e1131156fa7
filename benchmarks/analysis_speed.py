"""CPU time of the load-and-pain analysis over 2 and 20 years of days.

    PYTHONPATH=src:tests python benchmarks/analysis_speed.py

Targets: lag analysis with 10,000 surrogate draws 0.1 s for 2 years and 1 s for 20. The best of
five turns is printed; the first, which loads what numpy needs, is not counted.
"""

import time
from collections.abc import Callable
from datetime import date

import numpy as np

from analytics.simulation import Runner, simulate
from rehabplanner.analytics.changes import level_changes
from rehabplanner.analytics.lags import MANY_LAGS, lag_profile
from rehabplanner.analytics.link import link
from rehabplanner.analytics.response import next_day_response

TARGETS = {730: 0.1, 7300: 1.0}
DRAWS = 10_000


def seconds(work: Callable[[], object]) -> float:
    work()
    turns = []
    for _ in range(5):
        start = time.process_time()
        work()
        turns.append(time.process_time() - start)
    return min(turns)


def main() -> None:
    print("days   lags + draws   (target)  regression  level changes  everything   [s]")
    for days, target in TARGETS.items():
        runner = Runner(days=days, persistence=0.7, effect=0.1, missing=0.1)
        loads, pains = simulate(np.random.default_rng(1), runner)
        logged = ~np.isnan(pains)
        lags = seconds(lambda: lag_profile(loads, pains, MANY_LAGS, DRAWS))  # noqa: B023
        fit = seconds(lambda: next_day_response(loads, pains))  # noqa: B023
        levels = seconds(lambda: level_changes(pains))  # noqa: B023
        whole = seconds(lambda: link(date(2006, 1, 1), loads, pains, logged))  # noqa: B023
        print(
            f"{days:>5} {lags:>13.3f} {target:>10.1f} {fit:>12.4f} {levels:>14.3f} {whole:>12.3f}"
        )


if __name__ == "__main__":
    main()
