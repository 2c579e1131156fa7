"""The way from each older form of the tables to the newest, one script per step.

To change a table: change `tables.py`, raise its `SCHEMA`, and add `versions/000N_what.py` whose
`upgrade` does the same to what is there. Wrap changes of a table in
`op.batch_alter_table(name, table_kwargs={"sqlite_strict": True})`, since SQLite copies a table to
change it. A test compares a new file with one that all scripts have made.
"""
