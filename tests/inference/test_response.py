"""What members answered: classes, weights, and copies of one course."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.response import CLASSES, interval, response_of, response_of_numbers, split


def test_split__keeps_equal_values_together():
    """Six numbers of three values: no value stands in two groups, and the groups rise."""
    assert split(np.array([1.0, 1.0, 2.0, 2.0, 3.0, 3.0]), 4).tolist() == [0, 0, 1, 1, 2, 2]
    assert split(np.zeros(10), 4).tolist() == [0] * 10
    assert np.bincount(split(np.random.default_rng(1).normal(size=1_000), 20)).tolist() == [50] * 20


def test_response__knows_whether_it_varies():
    """All alike is told, also of numbers that differ by rounding only."""
    assert not response_of(np.zeros(5, np.int64), 3).varies
    assert response_of(np.array([0, 2, 2]), 3).varies
    assert not response_of_numbers(np.full(5, 0.1) * 3).varies
    numbers = response_of_numbers(np.arange(600.0))
    assert (numbers.varies, numbers.size) == (True, CLASSES)


def test_response__copies_of_one_course_are_worth_one():
    """Three copies of one ancestor and one of another: two courses of unequal weight, of which 1.6 equal ones are worth."""
    found = response_of(np.array([0, 1, 1, 0]), 2, None, np.array([0, 0, 0, 1]))
    assert found.effective == pytest.approx(1.0 / (0.75**2 + 0.25**2))
    assert found.of_ancestors == pytest.approx(np.array([[0.25, 0.5], [0.25, 0.0]]))
    assert found.first_of_ancestors.tolist() == [0, 3]
    assert found.by_ancestor(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [6.0, 4.0]
    assert response_of(np.array([0, 1]), 2).effective == pytest.approx(2.0)


def test_interval__stays_in_its_bounds():
    """Both ends lie from nought to the most, and so does the number itself."""
    found = interval(-0.1, 0.2)
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(0.292, abs=1e-3)
    assert interval(5.0, 1.0, 2.0).value == 2.0
