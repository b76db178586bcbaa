"""Courses that stand for many: the typical one, one that ends early, one in which the war widens.

The distance of two courses i and j is Gower's (1971): d(i, j) = sum over features k of a_k |x_ik - x_jk| / s_k, where the weight
a_k of feature k is stated below and its scale s_k is the mean distance of two courses in that feature alone. A medoid is the course
with the smallest weighted mean distance to all courses of its group (Kaufman and Rousseeuw 1990). On absolute differences that
mean follows from sorted values, so that no distance of pairs is ever stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Ending, Level, Paper
from multipolar.errors import QuestionError
from multipolar.model.build import Model
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.registry import nearest
from multipolar.session.run import Run

Kind = Literal["typical", "early", "widening"]
Members = NDArray[np.int64]

KINDS: dict[Kind, tuple[str, str]] = {
    "typical": ("A typical course", "nearest to all courses in how the war ends, how long it lasts, ground, deaths and powers"),
    "early": ("An early end", "nearest to the tenth of the courses that end first"),
    "widening": ("The war widens", "nearest to the courses in which a power newly fights"),
}
"""The exemplars, each with its title and why it was chosen."""
NEAREST_TO_WIDENING = {
    "armed": "no power newly fights in any course; nearest to those in which one newly arms a side",
    "acts": "no power newly fights or arms a side in any course; nearest to the tenth in which powers act most",
}
"""Why a course was chosen where the war widens in none."""
EARLY = 0.1
"""Part of the courses, by weight, that end early [share]. Convention."""
WEIGHTS: dict[str, float] = {
    "ending": 2.0, "paper": 1.0, "length": 1.5, "ground": 1.0, "deaths": 1.0, "displaced": 0.5, "fighting": 1.0, "armed": 0.5,
    "brokers": 0.5, "roads": 0.5, "truces": 0.5,
}  # fmt: skip
"""Weight of each group of features in the distance of two courses, shared by its columns [1]. Grade J."""


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A course that stands for a group.

    ``another``: its place behind the medoid, 0 for the medoid itself; ``distance`` from it [1]; ``group``: courses to choose from.
    """

    kind: Kind
    title: str
    why: str
    member: int
    another: int
    distance: float
    group: int

    def plain(self) -> dict[str, Any]:
        """Return the choice as plain values."""
        return {
            "kind": self.kind, "title": self.title, "why": self.why, "another": self.another,
            "distance": round(self.distance, 6), "group": self.group,
        }  # fmt: skip


def features(model: Model, out: Records) -> dict[str, FloatArray]:
    """Return the summary features of courses by group of columns: each (member, column)."""
    labels = model.labels
    powers, roads = len(labels.powers), len(labels.lifelines)
    level, start = out["level"][:, :powers], model.sc["level_start"][0][:powers]

    def columns(*values: NDArray[Any]) -> FloatArray:
        return np.stack([np.asarray(v, np.float64) for v in values], axis=-1)

    return {
        "ending": columns(*(out["label"] == code for code in Ending)),
        "paper": columns(*(out["paper"] == code for code in Paper)),
        "length": columns(np.sqrt(np.maximum(out["length_days"], 0.0))),
        "ground": columns(out["share_force"], out["share_final"]),
        "deaths": np.log1p(out["deaths"].astype(np.float64)),
        "displaced": columns(np.sqrt(np.maximum(out["displaced"], 0.0))),
        "fighting": np.asarray(level == Level.DIRECT, np.float64),
        "armed": np.asarray((level >= Level.ARMED) & (start < Level.ARMED), np.float64),
        "brokers": np.asarray(out["brokers"][:, :powers] > 0, np.float64),
        "roads": np.asarray(out["life_cut_day"][:, :roads] >= 0, np.float64),
        "truces": columns(np.minimum(out["failed_truces"], 10)),
    }


def mean_distance(values: FloatArray, weights: FloatArray, at: FloatArray) -> FloatArray:
    """Return the weighted mean of |value - at| over courses, for each place (place,).

    Parameters
    ----------
    values, weights : of the courses (member,), weights of any sum.    at : places (place,).
    """
    order = np.argsort(values, kind="stable")
    v, w = values[order], weights[order] / weights.sum()
    below, moment = np.concatenate([[0.0], np.cumsum(w)]), np.concatenate([[0.0], np.cumsum(w * v)])
    k = np.searchsorted(v, at, side="right")
    return np.asarray(at * (2.0 * below[k] - 1.0) + moment[-1] - 2.0 * moment[k])


def scaled(groups: Mapping[str, FloatArray], weights: FloatArray) -> FloatArray:
    """Return the columns of all features, each divided by its scale and times its weight: (member, column).

    Columns in which all courses are alike are left out. On these columns the distance of two courses is the sum of absolute
    differences.
    """
    kept = []
    for name, columns in groups.items():
        spread = np.array([np.average(mean_distance(c, weights, c), weights=weights) for c in columns.T])
        moving = spread > 1e-12
        if moving.any():
            kept.append(columns[:, moving] * (WEIGHTS[name] / (moving.sum() * spread[moving])))
    return np.concatenate(kept, axis=1) if kept else np.zeros((len(weights), 1))


def by_nearness(columns: FloatArray, weights: FloatArray, group: NDArray[np.bool_]) -> tuple[Members, FloatArray]:
    """Return the courses of a group, its medoid first and then by distance from it, and these distances (member,).

    Courses without weight are passed over. Of courses equally near the one with the smallest number comes first.
    """
    inside = np.flatnonzero(group & (weights > 0.0))
    part, w = columns[inside], weights[inside]
    mean = np.sum([mean_distance(c, w, c) for c in part.T], axis=0)
    medoid = int(np.argmin(np.round(mean, 12)))
    away = np.abs(part - part[medoid]).sum(axis=1)
    away[medoid] = -1.0
    order = np.argsort(away, kind="stable")
    return inside[order], np.maximum(away[order], 0.0)


def earliest(length: FloatArray, weights: FloatArray) -> NDArray[np.bool_]:
    """Return the courses that end first, until they hold a tenth of the weight (member,); whole days are not parted."""
    order = np.argsort(length, kind="stable")
    passed = np.cumsum(weights[order]) / weights.sum()
    last = length[order][min(int(np.searchsorted(passed, EARLY)), len(order) - 1)]
    return np.asarray(length <= last)


def widening(model: Model, out: Records, weights: FloatArray) -> tuple[NDArray[np.bool_], str]:
    """Return the courses in which the war widens (member,), or come nearest to it, and why they were taken."""
    powers = len(model.labels.powers)
    alive = weights > 0.0
    fights = (out["newly_direct"][:, :powers] > 0).any(axis=1) & alive
    if fights.any():
        return fights, KINDS["widening"][1]
    arms = ((out["level"][:, :powers] >= Level.ARMED) & (model.sc["level_start"][0][:powers] < Level.ARMED)).any(axis=1) & alive
    if arms.any():
        return arms, NEAREST_TO_WIDENING["armed"]
    acts = (out["first_use"] >= 0).sum(axis=(1, 2)).astype(np.float64)
    return earliest(-acts, weights), NEAREST_TO_WIDENING["acts"]


def groups_of(model: Model, out: Records, weights: FloatArray) -> dict[Kind, tuple[NDArray[np.bool_], str]]:
    """Return by kind of exemplar the courses among which it is chosen (member,), and why."""
    return {
        "typical": (weights > 0.0, KINDS["typical"][1]),
        "early": (earliest(out["length_days"].astype(np.float64), weights), KINDS["early"][1]),
        "widening": widening(model, out, weights),
    }


def chosen(model: Model, out: Records, weights: FloatArray, kind: Kind, another: int = 0) -> Exemplar:
    """Return the course that stands for a kind; ``another`` 1 is the next nearest to the medoid, 2 the one after it.

    Parameters
    ----------
    out : OUTCOME records (member,), member 0 first.    weights : of the courses (member,).

    Raises
    ------
    QuestionError : if the group holds no so many courses.
    """
    group, why = groups_of(model, out, weights)[kind]
    order, away = by_nearness(scaled(features(model, out), weights), weights, group)
    if another >= len(order):
        raise QuestionError(f"another=...: found {another}, and beside the first there are {len(order) - 1} courses of {kind!r}")
    return Exemplar(kind, KINDS[kind][0], why, int(order[another]), another, float(away[another]), len(order))


def weights_of(run: Run) -> FloatArray:
    """Return the weights of the courses of a run (member,)."""
    weighting = run.sample.weighting
    return np.ones(run.sample.tally.n) if weighting is None else np.asarray(weighting.weights, np.float64)


def exemplar(run: Run, kind: str, another: int = 0) -> Exemplar:
    """Return the course of a run that stands for a kind.

    Raises
    ------
    QuestionError : for a kind that does not exist, naming the nearest, if the run holds no so many courses of it, or if its
        courses cannot be lived again one by one.
    """
    found = next((known for known in KINDS if known == kind), None)
    if found is None:
        near = nearest(kind, KINDS)
        hint = f"; did you mean {near!r}?" if near else ""
        raise QuestionError(f"exemplar={kind!r}: expected {', '.join(KINDS)}{hint}")
    refuse_conditioned(run)
    return chosen(run.war.model, run.outcomes, weights_of(run), found, another)


def refuse_conditioned(run: Run) -> None:
    """Refuse a run whose courses were put together of several.

    Raises
    ------
    QuestionError : for such a run.
    """
    if "conditioned" in run.store.manifest:
        said = "a course given reports is put together of several and cannot be lived again alone"
        raise QuestionError(f"{run.folder}: {said}")


def exemplars(run: Run) -> list[Exemplar]:
    """Return the three courses that stand for a run, each another one where its group allows; errors as of ``exemplar``."""
    refuse_conditioned(run)
    model, out, weights = run.war.model, run.outcomes, weights_of(run)
    columns = scaled(features(model, out), weights)
    found: list[Exemplar] = []
    for kind, (group, why) in groups_of(model, out, weights).items():
        order, away = by_nearness(columns, weights, group)
        taken = {one.member for one in found}
        k = next((k for k, member in enumerate(order) if int(member) not in taken), 0)
        found.append(Exemplar(kind, KINDS[kind][0], why, int(order[k]), k, float(away[k]), len(order)))
    return found
