"""What every view of the tab is handed, and what a view is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from rehabplanner.analytics.effort_estimate import EffortEstimate
from rehabplanner.analytics.timeline import Timeline
from rehabplanner.domain.diary import BodyPart
from rehabplanner.domain.dossier import Dossier
from rehabplanner.gui.progress.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A person's days, the choices made above the views, and the range of days in view."""

    dossier: Dossier
    content: Content
    part: BodyPart | None
    first: date
    last: date
    estimates: Mapping[UUID, EffortEstimate] = field(default_factory=dict)
    """Efforts that were not noted and are estimated, by session; empty unless asked for."""
    uses_estimates: bool = False

    @property
    def timeline(self) -> Timeline:
        """Return the day-by-day columns."""
        return self.content.timeline

    @property
    def span(self) -> slice:
        """Return the columns of the range of days, the future left out."""
        return self.timeline.span(self.first, min(self.last, self.content.today))


class View(QWidget):
    """One way to look at the days. The page shows one at a time and hands it what to show."""

    file_stem = "load-and-pain"
    uses_steps = False
    uses_measure = True

    def set_colours(self, colours: Mapping[str, QColor]) -> None:
        """Use these colours by role."""

    def show_days(self, shown: Shown) -> None:
        """Show these days."""

    def focus_first(self) -> None:
        """Put the keyboard where work in this view begins."""

    def tell_where(self) -> None:
        """Show where the values come from that were looked at last."""

    @property
    def picture(self) -> QWidget:
        """Return the widget that is the picture: it is copied, and has the menu."""
        return self

    def picture_size(self) -> QSize:
        """Return the size of the picture in pixels."""
        return self.picture.size()

    def paint_picture(self, painter: QPainter) -> None:
        """Paint the picture as shapes, for files."""

    def csv(self) -> str:
        """Return the values behind the picture as CSV."""
        return ""
