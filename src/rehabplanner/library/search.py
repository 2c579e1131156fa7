"""Search as you type: names, synonyms, aims, body parts and equipment, forgiving typing errors."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import own_id

WEIGHTS = {"name": 100, "synonym": 70, "id": 60, "group": 30, "aim": 30, "part": 30, "thing": 20}
SHORTEST_FOR_TYPOS = 4
Wanted = tuple[str, frozenset[str]]
"""A word that was typed, and the known words that it may stand for."""


@dataclass(frozen=True, slots=True)
class _Entry:
    exercise: Exercise
    words: tuple[tuple[str, int], ...]
    initials: str
    name: str


def folded(text: str) -> str:
    """Return the text in lower case without accents, so that `Übung` is found by `ubung`."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return re.findall(r"\w+", folded(text))


class Index:
    """Finds exercises by what a person types. `sp` finds side plank, `plnak` finds plank."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._entries = [_entry(exercise) for exercise in exercises]
        self._vocabulary = sorted({word for entry in self._entries for word, _ in entry.words})

    def search(self, text: str, first: Sequence[str] = ()) -> list[Exercise]:
        """Return what matches, best first; an empty text returns everything.

        Exercises whose ids are in `first` (favourites, recent) come first among equals.
        Every word must match something. Where nothing matches, each word may also stand for any
        known word that lies one typing error away (two in words of eight letters and more).
        """
        bonus = dict.fromkeys(first, 5)
        wanted = words_of(text)
        found = self._scored([(word, frozenset[str]()) for word in wanted], bonus)
        if not found and wanted:
            found = self._scored([(word, self._alike(word)) for word in wanted], bonus)
        return found

    def _scored(self, wanted: Sequence[Wanted], bonus: Mapping[str, int]) -> list[Exercise]:
        scored = []
        for order, entry in enumerate(self._entries):
            score = _score(entry, wanted)
            if score > 0:
                scored.append((-(score + bonus.get(entry.exercise.id, 0)), order, entry.exercise))
        return [exercise for _, _, exercise in sorted(scored, key=lambda row: row[:2])]

    def _alike(self, word: str) -> frozenset[str]:
        """Return the known words that a person may have meant, begun or whole."""
        if len(word) < SHORTEST_FOR_TYPOS:
            return frozenset()
        errors = 1 if len(word) < 8 else 2
        return frozenset(known for known in self._vocabulary if _is_alike(word, known, errors))


def _entry(exercise: Exercise) -> _Entry:
    words: dict[str, int] = {}
    fields: list[tuple[str, Iterable[str]]] = [
        ("name", [exercise.name]),
        ("synonym", exercise.synonyms),
        ("id", [] if own_id(exercise.id) else [exercise.id]),
        ("group", [exercise.group, exercise.position]),
        ("aim", exercise.aims),
        ("part", exercise.regions),
        ("thing", [*exercise.equipment, *exercise.helps]),
    ]
    for kind, texts in fields:
        for text in texts:
            for word in words_of(text):
                words[word] = max(words.get(word, 0), WEIGHTS[kind])
    names = words_of(exercise.name)
    return _Entry(exercise, tuple(words.items()), "".join(w[0] for w in names), " ".join(names))


def _score(entry: _Entry, wanted: Sequence[Wanted]) -> int:
    if not wanted:
        return 1
    total = 0
    for word, alike in wanted:
        best = max(
            (
                max(_word_score(known, weight, word), weight // 2 if known in alike else 0)
                for known, weight in entry.words
            ),
            default=0,
        )
        if len(wanted) == 1 and len(word) >= 2 and entry.initials.startswith(word):
            best = max(best, 150)
        if best == 0:
            return 0
        total += best
    if entry.name.startswith(" ".join(word for word, _ in wanted)):
        total += 60
    return total


def _word_score(known: str, weight: int, word: str) -> int:
    if known == word:
        return weight + 30
    if known.startswith(word):
        return weight
    if len(word) >= 3 and word in known:
        return weight // 3
    return 0


def _is_alike(typed: str, known: str, errors: int) -> bool:
    """Say whether the typed word is the known one, or its beginning, but for so many errors.

    An error is a letter too many, too few, another one, or two letters swapped.
    """
    if sum(letter not in known for letter in typed) > errors:
        return False
    second = known[: len(typed) + errors]
    before_last: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(typed, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == second[column - 2] and typed[row - 2] == other:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        if min(current) > errors:
            return False
        before_last, last = last, current
    return min(last) <= errors
