"""The editor of own exercises: figure or photographs at the left, joints, and all texts."""
