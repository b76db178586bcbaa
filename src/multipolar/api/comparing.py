"""Verbs that set variants of a war side by side, on the same members and the same chance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Unpack

from multipolar.errors import RunError
from multipolar.library import FLAGSHIP
from multipolar.results import Comparison, Sweep
from multipolar.session.arguments import checked, refuse_given, truth
from multipolar.session.choices import READING, STUDY_MEMBERS, Reading, RunChoices
from multipolar.session.given import as_run, is_folder_of_run, named
from multipolar.session.run import Progress, Run
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import War

__all__ = ["compare", "sweep", "what_if"]


@checked(*READING)
def compare(
    *what: Run | str | Path,
    scenario: str | Path | None = None,
    as_of: str | dt.date | None = None,
    members: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    **choices: Unpack[Reading],
) -> Comparison:
    """Return runs, or bundles of a scenario, side by side: ``multipolar-compare/1``, paired member by member.

    Runs with other seeds or members are compared too, as samples apart, and say so.

    ``scenario`` (the flagship when nobody says), ``as_of, members, seed, threads`` and choices go with bundles only.

    Raises
    ------
    RunError : for runs of different wars, or fewer than two. ArgumentError : for runs with a scenario, a seed or choices.

    Examples
    --------
    >>> found = mp.compare("article", "grinding", scenario="karabakh_2020", members=50)
    >>> found.variants["grinding"]["outcomes"]["length_days"]["difference"]  # doctest: +SKIP
    """
    from multipolar.studies.compare import compare_bundles, compare_runs

    if len(what) < 2:
        raise RunError(f"compare: found {len(what)}, expected two or more runs or bundles")
    if any(is_folder_of_run(w) for w in what):
        why = "runs have their own scenario, members and seed"
        given = {"scenario": scenario, "as_of": as_of, "members": members, "seed": seed, "threads": threads}
        refuse_given("compare", why, **given, **choices)
        return Comparison(compare_runs([as_run(w) for w in what]))
    how = RunChoices.of(as_of, members=members, seed=seed, threads=threads, **choices)
    return Comparison(compare_bundles(
        how.recipe(named(scenario or FLAGSHIP)), [named(w) for w in what], members=how.members or STUDY_MEMBERS, seed=how.seed,
        threads=how.threads, progress=progress,
    ))  # fmt: skip


@checked(*READING)
def what_if(
    source: str | Path,
    as_of: str | dt.date | None = None,
    *,
    base_bundle: str | None = None,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
    **changes: Unpack[Reading],
) -> Comparison:
    """Return a war as it is against the war with ``claims, settings, patches, off`` or ``bundle`` changed, paired.

    Raises
    ------
    RunError : if nothing is changed. ScenarioError : for a change that cannot be made.

    Examples
    --------
    >>> found = mp.what_if("karabakh_2020", claims=["C05=off"], members=50)
    >>> moved = found.variants["what if"]["moved"]
    """
    from multipolar.studies.what_if import what_if as against_itself

    asked = RunChoices.of(members=members, seed=seed, threads=threads, **changes)
    base = RunChoices.of(as_of, bundle=base_bundle).recipe(named(source))
    return Comparison(against_itself(base, asked, progress=progress))


@checked(*READING)
def sweep(
    source: str | Path | War,
    vary: Mapping[str, Sequence[object]],
    as_of: str | dt.date | None = None,
    *,
    grid: bool = True,
    out: str | Path | None = None,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
    **choices: Unpack[Reading],
) -> Sweep:
    """Return a war with many values of keys, claims, bundles or mechanisms, each paired with it as it is: ``multipolar-sweep/1``.

    Parameters
    ----------
    source : bundled name, scenario file, or a war that was loaded.
    vary : values by claim (``on``, ``off``, 0 to 1, a rival), mechanism (``on``, ``off``), ``bundle``, or key of the scenario; a
        kind in front, as in ``key:weather``, decides where a name means two things.
    as_of, choices : as in ``load``: the war as it is.
    grid : every combination of values; False: one axis after the other, the rest as it is.
    out : table to write, ``.csv`` or ``.parquet``; finished points are kept beside it, so that the same call goes on after an
        interruption.

    Raises
    ------
    ScenarioError : with the faults of all values at once. ArgumentError : for axes that cannot be. RunError : if the table is
        there already.

    Examples
    --------
    >>> found = mp.sweep("karabakh_2020", {"C05": ["off", 0.5], "drones": ["off"]}, grid=False, members=40, out="drones.csv")
    >>> found.points
    ['C05=off', 'C05=0.5', 'drones=off']
    """
    from multipolar.studies.sweep import sweep_document

    if isinstance(source, War):
        refuse_given("sweep", "the war is loaded already; give them to load()", as_of=as_of, **choices)
    recipe = source.recipe if isinstance(source, War) else RunChoices.of(as_of, **choices).recipe(named(source))
    return Sweep(sweep_document(
        recipe, vary, grid=truth("grid", grid), members=members, seed=seed, out=None if out is None else Path(out), threads=threads,
        progress=progress,
    ))  # fmt: skip
