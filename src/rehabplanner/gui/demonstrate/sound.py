"""Short tones without a sound library: a file made here, played by what the computer has."""

import io
import math
import shutil
import struct
import sys
import wave
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QProcess, QTemporaryDir
from PySide6.QtWidgets import QApplication

if sys.platform == "win32":
    import winsound

RATE = 22_050
PLAYERS = (("afplay", ()), ("paplay", ()), ("aplay", ("-q",)))


class Tone(StrEnum):
    """What a tone tells."""

    TICK = "tick"
    GO = "go"
    CHANGE = "change"
    DONE = "done"


NOTES: dict[Tone, tuple[tuple[float, float], ...]] = {
    Tone.TICK: ((660, 0.07),),
    Tone.GO: ((880, 0.25),),
    Tone.CHANGE: ((880, 0.12), (0, 0.06), (660, 0.22)),
    Tone.DONE: ((660, 0.15), (880, 0.15), (1100, 0.35)),
}
"""Hertz and seconds; 0 Hz is silence."""


def wav_bytes(notes: tuple[tuple[float, float], ...]) -> bytes:
    """Return notes as a WAV file, each fading in and out so that it does not click."""
    values: list[int] = []
    for hertz, seconds in notes:
        count = round(seconds * RATE)
        fade = max(1, min(count // 2, RATE // 100))
        for k in range(count):
            loud = min(1.0, k / fade, (count - k) / fade) if hertz else 0.0
            values.append(round(12_000 * loud * math.sin(2 * math.pi * hertz * k / RATE)))
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))
    return stream.getvalue()


class Sounder:
    """Plays tones with the computer's own player, else with its warning sound."""

    def __init__(self) -> None:
        self.is_on = True
        self._player = next(
            ((path, args) for name, args in PLAYERS if (path := shutil.which(name))), None
        )
        self._folder: QTemporaryDir | None = None
        self._files: dict[Tone, str] = {}

    def play(self, tone: Tone) -> None:
        """Play a tone and return at once; silent while switched off."""
        if not self.is_on:
            return
        if sys.platform == "win32":
            winsound.PlaySound(self._file(tone), winsound.SND_FILENAME | winsound.SND_ASYNC)
        elif self._player is not None:
            path, args = self._player
            QProcess.startDetached(path, [*args, self._file(tone)])
        elif tone is not Tone.TICK:
            QApplication.beep()

    def _file(self, tone: Tone) -> str:
        if tone not in self._files:
            self._folder = self._folder or QTemporaryDir()
            path = Path(self._folder.path()) / f"{tone.value}.wav"
            path.write_bytes(wav_bytes(NOTES[tone]))
            self._files[tone] = str(path)
        return self._files[tone]
