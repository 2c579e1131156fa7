"""What every test has: no screen, a home of its own, real parts, and no leftovers."""

import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from builders import PERSON_ID, a_person
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.people import Person
from rehabplanner.gui.desk import Desk
from rehabplanner.library.library import Library
from rehabplanner.paths import Places, resources
from rehabplanner.storage.database import Database
from rehabplanner.wording import use
from rehabplanner.workspace import Workspace

TODAY = date(2026, 9, 11)
"""The day all windows in tests believe it is: the Friday of the builders' week."""

settings.register_profile(
    "suite", deadline=None, max_examples=60, suppress_health_check=list(HealthCheck)
)
settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """Leave what all tests share out of the many later collections of garbage."""
    gc.collect()
    gc.freeze()


@cache
def shipped() -> Mapping[str, Exercise]:
    """Return the shipped exercises, read once for all tests: they never change."""
    return Library(resources(), str).shipped


def real_files() -> Path | None:
    """Return the folder of real watch files beside the checkout, if it is there."""
    named = os.environ.get("REHABPLANNER_DATA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    return folder if (folder / "index.csv").is_file() else None


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en", resources() / "translations")


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert QThreadPool.globalInstance().activeThreadCount() == 0
    left = [one for one in threading.enumerate() if one not in before and one.is_alive()]
    left = [one for one in left if not one.daemon or "Dummy" not in one.name]
    assert not left, f"threads left running: {left}"
    app = QApplication.instance()
    if isinstance(app, QApplication):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shown = [one for one in app.topLevelWidgets() if one.isVisible()]
        for widget in shown:
            widget.close()
        assert not shown, f"windows left open: {shown}"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A data folder of its own."""
    return Places(tmp_path / "data")


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without entries, made once: most tests begin with a copy of it."""
    file = tmp_path_factory.mktemp("blank") / "rehab.db"
    Database.open(file).close()
    return file


@pytest.fixture
def database(places: Places, blank: Path) -> Iterator[Database]:
    """A real SQLite file."""
    places.data.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(blank, places.database)
    opened = Database.open(places.database, backups=places.backups)
    yield opened
    opened.close()


@pytest.fixture
def workspace(database: Database) -> Workspace:
    """The one door over a real file, empty."""
    return Workspace(database)


@pytest.fixture
def person(workspace: Workspace) -> Person:
    """Ada Strand, stored (her id is `builders.PERSON_ID`)."""
    (saved,) = workspace.save("Add Ada", a_person())
    assert isinstance(saved, Person)
    assert saved.id == PERSON_ID
    return saved


@pytest.fixture
def errors() -> list[BaseException]:
    """Errors that a window's tasks reported; a test that expects none need not look."""
    return []


@pytest.fixture
def desk(
    qapp: QApplication,
    workspace: Workspace,
    places: Places,
    errors: list[BaseException],
) -> Iterator[Desk]:
    """The services of a window, light theme, on the day TODAY."""
    from rehabplanner.app import make_desk
    from rehabplanner.gui.dressing import make_application

    make_application()
    made = make_desk(workspace, places, on_error=errors.append, clock=_today)
    made.theme.apply("light", 100)
    vars(made.library)["shipped"] = shipped()
    yield made
    made.tasks.cancel_all()
    made.news.stop()
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not errors, f"tasks failed: {errors}"


def _today() -> date:
    return TODAY


@pytest.fixture
def wait_for(qtbot: object) -> Callable[[Callable[[], bool]], None]:
    """Wait until a condition holds, polling the event loop; fails after ten seconds."""

    def wait(condition: Callable[[], bool]) -> None:
        qtbot.waitUntil(condition, timeout=10_000)  # type: ignore[attr-defined]

    return wait
