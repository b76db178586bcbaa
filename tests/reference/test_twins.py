"""Effort, supply and breaks once more, slowly and in plain Python, from their formulas alone; compared on random theatres.

The twins know no adjacency lists, search for the flow by trying every cut, and take from the model only its draws.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as hs

from known_theatre import KEY, N, Theatre
from multipolar.mechanisms.breaks import breaks_step
from multipolar.mechanisms.cohesion import cohesion_step
from multipolar.mechanisms.effort import effort_step
from multipolar.mechanisms.ground import side_strength
from multipolar.mechanisms.supply import interdiction_step, side_supply, supply_step
from multipolar.mechanisms.tempo import tempo_step
from multipolar.numerics.random import normal, poisson, uniform
from random_theatre import EDGES, random_theatre

SEEDS, DAYS = hs.integers(0, 10**6), hs.integers(0, 20)
STRIKES, AXIS_CHOICE, TEMPO, PHASE, BREAK, COLLAPSE = 11, 20, 21, 22, 31, 32
"""Random streams."""


def copied(world: Theatre) -> dict[str, Any]:
    """Return the state as arrays and numbers that a twin may change."""
    return {n: np.array(world.st[n], np.float64) for n in world.state.dtype.names or ()}


def agree(world: Theatre, twin: dict[str, Any], *names: str) -> None:
    """Assert that the kernel's state equals the twin's."""
    for name in names:
        np.testing.assert_allclose(np.array(world.st[name], np.float64), twin[name], rtol=1e-9, atol=1e-9, err_msg=name)


def roads(world: Theatre, s: int) -> list[tuple[int, int]]:
    """Return neighbours of a sector, each with its edge, in the order in which the model lists them."""
    ends = [(int(world.sc["edge_a"][e]), int(world.sc["edge_b"][e]), e) for e in range(EDGES)]
    found = {(b if a == s else a): e for a, b, e in ends if s in {a, b}}
    return [(int(t), found[int(t)]) for t in world.sc["adj_node"][world.sc["adj_start"][s] :][: len(found)]]


def share_of(t: dict[str, Any], b: int, s: int) -> float:
    """Return what a side holds of a sector."""
    return float(t["share"][s] if b == 0 else 1.0 - t["share"][s])


def fed_factor(days: float, arriving: float) -> float:
    """Return what supply lets men do: the better of (days / 7)^0.6, a third of a day at least, and arriving^0.7; one at most."""
    return max(min(1.0, (max(days, 0.3) / 7.0) ** 0.6), arriving**0.7)


def strength(world: Theatre, t: dict[str, Any], b: int) -> float:
    """Return quality, what is left of the equipment, and heavy arms per man."""
    quality = math.exp(1.5 * world.p["quality"][b]) * world.p["quality_noise"][b] * t["quality_now"][b]
    left = max(t["equip"][b, :4].sum() / t["equip_start"][b, :4].sum(), 1e-3)
    men = t["men"][b].sum() + t["reserve"][b]
    heavy = t["equip"][b, :4] @ (1.0, 0.25, t["shell_state"][b], 0.5 * t["shell_state"][b])
    return float(quality * left**0.3 * math.sqrt(1.0 + 50.0 * heavy / max(men, 1.0)))


def may_enter(world: Theatre, t: dict[str, Any], b: int, s: int) -> bool:
    """Return whether a side may attack a sector."""
    gate = world.sc["gate"][s]
    return bool(t["allowed"][b] >= gate if gate > 0 else world.sc["contested"][s] > 0)


def way_to(world: Theatre, t: dict[str, Any], b: int, s: int) -> str:
    """Return how a side comes at a sector: by road, by track, or not at all."""
    sc = world.sc
    edges = [e for q, e in roads(world, s) if not sc["edge_closed"][e] and share_of(t, b, q) > 0.5]
    edges = [e for e in edges if t["allowed"][b] >= sc["edge_gate"][e]]
    if any(not sc["edge_track"][e] for e in edges):
        return "road"
    return "track" if edges or share_of(t, b, s) > 0.03 else "none"


def called(world: Theatre, t: dict[str, Any], b: int, s: int) -> float:
    """Return the men that a side can call to a sector: of the reserve, and of neighbours whose roads are open."""
    total = mobile(t, b)
    for q, e in roads(world, s):
        if share_of(t, b, q) > 0.5 and not world.sc["edge_closed"][e] and share_of(t, 1 - b, q) <= 0.25:
            part = 0.25 if t["phase"][1 - b, q] else 0.5
            total += part * t["men"][b, q] * (0.5 if world.sc["edge_track"][e] else 1.0)
    return float(total * world.p["commitment"][b])


def mobile(t: dict[str, Any], b: int) -> float:
    """Return the reserve that can move in a day: a fifth, less what is pinned and what the enemy's mastery of the air holds up."""
    return float(0.2 * t["reserve"][b] * (1.0 - t["pinned"][b]) * (1.0 - 0.4 * max(0.0, t["air_balance"][1 - b])))


def line(world: Theatre, t: dict[str, Any], b: int, s: int) -> float:
    """Return the exposed defenders: seven tenths of those there or of the home forces, the teeth of those called."""
    there = max(t["men"][b, s], t["home_men"][b, s])
    exposed = max(0.7 * there + world.p["tooth"] * called(world, t, b, s), 20.0)
    return float(min(exposed, 3800.0 * min(math.sqrt(world.sc["area"][s]), 25.0)))


def luck(sc: Any, b: int) -> int:
    """Return the place of a side among the draws: the opener's first."""
    return 0 if b == sc["opener"] else 1


def axis(world: Theatre, t: dict[str, Any], b: int, s: int, day: int) -> tuple[float, float, str] | None:
    """Return the odds of an assault, how much a side wants it, and its way; None where there is no axis."""
    sc, p = world.sc, world.p
    way, own = way_to(world, t, b, s), share_of(t, b, s)
    held = [(q, e) for q, e in roads(world, s) if share_of(t, b, q) > 0.5]
    potential = t["men"][b, s] * p["commitment"][b] + called(world, t, b, s)
    rough, town = float(sc["terrain"][s] >= 2), float(sc["urban"][s] > 0)
    width = min(math.sqrt(sc["area"][s]), 60.0)
    most = 3800.0 * min(width, 25.0)
    attackers = min(0.4 * potential, 3000.0) if way == "track" else min(p["tooth"] * potential, most)
    if own >= 0.97 or not may_enter(world, t, b, s) or way == "none" or attackers < 50.0:
        return None
    defenders = line(world, t, 1 - b, s)
    fed = max(fed_factor(t["stock_days"][b, q], t["fed"][b, q]) for q in [s, *(q for q, _ in held)])
    ratio = attackers / defenders * strength(world, t, b) / strength(world, t, 1 - b)
    ratio *= fed / fed_factor(t["stock_days"][1 - b, s], t["fed"][1 - b, s])
    logit = (
        p["assault_base"] + (p["assault_ratio"] + p["assault_ratio_rugged"] * rough) * math.log(ratio) + p["assault_rugged"] * rough
    )
    level = t["preparation_left"][s] if (t["defence_line"][s] > 0.5) == (b == 1) else 0.0
    level = max(level, 2.0 if t["home_men"][1 - b, s] > 0.0 else 0.0)
    logit += p["assault_fortified"] if level >= 2.5 else p["assault_prepared"] if level >= 1.5 else 0.0
    logit += p["assault_air"] * t["air_balance"][b]
    surprise = p["surprise"][b] * math.exp(-day / 5.0)
    if b == world.sc["opener"] and world.sc["day_before"] <= 21.0:
        surprise += 1.5 * (1.0 - p["ready"][1 - b]) * math.exp(-(day + world.sc["day_before"]) / 7.0)
    logit += p["assault_surprise"] * surprise * t["surprise_factor"][b]
    logit += p["assault_urban"] * town * (t["place"][s] == 1 - b)
    shells = [math.log(0.05 + 0.95 * t["shell_state"][side]) for side in (b, 1 - b)]
    logit += 1.5 * (t["break_timer"][1 - b, s] > 0.0) + p["assault_shells"] * (shells[0] - shells[1])
    logit -= 1.5 * (t["rout_left"][b] > 0.0)
    odds = 1.0 / (1.0 + math.exp(-logit))
    speed = p["infiltration"] if way == "track" else (p["advance_rugged"] if rough else p["advance_flat"]) * (0.25 if town else 1.0)
    speed *= (0.6 if t["weather"] == 2 else 1.0) * (1.0 - 0.5 * t["winter"] * rough)
    engaged = min(attackers / p["attack_density"], width)
    front = max(min(1.5, width), engaged + (1.0 - min(1.0, defenders / (p["hold_density"] * width))) * (width - engaged))
    gain = min(1.0, speed * front / sc["area"][s])
    worth = p["value"] * p["map_weight"][b]
    behind = [worth[q] for q, _ in roads(world, s) if share_of(t, b, q) < 0.5 and may_enter(world, t, b, q)]
    life = any(sc["edge_life"][e] >= 0 and sc["life_side"][sc["edge_life"][e]] == 1 - b for _, e in roads(world, s))
    stake = worth[s] + 0.5 * max([0.0, *behind]) + 4.0 * life
    t["odds"][b, s], t["by_track"][b, s] = odds, way == "track"
    if t["step_cost"][b, s] > 0.0 and odds * stake / worth[:N][sc["contested"][:N] > 0].sum() <= t["step_cost"][b, s]:
        return None
    pull = odds * stake * (0.2 + 10.0 * gain) * (0.5 if t["failed"][b, s] > 0.0 else 1.0)
    pull *= math.exp(0.6 * normal(KEY, day, AXIS_CHOICE, 64 * luck(sc, b) + s)) * p["axis_weight"][b, s]
    return odds, pull * (1.6 if own > 0.03 else 1.0) * (3.0 if t["phase"][b, s] else 1.0), way


def add(t: dict[str, Any], b: int, s: int, men: float) -> None:
    """Let men join a sector; losses are shared by more."""
    if men > 0.0:
        t["loss_share"][b, s] *= t["men"][b, s] / (t["men"][b, s] + men)
        t["men"][b, s] += men


def bring_men(world: Theatre, t: dict[str, Any], b: int) -> None:
    """Bring men to the axes of the day and to where the enemy massed yesterday, and stray men home."""
    own = [s for s in range(N) if t["chosen"][b, s]]
    axes = [s for s in range(N) if s in own or (t["massed"][1 - b, s] and share_of(t, b, s) > 0.2)]
    if axes:
        pool = t["reserve_left"][b]
        t["reserve"][b] -= pool
        t["reserve_left"][b] = 0.0
        for s in set(range(N)) - set(axes):
            calm = t["day_now"] - t["last_assault"][b, s] > 4.0
            beside = any(q in axes for q, _ in roads(world, s))
            rate = 0.4 if beside and calm else 0.08 if t["contact"][b, s] and calm and own else 0.0
            if share_of(t, b, s) > 0.5 and world.sc["gate"][s] == 0:
                stay = (0.5 if t["contact"][b, s] else 0.1) * world.p["hold_density"] * math.sqrt(world.sc["area"][s])
                moved = min(rate * t["men"][b, s], max(0.0, t["men"][b, s] - stay))
                pool += moved
                t["men"][b, s] -= moved
        for s in axes:
            add(t, b, s, pool / len(axes))
    for s in set(range(N)) - set(own):
        if share_of(t, b, s) <= 0.03 and t["men"][b, s] > 0.0:
            home = [
                (share_of(t, b, q), q) for q, e in roads(world, s) if not world.sc["edge_closed"][e] and share_of(t, b, q) > 0.5
            ]
            if home:
                best = max(value for value, _ in home)
                moved = 0.4 * t["men"][b, s]
                t["men"][b, s] -= moved
                add(t, b, next(q for value, q in home if value == best), moved)


def effort_twin(world: Theatre, t: dict[str, Any], day: int) -> None:
    """Let both sides choose their axes and bring men there."""
    p = world.p
    t["massed"] = t["chosen"].copy()
    t["odds"][:, :N] = 0.0
    for b in range(2):
        t["reserve_left"][b] = mobile(t, b)
        found = {s: axis(world, t, b, s, day) for s in range(N)}
        for s, result in found.items():
            t["axis_pull"][b, s] = result[1] if result else -1.0
        t["best_odds"][b] = max([0.0] + [r[0] for r in found.values() if r])
        start, own = t["start_own"][b], t["seen_share"][b]
        start, own = (start, own) if b == 0 else (1.0 - start, 1.0 - own)
        if p["aim"][b] < 1.0 and own >= start + p["aim"][b] * (1.0 - start):
            t["axis_pull"][b, :N] = -1.0
        if day == 0 and b == world.sc["opener"]:
            t["threshold"][b] = min(p["attack_threshold"][b], t["best_odds"][b] - 0.05)
        men = t["men"][b].sum() + t["reserve"][b]
        number = max(1, math.floor(0.8 * men * p["commitment"][b] / p["men_per_axis"] + 0.5))
        least = t["threshold"][b] + (0.03 if t["war_phase"] == 2 else 0.0)
        wanted = [s for s in range(N) if t["odds"][b, s] >= least and t["axis_pull"][b, s] > 0.0]
        t["chosen"][b, :N] = 0
        t["chosen"][b, sorted(wanted, key=lambda s: -t["axis_pull"][b, s])[:number]] = 1
    t["failed"] = np.maximum(t["failed"] - 1.0, 0.0)
    t["breach"] = np.where(t["breach"] > 0.0, t["breach"] + 1.0, 0.0)
    if t["truce_left"] <= 0.0:
        for b in range(2):
            bring_men(world, t, b)


@given(SEEDS, DAYS)
def test_effort_step__equals_its_twin(seed: int, day: int) -> None:
    """Odds, pulls, axes, breaches and men of both sides."""
    world = random_theatre(seed, day)
    twin = copied(world)
    effort_twin(world, twin, day)
    world.run(effort_step, day, KEY)

    agree(world, twin, "odds", "axis_pull", "by_track", "best_odds", "threshold", "chosen", "men", "reserve", "loss_share")
    agree(world, twin, "reserve_left", "massed", "failed", "breach")


@given(SEEDS, DAYS)
def test_tempo_step__equals_its_twin(seed: int, day: int) -> None:
    """Phases of both sides on their axes, as the tempo of the day has it."""
    world = random_theatre(seed, day)
    t = copied(world)
    t["tempo_ar"] = 0.4 * t["tempo_ar"] + 0.9165 * normal(KEY, day, TEMPO, 0)
    base, cold = float(world.p["tempo"]), float(t["winter"])
    left = 0.3 * base + (min(0.9, base + 0.35) - 0.3 * base) * np.exp(-t["spent"] / 8.0)
    left *= (0.3 + 0.7 * t["shell_state"]) * (1.0 - 0.4 * cold)
    low = t["war_phase"] == 2
    slow = np.where(low | (t["evicted"] > 0), 0.15, 1.0) / (np.maximum(1, t["chosen"].sum(axis=1)) if low else 1)
    t["tempo_now"] = np.minimum(0.95, left * math.exp(0.35 * t["tempo_ar"]) * slow)
    sees = (1.0, 0.7, 0.3)[int(t["weather"])]
    for b, s in itertools.product(range(2), range(N)):
        near = [s] + [q for q, _ in roads(world, s) if share_of(t, b, q) > 0.5]
        pace = t["tempo_now"][b] * max(fed_factor(t["stock_days"][b, q], t["fed"][b, q]) for q in near)
        start = min(1.0, pace * 0.33 / max(1.0 - pace, 0.02)) * (0.5 + 0.5 * sees)
        start *= 3.0 if low and day < t["stirred_until"][b] else 1.0
        chance = 0.67 if t["phase"][b, s] else start
        drawn = uniform(KEY, day, PHASE, 64 * luck(world.sc, b) + s) < chance
        t["phase"][b, s] = bool(t["chosen"][b, s]) and t["truce_left"] <= 0.0 and drawn
    for b in range(2):
        axes = max(1, int(t["chosen"][b].sum()))
        t["spent"][b] += t["phase"][b].sum() / axes - t["spent"][b] / world.p["effort_recovery"]
    world.run(tempo_step, day, KEY)

    agree(world, t, "tempo_ar", "tempo_now", "phase", "spent")


def owner_of(t: dict[str, Any], world: Theatre, e: int) -> int:
    """Return who holds both ends of an edge, -1 when nobody does."""
    ends = {int(t["share"][world.sc[name][e]] <= 0.5) for name in ("edge_a", "edge_b")}
    return ends.pop() if len(ends) == 1 else -1


def interdiction_twin(world: Theatre, t: dict[str, Any], day: int) -> None:
    """Wear the roads, and keep watch over the lifelines."""
    sc, p = world.sc, world.p
    lives = [int(sc["edge_life"][e]) for e in range(EDGES)]
    for e in range(EDGES):
        life, side, strikes = lives[e], owner_of(t, world, e), 0.0
        if life >= 0:
            victim = int(sc["life_side"][life])
            targets = sum(other >= 0 and sc["life_side"][other] == victim for other in lives)
            if t["truce_left"] <= 0.0:
                mean = 0.2 * (0.25 * t["drones"][1 - victim] + 0.1 * p["missiles"][1 - victim]) / targets
                strikes = poisson(float(mean), KEY, day, STRIKES, e)
        theta = t["air_damage"][e]
        after = theta + (1.0 - math.exp(-p["interdiction"] * strikes)) * (1.0 - theta) - theta / p["repair_time"]
        t["air_damage"][e] = min(0.4, max(0.0, after))
        ends = [int(sc["edge_a"][e]), int(sc["edge_b"][e])]
        if side < 0:
            t["ground_damage"][e] = 1.0
        else:
            enemy, over = max(share_of(t, 1 - side, s) for s in ends), int(sc["edge_over"][e])
            looked_on = over >= 0 and share_of(t, 1 - side, over) >= 0.7
            t["ground_damage"][e] = 1.0 if enemy > 0.5 else 0.7 if enemy > 0.25 else 0.5 if looked_on else 0.0
        if life >= 0:
            lost = 1.0 if side == 1 - victim else t["ground_damage"][e]
            foothold = max(share_of(t, 1 - victim, s) for s in ends)
            if (lost >= 0.5 or foothold > 0.1) and t["life_fire_day"][life] < 0.0:
                t["life_fire_day"][life] = day
            t["cut_run"][e] = t["cut_run"][e] + 1.0 if lost >= 0.7 else 0.0
            if t["cut_run"][e] >= 2.0 and t["life_cut_day"][life] < 0.0:
                t["life_cut_day"][life], t["mediation_due"] = day, 1


@given(SEEDS, DAYS)
def test_interdiction_step__equals_its_twin(seed: int, day: int) -> None:
    """Damage from the air and from the ground, and the days on which lifelines came under fire and were cut."""
    world = random_theatre(seed, day)
    twin = copied(world)
    interdiction_twin(world, twin, day)
    world.run(interdiction_step, day, KEY)

    agree(world, twin, "air_damage", "ground_damage", "cut_run", "life_fire_day", "life_cut_day", "mediation_due")


def need_of(world: Theatre, t: dict[str, Any], b: int, s: int) -> float:
    """Return the subsistence that men and the remaining civilians of a sector need [t/day]."""
    stay = max(world.p["people"][s] - t["displaced"][s], 0.0) if world.sc["zone"][s] and share_of(t, b, s) > 0.5 else 0.0
    return float((t["men"][b, s] * world.p["supply_need"] + 2.0 * stay) / 1000.0)


def least_cut(demand: dict[int, float], sources: set[int], edges: dict[tuple[int, int], float]) -> float:
    """Return the most that can flow from sources to demands: the cheapest way to cut them apart, all ways tried."""
    others = [s for s in range(N) if s not in sources]
    best = math.inf
    for size in range(len(others) + 1):
        for chosen in itertools.combinations(others, size):
            near = sources | set(chosen)
            crossing = sum(room for (a, b), room in edges.items() if (a in near) != (b in near))
            best = min(best, crossing + sum(tonnes for s, tonnes in demand.items() if s in near))
    return best


def supply_twin(world: Theatre, t: dict[str, Any], b: int, day: int) -> dict[int, float]:
    """Solve the flow of a side and settle its stocks; return what each sector asks for."""
    sc, p = world.sc, world.p
    winter = min(max((day - 2.0) / 10.0, 0.0), 1.0)
    sources = {s for s in range(N) if sc["rear"][b, s] and share_of(t, b, s) > 0.03}
    edges = {}
    for e in range(EDGES):
        room = p["edge_capacity"][e] * (1.0 - max(t["air_damage"][e], t["ground_damage"][e])) * (1.0 - p["edge_snow"][e] * winter)
        if owner_of(t, world, e) == b and not sc["edge_closed"][e] and room > 0.0:
            edges[int(sc["edge_a"][e]), int(sc["edge_b"][e])] = float(room)
    reached = set(sources)
    for _ in range(N):
        reached |= {s for ends in edges if reached & set(ends) for s in ends}
    t["reached"][b, :N] = [s in reached for s in range(N)]
    need = {s: need_of(world, t, b, s) for s in reached - sources}
    demand = need
    t["supply_ask"][b] = sum(need.values())
    t["supply_in"][b] = least_cut(demand, sources, edges) if sources else 0.0
    total = max(sum(need.values()), 1e-9)
    days = sum(tonnes * t["stock_days"][b, s] for s, tonnes in need.items()) / total - 1.0
    coming = t["supply_in"][b] / total if total > 1e-6 else 1.0
    days = min(max(days + coming, 0.0), 30.0)
    for s in range(N):
        if s in sources:
            t["stock_days"][b, s], t["fed"][b, s] = 30.0, 1.0
        elif s in reached:
            t["stock_days"][b, s], t["fed"][b, s] = days, min(1.0, coming)
        elif share_of(t, b, s) > 0.5:
            t["stock_days"][b, s], t["fed"][b, s] = max(min(t["stock_days"][b, s], 5.0) - 1.0, 0.0), 0.0
        else:
            near = [(q, e) for q, e in roads(world, s) if share_of(t, b, q) > 0.5]
            for name in ("stock_days", "fed"):
                t[name][b, s] = max([0.0] + [t[name][b, q] * (0.25 if sc["edge_track"][e] else 1.0) for q, e in near])
    return demand


@settings(max_examples=25)
@given(SEEDS, DAYS)
def test_supply_step__equals_its_twin(seed: int, day: int) -> None:
    """Who is reached, how much comes through and how long stocks last; what arrives in a sector is no more than it asks for."""
    world = random_theatre(seed, day)
    twin = copied(world)
    asked = [supply_twin(world, twin, b, day) for b in range(2)]
    world.run(supply_step, day, KEY)

    agree(world, twin, "reached", "supply_in", "supply_ask", "stock_days", "fed")
    for s in range(N):
        b = 0 if world.st["share"][s] > 0.5 else 1
        assert world.st["delivered"][s] <= asked[b].get(s, 0.0) * (1.0 + 1e-9) + 1e-9


def attacking(world: Theatre, t: dict[str, Any], b: int, s: int) -> float:
    """Return the exposed attackers of a side: by track a limited number, else as many as the width bears."""
    potential = t["men"][b, s] * world.p["commitment"][b] + called(world, t, b, s)
    most = 3800.0 * min(math.sqrt(world.sc["area"][s]), 25.0)
    return float(min(0.4 * potential, 3000.0) if t["by_track"][b, s] else min(world.p["tooth"] * potential, most))


def scatter_twin(world: Theatre, t: dict[str, Any], b: int, s: int, caught: float) -> None:
    """Break the part of a sector's men that local reserves do not save; of these a share is caught."""
    breadth = min(math.sqrt(world.sc["area"][s]), 60.0)
    spare = max(t["men"][b, s] - world.p["hold_density"] * breadth, 0.0)
    saved, attackers = world.p["tooth"] * (called(world, t, b, s) + spare), attacking(world, t, 1 - b, s)
    part = attackers / max(attackers + saved, 1.0)
    standing = (1.0 - part) * t["men"][b, s]
    men = part * t["men"][b, s]
    front = t["men"][b, t["contact"][b] > 0].sum()
    t["breaks"][b] += 10.0 * men / max(front, men, 1.0)
    dead = 0.1 * men / (1.0 + world.p["wounded_ratio"])
    for name in ("dead", "dead_today"):
        t[name][b] += dead
    t["dead_by"][b, 4] += dead
    t["recovering"][b] += 0.1 * men - dead
    rest = (0.85 - caught) * men
    t["men"][b, s] = standing + 0.05 * men
    t["reserve"][b] += 0.55 * rest
    t["permanent_losses"][b] += caught * men + 0.45 * rest
    gone = 0.25 * t["equip"][b, 0] * men / max(t["men"][b].sum() + t["reserve"][b] + men, 1.0)
    t["equip"][b, 0] -= gone
    t["equip_lost"][b, 0] += gone
    t["break_timer"][b, s] = 4.0
    taken = part * min(0.5, 8.0 / breadth)
    t["share"][s] += taken if b == 1 else -taken
    t["cleared"] |= not 0.03 < t["share"][s] < 0.97


def reasons(world: Theatre, t: dict[str, Any], b: int, s: int, thin: bool, day: int) -> list[float]:
    """Return the weighed reasons of a break: flank, encirclement, no reserve, a neighbour fallen, losses, will."""
    lost = sum(t["fell_day"][q] >= 0 and t["place"][q] == 1 - b and world.sc["contested"][q] > 0 for q, _ in roads(world, s))
    encircled = t["reached"][b, s] == 0 and share_of(t, b, s) > 0.5
    fell = t["neighbour_fell"][b, s]
    recent = fell >= 0.0 and day - fell < 5.0
    will = 3.0 * (0.7 - t["resolve"][b])
    return [1.3 * min(lost, 2) / 2.0, 1.6 * encircled, 0.9 * thin, 1.0 * recent, 2.5 * t["loss_share"][b, s], will]


def crush(world: Theatre, t: dict[str, Any], b: int, s: int) -> float:
    """Return what the ratio of exposed men adds to the log hazard of a break."""
    attackers = attacking(world, t, 1 - b, s)
    return 0.5 * min(max(math.log(max(attackers, 1.0) / line(world, t, b, s)) - 0.4, -1.5), 2.0)


def wearing(t: dict[str, Any], b: int, s: int) -> float:
    """Return what hunger and silent guns add to the log hazard of a break."""
    return 1.5 * (0.96 - fed_factor(t["stock_days"][b, s], t["fed"][b, s])) + 0.8 * (0.58 - t["shell_state"][b])


def breaks_twin(world: Theatre, t: dict[str, Any], day: int) -> None:
    """Test each assaulted defence."""
    p = world.p
    t["breaks"] *= 0.8
    if t["truce_left"] > 0.0:
        return
    for b in sorted(range(2), key=lambda side: luck(world.sc, side)):
        thin = t["reserve"][b] < 0.03 * (t["men"][b].sum() + t["reserve"][b])
        for s in range(N):
            assaulted = t["last_assault"][b, s] >= 0.0 and day - t["last_assault"][b, s] < 3.0
            if not (assaulted and share_of(t, b, s) > 0.0 and t["men"][b, s] > 1.0 and t["break_timer"][b, s] <= 0.0):
                continue
            why = reasons(world, t, b, s, bool(thin), day)
            hazard = p["break_hazard"] * math.exp(sum(why) + crush(world, t, b, s) + wearing(t, b, s))
            if uniform(KEY, day, BREAK, 64 * luck(world.sc, b) + s) < 1.0 - math.exp(-hazard):
                first = min(range(6), key=lambda k: (-why[k], k != 5, k))
                t["break_cause"][first] += 1.0
                scatter_twin(world, t, b, s, 0.25 if why[1] else 0.05)


def cohesion_twin(world: Theatre, t: dict[str, Any], day: int, staged: bool) -> None:
    """Test whether a whole side goes; its war then ends that day, or with ``staged`` its rout begins."""
    p, sc = world.p, world.sc
    if t["truce_left"] > 0.0 or t["war_phase"] == 2 or t["rout_left"].any():
        return
    men = [t["men"][b].sum() + t["reserve"][b] for b in range(2)]
    force = [men[b] * p["commitment"][b] * side_strength(sc, p, world.st, b) for b in range(2)]
    for b in range(2):
        lost = max(0.0, (t["start_share"] - t["value_share"]) * (1 if b == 0 else -1))
        dead = (t["dead"][b] + t["permanent_losses"][b]) / max(t["men_start"][b] + t["inflow"][b], 1.0)
        hunger = 1.0 - side_supply(sc, world.st, b)
        eta = t["weakness"][b] + 4.0 * (0.65 - t["resolve"][b]) + min(1.0, lost / 0.15) + 0.9 * min(3.0, t["breaks"][b])
        eta += 0.8 * min(1.5, max(-1.5, math.log(max(1e-6, force[1 - b] / max(force[b], 1e-6)))))
        elapsed = day + sc["day_before"]
        eta += 1.2 * hunger + 3.0 * (dead - 0.15) - 0.55 * math.log(1.0 + elapsed / 15.0) + 0.7 * (0.43 - t["shell_state"][b])
        if b != sc["opener"] and sc["day_before"] <= 21.0:
            eta += 4.0 * (min(1.0, p["surprise"][1 - b] / 1.5) + 1.0 - p["ready"][b]) * math.exp(-elapsed / 7.0)
        suffered = t["breaks"][b] + 5.0 * dead + 2.0 * hunger
        rate = p["side_collapse"] * (1.0 - math.exp(-suffered / 0.7)) * math.exp(min(7.5, eta))
        if t["ending"] == 0 and uniform(KEY, day, COLLAPSE, luck(sc, b)) < 1.0 - math.exp(-rate):
            if not staged:
                t["ending"], t["ending_day"], t["winner"] = 1.0, float(day), 1.0 - b
            elif not t["rout_left"].any():
                t["rout_left"][b], t["rout_cause"][b], t["rout_levels"] = 10.0, 1.0, t["level"].copy()


@given(SEEDS, DAYS)
def test_breaks_step__equals_its_twin(seed: int, day: int) -> None:
    """Who breaks and why, and what becomes of the men, their tanks and their ground."""
    world = random_theatre(seed, day)
    world.st["share"][:N] = np.clip(world.st["share"][:N], 0.55, 0.95) if seed % 2 else np.clip(world.st["share"][:N], 0.05, 0.45)
    twin = copied(world) | {"cleared": False}
    breaks_twin(world, twin, day)
    world.run(breaks_step, day, KEY)

    if not twin["cleared"]:  # what follows when a sector is cleared belongs to control of ground
        agree(
            world,
            twin,
            "breaks",
            "dead",
            "dead_by",
            "dead_today",
            "recovering",
            "men",
            "reserve",
            "permanent_losses",
            "equip",
            "equip_lost",
        )
        agree(world, twin, "break_timer", "share", "break_cause")


@given(SEEDS, DAYS, hs.booleans())
def test_cohesion_step__equals_its_twin(seed: int, day: int, staged: bool) -> None:
    """Which side goes, and when; with the last stage of a war and without it."""
    world = random_theatre(seed, day)
    world.sc["n_powers"], world.st["level"][:2] = 2, (1, 2)
    if not staged:
        world.off("rout_offer")
    twin = copied(world)
    cohesion_twin(world, twin, day, staged)
    world.run(cohesion_step, day, KEY)

    agree(world, twin, "ending", "ending_day", "winner", "rout_left", "rout_cause", "rout_levels")


def test_random_theatres__are_wars_worth_comparing() -> None:
    """Among a hundred theatres many have axes, pockets, short supply, breaks and strikes."""
    seen = dict.fromkeys(("axes", "pockets", "short", "breaks", "strikes"), 0)
    for seed in range(100):
        world = random_theatre(seed, 8)
        world.st["truce_left"] = 0.0
        before = world.state.copy()[0]
        for step in (interdiction_step, supply_step, effort_step, breaks_step):
            world.run(step, 8, KEY)
        held = np.array([world.st["share"][:N] > 0.5, world.st["share"][:N] <= 0.5])
        seen["axes"] += bool(world.st["chosen"].any())
        seen["pockets"] += bool((held & (world.st["reached"][:, :N] == 0)).any())
        seen["short"] += bool((world.st["supply_in"] < 0.9 * world.st["supply_ask"]).any())
        seen["breaks"] += bool(world.st["break_cause"].any())
        seen["strikes"] += bool((world.st["air_damage"] > before["air_damage"]).any())

    assert min(seen.values()) >= 30, seen
