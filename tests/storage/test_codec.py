"""Every record comes out of the tables as it went in."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_run, a_run_item, an_item, one_of_each
from rehabplanner.domain.activities import TRACK_COLUMNS, Track
from rehabplanner.domain.doses import Dose, read_dose
from rehabplanner.domain.runs import RunDose, read_run
from rehabplanner.storage import tracks as packing
from rehabplanner.storage import values
from rehabplanner.storage.codec import SHAPE_OF, SHAPES
from storage.strategies import DOSES, MOMENTS, RECORDS, RUNS, tracks


@given(RECORDS)
def test_a_record_survives_its_row_the_quick_and_the_strict_way(record: Any) -> None:
    shape = SHAPE_OF[type(record)]
    row = shape.row(record, 3)
    stored = shape.with_revision(record, 3)
    assert shape.records([row]) == [stored]
    assert shape.strictly(row) == stored
    assert shape.from_mapping(shape.as_mapping(stored)) == stored
    assert all(value is None or type(value) in (str, int, float) for value in row)


def test_columns_are_the_fields_in_their_order() -> None:
    for shape in SHAPES:
        names = [column.name for column in shape.table.columns]
        assert names[:-2] == [field.name for field in fields(shape.kind)]
        assert names[-2:] == ["changed_at", "removed_at"]


def test_a_record_read_quickly_is_as_frozen_and_whole_as_any() -> None:
    record = a_run()
    (read,) = SHAPE_OF[type(record)].records([SHAPE_OF[type(record)].row(record, 1)])
    assert hash(read) == hash(SHAPE_OF[type(record)].with_revision(record, 1))
    with pytest.raises(AttributeError):
        read.title = "x"


@given(DOSES)
def test_any_dose_survives_as_text(dose: Dose) -> None:
    assert values.read_dose_text(values.dose_text(dose)) == dose


@given(RUNS)
def test_any_run_survives_as_text(run: RunDose) -> None:
    assert values.read_run_text(values.run_text(run)) == run


@pytest.mark.parametrize("text", ["", "3x10 h5 each @6 r60 2-0-2 20kg", "6/4/2", "20min", "3x20m"])
def test_a_dose_that_a_person_wrote_lies_there_in_the_grammar(text: str) -> None:
    assert values.dose_text(read_dose(text)) == text


@pytest.mark.parametrize("text", ["30min easy @4", "5w + 8x(1r/2w) + 5w", "5k", "3mi"])
def test_a_run_that_a_person_wrote_comes_back(text: str) -> None:
    assert values.read_run_text(values.run_text(read_run(text))) == read_run(text)


@given(MOMENTS, st.integers(-720, 720))
def test_times_sort_as_texts_and_keep_the_moment(moment: datetime, offset: int) -> None:
    there = moment.astimezone(timezone(timedelta(minutes=offset)))
    text = values.utc_text(there)
    assert len(text) == 27
    assert values.read_utc(text) == moment
    assert values.read_utc(text).tzinfo is UTC
    assert values.utc_text(moment + timedelta(microseconds=1)) > text


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        values.read_utc("2026-01-01T00:00:00.000000")


@given(tracks())
def test_a_track_survives_packing_bit_by_bit(track: Track) -> None:
    data = packing.pack(track)
    back = packing.unpack(data, track.id, 4)
    assert (back.id, back.revision, back.laps) == (track.id, 4, track.laps)
    for name in TRACK_COLUMNS:
        assert getattr(back, name).tobytes() == getattr(track, name).tobytes()
    assert packing.is_sound(packing.content_of(data), data)


def test_every_flipped_bit_of_a_packed_track_is_found() -> None:
    data = bytearray(packing.pack(one_of_each()[-1]))
    content = packing.content_of(bytes(data))
    for place in range(0, len(data), 7):
        data[place] ^= 1 << place % 8
        assert not packing.is_sound(content, bytes(data))
        data[place] ^= 1 << place % 8


@given(st.binary(max_size=300))
def test_nonsense_is_no_track(data: bytes) -> None:
    for wrong in (data, packing.MARK + data, packing.pack(one_of_each()[-1])[: len(data)]):
        with pytest.raises(ValueError, match="track"):
            packing.unpack(wrong, one_of_each()[0].id, 1)


def test_plan_items_lie_there_as_people_write_them() -> None:
    exercise, run = an_item(), a_run_item()
    shape = SHAPE_OF[type(run)]
    assert shape.as_mapping(exercise)["dose"] == "3x10 h5"
    assert shape.as_mapping(run)["run"] == "30min easy @4"
