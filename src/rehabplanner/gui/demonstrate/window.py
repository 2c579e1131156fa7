"""An exercise that fills the screen: a moving figure, large words, and a timer to move with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from rehabplanner.domain.doses import Dose
from rehabplanner.domain.exercises import Exercise
from rehabplanner.domain.timer import Doing, Now, schedule
from rehabplanner.figures.figure import Figure
from rehabplanner.gui.demonstrate.letters import column_of, fit, height_of, letters, set_pixels
from rehabplanner.gui.demonstrate.moving import figure_moment, is_mirrored
from rehabplanner.gui.demonstrate.sound import Sounder, Tone
from rehabplanner.gui.demonstrate.timing import Timing
from rehabplanner.gui.demonstrate.words import coming_words, count_words, doing_words, large_words
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.settings import REDUCED_MOTION
from rehabplanner.gui.widgets.figure_view import FigureView
from rehabplanner.gui.widgets.photo_view import PhotoView, photos_of
from rehabplanner.phrases import SEPARATOR, dose_words, steps_of
from rehabplanner.wording import _

TICK_MS = 33
FLASH_MS = 400
LAST_SECONDS = 3
NAME_SHARE, DOSE_SHARE, FOOT_SHARE = 0.062, 0.05, 0.026
STEP_SHARES = (0.05, 0.046, 0.042, 0.038, 0.034, 0.03, 0.026, 0.022)
DOING_SHARES = (0.11, 0.095, 0.08, 0.065)
CLOCK_SHARE, COUNT_SHARE = 0.3, 0.05
"""Heights of letters as shares of the window's; 5 % of a laptop's screen is read at 3 m."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One exercise of the row with the dose that the timer runs."""

    exercise: Exercise
    dose: Dose


class DemonstrateWindow(QWidget):
    """Space starts and pauses, S skips, Right and Left go on and back, M mutes, Esc ends."""

    closed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        row: Sequence[Shown],
        place: int = 0,
        *,
        clock: Callable[[], float] = monotonic,
        sounder: Sounder | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("demonstrate")
        self.setWindowTitle(_("Demonstration"))
        self._desk, self._clock = desk, clock
        self.sounder = sounder or Sounder()
        self._row, self._place = tuple(row), place
        self._figure: Figure | None = None
        self._heard: tuple[int, int] | None = None
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._flash = QTimer(self, interval=FLASH_MS, singleShot=True)
        self._flash.timeout.connect(self._on_flash_over)
        self._make_labels()
        self._lay_out()
        self._dress(is_flashing=False)
        desk.theme.changed.connect(self._on_theme_changed)
        self.resize(1280, 800)
        self._go(self._place)

    def _make_labels(self) -> None:
        self.name, self.dose = letters(bold=True), letters(bold=True)
        self.steps, self.place = letters(), letters()
        self.doing, self.clock_label = letters(bold=True), letters(bold=True)
        self.count, self.coming = letters(), letters()
        self.view = FigureView()
        self.photo = PhotoView()
        self.bar = QProgressBar(textVisible=False, maximum=1000)

    def _lay_out(self) -> None:
        self.before = self._button(_("Previous"), self._on_before_clicked)
        self.after = self._button(_("Next"), self._on_after_clicked)
        self.start = self._button(_("Start the timer (Space)"), self._on_start_clicked)
        self.start.setProperty("primary", True)
        self.skip = self._button(_("Skip (S)"), self._on_skip_clicked)
        self.sound = self._button(_("Sound (M)"), self._on_sound_clicked)
        self.sound.setCheckable(True)
        self.sound.setChecked(self.sounder.is_on)
        self.end = self._button(_("Close (Esc)"), self.close)
        foot = QHBoxLayout()
        for one in (self.before, self.after, self.place, None, self.start, self.skip):
            if one is None:
                foot.addStretch(1)
            else:
                foot.addWidget(one)
        foot.addStretch(1)
        foot.addWidget(self.sound)
        foot.addWidget(self.end)
        reading = column_of(self.dose, self.steps)
        timing = column_of(self.doing, self.clock_label, self.bar, self.count, self.coming)
        self._sides = QStackedLayout()
        self._sides.addWidget(reading)
        self._sides.addWidget(timing)
        self._pictures = QStackedLayout()
        self._pictures.addWidget(self.view)
        self._pictures.addWidget(self.photo)
        middle = QHBoxLayout()
        middle.setSpacing(28)
        middle.addLayout(self._pictures, 11)
        middle.addLayout(self._sides, 9)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(32, 22, 32, 18)
        layout.addWidget(self.name)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _button(self, words: str, on_click: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(on_click)
        return made

    # What is shown

    @property
    def shown(self) -> Shown:
        """Return the exercise on the screen."""
        return self._row[self._place]

    @property
    def is_ticking(self) -> bool:
        """Say whether the timer of the window runs."""
        return self._timer.isActive()

    def _go(self, place: int) -> None:
        self._timer.stop()
        self._place = min(len(self._row) - 1, max(0, place))
        self.timing = Timing(schedule(self.shown.dose), self._clock)
        self._show_words()
        self._show_picture()
        self._show_timing()
        self._fit()

    def _show_words(self) -> None:
        shown, many = self.shown, len(self._row)
        self.name.setText(shown.exercise.name)
        parts = dose_words(shown.dose).split(SEPARATOR)
        self.dose.setText(SEPARATOR.join(part.replace(" ", "\u00a0") for part in parts))
        steps = enumerate(steps_of(shown.exercise, [shown.dose]), 1)
        self.steps.setText("\n".join(f"{number}. {step}" for number, step in steps))
        self.place.setText(_("{number} of {count}").format(number=self._place + 1, count=many))
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place + 1 < many)

    def _show_picture(self) -> None:
        exercise_id = self.shown.exercise.id
        self._figure = self._desk.figures().get(exercise_id)
        self.view.set_options()
        self.view.show_figure(self._figure)
        self.view.play(self._figure is not None and not self._desk.settings.get(REDUCED_MOTION))
        photos = () if self._figure else photos_of(self._desk.workspace, exercise_id)
        self.photo.show_photos(photos)
        self._pictures.setCurrentIndex(1 if self.photo.count else 0)

    def _show_timing(self) -> None:
        """Show the words of the timer, or the steps while it was not begun."""
        timing = self.timing
        self._sides.setCurrentIndex(1 if timing.is_begun else 0)
        if timing.is_running:
            self.start.setText(_("Pause (Space)"))
        elif timing.is_begun and not timing.is_done:
            self.start.setText(_("Go on (Space)"))
        elif timing.is_begun:
            self.start.setText(_("Once more (Space)"))
        else:
            self.start.setText(_("Start the timer (Space)"))
        self.skip.setEnabled(timing.is_begun and not timing.is_done)
        if not timing.is_begun:
            return
        now = timing.now()
        if now is None:
            self._show_end()
        else:
            self._show_now(now)

    def _show_now(self, now: Now) -> None:
        timing = self.timing
        phase = now.phase
        doing = doing_words(phase) if timing.is_running else _("Pause")
        if doing != self.doing.text():
            self.doing.setText(doing)
            self._fit_doing()
        self.clock_label.setText(large_words(now))
        self.count.setText(count_words(timing.schedule, now))
        self.bar.setValue(round(1000 * now.share))
        following = timing.schedule.phases[now.index + 1 : now.index + 2]
        if not following:
            self.coming.setText(_("Then you are done."))
        else:
            self.coming.setText(_("Then: {words}").format(words=coming_words(following[0])))
        figure = self._figure
        if figure is not None:
            self.view.show_frame(figure_moment(timing.schedule, now, figure, self.shown.dose.tempo))

    def _show_end(self) -> None:
        self.doing.setText(_("Done. Well done!"))
        self._fit_doing()
        self.clock_label.setText("")
        self.bar.setValue(1000)
        self.count.setText("")
        has_more = self._place + 1 < len(self._row)
        coming = self._row[self._place + 1].exercise.name if has_more else ""
        self.coming.setText(_("Next: {words}").format(words=coming) if has_more else "")
        self.view.show_frame(0.0)

    # The timer

    def tick(self) -> None:
        """Look at the clock: new words, a tone and a flash where a phase begins or ends soon."""
        now = self.timing.now()
        if now is None:
            self.timing.pause()
            self._timer.stop()
            self._tell(Tone.DONE)
            self._show_timing()
            return
        heard = (now.index, ceil(now.left_s))
        if heard != self._heard:
            if self._heard is None or self._heard[0] != now.index:
                self._begin(now)
            elif now.phase.repetition is None and heard[1] <= LAST_SECONDS:
                self.sounder.play(Tone.TICK)
            self._heard = heard
        self._show_timing()

    def _begin(self, now: Now) -> None:
        """Tell that a phase begins; the side is shown as it works."""
        phase = now.phase
        figure = self._figure
        if figure is not None:
            self.view.set_options(mirrored=is_mirrored(figure, phase.side))
        if phase.doing in (Doing.SWITCH, Doing.REST):
            self._tell(Tone.CHANGE)
        elif phase.doing is Doing.HOLD or (phase.repetition or 1) == 1:
            if phase.doing is not Doing.READY:
                self._tell(Tone.GO)
        else:
            self.sounder.play(Tone.TICK)

    def _tell(self, tone: Tone) -> None:
        self.sounder.play(tone)
        self._dress(is_flashing=True)
        self._flash.start()

    def _on_flash_over(self) -> None:
        self._dress(is_flashing=False)

    def _dress(self, *, is_flashing: bool) -> None:
        theme = self._desk.theme
        ground = theme.colour("accent-soft" if is_flashing else "base").name()
        self.setStyleSheet(f"#demonstrate {{ background: {ground}; }}")
        strong = theme.colour("accent-strong").name()
        for words in (self.dose, self.doing, self.clock_label):
            words.setStyleSheet(f"color: {strong};")

    def _on_theme_changed(self) -> None:
        self._dress(is_flashing=False)

    def _on_start_clicked(self) -> None:
        if self.timing.is_running:
            self.timing.pause()
            self._timer.stop()
        else:
            self.view.play(False)
            self._heard = None if self.timing.is_done else self._heard
            self.timing.start()
            self._timer.start()
            self.tick()
        self._show_timing()

    def _on_skip_clicked(self) -> None:
        if self.skip.isEnabled():
            self.timing.skip()
            self.tick()

    def _on_sound_clicked(self) -> None:
        self.sounder.is_on = self.sound.isChecked()

    def _on_before_clicked(self) -> None:
        self._go(self._place - 1)

    def _on_after_clicked(self) -> None:
        self._go(self._place + 1)

    # Size, keys, end

    def _fit(self) -> None:
        """Make the letters as large as the window allows."""
        height, width = self.height(), max(100, round((self.width() - 92) * 9 / 20))
        for words, share in (
            (self.name, NAME_SHARE),
            (self.dose, DOSE_SHARE),
            (self.place, FOOT_SHARE),
            (self.clock_label, CLOCK_SHARE),
            (self.count, COUNT_SHARE),
            (self.coming, COUNT_SHARE * 0.8),
        ):
            set_pixels(words, height * share)
        self.bar.setFixedHeight(max(8, round(height * 0.018)))
        room = height * (1 - NAME_SHARE * 3) - height_of(self.dose, width) - 90
        fit(self.steps, width, room, (height * share for share in STEP_SHARES))
        self._fit_doing()

    def _fit_doing(self) -> None:
        """Make what to do as large as it fits on two lines."""
        width = max(100, round((self.width() - 92) * 9 / 20))
        for share in DOING_SHARES:
            set_pixels(self.doing, self.height() * share)
            if height_of(self.doing, width) <= 2.7 * self.height() * share:
                break

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the letters to the window."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start, pause, skip, go on, go back, mute, end."""
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            self._on_after_clicked()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up):
            self._on_before_clicked()
        elif key == Qt.Key.Key_Space:
            self._on_start_clicked()
        elif key == Qt.Key.Key_S:
            self._on_skip_clicked()
        elif key == Qt.Key.Key_M:
            self.sound.click()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop everything that moves and say which exercise was shown last."""
        self._timer.stop()
        self._flash.stop()
        self.view.play(False)
        self.closed.emit(self.shown.exercise.id)
        super().closeEvent(event)
