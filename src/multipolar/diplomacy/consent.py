"""Who would sign which end of the war today: each side, its leader, its public and every power, design by design.

The laws are those of `bargain` and `settlements`, taken without the luck of an offer and without carrying anything out.
"""

from __future__ import annotations

from multipolar.codes import Arrangement
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.aftermath import AFTER_AGREEMENT, QUARTER_DAYS, QUARTERS, enforcement_left, relapse_rate
from multipolar.diplomacy.bargain import (
    cession,
    empty_handed,
    gain_from,
    offer_value,
    punished,
    surplus,
    target_share,
    yielding_side,
)
from multipolar.diplomacy.commitment import commitment_cost
from multipolar.diplomacy.settlements import (
    better_than_war,
    can_enforce,
    enforcement_of,
    shared_force,
    territory_after,
)
from multipolar.diplomacy.truce import decidedness
from multipolar.mechanisms.reports import value_share_of
from multipolar.numerics.arrays import FloatRow, FloatTable
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step

SIDE, NATION, LEADER, DISTRUST, PATRON, FACE = 0, 1, 2, 3, 4, 5
"""Columns of what a design is to one side: worth in all, to the nation, the leader's fear, distrust, the patron's part, face."""
COLUMNS = 6
"""Number of these columns."""


@step
def weigh_side(sc: Scenario, p: Params, st: State, g: int, x: float, b: int, day: int, out: FloatRow) -> None:
    """Fill ``out`` (column,) with what design ``g``, which leaves A the value share ``x``, is to side ``b``; see the columns.

    The side signs where its worth in all, `gain_from` without the luck of an offer, is 0 or more and its face is above the floor.
    In all: to the nation + leader's fear + distrust (both 0 or less), then the patron's part: what its opinion adds or takes.
    """
    own = x if b == 0 else 1.0 - x
    before = value_share_of(sc, p, sc.line_before)
    own_start = before if b == 0 else 1.0 - before
    worth = offer_value(sc, p, st, g, b)
    nation = surplus(worth, p.face_weight * p.design_face[g, b], st.fight_value[b], p.private_residual[b], 0.0)
    nation -= cession(p.cession_cost, st.value_share if b == 0 else 1.0 - st.value_share, own)
    fear = 0.0
    if b == sc.opener and sc.line_known > 0:
        fear -= empty_handed(p.leader_punishment[b], own, own_start)
    if yielding_side(st.value_rate, x, before, sc.opener) == b:
        fear -= punished(p.leader_punishment[b], own, own_start)
    distrust = -commitment_cost(st.kappa, enforcement_of(sc, p, st, g, day), decidedness(st.value_share, before))
    whole = gain_from(sc, p, st, g, x, b, 0.0, day)
    out[SIDE] = whole
    out[NATION] = nation
    out[LEADER] = fear
    out[DISTRUST] = distrust
    out[PATRON] = whole - (nation + fear + distrust)
    out[FACE] = p.design_face[g, b] - p.face_floor


@law
def stands_against(sc: Scenario, p: Params, st: State, g: int, j: int, day: int) -> float:
    """Return the chance that power ``j`` stops design ``g`` today [probability].

    1 where it is to enforce it and would or could not; else the weight of its consent where it prefers the war that goes on.
    """
    if sc.enforcer[g, j] > 0 and not shared_force(sc, g) and not can_enforce(sc, p, st, g, j, day):
        return 1.0
    if p.awake[j] > 0.5 and better_than_war(sc, p, st, g, j) < 0.0:
        return min(max(p.design_consent[g, j], 0.0), 1.0)
    return 0.0


@law
def lasting(sc: Scenario, p: Params, g: int) -> float:
    """Return the chance that the war is not back within three years of a settlement by design ``g`` [probability].

    The law of `aftermath.relapse` over its twelve quarters, without its luck.
    """
    start = p.design_enforcement[g] * (p.compliance if sc.arrangement[g] == Arrangement.JOINT_PATROLS else 1.0)
    watched = 1.0 if sc.arrangement[g] != Arrangement.NONE else 0.0
    total = 0.0
    for k in range(QUARTERS):
        left = enforcement_left(start, p.enforcement_halflife, 0.25 * k)
        total += relapse_rate(p.settlement_hazard, AFTER_AGREEMENT, p.peacekeeper_effect, left, watched) * QUARTER_DAYS
    return exp(-total)


@step
def weigh_design(sc: Scenario, p: Params, st: State, g: int, day: int, sides: FloatTable, powers: FloatRow) -> float:
    """Fill what design ``g`` is to both sides (side, column) and the chance that each power stops it (power,); return the share.

    Of the two papers of an offer, the midpoint and the lines as they stand, the one is taken that the side that wants it less
    likes better. The value share of A that it leaves is returned [share].
    """
    middle = target_share(st.value_share, st.value_rate, st.fight_value[0], st.fight_value[1])
    x = territory_after(sc, p, st, g, middle)
    least = min(gain_from(sc, p, st, g, x, 0, 0.0, day), gain_from(sc, p, st, g, x, 1, 0.0, day))
    as_is = territory_after(sc, p, st, g, st.value_share)
    other = min(gain_from(sc, p, st, g, as_is, 0, 0.0, day), gain_from(sc, p, st, g, as_is, 1, 0.0, day))
    if other > least:
        x = as_is
    else:
        x = territory_after(sc, p, st, g, middle)
    for b in range(2):
        weigh_side(sc, p, st, g, x, b, day, sides[b])
    for j in range(sc.n_powers):
        powers[j] = stands_against(sc, p, st, g, j, day)
    return x
