"""Cards to cut out: one exercise each, four on a page, with picture, dose, steps and one cue."""

from collections.abc import Sequence

from rehabplanner.documents.blocks import Block, Panel, Space, Stack
from rehabplanner.documents.content import Content
from rehabplanner.documents.grid import Grid
from rehabplanner.documents.headings import NumberDisc
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import labelled, text, unbroken
from rehabplanner.documents.style import Style
from rehabplanner.documents.week import Prescription
from rehabplanner.domain.exercises import Exercise
from rehabplanner.phrases import dose_words, stance_of, steps_of

TYPE = 0.86


def card_blocks(sheet: Sheet, content: Content, exercises: Sequence[Exercise]) -> list[Block]:
    """Return cards of the exercises; those of the week carry its dose."""
    planned = {one.exercise.id: one for one in content.week.prescriptions if one.exercise}
    style = Style(
        sheet.style.is_grey, sheet.style.scale * TYPE, sheet.style.is_copy, sheet.style.accent
    )
    cells = [
        _card(planned.get(one.id) or prescription_of(one, number), one, content, style)
        for number, one in enumerate(exercises, start=1)
    ]
    columns = 3 if sheet.is_landscape else 2
    if not cells:
        return [Space(1)]
    return [Grid(cells, min(columns, len(cells)), style, gap=10, padding=8)]


def prescription_of(exercise: Exercise, number: int) -> Prescription:
    """Return an exercise with its usual dose, on no particular day."""
    return Prescription(
        number=number,
        name=exercise.name,
        exercise=exercise,
        stance=stance_of(exercise),
        doses=(((), exercise.dose),),
        notes=(),
        days=(),
    )


def _card(one: Prescription, exercise: Exercise, content: Content, style: Style) -> Block:
    units = content.person.units
    parts: list[Block] = [
        NumberDisc(one.number, one.name, style, style.heading),
        *content.pictures(one, style, beside=True),
    ]
    for days, dose in one.doses:
        words = unbroken(dose_words(dose, days=days, units=units))
        line = text(words, style, bold=True)
        parts.append(Panel(line, style, fill="tint", border=None, bar="accent", padding=3))
    if exercise.start:
        parts.append(text(exercise.start, style))
    steps = steps_of(exercise, [dose for _days, dose in one.doses])
    parts += [text(f"{place}. {step}", style) for place, step in enumerate(steps[:5], 1)]
    if exercise.cues:
        parts.append(labelled("→", exercise.cues[0], style))
    stack = Stack(parts, gap=3)
    stack.outline = one.name
    return stack
