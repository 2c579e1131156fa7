"""A file is the old one or the new one, and a refusal says what to do."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.domain.problems import StorageError
from rehabplanner.files import (
    LONGEST_NAME,
    explained,
    file_name,
    sha256_of,
    write_atomically,
    write_atomically_with,
)


def test_a_new_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "plan.pdf"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["plan.pdf"]
    assert sha256_of(path).startswith("3fc4ccfe745870e2c0d99f71f30ff0656c8dedd4")


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_a_new_file_is_for_its_owner_and_an_old_one_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_atomically(path, b"one")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    write_atomically(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_atomically(path, b"old")

    def fill(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(StorageError, match="no room on the disk"):
        write_atomically_with(path, fill)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["plan.pdf"]


def test_a_mistake_of_the_program_leaves_the_old_file_too(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_atomically(path, b"old")

    def fail(stream: BinaryIO) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_atomically_with(path, fail)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["plan.pdf"]


def test_a_folder_of_the_name_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    with pytest.raises(StorageError, match="Choose another"):
        write_atomically(tmp_path / "plan.pdf", b"x")
    with pytest.raises(StorageError):
        write_atomically(tmp_path / "plan.pdf" / ("x" * 300), b"x")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EACCES, "Choose another folder"),
        (errno.EROFS, "Choose another place"),
        (errno.ENOENT, "no longer there"),
        (errno.EIO, "reports an error"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EINVAL, "could not be read or written"),
    ],
)
def test_every_refusal_names_the_file_and_a_remedy(number: int, words: str) -> None:
    message = str(explained(OSError(number, os.strerror(number)), Path("/far/Ada.pdf")))
    assert '"Ada.pdf"' in message
    assert words in message
    assert "/far" not in message


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("Ada Strand", "2026-W48"), "Ada Strand 2026-W48.pdf"),
        (("../../etc/passwd",), "etc passwd.pdf"),
        (("A/B\\C:D*?",), "A B C D.pdf"),
        (("con",), "_con.pdf"),
        (("",), "_.pdf"),
        (("...",), "_.pdf"),
        (("Åse\n<b>",), "Åse b.pdf"),
    ],
)
def test_a_name_of_a_person_becomes_a_name_of_a_file(words: tuple[str, ...], name: str) -> None:
    assert file_name(*words, suffix=".pdf") == name


@given(st.text())
def test_any_text_becomes_a_name_that_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    name = file_name(text, suffix=".txt")
    path = tmp_path_factory.getbasetemp() / name
    assert path.parent == tmp_path_factory.getbasetemp()
    assert len(name) <= LONGEST_NAME + 5
    write_atomically(path, b"x")
    path.unlink()
