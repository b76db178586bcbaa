"""Logistic regression with priors finds what made the data."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from multipolar.inference.logistic import fit_logit, predict_logit


def made(n, truth, seed=0):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.standard_normal(n)])
    return x, (rng.random(n) < expit(x @ truth)).astype(float)


def test_fit_logit__recovers_the_truth_and_its_own_error():
    """With many data the mode is the truth within the spread it claims."""
    x, y = made(4000, np.array([0.3, -0.8]))
    fit = fit_logit(x, y, centre=np.zeros(2), sd=np.full(2, 5.0))
    assert np.abs(fit.mean - [0.3, -0.8]).max() < 4 * np.sqrt(np.diag(fit.cov)).max()
    assert np.sqrt(np.diag(fit.cov)) == pytest.approx([0.034, 0.038], abs=0.01)


def test_fit_logit__without_data_the_prior_stays_and_weights_count_like_rows():
    """A zero weight is no row, a weight of two is two rows; a column of spread zero stays at its centre."""
    x, y = made(60, np.array([0.3, -0.8]))
    blind = fit_logit(x, y, centre=np.array([0.2, -0.1]), sd=np.array([0.5, 0.0]), weight=np.zeros(60))
    assert blind.mean == pytest.approx([0.2, -0.1])
    assert blind.cov[0, 0] == pytest.approx(0.25)
    double = fit_logit(x, y, centre=np.zeros(2), sd=np.ones(2), weight=np.full(60, 2.0))
    twice = fit_logit(np.vstack([x, x]), np.r_[y, y], centre=np.zeros(2), sd=np.ones(2))
    assert double.mean == pytest.approx(twice.mean)


def test_predict_logit__doubt_pulls_chances_to_one_half():
    """Averaging over doubt is less bold than the mode, on either side."""
    x, mean = np.array([[1.0], [-1.0]]), np.array([2.0])
    sure, doubt = predict_logit(x, mean, np.zeros((1, 1))), predict_logit(x, mean, np.ones((1, 1)))
    assert sure == pytest.approx(expit([2.0, -2.0]))
    assert doubt[0] < sure[0]
    assert doubt[0] == pytest.approx(1.0 - doubt[1])
    drawn = expit(2.0 + np.random.default_rng(0).standard_normal(200_000)).mean()
    assert doubt[0] == pytest.approx(drawn, abs=0.01)
