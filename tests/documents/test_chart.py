"""The load-pain picture on paper: the same days, readable without colour."""

import io
from datetime import timedelta
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from builders import (
    MONDAY,
    a_pain,
    a_person,
    a_rest_day,
    a_run,
    an_activity,
    an_event,
)
from documents.papers import assert_nothing_leaves_the_paper, fonts_of, words_of
from rehabplanner.analytics.timeline import Measure
from rehabplanner.documents.chart import (
    chart_picture,
    render_chart,
    render_chart_png,
    render_chart_svg,
)
from rehabplanner.documents.chart_frame import nice_step
from rehabplanner.documents.picture import Stroke
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import Moment
from rehabplanner.domain.dossier import Dossier, make_dossier
from rehabplanner.domain.people import Units

LAST = MONDAY + timedelta(days=27)


def some_weeks(count: int = 4) -> Dossier:
    """Return weeks with runs, strength, pain, a rest day, an event, and days left blank."""
    records: list[object] = [an_event("Bad <b>night</b> & all", MONDAY + timedelta(days=2))]
    for week in range(count):
        monday = MONDAY + timedelta(days=7 * week)
        records += [
            a_run(monday, 5, 30),
            an_activity(Kind.STRENGTH, monday + timedelta(days=1)),
            a_rest_day(monday + timedelta(days=2)),
            a_pain(2, monday, Moment.MORNING),
            a_pain(4, monday + timedelta(days=1), Moment.WORST),
            a_pain(3, monday + timedelta(days=1), Moment.DURING),
        ]
    return make_dossier(a_person(), records)


def test_the_picture_says_what_it_shows() -> None:
    pdf = render_chart(some_weeks(), MONDAY, LAST)
    words = words_of(pdf)
    for piece in (
        "Load and pain: Ada Strand",
        "7 Sep 2026 – 4 Oct 2026",
        "28 days, 43 % with an entry, 8 sessions",
        "Pain, 0–10",
        "Load (effort × minutes), by day",
        "Running",
        "Strength",
        "Rest day",
        "Nothing noted",
        "Worst of the day",
        "Morning",
        "During",
        "Bad <b>night</b> & all",
    ):
        assert piece in words
    assert "Swimming" not in words
    assert_nothing_leaves_the_paper(pdf)
    assert all(fonts_of(pdf).values())


def test_longer_times_are_drawn_by_week() -> None:
    dossier = some_weeks(30)
    half_year = words_of(render_chart(dossier, MONDAY, MONDAY + timedelta(days=181)))
    assert "by week" in half_year
    assert "weekly medians" not in half_year
    two_years = words_of(render_chart(dossier, MONDAY, MONDAY + timedelta(days=700)))
    assert "weekly medians; upright lines show lowest to highest" in two_years


def test_bars_are_as_high_as_the_load() -> None:
    dossier = make_dossier(
        a_person(), [a_run(MONDAY, 5, 30), a_run(MONDAY + timedelta(days=1), 10, 60)]
    )
    picture = chart_picture(dossier, MONDAY, MONDAY + timedelta(days=6))
    heights = [
        mark.pieces[0][2][1] - mark.pieces[0][0][1]
        for mark in picture.marks
        if isinstance(mark, Stroke) and mark.fill == "load-run" and mark.closed
    ]
    assert heights[1] == pytest.approx(2 * heights[0])


def test_a_pain_line_does_not_cross_days_of_which_nothing_is_known() -> None:
    days = [0, 1, 2, 9, 10]
    dossier = make_dossier(
        a_person(), [a_pain(3, MONDAY + timedelta(days=day), Moment.WORST) for day in days]
    )
    picture = chart_picture(dossier, MONDAY, MONDAY + timedelta(days=13))
    lines = [
        mark.pieces[0]
        for mark in picture.marks
        if isinstance(mark, Stroke) and mark.line == "pain-worst" and not mark.closed
    ]
    assert sorted(len(line) for line in lines if len(line) > 1)[-2:] == [2, 3]


def test_nothing_noted_is_said() -> None:
    words = words_of(render_chart(make_dossier(a_person(), []), MONDAY, LAST))
    assert "Nothing was noted in this time." in words


def test_distance_in_the_persons_units() -> None:
    dossier = make_dossier(a_person(units=Units.IMPERIAL), [a_run(MONDAY, 16.09344, 90)])
    words = words_of(render_chart(dossier, MONDAY, LAST, measure=Measure.DISTANCE))
    assert "Distance on foot, mi, by day" in words


def test_black_and_white_tells_everything_by_shape() -> None:
    pdf = render_chart(some_weeks(), MONDAY, LAST, is_grey=True)
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()
    colours = image.getcolors(1 << 20)
    assert colours is not None
    assert all(red == green == blue for _count, (red, green, blue) in colours)


def test_svg_is_whole_and_escaped() -> None:
    svg = render_chart_svg(some_weeks(), MONDAY, LAST)
    root = ET.fromstring(svg)
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Bad <b>night</b> & all" in texts
    assert root.find("{http://www.w3.org/2000/svg}title").text == "Load and pain: Ada Strand"  # type: ignore[union-attr]


def test_png_has_the_wanted_sharpness() -> None:
    png = render_chart_png(some_weeks(), MONDAY, LAST, size=(400, 300), dots_per_inch=144)
    with Image.open(io.BytesIO(png)) as image:
        assert image.size == (800, 600)


def test_size_and_bytes_are_what_was_asked() -> None:
    pdf = render_chart(some_weeks(), MONDAY, LAST, size=(500, 400))
    assert [float(one) for one in PdfReader(io.BytesIO(pdf)).pages[0].mediabox[2:]] == [500, 400]
    assert pdf == render_chart(some_weeks(), MONDAY, LAST, size=(500, 400))


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1.0), (1, 0.2), (40, 10), (1040, 250), (7, 2), (99, 20)]
)
def test_ticks_are_round_numbers(most: float, step: float) -> None:
    assert nice_step(most) == pytest.approx(step)


def test_a_long_run_is_marked_as_on_the_screen() -> None:
    runs = [a_run(MONDAY, 5, 30), a_run(MONDAY + timedelta(days=6), 8, 50)]
    dossier = make_dossier(a_person(), runs)
    words = words_of(render_chart(dossier, MONDAY, LAST))
    assert "+60 %" in words
    assert "longer than any run of 30 days" in words
    assert "at least this much" not in words
    alike = make_dossier(a_person(), runs[:1])
    assert "longer than any run" not in words_of(render_chart(alike, MONDAY, LAST))
