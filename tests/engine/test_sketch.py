"""Counts of days that add up."""

from __future__ import annotations

import numpy as np

from invented import days, war
from multipolar.engine.sketch import BINS, NAMES, count_in, daily_values, empty_sketch, merge, summary


def test_merge__of_two_halves_is_the_whole():
    """Counting members together or in two parts gives the same counts."""
    whole, first, second = (empty_sketch(war().model) for _ in range(3))
    count_in(whole, days()[:300])
    count_in(first, days()[:120])
    count_in(second, days()[120:300])
    merge(first, second)

    assert first.members == whole.members == 300
    for name in NAMES:
        assert np.array_equal(first.counts[name], whole.counts[name])
        assert (whole.counts[name].sum(axis=1) == 300).all()


def test_summary__quantiles_lie_within_a_bin_of_the_exact_ones():
    """A quantile from counts is off by less than the width of its bin."""
    sketch = empty_sketch(war().model)
    count_in(sketch, days()[:400])
    told = summary(sketch)

    for name in NAMES:
        exact = np.quantile(daily_values(days()[:400], name), 0.5, axis=0)
        found = np.array(told[name]["q50"])
        edges = sketch.edges[name]
        at = np.clip(np.searchsorted(edges, exact) - 1, 1, BINS - 2)
        width = edges[at + 2] - edges[at - 1]
        assert (np.abs(found - exact) <= width).all()
