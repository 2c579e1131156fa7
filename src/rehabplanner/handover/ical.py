"""Content lines of iCalendar (RFC 5545): escaped, folded, and the same bytes for the same content.

Only what `calendar` needs; lines end with CR LF and are no longer than 75 octets (section 3.1).
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime

LONGEST_LINE_OCTETS = 75
END = "\r\n"
_BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def text_value(text: str) -> str:
    """Return a text as an iCalendar TEXT value (section 3.3.11), without control characters."""
    lines = [
        "".join(
            letter
            for letter in line
            if letter == "\t" or unicodedata.category(letter) not in ("Cc", "Cs")
        )
        for line in _BREAKS.split(text)
    ]
    escaped = (re.sub(r"([\\;,])", r"\\\1", line) for line in lines)
    return r"\n".join(escaped)


def date_value(day: date) -> str:
    """Return a DATE such as `20260907`."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def moment_value(moment: datetime) -> str:
    """Return a DATE-TIME: with `Z` where the moment has a zone, else wherever the person is."""
    at = moment.astimezone(UTC) if moment.tzinfo else moment
    zulu = "Z" if moment.tzinfo else ""
    return f"{date_value(at)}T{at.hour:02d}{at.minute:02d}{at.second:02d}{zulu}"


def folded(line: str) -> str:
    """Return a content line broken before 75 octets, never inside a character."""
    parts: list[str] = []
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LONGEST_LINE_OCTETS:
            parts.append(part)
            part, octets = " ", 1
        part += letter
        octets += size
    return END.join((*parts, part))


def content(lines: Iterable[str]) -> bytes:
    """Return the file of these content lines."""
    return "".join(folded(line) + END for line in lines).encode()
