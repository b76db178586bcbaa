"""The pilot run: one utility scale per power, and base rates of entry kept where the data put them.

Each power's utility is measured in standard deviations of its option values over the prior, never rescaled afterwards.
The mean tilt of each option over the prior is divided out, so that on average an option is taken at its base rate and
expected utility only says when. Both come from the scenario's default stance, whatever stance is run: switching a claim
must not move the yardstick.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.simulate import value_options
from multipolar.model.build import Model
from multipolar.model.draw import draw

PILOT_MEMBERS = 256
PILOT_SEED = 20201016
LEAST_SCALE = 1e-4


def scale_of(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the standard deviation of option values per power [utility], keeping one's course (0) among them.

    ``gains``: (member, power, option), 0 where an option is not open. Powers without a choice get 1.
    """
    flat = np.where(gains == 0.0, np.nan, gains)
    with np.errstate(invalid="ignore"):
        squares = np.nansum(flat**2, axis=(0, 2)) / np.maximum(np.sum(~np.isnan(flat), axis=(0, 2)), 1)
    scale = np.sqrt(squares)
    return np.where(scale > LEAST_SCALE, scale, 1.0)


def pilot(model: Model, *, members: int = PILOT_MEMBERS, seed: int = PILOT_SEED) -> NDArray[Any]:
    """Return the model's SCENARIO record with ``utility_scale`` and ``tilt_scale`` filled from a pilot ensemble."""
    scenario = model.sc.copy()
    scenario["utility_scale"][:] = 1.0
    scenario["tilt_scale"][:] = 1.0
    params = draw(model.plan, members, seed=seed)
    gains, _ = value_options(scenario, params, seed=seed)
    scenario["utility_scale"][0] = scale_of(gains)
    _, tilts = value_options(scenario, params, seed=seed)
    taken = tilts > 0.0
    mean = np.where(taken, tilts, 0.0).sum(axis=0) / np.maximum(taken.sum(axis=0), 1)
    scenario["tilt_scale"][0] = np.where(mean > 0.0, mean, 1.0)
    return scenario
