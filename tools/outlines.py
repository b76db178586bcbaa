"""Draw the maps of library wars that bring none: cells of the sector points within today's outlines of states.

Build-time only; needs ``shapely``, ``pyyaml`` and one public package of the node registry, unpacked into a folder::

    npm pack world-atlas@2.0.2
    python tools/outlines.py --atlas countries-10m.json [WAR ...]

Outlines: Natural Earth 1:10m (public domain), as they stand today: many of these wars are older than the borders drawn. Wars
that name a geometry of their own (``geometry:`` in the scenario) keep it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml
from shapely import make_valid
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from geometry import decode_arcs, on_sheet, open_path, ring_of, rings, widest_spot

from multipolar.report.cells import VIEW_WIDTH, Ring, fit_projection, svg_path, voronoi_cells

LIBRARY = Path(__file__).parent.parent / "src" / "multipolar" / "library"
PAD = 0.16
"""Margin around the sector points as a share of the larger side of the window."""
LEAST_DEGREES = 0.35
"""Least margin [degrees]."""
TALLEST = 1.15
"""Most height of a map as a share of its width: narrow theatres get more land at their sides."""
SPECK = 0.004
"""Share of the sheet under which a piece of a state gets no name."""
OFFSHORE = 26
"""Map units around a sector point that are drawn where it lies off the coast of the outlines."""
NAMES = {
    "Bosnia and Herz.": "Bosnia and Herzegovina", "Dem. Rep. Congo": "DR Congo", "Central African Rep.": "Central African Republic",
    "S. Sudan": "South Sudan", "Macedonia": "North Macedonia", "W. Sahara": "Western Sahara",
}  # fmt: skip
"""Names that the atlas shortens or has left behind."""
PARTS_OF = {
    "N. Cyprus": "Cyprus", "Cyprus U.N. Buffer Zone": "Cyprus", "Dhekelia": "Cyprus", "Akrotiri": "Cyprus", "Somaliland": "Somalia",
}  # fmt: skip
"""Pieces that the atlas draws apart and that are drawn as one land: no line of today may look like one of the war's."""
NOTE = (
    "Cells: each place belongs to its nearest sector point, within the states that sectors lie in. Outlines of states are those of "
    "today, for finding one's way: no claim, and no line of the war. The old line is the border between cells of different sides."
)
SOURCE = "Outlines of land and states: Natural Earth 1:10m, public domain (world-atlas 2.0.2)"


def states_of(atlas: dict[str, Any]) -> dict[str, Any]:
    """Return the outlines of all states [degrees], by name; pieces drawn apart are joined, rings without area left out."""
    arcs, found = decode_arcs(atlas), dict[str, list[Any]]()
    for geometry in atlas["objects"]["countries"]["geometries"]:
        groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rounds = [[ring for ring in (ring_of(part, arcs) for part in group) if len(ring) >= 4] for group in groups]
        shape = make_valid(MultiPolygon([Polygon(outer, holes) for outer, *holes in filter(None, rounds)]))
        name = geometry["properties"]["name"]
        found.setdefault(PARTS_OF.get(name, NAMES.get(name, name)), []).append(shape)
    return {name: unary_union(parts) for name, parts in found.items()}


def areas(shape: Any) -> Any:
    """Return the areas of a geometry, without the points and lines that cutting leaves."""
    return unary_union([part for part in getattr(shape, "geoms", [shape]) if part.geom_type in {"Polygon", "MultiPolygon"}])


def window_of(sectors: list[dict[str, Any]]) -> tuple[float, float, float, float]:
    """Return the window around the sector points: west, south, east, north [degrees]."""
    lons, lats = [float(s["lon"]) for s in sectors], [float(s["lat"]) for s in sectors]
    margin = max(PAD * max(max(lons) - min(lons), max(lats) - min(lats)), LEAST_DEGREES)
    west, south, east, north = min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin
    plate = fit_projection(west, south, east, north)
    too_tall = (north - south) * plate.scale / VIEW_WIDTH / TALLEST
    if too_tall > 1.0:
        more = (east - west) * (too_tall - 1.0) / 2.0
        west, east = west - more, east + more
    return west, south, east, north


def draw(sectors: list[dict[str, Any]], outlines: dict[str, Any]) -> dict[str, Any]:
    """Return the geometry document of a war (``multipolar-geometry/1``)."""
    window = window_of(sectors)
    west, south, east, north = window
    plate = fit_projection(*window)
    height = round((north - south) * plate.scale)
    sheet, inner = box(0, 0, VIEW_WIDTH, height), box(2, 2, VIEW_WIDTH - 2, height - 2)
    around = box(west - 1.0, south - 1.0, east + 1.0, north + 1.0)
    near = {name: areas(shape.intersection(around)) for name, shape in outlines.items() if shape.intersects(around)}
    states = {name: on_sheet(shape, plate) for name, shape in near.items()}
    shown = {name: areas(shape.intersection(sheet)) for name, shape in states.items() if shape.intersects(sheet)}
    spots = [plate.point(float(s["lon"]), float(s["lat"])) for s in sectors]
    land = unary_union([shape for shape in shown.values() if any(shape.contains(Point(spot)) for spot in spots)])
    frame: Ring = [(0, 0), (VIEW_WIDTH, 0), (VIEW_WIDTH, height), (0, height)]
    cells = {}
    for sector, spot, ring in zip(sectors, spots, voronoi_cells(spots, frame), strict=True):
        cell = Polygon(ring)
        cells[sector["id"]] = areas(unary_union([cell.intersection(land), cell.intersection(Point(spot).buffer(OFFSHORE))]))
    return {
        "schema": "multipolar-geometry/1",
        "width": VIEW_WIDTH,
        "height": height,
        "km_per_unit": round(111.2 / plate.scale, 5),
        "cells": {key: svg_path(rings(cell, 2.0)) for key, cell in cells.items()},
        "points": {s["id"]: [round(c) for c in spot] for s, spot in zip(sectors, spots, strict=True)},
        "labels": {key: widest_spot(cell) for key, cell in cells.items()},
        "countries": [
            {
                "id": name,
                "name": name if shape.area > SPECK * sheet.area else "",
                "path": svg_path(rings(shape, 2.0)),
                "border": open_path(states[name].boundary.intersection(inner), 2.0),
                "label": label_of(shape, spots),
            }
            for name, shape in sorted(shown.items())
            if rings(shape, 2.0)
        ],
        "districts": "",
        "note": NOTE,
        "sources": [SOURCE],
    }


def label_of(shape: Any, spots: list[tuple[float, float]]) -> list[int]:
    """Return a place for a state's name: the widest part of it that no sector's name needs, else the widest."""
    free = shape.difference(unary_union([Point(spot).buffer(140) for spot in spots]))
    pieces = [g for g in getattr(free, "geoms", [free]) if g.geom_type == "Polygon" and g.area > 4_000]
    return widest_spot(max(pieces, key=lambda g: g.area) if pieces else shape)


def main() -> None:
    """Draw the maps of the wars that are named, by default of all that have none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--atlas", type=Path, required=True)
    parser.add_argument("wars", nargs="*")
    given = parser.parse_args()
    outlines = states_of(json.loads(given.atlas.read_text(encoding="utf-8")))
    for path in sorted((LIBRARY / "scenarios").glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if (given.wars and path.stem not in given.wars) or document.get("geometry"):
            continue
        out = LIBRARY / "geometry" / f"{path.stem}.json"
        text = json.dumps(draw(document["theatre"]["sectors"], outlines), ensure_ascii=False, separators=(",", ":")) + "\n"
        out.write_text(text, encoding="utf-8")
        print(f"{out.name}: {len(text):,} bytes")


if __name__ == "__main__":
    main()
