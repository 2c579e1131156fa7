"""What other programs call a sport, and what we call it."""

import re
import unicodedata

from rehabplanner.domain.activities import Kind, Surface

Sport = tuple[Kind | None, Surface | None]
UNKNOWN: Sport = (None, None)
FAMILIES = {
    Kind.RUN: "foot",
    Kind.RUN_WALK: "foot",
    Kind.WALK: "foot",
    Kind.HIKE: "foot",
    Kind.CYCLE: "cycle",
    Kind.SWIM: "swim",
    Kind.STRENGTH: "gym",
    Kind.MOBILITY: "gym",
}
"""Kinds that are told apart badly by devices belong together; other sport belongs nowhere."""

ON_FOOT = frozenset({Kind.RUN, Kind.RUN_WALK, Kind.WALK, Kind.HIKE})

STRAVA_NUMBERS = {"1": "ride", "4": "hike", "9": "run", "10": "walk", "16": "swim"}
NOT_A_RUN = re.compile(
    r"langlauf|skilauf|eislauf|schlittschuh|rollschuh|inline|skat|sled|bob|"
    r"corrida de toro|bike ?trainer|cross ?country ?ski|ski"
)
PATTERNS: tuple[tuple[re.Pattern[str], Sport], ...] = tuple(
    (re.compile(pattern), sport)
    for pattern, sport in (
        (r"run[ -]?walk|walk[ -]?run|lauf[ -]?geh", (Kind.RUN_WALK, None)),
        (r"treadmill|laufband|tapis|cinta|loopband|esteira", (Kind.RUN, Surface.TREADMILL)),
        (r"(virtual|indoor) ?run", (Kind.RUN, Surface.TREADMILL)),
        (r"trail ?(run|lauf)|^trail$|hardlopen.*trail|trail.*correr", (Kind.RUN, Surface.TRAIL)),
        (r"track ?run|bahnlauf", (Kind.RUN, Surface.TRACK)),
        (
            r"\brun|running|\bjog|lauf|laeufe|hardlopen|course a pied|carrera|correr|"
            r"corsa|corrida|rennen",
            (Kind.RUN, None),
        ),
        (
            r"hik|wander|randonn|senderis|escursion|bergsteig|snowshoe|mountaineer",
            (Kind.HIKE, None),
        ),
        (r"nordic ?walk|walk|spazier|\bgehen|marche|camin|cammin|wandel", (Kind.WALK, None)),
        (
            r"cycl|\brides?\b|ride$|bik(e|ing)|\brad|fahrrad|velo|cicl|fiets|bici|spinning|spin",
            (Kind.CYCLE, None),
        ),
        (r"swim|schwimm|natation|natacion|nuoto|zwem|natacao", (Kind.SWIM, None)),
        (
            r"strength|weight|kraft|muscul|fuerza|forza|kracht|crossfit|gewicht",
            (Kind.STRENGTH, None),
        ),
        (r"yoga|pilates|stretch|mobil|flexib|dehn|beweglich|gymnastik", (Kind.MOBILITY, None)),
    )
)


def named(word: str) -> Sport:
    """Return kind and surface for a sport's name in a file; (None, None) if it says nothing.

    A name that is there but fits none of ours is other sport.
    """
    plain = without_accents(word).replace("_", " ").strip().lower()
    plain = STRAVA_NUMBERS.get(plain, plain)
    if plain in ("", "unknown", "default", "uncategorized", "generic", "none", "nan"):
        return UNKNOWN
    if not NOT_A_RUN.search(plain):
        for pattern, sport in PATTERNS:
            if pattern.search(plain):
                return sport
    elif "snowshoe" in plain:
        return Kind.HIKE, None
    return Kind.OTHER, None


def without_accents(text: str) -> str:
    """Return the text without accents, sharp s and ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


FIT_SPORTS: dict[int, Sport] = {
    0: UNKNOWN,
    1: (Kind.RUN, None),
    2: (Kind.CYCLE, None),
    5: (Kind.SWIM, None),
    11: (Kind.WALK, None),
    16: (Kind.HIKE, None),
    17: (Kind.HIKE, None),
    21: (Kind.CYCLE, None),
    35: (Kind.HIKE, None),
}
"""By the number of `sport` in a FIT session; every other number is other sport."""

FIT_SUB_SPORTS: dict[int, Sport] = {
    1: (Kind.RUN, Surface.TREADMILL),
    2: (Kind.RUN, Surface.ROAD),
    3: (Kind.RUN, Surface.TRAIL),
    4: (Kind.RUN, Surface.TRACK),
    5: (Kind.CYCLE, None),
    6: (Kind.CYCLE, None),
    7: (Kind.CYCLE, None),
    8: (Kind.CYCLE, None),
    17: (Kind.SWIM, None),
    18: (Kind.SWIM, None),
    19: (Kind.MOBILITY, None),
    20: (Kind.STRENGTH, None),
    27: (Kind.WALK, None),
    30: (Kind.WALK, None),
    31: (Kind.WALK, None),
    43: (Kind.MOBILITY, None),
    44: (Kind.MOBILITY, None),
    45: (Kind.RUN, Surface.TREADMILL),
    59: (None, None),
}
"""By the number of `sub_sport`; those that are not here add nothing."""

_SURFACES = {Kind.RUN, Kind.WALK}
_FIT_BY_SUB = {0, 4, 10}


def from_fit(sport: int | None, sub_sport: int | None) -> Sport:
    """Return kind and surface for a FIT session's numbers (generic, gym and training look on)."""
    sub = FIT_SUB_SPORTS.get(sub_sport if sub_sport is not None else -1, UNKNOWN)
    if sport is None or sport in _FIT_BY_SUB:
        if sub[0] is not None:
            return sub
        return UNKNOWN if sport in (None, 0) else (Kind.OTHER, None)
    kind = FIT_SPORTS.get(sport, (Kind.OTHER, None))[0]
    if kind in _SURFACES and sub[0] is Kind.RUN:
        return kind, sub[1]
    return kind, None
