"""resources/rules/*.toml -> limits, each with its source, population and uncertainty."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehabplanner.domain.progression import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One limit and what is known of it."""

    id: str
    value: int
    unit: str
    words: str
    source: str
    population: str
    uncertainty: str
    mark: str


def load_rules(folder: Path, translate: Callable[[str], str]) -> dict[str, Rule]:
    """Return all limits by id."""
    found: dict[str, Rule] = {}
    translated = ("unit", "words", "population", "uncertainty")
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as stream:
            entries = tomllib.load(stream)["rule"]
        for entry in entries:
            texts = {key: translate(entry[key]) for key in translated}
            found[entry["id"]] = Rule(**{**entry, **texts})
    return found


def limits_of(rules: Mapping[str, Rule]) -> Limits:
    """Return the limits of the pain rule. Raises KeyError if one is missing."""
    return Limits(
        ceiling=rules["ceiling"].value,
        green_most=rules["green_most"].value,
        red_rise=rules["red_rise"].value,
        baseline_days=rules["baseline_days"].value,
        baseline_least=rules["baseline_least"].value,
        week_rise=rules["week_rise"].value,
        green_sessions=rules["green_sessions"].value,
        fresh_days=rules["fresh_days"].value,
    )
