"""What the tests of the importers share."""

import os
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from rehabplanner.importers.reading import Imported, read_file

WHO = UUID(int=7)
BERLIN = ZoneInfo("Europe/Berlin")
Read = Callable[..., Imported]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write bytes or text under a name and read them; return the only row."""

    def read_contents(
        contents: bytes | str, name: str = "file", zone: tzinfo | None = BERLIN
    ) -> Imported:
        path = tmp_path / name
        path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
        rows = read_file(path, WHO, zone)
        assert len(rows) == 1
        return rows[0]

    return read_contents


def data_folder() -> Path | None:
    """Return the folder of real files, None if this machine has none."""
    named = os.environ.get("REHABPLANNER_DATA")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    return folder if (folder / "index.csv").is_file() else None
