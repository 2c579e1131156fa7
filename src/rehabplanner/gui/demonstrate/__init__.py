"""The demonstration: one exercise at a time, moving, in large letters, with a timer."""
