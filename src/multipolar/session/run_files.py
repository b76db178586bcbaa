"""What is written in a run's folder and read from it: the order and manifest, the war made again, the stamped forecast."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import ARRANGEMENTS, ENDINGS, PAPERS, STOPS
from multipolar.engine import store as disk
from multipolar.engine.chunk import SERIES_MEMBERS, Job
from multipolar.engine.store import Store
from multipolar.errors import DataError, FolderError, RunError
from multipolar.forecast.document import Sample, count_sample
from multipolar.forecast.outcome import Stamp, stamped
from multipolar.forecast.weighting import weighting_of
from multipolar.session.war import War, load_war, recipe_in

DEFAULT_MEMBERS = 10_000
DEFAULT_SEED = 2020
TWIN_SHARE = 10
LEAST_TWINS = 200
MOST_TWINS = 2_000
RUNS = "runs"
FORECAST = "forecast.json"
CODE = (
    "diplomacy", "engine", "forecast", "mechanisms", "model", "numerics", "outside", "scenario", "units.py", "reading.py",
    "library/options.yaml", "library/calibration/outside.json",
)  # fmt: skip
"""What of the package moves a forecast: a run is the same run only where these files are the same."""


@dataclass(frozen=True, slots=True)
class Order:
    """How a war is to be run: members, seed, folder, threads, chunk, and whether to go on with an earlier run."""

    members: int = DEFAULT_MEMBERS
    seed: int = DEFAULT_SEED
    out: Path | None = None
    threads: int | None = None
    chunk: int | None = None
    resume: bool = False
    command: str = ""


def twins_for(members: int) -> int:
    """Return how many members live twice to tell luck from ignorance: a tenth, at least 200 where there are as many."""
    return min(members, MOST_TWINS, max(LEAST_TWINS, members // TWIN_SHARE))


def default_folder(war: War, order: Order) -> Path:
    """Return where a run goes when nobody says: runs/NAME-ASOF-SEED-MEMBERS-DIGEST8, the digest over all that makes it this run."""
    digest = disk.identity(manifest_of(war, order, job_of(war, order)))
    name = f"{war.id}-{war.scenario.as_of.isoformat()}-{order.seed}-{order.members}-{digest[:8]}"
    return Path(RUNS) / name


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Return a digest of the files of the package that move a forecast, the same on every machine."""
    root, digest = Path(__file__).resolve().parent.parent, hashlib.sha256()
    for part in CODE:
        files = [root / part] if (root / part).is_file() else sorted((root / part).rglob("*.py"))
        for path in files:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def job_of(war: War, order: Order) -> Job:
    """Return the job of a war and an order."""
    return Job(war.model, order.members, order.seed, twins_for(order.members), SERIES_MEMBERS, war.recipe.off)


def manifest_of(war: War, order: Order, job: Job) -> dict[str, Any]:
    """Return what the manifest says before the first member lives."""
    return {
        "version": __version__,
        "code": code_digest(),
        "scenario": war.id,
        "title": war.scenario.document.title,
        "as_of": war.scenario.as_of.isoformat(),
        "scenario_digest": war.scenario.digest,
        "seed": order.seed,
        "members": order.members,
        "twins": job.twins,
        "series": job.series,
        "bundle": war.scenario.stance.bundle,
        "off": list(job.off),
        "recipe": war.recipe.plain(),
        "command": order.command,
        "started": now(),
        "codes": {"label": list(ENDINGS), "stop": list(STOPS), "paper": list(PAPERS), "arrangement": list(ARRANGEMENTS)},
        "changes": [
            {"path": c.path, "op": c.op, "before": c.before, "after": c.after, "reason": c.reason, "by": c.by}
            for c in war.scenario.changes
        ],
    }


def now() -> str:
    """Return the present moment in universal time, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def sample_of(war: War, store: Store, facts: Mapping[str, Any]) -> Sample:
    """Return the counted ensemble of a run folder, its courses weighted toward what past wars like this one did."""
    weighting, unweighted = weighting_of(war.scenario, disk.outcomes_in_parts(store, war.model))
    return count_sample(
        war.scenario,
        war.model,
        disk.outcomes_in_parts(store, war.model),
        members=origin_of(store),
        twins=disk.twins_of(store, war.model),
        seed=int(store.manifest["seed"]),
        off=tuple(store.manifest.get("off", ())),
        wanted=int(store.manifest["members"]),
        facts=facts,
        weighting=weighting,
        unweighted=unweighted,
        apart=apart_in(store),
    )


def origin_of(store: Store) -> NDArray[np.int64]:
    """Return under which number the parameters of each course were drawn (member,): its own, or that it descends from."""
    origin = store.manifest.get("conditioned", {}).get("origin")
    return numbers_of(store) if origin is None else np.asarray(origin, np.int64)


def apart_in(store: Store) -> float:
    """Return the share of a run's courses that differ [0-1]: one, but where reports were taken in."""
    told = store.manifest.get("conditioned")
    return 1.0 if told is None else min(1.0, float(told["ess"]) / float(store.manifest["members"]))


def numbers_of(store: Store) -> NDArray[np.int64]:
    """Return the numbers of the courses of a run (member,)."""
    return np.concatenate([np.arange(c.first, c.first + c.count) for c in store.of("main")])


def forecast_in(store: Store) -> dict[str, Any]:
    """Return the forecast of a closed run, which is the stamped one.

    Raises
    ------
    FolderError : if it was never finished, or was changed after it had been stamped.
    """
    path, stamp = store.folder / FORECAST, store.manifest.get("stamp")
    if not stamp:
        raise FolderError(f"{store.folder}: holds no stamped forecast; go on with resume=True")
    document = disk.read_json(path)
    try:
        stamped(document if isinstance(document, dict) else {}, stamp["sha256"], stamp["written"])
    except (DataError, ValueError, RecursionError) as error:
        busy = disk.being_written(store.folder)
        if busy:
            raise RunError(busy) from error
        said = "is not the forecast that was stamped when the run was written; it was changed or damaged, and is not used"
        raise FolderError(f"{path}: {said}. The same run with resume=True counts and stamps it anew.") from error
    if document.get("digest") != store.manifest["digest"]:
        raise FolderError(f"{path}: is of other outcomes than those of its folder. The same run with resume=True counts it anew.")
    return dict(document)


def war_in(store: Store) -> War:
    """Return the war of a run folder, made from the texts in it.

    Raises
    ------
    FolderError : if a text is missing or was changed.
    RunError : if it is no longer the scenario that was run.
    """
    manifest = store.manifest
    recipe = recipe_in(disk.read_texts(store), manifest["recipe"], dt.date.fromisoformat(manifest["as_of"]))
    war = load_war(recipe, again=True)
    if war.scenario.digest != manifest["scenario_digest"]:
        said = f"{manifest['scenario_digest'][:8]} then, {war.scenario.digest[:8]} now"
        raise FolderError(f"{store.folder}: the scenario reads differently now (digest {said}); use version {manifest['version']}")
    return war


def stamp_in(store: Store) -> Stamp:
    """Return the stamp of a run's forecast.

    Raises
    ------
    FolderError : if the forecast was never finished, or was changed after it had been stamped.
    """
    forecast_in(store)
    stamp = store.manifest["stamp"]
    return Stamp(stamp["sha256"], stamp["written"])
