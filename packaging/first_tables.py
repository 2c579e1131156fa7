"""Write the frozen first tables of the migrations from `storage/tables.py`.

Only until the first release: afterwards the first tables never change again, and every change of
a table is a new script in `migrations/versions`. Run with `PYTHONPATH=src`, then `ruff format`.
"""

from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from rehabplanner.storage.tables import METADATA, TRACKS

FOLDER = Path(__file__).parent.parent / "src/rehabplanner/storage/migrations/first"
LOG = ("counter", "person", "practice", "activity", "track", "pain", "diary_day", "event")
PLAN = ("plan_item", "completion", "week_note", "phase", "taught", "step_decision")


def table_text(table: Table) -> str:
    """Return the statement with gaps for what differs between the databases."""
    made = str(CreateTable(table).compile(dialect=sqlite.dialect())).strip()
    made = made.replace("REAL", "{real}").replace("BLOB", "{bytes}").replace("\t", "    ")
    lines = (line.rstrip() for line in made.removesuffix("STRICT").rstrip().splitlines())
    return "\n".join(lines) + "{strict}"


def module(title: str, names: list[str]) -> str:
    """Return a file with the statements of some tables."""
    tables = {**METADATA.tables, **TRACKS.tables}
    texts = "".join(f'    """\n{table_text(tables[name])}\n""",\n' for name in names)
    return f'"""{title}"""\n\nTABLES = (\n{texts})\n'


def main() -> None:
    """Write the files."""
    order = [table.name for table in METADATA.sorted_tables]
    rest = [name for name in order if name not in LOG + PLAN]
    parts = {
        "log": ("People, what they did and how it hurt.", [n for n in order if n in LOG]),
        "plan": ("The plan and what came of it.", [n for n in order if n in PLAN]),
        "care": ("Measures, safety, exposure, own exercises and templates.", rest),
        "tracks": ("The contents of tracks.", ["track_content"]),
    }
    for name, (title, names) in parts.items():
        (FOLDER / f"{name}.py").write_text(module(title, names), encoding="utf-8")
    indexes = [
        str(CreateIndex(index).compile(dialect=sqlite.dialect())).strip()
        for table in METADATA.sorted_tables
        for index in sorted(table.indexes, key=lambda one: str(one.name))
    ]
    lines = "".join(f'    "{text}",\n'.replace(" WHERE", '"\n    " WHERE') for text in indexes)
    text = f'"""The indexes of the first tables."""\n\nINDEXES = (\n{lines})\n'
    (FOLDER / "indexes.py").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
