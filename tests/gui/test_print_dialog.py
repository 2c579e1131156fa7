"""The print dialog: what is previewed is what is saved and printed, and it says what failed."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from builders import (
    MONDAY,
    PERSON_ID,
    a_practice,
    a_run_item,
    an_event,
    an_item,
    another_person,
)
from rehabplanner.documents.paper_request import PaperKind
from rehabplanner.documents.style import Theme
from rehabplanner.domain.diary import EventKind
from rehabplanner.domain.people import Person
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.papers.batch import BatchDialog
from rehabplanner.gui.plan.print_dialog import PrintDialog
from rehabplanner.gui.widgets.page_printing import Printed
from rehabplanner.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def dialog(
    desk: Desk, workspace: Workspace, person: Person, wait_for: Wait
) -> Iterator[PrintDialog]:
    """The dialog for Ada's week, with its first preview on screen."""
    ids = list(desk.library.exercises)[:3]
    items = [an_item(one, MONDAY, "3x10 h5 each @6 r60") for one in ids]
    workspace.save("Plan", a_practice(), a_run_item("5w + 8x(1r/2w) + 5w @3"), *items)
    dossier = workspace.dossier(PERSON_ID)
    assert dossier is not None
    made = PrintDialog(desk, dossier, MONDAY)
    made.show()
    wait_for(lambda: bool(made.pdf))
    yield made
    made.close()


def pages_of(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def test_preview_shows_every_page_of_the_handout(dialog: PrintDialog) -> None:
    reader = pages_of(dialog.pdf)
    assert dialog.preview.page_count == len(reader.pages) >= 3
    assert "Ada Strand" in reader.pages[0].extract_text()
    assert dialog.place.text() == f"Page 1 of {len(reader.pages)}"


def test_a_page_on_screen_is_not_blank(dialog: PrintDialog) -> None:
    image = dialog.preview.image(0)
    colours = {image.pixel(x, image.height() // 4) for x in range(0, image.width(), 2)}
    assert len(colours) > 3


def test_options_lay_the_pages_out_anew_and_are_remembered(
    dialog: PrintDialog, desk: Desk, wait_for: Wait
) -> None:
    before = dialog.pdf
    dialog.panel.paper.setCurrentIndex(dialog.panel.paper.findText("Letter"))
    dialog.panel.text_size.setCurrentIndex(2)
    dialog.panel.theme.setCurrentIndex(1)
    wait_for(dialog.buttons.save.isEnabled)
    assert dialog.pdf != before
    width, height = pages_of(dialog.pdf).pages[0].mediabox[2:]
    assert (float(width), float(height)) == (612.0, 792.0)
    assert desk.settings.get(prefs.PAPER) == "letter"
    assert dialog.panel.choices.theme == "grey"
    assert desk.settings.get(prefs.FONT_SCALE) == 135


def test_the_next_dialog_starts_with_the_remembered_options(
    desk: Desk, workspace: Workspace, person: Person, wait_for: Wait
) -> None:
    desk.settings.set(prefs.PAPER, "letter")
    desk.settings.set(prefs.GREY, True)
    dossier = workspace.dossier(PERSON_ID)
    assert dossier is not None
    dialog = PrintDialog(desk, dossier, MONDAY)
    wait_for(lambda: bool(dialog.pdf))
    assert dialog.options.paper.value == "letter"
    assert dialog.options.theme is Theme.GREY
    dialog.close()


def test_saving_with_the_keyboard_writes_what_is_shown(
    dialog: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    suggested: list[str] = []

    def choose(_parent: object, _title: str, start: str, _filter: str) -> tuple[str, str]:
        suggested.append(start)
        return str(tmp_path / "week"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)  # type: ignore[attr-defined]
    assert Path(suggested[0]).name == "Ada Strand 2026-W37.pdf"
    assert (tmp_path / "week.pdf").read_bytes() == dialog.pdf
    assert "week.pdf" in dialog.status.text()


def test_a_folder_that_cannot_be_written_is_said_in_words(
    dialog: PrintDialog, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    assert not dialog.save_to(tmp_path / "taken")
    assert dialog.problem.isVisible()
    assert "taken" in dialog.problem.text()
    assert dialog.save_to(tmp_path / "free.pdf")
    assert not dialog.problem.isVisible()


def test_printing_sends_every_page(dialog: PrintDialog, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.set_up(printer)
    printer.setResolution(50)
    assert dialog.print_on(printer) is Printed.DONE
    printed = PdfReader(str(tmp_path / "printed.pdf"))
    assert len(printed.pages) == dialog.preview.page_count
    width, height = (float(length) for length in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_chosen_pages_alone_are_printed(dialog: PrintDialog, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.set_up(printer)
    printer.setResolution(50)
    printer.setFromTo(2, 3)
    assert dialog.print_on(printer) is Printed.DONE
    assert len(PdfReader(str(tmp_path / "printed.pdf")).pages) == 2


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_be_reached_is_said(dialog: PrintDialog, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
    dialog.set_up(printer)
    assert dialog.print_on(printer) is Printed.UNREACHED
    assert "cannot be reached" in dialog.problem.text()


def test_the_week_is_copied_as_text(dialog: PrintDialog) -> None:
    dialog.buttons.copy.click()
    words = QGuiApplication.clipboard().text()
    assert words.startswith("Week 37")
    assert "3 × 10 each side · hold 5 s · rest 60 s · effort 6/10" in words
    assert "5 min walk, 8 × (1 min run, 2 min walk), 5 min walk" in words


def test_other_papers_are_copied_as_the_words_of_their_pages(
    dialog: PrintDialog, desk: Desk, wait_for: Wait
) -> None:
    choose(dialog, "kind", "Progress report", wait_for)
    dialog.buttons.copy.click()
    wait_for(lambda: not desk.tasks.is_busy)
    words = QGuiApplication.clipboard().text()
    assert "Progress report: Ada" in words
    assert "Week by week" in words
    assert "Load and pain" not in words
    choose(dialog, "kind", "Measures to fill in", wait_for)
    dialog.buttons.copy.click()
    assert "NPRS" in QGuiApplication.clipboard().text()
    assert dialog.status.text() == "The words of the pages are on the clipboard."


def test_zoom_and_paging_by_keyboard(dialog: PrintDialog, qtbot: object) -> None:
    fitted = dialog.preview.zoom
    dialog.preview.zoom_in()
    assert dialog.preview.zoom > fitted
    assert dialog.zoom_words.text() == f"{round(dialog.preview.zoom * 100)} %"
    dialog.preview.fit_width()
    assert dialog.preview.zoom == pytest.approx(fitted)
    qtbot.keyClick(dialog.preview, Qt.Key.Key_End)  # type: ignore[attr-defined]
    assert dialog.preview.current_page == dialog.preview.page_count


def test_escape_closes_and_a_late_layout_is_dropped(
    dialog: PrintDialog, desk: Desk, qtbot: object, wait_for: Wait
) -> None:
    dialog.panel.theme.setCurrentIndex(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert not dialog.isVisible()
    wait_for(lambda: not desk.tasks.is_busy)
    assert dialog.preview.page_count == 0


def test_everything_focusable_has_a_name(dialog: PrintDialog) -> None:
    panel = dialog.panel
    for widget in (panel.kind, panel.edition, panel.paper, panel.theme, panel.list, panel.code):
        assert widget.accessibleName()
    for widget in (dialog.preview, dialog.pages, panel.report.comment, panel.report.sections):
        assert widget.accessibleName()


def choose(dialog: PrintDialog, box: str, words: str, wait_for: Wait) -> str:
    """Choose an entry of a box and return the text of the pages that come of it."""
    combo = getattr(dialog.panel, box)
    assert combo.findText(words) >= 0, words
    combo.setCurrentIndex(combo.findText(words))
    wait_for(dialog.buttons.save.isEnabled)
    return " ".join(" ".join(page.extract_text().split()) for page in pages_of(dialog.pdf).pages)


def test_every_edition_and_paper_is_shown(dialog: PrintDialog, wait_for: Wait) -> None:
    assert "Fine: pain 0 to 2" in choose(dialog, "edition", "One page for the fridge", wait_for)
    assert dialog.preview.page_count == 1
    assert dialog.pages.count() == 1
    assert "Log sheet for Ada" in choose(dialog, "edition", "Log sheet only", wait_for)
    assert "Runs and walks" in choose(dialog, "kind", "Runs of several weeks", wait_for)
    assert "Diary of Ada" in choose(dialog, "kind", "Diary sheet, one month", wait_for)
    assert "NPRS" in choose(dialog, "kind", "Measures to fill in", wait_for)
    assert "To read" in choose(dialog, "kind", "Texts to read", wait_for)
    assert "Before the visit" in choose(dialog, "kind", "Visit brief", wait_for)
    assert "Progress report" in choose(dialog, "kind", "Progress report", wait_for)


def test_only_what_applies_is_offered(dialog: PrintDialog, wait_for: Wait) -> None:
    panel = dialog.panel
    assert panel.edition.isVisible()
    assert not panel.list.isVisible()
    assert not panel.practice.isVisible(), "there is one letterhead only"
    choose(dialog, "kind", "Measures to fill in", wait_for)
    assert not panel.edition.isVisible()
    assert panel.list.isVisible()
    choose(dialog, "kind", "Progress report", wait_for)
    assert panel.report.isVisible()
    assert panel.report.comment.isVisible()


def test_choices_are_remembered_for_each_person(
    dialog: PrintDialog, desk: Desk, workspace: Workspace, wait_for: Wait
) -> None:
    choose(dialog, "kind", "Measures to fill in", wait_for)
    dialog.panel.list.item(2).setCheckState(Qt.CheckState.Checked)
    choose(dialog, "direction", "Across", wait_for)
    ticked = dialog.panel.chosen
    dialog.close()
    dossier = workspace.dossier(PERSON_ID)
    assert dossier is not None
    again = PrintDialog(desk, dossier, MONDAY)
    assert again.panel.paper_kind is PaperKind.MEASURES
    assert again.panel.chosen == ticked
    assert again.options.is_landscape
    wait_for(lambda: bool(again.pdf))
    again.close()
    (other,) = workspace.save("New", another_person())
    bens = workspace.dossier(other.id)
    assert bens is not None
    fresh = PrintDialog(desk, bens, MONDAY)
    assert fresh.panel.paper_kind is PaperKind.PROGRAMME
    assert not fresh.options.is_landscape
    wait_for(lambda: bool(fresh.pdf))
    fresh.close()


def test_a_small_picture_of_each_page_leads_to_it(dialog: PrintDialog) -> None:
    assert dialog.pages.count() == dialog.preview.page_count
    dialog.pages.setCurrentRow(2)
    assert dialog.preview.current_page == 3
    dialog.preview.show_page(1)
    assert dialog.pages.currentRow() == 0


def test_the_page_in_sight_is_copied_as_a_picture(dialog: PrintDialog) -> None:
    dialog.buttons.picture.click()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (1241, 1754)


def test_the_report_leaves_out_the_name_and_grades_the_words(
    dialog: PrintDialog, wait_for: Wait
) -> None:
    choose(dialog, "kind", "Progress report", wait_for)
    report = dialog.panel.report
    report.comment.setPlainText("We ran a bit more each week. It went well and the pain is less.")
    assert "easy to read" in report.grade.text()
    report.pseudonym.setChecked(True)
    wait_for(dialog.buttons.save.isEnabled)
    words = "".join(page.extract_text() for page in pages_of(dialog.pdf).pages)
    assert "Ada" not in words
    assert "We ran a bit more" in words
    assert "Ada" not in dialog.suggested_name


def test_the_letterhead_can_be_chosen_where_there_are_several(
    desk: Desk, workspace: Workspace, person: Person, wait_for: Wait
) -> None:
    workspace.save("Two", a_practice(), a_practice(name="Harbour Clinic", colour="#a03050"))
    dossier = workspace.dossier(PERSON_ID)
    assert dossier is not None
    dialog = PrintDialog(desk, dossier, MONDAY)
    dialog.show()
    wait_for(lambda: bool(dialog.pdf))
    assert "Quay" in choose(dialog, "practice", "Quay Physiotherapy", wait_for)
    assert "Harbour Clinic" in choose(dialog, "practice", "Harbour Clinic", wait_for)
    dialog.close()
    again = PrintDialog(desk, dossier, MONDAY)
    assert again.panel.practice.currentText() == "Harbour Clinic"
    wait_for(lambda: bool(again.pdf))
    again.close()


def test_papers_for_several_people_are_written_into_a_folder(
    dialog: PrintDialog, desk: Desk, workspace: Workspace, tmp_path: Path, wait_for: Wait
) -> None:
    ben, cara = another_person(), another_person("Cara Nilsen")
    workspace.save("New", ben, cara)
    workspace.save("Plan", an_item(person_id=ben.id))
    batch = BatchDialog(desk, dialog.request)
    batch.show()
    assert [one.dossier.person.name for one in batch.requests()] == ["Ada Strand", "Ben Holm"]
    batch.write_into(tmp_path)
    wait_for(batch.start_button.isEnabled)
    assert "2 papers were saved." in batch.status.text()
    names = sorted(file.name for file in tmp_path.glob("*.pdf"))
    assert len(names) == 2
    assert "Ben Holm" in pages_of((tmp_path / names[1]).read_bytes()).pages[0].extract_text()
    batch.none_button.click()
    batch.write_into(tmp_path)
    assert batch.status.text() == "Nobody is ticked."
    batch.close()


def test_papers_of_several_people_are_printed_together(
    dialog: PrintDialog, desk: Desk, workspace: Workspace, wait_for: Wait
) -> None:
    ben = another_person()
    workspace.save("New", ben)
    workspace.save("Plan", an_item(person_id=ben.id))
    batch = BatchDialog(desk, dialog.request)
    batch.joined.connect(dialog.show_joined)
    batch.show()
    batch.two_sided.setChecked(True)
    batch.joined_button.click()
    wait_for(batch.start_button.isEnabled)
    assert "2 papers, ready to print." in batch.status.text()
    reader = pages_of(dialog.together.pdf)
    people = [one for one in reader.outline if not isinstance(one, list)]
    assert [str(one.title) for one in people] == [
        "Programme for Ada Strand",
        "Programme for Ben Holm",
    ]
    assert dialog.together.preview.page_count == len(reader.pages)
    dialog.together.close()
    batch.none_button.click()
    batch.join()
    assert batch.status.text() == "Nobody is ticked."
    batch.close()


def test_a_batch_can_be_cancelled(
    dialog: PrintDialog, desk: Desk, workspace: Workspace, tmp_path: Path, wait_for: Wait
) -> None:
    workspace.save("New", *(another_person(f"Runner {number}") for number in range(30)))
    batch = BatchDialog(desk, dialog.request)
    batch.show()
    batch.all_button.click()
    batch.write_into(tmp_path)
    batch.close_button.click()
    wait_for(batch.start_button.isEnabled)
    assert "Cancelled" in batch.status.text() or len(list(tmp_path.glob("*.pdf"))) == 31
    batch.close()


def test_people_with_a_visit_today_are_ticked(
    dialog: PrintDialog, desk: Desk, workspace: Workspace
) -> None:
    ben = another_person()
    workspace.save("New", ben)
    visit = an_event(person_id=ben.id, day=desk.today(), kind=EventKind.VISIT)
    workspace.save("Visit", visit)
    batch = BatchDialog(desk, dialog.request)
    assert [one.dossier.person.name for one in batch.requests()] == ["Ben Holm"]
