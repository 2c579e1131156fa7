"""How quick the library is: search while typing in 1,000 exercises, and a gallery that moves.

Run it with the program's environment: `python benchmarks/library_speed.py`. A frame of a screen
lasts 16.7 ms.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from rehabplanner.figures.loading import load_figures
from rehabplanner.gui.library.films import COARSE, Films, Look
from rehabplanner.library.library import Library
from rehabplanner.library.search import Index
from rehabplanner.paths import resources

MANY = 1000
TYPED = ("p", "pl", "plank", "plnak", "hip band", "hamstrnig curl", "four-point", "nothing of it")
FRAME_MS = 1000 / 60
LOOK = Look(236, 130, 1.0, False)


def spent(work: Callable[[], object], times: int = 15) -> float:
    """Return the middle processor time of some runs, in milliseconds."""
    found = []
    for _run in range(times):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return median(found)


def search() -> None:
    """Measure each text as it is typed."""
    shipped = list(Library(resources(), str).exercises.values())
    many = [
        replace(shipped[number % len(shipped)], id=f"Z{number}", name=f"{one.name} {number}")
        for number in range(MANY)
        for one in (shipped[number % len(shipped)],)
    ]
    print(f"making the index of {MANY}: {spent(lambda: Index(many), 3):.0f} ms")
    index = Index(many)
    for text in TYPED:
        took = spent(partial(index.search, text))
        print(f"search {text!r:18} {took:6.1f} ms   a frame: {FRAME_MS:.1f} ms")


def gallery() -> None:
    """Measure drawing the first moments of a film, and showing the next picture of all films."""
    app = QApplication.instance() or QApplication([])
    figures = load_figures(resources() / "figures")
    films = Films(lambda: figures)
    ids = list(figures)
    films.want(ids, LOOK)
    start = time.process_time()
    while not all(films.can_move(one) for one in ids):
        films.draw_one()
    took = (time.process_time() - start) * 1000
    each = took / len(ids)
    print(f"a figure begins to move after {COARSE} moments: {each:.0f} ms, one by one")
    sheet = QPixmap(LOOK.width * 12, LOOK.height * 12)

    def turn() -> None:
        painter = QPainter(sheet)
        for number, one in enumerate(ids):
            still = films.still(one, LOOK, 0.7)
            if still is not None:
                painter.drawPixmap(number % 12 * LOOK.width, number // 12 * LOOK.height, still)
        painter.end()

    print(f"showing the next picture of {len(ids)} figures: {spent(turn):.1f} ms")
    del app


if __name__ == "__main__":
    search()
    gallery()
