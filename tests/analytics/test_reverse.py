"""Pain that steers running is said; a coincidence is not."""

import numpy as np

from analytics.simulation import Runner, simulate
from rehabplanner.analytics.reverse import reverse_direction


def test_running_less_after_pain_is_said():
    chance = np.random.default_rng(2)
    pains = chance.integers(0, 9, 120).astype(float)
    loads = np.concatenate([[100.0], np.maximum(0, 400 - 50 * pains[:-1])])
    found = reverse_direction(loads, pains)
    assert found.back.lag == -1
    assert found.back.rho < -0.9
    assert found.is_as_strong
    assert found.is_worth_saying


def test_a_true_answer_to_load_is_not_turned_round():
    loads, pains = simulate(np.random.default_rng(1), Runner(days=120, effect=0.7))
    assert not reverse_direction(loads, pains).is_as_strong


def test_without_any_link_it_is_rarely_said():
    chance = np.random.default_rng(3)
    runners = [simulate(chance, Runner(days=60)) for _ in range(150)]
    found = [reverse_direction(*one) for one in runners]
    assert sum(one.is_as_strong for one in found) > 40
    assert sum(one.is_worth_saying for one in found) <= 0.08 * 150


def test_nothing_to_compare():
    found = reverse_direction(np.full(40, 100.0), np.full(40, 2.0))
    assert (found.is_as_strong, found.is_worth_saying) == (False, False)
