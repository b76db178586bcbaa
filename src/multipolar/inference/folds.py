"""Who is held out: whole groups, so that engagements of one war never stand on both sides of a test."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]


def grouped_folds(groups: NDArray[np.str_], folds: int, rng: np.random.Generator) -> Iterator[tuple[Indices, Indices]]:
    """Yield (train, test) rows: the groups are dealt at random into ``folds`` hands, each held out once."""
    names, place = np.unique(groups, return_inverse=True)
    hand = rng.permutation(len(names)) % min(folds, len(names))
    for k in range(min(folds, len(names))):
        out = hand[place] == k
        yield np.flatnonzero(~out), np.flatnonzero(out)


def random_folds(count: int, folds: int, rng: np.random.Generator) -> Iterator[tuple[Indices, Indices]]:
    """Yield (train, test) rows dealt one by one, so that a war usually stands on both sides."""
    hand = rng.permutation(count) % folds
    for k in range(folds):
        yield np.flatnonzero(hand != k), np.flatnonzero(hand == k)


def group_bootstrap(groups: NDArray[np.str_], rng: np.random.Generator) -> tuple[Indices, Indices]:
    """Return (train, test): groups drawn with replacement, repeated as often as drawn, and the rows of those never drawn."""
    names, place = np.unique(groups, return_inverse=True)
    times = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[place]
    return np.repeat(np.arange(len(groups)), times), np.flatnonzero(times == 0)
