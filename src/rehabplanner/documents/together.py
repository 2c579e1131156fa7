"""Papers of several people in one PDF: each begins on a page of its own, with its bookmark."""

from collections.abc import Callable, Iterable
from importlib import import_module

from rehabplanner.documents.handout import handout_of
from rehabplanner.documents.page import Layout, build_together
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf


def render_together(
    papers: Iterable[tuple[Request, Shelf]],
    *,
    title: str,
    is_two_sided: bool = False,
    tell: Callable[[int], None] | None = None,
) -> bytes:
    """Return one PDF of all papers; the same bytes for the same requests.

    With `is_two_sided` each paper begins on the front of a sheet, so that a printer of both sides
    puts no two people on one. `tell` hears how many are laid out; what it raises ends the work.
    """
    layouts = []
    for number, (request, shelf) in enumerate(papers):
        if tell is not None:
            tell(number)
        layouts.append(_layout(request, shelf))
    return build_together(layouts, title, is_two_sided=is_two_sided)


def _layout(request: Request, shelf: Shelf) -> Layout:
    if request.kind is PaperKind.PROGRAMME:
        return handout_of(request, shelf)
    others = import_module("rehabplanner.documents.other_papers")  # charts bring numpy along
    made: Layout = others.other_layout(request, shelf)
    return made
