"""What the numbers of the days in view say, sentence by sentence, as far as the gates allow."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rehabplanner.analytics.changes import level_changes
from rehabplanner.analytics.contrast import mornings_after
from rehabplanner.analytics.gates import GATE_FROM_PAIRS, Gate, GateState, gate_state
from rehabplanner.analytics.lags import lag_profile, lags_of
from rehabplanner.analytics.response import (
    DISTANCE_STEP_M,
    LOAD_STEP,
    Scale,
    next_day_response,
)
from rehabplanner.analytics.reverse import reverse_direction
from rehabplanner.analytics.timeline import Measure, Numbers, PainKind, Truths
from rehabplanner.gui.progress.shown import Shown
from rehabplanner.gui.progress.words import said
from rehabplanner.wording import _, day_text, distance_text, number_text

ERROR_RATE = 0.05
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One sentence with what it rests on; pale where there is too little to say it."""

    key: str
    title: str
    sentence: str
    n: int | None = None
    n_effective: float | None = None
    is_pale: bool = False
    where_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    loads: Numbers
    pains: Numbers
    is_run: Truths
    step: float
    step_words: str
    state: GateState
    shown: Shown


def sayings(shown: Shown) -> tuple[Saying, ...]:
    """Return what may be said of the days in view; those that must wait say for what."""
    days = _days_of(shown)
    found = [_amount(days)]
    for key, title, gate, say_it in _QUESTIONS:
        if days.state.gate.allows(gate):
            found.append(say_it(days))
            continue
        needed = next(pairs for pairs, opens in GATE_FROM_PAIRS if opens is gate)
        words = (
            said(days.state.closed_by)
            if days.state.closed_by is not None
            else _("This needs {needed} days with load and morning pain; so far there are {n}.")
        )
        found.append(
            Saying(
                key=key,
                title=_(title),
                sentence=words.format(needed=needed, n=days.state.pairs),
                is_pale=True,
                where_from=(
                    _("Fewer days would see links where there are none, or miss real ones."),
                ),
            )
        )
    return tuple(found)


def _days_of(shown: Shown) -> _Days:
    measure, step, words = Measure.LOAD, LOAD_STEP, _("100 units more load")
    if shown.content.measure is Measure.DISTANCE:
        measure, step = Measure.DISTANCE, DISTANCE_STEP_M
        words = _("{distance} more on foot").format(
            distance=distance_text(DISTANCE_STEP_M, shown.content.units)
        )
    timeline, span = shown.timeline, shown.span
    amounts = timeline.amounts[measure]
    loads = np.where(amounts.is_partial, np.nan, amounts.total)[span]
    pains = timeline.pain[PainKind.MORNING][span]
    return _Days(
        loads=loads,
        pains=pains,
        is_run=timeline.runs[span] > 0,
        step=step,
        step_words=words,
        state=gate_state(loads, pains),
        shown=shown,
    )


def _amount(days: _Days) -> Saying:
    state = days.state
    words = [said(state.message)]
    if state.next_step is not None:
        words.append(said(state.next_step))
    return Saying(
        key="amount",
        title=_("What these days can tell"),
        sentence=" ".join(words),
        n=state.pairs,
        where_from=(
            _("Counted are days with a known load and a morning pain score."),
            _(
                "From 14 days on: pain after run days and rest days. From 30: pain on later days. "
                "From 60: the answer to load with its range. From 90: lasting changes."
            ),
        ),
    )


def _contrast(days: _Days) -> Saying:
    found = mornings_after(days.loads, days.pains, days.is_run)
    run, rest = found.median_after_run, found.median_after_rest
    if run is None or rest is None:
        words = _("There are no mornings after both run days and confirmed rest days yet.")
    else:
        words = _(
            "On mornings after run days your pain was {run} in the middle ({runs} mornings), "
            "after rest days {rest} ({rests} mornings)."
        ).format(
            run=number_text(run, 1),
            runs=len(found.after_run),
            rest=number_text(rest, 1),
            rests=len(found.after_rest),
        )
    return Saying(
        key="contrast",
        title=_("After run days and rest days"),
        sentence=words,
        n=len(found.after_run) + len(found.after_rest),
        where_from=(
            _("The median: half of the scores are at or below it."),
            _("Days with other sport only, and days of unknown load, count in neither."),
            _("A change of less than 2 points can be chance (Ostelo 2008)."),
        ),
    )


def _lags(days: _Days) -> Saying:
    profile = lag_profile(days.loads, days.pains, lags_of(days.state.gate))
    clear = [one for one in profile if one.p_surrogate is not None and one.p_surrogate < ERROR_RATE]
    strongest = max(profile, key=lambda one: abs(one.rho or 0.0))
    if not clear:
        words = _("On the {last} days after a load, your pain did not visibly follow it.").format(
            last=len(profile) - 1
        )
    else:
        strongest = max(clear, key=lambda one: abs(one.rho or 0.0))
        higher = (strongest.rho or 0.0) > 0
        pattern = (
            _("After days with more load your pain may be higher, most of all {lag} days later.")
            if higher
            else _(
                "After days with more load your pain may be lower, most of all {lag} days later."
            )
        )
        words = pattern.format(lag=strongest.lag)
    return Saying(
        key="lags",
        title=_("Over the next days"),
        sentence=words,
        n=strongest.n,
        n_effective=strongest.n_effective,
        where_from=(
            _("Rank correlation (Spearman) after taking out the trend, day by day:"),
            *(
                _("{lag} days later: {rho} ({low} to {high}), {n} days").format(
                    lag=one.lag,
                    rho=_signed(one.rho),
                    low=_signed(one.low),
                    high=_signed(one.high),
                    n=one.n,
                )
                for one in profile
            ),
            _(
                "Tested against chance that knows how persistent your pain is, for all days at once."
            ),
        ),
    )


def _response(days: _Days) -> Saying:
    weekday = days.shown.timeline.day(days.shown.span.start).weekday()
    found = next_day_response(days.loads, days.pains, step=days.step, first_weekday=weekday)
    if found is None:
        return Saying(
            key="response",
            title=_("The next morning"),
            sentence=_("The days in view do not determine it."),
            is_pale=True,
        )
    low, high = found.effect.outwards()
    is_clear = found.effect.p < ERROR_RATE
    if not is_clear:
        words = _("In these days your back did not clearly react to load on the next morning.")
    elif found.effect.value > 0:
        words = _("After more load your pain tended to be higher on the next morning.")
    else:
        words = _("After more load your pain tended to be lower on the next morning.")
    if found.scale is Scale.POINTS:
        words += " " + _("With {step}: {low} to {high} points.").format(
            step=days.step_words, low=_signed(low), high=_signed(high)
        )
    return Saying(
        key="response",
        title=_("The next morning"),
        sentence=words,
        n=found.n,
        n_effective=float(found.df),
        where_from=(
            _("Pain = level + trend + yesterday's pain + yesterday's load, by least squares."),
            _("The range holds the true answer in 95 of 100 such diaries."),
            _("N effective: days less the numbers that are estimated."),
            _("This one question was fixed before looking; nothing else was tried."),
        ),
    )


def _reverse(days: _Days) -> Saying:
    found = reverse_direction(days.loads, days.pains)
    words = (
        _("Pain may be steering your running: after painful days the load differs as much.")
        if found.is_worth_saying
        else _("Nothing suggests that pain was steering your running.")
    )
    return Saying(
        key="reverse",
        title=_("The other way round"),
        sentence=words,
        n=found.back.n,
        n_effective=found.back.n_effective,
        where_from=(
            _("Pain and the load of the day after: {rho}.").format(rho=_signed(found.back.rho)),
            _("Load and the pain of the day after: {rho}.").format(rho=_signed(found.forth.rho)),
        ),
    )


def _changes(days: _Days) -> Saying:
    changes = level_changes(days.pains)
    timeline, start = days.shown.timeline, days.shown.span.start
    if changes:
        words = " ".join(
            _("Around {day} the level changed from {before} to {after}.").format(
                day=day_text(timeline.day(start + one.column), name=False),
                before=number_text(one.before, 1),
                after=number_text(one.after, 1),
            )
            for one in changes
        )
    else:
        words = _("The level of your morning pain did not change for good.")
    return Saying(
        key="changes",
        title=_("Lasting changes"),
        sentence=words,
        n=int((~np.isnan(days.pains)).sum()),
        where_from=(
            _("The best split into stretches of at least 7 days, each with a level of its own."),
            _("A split must earn more than chance gives (Killick 2012)."),
        ),
    )


def _signed(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:+.1f}".replace("-", MINUS)


_QUESTIONS: tuple[tuple[str, str, Gate, Callable[[_Days], Saying]], ...] = (
    ("contrast", "After run days and rest days", Gate.MEDIANS, _contrast),
    ("lags", "Over the next days", Gate.LAGS, _lags),
    ("response", "The next morning", Gate.REGRESSION, _response),
    ("reverse", "The other way round", Gate.REGRESSION, _reverse),
    ("changes", "Lasting changes", Gate.FULL, _changes),
)
