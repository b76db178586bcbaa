"""A particle filter with many tries: courses move from date to date, weighed by what was reported, and resampled where few count.

What was reported of a day is mostly a matter of luck since the date before. So each particle tries several lucks: its weight is
the mean likelihood over the tries, and it goes on with one of them, drawn by likelihood (a nested filter: Naesseth, Lindsten and
Schon 2015; random weights stay unbiased: Andrieu, Doucet and Holenstein 2010). Tries are added until enough particles count. So
particles keep apart in what lasts, their parameters and their past, and are told apart by what was reported, not by one throw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.resampling import effective_size, normalised, systematic

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Particles = TypeVar("Particles")


class Process(Protocol[Particles]):
    """What is filtered. Particles are whatever the process makes of them; their memory is the process's own.

    What ``take``, ``mix`` and ``drop`` are given is not looked at again, so that its memory may be used for others.
    """

    def start(self, count: int, seed: int) -> Particles:
        """Return particles before the first date."""

    def move(self, particles: Particles, step: int, seed: int) -> Particles:
        """Return the particles moved from the date before to date ``step``, with fresh luck from ``seed``."""

    def log_likelihood(self, particles: Particles, step: int) -> Floats:
        """Return the log likelihood of what was reported on date ``step`` (particle,)."""

    def take(self, particles: Particles, places: Places) -> Particles:
        """Return the particles at some places, one or more times each."""

    def mix(self, kept: Particles, fresh: Particles, use: NDArray[np.bool_]) -> Particles:
        """Return ``fresh`` particles where ``use`` (particle,) is true, else those kept."""

    def drop(self, particles: Particles) -> None:
        """Take note that particles are not looked at again."""


@dataclass(frozen=True, slots=True)
class DateNote:
    """What one date did.

    ``ess``: effective particles before any resampling; ``log_evidence`` [nats]; ``tries`` of luck; ``resampled``; ``distinct``:
    first particles from which those after the date descend.
    """

    ess: float
    log_evidence: float
    tries: int
    resampled: bool
    distinct: int


@dataclass(slots=True)
class Filtered(Generic[Particles]):
    """Particles (particle,), their weights with sum one, and what each date did.

    ``ancestors``: the first particle each descends from; ``alike``: equal numbers for particles that are copies of each other since
    the last resampling (particle,).
    """

    particles: Particles
    weights: Floats
    ancestors: Places
    alike: Places
    dates: list[DateNote] = field(default_factory=list)

    @property
    def log_evidence(self) -> float:
        """Log of the chance of all that was reported [nats]."""
        return float(sum(date.log_evidence for date in self.dates))

    @property
    def ess(self) -> float:
        """Effective number of particles that differ: copies count as one with the sum of their weights."""
        return _apart(self.alike, self.weights)

    @property
    def distinct(self) -> int:
        """Number of first particles from which those with weight descend."""
        return int(np.unique(self.ancestors[self.weights > 0.0]).size)


def filtered(
    process: Process[Particles],
    dates: int,
    count: int,
    *,
    seed: int,
    keep: float = 0.5,
    tries: int = 16,
    watch: Callable[[Particles, Floats, int], None] | None = None,
    after: Callable[[Filtered[Particles], int], None] | None = None,
) -> Filtered[Particles]:
    """Return particles that went through all dates.

    Parameters
    ----------
    keep : share of the particles' number below which their effective number may not fall without resampling.
    tries : most lucks that each particle tries on a date; a second and more only while fewer than ``keep`` would count.
    watch : is shown the particles after their first try, their weights and the date, before what was reported is taken in.
    after : is shown what the filter holds after each date, and the date; it may copy particles but not change them.

    Raises
    ------
    ValueError : if what was reported on a date has no likelihood in any particle.
    """
    rng = np.random.default_rng(seed)
    done = Filtered(process.start(count, _fresh(rng)), np.full(count, 1.0 / count), np.arange(count), np.arange(count))
    for step in range(dates):
        now, told, used = _tried(process, done, step, rng, keep, tries, watch)
        with np.errstate(divide="ignore"):
            log_w = np.log(done.weights)
        if np.isneginf(log_w + told).all():
            raise ValueError(f"date {step + 1}: no particle gives what was reported any chance")
        weights, evidence = normalised(log_w + told), _log_mean(log_w, told)
        ess = effective_size(weights)
        again = ess < keep * count
        process.drop(done.particles)
        done.particles, done.weights, done.alike = now, weights, np.arange(count)
        if again:
            places = systematic(weights, count, rng.uniform())
            done.particles, done.weights = process.take(now, places), np.full(count, 1.0 / count)
            done.ancestors, done.alike = done.ancestors[places], places
        done.dates.append(DateNote(ess, evidence, used, again, done.distinct))
        if after is not None:
            after(done, step)
    return done


def _tried(
    process: Process[Particles],
    done: Filtered[Particles],
    step: int,
    rng: np.random.Generator,
    keep: float,
    tries: int,
    watch: Callable[[Particles, Floats, int], None] | None,
) -> tuple[Particles, Floats, int]:
    """Return particles that each chose among tries of luck, the log of their mean likelihoods (particle,), and how many tries."""
    count = len(done.weights)
    with np.errstate(divide="ignore"):
        log_w = np.log(done.weights)
    now = process.move(done.particles, step, _fresh(rng))
    total = _told(process, now, step)
    if watch is not None:
        watch(now, done.weights, step)
    used = tries_for(_counting(log_w + total), keep * count, tries)
    for attempt in range(used if used > 1 else 0):
        if attempt == 0:
            process.drop(now)
            now = process.move(done.particles, step, _fresh(rng))
            total = _told(process, now, step)
            continue
        fresh = process.move(done.particles, step, _fresh(rng))
        told = _told(process, fresh, step)
        both = np.logaddexp(total, told)
        with np.errstate(invalid="ignore"):
            chance = np.where(np.isneginf(told), 0.0, np.exp(told - both))
        now, total = process.mix(now, fresh, rng.uniform(size=count) < chance), both
    return now, total - np.log(used), used


def tries_for(counting: float, wanted: float, most: int) -> int:
    """Return how many lucks to try where one leaves so many effective particles: one where enough count, else as many times more.

    The first try only tells how many are needed and is thrown away where they are more than one: a number of tries that looked at
    its own result would bias the evidence.
    """
    if counting >= wanted:
        return 1
    return int(np.clip(np.ceil(wanted / max(counting, 1.0)), 2, most)) if most > 1 else 1


def _counting(log_weights: Floats) -> float:
    return 0.0 if np.isneginf(log_weights).all() else effective_size(normalised(log_weights))


def _told(process: Process[Particles], particles: Particles, step: int) -> Floats:
    told = np.asarray(process.log_likelihood(particles, step), np.float64)
    return np.where(np.isnan(told), -np.inf, told)


def _log_mean(log_w: Floats, gain: Floats) -> float:
    """Return the log of the weighted mean of exp(gain); ``log_w`` are those of weights that sum to one."""
    both = log_w + gain
    top = float(both.max())
    return top + float(np.log(np.exp(both - top).sum()))


def _apart(group: Places, weights: Floats) -> float:
    _, place = np.unique(group, return_inverse=True)
    return effective_size(np.asarray(np.bincount(place, weights), np.float64))


def _fresh(rng: np.random.Generator) -> int:
    return int(rng.integers(2**62))
