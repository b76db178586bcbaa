"""Two variants of a war, on the same members and the same chance where that can be: differences with the error pairing leaves.

The base is weighted toward past wars like it, as a run is; a variant of the same members carries the same weights, so that no
difference comes of two weightings. A variant with members of its own has weights of its own.

Runs with other seeds or other members are compared all the same; their differences have the error of what is not paired.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.engine.chunk import Job
from multipolar.engine.ensemble import collect
from multipolar.errors import DataError
from multipolar.forecast.document import Sample, count_sample, forecast_document, stamp_of
from multipolar.forecast.features import frame_of
from multipolar.forecast.features.powers import DIRECT
from multipolar.forecast.outcome import open_outcome, outcome_names, stamped
from multipolar.forecast.probability import LEAST_COURSES, too_few
from multipolar.forecast.question import answers, open_questions
from multipolar.forecast.score.document import score_document
from multipolar.forecast.weighting import weighting_of
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.session.run import check_order, make_ready
from multipolar.session.run_files import Order, now, twins_for
from multipolar.session.war import War
from multipolar.studies.differing import input_differences, standstill

Rows = Sequence[Mapping[str, Any]]
Columns = dict[str, NDArray[np.float64]]
Progress = Callable[[str, int, int], None]
Common = tuple[NDArray[np.int64], NDArray[np.int64]]

ERRORS = 2.0
"""Differences of more than this many paired standard errors are called moves."""
PLAIN = ("length_days", "share_force", "share_final", "changed_share", "displaced", "failed_truces")
SHARES = frozenset({"share_force", "share_final", "changed_share"})


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant of a war, lived through: its name, war, outcomes (member,) and twins of the first members."""

    name: str
    war: War
    outcomes: Records
    twins: Records
    seed: int
    members: NDArray[np.int64] | None = None
    """Numbers of the members (member,); None where they are those from 0 on without a gap."""

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The numbers of the members (member,)."""
        return np.arange(self.outcomes.shape[0]) if self.members is None else self.members


def live_variant(
    name: str, war: War, *, members: int, seed: int, threads: int | None = None, progress: Progress | None = None
) -> Variant:
    """Return a variant after its members have lived; nothing is written to disk."""
    check_order(Order(members, seed, threads=threads), war.recipe.off)
    make_ready(war, progress)
    job = Job(war.model, members, seed, twins_for(members), 0, war.recipe.off)
    told = None if progress is None else (lambda done, total: progress(name, done, total))
    ensemble = collect(job, threads=threads, progress=told)
    if not ensemble.complete:
        raise KeyboardInterrupt
    return Variant(name, war, ensemble.outcomes, ensemble.twins, seed)


def sample_of_variant(variant: Variant, facts: Mapping[str, Any] | None = None) -> Sample:
    """Return the counted ensemble of a variant, weighted as its run is."""
    out = variant.outcomes
    weighting, unweighted = weighting_of(variant.war.scenario, [out])
    return count_sample(
        variant.war.scenario, variant.war.model, iter([out]), members=np.arange(out.shape[0]), twins=variant.twins,
        seed=variant.seed, off=variant.war.recipe.off, facts=facts, weighting=weighting, unweighted=unweighted,
    )  # fmt: skip


def weights_of(variant: Variant) -> FloatArray:
    """Return the weights of a variant's members (member,), whose mean is one."""
    weighting, _ = weighting_of(variant.war.scenario, [variant.outcomes])
    return np.ones(variant.outcomes.shape[0]) if weighting is None else weighting.weights


def scores_of_variant(variant: Variant) -> dict[str, Any] | None:
    """Return the scores of a variant's forecast where the library knows what happened; None elsewhere."""
    if variant.war.id not in outcome_names():
        return None
    sample = sample_of_variant(variant)
    document = forecast_document(sample)
    stamp = stamped(document, stamp_of(document), now())
    try:
        return score_document(sample, open_outcome(variant.war.id, stamp), facts={"stamp": stamp.sha256})
    except DataError:
        return None


def outcome_table(war: War, out: Records) -> Columns:
    """Return what is compared: one column (member,) per ending, quantity, power in combat, and answer to a question."""
    return {name: values.astype(np.float64) for name, values in _outcome_columns(war, out).items()}


def shares_among(war: War, out: Records) -> set[str]:
    """Return the outcomes that are chances or shares, from 0 to 1, by what they are and not by their values."""
    return {name for name, values in _outcome_columns(war, out[:1]).items() if values.dtype == np.bool_ or name in SHARES}


def _outcome_columns(war: War, out: Records) -> dict[str, NDArray[Any]]:
    labels = war.model.labels
    table: dict[str, NDArray[Any]] = {f"ending:{name}": out["label"] == i for i, name in enumerate(ENDINGS)}
    table |= {name: out[name] for name in PLAIN}
    table |= {f"deaths:{side}": out["deaths"][:, b] for b, side in enumerate("AB")}
    table |= {f"direct:{power}": out["level"][:, p] == DIRECT for p, power in enumerate(labels.powers)}
    frame = frame_of(war.scenario, war.model)
    for item in open_questions(war.scenario.document.questions, frame):
        if not item.outside:
            found, key = answers(item, out), f"question:{item.question.id}"
            named = item.question.type == "categorical"
            table |= {f"{key}:{n}": found == i for i, n in enumerate(item.names)} if named else {key: found}
    return {name: np.asarray(values) for name, values in table.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """One outcome in two variants: means, difference and its standard error; ``pairs``: courses of the smaller variant."""

    outcome: str
    base: float
    value: float
    difference: float
    error: float
    pairs: int = LEAST_COURSES

    @property
    def errors(self) -> float:
        """The difference in standard errors; infinite when every member moved alike."""
        if self.error > 0.0:
            return self.difference / self.error
        return 0.0 if self.difference == 0.0 else float(np.copysign(np.inf, self.difference))

    @property
    def moved(self) -> bool:
        """Tell whether the outcome moved by more than two paired standard errors; never from too few courses."""
        return not too_few(self.pairs) and abs(self.errors) > ERRORS

    def plain(self) -> dict[str, Any]:
        """Return the difference as plain values."""
        return {
            "base": round(self.base, 6),
            "value": round(self.value, 6),
            "difference": round(self.difference, 6),
            "error": round(self.error, 6),
            "moved": self.moved,
        }


def paired_difference(
    name: str, base: NDArray[np.float64], value: NDArray[np.float64], weights: FloatArray | None = None
) -> Difference:
    """Return the paired difference of an outcome over the same members (member,), with ``weights`` whose mean is one.

    The error is that of a weighted mean, sqrt(sum w^2 (gap - mean)^2 / (n (n - 1))).

    Raises
    ------
    ValueError : if the two have different members.
    """
    if base.shape != value.shape:
        raise ValueError(f"{name}: {base.shape[0]} members against {value.shape[0]}; pairs need the same members")
    w = np.ones(base.size) if weights is None else weights
    gap, n = value - base, base.size
    mean = float(np.average(gap, weights=w))
    error = float(np.sqrt((w * w * (gap - mean) ** 2).sum() / (n * (n - 1)))) if n > 1 else 0.0
    return Difference(name, float(np.average(base, weights=w)), float(np.average(value, weights=w)), mean, error, n)


def mixed_difference(
    name: str,
    base: NDArray[np.float64],
    value: NDArray[np.float64],
    common: Common,
    weights: tuple[FloatArray, FloatArray] | None = None,
) -> Difference:
    """Return the difference of the means of two samples (member,) of which only the members ``common`` share their chance.

    ``common``: places of those members in the one and in the other. What they add is taken in pairs, what the others add as
    independent; without common members the error is that of two independent samples. ``weights`` of both, whose means are one.
    """
    (ia, ib), n, m = common, base.size, value.size
    one, two = weights or (np.ones(n), np.ones(m))
    a, b = float(np.average(base, weights=one)), float(np.average(value, weights=two))
    parts = one * (base - a) / n, two * (value - b) / m
    gap = parts[1][ib] - parts[0][ia]
    variance = ia.size * float(gap.var(ddof=1)) if ia.size > 1 else 0.0
    for part, alone in zip(parts, (n - ia.size, m - ib.size), strict=True):
        variance += alone * float(part.var(ddof=1)) if part.size > 1 else 0.0
    return Difference(name, a, b, b - a, float(np.sqrt(variance)), min(n, m))


def common_members(base: Variant, other: Variant) -> Common:
    """Return the places, in the one and in the other, of the members that share their chance: none where seeds differ."""
    if base.seed != other.seed:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    _, ia, ib = np.intersect1d(base.numbers, other.numbers, assume_unique=True, return_indices=True)
    return ia, ib


def differences(base: Variant, other: Variant) -> list[Difference]:
    """Return the differences of every outcome that both variants have, paired where all members are the same."""
    a, b = outcome_table(base.war, base.outcomes), outcome_table(other.war, other.outcomes)
    common, weights = common_members(base, other), weights_beside(base, other)
    if not unpaired(base, other, common):
        return [paired_difference(name, a[name], b[name], weights[0]) for name in a if name in b]
    return [mixed_difference(name, a[name], b[name], common, weights) for name in a if name in b]


def weights_beside(base: Variant, other: Variant) -> tuple[FloatArray, FloatArray]:
    """Return the weights of two variants (member,): those of the base for both where all members are the same."""
    weights = weights_of(base)
    return weights, weights_of(other) if unpaired(base, other, common_members(base, other)) else weights


def unpaired(base: Variant, other: Variant, common: Common) -> str:
    """Return in words that two variants are not paired member by member, and what their errors are; empty where they are."""
    n, m, pairs = base.outcomes.shape[0], other.outcomes.shape[0], common[0].size
    if n == m == pairs:
        return ""
    if base.seed != other.seed:
        said = f"Not paired: seed {base.seed} against seed {other.seed}, {n:,} and {m:,} courses with chances of their own."
    elif not pairs:
        said = f"Not paired: {n:,} and {m:,} courses, none of them the same."
    else:
        alike = f"{pairs:,} share{'s' if pairs == 1 else ''} the same chance"
        return f"Paired in part: of {n:,} and {m:,} courses {alike}. Errors count these in pairs, the others as independent."
    return f"{said} Errors are those of two independent samples."


def variance_ratio(base: Variant, other: Variant, name: str) -> float | None:
    """Return how many times smaller pairing makes the variance of a difference than separate seeds would."""
    a, b = outcome_table(base.war, base.outcomes)[name], outcome_table(other.war, other.outcomes)[name]
    paired = float((b - a).var(ddof=1))
    return None if paired <= 0.0 else float((a.var(ddof=1) + b.var(ddof=1)) / paired)


def comparison(
    variants: Sequence[Variant],
    *,
    schema: str,
    facts: Mapping[str, Any],
    extra: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> dict[str, Any]:
    """Return variants against the first of them as one document: inputs on top, then differences, then scores.

    ``extra``: by variant what differs beside the war itself, such as seed, number of courses or version.
    """
    base = variants[0]
    fewest = min(v.outcomes.shape[0] for v in variants)
    rows = {}
    for other in variants[1:]:
        found, common = differences(base, other), common_members(base, other)
        shares = shares_among(base.war, base.outcomes)
        told = input_differences(base.war, other.war, members=base.outcomes.shape[0], seed=base.seed)
        recorded = (extra or {}).get(other.name, ())
        rows[other.name] = {
            "inputs": [*told, *recorded],
            "members": int(other.outcomes.shape[0]),
            "seed": other.seed,
            "pairs": int(common[0].size),
            "unpaired": unpaired(base, other, common) or None,
            "identical": _standing(base, other, common, told, recorded),
            "outcomes": {d.outcome: d.plain() | {"share": d.outcome in shares} for d in found},
            "moved": [d.outcome for d in sorted(found, key=lambda d: -min(abs(d.errors), 1e9)) if d.moved],
        }
    scores = {v.name: s for v in variants if (s := scores_of_variant(v)) is not None}
    return {
        "schema": schema,
        **facts,
        "scenario": base.war.id,
        "as_of": base.war.scenario.as_of.isoformat(),
        "members": int(base.outcomes.shape[0]),
        "seed": base.seed,
        "too_few": too_few(fewest) or None,
        "base": base.name,
        "variants": rows,
        "means": {v.name: _means(base, v) for v in variants},
        "scores": {name: _short(score) for name, score in scores.items()},
    }


def _means(base: Variant, other: Variant) -> dict[str, float]:
    weights = weights_beside(base, other)[1]
    table = outcome_table(other.war, other.outcomes)
    return {name: round(float(np.average(values, weights=weights)), 6) for name, values in table.items()}


def _standing(base: Variant, other: Variant, common: Common, told: Rows, recorded: Rows) -> str:
    """Return in words that nothing moved in any course that both variants hold, and why; empty where some course is another."""
    ia, ib = common
    if not ia.size:
        return ""
    said = standstill((base.war, other.war), (base.outcomes[ia], other.outcomes[ib]), base.seed, told, recorded)
    return said.replace("in every course", "in every course that both hold", 1) if unpaired(base, other, common) else said


def _short(score: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "means": score["means"],
        "questions": {k: row["score"] for k, row in score["targets"].items()},
        "lost_to_uniform": score["lost_to_uniform"],
        "authors": score["authors"],
    }
