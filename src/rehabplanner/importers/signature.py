"""What a file is, by its first bytes; its name is not asked."""

import re

from rehabplanner.domain.problems import marked

ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
XML_FORMATS = {
    b"gpx": "gpx",
    b"TrainingCenterDatabase": "tcx",
    b"Activities": "tcx",
    b"Activity": "tcx",
    b"HealthData": "apple-health",
    b"kml": "kml",
    b"html": "web page",
    b"svg": "picture",
}
BINARIES = (
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"\x89PNG", "PNG picture"),
    (b"GIF8", "GIF picture"),
    (b"%PDF", "PDF document"),
    (b"SQLite format 3", "database"),
    (b"\xd0\xcf\x11\xe0", "old Excel or Word file"),
    (b"Rar!", "RAR archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"BZh", "bzip2 archive"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
WIDE = (b"\xff\xfe", b"\xfe\xff")

EMPTY = marked("“{file}” is empty. Copy it again from the watch or from where it came.")
FOREIGN = marked(
    "“{file}” is a {kind}, not a file of a training. "
    "Files that can be read: FIT, GPX, TCX, CSV, and gzip or zip archives of them."
)
UNKNOWN = marked(
    "“{file}” is of a kind that cannot be read, or damaged from its first byte on. "
    "Files that can be read: FIT, GPX, TCX, CSV, and gzip or zip archives of them."
)
KML = marked(
    "“{file}” is a KML file, made for maps: it says where, but not reliably when. "
    "Export the same activity as GPX, TCX or FIT."
)
INNER_ZIP = marked(
    "“{file}” is an archive packed into another file. Unpack it and choose the files in it."
)
JSON = marked(
    "“{file}” is a JSON file, and those are not read. "
    "Export the activities as FIT, GPX, TCX or CSV."
)


def format_of(head: bytes) -> str:
    """Return "fit", "gpx", "tcx", "csv", "zip", "apple-health", "kml", "json", "empty", "xml".

    Or "" for what nobody knows, or the words for a known foreign kind, such as "PDF document".
    """
    if not head:
        return "empty"
    if head[8:12] == b".FIT":
        return "fit"
    if head.startswith(ZIPS):
        return "zip"
    for start, kind in BINARIES:
        if head.startswith(start):
            return kind
    text = _narrow(head).lstrip(b" \t\r\n")
    if not text:
        return "empty" if len(head) < 4000 else ""
    if text.startswith(b"<"):
        return _xml_format(text)
    if b"\0" in text:
        return ""
    if text[:1] in b"[{":
        return "json"
    return "csv"


def _narrow(head: bytes) -> bytes:
    """Return the head as UTF-8 without byte order mark."""
    if head.startswith(WIDE):
        return head.decode("utf-16", "ignore").encode("utf-8")
    return head.removeprefix(b"\xef\xbb\xbf")


def _xml_format(text: bytes) -> str:
    bare = re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", text, flags=re.DOTALL)
    for name in ROOT.findall(bare):
        if name in XML_FORMATS:
            return XML_FORMATS[name]
    return "xml"
