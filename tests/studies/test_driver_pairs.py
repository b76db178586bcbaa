"""Pairs that act together: a planted product is found, its size is right, and what adds up is no pair."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.response import response_of
from multipolar.studies.driver_pairs import acting_together

N = 8_000


def answers(chance, seed=1):
    """Return yes-or-no answers with these chances (member,)."""
    return response_of((np.random.default_rng(seed).random(len(chance)) < chance).astype(np.int64), 2)


def inputs(count, seed=2):
    """Return independent inputs (member, input)."""
    return np.random.default_rng(seed).uniform(0, 1, (N, count))


def test_acting_together__finds_a_planted_pair():
    """The first input moves the chance by 40 points where the second is high and not at all where it is low."""
    x = inputs(4)
    high = (x[:, 0] > 0.5) & (x[:, 2] > 0.5)
    (pair,) = acting_together(x, answers(0.2 + 0.4 * high), 1)
    assert (pair.first, pair.second) == (0, 2)
    assert (pair.where_low, pair.where_high) == (pytest.approx(0.0, abs=0.05), pytest.approx(0.4, abs=0.05))


def test_acting_together__what_adds_up_is_no_pair():
    """Two inputs that each move the chance, independently, are no pair; over fifty ensembles few are found by chance."""
    found = 0
    for seed in range(50):
        x = inputs(4, seed)
        found += bool(acting_together(x, answers(0.2 + 0.25 * (x[:, 0] > 0.5) + 0.25 * (x[:, 1] > 0.5), seed), 1))
    assert found <= 7


def test_acting_together__rival_claims_are_cut_between_their_sets():
    """A category of which nine in ten hold the second is not cut at its median; groups under fifty are passed over."""
    x = inputs(2)
    x[:, 0] = np.random.default_rng(5).random(N) < 0.9
    (pair,) = acting_together(x, answers(0.2 + 0.5 * (x[:, 0] > 0) * (x[:, 1] > 0.5)), 1)
    assert pair.where_high - pair.where_low == pytest.approx(0.5, abs=0.08)
    rare = x.copy()
    rare[:, 0] = np.arange(N) < 60
    assert acting_together(rare, answers(np.where((x[:, 1] > 0.5) & (rare[:, 0] > 0), 0.9, 0.1)), 1) == []
