"""Threads, interruptions and digests of ensembles."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from invented import job, population, runner
from multipolar.engine.chunk import Batch, chunks_of
from multipolar.engine.ensemble import Memory, default_threads, digest_of, digest_of_parts, member_digests, packed_dtype, simulate


def collected(one, *, chunk, threads):
    memory = Memory(one.series)
    assert simulate(one, chunks_of(one, chunk), memory, threads=threads, runner=runner)
    return memory


@pytest.mark.parametrize(("chunk", "threads"), [(77, 1), (300, 2), (1000, 4)])
def test_simulate__gives_the_same_members_whatever_the_chunks_and_threads(chunk, threads):
    """Cut and spread anyhow, the outcomes in member order and their digest are the same."""
    main = collected(job(), chunk=chunk, threads=threads).of("main")
    outcomes = np.concatenate([b.outcomes for b in main])

    assert all(np.array_equal(outcomes[name], population()[:1000][name]) for name in outcomes.dtype.names)
    assert digest_of(outcomes) == digest_of(population()[:1000])


def test_digest__does_not_depend_on_how_members_are_cut():
    """Digests of parts end to end give the digest of the whole; one changed byte changes it."""
    out = population()[:50].copy()
    whole = digest_of(out)
    out["length_days"][17] += 1.0

    assert digest_of_parts([member_digests(population()[:13]), member_digests(population()[13:50])]) == whole
    assert digest_of(out) != whole


def test_packed__leaves_padding_out():
    """Bytes between fields, which no field owns, cannot change a digest."""
    out = population()[:3].copy()
    raw = out.view(np.uint8).reshape(3, -1)
    owned = np.zeros(raw.shape[1], bool)
    for kind, offset in (f[:2] for f in out.dtype.fields.values()):
        owned[offset : offset + kind.itemsize] = True
    before = digest_of(out)
    raw[:, ~owned] = 99

    assert packed_dtype(out.dtype).itemsize == owned.sum() <= out.dtype.itemsize
    assert digest_of(out) == before


def test_memory__keeps_days_of_the_first_members_only():
    """Of members beyond the limit no days are kept."""
    main = collected(job(series=300), chunk=250, threads=2).of("main")

    assert [b.series.shape[0] for b in main] == [250, 50, 0, 0]


def test_simulate__keeps_what_is_done_when_interrupted():
    """Ctrl-C drops what has not begun, keeps what has, and says so."""
    memory = Memory(0)

    def interrupt(done, total):
        raise KeyboardInterrupt

    complete = simulate(job(), chunks_of(job(), 100), memory, threads=1, progress=interrupt, runner=runner)

    assert complete is False
    assert 0 < sum(b.chunk.count for b in memory.batches) < 1200


def test_simulate__a_fault_in_a_thread_is_raised():
    """A chunk that fails stops the run with its own error."""

    def broken(one, chunk):
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        simulate(job(), chunks_of(job(), 100), Memory(0), threads=2, runner=broken)


def test_simulate__tells_progress_up_to_the_total():
    """Progress rises to the number of all members, twins included."""
    heard: list[tuple[int, int]] = []
    simulate(job(), chunks_of(job(), 300), Memory(0), threads=2, progress=lambda d, t: heard.append((d, t)), runner=runner)

    assert heard[-1] == (1200, 1200)
    assert [d for d, _ in heard] == sorted(d for d, _ in heard)


def test_simulate__sinks_run_in_the_threads_of_their_chunks():
    """Batches are handed over where they were made, so that nothing piles up."""
    names: set[str] = set()

    def sink(batch: Batch) -> None:
        names.add(threading.current_thread().name)

    simulate(job(), chunks_of(job(), 100), sink, threads=2, runner=runner)

    assert threading.main_thread().name not in names


def test_default_threads__is_at_least_one():
    """There is always a processor."""
    assert default_threads() >= 1
