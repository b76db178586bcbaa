"""One step of a power's outlook worked out slowly, one perturbation at a time, from the formulas of the war.

A side is a dictionary of numbers, an outlook two of them and what they share. The laws of single mechanisms are those of the
war (each has its own tests); how they are put together is written anew here, without a look at the compiled loops.
"""

from __future__ import annotations

import math
from typing import Any

from multipolar.mechanisms.ambush import ambush_dead
from multipolar.mechanisms.assault import attacker_losses, defender_losses, gain_share
from multipolar.mechanisms.breaks import break_rate, endurance_term, front_tenths, mass_term
from multipolar.mechanisms.cohesion import adapted, collapse_rate, gate, strain_on
from multipolar.mechanisms.control import level_left
from multipolar.mechanisms.displacement import flight
from multipolar.mechanisms.drones import air_balance, air_strength, hits_per_day
from multipolar.mechanisms.effort import advance_speed, frontage, surprise_now
from multipolar.mechanisms.exposure import exposed_attackers, exposed_defenders, exposure_cap
from multipolar.mechanisms.finance import strain_of
from multipolar.mechanisms.fires import area_casualties
from multipolar.mechanisms.readiness import unready
from multipolar.mechanisms.reserves import RETURN_SHARE, called_up, mobilised, reserve_rate
from multipolar.mechanisms.roads import damage_after
from multipolar.mechanisms.supply import supply_factor
from multipolar.mechanisms.weather import snow_share
from multipolar.model.register import MECHANISMS

DAYS = 10.0
BOTH = ("front", "reserve", "potential", "facing", "backing", "strength", "shells", "added", "days", "supply", "will", "strain")
BOTH += ("prep", "progress", "dead", "taken", "breaks", "losses", "collapse", "forward", "shell_state", "spent", "tempo", "joined")
ONCE = (
    "axis",
    "equipment",
    "drones",
    "air_defence",
    "ad_left",
    "systems",
    "planes",
    "cost",
    "damage",
    "armour",
    "tubes",
    "far",
    "way",
)
ONCE += ("ad_left", "systems")


def read(w: Any, i: int) -> dict[str, Any]:
    """Return place ``i`` of a picture: what both sides have, and the edge, balance and share they have in common."""
    sides = [{name: float(w[name][b, i]) for name in BOTH} | {name: float(w[name][b]) for name in ONCE} for b in range(2)]
    return {"sides": sides, "edge": float(w["edge"][i]), "air": float(w["air"][i]), "share": float(w["share"][i])}


def is_on(p: Any, name: str) -> bool:
    """Return whether a mechanism is on."""
    return bool(p["on"][MECHANISMS.index(name)] > 0.5)


def sigma(z: float) -> float:
    """Return the logistic function."""
    return 1.0 / (1.0 + math.exp(-z))


def wound(view: dict[str, Any], b: int, casualties: float, wounded: float) -> None:
    """Take casualties from the front of a side, half of it at most; its axis and the line it mans shrink alike."""
    side = view["sides"][b]
    casualties = min(casualties, 0.5 * side["front"])
    part = casualties / side["front"]
    side["front"] -= casualties
    side["potential"] *= 1.0 - part
    view["sides"][1 - b]["facing"] *= 1.0 - part
    view["sides"][1 - b]["backing"] *= 1.0 - part
    side["losses"] = min(1.0, side["losses"] + part)
    side["dead"] += casualties / (1.0 + wounded)


def fly(p: Any, st: Any, view: dict[str, Any], weather: float, ahead: float) -> None:
    """Set the balance in the air seen from A: drones, what is still spent of the loitering munitions, planes."""
    power = []
    for b in range(2):
        own, enemy = view["sides"][b], view["sides"][1 - b]
        drones = is_on(p, "drones")
        loiter = drones * min(st["loiter"][b], p["loitering"][b] / 45.0) * math.exp(-ahead / 45.0)
        power.append(air_strength(drones * own["drones"], enemy["air_defence"], loiter, own["planes"], p["sam"][1 - b], weather))
    men = sum(side["front"] + side["reserve"] for side in view["sides"])
    view["air"] = min(1.0, max(-1.0, air_balance(power[0], power[1], men) + view["edge"]))


def cold(sc: Any, p: Any, st: Any, ahead: float) -> float:
    """Return how far winter will have come."""
    return snow_share(st["day_now"] + ahead, sc["snow_from"], sc["snow_full"]) if is_on(p, "snow") else 0.0


def feed(sc: Any, p: Any, st: Any, b: int, view: dict[str, Any], ahead: float) -> None:
    """Move the days of supply of a side by what its passes, less winter and strikes, bring against what it needs."""
    side, enemy = view["sides"][b], view["sides"][1 - b]
    if not is_on(p, "supply"):
        side["supply"], side["way"] = 1.0, 1e9
        return
    if is_on(p, "interdiction"):
        strikes = 0.2 * (0.25 * enemy["drones"] + 0.1 * p["missiles"][1 - b])
        side["damage"] = damage_after(side["damage"], 10.0 * strikes, 0.2 * p["interdiction"], p["repair_time"] / 10.0)
    winter = 0.3 * cold(sc, p, st, ahead)
    coming = st["supply_in"][b] * (1.0 - side["damage"]) * (1.0 - winter)
    needed = max(st["supply_ask"][b], side["front"] * p["supply_need"] / 1000.0, 1e-6)
    side["days"] = min(30.0, max(0.0, side["days"] + DAYS * (min(coming / needed, 1.2) - 1.0)))
    side["supply"] = supply_factor(side["days"], min(1.0, coming / needed))
    side["way"] = st["shells_way"][b] * (1.0 - side["damage"]) * (1.0 - winter)


def arms(side: dict[str, Any], start: float) -> float:
    """Return what heavy arms are worth with the shells that are left, over what they were worth at the start."""
    now = 1.0 + side["armour"] + side["shell_state"] * side["tubes"]
    return math.sqrt(now / (1.0 + side["armour"] + start * side["tubes"]))


def chance_of(sc: Any, p: Any, st: Any, b: int, view: dict[str, Any]) -> float:
    """Return the chance that an assault of a side on its axis succeeds."""
    own, enemy = view["sides"][b], view["sides"][1 - b]
    s = int(own["axis"])
    rough = float(sc["terrain"][s] >= 2 and is_on(p, "terrain"))
    town = float(sc["urban"][s] > 0 and is_on(p, "terrain"))
    cap = exposure_cap(math.sqrt(sc["area"][s]))
    men = max(1.0, exposed_attackers(own["potential"], p["tooth"], cap, st["by_track"][b, s]))
    line = exposed_defenders(own["facing"], own["backing"], p["tooth"], cap)
    force = men * own["strength"] * own["equipment"] ** 0.3 * own["supply"] * arms(own, st["shell_state"][b])
    against = line * enemy["strength"] * enemy["equipment"] ** 0.3 * enemy["supply"] * arms(enemy, st["shell_state"][1 - b])
    logit = p["assault_base"] + (p["assault_ratio"] + rough * p["assault_ratio_rugged"]) * math.log(force / against)
    logit += rough * p["assault_rugged"] + town * p["assault_urban"]
    logit += p["assault_air"] * (view["air"] if b == 0 else -view["air"])
    logit += p["assault_fortified"] if own["prep"] >= 2.5 else p["assault_prepared"] if own["prep"] >= 1.5 else 0.0
    if sc["inside_war"] < 0.5:
        logit += p["assault_surprise"] * surprise_now(sc, p, st, b, st["day_now"])
    logit += p["assault_shells"] * math.log((0.05 + 0.95 * own["shell_state"]) / (0.05 + 0.95 * enemy["shell_state"]))
    return sigma(logit)


def ebb(st: Any) -> float:
    """Return the part of its fire that a side keeps: all of it, in a lull e^(-t/5), a twentieth at least, later less and less."""
    age = st["day_now"] - st["phase_day"]
    return max(0.05, math.exp(-age / 5.0)) * math.exp(-max(0.0, age - 15.0) / 40.0) if st["war_phase"] == 2 else 1.0


def hurry(sc: Any, p: Any, st: Any, b: int, view: dict[str, Any], ahead: float) -> None:
    """Set the share of days on which a side attacks in the middle of ten days: effort spent, shells, season, food."""
    own = view["sides"][b]
    worn, fresh = 0.3 * p["tempo"], min(0.9, p["tempo"] + 0.35)
    winter = cold(sc, p, st, ahead)
    left = (0.3 + 0.7 * own["shell_state"]) * (1.0 - 0.4 * winter) * own["supply"]
    left *= 0.15 if st["war_phase"] == 2 or st["evicted"][b] else 1.0

    def pace(spent: float) -> float:
        return (worn + (fresh - worn) * math.exp(-spent / 8.0)) * left

    later = own["spent"] + 5.0 * (pace(own["spent"]) - own["spent"] / p["effort_recovery"])
    own["tempo"] = min(0.95, pace(max(0.0, later)))


def attack(sc: Any, p: Any, st: Any, b: int, view: dict[str, Any], speed: float, value: float, ahead: float) -> None:
    """Let a side press on its axis for ten days."""
    own, enemy = view["sides"][b], view["sides"][1 - b]
    if not is_on(p, "effort") or not is_on(p, "assault") or own["axis"] < 0.0:
        return
    chance = view["chance"] = chance_of(sc, p, st, b, view)
    s = int(own["axis"])
    rough = float(sc["terrain"][s] >= 2 and is_on(p, "terrain"))
    width = math.sqrt(sc["area"][s])
    track = int(st["by_track"][b, s])
    cap = exposure_cap(width)
    men = max(1.0, exposed_attackers(own["potential"], p["tooth"], cap, track))
    line = exposed_defenders(own["facing"], own["backing"], p["tooth"], cap)

    def axes(total: float) -> float:
        return max(1.0, math.floor(0.8 * total * p["commitment"][b] / p["men_per_axis"] + 0.5))

    asked = st["threshold"][b] + (0.03 if st["war_phase"] == 2 else 0.0)
    active = own["tempo"] * sigma((chance - asked) / 0.04)
    kept = math.exp(-DAYS / p["effort_recovery"])
    own["spent"] = own["spent"] * kept + active * p["effort_recovery"] * (1.0 - kept)
    days = DAYS * active * axes(own["front"] + own["reserve"])
    better = enemy["strength"] / own["strength"]
    there = min(line, max(own["facing"], 1.0))
    if_won = attacker_losses(p["attacker_loss"], men, there, 1.49, True, better)
    if_lost = attacker_losses(p["attacker_loss"], men, there, 1.49, False, better)
    by_enemy, by_own = 0.5 + 0.5 * enemy["shell_state"], 0.5 + 0.5 * own["shell_state"]
    wound(view, b, days * by_enemy * (chance * if_won + (1.0 - chance) * if_lost), p["wounded_ratio"])
    wound(view, 1 - b, days * by_own * defender_losses(p["defender_loss"], there, men, 1.65, 1.0 / better), p["wounded_ratio"])
    if is_on(p, "ambush") and rough:
        dead = ambush_dead(p["ambush_loss"], 0.45) * (1.0 - math.exp(-p["ambush_rate"]))
        wound(view, b, days * dead * (1.0 + p["wounded_ratio"]), p["wounded_ratio"])
    else:
        wound(view, b, 0.0, p["wounded_ratio"])
    pace = advance_speed(sc, p, st, s, track, cold(sc, p, st, ahead)) * speed if is_on(p, "advance") else 0.0
    front = frontage(men, p["attack_density"], line, p["hold_density"], width)
    beyond = max(own["facing"] - p["hold_density"] * width, 0.0)
    met = men / max(1.0, men + p["tooth"] * (own["backing"] + beyond))
    gain = chance * (0.2 + 0.8 * met) * gain_share(pace, 1.28, front, sc["area"][s])
    thrown_back = (1.0 - chance) * 0.4 * 3.0 * 0.5 * width / sc["area"][s] if is_on(p, "counter_stroke") else 0.0
    gain = max(0.0, gain - thrown_back)
    own["progress"] += gain * days / axes(own["front"])
    own["prep"] = level_left(own["prep"], own["progress"])
    thin = float(enemy["reserve"] < 0.03 * (enemy["front"] + enemy["reserve"]))
    flank = min(1.0, own["progress"])
    hazard = p["break_hazard"] if is_on(p, "breaks") else 0.0
    mass = mass_term(men, line)
    cut_off, lasts = float(enemy["days"] < 1.0), endurance_term(enemy["supply"], enemy["shell_state"])
    rate = break_rate(hazard, flank, cut_off, thin, 0.5 * flank, enemy["losses"], enemy["will"], mass, lasts)
    broken = 2.0 * days * (1.0 - math.exp(-rate))
    kept = 0.33 if is_on(p, "breaks") else 1.0
    enemy["breaks"] = kept * enemy["breaks"] + broken * front_tenths(met * own["facing"], enemy["front"])
    wound(view, 1 - b, 0.5 * broken * met * own["facing"], p["wounded_ratio"])
    pursued = min(1.0, met * 8.0 / width + 0.1 + 0.3 * met) if is_on(p, "advance") else 0.0
    left = 1.0 - view["share"] if b == 0 else view["share"]
    taken = min((gain * days + broken * pursued) * value, 0.5 * left)
    own["taken"] += taken
    view["share"] += taken if b == 0 else -taken


def fire(p: Any, st: Any, b: int, view: dict[str, Any], weather: float) -> None:
    """Let the guns of the enemy of ``b`` work for ten days."""
    enemy, e = view["sides"][1 - b], 1 - b
    wanted = tonnes = DAYS * p["munitions_use"][e] * (0.4 + 0.6 * enemy["tempo"]) * ebb(st)
    if is_on(p, "munitions"):
        depot = max(0.0, enemy["shells"] - enemy["forward"])
        asked = wanted * enemy["far"] + 12.0 * p["munitions_use"][e] * enemy["far"] - enemy["forward"]
        hauled = min(max(0.0, asked), DAYS * enemy["way"], depot)
        far = min(wanted * enemy["far"], enemy["forward"] + hauled)
        tonnes = far + min(wanted * (1.0 - enemy["far"]), depot - hauled)
        enemy["forward"] += hauled - far
        enemy["shells"] += DAYS * enemy["added"] - tonnes
    enemy["shell_state"] = 0.75**10 * enemy["shell_state"] + (1.0 - 0.75**10) * tonnes / wanted
    per_hundred = p["area_fire"] if is_on(p, "area_fire") else 0.0
    edge = view["air"] if e == 0 else -view["air"]
    wound(view, b, area_casualties(tonnes * 1000.0 / 45.0, per_hundred, edge, 0.6, weather), p["wounded_ratio"])


def strike(sc: Any, p: Any, st: Any, b: int, view: dict[str, Any], weather: float, ahead: float) -> None:
    """Let the drones of the enemy of ``b`` work for ten days."""
    own, enemy, e = view["sides"][b], view["sides"][1 - b], 1 - b
    if not is_on(p, "drones"):
        return
    spent = min(st["loiter"][e], p["loitering"][e] / 45.0) * math.exp(-ahead / 45.0) * ebb(st)
    age = st["day_now"] + sc["day_before"] + ahead
    hits = hits_per_day(ebb(st) * enemy["drones"], p["drone_kill"], own["air_defence"], weather, 0.6 * st["visible"][b], age, spent)
    hits *= DAYS * own["equipment"]
    wound(view, b, hits * p["hit_casualties"], p["wounded_ratio"])
    own["equipment"] = max(0.05, own["equipment"] - 0.35 * hits / (1.0 + sum(st["equip_start"][b, :4])))
    enemy["drones"] *= math.exp(-DAYS * p["drone_loss"] * own["air_defence"] * weather * ebb(st))
    own["ad_left"] *= math.exp(-DAYS * 0.3 * p["ad_loss"] * spent)
    own["systems"] = max(0.0, own["systems"] - 0.05 * hits)
    count = min(3.0, max(0.02, own["systems"] / (1.5e-3 * p["men"][b])))
    own["air_defence"] = own["ad_left"] * (1.0 - (1.0 - p["ad_start"][b]) ** count)


def bring_up(sc: Any, p: Any, st: Any, b: int, view: dict[str, Any], ahead: float) -> None:
    """Bring the reserves of a side to its front over ten days."""
    own, enemy = view["sides"][b], view["sides"][1 - b]
    if not is_on(p, "reserves"):
        return
    joined = p["reserve_inflow"][b]
    if joined < 0.0:
        joined = mobilised(st["men_start"][b], p["readiness"][b], st["day_now"] + sc["day_before"] + ahead)
    daily = called_up(p["men"][b] * (1.0 - p["ready"][b]), p["mobilise_days"][b], st["call_up"][b])
    waiting = max(0.0, st["call_up"][b] - daily * ahead)
    if is_on(p, "replacement"):
        left = max(0.0, p["manpower"] * p["population"][b] * own["will"] - st["mobilised"][b] - own["joined"])
        missing = 1.1 * p["men"][b] - own["front"] - own["reserve"] - waiting
        joined = min(left / DAYS, max(joined, 0.012 * missing))
        own["joined"] += DAYS * joined
    reserve = own["reserve"] + DAYS * joined + min(waiting, DAYS * daily)
    feared = -view["air"] if b == 0 else view["air"]
    sent = reserve * (1.0 - math.exp(-DAYS * reserve_rate(own["supply"], feared) * (1.0 - st["pinned"][b])))
    grown = 1.0 + sent / own["front"]
    own["reserve"] = reserve - sent
    own["front"] += sent
    own["potential"] *= grown
    enemy["facing"] *= grown
    enemy["backing"] *= grown


def repair(p: Any, b: int, view: dict[str, Any]) -> None:
    """Let the industry of a side make arms for ten days."""
    own, cap = view["sides"][b], p["capability"][b]
    if is_on(p, "replacement"):
        own["equipment"] = min(1.2, own["equipment"] + DAYS / 30.0 * 0.02 * cap / (cap + 0.002))


def pay(p: Any, b: int, view: dict[str, Any]) -> None:
    """Let a side pay for ten days."""
    own = view["sides"][b]
    if is_on(p, "finance"):
        before = strain_of(own["cost"], p["reserves_money"][b], p["credit"][b])
        own["cost"] += DAYS * p["war_cost"][b]
        own["strain"] += p["strain_scale"] * (strain_of(own["cost"], p["reserves_money"][b], p["credit"][b]) - before)


def bear(p: Any, st: Any, b: int, view: dict[str, Any]) -> None:
    """Set the will of a side by the strain that has come since today."""
    own = view["sides"][b]
    if is_on(p, "will"):
        start = min(0.98, max(0.02, st["resolve"][b]))
        own["will"] = sigma(math.log(start / (1.0 - start)) - p["will_strain"] * (own["strain"] - st["strain"][b]))


def collapse(sc: Any, p: Any, st: Any, b: int, view: dict[str, Any], ahead: float) -> None:
    """Add the chance that a side collapses within ten days."""
    own, enemy = view["sides"][b], view["sides"][1 - b]
    if not is_on(p, "side_collapse"):
        return
    lost = (st["start_share"] - st["public_share"]) * (1.0 if b == 0 else -1.0) + enemy["taken"] - own["taken"]
    strength = [p["commitment"][x] * side["strength"] * (side["front"] + side["reserve"]) for x, side in ((b, own), (1 - b, enemy))]
    served = st["men_start"][b] + st["inflow"][b]
    for_good = (1.0 + (1.0 - RETURN_SHARE) * p["wounded_ratio"]) / (1.0 + p["wounded_ratio"])
    dead, hunger = for_good * max(0.0, 1.0 - (own["front"] + own["reserve"]) / served), 1.0 - own["supply"]
    day = st["day_now"] + ahead + 0.5 * DAYS
    eta = strain_on(own["will"], lost, own["breaks"], strength[1] / strength[0], hunger, dead, own["shell_state"])
    eta += adapted(day + sc["day_before"])
    if b != sc["opener"] and sc["day_before"] <= 21.0:
        eta += unready(p["surprise"][1 - b], p["ready"][b], day + sc["day_before"])
    hazard = p["side_collapse"] * (0.15 if st["war_phase"] == 2 else 1.0)
    rate = collapse_rate(hazard, gate(own["breaks"], dead, hunger), eta)
    own["collapse"] += (1.0 - own["collapse"]) * (1.0 - math.exp(-DAYS * rate))


def look_ahead(sc: Any, p: Any, st: Any, view: dict[str, Any], steps: int) -> list[tuple[float, float, float, float]]:
    """Return, per step of ten days, the share of A, the displaced share, deaths and the chance of collapses."""
    shares = [float(x) for x in sc["weather_share"][:3]]
    weather = shares[0] + 0.7 * shares[1] + 0.3 * shares[2] if is_on(p, "weather") else 1.0
    speed = shares[0] + shares[1] + 0.6 * shares[2] if is_on(p, "weather") else 1.0
    n = int(sc["n_sectors"])
    total = sum(float(p["value"][s]) for s in range(n) if sc["contested"][s])
    worth = [float(p["value"][int(side["axis"])]) / total if side["axis"] >= 0 else 0.0 for side in view["sides"]]
    zone = [s for s in range(n) if sc["zone"][s]]
    people = sum(float(p["people"][s]) for s in zone)
    gone = min(1.0, sum(float(st["displaced"][s]) for s in zone) / people) if people else 0.0
    found = []
    for k in range(steps):
        for b in range(2):
            feed(sc, p, st, b, view, k * DAYS)
            hurry(sc, p, st, b, view, k * DAYS)
        fly(p, st, view, weather, k * DAYS)
        for b in range(2):
            attack(sc, p, st, b, view, speed, worth[b], k * DAYS)
        for b in range(2):
            fire(p, st, b, view, weather)
            strike(sc, p, st, b, view, weather, k * DAYS)
            bring_up(sc, p, st, b, view, k * DAYS)
            pay(p, b, view)
            bear(p, st, b, view)
            collapse(sc, p, st, b, view, k * DAYS)
        for b in range(2):
            repair(p, b, view)
        if is_on(p, "displacement"):
            gone += flight(DAYS * p["flight_hazard"], p["shelling_towns"], 0.5) * max(0.0, p["movable_share"] - gone)
        a, b_ = (side["collapse"] for side in view["sides"])
        falls = (a * (1.0 - 0.5 * b_), b_ * (1.0 - 0.5 * a))
        share = min(1.0, max(0.0, view["share"] * (1.0 - falls[0] - falls[1]) + falls[1]))
        fled = min(1.0, gone + p["flight_all"] * max(side["taken"] for side in view["sides"]) * (1.0 - gone))
        found.append((share, fled, sum(side["dead"] for side in view["sides"]), a + b_))
    return found
