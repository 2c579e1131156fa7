"""A hundred handouts with this program and with other makers of PDF: CPU milliseconds a page.

Run from the checkout: `PYTHONPATH=src python benchmarks/handout_peers.py [PYTHON]`, where PYTHON is
an interpreter that has some of reportlab, typst, fpdf2 and weasyprint; those it lacks are left out.
Programmes of several pages: each peer gets the same exercises in its own plain way, with name,
dose, why, start, steps, the two drawings as vector files and a table to tick for each, a table of
the week before them and a diary after them. Sheets: eight exercises on one page. The peers lay out
no pain rule, stop signs, goal or square code, and write no tags, bookmarks or links, so they have
less to do for each page than this program. Every handout has doses of its own.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("reportlab", "typst", "fpdf2", "weasyprint")
COUNT = {"reportlab": 20, "typst": 20, "fpdf2": 4, "weasyprint": 4}
DAYS = ["", *"MTWTFSS"]
TICKS = [DAYS, ["Done"] + [" "] * 7, ["Pain before / after"] + ["/"] * 7]
DIARY = [DAYS] + [
    [words] + [" "] * 7 for words in ("Pain on waking", "Worst pain", "Sleep", "Stress")
]
CHILD = """
import json, sys, time
sys.path.insert(0, {here!r})
import handout_peers
cards = json.load(open(sys.argv[1]))
make = getattr(handout_peers, sys.argv[2])
counts = [8] if sys.argv[2].startswith("sheet") else range(2, 10)
make(cards[:2])
pages = 0
start = time.process_time()
for number in range(int(sys.argv[3])):
    mine = [dict(card, dose="%d x 10" % number) for card in cards[: counts[number % len(counts)]]]
    pages += make(mine)
print((time.process_time() - start) * 1000 / pages)
"""


def week_of(cards: list) -> list:
    """Return the rows of the table of the week."""
    names = ", ".join(f"{number} {card['name']}" for number, card in enumerate(cards, start=1))
    days = [
        [day, names if number % 2 == 0 else "-", "20 min", " "]
        for number, day in enumerate(DAYS[1:])
    ]
    return [["Day", "What to do", "Time", "Done"], *days]


def with_reportlab(cards: list) -> int:
    """Make a PDF with ReportLab's platypus; return its pages."""
    import io

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import KeepTogether, Paragraph, SimpleDocTemplate, Table

    body = ParagraphStyle("body", fontSize=12, leading=16)
    week = [[Paragraph(cell, body) for cell in row] for row in week_of(cards)]
    story = [Table(week, colWidths=[50, 300, 60, 40])]
    for card in cards:
        parts = [Paragraph(f"<b>{card['name']}</b>", body), Paragraph(card["dose"], body)]
        pictures = [drawn(picture) for picture in card["paths"]]
        parts += [Paragraph(line, body) for line in card["lines"]]
        parts += [Table([pictures]), Table(TICKS)]
        story.append(KeepTogether(parts))
    story.append(Table(DIARY))
    document = SimpleDocTemplate(io.BytesIO())
    document.build(story)
    return int(document.page)


def with_typst(cards: list) -> int:
    """Make a PDF with typst; return its pages."""
    import re
    import tempfile

    import typst

    def table(rows: list) -> str:
        cells = ", ".join(f"[#{json.dumps(cell)}]" for row in rows for cell in row)
        return f"#table(columns: {len(rows[0])}, {cells})"

    with tempfile.TemporaryDirectory() as folder:
        parts = ['#set text(size: 12pt, font: "DejaVu Sans")', table(week_of(cards))]
        for number, card in enumerate(cards):
            names = []
            for side, svg in enumerate(card["svgs"]):
                (Path(folder) / f"{number}-{side}.svg").write_text(svg)
                names.append(f'image("{number}-{side}.svg", width: 130pt)')
            lines = "\n\n".join(
                f"#{json.dumps(line, ensure_ascii=False)}" for line in card["lines"]
            )
            parts.append(
                f"#block(breakable: false)[*#{json.dumps(card['name'])}* "
                f"#{json.dumps(card['dose'], ensure_ascii=False)}\n\n"
                f"#grid(columns: 2, {', '.join(names)})\n\n{lines}\n\n"
                f"{table(TICKS)}]"
            )
        parts.append(table(DIARY))
        source = Path(folder) / "x.typ"
        source.write_text("\n\n".join(parts))
        pdf = typst.compile(str(source))
    counts = [int(found) for found in re.findall(rb"/Count (\d+)", pdf)]
    return max(counts)


def sheet_with_typst(cards: list) -> int:
    """Make a sheet of one page with typst, two exercises beside each other; return its pages."""
    import re
    import tempfile

    import typst

    def table(rows: list) -> str:
        cells = ", ".join(f"[#{json.dumps(cell)}]" for row in rows for cell in row)
        return f"#table(columns: {len(rows[0])}, {cells})"

    with tempfile.TemporaryDirectory() as folder:
        head = '#set page(margin: 1cm)\n#set text(size: 9pt, font: "DejaVu Sans")'
        parts = [head, cards[0]["dose"], table(week_of(cards))]
        cells = []
        for number, card in enumerate(cards):
            names = []
            for side, svg in enumerate(card["svgs"]):
                (Path(folder) / f"{number}-{side}.svg").write_text(svg)
                names.append(f'image("{number}-{side}.svg", width: 46pt)')
            ticks = table([list("MTWTFSS"), [" "] * 7])
            words = f"*#{json.dumps(card['name'])}* #{json.dumps(card['dose'])}"
            cells.append(f"[{words} #grid(columns: 2, {', '.join(names)})\n{ticks}]")
        parts.append(f"#grid(columns: 2, gutter: 6pt, {', '.join(cells)})")
        source = Path(folder) / "x.typ"
        source.write_text("\n\n".join(parts))
        pdf = typst.compile(str(source))
    return max(int(found) for found in re.findall(rb"/Count (\d+)", pdf))


def sheet_with_reportlab(cards: list) -> int:
    """Make a sheet of one page with ReportLab's platypus; return its pages."""
    import io

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    body = ParagraphStyle("body", fontSize=9, leading=11)
    week = [[Paragraph(cell, body) for cell in row] for row in week_of(cards)]
    cells = []
    for card in cards:
        words = Paragraph(f"<b>{card['name']}</b> {card['dose']}", body)
        pictures = Table([[drawn(picture, 0.35) for picture in card["paths"]]])
        cells.append([words, pictures, Table([list("MTWTFSS"), [" "] * 7], rowHeights=11)])
    rows = [cells[number : number + 2] for number in range(0, len(cells), 2)]
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 28)
    document = SimpleDocTemplate(io.BytesIO(), **margins)
    document.build([Table(week, colWidths=[30, 400, 50, 40]), Table(rows)])
    return int(document.page)


def drawn(picture: list, scale: float = 1.0) -> object:
    """Return a picture's paths as a drawing of ReportLab's."""
    from reportlab.graphics.shapes import Drawing, Path
    from reportlab.lib.colors import HexColor

    drawing = Drawing(130 * scale, 120 * scale)
    drawing.scale(scale, scale)
    for ink, is_filled, numbers, operators in picture:
        colour = HexColor(ink)
        drawing.add(
            Path(
                points=numbers,
                operators=operators,
                fillColor=colour if is_filled else None,
                strokeColor=None if is_filled else colour,
            )
        )
    return drawing


def with_fpdf2(cards: list) -> int:
    """Make a PDF with fpdf2; return its pages."""
    import io

    from fpdf import FPDF

    def put(rows: list) -> None:
        with pdf.table() as table:
            for cells in rows:
                row = table.row()
                for cell in cells:
                    row.cell(cell)

    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    pdf.add_page()
    put(week_of(cards))
    for number, card in enumerate(cards):
        if number % 2 == 0:
            pdf.add_page()
        for line in (card["name"], card["dose"], *card["lines"]):
            pdf.multi_cell(0, 6, line.encode("latin-1", "replace").decode("latin-1"))
            pdf.ln(0)
        for side, svg in enumerate(card["svgs"]):
            pdf.image(io.BytesIO(svg.encode()), x=10 + 60 * side, y=pdf.get_y(), w=45, h=40)
        pdf.set_y(pdf.get_y() + 42)
        put(TICKS)
    put(DIARY)
    pdf.output()
    return int(pdf.page)


def with_weasyprint(cards: list) -> int:
    """Make a PDF with WeasyPrint; return its pages."""
    from html import escape

    from weasyprint import HTML

    def table(rows: list) -> str:
        lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    parts = [table(week_of(cards))]
    for card in cards:
        lines = "".join(f"<p>{escape(line)}</p>" for line in card["lines"])
        parts.append(
            f"<section><h2>{escape(card['name'])}</h2><b>{escape(card['dose'])}</b>"
            f"{''.join(card['svgs'])}{lines}{table(TICKS)}</section>"
        )
    parts.append(table(DIARY))
    style = "<style>section{break-inside:avoid} svg{width:130pt;height:110pt}</style>"
    document = HTML(string=style + "".join(parts)).render()
    document.write_pdf()
    return len(document.pages)


def main() -> None:
    """Print the table."""
    import handout_speed as ours

    from rehabplanner.documents.options import Edition

    python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cards.json"
        file.write_text(json.dumps(_cards()))
        ours.batch(1)  # the peers begin warm too
        each, pages = ours.batch(100)
        print(f"this program, 100 programmes: {each:.0f} ms CPU a page ({pages} pages)")
        for name in PEERS:
            _compare(python, file, "with_" + name, COUNT[name], each)
        each, pages = ours.batch(100, Edition.FRIDGE)
        print(f"this program, 100 sheets with exercises: {each:.0f} ms CPU a page ({pages} pages)")
        for name in ("reportlab", "typst"):
            _compare(python, file, "sheet_with_" + name, COUNT[name], each)


def _compare(python: str, file: Path, name: str, count: int, ours: float) -> None:
    code = CHILD.format(here=str(ROOT / "benchmarks"))
    words = [python, "-c", code, str(file), name, str(count)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  {name}: not measured ({done.stderr.strip().splitlines()[-1][:80]})")
        return
    peer = float(done.stdout)
    print(f"  {name}: {peer:.0f} ms CPU a page, {peer / ours:.1f} x this program")


def _cards() -> list:
    """Return ten exercises as plain words, as SVG and as numbers of paths in points."""
    import handout_speed as ours

    from rehabplanner.documents.figure import PRINT
    from rehabplanner.figures.drawing import Curve, Line, colour
    from rehabplanner.figures.svg import to_svg

    exercises, figures = ours.shelves()
    found = []
    for exercise_id in [one for one in exercises if one in figures][:10]:
        exercise, figure = exercises[exercise_id], figures[exercise_id]
        drawings = [figure.drawing(0.0, 46.0), figure.drawing(1.0, 46.0, ghost=True, arrow=True)]
        paths = []
        for drawing in drawings:
            shown = []
            for path in drawing.paths:
                numbers, operators = [], []
                for step in path.steps:
                    operators.append(2 if isinstance(step, Curve) else int(isinstance(step, Line)))
                    numbers += [value * 72 / 25.4 for point in step for value in point]
                if path.closed:
                    operators.append(3)
                shown.append((colour(PRINT, path.role), path.is_filled, numbers, operators))
            paths.append(shown)
        found.append(
            {
                "name": exercise.name,
                "dose": "3 x 10",
                "lines": [exercise.why, exercise.start, *exercise.steps, *exercise.cues],
                "svgs": [to_svg(one, PRINT) for one in drawings],
                "paths": paths,
            }
        )
    return found


if __name__ == "__main__":
    main()
