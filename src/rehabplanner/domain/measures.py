"""Outcome measures as data: what is asked, how it is scored, and what is known of its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rehabplanner.domain.record import OfPerson, clean_line, clean_text


class Scoring(StrEnum):
    """How answers become a total."""

    SUM = "sum"
    MEAN = "mean"
    PERCENT = "percent of the answered sections"
    OSTRC = "overuse problem score"
    TOTAL = "total only"


class MissingRule(StrEnum):
    """What an item without an answer means for the total."""

    NO_SCORE = "no score"
    NOT_TICKED = "not ticked"
    PER_ANSWERED = "per answered item"


class Direction(StrEnum):
    """Which way is better."""

    LOWER = "lower is better"
    HIGHER = "higher is better"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A number from the literature, its source, and whether the source was opened.

    `mark`: V opened, V2 second-hand, C computed, M from memory and still to be checked.
    """

    value: float
    source: str
    mark: str

    @property
    def is_checked(self) -> bool:
        """Say whether the number was seen in a source or computed, not only remembered."""
        return self.mark != "M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question; without a text where the owner's terms do not let it be shipped."""

    text: str = ""
    is_reverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Words for totals up to and including `up_to`, above the band before."""

    up_to: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscore:
    """The sum of some items (numbered from 1), with words once it reaches `positive_from`."""

    id: str
    name: str
    items: tuple[int, ...]
    positive_from: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One version of an outcome measure.

    `answers` are the values an item may take, in order. `fewest` differs from the number of items
    where a person writes three to five items of their own. `no_gain_below` and `no_loss_above`:
    a former total beyond which a change that way cannot be seen. `mic` is the minimal important
    change, `mdc` the minimal detectable change, both in points of the total.
    """

    id: str
    version: str
    name: str
    title: str
    instruction: str = ""
    items: tuple[Item, ...]
    answers: tuple[int, ...]
    answer_words: Mapping[int, str] = field(default_factory=dict)
    fewest: int
    scoring: Scoring
    missing: MissingRule
    low: float
    high: float
    direction: Direction
    mic: Known | None = None
    mic_share: float | None = None
    mdc: Known | None = None
    no_gain_below: float | None = None
    no_loss_above: float | None = None
    bands: tuple[Band, ...] = ()
    bands_mark: str = ""
    bands_need: str = ""
    subscores: tuple[Subscore, ...] = ()
    is_change: bool = False
    note: str = ""
    source: str
    licence: str
    text_shipped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult(OfPerson):
    """A measure as filled in on a day; `labels` are items that the person wrote.

    `answers` is empty where only a total was entered; `total` is None where too much is missing.
    """

    day: date
    measure_id: str
    version: str
    answers: tuple[int | None, ...] = ()
    labels: tuple[str, ...] = ()
    total: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Tidy the texts."""
        object.__setattr__(self, "labels", tuple(clean_line(one, 120) for one in self.labels))
        object.__setattr__(self, "note", clean_text(self.note, 2000))
