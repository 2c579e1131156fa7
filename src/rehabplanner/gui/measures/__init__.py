"""Outcome measures in the window: what is due, filling in, history and what changed."""
