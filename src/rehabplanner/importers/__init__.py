"""Watch files, archives and tables become activities; knows no database and no window.

`reading` is the door: it tells formats by their first bytes, hands each file to its reader
(`fit`, `gpx`, `tcx`, `spreadsheet`, `apple`, `archive`) and turns the readers' drafts into
activities by `finishing`. `duplicates` says which of them are known already.
"""
