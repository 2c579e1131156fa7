"""Importing: one row for each file, duplicates side by side, nothing written before you say so."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QItemSelection, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.activities import Activity
from rehabplanner.domain.people import Units
from rehabplanner.domain.problems import Conflict, StorageError
from rehabplanner.domain.record import Record
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.forms import chosen, label
from rehabplanner.gui.runs.import_rows import Choice, ImportRow, read_rows, records_to_save
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
    number_text,
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
        self._waiting: list[Record] = []
        self._replaced: list[Record] = []
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
        self.beside = QLabel()
        self.beside.setTextFormat(Qt.TextFormat.RichText)
        self.beside.setWordWrap(True)
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
        self.words.setText(" · ".join(parts))
        self.go.setText(ngettext("Import {count} session", "Import {count} sessions", count))
        self.go.setEnabled(any(row.choice is not Choice.SKIP for row in self._rows))

    def _session_count(self) -> int:
        return sum(
            len(row.imported.activities) for row in self._rows if row.choice is not Choice.SKIP
        )

    # Choosing

    def _selected(self) -> list[ImportRow]:
        rows = self.table.selectionModel().selectedRows()
        return [self.model.record(index.row()) for index in rows]

    def _on_selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        rows = self._selected()
        self.choice.setEnabled(any(row.can_choose for row in rows))
        if len(rows) == 1:
            self.choice.setCurrentIndex(self.choice.findData(rows[0].choice))
            self.beside.setText(self._beside_html(rows[0]))
        else:
            self.beside.clear()

    def _on_choice_activated(self) -> None:
        choice = chosen(self.choice, Choice) or Choice.SKIP
        for row in self._selected():
            if row.can_choose:
                can_replace = bool(row.pairs())
                row.choice = choice if choice is not Choice.REPLACE or can_replace else row.choice
        self.table.viewport().update()
        self._refresh()

    def _beside_html(self, row: ImportRow) -> str:
        pairs = row.pairs()
        if not pairs:
            text = say(row.message) if row.message else ""
            return _escaped(text)
        new, old = pairs[0]
        rows = "".join(
            f"<tr><td style='padding-right:18px'>{_escaped(name)}</td>"
            f"<td style='padding-right:24px'><b>{_escaped(mine)}</b></td>"
            f"<td><b>{_escaped(theirs)}</b></td></tr>"
            for name, mine, theirs in self._compared(old, new)
        )
        head = (
            f"<tr><td></td><td style='padding-right:24px'>{_escaped(_('In the log'))}</td>"
            f"<td>{_escaped(_('In this file'))}</td></tr>"
        )
        return f"<table>{head}{rows}</table>"

    def _compared(self, old: Activity, new: Activity) -> list[tuple[str, str, str]]:
        def start(one: Activity) -> str:
            clock = f", {one.local_start:%H:%M}" if one.local_start else ""
            return day_text(one.day) + clock

        units = self._units
        return [
            (_("Start"), start(old), start(new)),
            (_("Kind"), word(old.kind), word(new.kind)),
            (
                _("Distance"),
                distance_text(old.distance_m, units),
                distance_text(new.distance_m, units),
            ),
            (_("Time"), duration_text(old.duration_s), duration_text(new.duration_s)),
            (
                _("Heart rate"),
                number_text(old.average_heart_rate),
                number_text(new.average_heart_rate),
            ),
            (_("From"), old.source_name or _("typed in"), new.source_name),
        ]

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
        new, replaced = records_to_save(self._rows, self._known_days)
        self._count = sum(isinstance(record, Activity) for record in (*new, *replaced))
        self._waiting = new
        self._replaced = replaced
        self._batch = self._desk.workspace.batch(self._label())
        self.go.setEnabled(False)
        self.bar.setRange(0, max(1, len(new)))
        self.bar.show()
        self._save_group()

    def _label(self) -> str:
        return ngettext("Import {count} session", "Import {count} sessions", self._count)

    def _save_group(self) -> None:
        """Write a few records and let the window breathe; what is written is durable."""
        if self._batch is None:
            return
        group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
        try:
            if group:
                self._batch.add(group)
        except (StorageError, Conflict):
            self._finish()
            raise
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

    def _finish(self) -> None:
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.close()
        if self._replaced:
            self._desk.workspace.save(self._label(), *self._replaced)
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
    return {
        Choice.TAKE: _("brought in"),
        Choice.SKIP: _("left out"),
        Choice.REPLACE: _("replaced"),
    }[row.choice]


def _message_words(row: ImportRow) -> str:
    return say(row.message) if row.message else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
