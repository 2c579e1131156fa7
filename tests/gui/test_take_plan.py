"""Taking in a plan from the text of square codes or from a file."""

from pathlib import Path

from builders import MONDAY, PERSON_ID, a_person, a_run_item, an_item
from rehabplanner.domain.dossier import make_dossier
from rehabplanner.domain.people import Person
from rehabplanner.domain.plan_code import shared_plan, write_plan
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.papers.take_plan import TakePlanDialog, plan_file_text
from rehabplanner.workspace import Workspace


def plan_text(note: str = "") -> str:
    items = [an_item("strange-1", MONDAY, "3x10", note=note), a_run_item()]
    return "\n".join(write_plan(shared_plan(make_dossier(a_person(), items), (MONDAY,))))


def dialog_for(desk: Desk, workspace: Workspace, text: str = "") -> TakePlanDialog:
    dossier = workspace.dossier(PERSON_ID)
    assert dossier is not None
    return TakePlanDialog(desk, dossier, text)


def test_a_pasted_plan_is_described_and_taken_in(
    desk: Desk, workspace: Workspace, person: Person
) -> None:
    dialog = dialog_for(desk, workspace)
    dialog.text.setPlainText("From my phone:\n" + plan_text())
    assert "2 items in 1 week, from Week 37" in dialog.status.text()
    assert "1 exercise is not in this library" in dialog.status.text()
    dialog.take_button.click()
    dossier = workspace.dossier(PERSON_ID)
    assert dossier is not None
    assert len(dossier.items_of_week(MONDAY)) == 2
    assert workspace.undo_label == "Take in a plan"


def test_what_is_missing_is_said_while_pasting(
    desk: Desk, workspace: Workspace, person: Person
) -> None:
    dialog = dialog_for(desk, workspace)
    assert not dialog.take_button.isEnabled()
    lines = plan_text("".join(map(chr, range(200, 1400)))).splitlines()
    assert len(lines) > 1
    dialog.text.setPlainText(lines[0])
    assert "Part 2" in dialog.status.text()
    assert not dialog.take_button.isEnabled()
    dialog.text.appendPlainText("\n".join(lines[1:]))
    assert dialog.take_button.isEnabled()
    dialog.close()


def test_what_is_planned_already_stays(desk: Desk, workspace: Workspace, person: Person) -> None:
    workspace.save("Plan", an_item("own", MONDAY, "1x5"))
    dialog = dialog_for(desk, workspace, plan_text())
    assert "already stays" in dialog.status.text()
    dialog.take_button.click()
    dossier = workspace.dossier(PERSON_ID)
    assert dossier is not None
    assert len(dossier.items_of_week(MONDAY)) == 3


def test_a_file_is_read_whatever_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "x.rehab-plan"
    file.write_bytes(b"\xff\xfe" + plan_text().encode())
    assert "REHAB-PLAN:1/" in plan_file_text(file)
    assert plan_file_text(tmp_path / "nothing") == ""
