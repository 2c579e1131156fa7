"""Is a folder on a disk of this computer? On network drives a database needs more care."""

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

LOCAL = frozenset(
    {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "reiserfs", "bcachefs"}
    | {"tmpfs", "ramfs", "overlay", "aufs", "vfat", "exfat", "msdos", "ntfs", "ntfs3", "fuseblk"}
    | {"hfs", "hfsplus", "apfs", "ufs", "squashfs", "devfs"}
)
_REMOTE_DRIVE = 4


def is_local(folder: Path) -> bool:
    """Say whether the folder is surely on a disk of this computer; unknown counts as no."""
    try:
        place = folder.resolve()
        if sys.platform == "win32":
            return _is_local_on_windows(place)
        if sys.platform == "darwin":
            listed = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True
            )
            return _kind_of(place, mac_mounts(listed.stdout)) in LOCAL
        text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        return _kind_of(place, linux_mounts(text)) in LOCAL
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def linux_mounts(text: str) -> dict[str, str]:
    """Return mount point -> kind of file system from `/proc/self/mountinfo`."""
    found = {}
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        if after:
            point = re.sub(r"\\(\d{3})", lambda hit: chr(int(hit[1], 8)), before.split()[4])
            found[point] = after.split()[0]
    return found


def mac_mounts(text: str) -> dict[str, str]:
    """Return mount point -> kind of file system from the words of `mount` on macOS."""
    found = {}
    for line in text.splitlines():
        _, _, after = line.partition(" on ")
        point, _, options = after.rpartition(" (")
        if point:
            found[point] = options.split(",")[0].strip(" )")
    return found


def _kind_of(place: Path, mounts: dict[str, str]) -> str:
    inside = [point for point in mounts if place.is_relative_to(point)]
    return mounts[max(inside, key=len)] if inside else ""


def _is_local_on_windows(place: Path) -> bool:
    root = os.path.splitdrive(place)[0] + "\\"
    if root.startswith("\\\\"):
        return False
    kind = ctypes.windll.kernel32.GetDriveTypeW(root)  # type: ignore[attr-defined]
    return bool(kind > 1 and kind != _REMOTE_DRIVE)
