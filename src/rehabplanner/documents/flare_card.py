"""The flare-up card: one calm page of what was agreed, to hang up or to put into a wallet."""

from datetime import date, timedelta

from rehabplanner.documents.advice import boxed, bullets, help_in_short
from rehabplanner.documents.blocks import Block, Space, Stack
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.letterhead import accent_of
from rehabplanner.documents.options import Paper
from rehabplanner.documents.page import Sheet, build
from rehabplanner.documents.paragraphs import text
from rehabplanner.documents.style import Style, Theme, style_of
from rehabplanner.documents.tables import Table
from rehabplanner.domain.exposure import FlarePlan
from rehabplanner.domain.people import Person, Practice
from rehabplanner.wording import _, day_text, ngettext

ONE_DAY = timedelta(days=1)


def reassurance() -> tuple[str, ...]:
    """Return the calm words for someone whose pain has just jumped up."""
    return (
        _("A flare-up is unpleasant, and it is common. It passes, most often within days."),
        _("More pain does not by itself mean new harm. Pain can rise without any damage."),
        _("You need not stop everything. A little gentle moving helps it settle."),
        _("Short nights, stress and worry turn pain up. Calm breathing turns it down."),
    )


def plan_lines(plan: FlarePlan) -> tuple[str, ...]:
    """Return what is done in a flare-up, in short sentences."""
    walks = ngettext("{count} short walk a day", "{count} short walks a day", plan.walks_a_day)
    if plan.dose_percent:
        dose = _("Exercises and runs: about {percent} % of the usual dose.").format(
            percent=plan.dose_percent
        )
    else:
        dose = _("Exercises and runs: pause them for these days.")
    lines = [
        ngettext("For {count} day:", "For {count} days:", plan.days),
        _("{walks}, {minutes} min each, at your own pace.").format(
            walks=walks, minutes=plan.walk_min
        ),
        dose,
        _("Calm breathing for five minutes, once or more a day."),
        _("Change position often. Do what feels good."),
    ]
    if not (plan.walks_a_day and plan.walk_min):
        del lines[1]
    return tuple(lines)


def back_line(plan: FlarePlan) -> str:
    """Return the way back in one sentence."""
    if not plan.back_percent:
        return _("Then go back to your usual plan.")
    steps = ", ".join(_("{percent} %").format(percent=one) for one in plan.back_percent)
    return _("Then the way back, a day for each step: {steps}, and on to your usual plan.").format(
        steps=steps
    )


def render_flare_card(
    person: Person,
    plan: FlarePlan,
    *,
    start: date | None,
    today: date,
    practice: Practice,
    paper: Paper = Paper.A4,
    theme: Theme = Theme.COLOUR,
) -> bytes:
    """Return a PDF of one page; with `start`, its days carry their dates."""
    sheet = Sheet(
        paper=paper,
        style=style_of(theme, 1.15, accent_of(practice)),
        practice=practice,
        title=_("If it flares up: {name}").format(name=person.name),
        subject=_("My plan for a few sore days"),
        author=practice.therapist or practice.name,
        handed_out=today,
    )
    return build(sheet, _blocks(sheet, plan, start))


def _blocks(sheet: Sheet, plan: FlarePlan, start: date | None) -> list[Block]:
    style = sheet.style
    title = text(sheet.title, style, size=style.title, bold=True)
    title.outline = sheet.title
    head, *lines = plan_lines(plan)
    blocks: list[Block] = [
        title,
        text(sheet.subject, style, role="soft"),
        Space(8),
        bullets(reassurance(), style),
        Space(8),
        boxed(Stack([text(head, style, bold=True), bullets(tuple(lines), style)], gap=3), style),
        Space(8),
        Heading(_("Day by day"), style),
        _days(plan, start, style),
        Space(4),
        text(back_line(plan), style),
    ]
    if plan.message:
        blocks += [Space(8), boxed(text(plan.message, style), style)]
    return [*blocks, Space(8), Heading(_("When to get help"), style), help_in_short(style)]


def _days(plan: FlarePlan, start: date | None, style: Style) -> Block:
    shares = (*(plan.dose_percent,) * plan.days, *plan.back_percent)
    rows = []
    for number, percent in enumerate(shares):
        day = _("Day {number}").format(number=number + 1)
        if start is not None:
            day = day_text(start + ONE_DAY * number, year=False)
        is_gentle = number < plan.days
        rows.append(
            (
                text(day, style, bold=True),
                text(_("{percent} %").format(percent=percent) if percent else _("pause"), style),
                text(_walk_words(plan) if is_gentle else _("as planned"), style),
                text("", style),
            )
        )
    head = ("", _("Dose"), _("Walks"), _("Pain, 0–10"))
    return Table(head, rows, (0.27, 0.18, 0.33, 0.22), style)


def _walk_words(plan: FlarePlan) -> str:
    if not (plan.walks_a_day and plan.walk_min):
        return "–"
    return _("{count} × {minutes} min").format(count=plan.walks_a_day, minutes=plan.walk_min)
