"""Roads, supply, lifelines."""

from __future__ import annotations

import pytest

from multipolar.scenario.rules_ground import CARRY, MOVE, held_part, reached, sources_of
from scenario.small import codes_after, context


def test_reached__follows_roads_through_own_ground_only():
    """A front carries no supply, and ground of the other side is not crossed."""
    edges = context().document.theatre.edges

    assert reached(["EAS"], edges, CARRY, frozenset({"EAS", "MID", "TOP"})) == {"EAS", "MID", "TOP"}
    assert reached(["EAS"], edges, CARRY, frozenset({"EAS", "TOP"})) == {"EAS"}
    assert reached(["EAS"], edges, MOVE - CARRY, frozenset({"EAS", "MID"})) == {"EAS"}
    assert reached(["WES"], edges, CARRY, frozenset({"EAS"})) == set()


def test_sources__are_marked_sectors_and_outside_entries():
    """An air bridge is a source too."""
    here = context()

    assert sources_of(here, "A") == ["WES"]
    assert sources_of(here, "B") == ["EAS", "EAS"]


def test_held__uncertain_shares_count_for_both():
    """A sector that may be held in part by either side can hold men of both."""
    middle = context().document.theatre.sectors[1]

    assert (held_part(middle, "A"), held_part(middle, "B")) == (0.4, 0.6)


def test_no_men_need_no_supply():
    """A side that has nobody in the theatre needs no source."""
    gone = ("A: {in_theatre: {v: [15000, 20000, 26000], unit: persons, source: staff}", "A: {in_theatre: 0")
    assert codes_after(("preparation: 1, source_of: A", "preparation: 1"), gone) == []


@pytest.mark.parametrize(
    ("swap", "codes"),
    [
        (("area: 200 km2", "area: 0 km2"), ["outside-bounds"]), (("area: 200 km2", 'area: "U(0, 200) km2"'), []),
        ((", lifeline_of: B, lifeline: the road", ", lifeline: the road"), ["missing-key"]),
    ],
)  # fmt: skip
def test_ground__has_an_area_and_lifelines_have_a_side(swap, codes):
    """A sector without ground and a lifeline of nobody are refused."""
    assert codes_after(swap) == codes


def test_lifelines__one_name_is_one_sides():
    """A lifeline cannot feed both sides under one name, nor two of one name but for its capitals."""
    track = "kind: track, length: 20 km"
    assert codes_after((track, f"{track}, lifeline_of: A, lifeline: the road")) == ["duplicate-id"]
    assert codes_after((track, f"{track}, lifeline_of: B, lifeline: The Road")) == ["duplicate-id"]
    assert codes_after((track, f"{track}, lifeline_of: B, lifeline: the road")) == []
