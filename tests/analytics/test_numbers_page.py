"""The page "How the numbers are made": every table on it is what the program computes.

Sources: Menaspa 2017 as in Williams 2017 (BJSM 51:209) and the R package ACWR; Foster 2001
(JSCR 15:109), Table 5; Banister with the constants named in Morton 1990; Frandsen 2025
(BJSM 59:1203).
"""

import pytest
from PySide6.QtCore import QUrl

from analytics.published import FOSTER_WEEK, RISING, STEADY, UNEVEN, series
from builders import a_run
from rehabplanner.analytics import load
from rehabplanner.analytics.gates import GATE_FROM_PAIRS
from rehabplanner.analytics.guard import HAZARD_RATIOS
from rehabplanner.analytics.trimp import CONSTANTS, Curve, HeartRates, banister
from rehabplanner.gui.dialogs.text_dialog import TextDialog
from rehabplanner.gui.help import help_html
from rehabplanner.gui.numbers_page import numbers_html
from rehabplanner.library.pages import cells_of
from rehabplanner.paths import resources

PAGE = (resources() / "help" / "numbers.md").read_text("utf-8")
REPORT = (resources() / "help" / "simulations.md").read_text("utf-8")


def table(title, text=PAGE):
    """Return the rows of the first table below a heading, without their names."""
    below = text.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    return cells_of(line for line in below.splitlines() if line.startswith("|"))[1:]


def test_ratios_of_the_three_athletes():
    for row, loads in zip(table("Acute and chronic load"), (STEADY, RISING, UNEVEN), strict=True):
        column = series(loads)
        computed = (
            load.ewma_ratio(column)[-1],
            load.coupled_ratio(column)[-1],
            load.uncoupled_ratio(column)[-1],
        )
        assert [float(cell) for cell in row[1:]] == [round(one, 2) for one in computed]


def test_the_week_of_foster():
    sample, population, printed = table("Monotony and strain")
    week = series(FOSTER_WEEK)
    for row, ddof in ((sample, 1), (population, 0)):
        assert float(row[1]) == round(load.monotony(week, ddof=ddof)[-1], 2)
        assert float(row[2]) == round(load.strain(week, ddof=ddof)[-1])
    assert float(printed[2]) == round(week.sum() * float(printed[1]))


def test_a_minute_of_trimp():
    run = a_run(minutes=1, average_heart_rate=190)
    rates = HeartRates(resting=60, highest=190)
    for row, curve in zip(table("Load from heart rate (TRIMP)"), Curve, strict=True):
        assert (float(row[1]), float(row[2])) == CONSTANTS[curve]
        assert float(row[3]) == round(banister(run, None, rates, curve).value, 2)


def test_bins_of_the_guard():
    for row, ratio in zip(
        table("One run against the month before"), HAZARD_RATIOS.values(), strict=True
    ):
        told = [float(cell) if cell else None for cell in row[1:]]
        assert told == [ratio.value, ratio.low, ratio.high]


def test_days_of_the_gates():
    told = [int(row[0]) for row in table("Load and pain")[1:]]
    assert told == sorted(needed for needed, _gate in GATE_FROM_PAIRS)


def test_simulated_false_alarms_of_the_regression_stay_at_eight_per_cent_at_most():
    (rows,) = [
        table(title, REPORT)
        for title in ("No link: how often each method claims one (nominal 5, at most 8)",)
    ]
    assert len(rows) >= 20
    for row in rows:
        assert float(row[6]) <= 8, row[0]
    usual = [float(row[1]) for row in rows if row[0].startswith("graded plan, phi 0.5")]
    assert min(usual) > 30


@pytest.mark.parametrize("wanted", ["Williams 2017", "graded plan, phi 0.8", "<table", "<ul>"])
def test_the_page_is_in_the_help(wanted):
    assert wanted in numbers_html(resources())


def test_the_help_leads_to_the_page_and_opens_nothing_else(qtbot):
    dialog = TextDialog("Help", help_html(4))
    qtbot.addWidget(dialog)
    dialog.show()
    bar = dialog.text.verticalScrollBar()
    dialog.text.anchorClicked.emit(QUrl("#numbers"))
    assert bar.value() > 0
    before = bar.value()
    dialog.text.anchorClicked.emit(QUrl("https://example.org"))
    assert bar.value() == before
