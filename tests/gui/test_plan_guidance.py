"""Next steps, plan check, programmes, six weeks and the tick sheet, by keys over a real file."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from builders import MONDAY, PERSON_ID, a_completion, a_pain, a_run, a_run_item, an_item
from conftest import TODAY
from gui.pages import dragging
from gui.test_plan_page import ALT, CTRL, FRI, MON, SAT, SUN, THU, TUE, Hands, hands
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.flags import FlagAnswer
from rehabplanner.domain.guidance import StepKind
from rehabplanner.domain.plans import ItemKind, Outcome, PlanItem
from rehabplanner.gui.people.form import PersonDialog
from rehabplanner.gui.plan.add_dialog import AddDialog
from rehabplanner.gui.plan.brief_dialog import BriefDialog
from rehabplanner.gui.plan.case_dialog import CaseDialog
from rehabplanner.gui.plan.check_dialog import CheckDialog
from rehabplanner.gui.plan.day_view import EXERCISES_MIME, ITEMS_MIME, mime_of
from rehabplanner.gui.plan.done_dialog import DoneDialog
from rehabplanner.gui.plan.outcome_dialog import OutcomeDialog
from rehabplanner.gui.plan.phase_dialog import PhaseDialog
from rehabplanner.gui.plan.print_dialog import PrintDialog
from rehabplanner.gui.plan.steps_dialog import StepsDialog
from rehabplanner.gui.plan.template_dialog import TemplateDialog
from rehabplanner.gui.plan.tick_dialog import TickDialog

__all__ = ["hands"]
LAST = MONDAY - timedelta(days=7)
NEXT = MONDAY + timedelta(days=7)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def two_good_weeks():
    """Two exercises done twice last week with little pain and calm mornings."""
    records = [a_pain(1, LAST + timedelta(days=number), Moment.MORNING) for number in range(-7, 7)]
    for name in ("C01", "B02"):
        first = an_item(name, LAST, "2x10")
        second = an_item(name, LAST + timedelta(days=2), "2x10", series_id=first.id)
        records += [first, second, a_completion(first, pain=1), a_completion(second, pain=1)]
    return records


def test_copy_progress_two_and_print_takes_eight_inputs(hands):
    hands.workspace.save("x", *two_good_weeks())
    hands.page.go_to(NEXT)
    hands.page.board.focus_day(0)
    hands.presses = 0
    hands.press(Qt.Key.Key_L, CTRL)
    hands.accept(hands.dialog(AddDialog))
    hands.press(Qt.Key.Key_G)
    dialog = hands.dialog(StepsDialog)
    assert len(dialog.chosen()) == 2
    hands.accept(dialog)
    hands.press(Qt.Key.Key_P, CTRL)
    printing = hands.dialog(PrintDialog)
    assert hands.presses <= 7, "and one more to print"
    printing.reject()
    doses = [str(item.dose) for item in hands.items() if item.day >= NEXT]
    assert doses == ["2x12"] * 4
    assert [one.kind for one in hands.dossier.decisions] == [StepKind.PROGRESS] * 2
    assert "2 good sessions in a row" in hands.dossier.decisions[0].reasons
    hands.workspace.undo()
    assert hands.dossier.decisions == ()
    assert [str(item.dose) for item in hands.items() if item.day >= NEXT] == ["2x10"] * 4


def test_a_new_person_a_programme_two_changes_and_print_take_fifteen_inputs(hands):
    hands.go_to(MON)
    hands.presses = 0
    hands.press(Qt.Key.Key_T)
    dialog = hands.dialog(AddDialog)
    hands.press(Qt.Key.Key_Down)
    hands.accept(dialog)
    hands.press(Qt.Key.Key_Plus)
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Minus)
    hands.press(Qt.Key.Key_P, CTRL)
    hands.dialog(PrintDialog).reject()
    assert hands.presses <= 14, "the fifteenth prints"
    assert hands.items()


def test_one_chosen_item_is_proposed_alone_and_nothing_changes_without_a_word(hands):
    hands.workspace.save("x", *two_good_weeks(), an_item("B02", SAT, "2x10"))
    hands.workspace.save("x", an_item("C01", SAT, "2x10"))
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_G)
    dialog = hands.dialog(StepsDialog)
    assert len(dialog.chosen()) == 1
    assert "Rule:" in dialog.rule.text()
    assert "next morning 1" in dialog.numbers.text()
    dialog.reject()
    assert hands.dossier.decisions == ()
    assert all(str(item.dose) == "2x10" for item in hands.items())


def test_an_open_safety_answer_keeps_doses_from_going_up(hands, desk):
    shown = []
    desk.notices.wanted.connect(lambda text, _can_undo: shown.append(text))
    asked = datetime(2026, 9, 10, 7, tzinfo=ZoneInfo("UTC"))
    yes = FlagAnswer(person_id=PERSON_ID, flag_id="fever", day=THU, asked_at=asked, is_yes=True)
    flag = next(iter(desk.library.flags.flags))
    hands.workspace.save("x", *two_good_weeks(), replace(yes, flag_id=flag))
    hands.workspace.save("x", an_item("C01", SAT, "2x10"))
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_G)
    dialog = hands.dialog(StepsDialog)
    assert dialog.chosen() == []
    assert not dialog.take.isEnabled()
    dialog.reject()
    hands.wait_for(hands.page.window())
    hands.go_to(SAT)
    QTest.keyClick(QApplication.focusWidget(), "+")
    assert str(hands.items(SAT)[0].dose) == "2x10"
    assert "waits" in shown[-1]


def test_the_check_says_what_it_finds_and_mends_with_one_click(hands):
    hands.workspace.save("x", a_run(TUE, 5, 30), a_run_item("9k hills @6", SAT))
    hands.workspace.save("x", an_item("D03", SAT, "3x10", note="Half on a sore day."))
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_K)
    dialog = hands.dialog(CheckDialog)
    rules = [button.finding.rule_id for button in dialog.buttons]
    assert rules == ["hard-day", "spike"]
    hands.press(Qt.Key.Key_Space)
    assert [button.finding.rule_id for button in dialog.buttons] == ["spike"]
    hands.press(Qt.Key.Key_Space)
    assert dialog.buttons == []
    assert "reads well" in dialog.word.text()
    dialog.reject()
    (run,) = hands.items(SAT)
    assert run.run.distance_m <= 5500
    hands.workspace.undo()
    hands.workspace.undo()
    assert len(hands.items(SAT)) == 2


def test_the_guard_stands_in_the_cell_and_follows_a_move(hands):
    hands.workspace.save("x", a_run(TUE, 5, 30), a_run_item("7k easy", SAT))
    card = hands.page.board.views[5].cards.cards[0]
    assert card.ahead == "40 % above the longest of 30 days (5 km)"
    assert card.is_above
    hands.workspace.save("x", a_run_item("5.4k easy", FRI))
    card = hands.page.board.views[5].cards.cards[0]
    assert card.ahead.startswith("30 % above")
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_Right, ALT)
    hands.workspace.undo()
    assert hands.page.board.views[5].cards.cards[0].ahead.startswith("30 % above")


def test_a_drag_says_what_each_day_would_mean(hands):
    item = a_run_item("7k easy", SAT)
    hands.workspace.save("x", a_run(TUE, 5, 30), item)
    view = hands.page.board.views[0]
    data = mime_of(ITEMS_MIME, [str(item.id)])
    QApplication.sendEvent(view.viewport(), dragging(QDragEnterEvent, QPoint(20, 20), data))
    assert view.banner.is_warning
    assert "past" in view.banner.words
    view.grab()
    hands.page.board.show_banners(data)
    assert "40 % above" in hands.page.board.views[6].banner.words
    hands.page.board.show_banners(None)
    assert view.banner is None


def test_what_is_dragged_from_the_library_says_what_it_meets(hands):
    hands.workspace.save(
        "x", an_item("D03", FRI), PlanItem(person_id=PERSON_ID, day=SAT, kind=ItemKind.REST)
    )
    hands.go_to(MON)
    views, results = hands.page.board.views, hands.page.library.results
    results.dragging.emit(mime_of(EXERCISES_MIME, ["D03"]))
    assert views[4].banner.words == "Planned here already"
    assert views[5].banner.words == "This is a rest day"
    assert not views[6].banner.words
    assert len(hands.dossier.items) == 2
    results.dragging.emit(None)
    assert views[4].banner is None


def test_a_flare_up_begins_from_the_plan(hands, qtbot):
    hands.go_to(MON)
    with qtbot.waitSignal(hands.page.desk.wishes.flare_up):
        qtbot.mouseClick(hands.page.bar.flare, Qt.MouseButton.LeftButton)


def test_six_answers_lead_to_drafts_with_reasons(hands):
    hands.go_to(MON)
    hands.press(Qt.Key.Key_C)
    dialog = hands.dialog(CaseDialog)
    dialog.worry.setCurrentIndex(2)
    hands.accept(dialog)
    drafts = hands.dialog(AddDialog)
    assert drafts.names.count() == 4
    assert "Running itself" in drafts.list.item(0).text()
    hands.accept(drafts)
    assert "K08" in {item.exercise_id for item in hands.items()}
    assert hands.dossier.phases
    hands.workspace.undo()
    assert (hands.items(), hands.dossier.phases) == ([], ())


def test_weeks_are_kept_as_a_template_and_told_from_the_standard(hands):
    hands.go_to(MON)
    hands.press(Qt.Key.Key_T)
    dialog = hands.dialog(AddDialog)
    row = [dialog.names.item(n).text() for n in range(dialog.names.count())].index("Walk first")
    dialog.names.setCurrentRow(row)
    hands.accept(dialog)
    hands.workspace.remove("x", *[one for one in hands.items() if one.exercise_id == "G02"])
    hands.go_to(MON)
    hands.press(Qt.Key.Key_T, CTRL)
    keeping = hands.dialog(TemplateDialog)
    assert keeping.standard.currentText() == "Walk first"
    QTest.keyClicks(keeping.name, "Our walks")
    QTest.keyClick(keeping, Qt.Key.Key_Return)
    (template,) = hands.workspace.plan_templates()
    assert template.standard_id == "walk_first"
    hands.wait_for(hands.page.window())
    hands.go_to(MON)
    hands.press(Qt.Key.Key_T)
    dialog = hands.dialog(AddDialog)
    assert dialog.names.item(0).text() == "Our walks (your own)"
    assert "Left out: Knee rolls" in dialog.about.text()
    dialog.reject()


def test_six_weeks_at_a_glance_by_key_and_back_to_a_day(hands):
    hands.workspace.save("x", an_item("C01", NEXT))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_M)
    month = hands.page.month
    assert month.isVisible()
    assert not hands.page.board.isVisible()
    hands.press(Qt.Key.Key_Down)
    assert month.day == NEXT
    hands.press(Qt.Key.Key_Return)
    assert hands.page.monday == NEXT
    assert hands.page.board.isVisible()


def test_an_item_is_dropped_on_another_day_of_the_six_weeks(hands):
    item = an_item("C01", SAT)
    hands.workspace.save("x", item)
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_M)
    month = hands.page.month
    place = month.cell(2, 3).center()
    data, plain = mime_of(ITEMS_MIME, [str(item.id)]), Qt.KeyboardModifier.NoModifier
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    past = month.cell(0, 0).center()
    QApplication.sendEvent(month, dragging(QDragEnterEvent, past, data, move))
    assert "past" in month.banner.words
    month.grab()
    QApplication.sendEvent(month, dragging(QDragEnterEvent, place, data, move))
    assert not month.banner.is_warning
    QApplication.sendEvent(month, QDropEvent(QPointF(place), move, data, left, plain))
    (moved,) = hands.items()
    assert moved.day == month.rows[2].week.days[3].day
    month.grab()


def test_a_rest_day_put_in_moves_what_follows_and_taken_out_brings_it_back(hands):
    hands.workspace.save("x", an_item("C01", SAT), an_item("B02", SUN), an_item("B01", TUE))
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_R, SHIFT)
    days = {item.exercise_id: item.day for item in hands.items() if item.exercise_id}
    assert days == {"B01": TUE, "C01": SUN, "B02": NEXT}
    assert [item.kind for item in hands.items(SAT)] == [ItemKind.REST]
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_Delete, SHIFT)
    days = {item.exercise_id: item.day for item in hands.items() if item.exercise_id}
    assert days == {"B01": TUE, "C01": SAT, "B02": SUN}
    hands.workspace.undo()
    hands.workspace.undo()
    assert len(hands.items()) == 3


def test_a_day_and_a_week_are_repeated(hands):
    hands.workspace.save("x", an_item("C01", SAT), a_run_item(day=SAT, position=1))
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_D, CTRL | SHIFT)
    assert len(hands.items(SUN)) == 2
    hands.press(Qt.Key.Key_L, CTRL | SHIFT)
    dialog = hands.dialog(AddDialog)
    QTest.keyClick(dialog.names, Qt.Key.Key_Down)
    hands.accept(dialog)
    assert len(hands.items()) == 12
    assert max(item.day for item in hands.items()) == SUN + timedelta(days=14)


def test_a_phase_stands_at_the_head_of_its_weeks(hands):
    hands.workspace.save("x", an_item("C01", SAT))
    hands.go_to(SAT)
    hands.press(Qt.Key.Key_F)
    dialog = hands.dialog(PhaseDialog)
    QTest.keyClicks(dialog.name, "Build")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert hands.page.bar.phase.text() == "Build, week 1 of 4"
    hands.page.go_to(NEXT)
    assert hands.page.bar.phase.text() == "Build, week 2 of 4"
    hands.workspace.undo()
    assert hands.page.bar.phase.text() == ""


def test_a_week_comes_back_from_paper_in_fewer_than_fifty_keys(hands):
    hands.workspace.save("x", *[an_item("C01", MON + timedelta(days=n)) for n in (0, 2, 4)])
    hands.workspace.save("x", a_run_item(day=TUE), a_run_item(day=THU))
    hands.go_to(MON)
    hands.presses = 0
    hands.press(Qt.Key.Key_W)
    dialog = hands.dialog(TickDialog)
    hands.type("1201111111112222222")
    assert dialog.save.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.presses <= 50
    outcomes = [one.outcome for one in hands.dossier.completions]
    assert outcomes.count(Outcome.DONE) == 3
    assert outcomes.count(Outcome.PARTLY) == 1
    assert outcomes.count(Outcome.SKIPPED) == 1
    assert {one.score for one in hands.dossier.pains} == {1}
    assert len(hands.dossier.pains) == 7
    assert {one.pain for one in hands.dossier.completions} == {2, None}
    hands.workspace.undo()
    assert (hands.dossier.completions, hands.dossier.pains) == ((), ())


def test_a_whole_session_is_noted_at_once(hands):
    hands.workspace.save("x", an_item("C01", FRI), an_item("B02", FRI, position=1))
    hands.go_to(FRI)
    hands.press(Qt.Key.Key_E, SHIFT)
    dialog = hands.dialog(OutcomeDialog)
    QTest.keyClick(dialog.effort, Qt.Key.Key_5)
    QTest.keyClick(dialog.pain, Qt.Key.Key_2)
    hands.accept(dialog)
    assert [(one.effort, one.pain) for one in hands.dossier.completions] == [(5, 2)] * 2
    hands.workspace.undo()
    assert hands.dossier.completions == ()


def test_quality_and_what_was_really_done_are_kept(hands):
    hands.workspace.save("x", an_item("C01", FRI, "2x10"))
    hands.go_to(FRI)
    hands.press(Qt.Key.Key_P)
    dialog = hands.dialog(OutcomeDialog)
    assert dialog.quality.isVisible()
    assert dialog.dose.isVisible()
    QTest.keyClick(dialog.quality, Qt.Key.Key_7)
    QTest.keyClicks(dialog.dose, "1x8")
    hands.accept(dialog)
    (done,) = hands.dossier.completions
    assert (done.quality, str(done.dose), done.outcome) == (7, "1x8", Outcome.PARTLY)


def test_the_visit_brief_opens_with_one_key_and_is_copied_as_text(hands):
    hands.workspace.save("x", *two_good_weeks())
    hands.go_to(FRI)
    hands.press(Qt.Key.Key_B)
    dialog = hands.dialog(BriefDialog)
    keys = [row.key for row in dialog.brief.rows]
    assert keys == ["done", "pain", "spikes", "flare-ups", "steps", "question", "next"]
    hands.press(Qt.Key.Key_Return)
    text = QApplication.clipboard().text()
    assert "Ada Strand" in text
    assert "100 %: 4 of 4 planned items." in text
    dialog.reject()


def test_planned_and_done_stand_side_by_side_with_the_answer(hands):
    hands.workspace.save("x", *two_good_weeks())
    item = a_run_item("20min easy", LAST + timedelta(days=3))
    hands.workspace.save("x", item, a_completion(item, pain=6, outcome=Outcome.PARTLY))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_D)
    dialog = hands.dialog(DoneDialog)
    row = [dialog.sessions.item(0, column).text() for column in range(7)]
    assert row[3:] == ["Partly done", "6", "1", "▲ one step back"]
    assert dialog.sessions.rowCount() == 5
    assert dialog.subjects.rowCount() == 3
    assert "100 %: 5 of 5" in dialog.word.text(), "cut short is done"
    dialog.reject()


def test_exercises_are_marked_as_shown_and_the_mark_is_taken_back(hands):
    hands.workspace.save("x", an_item("C01", FRI))
    hands.go_to(FRI)
    hands.press(Qt.Key.Key_Y)
    assert [one.exercise_id for one in hands.dossier.taught] == ["C01"]
    hands.press(Qt.Key.Key_Y)
    assert hands.dossier.taught == ()
    hands.workspace.undo()
    assert len(hands.dossier.taught) == 1


def test_the_card_tells_the_next_morning(hands):
    item = an_item("C01", TUE)
    morning = a_pain(2, TUE + timedelta(days=1), Moment.MORNING)
    hands.workspace.save("x", item, a_completion(item, pain=3), morning)
    done = hands.page.board.views[1].cards.cards[0].done
    assert done.endswith("pain 3/10 · next morning 2/10")


def test_limits_and_the_question_are_set_for_each_person(hands, qtbot):
    dialog = PersonDialog("Edit", hands.dossier.person)
    qtbot.addWidget(dialog)
    words = [dialog.form.pain_ceiling.itemText(n) for n in range(3)]
    assert [text.split()[0] for text in words] == ["2", "4", "5"], "the presets come first"
    dialog.form.pain_ceiling.setCurrentIndex(0)
    dialog.form.green_sessions.setCurrentIndex(2)
    dialog.form.question.setPlainText("May I run on two days in a row?")
    dialog.take_answer()
    hands.workspace.save("x", dialog.person)
    person = hands.dossier.person
    assert (person.pain_ceiling, person.green_sessions) == (2, 3)
    assert person.question.startswith("May I")


def test_today_is_a_friday() -> None:
    assert TODAY == FRI


@pytest.mark.parametrize("key", ["G", "K", "W", "C", "T"])
def test_keys_on_an_empty_week_say_something_or_offer(hands: Hands, key: str) -> None:
    hands.go_to(MON)
    QTest.keyClick(QApplication.focusWidget(), key.lower())
    for dialog in (CaseDialog, AddDialog, CheckDialog):
        for found in hands.page.findChildren(dialog):
            found.reject()
