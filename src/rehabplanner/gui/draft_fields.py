"""How to read what is filled into a widget, and how to fill it in again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from rehabplanner.gui.forms import Form
from rehabplanner.gui.widgets.pain_scale import ScaleBar


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is filled in: how to read it (as JSON knows it) and how to fill it again.

    `write` may raise ValueError, TypeError or KeyError for what does not fit; it is then left out.
    """

    read: Callable[[], Any]
    write: Callable[[Any], object]


def field_of(widget: QWidget) -> Field:
    """Return how to read and fill one of the usual widgets."""
    if isinstance(widget, QDateEdit):
        return Field(partial(_day, widget), partial(_set_day, widget))
    if isinstance(widget, QLineEdit):
        return Field(widget.text, lambda value: widget.setText(str(value)))
    if isinstance(widget, QPlainTextEdit):
        return Field(widget.toPlainText, lambda value: widget.setPlainText(str(value)))
    if isinstance(widget, QComboBox):
        return Field(widget.currentText, partial(_set_choice, widget))
    if isinstance(widget, QAbstractButton):
        return Field(widget.isChecked, lambda value: widget.setChecked(bool(value)))
    if isinstance(widget, QSpinBox):
        return Field(widget.value, lambda value: widget.setValue(int(value)))
    if isinstance(widget, ScaleBar):
        return Field(widget.score, partial(_set_score, widget))
    raise TypeError(f"no way to keep a {type(widget).__name__}")


def fields_of(form: Form) -> dict[str, Field]:
    """Return how to read and fill the rows of a form, by their names."""
    return {row.name: field_of(row.widget) for row in form.rows}


def _day(edit: QDateEdit) -> str:
    return str(edit.date().toString("yyyy-MM-dd"))


def _set_day(edit: QDateEdit, value: Any) -> None:
    day = QDate.fromString(str(value), "yyyy-MM-dd")
    if not day.isValid():
        raise ValueError("not a day")
    edit.setDate(day)


def _set_choice(box: QComboBox, value: Any) -> None:
    row = box.findText(str(value))
    if row < 0:
        raise ValueError("not in the list")
    box.setCurrentIndex(row)


def _set_score(scale: ScaleBar, value: Any) -> None:
    if value is not None and (not isinstance(value, int) or not 0 <= value <= 10):
        raise ValueError("not on the scale")
    scale.set_score(value)
