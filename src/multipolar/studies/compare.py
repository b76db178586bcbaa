"""Bundles of claims, or runs, side by side on the same seeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.engine import store as disk
from multipolar.errors import RunError
from multipolar.session.choices import STUDY_MEMBERS
from multipolar.session.run import Run
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, load_war, variant
from multipolar.studies.paired import Progress, Variant, comparison, live_variant

SCHEMA = "multipolar-compare/1"
RECORDED = ("seed", "members", "version", "code", "twins", "status")
"""What a manifest says of a run that can move its numbers, beside what its scenario and recipe say; twins go by members."""


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
        live_variant(name, load_war(variant(recipe, bundle=name)), members=members, seed=seed, threads=threads, progress=progress)
        for name in bundles
    ]
    return comparison(lived, schema=SCHEMA, facts={"version": __version__})


def compare_runs(runs: Sequence[Run]) -> dict[str, Any]:
    """Return runs against the first of them: member by member where they share seed and members, else as samples apart.

    Raises
    ------
    RunError : if they are of different wars.
    """
    first = runs[0]
    for run in runs[1:]:
        if first.war.id != run.war.id:
            raise RunError(f"{run.folder}: is of {run.war.id}, {first.folder} of {first.war.id}; only runs of one war compare")
    for run in runs:
        if "conditioned" in run.store.manifest:
            raise RunError(f"{run.folder}: was given reports, so its courses share no chance with another run's; compare forecasts")
    names = names_of(runs)
    lived = [
        Variant(name, r.war, r.outcomes, disk.twins_of(r.store, r.war.model), r.sample.seed, np.asarray(r.sample.members))
        for name, r in zip(names, runs, strict=True)
    ]
    extra = {name: run_differences(first, run) for name, run in zip(names[1:], runs[1:], strict=True)}
    return comparison(lived, schema=SCHEMA, facts={"version": __version__}, extra=extra)


def names_of(runs: Sequence[Run]) -> list[str]:
    """Return a name for each run that no other has: its folder's, with the way to it where two are alike."""
    names: list[str] = []
    plain = [run.folder.name for run in runs]
    for run in runs:
        name = run.folder.name if plain.count(run.folder.name) == 1 else str(run.folder)
        again = sum(known == name or known.startswith(f"{name} (") for known in names)
        names.append(f"{name} ({again + 1})" if again else name)
    return names


def run_differences(first: Run, other: Run) -> list[dict[str, Any]]:
    """Return in what two runs differ beside their scenarios: seed, courses, version, code, stored texts."""
    a, b = first.store.manifest, other.store.manifest
    left = ("twins",) if a["members"] != b["members"] else ()
    rows = [
        {"what": name, "base": str(a.get(name)), "value": str(b.get(name))}
        for name in RECORDED if name not in left and a.get(name) != b.get(name)
    ]  # fmt: skip
    done = [run.sample.tally.n for run in (first, other)]
    if a["members"] == b["members"] and done[0] != done[1]:
        rows.append({"what": "courses done", "base": f"{done[0]}", "value": f"{done[1]}"})
    one, two = first.war.texts, other.war.texts
    return rows + [
        {"what": f"text of {name}", "base": _text(one, name), "value": _text(two, name)}
        for name in dict.fromkeys((*one, *two))
        if one.get(name) != two.get(name)
    ]


def _text(texts: Mapping[str, str], name: str) -> str:
    return f"{len(texts[name]):,} characters" if name in texts else "none"
