"""Acute and chronic load as two columns, and their ratio for those who ask for it."""

from dataclasses import dataclass

import numpy as np

from rehabplanner.analytics.load import ACUTE_DAYS, CHRONIC_DAYS, ewma, ewma_ratio
from rehabplanner.analytics.timeline import Measure, Numbers, Timeline

ACUTE, CHRONIC, RATIO = "acute", "chronic", "ratio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Weighted averages of a measure by day (Williams 2017), NaN where too little is known.

    The acute one weighs about 7 days, the chronic one 28; each begins when so many days have
    passed. A day whose value is a lower bound counts as unknown.
    """

    timeline: Timeline
    measure: Measure
    acute: Numbers
    chronic: Numbers
    ratio: Numbers

    def of(self, key: str) -> Numbers:
        """Return the column of a line."""
        return self.acute if key == ACUTE else self.chronic

    @property
    def monday(self) -> int:
        """Return the ordinal of the Monday on which the first week begins."""
        return self.timeline.origin - self.timeline.first.weekday()

    def by_week(self, key: str) -> Numbers:
        """Return a line as it stood at the end of each week, from its last known day."""
        lead = self.timeline.first.weekday()
        tail = -(lead + len(self.timeline)) % 7
        days = np.pad(self.of(key), (lead, tail), constant_values=np.nan).reshape(-1, 7)
        last = 6 - np.argmax(~np.isnan(days[:, ::-1]), axis=1)
        return np.asarray(days[np.arange(len(days)), last], dtype=np.float64)


def curves_of(timeline: Timeline, measure: Measure) -> Curves:
    """Return the lines of a measure."""
    amounts = timeline.amounts[measure]
    values = np.where(amounts.is_partial, np.nan, amounts.total)
    acute, chronic = ewma(values, ACUTE_DAYS), ewma(values, CHRONIC_DAYS)
    acute[: ACUTE_DAYS - 1] = np.nan
    chronic[: CHRONIC_DAYS - 1] = np.nan
    return Curves(
        timeline=timeline,
        measure=measure,
        acute=acute,
        chronic=chronic,
        ratio=ewma_ratio(values),
    )
