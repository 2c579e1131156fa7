"""Bad files: each a sentence that names the file and the remedy; nothing raised, nothing slow."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.conftest import BERLIN, WHO
from importers.made_files import OWN_TABLE, fit_run, gpx_run, tcx_run
from rehabplanner.importers import gpx, source
from rehabplanner.importers.reading import Imported, Status, files_in, read_all, read_file

Read = Callable[..., Imported]
WHOLE = {
    "fit": fit_run(90),
    "gpx": gpx_run(90).encode(),
    "tcx": tcx_run(90).encode(),
    "csv": OWN_TABLE.encode(),
}
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><gpx><trk><name>&j;</name></trk></gpx>"
)
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<gpx><trk><name>&x;</name></trk></gpx>"
)


@pytest.mark.parametrize(
    ("name", "contents", "word"),
    [
        ("nothing.fit", b"", "empty"),
        ("blank.gpx", b"  \n ", "empty"),
        ("photo.fit", b"\xff\xd8\xff\xe0" + bytes(100), "JPEG picture"),
        ("paper.gpx", b"%PDF-1.7\n", "PDF document"),
        ("noise.fit", bytes(range(256)) * 8, "damaged from its first byte"),
        ("map.kml", b'<?xml version="1.0"?><kml><Document/></kml>', "KML"),
        ("page.gpx", b"<!doctype html><html><body>404</body></html>", "web page"),
        ("other.xml", b"<notes><note/></notes>", "cannot be read"),
        ("data.json", b'[{"a": 1}]', "JSON"),
        ("bomb.gpx", BOMB, "document type or entities"),
        ("outside.gpx", OUTSIDE, "document type or entities"),
        ("apple.xml", BOMB.replace(b"gpx", b"HealthData"), "document type or entities"),
        ("deep.gpx", b"<gpx>" + b"<a>" * 500_000, "nested deeper"),
        ("head.fit", fit_run(60)[:14], "without any activity"),
        ("short.fit", fit_run(60)[:13], "without any activity"),
        ("cut.xml", b"<gpx><trk><trkseg>", "damaged in line 1"),
        ("cut.tcx", b"<Activities><Activity>", "damaged in line 1"),
    ],
)
def test_each_gets_its_sentence(read: Read, name: str, contents: bytes, word: str) -> None:
    started = time.monotonic()
    row = read(contents, name)
    assert time.monotonic() - started < 5
    assert row.status is Status.FAILED
    assert not row.activities
    assert not row.tracks
    text = str(row.message)
    assert word in text
    assert name in text


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (row,) = read_file(tmp_path / "gone.fit", WHO)
    assert row.status is Status.FAILED
    assert "gone.fit" in str(row.message)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (row,) = read_file(tmp_path, WHO)
    assert row.status is Status.FAILED


@pytest.mark.parametrize("form", sorted(WHOLE))
def test_too_large_is_refused_while_reading(read: Read, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"large.{form}"
    with path.open("wb") as stream:
        stream.write(WHOLE[form] * 60 if form in ("fit", "csv") else WHOLE[form][:-30])
        stream.truncate(500_000_000)  # sparse: takes no room
    started = time.monotonic()
    (row,) = read_file(path, WHO, BERLIN)
    assert time.monotonic() - started < 10
    assert row.status in (Status.FAILED, Status.WARNING)
    if form in ("fit", "csv"):
        assert "megabytes" in str(row.message)


def test_too_many_points_are_refused(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx, "MOST_POINTS", 10)
    row = read(gpx_run(90))
    assert row.status is Status.FAILED
    assert "more than 10 points" in str(row.message)


def test_a_fault_of_ours_becomes_a_row(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(source.Source, "digest", fail)
    row = read(gpx_run(90), "a.gpx")
    assert row.status is Status.FAILED
    assert "nobody foresaw" in str(row.message)


def check(row: Imported) -> None:
    """A row that holds together, whatever was in the file."""
    assert (row.message is None) is (row.status is Status.IMPORTED)
    assert str(row.message)
    assert (row.status is not Status.FAILED) or not (row.activities or row.tracks or row.days)
    ids = {one.id for one in row.activities}
    assert {track.id for track in row.tracks} <= ids


@pytest.mark.parametrize("form", sorted(WHOLE))
@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 2**32), flips=st.integers(1, 30), cut=st.floats(0, 1.4))
def test_mutated_files_never_raise_or_hang(
    form: str, seed: int, flips: int, cut: float, tmp_path_factory: pytest.TempPathFactory
) -> None:
    random = Random(seed)
    data = bytearray(WHOLE[form])
    for _ in range(flips):
        at = random.randrange(len(data))
        choice = random.randrange(4)
        if choice == 0:
            data[at] ^= 1 << random.randrange(8)
        elif choice == 1:
            data[at] = random.randrange(256)
        elif choice == 2:
            del data[at : at + random.randrange(20)]
            data = data or bytearray(b"x")
        else:
            data[at:at] = data[at : at + random.randrange(40)]
    contents = bytes(data[: int(len(data) * cut)] if cut < 1 else data)
    path = tmp_path_factory.mktemp("fuzz") / "file"
    path.write_bytes(contents)
    started = time.monotonic()
    rows = read_file(path, WHO, BERLIN)
    assert time.monotonic() - started < 10
    for row in rows:
        check(row)


@settings(max_examples=50, deadline=None)
@given(
    head=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"<gpx>", b"a,b\n", b"\xff\xfe"]),
    rest=st.binary(max_size=400),
)
def test_noise_never_raises(
    head: bytes, rest: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("noise") / "file"
    path.write_bytes(head + rest)
    for row in read_file(path, WHO, BERLIN):
        check(row)


def test_a_batch_goes_on_past_failures_and_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, contents in {
        "a.gpx": WHOLE["gpx"],
        "b.fit": b"",
        "in/c.tcx": WHOLE["tcx"],
        ".hidden.gpx": WHOLE["gpx"],
        "photo.JPG": b"x",
        "d.fit": WHOLE["fit"],
    }.items():
        (tmp_path / name).write_bytes(contents)
    told: list[tuple[int, int, str]] = []
    rows = list(read_all([tmp_path], WHO, BERLIN, progress=lambda *step: told.append(step)))
    assert [Path(row.file).name for row in rows] == ["a.gpx", "b.fit", "d.fit", "c.tcx"]
    assert [row.status.value for row in rows] == ["imported", "failed", "imported", "imported"]
    assert told[0] == (0, 4, "a.gpx")
    assert told[-1] == (4, 4, "")
    answers = iter([False, False, True])
    assert len(list(read_all([tmp_path], WHO, BERLIN, is_cancelled=lambda: next(answers)))) == 1


def test_files_are_listed_once_and_named_ones_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.gpx").write_text("x")
    (tmp_path / "b.pdf").write_text("x")
    assert files_in([tmp_path, tmp_path / "a.gpx"]) == [tmp_path / "a.gpx"]
    assert files_in([tmp_path / "b.pdf"]) == [tmp_path / "b.pdf"]


def test_a_folder_that_may_not_be_looked_into_gets_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "run.gpx").write_text("x")
    (tmp_path / "seen.gpx").write_text("x")
    listed = os.scandir

    def scandir(folder: str) -> object:  # root may look into everything, so the system says no
        if Path(folder) == closed:
            raise PermissionError(13, "Permission denied", folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert files_in([tmp_path]) == [closed, tmp_path / "seen.gpx"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.gpx"
    os.mkfifo(pipe)
    assert files_in([tmp_path]) == []
    (row,) = read_file(pipe, WHO)
    assert row.status is Status.FAILED
