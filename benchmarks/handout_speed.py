"""How long a handout takes: CPU milliseconds for the first page from cold, and a further page.

Run from the checkout: `PYTHONPATH=src python benchmarks/handout_speed.py`. The floor is
ReportLab's own import and an empty page, measured in the same way.
"""

import re
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from rehabplanner.documents.handout import render_handout
from rehabplanner.documents.options import Edition, HandoutOptions
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.figures.loading import load_figures
from rehabplanner.library.exercises import load_exercises
from rehabplanner.paths import resources

ROOT = Path(__file__).resolve().parents[1]
MONDAY = date(2026, 9, 7)
REPEATS = 5
FLOOR = """
import time, io
start = time.process_time()
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
canvas = Canvas(io.BytesIO()); canvas.showPage(); canvas.save()
print((time.process_time() - start) * 1000)
"""
COLD = """
import sys, time
start = time.process_time()
sys.path[:0] = [{src!r}, {here!r}]
import handout_speed as speed
ready = time.process_time()
speed.render(speed.dossier(1))
print((time.process_time() - start) * 1000)
"""


def dossier(count: int) -> Dossier:
    """Return a person with so many exercises on three days, those with figures first."""
    exercises, figures = shelves()
    ids = sorted(exercises, key=lambda one: one not in figures)[:count]
    person = Person(id=UUID(int=1), name="Ada Strand")
    items = [
        PlanItem(
            id=UUID(int=100 + 3 * number + day),
            person_id=person.id,
            day=MONDAY + timedelta(days=2 * day),
            kind=ItemKind.EXERCISE,
            exercise_id=exercise_id,
            dose=exercises[exercise_id].dose,
            position=number,
        )
        for number, exercise_id in enumerate(ids)
        for day in range(3)
    ]
    return make_dossier(person, items)


def shelves() -> tuple:
    """Return the shipped exercises and figures, read once."""
    if not _SHELVES:
        _SHELVES.append(load_exercises(resources() / "exercises", str))
        _SHELVES.append(load_figures(resources() / "figures"))
    return _SHELVES[0], _SHELVES[1]


_SHELVES: list = []


def render(
    of: Dossier, *, has_figures: bool = True, options: HandoutOptions | None = None
) -> bytes:
    """Return the handout."""
    exercises, figures = shelves()
    return render_handout(
        of,
        MONDAY,
        exercises=exercises,
        figures=figures if has_figures else None,
        practice=Practice(name="Quay Physiotherapy"),
        options=options or HandoutOptions(),
        today=MONDAY,
    )


def cold(code: str) -> float:
    """Return the milliseconds that a fresh Python prints, the least of several."""
    runs = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _number in range(3)
    )
    return min(float(run.stdout) for run in runs)


def pages(pdf: bytes) -> int:
    """Return the number of pages."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def further_page(*, has_figures: bool, is_fresh: bool) -> float:
    """Return the milliseconds of one more page; fresh: no figure was drawn before."""

    def once(of: Dossier) -> float:
        best = float("inf")
        for _number in range(REPEATS):
            if is_fresh:
                _SHELVES[1:] = [load_figures(resources() / "figures")]
            start = time.process_time()
            render(of, has_figures=has_figures)
            best = min(best, (time.process_time() - start) * 1000)
        return best

    few, many = dossier(2), dossier(12)
    more = pages(render(many)) - pages(render(few))
    return (once(many) - once(few)) / more


def warm(edition: Edition) -> float:
    """Return the CPU milliseconds of one more handout of an edition, the least of several."""
    of, best = dossier(6), float("inf")
    for _number in range(REPEATS):
        start = time.process_time()
        render(of, options=HandoutOptions(edition=edition))
        best = min(best, (time.process_time() - start) * 1000)
    return best


def batch(count: int, edition: Edition = Edition.FULL) -> tuple[float, int]:
    """Return the CPU milliseconds a page of many handouts in a row, and how many pages they are.

    Programmes have two to nine exercises, sheets of one page eight.
    """
    counts = [8] if edition is Edition.FRIDGE else range(2, 10)
    of = [dossier(counts[number % len(counts)]) for number in range(count)]
    options = HandoutOptions(edition=edition)
    start = time.process_time()
    made = [render(one, options=options) for one in of]
    took = (time.process_time() - start) * 1000
    total = sum(pages(pdf) for pdf in made)
    return took / total, total


def main() -> None:
    """Print the table."""
    floor = cold(FLOOR)
    first = cold(COLD.format(src=str(ROOT / "src"), here=str(ROOT / "benchmarks")))
    many = dossier(12)
    size = len(render(many)) / pages(render(many)) / 1000
    for words, has_figures, is_fresh in (
        ("without figures", False, False),
        ("figures known from the preview", True, False),
        ("figures drawn anew", True, True),
    ):
        each = further_page(has_figures=has_figures, is_fresh=is_fresh)
        print(f"further page, {words}: {each:.0f} ms (target 45)")
    print(f"floor (import ReportLab, an empty page): {floor:.0f} ms")
    print(f"first handout from cold: {first:.0f} ms, {first / floor:.1f} x the floor (target 400)")
    print(f"size: {size:.0f} kB a page (target below 100)")
    for edition in Edition:
        print(f"{edition.value}, six exercises, warm: {warm(edition):.0f} ms CPU")
    each, all_pages = batch(100)
    print(f"100 handouts in a row: {each:.0f} ms CPU a page ({all_pages} pages)")


if __name__ == "__main__":
    main()
