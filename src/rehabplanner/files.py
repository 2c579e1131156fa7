"""Files that are whole or not there at all, and what to say when the disk refuses."""

import contextlib
import errno
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from rehabplanner.domain.problems import StorageError, marked

LONGEST_NAME = 80
CHUNK = 1 << 20
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)


def write_atomically(path: Path, data: bytes) -> None:
    """Write the bytes so that the file is the old one or the new one, never a part of either.

    Raises StorageError with a remedy; the old file is then untouched.
    """
    write_atomically_with(path, lambda stream: _write_all(stream, data))


def write_atomically_with(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Let `write` fill a file beside `path`, make it durable and put it in the place of `path`.

    Raises StorageError with a remedy; the old file is then untouched.
    """
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{path.name[:40]}-", suffix=".part", dir=path.parent
        )
        part = Path(name)
        with os.fdopen(handle, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o600)
        replace_durably(part, path)
    except OSError as error:
        raise explained(error, path) from error
    finally:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def replace_durably(new: Path, path: Path) -> None:
    """Put `new` in the place of `path`, so that a power cut leaves one of the two."""
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, on systems where folders can be opened."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network shares cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def explained(error: OSError, path: Path) -> StorageError:
    """Return what happened to a file, and what to do, in words."""
    name = path.name
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        text = marked('There is no room on the disk for "{name}". Free some space and try again.')
    elif error.errno == errno.EROFS:
        text = marked('"{name}" lies on a disk that cannot be written. Choose another place.')
    elif error.errno in (errno.EACCES, errno.EPERM):
        text = marked(
            '"{name}" may not be written here. Choose another folder, or close the program that '
            "has it open."
        )
    elif error.errno in (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ESTALE):
        text = marked(
            'The place of "{name}" is no longer there. Plug the drive in again or choose another '
            "place."
        )
    elif error.errno in (errno.EISDIR, errno.ENOTDIR):
        text = marked('"{name}" cannot be a file there. Choose another name.')
    elif error.errno == errno.ENAMETOOLONG:
        text = marked('The name "{name}" is too long. Choose a shorter one.')
    elif error.errno == errno.EIO:
        text = marked(
            'The disk reports an error at "{name}". Choose another disk and make a backup soon.'
        )
    else:
        return StorageError(
            marked('"{name}" could not be read or written: {reason}.'),
            name=name,
            reason=error.strerror or type(error).__name__,
        )
    return StorageError(text, name=name)


def file_name(*words: str, suffix: str = "") -> str:
    """Return a file name made of words (a person's name, say) that every system accepts."""
    text = unicodedata.normalize("NFC", " ".join(word for word in words if word))
    text = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', " ", text)
    text = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")
    text = " ".join(text.split()).strip(". ")[:LONGEST_NAME].strip(". ")
    while len(text.encode()) > 2 * LONGEST_NAME:
        text = text[:-1]
    if not text or text.split(".")[0].lower() in _RESERVED:
        text = f"_{text}"
    return text + suffix


def _write_all(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


def free_name(name: str, taken: set[str]) -> str:
    """Return a file name that is not among those taken, by a number before its ending; take it."""
    stem, dot, ending = name.rpartition(".")
    number, found = 2, name
    while found.casefold() in taken:
        found = f"{stem} ({number}){dot}{ending}"
        number += 1
    taken.add(found.casefold())
    return found
