"""The analysis in words that a runner understands, never stronger than the data.

Days stay dates in the messages' values; numbers of points are rounded outwards to 0.1.
"""

import math
from collections.abc import Mapping

from rehabplanner.analytics.factors import Factor, FactorEffect
from rehabplanner.analytics.gates import Gate
from rehabplanner.analytics.lags import Lag
from rehabplanner.analytics.link import Basis, Link
from rehabplanner.analytics.regression import Coefficient
from rehabplanner.analytics.response import DISTANCE_STEP_M, Response, Scale
from rehabplanner.domain.problems import Message, marked

ERROR_RATE = 0.05
NOISE_POINTS = 1.0
"""One point of pain is within a diary's noise: a big day's effect below it is no reaction."""


def main_sentence(link: Link) -> Message:
    """Return the one sentence: what this person's pain does after load, as far as is known."""
    gate = link.state.gate
    if gate is Gate.SERIES:
        return link.state.closed_by or Message(
            marked("It is too early to compare load and pain; keep noting both."),
        )
    if gate is Gate.MEDIANS:
        return _medians(link)
    if gate is Gate.LAGS or link.response is None:
        return _first_look(link)
    return _answer(link, link.response)


def basis_sentence(basis: Basis) -> Message:
    """Return what the answer rests on: numbers, period, and that it is no proof of a cause."""
    values = {
        "pairs": basis.pairs,
        "share": round(basis.share_logged * 100),
        "days": basis.days,
        "first": basis.first,
        "last": basis.last,
    }
    if basis.n_effective is None:
        return Message(
            marked(
                "Days with load and pain: {pairs}; {share} % of {days} days logged, "
                "{first} to {last}. An association, not a cause."
            ),
            values,
        )
    return Message(
        marked(
            "Days with load and pain: {pairs}, worth {effective} because neighbouring days are "
            "alike; {share} % of {days} days logged, {first} to {last}. "
            "An association, not a cause."
        ),
        values | {"effective": math.floor(basis.n_effective)},
    )


def steering_sentence(link: Link) -> Message | None:
    """Return that pain may be steering the running; None where nothing speaks for it."""
    if link.reverse is None or not link.reverse.is_worth_saying:
        return None
    return Message(
        marked(
            "It also goes the other way: your load follows the pain of the day before at least as "
            "closely as pain follows load. Pain may be steering your running."
        )
    )


def stability_sentence(link: Link) -> Message | None:
    """Return whether both halves of the time agree; None below that gate."""
    if link.halves is None:
        return None
    if link.halves.p < ERROR_RATE:
        return Message(
            marked("The first and the second half of this time differ, so take it with care.")
        )
    return Message(
        marked("The first and the second half of this time do not contradict each other.")
    )


def factor_sentence(effects: tuple[FactorEffect, ...]) -> Message | None:
    """Return the clearest further factor, or that none stands out; None where none was tested."""
    if not effects:
        return None
    clearest = effects[0]
    if clearest.p_adjusted >= ERROR_RATE:
        return Message(
            marked("Of sleep, stress and the other things you note, none stands out.")
            if len(effects) > 1
            else marked("The other thing you note does not stand out.")
        )
    worse, better = _FACTORS[clearest.factor]
    text = worse if clearest.effect.value > 0 else better
    if clearest.scale is Scale.RANKS:
        return Message(text)
    sizes = _sizes(clearest.effect)
    return Message(
        _SIZES[clearest.factor][sizes["low"] > 0],
        {"sentence": Message(text), **sizes},
    )


_PER_POINT = (
    marked(
        "{sentence} By at most {high} points for each point of it, "
        "load and the pain before being equal."
    ),
    marked(
        "{sentence} By {low} to {high} points for each point of it, "
        "load and the pain before being equal."
    ),
)
_PER_HOUR = (
    marked(
        "{sentence} By at most {high} points for each hour, load and the pain before being equal."
    ),
    marked(
        "{sentence} By {low} to {high} points for each hour, load and the pain before being equal."
    ),
)
_PER_DRINK = (
    marked(
        "{sentence} By at most {high} points for each drink, load and the pain before being equal."
    ),
    marked(
        "{sentence} By {low} to {high} points for each drink, load and the pain before being equal."
    ),
)
_ON_THE_WHOLE = (
    marked("{sentence} By at most {high} points, load and the pain before being equal."),
    marked("{sentence} By {low} to {high} points, load and the pain before being equal."),
)


_SIZES: Mapping[Factor, tuple[str, str]] = {
    Factor.SLEEP: _PER_HOUR,
    Factor.STRESS: _PER_POINT,
    Factor.WORRY: _PER_POINT,
    Factor.MOOD: _PER_POINT,
    Factor.SITTING: _PER_HOUR,
    Factor.STRENGTH: _ON_THE_WHOLE,
    Factor.ENERGY: _PER_POINT,
    Factor.FAMILY: _PER_POINT,
    Factor.ALCOHOL: _PER_DRINK,
}
"""What the size is said of, where its smaller end is nothing and where it is more."""
_FACTORS: Mapping[Factor, tuple[str, str]] = {
    Factor.SLEEP: (
        marked("After longer nights your mornings were more painful."),
        marked("After longer nights your mornings were easier."),
    ),
    Factor.STRESS: (
        marked("After days with more stress your mornings were more painful."),
        marked("After days with more stress your mornings were easier."),
    ),
    Factor.WORRY: (
        marked("After days with more worry your mornings were more painful."),
        marked("After days with more worry your mornings were easier."),
    ),
    Factor.MOOD: (
        marked("After days in better mood your mornings were more painful."),
        marked("After days in better mood your mornings were easier."),
    ),
    Factor.SITTING: (
        marked("After days with more sitting your mornings were more painful."),
        marked("After days with more sitting your mornings were easier."),
    ),
    Factor.STRENGTH: (
        marked("After days with strength work your mornings were more painful."),
        marked("After days with strength work your mornings were easier."),
    ),
    Factor.ENERGY: (
        marked("After days with more energy your mornings were more painful."),
        marked("After days with more energy your mornings were easier."),
    ),
    Factor.FAMILY: (
        marked("After days with more strain at home your mornings were more painful."),
        marked("After days with more strain at home your mornings were easier."),
    ),
    Factor.ALCOHOL: (
        marked("After days with more alcohol your mornings were more painful."),
        marked("After days with more alcohol your mornings were easier."),
    ),
}


def _medians(link: Link) -> Message:
    contrast = link.contrast
    if contrast is None or not len(contrast.after_run) or not len(contrast.after_rest):
        return Message(marked("It is too early to compare load and pain; keep noting both."))
    return Message(
        marked(
            "Morning pain after run days: {run} (middle of {runs}); after rest days: {rest} "
            "(middle of {rests}). It is too early to say more."
        ),
        {
            "run": _plain(contrast.median_after_run),
            "runs": len(contrast.after_run),
            "rest": _plain(contrast.median_after_rest),
            "rests": len(contrast.after_rest),
        },
    )


def _first_look(link: Link) -> Message:
    lag = link.next_day
    if lag is None or lag.rho is None or not _is_clear(lag):
        return Message(
            marked(
                "So far your mornings do not clearly follow the load of the day before. "
                "It is too early to be sure."
            )
        )
    text = (
        marked(
            "Your back may hurt a little more on the mornings after bigger days. "
            "It is too early to be sure."
        )
        if lag.rho > 0
        else marked(
            "Your back may hurt a little less on the mornings after bigger days. "
            "It is too early to be sure."
        )
    )
    return Message(text)


def _is_clear(lag: Lag) -> bool:
    """Say whether a lag stands out of those shown with it, by the surrogates where they ran."""
    chance = lag.p_adjusted if lag.p_surrogate is None else lag.p_surrogate
    return chance is not None and chance < ERROR_RATE


def _answer(link: Link, response: Response) -> Message:
    weeks = {"weeks": link.basis.weeks}
    is_distance = link.step == DISTANCE_STEP_M
    is_clear, is_more = response.effect.p < ERROR_RATE, response.effect.value > 0
    if response.scale is Scale.RANKS:
        return Message(_ON_RANKS[is_more] if is_clear else _NO_LINK[is_distance], weeks)
    most = _most_of_a_big_day(link, response)
    is_small = most is not None and most < NOISE_POINTS
    if is_clear and is_small:
        return Message(_TRACE[is_more, is_distance], weeks | {"most": most})
    if is_clear:
        return Message(_REACTED[is_more, is_distance], weeks | _sizes(response.effect))
    if is_small:
        return Message(_NO_REACTION[is_distance], weeks | {"most": most})
    return Message(_NO_LINK[is_distance], weeks)


def _most_of_a_big_day(link: Link, response: Response) -> float | None:
    """Return the most points by which a big day may change the next morning, rounded up."""
    if link.big_day is None:
        return None
    big = response.effect.times(link.big_day / link.step)
    return math.ceil(round(max(abs(big.low), abs(big.high)) * 10, 9)) / 10


_REACTED: Mapping[tuple[bool, bool], str] = {
    (True, False): marked(
        "In these {weeks} weeks your back hurt a little more on the mornings after harder days: "
        "by {low} to {high} points for every 100 units of load."
    ),
    (False, False): marked(
        "In these {weeks} weeks your back hurt a little less on the mornings after harder days: "
        "by {low} to {high} points for every 100 units of load."
    ),
    (True, True): marked(
        "In these {weeks} weeks your back hurt a little more on the mornings after longer runs: "
        "by {low} to {high} points for every 5 km."
    ),
    (False, True): marked(
        "In these {weeks} weeks your back hurt a little less on the mornings after longer runs: "
        "by {low} to {high} points for every 5 km."
    ),
}
_TRACE: Mapping[tuple[bool, bool], str] = {
    (True, False): marked(
        "In these {weeks} weeks your back felt harder days only a trace the next morning: "
        "even a big day added {most} points at most."
    ),
    (False, False): marked(
        "In these {weeks} weeks the mornings after harder days were a trace easier: "
        "a big day took off {most} points at most."
    ),
    (True, True): marked(
        "In these {weeks} weeks your back felt longer runs only a trace the next morning: "
        "even a long day added {most} points at most."
    ),
    (False, True): marked(
        "In these {weeks} weeks the mornings after longer runs were a trace easier: "
        "a long day took off {most} points at most."
    ),
}
_ON_RANKS: Mapping[bool, str] = {
    True: marked(
        "In these {weeks} weeks the mornings after bigger days were a little more painful. "
        "Your scores vary too little to say by how much."
    ),
    False: marked(
        "In these {weeks} weeks the mornings after bigger days were a little easier. "
        "Your scores vary too little to say by how much."
    ),
}
_NO_REACTION: Mapping[bool, str] = {
    True: marked(
        "In these {weeks} weeks your back did not react to longer runs: "
        "a long day changed the next morning's pain by {most} points at most."
    ),
    False: marked(
        "In these {weeks} weeks your back did not react to harder days: "
        "a big day changed the next morning's pain by {most} points at most."
    ),
}
_NO_LINK: Mapping[bool, str] = {
    True: marked(
        "In these {weeks} weeks your pain did not clearly follow your distance; "
        "the days so far leave room for a small link."
    ),
    False: marked(
        "In these {weeks} weeks your pain did not clearly follow your load; "
        "the days so far leave room for a small link."
    ),
}


def _sizes(effect: Coefficient) -> dict[str, float]:
    """Return the interval's ends as sizes, the smaller first; the sentence has the direction."""
    low, high = effect.outwards()
    ends = (low, high) if effect.value > 0 else (0.0 - high, 0.0 - low)
    return {"low": ends[0], "high": ends[1]}


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
