"""Keeps what is typed into some fields as a draft, and offers what was left of an earlier time."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QTimer

from rehabplanner.gui.draft_fields import Field
from rehabplanner.gui.drafts import Draft, DraftKey, Drafts, keep_quietly
from rehabplanner.gui.widgets.draft_bar import DraftBar

LOOK_MS = 2000
"""How often is looked what has been typed; a draft is at most this old, and a moment."""


class DraftKeeper(QObject):
    """Looks every two seconds what has changed in the fields; `bar` offers what was left."""

    def __init__(self, drafts: Drafts, fields: Mapping[str, Field], parent: QObject) -> None:
        super().__init__(parent)
        self.bar = DraftBar()
        self.bar.taken.connect(self._on_taken)
        self.bar.discarded.connect(self._on_discarded)
        self._drafts = drafts
        self._fields = dict(fields)
        self._key: DraftKey | None = None
        self._before: dict[str, Any] = {}
        self._kept: dict[str, Any] = {}
        self._offered: list[Draft] = []
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self.look)

    def begin(self, key: DraftKey) -> None:
        """Take what the fields show as known, and offer what was left of an earlier time."""
        self.pause()
        self._key = key
        self._before, self._kept = self._values(), {}
        own = self._drafts.own(key)
        if own.exists():
            self._drafts.set_aside(own)
        self._offered = self._drafts.left(key)
        self._offer()
        self._drafts.follow(self.look)
        self._clock.start()

    @property
    def changes(self) -> dict[str, Any]:
        """Return what differs from what was there at the beginning."""
        return {
            name: value
            for name, value in self._values().items()
            if value != self._before.get(name, value)
        }

    def look(self) -> bool:
        """Keep what has been typed since the last look; say whether all of it is kept."""
        if self._key is None:
            return True
        changes = self.changes
        if changes == self._kept:
            return True
        file = self._drafts.own(self._key)
        if not changes:
            self._drafts.remove(file)
        elif not keep_quietly(self._drafts, file, changes):
            return False
        self._kept = changes
        return True

    def pause(self) -> bool:
        """Keep what is typed and look no more; it is offered the next time."""
        self._stop()
        is_kept = self.look()
        self._key = None
        self.bar.hide()
        return is_kept

    def end(self, *, is_saved: bool) -> None:
        """Forget the draft, because it was saved or given up on purpose.

        What was offered and neither taken up nor discarded stays, unless something was saved.
        """
        self._stop()
        if self._key is None:
            return
        self._drafts.remove(self._drafts.own(self._key))
        if is_saved:
            for draft in self._offered:
                self._drafts.remove(draft.file)
        self._key, self._offered = None, []
        self.bar.hide()

    def _stop(self) -> None:
        self._clock.stop()
        self._drafts.leave(self.look)

    def _values(self) -> dict[str, Any]:
        return {name: field.read() for name, field in self._fields.items()}

    def _offer(self) -> None:
        if self._offered:
            self.bar.offer(self._offered[0].written_at)
        else:
            self.bar.hide()

    def _on_taken(self) -> None:
        draft = self._offered.pop(0)
        for name, value in draft.values.items():
            field = self._fields.get(name)
            if field is not None:
                with suppress(ValueError, TypeError, KeyError):
                    field.write(value)
        if self.look():
            self._drafts.remove(draft.file)
        self._offer()

    def _on_discarded(self) -> None:
        self._drafts.remove(self._offered.pop(0).file)
        self._offer()
