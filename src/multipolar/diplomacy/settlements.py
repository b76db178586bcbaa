"""A settlement is a design: who gets which ground, who watches over it, and what each capital makes of it."""

from __future__ import annotations

import numpy as np

from multipolar.codes import Arrangement, RedLineKind, Territory, Verb
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.alignment import arms_sponsor
from multipolar.diplomacy.effects.shared import in_effect, reach_of
from multipolar.mechanisms.reports import value_share_of
from multipolar.numerics.arrays import FloatRow
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

CONSENT = 67
"""Random stream."""

NO_FACE = -2.0
"""A face below all faces [1]. Grade J: any number below the lowest face will do."""
TERRITORIES = len(Territory)
"""Number of territorial terms [1]."""
WORTH_SCALE = 0.5
"""Utility of a part-worth of one [utility]. Grade J: from the scale of -1 to 1 to that of shares."""
ROLE_VALUE = 0.1
"""Worth of a role in a settlement to a power [utility]. Grade J."""
OUTSIDE_ROLE = 0.6
"""Role outside the zone, as part of one inside [1]. Grade J."""
ASKED = 0.5
"""Weight of a power's consent from which the mediators ask it, so that it has a part in the paper [share]. Grade J."""
STAGED_DISTRICTS = 7
"""Districts handed over in all by the term that hands them over in two stages [1]. Grade J."""


@law
def role_in(sc: Scenario, g: int, j: int) -> float:
    """Return the role of power ``j`` in design ``g`` [1]: 1 with own troops, 0.6 outside the zone, else 0."""
    if sc.enforcer[g, j] > 0:
        return 1.0
    return OUTSIDE_ROLE if sc.outside_role[g, j] > 0 else 0.0


@law
def rival_inside(sc: Scenario, p: Params, st: State, g: int, j: int) -> bool:
    """Return whether a rival of power ``j`` would have troops in the zone under design ``g``."""
    for q in range(sc.n_powers):
        if q != j and sc.enforcer[g, q] > 0 and (p.rival_weight[j, 2 + q] > 0.0 or st.tie[2 + j, 2 + q] < 0.0):
            return True
    return False


@law
def design_veto(sc: Scenario, p: Params, g: int, j: int) -> float:
    """Return how much power ``j`` resents design ``g`` by a red line it has drawn against it [utility]: 0.3 x credibility."""
    worst = 0.0
    for r in range(sc.n_redlines):
        if sc.red_owner[r] == j and sc.red_kind[r] == RedLineKind.DESIGN and sc.red_design[r, g] > 0:
            worst = max(worst, 0.3 * p.red_credibility[r])
    return worst


@law
def worth_to(sc: Scenario, p: Params, st: State, g: int, j: int) -> float:
    """Return what design ``g`` is worth to power ``j`` [utility]: its part-worth, its role, and rivals it must bear.

    The guarantor of joint patrols, or of a design said to gall it, adds P56 while a rival is inside; who has drawn a red line
    against the design takes that off. A line of the guarantor says no more than that it minds the rival: the stronger of the
    two counts. Source: subject 16.
    """
    objection = -design_veto(sc, p, g, j)
    galling = sc.guarantor_penalty[g] > 0 or sc.arrangement[g] == Arrangement.JOINT_PATROLS
    guarantor = galling and sc.enforcer[g, j] > 0 and first_enforcer(sc, g) == j
    if guarantor and rival_inside(sc, p, st, g, j):
        objection = min(objection, p.joint_patrol_penalty)
    return p.design_worth[g, j] + ROLE_VALUE * role_in(sc, g, j) + objection


@law
def war_hope(st: State, j: int) -> float:
    """Return what power ``j`` hopes for if the war goes on [utility]: tie x what the side it is closest to expects to gain.

    The larger of tie x (what fighting on is worth to the side - what it holds) over sides it stands with, never below nothing.
    """
    hope = 0.0
    for b in range(2):
        now = st.own_share[b] if b == 0 else 1.0 - st.own_share[b]
        hope = max(hope, max(st.tie[2 + j, b], 0.0) * (st.fight_value[b] - now))
    return hope


@law
def better_than_war(sc: Scenario, p: Params, st: State, g: int, j: int) -> float:
    """Return by how much power ``j`` prefers design ``g`` to the war that goes on [utility]: half its worth less its hope."""
    return WORTH_SCALE * worth_to(sc, p, st, g, j) - war_hope(st, j)


@law
def first_enforcer(sc: Scenario, g: int) -> int:
    """Return the guarantor of design ``g``: the enforcer with the first place in the power list, -1 none."""
    for j in range(sc.n_powers):
        if sc.enforcer[g, j] > 0:
            return j
    return -1


@law
def offers_troops(sc: Scenario, st: State, j: int, day: int) -> int:
    """Return 1 when power ``j`` has a standing offer of troops, patrols, monitors or a guarantee."""
    for o in range(sc.n_options[j]):
        if in_effect(st, j, o, day):
            verb = sc.opt_verb[sc.option[j, o]]
            if verb == Verb.PEACEKEEPERS or verb == Verb.JOINT_PATROLS or verb == Verb.GUARANTEE or verb == Verb.MONITORING:
                return 1
    return 0


@law
def can_enforce(sc: Scenario, p: Params, st: State, g: int, j: int, day: int) -> bool:
    """Return whether power ``j`` would and could stand behind design ``g``: it gains, has access, and sits at the table.

    Nobody's troops come with a paper that they had no part in: the enforcer mediates, has offered, or is one whose consent the
    paper needs, so that the mediators ask it anyhow.
    """
    if p.awake[j] < 0.5 or reach_of(p.access[j]) <= 0.05:
        return False
    present = st.mediators[j] > 0 or offers_troops(sc, st, j, day) > 0 or p.design_consent[g, j] >= ASKED
    return present and worth_to(sc, p, st, g, j) > 0.0


@law
def shared_force(sc: Scenario, g: int) -> bool:
    """Return whether no single power answers for the men of design ``g``: observers, or a multinational force."""
    return sc.arrangement[g] == Arrangement.OBSERVERS or sc.arrangement[g] == Arrangement.MULTINATIONAL


@law
def agreed_outside(sc: Scenario, p: Params, st: State, g: int, day: int) -> bool:
    """Return whether design ``g`` can be had of the powers: it is known, fit to end a war, and nobody needed refuses.

    A power that would rather see the war go on than such an end stops it at the chance of its consent weight; a role that makes
    the design worth its while buys it. Enforcers must stand ready, but for observers and a multinational force, which no single
    power answers for.
    """
    for j in range(sc.n_powers):
        if sc.enforcer[g, j] > 0 and not shared_force(sc, g) and not can_enforce(sc, p, st, g, j, day):
            return False
        if st.veto_draw[j] < p.design_consent[g, j] and p.awake[j] > 0.5 and better_than_war(sc, p, st, g, j) < 0.0:
            return False
    return p.design_known[g] > 0.5 and sc.final[g] > 0


@law
def enforcement_of(sc: Scenario, p: Params, st: State, g: int, day: int) -> float:
    """Return the enforcement that design ``g`` would enjoy [share]: (e c + 0.1 offered + 0.1 E) (0.75 + 0.45 CON), from 0 to 1.

    e: the design's own; c: compliance, where troops are joint or a power has a role outside, else 1; offered: 1 where an
    enforcer has offered troops; E: enforcement added from outside; the two sums only where there is an arrangement. CON: local
    preponderance; 0.55 leaves the figure all but unchanged. Sources: subjects 15, 18.
    """
    value = p.design_enforcement[g]
    offered = 0.0
    outside = 0
    for j in range(sc.n_powers):
        outside += sc.outside_role[g, j]
        if sc.enforcer[g, j] > 0 and offers_troops(sc, st, j, day) > 0:
            offered = 1.0
    if sc.arrangement[g] == Arrangement.JOINT_PATROLS or outside > 0:
        value *= p.compliance
    if sc.arrangement[g] != Arrangement.NONE:
        value += 0.1 * offered + 0.1 * st.enforce_ext
    return min(1.0, max(0.0, value * (0.75 + 0.45 * st.concentration)))


@law
def receiver_of(sc: Scenario, p: Params, st: State) -> int:
    """Return the side to which ground passes: the one that has gained since the round began, the opener where none has."""
    gain = st.value_share - value_share_of(sc, p, sc.line_before)
    if abs(gain) < 1e-9:
        return sc.opener
    return 0 if gain > 0.0 else 1


@law
def next_district(sc: Scenario, p: Params, st: State, shares: FloatRow, receiver: int) -> int:
    """Return the district to hand over next: most nearly held by the receiver, then most valuable; -1 when none is left."""
    best = -1
    rank = -1.0
    for s in range(sc.n_sectors):
        own = shares[s] if receiver == 0 else 1.0 - shares[s]
        if sc.district[s] == 0 or own >= 1.0:
            continue
        score = 10.0 * own + p.value[s]
        if score > rank:
            rank = score
            best = s
    return best


@law
def grant(sc: Scenario, p: Params, st: State, receiver: int, n: int) -> int:
    """Hand the next ``n`` districts to the receiver in ``st.handed``; return how many there were."""
    given = 0
    while given < n:
        s = next_district(sc, p, st, st.handed, receiver)
        if s < 0:
            return given
        st.handed[s] = 1.0 if receiver == 0 else 0.0
        given += 1
    return given


@law
def grant_towards(sc: Scenario, p: Params, st: State, receiver: int, target: float) -> float:
    """Hand over districts one by one until the value share of A meets ``target``, the last in part; return the share.

    Subject 16 has districts returned as a share: a timetable or a line inside a district makes up the difference.
    """
    x = value_share_of(sc, p, st.handed)
    while True:
        s = next_district(sc, p, st, st.handed, receiver)
        if s < 0:
            return x
        before = st.handed[s]
        st.handed[s] = 1.0 if receiver == 0 else 0.0
        after = value_share_of(sc, p, st.handed)
        missing = target - x if receiver == 0 else x - target
        if missing <= 0.0:
            st.handed[s] = before
            return x
        step_size = abs(after - x)
        if step_size > missing:
            st.handed[s] = before + (st.handed[s] - before) * missing / step_size
            return target
        x = after


@step
def territory_after(sc: Scenario, p: Params, st: State, g: int, target: float) -> float:
    """Write the shares of A under design ``g`` into ``st.handed`` and return the value share of A after it."""
    receiver = receiver_of(sc, p, st)
    for s in range(sc.n_sectors):
        st.handed[s] = st.share[s]
    code = sc.territory[g]
    if code == Territory.CONTACT_PLUS_DISTRICTS:
        return grant_towards(sc, p, st, receiver, target)
    if code == Territory.TWO_STAGES:
        grant(sc, p, st, receiver, STAGED_DISTRICTS)
    elif code == Territory.LINE_BEFORE:
        for s in range(sc.n_sectors):
            st.handed[s] = sc.line_before[s]
    elif code == Territory.ALL:
        for s in range(sc.n_sectors):
            if sc.zone[s] > 0:
                st.handed[s] = 1.0 if receiver == 0 else 0.0
    return value_share_of(sc, p, st.handed)


@law
def mean_worth(sc: Scenario, p: Params, st: State, g: int, first: int, second: int) -> float:
    """Return the mean worth of design ``g`` to two powers [utility]; -1 stands for nobody, 0 where both are."""
    worth = 0.0
    n = 0.0
    for j in range(sc.n_powers):
        if j == first or j == second:
            worth += worth_to(sc, p, st, g, j)
            n += 1.0
    return worth / n if n > 0.0 else 0.0


@law
def can_deliver(sc: Scenario, p: Params, st: State, g: int, j: int) -> bool:
    """Return whether power ``j`` can lay design ``g`` on the table: it does not mind it, nor do its troops come from a foe.

    Observers and a multinational force are nobody's own troops: rivals have proposed them together.
    """
    if j < 0:
        return True
    for q in range(sc.n_powers):
        if q != j and sc.enforcer[g, q] > 0 and st.tie[2 + j, 2 + q] < 0.0 and not shared_force(sc, g):
            return False
    return worth_to(sc, p, st, g, j) >= 0.0


@step
def draw_vetoes(sc: Scenario, st: State, key: int, day: int) -> None:
    """Draw whether today the powers whose consent counts in part stand on it."""
    for j in range(sc.n_powers):
        st.veto_draw[j] = uniform(key, day, CONSENT, j)


@step
def nearest_design(sc: Scenario, p: Params, st: State, target: float, brokers: tuple[int, int], day: int) -> int:
    """Return the design that comes closest to ``target``, whatever face it leaves to either side; -1 none."""
    return nearest_saving(sc, p, st, target, brokers, NO_FACE, day)


@step
def nearest_saving(sc: Scenario, p: Params, st: State, target: float, brokers: tuple[int, int], floor: float, day: int) -> int:
    """Return the feasible design that comes closest to ``target``, brokers' worth and enforcement weighed in; -1 none.

    Only designs that leave both sides a face of ``floor`` and that the first broker can deliver. Distance in value share,
    minus 0.1 x the mean worth to the brokers (role and rivals included), minus 0.1 x that to the patrons of both sides,
    minus 0.05 x enforcement. Grade J.
    """
    patron_a, patron_b = arms_sponsor(sc, p, st, 0), arms_sponsor(sc, p, st, 1)
    shares = np.empty(TERRITORIES)
    for code in range(TERRITORIES):
        shares[code] = -1.0
    best = -1
    least = 1e9
    for g in range(sc.n_designs):
        if min(p.design_face[g, 0], p.design_face[g, 1]) < floor or not can_deliver(sc, p, st, g, brokers[0]):
            continue
        if not agreed_outside(sc, p, st, g, day):
            continue
        code = sc.territory[g]
        if shares[code] < 0.0:
            shares[code] = territory_after(sc, p, st, g, target)
        score = abs(shares[code] - target) - 0.05 * enforcement_of(sc, p, st, g, day)
        score -= 0.1 * mean_worth(sc, p, st, g, brokers[0], brokers[1])
        score -= 0.1 * mean_worth(sc, p, st, g, patron_a, patron_b)
        if score < least:
            least = score
            best = g
    return best


MECHANISM = Mechanism(
    name="settlements",
    summary="A settlement is a design: who gets which ground, who watches over it, and what each capital makes of it.",
    fields=(
        *table(
            "PARAMS",
            """
            joint_patrol_penalty | | f8 | utility | P56 penalty of rival troops inside the guarantor's zone
            compliance | | f8 | 1 | factor on the enforcement of joint designs
            """,
        ),
        *table(
            "STATE",
            """
            handed | s | f8 | share | share of A after agreed withdrawals
            veto_draw | p | f8 | 1 | today's draw of each power, under which its consent counts
            """,
        ),
    ),
    priors=(
        Prior("joint_patrol_penalty", "P56", "N(-0.6, 0.25)", "J", "subject 16"),
        Prior("compliance", "P45b", "1", "J", "as computed"),
    ),
    streams={"consent": CONSENT},
    not_foreseen="powers value the war that goes on",
)
