"""How fast storage is, as ratios to a floor that is measured in the same run.

    python benchmarks/storage_speed.py [records]

- bulk: `Database.write` of many new activities, against the driver's `executemany` of ready rows;
- save: one edit, durable, against writing 4 KiB and `fdatasync` on the same disk, and against a
  bare commit of one changed row (about 0.5 ms of each save is our own work, whatever the disk);
- load: a person's dossier, against the driver's `fetchall` of the same rows;
- start: opening a file with that much data, against opening an empty one.

Pairs are measured in turn, and the median of the ratios is shown, since other work on the machine
disturbs both sides alike.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent / "tests")]

from builders import MONDAY, PERSON_ID, a_person, a_run, an_item  # noqa: E402
from rehabplanner.domain.activities import Activity  # noqa: E402
from rehabplanner.domain.dossier import make_dossier  # noqa: E402
from rehabplanner.storage.codec import SHAPE_OF  # noqa: E402
from rehabplanner.storage.database import Database  # noqa: E402
from rehabplanner.storage.values import now_text  # noqa: E402

REPEATS = 7


def timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


def ratio(
    name: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    target: str,
    repeats: int = REPEATS,
) -> None:
    pairs = [(ours(), floor()) for _ in range(repeats)]
    middle = statistics.median(one / other for one, other in pairs)
    one = statistics.median(pair[0] for pair in pairs)
    other = statistics.median(pair[1] for pair in pairs)
    print(f"{name:<34}{one * 1000:9.2f} ms {other * 1000:9.2f} ms {middle:7.2f} x   {target}")


def runs(count: int) -> list[Activity]:
    return [
        a_run(
            MONDAY - timedelta(days=number % 7300),
            title="Morning run",
            notes="Felt fine, a bit stiff afterwards.",
            source_hash="0123456789abcdef" * 4,
        )
        for number in range(count)
    ]


def bulk(folder: Path, records: list[Activity]) -> None:
    shape = SHAPE_OF[Activity]
    numbers = iter(range(1000))

    def ours() -> float:
        database = Database.open(folder / f"ours{next(numbers)}.db")
        database.write(saved=[a_person()])
        taken = timed(lambda: database.write(saved=records), time.process_time)
        database.close()
        return taken

    def floor() -> float:
        path = folder / f"raw{next(numbers)}.db"
        Database.open(path).close()
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("PRAGMA foreign_keys=ON")
        raw.execute("PRAGMA synchronous=FULL")
        sql = f"INSERT INTO activity ({shape.columns}, changed_at) VALUES "
        sql += f"({', '.join('?' * (len(shape.names) + 1))})"
        person = SHAPE_OF[type(a_person())]
        gaps = ", ".join("?" * (len(person.names) + 1))
        raw.execute(
            f"INSERT INTO person ({person.columns}, changed_at) VALUES ({gaps})",
            person.rows([a_person()], 1, now_text())[0],
        )

        def insert() -> None:
            # What any program must do: turn its values into text, and hand them over.
            rows = [
                (
                    *(str(one.id), 1, str(one.person_id), one.day.isoformat(), str(one.kind)),
                    one.started_at and one.started_at.isoformat(timespec="microseconds")[:26] + "Z",
                    *(one.utc_offset_min, one.title, one.distance_m, one.duration_s),
                    *(one.elapsed_s, one.moving_s, one.running_s, one.ascent_m, one.descent_m),
                    *(one.average_heart_rate, one.maximum_heart_rate, one.steps, one.effort),
                    *(one.surface and str(one.surface), one.notes, None),
                    *(int(one.is_linked_by_hand), one.source_name, one.source_format),
                    *(one.source_hash, one.device, "2026-01-01T00:00:00.000000Z"),
                )
                for one in records
            ]
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(sql, rows)
            raw.execute("COMMIT")

        taken = timed(insert, time.process_time)
        raw.close()
        return taken

    ratio(f"bulk, {len(records)} activities (CPU)", ours, floor, "target <= 1.25 x", 5)


def save(folder: Path) -> None:
    database = Database.open(folder / "save.db")
    database.write(saved=[a_person()])
    (item,) = database.write(saved=[an_item()])
    handle = os.open(folder / "floor", os.O_CREAT | os.O_RDWR)
    state = {"item": item, "number": 0}

    def edit() -> float:
        state["number"] += 1
        changed = replace(state["item"], note=str(state["number"]))

        def write() -> None:
            (state["item"],) = database.write(saved=[changed])

        return timed(write, time.perf_counter)

    def floor() -> float:
        def write() -> None:
            os.pwrite(handle, os.urandom(4096), 4096 * (state["number"] % 400))
            getattr(os, "fdatasync", os.fsync)(handle)

        return timed(write, time.perf_counter)

    raw = sqlite3.connect(folder / "commit.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE one (note TEXT)")
    raw.execute("INSERT INTO one VALUES ('')")

    def commit() -> float:
        def write() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE one SET note = ?", (str(state["number"]),))
            raw.execute("COMMIT")

        return timed(write, time.perf_counter)

    ratio("save of one edit / fdatasync", edit, floor, "target <= 1.5 x", 101)
    ratio("save of one edit / bare commit", edit, commit, "", 101)
    raw.close()
    os.close(handle)
    database.close()


def load(folder: Path, records: list[Activity]) -> None:
    path = folder / "load.db"
    database = Database.open(path)
    database.write(saved=[a_person(), *records])
    raw = sqlite3.connect(path)
    sql = f"SELECT {SHAPE_OF[Activity].columns} FROM activity WHERE person_id = ?"

    def ours() -> float:
        return timed(
            lambda: make_dossier(a_person(), database.of_person(PERSON_ID)), time.process_time
        )

    def floor() -> float:
        return timed(lambda: raw.execute(sql, (str(PERSON_ID),)).fetchall(), time.process_time)

    ratio(f"dossier of {len(records)} activities (CPU)", ours, floor, "about 0.2 s")
    database.close()
    raw.close()
    Database.open(folder / "empty.db").close()

    def opened(name: str) -> Callable[[], float]:
        return lambda: timed(lambda: Database.open(folder / name).close(), time.process_time)

    ratio(
        "opening it, against an empty file", opened("load.db"), opened("empty.db"), "<= 1.1 x", 21
    )
    numbers = iter(range(1000))

    def new() -> float:
        return opened(f"new{next(numbers)}.db")()

    ratio("making a new file (CPU)", new, opened("empty.db"), "0.03 s")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    records = runs(count)
    print(f"{'':<34}{'ours':>12} {'floor':>12} {'ratio':>9}")
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        bulk(folder, records)
        save(folder)
        load(folder, records)


if __name__ == "__main__":
    main()
