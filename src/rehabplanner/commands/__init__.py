"""The commands of the command line: one file per kind of work, listed here.

A command's module is imported when the command is used, so that a window does not wait for it.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from rehabplanner.domain.problems import marked


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it is for, its module here, and the ending of its two functions' names."""

    words: str
    module: str
    ending: str = ""

    def describe(self, parser: ArgumentParser) -> None:
        """Add the command's options to a parser."""
        function = getattr(self._module(), f"describe{self.ending}")
        cast(Callable[[ArgumentParser], None], function)(parser)

    def do(self, options: Namespace) -> int:
        """Do the work and return the exit code."""
        function = getattr(self._module(), f"do{self.ending}")
        return cast(Callable[[Namespace], int], function)(options)

    def _module(self) -> object:
        return import_module(f"{__name__.rpartition('.')[0]}.commands.{self.module}")


COMMANDS: Mapping[str, Command] = {
    "import": Command(marked("Import files, folders or archives from watches."), "import_files"),
    "list": Command(marked("List runs, diary, plans, exercises or people."), "listing"),
    "analyse": Command(marked("Show load and pain day by day."), "analyse"),
    "guard": Command(
        marked("Compare a run with the longest of the 30 days before."), "analyse", "_guard"
    ),
    "measures": Command(marked("List the outcome measures."), "score", "_measures"),
    "score": Command(marked("Score a measure, and say what a change means."), "score"),
    "advise": Command(marked("Say what pain after a session means for the next step."), "advise"),
    "plan": Command(marked("Make, show, copy, progress or check a plan."), "plan"),
    "templates": Command(marked("List the starter programmes."), "shipped", "_templates"),
    "exercises": Command(marked("List the exercises."), "shipped", "_exercises"),
    "education": Command(marked("List the short texts to read."), "shipped", "_education"),
    "handout": Command(marked("Write a week’s programme as PDF."), "papers", "_handout"),
    "sheet": Command(
        marked("Write a diary sheet, measures, texts to read, a run plan or cards as PDF."),
        "sheets",
        "_sheet",
    ),
    "brief": Command(marked("Write the page to read before a visit."), "sheets", "_brief"),
    "report": Command(
        marked("Write the progress report, or the summary at discharge."), "sheets", "_report"
    ),
    "share": Command(
        marked("Write a plan as lines to hand on, without the name."), "plan_code", "_share"
    ),
    "take": Command(marked("Take in a plan that was handed on."), "plan_code", "_take"),
    "chart": Command(marked("Draw load and pain as PNG, SVG or PDF."), "papers", "_chart"),
    "figures": Command(marked("Draw the figures of the exercises, or check them."), "figures"),
    "export": Command(
        marked("Write records as .rehab, JSON, CSV or Excel, the plan for calendar or watch."),
        "care",
        "_export",
    ),
    "backup": Command(marked("Make a backup."), "care", "_backup"),
    "restore": Command(
        marked("Put a backup in the place of the data; the old file is kept aside."),
        "care",
        "_restore",
    ),
    "check": Command(marked("Verify the data file and say what is wrong."), "care", "_check"),
    "pictures": Command(marked("Save a picture of every tab and dialog."), "pictures"),
    "demo": Command(marked("Write the made-up data."), "demo"),
}
