"""The ground of a scenario becomes records: sectors, roads, passes, lifelines and outside entries."""

from __future__ import annotations

import datetime as dt

from multipolar.codes import Terrain
from multipolar.model.build_draft import FAR, SIDE_KEYS, Draft, middle
from multipolar.scenario.document import Edge, Sector

VISIBILITY = {"bare": 1.0, "mixed": 0.65, "wooded": 0.3, "urban": 0.4}
"""Share of targets that can be seen from the air, by cover. Source: subject 5."""
OUTSIDE = "EXT_"


def side_code(key: str | None) -> int:
    """Return 0 for A, 1 for B, -1 for nobody."""
    return SIDE_KEYS.index(key) if key in SIDE_KEYS else -1


def fill_theatre(draft: Draft) -> None:
    """Fill every sector, edge and lifeline."""
    for s, sector in enumerate(draft.document.theatre.sectors):
        _ground(draft, s, sector)
        _sector_inputs(draft, s, sector)
    for e, edge in enumerate(draft.document.theatre.edges):
        _edge(draft, e, edge)
        _edge_inputs(draft, e, edge)
    _arcs(draft)
    _lifelines(draft)


def _ground(draft: Draft, s: int, sector: Sector) -> None:
    sc = draft.sc
    sc["area"][s] = middle(sector.area)
    sc["weight"][s] = middle(sector.weight, middle(sector.area)) if sector.contested else 0.0
    sc["symbolic"][s] = middle(sector.symbolic_value)
    sc["line_before"][s] = middle(sector.line_before, middle(sector.share_A))
    sc["terrain"][s] = Terrain.of(sector.terrain)
    sc["wooded"][s] = VISIBILITY[sector.cover]
    sc["urban"][s] = sector.urban
    sc["contested"][s] = sector.contested
    sc["gate"][s] = sector.gate
    sc["source"][s] = side_code(sector.source_of)
    for b, key in enumerate(SIDE_KEYS):
        sc["rear"][b, s] = key in sector.open_rear or key == sector.source_of
    sc["soil"][s] = side_code(sector.recognised_soil_of)
    sc["zone"][s] = sector.in_zone
    sc["district"][s] = sector.district
    borders = [draft.power(name) for name in sector.borders if draft.power(name) >= 0]
    sc["border_of"][s] = borders[0] if borders else -1


def _sector_inputs(draft: Draft, s: int, sector: Sector) -> None:
    put = draft.plan.put
    put("value", (s,), sector.value)
    put("share_start", (s,), sector.share_A)
    put("preparation", (s,), sector.preparation)
    put("people", (s,), sector.population)
    put("place_depth", (s,), sector.place_depth)
    put("elevation", (s,), 0.0 if sector.elevation is None else sector.elevation)
    for b in range(2):
        put("axis_weight", (b, s), 1.0)


def outside_power(draft: Draft, edge: Edge) -> int:
    """Return the power at the outer end of an entry: the named supplier, else the power after ``EXT_``."""
    ends = [end.removeprefix(OUTSIDE) for end in (edge.a, edge.b) if end.startswith(OUTSIDE)]
    return draft.power(edge.supplier or (ends[0] if ends else None))


def served_side(draft: Draft, s: int) -> int:
    """Return the side that an outside entry into sector ``s`` serves: its source, its soil, else its holder."""
    sector = draft.document.theatre.sectors[s]
    for key in (sector.source_of, sector.recognised_soil_of):
        if key is not None:
            return side_code(key)
    return 0 if middle(sector.share_A) > 0.5 else 1


def _edge(draft: Draft, e: int, edge: Edge) -> None:
    sc = draft.sc
    a, b = draft.sector(edge.a), draft.sector(edge.b)
    inner, outer = (a, b) if a >= 0 else (b, a)
    sc["edge_a"][e], sc["edge_b"][e] = inner, outer
    sc["edge_track"][e] = edge.kind == "track"
    sc["edge_terrain"][e] = Terrain.ROLLING if edge.terrain == "air" else Terrain.of(edge.terrain)
    sc["edge_closed"][e] = edge.kind == "closed"
    sc["edge_gate"][e] = edge.gate
    sc["edge_over"][e] = draft.sector(edge.overlooked_by)
    life = draft.labels.edge_lifeline[e]
    sc["edge_life"][e] = draft.labels.lifelines.index(life) if life else -1
    outside = outer < 0
    sc["edge_supplier"][e] = outside_power(draft, edge) if outside else -1
    sc["edge_side"][e] = served_side(draft, inner) if outside else -1
    sc["edge_air"][e] = edge.kind == "ext_air"


def _edge_inputs(draft: Draft, e: int, edge: Edge) -> None:
    put = draft.plan.put
    put("edge_capacity", (e,), edge.capacity)
    put("edge_snow", (e,), 0.0 if edge.snow_closed is None else edge.snow_closed)
    put("edge_height", (e,), 0.0 if edge.pass_height is None else edge.pass_height)
    put("edge_exposed", (e,), 1.0)
    put("edge_transit", (e,), float(edge.transit))
    put("edge_length", (e,), edge.length)
    put("edge_military", (e,), float(edge.military_open))


def _arcs(draft: Draft) -> None:
    sc = draft.sc
    arcs: list[list[tuple[int, int]]] = [[] for _ in draft.labels.sectors]
    for e in range(len(draft.labels.edges)):
        a, b = int(sc["edge_a"][e]), int(sc["edge_b"][e])
        if b >= 0:
            arcs[a].append((b, e))
            arcs[b].append((a, e))
    place = 0
    for s, own in enumerate(arcs):
        sc["adj_start"][s], sc["adj_n"][s] = place, len(own)
        for node, edge in own:
            sc["adj_node"][place], sc["adj_edge"][place] = node, edge
            place += 1
    sc["adj_start"][len(arcs) :] = place


def _lifelines(draft: Draft) -> None:
    for e, edge in enumerate(draft.document.theatre.edges):
        life = int(draft.sc["edge_life"][e])
        if life >= 0:
            draft.sc["life_side"][life] = side_code(edge.lifeline_of)


def fill_climate(draft: Draft) -> None:
    """Fill weather and the days on which snow closes the passes."""
    climate, sc = draft.document.climate, draft.sc
    shares = (climate.clear, climate.overcast, climate.wet)
    sc["weather_share"][:3] = [share / sum(shares) for share in shares]
    sc["weather_keep"] = climate.persistence
    sc["snow_from"] = _days_ahead(draft, climate.snow_from)
    sc["snow_full"] = _days_ahead(draft, climate.snow_full)


def _days_ahead(draft: Draft, day: dt.date | None) -> float:
    return FAR if day is None else float((day - draft.document.as_of).days)
