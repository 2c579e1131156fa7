"""How easy a text is to read, told while it is typed (English only)."""

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from rehabplanner.domain.reading import HIGHEST_GRADE, reading_grade
from rehabplanner.wording import _, language

FEWEST_WORDS = 5
ENGLISH = "en"


class ReadingHint(QLabel):
    """A line below a text; empty for a few words, and in other languages than English."""

    def __init__(self, edit: QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = edit
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        edit.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def _on_text_changed(self) -> None:
        words = grade_words(self._edit.toPlainText())
        self.setText(words)
        self.setVisible(bool(words))


def grade_words(text: str) -> str:
    """Return how easy a text is to read, with a hint; nothing for very few words."""
    if not language().startswith(ENGLISH) or len(text.split()) < FEWEST_WORDS:
        return ""
    grade = reading_grade(text)
    if grade is None:
        return ""
    shown = max(1, round(grade))
    if grade <= HIGHEST_GRADE:
        return _("Reading grade {grade}: easy to read.").format(grade=shown)
    return _("Reading grade {grade}: shorter words and sentences are easier to read.").format(
        grade=shown
    )
