"""The only place that knows SQL: tables, the way in and out of them, backups and exchange files.

Start with `database.Database`: the workspace asks it, and it asks the rest of this package.
"""
