"""How long the run log's table takes with 50,000 sessions: open, sort, filter, paint.

Run: python benchmarks/table_speed.py. Prints CPU milliseconds, the least of several, and the ratio
to sorting a plain list of the same values in the same run.
"""

import os
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from rehabplanner.domain.activities import Activity, Kind
from rehabplanner.domain.people import Units
from rehabplanner.gui.runs.columns import NOTHING_NOTED, session_columns
from rehabplanner.gui.runs.filtering import Filter
from rehabplanner.gui.tables import RecordTableModel

COUNT = 50_000
ROUNDS = 5


def least_ms(work: Callable[[], object]) -> float:
    """Return the least CPU milliseconds of several rounds."""
    found = []
    for _number in range(ROUNDS):
        begin = time.process_time()
        work()
        found.append((time.process_time() - begin) * 1000)
    return min(found)


def main() -> None:
    """Measure and print."""
    app = QApplication([])
    chance = random.Random(1)
    person = uuid4()
    first = date(1990, 1, 1)
    sessions = [
        Activity(
            person_id=person,
            day=first + timedelta(days=number // 4),
            kind=chance.choice(list(Kind)),
            title=f"Session {chance.randint(1, 999)}",
            distance_m=chance.choice([None, chance.uniform(1000, 30000)]),
            duration_s=chance.uniform(600, 9000),
            effort=chance.randint(1, 10),
        )
        for number in range(COUNT)
    ]
    model: RecordTableModel[Activity] = RecordTableModel(
        session_columns(Units.METRIC, {}, lambda _activity: NOTHING_NOTED)
    )
    view = QTableView()
    view.setModel(model)
    view.resize(1000, 700)
    view.show()
    app.processEvents()

    def open_all() -> None:
        model.set_records(sessions)
        view.viewport().repaint()

    distances = [one.distance_m for one in sessions if one.distance_m is not None]
    floor = least_ms(lambda: sorted(distances))
    rows = {
        "open and paint": least_ms(open_all),
        "sort by distance": least_ms(lambda: model.sort(3, Qt.SortOrder.DescendingOrder)),
        "sort by day": least_ms(lambda: model.sort(0, Qt.SortOrder.AscendingOrder)),
        "filter by a word": least_ms(lambda: model.set_filter(Filter(["77"], None, None))),
        "no filter": least_ms(lambda: model.set_filter(None)),
    }
    print(f"{COUNT} sessions; sorting a plain list of distances: {floor:.1f} ms")
    for name, found in rows.items():
        print(f"{name:18} {found:7.1f} ms  {found / floor:5.1f} x")


if __name__ == "__main__":
    main()
