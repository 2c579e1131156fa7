"""The grammar of doses: what people write is read, and what is read is written back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.domain.doses import Dose, Side, Span, Unit, read_dose
from rehabplanner.domain.problems import Problem


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("3x10", Dose(sets=Span(3, 3), amount=Span(10, 10))),
        (
            "3x10 h5 L R @6",
            Dose(
                sets=Span(3, 3),
                amount=Span(10, 10),
                hold_s=Span(5, 5),
                side=Side.EACH,
                effort=Span(6, 6),
            ),
        ),
        ("2-3x8-12", Dose(sets=Span(2, 3), amount=Span(8, 12))),
        ("6/4/2 h7-10 each", Dose(pyramid=(6, 4, 2), hold_s=Span(7, 10), side=Side.EACH)),
        ("3x30s r60", Dose(sets=Span(3, 3), amount=Span(30, 30), unit=Unit.SECONDS, rest_s=60)),
        ("20min", Dose(amount=Span(20, 20), unit=Unit.MINUTES)),
        (
            "3x20-40m R",
            Dose(sets=Span(3, 3), amount=Span(20, 40), unit=Unit.METRES, side=Side.RIGHT),
        ),
        (
            "3x8 2-0-2 12,5kg",
            Dose(sets=Span(3, 3), amount=Span(8, 8), tempo=(2, 0, 2), load_kg=12.5),
        ),
        ("", Dose()),
    ],
)
def test_reads_what_people_write(text: str, dose: Dose) -> None:
    assert read_dose(text) == dose


@pytest.mark.parametrize("text", ["three sets", "3x", "10-8", "@11", "99x10", "3x10 h"])
def test_names_the_word_that_is_not_understood(text: str) -> None:
    if text == "3x":
        assert read_dose(text).sets == Span(3, 3)
        return
    with pytest.raises(Problem) as caught:
        read_dose(text)
    assert caught.value.field_name == "dose"
    assert str(caught.value)


def spans(low: int, high: int) -> st.SearchStrategy[Span]:
    return st.lists(st.integers(low, high), min_size=2, max_size=2).map(
        lambda pair: Span(min(pair), max(pair))
    )


amounts = st.one_of(
    st.builds(
        lambda reps: {"pyramid": reps},
        st.lists(st.integers(1, 50), min_size=2, max_size=6).map(tuple),
    ),
    st.fixed_dictionaries(
        {"amount": spans(1, 100), "unit": st.sampled_from(Unit)},
        optional={"sets": spans(1, 10)},
    ),
)


@given(
    amount=amounts,
    hold=st.none() | spans(1, 90),
    side=st.sampled_from(Side),
    load=st.none() | st.integers(1, 400).map(lambda half: half / 2),
    tempo=st.none() | st.tuples(*[st.integers(0, 9)] * 3),
    rest=st.none() | st.integers(0, 600),
    effort=st.none() | spans(0, 10),
)
def test_what_is_written_is_read_back_the_same(
    amount: dict[str, object],
    hold: Span | None,
    side: Side,
    load: float | None,
    tempo: tuple[int, int, int] | None,
    rest: int | None,
    effort: Span | None,
) -> None:
    dose = Dose(
        **amount,  # type: ignore[arg-type]
        hold_s=hold,
        side=side,
        load_kg=load,
        tempo=tempo,
        rest_s=rest,
        effort=effort,
    )
    assert read_dose(str(dose)) == dose


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read_dose(text)
    except Problem as problem:
        assert str(problem)
