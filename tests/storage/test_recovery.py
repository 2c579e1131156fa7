"""What a damaged file still holds is saved, and the damaged file is kept aside."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from builders import (
    MONDAY,
    PERSON_ID,
    a_completion,
    a_day,
    a_person,
    a_practice,
    a_run,
    a_track,
    an_event,
    an_item,
    one_of_each,
    some_weeks,
)
from rehabplanner.domain.problems import StorageError
from rehabplanner.storage.database import Database
from rehabplanner.storage.recovery import NAMELESS, repair, salvage

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rehab.db"


def filled(path: Path) -> set[Any]:
    database = Database.open(path)
    run = a_run(title="Track day", notes="å, 中, 🏃 " + "long story " * 1500)
    item = an_item(day=MONDAY.replace(year=2024))
    database.write(
        saved=[
            a_person(notes="x" * 19_000),
            a_practice(),
            run,
            a_track(run.id),
            item,
            a_completion(item),
            an_event(until=MONDAY),
            a_day(MONDAY.replace(year=2024)),
            *some_weeks(80),
        ]
    )
    database.write(saved=[replace(one, goal="Run again") for one in database.people()])
    found = kept(database)
    database.close()
    return found


def kept(database: Database) -> set[Any]:
    return {*database.people(), *database.practices(), *database.of_person(PERSON_ID)}


def after_repair(path: Path) -> set[Any]:
    before = path.read_bytes()
    saved, aside = repair(path)
    assert aside is not None
    assert aside.read_bytes() == before
    database = Database.open(path)
    found = kept(database)
    assert database.check() == []
    database.close()
    assert saved.total >= len(found) - 1
    return found


def spoil(path: Path, *places: tuple[int, bytes]) -> None:
    content = bytearray(path.read_bytes())
    for start, new in places:
        content[start : start + len(new)] = new
    path.write_bytes(content)


def test_a_destroyed_head_and_schema_lose_nothing(path: Path) -> None:
    wanted = filled(path)
    spoil(path, (0, random.Random(1).randbytes(PAGE)))
    with pytest.raises(StorageError):
        Database.open(path)
    assert after_repair(path) == wanted


def test_a_sound_file_is_saved_whole_with_its_tracks(path: Path) -> None:
    wanted = filled(path)
    assert after_repair(path) == wanted
    database = Database.open(path)
    (run,) = [one for one in wanted if getattr(one, "title", "") == "Track day"]
    assert database.track(run.id) is not None
    database.close()


def test_ten_ruined_pages_cost_only_what_lay_in_them(path: Path) -> None:
    wanted = filled(path)
    chance = random.Random(7)
    pages = path.stat().st_size // PAGE
    ruined = chance.sample(range(1, pages), 10)
    spoil(path, *((page * PAGE, chance.randbytes(PAGE)) for page in ruined))
    found = after_repair(path)
    people = {one for one in found if getattr(one, "name", "") == NAMELESS}
    assert found - people <= wanted
    assert len(found) > 0.85 * len(wanted)


def test_a_file_cut_in_half_gives_what_is_left(path: Path) -> None:
    wanted = filled(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 1000])
    found = after_repair(path)
    assert found - {one for one in found if getattr(one, "name", "") == NAMELESS} <= wanted
    assert len(found) > 10


def test_what_only_lay_in_the_log_is_saved_too(path: Path) -> None:
    database = Database.open(path)
    database.write(saved=one_of_each())
    wanted = kept(database)
    wal = path.with_name("rehab.db-wal")
    main, log = path.read_bytes(), wal.read_bytes()
    database.close()
    path.write_bytes(b"\0" * len(main))
    wal.write_bytes(log)
    saved, aside = repair(path)
    assert aside is not None
    assert aside.with_name(aside.name + "-wal").read_bytes() == log
    database = Database.open(path)
    assert kept(database) == wanted
    database.close()
    assert saved.nameless == 0


def test_records_whose_person_is_lost_get_one_without_a_name(path: Path) -> None:
    database = Database.open(path)
    stranger = uuid4()
    database.write(saved=[a_person(id=stranger), a_run(person_id=stranger)])
    database.close()
    content = path.read_bytes()
    spoil(path, (content.index(b"Ada Strand") - 40, b"#" * 60))
    saved, _ = repair(path)
    assert saved.nameless == 1
    database = Database.open(path)
    assert [person.name for person in database.people()] == [NAMELESS]
    assert len(database.of_person(stranger)) == 1
    database.close()


def test_the_bin_and_the_revisions_are_kept(path: Path) -> None:
    database = Database.open(path)
    _, run, other = database.write(saved=[a_person(), a_run(), a_run(title="Gone")])
    database.write(saved=[replace(run, title="Hills")], removed=[other])
    database.close()
    spoil(path, (0, b"\xaa" * 100))
    repair(path)
    database = Database.open(path)
    (kept_run,) = database.of_person(PERSON_ID)
    assert (kept_run.revision, [one.record.id for one in database.bin()]) == (2, [other.id])
    database.close()


@pytest.mark.parametrize("content", [b"", b"\0" * 9000, b"hello " * 5000])
def test_where_there_is_nothing_nothing_is_changed(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match="Nothing of this program"):
        repair(path)
    assert path.read_bytes() == content
    assert list(path.parent.glob("*saved*")) == []


def test_a_file_in_use_is_not_repaired(path: Path) -> None:
    database = Database.open(path)
    with pytest.raises(StorageError, match="Another window"):
        repair(path)
    database.close()


def noise() -> Iterator[bytes]:
    chance = random.Random(3)
    for _ in range(40):
        yield b"".join(b"\x0d" + chance.randbytes(PAGE - 1) for _ in range(8))


def test_noise_never_crashes_the_salvage(tmp_path: Path) -> None:
    for number, content in enumerate(noise()):
        path = tmp_path / f"{number}.db"
        path.write_bytes(content)
        with pytest.raises(StorageError):
            salvage(path, tmp_path / f"{number}-new.db")
