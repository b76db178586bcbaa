"""What a set of wars teaches is put together from what each says: exact for normal likelihoods, and nothing without wars."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.inference.shared import from_scale, to_scale
from multipolar.inference.taught import LEAST_PRECISION, prior_text, priors_from, quadratic, shifts_of, summary_plain
from multipolar.scenario.quantity import Quantity

SLOPE, CURVATURE = np.array([1.0, -0.5]), np.array([[2.0, 0.3], [0.3, 0.5]])


def told(shifts):
    """Return a normal log likelihood of shifts."""
    return 0.7 + shifts @ SLOPE - 0.5 * np.einsum("pi,ij,pj->p", shifts, CURVATURE, shifts)


def test_quadratic__finds_slope_and_curvature_of_a_normal_likelihood():
    """What is quadratic is found as it is, and nothing is left over."""
    shifts = 0.5 * np.random.default_rng(1).standard_normal((200, 2))
    slope, curvature, missed = quadratic(shifts, told(shifts))
    assert slope == pytest.approx(SLOPE)
    assert curvature == pytest.approx(CURVATURE)
    assert missed < 1e-9


def test_shifts_of__is_the_posterior_of_a_brute_sum():
    """Two wars and a normal prior, against weights on a grid."""
    one = summary_plain(SLOPE, CURVATURE)
    axis = np.linspace(-4, 4, 401)
    grid = np.array(np.meshgrid(axis, axis)).reshape(2, -1).T
    log_weight = 2 * told(grid) - 0.5 * np.sum((grid / 0.5) ** 2, axis=1)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    mean, sd = shifts_of([one, one], 2, 0.5)
    assert mean == pytest.approx(weight @ grid, abs=1e-3)
    assert sd == pytest.approx(np.sqrt(weight @ (grid - weight @ grid) ** 2), abs=1e-3)


def test_shifts_of__without_wars_is_the_prior_and_noise_never_widens_it_beyond_bounds():
    """Nothing said, nothing moved; a likelihood that curves upwards cannot make a shift wild."""
    mean, sd = shifts_of([], 3, 0.5)
    assert (list(mean), list(sd)) == ([0.0] * 3, [0.5] * 3)
    wild = shifts_of([summary_plain(np.zeros(2), -9.0 * np.eye(2))], 2, 0.5)[1]
    assert wild == pytest.approx([0.5 / np.sqrt(LEAST_PRECISION)] * 2)


def test_priors_from__no_war_leaves_the_register_and_one_moves_it():
    """Without a teacher nothing is laid over the register; with one the middle moves by its share and the doubt is added."""
    found = {
        "choices": {"shift_sd": 0.5}, "parameters": {"tempo": {"draws": 1, "scale": "log", "mean": 0.0, "sd": 0.2}},
        "says": {"one": {"slope": [4.0], "curvature": [4.0]}, "two": {"slope": [-4.0], "curvature": [4.0]}},
    }  # fmt: skip
    assert priors_from(found, []) == {}
    assert priors_from(found, ["one"]) == {"tempo": prior_text("log", 0.2 * 0.5, 0.2 * np.sqrt(1 + 1 / 8))}
    assert priors_from(found, ["one", "two"])["tempo"].startswith("LogN(1, ")
    assert priors_from(found, ["two", "one"]) == priors_from(found, ["one", "two"])


@pytest.mark.parametrize(("scale", "mean", "sd"), [("log", -2.0, 0.5), ("identity", 0.1, 0.03), ("logit", -1.0, 0.4)])
def test_prior_text__can_be_read_back_with_the_same_middle_and_spread(scale, mean, sd):
    """Written as a scenario file spells it, a prior keeps its moments on its scale."""
    law = Quantity.model_validate({"v": prior_text(scale, mean, sd)}).distribution
    values = to_scale(law.quantile((np.arange(2000) + 0.5) / 2000), scale)

    assert values.mean() == pytest.approx(mean, abs=0.05)
    assert values.std() == pytest.approx(sd, rel=0.08)
    assert np.all(np.isfinite(from_scale(values, scale)))
