"""Everything a person wrote, newest first: the timeline of the diary, and the search in it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rehabplanner.domain.dossier import Dossier
from rehabplanner.gui.diary.pain_list import pain_words
from rehabplanner.wording import _, word


@dataclass(frozen=True, slots=True)
class Hit:
    """Something written on a day: what kind of thing it is, and its words."""

    day: date
    kind: str
    text: str


def found(dossier: Dossier, wanted: str) -> list[Hit]:
    """Return what holds all the wanted words (or beginnings), newest first; all for no words.

    Without words, pain entries that are a bare number are left out.
    """
    words = folded(wanted).split()
    hits = [
        hit
        for hit in (*_days(dossier), *_pains(dossier, with_all=bool(words)), *_others(dossier))
        if all(one in folded(f"{hit.kind} {hit.text}") for one in words)
    ]
    return sorted(hits, key=lambda hit: hit.day, reverse=True)


def folded(text: str) -> str:
    """Return a text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _days(dossier: Dossier) -> Iterator[Hit]:
    for entry in dossier.days:
        for kind, text in (
            (_("Note"), entry.note),
            (_("What eased the pain"), entry.eased),
            (_("What stirred the pain up"), entry.stirred),
            (_("Medicines"), entry.medicines),
        ):
            if text:
                yield Hit(entry.day, kind, text)


def _pains(dossier: Dossier, *, with_all: bool) -> Iterator[Hit]:
    for pain in dossier.pains:
        if with_all or pain.note:
            yield Hit(pain.day, _("Pain"), pain_words(pain, ""))


def _others(dossier: Dossier) -> Iterator[Hit]:
    for event in dossier.events:
        yield Hit(event.day, word(event.kind), event.label)
    for activity in dossier.activities:
        if activity.notes:
            yield Hit(activity.day, word(activity.kind), activity.notes)
    for done in dossier.completions:
        if done.reason:
            yield Hit(done.day, word(done.outcome), done.reason)
    for note in dossier.week_notes:
        text = " – ".join(part for part in (note.purpose, note.message) if part)
        if text:
            yield Hit(note.monday, _("Week"), text)
    for one in dossier.predictions:
        felt = "–" if one.felt is None else str(one.felt)
        words = _("expected {expected}, felt {felt}").format(expected=one.expected, felt=felt)
        yield Hit(one.day, one.what, f"{words} {one.note}".strip())
