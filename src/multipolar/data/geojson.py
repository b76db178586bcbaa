"""Ground from GeoJSON: polygons become places with their area, their middle, and those that they touch."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from multipolar.data.answers.questions import LEVELS, TERRAIN
from multipolar.errors import FaultyFileError
from multipolar.numerics.arrays import FloatArray

NAMES = ("name", "NAME", "Name", "shapeName", "title", "id")
KM_PER_DEGREE = 111.195
TOUCH_KM = 0.5
"""Borders that come as near as this at two points or more are one border."""
MOST_PLACES, MOST_POINTS = 60, 400
LEAST_KM2, MOST_KM2 = 1.0, 1e6


@dataclass(frozen=True, slots=True)
class Place:
    """A polygon as a place: its name, the middle of its largest ring [degrees], its area [km2], its rings, and what it says."""

    name: str
    lat: float
    lon: float
    km2: float
    rings: list[FloatArray]
    said: dict[str, str] = field(default_factory=dict)


def places_in(text: str, file: str) -> tuple[list[Place], list[str]]:
    """Return the places of a GeoJSON text, and in sentences what was left out.

    Raises
    ------
    FaultyFileError : if it is no GeoJSON, or holds no polygon or too many.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FaultyFileError(f"{file}: is no JSON ({error})") from error
    features = found.get("features") if isinstance(found, dict) and found.get("type") == "FeatureCollection" else None
    if not isinstance(features, list):
        raise FaultyFileError(f"{file}: expected a FeatureCollection of polygons")
    places: list[Place] = []
    notes: list[str] = []
    for i, feature in enumerate(features):
        try:
            place = _place(feature, i, [one.name for one in places], notes)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise FaultyFileError(f"{file}: feature {i + 1} is no polygon in degrees ({error})") from error
        if place is not None:
            places.append(place)
    if not 1 <= len(places) <= MOST_PLACES:
        raise FaultyFileError(f"{file}: found {len(places)} polygons, expected 1 to {MOST_PLACES}")
    return places, notes


def _place(feature: Any, i: int, used: Sequence[str], notes: list[str]) -> Place | None:
    geometry, properties = feature["geometry"] or {}, feature.get("properties") or {}
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        notes.append(f"feature {i + 1}: left out, found {geometry.get('type')}, a place is a polygon")
        return None
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [np.array([point[:2] for point in polygon[0]], np.float64) for polygon in polygons]
    for ring in rings:
        if ring.ndim != 2 or len(ring) < 4 or not np.isfinite(ring).all() or (np.abs(ring) > (180.0, 90.0)).any():
            raise ValueError("a ring needs four points of longitude and latitude")
    areas = [area_km2(ring) for ring in rings]
    holes = sum(area_km2(np.array([point[:2] for point in hole], np.float64)) for polygon in polygons for hole in polygon[1:])
    km2 = sum(areas) - holes
    if not LEAST_KM2 <= km2 <= MOST_KM2:
        raise ValueError(f"its area is {km2:,.1f} km2, expected {LEAST_KM2:g} to {MOST_KM2:,.0f}")
    lon, lat = middle_of(rings[int(np.argmax(areas))])
    plain = next((str(properties[key]) for key in NAMES if properties.get(key)), f"Place {i + 1}")
    name = " ".join(plain.replace(";", ",").replace("\u061b", ",").split())[:120]
    while name.casefold() in {one.casefold() for one in used}:
        name = f"{name} {i + 1}"
    return Place(name, lat, lon, km2, rings, dict(_said(properties, name, notes)))


def _said(properties: dict[str, Any], name: str, notes: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what the properties of a polygon say in the words of the second question."""
    words = {"terrain": TERRAIN, "worth": LEVELS, "held": {"a": "A", "b": "B", "half": "half"}}
    for key, allowed in words.items():
        value = str(properties.get(key) or "").strip().casefold()
        if value and value in allowed:
            yield key, value
        elif value:
            notes.append(f"{name}: {key} {value!r:.40} is no word for it and was left out; known: {', '.join(list(allowed)[:12])}")
    if properties.get("rear") is True:
        yield "rear", "rear"


def flat(ring: FloatArray, lat: float) -> FloatArray:
    """Return points (point, 2) of longitude and latitude as kilometres east and north near a latitude."""
    return np.column_stack([ring[:, 0] * KM_PER_DEGREE * math.cos(math.radians(lat)), ring[:, 1] * KM_PER_DEGREE])


def area_km2(ring: FloatArray) -> float:
    """Return the area within a ring on the sphere [km2]: the line integral of the sine of the latitude."""
    lon, lat = np.radians(ring[:, 0]), np.radians(ring[:, 1])
    steps = np.diff(np.append(lon, lon[0]))
    turned = (steps + np.pi) % (2 * np.pi) - np.pi
    sines = np.sin(np.append(lat, lat[0]))
    return float(abs(np.sum(turned * (sines[1:] + sines[:-1]) / 2.0)) * 6371.0**2)


def middle_of(ring: FloatArray) -> tuple[float, float]:
    """Return the centre of mass within a ring: longitude and latitude [degrees]."""
    x, y = (ring - ring[0]).T
    x2, y2 = np.roll(x, -1), np.roll(y, -1)
    cross = x * y2 - x2 * y
    whole = float(cross.sum())
    if abs(whole) < 1e-12:
        return float(ring[:, 0].mean()), float(ring[:, 1].mean())
    return (
        float(ring[0, 0] + ((x + x2) * cross).sum() / (3 * whole)),
        float(ring[0, 1] + ((y + y2) * cross).sum() / (3 * whole)),
    )


def touching(a: Place, b: Place) -> bool:
    """Tell whether two places share a border: at two corners or more the one comes within half a kilometre of the other."""
    lat = (a.lat + b.lat) / 2
    ours, theirs = ([flat(_thinned(ring), lat) for ring in place.rings] for place in (a, b))
    near = sum(_corners_near(one, other) for one in ours for other in theirs)
    return near >= 2 or sum(_corners_near(other, one) for one in ours for other in theirs) >= 2


def _thinned(ring: FloatArray) -> FloatArray:
    return ring[:: max(1, len(ring) // MOST_POINTS)]


def _corners_near(points: FloatArray, ring: FloatArray) -> int:
    start, along = ring, np.roll(ring, -1, axis=0) - ring
    long = np.maximum((along**2).sum(axis=1), 1e-12)
    gaps = points[:, None, :] - start[None, :, :]
    where = np.clip((gaps * along).sum(axis=2) / long, 0.0, 1.0)
    apart = gaps - where[:, :, None] * along
    near = np.sqrt((apart**2).sum(axis=2)).min(axis=1) <= TOUCH_KM
    return len(np.unique(np.round(points[near], 1), axis=0))


def ground_lines(places: Sequence[Place]) -> list[str]:
    """Return the places as lines of the answer to the question over what ground."""
    lines = []
    for i, place in enumerate(places):
        near = [f"near: {other.name}" for other in places[i + 1 :] if touching(place, other)]
        said = [value if key == "rear" else f"{key}: {value}" for key, value in place.said.items()]
        where = [f"lat: {place.lat:.4f}", f"lon: {place.lon:.4f}", f"km2: {place.km2:.0f}"]
        lines.append("; ".join([place.name, *said, *where, *near]))
    return lines
