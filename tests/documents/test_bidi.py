"""Right-to-left writing on paper: the order on a line, joined letters, lines of a paragraph."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_person
from documents.papers import assert_nothing_leaves_the_paper, items_on, pages_of, printed
from rehabplanner.documents.bidi import joined, on_paper
from rehabplanner.domain.dossier import make_dossier

ALEF, BET, GIMEL = "אבג"


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Ada", "Ada"),
        (ALEF + BET + GIMEL, GIMEL + BET + ALEF),
        (f"Ada {ALEF}{BET} 12", f"Ada 12 {BET}{ALEF}"),
        (f"{ALEF}{BET} 12 Ada", f"Ada 12 {BET}{ALEF}"),
        (f"{ALEF} (x1) {BET}", f"{BET} (x1) {ALEF}"),
        (f"{ALEF} ({BET})", f"({BET}) {ALEF}"),
        (f"3 x 10 {ALEF}", f"3 x 10 {ALEF}"),
        (f"{ALEF} 1.5 {BET}", f"{BET} 1.5 {ALEF}"),
    ],
)
def test_each_line_stands_in_its_order(said: str, stands: str) -> None:
    assert on_paper(said) == stands


def test_marks_stay_on_their_letters() -> None:
    shin = "\u05e9\u05c1"
    assert on_paper(shin + BET) == BET + shin


def test_arabic_letters_are_joined() -> None:
    salam = "سلام"
    names = [unicodedata.name(letter) for letter in joined(salam)]
    assert names == [
        "ARABIC LETTER SEEN INITIAL FORM",
        "ARABIC LIGATURE LAM WITH ALEF FINAL FORM",
        "ARABIC LETTER MEEM ISOLATED FORM",
    ]
    dar = [unicodedata.name(letter) for letter in joined("دار")]
    assert [name.split()[-2] for name in dar] == ["ISOLATED", "ISOLATED", "ISOLATED"]
    bayt = [unicodedata.name(letter).split()[-2] for letter in joined("بيت")]
    assert bayt == ["INITIAL", "MEDIAL", "FINAL"]


@given(st.text(st.sampled_from("ab 12.,()אבגسلامدأ\u05c1\u064e"), max_size=40))
def test_no_letter_is_lost(text: str) -> None:
    shown = on_paper(text)
    plain = unicodedata.normalize("NFKC", shown)
    assert sorted(plain.translate(str.maketrans("()", "))"))) == sorted(
        unicodedata.normalize("NFKC", text).translate(str.maketrans("()", "))"))
    )


def test_a_note_in_hebrew_is_set_line_by_line_from_the_right() -> None:
    words = " ".join(f"{ALEF}{number}" for number in range(60))
    dossier = make_dossier(a_person(goal=words), items_on((0,), "bridge", note=words))
    pdf = printed(dossier)
    assert_nothing_leaves_the_paper(pdf)
    text = " ".join(pages_of(pdf))
    assert text.index(f"0{ALEF}") < text.index(f"59{ALEF}")


def test_a_name_in_arabic_stands_in_the_title() -> None:
    pdf = printed(make_dossier(a_person("سلام"), []))
    assert "\ufee1" in " ".join(pages_of(pdf)) or "سلام"[::-1] in " ".join(pages_of(pdf))
