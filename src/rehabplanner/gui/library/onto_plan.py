"""An exercise of the library onto a day of the plan."""

from datetime import date

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.plans import ItemKind, PlanItem
from rehabplanner.gui.desk import Desk
from rehabplanner.planning.arranging import doubles, on_days
from rehabplanner.planning.usual import usual
from rehabplanner.wording import _, day_text


def add_to_plan(desk: Desk, dossier: Dossier, exercise: Exercise, day: date) -> bool:
    """Put an exercise on a day, with the dose used last or the library's; say what was done.

    False if it is there already.
    """
    known = usual(dossier.items)
    item = PlanItem(
        person_id=dossier.person.id,
        day=day,
        kind=ItemKind.EXERCISE,
        exercise_id=exercise.id,
        dose=known.dose_of(exercise),
        series_id=known.series_of(exercise.id),
    )
    words = {"name": exercise.name, "day": day_text(day, year=False)}
    if doubles(dossier.items, [item]):
        desk.notices.show(_("{name} is on {day} already.").format(**words))
        return False
    (item,) = on_days(dossier.items, [item])
    desk.workspace.save(_("Add {name} to {day}").format(**words), item)
    desk.notices.show(_("{name} added to {day}").format(**words), can_undo=True)
    return True
