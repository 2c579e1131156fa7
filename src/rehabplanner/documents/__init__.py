"""Paper: a dossier and its options in, the bytes of a PDF out. The only place that knows ReportLab.

`fonts`, `style` and `blocks` are the tools, `page` puts blocks on sheets; `handout` and `chart`
are the papers.
"""
