"""Starts rehabplanner, its checks or its tests on a machine that has only Python.

    python3 packaging/start.py run --demo     the program with made-up people
    python3 packaging/start.py run            the program with your own data
    python3 packaging/start.py test           the tests (words after it go to pytest)
    python3 packaging/start.py check          style, types and layers of the code
    python3 packaging/start.py needs          what this system lacks, one name a line

The first start makes a private environment with exactly the libraries of the lock file, each
checked by its hash; nothing else on the computer changes. Later starts need no network. To begin
anew, delete the folder `.rehabplanner-env-...`. Needs nothing but Python's own library.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

OLDEST, NEWEST = (3, 11), (3, 15)
TOP = Path(__file__).resolve().parents[1]
LOCKS = {
    "run": TOP / "packaging" / "requirements.lock",
    "test": TOP / "packaging" / "requirements-test.lock",
}
COVERS = {"run": ("run",), "test": ("run", "test")}
SIZES = {
    "run": "about 115 MB to fetch (420 MB on the disk), one to two minutes, the first time only",
    "test": "about 225 MB to fetch (920 MB on the disk), one to two minutes, the first time only",
}
STAMP = "rehabplanner.json"
PATH_FILE = "rehabplanner-checkout.pth"
TOOLKIT_PROOF = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6 import QtCore, QtGui, QtPrintSupport, QtSvg, QtWidgets
application = QtWidgets.QApplication(["proof"])
"""
DEMO_PERSON = "from rehabplanner.demo.people import MAIN; print(MAIN.name)"

# What the window toolkit wants of a Linux system: shared library -> Debian's package, by what
# cannot be done without it. Newer releases call some packages otherwise (libglib2.0-0t64,
# libcups2t64) and answer to these names.
LIBRARIES = {
    "any": {
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libX11.so.6": "libx11-6",
        "libxkbcommon.so.0": "libxkbcommon0",
    },
    "x11": {
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
    "printing": {"libcups.so.2": "libcups2"},
}


class Refusal(Exception):
    """What a person must put right first, as a sentence that names the remedy."""


def refuse_python(major: int, minor: int, largest: int) -> None:
    """Raise Refusal for a Python that the libraries are not made for."""
    if not OLDEST <= (major, minor) <= NEWEST:
        raise Refusal(
            "rehabplanner needs Python {}.{} to {}.{}, and this is Python {}.{}: "
            "start it with another one, for example `python3.13 packaging/start.py run`.".format(
                *OLDEST, *NEWEST, major, minor
            )
        )
    if largest < 2**32:
        raise Refusal("rehabplanner needs a 64-bit Python, and this one is 32-bit.")


if __name__ == "__main__":
    # Here and not in main(): an older Python already stumbles over the lines that follow.
    try:
        refuse_python(sys.version_info[0], sys.version_info[1], sys.maxsize)
    except Refusal as too_old:
        sys.exit(str(too_old))


def main(words: Sequence[str]) -> int:
    """Do what the first word says; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    deeds: dict[str, Callable[[Sequence[str]], int]] = {
        "run": run,
        "test": test,
        "check": check,
        "needs": needs,
    }
    if words and words[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0
    if not words or words[0] not in deeds:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    try:
        return deeds[words[0]](words[1:])
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next start goes on from here.", file=sys.stderr)
        return 130


# -- what the words do -----------------------------------------------------------------------


def run(words: Sequence[str]) -> int:
    """Start the program; without a screen draw its pages into a folder instead."""
    environment = child_environment()
    python = prepared("run")
    if has_screen(sys.platform, environment):
        refuse_lacks(screen_uses(environment))
        return become([python, "-P", "-m", "rehabplanner", *words], environment)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    if wants_window(words):
        # "This plugin does not support propagateSizeHints()", once a dialog
        environment.setdefault("QT_LOGGING_RULES", "default.warning=false")
        return draw(python, words, environment)
    return become([python, "-P", "-m", "rehabplanner", *words], environment)


def test(words: Sequence[str]) -> int:
    """Run the tests without a screen, on all cores if nothing else is said."""
    python = prepared("test")
    environment = child_environment()
    environment["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(TOP)
    chosen = list(words) or ["-q", "-n", "auto"]
    return become([python, "-P", "-m", "pytest", *chosen], environment)


def check(_words: Sequence[str]) -> int:
    """Check style, types and layers; every check runs, whatever the one before said."""
    python = prepared("test")
    environment = child_environment()
    failed = []
    for name, words in {
        "style": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "types": ["-m", "mypy"],
        "layers": ["-c", "from importlinter.cli import lint_imports_command as do; do()"],
    }.items():
        print(f"== {name}", flush=True)
        if subprocess.call([str(python), "-P", *words], cwd=TOP, env=environment):
            failed.append(name)
    print("Not right yet: {}".format(", ".join(failed)) if failed else "All checks passed.")
    return 1 if failed else 0


def needs(_words: Sequence[str]) -> int:
    """Print the system packages that are missing, one a line."""
    for name in lacking(LIBRARIES):
        print(name)
    return 0


# -- a screen or none ------------------------------------------------------------------------


def has_screen(system: str, environment: Mapping[str, str]) -> bool:
    """Say whether a window can be shown, or the person chose another way to show it."""
    if system in ("win32", "darwin"):
        return True
    return any(environment.get(key) for key in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def wants_window(words: Sequence[str]) -> bool:
    """Say whether the words ask for the window and not for a command that needs none."""
    if any(word in ("-h", "--help", "--version", "--quit-after-paint") for word in words):
        return False
    first, _rest = parted(words)
    return first is None or Path(first).exists()


def parted(words: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the first word that is no option (a command or a file), and the common options."""
    options: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            return word, options
        options.append(word)
        if word in ("--data", "--database", "--person", "--language"):
            options.extend(value for value in [next(waiting, None)] if value is not None)
    return None, options


def draw(python: Path, words: Sequence[str], environment: Mapping[str, str]) -> int:
    """Draw every page, a programme and a chart into a folder, and say where it is."""
    file, options = parted(words)
    print(
        "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the pages are "
        "drawn as pictures. For the window, start this in a desktop session.",
        flush=True,
    )
    if file is not None:
        print("Files are taken in without a window by: packaging/start.py run import FILES")
    folder = picture_folder()
    program = [str(python), "-P", "-m", "rehabplanner"]

    def do(*more: str) -> int:
        return subprocess.call(
            [*program, *more], env=dict(environment), stdout=subprocess.DEVNULL, cwd=Path.cwd()
        )

    with tempfile.TemporaryDirectory(prefix="rehabplanner-demo-") as scratch:
        if "--demo" in options:
            options = [word for word in options if word != "--demo"]
            if "--data" not in options:
                do("demo", scratch)
                options += ["--data", scratch]
            if "--person" not in options:
                asked = [str(python), "-P", "-c", DEMO_PERSON]
                options += ["--person", said(asked, environment).strip()]
        elif "--person" not in options:
            people = said([*program, "list", "people", "--json", *options], environment)
            names = [json.loads(line)["name"] for line in people.splitlines()]
            options += ["--person", names[0]] if names else []
        codes = [do("pictures", str(folder), *options)]
        if "--person" in options:
            codes.append(do("handout", "-o", str(folder / "programme.pdf"), *options))
            codes.append(do("chart", "-o", str(folder / "load-and-pain.pdf"), *options))
    made = [one for one in folder.iterdir() if one.suffix in (".png", ".pdf")]
    if made:
        print(f"{len(made)} pictures and PDFs are in {folder}")
    return max(codes) if made else 1


def said(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return what a child prints."""
    done = subprocess.run(
        list(words), env=dict(environment), stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    return done.stdout


def picture_folder() -> Path:
    """Return an empty folder for pictures: here if that can be written, else a temporary one."""
    folder = Path.cwd() / "rehabplanner-pictures"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
        for old in (*folder.glob("*.png"), *folder.glob("*.pdf")):
            old.unlink()
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="rehabplanner-pictures-"))


# -- the private environment -----------------------------------------------------------------


def prepared(kind: str) -> Path:
    """Return the Python of a ready environment; make or mend it if need be.

    Raises Refusal if something is missing that only the person can bring.
    """
    folder = environment_folder()
    if not is_ready(folder, kind):
        refuse_lacks(["any"])
        with alone(folder):
            if not is_ready(folder, kind):
                make(folder, kind)
    write_path_file(folder)
    return python_of(folder)


def environment_folder() -> Path:
    """Return the folder of the environment: in the checkout, else in the user's cache."""
    name = ".rehabplanner-env-{}.{}".format(*sys.version_info)
    if (TOP / name).is_dir() or os.access(TOP, os.W_OK):
        return TOP / name
    home = Path.home()
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        cache = home / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return cache / "rehabplanner" / (name.lstrip(".") + "-" + hash_of(str(TOP).encode())[:8])


def python_of(folder: Path) -> Path:
    """Return where the environment's Python lies."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def packages_of(folder: Path) -> Path:
    """Return where the environment's libraries lie."""
    if os.name == "nt":
        return folder / "Lib" / "site-packages"
    return folder / "lib" / "python{}.{}".format(*sys.version_info) / "site-packages"


def is_ready(folder: Path, kind: str) -> bool:
    """Say whether the environment is whole and of today's lock; quick, and without a network."""
    stamp = stamp_of(folder)
    return stamp is not None and stamp["locks"].get(kind) == lock_hash(kind)


def stamp_of(folder: Path) -> dict[str, Any] | None:
    """Return what was recorded when the environment was finished, None if it is not whole."""
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        is_whole = (
            stamp["python"] == this_python()
            and isinstance(stamp["locks"], dict)
            and set(stamp["libraries"]) <= {one.name for one in libraries_of(folder)}
            and python_of(folder).exists()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return stamp if is_whole else None


def make(folder: Path, kind: str) -> None:
    """Make the environment, or bring a whole one up to the lock; the stamp is written last."""
    print(f"Getting ready: {SIZES[kind]}.", flush=True)
    try:
        if folder.exists() and stamp_of(folder) is None:
            shutil.rmtree(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if not folder.exists():
            make_empty(folder)
        (folder / STAMP).unlink(missing_ok=True)
        install(python_of(folder), LOCKS[kind])
        write_path_file(folder)
        prove_toolkit(python_of(folder))
        write_stamp(folder, kind)
    except OSError as error:
        raise Refusal(
            f"The private environment in {folder} could not be made: "
            f"{error.strerror or error}. Make room there, or delete the folder, and start again."
        ) from error
    print("Ready.", flush=True)


def make_empty(folder: Path) -> None:
    """Make an environment that holds nothing but pip."""
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Refusal(
            f"Python could not make the private environment in {folder}: "
            f"{last_line(done.stderr or done.stdout)}"
        )


def install(python: Path, lock: Path) -> None:
    """Install what the lock names, each file checked by its hash. Raises Refusal in words."""
    environment = {
        key: value
        for key, value in child_environment().items()
        if key not in ("PIP_TARGET", "PIP_PREFIX", "PIP_USER", "PIP_REQUIRE_VIRTUALENV")
    }
    environment.update(PIP_USER="0", PYTHONUNBUFFERED="1", PYTHONUTF8="1")
    words = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    words += ["--progress-bar", "off", "--retries", "2", "--require-hashes"]
    words += ["--only-binary", ":all:", "-r", str(lock)]
    heard: list[str] = []
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=environment,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            heard.append(line.rstrip())
            progress(line)
    progress(None)
    if pip.returncode:
        raise Refusal(pip_words(heard))


def progress(line: str | None) -> None:
    """Show on one line of a terminal what is being done; None clears it."""
    if not sys.stdout.isatty():
        return
    words = (line or "").split()
    if line is None:
        print("\r" + " " * 60, end="\r", flush=True)
    elif words[:1] == ["Collecting"]:
        print(f"\r  fetching {words[1].split('==')[0]:50.50}", end="", flush=True)
    elif words[:1] == ["Installing"]:
        print("\r  putting everything in its place" + " " * 28, end="", flush=True)


def pip_words(heard: Sequence[str]) -> str:
    """Return one sentence for why the libraries could not be installed."""
    text = "\n".join(heard)
    if "No space left" in text or "not enough space" in text:
        return "The disk is full: make about 2 GB of room and start again."
    if "DO NOT MATCH THE HASHES" in text:
        return (
            "A fetched library is not the one that was locked (its hash differs), so nothing was "
            "installed: start again, and if it stays so, ask who looks after your network."
        )
    signs = ("NewConnectionError", "ConnectionError", "Temporary failure in name", "getaddrinfo",
             "ConnectTimeout", "ReadTimeout", "Name or service not known", "timed out",
             "Failed to establish", "ProxyError", "Network is unreachable")  # fmt: skip
    if any(sign in text for sign in signs):
        return (
            "The libraries could not be fetched, since the network does not answer: connect this "
            "computer (the first start only) and start again."
        )
    if "No matching distribution" in text:
        return (
            f"There are no ready-made libraries for this system ({platform.system()} on "
            f"{platform.machine()}, Python {platform.python_version()}): " + last_line(text)
        )
    return "The libraries could not be installed: " + last_line(text)


def prove_toolkit(python: Path) -> None:
    """Raise Refusal, with what to install, unless the window toolkit really starts."""
    done = subprocess.run(
        [str(python), "-P", "-c", TOOLKIT_PROOF],
        capture_output=True,
        env=child_environment(),
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    refuse_lacks(LIBRARIES)
    raise Refusal(
        "The window toolkit does not start on this system: " + last_line(done.stderr or done.stdout)
    )


def write_stamp(folder: Path, kind: str) -> None:
    """Record what the environment was made of, so that later starts need not look."""
    stamp = {
        "python": this_python(),
        "locks": {one: lock_hash(one) for one in COVERS[kind]},
        "libraries": sorted(one.name for one in libraries_of(folder)),
    }
    beside = folder / (STAMP + ".new")
    beside.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    beside.replace(folder / STAMP)


def write_path_file(folder: Path) -> None:
    """Let the environment find the program in this checkout, wherever that lies today."""
    file = packages_of(folder) / PATH_FILE
    line = f"import sys; sys.path.insert(0, {str(TOP / 'src')!a})\n"
    with contextlib.suppress(OSError):
        if file.read_text(encoding="utf-8") == line:
            return
    file.write_text(line, encoding="utf-8")


def libraries_of(folder: Path) -> Iterator[Path]:
    """Yield the installed libraries' entries that pip leaves."""
    return packages_of(folder).glob("*.dist-info")


def this_python() -> str:
    """Return what an environment belongs to: version, build and processor."""
    return f"{sys.version} {platform.machine()}"


def lock_hash(kind: str) -> str:
    """Return the fingerprint of a lock, the same with either kind of line end."""
    return hash_of(LOCKS[kind].read_bytes().replace(b"\r\n", b"\n"))


def hash_of(data: bytes) -> str:
    """Return a fingerprint."""
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one start at a time make the environment; the others wait for it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(folder.name + ".lock").open("a+b") as file:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            with contextlib.suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


# -- what the system lacks -------------------------------------------------------------------


def lacking(uses: Collection[str]) -> list[str]:
    """Return the system packages that are missing, as Debian calls them.

    If nothing that these uses (keys of LIBRARIES) need is missing, the list is empty; else it
    holds what the other uses miss too, so that one command brings everything.
    """
    parts = ("venv", "ensurepip") if "any" in uses else ()
    bare = any(importlib.util.find_spec(name) is None for name in parts)
    missing = {use: missing_libraries(table) for use, table in LIBRARIES.items()}
    if not bare and not any(missing[use] for use in uses):
        return []
    return [venv_package()] * bare + [name for names in missing.values() for name in names]


def refuse_lacks(uses: Collection[str]) -> None:
    """Raise Refusal, naming the command that helps, if these uses miss something."""
    lacks = lacking(uses)
    if lacks:
        raise Refusal(lack_words(lacks, shutil.which))


def screen_uses(environment: Mapping[str, str]) -> list[str]:
    """Return what a window on this screen needs (keys of LIBRARIES)."""
    if environment.get("QT_QPA_PLATFORM"):
        return []
    if environment.get("DISPLAY"):
        return ["x11"]
    return ["wayland"] if environment.get("WAYLAND_DISPLAY") else []


def missing_libraries(table: Mapping[str, str]) -> list[str]:
    """Return the packages whose shared library cannot be loaded; none where it is not Linux."""
    missing = []
    for soname, package in table.items() if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.append(package)
    return missing


def venv_package() -> str:
    """Return Debian's package that completes this Python."""
    number = "{}.{}".format(*sys.version_info)
    usual = os.path.realpath("/usr/bin/python3").endswith(number)
    return "python3-venv" if usual else f"python{number}-venv"


def lack_words(lacks: Sequence[str], which: Callable[[str], str | None]) -> str:
    """Return one sentence that ends in the command which installs what is missing."""
    start = "Your system lacks a few libraries; this command brings them, then start again:\n  "
    if which("apt") or which("apt-get"):
        return start + "sudo apt install " + " ".join(lacks)
    known = {soname: name for table in LIBRARIES.values() for soname, name in table.items()}
    sonames = [soname for soname, name in known.items() if name in lacks]
    for tool in ("dnf", "zypper"):
        if which(tool) and sonames:
            return (
                start + f"sudo {tool} install " + " ".join(f"'{one}()(64bit)'" for one in sonames)
            )
    wanted = (
        "shared libraries " + ", ".join(sonames) if sonames else "Python modules venv, ensurepip"
    )
    return f"Your system lacks the {wanted}: install them with its own tool and start again."


# -- children --------------------------------------------------------------------------------


def child_environment() -> dict[str, str]:
    """Return the environment of children, without what would lead Python astray."""
    astray = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV")
    return {key: value for key, value in os.environ.items() if key not in astray}


def become(words: Iterable[object], environment: Mapping[str, str]) -> int:
    """Go on as another program (where the system can do so), with its exit code."""
    command = [str(word) for word in words]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        return subprocess.call(command, env=dict(environment))
    os.execve(command[0], command, dict(environment))
    raise AssertionError("unreachable")


def last_line(text: str) -> str:
    """Return the last line that says something, preferring one that names an error."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR:", "Error:"))]
    return (errors or lines or ["it gave no reason"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
