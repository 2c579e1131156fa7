"""`score`, `measures`, `advise`, `templates`, `exercises`, `education`, as scripts see them."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from rehabplanner.cli import main

Call = Callable[..., tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def do(*words: str) -> tuple[int, list[dict[str, Any]], str]:
        try:
            code = main([*words, "--json"])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return do


def test_a_score_with_its_change(call: Call) -> None:
    answers = ",".join(["1"] * 7 + ["0"] * 17)
    code, (row,), _err = call("score", "rmdq", "--answers", answers, "--before", "12")
    assert code == 0
    assert (row["measure"], row["total"]) == ("rmdq", 7)
    assert row["change"] == "improved beyond measurement error"
    assert row["interpretation"]
    _code, (row,), _err = call("score", "RMDQ", "--answers", answers)
    assert row["change"] is None
    _code, (row,), _err = call("score", "odi", "--answers", "2,2,2,2,2,2,2,2,0,")
    assert row["total"] == 35.56


def test_a_measure_is_known_without_its_hyphen_or_with_its_number_of_items(call: Call) -> None:
    assert call("score", "PHQ4", "--answers", "1,0,2,3")[1][0]["measure"] == "phq-4"
    answers = ",".join(["1"] * 24)
    assert call("score", "RMDQ-24", "--answers", answers)[1][0]["measure"] == "rmdq"


def test_totals_can_be_entered(call: Call) -> None:
    assert call("score", "pcs", "--total", "31")[1][0]["total"] == 31
    assert call("score", "pcs", "--answers", "31")[1][0]["total"] == 31
    assert call("score", "ostrc", "--answers", "25")[1][0]["total"] == 100
    assert call("score", "groc", "--answers=-3")[1][0]["interpretation"] == "clearly worse"


def test_what_is_refused_and_what_is_wrong_use(call: Call) -> None:
    code, (row,), _err = call("score", "phq-4", "--answers", "1,,2,0")
    assert (code, row["total"]) == (1, None)
    code, _rows, err = call("score", "phq-4", "--answers", "9,0,0,0")
    assert (code, "Item 1" in err) == (1, True)
    assert call("score", "phq-4", "--answers", "1,0")[0] == 1
    assert call("score", "phq-4", "--answers", "1.5,0,0,0")[0] == 1
    assert call("score", "pcs", "--total", "nan")[0] == 1
    assert call("score", "rmdq", "--total", "5", "--before", "99")[0] == 1
    code, _rows, err = call("score", "nothing", "--answers", "1")
    assert (code, "rmdq" in err) == (2, True)
    assert call("score", "phq-4", "--answers", "a,b")[0] == 2
    assert call("score", "phq-4", "--answers", "inf,0,0,0")[0] == 2
    assert call("score", "phq-4")[0] == 2


def test_measures_are_listed_without_texts_that_are_not_free(call: Call) -> None:
    code, rows, _err = call("measures")
    assert code == 0
    by_id = {row["id"]: row for row in rows}
    assert {"id", "items", "range", "mic", "mdc", "licence", "text_shipped"} <= set(rows[0])
    assert (by_id["rmdq"]["items"], by_id["rmdq"]["range"]) == (24, [0, 24])
    assert by_id["odi"]["item_texts"] == []
    assert by_id["uwri"]["mic"] == 5


def test_advice(call: Call) -> None:
    usual = ("--during", "2", "--baseline", "1")
    assert call("advise", *usual, "--next-morning", "1")[1][0]["verdict"] == "green"
    assert call("advise", *usual)[1][0]["verdict"] == "amber"
    assert call("advise", *usual, "--next-morning", "1", "--sharp")[1][0]["verdict"] == "amber"
    assert call("advise", *usual, "--next-morning", "3")[1][0]["verdict"] == "red"
    assert call("advise", *usual, "--ceiling", "1")[1][0]["verdict"] == "red"
    assert call("advise", *usual, "--gait-changed")[1][0]["verdict"] == "red"
    assert call("advise", *usual, "--new-leg-symptoms")[1][0]["verdict"] == "red"
    code, (row,), _err = call("advise", *usual, "--red-flag", "fever")
    assert (code, row["verdict"], row["locked"]) == (0, "safety", True)
    assert row["reasons"]
    _code, (row,), _err = call("advise", *usual, "--red-flag", "morning-stiffness")
    assert (row["verdict"], row["locked"]) == ("safety", False)
    assert call("advise", *usual, "--red-flag", "nothing")[0] == 2
    assert call("advise", "--during", "12", "--baseline", "1")[0] == 1
    assert call("advise", "--during", "1")[0] == 2


def test_what_is_shipped_is_listed(call: Call) -> None:
    for name, key in (("templates", "items"), ("exercises", "dose"), ("education", "sources")):
        code, rows, _err = call(name)
        assert code == 0
        assert rows
        assert all(row["id"] and row[key] for row in rows)


def test_lists_are_readable_without_json(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("templates", "exercises", "education", "measures"):
        assert main([name]) == 0
        assert len(capsys.readouterr().out.splitlines()) >= 5
    assert main(["score", "nprs", "--answers", "3", "--before", "6"]) == 0
    assert "Improved" in capsys.readouterr().out
    assert main(["advise", "--during", "1", "--baseline", "1"]) == 0
    told = capsys.readouterr().out
    assert "Repeat this step and note the next morning" in told
    assert "Rule: Amber: next morning unknown" in told
    flag = ["--next-morning", "1", "--red-flag", "bladder-bowel", "--new-leg-symptoms"]
    assert main(["advise", "--during", "1", "--baseline", "1", *flag]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Stop. Go to an emergency department now"), "safety before everything"
    assert "Rule: Safety" in told
    assert main(["advise", "--during", "5", "--baseline", "1", *flag[-1:]]) == 0
    assert "answer the safety questions" in capsys.readouterr().out
