"""The pain diary: how it hurt, when and where, and the day around it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from rehabplanner.domain.problems import Problem, marked
from rehabplanner.domain.record import OfPerson, clean_line, clean_text
from rehabplanner.domain.scales import checked_amount, checked_score


class Moment(StrEnum):
    """What a pain score speaks of. The order is the order of a day."""

    MORNING = "morning"
    NOW = "now"
    DURING = "during"
    AFTER = "after"
    WORST = "worst"


class BodyPart(StrEnum):
    """Where it hurts: regions that a runner can name."""

    LOW_BACK = "low back"
    LOW_BACK_LEFT = "low back left"
    LOW_BACK_RIGHT = "low back right"
    FLANK_LEFT = "flank left"
    FLANK_RIGHT = "flank right"
    MID_BACK = "mid back"
    MID_BACK_LEFT = "mid back left"
    MID_BACK_RIGHT = "mid back right"
    UPPER_BACK = "upper back"
    SHOULDER_BLADE_LEFT = "shoulder blade left"
    SHOULDER_BLADE_RIGHT = "shoulder blade right"
    NECK = "neck"
    SACRUM = "sacrum"
    SACROILIAC_LEFT = "sacroiliac left"
    SACROILIAC_RIGHT = "sacroiliac right"
    TAILBONE = "tailbone"
    BUTTOCK_LEFT = "buttock left"
    BUTTOCK_RIGHT = "buttock right"
    HIP_LEFT = "hip left"
    HIP_RIGHT = "hip right"
    GROIN_LEFT = "groin left"
    GROIN_RIGHT = "groin right"
    THIGH_LEFT = "thigh left"
    THIGH_RIGHT = "thigh right"
    THIGH_INNER_LEFT = "thigh inner left"
    THIGH_INNER_RIGHT = "thigh inner right"
    THIGH_OUTER_LEFT = "thigh outer left"
    THIGH_OUTER_RIGHT = "thigh outer right"
    HAMSTRING_LEFT = "hamstring left"
    HAMSTRING_RIGHT = "hamstring right"
    KNEE_LEFT = "knee left"
    KNEE_RIGHT = "knee right"
    KNEE_BACK_LEFT = "knee back left"
    KNEE_BACK_RIGHT = "knee back right"
    CALF_LEFT = "calf left"
    CALF_RIGHT = "calf right"
    SHIN_LEFT = "shin left"
    SHIN_RIGHT = "shin right"
    ACHILLES_LEFT = "achilles left"
    ACHILLES_RIGHT = "achilles right"
    ANKLE_LEFT = "ankle left"
    ANKLE_RIGHT = "ankle right"
    FOOT_LEFT = "foot left"
    FOOT_RIGHT = "foot right"
    HEEL_LEFT = "heel left"
    HEEL_RIGHT = "heel right"
    TOES_LEFT = "toes left"
    TOES_RIGHT = "toes right"
    ABDOMEN_LEFT = "abdomen left"
    ABDOMEN_RIGHT = "abdomen right"
    CHEST_LEFT = "chest left"
    CHEST_RIGHT = "chest right"
    HEAD = "head"
    SHOULDER = "shoulder"
    SHOULDER_LEFT = "shoulder left"
    SHOULDER_RIGHT = "shoulder right"
    UPPER_ARM_LEFT = "upper arm left"
    UPPER_ARM_RIGHT = "upper arm right"
    ELBOW_LEFT = "elbow left"
    ELBOW_RIGHT = "elbow right"
    FOREARM_LEFT = "forearm left"
    FOREARM_RIGHT = "forearm right"
    HAND_LEFT = "hand left"
    HAND_RIGHT = "hand right"
    OTHER = "other"


LEG_PARTS = frozenset(
    part
    for part in BodyPart
    if part.value.startswith(
        ("thigh", "hamstring", "knee", "calf", "shin", "achilles", "ankle", "heel", "foot", "toes")
    )
)
"""From the thigh down to the toes."""
BACK_PARTS = frozenset(
    part
    for part in BodyPart
    if part.value.startswith(
        ("low back", "mid back", "upper back", "shoulder blade", "flank", "neck")
    )
    or part.value.startswith(("sacr", "tailbone", "buttock"))
)
"""The back from the neck to the buttocks."""


class PainQuality(StrEnum):
    """What a pain feels like, or does: it grows during a session, or makes one limp."""

    SHARP = "sharp"
    DULL = "dull"
    BURNING = "burning"
    STIFF = "stiff"
    TINGLING = "tingling"
    RISING = "rising"
    LIMPING = "limping"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainEntry(OfPerson):
    """One pain score, 0 to 10, at a moment of a day.

    `day` is the day on which it was felt: a next-morning score lies on the day after the run,
    with moment MORNING and `activity_id` naming the run. `noted_at` is when it was written down
    (UTC), so that a morning value filled in later can be told apart. `trouble` is how much it
    holds the person up, 0 to 10.
    """

    day: date
    moment: Moment
    score: int
    part: BodyPart = BodyPart.LOW_BACK
    activity_id: UUID | None = None
    noted_at: datetime | None = None
    qualities: tuple[PainQuality, ...] = ()
    trouble: int | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Tidy the note and the qualities (each once, in order); refuse a score off the scale."""
        object.__setattr__(self, "note", clean_text(self.note))
        if self.qualities:
            found = tuple(one for one in PainQuality if one in self.qualities)
            object.__setattr__(self, "qualities", found)
        checked_score("score", self.score)
        checked_score("trouble", self.trouble)


DAY_SCORES = (
    "sleep_quality",
    "stress",
    "mood",
    "energy",
    "worry",
    "confidence",
    "work_load",
    "family_strain",
    "support",
)
"""The fields of a day that run from 0 to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry(OfPerson):
    """The day around the pain: sleep, stress, mood, worry, work, food and a note. One a day.

    Scores run from 0 to 10 (mood, energy, sleep quality, confidence in the back and support:
    10 is best; stress, worry, work load and family strain: 10 is most). `stiffness_min` is how
    long the back was stiff after getting up, `alcohol_drinks` counts usual drinks; `eased` and
    `stirred` are what eased the pain and what stirred it up. `is_rest_day` is a rest day that
    the person confirmed: load 0, not unknown.
    """

    day: date
    sleep_h: float | None = None
    sleep_quality: int | None = None
    stress: int | None = None
    mood: int | None = None
    worry: int | None = None
    work_load: int | None = None
    sitting_h: float | None = None
    protein_portions: float | None = None
    water_l: float | None = None
    stiffness_min: int | None = None
    energy: int | None = None
    confidence: int | None = None
    family_strain: int | None = None
    support: int | None = None
    alcohol_drinks: float | None = None
    medicines: str = ""
    eased: str = ""
    stirred: str = ""
    is_rest_day: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        """Tidy the note and refuse values off their scale."""
        object.__setattr__(self, "note", clean_text(self.note))
        for name in ("medicines", "eased", "stirred"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        checked_amount("sleep_h", self.sleep_h, 24)
        checked_amount("sitting_h", self.sitting_h, 24)
        checked_amount("protein_portions", self.protein_portions, 30)
        checked_amount("water_l", self.water_l, 20)
        checked_amount("stiffness_min", self.stiffness_min, 1440)
        checked_amount("alcohol_drinks", self.alcohol_drinks, 60)
        for name in DAY_SCORES:
            checked_score(name, getattr(self, name))


class EventKind(StrEnum):
    """What an event is about."""

    RACE = "race"
    FLARE_UP = "flare-up"
    SHOES = "new shoes"
    BAD_NIGHT = "bad night"
    VISIT = "therapist visit"
    TRAVEL = "travel"
    ILLNESS = "illness"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(OfPerson):
    """Something worth a line on every chart; with `until` it lasts several days."""

    day: date
    until: date | None = None
    kind: EventKind = EventKind.OTHER
    label: str = ""

    def __post_init__(self) -> None:
        """Tidy the label and refuse an end before the start."""
        object.__setattr__(self, "label", clean_line(self.label, 120))
        if self.until is not None and self.until < self.day:
            raise Problem("until", marked("The end lies before the start."))
