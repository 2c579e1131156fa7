"""The same formulas written out slowly, day by day, as a check on the fast ones."""

import math
from itertools import pairwise


def average_ranks(values):
    return [
        sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2
        for value in values
    ]


def autocorrelation(values, most):
    """Return r(0..most) and the pairs; None is unknown."""
    known = [value for value in values if value is not None]
    mean = sum(known) / len(known)
    variance = sum((value - mean) ** 2 for value in known) / len(known)
    found, pairs = [], []
    for lag in range(most + 1):
        products = [
            (one - mean) * (other - mean)
            for one, other in zip(values, values[lag:], strict=False)
            if one is not None and other is not None
        ]
        pairs.append(len(products))
        found.append(sum(products) / len(products) / variance if products and variance else 0.0)
    return found, pairs


def effective_number(one, other):
    both = [a is not None and b is not None for a, b in zip(one, other, strict=True)]
    count = sum(both)
    most = count // 5 if count < 50 else count // 4
    one = [value if known else None for value, known in zip(one, both, strict=True)]
    other = [value if known else None for value, known in zip(other, both, strict=True)]
    first, pairs = autocorrelation(one, most)
    second, _ = autocorrelation(other, most)
    inverse = 1 / count + 2 / count * sum(
        pairs[lag] / count * first[lag] * second[lag] for lag in range(1, most + 1)
    )
    return min(max(1 / inverse if inverse > 0 else math.inf, 3), count)


def best_partition_cost(values, penalty, shortest):
    """Return the least cost of any partition, by trying every last change."""
    best = [-penalty] + [math.inf] * len(values)
    for end in range(shortest, len(values) + 1):
        for start in [0, *range(shortest, end - shortest + 1)]:
            best[end] = min(best[end], best[start] + penalty + squares(values[start:end]))
    return best[-1]


def partition_cost(values, changes, penalty):
    edges = [0, *changes, len(values)]
    parts = pairwise(edges)
    return sum(squares(values[a:b]) for a, b in parts) + penalty * len(changes)


def squares(values):
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values)
