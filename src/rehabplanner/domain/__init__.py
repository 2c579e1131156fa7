"""What a clinic talks about: frozen records and plain rules, with the standard library alone.

Read this package from `record` and `people` to `dossier` to learn the program's language.
Words that a person reads are marked with `problems.marked` and translated by
`rehabplanner.wording`, never here.
"""
