"""The samples on disk are what the script makes, and each is read."""

import pytest

from importers.conftest import BERLIN, WHO
from importers.made_files import SAMPLES, samples
from rehabplanner.importers.reading import Status, read_file


@pytest.mark.parametrize(("name", "contents"), samples().items())
def test_samples(name: str, contents: bytes) -> None:
    assert (SAMPLES / name).read_bytes() == contents
    (row,) = read_file(SAMPLES / name, WHO, BERLIN)
    assert row.status is Status.IMPORTED, str(row.message)
