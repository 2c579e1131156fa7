"""One lag of load and pain in words."""

from rehabplanner.analytics.lags import Lag
from rehabplanner.wording import UNKNOWN, _, ngettext, number_text

MINUS = "\N{MINUS SIGN}"


def lag_words(one: Lag) -> str:
    """Return when, how strongly, and with how many days; a negative lag is pain before load."""
    if one.lag < 0:
        day = _("the other way round, pain and the load of the day after")
    elif one.lag == 0:
        day = _("the same morning, usually before the session")
    else:
        day = ngettext("{count} morning later", "{count} mornings later", one.lag)
    return _("{day}: {rho} ({low} to {high}), {n} days worth {effective}").format(
        day=day,
        rho=signed(one.rho),
        low=signed(one.low),
        high=signed(one.high),
        n=one.n,
        effective=number_text(one.n_effective),
    )


def signed(value: float | None) -> str:
    """Return a correlation with its sign; a dash where unknown."""
    return UNKNOWN if value is None else f"{value:+.2f}".replace("-", MINUS)
