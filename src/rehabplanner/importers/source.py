"""Bytes from a file, a gzip or an archive's member: counted, hashed and never more than allowed."""

import gzip
import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from rehabplanner.domain.problems import marked
from rehabplanner.importers.drafts import ImportRejected

MEGABYTE = 1_000_000
CHUNK = 1 << 16
HEAD = 1 << 12
LARGEST_RATIO = 250
RATIO_COUNTS_FROM = 10 * MEGABYTE
GZIP = b"\x1f\x8b"

DAMAGED_GZIP = marked(
    "“{file}” is a damaged gzip file: it ends too early or its contents do not add up. "
    "Export it again from where it came."
)
TOO_LARGE = marked(
    "“{file}” holds more than {limit_mb} megabytes, too much for a file of its kind. "
    "Please check that it is the right file, or export a shorter period."
)
BOMB = marked(
    "“{file}” unpacks to more than {ratio} times its size; honest training files never do. "
    "It was left out. Export it again from where it came."
)


class Source:
    """One stream of unpacked bytes that can be looked at, read once, and read anew.

    `limit` is the number of bytes after which reading is refused; the reader of a format lowers
    or raises it. `packed_size` is the size before unpacking, or None if nothing was packed.
    """

    def __init__(
        self, opener: Callable[[], BinaryIO], packed_size: int | None = None, *, unzip: bool = True
    ) -> None:
        self._opener = opener
        self.packed_size = packed_size
        self.limit = 200 * MEGABYTE
        self._unzip = unzip
        self._files: list[BinaryIO] = []
        self.restart()

    def restart(self) -> None:
        """Read from the first byte again."""
        self.close()
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        self._hash = hashlib.sha256()
        self.count = 0
        self._stream = self._opener()
        self._files.append(self._stream)
        self.head = self._take(HEAD)
        if self._unzip and self.head.startswith(GZIP):
            raw = self._opener()
            self._files.append(raw)
            if self.packed_size is None:
                self.packed_size = raw.seek(0, io.SEEK_END)
                raw.seek(0)
            self._stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw))
            self._files.append(self._stream)
            self.head = self._take(HEAD)
        self._pending = self.head

    def close(self) -> None:
        """Let go of the file."""
        while self._files:
            self._files.pop().close()

    def _take(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile, struct.error) as error:
            raise ImportRejected(DAMAGED_GZIP) from error

    def read(self, size: int = CHUNK) -> bytes:
        """Return up to `size` bytes, b"" at the end.

        Raises:
            ImportRejected: above the limit, unpacking out of all proportion, or damaged.
        """
        block, self._pending = self._pending, b""
        if not block:
            block = self._take(size)
        self._hash.update(block)
        self.count += len(block)
        if self.count > self.limit:
            raise ImportRejected(TOO_LARGE, limit_mb=self.limit // MEGABYTE)
        most = max(LARGEST_RATIO * self.packed_size, RATIO_COUNTS_FROM) if self.packed_size else 0
        if most and self.count > most:
            raise ImportRejected(BOMB, ratio=LARGEST_RATIO)
        return block

    def read_all(self) -> bytes:
        """Return everything from here on (see `read` for what it raises)."""
        blocks = []
        while block := self.read(1 << 20):
            blocks.append(block)
        return b"".join(blocks)

    def digest(self) -> str:
        """Read what is left and return the SHA-256 of the unpacked bytes."""
        while self.read(1 << 20):
            pass
        return self._hash.hexdigest()


def source_of_bytes(data: bytes) -> Source:
    """Return a source over bytes in memory."""
    return Source(lambda: io.BytesIO(data))
