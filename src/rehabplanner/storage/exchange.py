"""The `.rehab` file that a clinic and a runner hand each other, and the same as one JSON file.

A `.rehab` file is a ZIP: `manifest.json` (format, schema, least reader, the SHA-256 of each
member), `records/<kind>.jsonl` (one record a line), `tracks/<sum>.rpt` (packed tracks). It is read
with suspicion: members by listed name, never unpacked to disk, with limits on number and size.
"""

import base64
import contextlib
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from rehabplanner import __version__
from rehabplanner.domain.problems import Problem, StorageError, marked
from rehabplanner.files import explained, write_atomically, write_atomically_with
from rehabplanner.storage import tracks
from rehabplanner.storage.bundle import Bundle, Load, TrackRow
from rehabplanner.storage.codec import SHAPES, Shape
from rehabplanner.storage.statements import Row
from rehabplanner.storage.tables import SCHEMA
from rehabplanner.storage.values import now_text, read_utc, utc_text

FORMAT = "rehabplanner exchange"
READER = 1
"""What a program must be able to read for our files; we read files that ask for no more."""
SUFFIX = ".rehab"

MOST_BYTES = 2_000_000_000
MOST_MEMBER = 300_000_000
MOST_MEMBERS = 200_000
MOST_LINE = 2_000_000
MOST_RATIO = 200
MOST_REVISION = 1_000_000_000
_CHUNK = 1 << 20
_MEMBER = re.compile(r"records/[a-z_]{1,40}\.jsonl|tracks/[0-9a-f]{64}\.rpt")
_TRACK_FIELDS = tuple(TrackRow.__dataclass_fields__)

_NOT_OURS = marked('"{name}" is not an exchange file of this program. Nothing was taken in.')
_NEWER = marked(
    '"{name}" was made by a newer version of this program. Please update the program. Nothing was '
    "taken in."
)
_HARMED = marked(
    '"{name}" was changed or damaged on its way ({where}). Ask for it again. Nothing was taken in.'
)
_TOO_LARGE = marked('"{name}" is too large to be an exchange file. Nothing was taken in.')


# Writing


def write(bundle: Bundle, path: Path) -> None:
    """Write a bundle as a `.rehab` file, whole or not at all.

    Raises StorageError.
    """
    write_atomically_with(path, partial(_write_zip, bundle))


def write_json(bundle: Bundle, path: Path) -> None:
    """Write a bundle as one JSON file that `read_json` understands, whole or not at all.

    Raises StorageError.
    """
    packed = {
        content: base64.b64encode(data).decode("ascii")
        for content, data in bundle.packed()
        if data is not None
    }
    found = {
        **_head(),
        "records": {shape.name: list(_mappings(bundle, shape)) for shape in SHAPES},
        "tracks": [_track_mapping(track) for track in bundle.tracks if track.content in packed],
        "packed": packed,
    }
    text = json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False)
    write_atomically(path, text.encode("utf-8"))


def _head() -> dict[str, Any]:
    return {
        "format": FORMAT,
        "reader": READER,
        "schema": SCHEMA,
        "program": __version__,
        "made_at": now_text(),
    }


def _write_zip(bundle: Bundle, stream: BinaryIO) -> None:
    members: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:

        def put(name: str, data: bytes, kind: int = zipfile.ZIP_DEFLATED) -> None:
            members[name] = {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            box.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, kind)

        lost = set()
        for content, data in bundle.packed():
            if data is None:
                lost.add(content)
            else:
                put(f"tracks/{content}.rpt", data, zipfile.ZIP_STORED)
        for shape in SHAPES:
            if bundle.rows.get(shape.name):
                put(f"records/{shape.name}.jsonl", _lines(_mappings(bundle, shape)))
        kept = (_track_mapping(track) for track in bundle.tracks if track.content not in lost)
        if bundle.tracks:
            put("records/track.jsonl", _lines(kept))
        manifest = json.dumps({**_head(), "members": members}, indent=1)
        box.writestr(zipfile.ZipInfo("manifest.json", (2026, 1, 1, 0, 0, 0)), manifest)


def _mappings(bundle: Bundle, shape: Shape) -> Iterator[dict[str, Any]]:
    for row in bundle.rows.get(shape.name, ()):
        yield {
            **dict(zip(shape.names, row.values, strict=True)),
            "changed_at": row.changed_at,
            "removed_at": row.removed_at,
        }


def _track_mapping(track: TrackRow) -> dict[str, Any]:
    return {name: getattr(track, name) for name in _TRACK_FIELDS}


def _lines(found: Iterator[dict[str, Any]]) -> bytes:
    lines = (json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n" for one in found)
    return "".join(lines).encode("utf-8", "surrogatepass")


# Reading


class _Harmed(Exception):
    """Something in the file is not as it must be: where, and perhaps a sentence of its own."""

    def __init__(self, where: str, text: str = _HARMED) -> None:
        super().__init__(where)
        self.where = where
        self.text = text


def read(path: Path) -> Bundle:
    """Return what a `.rehab` file holds, every record checked.

    Raises StorageError in words: not ours, newer, damaged, too large, not readable.
    """
    return _told(path, _read_zip)


def read_json(path: Path) -> Bundle:
    """Return what a JSON file of `write_json` holds, every record checked.

    Raises StorageError as `read` does.
    """
    return _told(path, _read_plain)


def _told(path: Path, read_it: Callable[[Path], Bundle]) -> Bundle:
    try:
        return read_it(path)
    except _Harmed as harm:
        raise StorageError(harm.text, name=path.name, where=harm.where) from harm
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise StorageError(_NOT_OURS, name=path.name) from error
    except OSError as error:
        raise explained(error, path) from error


def _read_zip(path: Path) -> Bundle:
    with zipfile.ZipFile(path) as box:
        _refuse_bomb(box, path)
        names = set(box.namelist())
        if "manifest.json" not in names:
            raise _Harmed("manifest", _NOT_OURS)
        manifest = _parsed(_member(box, "manifest.json"), "manifest")
        _refuse_foreign(manifest)
        members = manifest.get("members")
        if not isinstance(members, dict) or set(members) | {"manifest.json"} != names:
            raise _Harmed("manifest")
        found: dict[str, list[Any]] = {}
        for name, told in members.items():
            if not _MEMBER.fullmatch(name):
                raise _Harmed("manifest")
            if name.startswith("tracks/"):
                continue
            data = _member(box, name)
            if not isinstance(told, dict) or hashlib.sha256(data).hexdigest() != told.get("sha256"):
                raise _Harmed(name)
            found[name[len("records/") : -len(".jsonl")]] = list(_parsed_lines(data, name))
    return _bundle(found, partial(_load, path))


def _read_plain(path: Path) -> Bundle:
    if path.stat().st_size > MOST_MEMBER:
        raise _Harmed("size", _TOO_LARGE)
    found = _parsed(path.read_bytes(), "file")
    _refuse_foreign(found)
    records, packed = found.get("records"), found.get("packed", {})
    if not isinstance(records, dict) or not isinstance(packed, dict):
        raise _Harmed("records")
    if not all(isinstance(rows, list) for rows in (*records.values(), found.get("tracks", []))):
        raise _Harmed("records")
    return _bundle({**records, "track": found.get("tracks", [])}, partial(_decoded, packed))


def _decoded(packed: dict[str, Any], contents: Sequence[str]) -> dict[str, bytes]:
    found = {}
    for content in contents:
        with contextlib.suppress(KeyError, TypeError, ValueError):
            found[content] = base64.b64decode(packed[content], validate=True)
    return found


def _load(path: Path, contents: Sequence[str]) -> dict[str, bytes]:
    """Return packed tracks out of the file; the name of each is its sum."""
    found = {}
    with contextlib.suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(path) as box:
        for content in contents:
            with contextlib.suppress(KeyError, _Harmed):
                found[content] = _member(box, f"tracks/{content}.rpt")
    return found


def _refuse_bomb(box: zipfile.ZipFile, path: Path) -> None:
    infos = box.infolist()
    names = {info.filename for info in infos}
    if len(names) != len(infos):
        raise _Harmed("names")
    total = sum(info.file_size for info in infos)
    limit = max(MOST_RATIO * path.stat().st_size, 10_000_000)
    if len(infos) > MOST_MEMBERS or total > min(MOST_BYTES, limit):
        raise _Harmed("size", _TOO_LARGE)


def _member(box: zipfile.ZipFile, name: str) -> bytes:
    """Return a member's bytes, counting them, whatever the file says of their number."""
    parts, total = [], 0
    try:
        with box.open(name) as stream:
            while part := stream.read(_CHUNK):
                parts.append(part)
                total += len(part)
                if total > MOST_MEMBER:
                    raise _Harmed(name, _TOO_LARGE)
    except (zlib.error, zipfile.BadZipFile, RuntimeError, EOFError, ValueError) as error:
        raise _Harmed(name) from error
    return b"".join(parts)


def _refuse_foreign(found: Any) -> None:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _Harmed("manifest", _NOT_OURS)
    reader = found.get("reader")
    if not isinstance(reader, int):
        raise _Harmed("manifest")
    if reader > READER:
        raise _Harmed("manifest", _NEWER)


def _parsed_lines(data: bytes, where: str) -> Iterator[Any]:
    for number, line in enumerate(data.split(b"\n"), 1):
        if len(line) > MOST_LINE:
            raise _Harmed(where, _TOO_LARGE)
        if line.strip():
            yield _parsed(line, f"{where}, {number}")


def _parsed(data: bytes, where: str) -> Any:
    """Return strict JSON: no NaN, no key twice, no endless nesting."""
    try:
        return json.loads(
            data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_twins
        )
    except (ValueError, RecursionError) as error:
        raise _Harmed(where) from error


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice")
    return found


def _bundle(found: dict[str, list[Any]], load: Load) -> Bundle:
    """Return checked rows; kinds that we do not know yet are left out."""
    rows = {
        shape.name: [
            _row(shape, one, f"{shape.name}, {number}")
            for number, one in enumerate(found.get(shape.name, []), 1)
        ]
        for shape in SHAPES
    }
    for shape in SHAPES:
        ids = [row.values[0] for row in rows[shape.name]]
        if len(set(ids)) != len(ids):
            raise _Harmed(shape.name)
    listed = [_track_row(one, f"track, {n}") for n, one in enumerate(found.get("track", []), 1)]

    def checked(contents: Sequence[str]) -> dict[str, bytes]:
        loaded = load(contents)
        return {name: data for name, data in loaded.items() if tracks.is_sound(name, data)}

    return Bundle(rows, listed, checked)


def _row(shape: Shape, found: Any, where: str) -> Row:
    try:
        record = shape.from_mapping(found)
        if not 1 <= record.revision <= MOST_REVISION:
            raise ValueError("revision")
        changed_at, removed_at = _times(found)
        return Row(shape.row(record, record.revision), changed_at, removed_at)
    except (Problem, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise _Harmed(where) from error


def _track_row(found: Any, where: str) -> TrackRow:
    try:
        changed_at, removed_at = _times(found)
        content, track_id = found["content"], found["id"]
        revision, samples = found["revision"], found["samples"]
        if (
            not re.fullmatch("[0-9a-f]{64}", content)
            or not re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", track_id)
            or type(revision) is not int
            or type(samples) is not int
            or not 1 <= revision <= MOST_REVISION
            or not 0 <= samples <= MOST_BYTES
        ):
            raise ValueError("track")
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
        raise _Harmed(where) from error
    return TrackRow(track_id, revision, content, samples, changed_at, removed_at)


def _times(found: Any) -> tuple[str, str | None]:
    removed_at = found.get("removed_at")
    changed_at = utc_text(read_utc(found["changed_at"]))
    return changed_at, None if removed_at is None else utc_text(read_utc(removed_at))
