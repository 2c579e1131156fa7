"""Where a long word may break at the end of a line.

Words that stay whole are easier to read, so only long ones break at all, and by the rules of the
language; a word of a language without rules moves to the next line.
"""

from collections.abc import Iterator
from functools import lru_cache

from pyphen import Pyphen, language_fallback

from rehabplanner.wording import language

FEWEST_LETTERS = 14
_FEWEST_EACH_SIDE = 4
_OWN_RULES = {"en": "en_GB"}


def breaks(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a word, the longest first part first."""
    rules = _rules(language())
    if rules is not None:
        yield from rules.iterate(word)


@lru_cache(maxsize=4)
def _rules(name: str) -> Pyphen | None:
    """Return the rules of a language, read when the first long word meets the end of its line."""
    known = language_fallback(_OWN_RULES.get(name, name))
    if known is None:
        return None
    return Pyphen(lang=known, left=_FEWEST_EACH_SIDE, right=_FEWEST_EACH_SIDE)
