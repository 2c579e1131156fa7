"""The handout as it is read back from the PDF: what a person gets in their hand."""

import io
import re

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from builders import MONDAY, PERSON_ID, a_person, a_practice, a_run_item, an_item
from documents.papers import (
    PURPOSE,
    SHELF,
    a_habit,
    a_shelf,
    a_week,
    an_exercise,
    assert_nothing_leaves_the_paper,
    fonts_of,
    items_on,
    pages_of,
    printed,
    words_of,
)
from rehabplanner.documents.options import Paper
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf
from rehabplanner.documents.style import Theme
from rehabplanner.documents.together import render_together
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.people import Practice
from rehabplanner.domain.plans import WeekNote
from rehabplanner.figures.loading import load_figures
from rehabplanner.library.exercises import load_exercises
from rehabplanner.paths import resources
from rehabplanner.wording import use

NASTY = '<b>&</b> <img src="/etc/hostname"> 山田 שלום 12 🏃 &amp; {name} %s'


def test_everything_stands_in_reading_order() -> None:
    words = words_of(printed())
    order = [
        "Quay Physiotherapy",
        "Programme for Ada Strand",
        "Week 37: 7 Sep – 13 Sep 2026",
        PURPOSE,
        "Keep it slow.",
        "Mon 7 Sep",
        "Sun 13 Sep",
        "Every day: Stand up each hour",
        "How much pain is all right?",
        "The 24-hour rule.",
        "Running and walking",
        "Then 8 times: run for 1 minute, then walk for 2 minutes.",
        "Why of squat",
        "Why of bird-dog",
        "Why of bridge",
        "My diary of the week",
        "My goal",
        "Questions for my next visit",
        "If it flares up",
        "When to get help",
    ]
    places = [words.find(piece) for piece in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_the_dose_stands_in_its_fixed_order_with_its_days() -> None:
    words = words_of(printed())
    assert "3 × 10 · hold 5 s · rest 60 s · Mon Wed Fri · effort 6/10" in words
    assert "3 × 8 each side · Mon Wed" in words
    assert "2 × 8 each side · Fri" in words
    assert "For you, Mon Wed: Only as far as is easy." in words


def test_exercises_follow_body_positions_and_are_numbered_so() -> None:
    names = [entry.title for entry in PdfReader(io.BytesIO(printed())).outline]
    assert names.index("Squat") < names.index("Row") < names.index("Bird dog")
    assert names.index("Bird dog") < names.index("Bridge")
    assert "1 Squat, 2 Row, 3 Bird dog, 4 Bridge" in words_of(printed())


def test_an_exercise_stays_on_one_page() -> None:
    for options in ({}, {"paper": Paper.LETTER}, {"font_scale": 1.35}):
        pages = pages_of(printed(**options))
        for name in ("bridge", "squat", "bird-dog", "row"):
            (page,) = (page for page in pages if f"Why of {name}" in page)
            assert f"Last step of {name}." in page
            assert page.count("My notes") == page.count("Pain before / after")


def test_minutes_and_counts_stand_at_the_top() -> None:
    first = pages_of(printed())[0]
    assert "4 exercises" in first
    assert "2 runs, 1 h 8 min in all" in first
    assert "1 rest day" in first
    assert re.search(r"\d+–\d+ min of exercises a day, on 3 days", first)


@pytest.mark.parametrize(
    ("ceiling", "middle", "upper"),
    [(4, "3 to 4", "5 to 10"), (2, "–", "3 to 10"), (5, "3 to 5", "6 to 10"), (10, "3 to 10", "–")],
)
def test_the_pain_bands_follow_the_persons_ceiling(ceiling: int, middle: str, upper: str) -> None:
    words = words_of(printed(make_dossier(a_person(pain_ceiling=ceiling), [])))
    assert f"Fine 0 to 2 As usual, or less" in words  # noqa: F541
    assert f"Hold {middle} 1 point above usual" in words
    assert f"Ease off {upper} 2 or more above usual" in words


def test_easier_and_harder_name_the_neighbours() -> None:
    words = words_of(printed())
    assert "Harder, once this is easy: March" in words


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_paper_sizes(paper: Paper, size: tuple[int, int]) -> None:
    pdf = printed(paper=paper)
    for page in PdfReader(io.BytesIO(pdf)).pages:
        assert tuple(round(float(length)) for length in page.mediabox[2:]) == size
    assert_nothing_leaves_the_paper(pdf)


def test_every_page_says_which_of_how_many() -> None:
    pages = pages_of(printed())
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page


def test_all_fonts_are_embedded() -> None:
    pdf = printed(make_dossier(a_person(name="Ωmega 山田 אבג ☃"), []))
    fonts = fonts_of(pdf)
    assert len(fonts) >= 4
    assert all(fonts.values()), fonts


def test_title_author_language_and_bookmarks() -> None:
    reader = PdfReader(io.BytesIO(printed()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Programme for Ada Strand"
    assert reader.metadata.author == "M. Lund"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    titles = [entry.title for entry in reader.outline]
    assert {"This week", "Running and walking", "Bridge", "When to get help"} <= set(titles)


def test_the_same_input_gives_the_same_bytes() -> None:
    dossier = a_week()
    assert printed(dossier) == printed(dossier)
    assert printed(dossier) != printed(dossier, theme=Theme.GREY)


def test_black_and_white_has_no_colour() -> None:
    document = pypdfium2.PdfDocument(printed(theme=Theme.GREY))
    for page in document:
        image = page.render(scale=0.5).to_pil().convert("RGB")
        colours = image.getcolors(1 << 20)
        assert all(red == green == blue for _count, (red, green, blue) in colours)
    document.close()


def test_running_text_is_at_least_twelve_points() -> None:
    sizes: dict[str, float] = {}

    def note(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size

    for page in PdfReader(io.BytesIO(printed())).pages:
        page.extract_text(visitor_text=note)
    for words in ("First step of bridge.", "Go on with the plan."):
        assert max(size for text, size in sizes.items() if words in text) >= 12
    assert min(sizes.values()) >= 9.4


def test_an_empty_week_is_said_kindly() -> None:
    words = words_of(printed(make_dossier(a_person(), []), practice=Practice()))
    assert "Nothing is planned for this week yet." in words
    assert "Programme for Ada Strand" in words
    assert "When to get help" in words


def test_markup_and_far_scripts_are_printed_as_they_are() -> None:
    note = WeekNote(person_id=PERSON_ID, monday=MONDAY, purpose=NASTY, message=NASTY)
    person = a_person(name=NASTY, goal=NASTY)
    records = [note, *items_on((0,), "bridge", note=NASTY), *a_habit(NASTY, (1,))]
    records.append(a_run_item("30min", MONDAY, title=NASTY, note=NASTY))
    pdf = printed(make_dossier(person, records), practice=a_practice(name=NASTY, address=NASTY))
    words = words_of(pdf)
    assert words.count('<b>&</b> <img src="/etc/hostname">') >= 6
    assert "山田" in words
    assert "&amp;" in words
    assert_nothing_leaves_the_paper(pdf)


def test_sixty_exercises_all_come() -> None:
    shelf = a_shelf(*(an_exercise(f"move-{number}") for number in range(60)))
    records = [item for number in range(60) for item in items_on((0, 3), f"move-{number}")]
    pdf = printed(make_dossier(a_person(), records), exercises=shelf)
    words = words_of(pdf)
    assert all(f"Last step of move-{number}." in words for number in range(60))
    assert "Exercises 1–60" in words
    assert_nothing_leaves_the_paper(pdf)


def test_long_notes_flow_over_pages_and_lose_nothing() -> None:
    message = " ".join(f"word{number}" for number in range(500))
    goal = " ".join(f"goal{number}" for number in range(2000))
    note = WeekNote(person_id=PERSON_ID, monday=MONDAY, message=message)
    long_note = " ".join(f"note{number}" for number in range(240))
    records = [note, *items_on((0,), "bridge", note=long_note)]
    pdf = printed(make_dossier(a_person(goal=goal), records), font_scale=2.0)
    words = words_of(pdf)
    assert "word0 " in words
    assert message[:3900].split()[-2] in words
    assert goal.split()[-1] in words
    assert long_note.split()[-1] in words
    assert_nothing_leaves_the_paper(pdf)


def test_an_exercise_that_the_library_has_lost_keeps_its_dose() -> None:
    words = words_of(printed(make_dossier(a_person(), items_on((0,), "gone", "4x6", title="Old"))))
    assert "Old" in words
    assert "4 × 6 · Mon" in words


class Broken:
    """A figure that cannot be drawn at all."""

    id = "bridge"

    def drawing(self, *_given: object, **_named: object) -> None:
        raise RuntimeError("no figure")


def test_should_the_layout_fail_the_week_comes_as_plain_text() -> None:
    pdf = printed(figures={"bridge": Broken()})
    words = words_of(pdf)
    assert "Programme for Ada Strand" in words
    assert "Bridge · 3 × 10 · hold 5 s · rest 60 s · effort 6/10" in words
    assert all(fonts_of(pdf).values())


def test_should_one_layout_fail_the_others_in_the_same_file_are_whole() -> None:
    usual = Request(
        kind=PaperKind.PROGRAMME,
        dossier=a_week(),
        monday=MONDAY,
        today=MONDAY,
        practice=a_practice(),
    )
    broken = Shelf(exercises=SHELF, figures={"bridge": Broken()})  # type: ignore[dict-item]
    whole = Shelf(exercises=SHELF, figures=None)
    pdf = render_together([(usual, broken), (usual, whole)], title="Two")
    pages = pages_of(pdf)
    assert "Bridge · 3 × 10 · hold 5 s" in pages[0]
    assert "How much pain is all right?" in " ".join(pages[1:])
    assert pdf == render_together([(usual, broken), (usual, whole)], title="Two")
    assert all(fonts_of(pdf).values())


def test_every_shipped_exercise_prints_with_its_figure() -> None:
    shelf = load_exercises(resources() / "exercises", str)
    figures = load_figures(resources() / "figures")
    drawn = [name for name in figures if name in shelf][:3]
    records = [item for name in [*drawn, *list(shelf)[:4]] for item in items_on((0,), name)]
    pdf = printed(make_dossier(a_person(), records), exercises=shelf, figures=figures)
    words = words_of(pdf)
    assert words.count("Start End") + words.count("Start") >= len(drawn)
    assert len(pdf) < 100_000 * len(PdfReader(io.BytesIO(pdf)).pages)
    assert_nothing_leaves_the_paper(pdf)


def test_no_word_of_the_program_escapes_translation() -> None:
    use("xx", resources() / "translations")
    quiet = an_exercise(
        "q", position="supine", name="Q", why="q", start="q", steps=("q",), cues=("q",),
        mistake="q", feel="q", equipment=("q",), easier="q", harder="q",
    )  # fmt: skip
    records = [an_item("q", MONDAY, "3x10 h5 each @6 r60 2-0-2 20kg", note="q")]
    records += [a_run_item("5w + 8x(1r/2w) + 5w @3", MONDAY, title="q", note="q")]
    person = a_person(name="Q", goal="q")
    practice = a_practice(name="Q", therapist="Q", address="q", phone="q", footer="q")
    words = words_of(
        printed(make_dossier(person, records), exercises=a_shelf(quiet), practice=practice)
    )
    depth, outside = 0, []
    for letter in words:
        depth += (letter == "⟦") - (letter == "⟧")
        if depth == 0 and letter.isalpha() and letter not in "qQ":
            outside.append(letter)
    assert "".join(outside) == ""


words_of_any_script = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("<>&\"'\n\t%{}"),
    max_size=120,
)


@settings(max_examples=25)
@given(
    name=words_of_any_script.filter(lambda text: text.strip() and text.isprintable()),
    note=words_of_any_script,
    goal=words_of_any_script,
    scale=st.sampled_from([1.0, 1.35, 2.0]),
    paper=st.sampled_from(list(Paper)),
)
def test_any_words_print_within_the_page(
    name: str, note: str, goal: str, scale: float, paper: Paper
) -> None:
    try:
        person = a_person(name=name, goal=goal)
    except ValueError:
        return
    records = [*items_on((0, 3), "bridge", note=note), *items_on((1,), "squat", title=name[:100])]
    records.append(WeekNote(person_id=PERSON_ID, monday=MONDAY, purpose=note, message=goal))
    pdf = printed(
        make_dossier(person, records),
        practice=a_practice(name=name, footer=note, address=goal),
        font_scale=scale,
        paper=paper,
    )
    assert "Last step of bridge." in words_of(pdf)
    assert_nothing_leaves_the_paper(pdf)


def test_builders_shelf_has_each_position_once() -> None:
    assert {one.position for one in SHELF.values()} == {
        "supine",
        "standing",
        "four-point",
        "sitting",
    }
