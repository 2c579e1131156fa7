"""What the numbers of the days in view say, sentence by sentence, as far as the gates allow."""

from collections.abc import Mapping
from dataclasses import dataclass

from rehabplanner.analytics.findings import Findings, findings
from rehabplanner.analytics.gates import GATE_FROM_PAIRS, GATE_TEXTS, Gate
from rehabplanner.analytics.lags import Lag
from rehabplanner.analytics.sentences import (
    factor_sentence,
    main_sentence,
    stability_sentence,
    steering_sentence,
)
from rehabplanner.analytics.timeline import MEASURE_NAMES
from rehabplanner.domain.problems import Message
from rehabplanner.gui.progress.lag_words import lag_words
from rehabplanner.gui.progress.shown import Shown
from rehabplanner.gui.progress.words import said
from rehabplanner.wording import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One sentence with what it rests on; pale where there is too little to say it.

    `n` are days with load and pain, `n_effective` what they are worth; None where not of use.
    `lags` are the correlations to draw below the sentence, `back` that of pain before load.
    """

    key: str
    title: str
    sentence: str
    n: int | None = None
    n_effective: float | None = None
    is_pale: bool = False
    lags: tuple[Lag, ...] = ()
    back: Lag | None = None
    where_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayings:
    """The sentences, the most important first, and the basis that belongs under all of them."""

    all: tuple[Saying, ...] = ()
    basis: str = ""


def sayings(shown: Shown) -> Sayings:
    """Return what may be said of the days in view; what must wait says for how many days."""
    found = findings(
        shown.dossier,
        shown.first,
        min(shown.last, shown.content.today),
        parts=None if shown.part is None else frozenset({shown.part}),
        use_estimates=shown.uses_estimates,
    )
    if found is None:
        return Sayings()
    texts = _keys(found)
    made = [
        _saying(found, sentence, texts.get(said(sentence), "change"))
        for sentence in found.sentences
        if sentence != found.link.state.next_step
    ]
    return Sayings(all=(*made, *_waiting(found)), basis=said(found.basis))


def _keys(found: Findings) -> Mapping[str, str]:
    """Return which question each sentence answers; all others tell of a change."""
    answers = {
        "main": main_sentence(found.link),
        "steering": steering_sentence(found.link),
        "halves": stability_sentence(found.link),
        "factors": factor_sentence(found.factors),
    }
    return {said(answer): key for key, answer in answers.items() if answer is not None}


def _saying(found: Findings, sentence: Message, key: str) -> Saying:
    basis = found.link.basis
    is_closed = key == "main" and found.link.state.gate is Gate.SERIES
    return Saying(
        key=key,
        title=_title(key),
        sentence=said(sentence),
        n=basis.pairs,
        n_effective=basis.n_effective,
        is_pale=is_closed,
        lags=found.link.lags if key == "main" and not is_closed else (),
        back=found.link.reverse.back if key == "main" and found.link.reverse is not None else None,
        where_from=(*_method(found, key), *_missing(found)),
    )


def _title(key: str) -> str:
    return {
        "main": _("Load and your back"),
        "steering": _("The other way round"),
        "halves": _("First half and second half"),
        "factors": _("Sleep, stress and the like"),
    }.get(key, _("A change"))


def _method(found: Findings, key: str) -> tuple[str, ...]:
    """Return how a sentence was come by."""
    if key == "main":
        return (
            _("Load is counted as: {measure}.").format(measure=_(MEASURE_NAMES[found.measure])),
            *_main_method(found),
        )
    if key == "steering":
        return (
            _("Pain and the load of the day after, beside load and the pain of the day after."),
            _("Rank correlation (Spearman) after taking out the trend."),
        )
    if key == "halves":
        return (_("The answer to load in each half of the days, and a test of their difference."),)
    if key == "factors":
        return (
            _("Each factor on its own, beside load and yesterday's pain."),
            _("Adjusted for the number of factors (Benjamini and Hochberg)."),
        )
    return (
        _("Means of the mornings before and after, allowing for days being alike."),
        _("Level changes: the best split into stretches of 7 days or more (Killick 2012)."),
    )


def _main_method(found: Findings) -> tuple[str, ...]:
    gate = found.link.state.gate
    if not gate.allows(Gate.LAGS):
        return (_("Medians: half of the scores are at or below them."),)
    lines = [
        _("Rank correlation (Spearman) after taking out the trend, day by day:"),
        *(lag_words(one) for one in found.link.lags),
    ]
    if found.link.response is not None:
        lines += [
            _("Pain = level + trend + yesterday's pain + yesterday's load, by least squares."),
            _("The range holds the true answer in 95 of 100 such diaries."),
            _("This one question was fixed before looking; nothing else was tried."),
        ]
    return tuple(lines)


def _missing(found: Findings) -> tuple[str, ...]:
    basis = found.link.basis
    return (
        _("Days left out because load or morning pain is unknown: {count} of {days}.").format(
            count=basis.days - basis.pairs, days=basis.days
        ),
    )


def _waiting(found: Findings) -> tuple[Saying, ...]:
    """Return the questions whose gate is still closed, and what would open it."""
    state = found.link.state
    if state.closed_by is not None:
        return ()
    waiting = [
        Saying(
            key=f"wait-{gate.value}",
            title=_("From {needed} days on").format(needed=needed),
            sentence=_(GATE_TEXTS[gate])
            + " "
            + _("So far there are {pairs} of {needed} days with load and morning pain.").format(
                pairs=state.pairs, needed=needed
            ),
            is_pale=True,
            where_from=(
                _("With fewer days one would see links where there are none, or miss real ones."),
            ),
        )
        for needed, gate in reversed(GATE_FROM_PAIRS)
        if not state.gate.allows(gate)
    ]
    return tuple(waiting)
