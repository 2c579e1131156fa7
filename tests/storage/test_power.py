"""A power cut at any moment: what was said to be saved is there.

The system calls of a real writer are recorded. A cut is replayed as the disk may have seen it: of
what was written since a file was last synchronised, any part may be there, whole or torn.
"""

import os
import random
import re
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from builders import PERSON_ID, a_person, a_run, a_track
from rehabplanner.storage.database import Database
from storage.processes import environment

CUTS = int(os.environ.get("REHABPLANNER_CUTS", "20"))
SECTOR = 512

WRITER = """
import os, sys
from pathlib import Path
from builders import a_run, a_track
from rehabplanner.storage.database import Database
database = Database.open(Path(sys.argv[1]))
for number in range(90):
    run = a_run(title=str(number), notes="long " * 3500)
    database.write(saved=[run, a_track(run.id)] if number % 5 == 0 else [run])
    os.write(1, b"saved " + str(run.id).encode())
database.close()
"""

CALL = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass
class Disk:
    """The files as they are durable, and what was written since."""

    durable: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[tuple[int, bytes | None]]] = field(default_factory=dict)

    def sync(self, name: str) -> None:
        for change in self.pending.pop(name, []):
            _apply(self.durable.setdefault(name, bytearray()), *change)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        found = {}
        for name in {*self.durable, *self.pending}:
            content = bytearray(self.durable.get(name, b""))
            for place, data in self.pending.get(name, []):
                luck = chance.random()
                if luck < 0.4:
                    _apply(content, place, data)
                elif luck < 0.6 and data:
                    _apply(content, place, data[: chance.randrange(len(data)) // SECTOR * SECTOR])
            found[name] = bytes(content)
        return found


def _apply(content: bytearray, place: int, data: bytes | None) -> None:
    if data is None:
        del content[place:]
        content.extend(b"\0" * (place - len(content)))
    elif data:
        content.extend(b"\0" * (place - len(content)))
        content[place : place + len(data)] = data


def can_trace() -> bool:
    tool = shutil.which("strace")
    if tool is None:
        return False
    done = subprocess.run([tool, "-o", os.devnull, "true"], check=False, capture_output=True)
    return done.returncode == 0


def recorded(path: Path, out: Path) -> list[tuple[str, str, int, bytes | None]]:
    """Return what a writer asked of the disk: (call, file, place, bytes), and what it said."""
    calls = "openat,pwrite64,write,fsync,fdatasync,ftruncate,close,unlink"
    done = subprocess.run(
        [
            *("strace", "-f", "-xx", "-s", "70000", "-e", f"trace={calls}", "-o", out),
            *(sys.executable, "-c", WRITER, path),
        ],
        check=False,
        capture_output=True,
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    names: dict[str, str] = {"1": "said"}
    found: list[tuple[str, str, int, bytes | None]] = []
    with out.open() as lines:
        for line in lines:
            match = CALL.match(line)
            if not match or int(match[3]) < 0:
                continue
            call, given, result = match.groups()
            texts = [bytes.fromhex(one.replace("\\x", "")) for one in TEXT.findall(given)]
            if call == "openat":
                name = texts[0].decode()
                names.pop(result, None)
                if name.startswith(str(path.parent)) and not name.endswith(("-shm", ".open")):
                    names[result] = Path(name).name
                continue
            if call == "unlink":
                found.append((call, Path(texts[0].decode()).name, 0, None))
                continue
            number = given.split(",")[0].strip()
            if number not in names:
                continue
            if call == "close":
                names.pop(number)
            elif call in ("fsync", "fdatasync"):
                found.append(("sync", names[number], 0, None))
            elif call == "ftruncate":
                found.append(("write", names[number], int(given.split(",")[1]), None))
            else:
                place = int(given.rsplit(",", 1)[1]) if call == "pwrite64" else 0
                assert len(texts[0]) == int(result)
                found.append(("write", names[number], place, texts[0]))
    return found


@pytest.mark.skipif(not can_trace(), reason="needs strace, and to be allowed to use it")
def test_a_power_cut_at_any_moment_loses_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "data" / "rehab.db"
    with closing(Database.open(path)) as database:
        database.write(saved=[a_person(), run := a_run(), a_track(run.id)])
    start = {one.name: bytearray(one.read_bytes()) for one in path.parent.iterdir()}
    calls = recorded(path, tmp_path / "calls.txt")
    said = [number for number, call in enumerate(calls) if call[1] == "said"]
    assert len(said) == 90
    assert any(call[:2] == ("write", "rehab.db") for call in calls), "the log was brought in"
    chance = random.Random(2026)
    first = said[0]
    cuts = sorted(chance.randrange(first, len(calls)) for _ in range(CUTS))
    disk = Disk({name: bytearray(content) for name, content in start.items()})
    acknowledged: set[str] = set()
    at = 0
    for number, cut in enumerate(cuts):
        while at < cut:
            call, name, place, data = calls[at]
            if name == "said":
                assert data is not None
                acknowledged.add(data.decode().split()[1])
            elif call == "sync":
                disk.sync(name)
            elif call == "unlink":
                disk.durable.pop(name, None)
                disk.pending.pop(name, None)
            else:
                disk.pending.setdefault(name, []).append((place, data))
            at += 1
        folder = tmp_path / f"cut{number}"
        folder.mkdir()
        for name, content in disk.after_a_cut(chance).items():
            (folder / name).write_bytes(content)
        with closing(Database.open(folder / "rehab.db")) as database:
            records = database.of_person(PERSON_ID)
            assert acknowledged <= {str(one.id) for one in records}
            for one in records:
                if one.title and int(one.title) % 5 == 0:
                    assert database.track(one.id) is not None
            assert database.check() == []
        shutil.rmtree(folder)
