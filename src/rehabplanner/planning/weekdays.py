"""Weekdays as people type them: `mwf`, `tue thu`, `daily`, `weekend`."""

EVERY_DAY = tuple(range(7))
NAMED: dict[str, tuple[int, ...]] = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "weekdays": EVERY_DAY[:5],
    "weekend": EVERY_DAY[5:],
    "weekends": EVERY_DAY[5:],
    "mo": (0,), "mon": (0,), "monday": (0,),
    "tu": (1,), "tue": (1,), "tues": (1,), "tuesday": (1,),
    "we": (2,), "wed": (2,), "wednesday": (2,),
    "th": (3,), "thu": (3,), "thur": (3,), "thurs": (3,), "thursday": (3,),
    "fr": (4,), "fri": (4,), "friday": (4,),
    "sa": (5,), "sat": (5,), "saturday": (5,),
    "su": (6,), "sun": (6,), "sunday": (6,),
}  # fmt: skip
PIECES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("th", (3,)), ("tu", (1,)), ("sa", (5,)), ("su", (6,)),
    ("m", (0,)), ("t", (1, 3)), ("w", (2,)), ("f", (4,)), ("s", (5, 6)),
)  # fmt: skip


def read_weekdays(word: str) -> tuple[int, ...]:
    """Return the weekdays (0 is Monday) that a word names; empty where it names none.

    Letters together, two or more, go from Monday on: `mwf`, `tt` is Tuesday and Thursday, `ss` is
    Saturday and Sunday. Commas, slashes and plus signs may stand between days.
    """
    lower = word.lower().strip(",/+&")
    if lower in NAMED:
        return NAMED[lower]
    for mark in ",/&+":
        if mark in lower:
            parts = [read_weekdays(part) for part in lower.split(mark)]
            return tuple(sorted({day for part in parts for day in part})) if all(parts) else ()
    return _letters(lower) if len(lower) >= 2 else ()


def _letters(text: str) -> tuple[int, ...]:
    found: list[int] = []
    rest = text
    while rest:
        piece, days = next(
            ((piece, days) for piece, days in PIECES if rest.startswith(piece)), ("", ())
        )
        later = [day for day in days if not found or day > found[-1]]
        if not later:
            return ()
        found.append(later[0])
        rest = rest[len(piece) :]
    return tuple(found)
