"""The other views of load and pain: the year, the next morning, and what the numbers say."""

import csv
import io
from datetime import date, timedelta

import numpy as np
import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage

from builders import MONDAY, a_dossier, a_pain, a_rest_day, a_run, a_run_item, some_weeks
from rehabplanner.analytics.days import whole_timeline
from rehabplanner.analytics.timeline import Measure
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import Moment
from rehabplanner.gui.progress.content import Content, Step
from rehabplanner.gui.progress.curves import ACUTE, CHRONIC, RATIO
from rehabplanner.gui.progress.heat import BLANK, NOTHING, YearGrid, load_heat, pain_heat
from rehabplanner.gui.progress.page import ProgressPage
from rehabplanner.gui.progress.pairs import JITTER, jitter, pairs_of
from rehabplanner.gui.progress.sayings import sayings

TODAY = date(2026, 9, 11)
VIEWS = ("time", "year", "scatter", "numbers")


def day(offset):
    return TODAY + timedelta(days=offset)


def some_days(count, score=lambda number: number % 5):
    """Run every third day, rest on the others, with a score each morning."""
    records = []
    for number in range(count):
        at = day(number - count + 1)
        records.append(a_run(at, 6, 30 + number % 7) if number % 3 == 0 else a_rest_day(at))
        records.append(a_pain(score(number), at, Moment.MORNING))
    return a_dossier(*records)


def weeks_of(count):
    records = some_weeks(count, MONDAY - timedelta(weeks=count - 1))
    return a_dossier(*(one for one in records if getattr(one, "day", TODAY) <= TODAY))


@pytest.fixture
def page(desk, qtbot):
    made = ProgressPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_dossier(weeks_of(30))
    made.show()
    qtbot.waitExposed(made)
    yield made
    qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=10_000)
    made.hide()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_view(page, number, qtbot):
    qtbot.keyClick(page, str(number))
    return page.view()


def test_keys_one_to_four_change_the_view(page, qtbot):
    for number, key in enumerate(VIEWS, start=1):
        open_view(page, number, qtbot)
        assert page.view() is page.views[key]
        checked = [one for one in page.tools.views.buttons() if one.isChecked()]
        assert [one.property("key") for one in checked] == [key]
    qtbot.mouseClick(page.tools.views.buttons()[0], Qt.MouseButton.LeftButton)
    assert page.view() is page.over_time


def test_at_1280_pixels_nothing_stands_alone_in_a_second_line(page):
    row = [page.tools.more, page.tools.share, page.tools.signs, page.tools.views.buttons()[0]]
    heights = {one.mapTo(page, QPoint(0, one.height() // 2)).y() for one in row}
    assert max(heights) - min(heights) <= 2


def test_the_range_is_shared_by_all_views(page, qtbot):
    scatter = open_view(page, 3, qtbot)
    four_weeks, *_more, everything = page.tools.ranges.buttons()
    qtbot.mouseClick(four_weeks, Qt.MouseButton.LeftButton)
    few = scatter.pairs.days
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert few <= 28 < scatter.pairs.days
    assert page.chart.view[0] <= page.dossier.first_day()


# The year


def test_levels_tell_unknown_rest_and_load_apart():
    records = [a_rest_day(day(-3)), *(a_run(day(-n), minutes=10 * n) for n in (5, 7, 8, 9, 11))]
    table = whole_timeline(a_dossier(*records, a_pain(0, day(-9)), a_pain(8, day(-8))))
    heat = load_heat(table, Measure.LOAD, TODAY)
    levels = {number: int(heat.level[table.index(day(-number))]) for number in range(3, 12)}
    assert levels[3] == NOTHING
    assert levels[4] == levels[6] == levels[10] == BLANK
    assert levels[5] == 1
    assert levels[11] == 4
    pains = pain_heat(table)
    assert [int(pains.level[table.index(day(-n))]) for n in (9, 8, 5)] == [0, 4, BLANK]


@pytest.mark.parametrize("year", [2023, 2024, 2026, 2028])
def test_every_day_of_a_year_has_its_own_cell(year):
    grid = YearGrid(year)
    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range(366)]
    for one in [one for one in days if one.year == year]:
        column, row = grid.place(one)
        assert row == one.weekday()
        assert 0 <= column < grid.weeks
        assert grid.day(column, row) == one
    assert grid.day(0, -1) is None


def test_a_day_of_the_year_is_read_and_opened(page, qtbot):
    year = open_view(page, 2, qtbot)
    year.grab()
    at = QPoint(*year.map.middle_of(day(-30)))
    qtbot.mouseMove(year.map, at)
    assert year.map.day_at(QPointF(at)) == day(-30)
    assert year.read_out.text().startswith("Wed 12 Aug 2026")
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
        qtbot.keyClick(year.map, key)
    assert year.map.chosen == day(-36)
    qtbot.keyClick(year.map, Qt.Key.Key_Return)
    assert page.view() is page.over_time
    assert page.chart.cursor_day == day(-36)


def test_the_year_of_pain_has_words_for_its_levels(page, qtbot):
    year = open_view(page, 2, qtbot)
    before = year.map.grab().toImage()
    qtbot.mouseClick(year.kinds.buttons()[1], Qt.MouseButton.LeftButton)
    assert year.map.grab().toImage() != before
    assert "1–2: " in year.map.accessibleDescription()


# The next morning


def test_below_fourteen_days_there_are_only_counts(page, qtbot):
    page.show_dossier(some_days(12))
    scatter = open_view(page, 3, qtbot)
    assert not scatter.pairs.shows_dots
    assert "11 days with load" in scatter.words.text()
    assert "too early" in scatter.words.text()
    assert "median" not in scatter.plot.accessibleDescription()


def test_from_fourteen_days_on_two_medians_stand_beside_the_dots(page, qtbot):
    page.show_dossier(some_days(40, lambda number: 4 if number % 3 == 1 else 1))
    scatter = open_view(page, 3, qtbot)
    assert scatter.pairs.shows_dots
    words = scatter.plot.accessibleDescription()
    assert "after run days: median 4" in words
    assert "after rest days: median 1" in words
    assert "Association, not cause." in words
    qtbot.keyClick(scatter.plot, Qt.Key.Key_Left)
    assert "10 Sep 2026" in scatter.read_out.text()
    assert "next morning" in scatter.read_out.text()


def test_constant_pain_says_so_and_draws_nothing(page, qtbot):
    page.show_dossier(some_days(60, lambda _number: 3))
    scatter = open_view(page, 3, qtbot)
    assert not scatter.pairs.shows_dots
    assert "the same on all these days" in scatter.words.text()


def test_a_pair_is_the_load_of_a_day_and_the_next_morning():
    table = whole_timeline(
        a_dossier(
            a_run(day(-3), minutes=50),
            a_pain(6, day(-2), Moment.MORNING),
            a_run(day(-1), effort=None),
        )
    )
    found = pairs_of(table, Measure.LOAD, slice(0, len(table)))
    assert found.column.tolist() == [table.index(day(-3))]
    assert found.load.tolist() == [200]


def test_dots_are_moved_the_same_way_every_time():
    days = np.arange(739_000, 739_400)
    across, up = jitter(days)
    assert (jitter(days)[1] == up).all()
    assert abs(up).max() <= JITTER < 0.5
    assert abs(across).max() <= 0.5
    assert len(np.unique(np.round(up, 3))) > 100


# What the numbers say


def test_each_sentence_says_what_it_rests_on(page, desk, qtbot):
    page.show_dossier(some_days(120, lambda number: (number * 7) % 6))
    numbers = open_view(page, 4, qtbot)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=10_000)
    shown = [card for card in numbers.cards if not card.isHidden()]
    assert shown
    assert "N " in shown[0].rests_on.text()
    assert "effective N " in shown[0].rests_on.text()
    assert "% of days logged" in shown[0].rests_on.text()
    assert "association, not cause" in shown[0].rests_on.text()
    for card in shown:
        assert card.where.accessibleName().startswith("Where ")
        assert len(card.where.words) > 60
    assert "Run " in numbers.bars.accessibleDescription()


def test_what_must_wait_is_pale_and_says_for_how_long(page, qtbot):
    page.show_dossier(some_days(20))
    found = sayings(page._shown())
    waiting = [one for one in found.all if one.key.startswith("wait")]
    assert [one.title for one in waiting] == [
        "From 30 days on",
        "From 60 days on",
        "From 90 days on",
    ]
    assert all(one.is_pale for one in waiting)
    assert "20 of 30 days" in waiting[0].sentence


# The lines over the bars


def test_the_lines_begin_when_their_days_have_passed():
    table = whole_timeline(some_days(40))
    content = Content(timeline=table, today=TODAY)
    known = {key: ~np.isnan(content.curves.of(key)) for key in (ACUTE, CHRONIC)}
    assert known[ACUTE].argmax() == 6
    assert known[CHRONIC].argmax() == 27
    weekly = content.curves.by_week(ACUTE)
    monday = table.index(TODAY) - TODAY.weekday()
    assert weekly[-1] == pytest.approx(content.curves.acute[monday:].mean())
    assert content.curves.week_of(ACUTE, monday + 2) == pytest.approx(weekly[-1])


def test_the_ratio_is_off_with_its_reason_beside_it(page):
    page.show_dossier(some_days(60))
    extras = page.over_time.extras
    assert not extras.choices[RATIO].isChecked()
    assert "Impellizzeri" in extras.reason.text()
    assert RATIO not in {strip.key for strip in page.chart.content.strips}
    extras.choices[RATIO].setChecked(True)
    assert RATIO in {strip.key for strip in page.chart.content.strips}
    extras.choices["stress"].setChecked(False)
    assert "stress" not in {strip.key for strip in page.chart.content.strips}


def test_a_spike_says_by_how_much():
    runs = [a_run(day(-10), 10, 60), a_run(day(-2), 13.4, 80)]
    table = whole_timeline(a_dossier(*runs))
    for step in Step:
        bars = Content(timeline=table, today=TODAY, step=step).bars
        assert np.nanmax(bars.spike_percent) == pytest.approx(34)
        assert np.count_nonzero(~np.isnan(bars.spike_percent)) == 1


def test_resting_on_a_line_brings_it_out(page, qtbot):
    page.show_dossier(some_days(60))
    page.grab()
    chart = page.chart
    pain = chart._board.places.pain
    found = {
        chart.series_at(QPointF(chart.x_of(day(-8)), pain.top() + step))
        for step in range(0, round(pain.height()), 4)
    }
    assert found == {None, "morning"}
    y = next(
        pain.top() + step
        for step in range(round(pain.height()))
        if chart.series_at(QPointF(chart.x_of(day(-8)), pain.top() + step)) == "morning"
    )
    qtbot.mouseMove(chart.viewport(), QPoint(round(chart.x_of(day(-8))), round(y)))
    qtbot.waitUntil(lambda: chart.content.isolated == "morning")
    chart.leaveEvent(QEvent(QEvent.Type.Leave))
    assert chart.content.isolated is None


# Files


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_every_view_is_saved_as_a_picture(page, desk, qtbot, tmp_path, monkeypatch, number, ending):
    open_view(page, number, qtbot)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=10_000)
    target = tmp_path / f"picture.{ending}"
    monkeypatch.setattr(
        "rehabplanner.gui.progress.sharing.QFileDialog.getSaveFileName",
        lambda *_given: (str(target), ""),
    )
    page.sharing._on_save_picture()
    if ending == "png":
        assert QImage(str(target)).width() > 300
    elif ending == "svg":
        assert "<svg" in target.read_text("utf-8")
    else:
        with pdfium.PdfDocument(target) as document:
            assert len(document) == 1
            grey = document[0].render(scale=0.5).to_numpy()
            assert grey.std() > 3


@pytest.mark.parametrize(
    ("number", "head"),
    [
        (1, "date,state,load"),
        (2, "date,state,load,level"),
        (3, "date,load,pain_next_morning,day"),
        (4, "question,sentence,n,n_effective"),
    ],
)
def test_every_view_gives_its_values(page, desk, qtbot, number, head):
    open_view(page, number, qtbot)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=10_000)
    page.sharing._on_copy_values()
    text = QGuiApplication.clipboard().text()
    assert text.startswith(head)
    assert len(list(csv.reader(io.StringIO(text)))) > 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: a_dossier(a_run(day(-1), 5, 30)),
        lambda: some_days(5),
        lambda: a_dossier(a_pain(3, day(-400)), a_run(day(-2), kind=Kind.RUN_WALK)),
        lambda: a_dossier(a_run(day(-1)), a_run_item("40min @4", day(3))),
    ],
)
def test_every_view_stands_with_little_data(page, desk, qtbot, make):
    page.show_dossier(make())
    for number in range(1, 5):
        open_view(page, number, qtbot)
        assert not page.grab().isNull()
    qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=10_000)
