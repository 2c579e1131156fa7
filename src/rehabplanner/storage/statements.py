"""The few SQL sentences that all kinds of records share, in the words of one dialect."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from rehabplanner.storage.codec import Shape, chunks


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the tables hold it, and when it was changed and removed."""

    values: tuple[Any, ...]
    changed_at: str
    removed_at: str | None


class Statements:
    """SQL for one connection: finds, adds, changes and bins rows."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._gap = "?" if connection.dialect.name == "sqlite" else "%s"

    def run(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Run one statement, its gaps written as `?`."""
        return self.connection.exec_driver_sql(sql.replace("?", self._gap), tuple(values))

    def run_many(self, sql: str, rows: list[tuple[Any, ...]]) -> int:
        """Run one statement for many rows; return how many rows it met."""
        result = self.connection.exec_driver_sql(sql.replace("?", self._gap), rows)
        return int(result.rowcount)

    def select(self, shape: Shape, where: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return the rows of a kind, in the order of its columns."""
        sql = f'SELECT {shape.columns} FROM "{shape.name}" WHERE {where}'
        return list(self.run(sql, values).all())

    def full(self, shape: Shape, where: str, values: Sequence[Any] = ()) -> list[Row]:
        """Return the rows of a kind with what all tables have."""
        columns = f'{shape.columns}, "changed_at", "removed_at"'
        rows = self.run(f'SELECT {columns} FROM "{shape.name}" WHERE {where}', values).all()
        return [Row(tuple(row[:-2]), row[-2], row[-1]) for row in rows]

    def put(self, shape: Shape, rows: Sequence[Row]) -> None:
        """Write rows as they are, in the place of those of the same identity."""
        names = (*shape.names, "changed_at", "removed_at")
        self.upsert(
            shape.name, names, [(*row.values, row.changed_at, row.removed_at) for row in rows]
        )

    def upsert(self, table: str, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        """Write rows of a table as they are, in the place of those of the same identity."""
        columns = ", ".join(f'"{name}"' for name in names)
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
        gaps = ", ".join("?" * len(names))
        self.run_many(
            f'INSERT INTO "{table}" ({columns}) VALUES ({gaps}) '
            f"ON CONFLICT (id) DO UPDATE SET {sets}",
            rows,
        )

    def states(self, table: str, ids: Sequence[str]) -> dict[str, tuple[int, str | None]]:
        """Return revision and time of removal of those identities that are there."""
        found: dict[str, tuple[int, str | None]] = {}
        for some in chunks(ids):
            gaps = ", ".join("?" * len(some))
            sql = f'SELECT id, revision, removed_at FROM "{table}" WHERE id IN ({gaps})'
            found.update((row[0], (row[1], row[2])) for row in self.run(sql, some))
        return found

    def insert(self, shape: Shape, records: Sequence[Any], now: str) -> None:
        """Add new records of a kind, with revision 1."""
        gaps = ", ".join("?" * (len(shape.names) + 1))
        sql = f'INSERT INTO "{shape.name}" ({shape.columns}, "changed_at") VALUES ({gaps})'
        self.run_many(sql, shape.rows(records, 1, now))

    def update(
        self, shape: Shape, rows: list[tuple[Any, ...]], known: Sequence[int], now: str, place: str
    ) -> int:
        """Write rows whose stored revision is the known one, bringing them out of the bin.

        `place` says where they must lie: "IS NULL" (not in the bin) or "IS NOT NULL".
        """
        sets = ", ".join(f'"{name}" = ?' for name in shape.names)
        sql = (
            f'UPDATE "{shape.name}" SET {sets}, "changed_at" = ?, "removed_at" = NULL '
            f'WHERE "id" = ? AND "revision" = ? AND "removed_at" {place}'
        )
        id_at = shape.names.index("id")
        return self.run_many(
            sql, [(*row, now, row[id_at], old) for row, old in zip(rows, known, strict=True)]
        )

    def bin(self, table: str, known: Sequence[tuple[str, int]], now: str) -> int:
        """Put rows into the bin whose stored revision is the known one."""
        sql = (
            f'UPDATE "{table}" SET "revision" = "revision" + 1, "changed_at" = ?, '
            '"removed_at" = ? WHERE "id" = ? AND "revision" = ? AND "removed_at" IS NULL'
        )
        return self.run_many(sql, [(now, now, *one) for one in known])
