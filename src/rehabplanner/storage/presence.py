"""Which other windows have the same file open: told, never forbidden.

Each window holds an advisory lock on a small file of its own beside the database. A window that
was killed loses its lock, so its file is known to be stale and swept away.
"""

import contextlib
import json
import os
import secrets
import socket
import sys
import time
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _take(stream: IO[str]) -> None:
        stream.seek(1 << 20)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(stream: IO[str]) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


REFRESH_S = 60
STALE_S = 600


class Presence:
    """The sign of a window that it has a file open."""

    def __init__(self, path: Path) -> None:
        """Leave the sign; where none can be written, nothing is said."""
        self._pattern = f".{path.name}.*.open"
        self._folder = path.parent
        self._host = socket.gethostname()
        self._own = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.open")
        self._stream: IO[str] | None = None
        self._refreshed = time.monotonic()
        try:
            self._stream = self._own.open("x", encoding="utf-8")
            _take(self._stream)
            json.dump({"computer": self._host, "process": os.getpid()}, self._stream)
            self._stream.flush()
        except OSError:
            self.close()

    def others(self) -> list[str]:
        """Return the other windows, as `computer, process`; sweep the signs of dead ones."""
        signs = sorted(self._folder.glob(self._pattern))
        return [words for sign in signs if sign != self._own and (words := self._living(sign))]

    def refresh(self) -> None:
        """Show now and then that this window lives, for computers that cannot see its lock."""
        if self._stream is not None and time.monotonic() - self._refreshed > REFRESH_S:
            self._refreshed = time.monotonic()
            with contextlib.suppress(OSError):
                os.utime(self._own)

    def close(self) -> None:
        """Take the sign away."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
            with contextlib.suppress(OSError):
                self._own.unlink(missing_ok=True)

    def _living(self, sign: Path) -> str | None:
        try:
            with sign.open("r+", encoding="utf-8") as stream:
                with contextlib.suppress(ValueError):
                    told = json.load(stream)
                    if told.get("computer") != self._host:
                        is_old = time.time() - sign.stat().st_mtime > STALE_S
                        return None if is_old else f"{told['computer']}, {told['process']}"
                _take(stream)
        except BlockingIOError:
            return f"{self._host}, {sign.name.split('.')[-2].split('-')[0]}"
        except OSError:
            return None
        with contextlib.suppress(OSError):
            sign.unlink()
        return None
