"""Everything of one or many people, on its way between two databases.

A bundle holds plain rows (with what was removed, so that it stays removed), and hands out packed
tracks a few at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from rehabplanner.domain.guidance import PlanTemplate
from rehabplanner.domain.own_exercises import OwnExercise, Photo, own_id
from rehabplanner.domain.people import Practice
from rehabplanner.domain.plans import PlanItem
from rehabplanner.storage.codec import SHAPE_OF, SHAPES, Shape, chunks
from rehabplanner.storage.database import Database
from rehabplanner.storage.statements import Row, Statements

BATCH = 50


@dataclass(frozen=True, slots=True)
class TrackRow:
    """Which packed track belongs to an activity."""

    id: str
    revision: int
    content: str
    samples: int
    changed_at: str
    removed_at: str | None


Load = Callable[[Sequence[str]], Mapping[str, bytes]]
"""Returns some packed tracks by their names; those that are lost are left out."""


def _no_tracks(contents: Sequence[str]) -> Mapping[str, bytes]:
    return {}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Rows by the name of their table, tracks, and a way to load packed tracks."""

    rows: Mapping[str, list[Row]]
    tracks: list[TrackRow] = field(default_factory=list)
    load: Load = _no_tracks

    def __len__(self) -> int:
        """Return the number of records."""
        return sum(map(len, self.rows.values())) + len(self.tracks)

    def packed(self) -> Iterator[tuple[str, bytes | None]]:
        """Yield each packed track once, by name; None for one that is lost."""
        for some in chunks(sorted({track.content for track in self.tracks}), BATCH):
            found = self.load(some)
            yield from ((content, found.get(content)) for content in some)


_OF_ALL = (Practice, OwnExercise, Photo, PlanTemplate)


def gather(database: Database, person_ids: Iterable[UUID] | None = None) -> Bundle:
    """Return everything (the letterhead too), or all that is known of some people.

    With people go the own exercises that their plans name, and the photographs of these.

    Raises StorageError.
    """
    chosen = None if person_ids is None else [str(one) for one in person_ids]
    rows: dict[str, list[Row]] = {}
    with database.reading() as sql:
        for shape in SHAPES:
            if chosen is not None and shape.kind in _OF_ALL:
                continue
            rows[shape.name] = _rows_of(sql, shape, chosen)
        if chosen is not None:
            _add_own_exercises(sql, rows)
        tracks = _tracks_of(sql, chosen)
    return Bundle(rows, tracks, database.packed_tracks)


def _rows_of(sql: Statements, shape: Shape, chosen: list[str] | None) -> list[Row]:
    if chosen is None:
        return sql.full(shape, "1 = 1 ORDER BY id")
    column = "person_id" if shape.is_of_person else "id"
    found: list[Row] = []
    for person_id in chosen:
        found += sql.full(shape, f"{column} = ? ORDER BY id", (person_id,))
    return found


def _add_own_exercises(sql: Statements, rows: dict[str, list[Row]]) -> None:
    shape, photo = SHAPE_OF[OwnExercise], SHAPE_OF[Photo]
    at = SHAPE_OF[PlanItem].names.index("exercise_id")
    named = {own_id(row.values[at]) for row in rows["plan_item"]}
    rows[shape.name], rows[photo.name] = [], []
    for some in chunks(sorted(str(one) for one in named if one is not None)):
        gaps = ", ".join("?" * len(some))
        rows[shape.name] += sql.full(shape, f"id IN ({gaps}) ORDER BY id", some)
        rows[photo.name] += sql.full(photo, f"own_exercise_id IN ({gaps}) ORDER BY id", some)


def _tracks_of(sql: Statements, chosen: list[str] | None) -> list[TrackRow]:
    columns = "track.id, track.revision, content, samples, track.changed_at, track.removed_at"
    if chosen is None:
        return [TrackRow(*row) for row in sql.run(f"SELECT {columns} FROM track ORDER BY id").all()]
    found: list[TrackRow] = []
    for person_id in chosen:
        rows = sql.run(
            f"SELECT {columns} FROM track JOIN activity ON activity.id = track.id "
            "WHERE person_id = ? ORDER BY track.id",
            (person_id,),
        )
        found += [TrackRow(*row) for row in rows.all()]
    return found
