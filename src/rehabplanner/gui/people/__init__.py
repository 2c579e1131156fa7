"""People: finding one, and the form of one."""
