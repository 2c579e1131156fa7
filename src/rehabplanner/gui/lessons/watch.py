"""Says above the tabs when a short text fits how things are, with the reason; opens it."""

import json
from datetime import timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from rehabplanner.domain.dossier import Dossier
from rehabplanner.domain.reading_hints import Hint, reading_hint
from rehabplanner.gui import settings as prefs
from rehabplanner.gui.desk import Desk
from rehabplanner.gui.widgets.calm_line import CalmLine
from rehabplanner.gui.window import Window
from rehabplanner.wording import _, say

QUIET_DAYS = 14
TABS = frozenset({"progress", "diary"})


class LessonsWatch(QObject):
    """One quiet line on the tabs of load, pain and diary, while no other line waits there.

    Read or put aside, a text is not offered to the same person again for two weeks.
    """

    def __init__(self, window: Window, desk: Desk, before: tuple[QWidget, ...] = ()) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._before = before
        self._hint: Hint | None = None
        self.line = CalmLine(desk.theme, _("A text that fits"))
        self.read_button = self.line.button(_("Read"))
        self.later_button = self.line.button(_("Not now"))
        self.read_button.clicked.connect(self._on_read_clicked)
        self.later_button.clicked.connect(self._on_later_clicked)
        window.above.addWidget(self.line)
        window.shown.connect(self.refresh)
        window.tabs.currentChanged.connect(self._on_tab_changed)

    def _dossier(self) -> Dossier | None:
        person_id = self._window.person_id
        return self._desk.workspace.dossier(person_id) if person_id else None

    def refresh(self) -> None:
        """Show the text that fits the person on show, if any."""
        dossier = self._dossier()
        is_crowded = any(not one.isHidden() for one in self._before)
        if dossier is None or is_crowded or self._window.current_key not in TABS:
            self.line.hide()
            return
        hint = reading_hint(dossier, self._desk.today())
        self._hint = hint
        if hint is None or self._is_quiet(dossier, hint):
            self.line.hide()
            return
        lesson = self._desk.library.lessons[hint.lesson_id]
        words = _("{reason} To read: {title}.").format(reason=say(hint.words), title=lesson.title)
        self.line.say(words, "note")

    def show(self, lesson_id: str = "") -> None:
        """Open the texts, this one in front."""
        from rehabplanner.gui.lessons.window import LessonsWindow

        dossier = self._dossier()
        if dossier is not None:
            LessonsWindow(self._desk, dossier, lesson_id, self._window).open()

    def _on_tab_changed(self, _number: int) -> None:
        self.refresh()

    def _on_read_clicked(self) -> None:
        hint = self._hint
        if hint is not None:
            self._keep_quiet(hint)
            self.show(hint.lesson_id)

    def _on_later_clicked(self) -> None:
        if self._hint is not None:
            self._keep_quiet(self._hint)

    # Not twice

    def _key(self, dossier: Dossier, hint: Hint) -> str:
        return f"{dossier.person.id} {hint.lesson_id}"

    def _keep_quiet(self, hint: Hint) -> None:
        dossier = self._dossier()
        if dossier is None:
            return
        since = str(self._desk.today() - timedelta(days=QUIET_DAYS))
        kept = {key: day for key, day in self._offered().items() if day > since}
        kept[self._key(dossier, hint)] = str(self._desk.today())
        self._desk.settings.set(prefs.TEXTS_OFFERED, json.dumps(kept))
        self.line.hide()

    def _is_quiet(self, dossier: Dossier, hint: Hint) -> bool:
        since = str(self._desk.today() - timedelta(days=QUIET_DAYS))
        return self._offered().get(self._key(dossier, hint), "") > since

    def _offered(self) -> dict[str, str]:
        try:
            found = json.loads(self._desk.settings.get(prefs.TEXTS_OFFERED))
        except ValueError:
            return {}
        if not isinstance(found, dict):
            return {}
        return {str(key): str(day) for key, day in found.items()}
