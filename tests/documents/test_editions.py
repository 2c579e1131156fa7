"""Every edition on every paper and in every ink, as it is read back from the PDF."""

import io
from dataclasses import replace
from itertools import product

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from builders import MONDAY, PERSON_ID, a_person
from documents.papers import (
    SHELF,
    a_habit,
    a_shelf,
    a_week,
    an_exercise,
    assert_nothing_leaves_the_paper,
    fonts_of,
    items_on,
    overlaps,
    page_size,
    pages_of,
    printed,
    words_of,
)
from rehabplanner.documents.options import Edition, Paper
from rehabplanner.documents.style import Theme
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.exposure import FlarePlan
from rehabplanner.domain.people import Practice
from rehabplanner.domain.plans import WeekNote
from rehabplanner.figures.loading import load_figures
from rehabplanner.library.exercises import load_exercises
from rehabplanner.paths import resources
from rehabplanner.planning.tick_sheet import sheet_rows

HABIT = "Stand up each hour"
ALL = list(product(Edition, Paper, Theme, (False, True)))
NASTY = st.text(
    st.sampled_from("ab W<>&;/\"'{}%\n\t—…−≤→山田ひ한שלوم12é🏃\u0301\u200d\u202e"), max_size=400
)


@pytest.fixture(scope="module")
def figures() -> object:
    """The shipped figures."""
    return load_figures(resources() / "figures")


@pytest.mark.parametrize(("edition", "paper", "theme", "is_landscape"), ALL)
def test_every_edition_fits_its_paper(
    edition: Edition, paper: Paper, theme: Theme, is_landscape: bool
) -> None:
    pdf = printed(edition=edition, paper=paper, theme=theme, is_landscape=is_landscape, weeks=2)
    size = (595, 842) if paper is Paper.A4 else (612, 792)
    assert page_size(pdf) == (size[::-1] if is_landscape else size)
    assert_nothing_leaves_the_paper(pdf)
    assert not overlaps(pdf)
    words = words_of(pdf)
    assert "Ada Strand" in words
    for name in ("Squat", "Bird dog", "Bridge"):
        assert name in words


@pytest.mark.parametrize("edition", Edition)
def test_every_edition_embeds_its_fonts(edition: Edition) -> None:
    fonts = fonts_of(printed(edition=edition, is_fillable=False))
    assert fonts
    assert all(fonts.values()), fonts


@pytest.mark.parametrize("edition", Edition)
def test_every_edition_is_the_same_for_the_same_input(edition: Edition) -> None:
    assert printed(edition=edition) == printed(edition=edition)


@pytest.mark.parametrize("edition", Edition)
def test_exercises_follow_body_positions(edition: Edition) -> None:
    words = words_of(printed(edition=edition))
    start = words.index("1 Squat") if edition is not Edition.PICTOGRAMS else 0
    places = [words.index(name, start) for name in ("Squat", "Row", "Bird dog", "Bridge")]
    assert places == sorted(places)


def test_the_fridge_sheet_has_what_one_needs_at_a_glance() -> None:
    (page,) = pages_of(printed(edition=Edition.FRIDGE))
    for words in (
        "on 3 days",
        "Fine: pain 0 to 2",
        "Hold: pain 3 to 4",
        "Ease off: pain 5 to 10",
        "If it flares up:",
        "Now, emergency department:",
        "My goal: Run 10 km by summer",
        "Every day: Stand up each hour.",
        "each side",
    ):
        assert words in page.replace("\xa0", " "), words


@pytest.mark.parametrize("is_landscape", [False, True])
@pytest.mark.parametrize("count", [0, 1, 5, 12, 60])
def test_the_fridge_sheet_is_one_page_whatever_the_plan(count: int, is_landscape: bool) -> None:
    shelf = a_shelf(*(an_exercise(f"exercise-number-{n}") for n in range(count)))
    records = [one for n in range(count) for one in items_on((0, 2, 4), f"exercise-number-{n}")]
    dossier = make_dossier(a_person(), records)
    pdf = printed(dossier, exercises=shelf, edition=Edition.FRIDGE, is_landscape=is_landscape)
    assert len(pages_of(pdf)) == 1
    assert_nothing_leaves_the_paper(pdf)
    if count > 4:
        assert "Exercise number 4" in words_of(pdf)
    if count == 60:
        assert "more exercise" in words_of(pdf) or "Exercise number 59" in words_of(pdf)


def test_large_print_is_at_least_16_points() -> None:
    document = pypdfium2.PdfDocument(printed(edition=Edition.LARGE))
    objects = [one for number in range(len(document)) for one in document[number].get_objects()]
    heights = []
    for one in objects:
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_TEXT:
            _left, bottom, _right, top = one.get_bounds()
            heights.append(top - bottom)
    document.close()
    assert sorted(heights)[len(heights) // 2] > 10, "a line of 16 points is 10 to 16 points high"


def test_pictograms_say_the_dose_in_figures_and_tick_boxes(figures: object) -> None:
    shelf = load_exercises(resources() / "exercises", str)
    ids = list(shelf)[:3]
    dossier = make_dossier(
        a_person(), [one for name in ids for one in items_on((0, 3), name, "2x8 h5 each 4kg")]
    )
    words = words_of(printed(dossier, exercises=shelf, figures=figures, edition=Edition.PICTOGRAMS))
    for sign in ("2 × 8", "5 s", "L R", "4 kg", "0 to 2 →", "Mo Tu We"):
        assert sign in words, sign


def test_the_log_sheet_can_be_filled_in_on_a_screen_and_by_hand() -> None:
    pdf = printed(edition=Edition.LOG, weeks=2)
    fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    ticks = [name for name, one in fields.items() if one["/FT"] == "/Btn"]
    assert len(ticks) == 2 * (3 + 3 + 2 * 3 + 1 + 2 + 7)
    assert len(fields) - len(ticks) == 2 * (3 * 7 + 2)
    assert fields["week-1-row-3-day-1"]["/TU"] == "3  Bird dog L, Monday"
    by_hand = printed(edition=Edition.LOG, weeks=2, is_fillable=False)
    assert not PdfReader(io.BytesIO(by_hand)).get_fields()
    assert words_of(by_hand) == words_of(pdf)


def test_what_is_typed_into_the_log_sheet_is_there_when_it_is_opened_again() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(printed(edition=Edition.LOG)))
    fields = writer.get_fields() or {}
    texts = [name for name, one in fields.items() if one["/FT"] == "/Tx"]
    ticks = [name for name, one in fields.items() if one["/FT"] == "/Btn"]
    typed = {name: str(number % 11) for number, name in enumerate(texts)}
    typed |= dict.fromkeys(ticks, "/Yes")
    for page in writer.pages:
        writer.update_page_form_field_values(page, typed)
    out = io.BytesIO()
    writer.write(out)
    kept = PdfReader(out).get_fields() or {}
    assert {name: kept[name].value for name in typed} == typed
    assert all(one.get("/TU") for one in kept.values()), "each says what it is for"


def test_the_log_sheet_has_the_order_in_which_it_is_typed_in_again() -> None:
    names = [row.name for row in sheet_rows(a_week(), MONDAY, SHELF) if row.name]
    assert names == ["1  Squat", "2  Row", "3  Bird dog", "4  Bridge", "Run, 34 min", HABIT]
    words = words_of(printed(edition=Edition.LOG))
    places = [words.index(" ".join(name.split(",")[0].split())) for name in names]
    assert places == sorted(places)


def test_a_later_week_with_a_plan_of_its_own_gets_its_own_grid() -> None:
    week = a_week()
    later = [
        replace(one, day=one.day.replace(day=one.day.day + 14)) for one in items_on((0,), "row")
    ]
    dossier = make_dossier(week.person, [*week.items, *later])
    words = words_of(printed(dossier, edition=Edition.LOG, weeks=4))
    assert words.count("Bird dog") == 1
    assert words.count("Week 3 M") == 1


def test_weeks_to_tick_are_on_the_cards_of_the_full_programme() -> None:
    words = words_of(printed(weeks=3))
    assert "Week 3, done" in words
    assert "Week 4, done" not in words


def test_an_exercise_is_never_split_and_stays_with_its_picture(figures: object) -> None:
    shelf = load_exercises(resources() / "exercises", str)
    ids = list(shelf)[:9]
    dossier = make_dossier(a_person(), [one for name in ids for one in items_on((0,), name)])
    for edition in (Edition.FULL, Edition.LARGE):
        pages = pages_of(printed(dossier, exercises=shelf, figures=figures, edition=edition))
        for name in ids:
            exercise = shelf[name]
            having = [page for page in pages if exercise.why in page]
            assert len(having) == 1
            assert " ".join(exercise.steps[-1].split()) in having[0]


@settings(max_examples=12)
@given(
    name=NASTY.filter(str.strip),
    note=NASTY,
    goal=NASTY,
    title=NASTY,
    count=st.integers(0, 14),
    edition=st.sampled_from(Edition),
    is_landscape=st.booleans(),
)
def test_no_words_break_any_edition(
    name: str,
    note: str,
    goal: str,
    title: str,
    count: int,
    edition: Edition,
    is_landscape: bool,
) -> None:
    try:
        person = a_person(name, goal=goal, question=note)
    except ValueError:
        person = a_person("A", goal=goal, question=note)
    dossier = _many(person.name, goal, note, title, count)
    pdf = printed(
        dossier,
        edition=edition,
        is_landscape=is_landscape,
        weeks=1 + count % 3,
        practice=Practice(name=name, therapist=title, address=note, footer=goal),
    )
    assert "programme as plain text" not in words_of(pdf)
    assert_nothing_leaves_the_paper(pdf)


def _many(name: str, goal: str, note: str, title: str, count: int) -> Dossier:
    ids = list(SHELF)
    records = [
        one
        for number in range(count)
        for one in items_on(
            (number % 7, 6), ids[number % len(ids)], title=f"{title[:100]} {number}", note=note
        )
    ]
    records += a_habit(title or "Walk", (1, 2))
    note_record = WeekNote(person_id=PERSON_ID, monday=MONDAY, purpose=title, message=note)
    return make_dossier(a_person(name, goal=goal, question=note), [*records, note_record])


def test_the_agreed_flare_up_plan_is_printed() -> None:
    week = a_week()
    plan = FlarePlan(
        person_id=PERSON_ID, days=4, dose_percent=40, walks_a_day=2, walk_min=8, back_percent=(70,)
    )
    dossier = make_dossier(week.person, [*week.items, plan])
    words = words_of(printed(dossier))
    assert "For 4 days do 40 % of your exercises and runs." in words
    assert "Walk 2 times a day for 8 minutes." in words
    assert "Then back, a day each: 70 %, and all of it." in words
    assert "40 % for 4 days" in words_of(printed(dossier, edition=Edition.FRIDGE))
