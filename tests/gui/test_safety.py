"""The safety questions in the window: what a yes leads to, how it is cleared."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from builders import PERSON_ID, a_pain, a_person, an_item, another_person
from rehabplanner.app import Options, Program, start
from rehabplanner.domain.diary import BodyPart, PainQuality
from rehabplanner.domain.flags import ClearedBy, Flag, FlagAnswer, FlagSet, Level, is_locked
from rehabplanner.domain.plans import monday_of
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.dialogs.paper_dialog import PaperDialog
from rehabplanner.gui.dialogs.settings_dialog import SettingsDialog
from rehabplanner.gui.errors import ErrorCatcher
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.plan.page import PlanPage
from rehabplanner.gui.safety.advice_dialog import AdviceDialog
from rehabplanner.gui.safety.clearance import ClearanceDialog
from rehabplanner.gui.safety.questions import QuestionsDialog
from rehabplanner.library.flags import load_flags
from rehabplanner.paths import Places, resources
from rehabplanner.wording import _ as translate

FLAGS: FlagSet = load_flags(resources() / "flags", translate)
Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def program(qtbot: QtBot, places: Places) -> Iterator[Program]:
    made = start(Options(places=places), ErrorCatcher())
    made.desk.theme.apply("light", 100)
    made.window.tabs.setCurrentIndex(1)
    made.window.show()
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()


def with_ada(program: Program, *records: object) -> None:
    program.desk.workspace.save("Ada", a_person(), *records)  # type: ignore[arg-type]
    program.handlers.open_someone()


def all_answered(program: Program, days_ago: int = 0, yes: tuple[str, ...] = ()) -> None:
    moment = datetime.now(UTC) - timedelta(days=days_ago)
    program.desk.workspace.save(
        "Answers",
        *(
            FlagAnswer(
                person_id=PERSON_ID,
                flag_id=one,
                day=program.desk.today() - timedelta(days=days_ago),
                asked_at=moment,
                is_yes=one in yes,
            )
            for one in FLAGS.flags
        ),
    )


def shown(program: Program, kind: type[QDialog]) -> list[QDialog]:
    return [one for one in program.window.findChildren(kind) if one.isVisible()]


def the(program: Program, kind: type[QDialog]) -> QDialog:
    (found,) = shown(program, kind)
    return found


def answer(program: Program, *yes: str) -> None:
    """Ask, and answer every page by keyboard up to the end or the advice."""
    program.handlers.safety.ask()
    dialog = the(program, QuestionsDialog)
    assert isinstance(dialog, QuestionsDialog)
    while dialog.isVisible():
        for row in dialog.page.rows:
            QTest.keyClick(row, Qt.Key.Key_Y if row.flag.id in yes else Qt.Key.Key_N)
        QTest.keyClick(dialog.next, Qt.Key.Key_Space)


def locked(program: Program) -> bool:
    dossier = program.handlers.safety.dossier
    assert dossier is not None
    return is_locked(FLAGS, dossier.flag_answers, dossier.flag_clearances)


@pytest.mark.parametrize("level", list(Level))
def test_each_red_flag_leads_to_its_advice_and_lock(program: Program, level: Level) -> None:
    with_ada(program)
    program.desk.settings.set(prefs.EMERGENCY_NUMBER, "112")
    flags = [flag for flag in FLAGS.flags.values() if flag.level is level]
    assert flags
    for flag in flags:
        answer(program, flag.id)
        dialog = the(program, AdviceDialog)
        assert isinstance(dialog, AdviceDialog)
        leads_to_its_advice(program, dialog, flag)
        dialog.deleteLater()
        while program.desk.workspace.undo_label != "Ada":
            program.desk.workspace.undo()


def leads_to_its_advice(program: Program, dialog: AdviceDialog, flag: Flag) -> None:
    advice = FLAGS.advice[flag.level]
    assert dialog.advice == (advice,)
    assert dialog.yes == (flag,)
    assert locked(program) is advice.locks
    if advice.must_be_read:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        dialog.close()
        dialog.reject()
        assert dialog.isVisible(), "only reading closes it"
    dialog.read_button.click()
    dossier = program.handlers.safety.dossier
    assert dossier is not None
    (yes,) = [one for one in dossier.flag_answers if one.is_yes]
    assert (yes.read_at is not None) is advice.must_be_read, "reading is logged"
    assert program.handlers.safety.seen_button.isVisible() is advice.locks
    assert locked(program) is advice.locks, "reading alone clears nothing"


def test_no_to_all_is_quick_and_leads_nowhere(program: Program) -> None:
    with_ada(program)
    assert program.handlers.safety.line.isVisible()
    program.handlers.safety.ask_button.click()
    dialog = the(program, QuestionsDialog)
    assert isinstance(dialog, QuestionsDialog)
    presses = 0
    while dialog.isVisible():
        dialog.none.click()
        dialog.next.click()
        presses += 2
    assert presses <= 10
    assert not shown(program, AdviceDialog)
    assert not program.handlers.safety.line.isVisible()
    program.handlers.on_undo()
    assert program.handlers.safety.line.isVisible(), "answers can be taken back"


def test_a_new_person_is_asked_at_once_and_may_put_it_off(program: Program, wait_for: Wait) -> None:
    program.window.welcome.first_button.click()
    person = the(program, PersonDialog)
    assert isinstance(person, PersonDialog)
    person.form.name.setText("Ada Strand")
    person._on_save_clicked()
    wait_for(lambda: bool(shown(program, QuestionsDialog)))
    dialog = the(program, QuestionsDialog)
    assert isinstance(dialog, QuestionsDialog)
    dialog.later.click()
    program.window.show_current()
    QTest.qWait(20)
    assert not shown(program, QuestionsDialog), "nobody is asked twice a day"
    assert program.handlers.safety.line.isVisible(), "the line stays, quietly"


def test_a_practice_is_not_interrupted_at_every_person(program: Program) -> None:
    program.desk.settings.set(prefs.MODE, prefs.CLINIC)
    with_ada(program, another_person())
    for person in program.desk.workspace.people():
        program.window.open_person(person.id)
        QTest.qWait(10)
        assert not shown(program, QuestionsDialog)
        assert program.handlers.safety.line.isVisible()


def test_at_home_the_weekly_questions_come_by_themselves(program: Program, wait_for: Wait) -> None:
    program.desk.settings.set(prefs.MODE, prefs.HOME)
    with_ada(program)
    wait_for(lambda: bool(shown(program, QuestionsDialog)))
    the(program, QuestionsDialog).reject()
    all_answered(program, days_ago=6)
    assert program.handlers.safety.reason is None
    program.desk.settings.set(prefs.SAFETY_LATER, "{}")
    for one in program.desk.workspace.dossier(PERSON_ID).flag_answers:  # type: ignore[union-attr]
        program.desk.workspace.remove("x", one)
    all_answered(program, days_ago=7)
    wait_for(lambda: bool(shown(program, QuestionsDialog)))


def test_a_yes_is_kept_even_if_the_questions_are_put_off(program: Program) -> None:
    with_ada(program)
    program.handlers.safety.ask()
    dialog = the(program, QuestionsDialog)
    assert isinstance(dialog, QuestionsDialog)
    dialog.page.rows[0].set_answer(True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert locked(program)
    assert isinstance(the(program, AdviceDialog), AdviceDialog)


def test_whoever_needs_help_now_is_asked_nothing_more(program: Program) -> None:
    program.desk.settings.set(prefs.MODE, prefs.HOME)
    with_ada(program)
    for dialog in shown(program, QuestionsDialog):
        dialog.reject()
    answer(program, "chest-pain")
    advice = the(program, AdviceDialog)
    assert isinstance(advice, AdviceDialog)
    advice.read_button.click()
    program.window.show_current()
    QTest.qWait(20)
    assert not shown(program, QuestionsDialog)
    assert not program.handlers.safety.ask_button.isVisible()
    assert program.handlers.safety.seen_button.isVisible()


def test_what_was_looked_at_is_asked_as_new_or_worse(program: Program) -> None:
    with_ada(program)
    all_answered(program, days_ago=8, yes=("night-pain",))
    program.handlers.safety.show_advice()
    the(program, AdviceDialog).accept()
    program.handlers.safety.seen_button.click()
    clearance = the(program, ClearanceDialog)
    assert isinstance(clearance, ClearanceDialog)
    clearance._on_save_clicked()
    program.handlers.safety.ask()
    dialog = the(program, QuestionsDialog)
    assert isinstance(dialog, QuestionsDialog)
    notes = {
        row.flag.id: any("Looked at on" in words.text() for words in row.findChildren(QLabel))
        for page in dialog.pages
        for row in page.rows
    }
    assert [flag_id for flag_id, has_note in notes.items() if has_note] == ["night-pain"]
    dialog.reject()


def test_unread_advice_comes_back_at_the_next_start(program: Program, wait_for: Wait) -> None:
    with_ada(program)
    all_answered(program, yes=("chest-pain",))
    wait_for(lambda: bool(shown(program, AdviceDialog)))
    program.window.show_current()
    QTest.qWait(10)
    assert len(shown(program, AdviceDialog)) == 1


@pytest.mark.parametrize(
    ("mode", "who"), [(prefs.HOME, ClearedBy.PERSON_SEEN), (prefs.CLINIC, ClearedBy.THERAPIST)]
)
def test_the_lock_opens_when_it_was_looked_at(program: Program, mode: str, who: ClearedBy) -> None:
    program.desk.settings.set(prefs.MODE, mode)
    with_ada(program)
    answer(program, "cancer" if "cancer" in FLAGS.flags else "night-pain")
    the(program, AdviceDialog).accept()
    assert locked(program)
    program.handlers.safety.seen_button.click()
    dialog = the(program, ClearanceDialog)
    assert isinstance(dialog, ClearanceDialog)
    dialog.note.setPlainText("All fine")
    dialog._on_save_clicked()
    assert not locked(program)
    dossier = program.handlers.safety.dossier
    assert dossier is not None
    assert [one.cleared_by for one in dossier.flag_clearances] == [who]
    program.handlers.on_undo()
    assert locked(program)


@pytest.mark.parametrize(
    "pains",
    [
        (a_pain(1, part=BodyPart.LOW_BACK), a_pain(4)),
        (a_pain(2, part=BodyPart.CALF_LEFT),),
        (a_pain(2, qualities=(PainQuality.TINGLING,)),),
    ],
    ids=["jump", "below the knee", "tingling"],
)
def test_a_jump_or_a_sign_in_a_leg_brings_the_questions_back(
    program: Program, pains: tuple[object, ...]
) -> None:

    with_ada(program)
    all_answered(program, days_ago=3)
    assert not program.handlers.safety.line.isVisible()
    today = program.desk.today()
    days = [today - timedelta(days=len(pains) - 1 - number) for number in range(len(pains))]
    made = [replace(one, day=day) for one, day in zip(pains, days, strict=True)]  # type: ignore[type-var]
    program.desk.workspace.save("Pain", *made)  # type: ignore[arg-type]
    assert program.handlers.safety.line.isVisible()
    assert not shown(program, QuestionsDialog), "nothing opens while somebody types"
    answer(program)
    assert not program.handlers.safety.line.isVisible(), "nothing is asked twice"


def test_the_plan_waits_while_it_is_locked(program: Program) -> None:
    item = an_item(day=program.desk.today() + timedelta(days=1))
    with_ada(program, item)
    program.window.open_tab("plan")
    plan = program.window.page("plan")
    assert isinstance(plan, PlanPage)
    plan.go_to(monday_of(item.day))
    proposal = plan.guidance.proposal()
    assert proposal is not None
    assert not proposal.is_locked
    all_answered(program, yes=("night-pain",))
    proposal = plan.guidance.proposal()
    assert proposal is not None
    assert proposal.is_locked
    assert "takes no step up" in program.handlers.safety.line.words.text()
    assert program.handlers.safety.line.isVisible()


def test_the_emergency_number_is_a_setting(program: Program) -> None:
    with_ada(program)
    program.handlers.looks.on_settings()
    settings = the(program, SettingsDialog)
    assert isinstance(settings, SettingsDialog)
    settings.emergency.setText(" 999 ")
    settings._on_save_clicked()
    answer(program, "chest-pain")
    dialog = the(program, AdviceDialog)
    assert isinstance(dialog, AdviceDialog)
    assert any("999" in line for line in dialog.advice[0].text(dialog.number))
    dialog.print_button.click()
    paper = dialog.findChildren(PaperDialog)[0]
    document = pypdfium2.PdfDocument(BytesIO(paper.pdf))
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "999" in words
    assert "chest" in words
    document.close()
    paper.reject()
