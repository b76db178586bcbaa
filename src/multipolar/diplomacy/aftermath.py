"""What a war leaves behind: whether it comes back, what it did to a sponsor's currency, and whom it encouraged elsewhere."""

from __future__ import annotations

from multipolar.codes import Arrangement, Level, Stop
from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Outcome, Params, Scenario, State
from multipolar.diplomacy.alignment import sponsor_of
from multipolar.diplomacy.truce import enforcer_now
from multipolar.numerics.elementary import LN2, exp, logistic
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import normal, uniform

LINKED_SWITCH = 24
"""Place in PARAMS ``on``."""
AFTERMATH = 70
FX = 71
LINKED = 72
"""Random streams."""

QUARTERS = 12
"""Quarters for which renewed war is looked for: three years [1]."""
QUARTER_DAYS = 91.3
"""Length of a quarter [days]."""
AFTER_VICTORY, AFTER_AGREEMENT, AFTER_CEASEFIRE, AFTER_FADING = 0.184, 1.85, 1.45, 2.03
"""Hazard of renewed war by the way the last one ended, over the geometric mean of the four [ratio]. Source: UCDP terminations of
dyads, second and third year, 4.68e-5, 1.24e-4, 3.68e-4, 5.15e-4 a day; an agreement without anybody to watch it: see WATCHED."""
WATCHED = 1.1
"""What monitors and separation, 0.6 and 0.5, take off the log hazard of renewed war [1]. Source: subject 15.

Agreements as observed count as watched, with enforcement 0.3 (grade J), so that a bare one has 1.24e-4 / (e^-1.1 (1 - 0.7 x 0.3)).
"""
FX_WINDOW = 21.0
"""Window of the currency question [days]."""
FX_SPREAD = 0.03
"""Standard deviation of a currency's change in the window [share]. Grade J."""
FX_JUMP = 0.12
"""Fall of a currency in a crisis [share]. Grade J."""
FALL = 0.05
"""Fall that counts as one [share]."""
MEMORY_YEARS = 2.0
"""Years after which a lesson is forgotten but for 1/e [years]. Grade J."""


@law
def enforcement_left(start: float, half_life: float, years: float) -> float:
    """Return the enforcement left after ``years`` [share]: it halves every ``half_life`` years. Source: subject 15, P46."""
    return start * exp(-LN2 * years / max(half_life, 0.1))


@law
def relapse_rate(base: float, way: float, effect: float, enforcement: float, watched: float) -> float:
    """Return the hazard of renewed war [1/day]: h0 way exp(-1.1 watched) x (1 - (1 - P45) enforcement).

    ``way``: hazard after the way in which the war ended over that of all; ``watched``: 1 with monitoring and separation, 0
    without any arrangement; P45: hazard ratio under full enforcement. Sources: UCDP terminations; subject 15; Fortna 2004.
    """
    return base * way * exp(-WATCHED * watched) * (1.0 - (1.0 - effect) * enforcement)


@law
def currency_hazard(base: float, strain: float, drift: float, shock: float) -> float:
    """Return the monthly chance of a currency fall [probability]: logistic(base + 1.2 strain/0.1 + 8 drift + 0.8 shock).

    In the spirit of first-generation models of currency crises (Krugman 1979). Source: subject 9.
    """
    return logistic(base + 1.2 * strain / 0.1 + 8.0 * drift + 0.8 * shock)


@law
def link_hazard(rate: float, tie: float, tension: float, optimism: float) -> float:
    """Return the monthly rate of major fighting in a linked theatre [1/month]: lambda0 (1 - tie) tension e^optimism."""
    return rate * (1.0 - tie) * max(tension, 0.0) * exp(optimism)


@law
def hazard_after(ending: int) -> float:
    """Return the hazard of renewed war after the way in which a war ended, over that of all ways [ratio]."""
    if ending <= Stop.DRIVEN_OUT:
        return AFTER_VICTORY
    if ending == Stop.SETTLEMENT:
        return AFTER_AGREEMENT
    return AFTER_CEASEFIRE if ending == Stop.TRUCE_HELD else AFTER_FADING


@step
def relapse(sc: Scenario, p: Params, st: State, key: int, out: Outcome) -> None:
    """Write whether and when large fighting resumes within three years.

    A settlement is kept as its design says; a ceasefire that has held, by the men and monitors whom powers keep there by then.
    """
    out.relapse = 0
    out.relapse_year = -1.0
    if st.ending == Stop.HORIZON:
        return
    start = 0.0
    watched = 0.0
    if st.design >= 0:
        start = p.design_enforcement[st.design] * (p.compliance if sc.arrangement[st.design] == Arrangement.JOINT_PATROLS else 1.0)
        watched = 1.0 if sc.arrangement[st.design] != Arrangement.NONE else 0.0
    elif st.ending == Stop.TRUCE_HELD:
        start = enforcer_now(st)
        watched = 1.0 if start > 0.0 else min(1.0, st.monitor)
    for k in range(QUARTERS):
        left = enforcement_left(start, p.enforcement_halflife, 0.25 * k)
        rate = relapse_rate(p.settlement_hazard, hazard_after(st.ending), p.peacekeeper_effect, left, watched)
        if uniform(key, k, AFTERMATH, 0) < 1.0 - exp(-rate * QUARTER_DAYS):
            out.relapse = 1
            out.relapse_year = 0.25 * (k + uniform(key, k, AFTERMATH, 1))
            return


@step
def currency(sc: Scenario, p: Params, st: State, key: int, out: Outcome) -> None:
    """Write each actor's currency after three weeks, and whether that of the main sponsor falls by a twentieth.

    A normal change (spread 0.03) less the sponsor's drift, and a fall of 0.12 with the chance of a crisis in those weeks.
    """
    out.fx_fall = 0
    j = main_sponsor(sc, p, st)
    for x in range(2 + sc.n_powers):
        drift = p.fx_drift if x == 2 + j else 0.0
        shock = 1.0 if x >= 2 and st.level_max[x - 2] == Level.DIRECT else 0.0
        chance = currency_hazard(p.fx_base, st.strain[x], drift, shock) * FX_WINDOW / 30.0
        change = -drift * FX_WINDOW / 30.0 + FX_SPREAD * normal(key, 0, FX, x)
        if uniform(key, 1, FX, x) < chance:
            change -= FX_JUMP
        st.fx_index[x] = exp(change)
        out.fx_index[x] = st.fx_index[x]
        if j >= 0 and x == 2 + j and st.fx_index[x] <= 1.0 - FALL:
            out.fx_fall = 1


@law
def main_sponsor(sc: Scenario, p: Params, st: State) -> int:
    """Return the sponsor with the closest tie to its belligerent, of the sponsors of both, -1 where neither has one."""
    best = -1
    most = -1.0
    for b in range(2):
        j = sponsor_of(sc, p, st, b, st.day_now)
        if j >= 0 and st.tie[2 + j, b] > most:
            most = st.tie[2 + j, b]
            best = j
    return best


@law
def drone_win(st: State) -> float:
    """Return 1 when a side moved a tenth of the value or more and hit from the air more than fifty times: others may heed it."""
    gained = st.value_share - st.start_share
    if abs(gained) < 0.1:
        return 0.0
    b = 0 if gained > 0.0 else 1
    return 1.0 if st.hits[b] > 50.0 else 0.0


@step
def linked(sc: Scenario, p: Params, st: State, key: int, out: Outcome) -> None:
    """Write whether a linked theatre sees a major offensive within a year of the as-of date."""
    for z in range(sc.n_links):
        out.link_war[z] = 0
        if p.on[LINKED_SWITCH] < 0.5:
            continue
        tie = 0.0
        if sc.link_a[z] >= 0 and sc.link_b[z] >= 0:
            tie = st.tie[2 + sc.link_a[z], 2 + sc.link_b[z]]
        passive = 0.0
        for r in range(sc.n_redlines):
            owner = sc.red_owner[r]
            if owner == sc.link_a[z] or owner == sc.link_b[z] or owner == sc.link_patron[z]:
                passive += p.link_reputation * (1.0 + st.red_unanswered[r])
        lesson = p.link_optimism * drone_win(st) * (1.0 - exp(-12.0 / (12.0 * MEMORY_YEARS))) * MEMORY_YEARS
        optimism = passive + (5.0 * lesson if sc.link_challenger[z] >= 0 else 0.0)
        rate = link_hazard(p.link_rate[z], tie, st.tension[z], optimism)
        if uniform(key, 0, LINKED, z) < 1.0 - exp(-12.0 * rate):
            out.link_war[z] = 1


@step
def great_war(sc: Scenario, p: Params, st: State, key: int, out: Outcome) -> None:
    """Write the tail: a great-power war, ten times likelier once two rivals are both in open combat."""
    direct = 0
    for j in range(sc.n_powers):
        direct += 1 if st.level_max[j] == Level.DIRECT and sc.level_start[j] != Level.DIRECT else 0
    chance = p.great_power_tail * p.tail_scale * (10.0 if direct >= 2 else 1.0)
    out.great_power = 1 if uniform(key, 2, LINKED, 100) < chance else 0


@step
def aftermath(sc: Scenario, p: Params, st: State, key: int, out: Outcome) -> None:
    """Fill what follows the war: relapse, currency, linked theatres, the tail. Reported, never fed back."""
    relapse(sc, p, st, key, out)
    currency(sc, p, st, key, out)
    linked(sc, p, st, key, out)
    great_war(sc, p, st, key, out)


MECHANISM = Mechanism(
    name="aftermath",
    summary="A war may come back, weaken a sponsor's currency and encourage others elsewhere.",
    switches={"linked": LINKED_SWITCH},
    fields=(
        *table(
            "PARAMS",
            """
            settlement_hazard | | f8 | 1/day | P44 hazard of renewed war, the mean over the ways in which wars end
            peacekeeper_effect | | f8 | ratio | P45 hazard ratio of renewed war under peacekeepers
            enforcement_halflife | | f8 | years | P46 half-life of enforcement
            link_reputation | | f8 | level | the same in the linked theatre
            link_optimism | | f8 | share | demonstration effect of a decisive drone-armed win
            great_power_tail | | f8 | probability | great-power war out of a war of this kind
            tail_scale | | f8 | 1 | scale of that tail
            fx_base | | f8 | logit | monthly hazard of a currency fall of the main sponsor, constant
            fx_drift | | f8 | share | fall of the sponsor's currency in the month before the as-of date
            """,
        ),
        *table(
            "STATE",
            """
            fx_index | x | f8 | 1 | value of the currency against the as-of date
            """,
        ),
    ),
    priors=(
        Prior("settlement_hazard", "P44", "fitted", "E/J", "UCDP Conflict Termination 3-2021, through the law of relapse"),
        Prior("peacekeeper_effect", "P45", "Beta(6, 14)", "M", "Fortna 2003, 2004, 2008"),
        Prior("enforcement_halflife", "P46", "Tri(1, 3, 8)", "J", "Kenwick; judgement"),
        Prior("link_reputation", "P41c", "0", "J", "wakes with a claim"),
        Prior("link_optimism", "P57b", "N(0.1, 0.1)", "J", "subject 21"),
        Prior("great_power_tail", "P57c", "Beta(1, 2000)", "J", "subject 21"),
        Prior("tail_scale", "P57d", "1", "J", "subject 21"),
        Prior("fx_base", "P30c", "-4", "J", "subject 9"),
        Prior("fx_drift", "P30d", "0", "J", "set by the scenario"),
    ),
    streams={"aftermath": AFTERMATH, "fx": FX, "linked": LINKED},
    not_foreseen="it is worked out once a war has stopped",
)
