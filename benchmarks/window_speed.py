"""How long the window takes to answer: a letter typed, a week turned, a plan opened.

Run: PYTHONPATH=src python benchmarks/window_speed.py. CPU milliseconds from the key or call until
the window is painted again (median and 95th percentile), offscreen. Targets: a letter within 16 ms
at the 95th percentile over 2,000 exercises, a week turned within 16 ms, a plan of 26 weeks open
within 200 ms.
"""

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[1] / name) for name in ("src", "tests")]

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget  # noqa: E402

from builders import a_person, an_item  # noqa: E402
from rehabplanner.app import make_desk  # noqa: E402
from rehabplanner.domain.dossier import Dossier  # noqa: E402
from rehabplanner.domain.exercises import Exercise  # noqa: E402
from rehabplanner.domain.people import Person  # noqa: E402
from rehabplanner.domain.plans import PlanItem  # noqa: E402
from rehabplanner.gui.desk import Desk  # noqa: E402
from rehabplanner.gui.dressing import make_application  # noqa: E402
from rehabplanner.gui.library.page import LibraryPage  # noqa: E402
from rehabplanner.gui.plan.page import PlanPage  # noqa: E402
from rehabplanner.paths import Places  # noqa: E402
from rehabplanner.storage.database import Database  # noqa: E402
from rehabplanner.workspace import Workspace  # noqa: E402

MONDAY = date(2026, 9, 7)
WEEKS = 26
WORDS = ("bridge", "side plank", "hamstring", "calf raise", "squat", "bird dog", "brigde", "hip")
ENDINGS = ("with a band", "slow", "on one leg", "in water", "short", "long", "early", "late")


def painted(app: QApplication, widget: QWidget, work: Callable[[], object]) -> float:
    """Return the CPU milliseconds until the work is done and what changed is painted.

    Posted events are delivered as after a key: layouts and the paint; timers wait their turn.
    """
    for _turn in range(3):  # what followed the key before is done: nobody types faster
        app.processEvents()
    start = time.process_time()
    work()
    app.sendPostedEvents()
    return (time.process_time() - start) * 1000


def line(words: str, times: list[float], target: str) -> None:
    """Print the median, the 95th percentile and the most."""
    found = sorted(times)
    late = found[min(len(found) - 1, round(0.95 * len(found)))]
    numbers = f"median {median(found):6.1f}  95 % {late:6.1f}  most {found[-1]:6.1f} ms"
    print(f"{words:32} {numbers}   {target}")


def many(shipped: dict[str, Exercise], count: int) -> dict[str, Exercise]:
    """Return so many exercises: the shipped ones, and again with other names."""
    found = dict(shipped)
    for round_, (key, one) in enumerate(itertools.cycle(shipped.items())):
        if len(found) >= count:
            return found
        number = round_ // len(shipped)
        ending = f"{ENDINGS[number % len(ENDINGS)]} {number // len(ENDINGS) or ''}".strip()
        new = f"{key}-{number}"
        found[new] = replace(one, id=new, name=f"{one.name}, {ending}", easier=None, harder=None)
    return found


def typed(page: LibraryPage, field: QLineEdit, text: str) -> None:
    """Put the text into the field and search at once; pictures come later, between keys."""
    field.setText(text)
    page._finish_search()  # noqa: SLF001


def search(app: QApplication, desk: Desk, count: int) -> None:
    """Type words letter by letter into the library's search."""
    desk.library.__dict__["shipped"] = many(dict(desk.library.shipped), count)
    page = LibraryPage(desk)
    page.resize(1280, 760)
    page.show()
    page.show_dossier(desk.workspace.dossier(a_person().id))
    app.processEvents()
    field = page.findChild(QLineEdit)
    assert field is not None
    times: list[float] = []
    for word in (WORDS[0], *WORDS):
        times += [
            painted(app, page, partial(typed, page, field, word[:end]))
            for end in range(1, len(word) + 1)
        ]
        field.clear()
        app.processEvents()
    line(f"a letter, {count} exercises", times[len(WORDS[0]) :], "target 16 ms at 95 %")
    page.close()
    page.deleteLater()


def shown(page: PlanPage, dossier: Dossier | None) -> None:
    """Hand the page a person and put it on the screen."""
    page.show_dossier(dossier)
    page.show()


def filled(ids: Sequence[str], person: Person, a_day: int) -> list[PlanItem]:
    """Return a plan of half a year with so many exercises on every day."""
    days = [MONDAY + timedelta(days=number) for number in range(7 * WEEKS)]
    return [
        an_item(ids[(number + place) % len(ids)], day, position=place, person_id=person.id)
        for number, day in enumerate(days)
        for place in range(a_day)
    ]


def plan(app: QApplication, desk: Desk, person: Person, words: str) -> None:
    """Open a plan of half a year, turn its weeks, and work on its board."""
    dossier = desk.workspace.dossier(person.id)
    opened = []
    for _number in range(5):
        page = PlanPage(desk)
        page.resize(1280, 760)
        opened.append(
            painted(app, page, lambda page=page: (page.show_dossier(dossier), page.show()))
        )
        page.close()
    line(f"{WEEKS} weeks opened, {words}", opened, "target 200 ms")
    page.show()
    weeks = [MONDAY + timedelta(days=7 * number) for number in range(WEEKS)]
    turned = [painted(app, page, lambda monday=monday: page.go_to(monday)) for monday in weeks * 3]
    line(f"a week turned, {words}", turned[WEEKS:], "target 16 ms")

    def act(name: str) -> None:
        page.actions_by_name[name].trigger()
        page.show_dossier(desk.workspace.dossier(person.id))

    def undo() -> None:
        desk.workspace.undo()
        page.show_dossier(desk.workspace.dossier(person.id))

    page.go_to(weeks[1])
    for name in ("repeat", "progress", "later", "down"):
        spent = []
        for number in range(12):
            page.board.focus_day(number % 5)
            page.board.views[number % 5].choose_row(0)
            spent.append(painted(app, page, partial(act, name)))
            painted(app, page, undo)
        line(f"board: {name}, {words}", spent, "saved and painted")
    page.close()


def main() -> None:
    """Print the table."""
    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        places = Places(Path(name))
        database = Database.open(places.database, backups=places.backups)
        workspace = Workspace(database)
        desk = make_desk(workspace, places, on_error=lambda error: print(repr(error)))
        desk.theme.apply("light", 100)
        ids = sorted(desk.library.exercises)[:12]
        for a_day in (2, 5):
            person = a_person() if a_day == 5 else replace(a_person(), id=uuid4())
            workspace.save("fill", person, *filled(ids, person, a_day))
            plan(app, desk, person, f"{a_day} a day")
        for count in (1000, 2000):
            search(app, desk, count)
        desk.tasks.cancel_all()
        desk.news.stop()
        database.close()


if __name__ == "__main__":
    main()
