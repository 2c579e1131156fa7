"""Importing: one row for each file, duplicates side by side, nothing written before you say so."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.activities import Activity, Track
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.domain.record import Record
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.errors import sentence_of
from rehabplanner.gui.forms import chosen, label
from rehabplanner.gui.runs.import_pairs import PairView
from rehabplanner.gui.runs.import_rows import (
    Choice,
    ImportRow,
    groups,
    read_rows,
    records_to_save,
)
from rehabplanner.gui.tables import Column, RecordTableModel, fit_columns
from rehabplanner.gui.tasks import Progress
from rehabplanner.importers.reading import Status, read_all
from rehabplanner.wording import (
    UNKNOWN,
    _,
    day_text,
    distance_text,
    duration_text,
    ngettext,
    say,
    word,
)
from rehabplanner.workspace import Batch

GROUP = 30
SIGNS = {
    Status.IMPORTED: "✓",
    Status.WARNING: "!",
    Status.DUPLICATE: "=",
    Status.FAILED: "✕",
}


class ImportDialog(QDialog):
    """Reads files in the background, shows a row for each, and takes in what is chosen."""

    def __init__(
        self, desk: Desk, person_id: UUID, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(980, 640)
        self._desk = desk
        self._person_id = person_id
        self._rows: list[ImportRow] = []
        self._waiting: list[list[Record]] = []
        self._batch: Batch | None = None
        self._count = 0
        dossier = desk.workspace.dossier(person_id)
        self._known = dossier.activities if dossier else ()
        self._known_days = tuple(entry.day for entry in dossier.days) if dossier else ()
        self._units = dossier.person.units if dossier else Units.METRIC
        self.model: RecordTableModel[ImportRow] = RecordTableModel(self._columns(), self)
        self._build()
        known, pack = self._known, desk.pack

        def work(progress: Progress) -> list[ImportRow]:
            files = read_all(
                paths,
                person_id,
                progress=progress.report,
                is_cancelled=lambda: progress.is_cancelled,
            )
            return read_rows(files, known, pack)

        self._job = desk.tasks.run(work, self._on_read)
        self._job.reported.connect(self._on_progress)

    # Building

    def _build(self) -> None:
        self.words = label(_("Reading files…"), "heading")
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Progress"))
        self._build_table()
        self.beside = PairView(self._units)
        self.beside.decided.connect(self._on_pair_decided)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("What to do with this file"))
        self.choice.addItem(_("Bring in"), Choice.TAKE)
        self.choice.addItem(_("Leave out"), Choice.SKIP)
        self.choice.addItem(_("Replace the one I have"), Choice.REPLACE)
        self.choice.activated.connect(self._on_choice_activated)
        self.choice.setEnabled(False)
        row = QHBoxLayout()
        row.addWidget(label(_("For the chosen rows:"), "muted"))
        row.addWidget(self.choice)
        row.addStretch(1)
        buttons = QDialogButtonBox()
        self.go = QPushButton(_("Import"))
        self.go.setProperty("primary", True)
        self.go.setEnabled(False)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._on_go)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        layout.addWidget(self.beside)
        layout.addWidget(buttons)

    def _build_table(self) -> None:
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Files"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _columns(self) -> tuple[Column[ImportRow], ...]:
        return (
            Column("status", _("Result"), _status_words, _status_order),
            Column("file", _("File"), _file_words, _file_words, tip=_whole_file),
            Column("what", _("Holds"), self._content_words, _first_day),
            Column("choice", _("Will be"), _choice_words, _choice_words),
            Column("why", _("Note"), _message_words, _message_words, tip=_message_words),
        )

    # What came

    def _on_progress(self, done: int, total: int, name: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.words.setText(
            _("Reading {done} of {total}: {file}").format(
                done=min(done + 1, total), total=total, file=name
            )
        )

    def _on_read(self, rows: list[ImportRow]) -> None:
        self.bar.hide()
        self._rows = rows
        self.model.set_records(self._rows)
        fit_columns(self.table, self.model, widest_em=30)
        self._refresh()
        if self._rows:
            first = self.model.row_of(lambda row: row.status is Status.DUPLICATE)
            self.table.selectRow(first or 0)
        self.go.setFocus()

    def _refresh(self) -> None:
        count = self._session_count()
        parts = [ngettext("{count} session to bring in", "{count} sessions to bring in", count)]
        for status, one, many in (
            (Status.DUPLICATE, _("{count} known already"), _("{count} known already")),
            (Status.WARNING, _("{count} to check"), _("{count} to check")),
            (Status.FAILED, _("{count} not readable"), _("{count} not readable")),
        ):
            number = sum(row.status is status for row in self._rows)
            if number:
                parts.append((one if number == 1 else many).format(count=number))
        if not self._rows:
            parts = [_("Nothing to import was found there.")]
        self.words.setText(" · ".join(parts))
        self.go.setText(ngettext("Import {count} session", "Import {count} sessions", count))
        self.go.setEnabled(any(row.is_wanted for row in self._rows))

    def _session_count(self) -> int:
        return sum(row.wanted for row in self._rows)

    # Choosing

    def _selected(self) -> list[ImportRow]:
        rows = self.table.selectionModel().selectedRows()
        return [self.model.record(index.row()) for index in rows]

    def _on_selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        rows = self._selected()
        self.choice.setEnabled(any(row.can_choose for row in rows))
        if len(rows) == 1:
            self.choice.setCurrentIndex(self.choice.findData(rows[0].choice))
            self.beside.show_row(rows[0])
        else:
            self.beside.show_row(None)

    def _on_choice_activated(self) -> None:
        choice = chosen(self.choice, Choice) or Choice.SKIP
        for row in self._selected():
            row.choose(choice)
        self.beside.refresh()
        self._on_pair_decided()

    def _on_pair_decided(self) -> None:
        self.table.viewport().update()
        self._refresh()

    def _content_words(self, row: ImportRow) -> str:
        activities = row.imported.activities
        if len(activities) == 1:
            one = activities[0]
            return " · ".join(
                (
                    day_text(one.day),
                    word(one.kind),
                    distance_text(one.distance_m, self._units),
                    duration_text(one.duration_s),
                )
            )
        if activities:
            return ngettext("{count} session", "{count} sessions", len(activities))
        if row.imported.days:
            return ngettext("{count} day", "{count} days", len(row.imported.days))
        return UNKNOWN

    # The end

    def _on_go(self) -> None:
        if not self._waiting:
            new, replaced = records_to_save(self._rows, self._known_days)
            self._count = sum(isinstance(record, Activity) for record in (*new, *replaced))
            self._waiting = groups([*new, *map(self._over_stored, replaced)], GROUP)
            self.bar.setRange(0, max(1, len(self._waiting)))
        self._batch = self._desk.workspace.batch(self._label())
        self.go.setEnabled(False)
        self.choice.setEnabled(False)
        self.beside.setEnabled(False)
        self.bar.show()
        self._save_group()

    def _over_stored(self, record: Record) -> Record:
        """Return a track that takes the place of a stored one as the next version of it."""
        if not isinstance(record, Track):
            return record
        stored = self._desk.workspace.track(record.id)
        return record if stored is None else replace(record, revision=stored.revision)

    def _label(self) -> str:
        return ngettext("Import {count} session", "Import {count} sessions", self._count)

    def _save_group(self) -> None:
        """Write a few records and let the window breathe; what is written is durable."""
        if self._batch is None:
            return
        try:
            if self._waiting:
                self._batch.add(self._waiting[0])
        except (StorageError, Conflict) as error:
            self._finish()
            self._say_refused(error)
            return
        self._waiting = self._waiting[1:]
        self.bar.setValue(self.bar.maximum() - len(self._waiting))
        if self._waiting:
            QTimer.singleShot(0, self._save_group)
            return
        self._finish()
        self._desk.notices.show(
            ngettext("{count} session imported", "{count} sessions imported", self._count),
            can_undo=True,
        )
        self.accept()

    def _say_refused(self, error: StorageError | Conflict) -> None:
        """Say why nothing more can be written; what waits can be tried again."""
        self.words.setText(
            _("{reason} What was brought in before that is kept.").format(reason=sentence_of(error))
        )
        self.go.setText(_("Try again"))
        self.go.setEnabled(True)

    def _finish(self) -> None:
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.close()
        self.bar.hide()

    def reject(self) -> None:
        """Stop and close; groups that were written already stay, as one step to undo."""
        self._job_cancel()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop reading."""
        self._job_cancel()
        super().closeEvent(event)

    def _job_cancel(self) -> None:
        if self._batch is not None:
            self._waiting = []
            self._finish()
        elif self.bar.isVisible():
            self._job.progress.cancel()


def _status_words(row: ImportRow) -> str:
    words = {
        Status.IMPORTED: _("ready"),
        Status.WARNING: _("please check"),
        Status.DUPLICATE: _("known already"),
        Status.FAILED: _("not readable"),
    }
    return f"{SIGNS[row.status]}  {words[row.status]}"


def _status_order(row: ImportRow) -> int:
    return list(SIGNS).index(row.status)


def _file_words(row: ImportRow) -> str:
    return row.file.replace("\\", "/").rsplit("/", 1)[-1]


def _whole_file(row: ImportRow) -> str:
    return row.file


def _first_day(row: ImportRow) -> str | None:
    return str(row.imported.activities[0].day) if row.imported.activities else None


def _choice_words(row: ImportRow) -> str:
    if not row.can_choose:
        return UNKNOWN
    if row.single:
        return _("as decided")
    return {
        Choice.TAKE: _("brought in"),
        Choice.SKIP: _("left out"),
        Choice.REPLACE: _("replaced"),
    }[row.choice]


def _message_words(row: ImportRow) -> str:
    if row.message:
        return say(row.message)
    known, every = len(row.imported.duplicate_of), len(row.imported.activities)
    if 0 < known < every:
        return _("{known} of {count} are known already").format(known=known, count=every)
    return ""
