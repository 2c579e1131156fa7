"""How fast figures are drawn: CPU milliseconds, pieces and bytes, for each brush.

Run from the checkout: `PYTHONPATH=src python benchmarks/figure_speed.py`. Needs no screen.
"""

import io
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from statistics import median

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from reportlab.pdfgen.canvas import Canvas

from rehabplanner.documents import figure as paper
from rehabplanner.documents.contact_sheet import render_contact_sheet, render_drawing
from rehabplanner.figures.loading import load_figures
from rehabplanner.figures.svg import to_svg
from rehabplanner.gui.widgets.figure_brush import paint, palette_for
from rehabplanner.paths import resources

FOLDER = resources() / "figures"
REPEATS = 3
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def spent(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of some work, the least of several times."""
    best = float("inf")
    for _number in range(REPEATS):
        start = time.process_time()
        work()
        best = min(best, (time.process_time() - start) * 1000)
    return best


def once(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of some work that is quick only once."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def line(words: str, numbers: Iterable[float], unit: str, target: str = "") -> None:
    """Print the median and the most of some numbers."""
    found = sorted(numbers)
    aim = f"   target {target}" if target else ""
    print(f"{words:44} median {median(found):8.1f}   most {found[-1]:8.1f} {unit}{aim}")


def window_brush() -> Callable[[object], None]:
    """Return a function that paints a drawing as the window does, 240 x 200 pixels."""
    image = QImage(240, 200, QImage.Format.Format_RGB32)

    def brush(drawing: object) -> None:
        painter = QPainter(image)
        paint(painter, drawing, QRectF(0, 0, 240, 200), palette_for(is_dark=False))
        painter.end()

    return brush


def main() -> None:
    """Print the table."""
    print(
        f"reading {len(load_figures(FOLDER))} figures: {spent(lambda: load_figures(FOLDER)):.0f} ms"
    )
    figures = load_figures(FOLDER)
    line("first drawing, keyframes kept", (
        once(lambda f=f: f.drawing("end", 60)) for f in figures.values()
    ), "ms", "25 ms")  # fmt: skip
    plain = [replace(f, packed=None, _cache={}) for f in figures.values()]
    line("first drawing, solved anew", (
        once(lambda f=f: f.drawing("end", 60)) for f in plain
    ), "ms", "25 ms")  # fmt: skip
    line("a keyframe again", (
        spent(lambda f=f: f.drawing("end", 60)) for f in figures.values()
    ), "ms", "6 ms")  # fmt: skip
    for figure in figures.values():
        figure.anchors(0.3)
    moments = iter(k / 997 for k in range(1, 10**6))
    line("a moment between", (
        spent(lambda f=f: f.drawing(next(moments) % 1.0, 60)) for f in figures.values()
    ), "ms", "6 ms")  # fmt: skip
    drawings = [f.drawing("end", 60) for f in figures.values()]
    line("curves and lines of a drawing", (
        sum(len(p.steps) for p in d.paths) for d in drawings
    ), "", "about 500")  # fmt: skip
    application = QGuiApplication([])
    canvas, brush = Canvas(io.BytesIO()), window_brush()
    for words, work in (
        ("window brush, 240 x 200", brush),
        ("PDF brush", lambda d: paper.draw_on(canvas, d, 0, 0, paper.PRINT)),
        ("SVG brush", lambda d: to_svg(d, paper.PRINT)),
    ):
        each = [spent(lambda d=d, work=work: work(d)) for d in drawings]
        line(f"{words}", each, "ms")
        print(f"{'':44} {1000 / median(each):.0f} figures a second")
    line("size as SVG", (len(to_svg(d, paper.PRINT)) / 1000 for d in drawings), "kB", "25 kB")
    line("size as PDF", (len(render_drawing(d, "")) / 1000 for d in drawings), "kB", "15 kB")
    rows = [(name, name, figures[name]) for name in sorted(figures)[:8]]
    size = len(render_contact_sheet(rows)) / 1000
    application.quit()
    print(f"eight exercises (16 drawings) on a page: {size:.0f} kB   target 200 kB")


if __name__ == "__main__":
    main()
