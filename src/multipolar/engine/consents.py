"""What each design for ending the war would be to everybody, in a row of courses on a row of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Stop
from multipolar.diplomacy.consent import COLUMNS, lasting, weigh_design
from multipolar.diplomacy.mediate import leverage_of
from multipolar.diplomacy.settlements import worth_to
from multipolar.engine.simulate import advance
from multipolar.model.fields import Capacity
from multipolar.model.records import zeros
from multipolar.numerics.arrays import FloatArray, FloatCube, FloatTable, Records
from multipolar.numerics.jit import kernel

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DayOfConsent:
    """One day of a row of courses.

    Attributes
    ----------
    running : (member,) whether the war still goes on that day; all else stands only there, NaN elsewhere.
    sides : (member, design, side, column) as in `consent.weigh_side` [utility].
    stops : (member, design, power) chance that a power stops the design [probability].
    share : (member, design) value share that it leaves A [share].
    wants : (member, side) what fighting on is worth to each side [share].
    leverage : (member, power, side) hold of a power on each side [share].
    worth : (member, design, power) what the design is worth to a power, as in `settlements.worth_to` [utility].
    attention : (member, power) attention of the powers that day [share].
    """

    day: int
    running: NDArray[np.bool_]
    sides: Floats
    stops: Floats
    share: Floats
    wants: Floats
    leverage: Floats
    worth: Floats
    attention: Floats


@kernel
def fill_consents(
    scenario: Records, params: Records, states: Records, day: int, sides: FloatArray, stops: FloatCube, share: FloatTable
) -> None:
    """Fill ``sides`` (member, design, side, column), ``stops`` (member, design, power), ``share`` (member, design)."""
    sc = scenario[0]
    for i in range(params.shape[0]):
        if states[i].ending == Stop.RUNNING:
            for g in range(sc.n_designs):
                share[i, g] = weigh_design(sc, params[i], states[i], g, day, sides[i, g], stops[i, g])


@kernel
def fill_leverage(scenario: Records, params: Records, states: Records, day: int, out: FloatCube) -> None:
    """Fill ``out`` (member, power, side) with the hold of each power on each side [share] where the war goes on."""
    sc = scenario[0]
    for i in range(params.shape[0]):
        if states[i].ending == Stop.RUNNING:
            for j in range(sc.n_powers):
                for b in range(2):
                    out[i, j, b] = leverage_of(sc, params[i], states[i], j, b, day)


@kernel
def fill_worth(scenario: Records, params: Records, states: Records, out: FloatCube) -> None:
    """Fill ``out`` (member, design, power) with what each design is worth to each power [utility] where the war goes on."""
    sc = scenario[0]
    for i in range(params.shape[0]):
        if states[i].ending == Stop.RUNNING:
            for g in range(sc.n_designs):
                for j in range(sc.n_powers):
                    out[i, g, j] = worth_to(sc, params[i], states[i], g, j)


@kernel
def fill_lasting(scenario: Records, params: Records, out: FloatTable) -> None:
    """Fill ``out`` (member, design) with the chance that the war is not back within three years [probability]."""
    sc = scenario[0]
    for i in range(params.shape[0]):
        for g in range(sc.n_designs):
            out[i, g] = lasting(sc, params[i], g)


def lasting_of(scenario: Records, params: Records) -> Floats:
    """Return the chance (member, design) that a settlement by each design lasts three years [probability]."""
    out = np.zeros((len(params), int(scenario["n_designs"][0])))
    fill_lasting(scenario, params, out)
    return out


def consents(
    scenario: Records, params: Records, days: Sequence[int], *, seed: int, capacity: Capacity,
    judged: tuple[Records, Records] | None = None, first: int = 0,
) -> Iterator[DayOfConsent]:  # fmt: skip
    """Yield what everybody would sign on each of some rising days; the courses are those of ``simulate_chunk``.

    ``judged``: scenario and parameters (member,) by which the designs are weighed, by default those of the courses; they may
    hold more designs, so that a new one is tried on the same courses.
    """
    sc, p = judged or (scenario, params)
    many, designs, powers = len(params), int(sc["n_designs"][0]), int(sc["n_powers"][0])
    states = zeros("STATE", many, capacity)
    now = 0
    for day in days:
        advance(scenario, params, states, now, day, seed=seed, first=first) if day > now or now == 0 else None
        now = day
        work = states.copy()
        sides = np.full((many, designs, 2, COLUMNS), np.nan)
        stops = np.full((many, designs, powers), np.nan)
        share = np.full((many, designs), np.nan)
        leverage = np.full((many, powers, 2), np.nan)
        worth = np.full((many, designs, powers), np.nan)
        fill_consents(sc, p, work, day, sides, stops, share)
        fill_leverage(sc, p, work, day, leverage)
        fill_worth(sc, p, work, worth)
        running = np.asarray(states["ending"] == Stop.RUNNING)
        wants = np.where(running[:, None], states["fight_value"], np.nan)
        attention = np.where(running[:, None], states["attention_now"][:, :powers], np.nan)
        yield DayOfConsent(day, running, sides, stops, share, wants, leverage, worth, attention)
