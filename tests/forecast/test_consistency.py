"""Calibration by bins: exact bands, nothing lost at the edges, a record that grows."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from multipolar.forecast.consistency import Said, band_of, consistency, count_law, over_time


def said(p, happened, month="2030-01", question="x"):
    return Said(question, f"{month}-01T00:00:00+00:00", p, happened)


def test_count_law__equal_chances_are_binomial():
    """Ten events of 0.3 follow the binomial law; unequal ones have the sum of the chances as their mean."""
    assert count_law([0.3] * 10) == pytest.approx(binom.pmf(np.arange(11), 10, 0.3))
    chances = [0.1, 0.5, 0.9]
    assert count_law(chances) @ np.arange(4) == pytest.approx(sum(chances))


def test_band_of__holds_at_least_its_coverage():
    """The band of twenty events of one half is 6 to 14 of them, and holds nine in ten courses of luck."""
    low, high = band_of([0.5] * 20)
    assert (low, high) == (0.3, 0.7)
    assert binom.cdf(14, 20, 0.5) - binom.cdf(5, 20, 0.5) > 0.9


def test_consistency__every_chance_lies_in_one_bin():
    """Zero, one and the edges are each counted once; empty bins are left out."""
    rows = consistency([said(p, True) for p in (0.0, 0.1, 0.5, 0.95, 1.0)])
    assert [(row["from"], row["n"]) for row in rows] == [(0.0, 1), (0.1, 1), (0.5, 1), (0.9, 2)]
    assert rows[0]["consistent"] is False


def test_consistency__a_well_calibrated_record_is_consistent_and_a_bold_one_is_not():
    """What was said at 0.75 and came true in 75 of 100 lies inside the band; in 50 of 100 it does not."""
    good, bold = ([said(0.75, i < hits) for i in range(100)] for hits in (75, 50))
    assert [consistency(found)[0]["consistent"] for found in (good, bold)] == [True, False]


def test_over_time__the_record_grows_by_months():
    """Each month counts all forecasts up to it; the Brier score is the mean so far."""
    rows = over_time([said(0.5, True, "2030-02"), said(1.0, True, "2030-01"), said(0.0, True, "2030-04")])
    assert [(row["month"], row["new"], row["n"]) for row in rows] == [("2030-01", 1, 1), ("2030-02", 1, 2), ("2030-04", 1, 3)]
    assert [row["brier"] for row in rows] == pytest.approx([0.0, 0.125, 0.416667], abs=1e-6)
