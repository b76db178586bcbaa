"""Freezing a run: its stamped forecast becomes one file; scoring that file later needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine import store as disk
from multipolar.engine.ensemble import digest_of_parts, member_digests
from multipolar.engine.store.files import write_new
from multipolar.errors import DataError, RunError
from multipolar.forecast.months import DRAWS, draws_of
from multipolar.forecast.outcome import Outcome, Stamp, answered, open_outcome
from multipolar.forecast.recorded import open_recorded
from multipolar.forecast.score.document import score_document
from multipolar.record.frozen import country_months_in, frozen_document, frozen_names, frozen_sample, text_of
from multipolar.record.frozen_check import until_in
from multipolar.record.views import NOTES, SCHEMA, views_scores
from multipolar.session.frozen_core import core_of, months_in
from multipolar.session.run import Run, open_run
from multipolar.session.run_files import now, stamp_in


def untouched(folder: Path | str) -> tuple[Run, Stamp]:
    """Return a run whose forecast is the stamped one and whose outcomes are those that the stamp was made over.

    Raises
    ------
    RunError : if the run was never stamped, or its outcomes are not those of its digest.
    DataError : if the forecast was changed after the stamp.
    """
    store = disk.open_store(folder)
    stamp = stamp_in(store)
    run = open_run(folder)
    found = digest_of_parts(member_digests(part) for part in disk.outcomes_in_parts(run.store, run.war.model))
    if found != run.digest:
        said = f"digest {found[:8]} now, {run.digest[:8]} when it was stamped"
        raise RunError(f"{store.folder}: the outcomes are not those of the stamped forecast ({said}); run it again")
    return run, stamp


def freeze_run(folder: Path | str, out: Path | None = None) -> tuple[dict[str, Any], Path]:
    """Write the frozen forecast of a run and return it with its path; by default frozen.json in the run's folder.

    Raises
    ------
    RunError : if the run cannot be frozen, or the file is there already: a frozen forecast is never written over.
    """
    run, stamp = untouched(folder)
    path = out or run.folder / "frozen.json"
    core = core_of(run.war, run.store, run.sample, digest=run.digest, status=run.store.manifest["status"])
    try:
        document = frozen_document(core, run.forecast, stamp, now=now())
    except DataError as error:
        raise DataError(f"{run.folder}: {error}") from error
    try:
        write_new(path, text_of(document).encode())
    except FileExistsError as error:
        raise RunError(f"{path}: is there already; a frozen forecast is never written over. Name another with out=...") from error
    except OSError as error:
        said = f"cannot be written ({error.strerror or error}); nothing was left"
        raise RunError(f"{path}: {said}. Mend that, or name another file with out=...") from error
    return document, path


def months_of(run: Run, months: list[str] | None = None) -> dict[str, NDArray[np.float64]]:
    """Return deaths by side and calendar month from the days a run kept [persons]: (member, side) by month.

    Raises
    ------
    QuestionError : if the run kept no days, or a month lies outside the forecast.
    """
    return months_in(run.war, run.store, months)


def score_frozen(found: Mapping[str, Any], file: Path | str | None = None) -> dict[str, Any]:
    """Return the scores of a frozen forecast, as ``score_run`` would have given them for its run.

    Raises
    ------
    DataError : if nobody knows what happened. FaultyFileError : for an outcome file with faults.
    """
    return scored(found, file)[0]


def scored(found: Mapping[str, Any], file: Path | str | None = None) -> tuple[dict[str, Any], Outcome]:
    """Return the scores of a frozen forecast with the outcome that they are of.

    Raises
    ------
    DataError : if nobody knows what happened. FaultyFileError : for an outcome file with faults.
    """
    stamp, names = Stamp(found["stamp"]["sha256"], found["stamp"]["written"]), frozen_names(found)
    outcome = answered(open_outcome(found["scenario"], stamp, file, names), names)
    facts = {"version": found["version"], "digest": found["digest"], "seed": found["seed"],
             "stamp": stamp.sha256, "stamped": stamp.written}  # fmt: skip
    return score_document(frozen_sample(found), outcome, facts=facts, until=until_in(found["forecast"])), outcome


def views_document(
    facts: Mapping[str, Any], draws: Mapping[str, NDArray[np.int64]], stamp: Stamp, record: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the scores of deaths by month beside the VIEWS benchmarks: ``multipolar-views/1``.

    Raises
    ------
    DataError : if the forecast holds not all recorded months.
    """
    missing = [name for name in record["months"] if name not in draws]
    if missing:
        raise DataError(f"the forecast holds no deaths for {', '.join(missing)}; it needs days that were kept")
    count = len(next(iter(draws.values())))
    head = {"schema": SCHEMA, **facts, "draws": count, "isoab": record["isoab"], "stamp": stamp.sha256, "stamped": stamp.written}
    return {**head, **views_scores(draws, record), "notes": list(NOTES)}


def views_of_run(run: Run, draws: int | None = None, file: Path | str | None = None) -> dict[str, Any]:
    """Return the VIEWS scores of a run on the recorded months, of as many of its first courses as are exported.

    Raises
    ------
    DataError : if nothing is recorded for the scenario. QuestionError : for a recorded month outside the forecast.
    """
    stamp = stamp_in(run.store)
    record = open_recorded(run.war.id, stamp, file)
    found = months_of(run, list(record["months"]))
    held = next(iter(found.values())).shape[0]
    facts = {
        "version": run.store.manifest["version"], "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest, "seed": run.store.manifest["seed"], "members": run.sample.tally.n,
    }  # fmt: skip
    return views_document(facts, draws_of(found, draws or min(DRAWS, held), run.sample.tally.weights), stamp, record)


def views_of_frozen(found: Mapping[str, Any], file: Path | str | None = None) -> dict[str, Any]:
    """Return the VIEWS scores of a frozen forecast.

    Raises
    ------
    DataError : if nothing is recorded for the scenario, or the forecast holds not all recorded months.
    """
    stamp = Stamp(found["stamp"]["sha256"], found["stamp"]["written"])
    facts = {key: found[key] for key in ("version", "scenario", "as_of", "digest", "seed", "members")}
    return views_document(facts, country_months_in(found), stamp, open_recorded(found["scenario"], stamp, file))
