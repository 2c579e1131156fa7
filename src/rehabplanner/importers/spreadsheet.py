"""stub"""

from rehabplanner.importers.drafts import Content, ImportRejected, Setting
from rehabplanner.importers.source import Source


def read(source: Source, setting: Setting) -> Content:
    """Stub."""
    raise ImportRejected("later")
