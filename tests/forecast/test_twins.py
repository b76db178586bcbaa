"""Twins of a run: pairs weighted as its courses are, and the doubt that is told from them."""

from __future__ import annotations

import numpy as np
import pytest

from invented import population, sample
from multipolar.forecast.count import twin_matrix
from multipolar.forecast.probability import parameter_share
from multipolar.forecast.twins import doubt_of, twin_weights

HORIZON = 180.0


def victories_heavy():
    """Return a counted sample in which courses of a victory weigh three times, with its first courses and their twins."""
    counted = sample()
    first, twins = counted.first[:200], population(2)[:200]
    label = counted.tally.values("label")
    heavy = np.where(label == 0, 3.0, 1.0)
    counted.tally.weights = heavy / heavy.mean()
    return counted, first, twins, float(np.average(label == 0, weights=heavy))


def test_twin_weights__give_both_courses_the_weighted_shares():
    """Victories among the pairs are as frequent as in the weighted run; without weights there are none."""
    counted, first, twins, share = victories_heavy()
    pairs = twin_weights(counted.tally, first, twins, HORIZON)
    both = (first["label"] == 0).astype(float) + (twins["label"] == 0)
    assert pairs @ both / 2 == pytest.approx(share, abs=0.02)
    assert pairs.sum() == pytest.approx(1.0)
    counted.tally.weights = None
    assert twin_weights(counted.tally, first, twins, HORIZON) is None


def test_doubt_of__is_that_of_the_weighted_run():
    """The split of the doubt follows the weights; of fewer than two pairs nothing is told."""
    counted, first, _, _ = victories_heavy()
    twins = first.copy()
    changed = np.flatnonzero(first["label"] != 0)[:60]
    twins["label"][changed] = 0
    found = doubt_of(counted.tally, first, twins, HORIZON)
    pairs = twin_weights(counted.tally, first, twins, HORIZON)
    wanted = parameter_share(twin_matrix(first)["ending"], twin_matrix(twins)["ending"], pairs)
    assert found["pairs"] == 200
    assert found["parameter_share"]["ending"] == pytest.approx(wanted, abs=1e-4)
    assert found["luck_share"] == pytest.approx(1.0 - wanted, abs=1e-4)
    counted.tally.weights = None
    assert doubt_of(counted.tally, first, twins, HORIZON)["luck_share"] != pytest.approx(found["luck_share"], abs=1e-3)
    assert doubt_of(counted.tally, first, twins[:1], HORIZON) == {"pairs": 1, "parameter_share": {}, "luck_share": None}
