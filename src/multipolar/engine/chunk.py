"""A piece of an ensemble: a row of members that one thread draws, lets live and hands over."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from multipolar.engine.simulate import series_dtype, simulate_chunk
from multipolar.model.build import Model
from multipolar.model.draw import fill
from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
from multipolar.numerics.arrays import Records

Kind = Literal["main", "twin"]

CHUNKS = ((5_000, 500), (100_000, 1_000), (math.inf, 2_000))
"""Up to how many members a chunk holds how many: a second or two of work, small enough to interrupt, worth a file."""
SERIES_MEMBERS = 10_000
"""Members whose days are kept; of the others only their outcome and what the daily sketch counts."""
TWIN_LUCK = 0x9E3779B97F4A7C15
"""Added to the seed of a twin's luck: same parameters, another course."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be simulated: a model, how many members, on which seed, with which mechanisms switched off.

    ``twins`` first members live a second time with the same parameters and other luck, which tells luck from ignorance;
    ``series`` first members keep their days.
    """

    model: Model
    members: int
    seed: int
    twins: int = 0
    series: int = SERIES_MEMBERS
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Chunk:
    """Members ``first`` to ``first + count - 1`` of the ensemble or of its twins."""

    kind: Kind
    first: int
    count: int

    @property
    def name(self) -> str:
        """The name of the chunk's files: fixed width, so that names sort like members."""
        return f"part-{self.first:09d}-{self.count:06d}"


@dataclass(frozen=True, slots=True)
class Batch:
    """A finished chunk: outcomes (member,) and the days of all its members (member,)."""

    chunk: Chunk
    outcomes: Records
    series: Records


def chunk_size(members: int) -> int:
    """Return how many members a chunk holds when nobody says."""
    return next(size for most, size in CHUNKS if members <= most)


def gaps(members: int, done: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the rows (first, count) of ``members`` that none of the finished rows covers."""
    open_rows, at = [], 0
    for first, count in sorted(done):
        if first > at:
            open_rows.append((at, first - at))
        at = max(at, first + count)
    return [*open_rows, (at, members - at)] if at < members else open_rows


def split(kind: Kind, rows: Iterable[tuple[int, int]], size: int) -> list[Chunk]:
    """Return chunks of at most ``size`` members that cover the rows."""
    return [
        Chunk(kind, start, min(size, first + count - start)) for first, count in rows for start in range(first, first + count, size)
    ]


def chunks_of(job: Job, size: int | None = None, done: Iterable[Chunk] = ()) -> list[Chunk]:
    """Return the chunks of a job that are still to be done: the ensemble first, then its twins."""
    size = size or chunk_size(job.members)
    kept = list(done)
    main = gaps(job.members, [(c.first, c.count) for c in kept if c.kind == "main"])
    twin = gaps(job.twins, [(c.first, c.count) for c in kept if c.kind == "twin"])
    return split("main", main, size) + split("twin", twin, size)


def params_of(job: Job, first: int, count: int) -> Records:
    """Return the PARAMS records of a row of members, mechanisms switched off as the job says."""
    params = zeros("PARAMS", count, job.model.capacity)
    fill(job.model.plan, params, first=first, seed=job.seed)
    for name in job.off:
        params["on"][:, MECHANISMS.index(name)] = 0.0
    return params


def luck_seed(job: Job, kind: Kind) -> int:
    """Return the seed of the courses; twins share parameters with the ensemble but not their luck."""
    return job.seed if kind == "main" else (job.seed + TWIN_LUCK) % 2**64


def run_chunk(job: Job, chunk: Chunk) -> Batch:
    """Draw the members of a chunk and let them live."""
    model = job.model
    params = params_of(job, chunk.first, chunk.count)
    outcomes = zeros("OUTCOME", chunk.count, model.capacity)
    days = chunk.count if chunk.kind == "main" else 0
    series = np.zeros(days, series_dtype(int(model.sc["horizon"][0]), len(model.labels.sectors)))
    simulate_chunk(model.sc, params, luck_seed(job, chunk.kind), chunk.first, outcomes, series, capacity=model.capacity)
    return Batch(chunk, outcomes, series)
