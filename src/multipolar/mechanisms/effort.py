"""Each side weighs where to attack and whether it is worth it."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.exposure import attackers_on, defenders_of, exposed_attackers, exposed_defenders, exposure_cap
from multipolar.mechanisms.ground import (
    CLEARED,
    HELD,
    INSIDE,
    breadth,
    equipment_factor,
    held,
    holder_of,
    luck_of,
    men_total,
    open_to,
    rugged,
    shelled_factor,
    side_strength,
    urban,
)
from multipolar.mechanisms.lull import relaunch_margin
from multipolar.mechanisms.moves import HOME_LEVEL, move_men, see_massing
from multipolar.mechanisms.readiness import late_call
from multipolar.mechanisms.reports import own_value
from multipolar.mechanisms.snow import winter_speed
from multipolar.mechanisms.supply import sector_supply
from multipolar.mechanisms.weather import speed_factor
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.random import normal, pair_index

EFFORT_SWITCH = 5
"""Place in PARAMS ``on``."""
AXIS_CHOICE = 20
"""Random stream."""

SURPRISE_DAYS = 5.0
"""Days after which surprise is gone but for 1/e [days]. Grade J."""
FAILED_DAYS = 10.0
"""Days for which a failed assault weighs on an axis [days]. Grade J."""
FAILED_PULL = 0.5
"""Part of its pull that is left to such an axis [share]. Grade J."""
ROUTED_LOGIT = -1.5
"""What the chance of success of an army in rout loses [logit]. Grade J: the mirror of a defence that has broken."""
WORN_SHARE = 0.15
"""Share of its men lost at which wear raises a side's threshold in full [share]. Grade J."""
BROKEN_LOGIT = 1.5
"""Rise of the logit of success against a defence that has broken [logit]. Grade J."""


@law
def preparation_logit(level: float, fortified: float, prepared: float) -> float:
    """Return the effect of preparation on the attacker [logit]: 3 fortified, 2 prepared, below that hasty. Source: day, step 8."""
    if level >= 2.5:
        return fortified
    return prepared if level >= 1.5 else 0.0


@law
def assault_logit(base: float, slope: float, log_ratio: float, terms: float) -> float:
    """Return the log-odds that an assault succeeds: base + slope ln FR + the sum of the other terms. Source: subject 2."""
    return base + slope * log_ratio + terms


@law
def shells_log(state: float) -> float:
    """Return the log of a side's fire where odds compare it with the enemy's [1]: ln(0.05 + 0.95 sigma)."""
    return log(0.05 + 0.95 * state)


@law
def surprise_left(level: float, days: float) -> float:
    """Return what is left of surprise after ``days``: s0 exp(-t/5). Source: subject 2."""
    return level * exp(-days / SURPRISE_DAYS)


@law
def surprise_of(sc: Scenario, p: Params, b: int, day: float) -> float:
    """Return the surprise of side ``b`` today where the enemy is not warned [level]: s0 exp(-t/5) + 1.5 (1 - ready_j) exp(-t/7).

    The second part is the enemy's late call-up. An as-of date inside a war states what is left of both.
    """
    return surprise_left(p.surprise[b], float(day)) + late_call(sc, p, 1 - b, float(day))


@law
def surprise_now(sc: Scenario, p: Params, st: State, b: int, day: float) -> float:
    """Return the surprise of side ``b`` today [level], halved where the enemy is warned. Catalogue: intel.

    Two who warn of one attack warn once.
    """
    return surprise_of(sc, p, b, day) * st.surprise_factor[b]


@law
def axes_count(men: float, commitment: float, per_axis: float) -> int:
    """Return how many axes a side can carry: max(1, round(0.8 N commitment / men per axis)). Source: day, step 4."""
    return max(1, int(0.8 * men * commitment / per_axis + 0.5))


@law
def axis_stake(value: float, behind: float, lifeline: float) -> float:
    """Return what is to be won on an axis [value]: V + 1/2 V behind + 4 lifeline. Source: day, step 4."""
    return value + 0.5 * behind + 4.0 * lifeline


@law
def axis_utility(chance: float, stake: float, gain_share: float) -> float:
    """Return how attractive an axis is [utility]: P stake (0.2 + 10 expected share). Source: day, step 4."""
    return chance * stake * (0.2 + 10.0 * gain_share)


@law
def worth_the_step(chance: float, stake: float, total: float, cost: float) -> bool:
    """Return whether what an axis is likely to win, as a share of all that is fought over, exceeds the cost of the step."""
    return chance * stake > cost * total


@law
def frontage(attackers: float, density: float, defenders: float, hold: float, width: float) -> float:
    """Return w_eff, the front that moves [km]: the engaged width, or all of it where the defender cannot hold a line.

    w = X_a / rho_a, c = min(1, X_d / (hold width)), w_eff = max(1.5, w + (1 - c)(width - w)). Source: day, step 7.
    """
    engaged = min(attackers / density, width)
    cover = min(1.0, defenders / (hold * width))
    return max(min(1.5, width), engaged + (1.0 - cover) * (width - engaged))


@law
def defence_level(sc: Scenario, st: State, attacker: int, s: int) -> float:
    """Return the preparation that the attacker meets [level]: only the side that built the line has it, home forces theirs."""
    owner = holder_of(sc, st.defence_line[s])
    level = st.preparation_left[s] if owner != attacker else 0.0
    return max(level, HOME_LEVEL) if st.home_men[1 - attacker, s] > 0.0 else level


@law
def track_only(sc: Scenario, st: State, b: int, s: int) -> int:
    """Return 1 when side ``b`` can come at sector ``s`` by tracks only, 0 when a road leads there, -1 when nothing does."""
    best = -1
    if held(st, b, s) > INSIDE:
        best = 1
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        e = sc.adj_edge[k]
        if sc.edge_closed[e] > 0 or held(st, b, sc.adj_node[k]) <= HELD or st.allowed[b] < sc.edge_gate[e]:
            continue
        if sc.edge_track[e] == 0:
            return 0
        best = 1
    return best


@law
def axis_supply(sc: Scenario, st: State, b: int, s: int) -> float:
    """Return g of an attack into ``s`` [1]: that of the best-supplied sector it can draw on."""
    best = sector_supply(st, b, s)
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        if held(st, b, t) > HELD:
            best = max(best, sector_supply(st, b, t))
    return best


@law
def axis_odds(
    sc: Scenario, p: Params, st: State, b: int, s: int, attackers: float, defenders: float, strengths: float, surprise: float
) -> float:
    """Return the chance that an assault of side ``b`` on ``s`` succeeds [probability]."""
    enemy = 1 - b
    ratio = attackers * strengths * axis_supply(sc, st, b, s)
    ratio /= max(defenders, 1.0) * sector_supply(st, enemy, s)
    rough = rugged(sc, p, s)
    terms = p.assault_rugged * rough + preparation_logit(defence_level(sc, st, b, s), p.assault_fortified, p.assault_prepared)
    terms += p.assault_air * st.air_balance[b] + p.assault_surprise * surprise
    terms += p.assault_urban * urban(sc, p, s) * (1.0 if st.place[s] == enemy else 0.0)
    if st.break_timer[enemy, s] > 0.0:
        terms += BROKEN_LOGIT
    if st.rout_left[b] > 0.0:
        terms += ROUTED_LOGIT
    terms += p.assault_shells * (shells_log(st.shell_state[b]) - shells_log(st.shell_state[enemy]))
    slope = p.assault_ratio + p.assault_ratio_rugged * rough
    return logistic(assault_logit(p.assault_base, slope, log(max(ratio, 1e-6)), terms))


@law
def value_behind(sc: Scenario, p: Params, st: State, b: int, s: int) -> float:
    """Return the highest value among enemy sectors that the fall of ``s`` would open [value]."""
    best = 0.0
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        t = sc.adj_node[k]
        if held(st, b, t) < HELD and open_to(sc, st, b, t):
            best = max(best, own_value(p, b, t))
    return best


@law
def disputed_value(sc: Scenario, p: Params) -> float:
    """Return the value of all that is fought over [value]."""
    total = 1e-9
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += p.value[s]
    return total


@law
def at_stake(sc: Scenario, p: Params, b: int) -> float:
    """Return what all that is fought over is worth to side ``b`` [value]."""
    total = 1e-9
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += own_value(p, b, s)
    return total


@law
def on_lifeline(sc: Scenario, b: int, s: int) -> float:
    """Return 1.0 when a lifeline of the enemy of ``b`` runs through ``s``."""
    for k in range(sc.adj_start[s], sc.adj_start[s + 1]):
        life = sc.edge_life[sc.adj_edge[k]]
        if life >= 0 and sc.life_side[life] == 1 - b:
            return 1.0
    return 0.0


@law
def advance_speed(sc: Scenario, p: Params, st: State, s: int, track: int, winter: float) -> float:
    """Return the median speed of a successful attack in the weather of today, as far as ``winter`` has come [km/day]."""
    rough = rugged(sc, p, s)
    if track > 0:
        return p.infiltration * speed_factor(st.weather) * winter_speed(rough, winter)
    speed = p.advance_rugged if rough > 0.5 else p.advance_flat
    if urban(sc, p, s) > 0.5:
        speed *= 0.25
    return speed * speed_factor(st.weather) * winter_speed(rough, winter)


@step
def weigh_axis(sc: Scenario, p: Params, st: State, b: int, s: int, strengths: float, surprise: float, key: int, day: int) -> float:
    """Return the utility of attacking ``s`` and store the odds the side sees there."""
    if held(st, b, s) >= CLEARED or not open_to(sc, st, b, s):
        return -1.0
    track = track_only(sc, st, b, s)
    if track < 0:
        return -1.0
    attackers = attackers_on(sc, p, st, b, s, track)
    if attackers < 50.0:
        return -1.0
    defenders = defenders_of(sc, p, st, 1 - b, s)
    chance = axis_odds(sc, p, st, b, s, attackers, defenders, strengths, surprise)
    st.odds[b, s] = chance
    st.by_track[b, s] = track
    stake = axis_stake(own_value(p, b, s), value_behind(sc, p, st, b, s), on_lifeline(sc, b, s))
    if st.step_cost[b, s] > 0.0 and not worth_the_step(chance, stake, at_stake(sc, p, b), st.step_cost[b, s]):
        return -1.0
    st.best_odds[b] = max(st.best_odds[b], chance)
    width = breadth(sc.area[s])
    gain = advance_speed(sc, p, st, s, track, st.winter) * frontage(attackers, p.attack_density, defenders, p.hold_density, width)
    utility = axis_utility(chance, stake, min(gain / sc.area[s], 1.0))
    utility *= exp(0.6 * normal(key, day, AXIS_CHOICE, pair_index(luck_of(sc, b), s))) * p.axis_weight[b, s]
    if held(st, b, s) > INSIDE:
        utility *= 1.6
    if st.phase[b, s] > 0:
        utility *= 3.0
    if st.failed[b, s] > 0.0:
        utility *= FAILED_PULL
    return utility


@law
def aim_share(start: float, part: float) -> float:
    """Return the own value share that a side wants [share]: what it held at the as-of date and a part of the rest.

    Most wars are fought for something less than everything (limited aims: Clausewitz; Slantchev 2003). Grade J.
    """
    return start + part * (1.0 - start)


@law
def satisfied(p: Params, st: State, b: int) -> bool:
    """Return whether side ``b`` sees itself where it wanted to be."""
    start = st.start_own[b] if b == 0 else 1.0 - st.start_own[b]
    own = st.seen_share[b] if b == 0 else 1.0 - st.seen_share[b]
    return p.aim[b] < 1.0 and own >= aim_share(start, p.aim[b])


@step
def effort_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let both sides choose their axes, then move men; the opener's threshold is bounded by the fact that it did attack.

    Both weigh before either moves: what one sees must not depend on its letter.
    """
    for b in range(2):
        see_massing(sc, st, b)
    for b in range(2):
        st.best_odds[b] = 0.0
        strengths = side_strength(sc, p, st, b) / max(side_strength(sc, p, st, 1 - b), 1e-9)
        surprise = surprise_now(sc, p, st, b, day)
        for s in range(sc.n_sectors):
            st.odds[b, s] = 0.0
            st.axis_pull[b, s] = weigh_axis(sc, p, st, b, s, strengths, surprise, key, day)
        if satisfied(p, st, b):
            for s in range(sc.n_sectors):
                st.axis_pull[b, s] = -1.0
        if day == 0 and b == sc.opener:
            st.threshold[b] = min(p.attack_threshold[b], st.best_odds[b] - 0.05)
    for b in range(2):
        pick_axes(sc, p, st, b)
        age_axes(sc, st, b)
        if st.truce_left <= 0.0 and p.on[EFFORT_SWITCH] > 0.5:
            move_men(sc, p, st, b)


@step
def age_axes(sc: Scenario, st: State, b: int) -> None:
    """Let a day pass over failed assaults and open breaches of side ``b``."""
    for s in range(sc.n_sectors):
        st.failed[b, s] = max(st.failed[b, s] - 1.0, 0.0)
        if st.breach[b, s] > 0.0:
            st.breach[b, s] += 1.0


@law
def threshold_now(p: Params, st: State, b: int) -> float:
    """Return the chance from which side ``b`` attacks today [probability]: its threshold, and what wear adds to it.

    threshold + wear min(1, D/0.15), D the share of its men that is dead or lost for good; 0.03 more while a lull lasts.
    """
    lost = (st.dead[b] + st.permanent_losses[b]) / max(st.men_start[b], 1.0)
    return st.threshold[b] + p.wear_threshold * min(1.0, lost / WORN_SHARE) + relaunch_margin(st)


@step
def pick_axes(sc: Scenario, p: Params, st: State, b: int) -> None:
    """Take the best axes whose odds pass the side's threshold."""
    for s in range(sc.n_sectors):
        st.chosen[b, s] = 0
    if p.on[EFFORT_SWITCH] < 0.5:
        return
    threshold = threshold_now(p, st, b)
    for _ in range(axes_count(men_total(sc, st, b), p.commitment[b], p.men_per_axis)):
        best = -1
        pull = 0.0
        for s in range(sc.n_sectors):
            if st.chosen[b, s] == 0 and st.odds[b, s] >= threshold and st.axis_pull[b, s] > pull:
                best = s
                pull = st.axis_pull[b, s]
        if best < 0:
            return
        st.chosen[b, best] = 1


@lanes
def project_odds(sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int) -> None:
    """Fill the chance that an assault on the axis of side ``b`` succeeds [probability]."""
    s = int(w.axis[b])
    enemy = 1 - b
    rough = rugged(sc, p, s)
    cap = exposure_cap(breadth(sc.area[s]))
    track = st.by_track[b, s]
    own_arms = equipment_factor(w.equipment[b], 1.0)
    enemy_arms = equipment_factor(w.equipment[enemy], 1.0)
    ground = p.assault_rugged * rough + p.assault_urban * urban(sc, p, s)
    surprise = p.assault_surprise * surprise_now(sc, p, st, b, st.day_now) if sc.inside_war < 0.5 else 0.0
    shells = p.assault_shells
    armour, tubes, state = w.armour[b], w.tubes[b], st.shell_state[b]
    armour_other, tubes_other, state_other = w.armour[enemy], w.tubes[enemy], st.shell_state[enemy]
    slope = p.assault_ratio + p.assault_ratio_rugged * rough
    tooth, base, sky = p.tooth, p.assault_base, p.assault_air if b == 0 else -p.assault_air
    fortified, prepared = p.assault_fortified, p.assault_prepared
    for i in range(n):
        attackers = max(exposed_attackers(w.potential[b, i], tooth, cap, track), 1.0)
        defenders = exposed_defenders(w.facing[b, i], w.backing[b, i], tooth, cap)
        own = w.strength[b, i] * own_arms * w.supply[b, i] * shelled_factor(armour, tubes, w.shell_state[b, i], state)
        other = w.strength[enemy, i] * enemy_arms * w.supply[enemy, i]
        other *= shelled_factor(armour_other, tubes_other, w.shell_state[enemy, i], state_other)
        ratio = attackers * own / max(defenders * other, 1e-9)
        terms = ground + sky * w.air[i]
        terms += preparation_logit(w.prep[b, i], fortified, prepared)
        terms += surprise
        terms += shells * (shells_log(w.shell_state[b, i]) - shells_log(w.shell_state[enemy, i]))
        w.chance[i] = logistic(assault_logit(base, slope, log(max(ratio, 1e-6)), terms))


MECHANISM = Mechanism(
    name="effort",
    summary="Each side weighs where to attack and whether it is worth it.",
    switches={"effort": EFFORT_SWITCH},
    steps={"effort": effort_step},
    fields=(
        *table(
            "PARAMS",
            """
            assault_base | | f8 | logit | P09 constant of attacker success
            assault_ratio | | f8 | logit | P10 weight of the log force ratio
            assault_ratio_rugged | | f8 | logit | P11 change of that weight on rugged ground
            assault_rugged | | f8 | logit | P12 rugged ground
            assault_fortified | | f8 | logit | P13 fortified defence
            assault_prepared | | f8 | logit | prepared defence
            assault_air | | f8 | logit | P14 weight of the air balance
            assault_surprise | | f8 | logit | P15 weight of one level of surprise
            assault_urban | | f8 | logit | P67 town
            assault_shells | | f8 | logit | P77 weight of the log ratio of the shares of wanted fire
            advance_rugged | | f8 | km/day | P17 median advance of a successful assault, rugged ground
            advance_flat | | f8 | km/day | P17 the same, flat or rolling ground
            infiltration | | f8 | km/day | P18 advance of infantry on tracks
            attack_density | | f8 | men/km | P60 attackers per km of engaged front
            hold_density | | f8 | men/km | P61 defenders per km that hold a line
            men_per_axis | | f8 | persons | P62 troops that carry one axis
            wear_threshold | | f8 | probability | P59b rise of the attack threshold of a worn side
            """,
        ),
        *table(
            "STATE",
            """
            phase | b s | i4 | 1 | 1 while the side keeps up an assault here
            chosen | b s | i4 | 1 | 1 when the side has chosen the sector as an axis
            by_track | b s | i4 | 1 | 1 when the axis can be reached by track only
            odds | b s | f8 | probability | chance of success the side sees on the axis
            axis_pull | b s | f8 | utility | attractiveness of the axis today
            threshold | b | f8 | probability | attack threshold of the side
            best_odds | b | f8 | probability | best chance of success the side saw on the day
            failed | b s | f8 | days | days for which a failed assault still weighs on the axis
            breach | b s | f8 | days | day of the side's breach of the line here, 1 on the first, 0 without one
            """,
        ),
    ),
    priors=(
        Prior("assault_base", "P09", "fitted", "E", "half of CDB90, weak priors; widened because attackers choose their battles"),
        Prior("assault_ratio", "P10", "fitted", "E", "the same"),
        Prior("assault_ratio_rugged", "P11", "fitted", "E", "the same"),
        Prior("assault_rugged", "P12", "fitted", "E", "the same"),
        Prior("assault_fortified", "P13", "fitted", "E", "the same"),
        Prior("assault_prepared", "P13b", "fitted", "E", "the same"),
        Prior("assault_air", "P14", "fitted", "E", "the same"),
        Prior("assault_surprise", "P15", "fitted", "E", "the same"),
        Prior("assault_urban", "P67", "N(-0.50, 0.40)", "J", "QJM urban factor 1.40 (Dupuy 1979)"),
        Prior("assault_shells", "P77", "N(0.10, 0.15)", "E", "half of CDB90: between the fits of guns with and without air"),
        Prior(
            "advance_rugged",
            "P17",
            "fitted",
            "E",
            "half of CDB90: attacks that won since 1914, per clock day, mean kept",
            "advance",
        ),
        Prior("advance_flat", "P17", "fitted", "E", "the same", "advance"),
        Prior("infiltration", "P18", "LogN(1.5, 0.5)", "E", "marches of light infantry"),
        Prior("attack_density", "P60", "LogN(800, 0.4)", "J", "a brigade attacks on 4-6 km", "density"),
        Prior("hold_density", "P61", "LogN(100, 0.25)", "J", "a battalion holds 5-8 km", "density"),
        Prior("men_per_axis", "P62", "Tri(9000, 12000, 18000)", "J", "judgement"),
        Prior("wear_threshold", "P59b", "0", "J", "wakes with a claim"),
    ),
    streams={"axis_choice": AXIS_CHOICE},
    outlook=project_odds,
)
