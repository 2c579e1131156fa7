"""The body as a chart of named places: front, back and both sides, without any window or paper."""
