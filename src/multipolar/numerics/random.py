"""Chance without a state: each draw is a function of (member key, day, stream, index) and of nothing else.

So results do not depend on chunk size, thread count or order, and variants of a scenario share every draw that
the switched assumption does not touch. The mixing function is the finaliser of SplitMix64 (Steele, Lea & Flood
2014), applied twice; the key enters again between the rounds, so two members' counters cannot overlap.

Days lie in [0, 2^24), streams in [0, 2^16), indices in [0, 2^24): together they fill one 64-bit counter.
"""

from __future__ import annotations

import math

import numpy as np

from multipolar.numerics.elementary import exp, log, norm_ppf
from multipolar.numerics.jit import JIT_ON, law

__all__ = ["binomial", "exponential", "member_key", "normal", "pair_index", "poisson", "uniform"]

INVERSION_MEAN = 30.0
"""Mean above which a count comes from the skew-corrected normal instead of summing probabilities."""

if JIT_ON:

    @law
    def _u64(x: int | np.uint64) -> int:
        return np.uint64(x)  # type: ignore[return-value]

    @law
    def _signed(x: int) -> int:
        return np.int64(x)  # type: ignore[return-value]

    def _constant(x: int) -> int:
        return np.uint64(x)  # type: ignore[return-value]

else:

    def _u64(x: int | np.uint64) -> int:
        return int(x) & 0xFFFFFFFFFFFFFFFF

    def _signed(x: int) -> int:
        return x - (1 << 64) if x >= 1 << 63 else x

    def _constant(x: int) -> int:
        return x


# The masks below cost nothing compiled (the type wraps by itself) and make Python's long integers do the same.
MASK = _constant(0xFFFFFFFFFFFFFFFF)
"""All 64 bits."""
GOLDEN = _constant(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio, odd. Source: SplitMix64 (Steele, Lea and Flood 2014)."""
MULTIPLY_1 = _constant(0xBF58476D1CE4E5B9)
"""First multiplier of the finaliser. Source: SplitMix64, variant 13 of Stafford."""
MULTIPLY_2 = _constant(0x94D049BB133111EB)
"""Second multiplier of the finaliser. Source: the same."""
SHIFT_30, SHIFT_27, SHIFT_31 = _constant(30), _constant(27), _constant(31)
"""Shifts of the finaliser [bits]. Source: the same."""
DAY_SHIFT, STREAM_SHIFT, DROPPED_BITS = _constant(40), _constant(24), _constant(12)
"""Places of day and stream in a counter, and bits that a double cannot hold [bits]."""
TWO_M52 = 2.0**-52
"""2^-52: distance of two neighbouring uniform numbers [1]."""


@law
def _mix(z: int) -> int:
    z = ((z ^ (z >> SHIFT_30)) * MULTIPLY_1) & MASK
    z = ((z ^ (z >> SHIFT_27)) * MULTIPLY_2) & MASK
    return z ^ (z >> SHIFT_31)


@law
def _two_rounds(key: int, counter: int) -> int:
    first = _mix((key + ((counter * GOLDEN) & MASK)) & MASK)
    return _mix(((first ^ key) + GOLDEN) & MASK)


@law
def member_key(seed: int | np.uint64, member: int) -> int:
    """Return the key of one member of the ensemble, the root of all its draws.

    The 64 bits are given as a signed number: numba takes every Python integer for an int64, and one of 2^63 or more
    fails at the border once a smaller one has passed.
    """
    return _signed(_two_rounds(_u64(seed), _u64(member)))


@law
def uniform(key: int, day: int, stream: int, index: int) -> float:
    """Return a draw from the open interval (0, 1): 52 bits, neither end reachable."""
    counter = (_u64(day) << DAY_SHIFT) ^ (_u64(stream) << STREAM_SHIFT) ^ _u64(index)
    return (float(_two_rounds(_u64(key), counter & MASK) >> DROPPED_BITS) + 0.5) * TWO_M52


@law
def normal(key: int, day: int, stream: int, index: int) -> float:
    """Return a standard normal draw, by inversion: larger uniforms give larger values."""
    return norm_ppf(uniform(key, day, stream, index))


@law
def pair_index(first: int, second: int) -> int:
    """Return one random index for a side and a sector, or a power and an option: 64 first + second.

    Whole blocks behind those hold a ``second`` from 64 on.
    """
    return 64 * first + second + 64 * (second // 64)


@law
def exponential(key: int, day: int, stream: int, index: int) -> float:
    """Return a waiting time with mean 1."""
    return -log(uniform(key, day, stream, index))


@law
def _counted(u: float, first: float, ratio_top: float, ratio_low: float, most: float) -> float:
    """Sum P(0), P(1), ... until `u` is passed, where P(k+1) = P(k) (ratio_top - ratio_low k) / (k + 1)."""
    k = 0.0
    chance = first
    total = first
    while u > total and k < most:
        chance *= (ratio_top - ratio_low * k) / (k + 1.0)
        k += 1.0
        total += chance
    return k


@law
def _rounded(mean: float, spread: float, skew: float, u: float) -> float:
    z = norm_ppf(u)
    return float(math.floor(mean + spread * z + skew * (z * z - 1.0) / 6.0 + 0.5))


@law
def poisson_of(mean: float, u: float) -> float:
    """Return the Poisson count at quantile `u`: exact below a mean of 30, Cornish-Fisher normal above."""
    if not mean > 0.0:
        return 0.0
    if mean < INVERSION_MEAN:
        return _counted(u, exp(-mean), mean, 0.0, 40.0 + 12.0 * mean)
    return max(0.0, _rounded(mean, math.sqrt(mean), 1.0, u))


@law
def poisson(mean: float, key: int, day: int, stream: int, index: int) -> float:
    """Return how many independent events with expected number `mean` happen; 0 when the mean is not positive."""
    return poisson_of(mean, uniform(key, day, stream, index))


@law
def _rare(n: float, p: float, u: float) -> float:
    mean = n * p
    if mean < INVERSION_MEAN:
        odds = p / (1.0 - p)
        return _counted(u, exp(n * log(1.0 - p)), n * odds, odds, n)
    k = _rounded(mean, math.sqrt(mean * (1.0 - p)), 1.0 - 2.0 * p, u)
    return max(0.0, min(n, k))


@law
def binomial_of(n: float, p: float, u: float) -> float:
    """Return the binomial count at quantile `u`: exact while the rarer outcome is expected below 30 times."""
    n = float(math.floor(n))
    if not n > 0.0 or not p > 0.0:
        return 0.0
    if p >= 1.0:
        return n
    if p > 0.5:
        return n - _rare(n, 1.0 - p, 1.0 - u)
    return _rare(n, p, u)


@law
def binomial(n: float, p: float, key: int, day: int, stream: int, index: int) -> float:
    """Return how many of the whole part of `n` independent trials succeed, each with chance `p` (held in [0, 1])."""
    return binomial_of(n, p, uniform(key, day, stream, index))
