"""`multipolar sweep`: many values of what a war rests on, on the same members and the same chance."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import (
    AsOf,
    Bundle,
    Claims,
    Json,
    Members,
    Off,
    Patches,
    Quiet,
    Seed,
    Settings,
    Threads,
    flag,
    many,
    only_mechanisms,
)  # fmt: skip
from multipolar.errors import EXIT_INTERRUPTED

_BETWEEN = re.compile(r",(?![^(\[{]*[)\]}])")
"""Commas between values, and not those within the brackets of one."""


def axes(texts: Iterable[str], verb: str = "sweep", option: str = "--vary") -> dict[str, list[str]]:
    """Return what is varied with its values, given as ``KEY=A,B,C``.

    Raises
    ------
    UsageError : for a text without values, or a key that is named twice.
    """
    from multipolar.cli.failures import UsageError

    found: dict[str, list[str]] = {}
    for text in texts:
        key, equals, values = text.partition("=")
        named = [value.strip() for value in _BETWEEN.split(values)]
        if not (equals and key.strip() and all(named)):
            raise UsageError(f"{option} {text}: expected KEY=VALUE,VALUE such as C05=on,off")
        if key.strip() in found:
            raise UsageError(f"{option} {text}: {key.strip()} is varied already; name all its values at once")
        found[key.strip()] = named
    if not found:
        raise UsageError(f"{verb}: nothing is varied; name {option} KEY=VALUE,VALUE")
    return found


def command(
    scenario: str,
    *,
    vary: Annotated[tuple[str, ...], many("--vary", "KEY=A,B,C: claim, mechanism, bundle, or key of the file")] = (),
    one_at_a_time: Annotated[bool, flag("--one-at-a-time", "One axis after the other instead of every combination.")] = False,
    out: Annotated[Path | None, Parameter(help="Table to write, .csv or .parquet; the same call resumes.")] = None,
    as_of: AsOf = None,
    claim: Claims = (),
    setting: Settings = (),
    patch: Patches = (),
    bundle: Bundle = None,
    off: Off = (),
    members: Members = 2_000,
    seed: Seed = 2020,
    threads: Threads = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Compare the war as it is with many variants of it; every difference carries the error that pairing leaves.

    Parameters
    ----------
    scenario
        bundled name or scenario file; --claim, --set, --patch, --bundle and --off say how it is before anything is varied.
    """
    from rich.text import Text

    from multipolar import api
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.paired_text import points, units
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import console, progress_bar, table

    varied, off = axes(vary), only_mechanisms(off)
    with progress_bar(quiet=quiet) as progress:
        compile_first(scenario, progress=progress, quiet=quiet, as_of=as_of)
        found = api.sweep(
            scenario, varied, as_of, grid=not one_at_a_time, out=out, claims=claim, settings=setting, patches=patch, bundle=bundle,
            off=off, members=members, seed=seed, threads=threads, progress=progress,
        )  # fmt: skip
    if json:
        emit_json(found.to_json())
        return 0 if found.complete else EXIT_INTERRUPTED
    screen = console()
    many_points = f"{len(found.points)} points, {found.members:,} paired courses each, seed {seed}"
    screen.print(Text(f"{found['scenario']} as of {found['as_of']}: {many_points}", style="bold"))
    rows = []
    for point in found.points:
        moved = [row for row in found.rows if row["point"] == point and row["moved"]]
        surest = sorted(moved, key=lambda row: -abs(row["difference"]) / max(row["error"], 1e-12))[:3]
        told = [f"{row['outcome']} {(points if row['share'] else units)(row)[2]}" for row in surest]
        rows.append((point, str(len(moved)), "\n".join(told)))
    screen.print(table(["point", "moved", "most surely moved"], rows, right=(1,)))
    if found["too_few"]:
        screen.print(Text(f"No difference is a finding: {found['too_few']}."))
    if found.file:
        note(f"table: {found.file}", quiet=quiet)
    if not found.complete:
        note(f"interrupted: {len(found['missing'])} points are missing; the same call goes on", quiet=quiet)
    return 0 if found.complete else EXIT_INTERRUPTED
