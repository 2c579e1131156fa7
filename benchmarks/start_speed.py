"""How long the program takes to its first paint and to a person's data, beside a bare window.

Run: python benchmarks/start_speed.py [RUNS] [--count]

Whole processes, ended at the moment in question; the data are the demo's, and 20,000 sessions.
Printed are CPU milliseconds (least and median of several, turn about) and the ratio to a bare Qt
window of the same run; with `--count` the millions of machine instructions instead, which are the
same from run to run (needs valgrind; one run each).
Byte code is kept, as it is for anyone who starts the program a second time.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
SESSIONS = 20_000
BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1280, 820)
window.show()
QTimer.singleShot(0, lambda: os._exit(0))
app.exec()
"""
PAINTED = """
import os, sys
from rehabplanner.cli import main
from rehabplanner.commands import window
window.Opening.go = lambda self: os._exit(0)
main(sys.argv[1:])
"""
ON_SCREEN = """
import os, sys
from rehabplanner.cli import main
from rehabplanner.commands import window
go = window.Opening.go
def opened(self):
    go(self)
    os._exit(0)
window.Opening.go = opened
main([*sys.argv[1:], "--quit-after-paint"])
"""


def environment(folder: Path) -> dict[str, str]:
    """Return the variables of a start: no screen, byte code kept, the same order of everything."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(TOP / "src"),
        "PYTHONPYCACHEPREFIX": str(folder / "byte code"),
        "PYTHONHASHSEED": "0",
    }


def cpu_ms(words: list[str], variables: dict[str, str]) -> float:
    """Return the CPU milliseconds of one process, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, env=variables, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def instructions(words: list[str], variables: dict[str, str]) -> float:
    """Return the millions of instructions of one process."""
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(
        [*tool, *words], env=variables, check=True, capture_output=True, text=True
    )
    (line,) = (one for one in done.stderr.splitlines() if "refs:" in one)
    return int(line.rsplit(":", 1)[1].replace(",", "")) / 1e6


FILL = """
import sys
from pathlib import Path
from storage_speed import a_person, runs
from rehabplanner.keeper import open_database
from rehabplanner.paths import Places
database = open_database(Places(Path(sys.argv[1])))
database.write(saved=[a_person(), *runs(int(sys.argv[2]))])
database.close()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="?", type=int, default=5)
    parser.add_argument("--count", action="store_true", help="count instructions (valgrind)")
    options = parser.parse_args()
    python = sys.executable
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        variables = environment(folder)
        fill = {**variables, "PYTHONPATH": f"{TOP / 'src'}{os.pathsep}{TOP / 'benchmarks'}"}
        many, demo, work = folder / "many", folder / "demo", folder / "work"
        for words in (
            [python, "-m", "rehabplanner", "demo", str(demo)],
            [python, "-c", FILL, str(many), str(SESSIONS)],
        ):
            subprocess.run(words, env=fill, check=True, capture_output=True)
        cases = {
            "bare window": (None, [python, "-c", BARE]),
            "window painted": (demo, [python, "-c", PAINTED, "--data", str(work)]),
            "demo on screen": (demo, [python, "-c", ON_SCREEN, "--data", str(work)]),
            "20 years on screen": (many, [python, "-c", ON_SCREEN, "--data", str(work)]),
        }
        found: dict[str, list[float]] = {case: [] for case in cases}
        measure = instructions if options.count else cpu_ms
        for number in range(2 if options.count else options.runs + 1):
            for case, (data, words) in cases.items():
                shutil.rmtree(work, ignore_errors=True)
                if data is not None:
                    shutil.copytree(data, work)
                # The first round only writes the byte code.
                taken = (measure if number else cpu_ms)(words, variables)
                found[case] += [taken] if number else []
    floor = statistics.median(found["bare window"])
    unit = "M instructions" if options.count else "ms CPU"
    for case, numbers in found.items():
        middle = statistics.median(numbers)
        print(
            f"{case:18} {middle:7.0f} {unit}  least {min(numbers):7.0f}  "
            f"{middle / floor:5.2f} x bare"
        )


if __name__ == "__main__":
    main()
