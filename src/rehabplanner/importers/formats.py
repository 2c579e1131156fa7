"""The registry: which reader takes which format, and what is said of formats that none takes."""

from collections.abc import Callable, Mapping

from rehabplanner.importers import apple, fit, gpx, signature, spreadsheet, tcx
from rehabplanner.importers.drafts import Content, ImportRejected, Setting
from rehabplanner.importers.source import Source

READERS: Mapping[str, Callable[[Source, Setting], Content]] = {
    "fit": fit.read,
    "gpx": gpx.read,
    "tcx": tcx.read,
    "csv": spreadsheet.read,
    "apple-health": apple.read,
}
REFUSALS = {
    "empty": signature.EMPTY,
    "kml": signature.KML,
    "json": signature.JSON,
    "zip": signature.INNER_ZIP,
    "": signature.UNKNOWN,
    "xml": signature.UNKNOWN,
}


def content_of(source: Source, setting: Setting) -> Content:
    """Return what a source holds, by the reader of its format.

    Raises:
        ImportRejected: nothing that can be brought in.
    """
    kind = signature.format_of(source.head)
    reader = READERS.get(kind)
    if reader is not None:
        return reader(source, setting)
    if kind in REFUSALS:
        raise ImportRejected(REFUSALS[kind])
    raise ImportRejected(signature.FOREIGN, kind=kind)
