"""Parameters that all wars share, learned from how past wars went, without simulating anew for every guess.

Every war is lived through once with parameters drawn from a broad proposal; a guess about the shared priors then only
re-weights those courses. A guess is a shift of each prior's middle, in spreads of the prior. What a war tells enters as a
composite likelihood: for each thing observed, the log of its weighted mean over the courses, times a weight (generalised
Bayes: Bissiri, Holmes and Walker 2016). Leaving a war out takes its own factor off the particles of the whole posterior.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.inference.smc import Floats, Posterior, Settings, tempered_smc
from multipolar.numerics.resampling import effective_size

LEAST_WEIGHT_SHARE = 0.05
"""No course may carry more than this share of a war's weight: a guess must not hang on a handful of courses."""
LEAST = 1e-12
AT_ONCE = 200
"""Shifts that are weighed against all courses of a war in one product."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared parameter: its name, its draws a member (one, or one a side), its scale, mean and spread of its prior there."""

    name: str
    draws: int
    scale: str
    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Lived:
    """Courses of one war under the proposal, and how well each meets what was observed.

    ``z`` (member, column) in prior spreads from the prior's mean, the parameter of each column (column,), ``log_proposal``
    (member,), and what was observed: ``told`` (thing, member) >= 0 with its ``weight`` (thing,). Both sides' draws of a
    parameter are two columns that shift together: no law knows a letter.
    """

    z: Floats
    column: NDArray[np.int64]
    log_proposal: Floats
    told: Floats
    weight: Floats


def to_scale(values: NDArray[np.float64], scale: str) -> Floats:
    """Return values on the scale of a parameter: "log", "logit" or "identity"."""
    if scale == "log":
        return np.asarray(np.log(values))
    if scale == "logit":
        inside = np.clip(values, 1e-9, 1 - 1e-9)
        return np.asarray(np.log(inside / (1 - inside)))
    return np.asarray(values, np.float64)


def from_scale(values: NDArray[np.float64], scale: str) -> Floats:
    """Return values back from the scale of a parameter."""
    if scale == "log":
        return np.asarray(np.exp(values))
    if scale == "logit":
        return np.asarray(1.0 / (1.0 + np.exp(-values)))
    return np.asarray(values, np.float64)


def log_normal_density(z: Floats, centre: Floats, spread: float) -> Floats:
    """Return the log density (member,) of independent normals with one spread, without the constant."""
    return np.asarray(-0.5 * np.sum(((z - centre) / spread) ** 2, axis=1) - z.shape[1] * np.log(spread))


def weights(lived: Lived, shifts: Floats) -> Floats:
    """Return the weights (member, particle) of all courses under many shifts (particle, parameter).

    Each column sums to one, and no course has more than the cap. Squares are multiplied out: all courses in one product.
    """
    centre = shifts[:, lived.column]
    own = -0.5 * np.sum(lived.z**2, axis=1) - lived.log_proposal
    log_weight = lived.z @ centre.T - 0.5 * np.sum(centre**2, axis=1) + own[:, None]
    weight = np.exp(log_weight - log_weight.max(axis=0))
    for _ in range(3):
        weight = np.minimum(weight / weight.sum(axis=0), LEAST_WEIGHT_SHARE)
    return np.asarray(weight / weight.sum(axis=0))


def member_weights(lived: Lived, shift: Floats) -> Floats:
    """Return the weight (member,) of each course under one shift."""
    return weights(lived, shift[None])[:, 0]


def effective_members(lived: Lived, shift: Floats) -> float:
    """Return the effective number of courses under shifted priors."""
    return effective_size(member_weights(lived, shift))


def log_likelihoods(lived: Lived, shifts: Floats) -> Floats:
    """Return what one war says of many shifts (particle,) [nats, weighted].

    It is the sum over things of weight x log of their weighted mean.
    """
    means = lived.told @ weights(lived, shifts)
    return np.asarray(lived.weight @ np.log(np.maximum(means, LEAST)))


def told_in_parts(lived: Lived, shifts: Floats) -> Floats:
    """Return the log likelihoods of many shifts (particle,), a few at a time so that the products fit into memory."""
    parts = [log_likelihoods(lived, shifts[i : i + AT_ONCE]) for i in range(0, len(shifts), AT_ONCE)]
    return np.concatenate(parts)


@dataclass(frozen=True, slots=True)
class ShiftPrior:
    """What is believed of the shifts before any war is looked at: independent normals around zero [prior spreads]."""

    dim: int
    sd: float

    def draw(self, rng: np.random.Generator, count: int) -> Floats:
        """Return shifts (count, parameter)."""
        return self.sd * rng.standard_normal((count, self.dim))

    def log_density(self, parameters: Floats) -> Floats:
        """Return log densities (particle,)."""
        return np.asarray(-0.5 * np.sum((parameters / self.sd) ** 2, axis=1))


@dataclass(frozen=True, slots=True)
class Learned:
    """Particles of the shifts (particle, parameter) and each war's log likelihood under them (particle, war)."""

    shifts: Floats
    by_war: Floats
    posterior: Posterior


def learn(wars: Sequence[Lived], *, prior_sd: float, seed: int, settings: Settings | None = None) -> Learned:
    """Return the posterior of the shifts given all wars, by tempered sequential Monte Carlo.

    Raises
    ------
    ValueError : if there is no war.
    """
    if not wars:
        raise ValueError("there is no war to learn from")
    prior = ShiftPrior(int(wars[0].column.max()) + 1, prior_sd)

    def simulate(parameters: Floats, _: int) -> Floats:
        return np.asarray(np.sum([told_in_parts(war, parameters) for war in wars], axis=0))

    found = tempered_smc(prior, simulate, seed=seed, settings=settings)
    by_war = np.column_stack([told_in_parts(war, found.parameters) for war in wars])
    return Learned(found.parameters, by_war, found)


def summary_without(learned: Learned, left_out: int | None) -> tuple[Floats, Floats]:
    """Return mean and spread (parameter,) of the shifts given all wars, or all but one.

    A war is left out by dividing its likelihood out of the particles' weights.
    """
    log_weight = np.zeros(len(learned.shifts)) if left_out is None else -learned.by_war[:, left_out]
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    mean = weight @ learned.shifts
    return np.asarray(mean), np.asarray(np.sqrt(weight @ (learned.shifts - mean) ** 2))


def moved(parameters: Sequence[Shared], mean: Floats, sd: Floats) -> Mapping[str, tuple[float, float]]:
    """Return, by name, mean and spread of each parameter on its scale once shifts are learned.

    The spread between wars stays, the doubt about the shift is added: sd sqrt(1 + shift_sd^2).
    """
    rows = zip(parameters, mean, sd, strict=True)
    return {p.name: (p.mean + p.sd * float(m), p.sd * float(np.sqrt(1.0 + s * s))) for p, m, s in rows}
