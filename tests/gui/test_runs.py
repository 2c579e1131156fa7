"""The run log: a session typed in one line, the form, the table, pain with a session."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from builders import a_dossier, a_pain, a_run, a_track
from conftest import TODAY
from rehabplanner.analytics.days import whole_timeline
from rehabplanner.analytics.guard import SPIKES
from rehabplanner.domain.activities import Activity, Kind, Surface
from rehabplanner.domain.diary import BodyPart, Moment
from rehabplanner.domain.people import Person, Sex, Units
from rehabplanner.domain.problems import Problem
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.runs.form import ActivityDialog, read_duration
from rehabplanner.gui.runs.page import RunsPage
from rehabplanner.gui.runs.spikes import spikes
from rehabplanner.gui.runs.week_columns import weeks
from rehabplanner.gui.widgets.where import WhereButton


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, person: Person) -> RunsPage:
    made = RunsPage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)

    def show_again(_news: object) -> None:
        made.show_dossier(desk.workspace.dossier(person.id))

    desk.news.changed.connect(show_again)
    made.show_dossier(desk.workspace.dossier(person.id))
    made.show()
    return made


def runs(desk: Desk, person: Person) -> tuple[Activity, ...]:
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    return dossier.activities


def test_a_session_is_typed_in_one_line(page: RunsPage, desk: Desk, person: Person) -> None:
    page.focus_first()
    QTest.keyClicks(page.quick.line, "8.2k 52m rpe 4 trail pain 3")
    assert "8.2 km" in page.quick.reading.text()
    assert "load 208" in page.quick.reading.text()
    QTest.keyClick(page.quick.line, Qt.Key.Key_Return)
    (run,) = runs(desk, person)
    assert (run.distance_m, run.duration_s, run.effort, run.surface, run.day) == (
        8200,
        3120,
        4,
        Surface.TRAIL,
        TODAY,
    )
    assert page.quick.line.text() == ""
    assert page.selected() == run
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    (pain,) = dossier.pains
    assert (pain.moment, pain.score, pain.activity_id) == (Moment.DURING, 3, run.id)
    assert desk.workspace.undo() == "Add Run of Fri 11 Sep"
    assert runs(desk, person) == ()


def test_a_line_that_is_not_understood_stays(page: RunsPage, desk: Desk, person: Person) -> None:
    QTest.keyClicks(page.quick.line, "8k rpe 14")
    QTest.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert page.quick.line.text() == "8k rpe 14"
    assert page.quick.reading.text() == "Effort goes from 0 to 10."
    assert runs(desk, person) == ()


def test_markup_in_a_title_is_only_text(page: RunsPage, desk: Desk, person: Person) -> None:
    page.quick.line.setText("5k 30m <b>&x</b>")
    QTest.keyClick(page.quick.line, Qt.Key.Key_Return)
    assert runs(desk, person)[0].title == "<b>&x</b>"
    assert "<b>&x</b>" in page.detail.title.text()


def test_the_table_sorts_unknown_values_last_and_filters(
    page: RunsPage, desk: Desk, person: Person
) -> None:
    desk.workspace.save(
        "Three",
        a_run(date(2026, 9, 7), 8, 50, title="Lake"),
        a_run(date(2026, 9, 8), None, 30, kind=Kind.STRENGTH, title="Legs"),
        a_run(date(2026, 9, 9), 12, 80, title="Long"),
    )
    distance = next(n for n, one in enumerate(page.model.columns) if one.key == "distance")
    for order, expected in (
        (Qt.SortOrder.AscendingOrder, ["Lake", "Long", "Legs"]),
        (Qt.SortOrder.DescendingOrder, ["Long", "Lake", "Legs"]),
    ):
        page.table.sortByColumn(distance, order)
        assert [one.title for one in page.model.shown()] == expected
    page.kind.setCurrentIndex(page.kind.findData(Kind.STRENGTH))
    page.search.setText("leg")
    QTest.qWait(20)
    assert [one.title for one in page.model.shown()] == ["Legs"]
    assert page.totals.text().startswith("1 session")


def test_totals_per_week_say_at_least_where_an_effort_is_missing() -> None:
    made = weeks(
        [
            a_run(date(2026, 9, 7), 8, 50, effort=4),
            a_run(date(2026, 9, 9), 5, 30, effort=None),
            a_run(date(2026, 8, 31), 6, 36, effort=3),
        ]
    )
    assert [one.monday for one in made] == [date(2026, 9, 7), date(2026, 8, 31)]
    assert (made[0].run_distance_m, made[0].load, made[0].without_load) == (13000, 200, 1)


def test_the_form_keeps_what_was_not_touched(
    page: RunsPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    exact = a_run(TODAY, None, None, distance_m=8234.567, duration_s=3121.4)
    desk.workspace.save("One", exact)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    dialog = page.findChild(ActivityDialog)
    assert dialog is not None
    dialog.form.title.setText("By the river")
    dialog._on_save_clicked()
    (saved,) = runs(desk, person)
    assert (saved.distance_m, saved.duration_s, saved.title) == (8234.567, 3121.4, "By the river")
    assert saved.started_at == exact.started_at


def test_the_form_names_the_field(page: RunsPage, qtbot: QtBot) -> None:
    page.quick.more.click()
    dialog = page.findChild(ActivityDialog)
    assert dialog is not None
    dialog.form.distance.setText("eight")
    dialog._on_save_clicked()
    assert dialog.activity is None
    assert dialog.isVisible()
    assert dialog.form.distance.property("invalid") is True
    dialog.reject()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("52", 3120), ("52:10", 3130), ("1:02:03", 3723), ("", None), ("12.5", 750)],
)
def test_durations(text: str, seconds: float | None) -> None:
    assert read_duration(text) == seconds


def test_a_duration_that_is_none() -> None:
    with pytest.raises(Problem):
        read_duration("an hour")


def test_pain_with_a_session_lies_on_the_right_day(
    page: RunsPage, desk: Desk, person: Person
) -> None:
    desk.workspace.save("One", a_run(date(2026, 9, 9)))
    for moment, digit in ((Moment.DURING, "4"), (Moment.MORNING, "2"), (Moment.MORNING, "1")):
        scale = page.detail.scales[moment]
        scale.setFocus()
        QTest.keyClicks(scale, digit)
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    found = {(pain.moment, pain.day, pain.score) for pain in dossier.pains}
    assert found == {
        (Moment.DURING, date(2026, 9, 9), 4),
        (Moment.MORNING, date(2026, 9, 10), 1),
    }


def test_the_log_shows_pain_beside_load(page: RunsPage, desk: Desk) -> None:
    quiet, sore = a_run(date(2026, 9, 7)), a_run(date(2026, 9, 9))
    day, after = sore.day, sore.day + timedelta(days=1)
    desk.workspace.save(
        "Two",
        quiet,
        sore,
        a_pain(4, day, Moment.DURING, activity_id=sore.id),
        a_pain(1, day, Moment.MORNING),
        a_pain(2, after, Moment.MORNING),
    )
    column = next(n for n, one in enumerate(page.model.columns) if one.key == "pain")
    shown = {page.model.record(row).id: page.model.index(row, column) for row in range(2)}
    assert shown[sore.id].data() == "4 · – · 2"
    assert shown[quiet.id].data() == "–"
    words = shown[sore.id].data(Qt.ItemDataRole.ToolTipRole)
    assert "during 4/10, the same evening –, the next morning 2/10" in words
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert page.model.record(0).id == sore.id


def test_the_weeks_show_pain_beside_load(page: RunsPage, desk: Desk) -> None:
    monday = date(2026, 9, 7)
    mornings = [
        a_pain(score, monday + timedelta(days=number), Moment.MORNING)
        for number, score in enumerate((1, 2, 4))
    ]
    worst = a_pain(6, monday + timedelta(days=6))
    earlier = a_run(monday - timedelta(days=3))
    desk.workspace.save("Two weeks", a_run(monday), earlier, worst, *mornings)
    columns = {one.key: number for number, one in enumerate(page.week_model.columns)}
    shown = [
        [page.week_model.index(row, columns[key]).data() for key in ("waking", "highest")]
        for row in range(page.week_model.rowCount())
    ]
    assert shown == [["2", "6"], ["–", "–"]]
    assert not page.detail.isHidden()
    page.by_week.click()
    assert page.detail.isHidden(), "the weeks have the whole width"
    page.by_week.click()
    assert not page.detail.isHidden()


def test_a_morning_noted_in_the_diary_stands_with_the_run_before_it(
    page: RunsPage, desk: Desk, person: Person
) -> None:
    run = a_run(date(2026, 9, 9))
    desk.workspace.save(
        "Noted first, brought in later", run, a_pain(2, date(2026, 9, 10), Moment.MORNING)
    )
    scale = page.detail.scales[Moment.MORNING]
    assert scale.score() == 2
    scale.setFocus()
    QTest.keyClicks(scale, "1")
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    assert [(one.moment, one.score) for one in dossier.pains] == [(Moment.MORNING, 1)]


def test_taking_a_score_away_leaves_those_of_other_places(
    page: RunsPage, desk: Desk, person: Person
) -> None:
    day = date(2026, 9, 10)
    back = a_pain(3, day, Moment.MORNING)
    knee = a_pain(1, day, Moment.MORNING, part=BodyPart.KNEE_LEFT)
    desk.workspace.save("A run and two places", a_run(date(2026, 9, 9)), back, knee)
    scale = page.detail.scales[Moment.MORNING]
    scale.setFocus()
    QTest.keyClick(scale, Qt.Key.Key_Backspace)
    dossier = desk.workspace.dossier(person.id)
    assert dossier is not None
    assert [one.id for one in dossier.pains] == [knee.id]
    assert scale.score() == 1


def test_removing_offers_undo(page: RunsPage, desk: Desk, person: Person) -> None:
    desk.workspace.save("Two", a_run(TODAY), a_run(date(2026, 9, 10)))
    page.table.selectAll()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert runs(desk, person) == ()
    assert desk.workspace.undo() == "Remove 2 sessions"
    assert len(runs(desk, person)) == 2


def test_a_track_is_drawn_with_its_strips(page: RunsPage, desk: Desk, person: Person) -> None:
    run = a_run(TODAY, source_name="lake.fit")
    desk.workspace.save("One", run, a_track(run.id))
    assert "Pace" in page.detail.track.strip_titles
    page.detail.track.resize(320, 320)
    picture = page.detail.track.grab().toImage()
    assert not picture.isNull()
    colours = {
        picture.pixelColor(x, y).rgb()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    assert len(colours) > 3


def test_a_run_far_above_the_month_is_marked_in_words() -> None:
    steady = [a_run(date(2026, 8, 20), 8, 50), a_run(date(2026, 8, 27), 8, 50)]
    long = a_run(date(2026, 9, 5), 12, 75)
    same = a_run(date(2026, 9, 8), 8.8, 55)
    found = spikes([*steady, long, same], Units.METRIC)
    assert set(found) == {long.id}
    assert "8 km" in found[long.id]


def test_run_walks_are_compared_by_running_minutes_as_on_the_chart() -> None:
    def run_walk(day: int, running_min: float) -> Activity:
        kind = Kind.RUN_WALK
        return a_run(date(2026, 9, day), 4, 30, kind=kind, running_s=running_min * 60)

    before, same, more = run_walk(1, 10), run_walk(3, 10.5), run_walk(5, 18)
    found = spikes([before, same, more], Units.METRIC)
    assert set(found) == {more.id}
    assert "18:00 of running" in found[more.id]
    assert "10:30" in found[more.id]
    table = whole_timeline(a_dossier(before, same, more))
    assert table is not None
    assert [table.guards.bin(column) in SPIKES for column in (0, 2, 4)] == [False, False, True]


def test_an_empty_log_names_the_next_step(page: RunsPage) -> None:
    assert page.stack.currentWidget() is page.empty


def test_load_from_heart_rate_says_what_it_needs_and_where_it_comes_from(
    page: RunsPage, desk: Desk, person: Person
) -> None:
    desk.workspace.save("One", a_run(TODAY, average_heart_rate=150))
    sources = [one for one in page.detail.findChildren(WhereButton) if not one.isHidden()]
    assert "heart rate at rest" in sources[0].words
    known = replace(person, resting_hr_bpm=60, max_hr_bpm=190, sex=Sex.MALE)
    desk.workspace.save("Heart rates", known)
    QTest.qWait(20)
    texts = [one.text() for one in page.detail.findChildren(QLabel) if not one.isHidden()]
    assert "87" in texts[texts.index("TRIMP (Banister)") + 1 :]
    sources = [one for one in page.detail.findChildren(WhereButton) if not one.isHidden()]
    assert "From the average heart rate alone" in sources[0].words
    assert "second by second" in sources[1].words
