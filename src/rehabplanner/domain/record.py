"""The record: a frozen thing with an identity that travels between clinic and home."""

import unicodedata
from dataclasses import dataclass, field
from uuid import UUID, uuid4

LONGEST_LINE = 300
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything that is kept.

    `id` is the same on every computer. `revision` counts the writes: 0 means never stored;
    a write made from an older revision than the stored one is refused.
    """

    id: UUID = field(default_factory=uuid4)
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPerson(Record):
    """A record that belongs to one person."""

    person_id: UUID


def clean_line(text: str, longest: int = LONGEST_LINE) -> str:
    """Return the text as one line: composed Unicode, no control characters, at most `longest`."""
    return " ".join(clean_text(text, longest).split())[:longest]


def clean_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return the text with composed Unicode and without control characters or lone surrogates."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (
        letter
        for letter in composed
        if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn", "Co")
    )
    return "".join(kept)[:longest].strip()
