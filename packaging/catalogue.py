"""Collects every word that a person reads into resources/translations/rehabplanner.pot.

Run it after changing words: `python packaging/catalogue.py`. A translator makes a .po file of it,
and `python packaging/catalogue.py --compile` turns each .po file into the .mo file that is shipped.
Needs Babel (part of the test environment).
"""

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parents[1]
TRANSLATIONS = TOP / "resources" / "translations"
TEMPLATE = TRANSLATIONS / "rehabplanner.pot"
KEYWORDS = {"_": None, "marked": None, "ngettext": (1, 2)}
TEXT_KEYS = {
    "exercises": (
        "name", "why", "aim_therapist", "start", "mistake", "feel", "avoid", "evidence",
        "steps", "cues", "progression", "synonyms", "regions", "aims", "equipment", "helps",
        "group", "position",
    ),
    "programmes": ("name", "summary", "source", "title", "note", "aim"),
    "messages": ("title", "text"),
    "measures": (
        "name", "title", "instruction", "items", "note", "licence", "bands_need", "words",
    ),
    "flags": ("title", "advice", "question", "help", "no_number"),
    "rules": ("unit", "words", "population", "uncertainty"),
}  # fmt: skip


def words_of_code() -> Iterator[tuple[str, int, str | tuple[str, ...]]]:
    """Yield file, line and text (or singular and plural) of every marked word in the code."""
    options = {"**.py": {"encoding": "utf-8"}}
    for file, line, text, _notes, _context in extract_from_dir(
        str(TOP / "src"), [("**.py", "python")], options, KEYWORDS
    ):
        yield f"src/{Path(file).as_posix()}", line, text


def words_of_resources() -> Iterator[tuple[str, int, str]]:
    """Yield file, 0 and text of every word in the shipped content."""
    sys.path.insert(0, str(TOP / "src"))
    from rehabplanner.library.pages import texts_of

    for folder, keys in TEXT_KEYS.items():
        for file in sorted((TOP / "resources" / folder).glob("*.toml")):
            data = tomllib.loads(file.read_text("utf-8"))
            name = file.relative_to(TOP).as_posix()
            for text in _texts(data, keys):
                yield name, 0, text
    for file in sorted((TOP / "resources" / "help").glob("*.md")):
        for text in texts_of(file.read_text("utf-8")):
            yield file.relative_to(TOP).as_posix(), 0, text


def _texts(data: object, keys: Iterable[str]) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in keys and isinstance(value, str):
                yield value
            elif key in keys and isinstance(value, list):
                yield from (text for text in value if isinstance(text, str))
                yield from _texts([one for one in value if not isinstance(one, str)], keys)
            elif key == "answer_words" and isinstance(value, dict):
                yield from (text for text in value.values() if isinstance(text, str))
            else:
                yield from _texts(value, keys)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, keys)


def collect() -> Catalog:
    """Return the catalogue of all words, sorted, so that it changes only when words do."""
    catalogue = Catalog(project="rehabplanner", fuzzy=False, charset="utf-8")
    found: dict[str | tuple[str, ...], set[str]] = {}
    for file, _line, text in [*words_of_code(), *words_of_resources()]:
        if text and text[0]:
            found.setdefault(text, set()).add(file)
    for text in sorted(found, key=lambda key: key if isinstance(key, str) else key[0]):
        catalogue.add(text, locations=[(file, 0) for file in sorted(found[text])])
    return catalogue


def write_template() -> None:
    """Write the template; its dates are left out."""
    catalogue = collect()
    with TEMPLATE.open("wb") as stream:
        write_po(stream, catalogue, width=100, omit_header=True, include_lineno=False)
    print(f"{len(catalogue)} texts in {TEMPLATE.relative_to(TOP)}")


def compile_all() -> None:
    """Turn every .po file into its .mo file."""
    for file in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/rehabplanner.po")):
        with file.open("rb") as stream:
            catalogue = read_po(stream)
        with file.with_suffix(".mo").open("wb") as stream:
            write_mo(stream, catalogue)
        print(f"{file.relative_to(TOP)}: {len(catalogue)} texts")


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    if options.compile:
        compile_all()
    else:
        write_template()
    return 0


if __name__ == "__main__":
    sys.exit(main())
