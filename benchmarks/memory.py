"""How much memory the window takes, beside a bare window: at its start, and with all in use.

Run: python benchmarks/memory.py. Linux only: it reads the resident memory of whole processes, in
MB, and how much of it no other program could share. Targets: at most 1.3 bare windows at the first
paint, and 250 MB with 20 years of data and every tab opened.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "benchmarks"))

from start_speed import BARE, FILL, PAINTED, SESSIONS, environment  # noqa: E402

PRIVATE = """
import os
def held_mb(*names):
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return sum(int(one.split()[1]) for one in lines if one.startswith(names)) / 1024
def end():
    print(held_mb("Rss"), held_mb("Private"))
    import sys
    sys.stdout.flush()
    os._exit(0)
"""
USED = """
import sys
from PySide6.QtCore import QTimer
from rehabplanner.cli import main
from rehabplanner.commands import window as command
from rehabplanner.gui.tabs import TABS
go = command.Opening.go
def opened(self):
    go(self)
    window = self._program.window
    turns = iter([*TABS, *TABS, None])
    def turn():
        tab = next(turns)
        if tab is None:
            end()
        window.open_tab(tab.key)
        window.grab()
    clock = QTimer(window)
    clock.setInterval(600)
    clock.timeout.connect(turn)
    clock.start()
command.Opening.go = opened
main(sys.argv[1:])
"""


def main() -> None:
    """Measure and print."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        variables = environment(folder)
        fill = {**variables, "PYTHONPATH": f"{TOP / 'src'}{os.pathsep}{TOP / 'benchmarks'}"}
        demo, many = folder / "demo", folder / "many"
        for words in (
            [python, "-m", "rehabplanner", "demo", str(demo)],
            [python, "-c", FILL, str(many), str(SESSIONS)],
        ):
            subprocess.run(words, env=fill, check=True, capture_output=True)
        ends = "lambda: os._exit(0)", "lambda self: os._exit(0)"
        bare = BARE.replace(ends[0], "lambda: (end())")
        painted = PAINTED.replace(ends[1], "lambda self: end()")
        floor = 0.0
        for case, code, data in (
            ("bare window", bare, None),
            ("window painted", painted, demo),
            ("demo, every tab", USED, demo),
            ("20 years, every tab", USED, many),
        ):
            words = [python, "-c", PRIVATE + code, *(("--data", str(data)) if data else ())]
            done = subprocess.run(words, env=variables, check=True, capture_output=True, text=True)
            used, private = map(float, done.stdout.splitlines()[-1].split())
            floor = floor or used
            print(f"{case:20} {used:6.0f} MB  {used / floor:5.2f} x bare, {private:4.0f} unshared")


if __name__ == "__main__":
    main()
