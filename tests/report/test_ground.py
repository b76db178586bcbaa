"""The ground on five days, drawn by the server: marks by share, weights counted, complete without a script."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.report.synthetic import invented_war

from multipolar.report.ground import drawn_days, five_maps, held_by_a, lifeline_paths, map_svg, mark, running


def test_mark__is_symmetric_between_the_sides():
    """Strong from nine in ten, pale from two in three, hatched between."""
    assert [mark(p) for p in (0.95, 0.9, 0.7, 0.5, 0.3, 0.1, 0.0)] == ["A", "A", "a", "q", "b", "B", "B"]


def test_drawn_days__end_with_the_forecast():
    """Days beyond the last are its last, once."""
    assert drawn_days(180) == [0, 14, 30, 60, 180]
    assert drawn_days(40) == [0, 14, 30, 40]


def test_held_by_a__counts_courses_by_their_weight():
    """A course of weight nought holds nothing; the shares are weighted means."""
    c = invented_war(40).series
    half = replace(c, weights=np.repeat([1.0, 0.0], 20))
    plain = (c.sector_share[:20, 30] > 125).mean(axis=0)
    assert held_by_a(half, [30])[0].tolist() == pytest.approx(plain.tolist())
    assert running(half, 30, 180) == pytest.approx((c.outcome["length_days"][:20] > 30).mean())
    assert running(c, 180, 180) == pytest.approx((c.outcome["length_days"] >= 180).mean())


def test_five_maps__stand_in_the_page_with_dates_and_words():
    """One drawing per day with its date and how many courses still fight; contested sectors can be coloured anew."""
    html = five_maps(invented_war(300))
    assert html.count("<figure data-day=") == html.count("<svg ") == 5
    assert "<b>20 Apr</b>" in html
    assert html.count('data-s="S11"') == 5
    assert 'data-s="S00"' not in html
    assert html.count("still fighting in") == 5


def test_five_maps__need_courses():
    """Too few courses, or none, draw nothing."""
    assert five_maps(invented_war(20)) == five_maps(replace(invented_war(300), series=None)) == ""


def test_map_svg__draws_lifelines_between_places_it_has():
    """A stretch with an end outside the map is left out; hostile names stay text."""
    geometry = {"width": 10, "height": 10, "cells": {"X": "M0 0l1 0 0 1z"}, "points": {"X": [1, 2], "Y": [3, 4]}, "countries": []}
    path = lifeline_paths([{"a": "X", "b": "Y"}, {"a": "X", "b": "Z"}], geometry)
    svg = map_svg(geometry, {"X": 0.2}, {"X"}, path, "<b>")
    assert path == "M1 2L3 4"
    assert 'class="cell h-b" data-s="X"' in svg
    assert "<b>" not in svg
