"""The square codes: what is drawn is the code, with its white border, at a size phones read."""

import io
from random import Random
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from builders import MONDAY, a_person
from documents.papers import a_week, items_on, pages_of, printed, words_of
from rehabplanner.documents.options import Edition, Paper
from rehabplanner.documents.page import Sheet, build
from rehabplanner.documents.qr import QUIET, SquareCode, modules
from rehabplanner.documents.style import Style
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.people import Practice

LINE = "REHAB-PLAN:1/1/1:01234567:" + "ABCDEF234567" * 25 + "."
FINDER = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")


def rendered(code: SquareCode) -> Image.Image:
    """Return a page with the code alone, at 288 dots an inch."""
    sheet = Sheet(
        paper=Paper.A4,
        style=Style(),
        practice=Practice(),
        title="x",
        subject="",
        author="",
        handed_out=MONDAY,
    )
    document = pypdfium2.PdfDocument(build(sheet, [code]))
    image = document[0].render(scale=4).to_pil().convert("L")
    document.close()
    return image


def test_the_drawn_modules_are_those_of_the_code() -> None:
    rows = modules(LINE)
    assert tuple("".join("01"[one] for one in row[:7]) for row in rows[:7]) == FINDER
    side = 108.0
    image = rendered(SquareCode(LINE, side))
    step = side / (len(rows) + 2 * QUIET) * 4
    left, top = 14 / 25.4 * 72 * 4, 11 / 25.4 * 72 * 4
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            at = (round(left + (x + QUIET + 0.5) * step), round(top + (y + QUIET + 0.5) * step))
            assert (image.getpixel(at) < 128) is is_dark, (x, y)  # type: ignore[operator]


def test_a_module_is_at_least_half_a_millimetre() -> None:
    assert 108.0 / 72 * 25.4 / (len(modules(LINE)) + 2 * QUIET) >= 0.45


@pytest.mark.parametrize("edition", [Edition.FULL, Edition.LARGE])
def test_the_programme_carries_the_plan_unless_it_is_not_wanted(edition: Edition) -> None:
    assert "This plan as a code" in words_of(printed(edition=edition))
    assert "This plan as a code" not in words_of(printed(edition=edition, has_code=False))
    assert "This plan as a code" not in words_of(printed(make_dossier(a_person(), [])))


def test_a_long_plan_takes_several_codes_and_a_very_long_one_none() -> None:
    chance = Random(7)
    noted = [
        one
        for number in range(10)
        for one in items_on(
            (0, 2), f"e{number}", note="".join(chance.choices("abcdefghijklmnopqrstuvwxyz ", k=60))
        )
    ]
    words = words_of(printed(make_dossier(a_person(), noted)))
    assert "All codes are needed, in any order." in words
    letters = "".join(map(chr, range(0x100, 0x700)))
    endless = [
        one for number in range(9) for one in items_on((0,), "bridge", note=letters[number:])
    ]
    pdf = printed(make_dossier(a_person(), endless))
    assert "This plan as a code" not in words_of(pdf)
    assert len(pages_of(pdf)) >= 1


def test_the_code_has_words_for_those_who_cannot_see_it() -> None:
    def alts(node: Any) -> list[str]:
        node = node.get_object()
        if not isinstance(node, dict):
            return []
        kids = node.get("/K", [])
        found = [str(node["/Alt"])] if "/Alt" in node else []
        return found + [
            one for kid in (kids if isinstance(kids, list) else [kids]) for one in alts(kid)
        ]

    root = PdfReader(io.BytesIO(printed(a_week()))).trailer["/Root"]["/StructTreeRoot"]
    assert "This plan as a code" in alts(root["/K"])
