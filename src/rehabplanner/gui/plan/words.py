"""What the plan says in sentences: a line read back, a dose that changed, where things went."""

from collections.abc import Iterable, Sequence

from rehabplanner.domain.doses import Dose, Side, Span, Unit
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Units
from rehabplanner.domain.plans import PlanItem
from rehabplanner.phrases import item_words, load_words, run_words, span_words
from rehabplanner.planning.entry import Entry
from rehabplanner.wording import _, ngettext, weekday, word

COMMA = ", "
DOT = " · "


def listed(parts: Sequence[str]) -> str:
    """Return `Mon, Wed and Fri`."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=COMMA.join(parts[:-1]), last=parts[-1])


def days_sentence(days: Iterable[int]) -> str:
    """Return `on Mon, Wed and Fri` or `every day`; 0 is Monday."""
    numbers = sorted(set(days))
    if len(numbers) == 7:
        return _("every day")
    return _("on {days}").format(days=listed([weekday(day, short=True) for day in numbers]))


def dose_sentence(dose: Dose | None, units: Units = Units.METRIC) -> str:
    """Return a dose as it is said: `3 sets of 30 seconds, each side, rest 60 seconds`."""
    if dose is None:
        return ""
    parts = [_amount(dose), _side(dose.side)]
    if dose.hold_s:
        parts.append(_("hold for {seconds} seconds").format(seconds=span_words(dose.hold_s)))
    if dose.load_kg is not None:
        parts.append(_("with {load}").format(load=load_words(dose.load_kg, units)))
    if dose.tempo:
        down, pause, up = dose.tempo
        parts.append(
            _("{down} s down, {pause} s pause, {up} s up").format(down=down, pause=pause, up=up)
        )
    if dose.rest_s is not None:
        parts.append(_("rest {seconds} seconds between sets").format(seconds=dose.rest_s))
    if dose.effort:
        parts.append(_("effort {effort} of 10").format(effort=span_words(dose.effort)))
    return COMMA.join(part for part in parts if part)


def _side(side: Side) -> str:
    return {
        Side.EACH: _("each side"),
        Side.LEFT: _("left side only"),
        Side.RIGHT: _("right side only"),
        Side.BOTH: "",
    }[side]


def _amount(dose: Dose) -> str:
    if dose.pyramid:
        numbers = listed([str(amount) for amount in dose.pyramid])
        return _("sets of {numbers}").format(numbers=numbers)
    amount = "" if dose.amount is None else _counted(dose.amount, dose.unit)
    if dose.sets is None:
        return amount
    if dose.sets.low == dose.sets.high:
        sets = ngettext("{count} set", "{count} sets", dose.sets.low)
    else:
        sets = _("{count} sets").format(count=span_words(dose.sets))
    return _("{sets} of {amount}").format(sets=sets, amount=amount) if amount else sets


def _counted(amount: Span, unit: Unit) -> str:
    if amount == Span(1, 1):
        return {
            Unit.REPS: _("1 repetition"),
            Unit.SECONDS: _("1 second"),
            Unit.MINUTES: _("1 minute"),
            Unit.METRES: _("1 metre"),
        }[unit]
    pattern = {
        Unit.REPS: _("{amount} repetitions"),
        Unit.SECONDS: _("{amount} seconds"),
        Unit.MINUTES: _("{amount} minutes"),
        Unit.METRES: _("{amount} metres"),
    }[unit]
    return pattern.format(amount=span_words(amount))


def entry_name(entry: Entry, exercise: Exercise | None) -> str:
    """Return what an entry is called."""
    if exercise is not None:
        return exercise.name
    return entry.title or word(entry.kind)


def entry_words(entry: Entry, units: Units = Units.METRIC) -> str:
    """Return how much an entry asks for, as it is said; empty where it says nothing."""
    if entry.run is not None:
        return run_words(entry.run, units=units).replace(DOT, COMMA)
    return dose_sentence(entry.dose, units)


def entry_sentence(
    entry: Entry, exercise: Exercise | None, weekday_number: int, units: Units = Units.METRIC
) -> str:
    """Return the whole entry read back: name, dose, days and note."""
    parts = [
        entry_name(entry, exercise),
        entry_words(entry, units),
        days_sentence(entry.weekdays or (weekday_number,)),
    ]
    sentence = COMMA.join(part for part in parts if part)
    if entry.note:
        return _("{entry}. Note: {note}").format(entry=sentence, note=entry.note)
    return sentence


def change_words(
    name: str, before: PlanItem, after: PlanItem, exercise: Exercise | None, units: Units
) -> str:
    """Return what a step changed: `Side plank: 3 × 35 s instead of 3 × 30 s`."""
    return _("{name}: {new} instead of {old}").format(
        name=name,
        new=item_words(after, exercise, units=units),
        old=item_words(before, exercise, units=units),
    )
