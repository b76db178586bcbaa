"""Strikes on the state: dearer for the struck, harmless without aircraft, never ground."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.coercion import coercion_cost, strategic_sorties


def test_coercion_cost__is_the_unit_per_sortie_and_million():
    """A hundred sorties against a million people cost a hundred units; small peoples are not infinitely hurt."""
    assert coercion_cost(0.0006, 100.0, 1e6) == pytest.approx(0.06)
    assert coercion_cost(0.0006, 100.0, 0.0) == coercion_cost(0.0006, 100.0, 1e5)


@given(st.floats(0, 1), st.floats(0, 500), st.floats(0, 1), st.floats(0, 300))
def test_strategic_sorties__fall_with_the_enemys_missiles(share, aircraft, quality, sam):
    """None without aircraft, never more than there are, fewer the more batteries."""
    here = strategic_sorties(share, aircraft, quality, sam, 1.0)

    assert 0.0 <= here <= aircraft
    assert strategic_sorties(share, aircraft, quality, sam + 80.0, 1.0) <= here
