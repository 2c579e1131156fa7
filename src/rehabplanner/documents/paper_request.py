"""What is asked of paper: which kind, whose, of which days, with what was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rehabplanner.documents.brief_page import BriefPage
from rehabplanner.documents.options import HandoutOptions
from rehabplanner.documents.report_options import ReportOptions
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.measures import Measure
from rehabplanner.domain.people import Practice
from rehabplanner.figures.figure import Figure
from rehabplanner.library.messages import Lesson


class PaperKind(StrEnum):
    """What can be printed."""

    PROGRAMME = "programme"
    RUN_PLAN = "run plan"
    DIARY_WEEK = "diary week"
    DIARY_MONTH = "diary month"
    MEASURES = "measures"
    EDUCATION = "education"
    BOOKLET = "booklet"
    CARDS = "cards"
    BRIEF = "brief"
    REPORT = "report"
    DISCHARGE = "discharge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The content that papers draw on."""

    exercises: Mapping[str, Exercise]
    figures: Mapping[str, Figure] | None
    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    photos: Mapping[str, Sequence[bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One paper: whose, of which days, and what was chosen (ids of measures, texts, exercises).

    `brief` holds the rows of the visit brief, which the planner makes.
    """

    kind: PaperKind
    dossier: Dossier
    monday: date
    today: date
    practice: Practice
    options: HandoutOptions = field(default_factory=HandoutOptions)
    chosen: tuple[str, ...] = ()
    report: ReportOptions | None = None
    brief: BriefPage | None = None
