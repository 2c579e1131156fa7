"""Doses, runs and plan items in plain words, the same on the board, on paper and in summaries."""

from collections.abc import Iterable
from enum import IntEnum

from rehabplanner.domain.doses import Dose, Side, Span, Unit
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.own_exercises import own_id
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.domain.problems import marked
from rehabplanner.domain.runs import Block, Gait, Part, RunDose
from rehabplanner.wording import _, distance_text, ngettext, number_text, weekday, word

SECONDS_PER_REP = 3.0
"""Assumed for one repetition where no tempo is given: up and down without hurry."""
SECONDS_PER_METRE = 1.0
"""Assumed for carries and drills counted in metres: a calm walk of 3.6 km/h."""
REST_S = 30.0
"""Assumed between two sets where no rest is given."""
POUNDS_PER_KG = 2.2046226
SECONDS_IN_WORDS = (
    marked("one second"),
    marked("two seconds"),
    marked("three seconds"),
    marked("four seconds"),
    marked("five seconds"),
    marked("six seconds"),
    marked("seven seconds"),
    marked("eight seconds"),
    marked("nine seconds"),
    marked("ten seconds"),
)
SEPARATOR = " · "


class Stance(IntEnum):
    """Where the body is; the order gets a person down once and up once."""

    FEET = 0
    SITTING = 1
    KNEELING = 2
    LYING = 3
    ANY = 4


def dose_words(dose: Dose | None, *, days: Iterable[int] = (), units: Units = Units.METRIC) -> str:
    """Return a dose in its fixed order: `3 × 10 each side · hold 5 s · rest 60 s · effort 6/10`.

    `days` are weekdays (0 is Monday) and come before the effort; an empty dose gives an empty text.
    """
    days_part = days_words(days)
    if dose is None:
        return days_part
    parts = [_amount_words(dose)]
    if dose.hold_s:
        parts.append(_("hold {seconds} s").format(seconds=span_words(dose.hold_s)))
    if dose.load_kg is not None:
        parts.append(load_words(dose.load_kg, units))
    if dose.tempo:
        down, pause, up = dose.tempo
        parts.append(_("tempo {down}-{pause}-{up}").format(down=down, pause=pause, up=up))
    if dose.rest_s is not None:
        parts.append(_("rest {time}").format(time=_seconds_words(dose.rest_s)))
    parts.append(days_part)
    if dose.effort:
        parts.append(_effort_words(dose.effort))
    return SEPARATOR.join(part for part in parts if part)


def steps_of(exercise: Exercise, doses: Iterable[Dose | None] = ()) -> tuple[str, ...]:
    """Return the steps of an exercise, where they say how long to hold as the doses say it.

    The texts name the hold of the usual dose, or one second where that has none.
    """
    usual = _hold(exercise.dose)
    wanted = [hold for dose in doses if (hold := _hold(dose))]
    unit = usual[0] if usual else Unit.REPS
    spans = [span for own, span in wanted if own is unit]
    if not spans:
        return exercise.steps
    before = hold_words(usual[1] if usual else Span(1, 1))
    now = hold_words(Span(min(one.low for one in spans), max(one.high for one in spans)))
    return tuple(step.replace(before, now, 1) for step in exercise.steps)


def _hold(dose: Dose | None) -> tuple[Unit, Span] | None:
    """Return how long a dose holds each repetition, or each set where it is counted in seconds."""
    if dose is None:
        return None
    if dose.hold_s:
        return Unit.REPS, dose.hold_s
    return (Unit.SECONDS, dose.amount) if dose.unit is Unit.SECONDS and dose.amount else None


def hold_words(span: Span) -> str:
    """Return how long to hold as the texts of the exercises write it: `three seconds`."""
    if span.low != span.high:
        return _("{low} to {high} seconds").format(low=span.low, high=span.high)
    if 1 <= span.low <= len(SECONDS_IN_WORDS):
        return _(SECONDS_IN_WORDS[span.low - 1])
    return _("{seconds} seconds").format(seconds=span.low)


def run_words(run: RunDose | None, *, units: Units = Units.METRIC) -> str:
    """Return a run on one line: `5 min walk, 8 × (1 min run, 2 min walk) · easy · effort 4/10`."""
    if run is None:
        return ""
    parts = [", ".join(_block_words(block, units) for block in run.blocks)]
    if run.character:
        parts.append(word(run.character))
    if run.effort:
        parts.append(_effort_words(run.effort))
    return SEPARATOR.join(part for part in parts if part)


def run_sentences(
    run: RunDose | None, kind: ItemKind = ItemKind.RUN, *, units: Units = Units.METRIC
) -> tuple[str, ...]:
    """Return a run as short sentences that a person can follow on the way, one per block."""
    if run is None:
        return ()
    sentences = []
    for number, block in enumerate(run.blocks):
        parts = [_part_command(part, kind, units) for part in block.parts]
        if block.repeats == 1:
            text = _join(parts)
            pattern = _("{parts}.") if number == 0 else _("Then {parts}.")
        else:
            text = _join(parts)
            pattern = (
                _("{count} times: {parts}.") if number == 0 else _("Then {count} times: {parts}.")
            )
        sentence = pattern.format(count=block.repeats, parts=text)
        sentences.append(sentence[:1].upper() + sentence[1:])
    return tuple(sentences)


def run_total(run: RunDose | None) -> str:
    """Return the whole of a run-walk: `34 min in all, 8 min of it running`; empty if unknown."""
    total = run.minutes() if run else None
    if run is None or not total:
        return ""
    gaits = {part.gait for block in run.blocks for part in block.parts}
    running = run.minutes(frozenset({Gait.RUN}))
    if Gait.RUN in gaits and len(gaits) > 1 and running:
        return _("{total} in all, {running} of it running").format(
            total=part_minutes_words(total), running=part_minutes_words(running)
        )
    return _("{total} in all").format(total=part_minutes_words(total))


def days_words(days: Iterable[int]) -> str:
    """Return weekdays (0 is Monday) as `Mon Wed Fri` or `every day`."""
    numbers = sorted(set(days))
    if len(numbers) == 7:
        return _("every day")
    return " ".join(weekday(number, short=True) for number in numbers)


def item_name(item: PlanItem, exercise: Exercise | None) -> str:
    """Return what a plan item is called: its own title, the exercise's name, or its kind."""
    if item.title:
        return item.title
    if exercise is not None:
        return exercise.name
    if own_id(item.exercise_id) is not None:
        return _("An exercise that was removed")
    if item.kind is ItemKind.EXERCISE and item.exercise_id:
        return item.exercise_id
    return word(item.kind)


def item_words(item: PlanItem, exercise: Exercise | None, *, units: Units = Units.METRIC) -> str:
    """Return the dose or run of an item on one line; empty where there is nothing to say."""
    if item.run is not None:
        return run_words(item.run, units=units)
    dose = item.dose if item.dose is not None else exercise.dose if exercise else None
    return dose_words(dose, units=units)


def item_minutes(item: PlanItem, exercise: Exercise | None) -> float | None:
    """Return the estimated minutes of an item; None where nothing tells.

    Endurance items take the minutes of their run. Exercises take
    sets x sides x (amount x (seconds per repetition + hold)) + (sets - 1) x rest, where a
    repetition lasts the sum of its tempo or else 3 s, a metre 1 s, an unstated rest 30 s, and a
    range counts with its middle. Without an amount the library's typical minutes count.
    """
    if item.kind in (ItemKind.REST, ItemKind.HABIT):
        return None
    if item.kind is not ItemKind.EXERCISE:
        return item.planned_minutes
    dose = item.dose if item.dose is not None else exercise.dose if exercise else None
    estimate = dose_minutes(dose) if dose else None
    if estimate is None and exercise is not None and exercise.minutes:
        return float(exercise.minutes)
    return estimate


def dose_minutes(dose: Dose) -> float | None:
    """Return the estimated minutes of a dose by `item_minutes`; None without an amount."""
    sets = float(len(dose.pyramid)) if dose.pyramid else _middle(dose.sets) or 1.0
    if dose.pyramid:
        amount = sum(dose.pyramid) / sets
    elif dose.amount is not None:
        amount = _middle(dose.amount) or 0.0
    else:
        return None
    if dose.unit is Unit.REPS:
        each_s = (sum(dose.tempo) if dose.tempo else SECONDS_PER_REP) + (_middle(dose.hold_s) or 0)
    else:
        each_s = {Unit.SECONDS: 1.0, Unit.MINUTES: 60.0, Unit.METRES: SECONDS_PER_METRE}[dose.unit]
    sides = 2 if dose.side is Side.EACH else 1
    rest_s = REST_S if dose.rest_s is None else dose.rest_s
    return (sets * sides * amount * each_s + max(0.0, sets - 1) * rest_s) / 60


def span_words(span: Span) -> str:
    """Return `8` or `8–12`."""
    return str(span).replace("-", "–")


def load_words(load_kg: float, units: Units = Units.METRIC) -> str:
    """Return a weight in the person's units, such as `20 kg` or `44 lb`."""
    if units is Units.IMPERIAL:
        return _("{number} lb").format(number=number_text(load_kg * POUNDS_PER_KG))
    return _("{number} kg").format(number=number_text(load_kg, 2))


def part_minutes_words(minutes: float) -> str:
    """Return the minutes of a part as `5 min`, `30 s`, `90 s` or `2 min 30 s`."""
    seconds = round(minutes * 60)
    if seconds % 60 == 0:
        return _("{minutes} min").format(minutes=seconds // 60)
    if seconds < 120:
        return _("{seconds} s").format(seconds=seconds)
    return _("{minutes} min {seconds} s").format(minutes=seconds // 60, seconds=seconds % 60)


def _amount_words(dose: Dose) -> str:
    if dose.pyramid:
        amount = " + ".join(map(str, dose.pyramid))
    elif dose.amount is not None:
        amount = _with_unit(span_words(dose.amount), dose.unit)
        if dose.sets:
            amount = _("{sets} × {amount}").format(sets=span_words(dose.sets), amount=amount)
        elif dose.unit is Unit.REPS:
            amount = _("{amount} times").format(amount=amount)
    elif dose.sets:
        amount = (
            _("1 set")
            if dose.sets == Span(1, 1)
            else _("{sets} sets").format(sets=span_words(dose.sets))
        )
    else:
        amount = ""
    side = {
        Side.EACH: _("each side"),
        Side.LEFT: _("left side only"),
        Side.RIGHT: _("right side only"),
        Side.BOTH: "",
    }[dose.side]
    return " ".join(part for part in (amount, side) if part)


def _with_unit(amount: str, unit: Unit) -> str:
    patterns = {
        Unit.REPS: "{amount}",
        Unit.SECONDS: _("{amount} s"),
        Unit.MINUTES: _("{amount} min"),
        Unit.METRES: _("{amount} m"),
    }
    return patterns[unit].format(amount=amount)


def _seconds_words(seconds: int) -> str:
    if seconds >= 120 and seconds % 60 == 0:
        return _("{minutes} min").format(minutes=seconds // 60)
    return _("{seconds} s").format(seconds=seconds)


def _effort_words(effort: Span) -> str:
    return _("effort {effort}/10").format(effort=span_words(effort))


def _part_amount(part: Part, units: Units) -> str:
    if part.distance_m is not None:
        return distance_text(part.distance_m, units)
    return part_minutes_words(part.minutes or 0.0)


def _part_words(part: Part, units: Units) -> str:
    patterns = {
        Gait.RUN: _("{amount} run"),
        Gait.WALK: _("{amount} walk"),
        Gait.WHOLE: "{amount}",
    }
    return patterns[part.gait].format(amount=_part_amount(part, units))


def _block_words(block: Block, units: Units) -> str:
    inside = ", ".join(_part_words(part, units) for part in block.parts)
    if block.repeats == 1:
        return inside
    if len(block.parts) == 1:
        return _("{count} × {part}").format(count=block.repeats, part=inside)
    return _("{count} × ({parts})").format(count=block.repeats, parts=inside)


def _part_command(part: Part, kind: ItemKind, units: Units) -> str:
    amount = _spoken_amount(part, units)
    if part.gait is Gait.WALK or (part.gait is Gait.WHOLE and kind is ItemKind.WALK):
        return _("walk for {amount}").format(amount=amount)
    if part.gait is Gait.RUN or kind is ItemKind.RUN:
        return _("run for {amount}").format(amount=amount)
    return _("keep going for {amount}").format(amount=amount)


def _spoken_amount(part: Part, units: Units) -> str:
    if part.distance_m is not None:
        return distance_text(part.distance_m, units)
    seconds = round((part.minutes or 0.0) * 60)
    if seconds % 60 == 0:
        return ngettext("{count} minute", "{count} minutes", seconds // 60)
    if seconds < 120:
        return ngettext("{count} second", "{count} seconds", seconds)
    return part_minutes_words(seconds / 60)


def _join(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    joined = ", ".join(parts[:-1])
    return _("{first}, then {last}").format(first=joined, last=parts[-1])


def _middle(span: Span | None) -> float | None:
    return None if span is None else (span.low + span.high) / 2


def stance_of(exercise: Exercise | None) -> Stance:
    """Return where the body is in an exercise; ANY where the library does not say."""
    if exercise is None:
        return Stance.ANY
    position = exercise.position.casefold()
    for stance, words in _stance_words():
        if any(word.casefold() in position for word in words):
            return stance
    return Stance.ANY


def _stance_words() -> tuple[tuple[Stance, tuple[str, ...]], ...]:
    """Return the positions of the library by stance; the first that fits decides."""
    return (
        (Stance.KNEELING, (_("kneeling"), _("four-point"))),
        (Stance.LYING, (_("supine"), _("prone"), _("side-lying"))),
        (Stance.SITTING, (_("sitting"), _("writing"))),
        (
            Stance.FEET,
            (
                _("standing"),
                _("single-leg stance"),
                _("split stance"),
                _("step"),
                _("lunge"),
                _("moving"),
                _("walking"),
                _("running"),
                _("water"),
            ),
        ),
    )
