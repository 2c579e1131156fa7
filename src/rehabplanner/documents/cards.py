"""One card per exercise: pictures, why, start, steps, dose, cues, easier and harder, ticks."""

from collections.abc import Mapping, Sequence

from rehabplanner.documents.blocks import Block, Columns, Panel, Space, Stack
from rehabplanner.documents.headings import Titled
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.paragraphs import labelled, pieces_of, text, unbroken
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import TickGrid, TickRow
from rehabplanner.documents.week import Prescription, stance_heading
from rehabplanner.domain.doses import Side
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Person
from rehabplanner.phrases import days_words, dose_words, steps_of
from rehabplanner.wording import _

PICTURE_SHARE = 0.32
EQUIPMENT_NONE = frozenset({"none", ""})


def card(
    prescription: Prescription,
    person: Person,
    exercises: Mapping[str, Exercise],
    pictures: Sequence[Block],
    style: Style,
    *,
    weeks: int = 1,
) -> Block:
    """Return the card of one exercise; it stays on one page unless it is higher than any.

    `weeks` is for how many weeks there is room to tick.
    """
    exercise = prescription.exercise
    blocks: list[Block] = [
        Titled(prescription.number, prescription.name, _aside(prescription), style),
        _dose_strip(prescription, person, style),
    ]
    blocks += _notes(prescription, style)
    if exercise is not None:
        steps = steps_of(exercise, [dose for _days, dose in prescription.doses])
        blocks.append(_instructions(exercise, steps, pictures, style))
        blocks.append(_hints(exercise, person, exercises, style))
    elif pictures:
        blocks.append(Columns(list(pictures), [1 / len(pictures)] * len(pictures)))
    blocks.append(_ticks(prescription, style, weeks))
    blocks.append(
        Columns(
            [text(_("My notes"), style, size=style.small), Lines(1, style, step=15)],
            (56.0 * min(style.scale, 1.5), 1),
            6,
        )
    )
    panel = Panel(Stack(blocks, gap=3), style, padding=4)
    panel.outline = prescription.name
    panel.anchors = (card_anchor(prescription.number),)
    return panel


def card_anchor(number: int) -> str:
    """Return the name by which links lead to the card of an exercise."""
    return f"exercise-{number}"


def _aside(prescription: Prescription) -> str:
    """Return where the body is and what is needed."""
    exercise = prescription.exercise
    if exercise is None:
        return ""
    things = [thing for thing in exercise.equipment if thing.casefold() not in EQUIPMENT_NONE]
    stance = stance_heading(prescription.stance)
    if not things:
        return stance
    needs = _("you need: {things}").format(things=", ".join(things))
    return f"{stance} · {needs}"


def _dose_strip(prescription: Prescription, person: Person, style: Style) -> Block:
    lines = [
        text(
            unbroken(dose_words(dose, days=days, units=person.units) or days_words(days)),
            style,
            size=style.body + 0.5,
            bold=True,
        )
        for days, dose in prescription.doses
    ]
    return Panel(Stack(lines), style, fill="tint", border=None, bar="accent", padding=3)


def _notes(prescription: Prescription, style: Style) -> list[Block]:
    """Return the therapist's notes, with their days where they are not for all of them."""
    found: list[Block] = []
    for days, note in prescription.notes:
        label = _("For you:")
        if days != prescription.days:
            label = _("For you, {days}:").format(days=days_words(days))
        first, *rest = pieces_of(note)
        lines: list[Block] = [labelled(label, first, style)]
        lines += [text(piece, style) for piece in rest if piece.strip()]
        found.append(Panel(Stack(lines, gap=2), style, fill="note", padding=2.5))
    return found


def _instructions(
    exercise: Exercise, steps: Sequence[str], pictures: Sequence[Block], style: Style
) -> Block:
    """Return why, start and steps, beside the pictures or in two columns without them."""
    opening: list[Block] = []
    if exercise.why:
        opening.append(labelled(_("Why:"), exercise.why, style))
    if exercise.start:
        opening.append(labelled(_("Start:"), exercise.start, style))
    listed = _steps(steps, style)
    if pictures:
        words = Stack([*opening, listed], gap=2)
        return Columns([Stack(pictures, gap=6), words], (PICTURE_SHARE, 1 - PICTURE_SHARE), 12)
    return Columns([Stack(opening, gap=4), listed], (0.46, 0.54), 16)


def _steps(steps: Sequence[str], style: Style) -> Block:
    return Stack(
        [
            Columns(
                [text(f"{number}.", style, bold=True, role="accent"), text(step, style)],
                (14.0 * style.scale, 1),
                3,
            )
            for number, step in enumerate(steps, start=1)
        ],
        gap=1,
    )


def _hints(
    exercise: Exercise, person: Person, exercises: Mapping[str, Exercise], style: Style
) -> Block:
    """Return the cue box: key points and usual mistake; easier and harder."""
    left: list[Block] = []
    if exercise.cues:
        left.append(labelled(_("Think of:"), " ".join(exercise.cues[:2]), style))
    if exercise.mistake:
        left.append(labelled(_("Usual slip:"), exercise.mistake, style))
    right: list[Block] = []
    easier = exercises.get(exercise.easier or "")
    if easier is not None:
        label = _("Easier, if pain is above {ceiling}:").format(ceiling=person.pain_ceiling)
        right.append(labelled(label, easier.name, style))
    harder = exercises.get(exercise.harder or "")
    if harder is not None:
        right.append(labelled(_("Harder, once this is easy:"), harder.name, style))
    if exercise.feel and len(right) < 2:
        right.insert(0, labelled(_("Good sign:"), exercise.feel, style))
    if not left or not right:
        inside: Block = Stack([*left, *right], gap=3)
    else:
        inside = Columns([Stack(left, gap=2), Stack(right, gap=2)], (0.54, 0.46), 14)
    return inside if left or right else Space(0)


def _ticks(prescription: Prescription, style: Style, weeks: int) -> Block:
    boxes = side_boxes(prescription)
    if weeks <= 1:
        rows = [TickRow(_("Done"), boxes), TickRow(_("Pain before / after"), slash=True)]
        return TickGrid(rows, prescription.days, style)
    rows = []
    for number in range(1, weeks + 1):
        rows += [
            TickRow(_("Week {number}, done").format(number=number), boxes),
            TickRow(_("pain before / after"), slash=True),
        ]
    return TickGrid(rows, prescription.days, style, row_height=16.5)


def side_boxes(prescription: Prescription) -> tuple[str, ...]:
    """Return the letters of the boxes to tick: left and right, or one box without a letter."""
    letters = {Side.LEFT: _("L"), Side.RIGHT: _("R"), Side.BOTH: ""}
    return tuple(letters[side] for side in prescription.sides)


def bold_line(label: str, words: str, style: Style) -> Block:
    """Return a label in bold and words after it."""
    return labelled(label, words, style)
