"""Tags: which stretch of a page is a heading, a paragraph or a picture with words.

ReportLab writes none. Every text that is drawn becomes an element of a structure tree (ISO
32000-1, 14.7), in reading order; everything else is marked as an artifact. Elements may lie in
groups (a table with its rows). Claimed is: tagged, titled, with language and alternative texts;
not that PDF/UA is met in full.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFString,
)

ARTIFACT = "/Artifact BMC"
END = "EMC"
PAGE_KEYS = ("StructParents", "Tabs")


@dataclass(slots=True)
class Element:
    """One element: its role, its words for those who cannot see it, its parts in order.

    A part is another element, or (page, number) of a marked stretch.
    """

    role: str
    alt: str = ""
    kids: list["Element | tuple[int, int]"] = field(default_factory=list)


class Tags:
    """The elements of one document while its pages are drawn."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._root = Element("Document")
        self._open = [self._root]
        self._page = 0
        self._marks: list[list[Element]] = []
        self._is_marking = False

    def begin_page(self) -> None:
        """Begin a page: until told otherwise, what is drawn is an artifact."""
        self._marks.append([])
        self._canvas.addLiteral(ARTIFACT)

    def end_page(self) -> None:
        """End the page; call it before the canvas ends it."""
        self._canvas.addLiteral(END)
        self._page += 1

    @contextmanager
    def group(self, role: str) -> Iterator[None]:
        """Put what is drawn inside into an element of its own, unless it stays empty."""
        if self._is_marking:
            yield
            return
        element = Element(role)
        self._open.append(element)
        try:
            yield
        finally:
            self._open.pop()
            if element.kids:
                self._open[-1].kids.append(element)

    @contextmanager
    def mark(self, role: str, alt: str = "") -> Iterator[None]:
        """Mark what is drawn inside as one element; marks inside marks do not count."""
        if self._is_marking:
            yield
            return
        self._is_marking = True
        marks = self._marks[-1]
        element = Element(role, alt, [(self._page, len(marks))])
        self._open[-1].kids.append(element)
        self._canvas.addLiteral(f"{END} /{role} <</MCID {len(marks)}>> BDC")
        marks.append(element)
        try:
            yield
        finally:
            self._canvas.addLiteral(f"{END} {ARTIFACT}")
            self._is_marking = False

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Leave what is drawn inside unmarked: it is not read aloud."""
        was, self._is_marking = self._is_marking, True
        try:
            yield
        finally:
            self._is_marking = was

    def write(self) -> None:
        """Put the tree into the document; call it after the last page, before saving."""
        document = self._canvas._doc  # noqa: SLF001
        pages = document.Pages.pages
        references = [document.Reference(page) for page in pages]
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree_reference = document.Reference(tree)
        made: dict[int, Any] = {}
        top = self._element(self._root, tree_reference, (document, references, made))
        numbers: list[Any] = []
        for number, (page, marks) in enumerate(zip(pages, self._marks, strict=True)):
            page.__NoDefault__ = [*page.__NoDefault__, *PAGE_KEYS]
            page.StructParents = number
            page.Tabs = PDFName("S")
            parents = PDFArray([made[id(one)] for one in marks])
            numbers += [number, document.Reference(parents)]
        tree.dict["K"] = top
        tree.dict["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree.dict["ParentTreeNextKey"] = len(pages)
        catalog = document.Catalog
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(
        self, element: Element, parent: Any, place: tuple[Any, list[Any], dict[int, Any]]
    ) -> Any:
        document, pages, made = place
        node = _Node(element, parent)
        reference = document.Reference(node)
        made[id(element)] = reference
        for kid in element.kids:
            if isinstance(kid, Element):
                node.kids.append(self._element(kid, reference, place))
            else:
                node.page = pages[kid[0]]
                node.kids.append(kid[1])
        return reference


class _Node(PDFObject):  # type: ignore[misc]
    """An element as it is written: its few entries put down directly, for a page has hundreds."""

    def __init__(self, element: Element, parent: Any) -> None:
        self.element = element
        self.parent = parent
        self.page: Any = None
        self.kids: list[Any] = []

    def format(self, document: Any) -> bytes:
        """Return the bytes of the dictionary."""
        alt = self.element.alt
        kids = [b"%d" % kid if isinstance(kid, int) else kid.format(document) for kid in self.kids]
        return b"".join(
            (
                b"<<\n",
                b"/Alt " + PDFString(alt).format(document) + b"\n " if alt else b"",
                b"/K " + (kids[0] if len(kids) == 1 else b"[ " + b" ".join(kids) + b" ]"),
                b"\n /P " + self.parent.format(document),
                b"\n /Pg " + self.page.format(document) if self.page else b"",
                b"\n /S /" + self.element.role.encode("ascii") + b"\n>>",
            )
        )


@contextmanager
def marked_as(canvas: Any, role: str, alt: str = "") -> Iterator[None]:
    """Mark what is drawn as one element, on a canvas that takes tags."""
    tags = getattr(canvas, "tags", None)
    if tags is None:
        yield
        return
    with tags.mark(role, alt):
        yield


@contextmanager
def grouped(canvas: Any, role: str) -> Iterator[None]:
    """Put what is drawn into one group of elements, on a canvas that takes tags."""
    tags = getattr(canvas, "tags", None)
    if tags is None:
        yield
        return
    with tags.group(role):
        yield


@contextmanager
def unread(canvas: Any) -> Iterator[None]:
    """Leave what is drawn out of what is read aloud."""
    tags = getattr(canvas, "tags", None)
    if tags is None:
        yield
        return
    with tags.silence():
        yield
