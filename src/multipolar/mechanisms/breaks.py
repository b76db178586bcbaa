"""Defences break for reasons of manoeuvre, rarely of losses."""

from __future__ import annotations

from multipolar.codes import BreakCause, DeathChannel, Equipment
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.control import ADVANCE_SWITCH, take_ground
from multipolar.mechanisms.exposure import attackers_on, contained, defenders_of, reserve_at
from multipolar.mechanisms.ground import HELD, breadth, front_men, held, luck_of, men_total
from multipolar.mechanisms.supply import sector_supply
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import pair_index, uniform

BREAKS_SWITCH = 9
"""Place in PARAMS ``on``."""
BREAK = 31
"""Random stream."""

MEAN_LOG_RATIO = 0.4
"""Mean of the log ratio of exposed men where sectors are tested [1]. Grade J: of a prototype."""
MASS_WEIGHT = 0.5
"""Weight of that log ratio in the log hazard of a break [1]. Grade J."""
HUNGER_WEIGHT = 1.5
"""Weight of hunger, 1 - g, in the log hazard of a break [1]. Grade J."""
SILENCE_WEIGHT = 0.8
"""Weight of guns that are silent for want of shells, 1 - sigma, in that log hazard [1]. Grade J."""
USUAL_HUNGER = 0.04
"""Mean of 1 - g where sectors are tested [share]. Grade E: 24 random small wars and both templates, each war alike."""
USUAL_SILENCE = 0.42
"""Mean of 1 - sigma of the side whose sectors are tested [share]. Grade E: the same wars."""
RECENT_DAYS = 3.0
"""Days for which a sector counts as assaulted [days]. Grade J."""
NEIGHBOUR_DAYS = 5.0
"""Days for which the fall of a neighbouring place raises the break hazard [days]. Grade J: one operational pause."""
PURSUIT_DAYS = 4.0
"""Days of pursuit after a defence has broken [days]. Grade J."""
MEMORY = 0.8
"""Share of the count of breaks that is left a day later [1/day]. Grade J."""
FRONT_PARTS = 10.0
"""Parts into which a front is divided: a tenth of it counts as one broken sector [1]. Grade J."""


@law
def break_rate(
    base: float, flank: float, encircled: float, no_reserve: float, neighbour: float, loss_share: float, will: float,
    mass: float, endurance: float,
) -> float:  # fmt: skip
    """Return the hazard that a defended sector under assault breaks [1/day].

    h0 exp(1.3 flank + 1.6 encircled + 0.9 no reserve + 1.0 neighbour fell + 2.5 loss share + 3 (0.7 - will) + mass + endurance).
    Source: day, step 9; reasons of McQuie 1987.
    """
    terms = 1.3 * flank + 1.6 * encircled + 0.9 * no_reserve + 1.0 * neighbour + 2.5 * loss_share + 3.0 * (0.7 - will)
    return base * exp(terms + mass + endurance)


@law
def mass_term(attackers: float, defenders: float) -> float:
    """Return what the ratio of exposed men adds to the log hazard of a break [1]: 0.5 clip(ln(X_a / X_d) - 0.4, -1.5, 2).

    The mean of the term is taken out, so that P16 keeps its meaning.
    """
    ratio = log(max(attackers, 1.0) / max(defenders, 1.0)) - MEAN_LOG_RATIO
    return MASS_WEIGHT * min(max(ratio, -1.5), 2.0)


@law
def endurance_term(supply: float, shells: float) -> float:
    """Return what hunger and silence add to the log hazard of a break [1]: 1.5 (1 - g) + 0.8 (1 - sigma), less their means.

    ``supply``: g of the men in the sector; ``shells``: sigma, the share of the fire that their side wants and has shells for.
    The means are taken out, so that P16 keeps its meaning.
    """
    return HUNGER_WEIGHT * (1.0 - supply - USUAL_HUNGER) + SILENCE_WEIGHT * (1.0 - shells - USUAL_SILENCE)


@law
def front_tenths(men: float, front: float) -> float:
    """Return how much of a front broke with ``men`` of it [tenths of the men at the front].

    One break of the stated hazard is read as a tenth of the front, a sector of the flagship's (grade J). Counted by sectors,
    a map drawn twice as fine would see twice the breaks of the same rout (`verification/grid.py`).
    """
    return FRONT_PARTS * men / max(front, max(men, 1.0))


@law
def flank_open(sc: Scenario, st: State, b: int, s: int, day: int) -> float:
    """Return how open the flank of ``s`` is [1]: 0, 1/2 or 1 for none, one or more neighbouring places lost."""
    lost = 0
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        if st.fell_day[t] >= 0.0 and st.place[t] == 1 - b and sc.contested[t] > 0:
            lost += 1
    return 0.0 if lost == 0 else (0.5 if lost == 1 else 1.0)


@law
def leading_cause(flank: float, encircled: float, no_reserve: float, neighbour: float, loss_share: float, will: float) -> int:
    """Return the term that weighs most in a break [BreakCause]; of equal ones the first in the order of the codes, will last."""
    cause = BreakCause.WILL
    best = 3.0 * (0.7 - will)
    if 1.3 * flank > best:
        best = 1.3 * flank
        cause = BreakCause.FLANK
    if 1.6 * encircled > best:
        best = 1.6 * encircled
        cause = BreakCause.ENCIRCLED
    if 0.9 * no_reserve > best:
        best = 0.9 * no_reserve
        cause = BreakCause.NO_RESERVE
    if 1.0 * neighbour > best:
        best = 1.0 * neighbour
        cause = BreakCause.NEIGHBOUR
    if 2.5 * loss_share > best:
        cause = BreakCause.LOSSES
    return cause


@step
def breaks_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Test each assaulted defence."""
    for b in range(2):
        st.breaks[b] *= MEMORY
    if st.truce_left <= 0.0 and p.on[BREAKS_SWITCH] > 0.5:
        for turn in range(2):
            b = luck_of(sc, turn)
            thin = 1.0 if st.reserve[b] < 0.03 * men_total(sc, st, b) else 0.0
            for s in range(sc.n_sectors):
                recent = st.last_assault[b, s] >= 0.0 and day - st.last_assault[b, s] < RECENT_DAYS
                if recent and held(st, b, s) > 0.0 and st.men[b, s] > 1.0 and st.break_timer[b, s] <= 0.0:
                    test_sector(sc, p, st, b, s, thin, key, day)


@step
def test_sector(sc: Scenario, p: Params, st: State, b: int, s: int, thin: float, key: int, day: int) -> None:
    """Draw whether the defence of ``s`` breaks today and let it scatter."""
    flank = flank_open(sc, st, b, s, day)
    encircled = 1.0 if st.reached[b, s] == 0 and held(st, b, s) > HELD else 0.0
    fell = st.neighbour_fell[b, s]
    neighbour = 1.0 if fell >= 0.0 and day - fell < NEIGHBOUR_DAYS else 0.0
    mass = mass_term(attackers_on(sc, p, st, 1 - b, s, st.by_track[1 - b, s]), defenders_of(sc, p, st, b, s))
    endurance = endurance_term(sector_supply(st, b, s), st.shell_state[b])
    rate = break_rate(p.break_hazard, flank, encircled, thin, neighbour, st.loss_share[b, s], st.resolve[b], mass, endurance)
    if uniform(key, day, BREAK, pair_index(luck_of(sc, b), s)) < 1.0 - exp(-rate):
        st.break_cause[leading_cause(flank, encircled, thin, neighbour, st.loss_share[b, s], st.resolve[b])] += 1.0
        resolve_break(sc, p, st, b, s, encircled, key, day)


@step
def resolve_break(sc: Scenario, p: Params, st: State, b: int, s: int, encircled: float, key: int, day: int) -> None:
    """Break the defence of ``s``: casualties, prisoners, stragglers, the rest to the reserve; guns and ground are lost.

    A defence gives way where it is attacked. What goes with that is the part that local reserves do not save, as of a gain
    (`contained`): an attack by few on a sector full of men does not scatter them all.
    """
    part = contained(attackers_on(sc, p, st, 1 - b, s, st.by_track[1 - b, s]), reserve_at(sc, p, st, b, s))
    men = part * st.men[b, s]
    standing = st.men[b, s] - men
    st.breaks[b] += front_tenths(men, front_men(sc, st, b))
    hurt = 0.10 * men
    dead = hurt / (1.0 + p.wounded_ratio)
    caught = (0.25 if encircled > 0.5 else 0.05) * men
    stay = 0.05 * men
    rest = men - hurt - caught - stay
    st.dead[b] += dead
    st.dead_by[b, DeathChannel.BREAK] += dead
    st.dead_today[b] += dead
    st.recovering[b] += hurt - dead
    st.men[b, s] = standing + stay
    st.reserve[b] += 0.55 * rest
    st.permanent_losses[b] += caught + 0.45 * rest
    share_here = men / max(men_total(sc, st, b) + men, 1.0)
    gone = 0.25 * st.equip[b, Equipment.TANK] * share_here
    st.equip[b, Equipment.TANK] -= gone
    st.equip_lost[b, Equipment.TANK] += gone
    st.break_timer[b, s] = PURSUIT_DAYS
    if p.on[ADVANCE_SWITCH] > 0.5:
        take_ground(sc, p, st, 1 - b, s, part * min(0.5, 8.0 / breadth(sc.area[s])), key, day)


MECHANISM = Mechanism(
    name="breaks",
    summary="Defences break for reasons of manoeuvre, rarely of losses.",
    switches={"breaks": BREAKS_SWITCH},
    steps={"breaks": breaks_step},
    fields=(
        *table(
            "PARAMS",
            """
            break_hazard | | f8 | 1/day | P16 base hazard of a sector defence breaking
            """,
        ),
        *table(
            "STATE",
            """
            breaks | b | f8 | 1 | tenths of the side's front that broke, with a memory of five days
            break_cause | u | f8 | 1 | breaks by leading term: flank, encircled, no reserve, neighbour, losses, will
            """,
        ),
    ),
    priors=(
        Prior(
            "break_hazard",
            "P16",
            "LogN(0.02, 0.5)",
            "E",
            "break reasons of McQuie 1987; twice what it was before local reserves saved half of a defence (verification.clock)",
        ),
    ),
    streams={"break": BREAK},
    outlook="shared",
)
