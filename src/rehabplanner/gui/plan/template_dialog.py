"""Keeps weeks of the plan as a template of the clinic's own."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from rehabplanner.domain.problems import Problem, marked
from rehabplanner.gui.dialogs.record_dialog import RecordDialog
from rehabplanner.gui.forms import Form, Row, label
from rehabplanner.wording import _, ngettext

MOST_WEEKS = 26


class TemplateDialog(RecordDialog):
    """Asks for a name, how many weeks, and which programme they were made from.

    When accepted, `answer` is the name, the number of weeks, the programme's id and a note.
    """

    def __init__(
        self,
        weeks: int,
        standards: Mapping[str, str],
        likely: str,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Keep as a template")
        super().__init__(title, parent)
        self.answer = ("", weeks, "", "")
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("for example: Our run-walk start"))
        self.weeks = QComboBox()
        for count in range(1, MOST_WEEKS + 1):
            self.weeks.addItem(ngettext("{count} week", "{count} weeks", count), count)
        self.weeks.setCurrentIndex(weeks - 1)
        self.standard = QComboBox()
        self.standard.addItem(_("None"), "")
        for key, name in standards.items():
            self.standard.addItem(name, key)
        self.standard.setCurrentIndex(max(0, self.standard.findData(likely)))
        self.note = QLineEdit()
        self.form = Form(
            [
                Row("name", _("&Name"), self.name),
                Row("weeks", _("&How long, from this week on"), self.weeks),
                Row(
                    "standard",
                    _("&Made from"),
                    self.standard,
                    _("So that it can be told what you changed from the standard."),
                ),
                Row("note", _("N&ote"), self.note),
            ]
        )
        self.column.addWidget(label(title, "title"))
        self.column.addWidget(self.form)
        self.add_buttons()
        self.setMinimumWidth(round(self.fontMetrics().averageCharWidth() * 66))
        self.name.setFocus()

    def take_answer(self) -> None:
        """Take what was filled in. Raises Problem without a name."""
        if not self.name.text().strip():
            raise Problem("name", marked("Please give the template a name."))
        self.answer = (
            self.name.text(),
            int(self.weeks.currentData()),
            str(self.standard.currentData() or ""),
            self.note.text(),
        )
