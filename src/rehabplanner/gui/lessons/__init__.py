"""Short texts to read: the reading window, and a line that says when one fits."""
