"""The ground of a scenario as a map to be edited: sectors and roads, outlines, and what speaks against the ground as it is written.

Sectors are tens of kilometres; the map shows no positions of anybody, and is no aid to targeting.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from multipolar.errors import Problem, ScenarioError
from multipolar.report.cells import VIEW_WIDTH, fit_projection
from multipolar.report.inputs import drawn_geometry
from multipolar.scenario.check import check
from multipolar.scenario.document import Document, Edge, Sector
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.translate import validate
from multipolar.session.war import words

MARGIN = 0.25
"""Margin of the map as a share of the longer side of the window of sectors."""
LEAST_WINDOW = 0.2
SHORT = 12
ARTICLES = frozenset({"the", "al", "el", "la", "le", "los", "las", "der", "die", "das", "of"})
"""First words of names that stand for nothing by themselves."""
HOLDS = 0.5
EXTERNAL = "EXT_"


def short_name(name: str) -> str:
    """Return a name that fits on a map: whole words up to twelve letters, articles in front left out.

    Examples
    --------
    >>> [short_name(name) for name in ("The valley town", "Al Hudaydah port and city", "Nagornoe")]
    ['valley town', 'Hudaydah', 'Nagornoe']
    """
    parts = name.split()
    while len(parts) > 1 and parts[0].strip("-").casefold() in ARTICLES:
        parts = parts[1:]
    kept: list[str] = []
    for part in parts:
        if kept and len(" ".join([*kept, part])) > SHORT:
            break
        kept.append(part)
    return " ".join(kept)[: SHORT + 6]


def map_document(text: str, path: str) -> dict[str, Any]:
    """Return the ground of a scenario: sectors, edges, outlines, how places are projected, and checks of the ground.

    Raises
    ------
    ScenarioError : with every fault where the ground cannot be drawn from the text.
    """
    document = ground_in(text, path)
    sides = {key: side.name for key, side in document.belligerents.items()}
    return {**drawn_ground(document), "checks": checks(document, text, path), "sides": sides}


def drawn_ground(document: Document) -> dict[str, Any]:
    """Return the ground of a scenario without its checks: sectors, edges, outlines, and how places are projected."""
    drawn = drawn_geometry(document.geometry or document.id)
    plate = projection(document)
    return {
        "sectors": [_sector(sector, document, plate) for sector in document.theatre.sectors],
        "edges": [_edge(edge) for edge in document.theatre.edges],
        "outlines": [] if drawn is None else drawn["countries"],
        "outline_size": None if drawn is None else [drawn["width"], drawn["height"]],
        "outline_points": None if drawn is None else drawn["points"],
        "projection": plate,
    }


def _faults(text: str, path: str) -> tuple[Problem, ...]:
    return check(loaded_from(text, path), words()).problems


def ground_in(text: str, path: str) -> Document:
    """Return the scenario that a text holds, also one with faults that leave its ground readable.

    Raises
    ------
    ScenarioError : where the ground itself cannot be read.
    """
    loaded = loaded_from(text, path)
    found = check(loaded, words())
    if found.document is not None:
        return found.document
    read = validate(Document, loaded.root)
    spoiled = any(where[:1] in {(), ("theatre",), ("forces",), ("belligerents",)} for where in read.repaired)
    if read.value is None or spoiled:
        raise ScenarioError(found.problems)
    return read.value


def projection(document: Document) -> dict[str, float]:
    """Return how a place is put on the map: x = (lon - west) * shrink * scale, y = (north - lat) * scale, and the map's size."""
    lons = [sector.lon for sector in document.theatre.sectors]
    lats = [sector.lat for sector in document.theatre.sectors]
    margin = MARGIN * max(max(lons) - min(lons), max(lats) - min(lats), LEAST_WINDOW)
    west, east, south, north = min(lons) - margin, max(lons) + margin, min(lats) - margin, max(lats) + margin
    plate = fit_projection(west, south, east, north)
    height = float(round((north - south) * plate.scale))
    return {
        "west": plate.west, "north": plate.north, "scale": plate.scale, "shrink": plate.shrink, "width": float(VIEW_WIDTH),
        "height": height, "km_per_unit": 111.2 / plate.scale,
    }  # fmt: skip


def _sector(sector: Sector, document: Document, plate: Mapping[str, float]) -> dict[str, Any]:
    x = (sector.lon - plate["west"]) * plate["shrink"] * plate["scale"]
    y = (plate["north"] - sector.lat) * plate["scale"]
    share = sector.share_A.distribution.median()
    men = {
        side: forces.distribution[sector.id].distribution.median()
        for side, forces in document.forces.items()
        if sector.id in forces.distribution
    }
    return {
        "id": sector.id, "name": sector.name, "short": short_name(sector.name), "point": [round(x, 1), round(y, 1)],
        "terrain": sector.terrain, "cover": sector.cover, "urban": sector.urban, "tier": sector.tier, "contested": sector.contested,
        "holder": "A" if share > HOLDS else "B", "share_A": share, "value": sector.value.distribution.median(),
        "population": sector.population.distribution.median(), "forces": men, "source_of": sector.source_of,
        "key": f"theatre.sectors[{sector.id}]",
    }  # fmt: skip


def _edge(edge: Edge) -> dict[str, Any]:
    height = None if edge.pass_height is None else edge.pass_height.distribution.median()
    return {
        "id": edge.id, "from": edge.a, "to": edge.b, "kind": edge.kind, "name": edge.name, "lifeline": edge.lifeline,
        "lifeline_of": edge.lifeline_of, "pass": height,
        "snow_closed": None if edge.snow_closed is None else edge.snow_closed.distribution.median(),
        "length_km": edge.length.distribution.median(), "capacity": edge.capacity.distribution.median(), "terrain": edge.terrain,
        "outside": edge.a.startswith(EXTERNAL) or edge.b.startswith(EXTERNAL), "key": f"theatre.edges[{edge.id}]",
    }  # fmt: skip


def checks(document: Document, text: str, path: str) -> list[dict[str, Any]]:
    """Return what was looked at on the ground, each with whether it holds and the key it is about."""
    found = [problem for problem in _faults(text, path) if problem.path.startswith(("theatre", "forces"))]
    rows = [{"text": f"{problem.message}. {problem.hint}".rstrip(". "), "ok": False, "key": problem.path} for problem in found]
    for side, forces in document.forces.items():
        placed = sum(q.distribution.median() for q in forces.distribution.values())
        men = forces.in_theatre.distribution.median()
        name = document.belligerents[side].name
        said = f"{name}: {placed:,.0f} of {men:,.0f} men have a place on the map"
        rows.append({"text": said, "ok": placed <= men * 1.0001, "key": f"forces.{side}.distribution"})
    if not found:
        rows.append({"text": "every sector can be reached, and supply reaches both sides", "ok": True, "key": "theatre"})
    return rows


def degrees_at(plate: Mapping[str, float], x: float, y: float) -> tuple[float, float]:
    """Return the place of a point of the map as (lat, lon) [degrees], to about a hundred metres: no more is ever known."""
    lat, lon = plate["north"] - y / plate["scale"], plate["west"] + x / (plate["shrink"] * plate["scale"])
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise ValueError("the point lies nowhere")
    return round(lat, 3), round(lon, 3)
