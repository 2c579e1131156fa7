"""What a person's picture shows, remembered for each person on this computer."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any
from uuid import UUID

from rehabplanner.analytics.timeline import Measure
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.progress.content import Step
from rehabplanner.gui.progress.curves import RATIO
from rehabplanner.gui.progress.span import RANGES
from rehabplanner.gui.settings import Settings

VIEW_KEYS = ("time", "year", "scatter", "numbers")
MOST_PEOPLE = 300


@dataclass(frozen=True, slots=True)
class Choices:
    """View, range, what the bars count, what is switched off; all by their keys."""

    view: str = "time"
    range: str = "12w"
    step: str = Step.WEEK.value
    measure: str = Measure.LOAD.value
    hidden: tuple[str, ...] = (RATIO,)
    estimates: bool = False
    plain: bool = False


class Remembered:
    """The choices of every person whose picture was changed; the newest of all for others."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def of(self, person_id: UUID) -> Choices:
        """Return what was chosen for this person; what cannot be read is as at the start."""
        found = self._stored().get(str(person_id), {})
        general = Choices(
            range=self._settings.get(prefs.CHART_RANGE),
            step=self._settings.get(prefs.CHART_STEP),
            measure=self._settings.get(prefs.CHART_MEASURE),
        )
        return _sound(_with(general, found))

    def change(self, person_id: UUID, **changes: Any) -> None:
        """Remember these choices of a person."""
        stored = self._stored()
        before = self.of(person_id)
        stored.pop(str(person_id), None)
        stored[str(person_id)] = asdict(replace(before, **changes))
        newest = dict(list(stored.items())[-MOST_PEOPLE:])
        self._settings.set(prefs.CHART_CHOICES, json.dumps(newest, separators=(",", ":")))
        for setting, name in (
            (prefs.CHART_RANGE, "range"),
            (prefs.CHART_STEP, "step"),
            (prefs.CHART_MEASURE, "measure"),
        ):
            if name in changes:
                self._settings.set(setting, str(changes[name]))

    def _stored(self) -> dict[str, Any]:
        try:
            found = json.loads(self._settings.get(prefs.CHART_CHOICES))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def _with(choices: Choices, stored: object) -> Choices:
    if not isinstance(stored, dict):
        return choices
    hidden = stored.get("hidden")
    found: dict[str, Any] = {
        name: stored[name]
        for name in ("view", "range", "step", "measure")
        if isinstance(stored.get(name), str)
    }
    found |= {name: stored.get(name) is True for name in ("estimates", "plain")}
    if isinstance(hidden, list):
        found["hidden"] = tuple(str(one) for one in hidden)
    return replace(choices, **found)


def _sound(choices: Choices) -> Choices:
    """Return the choices with the usual ones in place of what is not known."""
    usual = Choices()
    return replace(
        choices,
        view=choices.view if choices.view in VIEW_KEYS else usual.view,
        range=choices.range if choices.range in RANGES else usual.range,
        step=choices.step if choices.step in set(Step) else usual.step,
        measure=choices.measure if choices.measure in set(Measure) else usual.measure,
    )
