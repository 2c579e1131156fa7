"""Colours: what is one, and whether it can be read on white."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_practice
from rehabplanner.domain.colours import clean_colour, contrast, readable
from rehabplanner.domain.problems import Problem


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_becomes_readable_and_a_readable_one_stays(number: int) -> None:
    colour = f"#{number:06x}"
    made = readable(colour)
    assert contrast(made) >= 4.5
    if contrast(colour) >= 4.5:
        assert made == colour


def test_a_colour_is_tidied_or_refused() -> None:
    assert clean_colour(" 0AF ") == "#00aaff"
    assert clean_colour("") == ""
    with pytest.raises(Problem):
        a_practice(colour="blue")


def test_a_logo_must_be_a_picture_of_a_fair_size() -> None:
    assert a_practice(logo=b"<?xml version='1.0'?><svg/>").logo
    for bad in (b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(400_001)):
        with pytest.raises(Problem) as raised:
            a_practice(logo=bad)
        assert raised.value.field_name == "logo"
