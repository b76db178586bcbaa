"""The drawn maps: every war has one, with a cell around each of its sectors and outlines of states."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import yaml

from multipolar.report.inputs import drawn_geometry
from multipolar.scenario.files import library_dir, library_names

SHORT_OF = 30
"""Map units by which a thinned outline may miss a point on a coast or a border."""


def rings_of(path):
    """Return the rings of a path of whole steps."""
    for part in filter(None, path.split("M")):
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        yield ring


def holds(path, x, y):
    """Tell whether a point lies inside a path, by the even-odd rule."""
    crossings = 0
    for ring in rings_of(path):
        for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
            if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
                crossings += 1
    return crossings % 2 == 1


def near(path, x, y):
    """Return how far the nearest corner of a path lies from a point [map units]."""
    return min(abs(u - x) + abs(v - y) for ring in rings_of(path) for u, v in ring)


@pytest.mark.parametrize("war", library_names())
def test_every_war_has_a_map_that_covers_it(war):
    """Each contested sector has a cell that holds its point; outlines are there; no file is large."""
    document = yaml.safe_load((library_dir("scenarios") / f"{war}.yaml").read_text(encoding="utf-8"))
    drawn = drawn_geometry(document.get("geometry", war))
    sectors = {s["id"]: s.get("contested", True) for s in document["theatre"]["sectors"]}

    assert drawn is not None
    assert {key for key, contested in sectors.items() if contested} <= set(drawn["cells"])
    assert set(drawn["cells"]) <= set(sectors)
    for key, cell in ((k, c) for k, c in drawn["cells"].items() if sectors[k]):
        x, y = drawn["points"][key]
        assert holds(cell, x, y) or near(cell, x, y) <= SHORT_OF, key
        assert 0 <= x <= drawn["width"]
        assert 0 <= y <= drawn["height"]
    assert len(drawn["countries"]) >= 1
    assert all(country["path"] for country in drawn["countries"])
    assert any("Natural Earth" in source for source in drawn["sources"])
    assert (library_dir("geometry") / f"{document.get('geometry', war)}.json").stat().st_size < 40_000
