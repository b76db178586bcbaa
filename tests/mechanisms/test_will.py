"""Laws and steps of `mechanisms/will.py`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.will import casualty_term, will_logit
from multipolar.numerics.elementary import logistic


@given(st.floats(0.05, 0.95))
def test_will__starts_where_it_was_stated(start: float) -> None:
    """With every term at zero, will is the stated will."""
    assert logistic(will_logit(start, 0.0, 0.0, 0.0, 0.0, 0.0)) == pytest.approx(start)


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_casualty_term__grows_with_announced_losses(dead: float, more: float) -> None:
    """Tenfold losses weigh one unit of the weight; more never weigh less."""
    assert casualty_term(0.8, dead, 3e6) <= casualty_term(0.8, dead + more, 3e6)
    assert casualty_term(0.8, 9.0 * 300.0, 3e6) == pytest.approx(0.8)
