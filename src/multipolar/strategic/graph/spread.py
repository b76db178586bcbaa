"""How far moves carry in a conflict: kernels over states sorted by actor, in time and memory that grow with the states alone.

What an actor can reach in one move is its cell: all states that agree on the others' options. Within a cell, states that agree on
the actor's one-way options form a group, and a move may lead to groups whose one-way options include those of the start. Several
moves of one actor in a row are one move, so that a legal sequence is any sequence. All kernels stand in this file: code kept on
disk is then renewed with the file itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.jit import kernel
from multipolar.strategic.graph.conflict import Conflict

__all__ = ["Sorted", "best_own", "least_reachable", "least_step", "most_of_improvements", "reach", "sort_states"]

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sorted:
    """States as each actor sees them; the first axis is the actor.

    ``payoffs`` (actor, state); ``order`` (actor, place): states by cell, group and rising payoff; ``group_start`` (actor,
    group + 1): first place of a group; ``group_class``: its one-way options; ``cell_start`` (actor, cell + 1): first group of a
    cell; ``cell`` and ``group`` (actor, state): where a state stands. Rows are filled up with the last value.
    """

    payoffs: FloatArray
    order: Ints
    group_start: Ints
    group_class: Ints
    cell_start: Ints
    cell: Ints
    group: Ints


def sort_states(conflict: Conflict, payoffs: FloatArray) -> Sorted:
    """Return the states of a conflict sorted for every actor by its payoffs (actor, state)."""
    n, size = len(conflict.actors), len(conflict)
    order, cell, group = np.empty((3, n, size), np.int64)
    group_start, cell_start = np.full((2, n, size + 1), 0, np.int64)
    group_class = np.zeros((n, size), np.int64)
    for j in range(n):
        one_way, back = conflict.rising(j)
        kind = (conflict.states ^ back) & one_way
        _, cell[j] = np.unique(conflict.states & ~conflict.mask(j), return_inverse=True)
        o = order[j] = np.lexsort((payoffs[j], kind, cell[j]))
        new_cell = np.diff(cell[j][o], prepend=-1) != 0
        new_group = new_cell | (np.diff(kind[o], prepend=-1) != 0)
        starts = np.flatnonzero(new_group)
        group[j][o] = np.cumsum(new_group) - 1
        group_start[j] = size
        group_start[j, : len(starts)] = starts
        group_class[j, : len(starts)] = kind[o][starts]
        firsts = group[j][o][new_cell]
        cell_start[j] = len(starts)
        cell_start[j, : len(firsts)] = firsts
    return Sorted(np.ascontiguousarray(payoffs), order, group_start, group_class, cell_start, cell, group)


@kernel
def _least_reachable(
    values: FloatArray, by_value: Ints, movers: Ints, improving: bool, payoffs: FloatArray, order: Ints, group_start: Ints,
    group_class: Ints, cell_start: Ints, cell: Ints, group: Ints,
) -> FloatArray:  # fmt: skip
    size = len(values)
    found = np.empty(size)
    seen = np.zeros(size, np.bool_)
    stack = np.empty(size, np.int64)
    upto = group_start.copy()
    for x in range(size):
        first = by_value[x]
        if seen[first]:
            continue
        seen[first] = True
        found[first] = values[first]
        stack[0] = first
        top = 1
        while top > 0:
            top -= 1
            t = stack[top]
            for m in range(len(movers)):
                j = movers[m]
                kind = group_class[j, group[j, t]]
                c = cell[j, t]
                for g in range(cell_start[j, c], cell_start[j, c + 1]):
                    if group_class[j, g] & ~kind != 0:
                        continue
                    # Who could have come from here: all that are worth less to the mover; those before ``upto`` have been met.
                    at, end = upto[j, g], group_start[j, g + 1]
                    while at < end:
                        s = order[j, at]
                        if improving and not payoffs[j, s] < payoffs[j, t]:
                            break
                        at += 1
                        if not seen[s]:
                            seen[s] = True
                            found[s] = values[first]
                            stack[top] = s
                            top += 1
                    upto[j, g] = at
    return found


def least_reachable(sorted_: Sorted, values: FloatArray, movers: Ints, *, improving: bool) -> FloatArray:
    """Return the least value (state,) that moves of some actors lead to, staying included.

    ``improving``: each move must be worth more to its mover. States are taken by rising value, and whatever leads to one and has
    no value yet gets it: each state and each group is met once.
    """
    s = sorted_
    return _least_reachable(
        values, np.argsort(values, kind="stable"), movers, improving, s.payoffs, s.order, s.group_start, s.group_class,
        s.cell_start, s.cell, s.group,
    )  # fmt: skip


@kernel
def _least_step(
    values: FloatArray, j: int, improving: bool, payoffs: FloatArray, order: Ints, group_start: Ints, group_class: Ints,
    cell_start: Ints, cell: Ints, group: Ints,
) -> FloatArray:  # fmt: skip
    size = len(values)
    behind = np.empty(size)
    for at in range(size - 1, -1, -1):
        s = order[j, at]
        last = at + 1 == group_start[j, group[j, s] + 1]
        behind[at] = values[s] if last else min(values[s], behind[at + 1])
    found = values.copy()
    for s in range(size):
        kind, c = group_class[j, group[j, s]], cell[j, s]
        for g in range(cell_start[j, c], cell_start[j, c + 1]):
            if kind & ~group_class[j, g] != 0:
                continue
            low, high = group_start[j, g], group_start[j, g + 1]
            end = high
            if improving:
                while low < high:
                    middle = (low + high) // 2
                    if payoffs[j, order[j, middle]] > payoffs[j, s]:
                        high = middle
                    else:
                        low = middle + 1
            if low < end:
                found[s] = min(found[s], behind[low])
    return found


def least_step(sorted_: Sorted, values: FloatArray, actor: int, *, improving: bool) -> FloatArray:
    """Return the least value (state,) that one move of an actor leads to, staying included."""
    s = sorted_
    return _least_step(values, actor, improving, s.payoffs, s.order, s.group_start, s.group_class, s.cell_start, s.cell, s.group)


def best_own(sorted_: Sorted, actor: int) -> FloatArray:
    """Return the best payoff (state,) that an actor has by staying or by one move of its own."""
    return -least_step(sorted_, -sorted_.payoffs[actor], actor, improving=False)


@kernel
def _most_of_improvements(
    values: FloatArray, j: int, payoffs: FloatArray, order: Ints, group_start: Ints, group_class: Ints, cell_start: Ints,
    cell: Ints, group: Ints,
) -> FloatArray:  # fmt: skip
    size = len(values)
    behind = np.empty(size)
    for at in range(size - 1, -1, -1):
        s = order[j, at]
        last = at + 1 == group_start[j, group[j, s] + 1]
        behind[at] = values[s] if last else max(values[s], behind[at + 1])
    found = np.full(size, -np.inf)
    for s in range(size):
        kind, c = group_class[j, group[j, s]], cell[j, s]
        for g in range(cell_start[j, c], cell_start[j, c + 1]):
            if kind & ~group_class[j, g] != 0:
                continue
            low, high = group_start[j, g], group_start[j, g + 1]
            end = high
            while low < high:
                middle = (low + high) // 2
                if payoffs[j, order[j, middle]] > payoffs[j, s]:
                    high = middle
                else:
                    low = middle + 1
            if low < end:
                found[s] = max(found[s], behind[low])
    return found


def most_of_improvements(sorted_: Sorted, values: FloatArray, actor: int) -> FloatArray:
    """Return the greatest value (state,) among the improvements that an actor has by one move; minus infinity where it has none."""
    s = sorted_
    return _most_of_improvements(values, actor, s.payoffs, s.order, s.group_start, s.group_class, s.cell_start, s.cell, s.group)


@kernel
def _reach(
    start: int, movers: Ints, order: Ints, group_start: Ints, group_class: Ints, cell_start: Ints, cell: Ints, group: Ints
) -> Mask:
    size = cell.shape[1]
    seen = np.zeros(size, np.bool_)
    done = np.zeros(group_class.shape, np.bool_)
    stack = np.empty(size, np.int64)
    stack[0], seen[start], top = start, True, 1
    while top > 0:
        top -= 1
        t = stack[top]
        for m in range(len(movers)):
            j = movers[m]
            kind, c = group_class[j, group[j, t]], cell[j, t]
            for g in range(cell_start[j, c], cell_start[j, c + 1]):
                if done[j, g] or kind & ~group_class[j, g] != 0:
                    continue
                done[j, g] = True
                for at in range(group_start[j, g], group_start[j, g + 1]):
                    s = order[j, at]
                    if not seen[s]:
                        seen[s] = True
                        stack[top] = s
                        top += 1
    return seen


def reach(sorted_: Sorted, start: int, movers: Ints) -> Mask:
    """Return the states (state,) that moves of some actors lead to from one state, itself included."""
    s = sorted_
    return _reach(start, movers, s.order, s.group_start, s.group_class, s.cell_start, s.cell, s.group)
