"""Tags: what a screen reader is told of a paper, and that the file stays sound."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from documents.papers import a_shelf, a_week, printed
from rehabplanner.documents.options import Edition
from rehabplanner.figures.loading import load_figures
from rehabplanner.library.exercises import load_exercises
from rehabplanner.paths import resources


def elements(pdf: bytes) -> Iterator[tuple[str, Any]]:
    """Yield role and dictionary of every element in reading order."""

    def walk(node: Any) -> Iterator[tuple[str, Any]]:
        node = node.get_object()
        if not isinstance(node, dict):
            return
        yield str(node["/S"]), node
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from walk(kid)

    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a value of pypdf's own
    yield from walk(root["/StructTreeRoot"]["/K"])


def test_a_programme_has_one_title_headings_tables_and_paragraphs() -> None:
    roles = [role for role, _node in elements(printed())]
    assert roles[0] == "/Document"
    assert roles.count("/H1") == 1
    assert roles.count("/H2") >= 6
    assert roles.count("/H3") == 4, "one for each exercise"
    for role in ("/Table", "/TR", "/TH", "/TD", "/P", "/Figure"):
        assert role in roles


def test_every_picture_has_words() -> None:
    figures = load_figures(resources() / "figures")
    exercises = load_exercises(resources() / "exercises", str)
    shelf = a_shelf(*exercises.values())
    week = a_week()
    first = next(iter(figures))
    changed = week.changed(saved=[replace(week.items[0], exercise_id=first)])
    pdf = printed(changed, exercises=shelf, figures=figures)
    found = [node for role, node in elements(pdf) if role == "/Figure"]
    assert len(found) >= 3
    assert all(node["/Alt"] for node in found)


def test_every_marked_stretch_is_in_the_tree_and_on_its_page() -> None:
    pdf = printed()
    reader = PdfReader(io.BytesIO(pdf))
    tree = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]
    by_page = {int(numbers[n]): numbers[n + 1].get_object() for n in range(0, len(numbers), 2)}
    for place, page in enumerate(reader.pages):
        content = page.get_contents()
        assert content is not None
        marks = content.get_data().count(b"/MCID")
        assert page["/StructParents"] == place
        assert len(by_page[place]) == marks > 0
        assert content.get_data().count(b"BDC") + content.get_data().count(b"BMC") == (
            content.get_data().count(b"EMC")
        )


def test_the_language_is_told() -> None:
    assert PdfReader(io.BytesIO(printed())).trailer["/Root"]["/Lang"] == "en"


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not here")
@pytest.mark.parametrize("edition", Edition)
def test_an_independent_checker_finds_no_fault(edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(printed(edition=edition, weeks=2))
    command = ["qpdf", "--check", str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
