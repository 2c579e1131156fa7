"""Papers from the command line: a file for each, and words for what cannot be."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from rehabplanner.cli import main


@pytest.fixture
def data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Ada with a week of a starter programme, taken in as a shared plan."""
    from builders import MONDAY, a_person, a_run_item, an_item
    from rehabplanner.domain.dossier import make_dossier
    from rehabplanner.domain.plan_code import shared_plan, write_plan

    plan = shared_plan(make_dossier(a_person(), [an_item(), a_run_item()]), (MONDAY,))
    file = tmp_path / "ada.rehab-plan"
    file.write_text("\n".join(write_plan(plan)))
    common = ["--data", str(tmp_path / "data"), "--person", "Ada"]
    assert main(["take", *common, "--create", str(file)]) == 0
    assert "2 items were taken in." in capsys.readouterr().out
    return common


@pytest.mark.parametrize("edition", ["full", "fridge", "large", "pictograms", "log"])
def test_each_edition_is_written(data: list[str], tmp_path: Path, edition: str) -> None:
    out = tmp_path / "x.pdf"
    look = ["--paper", "letter", "--landscape", "--copy"]
    assert main(["handout", *data, "-o", str(out), "--edition", edition, *look]) == 0
    assert round(float(PdfReader(out).pages[0].mediabox.width)) == 792


@pytest.mark.parametrize(
    "words",
    [
        ["sheet", "diary"],
        ["sheet", "diary-month"],
        ["sheet", "measure", "--id", "rmdq,psfs"],
        ["sheet", "education", "--id", "sleep"],
        ["sheet", "booklet"],
        ["sheet", "run-plan", "--weeks", "6"],
        ["sheet", "cards"],
        ["brief"],
        ["report", "--pseudonym", "--sections", "summary,weeks", "--comment", "Well done"],
        ["report", "--discharge"],
    ],
)
def test_each_sheet_is_written(data: list[str], tmp_path: Path, words: list[str]) -> None:
    out = tmp_path / "x.pdf"
    assert main([*words, *data, "-o", str(out)]) == 0
    assert PdfReader(out).pages


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sheet", "measure", "--id", "nothing"], "nothing"),
        (["report", "--sections", "nothing"], "nothing"),
        (["report", "--from", "2026-02-01", "--to", "2026-01-01"], "after the last"),
        (["handout", "--practice", "Nowhere"], "Nowhere"),
    ],
)
def test_what_is_not_there_is_said(
    data: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    assert main([*words, *data, "-o", str(tmp_path / "x.pdf")]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_the_brief_can_be_plain_text(data: list[str], tmp_path: Path) -> None:
    out = tmp_path / "brief.txt"
    assert main(["brief", *data, "-o", str(out)]) == 0
    assert out.read_text("utf-8").startswith("Ada")


def test_a_plan_is_shared_and_taken_in_by_another(
    data: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.rehab-plan"
    assert main(["share", *data, "--week", "2026-W37", "-o", str(out)]) == 0
    assert "Ada" not in out.read_text("utf-8")
    other = ["--data", str(tmp_path / "data"), "--person", "Ben", "--create"]
    assert main(["take", *other, "--week", "2026-W40", str(out)]) == 0
    assert (
        main(["share", "--data", str(tmp_path / "data"), "--person", "Ben", "--week", "2026-W40"])
        == 0
    )
    assert "REHAB-PLAN:1/1/1:" in capsys.readouterr().out
    assert main(["share", *data, "--week", "2026-W01", "-o", str(out)]) == 1


def test_several_people_come_in_one_file_or_in_a_folder(tmp_path: Path) -> None:
    folder = str(tmp_path / "data")
    assert main(["demo", folder]) == 0
    out, each = tmp_path / "all.pdf", tmp_path / "each"
    each.mkdir()
    two = ["handout", "--data", folder, "--person", "Mara", "--person", "Jonas"]
    assert main([*two, "-o", str(out), "--two-sided"]) == 0
    reader = PdfReader(out)
    people = [one for one in reader.outline if not isinstance(one, list)]
    assert [str(one.title).split(" for ")[1].split()[0] for one in people] == ["Mara", "Jonas"]
    assert all(reader.get_destination_page_number(one) % 2 == 0 for one in people)
    assert "Page 1 of" in reader.pages[reader.get_destination_page_number(people[1])].extract_text()
    assert main([*two, "-o", str(each)]) == 0
    assert len(list(each.glob("*.pdf"))) == 2
