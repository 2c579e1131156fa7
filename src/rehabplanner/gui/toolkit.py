"""The window toolkit, told not to read the source of everything that is imported after it."""

import builtins

import PySide6.QtCore  # noqa: F401  the switch below is there once this has been imported


def import_plainly() -> None:
    """Give Python's own `import` back.

    PySide6 puts one of its own in its place that serves `from __feature__ import ...`, which we do
    not use, and for that looks into the source text of every module.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
