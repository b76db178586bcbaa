"""Reach and flow against scipy's graph routines."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, maximum_flow

from multipolar.numerics.paths import carry, max_flow, reach


def make_net(n, edges):
    """Return arc arrays (start with n + 1 entries, count, node, edge) of an undirected net."""
    arcs = [[] for _ in range(n)]
    for e, (i, j) in enumerate(edges):
        arcs[i].append((j, e))
        arcs[j].append((i, e))
    count = np.array([len(a) for a in arcs], np.int32)
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    flat = np.array([pair for a in arcs for pair in a], np.int32).reshape(-1, 2)
    return start, count, flat[:, 0].copy(), flat[:, 1].copy()


def random_net(rng, n):
    """Return a random simple net's edges."""
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    chosen = rng.permutation(len(pairs))[: min(2 * n, len(pairs))]
    return [pairs[k] for k in chosen]


def solve(n, edges, capacity, source, demand):
    """Return total, what each node received and what each edge carries."""
    start, count, node, edge = make_net(n, edges)
    received, flow = np.full(n, -1.0), np.full(len(edges), -1.0)
    total = max_flow(n, len(edges), start, count, node, edge, capacity, source, demand, received, flow)
    return total, received, flow


@pytest.mark.parametrize("seed", range(60))
def test_max_flow__carries_as_much_as_scipys(seed):
    """The total equals an independent solver's, within every capacity, supply and demand."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 50))
    edges = random_net(rng, n)
    capacity = rng.integers(0, 50, len(edges)).astype(float)
    source = np.where(rng.random(n) < 0.2, rng.integers(1, 200, n), 0).astype(float)
    demand = np.where(rng.random(n) < 0.6, rng.integers(1, 30, n), 0).astype(float)

    total, received, flow = solve(n, edges, capacity, source, demand)
    matrix = np.zeros((n + 2, n + 2), np.int32)
    for e, (i, j) in enumerate(edges):
        matrix[i, j] = matrix[j, i] = capacity[e]
    matrix[n, :n], matrix[:n, n + 1] = source, demand

    assert total == pytest.approx(maximum_flow(csr_matrix(matrix), n, n + 1).flow_value)
    assert total == pytest.approx(received.sum())
    assert (received <= demand + 1e-9).all()
    assert (flow <= capacity + 1e-9).all()
    assert (flow >= 0.0).all()


def test_max_flow__turns_back_a_greedy_first_path():
    """Flow already sent can be rerouted: the diamond with a bridge gets its full two units."""
    edges = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 4), (3, 5), (4, 5)]
    total, _, _ = solve(6, edges, np.ones(7), np.array([9.0, 0, 0, 0, 0, 0]), np.array([0, 0, 0, 0, 0, 9.0]))
    assert total == pytest.approx(2.0)


def test_max_flow__feeds_the_near_first_from_an_endless_source():
    """With a source without limit and one narrow road, the nearer demand is met before the farther."""
    source, demand = np.array([np.inf, 0, 0]), np.array([2.0, 4, 4])
    total, received, flow = solve(3, [(0, 1), (1, 2)], np.array([5.0, 9.0]), source, demand)
    assert total == pytest.approx(7.0)
    assert received.tolist() == [2.0, 4.0, 1.0]
    assert flow.tolist() == [5.0, 1.0]


def test_carry__takes_what_it_sends_from_the_supplies():
    """Two supplies of 3 and 5 feed a demand of 4 in between, the first that is found; what is sent is gone from them."""
    start, count, node, edge = make_net(3, [(0, 1), (1, 2)])
    left, received, flow = np.array([3.0, 0.0, 5.0]), np.zeros(3), np.zeros(2)
    total = carry(3, 2, start, count, node, edge, np.array([9.0, 9.0]), left, np.array([0.0, 4.0, 0.0]), received, flow)
    assert total == received[1] == pytest.approx(4.0)
    assert left.tolist() == [0.0, 0.0, 4.0]
    assert flow.tolist() == [3.0, 1.0]


def test_max_flow__takes_over_up_to_the_second_roads_capacity():
    """With one of two roads cut, the other carries what it can."""
    edges, demand = [(0, 1), (0, 1)], np.array([0.0, 900.0])
    both, _, _ = solve(2, edges, np.array([700.0, 400.0]), np.array([1e9, 0]), demand)
    one, _, _ = solve(2, edges, np.array([0.0, 400.0]), np.array([1e9, 0]), demand)
    none, _, _ = solve(2, edges, np.zeros(2), np.array([1e9, 0]), demand)
    assert [both, one, none] == [900.0, 400.0, 0.0]


@pytest.mark.parametrize("seed", range(30))
def test_reach__marks_the_connected_part(seed):
    """Exactly the own nodes joined to the start by open edges are marked."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 60))
    edges = random_net(rng, n)
    open_edge = (rng.random(len(edges)) < 0.5).astype(np.int8)
    own = (rng.random(n) < 0.8).astype(np.int8)
    own[0] = 1
    start, _, node, edge = make_net(n, edges)
    seen = np.full(n, 7, np.int8)

    count = reach(n, 0, start, node, edge, open_edge, own, seen)
    matrix = np.zeros((n, n))
    for e, (i, j) in enumerate(edges):
        matrix[i, j] = open_edge[e] * own[i] * own[j]
    _, label = connected_components(csr_matrix(matrix), directed=False)

    assert seen.tolist() == (label == label[0]).astype(int).tolist()
    assert count == seen.sum()


def test_reach__from_nowhere_reaches_nothing():
    """A start outside the net marks nothing."""
    start, _, node, edge = make_net(2, [(0, 1)])
    seen = np.ones(2, np.int8)
    assert reach(2, -1, start, node, edge, np.ones(1, np.int8), np.ones(2, np.int8), seen) == 0
    assert seen.tolist() == [0, 0]
