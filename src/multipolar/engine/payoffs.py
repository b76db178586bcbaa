"""What each of a row of finished courses was worth to each outside power."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Stop
from multipolar.diplomacy.payoff import payoff
from multipolar.engine.outcome import handed_over
from multipolar.engine.simulate import FOREVER, advance
from multipolar.model.fields import Capacity
from multipolar.model.records import zeros
from multipolar.numerics.arrays import FloatTable, Records
from multipolar.numerics.jit import kernel


@kernel
def fill_payoffs(scenario: Records, params: Records, states: Records, issues: FloatTable, out: FloatTable) -> None:
    """Fill ``out`` (member, power) with the payoffs [utility] of ``states`` (member,); ``issues`` (1, 7) is working space."""
    sc = scenario[0]
    for i in range(params.shape[0]):
        for j in range(sc.n_powers):
            out[i, j] = payoff(sc, params[i], states[i], j, handed_over(states[i]), issues[0])


def lived_payoffs(
    scenario: Records, params: Records, *, seed: int, first: int = 0, capacity: Capacity
) -> tuple[NDArray[np.float64], Records]:
    """Let members live to the end and return payoffs (member, power) [utility] and their last states (member,).

    Bit-equal whatever the chunk, like ``simulate_chunk``: the same members on the same seed are the same courses.
    """
    states = zeros("STATE", len(params), capacity)
    advance(scenario, params, states, 0, FOREVER, seed=seed, first=first)
    states["ending"][states["ending"] == Stop.RUNNING] = Stop.HORIZON
    return payoffs_of(scenario, params, states), states


def payoffs_of(scenario: Records, params: Records, states: Records) -> NDArray[np.float64]:
    """Return the payoffs (member, power) [utility] of states (member,) as they stand."""
    out = np.zeros((len(params), int(scenario["n_powers"][0])))
    rows = len(params)
    if rows == 1:  # the array of a lone row counts as contiguous, another type: the kernel would be compiled anew
        params, states = np.concatenate([params, params]), np.concatenate([states, states])
        wide = np.zeros((2, out.shape[1]))
        fill_payoffs(scenario, params, states, np.zeros((1, 7)), wide)
        return wide[:1]
    fill_payoffs(scenario, params, states, np.zeros((1, 7)), out)
    return out
