"""The visit brief on the screen: read in half a minute, copied as plain text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.gui.forms import label
from rehabplanner.gui.plan.ground import fit_to_font
from rehabplanner.planning.brief import Brief, plain_text
from rehabplanner.wording import _


class BriefDialog(QDialog):
    """Shows the brief; Enter copies it for the clinic's record system."""

    def __init__(self, brief: Brief, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.brief = brief
        title = _("Visit brief")
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(label(title, "title"))
        layout.addWidget(label(brief.heading, "muted"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._rows())
        layout.addWidget(area, 1)
        self.said = label("", "muted")
        layout.addWidget(self.said)
        buttons = QDialogButtonBox()
        self.copy = buttons.addButton(_("Copy as text"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setProperty("primary", True)
        self.copy.setDefault(True)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.copy.clicked.connect(self._on_copy_clicked)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.copy.setFocus()
        fit_to_font(self, 110, 36)

    def _rows(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, row in enumerate(self.brief.rows):
            grid.addWidget(label(row.label, "heading"), number, 0, top)
            words = label("\n".join(row.lines))
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(words, number, 1, top)
        grid.setRowStretch(len(self.brief.rows), 1)
        return holder

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(plain_text(self.brief))
        self.said.setText(_("Copied. Paste it into the record."))
