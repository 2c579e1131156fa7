"""The plan to take home in its editions: options in, the bytes of a PDF out."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date

from rehabplanner.documents.content import Content
from rehabplanner.documents.fridge import fridge_page
from rehabplanner.documents.full import full_blocks
from rehabplanner.documents.letterhead import accent_of
from rehabplanner.documents.log_sheet import log_blocks
from rehabplanner.documents.options import Edition, HandoutOptions
from rehabplanner.documents.page import Layout, Sheet, built
from rehabplanner.documents.paper_request import Request, Shelf
from rehabplanner.documents.paragraphs import long_text
from rehabplanner.documents.pictograms import pictogram_blocks
from rehabplanner.documents.plain import plain_page, plain_text
from rehabplanner.documents.style import style_of
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Person, Practice
from rehabplanner.figures.figure import Figure
from rehabplanner.wording import _, week_text

log = logging.getLogger(__name__)


def render_handout(
    dossier: Dossier,
    monday: date,
    *,
    exercises: Mapping[str, Exercise],
    figures: Mapping[str, Figure] | None,
    practice: Practice,
    options: HandoutOptions,
    today: date,
    photos: Mapping[str, Sequence[bytes]] | None = None,
) -> bytes:
    """Return the PDF of the week that begins on this Monday; the same bytes for the same input.

    Should the layout fail, the programme comes as plain text: a person never leaves without one.
    """
    sheet = _sheet(dossier.person, monday, practice, options, today)
    try:
        content = Content(
            dossier=dossier,
            monday=monday,
            exercises=exercises,
            figures=figures,
            today=today,
            photos=photos or {},
            has_code=options.has_code,
        )
        return built(handout_layout(sheet, content, options))
    except Exception as error:
        log.error("handout laid out as plain text: %s", type(error).__name__)
        return plain_page(sheet, dossier, monday, exercises)


def handout_of(request: Request, shelf: Shelf) -> Layout:
    """Return the pages of a programme, for a PDF that holds several people's.

    Should the layout fail, this person's come as plain text, and nobody else's are held up.
    """
    person, options = request.dossier.person, request.options
    sheet = _sheet(person, request.monday, request.practice, options, request.today)
    try:
        content = Content(
            dossier=request.dossier,
            monday=request.monday,
            exercises=shelf.exercises,
            figures=shelf.figures,
            today=request.today,
            photos=shelf.photos,
            has_code=options.has_code,
        )
        return handout_layout(sheet, content, options)
    except Exception as error:
        log.error("handout laid out as plain text: %s", type(error).__name__)
        words = f"{sheet.title}\n{plain_text(request.dossier, request.monday, shelf.exercises)}"
        return Layout.of(sheet, long_text(words, sheet.style))


def handout_layout(sheet: Sheet, content: Content, options: HandoutOptions) -> Layout:
    """Return the edition that is asked for, laid out on pages."""
    if options.edition is Edition.FRIDGE:
        return fridge_page(sheet, content)
    if options.edition is Edition.PICTOGRAMS:
        return Layout.of(sheet, pictogram_blocks(sheet, content))
    if options.edition is Edition.LOG:
        blocks = log_blocks(sheet, content, weeks=options.weeks, is_fillable=options.is_fillable)
        return Layout.of(sheet, blocks)
    return Layout.of(sheet, full_blocks(sheet, content, weeks=options.weeks))


def _sheet(
    person: Person, monday: date, practice: Practice, options: HandoutOptions, today: date
) -> Sheet:
    title = _("Programme for {name}")
    if options.edition is Edition.LOG:
        title = _("Log sheet for {name}")
    return Sheet(
        paper=options.paper,
        is_landscape=options.is_landscape,
        style=style_of(options.theme, options.scale, accent_of(practice)),
        practice=practice,
        title=title.format(name=person.name),
        subject=week_text(monday),
        author=practice.therapist or practice.name,
        handed_out=today,
    )
