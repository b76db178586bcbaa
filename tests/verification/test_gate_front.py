"""Outcomes of supply at the front."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from verification.gate_front import factors
from verification.gate_outcomes import evaluated


def invented(**days: Any) -> Any:
    """Return a run of two members over two days, of which the second is over on the second day."""
    return SimpleNamespace(
        n=2, horizon=1, side="AB".index, days={name: np.array(values) for name, values in days.items()},
        running=np.array([[True, True], [True, False]]), out={"fired": np.array([[5.0, 40.0], [5.0, 30.0]])},
    )  # fmt: skip


def test_factors__are_those_of_the_law() -> None:
    """Stores of a week feed in full, and so does all that arrives; else what is worth more counts."""
    assert factors(np.array([[7.0, 0.0]]), np.array([[0.0, 0.9]])) == pytest.approx(np.array([[1.0, 0.9**0.7]]))


def test_front_supply__weighs_men_in_contact_of_wars_that_go_on() -> None:
    """Three of four men are fed in full, one gets half; who stands behind the front or in a war that is over does not count."""
    side = [[3.0, 1.0, 100.0], [50.0, 50.0, 50.0]]
    men = [[side[::-1], side[::-1]], [side[::-1], side[::-1]]]
    ones = np.ones((2, 2, 2, 3))
    run = invented(men=men, contact=ones * [1, 1, 0], stock_days=ones * 0.0, fed=ones * [1.0, 0.5, 0.1])
    told = evaluated(run, "front_supply", ("B", 1.0))[""]

    assert told.at(np.ones((1, 2)))[0] == pytest.approx((3.0 + 0.5**0.7) / 4.0)  # type: ignore[union-attr]


def test_fired_after__is_what_is_left_of_the_total() -> None:
    """Forty and thirty tonnes, ten and twenty of them by the day told."""
    run = invented(fired=[[[0.0, 0.0], [1.0, 10.0]], [[0.0, 0.0], [1.0, 20.0]]])

    assert evaluated(run, "fired_after", ("B", 1.0))[""].at(np.ones((1, 2)))[0] == 20.0  # type: ignore[union-attr]
