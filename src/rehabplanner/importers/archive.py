"""Zip archives: plain ones, Strava's export with its index, Garmin's with archives inside.

Members are read by their listed name as streams; nothing is ever unpacked onto the disk under
a name from the archive, so a name that climbs out of its folder can do no harm; it is refused.
"""

import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, cast

from rehabplanner.domain.activities import Kind
from rehabplanner.domain.problems import marked
from rehabplanner.importers.drafts import Content, Draft, ImportRejected, Setting
from rehabplanner.importers.formats import content_of
from rehabplanner.importers.source import CHUNK, MEGABYTE, Source

Reading = Callable[[], tuple[Content, str]]
MOST_MEMBERS = 100_000
LARGEST_SUM = 16_000 * MEGABYTE
IN_MEMORY = 32 * MEGABYTE
LARGEST_INNER = 4_000 * MEGABYTE
INDEX_NAME = "activities.csv"
WANTED = (".fit", ".gpx", ".tcx", ".csv", ".zip", ".xml", ".gz", ".kml")
BREAKS = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)

DAMAGED = marked(
    "“{file}” is damaged, or packed in a way that nobody uses: it was cut off or changed on its "
    "way. Download the archive again."
)
TOO_MUCH = marked(
    "“{file}” claims to hold far more than any training archive, as harmful archives do. "
    "It was left out. Unpack it and choose the files that you need."
)
UNSAFE_NAME = marked(
    "“{file}” has a name that climbs out of the archive, as in harmful archives. "
    "It was left out. Download the archive again from where it came."
)
TWICE = marked(
    "“{file}” occurs more than once in the archive, so it was left out. "
    "Unpack the archive and choose the right one."
)
LOCKED = marked("“{file}” is protected by a password. Unpack it yourself, then choose the files.")
TOO_DEEP = marked(
    "“{file}” is an archive within an archive within an archive. Unpack it and choose the files."
)
WORKBOOK = marked(
    "“{file}” is an Excel workbook or a text document. Save the table as CSV and try again."
)
NOTHING_INSIDE = marked(
    "“{file}” holds no FIT, GPX, TCX or CSV file. Choose the archive that your watch's maker sent."
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name there, and how to read it (raises ImportRejected).

    `is_sieved` says that it lies among a watch's settings and nights, which need no row each.
    """

    name: str
    read: Reading
    is_sieved: bool = False


def members(path: Path, setting: Setting) -> Iterator[Member]:
    """Yield the members of an archive that may hold activities, each to be read at once.

    Raises:
        ImportRejected: no readable archive, or nothing in it.
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        yield from _of_archive(stream, setting)


def _of_archive(stream: IO[bytes], setting: Setting, outer: str = "") -> Iterator[Member]:
    with _opened(stream) as archive:
        names = Counter(info.filename for info in archive.infolist())
        if "[Content_Types].xml" in names:
            raise ImportRejected(WORKBOOK)
        infos = [info for info in archive.infolist() if _is_wanted(info)]
        if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > LARGEST_SUM:
            raise ImportRejected(TOO_MUCH)
        if not infos:
            raise ImportRejected(NOTHING_INSIDE)
        index = _Index(archive, infos, setting)
        for info in infos:
            name = f"{outer}/{info.filename}" if outer else info.filename
            if reason := _refusal(info, names):
                yield Member(name, partial(_refuse, reason))
            elif info is index.info:
                if index.rest is not None:
                    yield Member(name, index.read_rest)
            elif not info.filename.lower().endswith(".zip"):
                read = partial(_read, archive, info, setting, index)
                yield Member(name, read, is_sieved=bool(outer))
            elif outer:
                yield Member(name, partial(_refuse, TOO_DEEP))
            else:
                yield from _inner(archive, info, setting)


def _opened(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except (*BREAKS, OverflowError) as error:
        raise ImportRejected(DAMAGED) from error


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    hidden = any(part.startswith(("__MACOSX", ".")) and part != ".." for part in parts)
    return not info.is_dir() and not hidden and info.filename.lower().endswith(WANTED)


def _refusal(info: zipfile.ZipInfo, names: Counter[str]) -> str:
    """Return why a member is not even opened, "" if it may be."""
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        return UNSAFE_NAME
    if names[info.filename] > 1:
        return TWICE
    return LOCKED if info.flag_bits & 1 else ""


def _refuse(reason: str) -> tuple[Content, str]:
    raise ImportRejected(reason)


def _source(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, unzip: bool = True) -> Source:
    def opener() -> BinaryIO:
        return cast(BinaryIO, archive.open(info))

    return Source(opener, max(info.compress_size, 1), unzip=unzip)


def _read(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, setting: Setting, index: "_Index"
) -> tuple[Content, str]:
    """Return what a member holds and its hash, completed from the archive's index."""
    try:
        source = _source(archive, info)
        try:
            content = content_of(source, setting)
            index.complete(info, content)
            return content, source.digest()
        finally:
            source.close()
    except BREAKS as error:
        raise ImportRejected(DAMAGED) from error


def _inner(archive: zipfile.ZipFile, info: zipfile.ZipInfo, setting: Setting) -> Iterator[Member]:
    """Yield the members of an archive in the archive, copied aside within limits."""
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as copy:
        try:
            source = _source(archive, info, unzip=False)
            source.limit = LARGEST_INNER
            while block := source.read(CHUNK):
                copy.write(block)
            source.close()
            copy.seek(0)
            yield from _of_archive(cast(IO[bytes], copy), setting, info.filename)
        except ImportRejected as rejection:
            message = rejection.message
            yield Member(
                info.filename, partial(_raise, ImportRejected(message.text, **message.values))
            )
        except BREAKS:
            yield Member(info.filename, partial(_refuse, DAMAGED))


def _raise(rejection: ImportRejected) -> tuple[Content, str]:
    raise rejection


class _Index:
    """The table in Strava's archive that gives titles, effort and notes to the files beside it.

    `rest` holds what was typed in without any file; None if there is nothing of the kind.
    """

    def __init__(
        self, archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], setting: Setting
    ) -> None:
        self.info: zipfile.ZipInfo | None = None
        self.rest: tuple[Content, str] | None = None
        self._rows: dict[str, Draft] = {}
        known = {info.filename for info in infos}
        for info in infos:
            if PurePosixPath(info.filename).name == INDEX_NAME and not info.flag_bits & 1:
                with suppress(ImportRejected, OSError, *BREAKS):
                    self._load(archive, info, known, setting)
                    return

    def _load(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, known: set[str], setting: Setting
    ) -> None:
        source = _source(archive, info)
        try:
            content = content_of(source, setting)
            digest = source.digest()
        finally:
            source.close()
        folder = PurePosixPath(info.filename).parent
        rest = []
        for draft in content.drafts:
            member = str(folder / draft.member) if draft.member else ""
            if member in known:
                self._rows[member] = draft
            else:
                rest.append(draft)
        self.info = info
        if rest:
            content.drafts = rest
            self.rest = content, digest

    def read_rest(self) -> tuple[Content, str]:
        """Return the rows that no file of the archive belongs to."""
        assert self.rest is not None
        return self.rest

    def complete(self, info: zipfile.ZipInfo, content: Content) -> None:
        """Give a file's only activity what the runner wrote about it."""
        row = self._rows.get(info.filename)
        if row is None or len(content.drafts) != 1:
            return
        draft = content.drafts[0]
        kept: dict[str, Any] = {
            "title": row.title or draft.title,
            "notes": row.notes or draft.notes,
            "effort": row.effort if row.effort is not None else draft.effort,
        }
        for name, value in kept.items():
            setattr(draft, name, value)
        if row.kind not in (None, Kind.OTHER):
            draft.kind = row.kind
            draft.surface = row.surface or draft.surface
