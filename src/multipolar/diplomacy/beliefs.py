"""Each side expects something from fighting on: what it believed at first gives way to what reports show."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.drones import DRONES_SWITCH, air_balance, air_strength, loiter_use, planes_weight
from multipolar.mechanisms.effort import aim_share
from multipolar.mechanisms.ground import held, theatre_ratio
from multipolar.mechanisms.reports import REPORTS_SWITCH, own_share_of, own_value, value_share_of
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.jit import law, step

BELIEFS_SWITCH = 29
"""Place in PARAMS ``on``."""

SATURATION = 0.7
"""Speed at which expected gains use up the room that is left [1]. Grade J."""
PRIOR_SPAN = 0.6
"""Change of the expected share between hopeless and certain superiority [share]. Grade J."""
RATIO_WEIGHT = 1.2
"""Weight of the log force ratio in the expected edge [logit]. Grade J."""
AIR_WEIGHT = 1.1
"""Weight of the air balance in the expected edge [logit]. Grade J."""
STRAIN_COST = 0.15
"""Cost of full financial strain [utility]. Grade J."""
WILL_COST = 0.08
"""Cost of lost will [utility]. Grade J."""
REVEALED = 0.06 + 0.05
"""Margin by which the joint optimism of sides at war exceeds the costs of both: that they fight reveals it [utility]. Grade J."""
FIRST_DEATHS = 0.002
"""Daily deaths expected before any are reported [share of men/day]. Grade J."""
USUAL_OPTIMISM = 0.10
"""Optimism with which a war begins in the mean, P31 [share]. Grade J."""
QUIET_INFO, FIGHTING_INFO = 0.2, 2.0
"""What a day teaches without an assault, and how much more when every chosen axis attacks [informative days]. Grade J: waiting
hardly informs, fighting does (Slantchev 2003; Weisiger 2013); a usual day of fighting counts as one."""
LEFT_AT_LEAST = 0.1
"""Share of the enemy's men that reports leave standing at least [share]. Grade J."""
MEAN_WEATHER = 0.8
"""Mean air factor that sides reckon with [1]. Grade J."""


@law
def projected(share: float, rate: float, horizon: float) -> float:
    """Return the share a side would hold after ``horizon`` days at today's rate [share].

    v + (1 - v)(1 - exp(-0.7 r H / (1 - v))) for r > 0, mirrored for r < 0: gains saturate. Source: day, step 14.
    """
    room = 1.0 - share if rate > 0.0 else share
    if room <= 1e-9:
        return share
    moved = room * (1.0 - exp(-SATURATION * abs(rate) * horizon / room))
    return share + moved if rate > 0.0 else share - moved


@law
def prior_belief(share: float, force_ratio: float, air: float) -> float:
    """Return what a side expects before the fighting teaches it [share]: v0 + 0.6 (sigma(1.2 ln FR + 1.1 a) - 1/2)."""
    edge = logistic(RATIO_WEIGHT * log(max(force_ratio, 1e-6)) + AIR_WEIGHT * air)
    return share + PRIOR_SPAN * (edge - 0.5)


@law
def info_of(in_assault: float) -> float:
    """Return what a day teaches [informative days]: 0.2 + 2 x the share of chosen axes on which an assault is under way."""
    return QUIET_INFO + FIGHTING_INFO * in_assault


@law
def report_error(men: float, dead: float, claimed: float) -> float:
    """Return by how much its reports let a side expect too much [share]: the enemy it is told of against the enemy there is.

    0.6 (sigma(1.2 ln((N - C) / (N - psi C))) - 1/2): own reports multiply the enemy's dead C by psi, a tenth of his men N left
    at least. Each side is told its own, so that fighting never brings their beliefs together. Source: subject 20 for psi.
    """
    if men <= 0.0:
        return 0.0
    there = max(men - dead, LEFT_AT_LEAST * men)
    told = max(men - claimed * dead, LEFT_AT_LEAST * men)
    return PRIOR_SPAN * (logistic(RATIO_WEIGHT * log(there / told)) - 0.5)


@law
def learned(prior: float, shown: float, rate: float, days: float) -> float:
    """Return the belief after so many informative days [share]: (1 - e^(-lr I)) m + e^(-lr I) prior. Source: day, step 14."""
    old = exp(-rate * days)
    return (1.0 - old) * shown + old * prior


@law
def fighting_cost(unit: float, dead_per_10k: float, strain: float, will: float, reach: float) -> float:
    """Return the cost of fighting on [utility]: c dead per 10,000 + 0.15 strain + 0.08 (1 - will) + air coercion."""
    return unit * dead_per_10k + STRAIN_COST * strain + WILL_COST * (1.0 - will) + reach


@law
def expected_dead(p: Params, st: State, b: int) -> float:
    """Return the deaths per 10,000 inhabitants that side ``b`` expects over its horizon [1/10,000]."""
    rate = st.dead_mean[b]
    if rate <= 0.0:
        rate = FIRST_DEATHS * st.men_start[b]
    return rate * p.bargaining_horizon / max(p.population[b] / 10000.0, 1.0)


@law
def cost_of(p: Params, st: State, b: int) -> float:
    """Return the cost of fighting on for side ``b`` [utility], demands to stop that it has defied included."""
    return fighting_cost(p.cost_unit, expected_dead(p, st, b), st.strain[b], st.will[b], st.reach_cost[b]) + st.defied[b]


@law
def own_view(share: float, b: int) -> float:
    """Return a share of A as side ``b`` counts it: its own."""
    return share if b == 0 else 1.0 - share


@law
def share_by_coercion(shown: float, rise: float, horizon: float) -> float:
    """Return the share that a side expects once its strikes on the state have told [share].

    Whoever makes fighting on dearer for the enemy by ``rise`` a day expects to be offered as much over its horizon, up to
    all there is. Without it a side that fights from the air alone would take any halt. Source: Pape 1996; day, strikes on a state.
    """
    return min(1.0, shown + rise * horizon)


@law
def perceived_trend(p: Params, st: State, b: int) -> float:
    """Return where the war goes as side ``b`` sees it [own share]."""
    rate = st.seen_rate[b] if b == 0 else -st.seen_rate[b]
    shown = projected(own_view(st.seen_share[b], b), rate, p.bargaining_horizon)
    if p.on[REPORTS_SWITCH] > 0.5:
        shown += 0.5 * report_error(st.men_start[1 - b], st.dead[1 - b], p.enemy_claim)
    return share_by_coercion(shown, st.coercing[b], p.bargaining_horizon)


@law
def aimed_share(p: Params, st: State, b: int) -> float:
    """Return the most that fighting on can be worth to side ``b`` [own share]: what it wants."""
    return aim_share(own_view(st.start_own[b], b), p.aim[b])


@law
def unheld_top(sc: Scenario, p: Params, st: State, b: int) -> float:
    """Return the share of value of the contested sector that side ``b`` does not hold and values most [share]."""
    total = 1e-9
    top = 0.0
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            value = own_value(p, b, s)
            total += value
            if held(st, b, s) < 0.5:
                top = max(top, value)
    return top / total


@law
def opening_air(p: Params, st: State, b: int) -> float:
    """Return the air balance that side ``b`` could reckon with before the first day [1]."""
    own = planes_weight(p.aircraft[b], p.helicopters[b], p.quality[b])
    other = planes_weight(p.aircraft[1 - b], p.helicopters[1 - b], p.quality[1 - b])
    drones = 1.0 if p.on[DRONES_SWITCH] > 0.5 else 0.0
    mine = air_strength(drones * st.drones[b], st.ad[1 - b], drones * loiter_use(p, st, b), own, p.sam[1 - b], MEAN_WEATHER)
    theirs = air_strength(drones * st.drones[1 - b], st.ad[b], drones * loiter_use(p, st, 1 - b), other, p.sam[b], MEAN_WEATHER)
    return air_balance(mine, theirs, p.men[0] + p.men[1])


@law
def assault_share(sc: Scenario, st: State) -> float:
    """Return on what share of the axes that both sides have chosen an assault is under way [share], 0 where none is chosen."""
    chosen = 0.0
    attacked = 0.0
    for b in range(2):
        for s in range(sc.n_sectors):
            if st.chosen[b, s] > 0:
                chosen += 1.0
                attacked += 1.0 if st.phase[b, s] > 0 else 0.0
    return attacked / chosen if chosen > 0.0 else 0.0


@step
def beliefs_start(sc: Scenario, p: Params, st: State, key: int) -> None:
    """Set what both sides believe on the as-of date so that no settlement is acceptable to both: the war goes on.

    Inside a war the belief has been learning since the round began, as fast as a war of the drawn tempo teaches; the mean pace
    of the round so far is the pace the sides see. One shift lifts the pair: as much as sides of usual optimism would need, so
    that who is more confident than usual stays it, and no less than reveals that these two fight. Source: day, step 14.
    """
    if sc.day_before > 0.5:
        st.value_rate = (st.value_share - value_share_of(sc, p, sc.line_before)) / max(sc.day_before, 7.0)
        for b in range(2):
            st.own_rate[b] = (st.own_share[b] - own_share_of(sc, p, b, sc.line_before)) / max(sc.day_before, 7.0)
            st.seen_rate[b] = st.own_rate[b]
    taught = sc.day_before * info_of(p.tempo)
    st.info = 0.0
    gap = cost_of(p, st, 0) + cost_of(p, st, 1) + REVEALED + 1.0
    usual = gap
    for b in range(2):
        before = own_view(own_share_of(sc, p, b, sc.line_before), b)
        prior = prior_belief(before, theatre_ratio(sc, p, st, b), opening_air(p, st, b))
        shown = perceived_trend(p, st, b)
        st.prior[b] = learned(prior + p.optimism[b], shown, p.learning_rate, taught)
        gap -= st.prior[b]
        usual -= learned(prior + USUAL_OPTIMISM, shown, p.learning_rate, taught)
    gap = max(gap, usual)
    for b in range(2):
        if gap > 0.0:
            st.prior[b] += 0.5 * gap
        st.belief[b] = st.prior[b]
        st.fight_value[b] = min(st.belief[b], aimed_share(p, st, b)) - cost_of(p, st, b)


@step
def beliefs_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let what fighting shows replace prior beliefs, and value fighting on."""
    st.info += info_of(assault_share(sc, st))
    for b in range(2):
        shown = perceived_trend(p, st, b)
        if p.on[BELIEFS_SWITCH] > 0.5:
            st.belief[b] = learned(st.prior[b], shown, p.learning_rate, st.info)
        else:
            st.belief[b] = shown
        st.fight_value[b] = min(st.belief[b], aimed_share(p, st, b)) - cost_of(p, st, b)


MECHANISM = Mechanism(
    name="beliefs",
    summary="Each side expects something from fighting on: what it believed at first gives way to what reports show.",
    switches={"beliefs": BELIEFS_SWITCH},
    steps={"beliefs": beliefs_step},
    fields=(
        *table(
            "PARAMS",
            """
            learning_rate | | f8 | 1/day | P32 speed at which an informative day replaces prior beliefs
            bargaining_horizon | | f8 | days | P34 days ahead that the sides look
            cost_unit | | f8 | utility | P64 cost of one death per 10,000 inhabitants
            tacit_contract | | f8 | 1 | tacit cap on the opener's aims, 1 in force
            """,
        ),
        *table(
            "STATE",
            """
            belief | b | f8 | share | share of the value the side expects at its horizon
            prior | b | f8 | share | the same at the start
            info | | f8 | days | informative days since the as-of date
            fight_value | b | f8 | utility | value of fighting on
            """,
        ),
    ),
    priors=(
        Prior("learning_rate", "P32", "LogN(0.06, 0.5)", "J", "Smith and Stam 2004; Slantchev 2003"),
        Prior("bargaining_horizon", "P34", "Tri(10, 25, 60)", "J", "judgement"),
        Prior("cost_unit", "P64", "LogN(0.006, 0.7)", "J", "day, step 14"),
        Prior("tacit_contract", "P40c", "0", "J", "wakes with a claim"),
    ),
    not_foreseen="what the sides believe follows the war that is foreseen; powers do not foresee it beside the war",
)
