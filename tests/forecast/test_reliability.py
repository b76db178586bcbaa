"""Reliability, the parts of the Brier score, ranks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.forecast.reliability import murphy, rank_histogram, rank_of, reliability

EVENTS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=60)


@given(EVENTS)
def test_murphy__the_parts_add_up(events):
    """Whatever was said and happened, doubt included: the parts sum to the mean expected Brier score."""
    p, y = np.array(events).T
    m = murphy(p, y)

    assert m["brier"] == pytest.approx(np.mean(y * (1 - p) ** 2 + (1 - y) * p**2), abs=1e-5)
    assert m["brier"] == pytest.approx(m["reliability"] - m["resolution"] + m["uncertainty"] + m["within"], abs=1e-5)


def test_murphy__climatology_has_no_resolution_and_a_perfect_forecast_all():
    """The base rate said every time: reliable, unresolved. The truth said every time: resolution eats uncertainty."""
    y = [0.0, 1.0, 1.0, 0.0]

    none = {"reliability": 0.0, "resolution": 0.0, "within": 0.0}
    assert murphy([0.5] * 4, y) == {"events": 4.0, "brier": 0.25, "uncertainty": 0.25} | none
    assert murphy(y, y)["resolution"] == pytest.approx(0.25)
    assert murphy(y, y)["brier"] == 0.0


def test_reliability__a_true_forecast_stays_in_its_band_and_a_false_one_leaves_it():
    """Events drawn with the said chances lie inside nearly all bands; a forecast that doubles them does not."""
    rng = np.random.default_rng(4)
    p = rng.random(4000) * 0.5
    y = (rng.random(4000) < p).astype(float)
    inside = [row["low"] <= row["frequency"] <= row["high"] for row in reliability(p, y)]
    outside = [row["low"] <= row["frequency"] <= row["high"] for row in reliability(2 * p, y)]

    assert sum(inside) >= len(inside) - 1
    assert sum(outside) <= 2


def test_reliability__counts_every_event_once_and_keeps_one_in_the_last_bin():
    """Bins hold all events; a certainty stands in the last."""
    rows = reliability([0.0, 0.05, 1.0], [0.0, 1.0, 1.0])

    assert [row["events"] for row in rows] == [2, 1]
    assert (rows[0]["forecast"], rows[0]["frequency"], rows[1]["to"]) == (0.025, 0.5, 1.0)


def test_rank_of__ties_count_half():
    """Below all 0, above all 1, on a tie in the middle."""
    values = np.array([1.0, 2.0, 2.0, 3.0])

    assert (rank_of(values, 0.0), rank_of(values, 9.0), rank_of(values, 2.0)) == (0.0, 1.0, 0.5)


def test_rank_histogram__even_ranks_are_flat():
    """A hundred even ranks fill every fifth alike, inside the span of a flat one; a heap is outside."""
    flat = rank_histogram(list(np.linspace(0.001, 0.999, 100)))
    heap = rank_histogram([1.0] * 100)

    assert flat["counts"] == [20] * 5
    assert flat["low"] <= 20 <= flat["high"] < heap["counts"][-1] == 100
