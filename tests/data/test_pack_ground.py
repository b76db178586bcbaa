"""The ground of a pack: who holds what, which roads there are, where supply enters."""

from __future__ import annotations

import pytest

from multipolar.data.pack_ground import (
    components,
    distance_km,
    edge_blocks,
    edge_id,
    neighbours,
    open_rears,
    place_routes,
    preparation,
    rim_of,
    sector_blocks,
    shares_of,
    sources_of,
    used_sectors,
)  # fmt: skip
from multipolar.data.pack_numbers import Guesses
from multipolar.data.pack_read import read_pack
from small_pack import small_pack, write_pack


@pytest.fixture
def pack(tmp_path):
    return read_pack(write_pack(tmp_path))


@pytest.fixture
def ground(pack):
    guesses = Guesses()
    sectors = used_sectors(pack, guesses)
    shares = shares_of(sectors, guesses)
    edges = edge_blocks(pack, sectors, guesses)
    entries = place_routes(pack, sectors, shares, edges, guesses)
    return sectors, shares, edges, entries, guesses


def test_used_sectors__air_targets_without_weight_are_left_out_and_named(ground):
    """A place that nothing is next to is no ground."""
    sectors, *_, guesses = ground

    assert [s.id for s in sectors] == ["west", "bank", "city", "ridge"]
    assert any("capital" in row for row in guesses.rows)


def test_shares_of__what_is_open_follows_its_neighbours(ground):
    """The west lies beside a bank that A holds to four tenths."""
    assert ground[1]["west"] == 0.0
    assert ground[1]["bank"] == 0.4


def test_sources_of__entries_feed_whom_they_serve(ground):
    """The port feeds B where it enters, uncontested ground its holder."""
    sectors, shares, _, entries, _ = ground
    fed = sources_of(sectors, shares, entries)

    assert (fed["city"], fed["west"]) == ("B", "B")


def test_open_rears__a_foothold_is_fed_from_beyond_the_map(ground):
    """A holds four tenths of the bank and nothing else: its rear lies behind it, and that is said."""
    sectors, shares, _, entries, guesses = ground
    rears = open_rears(sectors, shares, sources_of(sectors, shares, entries), guesses)

    assert rears == {"bank": ["A"]}
    assert any("open_rear" in row for row in guesses.rows)


def test_open_rears__an_inner_pocket_stays_one(tmp_path):
    """Ground inside the map that no source reaches gets no rear."""
    ring = [
        {"id": f"r{i}", "name": f"R{i}", "lat": lat, "lon": lon, "terrain": "plain", "share_A": 0.0, "w": 500, "contested": True,
         "adj": ["mid"]}
        for i, (lat, lon) in enumerate([(0, 0), (0, 2), (2, 0), (2, 2)])
    ]  # fmt: skip
    mid = ring[0] | {"id": "mid", "lat": 1, "lon": 1, "share_A": 1.0, "adj": []}
    sectors = used_sectors(read_pack(write_pack(tmp_path, small_pack(sectors=[*ring, mid], routes=[]))), Guesses())

    assert "A" not in {s for sides in open_rears(sectors, shares_of(sectors, Guesses()), {}, Guesses()).values() for s in sides}


def test_rim_of__corners_lie_at_the_rim(ground):
    """Three or four places are all rim."""
    assert rim_of(ground[0][:3]) == {"west", "bank", "city"}


def test_place_routes__sea_enters_from_outside_and_a_road_becomes_a_lifeline(ground):
    """The port is an entry at the city, the ridge road runs between two own sectors."""
    _, _, edges, entries, _ = ground

    assert [(e["id"], e["kind"], e["a"]) for e in entries if e["id"] == "port"] == [("port", "ext_sea", "city")]
    assert [e["lifeline"] for e in edges if "lifeline_of" in e] == ["ridge_road"] or any(e["id"] == "ridge_road" for e in entries)


def test_edge_blocks__are_drawn_once_and_have_capacity(ground):
    """Two neighbours share one edge, whoever names the other."""
    edges = ground[2]

    assert {e["id"] for e in edges} == {"bank-west", "bank-city", "city-ridge"}
    assert all(e["capacity"]["v"][0] > 0 for e in edges)


def test_neighbours__hold_both_ways(ground):
    """Who is next to me has me next to it."""
    near = neighbours(ground[0])

    assert all(a in near[b] for a in near for b in near[a])


def test_components__an_island_is_a_part_of_its_own(tmp_path):
    """A sector without neighbours is a map of its own."""
    pack = small_pack()
    pack["sectors"][3]["adj"] = []
    sectors = used_sectors(read_pack(write_pack(tmp_path, pack)), Guesses())

    assert {"ridge"} in components(sectors)


def test_preparation__old_lines_are_dug_in(tmp_path):
    """A line of a fresh round is taken for old, a week inside a war is not; depth is open."""
    first = read_pack(write_pack(tmp_path))
    later = read_pack(write_pack(tmp_path, small_pack(phase="escalation", round_start="1998-05-03")))
    shares = {"west": 0.0, "bank": 0.4, "city": 0.0, "ridge": 0.0}
    bank, ridge = first.sectors[1], first.sectors[3]

    assert preparation(first, bank, shares, ["west", "city"])[1] > preparation(later, bank, shares, ["west", "city"])[1]
    assert preparation(first, ridge, shares, ["city"]) == 0.0


def test_sector_blocks__lines_before_are_stated_for_a_new_round_only(pack, ground, tmp_path):
    """Inside a war nobody says where the lines once ran."""
    sectors, shares, *_ = ground
    later = read_pack(write_pack(tmp_path, small_pack(phase="escalation", round_start="1998-01-03")))

    assert all("line_before" in block for block in sector_blocks(pack, sectors, shares, {}, {}))
    assert not any("line_before" in block for block in sector_blocks(later, sectors, shares, {}, {}))


def test_distance_km__a_degree_of_latitude_is_111_km():
    """Symmetric, zero for the same place."""
    assert distance_km((10.0, 20.0), (11.0, 20.0)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((1.0, 2.0), (1.0, 2.0)) == 0.0


def test_edge_id__fits_the_length_of_ids():
    """Long names are cut and told apart."""
    assert len(edge_id("a" * 39, "b" * 39)) <= 40
    assert edge_id("x", "y") == "x-y"
