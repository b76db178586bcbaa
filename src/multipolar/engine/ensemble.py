"""Many members at once: chunks on plain threads, finished ones handed over, an interruption keeping what is done."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.chunk import Batch, Chunk, Job, chunks_of, run_chunk
from multipolar.numerics.arrays import Records

Sink = Callable[[Batch], None]
Progress = Callable[[int, int], None]

WAIT_SECONDS = 0.2
DIGEST_BYTES = 32


def default_threads() -> int:
    """Return the number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def simulate(
    job: Job,
    chunks: Sequence[Chunk],
    sink: Sink,
    *,
    threads: int | None = None,
    progress: Progress | None = None,
    runner: Callable[[Job, Chunk], Batch] = run_chunk,
) -> bool:
    """Let every chunk live and hand each to ``sink`` (called in its thread); return False when interrupted.

    On Ctrl-C chunks under way are finished and kept, the others are dropped. ``progress`` hears members done of all.
    """
    total = sum(chunk.count for chunk in chunks)
    threads = max(1, threads or default_threads())

    def one(chunk: Chunk) -> int:
        sink(runner(job, chunk))
        return chunk.count

    with ThreadPoolExecutor(max_workers=threads) as pool:
        waiting: set[Future[int]] = {pool.submit(one, chunk) for chunk in chunks}
        try:
            _watch(waiting, total, progress)
        except KeyboardInterrupt:
            pool.shutdown(wait=True, cancel_futures=True)
            return False
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return True


def _watch(waiting: set[Future[int]], total: int, progress: Progress | None) -> None:
    done = 0
    while waiting:
        finished, waiting = wait(waiting, timeout=WAIT_SECONDS, return_when=FIRST_COMPLETED)
        done += sum(future.result() for future in finished)
        if finished and progress is not None:
            progress(done, total)


@dataclass(slots=True)
class Ensemble:
    """An ensemble in memory: outcomes (member,), days of the first members, twins of the first members."""

    members: NDArray[np.int64]
    outcomes: Records
    series: Records
    twins: Records
    complete: bool = True


@dataclass(slots=True)
class Memory:
    """A sink that keeps every batch."""

    series: int
    batches: list[Batch] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def __call__(self, batch: Batch) -> None:
        """Keep a batch, and of its days only those that are wanted."""
        kept = max(0, min(batch.chunk.count, self.series - batch.chunk.first))
        slim = Batch(batch.chunk, batch.outcomes, batch.series[:kept].copy())
        with self.lock:
            self.batches.append(slim)

    def of(self, kind: str) -> list[Batch]:
        """Return the batches of one kind in member order."""
        return sorted((b for b in self.batches if b.chunk.kind == kind), key=lambda b: b.chunk.first)


def collect(job: Job, *, threads: int | None = None, chunk: int | None = None, progress: Progress | None = None) -> Ensemble:
    """Simulate a job and keep it in memory: for studies and small runs.

    Raises
    ------
    KeyboardInterrupt : when interrupted before any chunk was finished.
    """
    memory = Memory(job.series)
    complete = simulate(job, chunks_of(job, chunk), memory, threads=threads, progress=progress)
    main, twin = memory.of("main"), memory.of("twin")
    if not main:
        raise KeyboardInterrupt
    members = np.concatenate([np.arange(b.chunk.first, b.chunk.first + b.chunk.count) for b in main])
    twins = np.concatenate([b.outcomes for b in twin]) if twin else main[0].outcomes[:0]
    return Ensemble(members, np.concatenate([b.outcomes for b in main]), np.concatenate([b.series for b in main]), twins, complete)


@lru_cache(maxsize=8)
def packed_dtype(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return the record type without padding, little-endian: the canonical bytes of a record."""
    assert dtype.fields is not None
    rows = []
    for name in dtype.names or ():
        base, shape = dtype.fields[name][0].base, dtype.fields[name][0].shape
        rows.append((name, base.newbyteorder("<"), shape) if shape else (name, base.newbyteorder("<")))
    return np.dtype(rows)


def member_digests(outcomes: Records) -> bytes:
    """Return the SHA-256 of each member's canonical bytes, end to end (32 bytes a member)."""
    packed = np.empty(outcomes.shape[0], packed_dtype(outcomes.dtype))
    for name in outcomes.dtype.names or ():
        packed[name] = outcomes[name]
    raw, width = packed.tobytes(), packed.dtype.itemsize
    return b"".join(hashlib.sha256(raw[i : i + width]).digest() for i in range(0, len(raw), width))


def digest_of_parts(parts: Iterable[bytes]) -> str:
    """Return the digest of an ensemble: SHA-256 over its members' digests in member order, however it was cut."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()


def digest_of(outcomes: Records) -> str:
    """Return the digest of outcomes held in memory (member,), in member order."""
    return digest_of_parts([member_digests(outcomes)])
