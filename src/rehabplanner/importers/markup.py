"""XML read as a stream: no document types, no entities, no depths, memory that stays flat.

Expat calls back for each element, so nothing is built or kept; this reads five times as fast as
a tree that is cleared behind the reader, and refuses the same things that defusedxml refuses.
"""

import xml.parsers.expat as expat
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from rehabplanner.domain.problems import marked
from rehabplanner.importers.drafts import ImportRejected
from rehabplanner.importers.source import Source

DEEPEST = 64
LONGEST_TEXT = 100_000
INVALID_TOKEN = 4

HAS_DOCTYPE = marked(
    "“{file}” declares a document type or entities, which training files never do. "
    "It was left out, since such files can do harm. Export it again from where it came."
)
TOO_DEEP = marked(
    "“{file}” is nested deeper than any training file. It was left out. "
    "Export it again from where it came."
)


class BadLetters(Exception):
    """The bytes are not text in the encoding that the file declares."""


Opened = Callable[[Mapping[str, str]], None]
Closed = Callable[[str], None]


class Reader(Protocol):
    """Collects what it is told of a file's elements."""

    @property
    def opened(self) -> Mapping[str, Opened]:
        """Return what is called where an element begins, by name."""

    @property
    def closed(self) -> Mapping[str, Closed]:
        """Return what is called where an element ends, by name."""


R = TypeVar("R", bound=Reader)


def walked(
    source: Source, make: Callable[[], R], *, allow_doctype: bool = False
) -> tuple[R, int | None]:
    """Return a reader that has gone through a file, and what `walk` returns.

    A file whose letters are not as declared is read once more, anew, as Latin-1.
    """
    reader = make()
    try:
        line = walk(source, reader.opened, reader.closed, allow_doctype=allow_doctype)
    except BadLetters:
        source.restart()
        reader = make()
        line = walk(
            source,
            reader.opened,
            reader.closed,
            allow_doctype=allow_doctype,
            encoding="iso-8859-1",
        )
    return reader, line


def walk(
    source: Source,
    opened: Mapping[str, Opened],
    closed: Mapping[str, Closed],
    *,
    allow_doctype: bool = False,
    encoding: str | None = None,
) -> int | None:
    """Call `opened[name](attributes)` and `closed[name](text)` for the elements of a file.

    Names come without prefix or namespace. Return None if the file is well formed to its end,
    otherwise the line on which it breaks (what came before has been called).

    Raises:
        ImportRejected: a document type, an entity, too deep, or too large.
        BadLetters: bytes that are no text in the declared encoding (try another one).
    """
    parser = _Walker(opened, closed, allow_doctype=allow_doctype, encoding=encoding)
    is_first = True
    while block := source.read():
        if is_first:
            block = block.lstrip(b" \t\r\n")
            if block.startswith(b"\xef\xbb\xbf"):
                block = block[3:].lstrip(b" \t\r\n")
            is_first = not block
        if (line := parser.feed(block)) is not None:
            return line
    return parser.feed(b"", is_last=True)


class _Walker:
    """Expat with our refusals, and the text of the element that is open."""

    def __init__(
        self,
        opened: Mapping[str, Opened],
        closed: Mapping[str, Closed],
        *,
        allow_doctype: bool,
        encoding: str | None,
    ) -> None:
        self._parser = expat.ParserCreate(encoding)
        self._may_retry = encoding is None
        self._parser.buffer_text = True
        self._install(opened, closed)
        if not allow_doctype:
            self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.EntityDeclHandler = _refuse
        self._parser.UnparsedEntityDeclHandler = _refuse
        self._parser.ExternalEntityRefHandler = _refuse

    def _install(self, opened: Mapping[str, Opened], closed: Mapping[str, Closed]) -> None:
        texts: list[str] = []
        depth = 0
        openers = _ByLocalName(opened)
        closers = _ByLocalName(closed)

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > DEEPEST:
                raise ImportRejected(TOO_DEEP)
            texts.clear()
            action = openers[name]
            if action is not None:
                action(attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            action = closers[name]
            if action is not None:
                action("".join(texts)[:LONGEST_TEXT].strip())
            texts.clear()

        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = texts.append

    def feed(self, block: bytes, *, is_last: bool = False) -> int | None:
        try:
            self._parser.Parse(block, is_last)
        except expat.ExpatError as error:
            if error.code == INVALID_TOKEN and self._may_retry and not _is_utf8(block):
                raise BadLetters from error
            return error.lineno
        except (ValueError, LookupError) as error:  # an encoding that nobody knows
            if not self._may_retry:
                return self._parser.CurrentLineNumber
            raise BadLetters from error
        return None


class _ByLocalName(dict[str, Any]):
    """Finds an action by an element's name without its prefix."""

    def __init__(self, actions: Mapping[str, Any]) -> None:
        super().__init__()
        self._actions = actions

    def __missing__(self, name: str) -> Any:
        action = self._actions.get(name.rpartition(":")[2])
        if len(self) < 10_000:
            self[name] = action
        return action


def _is_utf8(block: bytes) -> bool:
    try:
        block[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(block) - 8 or error.end <= 4
    return True


def _refuse(*_: Any) -> Any:
    raise ImportRejected(HAS_DOCTYPE)
