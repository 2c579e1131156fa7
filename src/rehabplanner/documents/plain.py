"""The programme as plain lines, for the case that the laid-out one fails."""

import io
from collections.abc import Mapping
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from rehabplanner.documents.fonts import REGULAR, draw_text, register, text_width
from rehabplanner.documents.page import FOOT, Sheet
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import week_days
from rehabplanner.phrases import item_name, item_words
from rehabplanner.wording import _, day_text, language

SIZE = 12.0


def plain_page(
    sheet: Sheet, dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]
) -> bytes:
    """Return the week as lines of text, day by day, on as many pages as it takes."""
    register()
    stream = io.BytesIO()
    canvas = Canvas(
        stream, pagesize=sheet.size, invariant=1, initialFontName=REGULAR, lang=language()
    )
    canvas.setTitle(sheet.title)
    canvas.setAuthor(sheet.author)
    top = sheet.size[1] - sheet.margin
    y = top
    for line in _lines(sheet, dossier, monday, exercises):
        for piece in wrapped(line, sheet.width):
            if y < FOOT:
                canvas.showPage()
                y = top
            draw_text(canvas, sheet.margin, y, piece, SIZE)
            y -= SIZE * 1.4
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _lines(
    sheet: Sheet, dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]
) -> list[str]:
    lines = [sheet.title, sheet.subject, ""]
    note = dossier.week_note(monday)
    if note and note.purpose:
        lines += [_("This week is for:"), note.purpose, ""]
    items = dossier.items_of_week(monday)
    for day in week_days(monday):
        lines.append(day_text(day))
        for item in items:
            if item.day != day:
                continue
            exercise = exercises.get(item.exercise_id or "")
            words = item_words(item, exercise, units=dossier.person.units)
            lines.append("   " + " · ".join(p for p in (item_name(item, exercise), words) if p))
            if item.note:
                lines.append("      " + " ".join(item.note.split()))
        lines.append("")
    return lines


def wrapped(line: str, width: float) -> list[str]:
    """Return a line broken at blanks, or anywhere, so that no piece is wider than `width`."""
    pieces = [""]
    for word in line.split(" "):
        joined = f"{pieces[-1]} {word}" if pieces[-1] else word
        if text_width(joined, SIZE) <= width:
            pieces[-1] = joined
            continue
        pieces.append("")
        for letter in word:
            if text_width(pieces[-1] + letter, SIZE) > width:
                pieces.append("")
            pieces[-1] += letter
    return pieces
