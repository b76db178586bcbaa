"""The page of a run: what the page needs, taken from the run's folder, and written beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine import store as disk
from multipolar.engine.chunk import SERIES_MEMBERS
from multipolar.forecast.score.document import for_page
from multipolar.report.backing import backing_of
from multipolar.report.compose import report_input
from multipolar.report.opened import carried_of
from multipolar.report.page import write_report
from multipolar.report.rivals import rivals_of
from multipolar.report.told import told_of
from multipolar.session.run import Run
from multipolar.session.war import AS_RUN, command_for

TEACHING = "teaching.html"
"""Name of the copy for teaching in a run's folder."""


def write_page(done: Run, path: Path | None = None, *, teaching: bool = False) -> Path:
    """Write the page of a run and return its path; by default report.html in the run's folder.

    ``teaching``: a copy that keeps the answers closed, by default teaching.html; the run's own page stays what it was.
    """
    from multipolar.report.asked import asked_of
    from multipolar.report.turning import turning_of  # its studies are needed here alone; a start need not wait for them

    members, series = done.series
    turning = turning_of(done, members)
    outcomes = outcomes_of_first(done, members)
    weights = done.sample.tally.weights
    forecast = dict(done.forecast)
    if done.scores is not None:
        forecast["scores"] = for_page(done.scores)
    page = report_input(
        done.war.scenario.document, done.war.model.labels, forecast,
        series=series if len(members) else None, outcomes=outcomes,
        weights=None if weights is None else weights[: len(members)],
        rivals=rivals_of(done.war.scenario, done.war.model, done.sample.members[: len(members)], done.sample.seed),
        questions=done.sample.questions, turning=turning.parts, seen=turning.seen,
        text=done.war.texts[AS_RUN], command=run_again(done),
    )  # fmt: skip
    page = replace(page, carried=carried_of(done), backing=backing_of(done), told=told_of(done), asked=asked_of(done))
    if teaching:
        shown = {key: value for key, value in forecast.items() if key != "scores"}
        return write_report(replace(page, forecast=shown, apart=forecast.get("scores", {})), path or done.folder / TEACHING)
    done.report = write_report(page, path or done.folder / "report.html")
    return done.report


def run_again(done: Run) -> str:
    """Return the command that gives the same courses from the scenario that the page of a run saves."""
    war, manifest = done.war, done.store.manifest
    return command_for(
        war.recipe, f"{war.id}.yaml", as_of=war.scenario.as_of, members=int(manifest["members"]), seed=int(manifest["seed"])
    )


def outcomes_of_first(done: Run, members: NDArray[np.int64]) -> NDArray[Any]:
    """Return the outcomes of the members whose days were kept, in the same order."""
    parts, numbers = [], []
    for chunk, part in zip(done.store.of("main"), disk.outcomes_in_parts(done.store, done.war.model), strict=True):
        if chunk.first >= SERIES_MEMBERS:
            break
        parts.append(part)
        numbers.append(np.arange(chunk.first, chunk.first + chunk.count))
    kept = np.isin(np.concatenate(numbers), members)
    return np.asarray(np.concatenate(parts)[kept])
