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

from builders import MONDAY, PERSON_ID, a_practice, a_run_item, an_item
from rehabplanner.documents.style import Theme
from rehabplanner.domain.people import Person
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.plan.print_dialog import PrintDialog
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
    dialog.paper.setCurrentIndex(dialog.paper.findText("Letter"))
    dialog.text_size.setCurrentIndex(2)
    dialog.grey.setChecked(True)
    wait_for(dialog.save_button.isEnabled)
    assert dialog.pdf != before
    width, height = pages_of(dialog.pdf).pages[0].mediabox[2:]
    assert (float(width), float(height)) == (612.0, 792.0)
    assert desk.settings.get(prefs.PAPER) == "letter"
    assert desk.settings.get(prefs.GREY) is True
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
    assert dialog.print_on(printer)
    printed = PdfReader(str(tmp_path / "printed.pdf"))
    assert len(printed.pages) == dialog.preview.page_count
    width, height = (float(length) for length in printed.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_the_week_is_copied_as_text(dialog: PrintDialog) -> None:
    dialog.copy_button.click()
    words = QGuiApplication.clipboard().text()
    assert words.startswith("Week 37")
    assert "3 × 10 each side · hold 5 s · rest 60 s · effort 6/10" in words
    assert "5 min walk, 8 × (1 min run, 2 min walk), 5 min walk" in words


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
    dialog.grey.setChecked(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert not dialog.isVisible()
    wait_for(lambda: not desk.tasks.is_busy)
    assert dialog.preview.page_count == 0


def test_everything_focusable_has_a_name(dialog: PrintDialog) -> None:
    for widget in (dialog.paper, dialog.text_size, dialog.grey, dialog.preview):
        assert widget.accessibleName()
