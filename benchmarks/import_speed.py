"""How fast files are read: ours against fitdecode over the same FIT files, and GPX per hour.

Run: python benchmarks/import_speed.py [FOLDER OF FIT FILES]
Prints CPU times (least of several) and ratios; a ratio says more than a time on a busy machine.
"""

import io
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from time import process_time
from uuid import UUID

import fitdecode

from rehabplanner.importers import fit_columns
from rehabplanner.importers.reading import read_file

ROOT = Path(__file__).parents[1]
WHO = UUID(int=1)


def least(work: Callable[[], None], times: int = 5) -> float:
    found = []
    for _ in range(times):
        started = process_time()
        work()
        found.append(process_time() - started)
    return min(found)


def by_columns(files: list[bytes], *, check: bool) -> None:
    for data in files:
        end = min(len(data), data[0] + int.from_bytes(data[4:8], "little"))
        fit_columns.decode(data, data[0], end)
        if check:
            fit_columns.checksum(data[:end])


def by_fitdecode(files: list[bytes]) -> None:
    for data in files:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for _ in fitdecode.FitReader(io.BytesIO(data)):
                    pass
        except fitdecode.FitError:
            pass


def a_gpx(points: int) -> str:
    rows = "".join(
        f'<trkpt lat="{48 + n / 40_000:.7f}" lon="11.5"><ele>{500 + n % 9}</ele>'
        f"<time>2024-05-03T{5 + n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z</time><extensions>"
        f"<g:TrackPointExtension><g:hr>{120 + n % 40}</g:hr><g:cad>85</g:cad>"
        "</g:TrackPointExtension></extensions></trkpt>\n"
        for n in range(points)
    )
    return f'<gpx version="1.1" xmlns:g="g"><trk><trkseg>{rows}</trkseg></trk></gpx>'


def main() -> None:
    default = ROOT.parent / "shared" / "data" / "fit"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    paths = sorted(folder.glob("*.[fF][iI][tT]"))
    files = [data for data in (path.read_bytes() for path in paths) if data[8:12] == b".FIT"]
    if files:
        size = sum(map(len, files)) / 1e6
        print(f"{len(files)} FIT files, {size:.1f} MB")
        by_columns(files, check=True)
        checked = least(lambda: by_columns(files, check=True))
        bare = least(lambda: by_columns(files, check=False))
        slow = least(lambda: by_fitdecode(files), 1)
        whole = least(lambda: [read_file(path, WHO) for path in paths] and None)
        for name, seconds in (("columns, checked", checked), ("columns", bare), ("rows", whole)):
            print(
                f"{name:18} {len(files) / seconds:7.0f} files/s {slow / seconds:6.1f} x fitdecode"
            )
        print(f"{'fitdecode':18} {len(files) / slow:7.1f} files/s")
    scratch = Path(sys.argv[2] if len(sys.argv) > 2 else "/tmp") / "rehabplanner-speed.gpx"
    scratch.write_text(a_gpx(7200))
    print(f"GPX, 2 h at 1 Hz: {least(lambda: read_file(scratch, WHO) and None) * 1000:.0f} ms")
    scratch.unlink()


if __name__ == "__main__":
    main()
