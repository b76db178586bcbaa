"""Sectors, edges and weather as written."""

from __future__ import annotations

from multipolar.scenario.document.theatre import Climate, Edge, LinkedTheatre, Sector, Theatre
from scenario.blocks import faults, read

SECTOR = "id: MID\nname: Middle\nlat: 40\nlon: 46\nterrain: flat\narea: 100\nvalue: 5\nshare_A: 0\npreparation: 1\n"
EDGE = "id: E1\na: MID\nb: TOP\nkind: road\nlength: 30\ncapacity: 900\n"


def test_sector__is_contested_and_in_the_zone_unless_the_file_says_otherwise():
    """A sector belongs to what the war is about."""
    sector = read(Sector, SECTOR)

    assert (sector.contested, sector.in_zone, sector.tier, sector.weight) == (True, True, 1, None)


def test_sector__lies_on_the_globe_and_on_known_terrain():
    """Degrees have their bounds, terrain and tier their lists."""
    assert faults(Sector, SECTOR.replace("lat: 40", "lat: 91").replace("lon: 46", "lon: -181")) == {
        ("outside-bounds", "lat"),
        ("outside-bounds", "lon"),
    }
    assert faults(Sector, SECTOR.replace("flat", "swamp") + "tier: 4\n") == {("not-allowed", "terrain"), ("outside-bounds", "tier")}


def test_edge__is_open_to_the_army_and_nobodys_lifeline_unless_the_file_says_otherwise():
    """An edge has a kind of the list, a length and a capacity."""
    edge = read(Edge, EDGE)

    assert (edge.military_open, edge.lifeline_of, edge.pass_height) == (True, None, None)
    assert faults(Edge, EDGE.replace("road", "canal")) == {("not-allowed", "kind")}


def test_theatre__needs_sectors_and_edges():
    """Ground without places or without ways between them is refused."""
    assert faults(Theatre, "line_before_known: true\n") == {("missing-key", "sectors"), ("missing-key", "edges")}


def test_climate__shares_of_weather_sum_to_one_where_nothing_is_said():
    """The default weather is a distribution."""
    climate = Climate()

    assert abs(climate.clear + climate.overcast + climate.wet - 1.0) < 1e-12
    assert faults(Climate, "wet: 1.5\n") == {("outside-bounds", "wet")}


def test_linked_theatre__is_tense_by_three_tenths_where_nothing_is_said():
    """A linked theatre without a tension has a low one and no base rate of its own."""
    linked = read(LinkedTheatre, "id: north\nname: The north\n")

    assert (linked.tension.distribution.median(), linked.base_rate) == (0.3, None)
