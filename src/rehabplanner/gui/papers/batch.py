"""The same paper for several people: one file each, or one to print, with progress and cancel."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.paper_request import PaperKind as Kind
from rehabplanner.documents.paper_request import Request
from rehabplanner.documents.papers import render_paper
from rehabplanner.documents.report_options import usual_report
from rehabplanner.documents.together import render_together
from rehabplanner.domain.diary import EventKind
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import StorageError
from rehabplanner.files import file_name, free_name, write_atomically
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.gui.papers.choices import kind_words
from rehabplanner.gui.papers.shelf import brief_page, counted, current_brief, paper_shelf
from rehabplanner.gui.tasks import Job, Progress
from rehabplanner.wording import _, ngettext, say

T = TypeVar("T")
FOLDER = prefs.Setting("paper/folder", "")


class BatchDialog(QDialog):
    """Ticks the people who have a visit today, or else a plan for the week.

    `joined` carries one PDF of all their papers, to be shown, printed and saved.
    """

    joined = Signal(bytes)

    def __init__(self, desk: Desk, request: Request, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._request = request
        self._job: Job | None = None
        self.setWindowTitle(_("Papers for several people"))
        self.people = QListWidget()
        self.people.setAccessibleName(_("People"))
        self.people.setSpacing(3)
        self._fill()
        words = _("{paper}, for each person ticked.")
        self.words = label(words.format(paper=kind_words()[request.kind]))
        self.words.setWordWrap(True)
        self.all_button = QPushButton(_("&All"))
        self.none_button = QPushButton(_("&None"))
        self.all_button.clicked.connect(self._on_all_clicked)
        self.none_button.clicked.connect(self._on_none_clicked)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Progress"))
        self.bar.hide()
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setProperty("role", "muted")
        self.two_sided = QCheckBox(_("For &two-sided printing: each person on own sheets"))
        self.joined_button = QPushButton(_("&Print all together…"))
        self.joined_button.clicked.connect(self._on_joined_clicked)
        self.start_button = QPushButton(_("&Save into a folder…"))
        self.start_button.setProperty("primary", True)
        self.start_button.clicked.connect(self._on_start_clicked)
        self.close_button = QPushButton(_("Close"))
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self.people.setFocus()

    def _lay_out(self) -> None:
        ticks = QHBoxLayout()
        ticks.addWidget(self.all_button)
        ticks.addWidget(self.none_button)
        ticks.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.joined_button)
        foot.addWidget(self.start_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.people, 1)
        layout.addLayout(ticks)
        layout.addWidget(self.two_sided)
        layout.addWidget(self.bar)
        layout.addWidget(self.status)
        layout.addLayout(foot)
        self.resize(460, 480)

    def _fill(self) -> None:
        today, monday = self._desk.today(), self._request.monday
        found = [
            (person, self._desk.workspace.dossier(person.id))
            for person in self._desk.workspace.people()
        ]
        visits = {person.id for person, dossier in found if dossier and has_visit(dossier, today)}
        for person, dossier in found:
            is_on = person.id in visits if visits else _is_planned(dossier, monday)
            item = QListWidgetItem(person.name)
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.people.addItem(item)

    def _items(self) -> Iterable[QListWidgetItem]:
        return (self.people.item(row) for row in range(self.people.count()))

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            item.setCheckState(state)

    def _on_all_clicked(self) -> None:
        self._tick(Qt.CheckState.Checked)

    def _on_none_clicked(self) -> None:
        self._tick(Qt.CheckState.Unchecked)

    def requests(self) -> list[Request]:
        """Return the paper of every person who is ticked."""
        found = []
        for item in self._items():
            if item.checkState() != Qt.CheckState.Checked:
                continue
            dossier = self._desk.workspace.dossier(item.data(Qt.ItemDataRole.UserRole))
            if dossier is not None:
                found.append(self._for(dossier))
        return found

    def _for(self, dossier: Dossier) -> Request:
        report = self._request.report
        if report is not None and self._request.kind is Kind.DISCHARGE:
            usual = usual_report(dossier, self._request.today, is_discharge=True)
            report = replace(usual, is_pseudonym=report.is_pseudonym)
        elif report is not None:
            report = replace(report, comment="")
        if report is not None:
            report = counted(report, dossier, self._request.today)
        brief = self._request.brief
        if brief is not None:
            brief = brief_page(current_brief(self._desk, dossier))
        return replace(self._request, dossier=dossier, report=report, brief=brief)

    def _on_start_clicked(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, _("Save into a folder"), self._desk.settings.get(FOLDER)
        )
        if folder:
            self.write_into(Path(folder))

    def write_into(self, folder: Path) -> None:
        """Write the papers into a folder, in the background."""
        requests = self.requests()
        if not requests:
            self.status.setText(_("Nobody is ticked."))
            return
        self._desk.settings.set(FOLDER, str(folder))
        shelves = [paper_shelf(self._desk, one.dossier) for one in requests]
        year, week, _day = self._request.monday.isocalendar()
        words = kind_words()[self._request.kind]

        def work(progress: Progress) -> list[str]:
            failed = []
            taken: set[str] = set()
            for number, (request, shelf) in enumerate(zip(requests, shelves, strict=True)):
                progress.check()
                name = request.dossier.person.name
                progress.report(number, len(requests), name)
                base = file_name(name, words, f"{year}-W{week:02d}", suffix=".pdf")
                path = folder / free_name(base, taken)
                try:
                    write_atomically(path, render_paper(request, shelf))
                except StorageError as error:
                    failed.append(f"{name}: {say(error.message)}")
            progress.report(len(requests), len(requests), "")
            return failed

        self._count = len(requests)
        self._begin(work, self._on_done)

    def join(self) -> None:
        """Lay the papers out as one PDF in the background, then show it to print or save."""
        requests = self.requests()
        if not requests:
            self.status.setText(_("Nobody is ticked."))
            return
        # Fields to fill in would be one and the same for everybody in one file.
        requests = [
            replace(one, options=replace(one.options, is_fillable=False)) for one in requests
        ]
        papers = [(one, paper_shelf(self._desk, one.dossier)) for one in requests]
        title = kind_words()[self._request.kind]
        is_two_sided = self.two_sided.isChecked()

        def work(progress: Progress) -> bytes:
            def tell(number: int) -> None:
                progress.check()
                name = requests[number].dossier.person.name
                progress.report(number, len(requests), name)

            made = render_together(papers, title=title, is_two_sided=is_two_sided, tell=tell)
            progress.check()
            return made

        self._count = len(requests)
        self._begin(work, self._on_joined)

    def _begin(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self._set_busy(is_busy=True)
        self.bar.setRange(0, self._count)
        self.bar.show()
        self._job = self._desk.tasks.run(work, done, title=_("Writing papers"))
        self._job.reported.connect(self._on_reported)
        self._job.finished.connect(self._on_finished)

    def _set_busy(self, *, is_busy: bool) -> None:
        for widget in (self.start_button, self.joined_button, self.two_sided):
            widget.setEnabled(not is_busy)
        self.close_button.setText(_("Cancel") if is_busy else _("Close"))

    def _on_joined_clicked(self) -> None:
        self.join()

    def _on_joined(self, pdf: bytes) -> None:
        self.bar.setValue(self._count)
        words = ngettext(
            "{count} paper, ready to print.", "{count} papers, ready to print.", self._count
        )
        self.status.setText(words.format(count=self._count))
        self.joined.emit(pdf)

    def _on_reported(self, done: int, total: int, name: str) -> None:
        self.bar.setValue(done)
        if name:
            self.status.setText(
                _("{number} of {total}: {name}").format(number=done + 1, total=total, name=name)
            )

    def _on_done(self, failed: list[str]) -> None:
        made = self._count - len(failed)
        words = ngettext("{count} paper was saved.", "{count} papers were saved.", made)
        self.status.setText("\n".join([words.format(count=made), *failed]))

    def _on_finished(self) -> None:
        job, self._job = self._job, None
        if job is not None and job.progress.is_cancelled:
            self.status.setText(_("Cancelled. What was saved so far stays."))
            self.bar.hide()
        self._set_busy(is_busy=False)

    def reject(self) -> None:
        """Cancel the work under way; close where there is none."""
        if self._job is not None:
            self._job.progress.cancel()
            return
        super().reject()


def has_visit(dossier: Dossier, today: date) -> bool:
    """Say whether a visit is noted for today."""
    return any(one.kind is EventKind.VISIT and one.day == today for one in dossier.events)


def _is_planned(dossier: Dossier | None, monday: date) -> bool:
    return dossier is not None and bool(dossier.items_of_week(monday))
