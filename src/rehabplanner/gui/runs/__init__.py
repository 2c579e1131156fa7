"""The run log: typing in, importing, the table, and one session in detail."""
