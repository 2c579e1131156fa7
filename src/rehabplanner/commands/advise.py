"""`advise`: what pain during a session and on the next morning says about the next step."""

import argparse
import sys

from rehabplanner.commands.session import print_json
from rehabplanner.domain.flags import FlagSet, levels_of
from rehabplanner.domain.progression import Limits, Response, advise
from rehabplanner.library.flags import load_flags
from rehabplanner.library.rules import limits_of, load_rules
from rehabplanner.paths import resources
from rehabplanner.planning.rule_names import rule_name
from rehabplanner.wording import _, say

USED_WRONGLY = 2


def safety_questions() -> FlagSet:
    """Return the shipped safety questions in the language in use."""
    return load_flags(resources() / "flags", _)


def shipped_limits() -> Limits:
    """Return the limits of the pain rule as shipped."""
    return limits_of(load_rules(resources() / "rules", _))


def describe(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--during", type=float, required=True, metavar="N", help=_("worst, 0-10"))
    parser.add_argument(
        "--next-morning", type=float, metavar="N", help=_("0-10; left out: not known yet")
    )
    parser.add_argument(
        "--baseline", type=float, required=True, metavar="N", help=_("the usual morning, 0-10")
    )
    parser.add_argument("--ceiling", type=int, metavar="N", help=_("most pain allowed: usual 4"))
    parser.add_argument("--gait-changed", action="store_true", help=_("limped or ran otherwise"))
    parser.add_argument("--sharp", action="store_true", help=_("pain rose or turned sharp"))
    parser.add_argument("--new-leg-symptoms", action="store_true", help=_("new signs in a leg"))
    parser.add_argument(
        "--red-flag",
        action="append",
        default=[],
        metavar="ID",
        help=_("a safety question answered yes: {names}").format(
            names=", ".join(safety_questions().flags)
        ),
    )
    parser.add_argument("--emergency-number", default="", metavar="NUMBER")
    parser.add_argument("--json", action="store_true", help=_("a JSON object"))


def do(options: argparse.Namespace) -> int:
    """Print the verdict with its reasons; return 2 for an unknown safety question."""
    flags = safety_questions()
    unknown = [one for one in options.red_flag if one not in flags.flags]
    if unknown:
        text = _("There is no safety question called “{name}”.")
        print(text.format(name=unknown[0]), file=sys.stderr)
        return USED_WRONGLY
    limits = shipped_limits()
    if options.ceiling is not None:
        limits = limits.with_ceiling(options.ceiling)
    levels = levels_of(flags, options.red_flag)
    found = advise(
        Response(
            during=options.during,
            next_morning=options.next_morning,
            baseline=options.baseline,
            is_gait_changed=options.gait_changed,
            is_sharp_or_rising=options.sharp,
            has_new_leg_symptoms=options.new_leg_symptoms,
            red_flags=tuple(options.red_flag),
            is_only_to_mention=not any(level.locks for level in levels),
        ),
        limits,
    )
    what_to_do = [line for level in levels for line in level.text(options.emergency_number)]
    reasons = [say(reason) for reason in found.reasons]
    if options.json:
        print_json(
            {
                "verdict": found.verdict,
                "reasons": reasons,
                "rule": found.rule_id,
                "sentence": say(found.sentence),
                "numbers": dict(found.numbers),
                "levels": [level.level for level in levels],
                "advice": what_to_do,
                "locked": any(level.locks for level in levels),
            }
        )
        return 0
    rule = _("Rule: {name}").format(name=say(rule_name(found.rule_id)))
    print("\n".join((*what_to_do, say(found.sentence), *reasons, rule)))
    return 0
