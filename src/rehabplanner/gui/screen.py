"""What to say where no window can be shown, instead of the window toolkit's own last words."""

import os
import sys
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from rehabplanner.catalogue import _

REFUSED = 1


class Screen:
    """Around making the application: if Qt gives up, one sentence is said and the program ends.

    Qt ends the process itself where it finds no screen; this is the last moment to say why.
    """

    def __init__(self) -> None:
        self._told: list[str] = []

    def __enter__(self) -> None:
        """Listen to what Qt says."""
        qInstallMessageHandler(self._take)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Listen no more."""
        qInstallMessageHandler(None)

    def _take(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        self._told.append(text)
        if kind is QtMsgType.QtFatalMsg:
            if sys.stderr is not None:
                sys.stderr.write(words_of(self._told) + "\n")
                sys.stderr.flush()
            os._exit(REFUSED)


def words_of(told: list[str]) -> str:
    """Return why there is no window, and the remedy, from what Qt has said."""
    everything = "\n".join(told)
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or ""
    if "could not connect" in everything or "Failed to create wl_display" in everything:
        if display:
            return _(
                "The screen “{display}” cannot be reached, so no window can be shown. Start the "
                "program in a desktop session; the commands (see --help) need no screen."
            ).format(display=display)
        return _(
            "There is no screen here, so no window can be shown. Start the program in a desktop "
            "session; the commands (see --help) need no screen."
        )
    if "xcb-cursor0" in everything or "cannot open shared object" in everything:
        return _(
            "A library of the system is missing for the window. On Debian or Ubuntu this brings "
            "it: sudo apt install libxcb-cursor0 libxkbcommon-x11-0 libegl1"
        )
    return _("No window can be shown here. What the window toolkit said: {words}").format(
        words=" ".join(everything.split())
    )
