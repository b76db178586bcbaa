"""Do the sectors of a fact pack lie where they can be neighbours: distances, and coordinates that look interchanged."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence

from multipolar.data.pack import Pack, PackSector
from multipolar.scenario.translate import Fault

EARTH_KM = 6371.0
FARTHEST_KM = 2000.0
"""No road joins neighbouring sectors farther apart; a base farther away supplies its side by a route."""
FAR_KM = 500.0
ODD = 10.0
"""A road this many times as long as the usual one of the map, and longer than ``FAR_KM``, is told."""
LEAST_KM = 60.0
NEARER = 5.0
"""Coordinates look interchanged where interchanging them brings a sector this many times nearer to its neighbours."""


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance of two points (latitude, longitude) [km]."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def neighbours(sectors: Sequence[PackSector]) -> dict[str, list[str]]:
    """Return who is next to whom, both ways, whatever side of the pack says it."""
    known = {sector.id for sector in sectors}
    pairs = {(a.id, b) for a in sectors for b in a.adj if b in known and b != a.id}
    both = pairs | {(b, a) for a, b in pairs}
    return {sector.id: [other.id for other in sectors if (sector.id, other.id) in both] for sector in sectors}


def roads_km(sectors: Sequence[PackSector]) -> dict[tuple[str, str], float]:
    """Return the air line between each two neighbours [km], each pair once."""
    by_id = {sector.id: sector for sector in sectors}
    near = neighbours(sectors)
    return {(a, b): distance_km(_place(by_id[a]), _place(by_id[b])) for a in near for b in near[a] if a < b}


def _place(sector: PackSector) -> tuple[float, float]:
    return sector.lat, sector.lon


def map_faults(pack: Pack, faulty: Collection[str | int] = ()) -> Iterator[Fault]:
    """Yield neighbours that cannot be neighbours, each at the sector that is farthest from all others, and swapped places.

    ``faulty``: places of sectors whose own values are faulty; nothing is said of them.
    """
    sectors = [sector for i, sector in enumerate(pack.sectors) if i not in faulty]
    place = {sector.id: i for i, sector in reversed(list(enumerate(pack.sectors)))}
    by_id = {sector.id: sector for sector in sectors}
    near = neighbours(sectors)
    told: set[str] = set()
    roads = roads_km(sectors)
    for sector in sectors:
        others = [by_id[name] for name in near[sector.id]]
        if others and _looks_swapped(sector, others, [km for pair, km in roads.items() if sector.id not in pair]):
            told.add(sector.id)
            apart = max(distance_km(_place(sector), _place(other)) for other in others)
            said = f"lat {sector.lat:g}, lon {sector.lon:g} lies up to {apart:,.0f} km from its neighbours"
            yield Fault(("sectors", place[sector.id], "lat"), "far-neighbours", said, "Are latitude and longitude interchanged?")
    for (a, b), km in roads.items():
        if km <= FARTHEST_KM or {a, b} & told:
            continue
        far, other = sorted((a, b), key=lambda name: -_remoteness(by_id[name], sectors))
        said = f"{far!r} and its neighbour {other!r} lie {km:,.0f} km apart, at most {FARTHEST_KM:,.0f} km are allowed"
        hint = "Check lat and lon; a base far away supplies its side by a route (routes), it is no neighbour."
        yield Fault(("sectors", place[far]), "far-neighbours", said, hint)


def _remoteness(sector: PackSector, sectors: Sequence[PackSector]) -> float:
    return sorted(distance_km(_place(sector), _place(other)) for other in sectors)[len(sectors) // 2]


def _looks_swapped(sector: PackSector, others: Sequence[PackSector], roads: Sequence[float]) -> bool:
    """Tell whether a sector lies far from its neighbours and, with its coordinates interchanged, near them."""
    if abs(sector.lon) > 90.0:
        return False
    here = [distance_km(_place(sector), _place(other)) for other in others]
    there = [distance_km((sector.lon, sector.lat), _place(other)) for other in others]
    usual = _usual(roads) if roads else max(there)
    return min(here) > max(LEAST_KM, 3.0 * usual) and sum(there) * NEARER < sum(here)


def _usual(roads: Sequence[float]) -> float:
    return sorted(roads)[(len(roads) - 1) // 4]


def far_roads(sectors: Sequence[PackSector]) -> list[str]:
    """Return in words which neighbours lie oddly far apart for their map, though not impossibly."""
    roads = roads_km(sectors)
    if not roads:
        return []
    usual = _usual(list(roads.values()))
    odd = {pair: km for pair, km in roads.items() if km > FAR_KM and km > ODD * usual}
    times = {pair: km / max(usual, 1.0) for pair, km in odd.items()}
    return [f"{a} and {b} lie {odd[a, b]:,.0f} km apart, {ratio:,.0f} times the usual distance" for (a, b), ratio in times.items()]
