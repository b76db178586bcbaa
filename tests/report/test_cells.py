"""Plain cells: every place belongs to its nearest point."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.report.synthetic import sectors_on_a_grid

from multipolar.report.cells import (
    clip_half_plane,
    fit_projection,
    middle,
    plain_geometry,
    svg_path,
    voronoi_cells,
)

BOX = [(0.0, 0.0), (100.0, 0.0), (100.0, 80.0), (0.0, 80.0)]
POINTS = st.lists(st.tuples(st.integers(1, 99), st.integers(1, 79)), min_size=1, max_size=14, unique=True)


def area(ring):
    """Return the area of a ring by the shoelace rule."""
    x, y = np.array(ring).T
    return abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2


@given(POINTS)
def test_voronoi_cells__share_out_the_whole_box(points):
    """The cells fill the box: nothing is lost, nothing is counted twice."""
    cells = voronoi_cells(points, BOX)

    assert sum(area(c) for c in cells) == pytest.approx(8000, rel=1e-6)


@given(POINTS)
def test_voronoi_cells__corners_are_nearest_to_their_own_point(points):
    """No corner of a cell is nearer to another point."""
    assume(len(points) > 1)
    for own, ring in zip(points, voronoi_cells(points, BOX), strict=True):
        for x, y in ring:
            nearest = min(np.hypot(x - u, y - v) for u, v in points)

            assert np.hypot(x - own[0], y - own[1]) <= nearest + 1e-6


def test_clip_half_plane__cuts_a_square_in_half():
    """A square cut at its middle keeps half its area."""
    assert area(clip_half_plane(BOX, (1.0, 0.0), 50.0)) == pytest.approx(4000)
    assert clip_half_plane(BOX, (1.0, 0.0), -1.0) == []


def test_svg_path__walks_back_to_the_ring():
    """The steps of a path lead through the ring's whole-number corners."""
    path = svg_path([[(0, 0), (10.2, 0), (10, 10), (0, 10)]])

    assert path == "M0 0l10 0 0 10-10 0z"


def test_middle__is_inside_a_square():
    """The mean corner of a box is its middle."""
    assert middle(BOX) == [50, 40]


def test_fit_projection__keeps_the_scale_of_both_directions():
    """A degree of latitude is longer on the sheet than a degree of longitude by the cosine."""
    plate = fit_projection(44, 39, 48, 41)
    x, _ = plate.point(45, 41)
    _, y = plate.point(44, 40)

    assert x / y == pytest.approx(np.cos(np.radians(40)))


def test_plain_geometry__gives_every_sector_a_cell_and_its_point_inside_the_sheet():
    """Any war has a map."""
    drawn = plain_geometry(sectors_on_a_grid())

    assert all(drawn["cells"].values())
    assert all(0 < x < drawn["width"] and 0 < y < drawn["height"] for x, y in drawn["points"].values())


def test_plain_geometry__of_a_single_sector_is_one_cell():
    """A war of one place is drawn as one cell."""
    drawn = plain_geometry(sectors_on_a_grid()[:1])

    assert len(drawn["cells"]) == 1


def test_karabakh_geometry__has_a_cell_and_a_label_for_every_front_sector():
    """The committed map is complete, in whole numbers, and says that its old line is no surveyed line."""
    drawn = json.loads(files("multipolar").joinpath("library/geometry/karabakh_2020.json").read_text(encoding="utf-8"))
    front = {
        "JAB",
        "HAD",
        "FUZ",
        "ZAN",
        "QUB",
        "LAC",
        "KRB",
        "SHU",
        "STE",
        "MRU",
        "ASK",
        "AGD",
        "MAR",
        "MAD",
        "TAL",
        "KAL",
        "MUR",
    }

    assert front <= set(drawn["cells"])
    assert front <= set(drawn["labels"])
    assert all(re.fullmatch(r"[Mlz0-9 -]+", path) for path in drawn["cells"].values())
    assert "not a surveyed line" in drawn["note"]
