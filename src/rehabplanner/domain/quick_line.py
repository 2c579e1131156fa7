"""One line for one session: `8.2k 52m rpe 4 trail`, understood word by word.

| written | means |
|---|---|
| `8.2k`, `8.2 km`, `5mi` | distance |
| `52m`, `52min`, `1h05`, `52:10`, `1:02:03` | duration |
| `rpe 4`, `@4`, `effort 4` | effort of the whole session, 0 to 10 |
| `trail`, `road`, `treadmill`, `track`, `grass`, `sand` | surface |
| `walk`, `bike`, `swim`, `strength`, `yoga`, `run-walk` ... | kind (a run where none is said) |
| `hr 148`, `148bpm` | average heart rate |
| `+120`, `120up` | ascent in metres |
| `pain 3`, `after 2` | worst pain during; pain after |
| `yesterday`, `mon` ... `sun`, `-2`, `2026-08-03`, `3.8.` | the day (today where none is said) |
| `at 18:30` | start on the clock |
| anything else | the title |
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.runs import METRES_PER_MILE

KIND_WORDS = {
    "run": Kind.RUN, "running": Kind.RUN, "jog": Kind.RUN,
    "run-walk": Kind.RUN_WALK, "runwalk": Kind.RUN_WALK, "rw": Kind.RUN_WALK,
    "intervals": Kind.RUN_WALK,
    "walk": Kind.WALK, "walking": Kind.WALK, "hike": Kind.HIKE, "hiking": Kind.HIKE,
    "bike": Kind.CYCLE, "cycle": Kind.CYCLE, "cycling": Kind.CYCLE, "ride": Kind.CYCLE,
    "swim": Kind.SWIM, "swimming": Kind.SWIM,
    "strength": Kind.STRENGTH, "gym": Kind.STRENGTH, "weights": Kind.STRENGTH,
    "mobility": Kind.MOBILITY, "yoga": Kind.MOBILITY, "pilates": Kind.MOBILITY,
    "stretching": Kind.MOBILITY, "stretch": Kind.MOBILITY,
    "rowing": Kind.OTHER, "row": Kind.OTHER, "elliptical": Kind.OTHER, "ski": Kind.OTHER,
}  # fmt: skip
KEEPS_ITS_WORD = frozenset(
    {"yoga", "pilates", "gym", "rowing", "row", "elliptical", "ski", "intervals"}
)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONG_WEEKDAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLine:
    """What a line says; None where it does not say."""

    day: date
    kind: Kind = Kind.RUN
    distance_m: float | None = None
    duration_s: float | None = None
    effort: float | None = None
    surface: Surface | None = None
    average_heart_rate: float | None = None
    ascent_m: float | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    start: time | None = None
    title: str = ""


_DISTANCE = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)(k|km|mi|miles?)")
_MINUTES = re.compile(r"(\d{1,4}(?:\.\d)?)(?:m|min|mins|minutes|')")
_HOURS = re.compile(r"(\d{1,2})h(?:(\d{1,2})(?:m|min)?)?")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")
_EFFORT = re.compile(r"(?:@|rpe:?|effort:?)(\d{1,2}(?:\.\d)?)")
_HEART = re.compile(r"(?:hr:?(\d{2,3})|(\d{2,3})bpm)")
_ASCENT = re.compile(r"(?:\+(\d{1,5})m?|(\d{1,5})m?up)")
_PAIN = re.compile(r"(pain|during|after):?(\d{1,2})")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})?")
_BACK = re.compile(r"-(\d{1,2})d?")
_GLUED = re.compile(r"(?i)\b(rpe|effort|pain|during|after|hr)\s+(\d)")
_UNIT = re.compile(r"(?i)(?<![\w.])(\d+(?:\.\d+)?)\s+(km|k|mi|miles?|min|mins|minutes|bpm|h)\b")


def read_line(text: str, today: date) -> QuickLine:
    """Return what the line says. An empty line or an impossible number raises Problem."""
    prepared = re.sub(r"(\d),(\d)", r"\1.\2", text.strip())
    prepared = _UNIT.sub(r"\1\2", _GLUED.sub(r"\1\2", prepared))
    words = prepared.split()
    if not words:
        raise Problem("line", marked("Write for example: 8.2k 52m rpe 4 trail"))
    found: dict[str, object] = {"day": today}
    title: list[str] = []
    skip = False
    for number, word in enumerate(words):
        if skip:
            skip = False
            continue
        following = words[number + 1] if number + 1 < len(words) else ""
        if word.lower() == "at" and (clock := _time_of_day(following)) is not None:
            found["start"] = clock
            skip = True
        elif not _read_word(word, found, today):
            title.append(word)
    found["title"] = " ".join(title)
    if found["day"] > today:  # type: ignore[operator]
        raise Problem("line", marked("This day lies ahead. Put it on the weekly plan instead."))
    return QuickLine(**found)  # type: ignore[arg-type]


def _read_word(word: str, found: dict[str, object], today: date) -> bool:
    lower = word.lower().rstrip(",;")
    return (
        _read_amount(lower, found)
        or _read_score(lower, found)
        or _read_day(lower, found, today)
        or _read_kind(lower, found)
    )


def _read_amount(word: str, found: dict[str, object]) -> bool:
    if match := _DISTANCE.fullmatch(word):
        metres = float(match[1]) * (METRES_PER_MILE if match[2].startswith("mi") else 1000)
        found["distance_m"] = round(metres, 1)
    elif match := _MINUTES.fullmatch(word):
        found["duration_s"] = float(match[1]) * 60
    elif match := _HOURS.fullmatch(word):
        found["duration_s"] = int(match[1]) * 3600.0 + int(match[2] or 0) * 60
    elif match := _CLOCK.fullmatch(word):
        first, second = int(match[1]), int(match[2])
        found["duration_s"] = (
            first * 3600.0 + second * 60 + int(match[3]) if match[3] else first * 60.0 + second
        )
    elif match := _ASCENT.fullmatch(word):
        found["ascent_m"] = float(match[1] or match[2])
    elif match := _HEART.fullmatch(word):
        found["average_heart_rate"] = float(match[1] or match[2])
    else:
        return False
    return True


def _read_score(word: str, found: dict[str, object]) -> bool:
    if match := _EFFORT.fullmatch(word):
        if float(match[1]) > 10:
            raise Problem("line", marked("Effort goes from 0 to 10."))
        found["effort"] = float(match[1])
        return True
    if match := _PAIN.fullmatch(word):
        if int(match[2]) > 10:
            raise Problem("line", marked("Pain goes from 0 to 10."))
        found["pain_after" if match[1] == "after" else "pain_during"] = int(match[2])
        return True
    return False


def _read_day(word: str, found: dict[str, object], today: date) -> bool:
    day: date | None = None
    if word == "today":
        day = today
    elif word == "yesterday":
        day = today - timedelta(days=1)
    elif word in WEEKDAYS or word in LONG_WEEKDAYS:
        number = WEEKDAYS.index(word[:3])
        day = today - timedelta(days=(today.weekday() - number) % 7)
    elif match := _BACK.fullmatch(word):
        day = today - timedelta(days=int(match[1]))
    elif match := _DATE.fullmatch(word):
        day = _date(int(match[1]), int(match[2]), int(match[3]))
    elif match := _SHORT_DATE.fullmatch(word):
        year = int(match[3] or today.year)
        day = _date(year, int(match[2]), int(match[1]))
        if not match[3] and day > today:
            day = _date(year - 1, int(match[2]), int(match[1]))
    if day is None:
        return False
    found["day"] = day
    return True


def _read_kind(word: str, found: dict[str, object]) -> bool:
    if word in set(Surface):
        found["surface"] = Surface(word)
        return True
    if word in KIND_WORDS and "kind" not in found:
        found["kind"] = KIND_WORDS[word]
        return word not in KEEPS_ITS_WORD
    return False


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Problem("line", marked("There is no such day in the calendar.")) from error


def _time_of_day(word: str) -> time | None:
    match = re.fullmatch(r"(\d{1,2}):(\d{2})", word)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))
