"""Tables for a spreadsheet: nothing unknown becomes zero, no text becomes a formula."""

import csv
import io
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest

from builders import (
    MONDAY,
    a_completion,
    a_day,
    a_dossier,
    a_habit,
    a_pain,
    a_rest_day,
    a_run,
    a_run_item,
    an_activity,
    an_event,
    an_item,
)
from rehabplanner.domain.problems import StorageError
from rehabplanner.storage import tables_out


def rows(sheet: tables_out.Sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables_out.csv_bytes(sheet).decode("utf-8-sig"))))


def test_a_run_has_the_columns_that_the_importer_reads() -> None:
    sheet = tables_out.activities_sheet(
        a_dossier(a_run(notes="Felt fine,\nthen tired", average_heart_rate=141.0, ascent_m=55.5))
    )
    assert rows(sheet) == [
        {
            "date": "2026-09-07",
            "start": "09:00:00",
            "kind": "run",
            "title": "",
            "distance_km": "8.2",
            "duration_min": "52",
            "effort": "4",
            "surface": "road",
            "ascent_m": "55.5",
            "average_heart_rate": "141",
            "notes": "Felt fine,\nthen tired",
        }
    ]


def test_unknown_is_empty_and_zero_is_zero() -> None:
    (row,) = rows(tables_out.days_sheet(a_dossier(a_day(sleep_h=None, stress=0, water_l=0.0))))
    assert (row["sleep_h"], row["stress"], row["water_l"], row["is_rest_day"]) == (
        "",
        "0",
        "0",
        "0",
    )
    (row,) = rows(tables_out.days_sheet(a_dossier(a_rest_day())))
    assert row["is_rest_day"] == "1"
    (row,) = rows(tables_out.activities_sheet(a_dossier(an_activity())))
    assert (row["start"], row["distance_km"], row["duration_min"]) == ("", "", "30")


@pytest.mark.parametrize("text", ["=1+1", "+41 79", "-hills", "@SUM(A1)", '=cmd|" /C calc"!A0'])
def test_no_text_becomes_a_formula(text: str) -> None:
    dossier = a_dossier(a_run(title=text, notes=text))
    (row,) = rows(tables_out.activities_sheet(dossier))
    assert row["title"] == f"'{text}"
    content = tables_out.xlsx_bytes(tables_out.sheets(dossier))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    assert "<f>" not in sheet
    assert text in [item.text for item in strings.iter() if item.text]


def test_the_plan_shows_what_came_of_it() -> None:
    item, run = an_item(), a_run_item()
    sheet = tables_out.plan_sheet(
        a_dossier(item, run, a_habit(position=2), a_completion(item, pain=2, reason="Stiff"))
    )
    found = {row["exercise_id"] or row["run"] or row["title"]: row for row in rows(sheet)}
    assert found["glute-bridge"]["dose"] == "3x10 h5"
    assert found["glute-bridge"]["outcome"] == "done"
    assert found["glute-bridge"]["done_pain"] == "2"
    assert found["30min easy @4"]["outcome"] == ""
    assert found["Short walk after lunch"]["kind"] == "habit"


def test_every_kind_has_its_sheet_in_the_workbook(tmp_path: Path) -> None:
    dossier = a_dossier(a_run(), a_pain(note="<b>&"), a_day(), an_event(until=MONDAY), an_item())
    path = tmp_path / "Ada.xlsx"
    tables_out.write_xlsx(tables_out.sheets(dossier), path)
    with zipfile.ZipFile(path) as book:
        names = book.read("xl/workbook.xml").decode()
        for number in range(1, 6):
            ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    for name in ("activities", "pain", "days", "plan", "events"):
        assert f'name="{name}"' in names


def test_an_empty_dossier_gives_headers() -> None:
    for sheet in tables_out.sheets(a_dossier(a_run())):
        assert tables_out.csv_bytes(sheet).startswith(b"\xef\xbb\xbfdate,")


def test_a_folder_of_that_name_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Choose another"):
        tables_out.write_csv(tables_out.activities_sheet(a_dossier(a_run())), tmp_path)
    assert list(tmp_path.parent.glob(".*.part")) == []
