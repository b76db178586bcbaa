"""Tempered sequential Monte Carlo over parameters that wars share: from the prior to the posterior in steps that data choose.

The simulator is a black box: ``simulate(parameters (particle, column), seed)`` returns log likelihoods (particle,), exact or
an unbiased estimate of the likelihood (a particle keeps the estimate that it was accepted with, Andrieu and Roberts 2009).
Waste-free moves (Dau and Chopin 2022): few ancestors, and every state of their chains stays a particle.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.resampling import effective_size, normalised, systematic

Floats = NDArray[np.float64]
Simulate = Callable[[Floats, int], Floats]

SCALE = 2.38
"""Random-walk step in posterior spreads over the root of the dimension (Roberts, Gelman and Gilks 1997)."""


class Prior(Protocol):
    """What is believed before: draws (particle, column), and their log density (particle,)."""

    def draw(self, rng: np.random.Generator, count: int) -> Floats:
        """Return parameters (count, column)."""

    def log_density(self, parameters: Floats) -> Floats:
        """Return log densities (particle,), minus infinity outside."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the sampler works: particles, chain length per ancestor, share of the effective size to keep, steps at most."""

    particles: int = 1000
    chain: int = 20
    keep: float = 0.5
    most_steps: int = 100


@dataclass(slots=True)
class Posterior:
    """Particles of equal weight (particle, column), their log likelihoods, log evidence [nats], and the path there."""

    parameters: Floats
    log_likelihood: Floats
    log_evidence: float
    temperatures: list[float] = field(default_factory=list)
    acceptance: list[float] = field(default_factory=list)


def next_temperature(log_likelihood: Floats, now: float, keep: float) -> float:
    """Return the temperature at which reweighting from ``now`` leaves ``keep`` of the particles' effective number, at most 1."""
    n = len(log_likelihood)

    def short(step: float) -> float:
        with np.errstate(invalid="ignore"):
            moved = np.where(np.isneginf(log_likelihood), -np.inf, step * log_likelihood)
        return effective_size(normalised(moved)) - keep * n

    if short(1.0 - now) >= 0.0:
        return 1.0
    if short(1e-12) <= 0.0:
        return min(1.0, now + 1e-6)
    from scipy.optimize import brentq  # slow to load; priors taught by past wars come through here without it

    return now + float(brentq(short, 1e-12, 1.0 - now, xtol=1e-12))


def tempered_smc(prior: Prior, simulate: Simulate, *, seed: int, settings: Settings | None = None) -> Posterior:
    """Return particles from the posterior of a simulator's parameters, and the log evidence.

    Same seed, same particles. The simulator gets a fresh seed at every call, so that noise is never shared between steps.

    Raises
    ------
    ValueError : if no draw of the prior fits at all, or temperature 1 is not reached within ``most_steps``.
    """
    s = settings or Settings()
    rng = np.random.default_rng(seed)
    parameters = prior.draw(rng, s.particles)
    told = _asked(simulate, parameters, rng)
    density = prior.log_density(parameters)
    done = Posterior(parameters, told, 0.0, [0.0])
    now = 0.0
    for _ in range(s.most_steps):
        fresh = next_temperature(told, now, s.keep)
        step = fresh - now
        log_weights = np.where(np.isneginf(told), -np.inf, step * told)
        top = float(log_weights.max())
        done.log_evidence += top + float(np.log(np.mean(np.exp(log_weights - top))))
        now = fresh
        done.temperatures.append(now)
        weights = normalised(log_weights)
        parameters, told, density, accepted = _moved(prior, simulate, (parameters, told, density, weights), now, rng, s)
        done.acceptance.append(accepted)
        if now >= 1.0:
            done.parameters, done.log_likelihood = parameters, told
            return done
    raise ValueError(f"after {s.most_steps} steps the temperature is {now:.3g}: the data are far sharper than the prior")


def _asked(simulate: Simulate, parameters: Floats, rng: np.random.Generator) -> Floats:
    told = np.asarray(simulate(parameters, int(rng.integers(2**62))), dtype=np.float64)
    return np.where(np.isnan(told), -np.inf, told)


def _moved(
    prior: Prior, simulate: Simulate, state: tuple[Floats, Floats, Floats, Floats], temperature: float,
    rng: np.random.Generator, s: Settings,
) -> tuple[Floats, Floats, Floats, float]:  # fmt: skip
    """Draw ancestors by weight and let each walk; all states visited are the new particles."""
    parameters, told, density, weights = state
    chains = max(s.particles // s.chain, 1)
    dim = parameters.shape[1]
    cov = np.atleast_2d(np.cov(parameters, rowvar=False, aweights=weights)) + 1e-12 * np.eye(dim)
    root = np.linalg.cholesky(cov) * SCALE / np.sqrt(dim)
    chosen = systematic(weights, chains, float(rng.random()))
    at, at_told, at_density = parameters[chosen], told[chosen], density[chosen]
    kept: list[tuple[Floats, Floats, Floats]] = [(at, at_told, at_density)]
    accepted = 0.0
    for _ in range(s.chain - 1):
        to = at + rng.standard_normal((chains, dim)) @ root.T
        to_density = prior.log_density(to)
        inside = np.isfinite(to_density)
        to_told = np.full(chains, -np.inf)
        if inside.any():
            to_told[inside] = _asked(simulate, to[inside], rng)
        gain = temperature * to_told + to_density - temperature * at_told - at_density
        go = np.log(rng.random(chains)) < gain
        at, at_told, at_density = (
            np.where(go[:, None], to, at),
            np.where(go, to_told, at_told),
            np.where(go, to_density, at_density),
        )
        accepted += float(go.mean())
        kept.append((at, at_told, at_density))
    whole = [np.concatenate([k[i] for k in kept]) for i in range(3)]
    return whole[0], whole[1], whole[2], accepted / max(s.chain - 1, 1)
