"""What a clinic and a runner hand each other arrives whole, in any order, or is refused."""

import base64
import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    MONDAY,
    PERSON_ID,
    a_day,
    a_pain,
    a_person,
    a_practice,
    a_run,
    a_track,
    another_person,
    one_of_each,
    some_weeks,
)
from rehabplanner.domain.problems import StorageError
from rehabplanner.storage import exchange
from rehabplanner.storage.bundle import Bundle, gather
from rehabplanner.storage.codec import SHAPE_OF
from rehabplanner.storage.database import Database
from rehabplanner.storage.merging import merge
from rehabplanner.workspace import Workspace
from storage.strategies import RECORDS

WAYS = pytest.mark.parametrize(
    ("write", "read"),
    [(exchange.write, exchange.read), (exchange.write_json, exchange.read_json)],
    ids=["rehab", "json"],
)


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    database = Database.open(path)
    try:
        yield database
    finally:
        database.close()


def everything(database: Database) -> set[Any]:
    found = {*database.people(), *database.of_person(PERSON_ID)}
    return found | set(database.practices())


def sent(database: Database, path: Path) -> Bundle:
    exchange.write(gather(database, [PERSON_ID]), path)
    return exchange.read(path)


@WAYS
def test_everything_arrives(
    tmp_path: Path, write: Callable[..., None], read: Callable[[Path], Bundle]
) -> None:
    with opened(tmp_path / "a.db") as home, opened(tmp_path / "b.db") as clinic:
        records = (*one_of_each(), *some_weeks(2, MONDAY.replace(year=2025)))
        home.write(saved=[one for one in records if one.id != uuid4()])
        write(gather(home), tmp_path / "all.rehab")
        done = merge(clinic, read(tmp_path / "all.rehab"))
        assert everything(clinic) == everything(home)
        assert done.tracks == 1
        assert done.conflicts == ()
        track = clinic.track(records[2].id)
        assert track is not None
        assert track.altitude_m == a_track(records[2].id).altitude_m
        again = merge(clinic, read(tmp_path / "all.rehab"))
        assert (again.added, again.changed, again.tracks, again.changes) == (0, 0, 0, ())


def test_one_person_travels_without_the_others_and_without_the_letterhead(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as clinic, opened(tmp_path / "b.db") as home:
        ben = another_person()
        clinic.write(saved=[a_person(), ben, a_practice(), a_run(), a_run(person_id=ben.id)])
        home.write(saved=[own := a_practice(name="My own")])
        merge(home, sent(clinic, tmp_path / "ada.rehab"))
        assert [person.name for person in home.people()] == ["Ada Strand"]
        assert len(home.of_person(PERSON_ID)) == 1
        assert home.practices() == [replace(own, revision=1)]
        exchange.write(gather(clinic), tmp_path / "all.rehab")
        merge(home, exchange.read(tmp_path / "all.rehab"))
        assert replace(own, revision=1) in home.practices()


def test_the_newer_state_wins_and_what_was_removed_stays_removed(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as home, opened(tmp_path / "b.db") as clinic:
        _, run, pain = home.write(saved=[a_person(), a_run(), a_pain()])
        old = sent(home, tmp_path / "old.rehab")
        merge(clinic, old)
        (longer,) = clinic.write(saved=[replace(run, distance_m=9000)])
        clinic.write(removed=[pain])
        done = merge(home, sent(clinic, tmp_path / "new.rehab"))
        assert home.of_person(PERSON_ID) == [longer]
        assert (done.added, done.changed, done.conflicts) == (0, 2, ())
        merge(home, exchange.read(tmp_path / "old.rehab"))
        assert home.of_person(PERSON_ID) == [longer]
        assert [one.record.id for one in home.bin()] == [pain.id]


def test_where_both_have_written_both_states_are_told_of_and_both_sides_agree(
    tmp_path: Path,
) -> None:
    with opened(tmp_path / "a.db") as home, opened(tmp_path / "b.db") as clinic:
        _, run = home.write(saved=[a_person(), a_run()])
        merge(clinic, sent(home, tmp_path / "1.rehab"))
        home.write(saved=[replace(run, notes="Felt fine")])
        clinic.write(saved=[replace(run, notes="Seen in clinic")])
        to_clinic = sent(home, tmp_path / "2.rehab")
        to_home = sent(clinic, tmp_path / "3.rehab")
        done = merge(home, to_home)
        merge(clinic, to_clinic)
        assert home.of_person(PERSON_ID) == clinic.of_person(PERSON_ID)
        ((kept, lost),) = done.conflicts
        assert (kept.notes, lost.notes) == ("Seen in clinic", "Felt fine")
        assert home.of_person(PERSON_ID)[0].notes == "Seen in clinic"


def test_two_diary_pages_of_one_day_become_one_and_the_other_lies_in_the_bin(
    tmp_path: Path,
) -> None:
    with opened(tmp_path / "a.db") as home, opened(tmp_path / "b.db") as clinic:
        home.write(saved=[a_person()])
        merge(clinic, sent(home, tmp_path / "0.rehab"))
        home.write(saved=[a_day(note="At home")])
        clinic.write(saved=[a_day(note="In the clinic")])
        to_clinic = sent(home, tmp_path / "1.rehab")
        to_home = sent(clinic, tmp_path / "2.rehab")
        done = merge(home, to_home)
        merge(clinic, to_clinic)
        for side in (home, clinic):
            (day,) = side.of_person(PERSON_ID)
            assert day.note == "In the clinic"
            assert [one.record.note for one in side.bin()] == ["At home"]
        assert len(done.conflicts) == 1


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    bundles = []
    with opened(tmp_path / "a.db") as one, opened(tmp_path / "b.db") as two:
        _, run, pain = one.write(saved=[a_person(), a_run(), a_pain()])
        bundles.append(sent(one, tmp_path / "1.rehab"))
        merge(two, bundles[0])
        one.write(saved=[replace(run, title="Hills"), a_day(note="one")], removed=[pain])
        two.write(saved=[replace(run, title="Trail"), replace(pain, score=7), a_day(note="two")])
        bundles += [sent(one, tmp_path / "2.rehab"), sent(two, tmp_path / "3.rehab")]
    ends = []
    for number, order in enumerate(permutations(bundles)):
        with opened(tmp_path / f"{number}.end.db") as end:
            for bundle in order:
                merge(end, bundle)
            ends.append(everything(end))
    assert all(end == ends[0] for end in ends)


def test_taking_in_a_file_is_one_step_that_can_be_undone(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as clinic, opened(tmp_path / "b.db") as home:
        _, run = home.write(saved=[a_person(), a_run()])
        merge(clinic, sent(home, tmp_path / "0.rehab"))
        clinic.write(saved=[replace(run, title="Hills"), a_pain()])
        workspace = Workspace(home)
        before = workspace.dossier(PERSON_ID)
        done = merge(home, sent(clinic, tmp_path / "1.rehab"))
        workspace.adopt("Take in Ada's file", done.changes)
        after = workspace.dossier(PERSON_ID)
        assert after is not None
        assert after.activities[0].title == "Hills"
        assert len(after.pains) == 1
        assert workspace.undo() == "Take in Ada's file"
        undone = workspace.dossier(PERSON_ID)
        assert undone is not None
        assert before is not None
        assert undone.activities[0].title == before.activities[0].title
        assert undone.pains == ()


@WAYS
@settings(max_examples=25)
@given(records=st.lists(RECORDS, max_size=6))
def test_any_record_survives_the_way(
    tmp_path_factory: pytest.TempPathFactory,
    write: Callable[..., None],
    read: Callable[[Path], Bundle],
    records: list[Any],
) -> None:
    folder = tmp_path_factory.mktemp("way")
    kept = {(type(one), SHAPE_OF[type(one)].key_of(one) or one.id): one for one in records}
    with opened(folder / "a.db") as home, opened(folder / "b.db") as clinic:
        home.write(saved=[a_person(), *kept.values()])
        write(gather(home), folder / "all.rehab")
        merge(clinic, read(folder / "all.rehab"))
        assert everything(clinic) == everything(home)


# Files that are not what they should be


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as box:
        return {name: box.read(name) for name in box.namelist()}


def packed(path: Path, content: dict[str, bytes], sums: bool = True) -> Path:
    if sums:
        manifest = json.loads(content["manifest.json"])
        manifest["members"] = {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in content.items()
            if name != "manifest.json"
        }
        content["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in content.items():
            box.writestr(name, data)
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    with opened(tmp_path / "good.db") as database:
        database.write(saved=one_of_each())
        exchange.write(gather(database), tmp_path / "good.rehab")
    return tmp_path / "good.rehab"


def changed(good: Path, **manifest: Any) -> Path:
    content = members(good)
    content["manifest.json"] = json.dumps(
        {**json.loads(content["manifest.json"]), **manifest}
    ).encode()
    return packed(good.with_name("changed.rehab"), content, sums=False)


def test_a_newer_file_is_refused_and_a_newer_one_that_we_can_read_is_not(good: Path) -> None:
    with pytest.raises(StorageError, match="newer version"):
        exchange.read(changed(good, reader=2))
    assert len(exchange.read(changed(good, schema=99))) == len(exchange.read(good))


def test_kinds_and_fields_that_we_do_not_know_do_no_harm(good: Path) -> None:
    content = members(good)
    line = json.loads(content["records/person.jsonl"])
    content["records/person.jsonl"] = json.dumps({**line, "shoe": "blue"}).encode()
    content["records/dream.jsonl"] = b'{"id": 1}\n'
    assert len(exchange.read(packed(good.with_name("x.rehab"), content))) == len(
        exchange.read(good)
    )


def line_of(good: Path, kind: str, **values: Any) -> bytes:
    (line,) = members(good)[f"records/{kind}.jsonl"].splitlines()
    return json.dumps({**json.loads(line), **values}).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda good: line_of(good, "pain", score=float("nan")),
        lambda good: line_of(good, "pain", score=11),
        lambda good: line_of(good, "pain", score="7"),
        lambda good: line_of(good, "pain", score=None),
        lambda good: line_of(good, "pain", id="no"),
        lambda good: line_of(good, "pain", revision=0),
        lambda good: line_of(good, "pain", revision=10**30),
        lambda good: line_of(good, "pain", revision=True),
        lambda good: line_of(good, "pain", moment="never"),
        lambda good: line_of(good, "pain", day="2026-02-30"),
        lambda good: line_of(good, "pain", changed_at="yesterday"),
        lambda good: line_of(good, "pain")[:-1] + b', "score": 1}',
        lambda good: line_of(good, "pain")[:-9],
        lambda good: line_of(good, "pain") + b"\n" + line_of(good, "pain"),
        lambda good: b"[" * 100_000,
        lambda good: b"[]",
        lambda good: b"\xff\xfe",
        lambda good: b"1" * 5000,
        lambda good: b'"' + b"x" * 3_000_000 + b'"',
    ],
)
def test_a_spoilt_record_is_refused_in_words(good: Path, spoil: Callable[[Path], bytes]) -> None:
    content = members(good)
    content["records/pain.jsonl"] = spoil(good)
    path = packed(good.with_name("spoilt.rehab"), content)
    with pytest.raises(StorageError, match=r"damaged on its way \(.*pain.*\)|too large"):
        exchange.read(path)


def test_every_flipped_bit_is_found_or_harmless(good: Path) -> None:
    whole = bytearray(good.read_bytes())
    wanted = exchange.read(good)
    path = good.with_name("flipped.rehab")
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        whole[place] ^= 1 << place % 8
        path.write_bytes(whole)
        try:
            found = exchange.read(path)
        except StorageError:
            pass
        else:
            assert found.rows == wanted.rows
            assert found.tracks == wanted.tracks
        whole[place] ^= 1 << place % 8


def test_a_damaged_track_stops_the_whole_file(good: Path, tmp_path: Path) -> None:
    content = members(good)
    name = next(one for one in content if one.startswith("tracks/"))
    content[name] = content[name][:-9] + b"123456789"
    bundle = exchange.read(packed(good.with_name("spoilt.rehab"), content))
    with opened(tmp_path / "new.db") as database:
        with pytest.raises(StorageError, match="track in the file is damaged"):
            merge(database, bundle)
        assert database.people() == []


def test_entries_of_nobody_are_refused(good: Path, tmp_path: Path) -> None:
    content = members(good)
    content["records/pain.jsonl"] = line_of(good, "pain", person_id=str(uuid4()))
    bundle = exchange.read(packed(good.with_name("orphan.rehab"), content))
    with opened(tmp_path / "new.db") as database:
        with pytest.raises(StorageError, match="a person who is not in it"):
            merge(database, bundle)
        assert database.people() == []


@pytest.mark.parametrize("content", [b"", b"PK", b"hello" * 100, b"PK\x05\x06" + b"\0" * 18])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.rehab"
    path.write_bytes(content)
    for read in (exchange.read, exchange.read_json):
        with pytest.raises(StorageError):
            read(path)


def test_bombs_and_paths_are_refused(good: Path) -> None:
    content = members(good)
    big = {**content, "records/dream.jsonl": b"\0" * 30_000_000}
    with pytest.raises(StorageError, match="too large"):
        exchange.read(packed(good.with_name("bomb.rehab"), big))
    for name in ("../evil.jsonl", "records/../../evil.jsonl", "/etc/passwd", "records/A.jsonl"):
        with pytest.raises(StorageError):
            exchange.read(packed(good.with_name("path.rehab"), {**content, name: b"{}"}))
    with pytest.raises(StorageError):
        exchange.read(packed(good.with_name("more.rehab"), {**content, "x": b""}, sums=False))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_of_the_same_name_twice_is_refused(good: Path) -> None:
    with zipfile.ZipFile(good, "a") as box:
        box.writestr("records/pain.jsonl", b"")
    with pytest.raises(StorageError):
        exchange.read(good)


def test_a_json_file_with_nonsense_tracks_takes_in_nothing(good: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "new.db") as database:
        merge(database, exchange.read(good))
        exchange.write_json(gather(database), tmp_path / "all.json")
    found = json.loads((tmp_path / "all.json").read_text())
    (name,) = found["packed"]
    for nonsense in (None, 3, "!", base64.b64encode(b"RPT1nothing").decode()):
        found["packed"][name] = nonsense
        (tmp_path / "all.json").write_text(json.dumps(found))
        with opened(tmp_path / f"{nonsense!r:.4}.db") as database, pytest.raises(StorageError):
            merge(database, exchange.read_json(tmp_path / "all.json"))


def test_a_full_disk_leaves_the_old_file(good: Path, tmp_path: Path) -> None:
    bundle = exchange.read(good)
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(StorageError):
        exchange.write(bundle, target)
    assert sorted(one.name for one in tmp_path.glob(".*")) == []


def test_the_file_says_what_it_is_to_whoever_looks_inside(good: Path) -> None:
    content = members(good)
    manifest = json.loads(content["manifest.json"])
    assert manifest["format"] == "rehabplanner exchange"
    assert set(manifest["members"]) == set(content) - {"manifest.json"}
    (line,) = content["records/person.jsonl"].splitlines()
    assert json.loads(line)["name"] == "Ada Strand"


def test_old_rows_of_a_foreign_hand_are_not_trusted(tmp_path: Path) -> None:
    """A row that no record can be is left out and told of; the rest is read."""
    with opened(tmp_path / "a.db") as database:
        database.write(saved=[a_person(), a_run(), a_pain()])
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("UPDATE pain SET moment = 'never'")
    connection.close()
    with opened(tmp_path / "a.db") as database:
        assert len(database.of_person(PERSON_ID)) == 1
        assert "cannot be read" in str(database.notices[0])
