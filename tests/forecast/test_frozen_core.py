"""Draws as they are packed into a frozen forecast."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar.forecast.frozen_core import MOST_DRAWS, packed, unpacked
from multipolar.forecast.score.measures import crps


def test_packed__up_to_its_size_nothing_is_lost():
    """Sorted single-precision draws come back to the bit, repeated ones as counts."""
    values = np.concatenate([np.random.default_rng(1).gamma(2, 500, 900), np.full(100, 180.0)]).astype(np.float32)
    kept = json.loads(json.dumps(packed(values)))
    assert kept["exact"] is True
    assert max(kept["counts"]) == 100
    assert np.array_equal(unpacked(kept), np.sort(values))


def test_packed__a_larger_ensemble_keeps_its_quantiles():
    """Of more draws than are kept the score hardly moves, and the file says that it is not exact."""
    values = np.random.default_rng(1).gamma(2, 500, 5 * MOST_DRAWS).astype(np.float32)
    kept = packed(values)
    assert (kept["exact"], unpacked(kept).size) == (False, MOST_DRAWS)
    assert crps(unpacked(kept), 1445.0) == pytest.approx(crps(values, 1445.0), rel=1e-3)
