"""Runs as the server sees them: asked for, gone on with, and read from their folders."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from multipolar.engine import store as disk
from multipolar.workbench.bench import Bench
from multipolar.workbench.jobs import OVER, Job, of_run, submit
from multipolar.workbench.listing import runs_of
from multipolar.workbench.project import RUNS, inside, is_run, run_folder
from multipolar.workbench.refusing import CONFLICT, MISSING, WRONG, RefusedError

MOST_MEMBERS = 200_000
"""Courses of a run that the workbench starts; larger ones are for the command line."""
REPORT = "report.html"
NAME = re.compile(r"[\w][\w .@+-]{0,99}")
_PAGE_DATA = re.compile(r'<script type="application/json" id="page-data">(.*?)</script>', re.DOTALL)


def free_name(bench: Bench, stem: str) -> str:
    """Return a name below runs/ that is not taken."""
    name, k = stem, 1
    while (
        (bench.project.root / RUNS / name).exists()
        or is_run(bench.project.root / name)
        or ((job := of_run(bench.jobs, name)) and job.state not in OVER)
    ):
        k += 1
        name = f"{stem}-{k}"
    return name


def new_run(
    bench: Bench,
    path: str,
    *,
    members: int,
    seed: int,
    name: str | None,
    as_of: str | None,
    choices: Mapping[str, Any],
) -> Job:
    """Put a new run into the line and return its job.

    Raises
    ------
    RefusedError : for a name that is taken, or numbers that cannot be.
    """
    place = inside(bench.project, path)
    if not place.is_file():
        raise RefusedError(MISSING, f"{path}: is not there (any more)")
    if not 1 <= members <= MOST_MEMBERS:
        raise RefusedError(WRONG, f"members: found {members}, expected 1 to {MOST_MEMBERS:,}; larger runs are for the command line")
    if name is not None and not NAME.fullmatch(name):
        raise RefusedError(WRONG, f"name: found {name[:60]!r}, expected letters, digits, blanks and _ . @ + -, at most 100")
    if name is not None and free_name(bench, name) != name:
        raise RefusedError(CONFLICT, f"a run {name!r} is there already and was kept; choose another name")
    made = name or free_name(bench, f"{place.stem}-{members}-{seed}")
    patches = [str(inside(bench.project, patch)) for patch in choices.get("patches", ())]
    given = {
        "path": str(place), "as_of": as_of, "choices": {**choices, "patches": patches}, "members": members, "seed": seed,
        "out": str(bench.project.root / RUNS / made),
    }  # fmt: skip
    (bench.project.root / RUNS).mkdir(exist_ok=True)
    return submit(bench.jobs, "run", given, {"verb": "run", "makes": made, "path": path, "members": members, "seed": seed})


def resumed(bench: Bench, name: str) -> Job:
    """Put a run that did not come to its end into the line again and return its job.

    Raises
    ------
    RefusedError : if it is complete, or is being written.
    """
    folder = run_folder(bench.project, name)
    job = of_run(bench.jobs, name)
    if (job is not None and job.state not in OVER) or disk.being_written(folder):
        raise RefusedError(CONFLICT, f"the run {name!r} is being written")
    manifest = disk.read_manifest(folder)
    if manifest["status"] == "complete":
        raise RefusedError(CONFLICT, f"the run {name!r} is complete")
    asked = {"verb": "resume", "makes": name, "members": manifest["members"], "seed": manifest["seed"]}
    return submit(bench.jobs, "resume", {"out": str(folder)}, asked)


def forecast(bench: Bench, name: str) -> dict[str, Any]:
    """Return the stamped forecast of a run: ``multipolar-forecast/1``.

    Raises
    ------
    RefusedError : if there is no such run.    FolderError : if it was damaged, changed or never finished.
    """
    from multipolar.session.run_files import forecast_in

    folder = run_folder(bench.project, name)
    document = forecast_in(disk.open_store(folder))
    report = folder / REPORT
    return document | {"run": name, "report": f"/runs/{name}/{REPORT}" if report.is_file() else None}


def report_text(bench: Bench, name: str) -> str:
    """Return the page of a run as it was written.

    Raises
    ------
    RefusedError : if there is none (yet).
    """
    place = run_folder(bench.project, name) / REPORT
    try:
        return place.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise RefusedError(MISSING, f"the run {name!r} has no page (yet); the verb report writes it") from error


def page(bench: Bench, name: str) -> dict[str, Any]:
    """Return what the page of a run is made of: ``multipolar-page/2``, as the page holds it.

    Raises
    ------
    RefusedError : if there is no page, or it is none of ours.
    """
    found = _PAGE_DATA.search(report_text(bench, name))
    if found is None:
        raise RefusedError(CONFLICT, f"the page of the run {name!r} is not as it was written; the verb report writes it again")
    document: dict[str, Any] = json.loads(found[1])
    return document


def rows(bench: Bench) -> list[dict[str, Any]]:
    """Return the runs of the project, the newest first: those in the line, then those on disk."""
    there = list(runs_of(bench.listing, bench.project))
    names = {row["name"] for row in there}
    begun = [job for job in reversed(bench.jobs.known.values()) if job.state not in OVER and job.asked.get("makes")]
    coming = [
        {
            "name": job.asked["makes"], "scenario": None, "title": None, "members": 0, "wanted": job.asked.get("members"),
            "seed": job.asked.get("seed"), "as_of": None, "headline": None, "digest": None, "scenario_digest": None,
            "state": "running", "evidence": None, "started": job.made,
        }
        for job in begun
        if job.asked["makes"] not in names
    ]  # fmt: skip
    under_way = {job.asked["makes"]: job.id for job in begun}
    return [row | {"job": under_way.get(row["name"])} for row in (*coming, *there)]
