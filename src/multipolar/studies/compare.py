"""Bundles of claims, or runs, side by side on the same seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.engine import store as disk
from multipolar.errors import RunError
from multipolar.studies.paired import STUDY_MEMBERS, Progress, Variant, comparison, live_variant
from multipolar.studies.runs import DEFAULT_SEED, Run
from multipolar.studies.war import Recipe, load_war, variant

SCHEMA = "multipolar-compare/1"
RECORDED = ("version", "twins", "status")
"""What a manifest says of a run that can move its numbers, beside what its scenario and recipe say."""


def compare_bundles(
    recipe: Recipe,
    bundles: Sequence[str],
    *,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return bundles against the first of them, lived on the same members and chance.

    Raises
    ------
    RunError : for fewer than two bundles, or one twice.
    """
    if len(bundles) < 2 or len(set(bundles)) < len(bundles):
        raise RunError(f"compare: found {', '.join(bundles) or 'nothing'}, expected two or more different bundles")
    lived = [
        live_variant(
            name, load_war(variant(recipe, bundle=name)), members=members, seed=seed, threads=threads, progress=progress
        )
        for name in bundles
    ]
    return comparison(lived, schema=SCHEMA, facts={"version": __version__})


def compare_runs(runs: Sequence[Run]) -> dict[str, Any]:
    """Return runs against the first of them, member by member.

    Raises
    ------
    RunError : if they are of different wars, or their members do not share seed and number: such are no pairs.
    """
    first = runs[0]
    for run in runs[1:]:
        _must_pair(first, run)
    lived = [
        Variant(run.folder.name, run.war, run.outcomes, disk.twins_of(run.store, run.war.model), run.sample.seed)
        for run in runs
    ]
    extra = {run.folder.name: run_differences(first, run) for run in runs[1:]}
    return comparison(lived, schema=SCHEMA, facts={"version": __version__}, extra=extra)


def run_differences(first: Run, other: Run) -> list[dict[str, Any]]:
    """Return in what the records of two runs differ beside their scenarios: version, digest of all inputs, stored texts."""
    a, b = first.store.manifest, other.store.manifest
    rows = [{"what": name, "base": str(a.get(name)), "value": str(b.get(name))} for name in RECORDED if a.get(name) != b.get(name)]
    one, two = first.war.texts, other.war.texts
    return rows + [
        {"what": f"text of {name}", "base": _text(one, name), "value": _text(two, name)}
        for name in dict.fromkeys((*one, *two))
        if one.get(name) != two.get(name)
    ]


def _text(texts: Mapping[str, str], name: str) -> str:
    return f"{len(texts[name]):,} characters" if name in texts else "none"


def _must_pair(first: Run, other: Run) -> None:
    if first.war.id != other.war.id:
        raise RunError(f"{other.folder}: is of {other.war.id}, {first.folder} of {first.war.id}; runs of one war pair")
    if first.sample.seed != other.sample.seed:
        said = f"{other.folder}: ran on seed {other.sample.seed}, {first.folder} on {first.sample.seed}"
        raise RunError(f"{said}; only members with the same chance make pairs")
    if not np.array_equal(first.sample.members, other.sample.members):
        raise RunError(f"{other.folder}: holds {other.sample.tally.n} members, {first.folder} {first.sample.tally.n}")
