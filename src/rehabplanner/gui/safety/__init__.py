"""The safety questions in the window: asking, advice, the pause, and clearing it."""
