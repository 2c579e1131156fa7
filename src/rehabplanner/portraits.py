"""Pictures of every tab and dialog, taken from the real window without a screen."""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDeadlineTimer,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from rehabplanner.app import Options, Program, start
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.flags import AskReason
from rehabplanner.domain.following import results_of
from rehabplanner.domain.guidance import Phase
from rehabplanner.domain.plans import monday_of
from rehabplanner.gui.dialogs.event_dialog import EventDialog
from rehabplanner.gui.dialogs.flare_dialog import FlareDialog
from rehabplanner.gui.dialogs.settings_dialog import SettingsDialog
from rehabplanner.gui.dialogs.text_dialog import TextDialog
from rehabplanner.gui.diary.places_dialog import PlacesDialog
from rehabplanner.gui.diary.search_dialog import SearchDialog
from rehabplanner.gui.dressing import make_application
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.help import help_html, shortcuts_html
from rehabplanner.gui.ladder.rung_dialog import RungDialog
from rehabplanner.gui.ladder.window import LadderWindow
from rehabplanner.gui.lessons.window import LessonsWindow
from rehabplanner.gui.measures.fill import make_dialog
from rehabplanner.gui.measures.window import MeasuresWindow
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.people.switcher import FindPersonDialog
from rehabplanner.gui.plan.brief_dialog import BriefDialog
from rehabplanner.gui.plan.case_dialog import CaseDialog
from rehabplanner.gui.plan.check_dialog import CheckDialog
from rehabplanner.gui.plan.done_dialog import DoneDialog
from rehabplanner.gui.plan.phase_dialog import PhaseDialog
from rehabplanner.gui.plan.print_dialog import PrintDialog
from rehabplanner.gui.plan.steps_dialog import StepsDialog
from rehabplanner.gui.plan.tick_dialog import TickDialog
from rehabplanner.gui.runs.form import ActivityDialog, ActivityForm
from rehabplanner.gui.safety.advice_dialog import AdviceDialog
from rehabplanner.gui.safety.questions import QuestionsDialog
from rehabplanner.gui.tabs import TABS
from rehabplanner.gui.welcome import Welcome
from rehabplanner.paths import Places
from rehabplanner.planning.brief import make_brief
from rehabplanner.planning.checks import check_week
from rehabplanner.planning.mending import mend_for
from rehabplanner.planning.proposals import propose
from rehabplanner.planning.tick_sheet import known_cells, sheet_rows
from rehabplanner.wording import _

SETTLE_MS = 400
LIBRARY_MS = 3000
LONGEST_WAIT_MS = 20_000
NO_NEWS = "This plugin does not support propagateSizeHints()"
"""What Qt says of every dialog that is drawn without a screen."""


def take_portraits(
    places: Places,
    folder: Path,
    *,
    theme: str = "light",
    person: str | None = None,
    size: tuple[int, int] = (1280, 820),
    database_url: str | None = None,
) -> Iterator[Path]:
    """Save a PNG of the welcome page, every tab and the main dialogs; yield the files."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    qInstallMessageHandler(_pass_on)
    catcher = ErrorCatcher()
    program = start(Options(places=places, database_url=database_url), catcher)
    program.desk.theme.apply(theme, 100)
    program.handlers.open_someone()
    for one in program.desk.workspace.people():
        if person and one.name.casefold().startswith(person.casefold()):
            program.window.open_person(one.id)
    program.window.resize(*size)
    program.window.show()
    try:
        for tab in TABS:
            program.window.open_tab(tab.key)
            settle(app, program, LIBRARY_MS if tab.key == "library" else SETTLE_MS)
            yield _save(program.window, folder / f"tab-{tab.key}.png")
        for name, make in dialogs_of(program):
            widget = make()
            if isinstance(widget, Welcome):
                widget.resize(*size)
            widget.show()
            settle(app, program)
            yield _save(widget, folder / f"{name}.png")
            widget.close()
            widget.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finally:
        program.window.close()
        program.close()
        qInstallMessageHandler(None)


def settle(app: QApplication, program: Program, calm_ms: int = SETTLE_MS) -> None:
    """Let everything be laid out and painted, and slow work end."""
    deadline = QDeadlineTimer(LONGEST_WAIT_MS)
    calm = QDeadlineTimer(calm_ms)
    while not deadline.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if program.desk.tasks.is_busy:
            calm = QDeadlineTimer(calm_ms)
        elif calm.hasExpired():
            return


def _pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, except of size hints."""
    del kind, context
    if text != NO_NEWS:
        sys.stderr.write(f"{text}\n")


def dialogs_of(program: Program) -> list[tuple[str, Callable[[], QWidget]]]:
    """Return the name and the maker of each dialog worth a picture."""
    desk, window = program.desk, program.window
    dossier = desk.workspace.dossier(window.person_id) if window.person_id else None
    if dossier is None:
        return [("welcome", Welcome)]
    today = desk.today()

    def activity() -> QDialog:
        form = ActivityForm(desk.theme, dossier.person.units)
        form.set_value(dossier.person.id, dossier.activities[-1], today)
        return ActivityDialog(_("Edit session"), form)

    def printing() -> QDialog:
        return PrintDialog(desk, dossier, monday_of(today), window)

    dialogs: list[tuple[str, Callable[[], QWidget]]] = [
        ("welcome", Welcome),
        ("print", printing),
        ("person", lambda: PersonDialog(_("Edit this person"), dossier.person)),
        ("find-person", lambda: FindPersonDialog(desk.workspace.people())),
        ("settings", lambda: SettingsDialog(desk)),
        ("event", lambda: EventDialog(dossier.person.id, today)),
        ("help", lambda: TextDialog(_("Help"), help_html(dossier.person.pain_ceiling))),
        ("shortcuts", lambda: TextDialog(_("Shortcuts"), shortcuts_html())),
    ]
    dialogs += _care_dialogs(program, dossier)
    dialogs += _diary_dialogs(program, dossier)
    dialogs += _plan_dialogs(program, dossier)
    if dossier.activities:
        dialogs.append(("session", activity))
    return dialogs


def _plan_dialogs(program: Program, dossier: Dossier) -> list[tuple[str, Callable[[], QWidget]]]:
    """Return the dialogs of the plan: next steps, check, case, brief, planned and done, sheet."""
    desk, today = program.desk, program.desk.today()
    library, units = desk.library, dossier.person.units
    monday, exercises = monday_of(today), library.exercises
    phase = Phase(
        person_id=dossier.person.id, day=monday, until=monday + timedelta(days=27), name="-"
    )

    def steps() -> QDialog:
        found = propose(dossier, monday, today, exercises, limits=library.limits)
        return StepsDialog(found, desk.theme, exercises, units)

    def check() -> QDialog:
        found = check_week(dossier, monday, today, exercises)
        pairs = [(one, mend_for(one, dossier, monday, today, exercises)) for one in found]
        return CheckDialog(monday, lambda: pairs, lambda _finding, _mend: None)

    def sheet() -> QDialog:
        rows = sheet_rows(dossier, monday, exercises)
        return TickDialog(desk.theme, rows, known_cells(dossier, monday, rows), monday)

    return [
        ("next-steps", steps),
        ("plan-check", check),
        ("case", lambda: CaseDialog(dossier.person.equipment)),
        ("brief", lambda: BriefDialog(make_brief(dossier, today, exercises, library.flags))),
        ("planned-done", lambda: DoneDialog(dossier, exercises, library.limits, today)),
        ("tick-sheet", sheet),
        ("phase", lambda: PhaseDialog(phase)),
    ]


def _care_dialogs(program: Program, dossier: Dossier) -> list[tuple[str, Callable[[], QWidget]]]:
    """Return safety questions, an advice, the measures with a form, and a text to read."""
    desk, person, today = program.desk, dossier.person, program.desk.today()
    flags, rmdq = desk.library.flags, desk.library.measures["rmdq"]

    def measures() -> QDialog:
        made = MeasuresWindow(desk, dossier)
        made.list.choose(rmdq.id)
        return made

    return [
        ("safety", lambda: QuestionsDialog(flags, AskReason.WEEK, lambda _given: None)),
        ("advice", lambda: AdviceDialog(desk, person, [flags.of("fever")])),
        ("measures", measures),
        ("measure", lambda: make_dialog(rmdq, person.id, results_of(dossier, rmdq.id), today)),
        ("lessons", lambda: LessonsWindow(desk, dossier, "graded-exposure")),
    ]


def _diary_dialogs(program: Program, dossier: Dossier) -> list[tuple[str, Callable[[], QWidget]]]:
    """Return the body chart, the search, the flare-up and the ladder with one of its rungs."""
    desk, person, today = program.desk, dossier.person, program.desk.today()
    exercises = dict(desk.library.exercises)
    day = dossier.pains[-1].day if dossier.pains else today

    def places() -> QDialog:
        return PlacesDialog(desk.theme, lambda: dossier, day, Moment.WORST, lambda _change: None)

    return [
        ("places", places),
        ("search", lambda: SearchDialog(dossier)),
        ("flare-up", lambda: FlareDialog(desk, person.id)),
        ("ladder", lambda: LadderWindow(desk, person.id)),
        ("rung", lambda: RungDialog(desk.theme, exercises, person.id, today, 0, None)),
    ]


def _save(widget: QWidget, file: Path) -> Path:
    widget.grab().save(str(file))
    return file
