"""Quantal choice."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from multipolar.numerics.choice import UNAVAILABLE, logit_choice


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=8))
def test_logit_choice__picks_by_softmax(utilities):
    """Over evenly spread luck, each option's share is its softmax probability."""
    utility = np.array(utilities)
    grid = (np.arange(2000) + 0.5) / 2000
    picked = np.array([logit_choice(utility, utility.size, u) for u in grid])

    share = np.bincount(picked, minlength=utility.size) / grid.size
    assert share == pytest.approx(special.softmax(utility), abs=2.0 / grid.size)


def test_logit_choice__never_picks_what_is_unavailable():
    """An option out of reach is not taken, whatever the luck; the entries behind n do not count."""
    utility = np.array([UNAVAILABLE, -5.0, UNAVAILABLE, 3.0])
    assert {logit_choice(utility, 3, u) for u in np.linspace(1e-9, 1 - 1e-9, 500)} == {1}


def test_logit_choice__says_when_nothing_is_left():
    """Without any option the answer is -1."""
    assert logit_choice(np.full(3, UNAVAILABLE), 3, 0.5) == -1
    assert logit_choice(np.zeros(3), 0, 0.5) == -1
