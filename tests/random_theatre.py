"""Theatres of three by three sectors in random states: where kernels and their slow twins are compared."""

from __future__ import annotations

import numpy as np

from known_theatre import N, Theatre, known_theatre

EDGES = 12
"""Edges of the grid."""


def random_theatre(seed: int, day: int) -> Theatre:
    """Return a theatre whose ground, roads, men, stocks and coefficients are drawn from a seed, ``day`` days into the war."""
    world = known_theatre(area=float(100 * (1 + seed % 9)))
    rng = np.random.default_rng(seed)
    fill_map(world, rng)
    fill_params(world, rng)
    fill_state(world, rng, day)
    return world


def fill_map(world: Theatre, rng: np.random.Generator) -> None:
    """Draw ground, gates, towns, and which roads are closed, tracks, gated or on a lifeline."""
    sc = world.sc
    sc["terrain"][:N] = rng.integers(0, 4, N)
    for name, chance in (("contested", 0.8), ("zone", 0.8), ("urban", 0.3), ("gate", 0.15)):
        sc[name][:N] = rng.random(N) < chance
    sc["rear"][:, :N] = rng.random((2, N)) < 0.25
    for name, chance in (("edge_closed", 0.15), ("edge_track", 0.3), ("edge_gate", 0.2)):
        sc[name][:EDGES] = rng.random(EDGES) < chance
    sc["edge_life"][:EDGES] = rng.integers(-1, 2, EDGES)
    sc["edge_over"][:EDGES] = rng.integers(-1, N, EDGES)
    sc["life_side"][:2] = (0, 1)
    sc["opener"] = rng.integers(0, 2)
    sc["snow_from"], sc["snow_full"] = 2.0, 12.0


def fill_params(world: Theatre, rng: np.random.Generator) -> None:
    """Draw the coefficients of effort, supply and breaks, and what both sides have."""
    p = world.p
    singles = {
        "base": (-1, 0), "ratio": (0.3, 0.7), "ratio_rugged": (-0.2, 0), "rugged": (-0.5, 0), "fortified": (-1.2, -0.5),
        "prepared": (-0.5, 0), "air": (0.5, 1.5), "surprise": (0.5, 1.5), "urban": (-1, 0), "shells": (-0.2, 0.4),
    }  # fmt: skip
    for name, (low, high) in singles.items():
        p[f"assault_{name}"] = rng.uniform(low, high)
    p["tooth"], p["men_per_axis"], p["tempo"] = rng.uniform(0.3, 0.7), rng.uniform(1000, 6000), rng.uniform(0.1, 0.6)
    p["effort_recovery"] = rng.uniform(15, 90)
    p["attack_density"], p["hold_density"] = rng.uniform(400, 900), rng.uniform(50, 150)
    p["advance_flat"], p["advance_rugged"], p["infiltration"] = rng.uniform(4, 9), rng.uniform(1, 4), rng.uniform(1, 3)
    p["supply_need"], p["interdiction"], p["repair_time"] = rng.uniform(20, 40), rng.uniform(0.02, 0.3), rng.uniform(1, 10)
    p["break_hazard"], p["side_collapse"] = rng.uniform(0.05, 0.5), rng.uniform(0.0, 0.05)
    p["ready"][:] = rng.uniform(0.5, 1, 2)
    for name, low, high in (
        ("commitment", 0.5, 1), ("quality", 0.2, 0.8), ("quality_noise", 0.8, 1.2), ("surprise", 0, 2),
        ("attack_threshold", 0.1, 0.6), ("munitions_use", 10, 90), ("missiles", 0, 300), ("aim", 0.3, 1.2),
    ):  # fmt: skip
        p[name][:] = rng.uniform(low, high, 2)
    p["map_weight"][:, :N] = 0.2 + 0.1 * rng.permuted(np.tile(np.arange(N), (2, 1)), axis=1)
    p["value"][:N], p["people"][:N] = rng.uniform(0, 10, N), rng.uniform(0, 30000, N)
    p["axis_weight"][:, :N] = rng.uniform(0.5, 1.5, (2, N))
    p["edge_capacity"][:EDGES], p["edge_snow"][:EDGES] = rng.uniform(20, 200, EDGES), rng.uniform(0, 1, EDGES)
    p["edge_exposed"][:] = 1.0
    p["place_depth"][:N] = 2.0  # no key place falls: what follows from that belongs to control of ground


def fill_state(world: Theatre, rng: np.random.Generator, day: int) -> None:
    """Draw who holds what with how many men and stocks, and what has happened so far."""
    st = world.st
    st["day_now"] = day
    st["weakness"][:] = rng.normal(0, 1, 2)
    st["spent"][:] = rng.uniform(0, 20, 2)
    st["winter"] = rng.uniform(0, 1)
    st["share"][:N] = rng.choice([0.0, 0.02, 0.3, 0.45, 0.55, 0.7, 1.0], N)
    st["defence_line"][:N] = rng.choice([0.0, 0.4, 0.6, 1.0], N)
    st["place"][:N] = rng.integers(0, 2, N)
    st["preparation_left"][:N], st["displaced"][:N] = rng.uniform(0, 3, N), rng.uniform(0, 20000, N)
    st["fell_day"][:N] = rng.choice([-1, 0, max(day - 2, 0)], N)
    st["men"][:, :N] = rng.choice([0.0, 0.5, 1.0], (2, N), p=[0.3, 0.1, 0.6]) * rng.uniform(1, 3000, (2, N))
    st["reserve"][:], st["men_start"][:] = rng.uniform(0, 400, 2), 9000.0
    for name in ("contact", "phase", "chosen", "by_track", "reached"):
        st[name][:, :N] = rng.integers(0, 2, (2, N))
    for name in ("last_assault", "neighbour_fell"):
        st[name][:, :N] = rng.choice([-1, 0, max(day - 5, 0), max(day - 2, 0), day], (2, N))
    st["loss_share"][:, :N], st["stock_days"][:, :N] = rng.uniform(0, 0.5, (2, N)), rng.uniform(0, 30, (2, N))
    st["fed"][:, :N], st["shell_state"][:] = rng.choice([0.0, 0.5, 0.9, 1.0], (2, N)), rng.uniform(0, 1, 2)
    st["break_timer"][:, :N] = rng.choice([0.0, 0.0, 0.0, 2.0], (2, N))
    st["air_damage"][:EDGES], st["cut_run"][:EDGES] = rng.choice([0.0, 0.2], EDGES), rng.integers(0, 3, EDGES)
    st["ground_damage"][:EDGES] = rng.choice([0.0, 0.0, 0.5, 1.0], EDGES)
    for name, low, high in (
        ("pinned", 0, 0.5), ("drones", 0, 60), ("resolve", 0.3, 0.9), ("breaks", 0, 3), ("threshold", 0.1, 0.6),
        ("seen_share", 0, 1), ("munitions", 0, 150), ("quality_now", 0.9, 1.1), ("surprise_factor", 0.5, 1), ("supply_in", 0, 200),
    ):  # fmt: skip
        st[name][:] = rng.uniform(low, high, 2)
    st["allowed"][:] = rng.integers(0, 3, 2)
    st["equip_start"][:] = rng.uniform(10, 300, (2, 5))
    st["equip"][:] = st["equip_start"] * rng.uniform(0.3, 1, (2, 5))
    st["air_balance"][0] = rng.uniform(-1, 1)
    st["air_balance"][1] = -st["air_balance"][0]
    st["weather"] = rng.integers(0, 3)
    st["start_share"], st["value_share"] = rng.uniform(0, 1, 2)
    st["start_own"][:] = 1.0 - float(st["start_share"])
    st["home_men"][:, :N] = rng.choice([0.0, 0.0, 0.0, 900.0], (2, N))
    st["step_cost"][:, :N] = rng.choice([0.0, 0.0, 0.0, 0.05], (2, N))
    st["failed"][:, :N], st["breach"][:, :N] = rng.choice([0.0, 0.5, 4.0], (2, N)), rng.choice([0.0, 2.0], (2, N))
    st["massed"][:, :N] = rng.integers(0, 2, (2, N))
    st["truce_left"] = rng.choice([0.0, 0.0, 0.0, 3.0])
    st["rout_left"][rng.integers(0, 2)] = rng.choice([0.0, 0.0, 0.0, 4.0])
    st["war_phase"], st["phase_day"] = rng.choice([0, 0, 0, 2]), day - rng.choice([1.0, 30.0])
    st["day_now"] = day
    st["evicted"][:] = rng.choice([0, 0, 1], 2)
    st["stirred_until"][:] = day + rng.choice([0.0, 1.0], 2)
