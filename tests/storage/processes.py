"""Another process with our sources on its path, for tests that kill or compete."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import rehabplanner

TESTS = Path(__file__).parents[1]
SOURCES = Path(rehabplanner.__file__).parents[1]


def environment(**more: str) -> dict[str, str]:
    places = os.pathsep.join(map(str, (SOURCES, TESTS)))
    return {**os.environ, "PYTHONPATH": places, **more}


def python(code: str, *arguments: Any, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env=environment(**more),
    )


def started(code: str, *arguments: Any, **more: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(**more),
    )
