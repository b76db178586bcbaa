"""The ground of a fact pack as sectors and edges of a scenario: terrain, lines, roads, supply, sources."""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence

import numpy as np

from multipolar.data.pack import Pack, PackRoute, PackSector
from multipolar.data.pack_map import distance_km, far_roads, neighbours
from multipolar.data.pack_numbers import Block, Guesses, guess, mode_of, tidy

TERRAIN = {
    "plain": "flat", "desert": "flat", "marsh": "flat", "sea": "flat", "rolling": "rolling", "hills": "rolling",
    "island": "rolling", "urban": "flat", "forest_hills": "rugged", "mountain": "mountain", "high_mountain": "mountain",
}  # fmt: skip
COVER = {"desert": "bare", "sea": "bare", "forest_hills": "wooded", "urban": "urban"}
"""Terrain words of the packs in ours. Source: subject 3; towns are flat ground, judgement."""
PEOPLE_PER_KM2 = {"urban": 400.0, "desert": 2.0, "high_mountain": 5.0, "mountain": 15.0, "sea": 0.0}
PLAIN_PEOPLE = 35.0
DETOUR = 1.3
"""Roads are about a third longer than the air line. Grade J."""
TRACK_CHANCE = 0.3
"""A road between mountains is a track in three of ten cases. Grade J, tried on past wars."""
ROAD = (2500.0, 5000.0, 9000.0)
MOUNTAIN_ROAD = (1000.0, 2000.0, 3500.0)
TRACK = (50.0, 150.0, 300.0)
"""Capacity in tonnes a day. Sources: planning tables, subject 4; the plain road is judgement."""
NEED = 0.030
"""Tonnes per soldier and day. Source: P21."""
ROOM = 1.5
"""Capacity of a pack's routes relative to need. Grade J, tried on past wars."""
LIFELINES_PER_SIDE = 2
FAR = 80.0
OUTSIDE_KINDS = ("air", "sea", "port", "depot", "pipe")
FRONT = 0.05
RIM = 0.125
"""Part of the smaller breadth of the map within which a sector counts as lying at its rim."""


def used_sectors(pack: Pack, guesses: Guesses) -> list[PackSector]:
    """Return the sectors that matter on the ground; air targets without weight and neighbours are left out."""
    kept = []
    for sector in pack.sectors:
        linked = sector.adj or any(sector.id in other.adj for other in pack.sectors)
        if (sector.w <= 0.0 and not sector.contested) or (not linked and not sector.contested):
            guesses.add(f"theatre.sectors.{sector.id}", "left out: no weight on the ground and no neighbour")
        else:
            kept.append(sector)
    return kept


def shares_of(sectors: Sequence[PackSector], guesses: Guesses) -> dict[str, float]:
    """Return the share of A of every sector; where the pack leaves it open, that of the neighbours, rounded."""
    stated = {sector.id: sector.share_A for sector in sectors if sector.share_A is not None}
    near = neighbours(sectors)
    out: dict[str, float] = {}
    for sector in sectors:
        if sector.share_A is not None:
            out[sector.id] = sector.share_A
            continue
        around = [stated[other] for other in near[sector.id] if other in stated]
        out[sector.id] = float(round(sum(around) / len(around))) if around else 0.5
        guesses.add(f"theatre.sectors.{sector.id}.share_A", f"{out[sector.id]:g}: not stated, taken from its neighbours")
    return out


def own(share: float, side: str) -> float:
    """Return a share of A as the named side's own."""
    return share if side == "A" else 1.0 - share


def sources_of(sectors: Sequence[PackSector], shares: dict[str, float], entries: Sequence[Block]) -> dict[str, str]:
    """Return which side's supply enters in which sector: uncontested ground feeds its holder, entries whom they serve."""
    out = {str(edge["a"]): str(edge["b"]).removeprefix("EXT_") for edge in entries}
    return out | {s.id: "A" if shares[s.id] > 0.5 else "B" for s in sectors if not s.contested}


def open_rears(
    sectors: Sequence[PackSector], shares: dict[str, float], fed: dict[str, str], guesses: Guesses
) -> dict[str, list[str]]:
    """Return, by sector, the sides that have their rear right behind it, outside the map.

    Packs draw the contested ground only. Two kinds of ground are taken to be fed from beyond the edge: a part held firmly
    that no source reaches and that touches the rim of the map, and a foothold without own ground next to it. What lies
    inside and is cut off stays a pocket.
    """
    near, rim = neighbours(sectors), rim_of(sectors)
    by_id = {sector.id: sector for sector in sectors}
    out: dict[str, list[str]] = {}
    for side in ("A", "B"):
        held = {s.id for s in sectors if own(shares[s.id], side) > 0.5}
        for part in parts_of_map(held, near):
            if any(fed.get(name) == side for name in part) or not part & rim:
                continue
            best = max(sorted(part & rim), key=lambda name: (own(shares[name], side), by_id[name].w))
            out.setdefault(best, []).append(side)
        for s in sectors:
            foothold = FRONT < own(shares[s.id], side) <= 0.5
            if s.contested and foothold and fed.get(s.id) != side and not any(other in held for other in near[s.id]):
                out.setdefault(s.id, []).append(side)
    for name, sides in out.items():
        guesses.add(f"theatre.sectors.{name}.open_rear", f"{' and '.join(sides)}: taken to be fed from beyond the edge of the map")
    return out


def rim_of(sectors: Sequence[PackSector]) -> set[str]:
    """Return the sectors at the rim of the map: on its convex hull or within an eighth of its breadth of it."""
    if len(sectors) < 4:
        return {s.id for s in sectors}
    from scipy.spatial import ConvexHull, QhullError

    lift = math.cos(math.radians(sum(s.lat for s in sectors) / len(sectors)))
    points = np.array([[s.lon * lift, s.lat] for s in sectors])
    try:
        hull = ConvexHull(points)
    except QhullError:
        return {s.id for s in sectors}
    inside = -np.max(points @ hull.equations[:, :2].T + hull.equations[:, 2], axis=1)
    return {s.id for s, depth in zip(sectors, inside, strict=True) if depth <= RIM * float(np.ptp(points, axis=0).min())}


def components(sectors: Sequence[PackSector]) -> list[set[str]]:
    """Return the parts of the map that no edge connects."""
    return parts_of_map({sector.id for sector in sectors}, neighbours(sectors))


def parts_of_map(names: set[str], near: dict[str, list[str]]) -> list[set[str]]:
    """Return the connected parts of some sectors."""
    left, parts = set(names), []
    while left:
        waiting, part = [min(left)], set()
        while waiting:
            name = waiting.pop()
            if name not in part:
                part.add(name)
                waiting += [other for other in near[name] if other in names]
        parts.append(part)
        left -= part
    return parts


def preparation(pack: Pack, sector: PackSector, shares: dict[str, float], near: Sequence[str]) -> list[float] | float:
    """Return the preparation of a sector [level]: old lines are dug in, young ones are not, depth is open.

    Unchanged two years or more 3, ninety days 2, a fortnight 1, younger 0.5; towns have their own term. Grade J, tried on
    past wars. A line of a round that has just begun is as old as the lull before it, which packs do not state: 1 to 3.
    """
    mixed = min(shares[sector.id], 1.0 - shares[sector.id]) > FRONT
    facing = any(abs(shares[other] - shares[sector.id]) > 0.5 for other in near)
    if not sector.contested or not (mixed or facing):
        return 0.0
    age = (pack.asof - pack.round_start).days
    if pack.phase == "start":
        return [0.5, 2.0, 3.0]
    if age >= 730:
        return [0.5, 1.5, 3.0]
    return [0.3, 1.0, 2.0] if age >= 90 else [0.0, 0.5, 1.5]


def sector_blocks(
    pack: Pack, sectors: Sequence[PackSector], shares: dict[str, float], fed: dict[str, str], rears: dict[str, list[str]]
) -> list[Block]:
    """Return the sectors as the scenario file writes them."""
    near = neighbours(sectors)
    top = max((s.value if s.value is not None else s.w) for s in sectors if s.contested)
    blocks = []
    for s in sectors:
        worth = s.value if s.value is not None else s.w
        area = s.area_km2 if s.area_km2 is not None else max(s.w, 25.0)
        people = PEOPLE_PER_KM2.get(s.terrain, PLAIN_PEOPLE) * area
        block: Block = {
            "id": s.id, "name": s.name, "tier": 1 if s.contested else 3, "contested": s.contested and s.w > 0, "lat": s.lat,
            "lon": s.lon, "terrain": TERRAIN[s.terrain], "cover": COVER.get(s.terrain, "mixed"), "urban": s.terrain == "urban",
            "area": guess(tidy(area), "km2"), "value": guess(tidy(min(10.0, 10.0 * worth / top))),
            "population": guess(f"LogN({tidy(max(people, 50.0)):g}, 0.8)", "persons"),
            "share_A": {"v": shares[s.id], "source": ["pack"], "grade": "D"},
            "preparation": guess(preparation(pack, s, shares, near[s.id])), "in_zone": s.contested, "district": s.contested,
        }  # fmt: skip
        if s.contested:
            block["weight"] = {"v": s.w, "unit": "km2", "source": ["pack"], "grade": "J"}
        if pack.phase == "start":
            block["line_before"] = {"v": shares[s.id], "source": ["pack"], "grade": "D"}
        if s.id in fed:
            block["source_of"] = fed[s.id]
        if s.id in rears:
            block["open_rear"] = rears[s.id]
        if not s.contested:
            block["gate"] = 9
        blocks.append(block)
    return blocks


def need_of(pack: Pack, side: str) -> float:
    """Return what the men of a side need in a day [t/day]."""
    forces = pack.forces[side]
    men = 0.0 if isinstance(forces, str) else mode_of(forces.men_theatre)
    return max(NEED * men, 50.0)


def edge_blocks(pack: Pack, sectors: Sequence[PackSector], guesses: Guesses) -> list[Block]:
    """Return the roads and tracks between neighbours; packs name neighbours only, so kind and capacity are assumed."""
    near, by_id = neighbours(sectors), {sector.id: sector for sector in sectors}
    factor = max(1.0, max(need_of(pack, "A"), need_of(pack, "B")) / ROAD[1])
    blocks = []
    for a in sectors:
        for name in near[a.id]:
            b = by_id[name]
            if a.id > b.id:
                continue
            high = [TERRAIN[s.terrain] == "mountain" for s in (a, b)]
            track = any(high) and zlib.crc32(f"{a.id}-{b.id}".encode()) % 1000 < 1000 * TRACK_CHANCE
            capacity = TRACK if track else MOUNTAIN_ROAD if any(high) else ROAD
            length = DETOUR * distance_km((a.lat, a.lon), (b.lat, b.lon))
            blocks.append({
                "id": edge_id(a.id, b.id), "a": a.id, "b": b.id, "kind": "track" if track else "road",
                "length": guess(tidy(max(length, 1.0)), "km"),
                "capacity": guess([tidy(factor * x) for x in capacity], "t/day"),
                "terrain": "mountain" if any(high) else "rolling",
            })  # fmt: skip
    for said in far_roads(sectors):
        guesses.add("theatre.edges", f"{said}: check lat and lon")
    known = {s.id for s in sectors}
    for s in sectors:
        for name in (other for other in s.adj if other in known and s.id not in by_id[other].adj):
            guesses.add("theatre.edges", f"{s.id} and {name} taken as neighbours: only {s.id} says so")
    guesses.add("theatre.edges", f"{len(blocks)} roads and tracks between neighbours: kind, length and capacity are assumed")
    return blocks


def edge_id(a: str, b: str) -> str:
    """Return the id of the edge between two sectors, within the length that ids may have."""
    plain = f"{a}-{b}"
    return plain if len(plain) <= 40 else f"{a[:16]}-{b[:16]}-{zlib.crc32(plain.encode()) % 9999}"


def is_outside(route: PackRoute) -> bool:
    """Return whether a route enters from outside by air, sea or pipe, or stands for a depot."""
    return any(word in route.kind for word in OUTSIDE_KINDS)


def nearest_own(route: PackRoute, sectors: Sequence[PackSector], shares: dict[str, float]) -> list[PackSector]:
    """Return the sectors of the route's side, nearest first; held ground before ground held in part."""
    place = (route.lat, route.lon)
    held = [s for s in sectors if own(shares[s.id], route.side) > 0.5]
    chosen = held or [s for s in sectors if own(shares[s.id], route.side) > 0.0] or list(sectors)
    return sorted(chosen, key=lambda s: distance_km(place, (s.lat, s.lon)))


def place_routes(
    pack: Pack, sectors: Sequence[PackSector], shares: dict[str, float], edges: list[Block], guesses: Guesses
) -> list[Block]:
    """Attach routes to the map and return the outside entries; a road between two own sectors becomes a lifeline.

    Capacity is relative to need: 1.5 x cap x need of the side. Grade J, tried on past wars.
    """
    entries: list[Block] = []
    lifelines = {"A": 0, "B": 0}
    for route in sorted(pack.routes, key=lambda r: -r.cap * r.vuln):
        own_sectors = nearest_own(route, sectors, shares)
        edge = None if is_outside(route) or len(own_sectors) < 2 else _edge_between(own_sectors[:3], edges)
        if edge is not None and "lifeline_of" not in edge and lifelines[route.side] < LIFELINES_PER_SIDE:
            lifelines[route.side] += 1
            edge |= {"lifeline_of": route.side, "lifeline": route.id, "name": route.name}
            guesses.add(f"theatre.edges.{edge['id']}.lifeline", f"route {route.id} taken to run along this edge")
            continue
        entries.append(_entry(pack, route, own_sectors[0], guesses))
    return entries


def _edge_between(near: Sequence[PackSector], edges: list[Block]) -> Block | None:
    for edge in edges:
        if {edge["a"], edge["b"]} <= {s.id for s in near} and edge["kind"] == "road":
            return edge
    return None


def _entry(pack: Pack, route: PackRoute, sector: PackSector, guesses: Guesses) -> Block:
    kind = "ext_air" if route.kind == "air" else "ext_sea" if "sea" in route.kind or "port" in route.kind else "ext_road"
    capacity = tidy(max(ROOM * route.cap * need_of(pack, route.side), 1.0))
    away = distance_km((route.lat, route.lon), (sector.lat, sector.lon))
    guesses.add(f"theatre.edges.{route.id}", f"outside entry of side {route.side} at {sector.id}, the nearest ground it holds")
    return {
        "id": route.id, "a": sector.id, "b": f"EXT_{route.side}", "kind": kind, "name": route.name,
        "length": guess(tidy(max(away, 10.0)), "km"), "capacity": guess(capacity, "t/day"), "terrain": "rolling",
    }  # fmt: skip
