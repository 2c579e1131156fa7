"""The words on screen and paper: each kind of thing has its own."""

from enum import Enum

import pytest

from rehabplanner import wording
from rehabplanner.domain.activities import Kind
from rehabplanner.domain.diary import BodyPart, EventKind
from rehabplanner.domain.plans import ItemKind
from rehabplanner.wording import word


def test_a_value_that_two_kinds_share_has_the_words_of_its_own_kind() -> None:
    assert word(Kind.OTHER) == "Other"
    assert word(EventKind.OTHER) == "Other event"
    assert word(BodyPart.OTHER) == "Other place"


@pytest.mark.parametrize("kind", sorted({type(one) for _, one in wording.WORDS}, key=str))
def test_a_kind_that_has_words_has_them_for_every_value(kind: type[Enum]) -> None:
    words = [word(one) for one in kind]
    assert len(set(words)) == len(words)
    assert all(words)


def test_what_can_be_planned_is_called_the_same_as_what_was_done() -> None:
    assert word(ItemKind.RUN) == word(Kind.RUN)
    assert word(ItemKind.WALK) == word(Kind.WALK)
