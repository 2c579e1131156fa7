"""Right-to-left writing: joined Arabic letters, and the order in which letters stand on a line.

A subset of the Unicode rules (UAX 9) that serves names, notes and lists: one direction for the
line, from its first strong letter; stretches of the other direction and numbers inside it;
brackets mirrored. Embeddings and isolates by control letters are left out. Arabic letters are
joined by their presentation forms, which the fallback font has; no shaping library is needed.
"""

import re
import unicodedata
from functools import lru_cache

_STRONG_RIGHT = frozenset({"R", "AL"})
_MAYBE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
_NUMBERS = frozenset({"EN", "AN"})
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_LAM, _ALEFS = (
    "\u0644",
    {"\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9", "\u0627": "\ufefb"},
)


def has_right_to_left(text: str) -> bool:
    """Say whether any letter is written from right to left."""
    return _MAYBE_RIGHT.search(text) is not None and any(
        unicodedata.bidirectional(letter) in _STRONG_RIGHT for letter in text
    )


def is_right_to_left(text: str) -> bool:
    """Say whether a text as a whole runs from right to left: by its first strong letter."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in _STRONG_RIGHT:
            return True
        if kind == "L":
            return False
    return False


def on_paper(line: str, *, is_rtl: bool | None = None) -> str:
    """Return one line joined and in the order in which it stands from left to right."""
    if not has_right_to_left(line):
        return line
    is_rtl = is_right_to_left(line) if is_rtl is None else is_rtl
    clusters = _clusters(joined(line))
    levels = _levels([one[0] for one in clusters], int(is_rtl))
    for level in range(max(levels, default=0), 0, -1):
        clusters, levels = _turned(clusters, levels, level)
    return "".join(
        one.translate(_MIRRORED) if level % 2 else one
        for one, level in zip(clusters, levels, strict=True)
    )


def _clusters(text: str) -> list[str]:
    """Return letters with their marks."""
    found: list[str] = []
    for letter in text:
        if found and unicodedata.combining(letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _levels(letters: list[str], base: int) -> list[int]:
    """Return the level of each letter: even from left to right, odd from right to left."""
    kinds = _with_whole_numbers([unicodedata.bidirectional(letter) for letter in letters])
    levels: list[int | None] = []
    sides: list[str] = []
    last = "R" if base else "L"
    for kind in kinds:
        if kind in _STRONG_RIGHT or kind == "L":
            last = "L" if kind == "L" else "R"
            levels.append(1 if last == "R" else 2 * base)
            sides.append(last)
        elif kind in _NUMBERS:  # a number after words from the right counts as one of them
            levels.append(2 if last == "R" else 2 * base)
            sides.append(last)
        else:
            levels.append(None)
            sides.append("")
    return _filled(levels, sides, base)


def _with_whole_numbers(kinds: list[str]) -> list[str]:
    """Return the kinds with the signs inside 1.5, 12:30 and 5% as parts of the number."""
    found = list(kinds)
    for place, kind in enumerate(kinds):
        around = {kinds[max(0, place - 1)], kinds[min(len(kinds) - 1, place + 1)]}
        is_inside = kind in ("CS", "ES") and around <= _NUMBERS
        if is_inside or (kind == "ET" and around & _NUMBERS):
            found[place] = "EN"
    return found


def _filled(levels: list[int | None], sides: list[str], base: int) -> list[int]:
    """Give blanks and signs the direction of both neighbours, or else that of the line."""
    usual = "R" if base else "L"
    found: list[int] = []
    before = usual
    for place, level in enumerate(levels):
        if level is not None:
            found.append(level)
            before = sides[place]
            continue
        after = next((one for one in sides[place:] if one), usual)
        side = before if before == after else usual
        found.append(1 if side == "R" else 2 * base)
    return found


def _turned(clusters: list[str], levels: list[int], level: int) -> tuple[list[str], list[int]]:
    """Turn round every stretch of this level or a higher one."""
    pairs = list(zip(clusters, levels, strict=True))
    start = 0
    while start < len(pairs):
        end = start
        while end < len(pairs) and pairs[end][1] >= level:
            end += 1
        pairs[start:end] = pairs[start:end][::-1]
        start = end + 1
    return [one for one, _level in pairs], [one for _cluster, one in pairs]


def joined(text: str) -> str:
    """Return a text with Arabic letters in the forms that they take beside each other."""
    if not any("\u0600" <= letter <= "\u06ff" for letter in text):
        return text
    forms = _forms()
    letters = list(text)
    made: list[str] = []
    skip = False
    for place, letter in enumerate(letters):
        if skip:
            skip = False
            continue
        own = forms.get(letter)
        if own is None:
            made.append(letter)
            continue
        before, after = _beside(letters, place, -1), _beside(letters, place, 1)
        is_after = before in forms and "initial" in forms[before]
        following = letters[place + 1] if place + 1 < len(letters) else ""
        if letter == _LAM and following in _ALEFS:
            made.append(chr(ord(_ALEFS[following]) + is_after))
            skip = True
            continue
        is_before = after in forms and "initial" in own and "final" in forms[after]
        name = ("isolated", "final", "initial", "medial")[is_after + 2 * is_before]
        made.append(own.get(name, own.get("final" if is_after else "isolated", letter)))
    return "".join(made)


def _beside(letters: list[str], place: int, step: int) -> str:
    """Return the next letter that way, marks left out."""
    place += step
    while 0 <= place < len(letters) and unicodedata.combining(letters[place]):
        place += step
    return letters[place] if 0 <= place < len(letters) else ""


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """Return the presentation forms of each Arabic letter, from the Unicode tables."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0].startswith("<"):
            letter = chr(int(parts[1], 16))
            found.setdefault(letter, {})[parts[0].strip("<>")] = chr(code)
    return found
