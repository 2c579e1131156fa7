"""Small watch files of our own making, so that the tests need nobody else's.

`python tests/importers/made_files.py` writes them anew into tests/samples/importers.
"""

import struct
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

SAMPLES = Path(__file__).parents[1] / "samples" / "importers"
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
START = datetime(2024, 5, 3, 5, 30, tzinfo=UTC)
FORMATS = {0x00: "B", 0x02: "B", 0x83: "h", 0x84: "H", 0x85: "i", 0x86: "I", 0x88: "f", 0x8C: "I"}
Fields = Sequence[tuple[int, int, float]]


def crc16(data: bytes) -> int:
    """FIT's check sum, bit by bit."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc


def fit_time(moment: datetime) -> int:
    return int((moment - FIT_EPOCH).total_seconds())


def definition(
    local: int, message: int, fields: Fields, *, order: str = "<", developer: Fields = ()
) -> bytes:
    head = 0x40 | (0x20 if developer else 0) | local
    body = struct.pack(f"{order}BBBHB", head, 0, order == ">", message, len(fields))
    for number, base, _ in fields:
        body += bytes((number, struct.calcsize(FORMATS[base]), base))
    if developer:
        body += bytes((len(developer),))
        for number, base, _ in developer:
            body += bytes((number, struct.calcsize(FORMATS[base]), 0))
    return body


def values(fields: Fields, order: str = "<") -> bytes:
    parts = (
        struct.pack(order + FORMATS[base], value if FORMATS[base] == "f" else int(value))
        for _, base, value in fields
    )
    return b"".join(parts)


def message(local: int, fields: Fields, order: str = "<") -> bytes:
    return bytes((local,)) + values(fields, order)


def whole(local: int, number: int, fields: Fields, order: str = "<") -> bytes:
    return definition(local, number, fields, order=order) + message(local, fields, order)


def fit_file(body: bytes, *, size: int | None = None) -> bytes:
    told = len(body) if size is None else size
    head = struct.pack("<BBHI4s", 14, 0x20, 2140, told, b".FIT")
    head += struct.pack("<H", crc16(head))
    return head + body + struct.pack("<H", crc16(head + body))


def fit_records(seconds: int, order: str = "<", start: datetime = START) -> bytes:
    """Return a run at 3 m/s due north, pulse 120 and rising by one every 10 s."""
    rows = [record_fields(second, start) for second in range(seconds + 1)]
    body = definition(1, 20, rows[0], order=order)
    return body + b"".join(message(1, row, order) for row in rows)


def record_fields(second: int, start: datetime = START) -> Fields:
    degrees = 2**31 / 180
    return (
        (253, 0x86, fit_time(start) + second),
        (0, 0x85, (48 + second * 3 / 111_195) * degrees),
        (1, 0x85, 11 * degrees),
        (2, 0x84, (500 + 100 + second % 7) * 5),
        (3, 0x02, 120 + second // 10),
        (4, 0x02, 84),
        (5, 0x86, second * 300),
        (6, 0x84, 3000),
    )


def fit_session(
    seconds: int, sport: int = 1, sub_sport: int = 0, start: datetime = START
) -> Fields:
    return (
        (253, 0x86, fit_time(start) + seconds),
        (2, 0x86, fit_time(start)),
        (5, 0x00, sport),
        (6, 0x00, sub_sport),
        (7, 0x86, seconds * 1000),
        (8, 0x86, seconds * 1000),
        (9, 0x86, seconds * 300),
        (10, 0x86, seconds * 84 // 60),
        (16, 0x02, 140),
        (22, 0x84, 12),
        (193, 0x02, 40),
    )


def fit_run(
    seconds: int = 600,
    *,
    sport: int = 1,
    sub_sport: int = 0,
    offset_h: float | None = 2,
    file_type: int = 4,
    order: str = "<",
    start: datetime = START,
    summary: bool = True,
) -> bytes:
    body = whole(0, 0, ((0, 0x00, file_type), (1, 0x84, 1), (4, 0x86, fit_time(start))), order)
    body += fit_records(seconds, order, start)
    if summary:
        body += whole(2, 18, fit_session(seconds, sport, sub_sport, start), order)
        if offset_h is not None:
            end = fit_time(start) + seconds
            fields = ((253, 0x86, end), (5, 0x86, end + round(offset_h * 3600)), (1, 0x84, 1))
            body += whole(3, 34, fields, order)
    return fit_file(body)


def gpx_point(second: float, *, pulse: int | None = None, time: str | None = None) -> str:
    moment = START + timedelta(seconds=second)
    when = moment.strftime("%Y-%m-%dT%H:%M:%SZ") if time is None else time
    beat = (
        "<extensions><gpxtpx:TrackPointExtension>"
        f"<gpxtpx:hr>{pulse}</gpxtpx:hr><gpxtpx:cad>85</gpxtpx:cad>"
        "</gpxtpx:TrackPointExtension></extensions>"
    )
    return (
        f'<trkpt lat="{48 + second * 3 / 111_195:.8f}" lon="11.0"><ele>{100 + second % 3}</ele>'
        f"<time>{when}</time>{beat if pulse else ''}</trkpt>"
    )


def gpx_text(points: Iterable[str], *, name: str = "Morning run", sport: str = "running") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="made up" xmlns="http://www.topografix.com/GPX/1/1" '
        'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
        f"<trk><name>{name}</name><type>{sport}</type><trkseg>\n"
        + "\n".join(points)
        + "\n</trkseg></trk></gpx>\n"
    )


def gpx_run(seconds: int = 600) -> str:
    return gpx_text(gpx_point(s, pulse=120 + s // 10) for s in range(0, seconds + 1, 5))


def tcx_run(seconds: int = 600) -> str:
    def stamp(second: int) -> str:
        return (START + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")

    points = "".join(
        f"<Trackpoint><Time>{stamp(s)}</Time><Position>"
        f"<LatitudeDegrees>{48 + s * 3 / 111_195:.8f}</LatitudeDegrees>"
        "<LongitudeDegrees>11.0</LongitudeDegrees></Position>"
        f"<AltitudeMeters>100.0</AltitudeMeters><DistanceMeters>{3.0 * s}</DistanceMeters>"
        f"<HeartRateBpm><Value>{120 + s // 10}</Value></HeartRateBpm></Trackpoint>"
        for s in range(0, seconds + 1, 5)
    )
    return (
        '   \n<?xml version="1.0" encoding="UTF-8"?>\n'
        '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/'
        'TrainingCenterDatabase/v2"><Activities><Activity Sport="Running">'
        f'<Id>{stamp(0)}</Id><Lap StartTime="{stamp(0)}">'
        f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds><DistanceMeters>{3.0 * seconds}"
        "</DistanceMeters><AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm>"
        "<MaximumHeartRateBpm><Value>180</Value></MaximumHeartRateBpm><Intensity>Active"
        f"</Intensity><Track>{points}</Track></Lap></Activity></Activities>"
        "</TrainingCenterDatabase>\n"
    )


OWN_TABLE = """\
date,start,kind,title,distance_km,duration_min,effort,surface,ascent_m,average_heart_rate,notes
2024-05-03,07:30,run,Morning run,8.2,52,4,trail,120,141,"fresh, no pain"
2024-05-04,,strength,Trunk,,25,5,,,,
2024-05-05,18:00,run-walk,,5,40.5,3,road,,,
"""
STRAVA_HEADERS = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,"
    "Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,"
    "Average Speed,Elevation Gain,Perceived Exertion"
)


def samples() -> dict[str, bytes]:
    """Return the files of the samples folder by name."""
    return {
        "run.fit": fit_run(120),
        "run.gpx": gpx_run(120).encode(),
        "run.tcx": tcx_run(120).encode(),
        "own.csv": OWN_TABLE.encode(),
    }


if __name__ == "__main__":
    SAMPLES.mkdir(parents=True, exist_ok=True)
    for file_name, contents in samples().items():
        (SAMPLES / file_name).write_bytes(contents)
    sys.exit(0)
