"""The table and the lines of the person that is shown, kept from one edit to the next."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from rehabplanner.analytics.days import continued, whole_timeline
from rehabplanner.analytics.effort_estimate import EffortEstimate, estimated_efforts
from rehabplanner.analytics.timeline import Measure, Timeline
from rehabplanner.domain.activities import Activity
from rehabplanner.domain.diary import BodyPart
from rehabplanner.domain.dossier import Dossier
from rehabplanner.gui.progress.curves import Curves, curves_of


class KeptDays:
    """Computes the table from the edited day on, as long as person and choices stay the same."""

    def __init__(self) -> None:
        self.timeline: Timeline | None = None
        self.estimates: Mapping[UUID, EffortEstimate] = {}
        self.computed_from = 0
        """The first column that the last change computed."""
        self._analysed: Dossier | None = None
        self._choice: tuple[UUID, frozenset[BodyPart] | None, bool] | None = None
        self._curves: dict[tuple[Measure, bool], Curves] = {}
        self._filled: dict[UUID, Activity] = {}

    def show(
        self, dossier: Dossier, parts: frozenset[BodyPart] | None, *, with_estimates: bool
    ) -> Timeline | None:
        """Return the table of this dossier; efforts that were not noted may be estimated."""
        self.estimates = estimated_efforts(dossier) if with_estimates else {}
        analysed = self._with_efforts(dossier)
        choice = (dossier.person.id, parts, with_estimates)
        before = self._analysed if choice == self._choice else None
        if before is None or self.timeline is None:
            self.timeline, self.computed_from = whole_timeline(analysed, parts, self.estimates), 0
        else:
            self.timeline, self.computed_from = continued(
                self.timeline, before, analysed, parts, self.estimates
            )
        self._analysed, self._choice = analysed, choice
        if self.timeline is None:
            self._curves = {}
        else:
            self._curves = {
                key: self._continued(self.timeline, known) for key, known in self._curves.items()
            }
        return self.timeline

    def curves(self, measure: Measure, *, is_plain: bool) -> Curves:
        """Return the lines of a measure, weighted or as plain means."""
        assert self.timeline is not None
        key = (measure, is_plain)
        if key not in self._curves:
            self._curves[key] = curves_of(self.timeline, measure, is_plain=is_plain)
        return self._curves[key]

    def _continued(self, timeline: Timeline, known: Curves) -> Curves:
        column = self.computed_from if known.timeline.first == timeline.first else 0
        return curves_of(timeline, known.measure, known, column, is_plain=known.is_plain)

    def _with_efforts(self, dossier: Dossier) -> Dossier:
        """Return the dossier with the estimates filled in; the same records as before if alike."""
        if not self.estimates:
            self._filled = {}
            return dossier
        filled = {}
        for one in dossier.activities:
            if one.id in self.estimates and one.effort is None:
                made = replace(one, effort=self.estimates[one.id].effort)
                known = self._filled.get(one.id)
                filled[one.id] = known if known == made else made
        self._filled = filled
        return replace(
            dossier, activities=tuple(filled.get(one.id, one) for one in dossier.activities)
        )
