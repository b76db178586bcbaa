"""Edits of the map that change several lines of a scenario at once: move, connect, cut, add, rename, remove."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from multipolar.scenario.document import Document
from multipolar.workbench.editing import edited
from multipolar.workbench.maps import degrees_at, ground_in, projection
from multipolar.workbench.refusing import WRONG, RefusedError

ROAD_TONNES = 1500.0
"""What a new road carries until its author says otherwise [t/day]. Grade J: a road for lorries in good weather."""
ROUND = 0.5
JUDGED = "to be sourced"
Change = dict[str, Any]


def map_edited(text: str, path: str, op: str, given: Mapping[str, Any]) -> tuple[str, list[int], str]:
    """Return a scenario with an edit of its map, the lines that differ, and what was done in words.

    Raises
    ------
    RefusedError : for an edit that does not exist or names nothing. ScenarioError : with the faults of the text.
    """
    if op not in OPS:
        raise RefusedError(WRONG, f"op: found {op!r}, expected one of {', '.join(OPS)}")
    document = ground_in(text, path)
    changes, said = OPS[op](document, given)
    after, lines = edited(text, changes)
    return after, lines, said


def _sector(document: Document, given: Mapping[str, Any], key: str = "id") -> str:
    name = str(given.get(key, ""))
    if name not in {sector.id for sector in document.theatre.sectors}:
        raise RefusedError(WRONG, f"{key}: found {name!r}, expected a sector of the map")
    return name


def _number(given: Mapping[str, Any], key: str) -> float:
    value = given.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RefusedError(WRONG, f"{key}: found {value!r}, expected a number on the map")
    return float(value)


def move(document: Document, given: Mapping[str, Any]) -> tuple[list[Change], str]:
    """Return the changes that put a sector at another point of the map; roads keep the length that was written."""
    name = _sector(document, given)
    lat, lon = degrees_at(projection(document), _number(given, "x"), _number(given, "y"))
    where = f"theatre.sectors[{name}]"
    return [{"key": f"{where}.lat", "value": lat}, {"key": f"{where}.lon", "value": lon}], f"{name} moved on the map"


def connect(document: Document, given: Mapping[str, Any]) -> tuple[list[Change], str]:
    """Return the change that lays a road between two sectors, as long as the straight way, to be sourced."""
    a, b = _sector(document, given, "a"), _sector(document, given, "b")
    there = {frozenset((edge.a, edge.b)) for edge in document.theatre.edges}
    if a == b or frozenset((a, b)) in there:
        raise RefusedError(WRONG, f"{a} and {b}: " + ("one place" if a == b else "are connected already"))
    km = max(1.0, round(distance_km(document, a, b)))
    road = {
        "id": free_id({edge.id for edge in document.theatre.edges}, f"{a}-{b}"[:40]), "a": a, "b": b,
        "kind": str(given.get("kind", "road")),
        "length": {"v": km, "unit": "km", "note": f"straight way on the map, {JUDGED}"},
        "capacity": {"v": ROAD_TONNES, "unit": "t/day", "note": f"a road for lorries, {JUDGED}"},
    }  # fmt: skip
    return [{"key": "theatre.edges", "op": "add", "value": road}], f"{a} and {b} connected"


def cut(document: Document, given: Mapping[str, Any]) -> tuple[list[Change], str]:
    """Return the change that takes a road off the map."""
    name = str(given.get("id", ""))
    if name not in {edge.id for edge in document.theatre.edges}:
        raise RefusedError(WRONG, f"id: found {name!r}, expected a road of the map")
    return [{"key": f"theatre.edges[{name}]", "remove": True}], f"road {name} removed"


def add(document: Document, given: Mapping[str, Any]) -> tuple[list[Change], str]:
    """Return the change that adds a sector at a point, with the middle values of the other sectors, to be sourced."""
    name = str(given.get("name", "")).strip()
    if not name:
        raise RefusedError(WRONG, "name: found nothing, expected what the sector is called")
    lat, lon = degrees_at(projection(document), _number(given, "x"), _number(given, "y"))
    sectors = document.theatre.sectors
    taken = {sector.id for sector in sectors}
    spelled = re.sub(r"[^A-Za-z0-9]", "", name).upper()[:6]
    middle = sorted(sector.area.distribution.median() for sector in sectors)[len(sectors) // 2]
    value = sorted(sector.value.distribution.median() for sector in sectors)[len(sectors) // 2]
    row = {
        "id": free_id(taken, spelled if spelled[:1].isalpha() else f"S{spelled}"), "name": name, "lat": lat, "lon": lon,
        "terrain": str(given.get("terrain", "rolling")),
        "area": {"v": float(f"{middle:.3g}"), "unit": "km2", "note": f"middle of the other sectors, {JUDGED}"},
        "value": {"v": value, "note": f"middle of the other sectors, {JUDGED}"},
        "share_A": 1 if given.get("holder") == "A" else 0, "preparation": 0,
    }  # fmt: skip
    return [{"key": "theatre.sectors", "op": "add", "value": row}], f"sector {name} added"


def rename(document: Document, given: Mapping[str, Any]) -> tuple[list[Change], str]:
    """Return the change that gives a sector another name; its id, by which the file speaks of it, stays."""
    name, new = _sector(document, given), str(given.get("name", "")).strip()
    if not new:
        raise RefusedError(WRONG, "name: found nothing, expected what the sector is called")
    return [{"key": f"theatre.sectors[{name}].name", "value": new}], f"{name} renamed to {new}"


def remove(document: Document, given: Mapping[str, Any]) -> tuple[list[Change], str]:
    """Return the changes that take a sector off the map with its roads and the men there; what else names it is a fault then."""
    name = _sector(document, given)
    changes: list[Change] = [
        {"key": f"theatre.edges[{edge.id}]", "remove": True} for edge in document.theatre.edges if name in (edge.a, edge.b)
    ]
    changes += [
        {"key": f"forces.{side}.distribution.{name}", "remove": True}
        for side, forces in document.forces.items()
        if name in forces.distribution
    ]
    return [*changes, {"key": f"theatre.sectors[{name}]", "remove": True}], f"sector {name} removed"


OPS: Mapping[str, Callable[[Document, Mapping[str, Any]], tuple[list[Change], str]]] = {
    "move": move, "connect": connect, "cut": cut, "add": add, "rename": rename, "remove": remove,
}  # fmt: skip
"""The edits of the map by name."""


def free_id(taken: set[str], wanted: str) -> str:
    """Return an id that nothing has yet.

    Examples
    --------
    >>> free_id({"TOWN", "TOWN2"}, "TOWN")
    'TOWN3'
    """
    name, k = wanted, 1
    while name in taken:
        k += 1
        name = f"{wanted[:38]}{k}"
    return name


def distance_km(document: Document, a: str, b: str) -> float:
    """Return the straight way between two sectors [km]."""
    where = {sector.id: (sector.lat, sector.lon) for sector in document.theatre.sectors}
    (lat, lon), (other_lat, other_lon) = where[a], where[b]
    east = (other_lon - lon) * math.cos(math.radians((lat + other_lat) * ROUND))
    return 111.2 * math.hypot(other_lat - lat, east)
