"""Who may import whom: the contracts of pyproject.toml hold, and they leave nothing out."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.cli import lint_imports

SETTINGS = Path(__file__).parents[1] / "pyproject.toml"
TOPMOST = {"__main__", "app", "cli", "commands", "keeper", "late_keeper", "portraits"}


def contracts() -> list[dict[str, Any]]:
    linter = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["tool"]["importlinter"]
    return list(linter["contracts"])


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("rehabplanner", include_external_packages=True, cache_dir=None)


def test_every_layer_imports_only_what_its_contract_allows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = lint_imports(config_filename=str(SETTINGS), no_cache=True)
    said = capsys.readouterr().out
    assert code == 0, said
    assert "0 broken" in said


def test_every_module_has_a_contract(graph: grimp.ImportGraph) -> None:
    governed = {
        source
        for one in contracts()
        if one["type"] == "forbidden"
        for source in one["source_modules"]
    }
    ours = {name.removeprefix("rehabplanner.") for name in graph.find_children("rehabplanner")}
    assert ours - TOPMOST <= {name.removeprefix("rehabplanner.") for name in governed}


def test_every_contract_decides_about_every_module(graph: grimp.ImportGraph) -> None:
    """A new layer is forbidden to the lower ones until someone allows it."""
    ours = set(graph.find_children("rehabplanner")) - {"rehabplanner.__main__"}
    for one in contracts():
        if one["type"] == "forbidden" and one["id"] != "upper":
            allowed = one["name"].split("imports of ours: ")[1].split(", ")
            named = {f"rehabplanner.{name}" for name in allowed if name != "nothing"}
            assert named | set(one["forbidden_modules"]) | set(one["source_modules"]) == ours


def test_every_library_has_its_place(graph: grimp.ImportGraph) -> None:
    foreign = {name for name in graph.modules if not name.startswith("rehabplanner")}
    placed = {
        name
        for one in contracts()
        if one["type"] == "protected"
        for name in one["protected_modules"]
    }
    assert foreign - set(sys.stdlib_module_names) == placed


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("cli", ("PySide6", "sqlalchemy", "numpy", "reportlab", "pyqtgraph")),
        ("keeper", ("PySide6", "pyqtgraph", "reportlab")),
        ("app", ("sqlalchemy", "alembic", "reportlab", "pyqtgraph", "numpy")),
        ("gui.window", ("sqlalchemy", "numpy", "pyqtgraph", "rehabplanner.domain.record")),
    ],
)
def test_starting_brings_in_only_what_the_first_picture_needs(
    module: str, unwanted: tuple[str, ...]
) -> None:
    code = f"import sys, rehabplanner.{module}; print(*sys.modules)"
    source = str(SETTINGS.parent / "src")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {source!r}); {code}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = done.stdout.split()
    assert not ({name.split(".")[0] for name in found} | set(found)) & set(unwanted)


def test_the_first_paint_needs_none_of_qts_many_enumerations() -> None:
    """They are made when `QtCore.Qt` is first looked up, which takes a fifth of a bare window."""
    source = str(SETTINGS.parent / "src")
    code = "import rehabplanner.gui.window, PySide6.QtCore as core; print('Qt' in vars(core))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {source!r}); {code}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "False"
