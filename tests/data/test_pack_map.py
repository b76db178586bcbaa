"""Sectors that cannot be neighbours are called out; those that look interchanged say so."""

from __future__ import annotations

import pytest

from multipolar.data.pack_map import distance_km, far_roads, map_faults, neighbours, roads_km
from multipolar.data.pack_read import read_pack
from multipolar.errors import ScenarioError
from small_pack import small_pack, write_pack


def moved(tmp_path, place, **where):
    pack = small_pack()
    pack["sectors"][place] |= where
    return write_pack(tmp_path, pack)


def test_distance_km__between_known_places():
    """A degree of latitude is 111 km, a quarter of the globe 10,008."""
    assert distance_km((0, 0), (1, 0)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((0, 0), (0, 90)) == pytest.approx(10_007.5, abs=1)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_map_faults__a_wrong_longitude_is_told_at_its_sector(tmp_path, place):
    """Whichever sector it is, at the rim or in the middle, it is named once for each impossible neighbour."""
    with pytest.raises(ScenarioError) as told:
        read_pack(moved(tmp_path, place, lon=120.0))
    name = small_pack()["sectors"][place]["id"]

    assert {p.code for p in told.value.problems} == {"far-neighbours"}
    assert all(p.path == f"sectors[{name}]" and "km apart" in p.message for p in told.value.problems)


def test_map_faults__interchanged_coordinates_are_recognised(tmp_path):
    """Latitude 21, longitude 10 would lie beside the others the other way round."""
    with pytest.raises(ScenarioError, match="latitude and longitude interchanged"):
        read_pack(moved(tmp_path, 2, lat=21.0, lon=10.0))


def test_far_roads__an_odd_distance_is_told_and_allowed(tmp_path):
    """Seven hundred km where fifty are usual is a remark; the small pack has none."""
    assert far_roads(read_pack(write_pack(tmp_path)).sectors) == []
    pack = read_pack(moved(tmp_path, 3, lat=17.0))
    assert list(map_faults(pack)) == []
    assert far_roads(pack.sectors) == ["city and ridge lie 778 km apart, 14 times the usual distance"]


def test_roads_km__each_pair_once_whoever_names_it(tmp_path):
    """Neighbours hold both ways."""
    sectors = read_pack(write_pack(tmp_path)).sectors
    assert neighbours(sectors)["city"] == ["bank", "ridge"]
    assert set(roads_km(sectors)) == {("bank", "west"), ("bank", "city"), ("city", "ridge")}
