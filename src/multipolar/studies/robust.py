"""Levers across competing worlds: what each policy gives in each world, what is regretted, and which policy does well in most.

The regret of a policy in a world is how far it stays behind the best policy of that world (Savage 1951); a policy is robust where
its largest regret is small, or where it satisfies in many worlds (Lempert, Popper and Bankes 2003). All policies are lived in all
worlds by the same members on the same chance, so that regrets are paired.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.errors import ArgumentError, QuestionError
from multipolar.forecast.probability import too_few
from multipolar.numerics.arrays import FloatArray
from multipolar.registry import nearest
from multipolar.session.war import Recipe, load_war, variant
from multipolar.studies.paired import Progress, live_variant, outcome_table, weights_of
from multipolar.studies.sweep import axes_of, points_of

SCHEMA = "multipolar-robust/1"
AS_IT_IS = "as it is"
"""The policy that moves no lever, and the world that chooses no bundle."""


def robust_document(
    recipe: Recipe,
    levers: Mapping[str, Sequence[object]],
    *,
    worlds: Sequence[str] | None = None,
    target: str,
    least: bool = False,
    enough: float | None = None,
    members: int,
    seed: int,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return every combination of levers in every world with its regret: ``multipolar-robust/1``.

    ``worlds``: bundles, or claims as ``C05=off``; by default all bundles. ``target``: an ending, or an outcome of ``compare``; as
    much of it as can be is wanted, with ``least`` as little. ``enough``: the mean of the target that satisfies, by default that of
    the policy as it is in each world.

    Raises
    ------
    ArgumentError : for levers that cannot be, or fewer than two worlds. QuestionError : for a target that there is not.
    ScenarioError : with the faults of all values at once.
    """
    war = load_war(recipe)
    axes = axes_of(war, levers)
    names = list(worlds) if worlds else [bundle.id for bundle in war.scenario.document.bundles]
    if len(names) < 2:
        raise ArgumentError(f"worlds=...: found {len(names)}, expected two or more bundles or claims, such as C05=off")
    values: dict[str, dict[str, tuple[FloatArray, FloatArray]]] = {}
    for world in names:
        inside = variant(recipe, **({"claims": (world,)} if "=" in world else {"bundle": world}))
        wars = {AS_IT_IS: load_war(inside)} | {point.name: point.war for point in points_of(inside, axes, grid=True)}
        weights: FloatArray | None = None
        for policy, made in wars.items():
            lived = live_variant(f"{world}: {policy}", made, members=members, seed=seed, threads=threads, progress=progress)
            weights = weights_of(lived) if weights is None else weights
            column = column_of(outcome_table(made, lived.outcomes), target)
            values.setdefault(policy, {})[world] = (column, weights)
    return {
        "schema": SCHEMA, "version": __version__, "scenario": war.id, "as_of": war.scenario.as_of.isoformat(), "members": members,
        "seed": seed, "too_few": too_few(members) or None, "target": target, "wanted": "least" if least else "most",
        "enough": enough, "worlds": names, "levers": {axis.given: list(axis.values) for axis in axes},
        **regrets(values, names, least=least, enough=enough),
    }  # fmt: skip


def column_of(table: Mapping[str, FloatArray], target: str) -> FloatArray:
    """Return an outcome by name, an ending without its kind in front (member,).

    Raises
    ------
    QuestionError : naming the nearest.
    """
    name = f"ending:{target}" if target in ENDINGS else target
    if name not in table:
        near = nearest(name, list(table))
        raise QuestionError(f"target {target!r}: {f'did you mean {near!r}? ' if near else ''}known: {', '.join(table)}")
    return table[name]


def regrets(
    values: Mapping[str, Mapping[str, tuple[FloatArray, FloatArray]]],
    worlds: Sequence[str],
    *,
    least: bool = False,
    enough: float | None = None,
) -> dict[str, Any]:
    """Return the table of policies: mean by world, regret with its error, largest and mean regret, share of worlds that satisfies.

    regret(p, w) = max over q of v(q, w), less v(p, w), v the weighted mean of the target, its sign turned where the least is
    wanted. ``values``: target (member,) and weights (member,) by policy and world, on the same members in every policy. The error
    is that of the paired difference to the best policy. ``minimax`` is the policy of the smallest largest regret.
    """
    sign, policies = (-1.0 if least else 1.0), list(values)
    mean = np.array([[np.average(column, weights=w) for column, w in (values[p][world] for world in worlds)] for p in policies])
    best = (sign * mean).argmax(axis=0)
    regret = (sign * mean).max(axis=0) - sign * mean
    bar = mean[0] if enough is None else np.full(len(worlds), enough)
    satisfies = (sign * (mean - bar) >= -1e-12).mean(axis=1)
    rows = []
    for i, policy in enumerate(policies):
        cells = {}
        for k, world in enumerate(worlds):
            error = _error(*values[policy][world], values[policies[best[k]]][world][0])
            cells[world] = {"mean": _plain(mean[i, k]), "regret": _plain(regret[i, k]), "error": _plain(error)}
        rows.append({
            "policy": policy, "worlds": cells, "max_regret": _plain(regret[i].max()), "mean_regret": _plain(regret[i].mean()),
            "worst_world": worlds[int(regret[i].argmax())], "satisfies": _plain(satisfies[i]),
        })  # fmt: skip
    order = sorted(rows, key=lambda row: (row["max_regret"], row["mean_regret"]))
    return {"best": {world: policies[best[k]] for k, world in enumerate(worlds)}, "minimax": order[0]["policy"], "rows": order}


def _error(column: FloatArray, weights: FloatArray, best: NDArray[np.float64]) -> float:
    gap, n = best - column, column.size
    off = gap - np.average(gap, weights=weights)
    return float(np.sqrt(((weights / weights.mean()) ** 2 * off**2).sum() / (n * max(n - 1, 1))))


def _plain(value: float) -> float:
    return round(float(value), 6)
