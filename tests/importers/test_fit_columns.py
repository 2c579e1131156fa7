"""Our column reader against fitdecode, value by value; and what it does with odd streams."""

import io
import os
import warnings
from pathlib import Path
from typing import Any

import fitdecode
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.made_files import (
    START,
    crc16,
    definition,
    fit_file,
    fit_records,
    fit_run,
    fit_session,
    fit_time,
    message,
    record_fields,
    whole,
)
from rehabplanner.importers import fit_columns, fit_fallback
from rehabplanner.importers.fit_columns import Decoded

NAMED = os.environ.get("REHABPLANNER_DATA")
FOLDER = (Path(NAMED) if NAMED else Path(__file__).parents[3] / "shared" / "data") / "fit"
FILES = sorted(FOLDER.glob("*.[fF][iI][tT]")) if FOLDER.is_dir() else []
NAMES = {
    "timestamp": ("timestamp",),
    "position_lat": ("latitude",),
    "position_long": ("longitude",),
    "distance": ("distance",),
    "heart_rate": ("heart_rate",),
    "cadence": ("cadence",),
    "speed": ("speed",),
    "enhanced_speed": ("enhanced_speed",),
    "altitude": ("altitude",),
    "enhanced_altitude": ("enhanced_altitude",),
}


def decoded(data: bytes) -> Decoded:
    start = data[0]
    return fit_columns.decode(data, start, start + int.from_bytes(data[4:8], "little"))


def first_file(data: bytes) -> bytes:
    """Return the first of chained files, as far as it is there."""
    return data[: data[0] + int.from_bytes(data[4:8], "little") + 2]


def oracle(data: bytes) -> dict[str, list[float]]:
    """Return the record columns as fitdecode reads them, NaN where it knows nothing."""
    columns: dict[str, list[float]] = {name: [] for name in NAMES}
    reader = fitdecode.FitReader(
        io.BytesIO(data),
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    try:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage) and frame.global_mesg_num == 20:
                for name, column in columns.items():
                    column.append(oracle_value(frame, name))
    except fitdecode.FitError:
        pass
    return columns


def oracle_value(frame: Any, name: str) -> float:
    for field in frame.fields:
        if field.name == name and field.field_def is not None and not field.field_def.is_dev:
            return scaled(field, name)
    for field in frame.fields:  # made from components, or from a short header
        if field.name == name and field.field_def is None:
            if name in ("enhanced_speed", "enhanced_altitude"):
                return np.nan
            return scaled(field, name)
    return np.nan


def scaled(field: Any, name: str) -> float:
    raw = field.raw_value
    if name == "timestamp":
        return np.nan if raw is None else float(raw)
    value = field.value
    if value is None or isinstance(value, tuple):
        return np.nan
    return float(value) / (2**31 / 180) if name.startswith("position") else float(value)


@pytest.mark.real_files
@pytest.mark.no_cover
@pytest.mark.skipif(not FILES, reason="no folder of real files")
@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_records_agree_with_fitdecode_value_by_value(path: Path) -> None:
    data = first_file(path.read_bytes())
    end = min(len(data), data[0] + int.from_bytes(data[4:8], "little"))
    records = fit_columns.decode(data, data[0], end).tables.get(20, {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = oracle(data)
    count = len(expected["timestamp"])
    assert all(len(column) == count for column in records.values())
    for theirs, (ours,) in NAMES.items():
        column = records.get(ours, np.full(count, np.nan))
        np.testing.assert_allclose(column, expected[theirs], rtol=1e-12, err_msg=theirs)


def test_one_definition_becomes_columns() -> None:
    records = decoded(fit_file(fit_records(10))).tables[20]
    assert records["distance"].tolist() == [3.0 * second for second in range(11)]
    assert records["heart_rate"].tolist() == [120.0] * 10 + [121.0]
    assert records["altitude"][0] == 100.0
    assert records["latitude"][0] == pytest.approx(48)


def test_byte_order_and_redefinitions_do_not_matter() -> None:
    rows = [record_fields(second) for second in range(6)]
    body = b""
    for second, row in enumerate(rows):
        order = ">" if second % 2 else "<"
        body += definition(1, 20, row, order=order) + message(1, row, order)
    records = decoded(fit_file(body)).tables[20]
    assert np.diff(records["timestamp"]).tolist() == [1.0] * 5
    assert records["distance"].tolist() == [0, 3, 6, 9, 12, 15]


def test_short_headers_count_on_from_the_last_full_time() -> None:
    base = fit_time(START) // 32 * 32 + 30
    full = ((253, 0x86, base), (3, 0x02, 100))
    body = whole(0, 20, full) + definition(1, 20, ((3, 0x02, 0),))
    for second in (31, 32, 33, 65):
        body += bytes((0x80 | 1 << 5 | second % 32, second))
    records = decoded(fit_file(body)).tables[20]
    times = (records["timestamp"] - base).tolist()
    assert times == [0, 1, 2, 3, 35 - 32]
    assert records["heart_rate"].tolist() == [100, 31, 32, 33, 65]


def test_short_headers_roll_over_after_32_seconds() -> None:
    base = fit_time(START) // 32 * 32
    body = whole(0, 20, ((253, 0x86, base), (3, 0x02, 100))) + definition(1, 20, ((3, 0x02, 0),))
    for second in (10, 20, 31, 40, 60, 70):
        body += bytes((0x80 | 1 << 5 | second % 32, second))
    records = decoded(fit_file(body)).tables[20]
    assert (records["timestamp"] - base).tolist() == [0, 10, 20, 31, 40, 60, 70]


def test_unknown_values_are_nan() -> None:
    body = whole(0, 20, ((253, 0x86, 1e9), (3, 0x02, 0xFF), (5, 0x86, 0xFFFFFFFF)))
    records = decoded(fit_file(body)).tables[20]
    assert np.isnan(records["heart_rate"][0])
    assert np.isnan(records["distance"][0])


def test_a_field_of_odd_size_is_skipped_and_the_rest_is_read() -> None:
    body = bytes((0x40, 0, 0, 20, 0, 2, 5, 3, 0x86, 3, 1, 0x02)) + bytes((0, 1, 2, 3, 99))
    records = decoded(fit_file(body)).tables[20]
    assert records["heart_rate"].tolist() == [99]
    assert "distance" not in records


def test_developer_fields_are_read_by_their_own_description() -> None:
    described = (
        (0, 0x02, 0),
        (1, 0x02, 5),
        (2, 0x02, 0x84),
        (6, 0x02, 10),
        (15, 0x02, 3),
        (14, 0x84, 20),
    )
    own = ((5, 0x84, 1234),)
    plain = ((253, 0x86, 1e9),)
    body = whole(0, 206, described) + definition(1, 20, plain, developer=own)
    body += message(1, (*plain, *own))
    records = decoded(fit_file(body)).tables[20]
    assert records["own heart_rate"].tolist() == [123.4]


def test_compressed_speed_and_distance_are_unpacked() -> None:
    body = bytes((0x40, 0, 0, 20, 0, 1, 8, 3, 0x0D))
    for speed, sixteenths in ((300, 100), (310, 4000), (320, 50)):
        packed = speed | sixteenths << 12
        body += bytes((0,)) + packed.to_bytes(3, "little")
    records = decoded(fit_file(body)).tables[20]
    assert records["speed"].tolist() == [3.0, 3.1, 3.2]
    assert records["distance"].tolist() == [100 / 16, 4000 / 16, 4146 / 16]


def test_a_message_without_definition_stops_the_walk() -> None:
    good = fit_records(3)
    result = decoded(fit_file(good + bytes((7, 1, 2, 3))))
    assert result.broken_at == 14 + len(good)
    assert len(result.tables[20]["distance"]) == 4


@given(st.binary(max_size=3000))
def test_check_sum_is_the_bitwise_one(data: bytes) -> None:
    assert fit_columns.checksum(data) == crc16(data)


def test_the_fallback_says_the_same() -> None:
    data = fit_run(60)
    ours = decoded(data).tables
    theirs = fit_fallback.decode(data[14:-2]).tables
    for number in (0, 18, 20, 34):
        for name, column in ours[number].items():
            np.testing.assert_allclose(column, theirs[number][name], err_msg=name)


def test_session_fields_are_scaled() -> None:
    session = decoded(fit_file(whole(0, 18, fit_session(600)))).tables[18]
    assert (session["elapsed"][0], session["distance"][0], session["effort"][0]) == (600, 1800, 4)
