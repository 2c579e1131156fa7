"""What a person can put right: a field, what is wrong with it, and the remedy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def marked(text: str) -> str:
    """Return the text unchanged; marks it for the catalogue of translations."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person, not yet in their language: a marked text and what fills its gaps.

    `text` is an English catalogue entry with `{name}` gaps; `values` fills them after translation.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        return self.text.format(**self.values)


class Problem(ValueError):
    """Something that the person can put right, with the field it is about and the remedy."""

    def __init__(self, field_name: str, text: str, **values: Any) -> None:
        super().__init__(text)
        self.field_name = field_name
        self.message = Message(text, values)

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        return str(self.message)


class Conflict(Exception):
    """A record was changed elsewhere since it was read; holds both values.

    `mine` is what was about to be written, `stored` what is there now (None if removed).
    """

    def __init__(self, mine: Any, stored: Any) -> None:
        super().__init__(f"{type(mine).__name__} was changed elsewhere")
        self.mine = mine
        self.stored = stored


class StorageError(Exception):
    """The file or server cannot do what was asked; says what happened and what to do."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text)
        self.message = Message(text, values)

    def __str__(self) -> str:
        """Return the English sentence, for logs and tests."""
        return str(self.message)
