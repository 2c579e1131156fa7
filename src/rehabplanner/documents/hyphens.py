"""Where a long word may break at the end of a line.

Words that stay whole are easier to read, so only long ones break, between syllables and by the
rules of the language; in a language without rules they move to the next line.
"""

import re
from functools import lru_cache

from pyphen import Pyphen, language_fallback

from rehabplanner.wording import language

SOFT_HYPHEN = "\u00ad"
FEWEST_LETTERS, MOST_LETTERS = 14, 45
"""Longer rows of letters are no words; they break anywhere."""
_FEWEST_EACH_SIDE = 4
_OWN_RULES = {"en": "en_GB"}
_LONG = re.compile(rf"(?<![^\W_])[^\W\d_]{{{FEWEST_LETTERS},{MOST_LETTERS}}}(?![^\W_])")


def with_soft_hyphens(text: str) -> str:
    """Return a text with a soft hyphen wherever a long word may break."""
    return _LONG.sub(_parted, text)


def _parted(found: re.Match[str]) -> str:
    rules = _rules(language())
    return rules.inserted(found[0], SOFT_HYPHEN) if rules else found[0]


@lru_cache(maxsize=4)
def _rules(name: str) -> Pyphen | None:
    """Return the rules of a language, read when the first long word comes."""
    known = language_fallback(_OWN_RULES.get(name, name))
    if known is None:
        return None
    return Pyphen(lang=known, left=_FEWEST_EACH_SIDE, right=_FEWEST_EACH_SIDE)
