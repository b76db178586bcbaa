"""After the outcome is known: which claims and facts helped the forecast, and which hurt it.

Claims: the same members with the claim on and off; a claim helps when the score is surely worse without it. Facts: the
members of the run are weighted by how near each came to what happened; a drawn number whose weighted mean has moved by
more than two errors was put too low or too high for this outcome. Nothing under two errors is called help or hurt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import ndtr

from multipolar.about import __version__
from multipolar.engine.chunk import Job, params_of
from multipolar.errors import QuestionError, RunError
from multipolar.forecast.outcome import Outcome, open_outcome
from multipolar.forecast.outcome_names import names_of
from multipolar.forecast.score.document import interrupted_text
from multipolar.model.records import params_matrix
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import effective_size
from multipolar.registry import nearest
from multipolar.scenario.document import Claim
from multipolar.session.choices import POST_MEMBERS
from multipolar.session.run import Run
from multipolar.session.run_files import stamp_in
from multipolar.session.war import load_war, variant
from multipolar.studies.ablations import verdict
from multipolar.studies.driver_inputs import meaning_of_target
from multipolar.studies.member_scores import Target, changes, live_members, relative, resampled, targets_of
from multipolar.studies.paired import ERRORS, Progress

SCHEMA = "multipolar-postmortem/1"
MOST_WEIGHED = 4_000
"""Members of the run whose numbers are looked at; more would not fit a small machine's memory."""
KEPT_SHARE = 0.1
"""The weights are sharpened until the effective number of members is this share of all."""
SHOWN = 12
SHUFFLES = 200
SHUFFLE_SEED = 96


About = Mapping[str, tuple[tuple[str, ...], str]]
"""Source and grade of drawn numbers by name."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Members weighted towards the outcome: weights (member,) that sum to 1, their effective number, and the sharpness."""

    weights: FloatArray
    effective: float
    sharpness: float


def losses(targets: Sequence[Target]) -> FloatArray:
    """Return how far each member was from what happened: its own score over the uniform one, summed over targets (member,)."""
    return np.asarray(np.sum([t.single() / t.uniform for t in targets], axis=0))


def weigh(loss: FloatArray, share: float = KEPT_SHARE) -> Weighed:
    """Return weights exp(-k loss), k as large as leaves the wanted effective number of members.

    This is a likelihood for the observed outcome up to its temperature (a Gibbs posterior, Bissiri, Holmes and Walker
    2016); the temperature is chosen so that the estimate rests on enough members, not so that it is sharp.
    """
    wanted, low, high = share * loss.size, 0.0, 1.0
    centred = loss - loss.min()

    def effective(k: float) -> tuple[FloatArray, float]:
        raw = np.exp(-k * centred)
        weights = raw / raw.sum()
        return weights, effective_size(weights)

    while effective(high)[1] > wanted and high < 1e6:
        high *= 2.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if effective(middle)[1] > wanted else (low, middle)
    weights, number = effective(low)
    return Weighed(weights, number, low)


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the outcome pulls a drawn number from where the analysis put it, in its own standard deviations."""

    target: str
    shift: float
    error: float
    prior: tuple[float, float]
    weighted: float
    source: tuple[str, ...]
    grade: str

    @property
    def errors(self) -> float:
        """The shift in standard errors."""
        return self.shift / self.error if self.error > 0.0 else 0.0

    def plain(self, certain: float) -> dict[str, Any]:
        """Return the shift as plain values; ``certain`` [errors]: the bound that luck passes in one of twenty shuffles."""
        sure = abs(self.errors) > ERRORS
        meaning, unit, _ = meaning_of_target(self.target)
        return {
            "number": self.target,
            "meaning": meaning,
            "unit": unit,
            "said": ("too low" if self.shift > 0 else "too high") if sure else "not told",
            "shift": round(self.shift, 4),
            "error": round(self.error, 4),
            "certain": abs(self.errors) > certain,
            "prior_mean": float(f"{self.prior[0]:.6g}"),
            "prior_sd": float(f"{self.prior[1]:.6g}"),
            "weighted_mean": float(f"{self.weighted:.6g}"),
            "source": list(self.source),
            "grade": self.grade,
        }


def shifts_of(names: Sequence[str], values: FloatArray, weighed: Weighed, about: About) -> list[Shift]:
    """Return the shifts of drawn numbers (member, number), the surest first; numbers that do not vary are left out.

    error = sqrt(sum w^2 - 1/n): the spread of a weighted mean when the weights know nothing of the number.
    """
    n = values.shape[0]
    error = float(np.sqrt(max(np.sum(weighed.weights**2) - 1.0 / n, 0.0)))
    mean, sd = values.mean(axis=0), values.std(axis=0)
    weighted = weighed.weights @ values
    found = []
    for i, name in enumerate(names):
        if sd[i] > 1e-9 * max(abs(mean[i]), 1e-9):
            source, grade = about.get(name, ((), ""))
            shift = float((weighted[i] - mean[i]) / sd[i])
            found.append(Shift(name, shift, error, (float(mean[i]), float(sd[i])), float(weighted[i]), source, grade))
    return sorted(found, key=lambda s: -abs(s.errors))


@dataclass(frozen=True, slots=True)
class Luck:
    """What weights that know nothing of the numbers would show: how many over two errors, and the largest of all."""

    mean: float
    most: float
    certain: float


def luck_of(values: FloatArray, weighed: Weighed, *, shuffles: int = SHUFFLES) -> Luck:
    """Return what the same weights, dealt to the members at random, would show over all numbers (member, number).

    ``most``: number over two errors that one shuffle in twenty exceeds; ``certain``: the largest shift in errors that one in
    twenty exceeds. Numbers that hang together are shuffled together, so that the bounds hold for them too.
    """
    sd = values.std(axis=0)
    kept = sd > 1e-9 * np.maximum(np.abs(values.mean(axis=0)), 1e-9)
    standard = (values[:, kept] - values[:, kept].mean(axis=0)) / sd[kept]
    error = np.sqrt(max(np.sum(weighed.weights**2) - 1.0 / weighed.weights.size, 1e-300))
    rng = np.random.default_rng(SHUFFLE_SEED)
    dealt = np.array([rng.permutation(weighed.weights) for _ in range(shuffles)])
    found = np.abs(dealt @ standard) / error
    over = (found > ERRORS).sum(axis=1)
    return Luck(float(over.mean()), float(np.quantile(over, 0.95)), float(np.quantile(found.max(axis=1), 0.95)))


def drawn_numbers(run: Run, members: int) -> tuple[list[str], FloatArray, dict[str, tuple[tuple[str, ...], str]]]:
    """Return names, values (member, number), and source and grade of every number that the run drew for its members."""
    model = run.war.model
    job = Job(model, members, int(run.store.manifest["seed"]), off=tuple(run.store.manifest.get("off", ())))
    inputs = [i for i in model.plan.inputs if i.slot < model.plan.arrays.size]
    matrix = params_matrix(params_of(job, 0, members))
    about = {i.target: (i.source, i.grade) for i in inputs}
    return [i.target for i in inputs], matrix[:, [i.slot for i in inputs]], about


def facts_of(run: Run, outcome: Outcome, members: int = MOST_WEIGHED) -> dict[str, Any]:
    """Return which drawn numbers the outcome pulls away from where the analysis put them, and what their sources are.

    Raises
    ------
    RunError : if the run holds its first members with gaps.
    """
    out = run.outcomes[:members]
    if not np.array_equal(run.sample.members[: out.shape[0]], np.arange(out.shape[0])):
        raise RunError(f"{run.folder}: holds its members with gaps; go on with resume=True")
    targets = targets_of(run.war, out, outcome)
    loss = losses(targets)
    weighed = weigh(loss)
    names, values, about = drawn_numbers(run, out.shape[0])
    shifts, luck = shifts_of(names, values, weighed, about), luck_of(values, weighed)
    sure = [s for s in shifts if abs(s.errors) > ERRORS]
    return {
        "members": int(out.shape[0]),
        "effective_members": round(weighed.effective, 1),
        "sharpness": round(weighed.sharpness, 6),
        "numbers": len(shifts),
        "over_two_errors": len(sure),
        "by_chance": {"mean": round(luck.mean, 1), "q95": luck.most, "certain_errors": round(luck.certain, 3)},
        "rows": [s.plain(luck.certain) for s in shifts[: max(SHOWN, sum(abs(s.errors) > luck.certain for s in sure))]],
        "sources": _sources(sure, run),
        "nearest": nearest_course(loss / len(targets)),
    }


def nearest_course(loss: FloatArray) -> dict[str, Any]:
    """Return the course that came nearest to what happened: of equals the first.

    ``loss``: mean over targets of score over the uniform one (member,). ``mean`` and ``tenth``: mean and best tenth of all courses.
    """
    member = int(np.argmin(loss))
    return {
        "member": member, "score": round(float(loss[member]), 6), "mean": round(float(loss.mean()), 6),
        "tenth": round(float(np.quantile(loss, 0.1)), 6),
    }  # fmt: skip


def _sources(sure: Sequence[Shift], run: Run) -> list[dict[str, Any]]:
    texts = run.war.scenario.document.sources
    by_key: dict[str, list[Shift]] = {}
    for shift in sure:
        for key in shift.source:
            by_key.setdefault(key, []).append(shift)
    ranked = sorted(by_key.items(), key=lambda item: -max(abs(s.errors) for s in item[1]))
    return [
        {"source": key, "text": texts[key].text if key in texts else "", "numbers": [s.target for s in shifts]}
        for key, shifts in ranked[:SHOWN]
    ]


def claims_wanted(run: Run, only: Iterable[str] | None) -> list[Claim]:
    """Return the claims to be tried.

    Raises
    ------
    QuestionError : for a claim that the scenario does not have, with the nearest name.
    """
    claims = run.war.scenario.document.claims
    known = {claim.id: claim for claim in claims}
    if only is None:
        return list(claims)
    for name in (wanted := list(only)):
        if name not in known:
            near = nearest(name, known)
            raise QuestionError(f"no claim {name!r} in {run.war.id}." + (f" Did you mean {near!r}?" if near else ""))
    return [known[name] for name in wanted]


def claim_rows(
    run: Run, outcome: Outcome, claims: Sequence[Claim], *, members: int, progress: Progress | None = None
) -> tuple[list[dict[str, Any]], bool]:
    """Return what each claim does to the score, on against off on the run's own members, and whether all were tried.

    A stance that was met before, such as that of the run itself, does not live again.
    """
    weights, seed = resampled(members), int(run.store.manifest["seed"])
    rows: list[dict[str, Any]] = []
    met: dict[str, tuple[FloatArray, list[str]]] = {}
    try:
        for i, claim in enumerate(claims):
            pair = []
            for state in ("on", "off"):
                war = load_war(variant(run.war.recipe, claims=(f"{claim.id}={state}",)), again=True)
                if war.scenario.digest not in met:
                    targets = targets_of(war, live_members(war, members=members, seed=seed), outcome)
                    met[war.scenario.digest] = (relative(targets, weights), [t.target for t in targets])
                pair.append(met[war.scenario.digest])
            (on, names), (off, _) = pair
            rows.append({
                "claim": claim.id, "kind": claim.kind, "text": claim.text,
                "strength": run.war.scenario.stance.strengths.get(claim.id),
                **changes(on, off, names), "verdict": verdict(on, off, members),
            })  # fmt: skip
            if progress is not None:
                progress("claims", i + 1, len(claims))
    except KeyboardInterrupt:
        return rows, False
    return rows, True


def post_mortem(
    run: Run,
    outcome: str | Path | None = None,
    *,
    only: Iterable[str] | None = None,
    members: int = POST_MEMBERS,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return which claims and facts helped or hurt a run: ``multipolar-postmortem/1``. Interrupted, what was tried.

    Raises
    ------
    DataError : if nobody knows what happened, or the forecast is not the stamped one.
    QuestionError : for a claim that does not exist.
    """
    known = open_outcome(run.war.id, stamp_in(run.store), outcome, names_of(run.war.scenario.document))
    claims = claims_wanted(run, only)
    facts = facts_of(run, known)
    rows, complete = claim_rows(run, known, claims, members=members, progress=progress)
    rows.sort(key=lambda row: -row["score"]["difference"])
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": run.war.id,
        "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest,
        "seed": run.store.manifest["seed"],
        "members": members,
        "complete": complete,
        "interrupted": interrupted_text(run.sample.tally.n, run.sample.wanted),
        "claims": rows,
        "helped": [row["claim"] for row in rows if row["verdict"] == "helps"],
        "hurt": [row["claim"] for row in reversed(rows) if row["verdict"] == "hurts"],
        "silent": [row["claim"] for row in rows if row["verdict"] == "silent"],
        "facts": facts,
        "notes": [
            (
                "Score: mean over targets of score over the uniform forecast's; smaller is better. Difference: off minus on, so "
                "above zero the claim helps. The error is that of drawing the same members again."
            ),
            (
                f"Of the {len(rows)} claims tried, about {len(rows) * 2.0 * float(ndtr(-ERRORS)):.1f} would pass two errors "
                "by chance if none did anything. One war is one observation: what helped here may hurt in the next war."
            ),
            (
                "Facts: the effective number of members is fixed, so shifts tell directions and ranks, not how strongly the "
                "outcome speaks."
            ),
        ],
    }
