"""Choosing, seeing, saving and printing papers."""
