"""Starting where it cannot work: one sentence with the remedy, an exit code, and no hanging."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rehabplanner.gui.dressing import program_icon
from rehabplanner.gui.screen import words_of
from rehabplanner.paths import Places
from storage.processes import environment

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux has displays")


def window(data: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    given = environment(**more)
    if "QT_QPA_PLATFORM" not in more:
        del given["QT_QPA_PLATFORM"]
    return subprocess.run(
        [sys.executable, "-m", "rehabplanner", "--data", str(data), "--quit-after-paint"],
        check=False,
        capture_output=True,
        text=True,
        env=given,
        timeout=60,
    )


def test_a_refused_file_ends_a_start_that_only_paints(places: Places) -> None:
    places.data.mkdir()
    places.database.write_text("Dear diary, this is no database.")
    done = window(places.data, QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 1
    assert "is not a file of this program" in done.stderr
    assert "Traceback" not in done.stderr
    assert places.database.read_text() == "Dear diary, this is no database."


@linux
def test_a_screen_that_cannot_be_reached_is_one_sentence(places: Places) -> None:
    done = window(places.data, DISPLAY=":97", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="xcb")
    assert done.returncode == 1
    if "library of the system" not in done.stderr:
        assert "The screen “:97” cannot be reached" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    said = ["From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb plugin."]
    assert "apt install libxcb-cursor0" in words_of(said)
    assert "There is no screen here" in words_of(["could not connect to display "])
    assert "What the window toolkit said: odd" in words_of(["odd"])


def test_the_program_has_its_drawing(qtbot: QtBot) -> None:
    assert not program_icon().pixmap(64, 64).isNull()
    assert os.sep not in program_icon().name()
