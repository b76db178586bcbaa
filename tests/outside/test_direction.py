"""Which side is favoured."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.outside.direction import balance_of, economy_of, favoured
from scenario.small import document

SIZES = st.floats(-6, 6)


def test_favoured__worked_value():
    """logistic(.3 + .3 x 1.2 + .8 x .5) = .743; with nothing known the opener has .574."""
    assert favoured(1.2, 0.5) == pytest.approx(1 / (1 + math.exp(-1.06)))
    assert favoured(0.0, 0.0) == pytest.approx(0.5744, abs=1e-4)


@given(SIZES, SIZES)
def test_favoured__mirrors_when_the_sides_are_swapped(y, b):
    """Without the opener's edge A's chance here is B's chance there."""
    assert favoured(y, b, edge=0.0) == pytest.approx(1.0 - favoured(-y, -b, edge=0.0))


@given(SIZES, SIZES)
def test_favoured__rises_with_economy_and_forces_up_to_their_bounds(y, b):
    """More of either never hurts; beyond four and two nothing changes."""
    assert favoured(y + 1.0, b) >= favoured(y, b)
    assert favoured(y, b + 1.0) >= favoured(y, b)
    assert favoured(4.0, 2.0) == favoured(40.0, 20.0)
    assert favoured(-4.0, -2.0) == favoured(-40.0, -20.0)


def test_economy_of__is_output_times_output_per_head():
    """Twice the GDP with the same people counts 2 ln 2, twice the people takes ln 2 away."""
    base = document("belligerents.A.economy={gdp: 40 bn USD}", "belligerents.B.economy={gdp: 40 bn USD}")
    people = {side: base.belligerents[side].population.distribution.median() for side in "AB"}
    same = economy_of(base)
    assert same == pytest.approx(-math.log(people["A"] / people["B"]))
    double = document("belligerents.A.economy={gdp: 80 bn USD}", "belligerents.B.economy={gdp: 40 bn USD}")
    assert economy_of(double) == pytest.approx(same + 2 * math.log(2))


def test_economy_of__is_unknown_without_either_gdp():
    """A GDP of nothing is no GDP."""
    assert economy_of(document("belligerents.A.economy={gdp: 40 bn USD}", "belligerents.B.economy={}")) is None
    assert economy_of(document("belligerents.A.economy={gdp: 0 bn USD}", "belligerents.B.economy={gdp: 2 bn USD}")) is None


def test_balance_of__is_the_log_ratio_of_men_times_quality():
    """Men without quality count as one."""
    men = "forces.A.in_theatre=40000 persons", "forces.B.in_theatre=20000 persons"
    read = document(*men, "belligerents.A.quality=0.6", "belligerents.B.quality=0.4")
    assert balance_of(read) == pytest.approx(math.log(2 * 1.5))
    assert balance_of(document("belligerents.A.quality=0", "belligerents.B.quality=0")) == 0.0
