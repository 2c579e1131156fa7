"""What every programme says about pain: the rule, the flare-up, and when to get help."""

from dataclasses import dataclass

from rehabplanner.documents.blocks import Block, Columns, Panel, Space, Stack
from rehabplanner.documents.fonts import markup
from rehabplanner.documents.marks import Shape
from rehabplanner.documents.paragraphs import labelled, rich, text
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import Table
from rehabplanner.domain.exposure import FlarePlan
from rehabplanner.wording import UNKNOWN, _, ngettext


@dataclass(frozen=True, slots=True)
class Band:
    """One band of the pain rule: its sign, its pain scores, the next morning, what to do."""

    sign: str
    name: str
    during: str
    next_morning: str
    action: str


def pain_bands(ceiling: int) -> tuple[Band, ...]:
    """Return the three bands for a person's pain ceiling, 0 to 10.

    Up to 2 (or the ceiling) goes on, up to the ceiling repeats the step, above it eases off;
    next morning one point more repeats and two points more ease off, as 2 points is the smallest
    change that matters on this scale (Ostelo 2008).
    """
    fine = min(2, ceiling)
    return (
        Band(
            "good",
            _("Fine"),
            _range(0, fine),
            _("As usual, or less"),
            _("Go on with the plan."),
        ),
        Band(
            "caution",
            _("Hold"),
            _range(fine + 1, ceiling),
            _("1 point above usual"),
            _("Do the same again next time."),
        ),
        Band(
            "ease",
            _("Ease off"),
            _range(ceiling + 1, 10),
            _("2 or more above usual"),
            _("Take an easy day. Go back a step."),
        ),
    )


def _range(low: int, high: int) -> str:
    if low > high:
        return UNKNOWN
    if low == high:
        return str(low)
    return _("{low} to {high}").format(low=low, high=high)


def pain_rule(ceiling: int, style: Style) -> Block:
    """Return the pain rule as a table of three bands with signs, and the 24-hour rule."""
    rows = [
        (
            Shape(band.sign, style),
            text(band.name, style, bold=True),
            text(band.during, style, bold=True),
            text(band.next_morning, style),
            text(band.action, style),
        )
        for band in pain_bands(ceiling)
    ]
    head = ("", "", _("Pain during, 0–10"), _("Next morning"), _("What to do"))
    scale = min(style.scale, 1.3)
    table = Table(head, rows, (36.0, 66.0 * scale, 106.0 * scale, 0.4, 0.6), style)
    rule = rich(
        f"{markup(_('The 24-hour rule.'), bold=True)} "
        + markup(
            _(
                "Some soreness is all right. Score your pain the next morning before you judge "
                "a session. If it is back to your usual level within 24 hours, the load was right. "
                "If you limp, ease off."
            )
        ),
        style,
    )
    return Stack([table, Space(4), rule], gap=2)


def flare_up(style: Style, plan: FlarePlan | None = None) -> Block:
    """Return what to do when the pain flares up: as agreed beforehand, or else in general."""
    if plan is not None:
        return bullets(_agreed(plan), style)
    lines = (
        _("A flare-up is common. It does not mean harm, and it usually settles."),
        _("For two or three days do about half: fewer sets, and walk in place of a run."),
        _("Keep moving. Change position often, and do the moves that feel good."),
        _("When your mornings are back to usual for two days, start again one step lower."),
    )
    return bullets(lines, style)


def _agreed(plan: FlarePlan) -> tuple[str, ...]:
    lines = [
        _("A flare-up is common. It does not mean harm, and it usually settles."),
        _("For {days} days do {percent} % of your exercises and runs.").format(
            days=plan.days, percent=plan.dose_percent
        )
        if plan.dose_percent
        else _("For {days} days leave out your exercises and runs.").format(days=plan.days),
    ]
    if plan.walks_a_day and plan.walk_min:
        often = ngettext("once a day", "{count} times a day", plan.walks_a_day)
        lines.append(
            _("Walk {often} for {minutes} minutes.").format(often=often, minutes=plan.walk_min)
        )
    if plan.back_percent:
        steps = ", ".join(_("{percent} %").format(percent=one) for one in plan.back_percent)
        lines.append(_("Then back, a day each: {steps}, and all of it.").format(steps=steps))
    if plan.message:
        lines.append(" ".join(plan.message.split()))
    return tuple(lines)


def stop_signs(style: Style) -> Block:
    """Return when to get help, calmly: now, today, soon."""
    rows = (
        (
            _("Now"),
            _("Go to an emergency department."),
            _(
                "You lose control of your bladder or bowel, or cannot pass urine. You are numb "
                "between your legs or around your back passage. Both legs get weak, or one gets "
                "weaker fast. You had a hard fall or crash. You have chest pain or you faint."
            ),
        ),
        (
            _("Today"),
            _("Call your doctor. Do not run."),
            _(
                "You have back pain with fever or chills, or you feel ill. One leg is getting "
                "weaker or more numb, or your foot drops."
            ),
        ),
        (
            _("Soon"),
            _("See someone before you do more."),
            _(
                "Pain at night that no position eases. Weight loss that you cannot explain. A past "
                "cancer. Pain in one spot of bone that comes with each step or hop: stop running "
                "until it has been looked at."
            ),
        ),
    )
    intro = text(
        _("These signs are rare. It is good to know them, just as you know where the exit is."),
        style,
    )
    cells = [
        (
            Stack([text(when, style, bold=True), text(what, style, size=style.small, bold=True)]),
            text(signs, style),
        )
        for when, what, signs in rows
    ]
    return Stack([intro, Table(("", ""), cells, (0.25, 0.75), style)], gap=3)


def help_in_short(style: Style) -> Block:
    """Return when to get help in three short lines, for papers of one page."""
    lines = (
        (
            _("Now, emergency department:"),
            _(
                "bladder or bowel trouble, numb between the legs, legs getting weak fast, "
                "chest pain."
            ),
        ),
        (
            _("Today, call a doctor:"),
            _("back pain with fever, one leg getting weaker or more numb."),
        ),
        (
            _("Soon, have it looked at:"),
            _(
                "night pain that nothing eases, weight loss you cannot explain, one sore spot of "
                "bone that hurts with each step."
            ),
        ),
    )
    return Stack([labelled(label, words, style, size=style.small) for label, words in lines], gap=1)


def bullets(lines: tuple[str, ...], style: Style) -> Block:
    """Return lines with a dot before each."""
    return Stack(
        [
            Columns([text("•", style, bold=True, role="accent"), text(line, style)], (9.0, 1), 3)
            for line in lines
        ],
        gap=2,
    )


def boxed(inside: Block, style: Style, *, bar: str = "accent") -> Block:
    """Return a block in a frame with a bar at its left."""
    return Panel(inside, style, bar=bar)
