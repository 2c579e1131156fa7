"""Draws the gallery of papers for the README from made-up people: two pictures of six pages.

PYTHONPATH=src python packaging/papers_gallery.py
"""

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from rehabplanner.demo.making import fill
from rehabplanner.documents.options import Edition, HandoutOptions
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf
from rehabplanner.documents.papers import render_paper
from rehabplanner.documents.style import Theme
from rehabplanner.domain.plans import monday_of
from rehabplanner.figures.loading import load_figures
from rehabplanner.library.library import Library
from rehabplanner.library.measures import load_measures
from rehabplanner.paths import resources
from rehabplanner.storage.database import Database
from rehabplanner.wording import _, use
from rehabplanner.workspace import Workspace

TODAY = date(2026, 11, 20)
FOLDER = Path(__file__).parent / "pictures"
HEIGHT_PX = 560
GAP_PX = 14
GROUND = "#d5dde1"
COLOURS = 96

Page = tuple[PaperKind, HandoutOptions, int]
EDITIONS: Sequence[Page] = (
    (PaperKind.PROGRAMME, HandoutOptions(edition=Edition.FRIDGE), 0),
    (PaperKind.PROGRAMME, HandoutOptions(edition=Edition.PICTOGRAMS), 0),
    (PaperKind.PROGRAMME, HandoutOptions(theme=Theme.COPY), 2),
    (PaperKind.PROGRAMME, HandoutOptions(edition=Edition.LOG, weeks=2), 0),
)
OTHERS: Sequence[Page] = (
    (PaperKind.DIARY_WEEK, HandoutOptions(), 0),
    (PaperKind.MEASURES, HandoutOptions(), 0),
    (PaperKind.CARDS, HandoutOptions(), 0),
    (PaperKind.REPORT, HandoutOptions(), 0),
)


def main() -> None:
    """Write `papers-editions.png` and `papers-others.png`."""
    use("en", resources() / "translations")
    library = Library(resources(), _)
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "x.db", backups=Path(folder) / "backups")
        workspace = Workspace(database)
        person = fill(workspace, library, TODAY)
        dossier = workspace.dossier(person.id)
        practice = replace(workspace.practice(), colour="#175866")
        database.close()
    assert dossier is not None
    shelf = Shelf(
        exercises=library.exercises,
        figures=load_figures(resources() / "figures"),
        lessons=library.lessons,
        measures=load_measures(resources() / "measures", _),
    )
    for name, pages in (("editions", EDITIONS), ("others", OTHERS)):
        images = []
        for kind, options, number in pages:
            request = Request(
                kind=kind,
                dossier=dossier,
                monday=monday_of(TODAY),
                today=TODAY,
                practice=practice,
                options=options,
                chosen=("rmdq",) if kind is PaperKind.MEASURES else (),
            )
            images.append(page_image(render_paper(request, shelf), number))
        joined(images).save(FOLDER / f"papers-{name}.png", optimize=True)


def page_image(pdf: bytes, number: int) -> Image.Image:
    """Return a page as a picture of the gallery's height."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    page = document[min(number, len(document) - 1)]
    image = page.render(scale=3 * HEIGHT_PX / page.get_height()).to_pil()
    document.close()
    wide = round(image.width * HEIGHT_PX / image.height)
    return image.resize((wide, HEIGHT_PX), Image.Resampling.LANCZOS)


def joined(images: Sequence[Image.Image]) -> Image.Image:
    """Return pages beside each other on a desk, in few colours."""
    width = sum(image.width + GAP_PX for image in images) + GAP_PX
    made = Image.new("RGB", (width, HEIGHT_PX + 2 * GAP_PX), GROUND)
    left = GAP_PX
    for image in images:
        made.paste(image, (left, GAP_PX))
        left += image.width + GAP_PX
    return made.quantize(COLOURS)


if __name__ == "__main__":
    main()
