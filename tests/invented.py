"""The flagship's records filled with invented courses: what is counted, stored and scored can be tested without living."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.chunk import Batch, Chunk, Job
from multipolar.engine.columns import outcome_columns, outcome_records
from multipolar.engine.simulate import series_dtype
from multipolar.forecast.document import Sample, count_sample, forecast_document, stamp_of
from multipolar.forecast.frozen_core import frozen_core
from multipolar.forecast.outcome import Outcome, Stamp
from multipolar.model.build import build
from multipolar.model.records import zeros
from multipolar.record.frozen import frozen_document
from multipolar.record.frozen_check import NOT_CORE
from multipolar.scenario.check import checked
from multipolar.scenario.files import load
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from multipolar.session.war import Recipe, War, texts_of, words

Records = NDArray[Any]
POPULATION = 2_400


@lru_cache(maxsize=4)
def war(as_of: str | None = None) -> War:
    """Return the flagship as it stands in the library."""
    loaded = load("karabakh_2020", as_of=as_of)
    document = checked(loaded, words())
    scenario = resolve(document, words(), choose(document), changes=tuple(loaded.changes))
    recipe = Recipe("karabakh_2020", as_of)
    return War(recipe, scenario, build(scenario), texts_of(recipe, loaded))


@lru_cache(maxsize=4)
def population(seed: int = 1) -> Records:
    """Return invented outcomes of many members, every field within its meaning."""
    model, rng = war().model, np.random.default_rng(seed)
    n, labels = POPULATION, model.labels
    out = zeros("OUTCOME", n, model.capacity)
    out["label"] = rng.choice(7, n, p=[0.45, 0.02, 0.2, 0.01, 0.1, 0.2, 0.02])
    out["stop"] = np.where(out["label"] == 6, 7, rng.choice([1, 4, 5, 6], n))
    out["length_days"] = np.where(out["label"] == 6, 180.0, np.floor(rng.gamma(2, 15, n)).clip(1, 170))
    settled = out["stop"] == 4
    out["design"] = np.where(settled, rng.integers(1, len(labels.designs), n), -1)
    out["arrangement"] = np.where(settled, model.sc["arrangement"][0][np.maximum(out["design"], 0)], 0)
    p = len(labels.powers)
    out["brokers"][:, :p] = settled[:, None] & (rng.random((n, p)) < 0.15)
    out["level"][:, :p] = rng.choice(3, (n, p), p=[0.6, 0.37, 0.03])
    out["newly_direct"][:, :p] = out["level"][:, :p] == 2
    out["entry_day"] = np.where(out["level"] == 2, rng.integers(0, 90, out["level"].shape), -1)
    for j, options in enumerate(labels.options):
        out["first_use"][:, j, : len(options)] = rng.integers(-40, 120, (n, len(options))).clip(-1)
    out["deaths"] = rng.gamma(2, 700, (n, 2))
    out["deaths_total"] = out["deaths"] + 1500
    out["area_start"] = rng.normal(1100, 60, n)
    out["area_end"] = out["area_start"] + rng.gamma(1, 1500, n)
    out["changed_share"] = rng.random(n) * 0.6
    out["share_force"] = out["area_end"] / 12072
    out["share_final"] = np.minimum(1, out["share_force"] + 0.3 * settled)
    out["share_mark"] = out["share_force"][:, None] * np.linspace(0.5, 1, 8)
    out["place"] = rng.random(out["place"].shape) < 0.6
    out["ever_contested"] = rng.random(out["ever_contested"].shape) < 0.8
    out["life_cut_day"] = np.where(rng.random((n, 4)) < 0.3, rng.integers(5, 60, (n, 4)), -1)
    out["life_fire_day"] = np.where(rng.random((n, 4)) < 0.5, rng.integers(1, 60, (n, 4)), -1)
    out["displaced"] = rng.normal(90_000, 9_000, n)
    out["failed_truces"] = rng.poisson(2, n)
    out["treaty_state"] = rng.choice(5, out["treaty_state"].shape)
    out["red_crossed"] = -1
    out["red_answered"] = -1
    out["money"] = rng.gamma(2, 200, out["money"].shape)
    out["relapse"] = rng.random(n) < 0.5
    return outcome_records(model, outcome_columns(labels, out, 0))  # unused places are empty, as the engine leaves them


@lru_cache(maxsize=2)
def days(seed: int = 1) -> Records:
    """Return invented days of the same members."""
    model, rng = war().model, np.random.default_rng(seed + 100)
    series = np.zeros(POPULATION, series_dtype(int(model.sc["horizon"][0]), len(model.labels.sectors)))
    steps = series["area_km2"].shape
    series["area_km2"] = 1000 + np.cumsum(rng.random(steps), axis=1)
    series["dead"] = np.cumsum(rng.random((POPULATION, 2, steps[1])) * 30, axis=2)
    series["displaced"] = rng.random(steps) * 90_000
    series["sector_share"] = rng.integers(0, 251, series["sector_share"].shape)
    return series


def runner(job: Job, chunk: Chunk) -> Batch:
    """Return a chunk of the invented members in place of living ones."""
    rows = slice(chunk.first, chunk.first + chunk.count)
    if chunk.kind == "twin":
        return Batch(chunk, population(2)[rows], days()[:0])
    return Batch(chunk, population()[rows], days()[rows])


def job(members: int = 1000, *, twins: int = 200, series: int = 300) -> Job:
    """Return a job on the flagship."""
    return Job(war().model, members, 7, twins, series)


def sample(members: int = 1000, *, as_of: str | None = None, twins: int = 200) -> Sample:
    """Return the invented members, counted."""
    found = war(as_of)
    return count_sample(
        found.scenario, found.model, iter([population()[:members]]), members=np.arange(members),
        twins=population(2)[:twins], seed=7, facts={"version": "0", "digest": "d"},
    )  # fmt: skip


def frozen(counted: Sample, *, now: str = "2030-01-02T00:00:00+00:00", months: Any = None, **facts: Any) -> dict[str, Any]:
    """Return the frozen forecast of counted members, stamped a day before."""
    told = {
        "version": "0", "digest": "d" * 64, "scenario_digest": "5" * 64, "seed": 7, "wanted": counted.tally.n,
        "status": "complete", "changes": [], "recipe": {"source": "karabakh_2020"}, **facts,
    }  # fmt: skip
    core = frozen_core(counted, facts=told, months=months)
    return sealed(core, forecast_document(counted), now=now)


def sealed(core: dict[str, Any], forecast: dict[str, Any], *, now: str = "2030-01-02T00:00:00+00:00") -> dict[str, Any]:
    """Return a frozen forecast of a core, all of it as if it had been so from the start."""
    keys = ("version", "digest", "scenario_digest", "scenario", "as_of", "round_start", "horizon_days", "members", "seed")
    whole = {**forecast, **{key: core[key] for key in keys}, "run_facts": {"core": stamp_of(core)}}
    return frozen_document(core, whole, Stamp(stamp_of(whole), "2030-01-01T00:00:00+00:00"), now=now)


def reforged(document: dict[str, Any], *, now: str | None = None, **changes: Any) -> dict[str, Any]:
    """Return a frozen forecast that says something else, with every digest made anew: another forecast, not a tampered one."""
    core = {key: value for key, value in document.items() if key not in NOT_CORE} | changes
    return sealed(core, document["forecast"], now=now or document["frozen"])


def resigned(document: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a frozen forecast with changes and only its outer digest made anew, as somebody would who forges one."""
    content = {key: value for key, value in (document | changes).items() if key != "sha256"}
    return content | {"sha256": stamp_of(content)}


def told(**keys: Any) -> Outcome:
    """Return an outcome of the flagship that tells only this."""
    return Outcome.model_validate({"format": "multipolar-outcome/1", "scenario": "karabakh_2020", **keys})
