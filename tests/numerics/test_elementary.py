"""Elementary functions against scipy and the platform's own."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from multipolar.numerics import elementary as el

EPS = np.finfo(float).eps


def relative_error(function, reference, points):
    """Return the largest relative error over the points."""
    got = np.array([function(float(x)) for x in points])
    want = reference(points)
    return np.max(np.abs(got - want) / np.maximum(np.abs(want), 1e-300))


def test_exp__is_exact_to_one_unit_in_the_last_place():
    """The exponential agrees with the platform's over its whole normal range."""
    points = np.concatenate([np.linspace(-707.0, 709.78, 4001), np.linspace(-1.0, 1.0, 2001)])
    assert relative_error(el.exp, np.exp, points) <= 1.5 * EPS


def test_exp__behaves_beyond_its_range():
    """Nothing overflows into an error: zero, infinity and nan come out as such."""
    assert el.exp(-1e300) == 0.0
    assert el.exp(-math.inf) == 0.0
    assert el.exp(1e300) == math.inf
    assert math.isnan(el.exp(math.nan))
    assert el.exp(0.0) == 1.0
    assert el.exp(-707.1) == 0.0
    assert el.exp(709.79) == math.inf


def test_log__is_exact_to_one_unit_in_the_last_place():
    """The logarithm agrees with the platform's from the smallest to the largest double, and close to 1."""
    points = np.concatenate([10.0 ** np.linspace(-320, 308, 4001), np.linspace(0.5, 2.0, 2000)])
    assert relative_error(el.log, np.log, points) <= 1.5 * EPS


def test_log__behaves_beyond_its_range():
    """The logarithm of nothing is minus infinity, of a debt undefined."""
    assert el.log(0.0) == -math.inf
    assert math.isnan(el.log(-1.0))
    assert math.isnan(el.log(math.nan))
    assert el.log(math.inf) == math.inf
    assert el.log(1.0) == 0.0


@given(st.floats(-700, 700))
def test_log__undoes_exp(x):
    """Taking the logarithm of an exponential gives the number back."""
    assert el.log(el.exp(x)) == pytest.approx(x, rel=1e-13, abs=1e-15)


def test_norm_cdf__agrees_with_scipy_even_in_the_far_tail():
    """Tail chances keep their relative precision down to 1e-300."""
    points = np.concatenate([np.linspace(-37.0, 8.5, 4001), np.linspace(-1.0, 1.0, 501)])
    assert relative_error(el.norm_cdf, special.ndtr, points) <= 1e-12
    assert el.norm_cdf(-50.0) == 0.0
    assert el.norm_cdf(50.0) == 1.0


def test_norm_ppf__agrees_with_scipy():
    """Quantiles of the normal distribution are exact over all representable probabilities."""
    points = np.concatenate([10.0 ** np.linspace(-300, -1, 2001), np.linspace(0.01, 1 - 1e-12, 2000)])
    assert relative_error(el.norm_ppf, special.ndtri, points[np.abs(points - 0.5) > 1e-9]) <= 5e-15
    assert el.norm_ppf(0.5) == 0.0
    assert el.norm_ppf(0.0) == -math.inf
    assert el.norm_ppf(1.0) == math.inf
    assert math.isnan(el.norm_ppf(1.5))


def test_norm_pdf__is_the_slope_of_the_distribution():
    """Density and distribution belong together."""
    for z in (-3.0, -0.5, 0.0, 1.2):
        slope = (el.norm_cdf(z + 1e-5) - el.norm_cdf(z - 1e-5)) / 2e-5
        assert el.norm_pdf(z) == pytest.approx(slope, rel=1e-6)


@given(st.floats(-50, 50))
def test_logistic__is_symmetric(x):
    """Log-odds of the opposite give the opposite chance."""
    assert el.logistic(x) + el.logistic(-x) == pytest.approx(1.0, abs=1e-15)
    assert el.logistic(x) == pytest.approx(special.expit(x), rel=1e-14)


@given(st.floats(-10, 10), st.floats(-5, 0), st.floats(0, 5))
def test_clip__holds_a_number_between_bounds(x, low, high):
    """Whatever comes in, what goes out lies between the bounds."""
    assert el.clip(x, low, high) == min(max(x, low), high)


@given(st.floats(allow_nan=False))
def test_bits_of__can_be_read_back(x):
    """A double and its bits are the same thing."""
    assert el.float_of(el.bits_of(x)) == x
