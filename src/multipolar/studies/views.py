"""Competing views of one war: bundles of claims lived on the same members and seeds as a run, each with its own forecast.

What was lived is kept as one file in the run's folder, without its courses: endings, middle day, brokers, the claims that differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.errors import ArgumentError
from multipolar.forecast.document import Sample
from multipolar.registry import nearest
from multipolar.session.run import Run
from multipolar.session.war import War, load_war, variant
from multipolar.studies.kept import keep, kept
from multipolar.studies.paired import Progress, live_variant, sample_of_variant

SCHEMA = "multipolar-run-views/1"
VIEWS = "views.json"
"""Name of the file in a run's folder."""
MOST_MEMBERS = 2_000
"""Members that a view lives unless more are asked for. Grade J: shares are then known to two points."""


def bundles_of(run: Run, only: Sequence[str] = ()) -> list[str]:
    """Return the bundles of a run's scenario that are views beside its own.

    Raises
    ------
    ArgumentError : for a bundle that the scenario does not have, naming the nearest, or a scenario without any other.
    """
    known = [bundle.id for bundle in run.war.scenario.document.bundles]
    for name in only:
        if name not in known:
            near = nearest(name, known)
            hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(known) or 'none'}."
            raise ArgumentError(f"views=...: the scenario {run.war.id} has no bundle {name!r}. {hint}")
    own = run.war.scenario.stance.bundle
    others = [name for name in (only or known) if name != own]
    if not others:
        raise ArgumentError(f"views: the scenario {run.war.id} has no bundle beside {own!r}, the run's own")
    return others


def live_views(
    run: Run, only: Sequence[str] = (), *, members: int | None = None, progress: Progress | None = None
) -> dict[str, Any]:
    """Return the views of a run after their members have lived, its own first: ``multipolar-run-views/1``; kept in its folder.

    Parameters
    ----------
    only : bundles, by default all of the scenario.
    members : courses of each, by default those of the run up to 2,000; the seed is the run's.

    Raises
    ------
    ArgumentError : for an unknown bundle, or a run that was given reports, which no bundle shares.
    """
    if "conditioned" in run.store.manifest:
        raise ArgumentError(f"{run.folder}: was given reports, so its courses share no chance with any bundle's; ask its first run")
    names = bundles_of(run, only)
    count = members or min(run.sample.wanted, MOST_MEMBERS)
    own = run.war.scenario.stance.bundle
    rows = []
    for name in (own, *names):
        war = run.war if name == own else load_war(variant(run.war.recipe, bundle=name))
        lived = live_variant(name, war, members=count, seed=run.sample.seed, progress=progress)
        rows.append(view_of(name, run.war, war, sample_of_variant(lived)))
    document = {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest, "members": count, "seed": run.sample.seed, "own": own, "views": rows,
    }  # fmt: skip
    keep(run, VIEWS, document)
    return document


def kept_views(run: Run) -> dict[str, Any] | None:
    """Return the views that were lived for this run; None where there are none, or they are of other courses."""
    return kept(run, VIEWS, SCHEMA).document


def view_of(name: str, base: War, war: War, sample: Sample) -> dict[str, Any]:
    """Return one view as plain values: text, endings as published, middle day, brokers, claims held otherwise than in ``base``."""
    bundle = next((one for one in war.scenario.document.bundles if one.id == name), None)
    tally, n = sample.tally, sample.tally.n
    weights = np.ones(n) if tally.weights is None else tally.weights
    length = np.asarray(tally.values("length_days"), np.float64)
    middle = float(np.quantile(length, 0.5, weights=weights, method="inverted_cdf"))
    return {
        "id": name, "text": "" if bundle is None else bundle.text, "author": "" if bundle is None else bundle.author,
        "endings": {name: round(float(tally.codes["ending"][i]) / n, 6) for i, name in enumerate(ENDINGS)},
        "median_day": middle,
        "brokers": {power: round(tally.hits[f"broker:{power}"] / n, 6) for power in sample.model.labels.powers},
        "differs": differing_claims(base, war),
    }  # fmt: skip


def differing_claims(base: War, war: War) -> list[dict[str, Any]]:
    """Return the claims whose strength differs from the base's, the largest difference first.

    Each with id, text, strength where it holds, and whether that is left to the draw.
    """
    mine, theirs = (_held(one) for one in (base, war))
    texts = {claim.id: claim.text for claim in war.scenario.document.claims}
    moved = {
        claim: abs(_mean(theirs[claim]) - _mean(mine.get(claim, (0.0, 1.0))))
        for claim in theirs
        if theirs[claim] != mine.get(claim)
    }
    return [
        {"claim": claim, "text": texts.get(claim, claim), "strength": theirs[claim][0], "drawn": theirs[claim][1] < 1.0}
        for claim in sorted(moved, key=lambda claim: (-moved[claim], claim))
    ]


def _mean(held: tuple[float, float]) -> float:
    return held[0] * held[1]


def _held(war: War) -> Mapping[str, tuple[float, float]]:
    """Return of every claim its strength where it holds, and the chance that the draw leaves it so."""
    stance = war.scenario.stance
    chance = {claim: pair.credence for pair in stance.drawn for claim in pair.first}
    chance |= {claim: 1.0 - pair.credence for pair in stance.drawn for claim in pair.second}
    return {claim: (round(float(strength), 4), chance.get(claim, 1.0)) for claim, strength in stance.strengths.items()}
