"""Every paper but the programme: its head and its blocks."""

from datetime import timedelta

from rehabplanner.documents.blocks import Block
from rehabplanner.documents.brief import brief_blocks
from rehabplanner.documents.brief_page import BriefPage
from rehabplanner.documents.content import Content
from rehabplanner.documents.diary_sheet import month_blocks, month_words, week_blocks
from rehabplanner.documents.exercise_cards import card_blocks
from rehabplanner.documents.lessons import booklet_blocks, lesson_blocks
from rehabplanner.documents.letterhead import accent_of
from rehabplanner.documents.measure_form import measure_blocks
from rehabplanner.documents.page import Layout, Sheet, built
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf
from rehabplanner.documents.report import report_blocks
from rehabplanner.documents.report_options import ReportOptions, pseudonym, usual_report
from rehabplanner.documents.run_plan import run_plan_blocks
from rehabplanner.documents.style import style_of
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plan_code import next_mondays
from rehabplanner.wording import _, day_text, week_text


def render_other(request: Request, shelf: Shelf) -> bytes:
    """Return the PDF of any paper but the programme."""
    return built(other_layout(request, shelf))


def other_layout(request: Request, shelf: Shelf) -> Layout:
    """Return the pages of any paper but the programme."""
    sheet = _sheet(request, shelf)
    return Layout.of(sheet, _blocks(sheet, request, shelf))


def _report(request: Request) -> ReportOptions:
    is_discharge = request.kind is PaperKind.DISCHARGE
    usual = usual_report(request.dossier, request.today, is_discharge=is_discharge)
    return request.report or usual


def _sheet(request: Request, shelf: Shelf) -> Sheet:
    title, subject = _head(request, shelf)
    options, practice = request.options, request.practice
    return Sheet(
        paper=options.paper,
        is_landscape=options.is_landscape,
        style=style_of(options.theme, options.scale, accent_of(practice)),
        practice=practice,
        title=title,
        subject=subject,
        author=practice.therapist or practice.name,
        handed_out=request.today,
    )


def _head(request: Request, shelf: Shelf) -> tuple[str, str]:
    """Return the title and what stands below it."""
    name, monday = request.dossier.person.name, request.monday
    kind = request.kind
    if kind is PaperKind.RUN_PLAN:
        last = next_mondays(monday, request.options.weeks)[-1] + timedelta(days=6)
        days = _("{first} to {last}").format(first=day_text(monday), last=day_text(last))
        return _("Runs and walks for {name}").format(name=name), days
    if kind is PaperKind.DIARY_WEEK:
        return _("Diary of {name}").format(name=name), week_text(monday)
    if kind is PaperKind.DIARY_MONTH:
        return _("Diary of {name}").format(name=name), month_words(monday)
    if kind is PaperKind.MEASURES:
        found = [shelf.measures[one].name for one in request.chosen if one in shelf.measures]
        return _("To fill in: {names}").format(names=", ".join(found)), name
    if kind is PaperKind.EDUCATION:
        return _("To read"), name
    if kind is PaperKind.BOOKLET:
        return _("About back pain and running"), _("For {name}").format(name=name)
    if kind is PaperKind.CARDS:
        return _("Exercise cards"), name
    if kind is PaperKind.BRIEF:
        subject = request.brief.heading if request.brief else ""
        return _("Before the visit: {name}").format(name=name), subject
    report = _report(request)
    days = _("{first} to {last}").format(first=day_text(report.first), last=day_text(report.last))
    who = pseudonym(request.dossier) if report.is_pseudonym else _born(request.dossier)
    title = (
        _("Summary at discharge: {name}")
        if kind is PaperKind.DISCHARGE
        else _("Progress report: {name}")
    )
    return title.format(name=who), days


def _born(dossier: Dossier) -> str:
    person = dossier.person
    if person.birth_year is None:
        return person.name
    return _("{name}, born {year}").format(name=person.name, year=person.birth_year)


def _blocks(sheet: Sheet, request: Request, shelf: Shelf) -> list[Block]:
    kind, dossier, options = request.kind, request.dossier, request.options
    is_fillable = options.is_fillable
    if kind is PaperKind.RUN_PLAN:
        return run_plan_blocks(sheet, dossier, next_mondays(request.monday, options.weeks))
    if kind is PaperKind.DIARY_WEEK:
        return week_blocks(sheet, request.monday, is_fillable=is_fillable)
    if kind is PaperKind.DIARY_MONTH:
        return month_blocks(sheet, request.monday.replace(day=1), is_fillable=is_fillable)
    if kind is PaperKind.MEASURES:
        measures = [shelf.measures[one] for one in request.chosen if one in shelf.measures]
        return measure_blocks(sheet, measures, is_fillable=is_fillable)
    if kind in (PaperKind.EDUCATION, PaperKind.BOOKLET):
        lessons = [shelf.lessons[one] for one in request.chosen if one in shelf.lessons]
        is_booklet = kind is PaperKind.BOOKLET
        return (booklet_blocks if is_booklet else lesson_blocks)(sheet, lessons)
    if kind is PaperKind.CARDS:
        return _cards(sheet, request, shelf)
    if kind is PaperKind.BRIEF:
        page = request.brief or BriefPage(since=request.today, heading="", rows=())
        return brief_blocks(sheet, dossier, request.today, page, shelf.measures)
    return report_blocks(sheet, dossier, _report(request), shelf.measures, shelf.exercises)


def _cards(sheet: Sheet, request: Request, shelf: Shelf) -> list[Block]:
    content = Content(
        dossier=request.dossier,
        monday=request.monday,
        exercises=shelf.exercises,
        figures=shelf.figures,
        today=request.today,
        photos=shelf.photos,
    )
    if request.chosen:
        found = [shelf.exercises[one] for one in request.chosen if one in shelf.exercises]
    else:
        found = [one.exercise for one in content.week.prescriptions if one.exercise is not None]
    return card_blocks(sheet, content, found)
