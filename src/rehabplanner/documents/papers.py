"""Every paper by its kind: one request in, the bytes of a PDF out.

The papers beside the programme bring charts and numpy along; they are imported when one is asked
for, so that the first programme of a day is there sooner.
"""

from importlib import import_module

from rehabplanner.documents.handout import render_handout
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf


def render_paper(request: Request, shelf: Shelf) -> bytes:
    """Return the PDF; the same bytes for the same request."""
    if request.kind is PaperKind.PROGRAMME:
        return render_handout(
            request.dossier,
            request.monday,
            exercises=shelf.exercises,
            figures=shelf.figures,
            practice=request.practice,
            options=request.options,
            today=request.today,
            photos=shelf.photos,
        )
    others = import_module("rehabplanner.documents.other_papers")
    made: bytes = others.render_other(request, shelf)
    return made
