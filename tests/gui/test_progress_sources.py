"""Load and pain: where each number comes from, what is remembered, and what is estimated."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QWhatsThis

from builders import (
    MONDAY,
    a_dossier,
    a_pain,
    a_rest_day,
    a_run,
    a_run_item,
    an_activity,
    another_person,
    some_weeks,
)
from rehabplanner.analytics.timeline import Measure
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import BodyPart, Moment
from rehabplanner.domain.people import Sex
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.progress.choices import Remembered
from rehabplanner.gui.progress.curves import RATIO
from rehabplanner.gui.progress.page import ProgressPage

TODAY = date(2026, 9, 11)


def day(offset):
    return TODAY + timedelta(days=offset)


def weeks_of(count, *more, **given):
    records = some_weeks(count, MONDAY - timedelta(weeks=count - 1), **given)
    return [*(one for one in records if getattr(one, "day", TODAY) <= TODAY), *more]


def with_missing_efforts():
    return a_dossier(
        *weeks_of(10),
        a_run(day(-4), 7, 50, effort=None, title="Evening"),
        a_run_item("40min @4", day(2)),
    )


@pytest.fixture
def page(desk, qtbot):
    made = ProgressPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_dossier(with_missing_efforts())
    made.show()
    qtbot.waitExposed(made)
    yield made
    QWhatsThis.hideText()
    qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=10_000)
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# Where from


def test_a_day_under_the_crosshair_tells_its_sessions_formulas_and_gaps(page):
    run = a_run(TODAY, 15, 90, effort=5)
    page.show_dossier(page.dossier.changed(saved=[run, a_pain(3, TODAY, Moment.DURING)]))
    page.chart.focus_on(TODAY)
    words = page.over_time.where.words
    for piece in (
        "effort 5 × 90 min = 450",
        "Foster 2001",
        "Williams 2017",
        "lambda = 2 / (28 + 1)",
        "It began with the first known day",
        "Days known: ",
        "During 3, low back",
        "Frandsen 2025",
        "Pain not noted: ",
    ):
        assert piece in words, piece


def test_unknown_rest_and_planned_days_say_so(page):
    page.show_dossier(
        a_dossier(a_run(day(-8)), a_rest_day(day(-3)), a_pain(2, day(-1)), a_run_item(day=day(3)))
    )
    told = {}
    for offset in (-5, -3, -1, 3):
        page.chart.focus_on(day(offset))
        told[offset] = page.over_time.where.words
    assert "unknown, not 0" in told[-5]
    assert "counts as 0" in told[-3]
    assert "says nothing of training" in told[-1]
    assert "middle of the planned effort" in told[3]
    assert "Pain not noted" not in told[3]


def test_the_question_mark_key_shows_it(page, qtbot):
    page.chart.setFocus()
    page.chart.focus_on(day(-4))
    qtbot.keyClick(page.chart, Qt.Key.Key_Question)
    assert "no effort was noted" in page.over_time.where.words
    assert page.over_time.where.isVisible()


def test_the_menu_tells_it_for_the_mouse(page):
    page.chart.hovered.emit(day(-4))
    page.sharing.menu.actions()[0].trigger()
    assert "“Evening”" in page.over_time.where.words


def test_year_cells_tell_the_day_and_what_shades_mean(page, qtbot):
    page.show_view("year")
    year = page.view()
    year.map.point_at(day(-4))
    qtbot.keyClick(year.map, Qt.Key.Key_Question)
    assert "no effort was noted" in year.where.words
    assert "quarters of all your days" in year.where.words
    qtbot.mouseClick(year.kinds.buttons()[1], Qt.MouseButton.LeftButton)
    assert "in steps 0, 1–2" in year.where.words


def test_a_dot_tells_both_days(page, qtbot):
    page.show_view("scatter")
    scatter = page.view()
    assert "No line is drawn" in scatter.where.words
    qtbot.keyClick(scatter.plot, Qt.Key.Key_Left)
    assert scatter.where.words.count("effort") >= 1
    assert "Morning" in scatter.where.words


def test_months_tell_how_variety_is_counted(page, qtbot):
    page.show_view("numbers")
    numbers = page.view()
    qtbot.waitUntil(lambda: bool(numbers.cards), timeout=10_000)
    assert "nothing is scored" in numbers.where.words
    qtbot.keyClick(numbers.bars, Qt.Key.Key_Left)
    assert "September 2026" in numbers.read_out.text()
    assert "Runs behind the paces" in numbers.where.words


def test_lines_say_their_formula_in_the_legend(page):
    assert "25 %" in page.legend.chips["acute"].whatsThis()
    assert all(chip.whatsThis() for chip in page.legend.chips.values())


def test_monotony_and_strain_stand_beside_the_chart_with_their_caveats(page):
    rows = {row.name.text(): row for row in page.over_time.closer.rows if not row.isHidden()}
    assert list(rows) == ["Acute, a day", "Chronic, a day", "Monotony, 7 days", "Strain, 7 days"]
    assert "rule of thumb" in rows["Monotony, 7 days"].where.words
    assert "25 athletes" in rows["Strain, 7 days"].where.words
    assert all(len(row.where.words) > 60 for row in rows.values())


# What is remembered


def test_each_person_finds_their_own_choices_again(page, qtbot):
    ada = page.dossier
    ben = another_person()
    qtbot.mouseClick(page.tools.ranges.buttons()[0], Qt.MouseButton.LeftButton)
    page.legend.chips["strength"].click()
    page.over_time.extras.choices["stress"].trigger()
    qtbot.mouseClick(page.tools.views.buttons()[2], Qt.MouseButton.LeftButton)
    page.show_dossier(a_dossier(*weeks_of(10, person_id=ben.id), person=ben))
    assert page.view() is page.over_time
    assert page.legend.chips["strength"].isChecked()
    assert "stress" in {strip.key for strip in page.chart.content.strips}
    qtbot.mouseClick(page.tools.steps.buttons()[0], Qt.MouseButton.LeftButton)
    page.show_dossier(ada)
    assert page.view() is page.views["scatter"]
    assert page.tools.range_key() == "4w"
    assert page.chart.content.step == "week"
    assert not page.legend.chips["strength"].isChecked()
    assert "stress" not in {strip.key for strip in page.chart.content.strips}


def test_choices_outlive_the_window_and_hold_no_names(page, desk, qtbot):
    page.over_time.extras.plain.trigger()
    again = ProgressPage(desk)
    qtbot.addWidget(again)
    again.show_dossier(page.dossier)
    assert again.chart.content.is_plain
    assert again.over_time.extras.plain.isChecked()
    assert "Ada" not in desk.settings.get(prefs.CHART_CHOICES)


@pytest.mark.parametrize(
    "damaged", ["", "[]", "{", '{"x": 3}', '{"%s": {"view": 5, "range": "9"}}']
)
def test_damaged_choices_are_as_at_the_start(desk, damaged):
    person = another_person()
    desk.settings.set(prefs.CHART_CHOICES, damaged.replace("%s", str(person.id)))
    found = Remembered(desk.settings).of(person.id)
    assert (found.view, found.range, found.hidden) == ("time", "12w", (RATIO,))


# Estimates


def test_missing_efforts_are_estimated_only_when_asked_and_marked(page):
    table = page.chart.content.timeline
    at = table.index(day(-4))
    assert table.amounts[Measure.LOAD].is_partial[at]
    assert not table.is_estimated.any()
    page.over_time.extras.estimates.trigger()
    table = page.chart.content.timeline
    assert table.amounts[Measure.LOAD].total[at] >= 4 * 50
    assert table.is_estimated[at]
    assert table.is_estimated.sum() == 1
    page.chart.focus_on(day(-4))
    assert "≈" in page.read_out.text()
    assert "effort about 4" in page.over_time.where.words
    assert "middle of the last" in page.over_time.where.words
    page.chart.select(day(-6), day(-1))
    total = page.statistics.rows[0]
    assert total.value.text().startswith("≈")
    assert "Days with an estimated effort: 1." in total.where.words
    page.over_time.extras.estimates.trigger()
    assert not page.chart.content.timeline.is_estimated.any()


def test_an_edit_computes_only_what_follows_also_with_estimates(page):
    page.over_time.extras.estimates.trigger()
    page.show_dossier(page.dossier.changed(saved=[a_pain(5, day(-2))]))
    assert page._kept.computed_from == page.chart.content.timeline.index(day(-2))
    page.show_dossier(page.dossier.changed(saved=[an_activity(Kind.STRENGTH, day(-1))]))
    assert page._kept.computed_from == page.chart.content.timeline.index(day(-1))
    table = page.chart.content.timeline
    assert page.chart.content.curves.timeline is table


# Pain by part of the body


def test_each_part_of_the_body_has_its_own_strip(page):
    assert not any(strip.group == "parts" for strip in page.chart.content.strips)
    entries = [
        a_pain(6, day(-3), part=BodyPart.KNEE_LEFT),
        a_pain(2, day(-3), part=BodyPart.KNEE_LEFT, moment=Moment.AFTER),
    ]
    page.show_dossier(page.dossier.changed(saved=entries))
    content = page.chart.content
    parts = {strip.name: content.strip_values(strip) for strip in content.strips[:2]}
    assert list(parts) == ["Low back", "Knee, left"]
    assert parts["Knee, left"][content.timeline.index(day(-3))] == 6
    assert np.isnan(parts["Knee, left"]).sum() == len(content.timeline) - 1
    page.chart.focus_on(day(-3))
    assert "Knee, left 6" in page.read_out.text()
    assert "pain_in_knee_left" in page.over_time.csv().splitlines()[0]
    page.over_time.extras.choices["parts"].trigger()
    assert not any(strip.group == "parts" for strip in page.chart.content.strips)


def test_a_planned_run_that_stands_out_is_marked_before_it_is_run(page):
    long = a_run_item("16km easy @4", day(4))
    page.show_dossier(page.dossier.changed(saved=[long]))
    content = page.chart.content
    percent = content.ahead[content.timeline.index(day(4))]
    assert percent > 10
    assert np.isnan(content.ahead[: content.timeline.index(day(1))]).all()
    assert np.nanmax(content.bars.spike_percent[-1:]) == percent
    page.chart.focus_on(day(4))
    assert "the planned run would be" in page.read_out.text()
    assert "counted as done" in page.over_time.where.words
    done = a_run(day(4), 16, 100)
    page.show_dossier(page.dossier.changed(saved=[done]))
    assert np.isnan(page.chart.content.ahead).all()


# The lag profile


def test_the_lag_profile_is_drawn_only_where_there_is_enough(page, qtbot):
    page.show_view("numbers")
    numbers = page.view()
    qtbot.mouseClick(page.tools.ranges.buttons()[4], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(numbers.cards), timeout=10_000)
    qtbot.waitUntil(numbers.cards[0].lags.isVisible, timeout=10_000)
    told = numbers.cards[0].lags.accessibleDescription()
    for piece in ("the other way round", "the same morning", "1 morning later", "3 mornings later"):
        assert piece in told
    assert not numbers.cards[1].lags.isVisible()
    assert not numbers.cards[0].lags.grab().isNull()
    few = a_dossier(*(one for one in weeks_of(3) if getattr(one, "day", TODAY) >= day(-20)))
    page.show_dossier(few)
    qtbot.waitUntil(lambda: not numbers.cards[0].lags.isVisible(), timeout=10_000)


# Load from heart rate


def test_heart_rate_load_says_what_it_needs_until_it_is_given(page):
    runs = [a_run(day(-n), 6, 40, average_heart_rate=140 + n % 9) for n in range(1, 40, 2)]
    page.show_dossier(a_dossier(*runs))
    page.tools.measure.setCurrentIndex(page.tools.measure.findData(Measure.TRIMP))
    page.tools.measure.activated.emit(page.tools.measure.currentIndex())
    assert "heart rate at rest" in page.hint.text()
    known = replace(page.dossier.person, resting_hr_bpm=55, max_hr_bpm=185, sex=Sex.FEMALE)
    page.show_dossier(page.dossier.changed(saved=[known]))
    assert page.hint.isHidden()
    total = page.over_time.glance.rows[0]
    assert total.name.text() == "Heart-rate load"
    assert "Banister" in total.where.words
    page.chart.focus_on(day(-1))
    assert "1.67 for women" in page.over_time.where.words
