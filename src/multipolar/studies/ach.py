"""Competing hypotheses: how much likelier each report is where a claim or a bundle of claims holds, as the courses say.

A cell is log10 of the mean likelihood of a report among the courses in which a claim holds over that among those in which its rival
does (Good 1950: weight of evidence, in bans); for a bundle over that in the run as it stands, on the same members. Courses whose
war was over by then are not looked at, as the war went on. Courses count with their weights in the run's forecast, but one each
where a bundle is set against the run. An analyst's ratings stand beside the cells (Heuer 1999: the matrix of competing hypotheses).
Given all reports, courses are pooled with past wars as a run given reports is. What the headline and the claims would be without a
report comes from these, each weighted by one over its likelihood of that report (Gelfand, Dey and Chang 1992), where enough of them
still count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import ENDINGS, Stop
from multipolar.engine.chunk import Job, luck_seed, params_of
from multipolar.engine.ensemble import default_threads
from multipolar.engine.simulate import conclude
from multipolar.errors import QuestionError
from multipolar.forecast.evidence_document import RATINGS, Report
from multipolar.forecast.weighting import weight_of, weighting_of
from multipolar.inference.filter import Filtered
from multipolar.model.records import zeros
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.numerics.resampling import effective_size, systematic
from multipolar.registry import nearest
from multipolar.session.run import Run
from multipolar.session.war import War, load_war, variant
from multipolar.studies.condition import Given, lived, opened, outside_weight, refused_for
from multipolar.studies.driver_inputs import drawn_inputs, joined
from multipolar.studies.exemplars import weights_of
from multipolar.studies.reported import AT_ONCE, Courses, Plan, Progress, Reported, each, plan_of

SCHEMA = "multipolar-ach/1"
LEAST = 30
"""Courses on either side of a cell below which it stays empty [courses]. Grade J."""
LEAST_WITHOUT = 50.0
"""Effective courses that must be left without a report to say what would be without it. Grade J."""
BUNDLE_COURSES = 1_000
"""Most courses of a bundle that are lived through the reports [courses]. Grade J."""
ROUNDING = 1e-6
"""Effective courses by which a sum of rounded weights may fall short of their number."""
ERRORS = 2.0
"""Cells of at most this many standard errors tell nothing [1]."""


@dataclass(frozen=True, slots=True)
class Sighted:
    """Courses that went through the reports without being weighed by them, each (course, report).

    ``log_likelihood`` [nats]; ``going_on``: whether the war went on when the report was looked at.
    """

    log_likelihood: FloatArray
    going_on: NDArray[np.bool_]


def ach_document(
    run: Run,
    evidence: str | Path,
    *,
    until: str | dt.date | None = None,
    bundles: Sequence[str] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return the board of reports against claims and bundles: ``multipolar-ach/1``.

    ``bundles``: those with a column, by default all of the scenario but the run's own.

    Raises
    ------
    FaultyFileError : with every fault of the evidence file. QuestionError : for a bundle that the scenario lacks.
    """
    given, document = opened(run, evidence, until), run.war.scenario.document
    known = [bundle.id for bundle in document.bundles]
    own = run.war.scenario.stance.bundle
    asked = [name for name in known if name != own] if bundles is None else list(bundles)
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            raise QuestionError(f"no bundle {name!r}{f'; did you mean {near!r}?' if near else ''}; known: {', '.join(known)}")
    reports = tuple(report for report in given.reports if report.kind != "note")
    plan = plan_of(reports, given.frame, given.last)
    n, seed = run.sample.tally.n, int(run.sample.seed)
    pairs = run.war.scenario.stance.drawn
    first = pairs_of(run.war, n, seed) == 0.0
    seen = sighted(run.war, given, plan, n, seed, threads, progress)
    sides = [{"id": pair.id, "first": joined(pair.first), "second": joined(pair.second), "credence": pair.credence}
             for pair in pairs]  # fmt: skip
    weights = weights_of(run)
    columns = [[cell(seen.log_likelihood[:, i], seen.going_on[:, i], first[:, k], weights) for k in range(len(pairs))]
               for i in range(len(reports))]  # fmt: skip
    base = Sighted(seen.log_likelihood[:BUNDLE_COURSES], seen.going_on[:BUNDLE_COURSES])
    beside = {name: _beside(run, name, base, given, plan, seed, threads, progress) for name in asked}
    headline = max(run.forecast["endings"], key=lambda name: float(run.forecast["endings"][name]["p"]))
    holds = np.asarray(run.outcomes["label"] == list(ENDINGS).index(headline))
    process, done = lived(run, given, plan, threads=threads, progress=progress)
    after = _posterior(run, process, done, headline, pairs_of(run.war, n, seed), given)
    rows = []
    for i, report in enumerate(reports):
        cells = [with_rating(found, rated(report, pair.first, pair.second))
                 for found, pair in zip(columns[i], pairs, strict=True)]  # fmt: skip
        others = [beside[name][i] for name in asked]
        rows.append({
            "id": report.id, "date": report.event_date, "published": report.report_date, "source": report.source,
            "grade": f"{report.reliability}{report.credibility}", "text": report.text,
            "claims": cells, "bundles": others,
            "headline": cell(seen.log_likelihood[:, i], seen.going_on[:, i], holds, weights),
            "diagnosticity": diagnosticity([*cells, *others]),
            "without": None if after is None else after.without(i),
        })  # fmt: skip
    return {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": given.frame.as_of.isoformat(),
        "until": given.last.isoformat(), "digest": run.digest, "members": n, "seed": seed, "claims": sides, "bundles": asked,
        "headline": headline, "ess": round(done.ess, 1), "ancestors": done.distinct, "refused": refused_for(done),
        "posterior": None if after is None else after.whole(), "items": rows,
    }  # fmt: skip


def pairs_of(war: War, count: int, seed: int) -> FloatArray:
    """Return which set of each drawn pair holds in the first members: 0 the first, 1 the second (member, pair)."""
    pairs = len(war.model.plan.arrays.pair_chance)
    drawn = drawn_inputs(war.model.plan, count, first=0, seed=seed)
    return np.asarray(drawn[:, drawn.shape[1] - pairs :])


def sighted(
    war: War, given: Given, plan: Plan, count: int, seed: int, threads: int | None, progress: Progress | None = None
) -> Sighted:
    """Return the first courses of a war, as its run lived them, held against every report."""
    job = Job(war.model, count, seed, 0, off=war.recipe.off)
    process = Reported(job, given.frame, params_of(job, 0, count), plan, threads or default_threads(), progress=progress)
    courses, going_on = process.start(count, seed), np.ones((count, len(plan.reports)), bool)
    for step in range(len(plan.dates)):
        before, courses = courses, process.move(courses, step, luck_seed(job, "main"))
        process.drop(before)
        process.log_likelihood(courses, step)
        if plan.dates[step] < plan.over:
            for i in plan.seen[step]:
                going_on[:, i] = courses.states["ending"] == Stop.RUNNING
    return Sighted(courses.told, going_on)


def _beside(
    run: Run, name: str, base: Sighted, given: Given, plan: Plan, seed: int, threads: int | None, progress: Progress | None
) -> list[dict[str, Any]]:
    """Return a column of the board: a bundle against the run as it stands, report by report."""
    war, count = load_war(variant(run.war.recipe, bundle=name)), len(base.log_likelihood)
    found = sighted(war, given, plan, count, seed, threads, progress)
    rows = []
    for i in range(len(plan.reports)):
        told = np.concatenate([found.log_likelihood[:, i], base.log_likelihood[:, i]])
        rows.append(cell(told, np.concatenate([found.going_on[:, i], base.going_on[:, i]]), np.arange(2 * count) < count))
    return rows


def cell(
    log_likelihood: FloatArray, going_on: NDArray[np.bool_], holds: NDArray[np.bool_], weights: FloatArray | None = None
) -> dict[str, Any]:
    """Return log10 of the mean likelihood where something holds over that where it does not, with its standard error.

    ``weights`` of the courses in the forecast (course,); None: each counts as one. The error is that of two weighted means of
    independent courses, to first order: sqrt(sum of var / mean^2) / ln 10 with var = n/(n-1) sum of w^2 (x - mean)^2 over weights
    that sum to 1 (Cochran 1977). ``log10`` is None with fewer than thirty courses, or effective courses, on a side.
    """
    weights = np.ones(len(log_likelihood)) if weights is None else weights
    sides = [(np.exp(log_likelihood[going_on & side]), weights[going_on & side]) for side in (holds, ~holds)]
    counts = {"on": sides[0][0].size, "off": sides[1][0].size}
    empty = {"log10": None, "error": None, **counts}
    if min(counts.values()) < LEAST or min(effective_size(w / w.sum()) for _, w in sides) < LEAST - ROUNDING:
        return empty
    means = [float(np.average(side, weights=w)) for side, w in sides]
    if min(means) <= 0.0:
        return empty
    spread = 0.0
    for (side, w), mean in zip(sides, means, strict=True):
        spread += side.size / (side.size - 1) * float(np.sum((w / w.sum()) ** 2 * (side - mean) ** 2)) / mean**2
    ratio = np.log10(means[0] / means[1])
    return {"log10": round(float(ratio), 4), "error": round(float(np.sqrt(spread) / np.log(10.0)), 4), **counts}


def rated(report: Report, first: Sequence[str], second: Sequence[str]) -> str | None:
    """Return what the analyst says of a report under a pair, as of its first set; the first claim that has a rating decides."""
    for claims, sign in ((first, 1), (second, -1)):
        for claim in claims:
            if claim in report.ratings:
                value = sign * RATINGS[report.ratings[claim]]
                return next(name for name, of in RATINGS.items() if of == value)
    return None


def with_rating(found: dict[str, Any], rating: str | None) -> dict[str, Any]:
    """Return a cell with the analyst's rating beside it, and whether the two agree: None where either says nothing either way."""
    sign = told_by(found)
    agrees = None if rating is None or not RATINGS[rating] or not sign else bool(np.sign(RATINGS[rating]) == sign)
    return found | {"rating": rating, "agrees": agrees}


def told_by(found: Mapping[str, Any]) -> int:
    """Return what a cell says: 1 for, -1 against, 0 nothing beyond its error."""
    if found["log10"] is None or abs(found["log10"]) <= ERRORS * found["error"]:
        return 0
    return int(np.sign(found["log10"]))


def diagnosticity(cells: Sequence[Mapping[str, Any]]) -> float:
    """Return how far a report tells hypotheses apart [log10]: the largest cell beyond its error, 0 where none is."""
    return round(max((abs(one["log10"]) for one in cells if told_by(one)), default=0.0), 4)


@dataclass(frozen=True, slots=True)
class Posterior:
    """Courses given all reports: weights, whether the headline holds (course,), which set of each pair holds (course, pair)."""

    weights: FloatArray
    holds: NDArray[np.bool_]
    first: NDArray[np.bool_]
    told: FloatArray

    def whole(self) -> dict[str, Any]:
        """Return the chances given all reports."""
        return _chances(self, self.weights)

    def without(self, i: int) -> dict[str, Any]:
        """Return the chances without a report; only ``effective`` where too few courses count."""
        with np.errstate(over="ignore"):
            weights = self.weights * np.exp(np.minimum(-self.told[:, i], 700.0))
        weights = weights / weights.sum()
        size = effective_size(weights)
        if size < LEAST_WITHOUT:
            return {"headline": None, "claims": None, "effective": round(size, 1)}
        return _chances(self, weights)


def _chances(of: Posterior, weights: FloatArray) -> dict[str, Any]:
    return {
        "headline": round(float(weights @ of.holds), 6),
        "claims": [round(float(weights @ of.first[:, k]), 6) for k in range(of.first.shape[1])],
        "effective": round(effective_size(weights), 1),
    }


def _posterior(
    run: Run, process: Reported, done: Filtered[Courses], headline: str, pairs: FloatArray, given: Given
) -> Posterior | None:
    """Return the courses given all reports after they lived on to the end, weighted as those of ``condition``.

    None where too few fit.
    """
    if refused_for(done):
        return None
    held, model = done.particles, process.job.model
    out = zeros("OUTCOME", len(held.origin), model.capacity)

    def one(rows: slice) -> None:
        out[rows] = conclude(
            model.sc, held.params[rows], held.states[rows].copy(), process.plan.dates[-1], seed=luck_seed(process.job, "twin"),
            first=rows.start,
        )  # fmt: skip

    each(one, len(out), process.threads, AT_ONCE)
    holds = np.asarray(out["label"] == list(ENDINGS).index(headline))
    days = given.frame.day(given.last)
    weights = pooled_weights(run.war, out, done.weights, outside_weight(weight_of(run.war.scenario), days))
    return Posterior(weights, holds, pairs[held.origin] == 0.0, held.told)


def pooled_weights(war: War, out: Records, weights: FloatArray, weight: float) -> FloatArray:
    """Return weights of courses (course,) that sum to 1 after endings and lengths are pooled with those of past wars.

    ``weights``: those of the courses given the reports; ``weight``: how far past wars still count [0-1]. Courses are drawn by
    their weights, pooled as those of a run, and what the copies of a course got is added up.
    """
    places = systematic(weights, len(weights))
    found, _ = weighting_of(war.scenario, [out[places]], weight)
    if found is None:
        return weights
    summed = np.bincount(places, weights=found.weights, minlength=len(weights))
    return np.asarray(summed / summed.sum())
