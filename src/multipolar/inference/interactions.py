"""Which pairs of inputs move an outcome only together, by a surrogate that learns the outcome from the inputs.

Of a surrogate f and members x, x' with nothing in common, f(x_i, x_j, x') - f(x_i, x') - f(x_j, x') + f(x') holds what i and j do
together and nothing of what either does alone. Its product with the outcome of members on which f was not fitted estimates
the share of the variance that the pair owns (Sobol' 1993, by pick and freeze), and what f has learned of noise drops out.
"""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.inference.response import Z95, Estimate, Response, sums_of
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import systematic

Predict = Callable[[FloatArray], FloatArray]
"""Returns the expected outcome (member, class) of inputs (member, input); one column where the outcome is a number."""
Fit = Callable[[FloatArray, FloatArray], Predict]
"""Returns the prediction fitted to inputs (member, input) and outcomes (member, class)."""

SHUFFLE_SEED = 21
"""Seed of the halves and of the exchange of inputs: the same ensemble gives the same numbers."""
TREES = 60
"""Trees of the surrogate, per class of the outcome [1]. Grade J."""
LEAVES = 12
"""Leaves of a tree [1]. Grade J."""
LEAST_LEAF = 30
"""Members in a leaf at least [1]. Grade J: keeps trees from learning single courses."""
MOST_ROWS = 10_000
"""Members that are looked at, for time: the first of them [1]. Grade J: shares of pairs are then known to 0.01."""
LEARNING_RATE = 0.2
"""Part of its tree that a step of the surrogate takes [1]. Grade J: with 60 trees it learns known functions to 0.02."""


class NoLearnerError(ImportError):
    """The library that fits surrogates is not installed."""


@dataclass(frozen=True, slots=True)
class Together:
    """What was learned of inputs together.

    ``explained``: share of the variance that the surrogate foretells on members it has not seen; ``total`` (input,): share of the
    variance lost where one input is not known, all its interactions included; ``pairs``: per pair of inputs the share that the
    two own together.
    """

    explained: float
    total: tuple[Estimate, ...]
    pairs: dict[tuple[int, int], Estimate]


def one_hot(response: Response) -> FloatArray:
    """Return the outcome as columns (member, class): indicators of names, or the number itself in one."""
    if response.values is not None:
        return response.values[:, None]
    return np.asarray(response.codes[:, None] == np.arange(response.size), np.float64)


def boosted_trees(x: FloatArray, y: FloatArray) -> Predict:
    """Return gradient-boosted trees fitted to inputs (member, input) and outcomes (member, class).

    Raises
    ------
    NoLearnerError : if scikit-learn is not installed.
    """
    try:
        ensemble = importlib.import_module("sklearn.ensemble")
        limits = importlib.import_module("threadpoolctl").threadpool_limits
    except ImportError as error:
        raise NoLearnerError("scikit-learn is not installed") from error
    how = {
        "max_iter": TREES, "max_leaf_nodes": LEAVES, "min_samples_leaf": LEAST_LEAF, "learning_rate": LEARNING_RATE,
        "early_stopping": False, "random_state": SHUFFLE_SEED,
    }  # fmt: skip
    number = y.shape[1] == 1
    model = (ensemble.HistGradientBoostingRegressor if number else ensemble.HistGradientBoostingClassifier)(**how)
    # Its threads wait for each other by spinning: on a busy machine many of them are slower than one.
    with limits(limits=1):
        model.fit(x, y[:, 0] if number else y.argmax(axis=1))

    def predict(rows: FloatArray) -> FloatArray:
        with limits(limits=1):
            if number:
                return np.asarray(model.predict(rows), np.float64)[:, None]
            found = np.zeros((len(rows), y.shape[1]))
            found[:, model.classes_] = model.predict_proba(rows)
            return found

    return predict


def together(x: FloatArray, response: Response, fit: Fit = boosted_trees, *, paired: Sequence[int] | None = None) -> Together:
    """Return totals and pairs of inputs (member, input); ``paired``: columns whose pairs are asked for, by default all.

    Two halves of the members take turns: the surrogate is fitted to one and held against the outcomes of the other. Weighted
    members are drawn by their weights first. Inputs are taken for independent of each other.

    Raises
    ------
    NoLearnerError : if scikit-learn is not installed and no other ``fit`` is given.
    """
    rng = np.random.default_rng(SHUFFLE_SEED)
    weights = response.weights[:MOST_ROWS]
    drawn = systematic(weights, len(weights)) if np.ptp(weights) > 0.0 else np.arange(len(weights))
    rows, y = x[drawn], one_hot(response)[drawn]
    # Copies of one member must not stand on both sides: members, or their ancestors, are dealt to the halves, not their copies.
    one = np.arange(len(weights)) if response.ancestors is None else response.ancestors[: len(weights)]
    half = rng.permutation(int(one.max()) + 1) % 2
    sides = half[one[drawn]]
    columns = range(x.shape[1]) if paired is None else paired
    parts = [
        _of_half(fit(rows[sides != side], y[sides != side]), rows[sides == side], y[sides == side], columns, rng) for side in (0, 1)
    ]
    total = float(np.sum(y.var(axis=0)))
    copies = np.concatenate([one[drawn][sides == side] for side in (0, 1)])
    explained = np.concatenate([part[0] for part in parts])
    totals = np.concatenate([part[1] for part in parts])
    pairs = {pair: np.concatenate([part[2][pair] for part in parts]) for pair in parts[0][2]}
    return Together(
        float(explained.mean()) / total,
        tuple(_mean(totals[:, i], total, copies) for i in range(totals.shape[1])),
        {pair: _mean(products, total, copies) for pair, products in pairs.items()},
    )


def _mean(products: FloatArray, total: float, copies: NDArray[np.int64]) -> Estimate:
    """Return the mean of products (row,) over a total, with an interval in which rows of one course (row,) count as one."""
    value = float(products.mean()) / total
    error = float(np.sqrt(np.sum(sums_of(copies, products - products.mean(), int(copies.max()) + 1) ** 2))) / len(products) / total
    return Estimate(value, value - Z95 * error, value + Z95 * error)


def _of_half(
    predict: Predict, x: FloatArray, y: FloatArray, paired: Sequence[int], rng: np.random.Generator
) -> tuple[FloatArray, FloatArray, dict[tuple[int, int], FloatArray]]:
    """Return per member the products of the outcome with prediction, with totals (member, input) and with pairs (member,)."""
    away = y - y.mean(axis=0)
    told, other = predict(x), x[rng.permutation(len(x))]
    nothing = predict(other)
    alone = {i: predict(_with(other, x, (i,))) for i in paired}
    totals, pairs = np.empty(x.shape), {}
    for i in range(x.shape[1]):
        totals[:, i] = np.sum(away * (told - predict(_with(x, other, (i,)))), axis=1)
    for i, j in itertools.combinations(paired, 2):
        pairs[i, j] = np.sum(away * (predict(_with(other, x, (i, j))) - alone[i] - alone[j] + nothing), axis=1)
    return np.sum(away * told, axis=1), totals, pairs


def _with(x: FloatArray, other: FloatArray, columns: Sequence[int]) -> FloatArray:
    """Return inputs (member, input) with some columns of the other members."""
    made = x.copy()
    made[:, list(columns)] = other[:, list(columns)]
    return made
