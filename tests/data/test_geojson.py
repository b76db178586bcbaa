"""Polygons become places with area, middle and neighbours."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar.data.geojson import area_km2, ground_lines, middle_of, places_in, touching
from multipolar.errors import FaultyFileError


def square(lon, lat, size=0.5):
    """Return the ring of a square."""
    return [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]


def feature(name, *rings, kind="Polygon", **properties):
    """Return a feature."""
    coordinates = [[ring] for ring in rings] if kind == "MultiPolygon" else list(rings)
    return {
        "type": "Feature", "properties": {"name": name, **properties}, "geometry": {"type": kind, "coordinates": coordinates}
    }  # fmt: skip


def collection(*features):
    """Return the text of a collection."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def test_area_km2__of_a_square_degree_at_the_equator_and_of_an_octant():
    """111.2 km squared; an eighth of the sphere; whichever way round."""
    ring = np.array(square(0.0, 0.0, 1.0))
    assert area_km2(ring) == pytest.approx(12_364, rel=1e-3)
    assert area_km2(ring[::-1]) == pytest.approx(area_km2(ring))
    octant = np.array([[0.0, 0.0], [90.0, 0.0], [90.0, 90.0], [0.0, 90.0], [0.0, 0.0]])
    assert area_km2(octant) == pytest.approx(4 * np.pi * 6371.0**2 / 8, rel=1e-3)


def test_middle_of__of_a_square():
    """Its middle."""
    assert middle_of(np.array(square(10.0, 50.0))) == pytest.approx((10.25, 50.25))


def test_touching__shared_border_and_shared_corner():
    """A border of corners that do not coincide counts; one corner alone does not."""
    text = collection(
        feature("A", square(0, 0)), feature("B", [[0.5, 0.1], [1, 0.1], [1, 0.4], [0.5, 0.4], [0.5, 0.1]]),
        feature("C", square(0.5, 0.5)), feature("D", square(3, 3)),
    )  # fmt: skip
    a, b, c, d = places_in(text, "g")[0]
    assert touching(a, b)
    assert touching(b, a)
    assert not touching(a, c)
    assert not touching(a, d)


def test_places_in__names_properties_and_what_is_left_out():
    """Points are told; a hole counts as no area; names are made different."""
    hole = square(0.1, 0.1, 0.1)
    text = collection(
        feature("Hill; old", square(0, 0), hole, terrain="hills", held="A", worth="huge"),
        feature("hill, OLD", square(1, 0), square(2, 0), kind="MultiPolygon", rear=True),
        {"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [0, 0]}},
    )
    (first, second), notes = places_in(text, "g")
    assert (first.name, first.said) == ("Hill, old", {"terrain": "hills", "held": "a"})
    assert second.name != first.name
    assert second.km2 == pytest.approx(2 * first.km2, rel=0.06)
    assert len(notes) == 2
    lines = ground_lines([first, second])
    assert lines[0].startswith("Hill, old; terrain: hills; held: a; lat: 0.2500; lon: 0.2500; km2: ")
    assert "rear" in lines[1]


@pytest.mark.parametrize(
    "text",
    [
        "no json", "[]", collection(), collection(feature("x", [[0, 0], [1, 1]])), collection(feature("x", square(200, 0))),
        collection(feature("x", [[0, "a"], [1, 0], [1, 1], [0, 0]])), collection(feature("x", square(0, 0, 1e-5))),
        collection(*[feature(str(i), square(0, 0)) for i in range(61)]),
    ],
)  # fmt: skip
def test_places_in__refuses_what_is_no_ground(text):
    """With the file named."""
    with pytest.raises(FaultyFileError, match=r"g\.geojson"):
        places_in(text, "g.geojson")
