"""Chunks cover the members, once each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import job
from multipolar.engine.chunk import Chunk, chunk_size, chunks_of, gaps, luck_seed, params_of, split
from multipolar.model.register import MECHANISMS


@given(st.integers(1, 3000), st.integers(1, 700), st.lists(st.tuples(st.integers(0, 2999), st.integers(1, 400)), max_size=5))
def test_gaps__with_what_is_done_cover_every_member_once(members, size, done):
    """What is open and what is done together are all members; what is open is disjoint."""
    done = [(first, min(count, members - first)) for first, count in done if first < members]
    seen = np.zeros(members, int)
    for chunk in split("main", gaps(members, done), size):
        assert 1 <= chunk.count <= size
        seen[chunk.first : chunk.first + chunk.count] += 1

    covered = np.zeros(members, bool)
    for first, count in done:
        covered[first : first + count] = True

    assert np.array_equal(seen == 1, ~covered)
    assert seen.max(initial=0) <= 1


def test_chunks_of__twins_come_after_the_ensemble():
    """The twins are chunks of their own behind the ensemble."""
    chunks = chunks_of(job(1000, twins=200), 400)

    assert [c.kind for c in chunks] == ["main"] * 3 + ["twin"]
    assert sum(c.count for c in chunks) == 1200


def test_chunk__names_sort_like_members():
    """File names in alphabetical order are members in order."""
    names = [Chunk("main", first, 500).name for first in (0, 500, 9_500, 10_000, 999_500)]

    assert names == sorted(names)


def test_luck_seed__twins_have_other_luck_and_the_same_parameters():
    """Twins run on another seed while their parameters are drawn on the same."""
    one = job()

    assert luck_seed(one, "main") == one.seed
    assert luck_seed(one, "twin") != one.seed
    assert 0 <= luck_seed(one, "twin") < 2**64


@pytest.mark.parametrize(("members", "size"), [(1, 500), (5_000, 500), (5_001, 1_000), (100_000, 1_000), (100_001, 2_000)])
def test_chunk_size__grows_with_large_runs(members, size):
    """A million courses come in fewer, larger files."""
    assert chunk_size(members) == size


def test_params_of__a_mechanism_switched_off_is_off_in_every_member():
    """Switching a mechanism off changes its switch and no other parameter."""
    from dataclasses import replace

    on = params_of(job(), 3, 5)
    off = params_of(replace(job(), off=("drones",)), 3, 5)
    off_again = off.copy()
    off_again["on"][:, MECHANISMS.index("drones")] = on["on"][:, MECHANISMS.index("drones")]

    assert (off["on"][:, MECHANISMS.index("drones")] == 0.0).all()
    assert on.tobytes() == off_again.tobytes()
