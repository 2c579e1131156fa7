"""What the papers of a window draw on: content, letterheads, sentences for the brief."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from rehabplanner.documents.brief_page import BriefPage
from rehabplanner.documents.paper_request import PaperKind, Shelf
from rehabplanner.documents.report_options import ReportOptions
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.measures import Measure
from rehabplanner.gui.desk import Desk
from rehabplanner.library.measures import load_measures
from rehabplanner.library.own import own_photos
from rehabplanner.paths import resources
from rehabplanner.planning.brief import Brief, make_brief
from rehabplanner.planning.shares import kept_shares
from rehabplanner.wording import _, language


@lru_cache(maxsize=2)
def measures_in(_language: str) -> dict[str, Measure]:
    """Return the outcome measures in a language, read once."""
    return load_measures(resources() / "measures", _)


def paper_shelf(desk: Desk, dossier: Dossier) -> Shelf:
    """Return the content for a person's papers; the photographs of what the plan names."""
    own = desk.workspace.own_exercises()
    named = {item.exercise_id for item in dossier.items}
    return Shelf(
        exercises=desk.library.exercises,
        figures=desk.figures(),
        lessons=desk.library.lessons,
        measures=measures_in(language()),
        photos=own_photos(own, desk.workspace.photos, named),
    )


def paper_lists(shelf: Shelf, dossier: Dossier) -> dict[PaperKind, list[tuple[str, str]]]:
    """Return what can be chosen for the papers that have a choice: ids and names."""
    measures = sorted(shelf.measures.values(), key=lambda one: not one.text_shipped)
    lessons = [(one.id, one.title) for one in shelf.lessons.values()]
    planned = {item.exercise_id for item in dossier.items}
    exercises = sorted(shelf.exercises.values(), key=lambda one: one.id not in planned)
    return {
        PaperKind.MEASURES: [
            (one.id, f"{one.name}: {one.title}" if one.title else one.name) for one in measures
        ],
        PaperKind.EDUCATION: lessons,
        PaperKind.BOOKLET: lessons,
        PaperKind.CARDS: [(one.id, one.name) for one in exercises],
    }


def current_brief(desk: Desk, dossier: Dossier) -> Brief:
    """Return the visit brief of today."""
    library = desk.library
    return make_brief(
        dossier, desk.today(), library.exercises, library.flags, limits=library.limits
    )


def counted(report: ReportOptions, dossier: Dossier, today: date) -> ReportOptions:
    """Return a report's options with the shares of the plan that were kept."""
    kept, weeks = kept_shares(dossier, report.first, report.last, today)
    return replace(report, kept=kept, kept_weeks=weeks)


def brief_page(brief: Brief) -> BriefPage:
    """Return the rows of a brief for paper."""
    rows = tuple((row.label, row.lines) for row in brief.rows)
    return BriefPage(since=brief.since, heading=brief.heading, rows=rows)
