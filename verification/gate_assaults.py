"""Single assaults and moves of men as members live them: the steps of a day are called in parts, and looked at between two parts.

What happened within a day can then be told: who attacked with how many men against how many, who won, who fell, and how many men
left a sector without falling there. The courses are those of the engine to the last bit, which a test holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import DeathChannel, Stop
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.engine.day import start_day
from multipolar.engine.order import STEPS
from multipolar.engine.start import start_state
from multipolar.mechanisms.assault import ASSAULT_SWITCH, assault
from multipolar.mechanisms.exposure import attackers_on, defenders_of
from multipolar.mechanisms.ground import INSIDE, held
from multipolar.mechanisms.moves import call_reserve, garrison, turn_out
from multipolar.mechanisms.reserves import RESERVES_SWITCH
from multipolar.mechanisms.tempo import first_side
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.numerics.chain import chain
from multipolar.numerics.jit import kernel, step
from multipolar.numerics.random import member_key
from verification.gate_outcomes import Lived, outcome
from verification.gate_statistics import Moments, Ratio, Slope

ROUNDING = 1e-6
"""Men that the last bits of a sum may add or take [persons]."""
ROOM = 500_000
"""Assaults of a portion of members for which there is room [1]."""
PORTION = 100
"""Members that are lived at once [1]."""

ASSAULT = np.dtype(
    [("member", "i8"), ("won", "i8")]
    + [(name, "f8") for name in ("attackers", "defenders", "dead_attacker", "dead_defender")]
)  # fmt: skip
"""One assault day: member, 1 when won, men exposed by attacker and defender [persons], dead of both [persons]."""


def part(name: str, first: str | None, last: str | None) -> Any:
    """Return the steps of a day from one, or the first of all, up to and without another, or to the last of all, as one step."""
    names = list(STEPS)
    chosen = names[names.index(first) if first else 0 : names.index(last) if last else None]
    return chain(name, tuple(STEPS[one] for one in chosen), ("sc", "p", "st", "key", "day"), step)


before_moves = part("before_moves", None, "effort")
axes_and_moves = part("axes_and_moves", "effort", "tempo")
before_assault = part("before_assault", "tempo", "assault")
after_assault = part("after_assault", "pursuit", "reserves")
reserve_moves = part("reserve_moves", "reserves", "replacement")
rest_of_day = part("rest_of_day", "replacement", None)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of members: assaults, and by member sectors in contact over days and those that moves left too thin."""

    assaults: Records
    garrisons: NDArray[np.float64]
    thinned: NDArray[np.float64]
    ends: NDArray[np.float64]


@step
def look(sc: Scenario, p: Params, st: State, men: Any) -> None:
    """Note in ``men`` (side, sector) how many men must stay: the garrison, or all where fewer stand; -1 where nobody must."""
    for b in range(2):
        for s in range(sc.n_sectors):
            men[b, s] = -1.0
            if st.contact[b, s] > 0 and held(st, b, s) > INSIDE:
                men[b, s] = min(st.men[b, s], garrison(sc, p, st, b, s))


@step
def compare(sc: Scenario, st: State, men: Any, garrisons: Any, thinned: Any, i: int) -> None:
    """Count sectors in which men must stay and those in which fewer did."""
    for b in range(2):
        for s in range(sc.n_sectors):
            if men[b, s] >= 0.0:
                garrisons[i] += 1.0
                thinned[i] += 1.0 if st.men[b, s] < men[b, s] - ROUNDING else 0.0


@step
def fight(sc: Scenario, p: Params, st: State, key: int, day: int, rows: Any, count: Any, member: int) -> None:
    """Fight the assaults of a day as the engine's step does, one after the other, and note each."""
    if p.on[ASSAULT_SWITCH] < 0.5 or st.truce_left > 0.0:
        return
    if p.on[RESERVES_SWITCH] > 0.5:
        call_reserve(sc, st, 0)
        call_reserve(sc, st, 1)
    first = first_side(sc, key, day)
    for turn in range(2):
        b = first if turn == 0 else 1 - first
        for s in range(sc.n_sectors):
            if st.phase[b, s] > 0:
                note(sc, p, st, b, s, key, day, rows, count, member)


@step
def note(sc: Scenario, p: Params, st: State, b: int, s: int, key: int, day: int, rows: Any, count: Any, member: int) -> None:
    """Fight one assault and note it while there is room."""
    enemy = 1 - b
    turn_out(st, enemy, s)
    attackers = min(attackers_on(sc, p, st, b, s, st.by_track[b, s]), st.men[b, s] + 1.0)
    defenders = min(defenders_of(sc, p, st, enemy, s), max(st.men[enemy, s], 1.0))
    own, other = st.dead_by[b, DeathChannel.ASSAULT], st.dead_by[enemy, DeathChannel.ASSAULT]
    assault(sc, p, st, b, s, key, day)
    if count[0] < rows.shape[0]:
        row = rows[count[0]]
        row.member = member
        row.won = 1 if st.failed[b, s] == 0.0 else 0
        row.attackers = attackers
        row.defenders = defenders
        row.dead_attacker = st.dead_by[b, DeathChannel.ASSAULT] - own
        row.dead_defender = st.dead_by[enemy, DeathChannel.ASSAULT] - other
    count[0] += 1


@kernel
def watch(
    scenario: Records, params: Records, states: Records, seed: int | np.uint64, first: int, rows: Records, count: Any,
    garrisons: Any, thinned: Any,
) -> None:  # fmt: skip
    """Let members live to the end of their war, and note assaults and moves; ``states`` (member,) are left as they end."""
    sc = scenario[0]
    men = np.empty((2, sc.n_sectors))
    for i in range(params.shape[0]):
        st = states[i]
        p = params[i]
        key = member_key(seed, first + i)
        start_state(sc, p, st, key)
        day = 0
        while day < sc.horizon and st.ending == Stop.RUNNING:
            start_day(sc, st, day)
            before_moves(sc, p, st, key, day)
            look(sc, p, st, men)
            axes_and_moves(sc, p, st, key, day)
            compare(sc, st, men, garrisons, thinned, i)
            before_assault(sc, p, st, key, day)
            fight(sc, p, st, key, day, rows, count, first + i)
            after_assault(sc, p, st, key, day)
            look(sc, p, st, men)
            reserve_moves(sc, p, st, key, day)
            compare(sc, st, men, garrisons, thinned, i)
            rest_of_day(sc, p, st, key, day)
            day += 1


def seen(run: Lived) -> Seen:
    """Return what is seen of a run's members, lived again once for all outcomes of the run."""
    if run.seen is None:
        run.seen = _seen(run)
    found: Seen = run.seen
    return found


def _seen(run: Lived) -> Seen:
    model = run.war.model
    garrisons, thinned, ends = (np.zeros(run.n) for _ in range(3))
    parts = []
    for first in range(0, run.n, PORTION):
        params = run.params[first : first + PORTION]
        here = slice(first, first + len(params))
        states, rows, count = (
            zeros("STATE", len(params), model.capacity),
            np.zeros(ROOM, ASSAULT).view(np.recarray),
            np.zeros(1, int),
        )
        watch(model.sc, params, states, np.uint64(run.seed), first, rows, count, garrisons[here], thinned[here])
        if count[0] > ROOM:
            raise ValueError(f"{count[0]:,} assaults of {len(params)} members; there is room for {ROOM:,}")
        parts.append(rows[: count[0]].copy())
        ends[here] = states["ending_day"]
    return Seen(np.concatenate(parts), garrisons, thinned, ends)


@outcome()
def won_at_ratio(run: Lived, low: float, high: float) -> Ratio:
    """Share of assaults that are won, of those with a ratio of men above ``low`` and up to ``high``."""
    rows = seen(run).assaults
    ratio = rows["attackers"] / rows["defenders"]
    rows = rows[(low < ratio) & (ratio <= high)]
    won, made = (np.bincount(rows["member"], weights, run.n).astype(np.float64) for weights in (rows["won"], None))
    return Ratio(won, made)


@outcome()
def exchange_slope(run: Lived) -> Slope:
    """Slope of the log of the loss exchange (attacker's dead over defender's) on the log of the ratio of men, result held fixed."""
    rows = seen(run).assaults
    rows = rows[(rows["dead_attacker"] > 0.0) & (rows["dead_defender"] > 0.0)]
    columns = np.column_stack([np.ones(len(rows)), np.log(rows["attackers"] / rows["defenders"]), rows["won"]])
    exchange = np.log(rows["dead_attacker"] / rows["dead_defender"])
    return Slope(Moments.of(columns, exchange, rows["member"], run.n), 1)


@outcome()
def garrisons_thinned(run: Lived) -> Ratio:
    """Share of sectors in contact, day by day, in which moves alone leave fewer men than the garrison, or fewer still."""
    found = seen(run)
    return Ratio(found.thinned, found.garrisons)
