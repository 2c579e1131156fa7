"""How long the program takes to its first paint and to a person's data, beside a bare window.

Run: python benchmarks/start_speed.py [RUNS]. Prints CPU seconds of whole processes (user and
system, least and median of several) and their ratio to a bare Qt window measured in the same run.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(TOP / "src")}
BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 820)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
PAINTED = """
import sys
from rehabplanner.cli import main
from rehabplanner.commands import window

window.Opening.go = lambda self: self._app.exit(0)
main(sys.argv[1:])
"""


def cpu_s(words: list[str]) -> float:
    """Return the CPU seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, env=ENVIRONMENT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        data = ["--data", folder]
        subprocess.run(
            [python, "-m", "rehabplanner", "demo", folder],
            env=ENVIRONMENT,
            check=True,
            capture_output=True,
        )
        cases = {
            "bare window": [python, "-c", BARE],
            "window painted": [python, "-c", PAINTED, *data],
            "data on screen": [python, "-m", "rehabplanner", *data, "--quit-after-paint"],
        }
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _number in range(runs + 1):
            for name, words in cases.items():
                times[name].append(cpu_s(words))
        floor = statistics.median(times["bare window"][1:])
        for name, found in times.items():
            middle = statistics.median(found[1:])
            print(
                f"{name:16} {middle * 1000:7.0f} ms  least {min(found[1:]) * 1000:7.0f} ms  "
                f"{middle / floor:5.2f} x bare"
            )


if __name__ == "__main__":
    main()
