"""How easy an English text is to read: the Flesch-Kincaid grade.

Grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid 1975, for the US
Navy, Research Branch Report 8-75). Syllables are counted by groups of vowels, which is right for
most words, so that no dictionary is needed: a hint while one types, not a verdict.
"""

import re

HIGHEST_GRADE = 6.0

_SENTENCE_END = re.compile(r"[.!?:]+(?:\s+|$)|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SPOKEN_E = re.compile(r"([^aeiouy]le|ee|ye)$")
_MUTE_ED = re.compile(r"[^aeiouytd]ed$")
_MUTE_ES = re.compile(r"[^aeiouylscxzgh]es$")


def reading_grade(text: str) -> float | None:
    """Return the grade of an English text; None for a text without words."""
    words = _WORD.findall(text)
    if not words:
        return None
    sentences = sum(1 for one in _SENTENCE_END.split(text) if one and _WORD.search(one))
    syllables = sum(map(syllable_count, words))
    return 0.39 * len(words) / max(1, sentences) + 11.8 * syllables / len(words) - 15.59


def syllable_count(word: str) -> int:
    """Return about how many syllables a word has."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    count = len(_VOWELS.findall(plain))
    is_mute = plain.endswith("e") and not _SPOKEN_E.search(plain)
    if is_mute or _MUTE_ED.search(plain) or _MUTE_ES.search(plain):
        count -= 1
    return max(1, count)
