"""Numbers and messages of this tab in words."""

from dataclasses import replace
from datetime import date
from typing import Any

from rehabplanner.analytics.figure import Figure, Quantity
from rehabplanner.analytics.guard import BINS, SPIKES
from rehabplanner.analytics.timeline import (
    GROUP_NAMES,
    GROUPS,
    MEASURE_NAMES,
    DayState,
    Measure,
    PainKind,
    Timeline,
)
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Message, marked
from rehabplanner.gui.progress.axes import event_words
from rehabplanner.gui.progress.content import PARTS, STEP_DAYS, Content, Step
from rehabplanner.gui.progress.curves import ACUTE, CHRONIC, RATIO
from rehabplanner.wording import (
    UNKNOWN,
    _,
    day_text,
    distance_text,
    duration_text,
    height_text,
    minutes_text,
    number_text,
    say,
    score_text,
    word,
)

GAP = "   ·   "


def said(message: Message) -> str:
    """Return a message in the user's language, its days written out."""
    values: dict[str, Any] = {
        name: day_text(value, name=False) if isinstance(value, date) else value
        for name, value in message.values.items()
    }
    return say(replace(message, values=values))


def amount_text(value: float | None, quantity: Quantity, units: Units) -> str:
    """Return a number with its unit; a dash where it is unknown."""
    if value is None:
        return UNKNOWN
    if quantity is Quantity.METRES:
        return distance_text(round(value, -2) if value >= 20_000 else value, units)
    if quantity is Quantity.MINUTES:
        return minutes_text(value)
    if quantity is Quantity.CLIMB:
        return height_text(value, units)
    if quantity is Quantity.SCORE:
        return score_text(value)
    if quantity is Quantity.SHARE:
        return _("{number} %").format(number=number_text(value * 100))
    if quantity is Quantity.RATIO:
        return number_text(value, 2)
    return f"{value:,.0f}".replace(",", "\N{THIN SPACE}")


def figure_text(figure: Figure, units: Units) -> str:
    """Return a figure's value; "at least" where a session's value is missing."""
    text = amount_text(figure.value, figure.quantity, units)
    if figure.is_lower_bound:
        return _("at least {amount}").format(amount=text)
    return _("≈ {amount}").format(amount=text) if figure.is_estimated else text


def change_text(figure: Figure, units: Units, pattern: str) -> str:
    """Return what it was before (in the pattern) and the change; nothing where unknown."""
    if figure.before is None:
        return ""
    before = amount_text(figure.before, figure.quantity, units)
    if figure.change_percent is None:
        return pattern.format(amount=before)
    return _("{before} ({percent} %)").format(
        before=pattern.format(amount=before),
        percent=f"{figure.change_percent:+.0f}".replace("-", "−"),
    )


def where_text(figure: Figure) -> str:
    """Return where a number comes from: formula, days, what is missing."""
    sentences = [said(sentence) for sentence in figure.where_from]
    return "\n\n".join([said(figure.name), *sentences, said(figure.counted)])


def quantity_text(value: float, measure: Measure, units: Units) -> str:
    """Return a measure's value with its unit."""
    quantity = {
        Measure.LOAD: Quantity.LOAD,
        Measure.TRIMP: Quantity.LOAD,
        Measure.DISTANCE: Quantity.METRES,
        Measure.MINUTES: Quantity.MINUTES,
        Measure.RUNNING_MINUTES: Quantity.MINUTES,
        Measure.ASCENT: Quantity.CLIMB,
        Measure.DESCENT: Quantity.CLIMB,
    }.get(measure, Quantity.COUNT)
    return amount_text(value, quantity, units)


def day_words(content: Content, day: date) -> str:
    """Return everything the chart knows of a day, in one line."""
    timeline = content.timeline
    column = timeline.index(day)
    words = [day_text(day), *_week_words(content, day)]
    if 0 <= column < len(timeline):
        words += _load_words(content, column, day)
        words += _pain_words(timeline, column)
        words += _context_words(content, column)
        words += _curve_words(content, column)
        words += guard_words(content, column)
    words += [
        event_words(event)
        for event in content.events
        if event.day <= day <= (event.until or event.day)
    ]
    return GAP.join(words)


def _week_words(content: Content, day: date) -> list[str]:
    bars = content.bars
    if content.step is not Step.WEEK:
        return []
    number = int((day.toordinal() - bars.origin) // bars.step_days)
    if not 0 <= number < len(bars.total) or bars.total[number] != bars.total[number]:
        return []
    amount = quantity_text(float(bars.total[number]), content.measure, content.units)
    if bars.is_partial[number]:
        amount = _("at least {amount}").format(amount=amount)
    return [_("week {number}: {amount}").format(number=day.isocalendar().week, amount=amount)]


def _load_words(content: Content, column: int, day: date) -> list[str]:
    timeline, measure, units = content.timeline, content.measure, content.units
    amounts = timeline.amounts[measure]
    state = DayState(int(timeline.state[column]))
    planned = float(amounts.planned[column])
    if day >= content.today:
        amount = quantity_text(planned, measure, units) if planned == planned else UNKNOWN
        ahead = _ahead_words(content, column)
        if planned == planned or ahead:
            return [_("planned: {amount}").format(amount=amount), *ahead]
    if day > content.today:
        return []
    if state is DayState.REST:
        return [_("rest day")]
    if state is not DayState.SESSION:
        unknown = state is DayState.UNKNOWN
        return [_("no entries") if unknown else _("no session noted, not marked as rest")]
    name = _(MEASURE_NAMES[measure])
    total = float(amounts.total[column])
    if total != total:
        return [_("{name}: not known").format(name=name)]
    text = _("{name}: {amount}").format(name=name, amount=quantity_text(total, measure, units))
    parts = [
        (_(GROUP_NAMES[group]), float(value))
        for group, value in zip(GROUPS, amounts.by_group[:, column], strict=True)
        if value > 0
    ]
    if parts:
        pieces = [
            _("{group} {amount}").format(group=group, amount=quantity_text(value, measure, units))
            for group, value in parts
        ]
        inside = ", ".join(pieces) if len(parts) > 1 else parts[0][0]
        text = _("{text} ({pieces})").format(text=text, pieces=inside)
    if amounts.is_partial[column]:
        text = _("{text}, at least: a value is missing").format(text=text)
    if measure is Measure.LOAD and timeline.is_estimated[column]:
        text = _("≈ {text}, with an estimated effort").format(text=text)
    return [text]


def _ahead_words(content: Content, column: int) -> list[str]:
    """Return that the day's planned run would stand out, if it would."""
    if content.ahead is None or content.ahead[column] != content.ahead[column]:
        return []
    return [
        _("▲ the planned run would be {percent} % longer than the longest of 30 days").format(
            percent=number_text(float(content.ahead[column]))
        )
    ]


def _pain_words(timeline: Timeline, column: int) -> list[str]:
    scores = [
        _("{moment} {score}").format(
            moment=word(Moment(kind.value)).lower(), score=number_text(float(values[column]))
        )
        for kind in PainKind
        if (values := timeline.pain[kind])[column] == values[column]
    ]
    return [_("Pain: {scores}").format(scores=", ".join(scores))] if scores else []


def _curve_words(content: Content, column: int) -> list[str]:
    """Return acute and chronic load of the day, as they are drawn: of a day or of a week."""
    found = []
    for key, pattern in (
        (ACUTE, marked("acute {amount}")),
        (CHRONIC, marked("chronic {amount}")),
    ):
        is_week = content.step is Step.WEEK
        value = content.curves.week_of(key, column) if is_week else content.curves.of(key)[column]
        value = float(value) * STEP_DAYS[content.step]
        if value == value and content.shows(key):
            amount = quantity_text(value, content.measure, content.units)
            found.append(_(pattern).format(amount=amount))
    return [", ".join(found)] if found else []


def _context_words(content: Content, column: int) -> list[str]:
    found: list[str] = []
    parts: list[str] = []
    for strip in content.strips:
        value = float(content.strip_values(strip)[column])
        if value == value:
            number = number_text(value, 2 if strip.key == RATIO else 1)
            amount = _("{number} h").format(number=number) if strip.key == "sleep_h" else number
            words = _("{name} {amount}").format(name=_(strip.name), amount=amount)
            (parts if strip.group == PARTS else found).append(words)
    return [words for words in ("; ".join(parts), ", ".join(found)) if words]


def guard_words(content: Content, column: int) -> list[str]:
    """Return what stands out about the day's longest run, if anything does."""
    guards = content.timeline.guards
    code = int(guards.code[column])
    if code < 0 or BINS[code] not in SPIKES:
        return []
    if guards.is_by_time[column]:
        run, longest = int(guards.longest_of_day_s[column]), int(guards.longest_before_s[column])
        before = duration_text(longest)
    else:
        run, longest = int(guards.longest_of_day_m[column]), int(guards.longest_before_m[column])
        before = distance_text(longest, content.units)
    return [
        _("▲ {percent} % longer than the longest run of the 30 days before ({before})").format(
            percent=round((run / longest - 1) * 100), before=before
        )
    ]
