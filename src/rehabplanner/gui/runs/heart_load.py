"""Load from the heart rate of one session (TRIMP), with what it was reckoned from."""

from dataclasses import dataclass

from rehabplanner.analytics.trimp import (
    CONSTANTS,
    Impulse,
    banister,
    curve_of,
    edwards,
    rates_of,
)
from rehabplanner.domain.activities import Activity, Track
from rehabplanner.domain.people import Person
from rehabplanner.wording import UNKNOWN, _, number_text


@dataclass(frozen=True, slots=True)
class HeartLoad:
    """One number: its name, its value in words, and where it comes from."""

    name: str
    value: str
    source: str


def heart_loads(activity: Activity, track: Track | None, person: Person) -> tuple[HeartLoad, ...]:
    """Return Banister's and Edwards's load; nothing for a session without a heart rate."""
    if activity.average_heart_rate is None and (track is None or not len(track.heart_rate)):
        return ()
    rates, curve = rates_of(person), curve_of(person)
    missing = _(
        "Needs this person's heart rate at rest, the highest one, and sex: give them under People, "
        "Edit person."
    )
    found = banister(activity, track, rates, curve) if rates and curve else None
    banisters = HeartLoad(_("TRIMP (Banister)"), UNKNOWN, missing)
    if found is not None and rates is not None and curve is not None:
        a, b = CONSTANTS[curve]
        formula = _(
            "Minutes × x × {a} × exp({b} x), where x is the share of the way from {rest} to "
            "{highest} beats (Banister; constants for {who})."
        ).format(
            a=a,
            b=b,
            rest=number_text(rates.resting),
            highest=number_text(rates.highest),
            who=_("men") if curve.value == "men" else _("women"),
        )
        banisters = HeartLoad(
            banisters.name, number_text(found.value), f"{formula}\n\n{_basis(found)}"
        )
    zones = edwards(track, rates) if rates else None
    other = HeartLoad(_("TRIMP (Edwards)"), UNKNOWN, missing if rates is None else _no_samples())
    if zones is not None:
        formula = _(
            "Minutes in 50–60, 60–70, 70–80, 80–90 and 90–100 % of the highest heart rate, times 1 "
            "to 5 (Edwards; as in Foster 2001)."
        )
        other = HeartLoad(other.name, number_text(zones.value), f"{formula}\n\n{_basis(zones)}")
    return banisters, other


def _basis(found: Impulse) -> str:
    scale = _("Not on the scale of effort × minutes, nor of the other TRIMP: never add them up.")
    if found.is_from_average:
        how = _("From the average heart rate alone, so rather low where the pace changed.")
    else:
        how = _("From {minutes} min of samples; {percent} % of the time has a heart rate.").format(
            minutes=number_text(found.minutes), percent=number_text(100 * found.known_share)
        )
    return f"{how} {scale}"


def _no_samples() -> str:
    return _("Needs the heart rate second by second for at least 80 % of the session.")
