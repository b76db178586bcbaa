"""The graph model word by word: sets of states and legal sequences with the last mover in mind, for small random conflicts."""

from __future__ import annotations

import itertools

import numpy as np

from multipolar.strategic.graph.conflict import Conflict, conflict_of


def random_conflict(seed: int, most: int = 5) -> tuple[Conflict, np.ndarray]:
    """A small conflict with infeasible combinations, one-way options, an actor without options at times, and many ties."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, most + 1))
    options = [f"o{k}" for k in range(count)]
    actors = int(rng.integers(1, 5))
    owner = rng.integers(0, actors, count)
    owned = {f"D{j}": [options[k] for k in range(count) if owner[k] == j] for j in range(actors)}
    ways = {name: str(rng.choice(["both", "both", "fwd", "back"])) for name in options}
    while True:
        ruled = [
            {options[k]: bool(rng.integers(0, 2)) for k in rng.choice(count, size=min(count, 2), replace=False)}
            for _ in range(int(rng.integers(0, 3)))
        ]
        try:
            conflict = conflict_of(options, owned, ruled, ways)
        except ValueError:
            continue
        except Exception as error:
            if "leave no state" in str(error):
                continue
            raise
        return conflict, rng.integers(0, 5, (actors, len(conflict))).astype(float)


def moves(conflict: Conflict, actor: int, state: int) -> set[int]:
    """The states that one move of an actor leads to, by looking at every state and every option."""
    found = set()
    for to in range(len(conflict)):
        a, b = conflict.text(state), conflict.text(to)
        changed = [k for k in range(len(a)) if a[k] != b[k]]
        ok = bool(changed) and all(k in conflict.owned[actor] for k in changed)
        for k in changed:
            way = conflict.directions[k]
            ok &= not (way == "fwd" and a[k] == "Y") and not (way == "back" and a[k] == "N")
        if ok:
            found.add(to)
    return found


def better(conflict: Conflict, payoffs: np.ndarray, actor: int, state: int) -> set[int]:
    """The moves of an actor that it likes better."""
    return {to for to in moves(conflict, actor, state) if payoffs[actor, to] > payoffs[actor, state]}


def sequences(conflict: Conflict, payoffs: np.ndarray, movers: list[int], start: int, improving: bool, reading: str) -> set[int]:
    """The ends of all legal sequences of one or more moves, nobody twice in a row."""
    step = (lambda j, s: better(conflict, payoffs, j, s)) if improving else (lambda j, s: moves(conflict, j, s))
    ends, seen, todo = set(), set(), [(start, (), None)]
    while todo:
        at, used, last = todo.pop()
        for j in movers:
            if j == last or (reading == "once" and j in used) or (reading == "single" and used):
                continue
            for to in step(j, at):
                now = tuple(sorted((*used, j))) if reading == "once" else (j,) if reading == "single" else ()
                ends.add(to)
                if (to, now, j) not in seen:
                    seen.add((to, now, j))
                    todo.append((to, now, j))
    return ends


def stable(conflict: Conflict, payoffs: np.ndarray, actor: int, state: int, concept: str, reading: str = "sequence") -> bool:
    """Whether a state is stable for an actor, by the definition."""
    own = payoffs[actor]
    others = [j for j in range(len(conflict.actors)) if j != actor]
    for to in better(conflict, payoffs, actor, state):
        if concept == "R":
            return False
        answered = False
        for end in sequences(conflict, payoffs, others, to, concept == "SEQ", reading):
            if own[end] > own[state]:
                continue
            if concept == "SMR" and any(own[x] > own[state] for x in moves(conflict, actor, end)):
                continue
            answered = True
        if not answered:
            return False
    return True


def group_better(conflict: Conflict, payoffs: np.ndarray, group: tuple[int, ...], state: int) -> set[int]:
    """The states that a group leads to and that are better for every member."""
    ends = sequences(conflict, payoffs, list(group), state, False, "sequence") - {state}
    return {to for to in ends if all(payoffs[k, to] > payoffs[k, state] for k in group)}


def coalition_stable(conflict: Conflict, payoffs: np.ndarray, state: int, concept: str) -> bool:
    """Whether a state is stable against every group, by the definition."""
    count = len(conflict.actors)
    for size in range(1, count + 1):
        for group in itertools.combinations(range(count), size):
            rest = [j for j in range(count) if j not in group]
            for to in group_better(conflict, payoffs, group, state):
                if concept == "R":
                    return False
                answered = False
                for end in sequences(conflict, payoffs, rest, to, concept == "SEQ", "sequence"):
                    if all(payoffs[k, end] > payoffs[k, state] for k in group):
                        continue
                    ways = sequences(conflict, payoffs, list(group), end, False, "sequence") if concept == "SMR" else set()
                    if any(all(payoffs[k, x] > payoffs[k, state] for k in group) for x in ways):
                        continue
                    answered = True
                if not answered:
                    return False
    return True


ELMIRA = {
    "options": ["modify", "delay", "accept", "abandon", "insist"],
    "decision_makers": {"MoE": ["modify"], "Uniroyal": ["delay", "accept", "abandon"], "Local": ["insist"]},
    "infeasible": [
        {"delay": "Y", "accept": "Y"},
        {"delay": "Y", "abandon": "Y"},
        {"accept": "Y", "abandon": "Y"},
        {"delay": "N", "accept": "N", "abandon": "N"},
    ],
    "permitted_direction": {"modify": "fwd", "delay": "back", "abandon": "fwd"},
}
"""Pollution of an aquifer at Elmira (Hipel, Fang, Kilgour and Haight 1993); states s1 to s9 of the paper are in `ELMIRA_STATES`."""

ELMIRA_STATES = {
    "s1": "NYNNN", "s2": "YYNNN", "s3": "NNYNN", "s4": "YNYNN", "s5": "NYNNY", "s6": "YYNNY", "s7": "NNYNY", "s8": "YNYNY",
}  # fmt: skip
S9 = ["NNNYN", "YNNYN", "NNNYY", "YNNYY"]
"""Any state in which the plant is abandoned."""
ELMIRA_ORDER = {
    "MoE": ["s7", "s3", "s4", "s8", "s5", "s1", "s2", "s6", "s9"],
    "Uniroyal": ["s1", "s4", "s8", "s5", "s9", "s3", "s7", "s2", "s6"],
    "Local": ["s7", "s3", "s5", "s1", "s8", "s6", "s4", "s2", "s9"],
}
"""Orders of preference, the best first (Fang, Hipel and Kilgour 1993)."""


def elmira() -> dict:
    """The model as a document."""
    levels = {a: [S9 if s == "s9" else [ELMIRA_STATES[s]] for s in order] for a, order in ELMIRA_ORDER.items()}
    return {**ELMIRA, "preference_levels": levels}
