"""The fields of a day: which there are, their words, and a row of the card for each score."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from rehabplanner.domain.problems import marked
from rehabplanner.domain.scales import PAIN_ANCHORS
from rehabplanner.gui.forms import label
from rehabplanner.gui.theme import Theme
from rehabplanner.gui.widgets.number_field import NumberField
from rehabplanner.gui.widgets.pain_scale import TEN_KEYS, ScaleBar
from rehabplanner.wording import _

AMOUNT_ANCHORS: Mapping[int, str] = {
    0: marked("none"),
    1: marked("a little"),
    4: marked("some"),
    7: marked("a lot"),
    10: marked("most possible"),
}
MOOD_ANCHORS: Mapping[int, str] = {
    0: marked("very low"),
    3: marked("low"),
    5: marked("so-so"),
    7: marked("good"),
    10: marked("best"),
}
QUALITY_ANCHORS: Mapping[int, str] = {
    0: marked("very poor"),
    3: marked("poor"),
    5: marked("so-so"),
    7: marked("good"),
    10: marked("deep and calm"),
}
TRUST_ANCHORS: Mapping[int, str] = {
    0: marked("none"),
    3: marked("little"),
    5: marked("some"),
    7: marked("good"),
    10: marked("full trust"),
}


@dataclass(frozen=True, slots=True)
class ScoreField:
    """One score of a day: its key, its caption, its name and the words of its scale."""

    key: str
    caption: str
    words: str
    anchors: Mapping[int, str]


MORNING = ScoreField("morning", marked("&Morning pain"), marked("Morning pain"), PAIN_ANCHORS)
WORST = ScoreField("worst", marked("&Worst pain"), marked("Worst pain"), PAIN_ANCHORS)
QUICK_SCORES = (
    ScoreField("stress", marked("Stre&ss"), marked("Stress"), AMOUNT_ANCHORS),
    ScoreField("worry", marked("Worr&y"), marked("Worry"), AMOUNT_ANCHORS),
)
MIND_SCORES = (
    ScoreField("mood", marked("M&ood"), marked("Mood"), MOOD_ANCHORS),
    ScoreField("energy", marked("Energy"), marked("Energy"), MOOD_ANCHORS),
    ScoreField(
        "confidence",
        marked("Trust in my back"),
        marked("Trust in the back"),
        TRUST_ANCHORS,
    ),
    ScoreField("sleep_quality", marked("Sleep &quality"), marked("Sleep quality"), QUALITY_ANCHORS),
)
PEOPLE_SCORES = (
    ScoreField("work_load", marked("Wor&k load"), marked("Work load"), AMOUNT_ANCHORS),
    ScoreField("family_strain", marked("Family, friends"), marked("Family strain"), AMOUNT_ANCHORS),
    ScoreField("support", marked("Support"), marked("Support"), AMOUNT_ANCHORS),
)
SCORES = (*QUICK_SCORES, *MIND_SCORES, *PEOPLE_SCORES)


@dataclass(frozen=True, slots=True)
class AmountField:
    """One amount of a day: its key, its caption and its unit."""

    key: str
    caption: str
    words: str
    unit: str


SLEEP = AmountField("sleep_h", marked("S&leep"), marked("Sleep"), marked("hours"))
STIFFNESS = AmountField(
    "stiffness_min",
    marked("Stiff after getting up"),
    marked("Morning stiffness"),
    marked("minutes"),
)
AMOUNTS = (
    STIFFNESS,
    AmountField("sitting_h", marked("S&itting"), marked("Sitting"), marked("hours")),
    AmountField("protein_portions", marked("P&rotein"), marked("Protein"), marked("portions")),
    AmountField("water_l", marked("Wa&ter"), marked("Water"), marked("litres")),
    AmountField("alcohol_drinks", marked("Alcohol"), marked("Alcohol"), marked("drinks")),
)


@dataclass(frozen=True, slots=True)
class LineField:
    """One line of words of a day: its key, its caption, its name and an example."""

    key: str
    caption: str
    words: str
    example: str


LINES = (
    LineField(
        "eased",
        marked("What eased it"),
        marked("What eased the pain"),
        marked("for example: walking, warmth, a good talk"),
    ),
    LineField(
        "stirred",
        marked("What stirred it"),
        marked("What stirred the pain up"),
        marked("for example: long drive, bad night, hurry"),
    ),
    LineField(
        "medicines",
        marked("Medicines"),
        marked("Medicines"),
        marked("name and amount, as you took it"),
    ),
)


class JumpBar(ScaleBar):
    """A scale that says when a digit was typed, so that the keyboard can go on to the next one."""

    typed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose as the scale does; a digit, x or Enter passes the keyboard on."""
        is_digit = len(event.text()) == 1 and event.text().isdigit()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter:
            self.typed.emit()
            return
        super().keyPressEvent(event)
        if is_digit or event.key() in TEN_KEYS:
            self.typed.emit()


class ScoreRow(QObject):
    """A caption, a scale and the word of the score. `given` carries the key and the score."""

    given = Signal(str, object)

    def __init__(self, field: ScoreField, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.bar = JumpBar(theme, field.anchors, parent=parent)
        self.bar.setAccessibleName(_(field.words))
        self.caption = QLabel(_(field.caption), parent)
        self.caption.setBuddy(self.bar)
        self.words = label("", "muted")
        self.words.setParent(parent)
        self.words.setWordWrap(True)
        longest = max(
            (part for text in field.anchors.values() for part in _(text).split()), key=len
        )
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance(longest) + 4)
        self.bar.changed.connect(self._on_bar_changed)

    def show_score(self, score: int | None) -> None:
        """Show a score, or nothing where it is not known."""
        self.bar.set_score(score)
        self.words.setText(anchor_words(self.field.anchors, score))

    def _on_bar_changed(self, score: int | None) -> None:
        self.words.setText(anchor_words(self.field.anchors, score))
        self.given.emit(self.field.key, score)


class AmountBox(QWidget):
    """An amount with its unit; `caption` is its label, placed by whoever uses the box."""

    def __init__(self, field: AmountField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = NumberField()
        self.number.setAccessibleName(_(field.words))
        self.number.setAccessibleDescription(_(field.unit))
        self.number.setMaximumWidth(self.number.fontMetrics().horizontalAdvance("0") * 9 + 16)
        self.caption = QLabel(_(field.caption))
        self.caption.setBuddy(self.number)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number)
        row.addWidget(label(_(field.unit), "muted"))
        row.addStretch(1)


def anchor_words(anchors: Mapping[int, str], score: int | None) -> str:
    """Return the word for a score; nothing where it is unknown.

    It is the word of the highest anchor not above the score; the word of 0 is for 0 alone.
    """
    if score is None:
        return ""
    below = [known for known in anchors if known <= score]
    if score > 0 and max(below, default=0) == 0:
        below = [min(known for known in anchors if known > 0)]
    return _(anchors[max(below)]) if below else ""
