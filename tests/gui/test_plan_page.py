"""The weekly plan as its users meet it: by keys and by mouse, over a real file."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu

from builders import (
    MONDAY,
    PERSON_ID,
    a_completion,
    a_run,
    a_run_item,
    an_item,
    another_person,
)
from conftest import TODAY
from gui.pages import dragging
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.plans import ItemKind, Outcome
from rehabplanner.gui.plan.add_dialog import AddDialog
from rehabplanner.gui.plan.cards import State
from rehabplanner.gui.plan.commands import COMMANDS, PAGE_COMMANDS, keys_html
from rehabplanner.gui.plan.day_view import EXERCISES_MIME, ITEMS_MIME, mime_of
from rehabplanner.gui.plan.item_form import ItemDialog
from rehabplanner.gui.plan.outcome_dialog import OutcomeDialog
from rehabplanner.gui.plan.page import PlanPage

MON, TUE, WED, THU, FRI, SAT, SUN = (MONDAY + timedelta(days=number) for number in range(7))
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


class Hands:
    """A person at the plan: types, presses, drags, and counts what was pressed."""

    def __init__(self, page, workspace, qtbot):
        self.qtbot = qtbot
        self.page = page
        self.workspace = workspace
        self.presses = 0

    @property
    def dossier(self):
        return self.workspace.dossier(PERSON_ID)

    def items(self, day=None):
        return [item for item in self.dossier.items if day is None or item.day == day]

    def names(self, day):
        return [self.page.changes.name(item) for item in self.items(day)]

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.presses += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, text):
        self.presses += len(text)
        QTest.keyClicks(QApplication.focusWidget(), text)

    def enter(self, text):
        self.page.entry.line.setFocus()
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def go_to(self, day, row=0):
        number = (day - self.page.monday).days
        self.page.board.focus_day(number)
        self.page.board.views[number].choose_row(row)
        return self.page.board.views[number]

    def dialog(self, kind):
        found = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert len(found) == 1, f"one {kind.__name__} is open"
        self.wait_for(found[0])
        return found[0]

    def wait_for(self, window):
        """Wait until the window has the keyboard."""
        window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    def accept(self, dialog):
        self.presses += 1
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        if not dialog.isVisible():
            self.wait_for(self.page.window())

    def mark(self, day, row=0):
        """Return the mark of a card as the board shows it."""
        return self.page.board.views[(day - MONDAY).days].cards.cards[row].state


@pytest.fixture
def hands(desk, workspace, person, qtbot):
    holder = QMainWindow()
    page = PlanPage(desk, holder)
    holder.setCentralWidget(page)
    holder.resize(1280, 800)
    qtbot.addWidget(holder)

    def show(_news):
        page.show_dossier(workspace.dossier(PERSON_ID))

    desk.news.changed.connect(show)
    show(None)
    holder.show()
    made = Hands(page, workspace, qtbot)
    made.wait_for(holder)
    page.focus_first()
    yield made
    desk.news.changed.disconnect(show)
    holder.close()


def notices_of(desk):
    shown = []
    desk.notices.wanted.connect(lambda text, _can_undo: shown.append(text))
    return shown


# Typing


def test_an_exercise_is_added_with_four_keys_and_enter(hands):
    hands.type("sp")
    hands.press(Qt.Key.Key_Return)
    assert hands.presses <= 5
    assert hands.names(TODAY) == ["Side plank (feet)"]
    assert hands.page.entry.line.text() == ""
    assert QApplication.focusWidget() is hands.page.entry.line, "ready for the next one"


def test_from_the_board_it_takes_no_more_than_four_keys_and_enter(hands):
    hands.go_to(WED)
    hands.presses = 0
    hands.press(Qt.Key.Key_A)
    hands.type("sp")
    hands.press(Qt.Key.Key_Return)
    assert hands.presses <= 5
    assert hands.names(WED) == ["Side plank (feet)"]


def test_the_line_reads_back_what_it_understood(hands):
    hands.type("side plank 3x30s each mwf")
    assert "3 sets of 30 seconds, each side" in hands.page.entry.reading.text()
    assert "on Mon, Wed and Fri" in hands.page.entry.reading.text()
    hands.press(Qt.Key.Key_Return)
    assert [item.day for item in hands.items()] == [MON, WED, FRI]
    assert hands.workspace.undo_label == "Add Side plank (feet) on 3 days"


def test_a_slip_is_named_below_the_line_and_nothing_is_added(hands):
    hands.enter("side plank 3x30s slwo")
    assert '"slwo" is not understood' in hands.page.entry.reading.text()
    assert hands.page.entry.line.text() == "side plank 3x30s slwo"
    assert hands.items() == []


def test_undo_right_after_enter_takes_the_plan_back_and_while_typing_the_text(hands):
    undo = QShortcut(QKeySequence.StandardKey.Undo, hands.page.window())
    undo.activated.connect(hands.workspace.undo)
    hands.enter("sp mwf")
    hands.type("rest")
    hands.press(Qt.Key.Key_Z, CTRL)
    assert len(hands.items()) == 3
    hands.page.entry.line.clear()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert hands.items() == []


def test_another_suggestion_is_taken_with_the_down_arrow(hands):
    hands.type("bird dog")
    rows = [hands.page.entry.list.item(row).text() for row in range(2)]
    assert hands.page.entry.list.isVisible()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert rows[1].startswith(hands.names(TODAY)[0])


def test_the_line_goes_to_other_days_with_alt_arrows(hands):
    hands.press(Qt.Key.Key_Left, ALT)
    hands.enter("run 5k easy @4")
    assert [(item.day, item.kind) for item in hands.items()] == [(THU, ItemKind.RUN)]


def test_a_whole_week_of_five_exercises_takes_fewer_than_45_keys(hands):
    for text in ("sp mwf", "bd mwf", "dl mwf", "clam mwf", "cu mwf"):
        hands.enter(text)
    assert len(hands.items()) == 15
    assert hands.presses <= 45


# Keys on the board


def test_arrows_go_from_day_to_day_and_item_to_item(hands):
    hands.workspace.save("x", an_item("B01", MON), an_item("B02", MON, position=1))
    hands.workspace.save("x", an_item("C01", TUE))
    view = hands.go_to(MON)
    hands.press(Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    hands.press(Qt.Key.Key_Right)
    assert hands.page.board.chosen_day == 1
    assert [card.item.exercise_id for card in hands.page.board.chosen_cards()] == ["C01"]
    hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Left)
    hands.press(Qt.Key.Key_Left)
    assert hands.page.board.chosen_day == 0


def test_space_ticks_and_ticks_off_again(hands):
    hands.workspace.save("x", an_item("B01", MON))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_Space)
    (done,) = hands.dossier.completions
    assert done.outcome is Outcome.DONE
    assert hands.mark(MON) is State.DONE
    hands.press(Qt.Key.Key_Space)
    assert hands.dossier.completions == ()
    hands.workspace.undo()
    assert hands.mark(MON) is State.DONE


def test_skipping_asks_for_a_reason_and_keeps_it(hands):
    hands.workspace.save("x", an_item("B01", MON))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_S)
    dialog = hands.dialog(OutcomeDialog)
    QTest.keyClicks(dialog.reason, "No time")
    hands.accept(dialog)
    (skipped,) = hands.dossier.completions
    assert (skipped.outcome, skipped.reason) == (Outcome.SKIPPED, "No time")
    assert "No time" in hands.page.board.views[0].cards.cards[0].done
    hands.workspace.undo()
    assert hands.dossier.completions == ()


def test_how_it_felt_is_kept_with_effort_and_pain(hands):
    hands.workspace.save("x", an_item("B01", MON))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_E)
    dialog = hands.dialog(OutcomeDialog)
    QTest.keyClick(dialog.effort, Qt.Key.Key_5)
    QTest.keyClick(dialog.pain, Qt.Key.Key_2)
    QTest.keyClicks(dialog.minutes, "abc")
    hands.accept(dialog)
    assert dialog.isVisible(), "a slip keeps the dialog open"
    dialog.minutes.clear()
    hands.accept(dialog)
    (done,) = hands.dossier.completions
    assert (done.effort, done.pain, done.minutes) == (5, 2, None)


def test_delete_says_so_and_can_be_undone_with_the_tick(hands, desk):
    shown = notices_of(desk)
    item = an_item("B01", MON)
    hands.workspace.save("x", item, a_completion(item))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_Delete)
    assert hands.items() == []
    assert hands.dossier.completions == ()
    assert shown[-1].endswith("removed.")
    hands.workspace.undo()
    assert len(hands.items()) == 1
    assert len(hands.dossier.completions) == 1


def test_removing_an_item_frees_the_run_that_was_linked_to_it(hands):
    item = a_run_item(day=MON)
    hands.workspace.save("x", item, a_run(MON, planned_id=item.id))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_Delete)
    assert hands.dossier.activities[0].planned_id is None
    assert hands.mark(MON) is State.ALSO_DONE


def test_copy_cut_and_paste_by_keys(hands):
    hands.workspace.save("x", an_item("B01", MON), an_item("B02", MON, position=1))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_C, CTRL)
    assert "3 × 10" in QApplication.clipboard().text(), "as words for another program, too"
    hands.go_to(WED)
    hands.press(Qt.Key.Key_V, CTRL)
    assert [item.exercise_id for item in hands.items(WED)] == ["B01", "B02"]
    hands.go_to(MON)
    hands.press(Qt.Key.Key_X, CTRL)
    assert [item.exercise_id for item in hands.items(MON)] == ["B02"]
    hands.workspace.undo()
    hands.workspace.undo()
    assert (len(hands.items(MON)), len(hands.items(WED))) == (2, 0)


def test_what_was_copied_can_be_pasted_for_another_person(hands, workspace):
    hands.workspace.save("x", an_item("B01", MON))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_C, CTRL)
    (other,) = workspace.save("x", another_person())
    hands.page.show_dossier(workspace.dossier(other.id))
    hands.page.board.focus_day(1)
    hands.press(Qt.Key.Key_V, CTRL)
    (pasted,) = workspace.dossier(other.id).items
    assert (pasted.person_id, pasted.day, pasted.series_id) == (other.id, TUE, None)


def test_repeat_move_and_order_by_keys_are_single_steps(hands):
    hands.workspace.save("x", an_item("B01", MON), an_item("B02", MON, position=1))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_D, CTRL)
    assert [item.exercise_id for item in hands.items(TUE)] == ["B01"]
    hands.press(Qt.Key.Key_Down, ALT)
    assert [item.exercise_id for item in hands.items(MON)] == ["B02", "B01"]
    hands.press(Qt.Key.Key_Right, ALT)
    assert [item.exercise_id for item in hands.items(TUE)] == ["B01", "B01"]
    assert hands.page.board.chosen_day == 1, "the keyboard goes along"
    assert hands.items(TUE)[1].first_day == MON
    for _step in range(3):
        hands.workspace.undo()
    assert [item.exercise_id for item in hands.items()] == ["B01", "B02"]


def test_moving_beyond_sunday_goes_to_the_next_week(hands):
    hands.workspace.save("x", an_item("B01", SUN))
    hands.go_to(SUN)
    hands.press(Qt.Key.Key_Right, ALT)
    assert hands.page.monday == MONDAY + timedelta(days=7)
    assert [item.day for item in hands.items()] == [MONDAY + timedelta(days=7)]
    assert len(hands.page.board.chosen_cards()) == 1


def test_a_day_is_demonstrated_with_the_doses_of_the_plan(hands, desk):
    hands.workspace.save(
        "Plan",
        an_item("B02", FRI, "2x5 each", position=1),
        an_item("A05", FRI, "4x6", position=0),
        a_run_item(day=FRI),
    )
    row, place = hands.page.showing.row()
    assert [(one.exercise.id, str(one.dose)) for one in row] == [
        ("A05", "4x6"),
        ("B02", "2x5 each"),
    ]
    assert place == 0
    hands.page.board.setFocus()
    hands.page.actions_by_name["demonstrate"].trigger()
    window = hands.page.showing.window
    assert window.name.text() == desk.library.exercises["A05"].name
    window.close()
    assert hands.page.showing.window is None


def test_r_makes_a_rest_day_once(hands):
    hands.go_to(THU)
    hands.press(Qt.Key.Key_R)
    hands.press(Qt.Key.Key_R)
    assert [item.kind for item in hands.items(THU)] == [ItemKind.REST]
    assert hands.workspace.undo_label == "Rest day on Thursday"


def test_plus_and_minus_say_what_changed(hands, desk):
    shown = notices_of(desk)
    hands.workspace.save("x", an_item("unknown", MON, "3x8 each"), a_run_item("30min", TUE))
    hands.go_to(MON)
    QTest.keyClick(QApplication.focusWidget(), "+")
    assert str(hands.items(MON)[0].dose) == "3x9 each"
    assert "3 × 9 each side instead of 3 × 8 each side" in shown[-1]
    assert hands.workspace.undo_label == "One step more: unknown"
    hands.go_to(TUE)
    QTest.keyClick(QApplication.focusWidget(), "-")
    assert str(hands.items(TUE)[0].run) == "27min"
    hands.workspace.undo()
    hands.workspace.undo()
    assert str(hands.items(MON)[0].dose) == "3x8 each"


def test_the_list_of_keys_names_every_command(hands):
    html = keys_html()
    for command in (*COMMANDS, *PAGE_COMMANDS):
        if command is not None and command.keys:
            assert command.keys[0] in html
    hands.go_to(MON)
    QTest.keyClick(QApplication.focusWidget(), "?")
    assert hands.dialog(QDialog).windowTitle() == "Keys of the weekly plan"
    hands.dialog(QDialog).reject()


# Whole weeks


def test_last_week_is_copied_with_two_keys(hands):
    last = MONDAY - timedelta(days=7)
    hands.workspace.save("x", an_item("B01", last), a_run_item(day=last + timedelta(days=2)))
    hands.presses = 0
    hands.press(Qt.Key.Key_L, CTRL)
    dialog = hands.dialog(AddDialog)
    assert "2 items are added." in dialog.count.text()
    hands.accept(dialog)
    assert hands.presses == 2
    assert [item.day for item in hands.items()[2:]] == [MON, WED]
    hands.workspace.undo()
    assert len(hands.items()) == 2


def test_what_is_there_already_is_shown_and_left_out(hands):
    last = MONDAY - timedelta(days=7)
    hands.workspace.save("x", an_item("B01", last), an_item("B02", last), an_item("B01", MON))
    hands.press(Qt.Key.Key_L, CTRL)
    dialog = hands.dialog(AddDialog)
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert sum("planned already" in text for text in texts) == 1
    assert "1 item is added. 1 is left out." in dialog.count.text()
    hands.accept(dialog)
    assert sorted(item.exercise_id for item in hands.items(MON)) == ["B01", "B02"]


def test_without_an_earlier_week_it_says_so(hands, desk):
    shown = notices_of(desk)
    hands.press(Qt.Key.Key_L, CTRL)
    assert shown == ["There is no earlier week to copy."]


def test_a_starter_week_is_shown_before_it_is_added(hands):
    hands.go_to(MON)
    hands.press(Qt.Key.Key_T)
    dialog = hands.dialog(AddDialog)
    QTest.keyClick(dialog.names, Qt.Key.Key_Down)
    expected = dialog.list.count()
    assert expected > 5
    assert "Source:" in dialog.about.text()
    hands.accept(dialog)
    assert len(hands.items()) == expected
    hands.workspace.undo()
    assert hands.items() == []


def test_a_follow_up_copies_and_progresses_two_in_eight_presses(hands):
    last = MONDAY - timedelta(days=7)
    hands.workspace.save("x", an_item("B01", last), an_item("B02", last, position=1))
    hands.go_to(MON)
    hands.presses = 0
    hands.press(Qt.Key.Key_L, CTRL)
    hands.accept(hands.dialog(AddDialog))
    hands.press(Qt.Key.Key_Plus)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Plus)
    before = [str(item.dose) for item in hands.items(last)]
    after = [str(item.dose) for item in hands.items(MON)]
    assert hands.presses <= 7, "the eighth prints"
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_an_empty_week_offers_three_ways_to_begin(hands):
    assert hands.page.steps.isVisible()
    texts = [hands.page.steps.copy.text(), hands.page.steps.templates.text()]
    assert all(key in text for key, text in zip(["Ctrl+L", "(T)"], texts, strict=True))
    QTest.mouseClick(hands.page.steps.add, LEFT)
    hands.type("rest")
    hands.press(Qt.Key.Key_Return)
    assert not hands.page.steps.isVisible()


def test_weeks_are_turned_by_keys_and_the_page_says_which(hands):
    hands.go_to(MON)
    hands.press(Qt.Key.Key_PageDown)
    assert "Week 38" in hands.page.bar.title.text()
    hands.press(Qt.Key.Key_PageUp)
    hands.press(Qt.Key.Key_PageUp)
    assert hands.page.monday == MONDAY - timedelta(days=7)
    hands.press(Qt.Key.Key_Home, CTRL)
    assert hands.page.monday == MONDAY
    assert hands.page.board.chosen_day == TODAY.weekday()


def test_what_the_week_is_for_is_kept(hands):
    purpose = hands.page.bar.purpose
    purpose.setFocus()
    QTest.keyClicks(purpose, "Three easy runs")
    QTest.keyClick(purpose, Qt.Key.Key_Return)
    assert hands.dossier.week_note(MONDAY).purpose == "Three easy runs"
    hands.workspace.undo()
    assert hands.dossier.week_note(MONDAY) is None
    hands.page.focus_first()
    assert purpose.text() == ""


# The form


def test_line_and_fields_of_a_dose_follow_each_other(hands):
    hands.workspace.save("x", an_item("B01", MON, "3x10 h5"))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog(ItemDialog)
    assert dialog.fields.field("hold").text() == "5"
    dialog.line.selectAll()
    QTest.keyClicks(dialog.line, "2x8-12 each @6 2-0-2")
    assert dialog.fields.field("amount").text() == "8-12"
    assert dialog.fields.field("tempo").text() == "2-0-2"
    assert dialog.fields.side.currentText() == "each side"
    rest = dialog.fields.field("rest")
    QTest.keyClicks(rest, "60")
    assert dialog.line.text() == "2x8-12 each @6 r60 2-0-2"
    rest.selectAll()
    QTest.keyClicks(rest, "6x")
    assert not dialog.save.isEnabled()
    assert "not understood" in dialog.reading.text()
    rest.selectAll()
    QTest.keyClicks(rest, "45")
    hands.accept(dialog)
    assert str(hands.items(MON)[0].dose) == "2x8-12 each @6 r45 2-0-2"


def test_a_dose_is_changed_everywhere_from_a_day_on_with_three_inputs(hands):
    hands.enter("side plank 2x20s mwf")
    later = MONDAY + timedelta(days=7)
    hands.page.go_to(later)
    hands.press(Qt.Key.Key_L, CTRL)
    hands.accept(hands.dialog(AddDialog))
    hands.page.go_to(MONDAY)
    hands.go_to(WED)
    hands.press(Qt.Key.Key_F2)
    dialog = hands.dialog(ItemDialog)
    assert "4 later days" in dialog.series.text()
    QTest.keyClicks(dialog.line, "3x30s each")
    QTest.mouseClick(dialog.series, LEFT, pos=QPoint(8, dialog.series.height() // 2))
    hands.accept(dialog)
    doses = [str(item.dose) for item in hands.items()]
    assert doses[0].startswith("2x20s")
    assert doses[1:] == ["3x30s each"] * 5
    hands.workspace.undo()
    assert all(str(item.dose).startswith("2x20s") for item in hands.items())


def test_a_run_is_changed_in_its_own_grammar(hands):
    hands.workspace.save("x", a_run_item("30min", MON))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_F2)
    dialog = hands.dialog(ItemDialog)
    QTest.keyClicks(dialog.line, "5w + 6x(2r/1w) @4")
    QTest.keyClicks(dialog.title, "Park loop")
    hands.accept(dialog)
    (item,) = hands.items(MON)
    assert (str(item.run), item.title) == ("5w + 6x(2r/1w) @4", "Park loop")


# The mouse


def centre(view, row=0):
    return view.visualRect(view.cards.index(row)).center()


def test_a_click_on_the_mark_ticks(hands):
    hands.workspace.save("x", an_item("B01", MON))
    view = hands.page.board.views[0]
    corner = view.visualRect(view.cards.index(0)).topLeft() + QPoint(16, 16)
    QTest.mouseClick(view.viewport(), LEFT, pos=corner)
    assert hands.mark(MON) is State.DONE


def drop(view, data, y=5, modifiers=Qt.KeyboardModifier.NoModifier):
    """Drag something over a day and let go; return whether the drop line was seen on the way."""
    at, both = QPoint(20, y), Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    plain = view.viewport().grab().toImage()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(view.viewport(), dragging(kind, at, data, both, modifiers))
    was_shown = view.viewport().grab().toImage() != plain
    event = QDropEvent(QPointF(at), both, data, LEFT, modifiers)
    QApplication.sendEvent(view.viewport(), event)
    assert event.isAccepted()
    return was_shown


def test_several_chosen_items_are_dragged_together(hands):
    hands.workspace.save("x", an_item("B01", MON), an_item("B02", TUE), an_item("C01", WED))
    monday, tuesday, wednesday = hands.page.board.views[:3]
    QTest.mouseClick(monday.viewport(), LEFT, pos=centre(monday))
    QTest.mouseClick(tuesday.viewport(), LEFT, CTRL, centre(tuesday))
    dragged = []
    tuesday.drag_wanted.connect(lambda: dragged.extend(hands.page.board.chosen_items()))
    window = hands.page.window()
    start = tuesday.viewport().mapTo(window, centre(tuesday))
    handle, plain = window.windowHandle(), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, LEFT, plain, start)
    QTest.mouseMove(handle, start + QPoint(5, 5))
    QTest.mouseMove(handle, start + QPoint(40, 30))
    QTest.mouseRelease(handle, LEFT, plain, start + QPoint(40, 30))
    assert [item.exercise_id for item in dragged] == ["B01", "B02"]
    assert drop(wednesday, mime_of(ITEMS_MIME, [str(item.id) for item in dragged]))
    assert [item.exercise_id for item in hands.items(WED)] == ["B01", "B02", "C01"]
    assert hands.workspace.undo_label == "Move 2 items to Wednesday"
    hands.workspace.undo()
    assert [item.exercise_id for item in hands.items(MON)] == ["B01"]


def test_dropping_below_the_middle_of_a_card_puts_it_after(hands):
    (item, _other) = hands.workspace.save("x", an_item("B01", MON), an_item("C01", WED))
    view = hands.page.board.views[2]
    drop(view, mime_of(ITEMS_MIME, [str(item.id)]), y=view.visualRect(view.cards.index(0)).bottom())
    assert [one.exercise_id for one in hands.items(WED)] == ["C01", "B01"]


def test_a_click_alone_lets_go_of_the_other_days(hands):
    hands.workspace.save("x", an_item("B01", MON), an_item("B02", TUE))
    monday, tuesday = hands.page.board.views[:2]
    QTest.mouseClick(monday.viewport(), LEFT, pos=centre(monday))
    QTest.mouseClick(tuesday.viewport(), LEFT, pos=centre(tuesday))
    assert [card.item.exercise_id for card in hands.page.board.chosen_cards()] == ["B02"]


def test_an_item_dropped_with_ctrl_is_copied(hands):
    (item,) = hands.workspace.save("x", an_item("B01", MON))
    drop(hands.page.board.views[4], mime_of(ITEMS_MIME, [str(item.id)]), modifiers=CTRL)
    assert [one.day for one in hands.items()] == [MON, FRI]


def test_an_exercise_of_the_library_is_dropped_on_a_day(hands):
    hands.go_to(MON)
    hands.press(Qt.Key.Key_L)
    hands.type("clam")
    (exercise_id,) = hands.page.library.results.ids()
    drop(hands.page.board.views[3], mime_of(EXERCISES_MIME, [exercise_id]))
    assert hands.names(THU) == ["Clamshell"]
    hands.page.board.choose_day(0)
    hands.page.library.search.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert hands.names(MON) == ["Clamshell"]
    hands.press(Qt.Key.Key_Escape)
    assert hands.page.board.has_keyboard()


def test_the_menu_lists_the_commands_with_their_keys(hands):
    hands.workspace.save("x", an_item("B01", MON))
    hands.go_to(MON)
    menu = hands.page.menu()
    texts = {action.text(): action for action in menu.actions()}
    assert texts["Repeat on the next day"].shortcut().toString() == "Ctrl+D"
    assert "This was planned: link to…" not in texts
    texts["Repeat on the next day"].trigger()
    assert len(hands.items(TUE)) == 1
    menu.deleteLater()


# Planned beside done


def test_a_run_of_the_day_is_shown_beside_the_planned_one(hands):
    hands.workspace.save("x", a_run_item("5k", MON), a_run(MON, 5.2, 31))
    (card,) = hands.page.board.views[0].cards.cards
    assert card.state is State.MATCHED
    assert card.done == "Looks done · 5.2 km · 31 min"
    hands.go_to(MON)
    hands.press(Qt.Key.Key_Space)
    assert hands.mark(MON) is State.DONE


@pytest.mark.qt_log_ignore("plugin does not support")
def test_what_nobody_planned_joins_the_day_and_can_be_linked_by_hand(hands):
    hands.workspace.save("x", a_run_item("5k", WED), a_run(MON, 5.2, 31))
    assert hands.mark(MON) is State.ALSO_DONE
    hands.go_to(MON)
    hands.page.actions_by_name["link"].trigger()
    (menu,) = [one for one in hands.page.findChildren(QMenu) if one.isVisible()]
    menu.actions()[0].trigger()
    menu.close()
    (run,) = hands.dossier.activities
    assert run.is_linked_by_hand
    assert "on Monday" in hands.page.board.views[2].cards.cards[0].done
    hands.go_to(WED)
    hands.page.actions_by_name["unlink"].trigger()
    assert hands.mark(MON) is State.ALSO_DONE
    assert hands.mark(WED) is State.OPEN


def test_skipped_and_missed_are_never_painted_in_a_warning_colour(hands, desk):
    item, missed = an_item("B01", MON), an_item("B02", MON, position=1)
    done = a_completion(item, outcome=Outcome.SKIPPED, reason="Pain")
    hands.workspace.save("x", item, missed, done)
    image = hands.page.board.views[0].viewport().grab().toImage()
    alarming = {desk.theme.colour(role).rgb() for role in ("problem", "caution")}
    seen = {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }
    assert not alarming & seen


def test_a_full_day_gets_a_soft_word_and_the_week_its_totals(hands):
    for number in range(6):
        hands.workspace.save("x", an_item(f"X{number}", WED, "1x10", position=number))
    hands.workspace.save("x", a_run_item("30min", MON), a_run(MON, 5, 30))
    assert "Wednesday: 6 exercises" in hands.page.bar.hint.text()
    assert "2 sessions · 6 exercises" in hands.page.bar.totals.text()
    assert "1 of 7 done" in hands.page.bar.totals.text()
    hands.go_to(WED)
    hands.press(Qt.Key.Key_Delete)
    assert not hands.page.bar.hint.isVisible()


# Manners


def test_every_item_has_a_name_for_a_screen_reader(hands):
    hands.workspace.save("x", an_item("B01", MON, note="Slowly"), a_run(MON, 5.2, 31))
    view = hands.page.board.views[0]
    spoken = QAccessible.queryAccessibleInterface(view)
    assert "Monday" in spoken.text(QAccessible.Text.Name)
    names = [
        spoken.child(number).text(QAccessible.Text.Name) for number in range(spoken.childCount())
    ]
    assert any("3 × 10" in name and "Slowly" in name for name in names)
    assert any("Also done" in name for name in names)


def test_only_days_that_changed_are_laid_out_anew(hands):
    hands.workspace.save("x", an_item("B01", MON), an_item("B02", TUE))
    resets = []
    for number, view in enumerate(hands.page.board.views):
        view.cards.modelReset.connect(lambda number=number: resets.append(number))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_Space)
    assert resets == [0]


def test_another_person_begins_with_the_week_of_today(hands, workspace):
    hands.page.go_to(MONDAY + timedelta(days=21))
    (other,) = workspace.save("x", another_person())
    hands.page.show_dossier(workspace.dossier(other.id))
    assert hands.page.monday == MONDAY
    hands.page.show_dossier(None)


def test_markup_in_names_and_notes_is_shown_as_it_is(hands):
    hands.workspace.save("x", an_item("B01", MON, title="<b>&x</b>", note="<img src=y>"))
    hands.workspace.save("x", a_run(TUE, title="<i>run</i>", kind=Kind.WALK))
    hands.go_to(MON)
    hands.press(Qt.Key.Key_Return)
    dialog = hands.dialog(ItemDialog)
    assert dialog.title.text() == "<b>&x</b>"
    dialog.reject()
    assert hands.page.board.views[0].cards.cards[0].name == "<b>&x</b>"
