"""The window: only showing and asking. Rules live in `domain`, numbers in `analytics`."""
