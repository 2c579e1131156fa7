"""Pages against pictures of how they looked when a person last judged them, at a tolerance.

A change of layout that is wanted: `python tests/documents/test_renderings.py` draws them anew;
look at each before committing it.
"""

import io
import sys
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

FOLDER = Path(__file__).parent / "renderings"
WIDTH_PX = 120
EDITIONS = ("full", "fridge", "large", "pictograms", "log")
OTHERS = (
    "run plan",
    "diary week",
    "diary month",
    "measures",
    "education",
    "booklet",
    "cards",
    "brief",
    "report",
    "discharge",
)
MOST_DIFFERENT = 6.0
"""Mean difference of grey levels, 0 to 255, after a light blur."""
PAGES: dict[str, tuple[str, dict[str, Any], int]] = {
    "full-2": ("programme", {}, 1),
    "full-copy-3": ("programme", {"theme": "copy"}, 2),
    "full-across-2": ("programme", {"is_landscape": True}, 1),
    "fridge-across-letter": (
        "programme",
        {"edition": "fridge", "is_landscape": True, "paper": "letter"},
        0,
    ),
    "large-2": ("programme", {"edition": "large"}, 1),
    "report-2": ("report", {}, 1),
    "booklet-2": ("booklet", {}, 1),
    **{
        f"{edition}-{paper}-{theme}": (
            "programme",
            {"edition": edition, "paper": paper, "theme": theme},
            0,
        )
        for edition, paper, theme in product(EDITIONS, ("a4", "letter"), ("colour", "grey", "copy"))
    },
    **{kind.replace(" ", "-"): (kind, {}, 0) for kind in OTHERS},
}


def drawn(name: str) -> Image.Image:
    """Return a page of the usual week as a small grey picture."""
    kind, options, page = PAGES[name]
    document = pypdfium2.PdfDocument(io.BytesIO(_pdf(kind, options)))
    sheet = document[page]
    image = sheet.render(scale=3 * WIDTH_PX / sheet.get_width()).to_pil().convert("L")
    document.close()
    return image.resize((image.width // 3, image.height // 3), Image.Resampling.LANCZOS)


def _pdf(kind: str, options: dict[str, Any]) -> bytes:
    from documents.papers import SHELF, a_week, an_exercise, items_on, printed
    from documents.test_papers import paper
    from rehabplanner.documents.options import Edition, Paper
    from rehabplanner.documents.paper_request import PaperKind
    from rehabplanner.documents.style import Theme
    from rehabplanner.domain.dossier import make_dossier

    kinds: dict[str, Any] = {"theme": Theme, "edition": Edition, "paper": Paper}
    given = {key: kinds[key](one) if key in kinds else one for key, one in options.items()}
    if kind != "programme":
        return paper(PaperKind(kind), is_fillable=False, **given)
    figures = _figures()
    first = next(iter(figures))
    week = a_week()
    dossier = make_dossier(week.person, [*week.items, *week.week_notes, *items_on((1,), first)])
    shelf = {**SHELF, first: an_exercise(first, "standing")}
    weeks = 2 if given.get("edition") == Edition.LOG else 1
    return printed(
        dossier, exercises=shelf, figures=figures, is_fillable=False, weeks=weeks, **given
    )


@lru_cache(maxsize=1)
def _figures() -> Any:
    from rehabplanner.figures.loading import load_figures
    from rehabplanner.paths import resources

    return load_figures(resources() / "figures")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did_when_it_was_judged(name: str) -> None:
    image = drawn(name)
    with Image.open(FOLDER / f"{name}.png") as known:
        reference = known.convert("L")
    assert image.size == reference.size
    blur = ImageFilter.GaussianBlur(1.2)
    difference = ImageChops.difference(image.filter(blur), reference.filter(blur))
    mean = ImageStat.Stat(difference).mean[0]
    assert mean < MOST_DIFFERENT, f"{name}: {mean:.1f}"


def test_a_page_that_lost_its_pictures_would_be_noticed() -> None:
    with (
        Image.open(FOLDER / "full-a4-grey.png") as one,
        Image.open(FOLDER / "fridge-a4-grey.png") as other,
    ):
        first, second = one.convert("L"), other.convert("L")
    difference = ImageChops.difference(first, second.resize(first.size))
    assert ImageStat.Stat(difference).mean[0] > MOST_DIFFERENT


if __name__ == "__main__":
    sys.path[:0] = [str(FOLDER.parents[2] / "src"), str(FOLDER.parents[1])]
    FOLDER.mkdir(exist_ok=True)
    for each in PAGES:
        drawn(each).quantize(8).save(FOLDER / f"{each}.png", optimize=True)
