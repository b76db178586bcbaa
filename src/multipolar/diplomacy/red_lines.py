"""Powers name steps they will not bear; sides weigh whether to take them; what goes unanswered is believed less."""

from __future__ import annotations

from multipolar.codes import Level, RedLineKind, Verb
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.alignment import arms_sponsor
from multipolar.diplomacy.effects.shared import helped_side, in_effect
from multipolar.mechanisms.ground import HELD, held, luck_of
from multipolar.numerics.elementary import exp, norm_cdf
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import pair_index, uniform

RED_LINES_SWITCH = 18
"""Place in PARAMS ``on``."""
RED_ANSWER = 54
SOIL_STRIKE = 56
STEP = 55
"""Random streams."""

DECISION_DAYS = 4
"""Days between two decisions of a power [days]. Grade J."""
GREY = 1.5
"""Half width of the doubt about where a line is crossed [level]. Grade J."""
PENDING = -2.0
"""Stands in STATE ``red_answered`` while an answer is being chosen."""
STRIKE_RATE = 0.05
"""Chance of a strike on recognised soil on a day it is wanted [1/day]. Grade J."""
INCIDENT_RATE = 0.005
"""Rate of incidents with forces of a power that has a base near [1/day]. Grade J."""
ANSWER_LOSS = 0.5
"""Loss that an answered step means to the side that took it [utility]. Grade J."""
PRESSED = 0.03
"""Gain of single strikes over a border, and as much again for a side whose front stands still [utility]. Grade J."""
EXPECTED_ODDS = 0.5
"""Chance of success that a side reckons with behind a gate [probability]. Grade J."""
AGAIN = 0.3
"""Factor on the credibility of a second answer to one line [1]. Grade J."""
ASSAULT_STEP = 6.0
"""Step of an assault across a line [level]. Grade J: scale of escalation."""
UNTOLD_SPREAD = 3.0
"""Least spread of what an actor believes of a line of which it has not been told [level]. Grade J: the widest of the scale."""
PRESENT = 10000.0
"""Troops in the theatre at which six tenths of the effect of presence is reached [persons]. Grade J."""
ASSURED = 0.5
"""Part of the doubt whether a power answers that full presence takes away [share]. Grade J."""
TRIPWIRE = 0.1
"""Cost of attacking soil on which a power's troops stand in strength [utility]. Grade J."""
BREACH = 0.5
"""Breach of norms that an attack on recognised soil means [1]. Grade J."""
BREACH_STEP = 7.0
"""Step from which the law of treaties is broken [level]. Grade J: scale of escalation."""


@law
def decision_day(day: int, trigger: int) -> bool:
    """Return whether powers and sides weigh their steps today: every fourth day, and on even days after an event."""
    return day % DECISION_DAYS == 0 or (trigger > 0 and day % 2 == 0)


@law
def crossed_chance(taken: float, mean: float, spread: float) -> float:
    """Return P(step >= tau) when tau is believed to be N(mean, spread) [probability]. Source: subject 13."""
    return norm_cdf((taken - mean) / max(spread, 0.05))


@law
def believed_spread(sc: Scenario, st: State, r: int, x: int) -> float:
    """Return how unsure actor ``x`` is of line ``r`` [level]: as unsure as those who were told of it, or at least 3."""
    return st.red_sd[r] if sc.red_told[r, x] > 0 else max(st.red_sd[r], UNTOLD_SPREAD)


@law
def presence(men: float) -> float:
    """Return how far troops in the theatre stand for a power's word [1]: 1 - exp(-men / 10,000).

    Local forces deter, pacts alone hardly do. Source of the sign: Huth and Russett 1984; of the scale: grade J.
    """
    return 1.0 - exp(-men / PRESENT)


@law
def believed_credibility(sc: Scenario, p: Params, r: int) -> float:
    """Return how likely others think the owner of line ``r`` to answer [probability]: presence takes half of their doubt."""
    credibility = p.red_credibility[r]
    return credibility + ASSURED * (1.0 - credibility) * presence(p.troops_near[sc.red_owner[r]])


@law
def tripwire_cost(sc: Scenario, p: Params, b: int, s: int) -> float:
    """Return what an attack on ``s`` costs side ``b`` because troops of a power with a base stand on that soil [utility]."""
    worst = 0.0
    if sc.soil[s] != 1 - b:
        return worst
    for j in range(sc.n_powers):
        if p.awake[j] > 0.5 and sc.base_in[j, 1 - b] > 0:
            worst = max(worst, TRIPWIRE * presence(p.troops_near[j]))
    return worst


@law
def effective_threshold(threshold: float, u: float) -> float:
    """Return where in the grey band of +-1.5 around the private threshold the owner draws the line [level]."""
    return threshold + GREY * (2.0 * u - 1.0)


@law
def step_worth(gain: float, chance: float, credibility: float, legal: float, restraint: float) -> float:
    """Return the net worth of a step [utility]: gain - P(step >= tau) credibility 0.5 - legal cost - restraint."""
    return gain - chance * credibility * ANSWER_LOSS - legal - restraint


@law
def recognised_territory_struck(sc: Scenario, st: State, key: int, day: int, b: int) -> float:
    """Return the level of a strike by side ``b`` on the other's recognised soil today: 0 none, 3 or 4.

    About one in twenty days of fighting once the side allows itself that much; four in ten hit a town.
    """
    if st.allowed[b] < 3.0 or st.truce_left > 0.0:
        return 0.0
    if uniform(key, day, SOIL_STRIKE, luck_of(sc, b)) >= STRIKE_RATE:
        return 0.0
    return 4.0 if uniform(key, day, SOIL_STRIKE, 2 + luck_of(sc, b)) < 0.4 else 3.0


@law
def aimed_at(sc: Scenario, r: int, b: int) -> bool:
    """Return whether line ``r`` is aimed at steps of side ``b``."""
    return sc.red_side[r] < 0 or sc.red_side[r] == b


@law
def recognised_territory_taken(sc: Scenario, st: State, key: int, day: int, r: int) -> float:
    """Return the highest step taken today against recognised soil that line ``r`` protects [level]."""
    worst = 0.0
    for b in range(2):
        if not aimed_at(sc, r, b):
            continue
        worst = max(worst, recognised_territory_struck(sc, st, key, day, b))
        for s in range(sc.n_sectors):
            if sc.soil[s] == 1 - b and st.phase[b, s] > 0:
                worst = max(worst, sc.gate[s], ASSAULT_STEP)
    return worst


@law
def own_forces_hit(sc: Scenario, st: State, key: int, day: int, r: int) -> float:
    """Return 5 when the owner's own men or aircraft are hit today, a rare incident of fighting near them."""
    j = sc.red_owner[r]
    if st.truce_left > 0.0 or st.level[j] < Level.ARMED:
        return 0.0
    rate = INCIDENT_RATE if sc.base_in[j, 0] + sc.base_in[j, 1] > 0 else 0.2 * INCIDENT_RATE
    rate *= 4.0 if st.level[j] >= Level.DIRECT else 1.0
    return 5.0 if uniform(key, day, STEP, pair_index(1, r)) < rate else 0.0


@law
def entry_step(sc: Scenario, st: State, day: int, r: int) -> float:
    """Return the highest step of the power whose entry the line forbids [level]; covert fire counts once exposed."""
    j = sc.red_entry[r]
    worst = 0.0
    if j < 0:
        return worst
    for o in range(sc.n_options[j]):
        if not in_effect(st, j, o, day):
            continue
        n = sc.option[j, o]
        side_fits = sc.red_entry_side[r] < 0 or helped_side(sc, n) == sc.red_entry_side[r]
        if side_fits and sc.opt_level[n] >= Level.ARMED and sc.opt_verb[n] != Verb.COVERT_FIRE:
            worst = max(worst, sc.opt_escalation[n])
    return worst


@law
def border_step(sc: Scenario, p: Params, st: State, r: int) -> float:
    """Return the step that fighting along the owner's border means [level]: 2 in contact, 4 under assault, +1 fighters."""
    j = sc.red_owner[r]
    worst = 0.0
    if st.truce_left > 0.0:
        return worst
    for s in range(sc.n_sectors):
        if sc.border_of[s] != j:
            continue
        if st.contact[0, s] > 0 or st.contact[1, s] > 0:
            worst = max(worst, 2.0)
        if st.phase[0, s] > 0 or st.phase[1, s] > 0:
            worst = max(worst, 4.0)
    if worst > 0.0 and p.fighter_fear[j] > 0.0 and st.fighters_now[0] + st.fighters_now[1] > 1000.0:
        worst += 1.0
    return worst


@law
def sector_step(sc: Scenario, st: State, r: int) -> float:
    """Return the step against sectors that the line names [level]: an assault, at least 6."""
    worst = 0.0
    for s in range(sc.n_sectors):
        for b in range(2):
            if sc.red_sector[r, s] > 0 and aimed_at(sc, r, b) and st.phase[b, s] > 0:
                worst = max(worst, sc.gate[s], ASSAULT_STEP)
    return worst


@law
def step_against(sc: Scenario, p: Params, st: State, key: int, day: int, r: int) -> float:
    """Return the highest step taken today against line ``r`` [level]."""
    kind = sc.red_kind[r]
    if kind == RedLineKind.RECOGNISED_SOIL:
        return recognised_territory_taken(sc, st, key, day, r)
    if kind == RedLineKind.OWN_FORCES:
        return own_forces_hit(sc, st, key, day, r)
    if kind == RedLineKind.POWER_ENTRY:
        return entry_step(sc, st, day, r)
    if kind == RedLineKind.BORDER_FIGHTING:
        return border_step(sc, p, st, r)
    return sector_step(sc, st, r) if kind == RedLineKind.SECTOR else 0.0


@law
def behind_gate(sc: Scenario, p: Params, st: State, b: int, gate: float) -> float:
    """Return the value that gates up to ``gate`` shut off from side ``b`` and that lies next to its ground [share]."""
    total = 1e-9
    behind = 0.0
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += p.value[s]
        if sc.gate[s] == 0 or sc.gate[s] > gate or held(st, b, s) > HELD:
            continue
        for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
            if held(st, b, sc.adj_node[k]) > HELD:
                behind += p.value[s]
                break
    return behind / total


@law
def recognised_territory_threatened(sc: Scenario, p: Params, st: State, b: int, level: float) -> float:
    """Return the greatest P(step >= tau) x credibility over lines that protect soil from side ``b`` [probability]."""
    worst = 0.0
    for r in range(sc.n_redlines):
        j = sc.red_owner[r]
        if sc.red_kind[r] == RedLineKind.RECOGNISED_SOIL and aimed_at(sc, r, b) and p.awake[j] > 0.5:
            chance = crossed_chance(level + st.guarded[1 - b], st.red_mean[r], believed_spread(sc, st, r, b))
            worst = max(worst, chance * believed_credibility(sc, p, r))
    return worst


@law
def restraint_of(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return the restraint that its sponsor puts on steps of side ``b`` against recognised soil [utility].

    restraint x tie x (1 - autonomy) of the power that arms it most; nothing without a sponsor. Grade J.
    """
    j = arms_sponsor(sc, p, st, b) if p.restraint[b] > 0.0 else -1
    return p.restraint[b] * max(st.tie[2 + j, b], 0.0) * (1.0 - p.autonomy[b]) if j >= 0 else 0.0


@law
def gate_worth(sc: Scenario, p: Params, st: State, b: int, gate: float) -> float:
    """Return what opening ``gate`` is worth to side ``b`` [utility].

    Up to level 3 it stands for single strikes over the border: little to gain unless pressed, a third of the legal cost.
    """
    fear = recognised_territory_threatened(sc, p, st, b, gate) if p.on[RED_LINES_SWITCH] > 0.5 else 0.0
    restraint = restraint_of(sc, p, st, b) if p.on[RED_LINES_SWITCH] > 0.5 else 0.0
    if gate <= 3.0:
        rate = st.seen_rate[b] if b == 0 else -st.seen_rate[b]
        gain = PRESSED + (PRESSED if rate < 0.002 else 0.0)
        return step_worth(gain, fear, 1.0, 0.3 * p.legitimacy_cost, 0.1 * restraint)
    return step_worth(EXPECTED_ODDS * behind_gate(sc, p, st, b, gate), fear, 1.0, p.legitimacy_cost, restraint)


@law
def named_sector_threatened(sc: Scenario, p: Params, st: State, b: int, s: int, level: float) -> float:
    """Return the greatest P(step >= tau) x credibility over lines that name sector ``s`` [probability]."""
    worst = 0.0
    for r in range(sc.n_redlines):
        if sc.red_kind[r] == RedLineKind.SECTOR and sc.red_sector[r, s] > 0 and aimed_at(sc, r, b):
            if p.awake[sc.red_owner[r]] > 0.5:
                chance = crossed_chance(level, st.red_mean[r], believed_spread(sc, st, r, b))
                worst = max(worst, chance * believed_credibility(sc, p, r))
    return worst


@law
def part_of_zone(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the part of sector ``s`` in the value of the disputed zone that side ``b`` does not hold [share]."""
    total = 1e-9
    for t in range(sc.n_sectors):
        if sc.zone[t] > 0 and (t == s or held(st, b, t) <= HELD):
            total += p.value[t]
    return p.value[s] / total


@law
def legal_cost(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return what an attack of side ``b`` on ``s`` costs in standing [utility].

    All of it on recognised soil behind a gate. The opener's attack in the disputed zone has the part that law gives it; it is
    one step for the whole zone, so that each sector bears its part of the value still to be won. Claim C23.
    """
    if sc.gate[s] > 0:
        return p.legitimacy_cost
    if sc.zone[s] == 0 or b != sc.opener or p.zone_legality <= 0.0:
        return 0.0
    return p.zone_legality * p.legitimacy_cost * part_of_zone(sc, p, st, b, s)


@law
def attack_cost(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return what an attack on ``s`` costs side ``b`` beside the fighting [utility].

    Half the chance of a declared answer, whose line names the sector or the soil; legality; troops of a power in the way; and
    behind a gate restraint.
    """
    level = max(sc.gate[s], ASSAULT_STEP)
    legal = legal_cost(sc, p, st, b, s) + tripwire_cost(sc, p, b, s)
    if p.on[RED_LINES_SWITCH] < 0.5:
        return legal
    fear = named_sector_threatened(sc, p, st, b, s, level)
    if sc.gate[s] == 0:
        return fear * ANSWER_LOSS + legal
    if sc.soil[s] == 1 - b:
        fear = max(fear, recognised_territory_threatened(sc, p, st, b, level))
    return -step_worth(0.0, fear, 1.0, legal, restraint_of(sc, p, st, b))


@step
def weigh_gates(sc: Scenario, p: Params, st: State, b: int) -> None:
    """Let side ``b`` decide how far it is ready to go: the highest gate worth opening, each on its own merits."""
    ready = 0.0
    for k in range(4):
        gate = 3.0 if k == 0 else (7.0 if k == 1 else (8.0 if k == 2 else 10.0))
        if gate_worth(sc, p, st, b, gate) > 0.0:
            ready = gate
    if b == sc.opener and p.tacit_contract > 0.5:
        ready = min(ready, 3.0)
    st.allowed[b] = ready


@step
def draw_answer(sc: Scenario, p: Params, st: State, r: int, key: int, day: int) -> None:
    """Draw whether the owner of a crossed line means to answer; if not, others believe it less and the norm is worn."""
    again = st.red_crossed[r] >= 0.0
    if not again:
        st.red_crossed[r] = day
        st.mediation_due = 1
    if st.red_answered[r] >= 0.0 or st.red_answered[r] == PENDING:
        return
    chance = p.red_credibility[r] * (AGAIN if again else 1.0)
    if uniform(key, day, RED_ANSWER, r) < chance:
        st.red_answered[r] = PENDING
    else:
        record_no_answer(sc, p, st, r)


@law
def record_no_answer(sc: Scenario, p: Params, st: State, r: int) -> None:
    """Let a step over a line go unanswered: others now believe that the owner bears more, and the norm is worn."""
    st.red_unanswered[r] += 1.0
    for q in range(sc.n_redlines):
        if sc.red_owner[q] == sc.red_owner[r]:
            st.red_mean[q] = min(10.0, st.red_mean[q] + p.reputation_loss)
    if sc.red_kind[r] == RedLineKind.RECOGNISED_SOIL:
        st.norm_breach = min(1.0, st.norm_breach + 0.1)
        if sc.red_side[r] >= 0:
            st.breached[sc.red_side[r]] = min(1.0, st.breached[sc.red_side[r]] + 0.1)


@law
def attacks_zone(sc: Scenario, st: State) -> bool:
    """Tell whether the opener assaults ground of the disputed zone."""
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0 and st.phase[sc.opener, s] > 0:
            return True
    return False


@step
def red_lines_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Note today's steps; on decision days judge them against the lines and let sides weigh their next ones."""
    for b in range(2):
        if recognised_territory_struck(sc, st, key, day, b) > 0.0:
            st.norm_breach = min(1.0, st.norm_breach + 0.02)
            st.breached[b] = min(1.0, st.breached[b] + 0.02)
        if st.gate_used[b] >= BREACH_STEP:
            st.norm_breach = max(st.norm_breach, BREACH)
            st.breached[b] = max(st.breached[b], BREACH)
    if attacks_zone(sc, st):
        st.norm_breach = max(st.norm_breach, BREACH * p.zone_legality)
        st.breached[sc.opener] = max(st.breached[sc.opener], BREACH * p.zone_legality)
    if p.on[RED_LINES_SWITCH] > 0.5:
        for r in range(sc.n_redlines):
            if p.awake[sc.red_owner[r]] > 0.5:
                st.step_now[r] = max(st.step_now[r], step_against(sc, p, st, key, day, r))
    if not decision_day(day, st.decision_due):
        return
    for r in range(sc.n_redlines):
        threshold = effective_threshold(p.red_threshold[r], uniform(key, 0, STEP, r))
        if st.step_now[r] > 0.0 and st.step_now[r] >= threshold:
            draw_answer(sc, p, st, r, key, day)
        st.step_now[r] = 0.0
    for b in range(2):
        weigh_gates(sc, p, st, b)
        for s in range(sc.n_sectors):
            st.step_cost[b, s] = attack_cost(sc, p, st, b, s)


MECHANISM = Mechanism(
    name="red_lines",
    summary="Powers name steps they will not bear; sides weigh whether to take them; what goes unanswered is believed less.",
    switches={"red_lines": RED_LINES_SWITCH},
    steps={"red_lines": red_lines_step},
    fields=(
        *table(
            "PARAMS",
            """
            legitimacy_cost | | f8 | utility | cost of attacking recognised soil
            zone_legality | | f8 | share | part of legality cost and breach of norms that an attack of the opener in the zone has
            reputation_loss | | f8 | level | fall of a believed threshold per unanswered step
            """,
        ),
        *table(
            "STATE",
            """
            allowed | b | f8 | level | highest gate the side is ready to use
            step_cost | b s | f8 | utility | what an attack on the sector costs the side beside the fighting
            red_unanswered | r | f8 | 1 | steps over the line that went unanswered
            """,
        ),
    ),
    priors=(
        Prior("legitimacy_cost", "P71c", "Tri(0.02, 0.10, 0.25)", "J", "attack on recognised soil costs standing"),
        Prior("zone_legality", "P71d", "0", "J", "wakes with a claim"),
        Prior("reputation_loss", "P41b", "0", "J", "wakes with a claim"),
    ),
    streams={"red_answer": RED_ANSWER, "soil_strike": SOIL_STRIKE, "step": STEP},
    not_foreseen="the chance of a declared answer enters the value of the option that provokes it",
)
