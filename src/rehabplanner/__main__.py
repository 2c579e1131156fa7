"""Lets `python -m rehabplanner` do the same as the `rehabplanner` command."""

import sys

from rehabplanner.cli import main

if __name__ == "__main__":
    sys.exit(main())
