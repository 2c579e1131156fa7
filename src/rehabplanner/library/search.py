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
    words: Mapping[str, int]
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
        self._places: dict[str, list[tuple[int, int]]] = {}
        for number, entry in enumerate(self._entries):
            for word, weight in entry.words.items():
                self._places.setdefault(word, []).append((number, weight))
        self._letters = {word: frozenset(word) for word in self._places}

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
        totals = dict.fromkeys(range(len(self._entries)), 0 if wanted else 1)
        for word, alike in wanted:
            scores = self._scores(word, alike)
            if len(wanted) == 1 and len(word) >= 2:
                for number, entry in enumerate(self._entries):
                    if entry.initials.startswith(word):
                        scores[number] = max(scores.get(number, 0), 150)
            totals = {n: total + scores[n] for n, total in totals.items() if n in scores}
        begun = " ".join(word for word, _alike in wanted)
        rows = []
        for number, total in totals.items():
            entry = self._entries[number]
            is_begun = bool(wanted) and entry.name.startswith(begun)
            score = total + 60 * is_begun + bonus.get(entry.exercise.id, 0)
            rows.append((-score, number))
        return [self._entries[number].exercise for _score, number in sorted(rows)]

    def _scores(self, word: str, alike: frozenset[str]) -> dict[int, int]:
        """Return how well a typed word fits each exercise that it fits at all."""
        found: dict[int, int] = {}
        may_be_inside = len(word) >= 3
        for known, places in self._places.items():
            if known.startswith(word):
                share, more = 1, 30 if known == word else 0
            elif known in alike:
                share, more = 2, 0
            elif may_be_inside and word in known:
                share, more = 3, 0
            else:
                continue
            for number, weight in places:
                score = weight // share + more
                if score > found.get(number, 0):
                    found[number] = score
        return found

    def _alike(self, word: str) -> frozenset[str]:
        """Return the known words that a person may have meant, begun or whole."""
        if len(word) < SHORTEST_FOR_TYPOS:
            return frozenset()
        errors = 1 if len(word) < 8 else 2
        letters, least = frozenset(word), len(word) - errors
        return frozenset(
            known
            for known, its_letters in self._letters.items()
            if len(known) >= least
            and len(letters - its_letters) <= errors
            and _is_alike(word, known, errors)
        )


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
    return _Entry(exercise, words, "".join(w[0] for w in names), " ".join(names))


def _is_alike(typed: str, known: str, errors: int) -> bool:
    """Say whether the typed word is the known one, or its beginning, but for so many errors.

    An error is a letter too many, too few, another one, or two letters swapped.
    """
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
