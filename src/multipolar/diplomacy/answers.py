"""An act of a power may make others answer: those it hits, rivals, neighbours, patrons; they turn from the power and act."""

from __future__ import annotations

from multipolar.codes import Answerer
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.alignment import patron_of
from multipolar.diplomacy.effects.ties import shift_tie
from multipolar.mechanisms.ground import luck_of
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import pair_index, uniform

PROVOCATION = 57
"""Random stream."""

NAMED_ANSWER = 0.2
"""Chance that whom an act of level 10 makes answer does answer, at full attention [probability]. Grade J."""
ANSWER_TIE = -0.10
"""Change of the tie of the two by an answer [tie]. Grade J: as by a sanction."""


@law
def has_part(sc: Scenario, n: int, part: int) -> bool:
    """Return whether an option makes those in the part ``part`` answer."""
    return (sc.opt_answerers[n] >> part) & 1 == 1


@law
def makes_answer(sc: Scenario, p: Params, st: State, j: int, n: int, x: int) -> bool:
    """Return whether an option of power ``j`` makes actor ``x`` answer: by name, or by its part in the war."""
    if x == 2 + j or (x >= 2 and p.awake[x - 2] < 0.5):
        return False
    target = sc.opt_target[n]
    if sc.opt_answered[n, x] > 0 or (has_part(sc, n, Answerer.TARGET) and target == x):
        return True
    if x >= 2 and has_part(sc, n, Answerer.RIVAL) and p.rival_weight[j, x] > 0.0:
        return True
    if x >= 2 and has_part(sc, n, Answerer.NEIGHBOURS) and sc.neighbour[x - 2] > 0:
        return True
    if target < 0 or target > 1:
        return False
    if has_part(sc, n, Answerer.ENEMY) and x == 1 - target:
        return True
    if has_part(sc, n, Answerer.PATRON_OF_TARGET) and x >= 2 and patron_of(sc, p, st, target) == x - 2:
        return True
    return has_part(sc, n, Answerer.PATRON_OF_ENEMY) and x >= 2 and patron_of(sc, p, st, 1 - target) == x - 2


@law
def named_chance(sc: Scenario, st: State, n: int, x: int) -> float:
    """Return the chance that actor ``x`` answers an option that makes it answer [probability]: 0.2 attention level / 10."""
    attention = 1.0 if x < 2 else st.attention_now[x - 2]
    return NAMED_ANSWER * attention * sc.opt_escalation[n] / 10.0


@step
def answers_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """On the day an option takes effect let whom it makes answer turn from the power; powers that do decide at once."""
    for j in range(sc.n_powers):
        for o in range(sc.n_options[j]):
            if st.since[j, o] != day or st.until[j, o] <= day:
                continue
            n = sc.option[j, o]
            for x in range(2 + sc.n_powers):
                if not makes_answer(sc, p, st, j, n, x):
                    continue
                if uniform(key, day, PROVOCATION, pair_index(j, o) * 32 + (luck_of(sc, x) if x < 2 else x)) < named_chance(
                    sc, st, n, x
                ):
                    shift_tie(st, 2 + j, x, ANSWER_TIE)
                    if x >= 2:
                        st.provoked[x - 2, 2 + j] = day
                        st.decision_due = 1


MECHANISM = Mechanism(
    name="answers",
    summary="An act of a power may make others answer: they turn from the power, and powers weigh steps against it.",
    steps={"answers": answers_step},
    fields=(
        *table(
            "STATE",
            """
            provoked | p x | f8 | day | last day on which an act of the actor made the power answer, 0 never
            """,
        ),
    ),
    streams={"provocation": PROVOCATION},
    not_foreseen="the chance of an answer enters the value of the option that provokes it",
)
