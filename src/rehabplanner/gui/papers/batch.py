"""The same paper for several people: one file each, with progress and cancel."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
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
from rehabplanner.domain.diary import EventKind
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.problems import StorageError
from rehabplanner.files import file_name, write_atomically
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import label
from rehabplanner.gui.papers.choices import kind_words
from rehabplanner.gui.papers.shelf import brief_page, counted, current_brief, paper_shelf
from rehabplanner.gui.tasks import Job, Progress
from rehabplanner.wording import _, ngettext, say

FOLDER = prefs.Setting("paper/folder", "")


class BatchDialog(QDialog):
    """Ticks the people who have a visit today, or else a plan for the week."""

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
        words = _("{paper}: one PDF for each person ticked.")
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
        foot.addWidget(self.start_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.people, 1)
        layout.addLayout(ticks)
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
                path = folder / _free(base, taken)
                try:
                    write_atomically(path, render_paper(request, shelf))
                except StorageError as error:
                    failed.append(f"{name}: {say(error.message)}")
            progress.report(len(requests), len(requests), "")
            return failed

        self._count = len(requests)
        self.start_button.setEnabled(False)
        self.close_button.setText(_("Cancel"))
        self.bar.setRange(0, len(requests))
        self.bar.show()
        self._job = self._desk.tasks.run(work, self._on_done, title=_("Writing papers"))
        self._job.reported.connect(self._on_reported)
        self._job.finished.connect(self._on_finished)

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
        self.start_button.setEnabled(True)
        self.close_button.setText(_("Close"))

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


def _free(name: str, taken: set[str]) -> str:
    """Return a file name that no one before in this batch has."""
    stem, number, found = name.removesuffix(".pdf"), 2, name
    while found.casefold() in taken:
        found = f"{stem} ({number}).pdf"
        number += 1
    taken.add(found.casefold())
    return found
