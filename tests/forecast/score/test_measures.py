"""Brier, log score and CRPS against hand-computed values and known cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.forecast.score.measures import brier, crps, log_score, multi_brier, multi_log


def test_brier__known_values():
    """0.7 for a yes earns 0.09; its log score is 0.356675."""
    assert brier(0.7, True) == pytest.approx(0.09)
    assert log_score(0.7) == pytest.approx(0.356675, abs=1e-6)


def test_multi_brier__known_value():
    """Three answers 0.2, 0.5, 0.3 with the second true: 0.38."""
    shares = {"a": 0.2, "b": 0.5, "c": 0.3}

    assert multi_brier(shares, {"b": 1.0}) == pytest.approx(0.38)
    assert multi_log(shares, {"b": 1.0}) == pytest.approx(-np.log(0.5))


def test_multi_brier__doubt_in_the_truth_is_an_expectation():
    """Where resolvers differ, the score is the mean over what they say."""
    shares = {"a": 0.6, "b": 0.4}
    hard = [multi_brier(shares, {name: 1.0}) for name in shares]

    assert multi_brier(shares, {"a": 0.5, "b": 0.5}) == pytest.approx(sum(hard) / 2)


def test_multi_brier__an_answer_outside_the_options_counts_as_missed():
    """What was not among the answers costs as much as any other miss."""
    assert multi_brier({"a": 1.0}, {"z": 1.0}) == pytest.approx(2.0)


def test_crps__known_values():
    """The plain score of -1, 0, 1 at 0 is 2/9; of a single value its distance."""
    assert crps(np.array([-1.0, 0.0, 1.0]), 0.0) == pytest.approx(2 / 9)
    assert crps(np.array([3.0]), 5.0) == pytest.approx(2.0)


def test_crps__matches_the_closed_form_of_a_normal():
    """A large normal ensemble at 0 scores 0.233695."""
    from scipy.stats import norm

    grid = norm.ppf((np.arange(20_000) + 0.5) / 20_000)

    assert crps(grid, 0.0) == pytest.approx(0.233695, abs=1e-4)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40), st.floats(-1e6, 1e6))
def test_crps__agrees_with_its_twin(values, truth):
    """On any ensemble the formula gives what scoringrules' quantile decomposition gives."""
    import scoringrules

    twin = scoringrules.crps_ensemble(truth, np.array(values), estimator="qd")

    assert crps(np.array(values), truth) == pytest.approx(float(twin), rel=1e-9, abs=1e-6)


def test_log_score__never_is_infinite():
    """A count cannot prove the impossible: the log score is cut."""
    assert np.isfinite(log_score(0.0))


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan"), float("inf"), -float("inf")])
def test_scores__of_what_is_no_probability_are_refused(p):
    """Never a negative score, never NaN."""
    for act in (lambda: brier(p, True), lambda: log_score(p), lambda: multi_brier({"a": p, "b": 1 - p}, {"a": 1.0}),
                lambda: multi_brier({"a": 1.0}, {"a": p}), lambda: multi_log({"a": 1.0}, {"a": p})):  # fmt: skip
        with pytest.raises(ValueError, match="found"):
            act()


@pytest.mark.parametrize("truth", [{"a": 0.6, "b": 0.6}, {"a": 1.5, "b": -0.5}, {}, {"a": 0.5}])
def test_multi_brier__weights_that_do_not_sum_to_one_are_refused(truth):
    """1.5 and -0.5 gave a negative score."""
    with pytest.raises(ValueError, match="found"):
        multi_brier({"a": 0.5, "b": 0.5}, truth)
    with pytest.raises(ValueError, match="found"):
        multi_log({"a": 0.5, "b": 0.5}, truth)


@pytest.mark.parametrize(("values", "truth"), [([], 1.0), ([np.nan], 1.0), ([1.0, np.inf], 1.0), ([1.0], np.nan), ([1.0], np.inf)])
def test_crps__of_nothing_or_of_no_number_is_refused(values, truth):
    """An empty or broken ensemble has no score."""
    with pytest.raises(ValueError, match="finite"):
        crps(np.array(values), truth)


SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=8).filter(lambda v: sum(v) > 1e-3)


@given(SHARES, SHARES, st.floats(0, 1), st.booleans())
def test_scores__stay_within_their_range(raw, doubt, p, happened):
    """Brier 0 to 1, over categories 0 to 2, logs from 0 to the cut, whatever is said and whatever the doubt."""
    said = {str(i): v / sum(raw) for i, v in enumerate(raw)}
    truth = {str(i): v / sum(doubt) for i, v in enumerate(doubt)}
    slow = sum(w * sum((said.get(k, 0.0) - (k == fact)) ** 2 for k in {*said, *truth}) for fact, w in truth.items())

    assert 0.0 <= brier(p, happened) <= 1.0
    assert 0.0 <= log_score(p) <= -np.log(1e-4) + 1e-9
    assert 0.0 <= multi_brier(said, truth) <= 2.0 + 1e-9
    assert multi_brier(said, truth) == pytest.approx(slow, abs=1e-9)
    assert multi_log(said, truth) >= 0.0


@given(st.lists(st.floats(-1e9, 1e9, width=32), min_size=1, max_size=30), st.floats(-1e9, 1e9))
def test_crps__is_never_negative(values, truth):
    """Equal courses, one course, the truth among them: zero or more."""
    assert crps(np.array(values), truth) >= 0.0
    assert crps(np.array(values[:1]), truth) == pytest.approx(abs(np.float64(values[0]) - truth))
