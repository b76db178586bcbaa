"""Friends of friends draw together, threats push apart, and help given or refused is remembered."""

from __future__ import annotations

import math

from multipolar.codes import Level
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import in_effect
from multipolar.diplomacy.effects.ties import shift_tie
from multipolar.numerics.arrays import FloatTable
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import law, step

ALIGNMENT_SWITCH = 19
"""Place in PARAMS ``on``."""

WEEK = 7
"""Days between two changes of ties [days]."""
MEMORY = 0.05
"""Share of the distance to its base that a tie goes back each week [1/week]. Grade J."""


@law
def atanh(a: float) -> float:
    """Return the inverse hyperbolic tangent of a tie, which is kept inside (-0.99, 0.99)."""
    a = min(max(a, -0.99), 0.99)
    return 0.5 * log((1.0 + a) / (1.0 - a))


@law
def tanh(z: float) -> float:
    """Return the hyperbolic tangent."""
    e = exp(-2.0 * math.fabs(z))
    value = (1.0 - e) / (1.0 + e)
    return value if z >= 0.0 else -value


@law
def tie_next(tie: float, base: float, balance: float, benefit: float, threat: float, shock: float) -> float:
    """Return next week's tie [tie]: tanh(atanh a + balance - 0.05 (a - base) + benefit - threat + shock). Subject 17."""
    return min(max(tanh(atanh(tie) + balance - MEMORY * (tie - base) + benefit - threat + shock), -0.99), 0.99)


@law
def backed_side(sc: Scenario, st: State, j: int, day: float) -> int:
    """Return the side that power ``j`` backs with arms or more, -1 for neither or both."""
    behind_a = 0
    behind_b = 0
    for o in range(sc.n_options[j]):
        n = sc.option[j, o]
        if sc.opt_level[n] >= Level.ARMED and sc.opt_favours[n] >= 0 and in_effect(st, j, o, day):
            if sc.opt_favours[n] == 0:
                behind_a += 1
            else:
                behind_b += 1
    if behind_a > 0 and behind_b == 0:
        return 0
    return 1 if behind_b > 0 and behind_a == 0 else -1


@law
def balance_of(sc: Scenario, p: Params, ties: FloatTable, x: int, y: int) -> float:
    """Return the pull of common friends and foes on a pair: mean over third actors of the product of ties."""
    total = 0.0
    n = 0.0
    for z in range(2 + sc.n_powers):
        if z != x and z != y and (z < 2 or p.awake[z - 2] > 0.5):
            total += ties[x, z] * ties[z, y]
            n += 1.0
    return total / max(n, 1.0)


@law
def denied_reports(sc: Scenario, st: State, b: int, day: int) -> float:
    """Return how many losses of places in the past week side ``b`` still denies."""
    n = 0.0
    for s in range(sc.n_sectors):
        fell = st.fell_day[s]
        if fell >= 0.0 and day - fell < WEEK and st.place[s] == 1 - b and st.concede_day[s] > day:
            n += 1.0
    return n


@law
def patron_of(sc: Scenario, p: Params, st: State, b: int) -> int:
    """Return the power closest to side ``b``, -1 when nobody stands with it."""
    best = -1
    most = 0.0
    for j in range(sc.n_powers):
        if p.awake[j] > 0.5 and st.tie[2 + j, b] > most:
            most = st.tie[2 + j, b]
            best = j
    return best


@law
def sponsor_of(sc: Scenario, p: Params, st: State, b: int, day: float) -> int:
    """Return the power that backs side ``b`` with arms and is closest to it, -1 none."""
    best = -1
    most = -1.0
    for j in range(sc.n_powers):
        if p.awake[j] > 0.5 and st.level[j] >= Level.ARMED and backed_side(sc, st, j, day) == b and st.tie[2 + j, b] > most:
            most = st.tie[2 + j, b]
            best = j
    return best


@law
def has_armed(sc: Scenario, st: State, j: int, b: int) -> bool:
    """Return whether power ``j`` has ever stood behind side ``b`` with arms or more: on the as-of date or since."""
    for o in range(sc.n_options[j]):
        n = sc.option[j, o]
        if sc.opt_level[n] >= Level.ARMED and sc.opt_favours[n] == b and (sc.active_start[j, o] > 0 or st.first_use[j, o] >= 0.0):
            return True
    return False


@law
def arms_sponsor(sc: Scenario, p: Params, st: State, b: int) -> int:
    """Return the sponsor of side ``b``: the power with the largest tie x share of its arms, whether or not it acts today.

    Arms are the daily flows of the powers that have ever armed the side; where none of them delivers shells all count alike.
    -1 none.
    """
    total = 0.0
    for j in range(sc.n_powers):
        if p.awake[j] > 0.5 and has_armed(sc, st, j, b):
            total += p.arms_flow[j, b]
    best = -1
    most = 0.0
    for j in range(sc.n_powers):
        if p.awake[j] > 0.5 and has_armed(sc, st, j, b):
            weight = st.tie[2 + j, b] * (p.arms_flow[j, b] / total if total > 0.0 else 1.0)
            if weight > most:
                most = weight
                best = j
    return best


@law
def nearness(p: Params, j: int) -> float:
    """Return how near the capability of power ``j`` is felt [1]: root of its share x exp(-distance / scale)."""
    return math.sqrt(max(p.capability[2 + j], 0.0)) * exp(-p.distance[j] / max(p.distance_scale, 1.0))


@law
def pair_pull(sc: Scenario, p: Params, st: State, x: int, y: int, day: int) -> float:
    """Return benefit minus threat between a power and another actor this week [tie units per week]."""
    j = max(x, y) - 2
    i = min(x, y)
    if st.level[j] == Level.OUT:
        return 0.0
    side = backed_side(sc, st, j, day)
    force = st.level[j] / 2.0
    near = nearness(p, j)
    if i < 2:
        if side < 0:
            return 0.0
        return force * (p.benefit_weight if side == i else -p.threat_weight * (0.5 + near))
    other = backed_side(sc, st, i - 2, day)
    both = force * st.level[i - 2] / 2.0
    if side < 0 or other < 0:
        return 0.0
    return both * (p.benefit_weight if side == other else -p.threat_weight * (0.5 + near))


@step
def alignment_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Once a week let ties move by balance, benefit, threat, activism and denied reports.

    All ties of a week move from those of the week before: what a tie becomes must not depend on the order of the actors.
    """
    if p.on[ALIGNMENT_SWITCH] < 0.5 or day == 0 or day % WEEK != 0:
        return
    before = st.tie.copy()
    for y in range(2, 2 + sc.n_powers):
        if p.awake[y - 2] < 0.5:
            continue
        for x in range(y):
            if x >= 2 and p.awake[x - 2] < 0.5:
                continue
            pull = pair_pull(sc, p, st, x, y, day)
            balance = p.balance_coupling * balance_of(sc, p, before, x, y)
            value = tie_next(before[x, y], p.tie[x, y], balance, max(pull, 0.0), max(-pull, 0.0), 0.0)
            st.tie[x, y] = value
            st.tie[y, x] = value
    remember(sc, p, st, day)


@step
def remember(sc: Scenario, p: Params, st: State, day: int) -> None:
    """Lay the week's shocks on ties: activism that others mind, and losses a client denies to its patron."""
    for j in range(sc.n_powers):
        if st.level[j] >= Level.ARMED and p.activism_cost[j] != 0.0 and p.awake[j] > 0.5:
            for x in range(2 + sc.n_powers):
                if p.activism_minds[j, x] > 0.5:
                    shift_tie(st, 2 + j, x, -math.fabs(p.activism_cost[j]))
    if p.denial_shock != 0.0:
        for b in range(2):
            patron = patron_of(sc, p, st, b)
            if patron >= 0:
                shift_tie(st, 2 + patron, b, -math.fabs(p.denial_shock) * denied_reports(sc, st, b, day))


MECHANISM = Mechanism(
    name="alignment",
    summary="Friends of friends draw together, threats push apart, and help given or refused is remembered.",
    switches={"alignment": ALIGNMENT_SWITCH},
    steps={"alignment": alignment_step},
    fields=(
        *table(
            "PARAMS",
            """
            balance_coupling | | f8 | 1/week | P47 structural balance
            threat_weight | | f8 | 1 | P48 weight of threat in ties
            benefit_weight | | f8 | 1 | P48 weight of benefit in ties
            distance_scale | | f8 | km | P50 distance scale of capability
            denial_shock | | f8 | tie | tie shock between patron and client per report denied
            """,
        ),
    ),
    priors=(
        Prior("balance_coupling", "P47", "LogN(0.02, 0.6)", "M/J", "Maoz and others 2007"),
        Prior("threat_weight", "P48", "LogN(0.1, 0.5)", "M/J", "Walt 1987"),
        Prior("benefit_weight", "P48b", "LogN(0.1, 0.5)", "M/J", "Schweller 1994"),
        Prior("distance_scale", "P50", "LogN(2500, 0.4)", "J", "loss of strength with distance"),
        Prior("denial_shock", "P48c", "0", "J", "wakes with a claim"),
    ),
    not_foreseen="ties move over months, the outlook covers weeks",
)
