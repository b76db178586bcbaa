"""Men there are, and where they stand."""

from __future__ import annotations

import pytest

from scenario.small import codes_after, problems_after

A = "in_theatre: {v: [15000, 20000, 26000], unit: persons, source: staff}"
ROWS = "distribution: {TOP: 4000 persons, MID: 9000 persons}"


@pytest.mark.parametrize(
    ("swap", "codes"),
    [
        ((A, "in_theatre: 9000000 persons"), ["too-many-men"]), ((A, "in_theatre: 5000000 persons"), []),
        (("population: 4 M persons", "population: 12000 persons"), ["too-many-men"]),
        ((ROWS, "distribution: {TOP: 21601 persons}"), ["too-many-men"]),
        ((ROWS, "distribution: {TOP: 21600 persons}"), []),
        ((ROWS, "distribution: {TOP: 12700 persons, MID: 9000 persons}"), ["too-many-men"]),
        ((ROWS, "distribution: {TOP: 0 persons, MID: 0 persons}"), ["nobody-to-fight"]),
        ((ROWS, "distribution: {TOP: {v: [1000, 29000, 30000], unit: persons}, MID: 9000 persons}"), []),
        ((ROWS, 'distribution: {TOP: "N(30000, 1000) persons"}'), ["too-many-men"]),
        (("armed_drones: 12 items", "tanks: 9 items, losses_so_far: {tanks: 10 items}"), ["outside-bounds"]),
        (("armed_drones: 12 items", "tanks: 9 items, losses_so_far: {tanks: 9 items}"), []),
        (("armed_drones: 12 items", "losses_so_far: {loitering: -1 items}"), ["outside-bounds"]),
    ],
)  # fmt: skip
def test_men__fit_the_people_and_the_theatre(swap, codes):
    """No more men than people, no more in a sector or in all sectors than in the theatre, no more lost than there were."""
    found = codes_after(swap)
    assert found == codes


def test_men__what_was_found_is_said_with_its_line():
    """The message holds both numbers."""
    (found,) = problems_after((ROWS, "distribution: {TOP: 50000 persons}"))

    assert "50,000 men in 'TOP', but at most 18,000 men of side B" in found.message
    assert found.line == 58


def test_ground__a_side_without_any_is_refused():
    """Whoever holds nothing anywhere has no place to fight from."""
    nothing = [("share_A: 1, line_before: 1", "share_A: 0, line_before: 0"), ("share_A: 0.4", "share_A: 0")]
    assert codes_after(*nothing) == ["no-ground"]


@pytest.mark.parametrize(("one", "other", "codes"), [("0", "18000", []), ("12", "0", []), ("0", "0.4", ["nobody-to-fight"] * 2)])
def test_men__somebody_must_fight(one, other, codes):
    """One side may fight from the air alone; a war without men on either side is none."""
    rows = (f", {ROWS}", "")
    assert codes_after((A, f"in_theatre: {one} persons"), ("B: {in_theatre: 18000", f"B: {{in_theatre: {other}"), rows) == codes


def test_men__a_faulty_number_is_said_once():
    """Where the population or a share cannot be read, nothing is said of the men that are measured by it."""
    assert codes_after(("population: 5000000 persons", "population: many persons")) == ["bad-number"]
    unreadable = ("share_A: 1, line_before: 1", "share_A: most, line_before: 1")
    assert codes_after(unreadable, ("share_A: 0.4", "share_A: 0")) == ["bad-number"]
