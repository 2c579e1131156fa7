"""The log file; never names, notes or pain values."""

import logging
import os
from logging.handlers import RotatingFileHandler

from rehabplanner.paths import Places

log = logging.getLogger(__name__)
MOST_BYTES = 500_000


def start_logs(places: Places) -> None:
    """Send log lines to a file; where it cannot be written, there is none."""
    try:
        handler = RotatingFileHandler(
            places.logs / "rehabplanner.log",
            maxBytes=MOST_BYTES,
            backupCount=2,
            encoding="utf-8",
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.raiseExceptions = False  # a full disk is no reason to write about it elsewhere
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    log.info("rehabplanner starts, process %s", os.getpid())
