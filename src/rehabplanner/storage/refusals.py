"""What a database says when it cannot, in words with a remedy."""

import errno
import sqlite3
from pathlib import Path

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

from rehabplanner.domain.problems import StorageError, marked

_FULL = marked(
    'There is no room on the disk for "{name}". Nothing was changed. Free some space and try again.'
)
_READ_ONLY = marked(
    '"{name}" cannot be written: the file or its folder is read-only. Nothing was changed. '
    "Allow writing, or move your data to another folder."
)
_LOCKED = marked(
    '"{name}" is being written by another window or program. Nothing was changed. Try again in a '
    "moment."
)
_DISK = marked(
    '"{name}" could not be reached: the disk is full, was unplugged or reports an error. Nothing '
    "was changed. Check the disk and try again."
)
_GONE = marked(
    '"{name}" is no longer in its place: the drive was unplugged, or the file was moved or '
    "replaced. Nothing was changed. Bring it back and open it again."
)
_DAMAGED = marked(
    '"{name}" is damaged. Nothing was changed. Restore a backup; the damaged file is kept aside.'
)
_FOREIGN = marked(
    '"{name}" is not a file of this program. Choose another file; this one was left as it is.'
)
_EMPTY = marked(
    '"{name}" is empty: a copy that never finished, perhaps. Restore a backup, or move the empty '
    "file away to begin anew."
)
_NEWER = marked(
    '"{name}" was written by a newer version of this program (data version {found}; this one '
    "reads up to {known}). Your data is unharmed. Please update the program."
)
_IN_USE = marked("Another window has your data open ({window}). Close it and try again.")
_SERVER = marked("The server cannot be reached. Nothing was changed. Check the network; try again.")
_UNFIT = marked("A number or text of this entry cannot be stored. Please check it.")
_OTHER = marked('"{name}" could not be read or written: {reason}. Nothing was changed.')


def damaged(name: str) -> StorageError:
    """Return that the file is damaged."""
    return StorageError(_DAMAGED, name=name)


def foreign(name: str) -> StorageError:
    """Return that the file belongs to another program."""
    return StorageError(_FOREIGN, name=name)


def empty(name: str) -> StorageError:
    """Return that the file has no content at all."""
    return StorageError(_EMPTY, name=name)


def gone(name: str) -> StorageError:
    """Return that the file is not there any more."""
    return StorageError(_GONE, name=name)


def locked(name: str) -> StorageError:
    """Return that somebody else is writing."""
    return StorageError(_LOCKED, name=name)


def read_only(name: str) -> StorageError:
    """Return that the file or folder may not be written."""
    return StorageError(_READ_ONLY, name=name)


def newer(name: str, found: object, known: int) -> StorageError:
    """Return that the file was made by a newer version of the program."""
    return StorageError(_NEWER, name=name, found=found, known=known)


def in_use(window: str) -> StorageError:
    """Return that another window has the file open."""
    return StorageError(_IN_USE, window=window)


def explain(error: BaseException, name: str) -> StorageError:
    """Return what a database's error means for a person."""
    if isinstance(error, StorageError):
        return error
    origin: BaseException | None = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error):
        return _explain_sqlite(origin, name)
    if isinstance(origin, OSError):
        full = origin.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
        return StorageError(_FULL if full else _DISK, name=name)
    if isinstance(error, (OverflowError, UnicodeError, IntegrityError, DataError)):
        return StorageError(_UNFIT)
    if isinstance(error, OperationalError):
        return StorageError(_SERVER)
    reason = type(origin).__name__ if origin is not None else type(error).__name__
    return StorageError(_OTHER, name=name, reason=reason)


_OF_CODE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_AUTH: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CONSTRAINT: _UNFIT,
    sqlite3.SQLITE_MISMATCH: _UNFIT,
    sqlite3.SQLITE_TOOBIG: _UNFIT,
}


def code_of(error: BaseException) -> int | None:
    """Return the primary result code of a SQLite error; None for other errors."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _explain_sqlite(error: sqlite3.Error, name: str) -> StorageError:
    text = _OF_CODE.get(code_of(error) or 0)
    if text is None:
        return StorageError(_OTHER, name=name, reason=type(error).__name__)
    return StorageError(text, name=name)


def inode_of(path: Path) -> tuple[int, int] | None:
    """Return what tells this very file from another of the same name; None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
