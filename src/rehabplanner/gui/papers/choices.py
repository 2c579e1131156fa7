"""What was chosen for papers, remembered for each person, and the words of the choices."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from rehabplanner.documents.options import Edition, HandoutOptions, Paper
from rehabplanner.documents.paper_request import PaperKind
from rehabplanner.documents.report_options import Section
from rehabplanner.documents.style import Theme
from rehabplanner.gui import settings as prefs
from rehabplanner.wording import _

WITH_WEEKS = frozenset({PaperKind.PROGRAMME, PaperKind.RUN_PLAN})
WITH_LIST = frozenset({PaperKind.MEASURES, PaperKind.EDUCATION, PaperKind.BOOKLET, PaperKind.CARDS})
WITH_REPORT = frozenset({PaperKind.REPORT, PaperKind.DISCHARGE})
WITH_FIELDS = frozenset({PaperKind.DIARY_WEEK, PaperKind.DIARY_MONTH, PaperKind.MEASURES})
THEME = prefs.Setting("paper/ink", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One person's choices. `chosen` holds ids of measures, texts or exercises by kind."""

    kind: str = PaperKind.PROGRAMME.value
    edition: str = Edition.FULL.value
    paper: str = Paper.A4.value
    theme: str = Theme.COLOUR.value
    is_landscape: bool = False
    percent: int = 100
    weeks: int = 1
    has_code: bool = True
    is_fillable: bool = True
    chosen: Mapping[str, tuple[str, ...]] | None = None

    def options(self) -> HandoutOptions:
        """Return how the paper shall look."""
        return HandoutOptions(
            paper=Paper(self.paper),
            edition=Edition(self.edition),
            theme=Theme(self.theme),
            is_landscape=self.is_landscape,
            font_scale=self.percent / 100,
            weeks=self.weeks,
            has_code=self.has_code,
            is_fillable=self.is_fillable,
        )


def remembered(settings: prefs.Settings, person_id: UUID) -> Choices:
    """Return a person's last choices; those of this computer where there are none, or damaged."""
    usual = Choices(
        paper=_valid(Paper, settings.get(prefs.PAPER), Paper.A4),
        theme=_valid(Theme, settings.get(THEME), _usual_theme(settings)),
        percent=settings.get(prefs.FONT_SCALE),
    )
    try:
        found = json.loads(settings.get(_setting(person_id)) or "{}")
        chosen = {key: tuple(ids) for key, ids in (found.pop("chosen", None) or {}).items()}
        made = replace(usual, **found, chosen=chosen)
        made.options()
        PaperKind(made.kind)
    except (ValueError, TypeError, AttributeError):
        return usual
    return made


def remember(settings: prefs.Settings, person_id: UUID, choices: Choices) -> None:
    """Keep a person's choices; size, ink and type become this computer's usual ones too."""
    settings.set(_setting(person_id), json.dumps(asdict(choices)))
    settings.set(prefs.PAPER, choices.paper)
    settings.set(THEME, choices.theme)
    settings.set(prefs.FONT_SCALE, choices.percent)


def _usual_theme(settings: prefs.Settings) -> Theme:
    return Theme.GREY if settings.get(prefs.GREY) else Theme.COLOUR


def _setting(person_id: UUID) -> "prefs.Setting[str]":
    return prefs.Setting(f"paper/of-{person_id}", "")


def _valid(kind: type[Paper] | type[Theme], text: str, usual: str) -> str:
    try:
        return kind(text).value
    except ValueError:
        return str(usual)


def kind_words() -> dict[PaperKind, str]:
    """Return what each paper is called."""
    return {
        PaperKind.PROGRAMME: _("Programme of the week"),
        PaperKind.RUN_PLAN: _("Runs of several weeks"),
        PaperKind.DIARY_WEEK: _("Diary sheet, one week"),
        PaperKind.DIARY_MONTH: _("Diary sheet, one month"),
        PaperKind.MEASURES: _("Measures to fill in"),
        PaperKind.EDUCATION: _("Texts to read"),
        PaperKind.BOOKLET: _("Booklet"),
        PaperKind.CARDS: _("Exercise cards"),
        PaperKind.BRIEF: _("Visit brief"),
        PaperKind.REPORT: _("Progress report"),
        PaperKind.DISCHARGE: _("Summary at discharge"),
    }


def edition_words() -> dict[Edition, str]:
    """Return what each edition of the programme is called."""
    return {
        Edition.FULL: _("Full programme"),
        Edition.FRIDGE: _("One page for the fridge"),
        Edition.LARGE: _("Large print"),
        Edition.PICTOGRAMS: _("Pictures only"),
        Edition.LOG: _("Log sheet only"),
    }


def theme_words() -> dict[Theme, str]:
    """Return what each ink is called."""
    return {
        Theme.COLOUR: _("Colour"),
        Theme.GREY: _("Black and white"),
        Theme.COPY: _("For photocopies and fax"),
    }


def section_words() -> dict[Section, str]:
    """Return what each section of a report is called."""
    return {
        Section.SUMMARY: _("In short"),
        Section.CHART: _("Chart of load and pain"),
        Section.WEEKS: _("Week by week"),
        Section.MEASURES: _("Measures"),
        Section.PLAN: _("Programme"),
        Section.EVENTS: _("What happened"),
        Section.COMMENT: _("Assessment and proposal"),
        Section.FLARE_UP: _("Flare-up plan"),
    }
