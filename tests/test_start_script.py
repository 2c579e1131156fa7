"""The start script on a machine that has only Python: real environments, of one small library."""

import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement

TOP = Path(__file__).parents[1]
SCRIPT = TOP / "packaging" / "start.py"
LOCKS = ("requirements.lock", "requirements-test.lock")
NO_SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")

# A window toolkit of three lines, and a program that says what it was called with.
TOOLKIT = {
    f"PySide6/{name}.py": "" for name in ("__init__", "QtCore", "QtGui", "QtPrintSupport", "QtSvg")
}
WIDGETS = "class QApplication:\n    def __init__(self, words): pass\n"
PROGRAM = """
import os, sys
print("platform", os.environ.get("QT_QPA_PLATFORM"))
print("words", sys.argv[1:])
sys.exit(7)
"""

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ensurepip") is None, reason="this Python has no ensurepip"
)


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


start = loaded()


def wheel(folder: Path, widgets: str = WIDGETS) -> str:
    """Write the toolkit as a wheel; return its hash."""
    folder.mkdir(exist_ok=True)
    file = folder / "toolkit-1.0-py3-none-any.whl"
    about = "toolkit-1.0.dist-info"
    files = {
        **TOOLKIT,
        "PySide6/QtWidgets.py": widgets,
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: toolkit\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    record = "".join(
        "{},sha256={},{}\n".format(
            name,
            base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode(),
            len(text),
        )
        for name, text in files.items()
    )
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in {**files, f"{about}/RECORD": record}.items():
            archive.writestr(name, text)
    return hashlib.sha256(file.read_bytes()).hexdigest()


class Checkout:
    """A checkout with the real script, a small program and a lock of one library."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.wheels = top.parents[1] / "wheels"  # pip divides its list of places at spaces
        (top / "packaging").mkdir(parents=True)
        shutil.copy(SCRIPT, top / "packaging")
        (top / "src" / "rehabplanner").mkdir(parents=True)
        (top / "src" / "rehabplanner" / "__init__.py").write_text("", encoding="utf-8")
        (top / "src" / "rehabplanner" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
        self.lock(wheel(self.wheels))

    def lock(self, fingerprint: str) -> None:
        for name in LOCKS:
            text = f"toolkit==1.0 \\\n    --hash=sha256:{fingerprint}\n"
            (self.top / "packaging" / name).write_text(text, encoding="utf-8")

    @property
    def environment(self) -> Path:
        return self.top / ".rehabplanner-env-{}.{}".format(*sys.version_info)

    @property
    def toolkit(self) -> Path:
        (found,) = self.environment.rglob("QtWidgets.py")
        return found

    def start(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        usual = {
            key: value
            for key, value in os.environ.items()
            if key not in NO_SCREEN and not key.startswith("PIP_")
        }
        pip = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_CONFIG_FILE": os.devnull,
        }
        return subprocess.run(
            [sys.executable, str(self.top / "packaging" / "start.py"), *words],
            capture_output=True,
            encoding="utf-8",
            env={**usual, "PYTHONIOENCODING": "utf-8", **pip, **more},
            stdin=subprocess.DEVNULL,
            check=False,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    if start.lacking(("any",)):
        pytest.skip("this system lacks libraries of the window toolkit")
    return Checkout(tmp_path / "häuser and spaces" / "checkout")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    if start.lacking(("any",)):
        pytest.skip("this system lacks libraries of the window toolkit")
    made = Checkout(tmp_path_factory.mktemp("ready") / "häuser and spaces" / "checkout")
    first = made.start("run", "list", "runs", "--json")
    assert "Getting ready" in first.stdout
    assert "words ['list', 'runs', '--json']" in first.stdout
    assert first.returncode == 7
    return made


@pytest.fixture
def _no_network(ready: Checkout) -> Iterator[None]:
    aside = ready.wheels.rename(ready.wheels.with_name("unplugged"))
    yield
    aside.rename(ready.wheels)


@pytest.mark.usefixtures("_no_network")
def test_later_starts_need_no_network(ready: Checkout) -> None:
    again = ready.start("run", "list")
    assert again.stdout.splitlines() == ["platform offscreen", "words ['list']"]
    assert again.returncode == 7


@pytest.mark.usefixtures("_no_network")
def test_a_moved_checkout_still_starts(ready: Checkout) -> None:
    home = ready.top
    ready.top = home.rename(home.with_name("elsewhere"))
    try:
        assert ready.start("run", "list").stdout.splitlines()[-1] == "words ['list']"
    finally:
        ready.top = ready.top.rename(home)


@pytest.mark.parametrize("harm", ["stamp", "library", "python"])
def test_a_damaged_environment_is_made_anew(ready: Checkout, harm: str) -> None:
    if harm == "stamp":
        (ready.environment / start.STAMP).unlink()
        ready.toolkit.write_text("half written", encoding="utf-8")
    elif harm == "library":
        for folder in ready.environment.rglob("toolkit-1.0.dist-info"):
            shutil.rmtree(folder)
    else:
        start.python_of(ready.environment).unlink()
    again = ready.start("run", "list")
    assert "Getting ready" in again.stdout
    assert again.stdout.splitlines()[-1] == "words ['list']"
    assert "class QApplication" in ready.toolkit.read_text(encoding="utf-8")


def test_a_library_with_another_hash_is_not_installed(checkout: Checkout) -> None:
    checkout.lock("0" * 64)
    done = checkout.start("run", "list")
    assert done.returncode == 1
    assert "its hash differs" in done.stderr
    assert not list(checkout.environment.rglob("PySide6"))


def test_without_a_network_the_first_start_says_so(checkout: Checkout) -> None:
    shutil.rmtree(checkout.wheels)
    done = checkout.start("run", PIP_NO_INDEX="0", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "network does not answer" in done.stderr


def test_a_toolkit_that_does_not_start_is_said_and_not_taken_for_ready(checkout: Checkout) -> None:
    checkout.lock(wheel(checkout.wheels, "raise ImportError('libodd.so.1: no such file')"))
    done = checkout.start("run", "list")
    assert done.returncode == 1
    assert "libodd.so.1" in done.stderr or "apt install" in done.stderr
    assert not (checkout.environment / start.STAMP).exists()


def test_two_starts_at_once_make_one_environment(checkout: Checkout) -> None:
    words = [sys.executable, str(checkout.top / "packaging" / "start.py"), "run", "list"]
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout.wheels)}
    both = [
        subprocess.Popen(words, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ, **pip})
        for _number in range(2)
    ]
    said = [one.communicate()[0] for one in both]
    assert [one.returncode for one in both] == [7, 7]
    assert "".join(said).count("Getting ready") == 1


def test_both_locks_agree_and_name_no_place() -> None:
    run, test = (pins((TOP / "packaging" / name).read_text(encoding="utf-8")) for name in LOCKS)
    # The test environment may need a library everywhere that the program needs on Windows.
    assert {pin.split(" ;")[0] for pin in run} <= {pin.split(" ;")[0] for pin in test}
    for name in LOCKS:
        text = (TOP / "packaging" / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index" not in text


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14", "3.15"])
def test_each_python_gets_each_library_once(python: str) -> None:
    system = {"python_version": python, "python_full_version": f"{python}.2"}
    for name in LOCKS:
        found = [Requirement(pin) for pin in pins((TOP / "packaging" / name).read_text("utf-8"))]
        taken = [one for one in found if one.marker is None or one.marker.evaluate(system)]
        pinned = {one.name: str(one.specifier) for one in taken}
        assert len(pinned) == len(taken)
        assert pinned["pyside6-essentials"] == pinned["shiboken6"]
        assert python != "3.11" or not pinned["shiboken6"].startswith("==6.12.")


def pins(text: str) -> list[str]:
    """Return name, version and marker of every library of a lock, each with its hashes."""
    found = []
    for block in text.replace("\\\n", " ").splitlines():
        assert "--hash=sha256:" in block
        found.append(block.split("--hash")[0].strip())
    return found


@pytest.mark.parametrize(("version", "is_good"), [
    ((3, 9), False), ((3, 10), False), ((3, 11), True), ((3, 15), True), ((3, 16), False),
])  # fmt: skip
def test_other_pythons_are_refused_in_one_sentence(version: tuple[int, int], is_good: bool) -> None:
    if is_good:
        start.refuse_python(*version, 2**63 - 1)
        return
    with pytest.raises(
        start.Refusal, match=rf"needs Python 3\.11 .* this is Python 3\.{version[1]}"
    ):
        start.refuse_python(*version, 2**63 - 1)


def test_a_python_of_32_bits_is_refused() -> None:
    with pytest.raises(start.Refusal, match="64-bit"):
        start.refuse_python(3, 11, 2**31 - 1)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux names its libraries so")
def test_a_missing_library_is_named_by_its_package() -> None:
    assert start.missing_libraries({"libc.so.6": "libc6", "libnone.so.9": "libnone9"}) == [
        "libnone9"
    ]


def only(*tools: str) -> Callable[[str], str | None]:
    return {tool: f"/usr/bin/{tool}" for tool in tools}.get


def test_what_is_missing_comes_with_the_command_that_brings_it() -> None:
    lacks = ["python3-venv", "libegl1", "libxcb-cursor0"]
    assert start.lack_words(lacks, only("apt", "apt-get")).splitlines()[-1] == (
        "  sudo apt install python3-venv libegl1 libxcb-cursor0"
    )
    assert start.lack_words(lacks, only("dnf")).splitlines()[-1] == (
        "  sudo dnf install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"
    )
    assert "libEGL.so.1, libxcb-cursor.so.0" in start.lack_words(lacks, only("pacman"))


@pytest.mark.parametrize(
    ("words", "is_window"),
    [
        ([], True),
        (["--demo"], True),
        (["--person", "list", "--demo"], True),
        (["--data", "here", "list", "runs"], False),
        (["handout", "-o", "a.pdf"], False),
        (["--help"], False),
        (["--demo", "--quit-after-paint"], False),
        ([str(SCRIPT)], True),
    ],
)
def test_a_command_is_told_from_a_wish_for_the_window(words: list[str], is_window: bool) -> None:
    assert start.wants_window(words) is is_window


def test_a_screen_is_looked_for_on_linux_only() -> None:
    assert start.has_screen("win32", {})
    assert start.has_screen("darwin", {})
    assert not start.has_screen("linux", {})
    assert start.has_screen("linux", {"DISPLAY": ":0"})
    assert start.has_screen("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert start.has_screen("linux", {"QT_QPA_PLATFORM": "vnc"})


@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), ([], 2), (["dance"], 2)])
def test_help_names_every_word(words: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code
    for word in ("run", "test", "check", "needs"):
        assert f"start.py {word} " in done.stdout + done.stderr
