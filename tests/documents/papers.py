"""Programmes to print, and ways to read a PDF back."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pypdfium2
from pypdf import PdfReader

from builders import MONDAY, PERSON_ID, a_person, a_practice, a_run_item, an_item
from rehabplanner.documents.handout import render_handout
from rehabplanner.documents.options import HandoutOptions
from rehabplanner.domain.doses import Side, read_dose
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ItemKind, PlanItem, WeekNote

TODAY = date(2026, 9, 6)
PURPOSE = "Run and walk in turns without a sore morning."


def an_exercise(exercise_id: str = "bridge", position: str = "supine", **given: Any) -> Exercise:
    """Return an exercise with every text filled."""
    return Exercise(
        **{
            "id": exercise_id,
            "name": exercise_id.replace("-", " ").capitalize(),
            "synonyms": (),
            "group": "trunk",
            "regions": ("low back",),
            "aims": ("strength",),
            "position": position,
            "equipment": ("mat",),
            "helps": (),
            "sides": Side.BOTH,
            "why": f"Why of {exercise_id}.",
            "aim_therapist": "",
            "start": f"Start of {exercise_id}.",
            "steps": (f"First step of {exercise_id}.", f"Last step of {exercise_id}."),
            "cues": ("Breathe on.",),
            "mistake": "Going too fast.",
            "feel": "You feel your legs.",
            "avoid": "",
            "dose": read_dose("2x8"),
            "dose_range": read_dose("2-3x6-10"),
            "per_week": (2, 3),
            "minutes": 4,
            "progression": (),
            "easier": None,
            "harder": None,
            "evidence": "",
            "evidence_mark": "convention",
            "is_core": True,
            **given,
        }
    )


def a_shelf(*exercises: Exercise) -> Mapping[str, Exercise]:
    """Return exercises by id."""
    return {one.id: one for one in exercises}


SHELF = a_shelf(
    an_exercise("bridge", "supine", harder="march"),
    an_exercise("march", "supine", easier="bridge"),
    an_exercise("squat", "standing", equipment=("none",)),
    an_exercise("bird-dog", "four-point", sides=Side.EACH),
    an_exercise("row", "sitting"),
)


def items_on(
    days: Iterable[int], exercise_id: str, dose: str = "3x10", **given: Any
) -> list[PlanItem]:
    """Return an exercise on these weekdays of the builders' week."""
    return [an_item(exercise_id, MONDAY + timedelta(days=day), dose, **given) for day in days]


def a_week() -> Dossier:
    """Return Ada with a usual week: four exercises, two run-walks, a habit, rest, a purpose."""
    records: list[Any] = [
        *items_on((0, 2, 4), "bridge", "3x10 h5 r60 @6", position=0),
        *items_on((0, 2, 4), "squat", "3x12 20kg", position=1),
        *items_on((0, 2), "bird-dog", "3x8 each", position=2, note="Only as far as is easy."),
        *items_on((4,), "bird-dog", "2x8 each", position=2),
        *items_on((0,), "row", "2x30s", position=3),
        a_run_item("5w + 8x(1r/2w) + 5w @3", MONDAY + timedelta(days=1)),
        a_run_item("5w + 8x(1r/2w) + 5w @3", MONDAY + timedelta(days=5)),
        a_habit("Stand up each hour", range(7)),
        PlanItem(person_id=PERSON_ID, day=MONDAY + timedelta(days=6), kind=ItemKind.REST),
        WeekNote(person_id=PERSON_ID, monday=MONDAY, purpose=PURPOSE, message="Keep it slow."),
    ]
    flat = [one for record in records for one in (record if isinstance(record, list) else [record])]
    return make_dossier(a_person(), flat)


def a_habit(title: str, days: Iterable[int]) -> list[PlanItem]:
    """Return a habit on these weekdays."""
    return [
        PlanItem(
            person_id=PERSON_ID,
            day=MONDAY + timedelta(days=day),
            kind=ItemKind.HABIT,
            title=title,
            position=9,
        )
        for day in days
    ]


def printed(dossier: Dossier | None = None, **given: Any) -> bytes:
    """Return the handout of the builders' week; options such as `paper` can be given by name."""
    own = {name: given.pop(name) for name in tuple(given) if name in HandoutOptions.__slots__}
    return render_handout(
        dossier or a_week(),
        MONDAY,
        **{
            "exercises": SHELF,
            "figures": None,
            "practice": a_practice(),
            "options": replace(HandoutOptions(), **own),
            "today": TODAY,
            **given,
        },
    )


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, blanks and line ends made one."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def words_of(pdf: bytes) -> str:
    """Return the text of all pages."""
    return " ".join(pages_of(pdf))


def text_boxes(pdf: bytes) -> list[tuple[int, float, float, float, float]]:
    """Return page, left, bottom, right, top of every piece of text, in points."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        found += [(number, *text.get_rect(index)) for index in range(text.count_rects())]
        text.close()
    document.close()
    return found


def assert_nothing_leaves_the_paper(pdf: bytes, margin: float = 18.0) -> None:
    """Fail if any text stands outside the page or in the printer's margin."""
    reader = PdfReader(io.BytesIO(pdf))
    width, height = (float(length) for length in reader.pages[0].mediabox[2:])
    for page, left, bottom, right, top in text_boxes(pdf):
        where = (page, left, bottom, right, top)
        assert left >= margin, where
        assert right <= width - margin, where
        assert bottom >= margin, where
        assert top <= height - margin, where


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of all pages by name, and whether each is embedded."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            descriptor = font.get("/FontDescriptor", {})
            found[str(font["/BaseFont"])] = "/FontFile2" in descriptor
    return found


def overlaps(pdf: bytes, slack: float = 2.5) -> list[tuple[int, Any, Any]]:
    """Return pairs of pieces of text that lie on each other by more than `slack` points."""
    found = []
    boxes = text_boxes(pdf)
    for place, (page, left, bottom, right, top) in enumerate(boxes):
        for other_page, left2, bottom2, right2, top2 in boxes[place + 1 :]:
            wide = min(right, right2) - max(left, left2)
            high = min(top, top2) - max(bottom, bottom2)
            if page == other_page and wide > slack and high > slack:
                found.append((page, (left, bottom, right, top), (left2, bottom2, right2, top2)))
    return found


def page_size(pdf: bytes) -> tuple[int, int]:
    """Return width and height of the first page in whole points."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width)), round(float(box.height))


def _links(pdf: bytes, page: int) -> list[Any]:
    notes = PdfReader(io.BytesIO(pdf)).pages[page].get("/Annots") or []
    found = [note.get_object() for note in notes]
    return [note for note in found if note["/Subtype"] == "/Link"]


def inner_links(pdf: bytes, page: int) -> set[str]:
    """Return where the links of a page lead within the paper."""
    return {str(note["/Dest"]) for note in _links(pdf, page) if "/Dest" in note}


def web_links(pdf: bytes) -> set[str]:
    """Return the addresses that the paper leads to."""
    count = len(PdfReader(io.BytesIO(pdf)).pages)
    notes = [note for page in range(count) for note in _links(pdf, page)]
    return {str(note["/A"]["/URI"]) for note in notes if "/A" in note}
