"""Statistics of members and their paired differences."""

from __future__ import annotations

import numpy as np
import pytest
from verification.gate_statistics import (
    Effect,
    Exact,
    Median,
    Moments,
    Number,
    Quotient,
    Ratio,
    Slope,
    effect,
    in_errors,
    joined,
    mean,
    share,
)

RNG = np.random.default_rng(3)


def test_share__counts_cases_among_those_named() -> None:
    """Two of four members are cases; of the two that are named, one is."""
    cases, among = np.array([1, 1, 0, 0], bool), np.array([1, 0, 1, 0], bool)
    one = np.ones((1, 4))

    assert share(cases).at(one) == [0.5]
    assert share(cases, among).at(one) == [0.5]
    assert np.isnan(share(cases, np.zeros(4)).at(one))[0]


def test_mean__leaves_out_what_is_no_number_outside_the_condition() -> None:
    """A member outside the condition may hold anything."""
    assert mean(np.array([2.0, np.nan]), np.array([1, 0])).at(np.ones((1, 2))) == [2.0]


def test_median__is_the_lower_one_under_weights() -> None:
    """A member with all the weight is the median; members without a value do not count."""
    found = Median(np.array([5.0, 1.0, np.nan, 3.0]))

    assert found.at(np.ones((1, 4))) == [3.0]
    assert found.at(np.array([[9.0, 1.0, 99.0, 1.0]])) == [5.0]
    assert np.isnan(Median(np.full(2, np.nan)).at(np.ones((1, 2))))[0]


def test_slope__is_that_of_a_least_squares_fit_over_weighted_members() -> None:
    """Member 0 lies on y = 1 + 2 x, member 1 on y = 1 - x; without either there is no slope."""
    x, member = np.array([0.0, 1.0, 0.0, 1.0]), np.array([0, 0, 1, 1])
    y = 1.0 + np.where(member == 0, 2.0, -1.0) * x
    found = Slope(Moments.of(np.column_stack([np.ones(4), x]), y, member, 2), 1)

    assert found.n == 2
    assert found.at(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [2.0, 1.0]])) == pytest.approx([2.0, -1.0, 0.5, 1.0])
    assert np.isnan(found.at(np.zeros((1, 2))))[0]


def test_effect__has_the_error_of_a_paired_share() -> None:
    """A tenth of the members change from no to yes: the error is that of their share, not of two samples."""
    base = np.zeros(2000)
    base[:1000] = 1.0
    other = base.copy()
    other[1000:1200] = 1.0
    found = effect(share(base), share(other), 1)

    assert found.difference == pytest.approx(0.1)
    assert found.error == pytest.approx(np.sqrt(0.1 * 0.9 / 2000), rel=0.15)
    assert found.relative == pytest.approx(0.2)
    assert found.ratio == pytest.approx(1.2)
    assert found.errors == pytest.approx(0.1 / found.error)


def test_effect__of_a_run_against_itself_is_nothing() -> None:
    """Nothing moved, so there is nothing to be uncertain about."""
    values = mean(RNG.normal(size=50))

    assert effect(values, values, 1) == Effect(effect(values, values, 1).base, effect(values, values, 1).base)


def test_effect__wants_the_same_members() -> None:
    """Pairs need two of each."""
    with pytest.raises(ValueError, match="3 members against 2"):
        effect(share(np.ones(3)), share(np.ones(2)), 1)


def test_effect__of_columns_names_those_that_differ() -> None:
    """Columns of one run only are not compared; a value that is no number equals itself."""
    a = Exact({"x": np.array([1.0, np.nan]), "y": np.array([1, 2]), "z": np.zeros(2)})
    b = Exact({"x": np.array([1.0, np.nan]), "y": np.array([1, 3])})

    assert effect(a, b, 1).differing == ("y",)
    assert effect(a, a, 1).differing == ()
    with pytest.raises(TypeError, match="only be compared with columns"):
        effect(a, Number(1.0), 1)


def test_quotient__of_hazards_is_nothing_without_a_case_below() -> None:
    """Two ends in ten days over one end in twenty."""
    first, none = Ratio(np.array([2.0]), np.array([10.0])), Ratio(np.array([0.0]), np.array([20.0]))

    assert Quotient(first, Ratio(np.array([1.0]), np.array([20.0]))).at(np.ones((1, 1))) == pytest.approx(4.0)
    assert np.isnan(Quotient(first, none).at(np.ones((1, 1))))[0]


def test_joined__puts_members_of_wars_beside_each_other() -> None:
    """Shares are pooled; numbers of whole runs stay apart by war."""
    parts = [("w", {"s": share(np.array([1, 0])), "p": Number(0.2)}), ("v", {"s": share(np.array([1, 1])), "p": Number(0.4)})]
    found = joined(parts)

    assert found["s"].at(np.ones((1, 4))) == [0.75]  # type: ignore[union-attr]
    assert {"w p", "v p"} <= set(found)
    assert joined(parts[:1]) is parts[0][1]


def test_in_errors__is_infinite_where_all_moved_alike() -> None:
    """Without an error any move is sure, and no move is none."""
    assert in_errors(0.1, 0.0) == np.inf
    assert in_errors(-0.1, 0.0) == -np.inf
    assert in_errors(0.0, 0.0) == 0.0
    assert in_errors(0.2, 0.1) == pytest.approx(2.0)
    assert np.isnan(in_errors(float("nan"), 0.1))
