"""The runs and walks of several weeks on one paper: what, how long, and room to note."""

from collections.abc import Sequence
from datetime import date

from rehabplanner.documents.blocks import Block, Space, Stack
from rehabplanner.documents.headings import Heading
from rehabplanner.documents.marks import TickBox
from rehabplanner.documents.page import Sheet
from rehabplanner.documents.paragraphs import labelled, text
from rehabplanner.documents.style import Style
from rehabplanner.documents.tables import Table
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.plans import ENDURANCE, PlanItem
from rehabplanner.phrases import item_name, run_words
from rehabplanner.wording import _, day_text, minutes_text, ngettext, week_text


def run_plan_blocks(sheet: Sheet, dossier: Dossier, mondays: Sequence[date]) -> list[Block]:
    """Return a table for each week that has runs, walks or other endurance sessions."""
    style = sheet.style
    title = text(sheet.title, style, size=style.title, bold=True)
    title.outline = sheet.title
    blocks: list[Block] = [title, text(sheet.subject, style, role="soft"), Space(6)]
    ceiling = _("Go on while pain stays at {ceiling} or below and the next morning is as usual.")
    blocks += [text(ceiling.format(ceiling=dossier.person.pain_ceiling), style), Space(4)]
    is_empty = True
    for number, monday in enumerate(mondays, start=1):
        items = [one for one in dossier.items_of_week(monday) if one.kind in ENDURANCE]
        note = dossier.week_note(monday)
        phase = dossier.phase_of(monday)
        if not items:
            continue
        is_empty = False
        words = _("Week {number} of {total}").format(number=number, total=len(mondays))
        blocks.append(Heading(f"{words} · {week_text(monday)}", style))
        if phase is not None:
            blocks.append(labelled(_("Phase:"), phase.name, style))
        if note is not None and note.purpose:
            blocks.append(labelled(_("This week is for:"), note.purpose, style))
        blocks += [_week(items, dossier, style), text(_total(items), style, bold=True), Space(8)]
    if is_empty:
        words = _("No runs or walks are planned in these weeks yet.")
        blocks.append(text(words, style))
    return blocks


def _week(items: Sequence[PlanItem], dossier: Dossier, style: Style) -> Block:
    units = dossier.person.units
    rows = []
    for item in items:
        words = run_words(item.run, units=units)
        what: list[Block] = [text(item_name(item, None), style, bold=True)]
        if words:
            what.append(text(words, style))
        if item.note:
            what.append(text(" ".join(item.note.split()), style, size=style.small))
        minutes = item.planned_minutes
        rows.append(
            (
                text(day_text(item.day, year=False), style, bold=True),
                Stack(what),
                text(minutes_text(minutes) if minutes else "", style),
                TickBox(style),
                Space(style.body),
                Space(style.body),
            )
        )
    head = (_("Day"), _("What to do"), _("Time"), _("Done"), _("Pain during"), _("Next morning"))
    scale = min(style.scale, 1.4)
    shares = (76.0 * scale, 1.0, 54.0 * scale, 44.0 * scale, 56.0 * scale, 58.0 * scale)
    return Table(head, rows, shares, style, grid=True)


def _total(items: Sequence[PlanItem]) -> str:
    count = ngettext("{count} session", "{count} sessions", len(items)).format(count=len(items))
    minutes = [one.planned_minutes for one in items]
    known = [one for one in minutes if one is not None]
    if len(known) != len(items):
        return count
    return _("{count}, {time} in all").format(count=count, time=minutes_text(sum(known)))
