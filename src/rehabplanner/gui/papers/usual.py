"""Which letterhead this computer uses; apart from the rest, so that settings open without PDF."""

from rehabplanner.gui import settings as prefs

PRACTICE = prefs.Setting("paper/practice", "")
