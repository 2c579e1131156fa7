"""The options of a paper: what, for whom it is set, and how it looks."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.documents.options import MOST_WEEKS, Edition, Paper
from rehabplanner.documents.paper_request import PaperKind
from rehabplanner.documents.style import Theme
from rehabplanner.domain.people import Practice
from rehabplanner.gui.forms import Form, Row
from rehabplanner.gui.papers.choices import (
    WITH_FIELDS,
    WITH_LIST,
    WITH_REPORT,
    WITH_WEEKS,
    Choices,
    edition_words,
    kind_words,
    theme_words,
)
from rehabplanner.gui.papers.report_panel import ReportPanel
from rehabplanner.wording import _

TEXT_SIZES = (100, 117, 135, 160)
BODY_POINTS = 12
WEEK_COUNTS = (1, 2, 3, 4, 5, 6, 8, 12, 16, 26)
LIST_HEIGHT = 150


class OptionsPanel(QWidget):
    """Shows only what applies to the chosen paper. `changed` comes after every change."""

    changed = Signal()

    def __init__(
        self,
        choices: Choices,
        lists: Mapping[PaperKind, Sequence[tuple[str, str]]],
        practices: Sequence[Practice],
        practice_id: str,
        report: ReportPanel,
    ) -> None:
        super().__init__()
        self._lists = lists
        self._chosen = dict(choices.chosen or {})
        self._is_filling = True
        self.report = report
        self.kind = _box(kind_words().items(), choices.kind)
        self.edition = _box(edition_words().items(), choices.edition)
        self.weeks = QComboBox()
        for count in WEEK_COUNTS:
            self.weeks.addItem(str(count), count)
        self.weeks.setCurrentIndex(max(0, self.weeks.findData(choices.weeks)))
        self.list = QListWidget()
        self.list.setMaximumHeight(LIST_HEIGHT)
        self.list.setSpacing(2)
        self.practice = QComboBox()
        for one in practices:
            self.practice.addItem(one.name or one.therapist or _("Without a name"), str(one.id))
        self.practice.setCurrentIndex(max(0, self.practice.findData(practice_id)))
        self.paper = _box(((Paper.A4, _("A4")), (Paper.LETTER, _("Letter"))), choices.paper)
        self.direction = QComboBox()
        self.direction.addItem(_("Upright"), False)
        self.direction.addItem(_("Across"), True)
        self.direction.setCurrentIndex(int(choices.is_landscape))
        self.theme = _box(theme_words().items(), choices.theme)
        self.text_size = QComboBox()
        for percent in TEXT_SIZES:
            points = round(BODY_POINTS * percent / 100)
            self.text_size.addItem(_("{points} points").format(points=points), percent)
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(choices.percent)))
        self.code = QCheckBox(_("Plan as a s&quare code"))
        self.code.setChecked(choices.has_code)
        self.fields = QCheckBox(_("F&ields to fill in on a screen"))
        self.fields.setChecked(choices.is_fillable)
        self._lay_out()
        self._connect()
        self._is_filling = False
        self._show_what_applies()

    def _lay_out(self) -> None:
        self.form = Form(
            (
                Row("kind", _("&What"), self.kind),
                Row("edition", _("&Edition"), self.edition),
                Row("weeks", _("Wee&ks"), self.weeks, _("For how many weeks there is room.")),
                Row("list", _("C&hosen"), self.list, _("The space bar ticks an entry.")),
                Row("practice", _("&Letterhead"), self.practice),
                Row("paper", _("Pa&per"), self.paper),
                Row("direction", _("&Direction"), self.direction),
                Row("theme", _("&Ink"), self.theme),
                Row("text_size", _("&Text size"), self.text_size),
                Row(
                    "code",
                    "",
                    self.code,
                    _("A phone reads it; another computer takes the plan in. It holds no name."),
                ),
                Row("fields", "", self.fields),
            )
        )
        for box in (self.code, self.fields):
            box.setAccessibleName(box.text().replace("&", ""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(self.report)

    def _connect(self) -> None:
        for box in (self.kind, self.edition, self.practice, self.paper, self.direction):
            box.currentIndexChanged.connect(self._on_changed)
        for box in (self.theme, self.text_size):
            box.currentIndexChanged.connect(self._on_changed)
        self.weeks.currentIndexChanged.connect(self._on_changed)
        self.list.itemChanged.connect(self._on_item_changed)
        self.code.toggled.connect(self._on_changed)
        self.fields.toggled.connect(self._on_changed)
        self.report.changed.connect(self._on_changed)

    # What is chosen

    @property
    def paper_kind(self) -> PaperKind:
        """Return which paper is chosen."""
        return PaperKind(self.kind.currentData())

    @property
    def practice_id(self) -> str:
        """Return the id of the letterhead; empty where there is none."""
        return str(self.practice.currentData() or "")

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the ids of what is ticked."""
        if self.paper_kind not in WITH_LIST:
            return ()
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = Qt.CheckState.Checked
        return tuple(
            str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() == ticked
        )

    @property
    def choices(self) -> Choices:
        """Return everything that is chosen."""
        return Choices(
            kind=self.paper_kind.value,
            edition=Edition(self.edition.currentData()).value,
            paper=Paper(self.paper.currentData()).value,
            theme=Theme(self.theme.currentData()).value,
            is_landscape=bool(self.direction.currentData()),
            percent=int(self.text_size.currentData()),
            weeks=min(int(self.weeks.currentData()), self._most_weeks()),
            has_code=self.code.isChecked(),
            is_fillable=self.fields.isChecked(),
            chosen=dict(self._chosen),
        )

    def _most_weeks(self) -> int:
        is_programme = self.paper_kind is PaperKind.PROGRAMME
        return MOST_WEEKS if is_programme else WEEK_COUNTS[-1]

    # What applies

    def _show_what_applies(self) -> None:
        kind, edition = self.paper_kind, Edition(self.edition.currentData())
        is_programme = kind is PaperKind.PROGRAMME
        is_log = is_programme and edition is Edition.LOG
        has_weeks = kind is PaperKind.RUN_PLAN or (
            is_programme and edition in (Edition.FULL, Edition.LARGE, Edition.LOG)
        )
        shown = {
            self.edition: is_programme,
            self.weeks: has_weeks and kind in WITH_WEEKS,
            self.list: kind in WITH_LIST,
            self.practice: self.practice.count() > 1,
            self.code: is_programme and edition in (Edition.FULL, Edition.LARGE),
            self.fields: is_log or kind in WITH_FIELDS,
        }
        layout = self.form.layout()
        if isinstance(layout, QFormLayout):
            for widget, is_shown in shown.items():
                if (cell := widget.parentWidget()) is not None:
                    layout.setRowVisible(cell, is_shown)
        self.report.setVisible(kind in WITH_REPORT)
        self.report.show_kind(is_discharge=kind is PaperKind.DISCHARGE)
        self._fill_list()

    def _fill_list(self) -> None:
        kind = self.paper_kind
        rows = self._lists.get(kind, ())
        if self.list.property("kind") == kind.value:
            return
        self._is_filling = True
        self.list.setProperty("kind", kind.value)
        self.list.clear()
        usual = self._chosen.get(kind.value)
        for number, (name, words) in enumerate(rows):
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, name)
            is_on = name in usual if usual is not None else number == 0
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        self._is_filling = False

    def _on_item_changed(self, _item: QListWidgetItem) -> None:
        if not self._is_filling:
            self._chosen[self.paper_kind.value] = self.chosen
            self._on_changed()

    def _on_changed(self) -> None:
        if not self._is_filling:
            self._show_what_applies()
            self.changed.emit()


def _box(entries: Iterable[tuple[Enum, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    for value, words in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
