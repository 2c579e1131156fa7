"""All figures by exercise: the shipped ones, and those of own exercises, read when first wanted."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rehabplanner.domain.own_exercises import OwnExercise
from rehabplanner.domain.problems import Problem
from rehabplanner.figures.figure import Figure
from rehabplanner.figures.own import read_figure


class FigureShelf(Mapping[str, Figure]):
    """Figures by exercise id. An own figure that cannot be drawn is as if it were not there.

    `own` gives the own exercises as they are now; a figure is read again only where its text
    has changed.
    """

    def __init__(
        self, shipped: Mapping[str, Figure], own: Callable[[], Sequence[OwnExercise]]
    ) -> None:
        self._shipped = shipped
        self._own = own
        self._texts: tuple[Sequence[OwnExercise], dict[str, str]] = ((), {})
        self._read: dict[str, tuple[str, Figure | None]] = {}

    def __getitem__(self, exercise_id: str) -> Figure:
        if exercise_id in self._shipped:
            return self._shipped[exercise_id]
        text = self._own_texts()[exercise_id]
        known = self._read.get(exercise_id)
        if known is None or known[0] != text:
            known = self._read[exercise_id] = (text, _figure(exercise_id, text))
        if known[1] is None:
            raise KeyError(exercise_id)
        return known[1]

    def __iter__(self) -> Iterator[str]:
        yield from self._shipped
        yield from (one for one in self._own_texts() if one in self)

    def __len__(self) -> int:
        return sum(1 for _one in self)

    def _own_texts(self) -> dict[str, str]:
        own = self._own()
        if own is not self._texts[0]:
            self._texts = (own, {one.exercise_id: one.figure for one in own if one.figure})
        return self._texts[1]


def _figure(exercise_id: str, text: str) -> Figure | None:
    try:
        return read_figure(exercise_id, text)
    except Problem:
        return None
