"""How the options of a power stand on the morning of a day of one course, and taking one up or ending it from outside."""

from __future__ import annotations

from enum import IntEnum

from multipolar.diplomacy.decide.carry_out import toggle_option
from multipolar.diplomacy.decide.weights import is_available
from multipolar.numerics.arrays import IntRow, Records
from multipolar.numerics.jit import kernel


class Standing(IntEnum):
    """How an option of a power stands on a day: whether the power may take it up, may end it, or neither.

    ``COMING``: chosen, not begun yet. ``LAPSING``: runs and ends by itself.
    """

    CLOSED = 0
    OPEN = 1
    RUNNING = 2
    LAPSING = 3
    COMING = 4


@kernel
def fill_standing(scenario: Records, params: Records, states: Records, j: int, day: int, out: IntRow) -> None:
    """Fill ``out`` (option,) with the ``Standing`` of each option of power ``j`` in the first course on the morning of a day."""
    sc = scenario[0]
    p = params[0]
    st = states[0]
    for o in range(sc.n_options[j]):
        n = sc.option[j, o]
        if st.until[j, o] > day:
            if st.since[j, o] > day:
                out[o] = Standing.COMING
            elif sc.opt_wear[n] > 0.0:
                out[o] = Standing.LAPSING
            else:
                out[o] = Standing.RUNNING
        elif is_available(sc, p, st, j, n, day):
            out[o] = Standing.OPEN
        else:
            out[o] = Standing.CLOSED


@kernel
def change_option(scenario: Records, params: Records, states: Records, j: int, o: int, day: int) -> None:
    """Let power ``j`` take up or end an option in the first course on a day, by the rule of its own decisions."""
    toggle_option(scenario[0], params[0], states[0], j, o, day)
