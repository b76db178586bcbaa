"""Routes of runs and of all that takes long: begun, watched, cancelled, gone on with, read."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from multipolar.workbench import jobs as line
from multipolar.workbench import runs
from multipolar.workbench.asking import asked_verb
from multipolar.workbench.bench import Reader, Writer
from multipolar.workbench.changes import claim_of, setting_of
from multipolar.workbench.events import at_once, end_event, stream, told
from multipolar.workbench.guard import REPORT_POLICY
from multipolar.workbench.listing import courses_in
from multipolar.workbench.project import run_folder
from multipolar.workbench.refusing import CONFLICT, RefusedError
from multipolar.workbench.routes.previews import Change

router = APIRouter(tags=["runs"])
DEFAULT_MEMBERS, DEFAULT_SEED = 10_000, 2020


class NewRun(BaseModel):
    """A run that is to be made: a scenario, patches and changes on top of it, courses and seed."""

    path: str
    patches: list[str] = []
    changes: list[Change] = []
    claims: dict[str, bool | float | str] = {}
    off: list[str] = []
    bundle: str | None = None
    as_of: str | None = None
    members: int = DEFAULT_MEMBERS
    seed: int = Field(DEFAULT_SEED, ge=0, lt=2**63)
    name: str | None = None


class NewJob(BaseModel):
    """A verb that is to work: on a run, on several, or on a scenario file, with its options."""

    verb: str
    run: str | list[str] | None = None
    path: str | None = None
    options: dict[str, Any] = {}


@router.post("/api/runs")
def begin(bench: Writer, asked: NewRun) -> dict[str, Any]:
    """Begin a run, or put it into the line behind what is being worked on."""
    choices: dict[str, Any] = {
        "patches": asked.patches, "off": asked.off, "bundle": asked.bundle,
        "settings": [setting_of(row.key, row.value) for row in asked.changes],
        "claims": [claim_of(name, value) for name, value in asked.claims.items()],
    }  # fmt: skip
    job = runs.new_run(
        bench, asked.path, members=asked.members, seed=asked.seed, name=asked.name, as_of=asked.as_of, choices=choices
    )  # fmt: skip
    return {"name": job.asked["makes"], "job": job.id, "state": job.state}


@router.get("/api/runs/{name}")
def forecast(bench: Reader, name: str) -> dict[str, Any]:
    """Return the forecast of a run: ``multipolar-forecast/1``."""
    return runs.forecast(bench, name)


@router.get("/api/runs/{name}/page")
def page(bench: Reader, name: str) -> dict[str, Any]:
    """Return what the page of a run is made of: ``multipolar-page/2``."""
    return runs.page(bench, name)


@router.get("/runs/{name}/report.html")
def report(bench: Reader, name: str) -> Response:
    """Return the page of a run; it runs as a page of nowhere, which can read nothing of the workbench."""
    headers = {"content-security-policy": REPORT_POLICY}
    return Response(runs.report_text(bench, name), media_type="text/html; charset=utf-8", headers=headers)


@router.get("/api/runs/{name}/events")
def run_events(bench: Reader, name: str) -> StreamingResponse:
    """Tell of a run while it is made: progress, then done, failed or cancelled."""
    job = line.of_run(bench.jobs, name)
    if job is not None:
        return stream(told(job))
    run_folder(bench.project, name)
    state = next((row["state"] for row in runs.rows(bench) if row["name"] == name), "partial")
    if state == "complete":
        return stream(at_once(end_event({"state": "done", "document": runs.forecast(bench, name), "notes": []})))
    return stream(at_once(end_event({"state": "cancelled", "kept": courses_in(run_folder(bench.project, name))})))


@router.delete("/api/runs/{name}")
def cancel_run(bench: Writer, name: str) -> dict[str, Any]:
    """Cancel a run that is being made; its finished courses are kept."""
    job = line.of_run(bench.jobs, name)
    if job is None or job.state in line.OVER:
        run_folder(bench.project, name)
        raise RefusedError(CONFLICT, f"the run {name!r} is not being made")
    line.cancel(bench.jobs, job)
    return {"name": name, "job": job.id, "state": job.state}


@router.post("/api/runs/{name}/resume")
def resume(bench: Writer, name: str) -> dict[str, Any]:
    """Go on with a run that did not come to its end."""
    job = runs.resumed(bench, name)
    return {"name": name, "job": job.id, "state": job.state}


@router.get("/api/jobs")
def jobs(bench: Reader) -> dict[str, Any]:
    """Return the jobs of this server, the newest first, without their documents."""
    return {"jobs": line.all_of(bench.jobs)}


@router.post("/api/jobs")
def ask(bench: Writer, asked: NewJob) -> dict[str, Any]:
    """Let a verb work, one at a time and in order."""
    job = asked_verb(bench, asked.verb, asked.run, asked.path, asked.options)
    return {"id": job.id, "state": job.state, "makes": job.asked.get("makes")}


@router.get("/api/jobs/{number}")
def job(bench: Reader, number: str) -> dict[str, Any]:
    """Return how far a job is, and its document once it is done."""
    return line.plain_of(bench.jobs, number)


@router.get("/api/jobs/{number}/events")
def job_events(bench: Reader, number: str) -> StreamingResponse:
    """Tell of a job while it works: progress, then done, failed or cancelled."""
    found = line.found(bench.jobs, number)
    return stream(told(found) if found is not None else at_once(end_event(line.plain_of(bench.jobs, number))))


@router.delete("/api/jobs/{number}")
def cancel_job(bench: Writer, number: str) -> dict[str, Any]:
    """Cancel a job."""
    found = line.found(bench.jobs, number)
    if found is None or found.state in line.OVER:
        raise RefusedError(CONFLICT, f"the job {number!r} is not under way")
    line.cancel(bench.jobs, found)
    return {"id": number, "state": found.state}
