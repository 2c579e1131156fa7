"""The door of the importers: files in, one row for each out; nothing is raised, nothing stored."""

import errno
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from rehabplanner.domain.activities import Activity, Track
from rehabplanner.domain.diary import DayEntry, PainEntry
from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.importers import archive, fit, signature
from rehabplanner.importers.drafts import Content, ImportRejected, Setting
from rehabplanner.importers.finishing import Origin, finish
from rehabplanner.importers.formats import content_of
from rehabplanner.importers.source import Source

__all__ = ["ImportRejected", "Imported", "Status", "files_in", "read_all", "read_file"]

log = logging.getLogger(__name__)

Progress = Callable[[int, int, str], None]
MANY = 5
FOREIGN_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".bmp", ".svg", ".mp4", ".mov", ".mp3"}
    | {".pdf", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".html", ".htm", ".css", ".js", ".py"}
    | {".pyc", ".md", ".rst", ".toml", ".ini", ".log", ".db", ".sqlite", ".rehab", ".exe", ".dll"}
    | {".so", ".plist", ".lock", ".bak", ".tmp", ".part"}
)

CANNOT_OPEN = marked(
    "“{file}” cannot be opened ({reason}). Check that it is there and that you may read it."
)
SOME_DOUBTFUL = marked(
    "{count} of {total} activities have values that cannot be right, the first is of {day}. "
    "Please check date, distance and duration."
)
UNEXPECTED = marked(
    "“{file}” is damaged in a way that nobody foresaw ({reason}); nothing of it was brought in. "
    "Export it again from where it came."
)


class Status(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file, or one member of an archive, brought.

    `file` is the name to show: a path, or "archive.zip/member". `message` says why it failed or
    what to check. `duplicate_of` names, for activities that are known already, the stored
    activity's id, or the file of this batch that holds the same one (`duplicates.mark`).
    """

    file: str
    status: Status
    message: Message | None = None
    activities: tuple[Activity, ...] = ()
    tracks: tuple[Track, ...] = ()
    days: tuple[DayEntry, ...] = ()
    pains: tuple[PainEntry, ...] = ()
    duplicate_of: Mapping[UUID, UUID | str] = field(default_factory=dict)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files behind the paths: folders walked to the bottom, sorted, each file once.

    In folders, hidden files and files that are obviously something else are left out; a file
    that is named itself is always kept, and so is a folder that may not be looked into: reading
    it says why.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            closed: list[OSError] = []
            inside = [
                Path(folder, name)
                for folder, _folders, names in os.walk(path, onerror=closed.append)
                for name in names
                if Path(folder, name).is_file()
            ]
            inside += [Path(error.filename) for error in closed if error.filename]
            for inner in sorted(inside):
                if inner == path or _is_candidate(inner.relative_to(path)):
                    found.setdefault(inner)
        else:
            found.setdefault(path)
    return list(found)


def _is_candidate(path: Path) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not hidden and path.suffix.lower() not in FOREIGN_SUFFIXES


def read_file(
    path: Path | str,
    person_id: UUID,
    zone: tzinfo | None = None,
    progress: Progress | None = None,
) -> list[Imported]:
    """Return what a file holds: one row, or one for each member of an archive.

    Args:
        path: the file.
        person_id: whose activities these are.
        zone: where they were done, for times in UTC; None is this computer's zone.
        progress: told how many of how many members are done, and the next one's name.
    """
    setting = Setting(person_id, zone, datetime.now().astimezone().date())
    rows = []
    for row in _rows(Path(path), setting):
        rows.append(row)
        if progress is not None:
            progress(len(rows), 0, row.file)
    return rows


def read_all(
    paths: Iterable[Path],
    person_id: UUID,
    zone: tzinfo | None = None,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Iterator[Imported]:
    """Yield the rows of all files, one after the other; a failing file never stops the batch.

    `progress(done, total, name)` counts files. `is_cancelled` is asked before each file and
    each member of an archive; what was yielded until then is whole.
    """
    files = files_in(paths)
    setting = Setting(person_id, zone, datetime.now().astimezone().date())
    for done, path in enumerate(files):
        if is_cancelled is not None and is_cancelled():
            return
        if progress is not None:
            progress(done, len(files), path.name)
        for row in _rows(path, setting):
            yield row
            if is_cancelled is not None and is_cancelled():
                return
            if progress is not None:
                progress(done, len(files), row.file)
    if progress is not None:
        progress(len(files), len(files), "")


def _rows(path: Path, setting: Setting) -> Iterator[Imported]:
    """Yield the rows of one file; whatever goes wrong becomes a row."""
    name = str(path)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))  # a pipe is waited for for ever
        with path.open("rb") as stream:
            head = stream.read(4)
        if head.startswith(signature.ZIPS):
            for member in archive.members(path, setting):
                row = _row(f"{name}/{member.name}", member.read, setting)
                if not (member.is_sieved and _is_no_activity(row)):
                    yield row
        else:
            yield _row(name, lambda: _of_file(path, setting), setting)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield _failed(name, Message(CANNOT_OPEN, {"reason": reason}))
    except ImportRejected as rejection:
        yield _failed(name, rejection.message)
    except Exception as error:
        yield _failed(name, _unexpected(error))


def _of_file(path: Path, setting: Setting) -> tuple[Content, str]:
    source = Source(lambda: path.open("rb"))
    try:
        return content_of(source, setting), source.digest()
    finally:
        source.close()


def _row(name: str, read: Callable[[], tuple[Content, str]], setting: Setting) -> Imported:
    """Return the row of one file or member."""
    try:
        content, digest = read()
        return _finished(name, content, digest, setting)
    except ImportRejected as rejection:
        return _failed(name, rejection.message)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return _failed(name, Message(CANNOT_OPEN, {"reason": reason}))
    except Exception as error:
        return _failed(name, _unexpected(error))


def _is_no_activity(row: Imported) -> bool:
    """Say whether it is a sound file of a watch, but one of settings, sleep or the like."""
    return row.message is not None and row.message.text == fit.NOT_AN_ACTIVITY


def _finished(name: str, content: Content, digest: str, setting: Setting) -> Imported:
    activities: list[Activity] = []
    tracks: list[Track] = []
    notices: list[Message] = []
    doubtful: list[Activity] = []
    rejection: ImportRejected | Problem | None = None
    for index, draft in enumerate(content.drafts):
        origin = Origin(Path(name).name, content.file_format, f"{digest}:{index}")
        try:
            activity, track = finish(draft, setting, origin)
        except (ImportRejected, Problem) as error:
            rejection = error
            continue
        activities.append(activity)
        notices.extend(draft.notices)
        if draft.notices:
            doubtful.append(activity)
        if track is not None:
            tracks.append(track)
    if doubtful and len(activities) > MANY:
        values = {"count": len(doubtful), "total": len(activities)}
        notices = [Message(SOME_DOUBTFUL, {**values, "day": doubtful[0].day.isoformat()})]
    if rejection is not None:
        notices.insert(0, rejection.message)
        if not activities and not content.days:
            return _failed(name, rejection.message)
    notices.extend(content.notices)
    return Imported(
        file=name,
        status=Status.WARNING if notices else Status.IMPORTED,
        message=_named(notices[0], name) if notices else None,
        activities=tuple(activities),
        tracks=tuple(tracks),
        days=tuple(content.days),
    )


def _failed(name: str, message: Message) -> Imported:
    return Imported(file=name, status=Status.FAILED, message=_named(message, name))


def _named(message: Message, name: str) -> Message:
    """Return the message with the file's name in its gap."""
    values: dict[str, Any] = {"file": Path(name).name, **message.values}
    return Message(message.text, values)


def _unexpected(error: Exception) -> Message:
    log.warning("a file could not be read: %s", type(error).__name__)
    return Message(UNEXPECTED, {"reason": type(error).__name__})
