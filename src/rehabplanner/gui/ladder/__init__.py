"""The ladder of feared movements: what was expected, what was felt, rung by rung."""
