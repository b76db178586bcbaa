"""Armies differ in cohesion by more than stated will tells; what they suffer shows which of them goes, and when."""

from __future__ import annotations

from multipolar.codes import Stop
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.ground import luck_of, theatre_ratio
from multipolar.mechanisms.lull import LOW_TEMPO, is_low
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.mechanisms.readiness import caught
from multipolar.mechanisms.reserves import RETURN_SHARE
from multipolar.mechanisms.rout import beat, in_rout
from multipolar.mechanisms.supply import side_supply
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.random import uniform

SIDE_COLLAPSE_SWITCH = 10
"""Place in PARAMS ``on``."""
COLLAPSE = 32
"""Random stream."""

MOST_ETA = 7.5
"""Largest log factor on the base hazard [1]. Grade J."""
LOSS_USUAL = 0.15
"""Share of those who served whose loss leaves the hazard as it is [share]. Grade J."""
SILENCE_WEIGHT = 0.7
"""Weight of guns that are silent for want of shells, 1 - sigma, in the log hazard of collapse [1]. Grade J."""
USUAL_SILENCE = 0.57
"""Mean of 1 - sigma of a side on a day of fighting [share]. Grade E: 24 random small wars and both templates, each war alike."""
ADAPTATION = 0.55
"""Fall of the log hazard per e-fold of 1 + t / 15 days [1]: who has stood two weeks has lines, orders and replacements. Grade J."""
ADAPTATION_DAYS = 15.0
"""Days in which an army adapts [days]. Grade J."""
SHAKEN = 0.7
"""Scale of what must have happened before an army can collapse [breaks]. Grade J."""
MEAN_GATE = 0.5
"""Mean of the gate over the days before an as-of date inside a war [1]. Grade J."""
PLACES = 48
"""Points of the grid on which cohesion is conditioned on survival [1]."""
REACH = 3.5
"""Half-width of that grid [sd]. Grade J: five armies in ten thousand lie beyond."""


@law
def gate(breaks: float, dead: float, hunger: float) -> float:
    """Return how far anything has happened to an army [share]: 1 - exp(-(breaks + 5 D + 2 H) / 0.7); none collapses unhurt.

    ``dead``: D, share of all who served that is lost; ``hunger``: H, 1 - mean supply factor at the front.
    """
    return 1.0 - exp(-(max(breaks, 0.0) + 5.0 * max(dead, 0.0) + 2.0 * max(hunger, 0.0)) / SHAKEN)


@law
def strain_on(will: float, lost: float, breaks: float, ratio: float, hunger: float, dead: float, shells: float) -> float:
    """Return the log factor that the war lays on the hazard of collapse [1].

    4 (0.65 - will) + min(1, lost / 0.15) + 0.9 min(3, breaks) + 0.8 clip(ln R, -1.5, 1.5) + 1.2 H + 3 (D - 0.15)
    + 0.7 (1 - sigma), less its mean; R is the committed strength of the enemy over that of the side, sigma = ``shells``.
    """
    eta = 4.0 * (0.65 - will) + min(1.0, max(lost, 0.0) / 0.15) + 0.9 * min(3.0, breaks)
    eta += 0.8 * min(max(log(max(ratio, 1e-6)), -1.5), 1.5)
    return eta + 1.2 * hunger + 3.0 * (dead - LOSS_USUAL) + SILENCE_WEIGHT * (1.0 - shells - USUAL_SILENCE)


@law
def adapted(days: float) -> float:
    """Return the log factor of the days that an army has stood [1]: -0.55 ln(1 + t / 15)."""
    return -ADAPTATION * log(1.0 + max(days, 0.0) / ADAPTATION_DAYS)


@law
def collapse_rate(base: float, gated: float, eta: float) -> float:
    """Return the hazard that a whole side collapses [1/day]: h0 G exp(min(eta, 7.5)), eta with the army's own cohesion."""
    return base * gated * exp(min(eta, MOST_ETA))


@law
def lost_share(sc: Scenario, st: State, b: int) -> float:
    """Return D, the share of all men of side ``b`` who served that is dead, captured or unfit [share]."""
    return (st.dead[b] + st.permanent_losses[b]) / max(st.men_start[b] + st.inflow[b], 1.0)


@law
def adaptation_integral(days: float) -> float:
    """Return the integral of (1 + t / 15)^-0.55 over the first ``days`` [days]."""
    power = 1.0 - ADAPTATION
    return ADAPTATION_DAYS / power * (exp(power * log(1.0 + max(days, 0.0) / ADAPTATION_DAYS)) - 1.0)


@step
def surviving(drawn: float, spread: float, hazard: float) -> float:
    """Return the weakness of an army that has not collapsed [sd], from the one drawn before anybody knew [sd].

    An army of weakness z lives through a cumulated hazard H exp(spread z) with chance exp(-H exp(spread z)). The drawn value keeps
    its rank: its share of the normal law becomes the same share of the law weighted by survival, on a grid within 3.5 sd.
    """
    cell = 2.0 * REACH / PLACES
    below = 0.0
    whole = 0.0
    living = 0.0
    for i in range(PLACES):
        low = -REACH + cell * i
        z = low + 0.5 * cell
        mass = exp(-0.5 * z * z)
        whole += mass
        below += mass * min(max((drawn - low) / cell, 0.0), 1.0)
        living += mass * exp(-hazard * exp(spread * z))
    wanted = below / whole * living
    reached = 0.0
    for i in range(PLACES):
        low = -REACH + cell * i
        z = low + 0.5 * cell
        part = exp(-0.5 * z * z - hazard * exp(spread * z))
        if reached + part >= wanted:
            return low + cell * min(max((wanted - reached) / max(part, 1e-300), 0.0), 1.0)
        reached += part
    return REACH


@step
def cohesion_start(sc: Scenario, p: Params, st: State) -> None:
    """Give each side the cohesion it drew; inside a war, given that it has stood so far."""
    for b in range(2):
        z = p.weakness_drawn[b]
        if sc.day_before > 0.5:
            eta = 4.0 * (0.65 - st.resolve[b]) - 3.0 * LOSS_USUAL
            z = surviving(z, p.weakness_spread, p.side_collapse * MEAN_GATE * exp(eta) * adaptation_integral(sc.day_before))
        st.weakness[b] = p.weakness_spread * z


@step
def cohesion_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Draw whether a whole side collapses today; not while a truce holds or the war is fought at low intensity."""
    if p.on[SIDE_COLLAPSE_SWITCH] < 0.5 or st.truce_left > 0.0 or is_low(st) or in_rout(st):
        return
    for b in range(2):
        lost = st.value_share - st.start_share if b == 1 else st.start_share - st.value_share
        dead, hunger = lost_share(sc, st, b), 1.0 - side_supply(sc, st, b)
        ratio = theatre_ratio(sc, p, st, 1 - b)
        eta = st.weakness[b] + strain_on(st.resolve[b], lost, st.breaks[b], ratio, hunger, dead, st.shell_state[b])
        eta += adapted(day + sc.day_before) + caught(sc, p, b, float(day))
        rate = collapse_rate(p.side_collapse, gate(st.breaks[b], dead, hunger), eta)
        if st.ending == Stop.RUNNING and uniform(key, day, COLLAPSE, luck_of(sc, b)) < 1.0 - exp(-rate):
            beat(sc, p, st, b, Stop.COLLAPSE, day)


@lanes
def project_collapse(sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int, ahead: float) -> None:
    """Add the chance that side ``b`` collapses within one stride, by the same law; nobody knows how cohesive an army is."""
    if p.on[SIDE_COLLAPSE_SWITCH] < 0.5:
        return
    enemy = 1 - b
    behind = st.start_share - st.public_share if b == 0 else st.public_share - st.start_share
    hazard = p.side_collapse * (LOW_TEMPO if is_low(st) else 1.0)
    own_share, other_share = p.commitment[b], p.commitment[enemy]
    served, for_good = (
        max(st.men_start[b] + st.inflow[b], 1.0),
        (1.0 + (1.0 - RETURN_SHARE) * p.wounded_ratio) / (1.0 + p.wounded_ratio),
    )
    middle = st.day_now + ahead + 0.5 * OUTLOOK_STEP_DAYS
    pace = adapted(middle + sc.day_before) + caught(sc, p, b, middle)
    for i in range(n):
        lost = behind + w.taken[enemy, i] - w.taken[b, i]
        own = (w.front[b, i] + w.reserve[b, i]) * own_share * w.strength[b, i]
        other = (w.front[enemy, i] + w.reserve[enemy, i]) * other_share * w.strength[enemy, i]
        dead = for_good * max(0.0, 1.0 - (w.front[b, i] + w.reserve[b, i]) / served)
        hunger = 1.0 - w.supply[b, i]
        ratio, shells = other / max(own, 1e-6), w.shell_state[b, i]
        eta = pace + strain_on(w.will[b, i], lost, w.breaks[b, i], ratio, hunger, dead, shells)
        rate = collapse_rate(hazard, gate(w.breaks[b, i], dead, hunger), eta)
        w.collapse[b, i] += (1.0 - w.collapse[b, i]) * (1.0 - exp(-rate * OUTLOOK_STEP_DAYS))


MECHANISM = Mechanism(
    name="cohesion",
    summary="Armies differ in cohesion by more than stated will tells; what they suffer shows which of them goes, and when.",
    switches={"side_collapse": SIDE_COLLAPSE_SWITCH},
    steps={"cohesion": cohesion_step},
    fields=(
        *table(
            "PARAMS",
            """
            side_collapse | | f8 | 1/day | P66 base hazard of a whole side collapsing
            weakness_spread | | f8 | log hazard | P90b spread of weakness over armies, log hazard per sd
            """,
        ),
        *table(
            "STATE",
            """
            weakness | b | f8 | log hazard | weakness of the army, given that it has stood until the as-of date
            """,
        ),
    ),
    priors=(
        Prior(
            "side_collapse",
            "P66",
            "LogN(0.00012, 0.5)",
            "E",
            "victories (UCDP) of 30 wars since 1946 by days, lived alone: log likelihood -2.1, at 0.0003 -3.4 (verification.clock)",
        ),
        Prior(
            "weakness_spread",
            "P90b",
            "2.5",
            "E",
            "victories (UCDP) of 30 wars by days, alone: log likelihood -2.1, with 3 -2.4, with 1.7 -1.6 (verification.clock)",
        ),
    ),
    streams={"collapse": COLLAPSE},
    outlook=project_collapse,
)
