"""Words without a blank, such as long compounds and addresses, stay in their places on paper."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from builders import a_practice
from documents.papers import assert_nothing_leaves_the_paper, overlaps
from documents.test_papers import a_course, paper
from rehabplanner.documents.options import Edition
from rehabplanner.documents.paper_request import PaperKind
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.style import Style
from rehabplanner.domain.dossier import Dossier, make_dossier

LONG = st.one_of(
    st.text("abcdefghijklmnoprstuwäöüßéñ", min_size=30, max_size=150),
    st.text("abcdefgh/.-_?=&%", min_size=30, max_size=150).map("https://example.org/".__add__),
    st.text("SWMÄ", min_size=30, max_size=80),
)


@settings(max_examples=16)
@given(
    word=LONG,
    kind=st.sampled_from(PaperKind),
    edition=st.sampled_from(Edition),
    is_landscape=st.booleans(),
)
def test_a_long_word_neither_leaves_the_paper_nor_lies_on_others(
    word: str, kind: PaperKind, edition: Edition, is_landscape: bool
) -> None:
    pdf = paper(
        kind,
        _with_everywhere(word),
        edition=edition,
        is_landscape=is_landscape,
        practice=a_practice(name=word, address=word, footer=word),
    )
    assert_nothing_leaves_the_paper(pdf)
    assert not overlaps(pdf)


@pytest.mark.parametrize(
    ("words", "width", "parts"),
    [
        ("about desensitisation today", 100, "desensitisa-"),
        ("a quiet rehabilitation", 95, "rehabilita-"),
        ("it will do you good to get moving", 62, ""),
    ],
)
def test_only_a_long_word_is_parted_and_between_syllables(
    words: str, width: float, parts: str
) -> None:
    page = io.BytesIO()
    canvas = Canvas(page)
    block = text(words, Style())
    block.draw(canvas, 50, 700, width)
    canvas.save()
    shown = PdfReader(page).pages[0].extract_text().split()
    assert [word for word in shown if word.endswith("-")] == ([parts] if parts else [])
    assert "".join(shown).replace("-", "") == words.replace(" ", "")


def _with_everywhere(word: str) -> Dossier:
    """Return Ada's course with the word wherever a person types."""
    course = a_course()
    person = replace(course.person, name=word[:80], goal=word, question=word, complaint=word)
    items = [
        replace(item, note=word) if item.exercise_id else replace(item, title=word[:100])
        for item in course.items
    ]
    notes = [replace(note, purpose=word, message=word) for note in course.week_notes]
    events = [replace(event, label=word[:80]) for event in course.events]
    return make_dossier(
        person, [*items, *notes, *events, *course.pains, *course.activities, *course.completions]
    )
