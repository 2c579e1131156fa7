"""The table model: Qt's own tester, sorting and filtering by an index array."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.qtbot import QtBot

from rehabplanner.gui.labels import tip
from rehabplanner.gui.tables import Column, RecordRole, RecordTableModel
from rehabplanner.gui.widgets.notice import NoticeBar


@dataclass(frozen=True)
class Thing:
    name: str
    size: int | None


def columns() -> tuple[Column[Thing], ...]:
    return (
        Column("name", "Name", lambda one: one.name, lambda one: one.name),
        Column("size", "Size", lambda one: str(one.size), lambda one: one.size, is_number=True),
    )


def test_qt_finds_nothing_wrong(qtmodeltester: object, qtbot: QtBot) -> None:
    model: RecordTableModel[Thing] = RecordTableModel(columns())
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.set_records([Thing("b", 2), Thing("a", None), Thing("c", 1)])
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [one.name for one in model.shown()] == ["b", "c", "a"]
    model.set_filter(lambda one: one.size is not None)
    assert model.rowCount() == 2
    assert model.index(0, 0).data(RecordRole) == Thing("b", 2)
    assert isinstance(model, QAbstractItemModel)


@given(
    st.lists(st.tuples(st.text(max_size=3), st.none() | st.integers(0, 9)), max_size=30),
    st.sampled_from([0, 1]),
    st.booleans(),
)
def test_sorting_shows_every_record_once_and_unknown_last(
    rows: list[tuple[str, int | None]], column: int, is_down: bool
) -> None:
    model: RecordTableModel[Thing] = RecordTableModel(columns())
    model.set_records([Thing(*row) for row in rows])
    order = Qt.SortOrder.DescendingOrder if is_down else Qt.SortOrder.AscendingOrder
    model.sort(column, order)
    shown = model.shown()
    assert sorted(shown, key=repr) == sorted([Thing(*row) for row in rows], key=repr)
    if column == 1:
        sizes = [one.size for one in shown]
        known = [size for size in sizes if size is not None]
        assert sizes == known + [None] * (len(sizes) - len(known))
        assert known == sorted(known, reverse=is_down)


def test_what_was_typed_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    assert tip("Add Ada") == "Add Ada"
    assert tip("Add <b>Ada</b> & Co") == "<qt>Add &lt;b&gt;Ada&lt;/b&gt; &amp; Co</qt>"
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice("Removed <b>Ada</b>", False)
    assert bar._text.textFormat() is Qt.TextFormat.PlainText
