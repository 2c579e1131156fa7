"""The tables of the first version, frozen: written by `packaging/first_tables.py`."""
