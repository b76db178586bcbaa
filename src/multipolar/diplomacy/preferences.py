"""What a power cares about, in one language: seven issues between 0 and 1, each with a position and a salience."""

from __future__ import annotations

from multipolar.codes import Issue, Level, Verb
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.alignment import backed_side
from multipolar.diplomacy.effects.shared import in_effect
from multipolar.diplomacy.treaties import owes_help
from multipolar.numerics.arrays import FloatRow
from multipolar.numerics.jit import law, step

DIRECT_ROLE, BROKER_ROLE, ARMED_ROLE, GUARD_ROLE = 1.0, 0.6, 0.3, 0.5
"""Weight of a power's role as combatant, broker, supplier of arms and guard of a settlement [1]. Grade J."""


@law
def issue_utility(salience: float, position: float, x: float) -> float:
    """Return what an outcome ``x`` of one issue is worth [utility]: salience (1 - |position - x|). Source: subject 11."""
    return salience * (1.0 - abs(position - x))


@law
def clip01(x: float) -> float:
    """Return ``x`` held in [0, 1]."""
    return min(1.0, max(0.0, x))


@law
def fit_to(position: float, b: int) -> float:
    """Return how well the success of side ``b`` fits a power's wish [1]: 1 - |position - target|, target 1 for A and 0 for B."""
    return 1.0 - abs(position - (1.0 if b == 0 else 0.0))


@law
def home_issue(kin_harm: float, fighters: float, fear: float, own_dead: float) -> float:
    """Return w5, calm at home [1]: 1 - kin civilians harmed - feared fighters near (per 1,000) - own dead."""
    return clip01(1.0 - kin_harm - fear * fighters / 1000.0 - own_dead)


@law
def economy_issue(strain: float, disruption: float, energy_stake: float, share: float) -> float:
    """Return w6, the economy [1]: 1 - own strain - disruption + what energy from a side gains as it does."""
    return clip01(1.0 - 0.5 * strain - disruption + 0.5 * energy_stake * (share - 0.5))


@law
def settle_chance(gap: float, exponent: float) -> float:
    """Return how likely a settlement looks within the horizon [probability], from the gap between what both expect.

    ``gap`` = 1 - V_A - V_B: positive when a deal exists; leverage of a mediator adds. Grade J.
    """
    return clip01(0.35 + 2.0 * gap + 0.5 * exponent)


@law
def role_now(sc: Scenario, st: State, j: int, day: int, part: float) -> float:
    """Return the role of power ``j`` today [1]: 1 in combat, 0.6 as mediator, 0.3 behind a side, else what it offers.

    Combat and arms count by the part ``part`` of their weight.
    """
    role = 0.0
    if st.level[j] >= Level.DIRECT:
        return part * DIRECT_ROLE
    if st.mediators[j] > 0:
        role = BROKER_ROLE
    elif st.level[j] >= Level.ARMED:
        role = part * ARMED_ROLE
    for o in range(sc.n_options[j]):
        verb = sc.opt_verb[sc.option[j, o]]
        if (verb == Verb.GUARANTEE or verb == Verb.PROTECTORATE) and in_effect(st, j, o, day):
            role = max(role, GUARD_ROLE)
    return role


@law
def own_role(sc: Scenario, p: Params, st: State, j: int, day: int) -> float:
    """Return the role of power ``j`` in its own eyes [1]: what it does for a side counts as far as it wants that side to win."""
    b = backed_side(sc, st, j, day)
    part = 1.0 if b < 0 else max(0.0, 2.0 * fit_to(p.position[j, Issue.SIDE], b) - 1.0)
    return role_now(sc, st, j, day, part)


@law
def rivals_role(sc: Scenario, p: Params, st: State, j: int, share: float, day: int) -> float:
    """Return the weighted role of the rivals of power ``j`` [1]: their own part, and how well the side they back fares."""
    total = 1e-9
    role = 0.0
    for x in range(2 + sc.n_powers):
        weight = p.rival_weight[j, x]
        if weight <= 0.0 or x == 2 + j:
            continue
        total += weight
        if x < 2:
            role += weight * (share if x == 0 else 1.0 - share)
            continue
        side = backed_side(sc, st, x - 2, day)
        fares = 0.5 if side < 0 else (share if side == 0 else 1.0 - share)
        role += weight * clip01(role_now(sc, st, x - 2, day, 1.0) * (0.5 + fares))
    return role / total if total > 1e-6 else 0.0


@law
def kin_harm(st: State, j: int, gone: float) -> float:
    """Return the harm to civilians a power feels for [1]: displaced x the warmer tie, less relief."""
    warm = max(st.tie[2 + j, 0], st.tie[2 + j, 1], 0.0)
    return 0.5 * gone * (0.3 + warm) * (1.0 - 0.5 * st.humane)


@law
def tension_of(sc: Scenario, st: State, j: int) -> float:
    """Return the tension in other theatres that power ``j`` is engaged in [share]."""
    worst = 0.0
    for z in range(sc.n_links):
        if sc.link_a[z] == j or sc.link_b[z] == j or sc.link_challenger[z] == j or sc.link_patron[z] == j:
            worst = max(worst, st.tension[z])
    return worst


@step
def issues_of(sc: Scenario, p: Params, st: State, j: int, share: float, gone: float, deaths: float, day: int, x: FloatRow) -> None:
    """Fill ``x`` with the seven issues as power ``j`` expects them at its horizon if it changes nothing."""
    owed = 1.0 if owes_help(sc, st, j, 0) or owes_help(sc, st, j, 1) else 0.0
    own_dead = 0.15 if st.level[j] >= Level.DIRECT else 0.0
    fighters = st.fighters_now[0] + st.fighters_now[1]
    population = (p.population[0] + p.population[1]) / 10000.0
    disruption = 0.1 * min(1.0, deaths / max(population, 1.0) / 10.0)
    x[Issue.SIDE] = share
    x[Issue.RIVAL] = clip01(rivals_role(sc, p, st, j, share, day))
    x[Issue.OWN_INFLUENCE] = own_role(sc, p, st, j, day)
    x[Issue.NORM] = clip01(1.0 - st.norm_breach - 0.5 * owed)
    x[Issue.DOMESTIC] = home_issue(kin_harm(st, j, gone), fighters, p.fighter_fear[j], own_dead)
    x[Issue.ECONOMY] = economy_issue(st.strain[2 + j], disruption, p.energy_stake[j], share)
    x[Issue.OTHER_THEATRES] = clip01(1.0 - tension_of(sc, st, j))


@law
def utility_of(p: Params, j: int, x: FloatRow) -> float:
    """Return the utility of power ``j`` for the issues ``x``: the sum over issues of salience (1 - |position - x|)."""
    total = 0.0
    for i in range(7):
        total += issue_utility(p.salience[j, i], p.position[j, i], x[i])
    return total
