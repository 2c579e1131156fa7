"""A pack of exercises goes out as one text and comes in with care."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabplanner.domain.own_exercises import OwnExercise, Photo
from rehabplanner.domain.problems import Problem
from rehabplanner.figures.own import read_figure
from rehabplanner.library import own, packs
from rehabplanner.library.packs import Packed, compare, pack_text, read_pack, records_to_save

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
FIGURE = 'base = "standing"\nplanted = ["foot"]\nstart = {}\nend = { right_hip_flexion = 60 }\n'


def an_own(name: str = "Band march") -> OwnExercise:
    entry = {**own.entry_of(None), "name": name, "steps": ['Say "up".', "Über die Stange"]}
    return own.made(entry, FIGURE)


def a_packed(name: str = "Band march") -> Packed:
    made = an_own(name)
    return Packed(made, (Photo(own_exercise_id=made.id, frame="start", data=PICTURE),))


def read(text: str | bytes) -> tuple[Packed, ...]:
    return read_pack(text.encode() if isinstance(text, str) else text, read_figure)


def resealed(text: str) -> str:
    """Return a pack whose sum was made right again by someone who meddled with it."""
    head, mark, rest = text.partition(packs._MARK)
    total = hashlib.sha256((mark + rest).encode()).hexdigest()
    return packs._SUM.sub(f'sha256 = "{total}"', head) + mark + rest


def test_a_pack_reads_back_whole_also_with_other_line_ends() -> None:
    sent = (a_packed(), a_packed("Second"))
    text = pack_text(sent)
    for form in (
        text.encode(),
        text.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + text.encode(),
    ):
        got = read(form)
        for one, other in zip(got, sent, strict=True):
            assert one.own.id == other.own.id
            assert own.as_exercise(one.own) == own.as_exercise(other.own)
            assert [p.data for p in one.photos] == [PICTURE]
        assert compare(got, [one.own for one in sent]).same == got


def test_a_changed_or_newer_or_foreign_file_is_refused_in_words() -> None:
    text = pack_text([a_packed()])
    cases = {
        text.replace("Band march", "Bend march"): "damaged",
        text[:-40]: "pack",
        text.replace("version = 1", "version = 2"): "newer",
        "": "not a pack",
        "format = 1": "not a pack",
        "a = " + "[" * 50_000: "not a pack",
    }
    for changed, words in cases.items():
        with pytest.raises(Problem, match=words):
            read(changed)
    with pytest.raises(Problem, match="not a pack"):
        read(b"\xff\xfe\x00")
    with pytest.raises(Problem, match="too large"):
        read(b" " * (packs.MOST_BYTES + 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('dose = "3x10"', 'dose = "lots"'),
        ('dose = "3x10"', "dose = 3"),
        ("minutes = 5", "minutes = nan"),
        ("minutes = 5", "minutes = 5\ncolour = 1"),
        ('why = ""', 'why = "<script>x</script>"'),
        ("right_hip_flexion = 60", "right_hip_flexion = inf"),
        ("right_hip_flexion = 60", "right_wing_flexion = 60"),
        ("right_hip_flexion = 60", "right_hip_flexion = 60, x = " + "[" * 30 + "]" * 30),
        ('frame = "start"', 'frame = "../start"'),
        ('data = "', 'data = "!!!'),
        ('id = "X-', 'id = "A-'),
        ("[exercise.content]", "secret = 1\n[exercise.content]"),
        ('name = "Band march"', "name = 7"),
    ],
)
def test_hostile_content_is_refused_even_with_a_right_sum(before: str, after: str) -> None:
    text = pack_text([a_packed()])
    assert before in text
    with pytest.raises(Problem, match=r"\."):
        read(resealed(text.replace(before, after)))


def test_the_same_exercise_twice_is_refused() -> None:
    one = a_packed()
    with pytest.raises(Problem, match="twice"):
        read(pack_text([one, one]))


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=6))
def test_no_damage_ends_in_anything_but_words(place: int, noise: bytes) -> None:
    data = PACK[:place] + noise + PACK[place + len(noise) :]
    try:
        read(data)
    except Problem as problem:
        assert str(problem)


PACK = pack_text([a_packed()]).encode()


def test_nothing_here_is_written_over_unless_it_was_chosen() -> None:
    packed = a_packed()
    mine = replace(packed.own, name="My march", revision=4)
    new = a_packed("New")
    compared = compare([packed, new], [mine])
    assert compared.conflicts == ((mine, packed),)
    assert records_to_save(compared) == (new.own, *new.photos)
    replaced = records_to_save(compared, replaced=[mine.id])
    assert replaced[2] == replace(mine, name="Band march")
    copied = records_to_save(compared, copied=[mine.id])
    assert isinstance(copied[2], OwnExercise)
    assert copied[2].id != mine.id
    assert isinstance(copied[3], Photo)
    assert copied[3].own_exercise_id == copied[2].id
    old = Photo(own_exercise_id=mine.id, frame="start", data=PICTURE + b"old", revision=2)
    with_photo = records_to_save(compared, replaced=[mine.id], photos=[old])
    assert with_photo[3] == replace(old, data=PICTURE)
