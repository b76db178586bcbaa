"""What can be reached, and how much can be carried, through a net of roads and passes.

The net is undirected. Node i's arcs are k in adj_start[i] .. adj_start[i + 1] - 1: adj_node[k] is the other end,
adj_edge[k] the edge; each edge appears at both its ends. Results are written into the caller's arrays.
"""

from __future__ import annotations

import numpy as np

from multipolar.numerics.arrays import FloatRow, IntRow
from multipolar.numerics.jit import law

__all__ = ["carry", "max_flow", "reach"]

LEAST = 1e-9
"""Flows below this are not followed: it ends the search in the presence of rounding."""

FOUND, DONE = 1, 2
"""States of a node in the search."""
ROOT, OUTSIDE = -1, -2
"""Marks in the place of the arc by which a node was reached."""

BROAD_ROUNDS = 12
"""Rounds in which one search feeds every demand it finds; later rounds feed only the nearest (Edmonds-Karp)."""


@law
def reach(
    n: int, start: int, adj_start: IntRow, adj_node: IntRow, adj_edge: IntRow, open_edge: IntRow, own_node: IntRow, seen: IntRow
) -> int:
    """Mark the nodes that `start` can reach through own nodes and open edges; return how many, itself included.

    Parameters
    ----------
    n, start : number of nodes; where to begin.
    adj_start, adj_node, adj_edge : the net, as in the module's text.
    open_edge : (edge,) passable where > 0.    own_node : (node,) may be entered where > 0; `start` need not be.
    seen : (node,) int8, overwritten with 0 or 1.
    """
    for i in range(n):
        seen[i] = 0
    if start < 0 or start >= n:
        return 0
    seen[start] = FOUND
    count = 1
    grew = True
    while grew:
        grew = False
        for i in range(n):
            if seen[i] != FOUND:
                continue
            seen[i] = DONE
            for k in range(adj_start[i], adj_start[i + 1]):
                j = adj_node[k]
                if seen[j] == 0 and own_node[j] > 0 and open_edge[adj_edge[k]] > 0:
                    seen[j] = FOUND
                    count += 1
                    grew = True
    for i in range(n):
        seen[i] = 1 if seen[i] > 0 else 0
    return count


@law
def _search(
    n: int,
    adj_start: IntRow,
    adj_n: IntRow,
    adj_node: IntRow,
    adj_edge: IntRow,
    capacity: FloatRow,
    flow: FloatRow,
    left: FloatRow,
    came_from: IntRow,
    came_by: IntRow,
    queue: IntRow,
) -> int:
    """Grow a breadth-first forest from the nodes with supply left; return how many nodes it holds, listed in `queue`.

    came_from[i] is `OUTSIDE`, `ROOT`, or the node before i; came_by[i] the edge between them.
    """
    tail = 0
    for i in range(n):
        came_from[i] = OUTSIDE
        if left[i] > LEAST:
            came_from[i] = ROOT
            queue[tail] = i
            tail += 1
    head = 0
    while head < tail:
        i = queue[head]
        head += 1
        for k in range(adj_start[i], adj_start[i] + adj_n[i]):
            j = adj_node[k]
            e = adj_edge[k]
            if came_from[j] == OUTSIDE and capacity[e] - (flow[e] if i < j else -flow[e]) > LEAST:
                came_from[j] = i
                came_by[j] = e
                queue[tail] = j
                tail += 1
    return tail


@law
def _send(
    goal: int, wanted: float, capacity: FloatRow, flow: FloatRow, left: FloatRow, came_from: IntRow, came_by: IntRow
) -> float:
    """Carry what the path to `goal` in the forest still lets through, at most `aimed_share`; return the amount."""
    amount = wanted
    j = goal
    while came_from[j] >= 0:
        i = came_from[j]
        e = came_by[j]
        amount = min(amount, capacity[e] - (flow[e] if i < j else -flow[e]))
        j = i
    amount = min(amount, left[j])
    if amount <= LEAST:
        return 0.0
    left[j] -= amount
    j = goal
    while came_from[j] >= 0:
        i = came_from[j]
        flow[came_by[j]] += amount if i < j else -amount
        j = i
    return amount


@law
def max_flow(
    n: int,
    n_edges: int,
    adj_start: IntRow,
    adj_n: IntRow,
    adj_node: IntRow,
    adj_edge: IntRow,
    capacity: FloatRow,
    source: FloatRow,
    demand: FloatRow,
    received: FloatRow,
    flow: FloatRow,
) -> float:
    """Return the most that can be carried from all sources to all demands together [t/day].

    Nearer demands are fed first where not all can be. Breadth-first augmentation: a few broad rounds feed every
    demand a search finds, the rest follow Edmonds and Karp, whose number of rounds is bounded.

    Parameters
    ----------
    n, n_edges : number of nodes and edges.
    adj_start, adj_n, adj_node, adj_edge : the net, as in the module's text; adj_n[i] arcs at node i.
    capacity : (edge,) [t/day], in either direction.
    source : (node,) [t/day] what may enter the net there; infinity allowed.    demand : (node,) [t/day].
    received : (node,) [t/day], overwritten.    flow : (edge,) [t/day], overwritten with what each edge carries.

    Source: Edmonds & Karp, Journal of the ACM 19 (1972).
    """
    left = np.empty(n)
    for i in range(n):
        left[i] = source[i]
    return carry(n, n_edges, adj_start, adj_n, adj_node, adj_edge, capacity, left, demand, received, flow)


@law
def carry(
    n: int,
    n_edges: int,
    adj_start: IntRow,
    adj_n: IntRow,
    adj_node: IntRow,
    adj_edge: IntRow,
    capacity: FloatRow,
    left: FloatRow,
    demand: FloatRow,
    received: FloatRow,
    flow: FloatRow,
) -> float:
    """Carry the most that can be carried as ``max_flow`` does, out of ``left`` (node,) [t/day], from which it is taken.

    Return the total [t/day].
    """
    came_from = np.empty(n, np.int64)
    came_by = np.empty(n, np.int64)
    queue = np.empty(n, np.int64)
    for i in range(n):
        received[i] = 0.0
    for e in range(n_edges):
        flow[e] = 0.0  # until the end: positive from the lower to the higher node number
    total = 0.0
    rounds = 0
    sent = 1.0
    while sent > 0.0:
        sent = 0.0
        rounds += 1
        found = _search(n, adj_start, adj_n, adj_node, adj_edge, capacity, flow, left, came_from, came_by, queue)
        for q in range(found):
            goal = queue[q]
            wanted = demand[goal] - received[goal]
            if wanted > LEAST:
                amount = _send(goal, wanted, capacity, flow, left, came_from, came_by)
                received[goal] += amount
                sent += amount
                if sent > 0.0 and rounds > BROAD_ROUNDS:
                    break
        total += sent
    for e in range(n_edges):
        flow[e] = abs(flow[e])
    return total
