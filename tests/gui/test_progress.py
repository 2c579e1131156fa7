"""Load and pain, as a person uses it."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from builders import (
    MONDAY,
    a_day,
    a_dossier,
    a_pain,
    a_person,
    a_rest_day,
    a_run,
    a_run_item,
    an_activity,
    an_event,
    another_person,
    some_weeks,
)
from rehabplanner.analytics.timeline import GROUPS, Measure, PainKind
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import BodyPart, EventKind, Moment
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.people import Units
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.progress.content import Content, Step, make_frame
from rehabplanner.gui.progress.detail import bucket_size, extremes
from rehabplanner.gui.progress.load_layers import bar_edges, bar_tops
from rehabplanner.gui.progress.page import ProgressPage
from rehabplanner.gui.progress.ticks import round_step, time_ticks

TODAY = date(2026, 9, 11)
LATE = date(2026, 3, 2)


def day(offset):
    return TODAY + timedelta(days=offset)


def half_a_year():
    records = some_weeks(27, MONDAY - timedelta(weeks=26))
    past = [one for one in records if getattr(one, "day", TODAY) <= TODAY]
    return a_dossier(
        *past,
        an_event("Harbour race", day(-10)),
        an_event("", day(-60), until=day(-50), kind=EventKind.FLARE_UP),
        a_run_item("40min @4", day(2)),
    )


@pytest.fixture
def page(desk, qtbot):
    made = ProgressPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show_dossier(half_a_year())
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def days_in_view(page):
    first, last = page.chart.view
    return (last - first).days + 1


def press_range(page, key, qtbot):
    button = next(one for one in page.tools.ranges.buttons() if one.property("key") == key)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def drag(page, qtbot, first, last, held=Qt.KeyboardModifier.NoModifier):
    port = page.chart.viewport()
    start = QPoint(round(page.chart.x_of(first)), 200)
    end = QPoint(round(page.chart.x_of(last)), 220)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, held, start)
    for share in (0.3, 0.7, 1.0):
        point = start + (end - start) * share
        qtbot.mouseMove(port, point)
        QApplication.processEvents()
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, held, end)


def shown_numbers(card):
    return {row.name.text(): row.value.text() for row in card.rows if not row.isHidden()}


# First steps


def test_an_empty_log_names_the_next_step(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    page.show_dossier(make_dossier(a_person(), []))
    with qtbot.waitSignals([page.wants_import, desk.wishes.import_files]):
        qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.wishes.open_tab) as asked:
        qtbot.mouseClick(page.diary_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["diary"]


def test_nobody_chosen_offers_to_add_a_person(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    page.show_dossier(None)
    with qtbot.waitSignal(desk.wishes.new_person):
        qtbot.mouseClick(page.person_button, Qt.MouseButton.LeftButton)


def test_one_run_alone_is_shown(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show_dossier(a_dossier(a_run(day(-1), 5, 30)))
    page.show()
    assert not page.grab().isNull()
    assert shown_numbers(page.glance)["Total load"] == "120"
    assert set(visible_chips(page)) == {"running"}


def visible_chips(page):
    return [key for key, chip in page.legend.chips.items() if not chip.isHidden()]


def test_it_opens_on_the_last_data_and_not_on_today(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    old = [a_run(LATE - timedelta(days=number * 3)) for number in range(60)]
    page.show_dossier(a_dossier(*old))
    first, last = page.chart.view
    assert first <= LATE <= last
    assert last < TODAY
    assert page.glance.title.text() == "The last week with entries"


# Range, step, measure


@pytest.mark.parametrize(("key", "days"), [("4w", 28), ("12w", 84), ("6m", 182)])
def test_range_buttons(page, qtbot, desk, key, days):
    button = press_range(page, key, qtbot)
    assert days_in_view(page) == days
    assert page.chart.view[1] >= TODAY
    assert button.isChecked()
    assert desk.settings.get(prefs.CHART_RANGE) == key


def test_all_shows_everything(page, qtbot):
    press_range(page, "all", qtbot)
    assert page.chart.view[0] <= page.dossier.first_day()


def test_moving_by_hand_leaves_no_range_button_pressed(page, qtbot):
    press_range(page, "4w", qtbot)
    page.chart.pan(-30)
    assert not [one for one in page.tools.ranges.buttons() if one.isChecked()]


def test_days_or_weeks(page, qtbot, desk):
    for button in page.tools.steps.buttons():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.chart.content.step == button.property("key")
        assert desk.settings.get(prefs.CHART_STEP) == button.property("key")


def test_choosing_a_measure_changes_bars_and_numbers(page, desk):
    page.tools.measure.setCurrentIndex(page.tools.measure.findData(Measure.DISTANCE))
    page.tools.measure.activated.emit(page.tools.measure.currentIndex())
    assert page.chart.content.measure is Measure.DISTANCE
    assert shown_numbers(page.glance)["Distance on foot"].endswith("km")
    assert desk.settings.get(prefs.CHART_MEASURE) == "distance"
    assert "strength" not in visible_chips(page)


def test_without_effort_distance_is_shown_and_the_reason_given(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    page.show_dossier(a_dossier(*(a_run(day(-n), effort=None) for n in range(1, 20, 2))))
    assert page.chart.content.measure is Measure.DISTANCE
    assert "effort" in page.hint.text()
    assert "10 days" in page.hint.text()


def test_pain_of_one_body_part(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    page.show_dossier(
        a_dossier(a_pain(2, day(-1)), a_pain(6, day(-1), part=BodyPart.KNEE_LEFT), a_run(day(-1)))
    )
    assert [page.tools.part.itemText(n) for n in range(3)] == [
        "Pain anywhere",
        "Low back",
        "Knee, left",
    ]
    page.tools.part.setCurrentIndex(1)
    page.tools.part.activated.emit(1)
    worst = page.chart.content.timeline.pain[PainKind.WORST]
    assert np.nanmax(worst) == 2


def test_a_new_entry_keeps_the_view(page):
    page.chart.pan(-40)
    before = page.chart.view
    page.show_dossier(page.dossier.changed(saved=[a_pain(5, TODAY)]))
    assert page.chart.view == before


def test_another_person_opens_on_their_own_days(page):
    ben = another_person()
    runs = [a_run(LATE + timedelta(days=n), person_id=ben.id) for n in range(5)]
    page.chart.select(day(-9), day(-3))
    page.show_dossier(a_dossier(*runs, person=ben))
    assert page.chart.view[0] <= LATE <= page.chart.view[1]
    assert page.chart.selection is None


# Reading values


def test_the_crosshair_reads_a_day(page, qtbot):
    run = a_run(TODAY, 10, 60, effort=5)
    records = [run, a_pain(3, TODAY, Moment.MORNING), a_pain(6, TODAY, Moment.DURING)]
    strength = an_activity(Kind.STRENGTH, TODAY)
    page.show_dossier(page.dossier.changed(saved=[*records, strength]))
    page.grab()
    port = page.chart.viewport()
    qtbot.mouseMove(port, QPoint(round(page.chart.x_of(TODAY)), 300))
    assert page.chart.cursor_day == TODAY
    words = page.read_out.text()
    for piece in ("11 Sep 2026", "390", "Running 300", "Strength 90", "during 6", "Sleep 7.5 h"):
        assert piece in words
    QApplication.sendEvent(page.chart, QEvent(QEvent.Type.Leave))
    assert page.chart.cursor_day is None
    assert "Point at a day" in page.read_out.text()


def test_a_long_run_is_named_in_words(page):
    longer = a_run(TODAY, 15, 95)
    page.show_dossier(page.dossier.changed(saved=[longer]))
    page.chart.hovered.emit(TODAY)
    assert "longer than the longest run of the 30 days before" in page.read_out.text()


def test_unknown_rest_and_planned_days_read_differently(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    page.show_dossier(
        a_dossier(
            a_run(day(-5)),
            a_rest_day(day(-4)),
            a_day(day(-3)),
            a_run(day(-1), effort=None),
            a_run(TODAY),
            a_run_item("30min @4", day(1)),
            an_event("<b>New</b> job", day(-4), kind=EventKind.OTHER),
        )
    )
    said = {}
    for offset in range(-5, 2):
        page.chart.hovered.emit(day(offset))
        said[offset] = page.read_out.text()
    assert "rest day" in said[-4]
    assert "<b>New</b> job" in said[-4]
    assert "not marked as rest" in said[-3]
    assert "no entries" in said[-2]
    assert "not known" in said[-1]
    assert "planned: 120" in said[1]
    assert page.read_out.textFormat() is Qt.TextFormat.PlainText


def test_miles_for_those_who_run_in_miles(desk, qtbot):
    page = ProgressPage(desk)
    qtbot.addWidget(page)
    person = replace(a_person(), units=Units.IMPERIAL)
    page.show_dossier(a_dossier(a_run(TODAY, 16.09344), person=person))
    assert shown_numbers(page.glance)["Longest run, 30 days"] == "10 mi"


# The legend


def test_the_legend_hides_and_isolates(page, qtbot):
    chip = page.legend.chips["running"]
    heights = page.chart.content.bars.heights.sum()
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not page.chart.content.shows("running")
    assert page.chart.content.bars.heights.sum() < heights
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert page.chart.content.shows("running")
    page.legend.hovered.emit("morning")
    assert page.chart.content.opacity("running") < page.chart.content.opacity("morning") == 1
    page.legend.hovered.emit(None)
    assert page.chart.content.opacity("running") == 1


# Brushing


def test_brushing_with_shift_gives_the_numbers_of_the_range(page, qtbot):
    drag(page, qtbot, day(-13), day(0), Qt.KeyboardModifier.ShiftModifier)
    assert page.chart.selection == (day(-13), TODAY)
    assert page.statistics.isVisible()
    assert page.statistics.title.text() == "14 selected days"
    found = shown_numbers(page.statistics)
    loads = [one.load for one in page.dossier.activities if day(-13) <= one.day <= TODAY]
    assert found["Total load"].replace("\N{THIN SPACE}", "") == str(round(sum(loads)))
    assert found["Days logged"] == "100 %"
    before = page.statistics.rows[0].before.text()
    assert before.startswith("before: ")
    assert "%" in before
    qtbot.keyClick(page.chart, Qt.Key.Key_Escape)
    assert page.chart.selection is None
    assert page.statistics.isHidden()


def test_the_select_button_brushes_by_plain_dragging(page, qtbot):
    view = page.chart.view
    qtbot.mouseClick(page.tools.selecting, Qt.MouseButton.LeftButton)
    drag(page, qtbot, day(-6), day(-2))
    assert page.chart.selection == (day(-6), day(-2))
    assert page.chart.view == view


def test_plain_dragging_moves_and_a_click_clears(page, qtbot):
    page.chart.select(day(-5), day(-3))
    view = page.chart.view
    drag(page, qtbot, day(-30), day(-10))
    assert page.chart.view[0] < view[0]
    assert page.chart.selection is not None
    qtbot.mouseClick(page.chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert page.chart.selection is None


def test_a_double_click_takes_the_week(page, qtbot):
    at = QPoint(round(page.chart.x_of(day(-9))), 300)
    qtbot.mouseDClick(page.chart.viewport(), Qt.MouseButton.LeftButton, pos=at)
    first, last = page.chart.selection
    assert (first.weekday(), (last - first).days) == (0, 6)


def test_every_number_says_where_it_comes_from(page, qtbot):
    page.chart.select(day(-13), TODAY)
    for row in page.statistics.rows + page.glance.rows:
        assert row.where.accessibleName().startswith("Where ")
        assert len(row.where.accessibleDescription()) > 40
    total = page.statistics.rows[0]
    assert "Foster 2001" in total.toolTip()
    assert "14 of 14 days" not in total.toolTip()
    assert total.where.accessibleDescription() == total.toolTip()


# The keyboard


def test_the_keyboard_does_what_the_mouse_does(page, qtbot):
    chart = page.chart
    chart.setFocus()
    press_range(page, "12w", qtbot)
    first, last = chart.view
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.view[0] < first
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert days_in_view(page) < 84
    qtbot.keyClick(chart, Qt.Key.Key_Minus)
    assert abs(days_in_view(page) - 84) <= 1
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.view[0] <= page.dossier.first_day()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.view[1] >= last


def test_days_are_selected_by_keyboard(page, qtbot):
    chart = page.chart
    for _number in range(2):
        qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    start = chart.cursor_day
    assert start == day(-1)
    for _number in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert chart.selection == (day(-4), day(-1))
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chart.selection == (day(-3), day(-1))


def test_the_wheel_zooms_around_the_mouse(page):
    at = QPointF(page.chart.x_of(day(-20)), 300)
    before = days_in_view(page)
    turned = QWheelEvent(
        at,
        page.chart.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(page.chart.viewport(), turned)
    assert days_in_view(page) < before
    assert page.chart.x_of(day(-20)) == pytest.approx(at.x(), abs=2)


def test_nothing_moves_out_of_the_log(page):
    for _number in range(50):
        page.chart.pan(-60)
    assert page.chart.view[0] >= page.dossier.first_day() - timedelta(days=3)
    for _number in range(50):
        page.chart.zoom(2)
    first, last = page.chart.view
    assert first <= page.dossier.first_day()
    assert last >= TODAY
    for _number in range(50):
        page.chart.zoom(0.5)
    assert days_in_view(page) >= 7


# Looks and other ways out


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_has_the_colours_of_its_series(page, desk, step, theme):
    desk.theme.apply(theme, 100)
    page.chart.change(replace(page.chart.content, step=step))
    image = page.chart.grab().toImage()
    assert has_colour(image, desk.theme.colour("load-run").name())
    assert has_colour(image, desk.theme.colour("pain-morning").name())
    page.chart.change(replace(page.chart.content, hidden=frozenset(GROUPS) | set(PainKind)))
    bare = page.chart.grab().toImage()
    assert not has_colour(bare, desk.theme.colour("load-run").name())
    assert not has_colour(bare, desk.theme.colour("pain-morning").name())


def has_colour(image: QImage, name: str) -> bool:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1)
    return bool(((pixels & 0xFFFFFF) == int(name[1:], 16)).sum() > 8)


def test_big_letters_and_a_narrow_window_still_fit(page, desk, qtbot):
    desk.theme.apply("light", 200)
    page.resize(900, 700)
    QApplication.processEvents()
    assert page.chart.height() >= 21 * page.fontMetrics().height()
    assert page.over_time.side.y() > page.chart.y()
    desk.theme.apply("light", 100)


def test_screen_readers_get_a_summary_and_names(page):
    words = page.chart.accessibleDescription()
    assert "Total load" in words
    assert "Pain: Morning" in words
    assert "2 events." in words
    controls = [
        page.chart,
        page.tools.measure,
        page.tools.part,
        page.tools.signs,
        *page.legend.chips.values(),
    ]
    assert all(control.accessibleName() for control in controls)


def test_values_can_be_copied_as_csv(page):
    page.chart.select(day(-2), TODAY)
    page.sharing._on_copy_values()
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text())))
    assert [row["date"] for row in rows] == [day(n).isoformat() for n in (-2, -1, 0)]
    assert rows[0]["state"] in {"session", "diary"}
    assert rows[0]["sleep_h"] == "7.5"


@pytest.mark.parametrize("name", ["picture.png", "picture.svg"])
def test_the_picture_can_be_saved(page, tmp_path, monkeypatch, name):
    target = tmp_path / name
    monkeypatch.setattr(
        "rehabplanner.gui.progress.sharing.QFileDialog.getSaveFileName",
        lambda *_given: (str(target), ""),
    )
    page.sharing._on_save_picture()
    if name.endswith("svg"):
        text = target.read_text("utf-8")
        assert "<svg" in text
        assert "Pain, 0 to 10" in text
    else:
        assert QImage(str(target)).width() >= page.chart.width()


def test_the_menu_offers_only_what_works(page):
    menu = page.sharing.menu
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Where these values come from",
        "Copy the picture",
        "Copy the values",
        "Save the picture…",
        "Save the values…",
    ]


# What is drawn is true

spans = st.tuples(st.integers(0, 400), st.integers(1, 4000))


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 900)), min_size=1, max_size=500),
    st.integers(700_000, 700_400),
    spans,
    st.integers(1, 40),
)
def test_a_bucket_shows_the_highest_of_its_days(values, origin, span, size):
    column = np.array([np.nan if one is None else one for one in values], dtype=float)
    left = origin - 200 + span[0]
    view = (left, left + span[1])
    found = extremes(column, origin, view, size)
    covered = set()
    for start, best in zip(found.start.tolist(), found.column.tolist(), strict=True):
        days = range(max(start, origin), min(start + size, origin + len(values)))
        assert start % size == 0
        known = [column[one - origin] for one in days if not np.isnan(column[one - origin])]
        assert (best == -1) == (not known)
        if known:
            assert column[best] == max(known)
            assert origin + best in days
        covered |= set(days)
    visible = range(max(view[0], origin), min(view[1], origin + len(values)))
    assert set(visible) <= covered


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("years", [1, 3, 21])
@pytest.mark.parametrize("spike", [0, 137, -1])
def test_no_spike_is_lost_at_any_zoom(qapp, step, years, spike):
    count = years * 365 + 3
    first = TODAY - timedelta(days=count - 1)
    offsets = [*range(0, count, 5), spike % count]
    runs = [a_run(first + timedelta(days=n), minutes=30) for n in offsets]
    runs[-1] = replace(runs[-1], duration_s=9 * 3600.0)
    from rehabplanner.analytics.days import whole_timeline

    table = whole_timeline(a_dossier(*runs))
    content = Content(timeline=table, today=TODAY, step=step)
    view = (float(first.toordinal()), float(TODAY.toordinal() + 1))
    frame = make_frame(content, view, 900.0, 14.0, qapp.font(), {})
    left, width = bar_edges(frame)
    top, bottom = bar_tops(frame, 300.0, 0)
    drawn = (bottom - top) * frame.load_top / 300.0
    assert drawn.max() == pytest.approx(content.bars.heights.max())
    highest = drawn.argmax()
    x = frame.x(first.toordinal() + spike % count)
    reach = max(1.0, frame.px_per_day * (7 if step is Step.WEEK else 1) * frame.buckets.size)
    assert left[highest] - reach <= x <= left[highest] + width + reach


def test_a_bucket_is_never_narrower_than_a_pixel():
    for px in (0.03, 0.12, 0.5, 0.99, 1.0, 7.0):
        assert bucket_size(px) * px >= 1 - 1e-9


@given(st.floats(0.01, 1e7))
def test_round_steps_cover_the_top_in_a_few_lines(top):
    step = round_step(top, 4)
    assert top / step <= 4 + 1e-6
    assert top / step >= 1


@pytest.mark.parametrize("px", [40, 12, 3, 1, 0.3, 0.1, 0.02])
def test_ticks_keep_their_distance(px):
    width, em = 900, 14
    last = TODAY
    first = TODAY - timedelta(days=round(width / px))
    ticks = time_ticks(first, last, px, em)
    gaps = [(b.day - a.day).days * px for a, b in pairwise(ticks)]
    assert ticks
    assert all(gap >= 2.9 * em for gap in gaps)
