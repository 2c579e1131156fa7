"""The reading grade of one's own words, while they are typed."""

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from rehabplanner.gui.widgets.reading_hint import ReadingHint, grade_words
from rehabplanner.paths import resources
from rehabplanner.wording import use


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Go slowly.", ""),
        ("Go slowly on the way down. Stop if it hurts.", "easy to read"),
        (
            "Maintain appropriate lumbopelvic stabilisation throughout the eccentric component of "
            "the movement, emphasising neuromuscular coordination.",
            "shorter words",
        ),
    ],
)
def test_the_grade_is_said_with_a_hint(text: str, words: str) -> None:
    assert words in grade_words(text)
    assert bool(grade_words(text)) is bool(words)


def test_the_line_follows_the_typing(qapp: QApplication) -> None:
    edit = QPlainTextEdit()
    hint = ReadingHint(edit)
    assert hint.text() == ""
    edit.setPlainText("Run one more mile each week if all is well.")
    assert "Reading grade" in hint.text()
    edit.clear()
    assert hint.text() == ""


def test_other_languages_have_no_grade() -> None:
    use("de", resources() / "translations")
    assert grade_words("Langsam nach unten gehen und dabei ruhig atmen.") == ""
