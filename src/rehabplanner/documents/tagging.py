"""Tags: which stretch of a page is a heading, a paragraph or a picture with words.

ReportLab writes none. Every text that is drawn becomes an element of a structure tree (ISO
32000-1, 14.7), in reading order; everything else is marked as an artifact. Elements may lie in
groups (a table with its rows). Claimed is: tagged, titled, with language and alternative texts;
not that PDF/UA is met in full.
"""

from contextlib import AbstractContextManager, nullcontext
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
NOTHING = nullcontext()


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

    def group(self, role: str) -> AbstractContextManager[object]:
        """Put what is drawn inside into an element of its own, unless it stays empty."""
        return NOTHING if self._is_marking else _Group(self._open, Element(role))

    def mark(self, role: str, alt: str = "") -> AbstractContextManager[object]:
        """Mark what is drawn inside as one element; marks inside marks do not count."""
        if self._is_marking:
            return NOTHING
        marks = self._marks[-1]
        element = Element(role, alt, [(self._page, len(marks))])
        self._open[-1].kids.append(element)
        marks.append(element)
        return _Mark(self, f"{END} /{role} <</MCID {len(marks) - 1}>> BDC", f"{END} {ARTIFACT}")

    def silence(self) -> AbstractContextManager[object]:
        """Leave what is drawn inside unmarked: it is not read aloud."""
        return NOTHING if self._is_marking else _Mark(self, "", "")

    def begin(self, words: str) -> None:
        """Begin a marked stretch, or a silent one without words."""
        self._is_marking = True
        if words:
            self._canvas.addLiteral(words)

    def end(self, words: str) -> None:
        """End the stretch."""
        if words:
            self._canvas.addLiteral(words)
        self._is_marking = False

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


class _Mark:
    """A marked stretch while it is drawn; a page has hundreds, so no generator is made for it."""

    __slots__ = ("_end", "_start", "_tags")

    def __init__(self, tags: Tags, start: str, end: str) -> None:
        self._tags, self._start, self._end = tags, start, end

    def __enter__(self) -> None:
        self._tags.begin(self._start)

    def __exit__(self, *error: object) -> None:
        self._tags.end(self._end)


class _Group:
    """A group while what belongs to it is drawn."""

    __slots__ = ("_element", "_open")

    def __init__(self, open_elements: list[Element], element: Element) -> None:
        self._open, self._element = open_elements, element

    def __enter__(self) -> None:
        self._open.append(self._element)

    def __exit__(self, *error: object) -> None:
        self._open.pop()
        if self._element.kids:
            self._open[-1].kids.append(self._element)


def marked_as(canvas: Any, role: str, alt: str = "") -> AbstractContextManager[object]:
    """Mark what is drawn as one element, on a canvas that takes tags."""
    tags: Tags | None = getattr(canvas, "tags", None)
    return NOTHING if tags is None else tags.mark(role, alt)


def grouped(canvas: Any, role: str) -> AbstractContextManager[object]:
    """Put what is drawn into one group of elements, on a canvas that takes tags."""
    tags: Tags | None = getattr(canvas, "tags", None)
    return NOTHING if tags is None else tags.group(role)


def unread(canvas: Any) -> AbstractContextManager[object]:
    """Leave what is drawn out of what is read aloud."""
    tags: Tags | None = getattr(canvas, "tags", None)
    return NOTHING if tags is None else tags.silence()
