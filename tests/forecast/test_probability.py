"""Counting intervals and the share of luck."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from multipolar.forecast.probability import COVERAGE, NORMAL, counted, parameter_share, quantiles, standard_normal


@given(st.integers(1, 5000), st.data())
def test_counted__the_interval_holds_the_share_and_stays_within_zero_and_one(n, data):
    """Whatever is counted, 0 <= low <= p <= high <= 1."""
    hits = data.draw(st.integers(0, n))
    found = counted(hits, n)

    assert 0.0 <= found.low <= found.p <= found.high <= 1.0
    assert found.low < found.high


@pytest.mark.parametrize("p", [0.01, 0.1, 0.37, 0.5, 0.9])
@pytest.mark.parametrize("n", [400, 2000])
def test_counted__covers_at_its_stated_rate(n, p):
    """Averaged over what would be counted, the interval holds the true chance about 95 times in 100."""
    hits = np.arange(n + 1)
    weight = binom.pmf(hits, n, p)
    likely = weight > 1e-9
    covered = [lo.low <= p <= lo.high for lo in (counted(int(k), n) for k in hits[likely])]

    assert abs(float(np.dot(covered, weight[likely])) - COVERAGE) < 0.025


def test_counted__matches_wilsons_formula():
    """Ten of a hundred: 5.52 to 17.44 per cent (Wilson 1927)."""
    found = counted(10, 100)

    assert found.low == pytest.approx(0.05523, abs=1e-4)
    assert found.high == pytest.approx(0.17437, abs=1e-4)


@pytest.mark.parametrize(("hits", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_counted__refuses_what_cannot_be_counted(hits, n):
    """No courses, or more hits than courses, is an error and not a number."""
    with pytest.raises(ValueError, match="hits"):
        counted(hits, n)


def test_parameter_share__is_one_without_luck_and_near_none_without_parameters():
    """Equal twins share everything; unrelated twins share nothing."""
    rng = np.random.default_rng(3)
    a = rng.normal(size=4000)

    assert parameter_share(a, a) == pytest.approx(1.0)
    assert parameter_share(a, rng.normal(size=4000)) < 0.05
    assert parameter_share(np.ones(10), np.ones(10)) is None


def test_parameter_share__finds_a_known_split():
    """With three parts of parameters to one of luck in the variance, the share is three quarters."""
    rng = np.random.default_rng(4)
    common = rng.normal(size=40_000) * np.sqrt(3.0)

    assert parameter_share(common + rng.normal(size=40_000), common + rng.normal(size=40_000)) == pytest.approx(0.75, abs=0.01)


def test_parameter_share__adds_up_over_the_cases_of_a_category():
    """One column per ending: the split of the category lies between those of its cases."""
    rng = np.random.default_rng(5)
    chance = rng.random((5000, 1)) > 0.5
    sure = np.hstack([chance, ~chance]).astype(float)

    assert parameter_share(sure, sure) == pytest.approx(1.0)


def test_quantiles__have_the_names_of_the_contract():
    """q05, q25, q50, q75, q95, rising."""
    found = quantiles(np.arange(101))

    assert found == {"q05": 5.0, "q25": 25.0, "q50": 50.0, "q75": 75.0, "q95": 95.0}


def test_standard_normal__the_stated_quantiles_are_those_of_scipy():
    """A quantile stated so that scipy need not be loaded is scipy's, to the last bit; any other is computed."""
    from scipy.special import ndtri

    assert {p: float(ndtri(p)) for p in NORMAL} == NORMAL
    assert standard_normal(0.9) == float(ndtri(0.9))
