"""What may be called skill."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.forecast.skill import intervals, paired, verdict


def test_paired__difference_error_and_interval():
    """Mean and standard error by hand; the interval holds the mean and shrinks with the wars."""
    gaps = [0.1, -0.2, 0.3, -0.4]
    found = paired(gaps, [0.0] * 4)

    assert found["difference"] == pytest.approx(-0.05)
    assert found["error"] == pytest.approx(np.std(gaps, ddof=1) / 2, abs=1e-6)
    assert found["low"] < -0.05 < found["high"]
    assert found["wars"] == 4
    wider = found["high"] - found["low"]
    many = paired(gaps * 25, [0.0] * 100)
    assert many["high"] - many["low"] < wider / 3


def test_paired__the_bootstrap_agrees_with_the_normal_interval():
    """For many wars the middle 95 % of means is mean -/+ 1.96 errors."""
    gaps = np.random.default_rng(1).normal(0.2, 1.0, 300)
    found = paired(gaps, np.zeros(300))

    assert found["low"] == pytest.approx(found["difference"] - 1.96 * found["error"], abs=0.01)


@pytest.mark.parametrize(
    ("mean", "error", "wars", "said"),
    [(-0.21, 0.1, 10, "skill"), (-0.19, 0.1, 10, "no_skill"), (0.19, 0.1, 10, "no_skill"), (0.21, 0.1, 10, "worse"),
     (-5.0, 0.1, 2, "too_few"), (-5.0, None, 1, "too_few"), (0.0, 0.0, 9, "equal"), (-0.1, 0.0, 9, "skill")],
)  # fmt: skip
def test_verdict__nothing_within_two_errors_is_skill(mean, error, wars, said):
    """Two standard errors are the bar, on both sides; two wars tell nothing."""
    assert verdict(mean, error, wars) == said


def test_intervals__pair_only_what_both_have():
    """A war that one forecast says nothing of is left out of the pair."""
    model = {"a": {"m": 1.0}, "b": {"m": None}, "c": {"m": 2.0}}
    naive = {"a": {"m": 1.5}, "b": {"m": 1.0}, "c": {"m": None}}

    assert intervals(model, naive, ["m", "other"])["m"]["wars"] == 1
    assert "other" not in intervals(model, naive, ["m", "other"])
