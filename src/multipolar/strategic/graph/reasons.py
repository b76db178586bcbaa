"""Why a state is stable or not, in words: the improvement, the answer that spoils it, and who moves; and ways to a state."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.numerics.arrays import FloatArray
from multipolar.strategic.graph.conflict import Conflict, checked
from multipolar.strategic.graph.spread import Sorted, best_own, sort_states
from multipolar.strategic.graph.stability import Concept, Reading, others

__all__ = ["Answer", "Move", "Reason", "moves", "paths", "reason"]

MOST_TOLD = 3
"""Improvements that a text tells one by one; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Move:
    """One move: who, and to which state."""

    actor: int
    to: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An improvement with the shortest sequence of opponents' moves that spoils it; empty where there is none."""

    improvement: int
    sanction: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a state is stable for an actor or not: its improvements with their answers, and the same in words."""

    state: int
    actor: int
    concept: Concept
    reading: Reading
    stable: bool
    answers: tuple[Answer, ...]
    text: str


def moves(sorted_: Sorted, actor: int, state: int) -> NDArray[np.int64]:
    """Return the states that one move of an actor leads to."""
    s, j = sorted_, actor
    kind, c = s.group_class[j, s.group[j, state]], s.cell[j, state]
    found = [
        s.order[j, s.group_start[j, g] : s.group_start[j, g + 1]]
        for g in range(s.cell_start[j, c], s.cell_start[j, c + 1])
        if not kind & ~s.group_class[j, g]
    ]
    together: NDArray[np.int64] = np.concatenate(found)
    return np.sort(together[together != state])


def improvements(sorted_: Sorted, actor: int, state: int) -> NDArray[np.int64]:
    """Return the states that one move of an actor leads to and that it likes better."""
    found = moves(sorted_, actor, state)
    return np.asarray(found[sorted_.payoffs[actor, found] > sorted_.payoffs[actor, state]])


def _search(
    s: Sorted, start: int, movers: Sequence[int], ends: Callable[[int], bool], reading: Reading, *, improving: bool
) -> tuple[Move, ...]:
    """Return the shortest sequence of one or more moves to a state that ends it; empty where there is none."""
    step = improvements if improving else moves
    frontier: deque[tuple[int, tuple[int, ...], tuple[Move, ...]]] = deque([(start, (), ())])
    seen = {(start, frozenset[int]())}
    while frontier:
        at, used, way = frontier.popleft()
        for j in movers:
            if (reading == "once" and j in used) or (reading == "single" and used):
                continue
            for to in map(int, step(s, j, at)):
                now = (*used, j) if reading != "sequence" else ()
                if (key := (to, frozenset(now))) in seen:
                    continue
                seen.add(key)
                told = (*way, Move(j, to))
                if ends(to):
                    return told
                frontier.append((to, now, told))
    return ()


def reason(
    conflict: Conflict, payoffs: FloatArray, state: int, actor: int, concept: Concept, *, reading: Reading = "sequence",
    called: Callable[[int], str] | None = None,
) -> Reason:  # fmt: skip
    """Return why a state is stable for an actor under a concept, or why it is not.

    ``called``: words for a state by its place, by default its letters with the options taken.

    Raises
    ------
    SolverError : for payoffs that do not fit.
    """
    s = sort_states(conflict, checked(conflict, payoffs))
    own = s.payoffs[actor]
    better = improvements(s, actor, state)
    better = better[np.argsort(-own[better], kind="stable")]
    worth = best_own(s, actor) if concept == "SMR" else own
    spoils = lambda to: bool(worth[to] <= own[state])
    movers = [int(j) for j in others(conflict, actor)]
    answers = []
    for to in map(int, better):
        told = () if concept == "R" else _search(s, to, movers, spoils, reading, improving=concept == "SEQ")
        answers.append(Answer(to, told))
    stable = all(answer.sanction for answer in answers)
    text = _text(conflict, s, state, actor, concept, answers, called or (lambda state: _said(conflict, state)))
    return Reason(state, actor, concept, reading, stable, tuple(answers), text)


def _said(conflict: Conflict, state: int) -> str:
    taken = conflict.taken(state)
    return f"{conflict.text(state)} ({', '.join(taken) if taken else 'no option taken'})"


def _text(
    conflict: Conflict, s: Sorted, state: int, actor: int, concept: Concept, answers: Sequence[Answer], said: Callable[[int], str]
) -> str:
    """Return the reason as sentences."""
    name = conflict.actors[actor]
    if not answers:
        return f"{name} stays at {said(state)}: no move of its own is better for it."
    free = [a for a in answers if not a.sanction]
    if free:
        how = {
            "R": "", "GMR": ", and no answer of the others takes the gain away",
            "SMR": ", and after every answer of the others it is better off or can escape",
            "SEQ": ", and no answer that the others would want takes the gain away",
        }[concept]  # fmt: skip
        more = f" ({len(free) - 1} more such moves)" if len(free) > 1 else ""
        return f"{name} leaves {said(state)} for {said(free[0].improvement)}, which it likes better{how}{more}."
    lines = [f"{name} stays at {said(state)}: every better move is answered."]
    for answer in answers[:MOST_TOLD]:
        chain = ", then ".join(f"{conflict.actors[m.actor]} moves to {said(m.to)}" for m in answer.sanction)
        end = answer.sanction[-1].to
        worse = "worse" if s.payoffs[actor, end] < s.payoffs[actor, state] else "no better"
        lines.append(f"If it goes to {said(answer.improvement)}, {chain}, which is {worse} for {name} than staying.")
    if len(answers) > MOST_TOLD:
        lines.append(f"{len(answers) - MOST_TOLD} more improvements are answered likewise.")
    return " ".join(lines)


def paths(
    conflict: Conflict, payoffs: FloatArray, start: int, targets: Sequence[int], *, improving: bool
) -> dict[int, tuple[Move, ...] | None]:
    """Return the shortest way from a status quo to each target, by legal moves of anybody or by improvements only.

    None where there is no way; an empty way to the start itself.

    Raises
    ------
    SolverError : for payoffs that do not fit.
    """
    s = sort_states(conflict, checked(conflict, payoffs))
    step = improvements if improving else moves
    came: dict[int, tuple[int, Move] | None] = {start: None}
    frontier, wanted = deque([start]), set(targets) - {start}
    while frontier and wanted:
        at = frontier.popleft()
        for j in range(len(conflict.actors)):
            for to in map(int, step(s, j, at)):
                if to not in came:
                    came[to] = (at, Move(j, to))
                    wanted.discard(to)
                    frontier.append(to)
    return {target: _way(came, target) if target in came else None for target in targets}


def _way(came: dict[int, tuple[int, Move] | None], target: int) -> tuple[Move, ...]:
    way: list[Move] = []
    before = came[target]
    while before is not None:
        way.append(before[1])
        before = came[before[0]]
    return tuple(reversed(way))
