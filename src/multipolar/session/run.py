"""A run from start to stamped forecast: simulate into a folder, count, write, and open it again later."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine import store as disk
from multipolar.engine.chunk import Batch, chunks_of
from multipolar.engine.ensemble import Sink, simulate
from multipolar.engine.sketch import summary
from multipolar.engine.store import Store
from multipolar.engine.warm import compile_kernels, is_warm
from multipolar.errors import FAULTS, ArgumentError, FolderError, RunError, said
from multipolar.forecast.document import Sample, forecast_document, stamp_of
from multipolar.forecast.features import frame_of
from multipolar.forecast.outcome import Outcome, open_outcome, outcome_names
from multipolar.forecast.outcome_names import names_of
from multipolar.forecast.question import open_questions
from multipolar.forecast.score.document import score_document
from multipolar.model.register import MECHANISMS
from multipolar.numerics.arrays import Records
from multipolar.registry import nearest
from multipolar.results.forecast import Forecast
from multipolar.results.html import forecast_html
from multipolar.session.arguments import MOST_MEMBERS, texts, truth, whole
from multipolar.session.frozen_core import core_of
from multipolar.session.run_files import (
    FORECAST,
    Order,
    default_folder,
    forecast_in,
    job_of,
    manifest_of,
    now,
    numbers_of,
    sample_of,
    stamp_in,
    war_in,
)
from multipolar.session.war import War

if TYPE_CHECKING:
    import xarray as xr

Progress = Callable[[str, int, int], None]


@dataclass(slots=True, repr=False)
class Run:
    """A finished or interrupted run: its war, folder, forecast, and the scores where the truth is known.

    A run travels between processes as its folder and digest: it is opened again where it arrives, and verified.
    """

    war: War
    store: Store
    forecast: dict[str, Any]
    sample: Sample = field(repr=False)
    complete: bool = True
    report: Path | None = None
    scores: dict[str, Any] | None = None
    notes: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        """Return the run in one line."""
        state = "complete" if self.complete else "interrupted"
        courses = f"{self.sample.tally.n:,} of {self.sample.wanted:,} courses, seed {self.sample.seed}"
        return f"Run({self.war.id} as of {self.war.scenario.as_of}, {courses}, {state}, {str(self.folder)!r})"

    def __post_init__(self) -> None:
        """Let notebooks show the forecast as a table."""
        self.forecast = Forecast(self.forecast)

    def _repr_html_(self) -> str:
        state = "" if self.complete else f"Interrupted: {self.sample.tally.n:,} of {self.sample.wanted:,} courses."
        return forecast_html(self.forecast, f"{state} Seed {self.sample.seed}, folder {self.folder}.".strip())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """Travel as folder and digest, with report, scores and notes."""
        return reopened, (str(self.folder.absolute()), self.digest, self.report, self.scores, list(self.notes))

    @property
    def folder(self) -> Path:
        """The folder of the run."""
        return self.store.folder

    @property
    def digest(self) -> str:
        """The digest over the outcomes of all members in member order."""
        return str(self.forecast["digest"])

    @property
    def series(self) -> tuple[NDArray[np.int64], Records]:
        """Numbers and days of the members whose days were kept."""
        return disk.series_of(self.store, self.war.model)

    @property
    def outcomes(self) -> Records:
        """Outcomes of all members (member,); for large runs go through the Parquet files instead."""
        return np.concatenate(list(disk.outcomes_in_parts(self.store, self.war.model)))

    @property
    def numbers(self) -> NDArray[np.int64]:
        """Numbers of the courses (member,)."""
        return numbers_of(self.store)

    def frame(self, columns: Sequence[str] | None = None, *, form: str = "pandas") -> Any:
        """Return the courses as a table, one row each: number, weight, every outcome, and the answer to every question.

        Names stand in place of codes, and days on which something never happened are missing. Shares of courses are those of the
        forecast when they are weighted by ``weight``; only endings that no course reached have a share in the forecast alone.

        Parameters
        ----------
        columns : columns such as ``deaths[AZE]``, or all of a kind by ``deaths``; by default all.
        form : ``pandas``, a DataFrame with ``attrs["units"]`` and ``attrs["meanings"]`` by column (extra ``frame``); or
            ``arrow``, a Table with both in the metadata of its fields (extra ``arrow``).

        Raises
        ------
        ArgumentError : for a column or a form that there is not. RunError : if the extra is not installed.

        Examples
        --------
        >>> table = run.frame(["ending", "length_days", "deaths", "weight"])
        >>> shares = table.groupby("ending", observed=True)["weight"].sum() / table["weight"].sum()
        """
        from multipolar.session.frames import table_of
        from multipolar.session.labelled import course_columns, facts_of

        wanted = None if columns is None else texts("columns", columns)
        return table_of(course_columns(self, wanted), facts_of(self), form)

    def daily_frame(self, *, form: str = "pandas") -> Any:
        """Return the days of the courses whose days were kept, one row per course and day; ``form`` as of ``frame``.

        Columns: course, weight, day, date, whether the war goes on, area taken [km2], dead of both sides [persons], displaced
        [persons], and A's share of every sector.

        Raises
        ------
        ArgumentError : for a form that there is not. RunError : if the extra is not installed.

        Examples
        --------
        >>> days = run.daily_frame()
        >>> alive = days.groupby("day")["going_on"].mean()
        """
        from multipolar.session.frames import table_of
        from multipolar.session.labelled import daily_columns, facts_of

        return table_of(daily_columns(self), facts_of(self), form)

    def to_xarray(self, *, daily: bool = False) -> xr.Dataset:
        """Return the courses as arrays with named axes, units in ``attrs``; ``daily``: the days of those whose days were kept.

        Raises
        ------
        RunError : if the extra ``xarray`` is not installed, or no days were kept.

        Examples
        --------
        >>> courses = run.to_xarray()
        >>> dead = (courses.deaths * courses.weight).mean("course")
        """
        from multipolar.session.frames import courses_dataset, days_dataset

        return days_dataset(self) if truth("daily", daily) else courses_dataset(self)


def check_order(order: Order, off: tuple[str, ...] = ()) -> None:
    """Refuse an order that cannot be run.

    Raises
    ------
    ArgumentError : naming what was found and what is allowed.
    """
    whole("members", order.members, 1, MOST_MEMBERS)
    whole("seed", order.seed, 0, 2**63 - 1)
    if order.chunk is not None:
        whole("chunk", order.chunk, 1)
    if order.threads is not None:
        whole("threads", order.threads, 1)
    for name in off:
        if name not in MECHANISMS:
            near = nearest(name, MECHANISMS)
            hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(MECHANISMS)}."
            raise ArgumentError(f"off=...: unknown mechanism {name!r}. {hint}")


def make_ready(war: War, progress: Progress | None = None) -> None:
    """Compile what the war's courses call, unless it has been compiled before."""
    capacity = war.model.capacity
    if not is_warm(capacity):
        heard = None if progress is None else (lambda done, total, _: progress("compiling", done, total))
        compile_kernels(heard, capacity=capacity)


def compile_all(progress: Progress | None = None) -> float:
    """Compile the steps of ordinary scenarios and return the seconds it took."""
    return compile_kernels(None if progress is None else (lambda done, total, _: progress("compiling", done, total)))


def run_war(war: War, order: Order, *, progress: Progress | None = None, seen: Sink | None = None) -> Run:
    """Simulate a war into its folder, and return the run with its stamped forecast; one finished before is opened again.

    ``seen`` is given every piece of work once it is on disk, from the thread that did it.

    Raises
    ------
    RunError : if the order cannot be run, or the folder belongs to something else or is being written.
    QuestionError : before the first course, if a question cannot be asked.
    KeyboardInterrupt : when interrupted before anything was finished.
    """
    check_order(order, war.recipe.off)
    open_questions(war.scenario.document.questions, frame_of(war.scenario, war.model))
    job = job_of(war, order)
    folder = order.out or default_folder(war, order)
    store = opened_for(war, order, folder, manifest_of(war, order, job))
    if isinstance(store, Run):
        return store
    try:
        started = time.perf_counter()
        make_ready(war, progress)
        chunks = chunks_of(job, order.chunk, store.done)
        complete = simulate(
            job, chunks, both(disk.writer(store, job), seen), threads=order.threads,
            progress=None if progress is None else (lambda done, total: progress("courses", done, total)),
        )  # fmt: skip
        if not store.of("main"):
            raise KeyboardInterrupt
        return finish_run(war, store, complete=complete, wall_s=time.perf_counter() - started)
    finally:
        store.release()


def both(first: Sink, second: Sink | None) -> Sink:
    """Return a sink that hands every piece of work to two, one after the other."""

    def handed(batch: Batch) -> None:
        first(batch)
        if second is not None:
            second(batch)

    return handed


def opened_for(war: War, order: Order, folder: Path, manifest: Mapping[str, Any]) -> Store | Run:
    """Return a folder opened for writing, new or to go on with; or the run in it, if it is this one and finished.

    Raises
    ------
    RunError : if the folder is not free for this run, or nothing is there to go on with.
    """
    begun = disk.started(folder)
    if order.resume and not begun:
        raise RunError(f"{folder}: holds no run to go on with; leave out resume=True to start one, or name its folder with out=...")
    if not begun or not os.path.lexists(folder / disk.MANIFEST):
        return disk.create(folder, manifest, war.texts)
    there = disk.read_manifest(folder)
    disk.must_match(folder, there, manifest)
    if there["status"] == "complete":
        try:
            run = open_run(folder)
        except FolderError:
            if not order.resume:
                raise
        else:
            run.notes.append(f"this run was finished before ({there['stamp']['written']}): opened, not simulated again")
            return run
    if not order.resume:
        done = there.get("members_done")
        said = "interrupted" if done is None else f"interrupted when {done} of {there['members']} courses were done"
        fix = "Go on with resume=True, or name another folder with out=..."
        raise RunError(disk.being_written(folder) or f"{folder}: holds this run, {said}. {fix}")
    return disk.resume(folder, manifest, war.texts)


def finish_run(war: War, store: Store, *, complete: bool, wall_s: float) -> Run:
    """Count a run, write forecast and summary, and stamp the forecast.

    Raises
    ------
    RunError : if the disk is full or cannot be written; what was lived is kept.
    """
    digest = disk.run_digest(store)
    facts = {
        "version": store.manifest["version"],
        "digest": digest,
        "scenario_digest": war.scenario.digest,
        "run": str(store.folder),
        "report": None,
    }
    sample = sample_of(war, store, facts)
    notes: list[str] = []
    document = forecast_document(sample)
    document["run_facts"] = {
        "members": sample.tally.n, "seed": store.manifest["seed"], "version": store.manifest["version"],
        "digest": digest, "scenario_digest": war.scenario.digest, "command": store.manifest["command"],
        "wall_s": round(wall_s, 1), "threads": os.cpu_count(),
    }  # fmt: skip
    if told := store.manifest.get("conditioned"):
        document["conditioned"] = {key: value for key, value in told.items() if key != "origin"}
    status = "complete" if complete else "interrupted"
    document["run_facts"]["core"] = stamp_of(core_of(war, store, sample, digest=digest, status=status))
    _or_note(notes, "summed up by day", _write_daily, war, store)
    stamp = {"sha256": stamp_of(document), "written": now()}
    with disk.writing(store.folder):
        disk.write_json(store.folder / FORECAST, document)
        disk.finish(store, {"digest": digest, "members_done": sample.tally.n, "wall_s": wall_s, "stamp": stamp}, status=status)
    return Run(war, store, document, sample, complete, notes=notes)


def _or_note(notes: list[str], done: str, work: Callable[..., Any], *given: Any) -> Any:
    """Return what a piece of work after the courses gives; where it fails, None and a note: the run itself stands."""
    try:
        return work(*given)
    except FAULTS as error:
        notes.append(f"not {done}: {said(error)}")
        return None


def _write_daily(war: War, store: Store) -> None:
    _, series = disk.series_of(store, war.model)
    disk.write_json(store.folder / "summary" / "daily.json", summary(disk.sketch_of(store, war.model, series)))


def open_run(folder: Path | str) -> Run:
    """Open the folder of a finished or interrupted run; manifest, texts, outcomes and forecast must be those that were written.

    Raises
    ------
    FolderError : if it is no run folder, or was damaged or changed.
    RunError : if it is being written right now, or was written by a version that reads its scenario differently.
    """
    store = disk.open_store(folder)
    if not store.of("main"):
        raise FolderError(f"{store.folder}: holds no finished course yet; go on with resume=True")
    war = war_in(store)
    if store.manifest["status"] == "running":
        return _counted(war, store)
    document = forecast_in(store)
    facts = {key: document.get(key) for key in ("version", "digest", "scenario_digest", "run", "report")}
    report = store.folder / "report.html"
    return Run(
        war, store, document, sample_of(war, store, facts), store.manifest["status"] == "complete",
        report if report.is_file() else None,
    )  # fmt: skip


def _counted(war: War, store: Store) -> Run:
    """Return a run that was killed, counted as far as it came."""
    held = disk.resume(store.folder, store.manifest)
    try:
        if not held.of("main"):
            raise FolderError(f"{store.folder}: holds no finished course that is whole; go on with resume=True")
        twins = sum(chunk.count for chunk in held.of("twin"))
        whole = held.members == held.manifest["members"] and twins == held.manifest["twins"]
        return finish_run(war, held, complete=whole, wall_s=0.0)
    finally:
        held.release()


def reopened(
    folder: str, digest: str, report: Path | None = None, scores: dict[str, Any] | None = None, notes: list[str] | None = None
) -> Run:
    """Return a run that came from another process, if its folder still holds it.

    Raises
    ------
    FolderError : if the folder holds another run by now, or none.
    """
    run = open_run(folder)
    if run.digest != digest:
        raise FolderError(f"{folder}: holds a run of digest {run.digest[:8]}, expected {digest[:8]}; it was written anew since")
    run.report, run.scores, run.notes = report, scores, list(notes or ())
    return run


def score_run(run: Run, file: Path | str | None = None) -> dict[str, Any]:
    """Return the scores of a run against what happened; the outcome is opened only now, after the stamp.

    Raises
    ------
    DataError : if nobody knows what happened, or the forecast is not the stamped one.
    """
    stamp = stamp_in(run.store)
    outcome: Outcome = open_outcome(run.war.id, stamp, file, names_of(run.war.scenario.document))
    facts = {"version": run.store.manifest["version"], "digest": run.digest, "seed": run.store.manifest["seed"],
             "stamp": stamp.sha256, "stamped": stamp.written}  # fmt: skip
    return score_document(run.sample, outcome, facts=facts, until=run.store.manifest.get("conditioned", {}).get("until"))


def score_if_known(run: Run) -> None:
    """Score a run when the library knows what happened; a fault there is a note, never a fault of the forecast."""
    if run.war.id in outcome_names():
        _or_note(run.notes, "scored", _score_and_keep, run)


def _score_and_keep(run: Run) -> None:
    run.scores = score_run(run)
    disk.write_json(run.folder / "scores.json", run.scores)
