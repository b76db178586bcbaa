"""Plain cells around sector points, for wars that bring no drawn geometry of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

Point = tuple[float, float]
Ring = list[Point]

VIEW_WIDTH = 2000


@dataclass(frozen=True, slots=True)
class Projection:
    """An equal-scale plate of a small region: longitudes shrunk by the cosine of the middle latitude."""

    west: float
    north: float
    scale: float
    shrink: float

    def point(self, lon: float, lat: float) -> Point:
        """Return the place on the map sheet of one position [degrees]."""
        return ((lon - self.west) * self.shrink * self.scale, (self.north - lat) * self.scale)


def fit_projection(west: float, south: float, east: float, north: float, *, width: int = VIEW_WIDTH) -> Projection:
    """Return the projection that spreads a window of the globe over `width` map units."""
    shrink = cos(radians((south + north) / 2))
    return Projection(west, north, width / ((east - west) * shrink), shrink)


def clip_half_plane(ring: Sequence[Point], normal: Point, offset: float) -> Ring:
    """Return the part of a convex ring on the side where ``normal . point <= offset``."""
    out: Ring = []
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        d0 = normal[0] * x0 + normal[1] * y0 - offset
        d1 = normal[0] * x1 + normal[1] * y1 - offset
        if d0 <= 0:
            out.append((x0, y0))
        if (d0 < 0 < d1) or (d1 < 0 < d0):
            t = d0 / (d0 - d1)
            out.append((x0 + t * (x1 - x0), y0 + t * (y1 - y0)))
    return out


def nearest_cell(index: int, points: Sequence[Point], box: Ring) -> Ring:
    """Return the part of a convex `box` that lies nearer to one point than to any other."""
    ring = list(box)
    x, y = points[index]
    for u, v in points:
        if (u, v) != (x, y):
            ring = clip_half_plane(ring, (u - x, v - y), (u * u + v * v - x * x - y * y) / 2)
    return ring


def voronoi_cells(points: Sequence[Point], box: Ring) -> list[Ring]:
    """Return the cell of each point inside a convex box."""
    return [nearest_cell(i, points, box) for i in range(len(points))]


def middle(ring: Ring) -> list[int]:
    """Return the mean corner of a convex cell: inside it, and near enough to its middle for a name."""
    return [round(sum(p[0] for p in ring) / len(ring)), round(sum(p[1] for p in ring) / len(ring))]


def svg_path(rings: Sequence[Sequence[Point]]) -> str:
    """Return the rings as an SVG path of whole numbers, with steps instead of positions to keep it short."""
    parts: list[str] = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
        kept = [s for s in steps if s != (0, 0)]
        if len(kept) >= 2:
            parts.append(f"M{whole[0][0]} {whole[0][1]}l" + " ".join(f"{dx} {dy}" for dx, dy in kept) + "z")
    return "".join(parts).replace(" -", "-")


def plain_geometry(sectors: Sequence[Mapping[str, object]], *, pad: float = 0.25) -> dict[str, object]:
    """Return a drawn map of plain cells around the sector points of any war.

    Parameters
    ----------
    sectors : records with ``id``, ``name``, ``lat``, ``lon`` [degrees]
    pad : margin as a share of the larger side of the window

    Returns
    -------
    the same document that a geometry file holds (``multipolar-geometry/1``), without outlines of states.
    """
    where = [(float(str(s["lon"])), float(str(s["lat"]))) for s in sectors]
    lons, lats = [p[0] for p in where], [p[1] for p in where]
    margin = pad * max(max(lons) - min(lons), max(lats) - min(lats), 0.2)
    west, east = min(lons) - margin, max(lons) + margin
    south, north = min(lats) - margin, max(lats) + margin
    plate = fit_projection(west, south, east, north)
    height = round((north - south) * plate.scale)
    box: Ring = [(0, 0), (VIEW_WIDTH, 0), (VIEW_WIDTH, height), (0, height)]
    points = [plate.point(lon, lat) for lon, lat in where]
    cells = voronoi_cells(points, box)
    return {
        "schema": "multipolar-geometry/1",
        "width": VIEW_WIDTH,
        "height": height,
        "km_per_unit": 111.2 / plate.scale,
        "cells": {str(s["id"]): svg_path([ring]) for s, ring in zip(sectors, cells, strict=True)},
        "points": {str(s["id"]): [round(x), round(y)] for s, (x, y) in zip(sectors, points, strict=True)},
        "labels": {str(s["id"]): middle(ring) for s, ring in zip(sectors, cells, strict=True) if ring},
        "countries": [],
        "districts": "",
        "note": "Plain cells around the sector points: each place on the map belongs to its nearest point.",
        "sources": [],
    }
