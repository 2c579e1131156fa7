"""Diary sheets to fill in by hand or on a screen: one week, or one month on a page."""

from datetime import date, timedelta
from functools import partial

from rehabplanner.bodychart.chart import View
from rehabplanner.documents.blocks import Block, Columns, Space, Stack
from rehabplanner.documents.body_picture import BodyPicture
from rehabplanner.documents.fitting import fewest_pages
from rehabplanner.documents.form_grid import FormGrid, FormRow
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import Lines
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import text
from rehabplanner.domain.plans import week_days
from rehabplanner.wording import _, day_text, month, weekday

WIDE_NOTES = 3.4
WEEK_ROOMS = ((22.0, 150.0, 4), (20.0, 128.0, 3), (18.0, 110.0, 2), (18.0, 96.0, 2))
"""Heights of rows and body in points and lines for words, from the roomiest on."""


def week_blocks(sheet: Sheet, monday: date | None, *, is_fillable: bool = True) -> list[Block]:
    """Return a week's diary; without a Monday its days carry no dates.

    Rows and body are as high as a single page allows.
    """
    versions = [partial(_week, sheet, monday, is_fillable, room) for room in WEEK_ROOMS]
    return fewest_pages(sheet, versions)


def _week(
    sheet: Sheet, monday: date | None, is_fillable: bool, room: tuple[float, float, int]
) -> list[Block]:
    """Return the week with rows and a body of these heights in points, and so many lines."""
    style = sheet.style
    row_height, body_height, lines = room
    if monday is None:
        heads = [weekday(day, short=True) for day in range(7)]
    else:
        heads = [day_text(day, year=False).replace(" ", " \n", 1) for day in week_days(monday)]
    scale = "0–10"
    rows = [
        FormRow(_("Pain on waking"), scale),
        FormRow(_("Stiff after getting up"), _("minutes")),
        FormRow(_("Highest pain of the day"), scale),
        FormRow(_("Where it hurt"), _("number from the list below")),
        FormRow(_("Sleep"), _("hours"), is_thick=True),
        FormRow(_("How well you slept"), _("0–10, 10 is best")),
        FormRow(_("Stress"), scale),
        FormRow(_("Mood"), _("0–10, 10 is best")),
        FormRow(_("Energy"), _("0–10, 10 is best")),
        FormRow(_("Worry about moving"), scale),
        FormRow(_("Run or walk"), _("minutes"), is_thick=True),
        FormRow(_("How hard it was"), scale),
        FormRow(_("Pain during"), scale),
        FormRow(_("Exercises done"), "", is_tick=True),
        FormRow(_("Confirmed rest day"), "", is_tick=True),
    ]
    grid = FormGrid(
        ["", *heads],
        rows,
        (2.2, *(1.0,) * 7),
        style,
        name="week",
        is_fillable=is_fillable,
        row_height=row_height,
        has_words_beside=True,
    )
    title = text(sheet.title, style, size=style.title * 0.85, bold=True)
    title.outline = sheet.title
    return [
        title,
        text(sheet.subject, style, role="soft"),
        Space(4),
        text(_how(), style, size=style.small),
        Space(6),
        grid,
        Space(6),
        *places(sheet),
        *_body(sheet, body_height, lines),
    ]


def _body(sheet: Sheet, height: float, lines: int) -> list[Block]:
    """Return the body to mark beside lines for words."""
    style = sheet.style
    words = Stack(
        [
            Heading(_("What eased it, what stirred it up"), style),
            Lines(lines, style),
            Space(4),
            text(
                _("Mark on the body where it hurt most, and write the day beside it."),
                style,
                size=style.small,
            ),
        ]
    )
    body = BodyPicture((View.BACK, View.FRONT), style, height)
    return [Space(4), Columns([body, words], (0.42, 0.58), 14)]


def places(sheet: Sheet) -> list[Block]:
    """Return the numbered list of places that a diary refers to."""
    names = (
        _("low back, middle"),
        _("low back, left"),
        _("low back, right"),
        _("sacrum"),
        _("buttock"),
        _("hip or groin"),
        _("thigh"),
        _("knee"),
        _("calf or shin"),
        _("foot"),
        _("upper back or neck"),
        _("elsewhere"),
    )
    listed = " · ".join(
        f"{number}\u00a0{name.replace(' ', chr(160))}" for number, name in enumerate(names, 1)
    )
    words = _("Where: {places}. Add L or R for the side.").format(places=listed)
    return [text(words, sheet.style, size=sheet.style.small), Space(4)]


def _how() -> str:
    return _(
        "One column a day, half a minute each. 0 is none and 10 the worst or most; leave open "
        "what you do not know. A morning value is worth most."
    )


def month_blocks(
    sheet: Sheet, first: date | None, *, is_fillable: bool = True, days: int = 31
) -> list[Block]:
    """Return a month's diary, a row a day; without a first day its rows are numbered."""
    style = sheet.style
    if first is None:
        labels = [str(number) for number in range(1, days + 1)]
    else:
        dates = [first + timedelta(days=number) for number in range(days)]
        dates = [day for day in dates if day.month == first.month] if first.day == 1 else dates
        labels = [f"{day.day} {weekday(day.weekday(), short=True)}" for day in dates]
    heads = [
        "",
        _("Pain on waking"),
        _("Highest pain"),
        _("Sleep, hours"),
        _("Stress"),
        _("Run, minutes"),
        _("How hard"),
        _("Notes: exercises, what eased or stirred it"),
    ]
    room = sheet.room(1) - 95.0 * min(style.scale, 1.4)
    row_height = max(15.0, min(24.0, room / len(labels)))
    small = FormGrid(
        heads,
        [FormRow(label) for label in labels],
        (1.0, 1.0, 1.0, 1.0, 0.9, 1.0, 0.9, WIDE_NOTES),
        style,
        row_height=row_height,
        name="month",
        is_fillable=is_fillable,
    )
    title = text(sheet.title, style, size=style.title * 0.85, bold=True)
    title.outline = sheet.title
    how = _("One line a day. Pain, stress and how hard: 0 is none and 10 the most.")
    return [
        title,
        text(sheet.subject, style, role="soft"),
        Space(3),
        text(how, style, size=style.small),
        Space(4),
        small,
    ]


def month_words(day: date) -> str:
    """Return the month and year of a day."""
    return f"{month(day.month)} {day.year}"
