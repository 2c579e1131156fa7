"""The texts in the user's language, for `rehabplanner.wording`; imports no records.

Whoever takes part in the first paint of the window takes `_` from here: the records whose values
`wording` puts into words take longer to import than the window to paint.
"""

import gettext as _gettext
from pathlib import Path

DOMAIN = "rehabplanner"
PSEUDO = "xx"


class PseudoTranslations(_gettext.NullTranslations):
    """Brackets every text: a bare string on screen then shows itself by having none."""

    def gettext(self, message: str) -> str:
        """Return the text in brackets, lengthened by a third as other languages are."""
        return f"⟦{message}{'·' * (len(message) // 3)}⟧" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the singular or plural in brackets."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """Return the text in brackets."""
        return self.gettext(message)


class _Catalogue:
    """The translations in use; English until `use` is called."""

    translations: _gettext.NullTranslations = _gettext.NullTranslations()
    language = "en"


def use(language: str, folder: Path) -> None:
    """Choose the language; one that has no catalogue in the folder leaves English."""
    _Catalogue.language = language
    if language == PSEUDO:
        _Catalogue.translations = PseudoTranslations()
        return
    _Catalogue.translations = _gettext.translation(
        DOMAIN, localedir=str(folder), languages=[language], fallback=True
    )


def language() -> str:
    """Return the code of the language in use."""
    return _Catalogue.language


def _(text: str) -> str:
    """Return the text in the user's language."""
    return _Catalogue.translations.gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the right plural for the count, in the user's language, with `{count}` filled."""
    return _Catalogue.translations.ngettext(one, many, count).format(count=count)
