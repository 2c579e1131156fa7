"""Words about an exercise: its line of facts, its sections, and as a search result."""

from rehabplanner.domain.exercises import Exercise
from rehabplanner.phrases import dose_words
from rehabplanner.wording import _, ngettext

MARKS = {
    "trial": "●●●",
    "review": "●●○",
    "lab": "●○○",
    "convention": "○○○",
}


def capital(text: str) -> str:
    """Return the text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def mark_words(mark: str) -> str:
    """Return what stands behind an exercise, as dots and in words."""
    words = {
        "trial": _("tested in a trial"),
        "review": _("supported by reviews of trials"),
        "lab": _("measured in the laboratory"),
        "convention": _("good clinical practice"),
    }
    return f"{MARKS[mark]} {words[mark]}"


def facts(exercise: Exercise) -> str:
    """Return position, equipment and aims on one line."""
    things = ", ".join(exercise.equipment) or _("no equipment")
    parts = (capital(exercise.position), things, ", ".join(exercise.aims))
    return " · ".join(part for part in parts if part)


def times_words(exercise: Exercise) -> str:
    """Return how often a week and how long it takes."""
    low, high = exercise.per_week
    if low == high:
        times = ngettext("{count} day a week", "{count} days a week", low)
    else:
        times = _("{low} to {high} days a week").format(low=low, high=high)
    minutes = ngettext("about {count} minute", "about {count} minutes", exercise.minutes)
    return f"{times} · {minutes}"


def range_words(exercise: Exercise) -> str:
    """Return the range in which the dose may move."""
    return _("Range: {dose}").format(dose=dose_words(exercise.dose_range))
