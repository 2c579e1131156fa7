"""The first tab: load and pain on one time axis, and the numbers of a chosen range."""
