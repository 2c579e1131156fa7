"""Outcome measures of one person: the list, the history, what changed, filling in and printing."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.options import HandoutOptions
from rehabplanner.documents.paper_request import PaperKind, Request, Shelf
from rehabplanner.documents.papers import render_paper
from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.following import BACK, RUNNING, chosen_measures, compared, results_of
from rehabplanner.domain.measures import Measure, MeasureResult
from rehabplanner.domain.plans import monday_of
from rehabplanner.files import file_name
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.dialogs.paper_dialog import PaperDialog
from rehabplanner.gui.forms import label
from rehabplanner.gui.measures.chart import HistoryChart
from rehabplanner.gui.measures.fill import MeasureDialog, make_dialog
from rehabplanner.gui.measures.list import MeasureList
from rehabplanner.gui.measures.words import (
    SIGNS,
    change_lines,
    direction_words,
    meaning,
    scored,
    total_words,
)
from rehabplanner.gui.papers.usual import PRACTICE
from rehabplanner.gui.widgets.tall_scroll import TallScroll
from rehabplanner.wording import _, day_text, ngettext, number_text, say


class MeasuresWindow(QDialog):
    """Shows one person's measures; everything is saved at once and can be undone."""

    def __init__(self, desk: Desk, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._dossier = dossier
        self.setWindowTitle(_("Measures: {name}").format(name=dossier.person.name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = MeasureList(desk.library.measures)
        self.list.chosen.connect(self._on_chosen)
        self.list.itemActivated.connect(self.fill)
        self.detail = _Detail(desk)
        self.both = _Both(desk)
        self.stack = QStackedWidget()
        for held in (self.detail, self.both):
            self.stack.addWidget(TallScroll(held))
        self.split = QSplitter()
        self.split.addWidget(self.list)
        self.split.addWidget(self.stack)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.split, 1)
        layout.addLayout(self._foot())
        self._connect()
        self.show_dossier(dossier)
        screen = self.screen().availableSize()
        self.resize(min(1120, screen.width() - 40), min(760, screen.height() - 60))
        self.list.setFocus()

    def _foot(self) -> QHBoxLayout:
        self.fill_button = QPushButton(_("&Fill in…"))
        self.fill_button.setProperty("primary", True)
        self.fill_button.setDefault(True)
        self.print_button = QPushButton(_("&Print the form…"))
        self.remove_button = QPushButton(_("&Remove the result"))
        self.undo_button = QPushButton(_("&Undo"))
        self.undo_button.hide()
        self.every = QSpinBox()
        self.every.setRange(1, 52)
        self.every.setSuffix(_(" weeks"))
        self.every.setAccessibleName(_("Weeks between measures"))
        close = QPushButton(_("Close"))
        row = QHBoxLayout()
        row.addWidget(label(_("★ due every")))
        row.addWidget(self.every)
        row.addStretch(1)
        for button, slot in (
            (self.undo_button, self._on_undo_clicked),
            (self.remove_button, self._on_remove_clicked),
            (self.print_button, self._on_print_clicked),
            (self.fill_button, self.fill),
            (close, self.reject),
        ):
            if button is not self.fill_button:
                button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.every.editingFinished.connect(self._on_every_changed)
        self.detail.is_chosen.clicked.connect(self._on_set_toggled)
        self.detail.table.itemSelectionChanged.connect(self._on_result_chosen)
        self.detail.table.itemDoubleClicked.connect(self._on_result_activated)
        self._desk.news.changed.connect(self._on_news_changed)
        QShortcut(QKeySequence("Del"), self.detail.table).activated.connect(self._on_remove_clicked)

    # Showing

    @property
    def measure(self) -> Measure | None:
        """Return the measure on show; None where running and back are shown together."""
        return self._desk.library.measures.get(self.list.current_id)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a person's measures."""
        self._dossier = dossier
        self.every.setValue(dossier.person.measure_weeks)
        self.list.show_measures(dossier, self._desk.today())
        self._show_measure()

    def _show_measure(self) -> None:
        measure = self.measure
        for button in (self.fill_button, self.print_button):
            button.setEnabled(measure is not None)
        if measure is None:
            self.stack.setCurrentIndex(1)
            self.both.show_dossier(self._dossier)
            self.remove_button.setEnabled(False)
            return
        self.stack.setCurrentIndex(0)
        is_enter = not measure.text_shipped
        self.fill_button.setText(_("&Enter a score…") if is_enter else _("&Fill in…"))
        self.detail.show_measure(measure, self._dossier)
        self._on_result_chosen()

    # Doing

    def fill(self) -> None:
        """Ask for a new result of the measure on show."""
        if self.measure is not None:
            self._ask(self.measure, None)

    def _ask(self, measure: Measure, former: MeasureResult | None) -> None:
        dossier = self._dossier
        dialog = make_dialog(
            measure,
            dossier.person.id,
            results_of(dossier, measure.id),
            self._desk.today(),
            former,
            self,
        )
        dialog.serve(partial(self._store, dialog))
        dialog.open()

    def _store(self, dialog: MeasureDialog) -> None:
        if dialog.result_made is not None:
            words = _("Fill in {name}").format(name=dialog.measure.name)
            self._desk.workspace.save(words, dialog.result_made)
            self.undo_button.show()

    def _on_chosen(self, _measure_id: str) -> None:
        self._show_measure()

    def _on_result_chosen(self) -> None:
        self.remove_button.setEnabled(self.detail.chosen_result() is not None)

    def _on_result_activated(self) -> None:
        former = self.detail.chosen_result()
        if former is not None and self.measure is not None:
            self._ask(self.measure, former)

    def _on_remove_clicked(self) -> None:
        result = self.detail.chosen_result()
        if result is not None and self.measure is not None:
            words = _("Remove {name} of {day}")
            self._desk.workspace.remove(
                words.format(name=self.measure.name, day=day_text(result.day)), result
            )
            self.undo_button.show()

    def _on_undo_clicked(self) -> None:
        label_ = self._desk.workspace.undo()
        self.undo_button.setVisible(self._desk.workspace.undo_label is not None)
        if label_:
            self._desk.notices.show(_("Undone: {step}").format(step=label_))

    def _on_set_toggled(self, is_chosen: bool) -> None:
        measure = self.measure
        if measure is None:
            return
        person = self._dossier.person
        ids = [one for one in chosen_measures(person) if one != measure.id]
        if is_chosen:
            ids.append(measure.id)
        words = _("Choose the measures")
        self._desk.workspace.save(words, replace(person, measures=" ".join(ids)))

    def _on_every_changed(self) -> None:
        person = self._dossier.person
        if person.measure_weeks != self.every.value():
            self._desk.workspace.save(
                _("Choose the measures"), replace(person, measure_weeks=self.every.value())
            )

    def _on_news_changed(self) -> None:
        dossier = self._desk.workspace.dossier(self._dossier.person.id)
        if dossier is None:
            self.reject()
        else:
            self.show_dossier(dossier)

    # Paper

    def pdf(self, measure: Measure, options: HandoutOptions) -> bytes:
        """Return the form of a measure, or the sheet for its totals."""
        today = self._desk.today()
        request = Request(
            kind=PaperKind.MEASURES,
            dossier=self._dossier,
            monday=monday_of(today),
            today=today,
            practice=self._desk.workspace.practice(self._desk.settings.get(PRACTICE)),
            options=options,
            chosen=(measure.id,),
        )
        shelf = Shelf(exercises={}, figures=None, measures=self._desk.library.measures)
        return render_paper(request, shelf)

    def _on_print_clicked(self) -> None:
        measure = self.measure
        if measure is None:
            return
        name = file_name(measure.name, self._dossier.person.name, suffix=".pdf")
        title = _("Print: {name}").format(name=measure.name)
        PaperDialog(self._desk, title, name, partial(self.pdf, measure), self).open()


class _Detail(QWidget):
    """One measure: what the last result means, its history, its source and terms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._results: tuple[MeasureResult, ...] = ()
        self.title = label("", "title")
        self.state = label("", "heading")
        self.change = label("")
        self.note = label("", "muted")
        for words in (self.title, self.state, self.change, self.note):
            words.setWordWrap(True)
        self.is_chosen = QCheckBox(_("★ Ask for it &regularly"))
        self.chart = HistoryChart(desk.theme)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(_("Results"))
        self.table.setHorizontalHeaderLabels(
            (_("Day"), _("Total"), _("Against the one before"), _("Note"))
        )
        self.table.verticalHeader().hide()
        self.table.setWordWrap(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setToolTip(_("Double click to change a result, Delete to remove it"))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.is_chosen)
        self.table.setMinimumHeight(self.fontMetrics().height() * 9)
        column.addLayout(top)
        column.addWidget(self.state)
        column.addWidget(self.change)
        column.addWidget(self.chart, 3)
        column.addWidget(self.table, 2)
        column.addWidget(self.note)

    def show_measure(self, measure: Measure, dossier: Dossier) -> None:
        """Show a measure of a person."""
        self._results = results_of(dossier, measure.id)
        self.title.setText(f"{measure.name} · {measure.title}" if measure.title else measure.name)
        self.is_chosen.setChecked(measure.id in chosen_measures(dossier.person))
        last = self._results[-1] if self._results else None
        if last is None:
            self.state.setText(_("Not filled in yet."))
            self.change.setText("")
        else:
            found = meaning(scored(measure, last))
            total = total_words(measure, last.total)
            words = [day_text(last.day), total, direction_words(measure), found]
            self.state.setText(" · ".join(one for one in words if one))
            self.change.setText("\n".join(change_lines(measure, self._results, last)))
        self.change.setVisible(bool(self.change.text()))
        self.chart.show_results(measure, self._results)
        self._fill_table(measure)
        parts = (measure.note, _("Source: {source}.").format(source=measure.source.rstrip(".")))
        terms = _("Terms: {licence}.").format(licence=measure.licence.rstrip("."))
        self.note.setText(" ".join(part for part in (*parts, terms) if part))

    def chosen_result(self) -> MeasureResult | None:
        """Return the result that is chosen in the table."""
        rows = self.table.selectionModel().selectedRows()
        if not rows or rows[0].row() >= len(self._results):
            return None
        return self._results[-1 - rows[0].row()]

    def _fill_table(self, measure: Measure) -> None:
        self.table.setRowCount(len(self._results))
        for row, one in enumerate(reversed(self._results)):
            against = compared(measure, self._results, one)
            words = ""
            if against:
                step = against[0].change
                words = f"{SIGNS[step.kind]}  {say(step.words)}"
            note = " · ".join(
                part for part in (", ".join(filter(None, one.labels)), one.note) if part
            )
            cells = (day_text(one.day), number_text(one.total, 1), words, note)
            for column, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self.table.setItem(row, column, cell)


class _Both(QWidget):
    """Running recovery and back disability, each on its own chart: they are two things."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        words = label(
            _(
                "Running and back trouble are two things: running can recover while the back "
                "still limits the day, and the other way round. Look at both."
            )
        )
        words.setWordWrap(True)
        self.running = HistoryChart(desk.theme)
        self.back = HistoryChart(desk.theme)
        self.due = label("", "muted")
        self.due.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.addWidget(label(_("Running and back, side by side"), "title"))
        column.addWidget(words)
        column.addWidget(self.running, 1)
        column.addWidget(self.back, 1)
        column.addWidget(self.due)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the two charts of a person."""
        for chart, ids, title, role in (
            (self.running, RUNNING, _("Running recovery"), "load-run"),
            (self.back, BACK, _("Back disability"), "pain-morning"),
        ):
            chosen = next((one for one in ids if results_of(dossier, one)), ids[0])
            measure = self._desk.library.measures[chosen]
            chart.show_results(
                measure,
                results_of(dossier, chosen),
                title=f"{title}: {measure.name}",
                role=role,
            )
        count = len(chosen_measures(dossier.person))
        self.due.setText(
            ngettext(
                "{count} measure is asked regularly (★). Choose one on the left to change that.",
                "{count} measures are asked regularly (★). Choose one on the left to change that.",
                count,
            )
            if count
            else _("No measure is asked regularly yet. Choose one on the left and tick ★.")
        )
