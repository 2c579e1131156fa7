"""No bare string escapes onto paper: the handout and the chart in the pseudo-language."""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from rehabplanner.demo.making import fill
from rehabplanner.demo.people import MAIN
from rehabplanner.documents.chart import render_chart_svg
from rehabplanner.documents.handout import HandoutOptions, render_handout
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import monday_of
from rehabplanner.figures.loading import load_figures
from rehabplanner.library.library import Library
from rehabplanner.paths import resources
from rehabplanner.wording import PSEUDO, _, use
from rehabplanner.workspace import Workspace

TODAY = date(2026, 9, 11)


@pytest.fixture
def dossier(workspace: Workspace) -> Dossier:
    use(PSEUDO, resources() / "translations")
    main = fill(workspace, Library(resources(), _), TODAY)
    found = workspace.dossier(main.id)
    assert found is not None
    return found


def bare(text: str) -> str:
    """Return the words outside the brackets, user data left out.

    Words of three letters are passed over: a bracketed `10 min` that wraps in a narrow cell is
    read back with its neighbour in between.
    """
    flat = re.sub(r"\s+", "", text)
    while "⟦" in flat:
        shorter = re.sub(r"⟦[^⟦⟧]*⟧", " ", flat)
        if shorter == flat:
            break
        flat = shorter
    return " ".join(re.findall(r"[^\W\d_]{4,}", flat.replace("MaraLindqvist", " ")))


def test_every_word_of_the_handout_comes_from_the_catalogue(
    dossier: Dossier, workspace: Workspace, tmp_path: Path
) -> None:
    pdf = render_handout(
        dossier,
        monday_of(TODAY),
        exercises=Library(resources(), _).exercises,
        figures=load_figures(resources() / "figures"),
        practice=workspace.practice(),
        options=HandoutOptions(),
        today=TODAY,
    )
    for number, page in enumerate(pypdf.PdfReader(BytesIO(pdf)).pages, 1):
        assert bare(page.extract_text()) == "", f"page {number}"


def test_every_word_of_the_chart_comes_from_the_catalogue(dossier: Dossier) -> None:
    svg = render_chart_svg(dossier, TODAY - timedelta(days=80), TODAY)
    texts = re.findall(r"<(?:text|title|desc)[^>]*>([^<]*)<", svg)
    assert texts
    assert bare(" ".join(texts)) == ""
    assert MAIN.name
