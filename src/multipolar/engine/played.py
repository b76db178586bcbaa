"""One course in which the acts of one power are chosen from outside, a day at a time; the engine decides for all others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Stop
from multipolar.engine.replay import Event, changes
from multipolar.engine.simulate import advance
from multipolar.engine.standing import Standing, change_option, fill_standing
from multipolar.model.build import Model
from multipolar.numerics.arrays import Records


def standing(model: Model, params: Records, states: Records, j: int, day: int) -> list[Standing]:
    """Return how each option of power ``j`` stands on the morning of a day, in slot order.

    Parameters
    ----------
    params, states : the course's own records, shape (1,).
    """
    out = np.zeros(params["option_weight"].shape[2], np.int64)
    fill_standing(model.sc, params, states, j, day, out)
    return [Standing(int(code)) for code in out[: len(model.labels.options[j])]]


def without_own_will(params: Records, j: int) -> Records:
    """Return parameters (member,) under which power ``j`` takes up nothing by itself."""
    found = params.copy()
    found["option_weight"][:, j] = 0.0
    return found


def live_days(
    model: Model, params: Records, states: Records, day0: int, day1: int, *, seed: int, member: int,
    own: int | None = None, slot: int | None = None,
) -> list[Event]:  # fmt: skip
    """Move one course from ``day0`` to ``day1`` or its end and return what happened; ``states`` (1,) is moved in place.

    Parameters
    ----------
    own : the power that is played, None where the engine decides for all: what it does goes on unless it is ended here.
    slot : the option that it takes up or ends on the morning of ``day0``, None for nothing.

    The same arguments give the same bits.
    """
    events: list[Event] = []
    for day in range(day0, day1):
        before = states.copy()
        if own is not None and slot is not None and day == day0:
            change_option(model.sc, params, states, own, slot, day)
        chosen = states["until"].copy()
        advance(model.sc, params, states, day, day + 1, seed=seed, first=member)
        if own is not None:
            _undo_ends(states, chosen, own, day)
        events.extend(changes(model, before[0], states[0], day))
        if states["ending"][0] != Stop.RUNNING:
            break
    return events


def _undo_ends(states: Records, chosen: NDArray[np.float64], j: int, day: int) -> None:
    """Keep up what the engine's own rate would have ended: a power that is played ends an act only where it says so."""
    now = states["until"][0, j]
    ended = (chosen[0, j] > day) & (now == day)
    now[ended] = chosen[0, j][ended]
