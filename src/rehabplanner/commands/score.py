"""`score MEASURE`: a total, its words and what a change means; `measures`: what there is."""

import argparse
import math
import sys
from collections.abc import Mapping
from typing import Any

from rehabplanner.commands.session import print_json
from rehabplanner.domain.measures import Known, Measure, Scoring
from rehabplanner.domain.problems import Message, Problem, marked
from rehabplanner.domain.scoring import Change, Scored, change, entered, score
from rehabplanner.library.measures import load_measures
from rehabplanner.paths import resources
from rehabplanner.wording import UNKNOWN, _, number_text, say

REFUSED, USED_WRONGLY = 1, 2
BLANK = frozenset({"", "-", "–", "x"})


def measures() -> dict[str, Measure]:
    """Return the shipped measures in the language in use."""
    return load_measures(resources() / "measures", _)


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("measure", metavar="MEASURE", help=_("such as rmdq; `measures` lists all"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--answers",
        type=_answers,
        metavar="1,0,2",
        help=_("answers in order, an empty place for none: 1,,2; or --answers=-2"),
    )
    what.add_argument("--total", type=float, metavar="N", help=_("a total worked out elsewhere"))
    parser.add_argument("--before", type=float, metavar="TOTAL", help=_("the former total"))
    parser.add_argument("--json", action="store_true", help=_("a JSON object"))


def _meant(known: Mapping[str, Measure], name: str) -> Measure | None:
    """Return the measure of this name, also without hyphens or with its number of items."""
    found = {_letters(one): measure for one, measure in known.items()}
    with_items = {f"{_letters(one)}{len(known[one].items)}": known[one] for one in known}
    return (with_items | found).get(_letters(name))


def _letters(name: str) -> str:
    return "".join(one for one in name.casefold() if one.isalnum())


def do(options: argparse.Namespace) -> int:
    """Print the score; return 1 if there is none for missing answers, 2 for an unknown measure."""
    known = measures()
    measure = _meant(known, options.measure)
    if measure is None:
        print(
            _("There is no measure called “{name}”. There are: {names}.").format(
                name=options.measure, names=", ".join(known)
            ),
            file=sys.stderr,
        )
        return USED_WRONGLY
    found = _scored(measure, options)
    step = None
    if options.before is not None and found.total is not None:
        step = change(measure, options.before, found.total)
    if options.json:
        print_json(_row(measure, found, step))
    else:
        _print(measure, found, step)
    if found.total is None and not options.json:
        print(_words(found.interpretation), file=sys.stderr)
    return REFUSED if found.total is None else 0


def _scored(measure: Measure, options: argparse.Namespace) -> Scored:
    """Score the answers; one number for a measure kept as a total is that total."""
    if options.total is not None:
        return entered(measure, options.total)
    answers: list[float | None] = options.answers
    if len(answers) == 1 and not measure.text_shipped:
        only = answers[0]
        if only is not None and measure.scoring is not Scoring.OSTRC:
            return entered(measure, only)
        if measure.scoring is Scoring.OSTRC and only in (measure.answers[0], measure.answers[-1]):
            answers = [only, *[None] * (len(measure.items) - 1)]
    whole = [None if one is None else int(one) for one in answers]
    for given, number in zip(answers, whole, strict=True):
        if given != number:
            raise Problem("answers", _WHOLE)
    return score(measure, whole)


_WHOLE = marked("Answers are whole numbers.")


def _row(measure: Measure, found: Scored, step: Change | None) -> dict[str, Any]:
    return {
        "measure": measure.id,
        "total": None if found.total is None else round(found.total, 2),
        "interpretation": _words(found.interpretation) or None,
        "change": step.kind if step else None,
        "change_words": say(step.words) if step else None,
        "subscores": dict(found.subscores),
        "missing": found.missing,
    }


def _print(measure: Measure, found: Scored, step: Change | None) -> None:
    if found.total is None:
        return
    of = f"{number_text(found.total, 2)} ({measure.low:g}-{measure.high:g})"
    parts = (f"{measure.name}: {of}", _words(found.interpretation), say(step.words) if step else "")
    print(" · ".join(part for part in parts if part))


def _words(words: tuple[Message | str, ...]) -> str:
    return "; ".join(say(one) if isinstance(one, Message) else one for one in words)


def _answers(text: str) -> list[float | None]:
    words = [part.strip().lower() for part in text.split(",")]
    try:
        found = [None if word in BLANK else float(word) for word in words]
    except ValueError:
        found = [math.nan]
    if not all(one is None or math.isfinite(one) for one in found):
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a list of answers such as 1,0,2").format(text=text)
        )
    return found


def describe_measures(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--json", action="store_true", help=_("one JSON object per measure"))


def do_measures(options: argparse.Namespace) -> int:
    """List what is known of each measure."""
    for one in measures().values():
        if options.json:
            print_json(_measure_row(one))
        else:
            mic = number_text(one.mic.value, 2) if one.mic else UNKNOWN
            mdc = number_text(one.mdc.value, 2) if one.mdc else UNKNOWN
            print(f"{one.id:16} {one.name} · {one.low:g}-{one.high:g} · MIC {mic} · MDC {mdc}")
    return 0


def _measure_row(one: Measure) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "name": one.name,
        "title": one.title,
        "items": len(one.items),
        "item_texts": [item.text for item in one.items if item.text],
        "answers": list(one.answers),
        "range": [one.low, one.high],
        "direction": one.direction,
        "scoring": one.scoring,
        "missing": one.missing,
        "mic": one.mic.value if one.mic else None,
        "mic_known": _known_row(one.mic),
        "mic_share": one.mic_share,
        "mdc": one.mdc.value if one.mdc else None,
        "mdc_known": _known_row(one.mdc),
        "bands": [[band.up_to, band.words] for band in one.bands],
        "bands_mark": one.bands_mark or None,
        "note": one.note,
        "source": one.source,
        "licence": one.licence,
        "text_shipped": one.text_shipped,
    }


def _known_row(known: Known | None) -> dict[str, Any] | None:
    if known is None:
        return None
    return {"source": known.source, "mark": known.mark, "is_checked": known.is_checked}
