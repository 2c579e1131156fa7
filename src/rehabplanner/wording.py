"""Words, dates, distances and counts in the user's language, for window, paper and command line.

`use` chooses the catalogue once, in the composition root; everything above translates with `_`
and `ngettext`, and turns domain messages and enum values into words with `say` and `word`.
The language `xx` is a pseudo-language: it brackets every entry, so that a test can see whether
any string on a screen or page does not come from the catalogue.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from rehabplanner.catalogue import PSEUDO as PSEUDO
from rehabplanner.catalogue import _ as _
from rehabplanner.catalogue import language as language
from rehabplanner.catalogue import ngettext as ngettext
from rehabplanner.catalogue import use as use
from rehabplanner.domain.activities import Kind, Surface
from rehabplanner.domain.diary import BodyPart, EventKind, Moment, PainQuality
from rehabplanner.domain.flags import ClearedBy, Level
from rehabplanner.domain.guidance import StepKind
from rehabplanner.domain.people import Sex, Units
from rehabplanner.domain.plans import ItemKind, Outcome
from rehabplanner.domain.problems import Message, marked
from rehabplanner.domain.runs import METRES_PER_MILE, Character

UNKNOWN = "–"


def say(message: Message) -> str:
    """Return a message in the user's language, its gaps filled."""
    values = {
        name: say(value)
        if isinstance(value, Message)
        else word(value)
        if isinstance(value, Enum)
        else value
        for name, value in message.values.items()
    }
    return _(message.text).format(**values)


_WORDED: tuple[tuple[Enum, str], ...] = (
    (Kind.RUN, marked("Run")),
    (Kind.RUN_WALK, marked("Run-walk")),
    (Kind.WALK, marked("Walk")),
    (Kind.HIKE, marked("Hike")),
    (Kind.CYCLE, marked("Cycling")),
    (Kind.SWIM, marked("Swimming")),
    (Kind.STRENGTH, marked("Strength")),
    (Kind.MOBILITY, marked("Mobility")),
    (Kind.OTHER, marked("Other")),
    (Surface.ROAD, marked("Road")),
    (Surface.TRAIL, marked("Trail")),
    (Surface.TRACK, marked("Track")),
    (Surface.TREADMILL, marked("Treadmill")),
    (Surface.GRASS, marked("Grass")),
    (Surface.SAND, marked("Sand")),
    (Surface.MIXED, marked("Mixed")),
    (Sex.FEMALE, marked("Female")),
    (Sex.MALE, marked("Male")),
    (Units.METRIC, marked("Kilometres and kilograms")),
    (Units.IMPERIAL, marked("Miles and pounds")),
    (Moment.MORNING, marked("Morning")),
    (Moment.NOW, marked("Now")),
    (Moment.DURING, marked("During")),
    (Moment.AFTER, marked("After")),
    (Moment.WORST, marked("Worst")),
    (PainQuality.SHARP, marked("Sharp")),
    (PainQuality.DULL, marked("Dull")),
    (PainQuality.BURNING, marked("Burning")),
    (PainQuality.STIFF, marked("Stiff")),
    (PainQuality.TINGLING, marked("Tingling")),
    (PainQuality.RISING, marked("Rising")),
    (PainQuality.LIMPING, marked("I limped")),
    (Level.EMERGENCY, marked("Emergency, now")),
    (Level.URGENT, marked("Urgent, today")),
    (Level.BONE_STRESS, marked("Bone stress")),
    (Level.SOON, marked("Soon")),
    (Level.MENTION, marked("To mention")),
    (ClearedBy.THERAPIST, marked("Therapist")),
    (ClearedBy.PERSON_SEEN, marked("I have been seen")),
    (StepKind.PROGRESS, marked("Progress")),
    (StepKind.HOLD, marked("Hold")),
    (StepKind.STEP_BACK, marked("Step back")),
    (EventKind.RACE, marked("Race")),
    (EventKind.FLARE_UP, marked("Flare-up")),
    (EventKind.SHOES, marked("New shoes")),
    (EventKind.BAD_NIGHT, marked("Bad night")),
    (EventKind.VISIT, marked("Therapist visit")),
    (EventKind.TRAVEL, marked("Travel")),
    (EventKind.ILLNESS, marked("Illness")),
    (EventKind.OTHER, marked("Other event")),
    (ItemKind.EXERCISE, marked("Exercise")),
    (ItemKind.RUN, marked("Run")),
    (ItemKind.WALK, marked("Walk")),
    (ItemKind.CROSS, marked("Cross-training")),
    (ItemKind.HABIT, marked("Habit")),
    (ItemKind.REST, marked("Rest")),
    (Outcome.DONE, marked("Done")),
    (Outcome.PARTLY, marked("Partly done")),
    (Outcome.SKIPPED, marked("Skipped")),
    (Character.EASY, marked("easy")),
    (Character.STEADY, marked("steady")),
    (Character.LONG, marked("long")),
    (Character.HILLS, marked("hills")),
    (Character.STRIDES, marked("strides")),
    (Character.TEMPO, marked("tempo")),
    (BodyPart.LOW_BACK, marked("Low back")),
    (BodyPart.LOW_BACK_LEFT, marked("Low back, left")),
    (BodyPart.LOW_BACK_RIGHT, marked("Low back, right")),
    (BodyPart.FLANK_LEFT, marked("Side of the waist, left")),
    (BodyPart.FLANK_RIGHT, marked("Side of the waist, right")),
    (BodyPart.MID_BACK, marked("Middle of the back")),
    (BodyPart.MID_BACK_LEFT, marked("Middle of the back, left")),
    (BodyPart.MID_BACK_RIGHT, marked("Middle of the back, right")),
    (BodyPart.UPPER_BACK, marked("Upper back")),
    (BodyPart.SHOULDER_BLADE_LEFT, marked("Shoulder blade, left")),
    (BodyPart.SHOULDER_BLADE_RIGHT, marked("Shoulder blade, right")),
    (BodyPart.NECK, marked("Neck")),
    (BodyPart.SACRUM, marked("Sacrum")),
    (BodyPart.SACROILIAC_LEFT, marked("Joint beside the sacrum, left")),
    (BodyPart.SACROILIAC_RIGHT, marked("Joint beside the sacrum, right")),
    (BodyPart.TAILBONE, marked("Tailbone")),
    (BodyPart.BUTTOCK_LEFT, marked("Buttock, left")),
    (BodyPart.BUTTOCK_RIGHT, marked("Buttock, right")),
    (BodyPart.HIP_LEFT, marked("Hip, left")),
    (BodyPart.HIP_RIGHT, marked("Hip, right")),
    (BodyPart.GROIN_LEFT, marked("Groin, left")),
    (BodyPart.GROIN_RIGHT, marked("Groin, right")),
    (BodyPart.THIGH_LEFT, marked("Front of thigh, left")),
    (BodyPart.THIGH_RIGHT, marked("Front of thigh, right")),
    (BodyPart.THIGH_INNER_LEFT, marked("Inner thigh, left")),
    (BodyPart.THIGH_INNER_RIGHT, marked("Inner thigh, right")),
    (BodyPart.THIGH_OUTER_LEFT, marked("Outer thigh, left")),
    (BodyPart.THIGH_OUTER_RIGHT, marked("Outer thigh, right")),
    (BodyPart.HAMSTRING_LEFT, marked("Hamstring, left")),
    (BodyPart.HAMSTRING_RIGHT, marked("Hamstring, right")),
    (BodyPart.KNEE_LEFT, marked("Knee, left")),
    (BodyPart.KNEE_RIGHT, marked("Knee, right")),
    (BodyPart.KNEE_BACK_LEFT, marked("Hollow of the knee, left")),
    (BodyPart.KNEE_BACK_RIGHT, marked("Hollow of the knee, right")),
    (BodyPart.CALF_LEFT, marked("Calf, left")),
    (BodyPart.CALF_RIGHT, marked("Calf, right")),
    (BodyPart.SHIN_LEFT, marked("Shin, left")),
    (BodyPart.SHIN_RIGHT, marked("Shin, right")),
    (BodyPart.ACHILLES_LEFT, marked("Achilles tendon, left")),
    (BodyPart.ACHILLES_RIGHT, marked("Achilles tendon, right")),
    (BodyPart.ANKLE_LEFT, marked("Ankle, left")),
    (BodyPart.ANKLE_RIGHT, marked("Ankle, right")),
    (BodyPart.FOOT_LEFT, marked("Foot, left")),
    (BodyPart.FOOT_RIGHT, marked("Foot, right")),
    (BodyPart.HEEL_LEFT, marked("Heel, left")),
    (BodyPart.HEEL_RIGHT, marked("Heel, right")),
    (BodyPart.TOES_LEFT, marked("Toes, left")),
    (BodyPart.TOES_RIGHT, marked("Toes, right")),
    (BodyPart.ABDOMEN_LEFT, marked("Belly, left")),
    (BodyPart.ABDOMEN_RIGHT, marked("Belly, right")),
    (BodyPart.CHEST_LEFT, marked("Chest, left")),
    (BodyPart.CHEST_RIGHT, marked("Chest, right")),
    (BodyPart.HEAD, marked("Head")),
    (BodyPart.SHOULDER, marked("Shoulder")),
    (BodyPart.SHOULDER_LEFT, marked("Shoulder, left")),
    (BodyPart.SHOULDER_RIGHT, marked("Shoulder, right")),
    (BodyPart.UPPER_ARM_LEFT, marked("Upper arm, left")),
    (BodyPart.UPPER_ARM_RIGHT, marked("Upper arm, right")),
    (BodyPart.ELBOW_LEFT, marked("Elbow, left")),
    (BodyPart.ELBOW_RIGHT, marked("Elbow, right")),
    (BodyPart.FOREARM_LEFT, marked("Forearm, left")),
    (BodyPart.FOREARM_RIGHT, marked("Forearm, right")),
    (BodyPart.HAND_LEFT, marked("Hand, left")),
    (BodyPart.HAND_RIGHT, marked("Hand, right")),
    (BodyPart.OTHER, marked("Other place")),
)
WORDS: Mapping[tuple[type, Enum], str] = {(type(one), one): text for one, text in _WORDED}
"""By type and value, since values of two kinds may be the same text."""

WEEKDAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
SHORT_WEEKDAYS = (
    marked("Mon"),
    marked("Tue"),
    marked("Wed"),
    marked("Thu"),
    marked("Fri"),
    marked("Sat"),
    marked("Sun"),
)
MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)
SHORT_MONTHS = (
    marked("Jan"),
    marked("Feb"),
    marked("Mar"),
    marked("Apr"),
    marked("May"),
    marked("Jun"),
    marked("Jul"),
    marked("Aug"),
    marked("Sep"),
    marked("Oct"),
    marked("Nov"),
    marked("Dec"),
)


def word(value: Enum) -> str:
    """Return an enum value in words."""
    return _(WORDS[type(value), value])


def weekday(number: int, *, short: bool = False) -> str:
    """Return the name of a weekday, 0 for Monday."""
    return _((SHORT_WEEKDAYS if short else WEEKDAYS)[number])


def month(number: int, *, short: bool = False) -> str:
    """Return the name of a month, 1 for January."""
    return _((SHORT_MONTHS if short else MONTHS)[number - 1])


def day_text(day: date, *, year: bool = True, name: bool = True) -> str:
    """Return a date such as `Mon 3 Aug 2026`."""
    pattern = {
        (True, True): marked("{weekday} {day} {month} {year}"),
        (True, False): marked("{weekday} {day} {month}"),
        (False, True): marked("{day} {month} {year}"),
        (False, False): marked("{day} {month}"),
    }[name, year]
    return _(pattern).format(
        weekday=weekday(day.weekday(), short=True),
        day=day.day,
        month=month(day.month, short=True),
        year=day.year,
    )


def week_text(monday: date) -> str:
    """Return a week such as `Week 32: 3 Aug – 9 Aug 2026`."""
    sunday = monday + timedelta(days=6)
    return _("Week {number}: {first} – {last}").format(
        number=monday.isocalendar().week,
        first=day_text(monday, year=monday.year != sunday.year, name=False),
        last=day_text(sunday, name=False),
    )


def duration_text(seconds: float | None) -> str:
    """Return hours, minutes and seconds as `1:02:03` or `52:07`; a dash where unknown."""
    if seconds is None:
        return UNKNOWN
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def minutes_text(minutes: float | None) -> str:
    """Return minutes in words, such as `45 min` or `1 h 20 min`; a dash where unknown."""
    if minutes is None:
        return UNKNOWN
    whole = round(minutes)
    if whole < 60:
        return _("{minutes} min").format(minutes=whole)
    if whole % 60 == 0:
        return _("{hours} h").format(hours=whole // 60)
    return _("{hours} h {minutes} min").format(hours=whole // 60, minutes=whole % 60)


def distance_text(metres: float | None, units: Units = Units.METRIC) -> str:
    """Return a distance with its unit, such as `8.2 km`; a dash where unknown."""
    if metres is None:
        return UNKNOWN
    if units is Units.IMPERIAL:
        return _("{number} mi").format(number=number_text(metres / METRES_PER_MILE, 2))
    return _("{number} km").format(number=number_text(metres / 1000, 2))


def pace_text(seconds_per_km: float | None, units: Units = Units.METRIC) -> str:
    """Return a pace such as `5:40 /km`; a dash where unknown."""
    if seconds_per_km is None:
        return UNKNOWN
    if units is Units.IMPERIAL:
        return _("{pace} /mi").format(pace=duration_text(seconds_per_km * METRES_PER_MILE / 1000))
    return _("{pace} /km").format(pace=duration_text(seconds_per_km))


def height_text(metres: float | None, units: Units = Units.METRIC) -> str:
    """Return a climb or height such as `120 m`; a dash where unknown."""
    if metres is None:
        return UNKNOWN
    if units is Units.IMPERIAL:
        return _("{number} ft").format(number=round(metres / 0.3048))
    return _("{number} m").format(number=round(metres))


def number_text(number: float | None, digits: int = 0) -> str:
    """Return a number with at most so many decimals, no trailing zeros; a dash where unknown."""
    if number is None:
        return UNKNOWN
    text = f"{number:.{digits}f}"
    return re.sub(r"\.?0+$", "", text) if "." in text else text


def score_text(score: float | None) -> str:
    """Return a 0-10 score such as `3/10`; a dash where unknown."""
    return UNKNOWN if score is None else f"{number_text(score, 1)}/10"
