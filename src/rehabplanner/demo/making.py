"""Fills a data file with the made-up people."""

from datetime import date

from rehabplanner.demo.care import make_care
from rehabplanner.demo.people import CLINIC, MAIN, Story
from rehabplanner.demo.plans import make_plans
from rehabplanner.demo.weeks import make_past
from rehabplanner.domain.people import Person, Practice
from rehabplanner.domain.record import Record
from rehabplanner.library.library import Library
from rehabplanner.wording import _
from rehabplanner.workspace import Workspace


def fill(workspace: Workspace, library: Library, today: date) -> Person:
    """Write the made-up people and their letterhead; return the main one.

    The same day gives the same people, runs and pain every time.
    """
    practice = Practice(
        name=_("Lakeside Physiotherapy (made up)"),
        therapist=_("Kim Sandberg, physiotherapist"),
        address=_("1 Example Street, 12345 Sampletown"),
        phone="000 123 456",
    )
    stored = workspace.practice()
    if stored.revision == 0:
        workspace.save(_("Made-up letterhead"), practice)
    main = _fill_one(workspace, library, MAIN, today)
    for story in CLINIC:
        _fill_one(workspace, library, story, today)
    return main


def _fill_one(workspace: Workspace, library: Library, story: Story, today: date) -> Person:
    person = Person(
        name=story.name,
        birth_year=story.birth_year,
        units=story.units,
        goal=_(story.goal),
        complaint=_(story.complaint),
        notes=_(story.notes),
        equipment=_("mat, band, step"),
        measures="psfs rmdq nprs-3",
    )
    past = make_past(story, person.id, today)
    plans = make_plans(story, person.id, today, library, past)
    care = make_care(story, person.id, today, library)
    records: list[Record] = [person, *past, *plans, *care]
    saved = workspace.save(_("Made-up data of {name}").format(name=story.name), *records)
    found = saved[0]
    return found if isinstance(found, Person) else person
