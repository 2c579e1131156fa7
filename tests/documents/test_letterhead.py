"""The letterhead on paper: logos of every kind, colours that can be read, long words."""

import io

import pypdfium2
import pytest
from PIL import Image

from builders import a_practice
from documents.papers import assert_nothing_leaves_the_paper, printed, words_of
from rehabplanner.documents.options import Edition
from rehabplanner.documents.style import Theme

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<g transform="translate(10 10) scale(0.9)" style="fill:#cc2200">
<rect x="0" y="0" width="90" height="90" rx="8"/>
<circle cx="150" cy="45" r="40" fill="rgb(0,80,160)"/>
<path d="M 10 10 L 40 80 H 60 Z" fill="white" transform="rotate(10 30 30)"/>
<polygon points="0,0 10,0 5,9" stroke="black" stroke-width="2"/>
<text x="1" y="2">not drawn</text></g></svg>"""


def picture(kind: str) -> bytes:
    """Return a wide red picture."""
    stream = io.BytesIO()
    Image.new("RGB", (400, 100), "#cc2200").save(stream, format=kind)
    return stream.getvalue()


def corner_colours(pdf: bytes) -> set[tuple[int, int, int]]:
    """Return the colours in the upper left of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    corner = image.crop((30, 20, 200, 80))
    return {colour for _count, colour in corner.getcolors(100_000) or []}


@pytest.mark.parametrize("logo", [SVG, picture("PNG"), picture("JPEG")])
@pytest.mark.parametrize("theme", Theme)
def test_a_logo_is_drawn_in_the_ink_of_the_paper(logo: bytes, theme: Theme) -> None:
    pdf = printed(practice=a_practice(logo=logo), theme=theme, edition=Edition.FRIDGE)
    colours = corner_colours(pdf)
    is_red = any(red > green + 90 for red, green, _blue in colours)
    assert is_red is (theme is Theme.COLOUR)
    assert any(max(colour) < 170 for colour in colours), "something dark is there"
    assert_nothing_leaves_the_paper(pdf)
    assert "Quay Physiotherapy" in words_of(pdf)


@pytest.mark.parametrize(
    "logo",
    [
        b"\x89PNG\r\n\x1a\nbroken",
        b"<svg",
        b"<svg viewBox='0 0 0 0'/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg viewBox='0 0 9 9'>&a;</svg>",
        b"<svg viewBox='0 0 9 9'><path d='M nonsense'/></svg>",
    ],
)
def test_a_broken_logo_leaves_the_paper_whole(logo: bytes) -> None:
    pdf = printed(practice=a_practice(logo=logo))
    assert "Programme for Ada Strand" in words_of(pdf)
    assert "When to get help" in words_of(pdf)


def test_a_pale_colour_is_printed_dark_enough() -> None:
    pdf = printed(practice=a_practice(colour="#ffee00"), edition=Edition.FRIDGE)
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    yellows = [
        colour
        for _count, colour in image.getcolors(1_000_000) or []
        if colour[0] > 240 and colour[1] > 225 and colour[2] < 60
    ]
    assert not yellows


def test_a_logo_alone_makes_a_letterhead() -> None:
    plain = printed(practice=a_practice(name="", therapist="", address="", logo=SVG))
    assert "Programme for Ada Strand" in words_of(plain)
    assert_nothing_leaves_the_paper(plain)
