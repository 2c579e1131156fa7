"""Draws the Load-and-pain page for very different logs, to be looked at: `DIR [--case NAME]`.

Every case (5 days, 40 days, 2 years, 20 years, gaps, constant pain, one run only) is drawn with
every view, light and dark, at 100 and 200 %, and the view over time once more in grey and as
someone with red-green blindness sees it (deuteranopia; Machado 2009). Run with `PYTHONPATH=src`.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

TODAY = date(2026, 9, 11)
VIEWS = ("time", "year", "scatter", "numbers")
BLIND = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))


def records_of(days: int, seed: int = 4, *, is_kept: Callable[[int], bool] = bool) -> Iterator[Any]:
    """Yield made-up days up to today; `is_kept` says which are logged, counted from 1."""
    from rehabplanner.domain.activities import Activity, Kind, Surface
    from rehabplanner.domain.diary import BodyPart, DayEntry, Moment, PainEntry

    dice = Random(seed)
    own: dict[str, Any] = {"person_id": PERSON.id}
    pain = 3.0
    for number in range(1, days + 1):
        day = TODAY - timedelta(days=days - number)
        load = 0.0
        pain = min(8.0, max(0.0, 0.8 * pain + 0.5 + dice.gauss(0, 0.7)))
        if not is_kept(number):
            continue
        if day.weekday() in (1, 3, 6):
            longer = 3 * (day.weekday() == 6) + 3 * min(number, 300) / 300
            km = (4 + longer) * dice.uniform(0.8, 1.2)
            effort = None if dice.random() < 0.1 else dice.choice((3, 4, 4, 5, 6))
            load = km * 6 * (effort or 0)
            yield Activity(
                **own, day=day, kind=Kind.RUN, distance_m=km * 1000, duration_s=km * 360,
                effort=effort, ascent_m=km * 9, surface=dice.choice((*Surface, None)),
                average_heart_rate=dice.uniform(128, 158), title=dice.choice(("Harbour", "Wood")),
            )  # fmt: skip
        elif day.weekday() in (2, 5):
            kind = Kind.STRENGTH if day.weekday() == 2 else dice.choice((Kind.CYCLE, Kind.WALK))
            yield Activity(**own, day=day, kind=kind, duration_s=2400, effort=3)
        score = round(pain)
        yield PainEntry(**own, day=day, moment=Moment.MORNING, score=score)
        if load:
            worst = min(10, score + dice.choice((0, 1, 2)))
            yield PainEntry(**own, day=day, moment=Moment.DURING, score=worst)
            yield PainEntry(
                **own, day=day, moment=Moment.AFTER, score=score, part=BodyPart.HIP_LEFT
            )
        yield DayEntry(
            **own, day=day, sleep_h=round(dice.gauss(7, 1), 1), stress=dice.randint(1, 7),
            worry=dice.randint(0, 5), protein_portions=dice.randint(2, 6),
            is_rest_day=day.weekday() in (0, 4),
        )  # fmt: skip


def extras() -> Iterator[Any]:
    """Yield events and a plan ahead."""
    from rehabplanner.domain.diary import Event, EventKind
    from rehabplanner.domain.plans import ItemKind, PlanItem
    from rehabplanner.domain.runs import read_run

    own: dict[str, Any] = {"person_id": PERSON.id}
    yield Event(**own, day=TODAY - timedelta(days=24), kind=EventKind.RACE, label="Harbour race")
    yield Event(
        **own, day=TODAY - timedelta(days=12), until=TODAY - timedelta(days=8),
        kind=EventKind.FLARE_UP,
    )  # fmt: skip
    for ahead, run in ((1, "30min @4"), (3, "50min @4"), (5, "95min @3")):
        day = TODAY + timedelta(days=ahead)
        yield PlanItem(**own, day=day, kind=ItemKind.RUN, run=read_run(run))


def constant(days: int) -> Iterator[Any]:
    """Yield days whose pain is the same every morning."""
    from dataclasses import replace

    from rehabplanner.domain.diary import PainEntry

    for one in records_of(days):
        yield replace(one, score=3) if isinstance(one, PainEntry) else one


def one_run() -> Iterator[Any]:
    """Yield a single run and nothing else."""
    from rehabplanner.domain.activities import Activity

    yield Activity(
        person_id=PERSON.id, day=TODAY - timedelta(days=1), distance_m=5200, duration_s=1900,
        effort=4, started_at=datetime(2026, 9, 10, 6, tzinfo=UTC),
    )  # fmt: skip


def has_gaps(number: int) -> bool:
    """Say whether a day of the case with gaps is logged."""
    return number % 60 < 34 and number % 7 != 4


CASES: Mapping[str, Callable[[], Iterator[Any]]] = {
    "5-days": lambda: records_of(5),
    "40-days": lambda: (*records_of(40), *extras()),  # type: ignore[return-value]
    "2-years": lambda: (*records_of(730), *extras()),  # type: ignore[return-value]
    "20-years": lambda: records_of(7300),
    "gaps": lambda: (*records_of(200, is_kept=has_gaps), *extras()),  # type: ignore[return-value]
    "constant-pain": lambda: constant(70),
    "one-run": one_run,
}


def seen_otherwise(picture: Any) -> Mapping[str, Any]:
    """Return the picture in grey and as with deuteranopia."""
    import numpy as np
    from PySide6.QtGui import QImage

    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    linear = (pixels[..., 2::-1] / 255.0) ** 2.2
    found = {}
    for name, matrix in (("grey", ((0.2126, 0.7152, 0.0722),) * 3), ("red-green", BLIND)):
        mixed = np.clip(linear @ np.array(matrix).T, 0, 1) ** (1 / 2.2) * 255
        made = np.ascontiguousarray(np.dstack([mixed[..., ::-1], pixels[..., 3]]).astype(np.uint8))
        size = (image.width(), image.height())
        found[name] = QImage(made.data, *size, QImage.Format.Format_RGB32).copy()
    return found


def draw(case: str, theme: str, folder: Path) -> None:
    """Save the pictures of one case at the scale that the environment sets."""
    from PySide6.QtWidgets import QApplication

    from rehabplanner.app import make_desk
    from rehabplanner.domain.dossier import make_dossier
    from rehabplanner.domain.store import EmptyStore
    from rehabplanner.gui.dressing import make_application
    from rehabplanner.gui.progress.page import ProgressPage
    from rehabplanner.paths import Places
    from rehabplanner.workspace import Workspace

    make_application()
    scale = os.environ["QT_SCALE_FACTOR"]
    with TemporaryDirectory() as home:
        workspace = Workspace(EmptyStore())
        desk = make_desk(workspace, Places(Path(home)), on_error=print, clock=lambda: TODAY)
        desk.theme.apply(theme, 100)
        page = ProgressPage(desk)
        page.resize(1280, 820)
        page.show_dossier(make_dossier(PERSON, CASES[case]()))
        page.show()
        for view in VIEWS:
            page.tools.ranges.buttons()[4 if view == "time" else 3].click()
            page.show_view(view)
            while desk.tasks.is_busy:
                QApplication.processEvents()
            QApplication.processEvents()
            QApplication.processEvents()
            picture = page.grab()
            name = f"{case}-{view}-{theme}-{scale}x"
            picture.save(str(folder / f"{name}.png"))
            if view == "time" and (theme, scale) == ("light", "1"):
                for kind, image in seen_otherwise(picture).items():
                    image.save(str(folder / f"{name}-{kind}.png"))
        desk.news.stop()
        page.close()
        page.deleteLater()
        QApplication.processEvents()


def main() -> None:
    """Draw all cases: each scale in a process of its own, for it is fixed at the start."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--scale", choices=("1", "2"))
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.scale and "QT_SCALE_FACTOR" in os.environ:
        for case in [options.case] if options.case else CASES:
            for theme in [options.theme] if options.theme else ("light", "dark"):
                draw(case, theme, options.folder)
        return
    for scale in [options.scale] if options.scale else ("1", "2"):
        words = [sys.executable, __file__, str(options.folder), "--scale", scale]
        words += ["--case", options.case] if options.case else []
        words += ["--theme", options.theme] if options.theme else []
        surroundings = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        subprocess.run(words, check=True, env={**os.environ, **surroundings})


if __name__ == "__main__":
    from rehabplanner.domain.people import Person

    PERSON = Person(name="Ada Strand")
    main()
