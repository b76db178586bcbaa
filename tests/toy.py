"""A small hand-made theatre: three rows of sectors, one road net, two equal sides; records filled without a scenario file."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.model.fields import PARAMS
from multipolar.model.records import zeros
from multipolar.model.register import REGISTER, SIDE_DEFAULTS
from multipolar.scenario.distribution import parse_distribution

COLUMNS = 3


def toy_scenario(rows: int = 3, *, area: float = 600.0) -> NDArray[Any]:
    """Return a SCENARIO record: sectors in a grid of ``rows`` x 3; A holds the first column, B the last, middle by B."""
    scenario = zeros("SCENARIO", 1)
    sc = scenario[0]
    n = rows * COLUMNS
    sc["n_sectors"] = n
    sc["horizon"] = 180
    sc["snow_from"] = sc["snow_full"] = 1e9
    sc["weather_share"][:3] = (0.55, 0.30, 0.15)
    sc["weather_keep"] = 0.5
    for name in ("gate", "urban", "district"):
        sc[name][:] = 0
    sc["source"][:] = -1
    sc["soil"][:] = -1
    sc["border_of"][:] = -1
    arcs: list[list[tuple[int, int]]] = [[] for _ in range(n)]
    edges: list[tuple[int, int]] = []
    for s in range(n):
        row, column = divmod(s, COLUMNS)
        sc["area"][s] = sc["weight"][s] = area
        sc["terrain"][s] = (0, 1, 2)[row % 3]
        sc["wooded"][s] = 0.65
        sc["contested"][s] = 1
        sc["zone"][s] = 1
        sc["symbolic"][s] = 2.0
        sc["line_before"][s] = 1.0 if column == 0 else 0.0
        sc["source"][s] = 0 if column == 0 else (1 if column == COLUMNS - 1 else -1)
        sc["rear"][:, s] = (column == 0, column == COLUMNS - 1)
        for other in (s + 1 if column < COLUMNS - 1 else -1, s + COLUMNS if row < rows - 1 else -1):
            if other >= 0:
                e = len(edges)
                edges.append((s, other))
                arcs[s].append((other, e))
                arcs[other].append((s, e))
    sc["line_known"] = 1
    sc["n_edges"] = len(edges)
    sc["edge_terrain"][:] = 1
    sc["energy_source"][:] = -1
    for name in ("edge_over", "edge_life", "edge_supplier", "edge_side"):
        sc[name][:] = -1
    for e, (a, b) in enumerate(edges):
        sc["edge_a"][e], sc["edge_b"][e] = a, b
    place = 0
    for s in range(n):
        sc["adj_start"][s] = place
        sc["adj_n"][s] = len(arcs[s])
        for other, e in arcs[s]:
            sc["adj_node"][place], sc["adj_edge"][place] = other, e
            place += 1
        sc["adj_start"][s + 1] = place
    return scenario


def toy_params(scenario: NDArray[Any], members: int, *, men: float = 20000.0, seed: int = 1) -> NDArray[Any]:
    """Return PARAMS records: register priors drawn by member, both sides equal, no outside powers."""
    sc = scenario[0]
    params = zeros("PARAMS", members)
    rng = np.random.default_rng(seed)
    params["on"][:] = 1.0
    names = {f.name for f in PARAMS}
    for entry in REGISTER:
        assert entry.field in names
        dist, _ = parse_distribution(entry.prior)
        params[entry.field] = dist.quantile(rng.uniform(0.001, 0.999, members))
    for field, (_, prior) in SIDE_DEFAULTS.items():
        dist, _ = parse_distribution(prior)
        params[field] = dist.quantile(rng.uniform(0.001, 0.999, (members, 2)).ravel()).reshape(members, 2)
    n = int(sc["n_sectors"])
    columns = np.arange(n) % COLUMNS
    params["men"][:] = men
    params["reserve_share"][:] = 0.2
    params["reserve_inflow"][:] = -1.0
    params["distribution"][:, 0, :n] = (columns == 0) * 100.0
    params["distribution"][:, 1, :n] = (columns == 1) * 100.0
    params["quality"][:] = 0.5
    params["will_start"][:] = 0.75
    params["population"][:] = 5e6
    params["commitment"][:] = 1.0
    params["aim"][:] = 1.0
    params["ready"][:] = 1.0
    params["autonomy"][:] = 0.5
    params["equipment"][:] = (200, 300, 200, 80, 40)
    params["armed_drones"][:] = 5
    params["loitering"][:] = 50
    params["munitions_stock"][:] = 20000
    params["munitions_use"][:] = 400
    params["supply_days"][:] = 30
    params["reserves_money"][:, :2] = 10
    params["war_cost"][:, :2] = 10
    params["value"][:, :n] = 5
    params["map_weight"][:] = 1.0
    params["share_start"][:, :n] = columns == 0
    params["preparation"][:, :n] = 2
    params["people"][:, :n] = 10000
    params["place_depth"][:, :n] = 0.5
    params["axis_weight"][:] = 1.0
    params["edge_capacity"][:] = 1500
    params["edge_military"][:] = 1
    params["edge_exposed"][:] = 1
    params["edge_length"][:] = 30
    return params
