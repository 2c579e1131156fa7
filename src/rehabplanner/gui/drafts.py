"""What is being typed and not saved yet, in small files, so that a crash does not take it.

Each draft belongs to a person, a kind of dialog and a record, and to the window that writes it.
A window holds a lock while it lives: what it writes is offered only when it is gone.
"""

import json
import logging
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QLockFile

from rehabplanner.domain.problems import StorageError
from rehabplanner.files import write_atomically

FOLDER = "drafts"
KEPT = timedelta(days=30)
LONGEST_HOLD_MS = 24 * 60 * 60 * 1000
"""After this time a lock says nothing any more, on whatever computer it was made."""
_FORMAT = 1
_LARGEST = 2_000_000
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft belongs to: a kind of dialog, a person and a record (None: a new one)."""

    kind: str
    person_id: UUID | None = None
    record_id: UUID | None = None

    @property
    def stem(self) -> str:
        """Return the beginning of the file's name; it holds no name of a person."""
        return f"{self.kind}_{self.person_id or 'nobody'}_{self.record_id or 'new'}"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody was writing, field by field, and when (UTC)."""

    file: Path
    written_at: datetime
    values: Mapping[str, Any]


class Drafts:
    """The folder of drafts, as one window sees it."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER
        self._token = secrets.token_hex(6)
        self._lock: QLockFile | None = None
        self._looks: set[Callable[[], bool]] = set()

    def follow(self, look: Callable[[], bool]) -> None:
        """Call `look` when everything that is being typed must be kept now."""
        self._looks.add(look)

    def leave(self, look: Callable[[], bool]) -> None:
        """Call it no more."""
        self._looks.discard(look)

    def keep_all(self) -> bool:
        """Keep everything that is being typed now; say whether the disk took it."""
        kept = [look() for look in tuple(self._looks)]
        return all(kept)

    def left(self, key: DraftKey) -> list[Draft]:
        """Return what was left of this, newest first; not what another window is writing now."""
        files = self._folder.glob(f"{key.stem}_*.json")
        found = [draft for file in files if self._is_free(file) and (draft := _read(file))]
        return sorted(found, key=lambda one: one.written_at, reverse=True)

    def own(self, key: DraftKey) -> Path:
        """Return the file of what this window writes."""
        return self._folder / f"{key.stem}_{self._token}.json"

    def write(self, file: Path, values: Mapping[str, Any]) -> None:
        """Keep the values durably. Raises StorageError if the disk refuses."""
        written = datetime.now(UTC).isoformat(timespec="seconds")
        content = {"format": _FORMAT, "written": written, "values": dict(values)}
        data = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
        write_atomically(file, data)
        self._hold()

    def set_aside(self, file: Path) -> Path:
        """Give what this window left behind another name, so that new words do not replace it."""
        other = file.with_name(f"{file.stem.rpartition('_')[0]}_{secrets.token_hex(6)}.json")
        with suppress(OSError):
            return file.replace(other)
        return file

    def remove(self, file: Path) -> None:
        """Remove a draft that was saved or given up."""
        with suppress(OSError):
            file.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove drafts that nobody asked for in a month."""
        oldest = (datetime.now(UTC) - KEPT).timestamp()
        for file in self._folder.glob("*.json"):
            with suppress(OSError):
                if file.stat().st_mtime < oldest:
                    file.unlink()

    def close(self) -> None:
        """Let other windows offer what this one left."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _hold(self) -> None:
        if self._lock is None:
            lock = self._lock_of(self._token)
            if lock.tryLock(0):
                self._lock = lock

    def _is_free(self, file: Path) -> bool:
        token = file.stem.rpartition("_")[2]
        if token == self._token:
            return True
        if not self._lock_file(token).exists():
            return True
        lock = self._lock_of(token)
        is_free = lock.tryLock(0)
        lock.unlock()
        return is_free

    def _lock_file(self, token: str) -> Path:
        return self._folder / f"{token}.lock"

    def _lock_of(self, token: str) -> QLockFile:
        lock = QLockFile(str(self._lock_file(token)))
        lock.setStaleLockTime(LONGEST_HOLD_MS)
        return lock


def _read(file: Path) -> Draft | None:
    """Return a draft, or None for a file that is not one (it is then taken away)."""
    try:
        if file.stat().st_size > _LARGEST:
            raise ValueError("too large")
        content = json.loads(file.read_text(encoding="utf-8"))
        written = datetime.fromisoformat(content["written"])
        values = content["values"]
        if content["format"] != _FORMAT or not isinstance(values, dict) or not values:
            raise ValueError("not a draft")
        return Draft(file, written.astimezone(UTC), values)
    except OSError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        log.warning("a draft could not be read")
        with suppress(OSError):
            file.unlink()
        return None


def keep_quietly(drafts: Drafts, file: Path, values: Mapping[str, Any]) -> bool:
    """Keep the values if the disk lets us; say whether it did."""
    try:
        drafts.write(file, values)
    except StorageError as error:
        log.warning("a draft could not be kept: %s", error.message.text)
        return False
    return True
