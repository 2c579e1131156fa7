"""A planned run as a FIT workout file that a watch takes in and leads through step by step.

The file holds `file_id` (type workout), `workout` and one `workout_step` for each part; a block
that is repeated is followed by a step that sends the watch back to the block's first one.
"""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import ENDURANCE, ItemKind, PlanItem
from rehabplanner.domain.runs import Block, Gait, Part
from rehabplanner.handover.fit_file import (
    ENUM,
    STRING,
    UINT16,
    UINT32,
    UINT32Z,
    Column,
    fit_bytes,
    fit_time,
)
from rehabplanner.phrases import item_name, run_words
from rehabplanner.wording import _, day_text, word

FILE_ID, WORKOUT, WORKOUT_STEP = 0, 26, 27
WORKOUT_FILE = 5
DEVELOPMENT = 255
"""The maker's number that the profile keeps for everyone who has none of their own."""
SPORTS = {ItemKind.RUN: 1, ItemKind.WALK: 11, ItemKind.CROSS: 0}
BY_TIME, BY_DISTANCE, BY_BUTTON, REPEAT = 0, 1, 5, 6
OPEN_TARGET = 2
ACTIVE, EASY_PART, WARM_UP, COOL_DOWN = 0, 1, 2, 3
LONGEST_NAME, LONGEST_STEP_NAME, LONGEST_NOTE = 48, 24, 120
"""In octets: what watches of the last ten years show without cutting."""
LARGEST = 0xFFFFFFFE

_FILE_ID = (
    Column(0, ENUM),
    Column(1, UINT16),
    Column(2, UINT16),
    Column(3, UINT32Z),
    Column(4, UINT32),
)
_WORKOUT = (Column(4, ENUM), Column(6, UINT16), Column(8, STRING))
_STEP = (
    Column(254, UINT16),
    Column(0, STRING),
    Column(1, ENUM),
    Column(2, UINT32),
    Column(3, ENUM),
    Column(4, UINT32),
    Column(7, ENUM),
    Column(8, STRING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a workout.

    `amount` is milliseconds, centimetres, or the number of the step to go back to, by
    `duration`; `times` counts how often the steps since then are done.
    """

    duration: int
    amount: int | None = None
    times: int | None = None
    name: str = ""
    intensity: int | None = None
    note: str = ""


def is_for_watch(item: PlanItem) -> bool:
    """Say whether an item is a session that a watch can lead through."""
    return item.kind in ENDURANCE


def render_workout(item: PlanItem, *, made_on: date, units: Units = Units.METRIC) -> bytes:
    """Return the workout file of a run, walk or other endurance session.

    The same arguments give the same bytes; a session without parts is one open step.
    """
    steps = workout_steps(item, units)
    made_at = datetime.combine(made_on, time.min, UTC)
    file_id = (
        WORKOUT_FILE,
        DEVELOPMENT,
        0,
        item.id.int % LARGEST + 1,
        min(fit_time(made_at) + item.revision, LARGEST),
    )
    rows = [
        (
            number,
            step.name,
            step.duration,
            step.amount,
            OPEN_TARGET,
            step.times if step.duration == REPEAT else 0,
            step.intensity,
            step.note,
        )
        for number, step in enumerate(steps)
    ]
    workout = (SPORTS[item.kind], len(steps), workout_name(item))
    return fit_bytes(
        [
            (FILE_ID, _FILE_ID, [file_id]),
            (WORKOUT, _WORKOUT, [workout]),
            (WORKOUT_STEP, _STEP, rows),
        ]
    )


def workout_name(item: PlanItem) -> str:
    """Return what the watch lists: day and name, such as `Tue 8 Sep Run`."""
    day = day_text(item.day, year=False)
    name = plain(item_name(item, None)) or word(item.kind)
    return plain(f"{day} {name}", LONGEST_NAME)


def workout_steps(item: PlanItem, units: Units = Units.METRIC) -> list[Step]:
    """Return the steps of a session; the first says the whole of it, the others their effort."""
    run = item.run
    blocks = [block for block in run.blocks if block.parts] if run else []
    whole = plain(run_words(run, units=units), LONGEST_NOTE)
    if not blocks:
        return [Step(duration=BY_BUTTON, name=_step_name(item.kind), intensity=ACTIVE, note=whole)]
    effort = _effort(item)
    has_both = _has_both(blocks)
    steps: list[Step] = []
    for place, block in enumerate(blocks):
        first = len(steps)
        for part in block.parts:
            steps.append(
                _step(
                    part,
                    item.kind,
                    note=whole if not steps else effort if part.gait is not Gait.WALK else "",
                    intensity=_intensity(part, block, place, len(blocks)) if has_both else ACTIVE,
                )
            )
        if block.repeats > 1:
            steps.append(Step(duration=REPEAT, amount=first, times=block.repeats))
    return steps


def plain(text: str, longest: int = LONGEST_NOTE) -> str:
    """Return a text of letters, digits and signs that a watch can draw, cut to so many octets."""
    kept = "".join(
        letter if letter != "\n" else " "
        for letter in unicodedata.normalize("NFC", text)
        if letter == "\n" or (ord(letter) < 0x10000 and unicodedata.category(letter)[0] in "LMNPSZ")
        if unicodedata.category(letter) not in ("So", "Sk") and not 0xFE00 <= ord(letter) <= 0xFE0F
    )
    line = " ".join(kept.split())
    return line.encode()[:longest].decode(errors="ignore").strip()


def _step(part: Part, kind: ItemKind, *, note: str, intensity: int) -> Step:
    if part.distance_m is not None:
        duration, amount = BY_DISTANCE, round(part.distance_m * 100)
    else:
        duration, amount = BY_TIME, round((part.minutes or 0.0) * 60) * 1000
    least = 100 if duration == BY_DISTANCE else 1000
    return Step(
        duration=duration,
        amount=min(max(amount, least), LARGEST),
        name=_step_name(kind, part.gait),
        intensity=intensity,
        note=note,
    )


def _step_name(kind: ItemKind, gait: Gait = Gait.WHOLE) -> str:
    named = {Gait.RUN: ItemKind.RUN, Gait.WALK: ItemKind.WALK}.get(gait, kind)
    return plain(word(named), LONGEST_STEP_NAME)


def _has_both(blocks: list[Block]) -> bool:
    walks = {part.gait is Gait.WALK for block in blocks for part in block.parts}
    return len(walks) == 2


def _intensity(part: Part, block: Block, place: int, count: int) -> int:
    """Return whether a part of a run-walk warms up, works, recovers or cools down."""
    if part.gait is not Gait.WALK:
        return ACTIVE
    if block.repeats == 1 and len(block.parts) == 1:
        if place == 0:
            return WARM_UP
        if place == count - 1:
            return COOL_DOWN
    return EASY_PART


def _effort(item: PlanItem) -> str:
    if item.run is None or item.run.effort is None:
        return ""
    effort = str(item.run.effort).replace("-", "–")
    return plain(_("effort {effort}/10").format(effort=effort), LONGEST_NOTE)
