"""The programme as plain lines, for the case that the laid-out one fails."""

import io
from collections.abc import Mapping
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from rehabplanner.documents.fonts import REGULAR, draw_text, press, register, text_width
from rehabplanner.documents.page import FOOT, Sheet
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import week_days
from rehabplanner.phrases import item_name, item_words
from rehabplanner.wording import _, day_text, language, week_text

SIZE = 12.0


def plain_page(
    sheet: Sheet, dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]
) -> bytes:
    """Return the week as lines of text, day by day, on as many pages as it takes."""
    register()
    with press:
        return _plain_page(sheet, dossier, monday, exercises)


def _plain_page(
    sheet: Sheet, dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]
) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(
        stream, pagesize=sheet.size, invariant=1, initialFontName=REGULAR, lang=language()
    )
    canvas.setTitle(sheet.title)
    canvas.setAuthor(sheet.author)
    top = sheet.size[1] - sheet.margin
    y = top
    lines = [sheet.title, sheet.subject, "", *_lines(dossier, monday, exercises)]
    for line in lines:
        for piece in wrapped(line, sheet.width):
            if y < FOOT:
                canvas.showPage()
                y = top
            draw_text(canvas, sheet.margin, y, piece, SIZE)
            y -= SIZE * 1.4
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def plain_text(dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]) -> str:
    """Return the week as plain lines, to be pasted into a record system."""
    head = [week_text(monday), ""]
    return "\n".join([*head, *_lines(dossier, monday, exercises)]).rstrip() + "\n"


def _lines(dossier: Dossier, monday: date, exercises: Mapping[str, Exercise]) -> list[str]:
    lines: list[str] = []
    note = dossier.week_note(monday)
    if note and note.purpose:
        lines += [_("This week is for:"), note.purpose, ""]
    items = dossier.items_of_week(monday)
    for day in week_days(monday):
        mine = [item for item in items if item.day == day]
        if mine:
            lines.append(day_text(day))
        for item in mine:
            exercise = exercises.get(item.exercise_id or "")
            words = item_words(item, exercise, units=dossier.person.units)
            lines.append("   " + " · ".join(p for p in (item_name(item, exercise), words) if p))
            if item.note:
                lines.append("      " + " ".join(item.note.split()))
        if mine:
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
