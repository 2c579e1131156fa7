"""The other papers, read back: diary, measures, texts, run plan, cards, brief, report."""

import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from pypdf import PdfReader

from builders import (
    MONDAY,
    PERSON_ID,
    a_completion,
    a_pain,
    a_person,
    a_practice,
    a_run,
    a_run_item,
    an_event,
)
from documents.papers import (
    SHELF,
    a_week,
    assert_nothing_leaves_the_paper,
    inner_links,
    overlaps,
    page_size,
    pages_of,
    web_links,
    words_of,
)
from rehabplanner.documents.brief_page import BriefPage
from rehabplanner.documents.options import Edition, HandoutOptions, Paper
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf
from rehabplanner.documents.papers import render_paper
from rehabplanner.documents.report_options import ReportOptions, Section, usual_report
from rehabplanner.documents.style import Theme
from rehabplanner.domain.diary import EventKind, Moment
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.exposure import FlarePlan
from rehabplanner.domain.measures import MeasureResult
from rehabplanner.domain.plans import Outcome
from rehabplanner.library.measures import load_measures
from rehabplanner.library.messages import load_lessons
from rehabplanner.paths import resources

TODAY = MONDAY + timedelta(days=5)
LESSONS = load_lessons(resources() / "messages", str)
MEASURES = load_measures(resources() / "measures", str)
CONTENT = Shelf(exercises=SHELF, figures=None, lessons=LESSONS, measures=MEASURES)
CHOSEN = {
    PaperKind.MEASURES: tuple(MEASURES),
    PaperKind.EDUCATION: tuple(LESSONS),
    PaperKind.BOOKLET: tuple(LESSONS),
}


def a_course() -> Dossier:
    """Return Ada with eight weeks of runs, pain, a visit, a flare-up and measures."""
    week = a_week()
    start = MONDAY - timedelta(days=56)
    records: list[Any] = [*week.items, *week.week_notes]
    for number in range(60):
        day = start + timedelta(days=number)
        records.append(a_pain(day=day, score=6 if number < 50 else 2, moment=Moment.MORNING))
        if number % 3 == 0:
            records.append(a_run(day, 5 + number / 20))
    records += [
        an_event(day=TODAY - timedelta(days=21), kind=EventKind.VISIT, label="Second visit"),
        an_event(day=TODAY - timedelta(days=10), kind=EventKind.FLARE_UP, label="After the move"),
        *(a_completion(item, outcome=Outcome.DONE) for item in week.items[:5]),
        a_completion(week.items[5], outcome=Outcome.PARTLY),
    ]
    for total, ago in ((14, 50), (6, 3)):
        records.append(
            MeasureResult(
                person_id=PERSON_ID,
                day=TODAY - timedelta(days=ago),
                measure_id="rmdq",
                version=MEASURES["rmdq"].version,
                total=total,
            )
        )
    person = a_person(question="May I run downhill?", complaint="Low back pain, Ada says")
    return make_dossier(person, records)


def paper(kind: PaperKind, dossier: Dossier | None = None, **given: Any) -> bytes:
    """Return a paper about Ada; `options` of the handout can be given by name."""
    own = {name: given.pop(name) for name in tuple(given) if name in HandoutOptions.__slots__}
    request = Request(
        **{
            "kind": kind,
            "dossier": dossier or a_course(),
            "monday": MONDAY,
            "today": TODAY,
            "practice": a_practice(),
            "options": HandoutOptions(**own),
            "chosen": CHOSEN.get(kind, ()),
            **given,
        }
    )
    return render_paper(request, CONTENT)


@pytest.mark.parametrize(("kind", "theme"), list(product(PaperKind, Theme)))
def test_every_paper_fits_and_nothing_lies_on_anything(kind: PaperKind, theme: Theme) -> None:
    for size, is_landscape in ((Paper.A4, False), (Paper.LETTER, True)):
        pdf = paper(kind, paper=size, theme=theme, is_landscape=is_landscape, weeks=2)
        assert page_size(pdf) == ((792, 612) if is_landscape else (595, 842))
        assert_nothing_leaves_the_paper(pdf)
        assert not overlaps(pdf)


@pytest.mark.parametrize("kind", PaperKind)
def test_every_paper_is_titled_and_the_same_for_the_same_request(kind: PaperKind) -> None:
    pdf = paper(kind)
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author == "M. Lund"
    assert reader.outline
    assert pdf == paper(kind)


@pytest.mark.parametrize("kind", PaperKind)
def test_a_person_without_any_record_gets_a_paper_too(kind: PaperKind) -> None:
    pdf = paper(kind, make_dossier(a_person(), []), chosen=())
    assert pages_of(pdf)
    assert_nothing_leaves_the_paper(pdf)


def test_a_week_of_diary_is_one_page_with_a_field_for_everything() -> None:
    pdf = paper(PaperKind.DIARY_WEEK)
    (page,) = pages_of(pdf)
    for words in ("Mon 7 Sep", "Pain on waking", "Stiff after", "From behind"):
        assert words in page
    fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    assert len(fields) == 15 * 7
    assert fields["week-row-1-1"]["/TU"] == "Pain on waking, Mon 7 Sep"


@pytest.mark.parametrize(("size", "is_landscape"), list(product(Paper, (False,))))
def test_a_month_of_diary_is_one_page(size: Paper, is_landscape: bool) -> None:
    (page,) = pages_of(paper(PaperKind.DIARY_MONTH, paper=size, is_landscape=is_landscape))
    assert "1 Tue" in page
    assert "30 Wed" in page
    assert "31" not in page


def test_questions_are_printed_only_where_their_owner_allows_it() -> None:
    words = words_of(paper(PaperKind.MEASURES, chosen=("rmdq",)))
    for item in MEASURES["rmdq"].items:
        assert " ".join(item.text.split()) in words
    words = words_of(paper(PaperKind.MEASURES, chosen=("odi",)))
    assert "belong to their owner" in words
    assert "0 to 100" in words


def test_an_answer_can_be_chosen_on_a_screen() -> None:
    pdf = paper(PaperKind.MEASURES, chosen=("nprs", "phq-4", "rmdq"))
    fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    assert "nprs-1" in fields
    assert len([name for name in fields if name.startswith("rmdq")]) == 24
    assert len([name for name in fields if name.startswith("phq-4")]) == 16


def test_a_booklet_has_contents_that_lead_to_the_texts_each_whole_on_a_page() -> None:
    pdf = paper(PaperKind.BOOKLET)
    pages = pages_of(pdf)
    assert len(pages) < len(LESSONS)
    for lesson in LESSONS.values():
        assert lesson.title in pages[0]
        (page,) = (one for one in pages[1:] if lesson.title in one)
        assert lesson.paragraphs[-1] in page
    assert len(inner_links(pdf, 0)) == len(LESSONS)
    assert web_links(pdf), "sources with a public number lead to their page"


def test_the_names_of_exercises_in_the_week_lead_to_their_cards() -> None:
    pdf = paper(PaperKind.PROGRAMME)
    assert len(inner_links(pdf, 0)) == 4


@pytest.mark.parametrize("size", Paper)
def test_notes_never_take_a_page_of_their_own(size: Paper) -> None:
    for weeks in (1, 2):
        pages = pages_of(paper(PaperKind.PROGRAMME, edition=Edition.LOG, paper=size, weeks=weeks))
        assert len(pages) == 1


def test_the_agreed_flare_up_plan_is_in_the_summary_at_discharge() -> None:
    course = a_course()
    plan = FlarePlan(person_id=PERSON_ID, days=4, dose_percent=40, message="Ring me on day two.")
    agreed = make_dossier(course.person, [*course.items, *course.pains, plan])
    words = words_of(paper(PaperKind.DISCHARGE, agreed))
    assert "For 4 days do 40 % of your exercises and runs." in words
    assert "Ring me on day two." in words


def test_a_run_plan_tells_weeks_and_sums() -> None:
    later = a_run_item("30min", MONDAY + timedelta(days=15))
    dossier = make_dossier(a_person(), [a_run_item("5w + 8x(1r/2w) + 5w @3"), later])
    words = words_of(paper(PaperKind.RUN_PLAN, dossier, weeks=3))
    assert "Week 1 of 3" in words
    assert "Week 2 of 3" not in words
    assert "Week 3 of 3" in words
    assert "1 session, 34 min in all" in words


def test_cards_are_of_the_week_or_of_chosen_exercises() -> None:
    assert "3 × 10 · hold 5 s" in words_of(paper(PaperKind.CARDS)).replace("\xa0", " ")
    words = words_of(paper(PaperKind.CARDS, chosen=("march",)))
    assert "March" in words
    assert "Squat" not in words


def test_the_brief_tells_its_rows_and_measures_on_one_page() -> None:
    page = BriefPage(
        since=TODAY - timedelta(days=21),
        heading="Since the last visit, Sat 22 Aug 2026",
        rows=(("Done", ("86 %: 6 of 7 planned items",)), ("Question", ("May I run downhill?",))),
    )
    (words,) = pages_of(paper(PaperKind.BRIEF, brief=page))
    for piece in (
        "Since the last visit, Sat 22 Aug 2026",
        "Done 86 %: 6 of 7 planned items",
        "Question May I run downhill?",
        "RMDQ-24 14 → 6.",
        "Goal Run 10 km by summer",
    ):
        assert piece in words, piece


def test_the_report_holds_the_chosen_sections_and_days() -> None:
    words = words_of(paper(PaperKind.REPORT))
    for heading in ("In short", "Load and pain", "Week by week", "Measures", "What happened"):
        assert heading in words
    assert "beyond measurement error" in words
    assert "effort 3/10 · Tue Sat" in words
    only = ReportOptions(
        first=MONDAY, last=TODAY, sections=(Section.WEEKS,), kept_weeks={MONDAY: 67}
    )
    words = words_of(paper(PaperKind.REPORT, report=only))
    assert "67 %" in words
    assert "Week by week" in words
    assert "In short" not in words
    assert "Mon 7 Sep 2026" in words
    assert "Mon 31 Aug 2026" not in words


def test_a_report_across_has_numbers_beside_the_chart_and_lines_beside_the_programme() -> None:
    pages = pages_of(paper(PaperKind.REPORT, is_landscape=True))
    assert "In short" in pages[0]
    assert "Load and pain" in pages[0]
    together = next(words for words in pages if "The programme, week from" in words)
    assert "What happened" in together
    assert "Assessment and proposal" in together


@pytest.mark.parametrize("size", Paper)
def test_a_report_across_with_much_to_tell_keeps_to_its_pages(size: Paper) -> None:
    course = a_course()
    events = [
        an_event(day=TODAY - timedelta(days=number), kind=EventKind.OTHER, label=f"Event {number}")
        for number in range(40)
    ]
    person = replace(course.person, complaint="Sore " * 110, goal="Run far " * 70)
    long = make_dossier(person, [*course.items, *course.pains, *course.activities, *events])
    pdf = paper(PaperKind.REPORT, long, is_landscape=True, paper=size)
    assert_nothing_leaves_the_paper(pdf)
    assert not overlaps(pdf)
    words = words_of(pdf)
    assert all(f"Event {number}" in words for number in range(30))
    for heading in ("In short", "Load and pain", "The programme", "Assessment and proposal"):
        assert heading in words


def test_a_report_under_a_pseudonym_names_nobody() -> None:
    usual = usual_report(a_course(), TODAY)
    report = ReportOptions(first=usual.first, last=usual.last, is_pseudonym=True)
    pdf = paper(PaperKind.REPORT, report=report)
    for secret in (b"Ada", b"Strand"):
        assert secret not in words_of(pdf).encode()
    assert "After the move" not in words_of(pdf)
    assert "Ada" not in str(PdfReader(io.BytesIO(pdf)).metadata)
    assert "Person 000001" in words_of(pdf)


def test_the_summary_at_discharge_looks_back_to_the_first_day_and_ahead() -> None:
    words = words_of(paper(PaperKind.DISCHARGE))
    assert "Summary at discharge: Ada Strand" in words
    assert "Mon 13 Jul 2026" in words
    assert "If it flares up" in words
    assert usual_report(make_dossier(a_person(), []), date(2026, 1, 5)).last == date(2026, 1, 5)
