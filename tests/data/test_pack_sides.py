"""The sides of a pack: people, commitment, call-up, drones, means."""

from __future__ import annotations

import pytest

from multipolar.data import pack_sides as sides
from multipolar.data.pack_numbers import Guesses
from multipolar.data.pack_read import read_pack
from small_pack import small_pack, write_pack


@pytest.fixture
def guesses():
    return Guesses()


def read(tmp_path, **changes):
    return read_pack(write_pack(tmp_path, small_pack(**changes)))


def test_population__is_taken_from_the_pack_where_it_says(tmp_path, guesses):
    """Millions become persons and nothing is guessed."""
    pack = small_pack()
    pack["belligerents"]["A"]["pop_m"] = {"v": [4, 5, 6], "g": "B"}
    block = sides.population(read_pack(write_pack(tmp_path, pack)), "A", guesses)

    assert block["v"][1] == 5e6
    assert guesses.rows == []


def test_population__else_is_guessed_widely_from_men_and_output(tmp_path, guesses):
    """Thirty thousand men and ten billion stand for some millions, and that is said."""
    block = sides.population(read(tmp_path), "A", guesses)

    assert block["v"].startswith("LogN(2.68")
    assert "belligerents.A.population" in guesses.rows[0]


def test_commitment__a_side_that_rules_out_a_ground_war_keeps_off_it(tmp_path, guesses):
    """Then its aircraft strike the state instead."""
    pack = small_pack()
    pack["belligerents"]["A"]["constraints"] = ["no ground war"]
    read_in = read_pack(write_pack(tmp_path, pack))

    assert sides.commitment(read_in, "A", guesses)["v"] == sides.FROM_THE_AIR
    assert sides.strategic_air(read_in, "A", guesses)["v"][1] > 0.5
    assert sides.commitment(read_in, "B", guesses)["v"] != sides.FROM_THE_AIR


def test_commitment__aims_are_more_often_limited_without_a_call_up(tmp_path, guesses):
    """A new round without mobilisation may be a limited one; a running war hardly."""
    assert sides.commitment(read(tmp_path), "A", guesses)["v"] == sides.LIMITED
    assert sides.commitment(read(tmp_path, phase="escalation"), "A", guesses)["v"] == sides.HARDLY_LIMITED


def test_surprise__wears_off_within_days(tmp_path):
    """Ten days into a round little of it is left; a line of years makes a new round fresh."""
    fresh = sides.surprise(read(tmp_path))["v"][2]
    stale = sides.surprise(read(tmp_path, round_start="1998-04-30"))["v"][2]

    assert fresh == 1.5
    assert stale == pytest.approx(1.5 * 0.135, rel=0.01)


def test_force_block__drones_of_the_nineties_only_scout(tmp_path, guesses):
    """Before 2010 no drone is armed; later four in ten."""
    early = sides.force_block(read(tmp_path), "A", guesses)
    late = sides.force_block(read(tmp_path, asof="2015-05-10", round_start="2015-05-10"), "A", guesses)

    assert "armed_drones" not in early
    assert late["armed_drones"]["v"][1] == pytest.approx(1.6)


def test_force_block__reserves_that_need_days_are_called_up(tmp_path, guesses):
    """The words of the pack decide: a fifth stands ready, the rest comes within four days."""
    block = sides.force_block(read(tmp_path), "B", guesses)

    assert block["ready"]["v"][1] == 0.2
    assert block["mobilisation"]["v"] == 4.0
    assert "ready" not in sides.force_block(read(tmp_path), "A", guesses)


def test_economy_block__a_strained_economy_lasts_fewer_days(tmp_path, guesses):
    """Liquid means fall with the strain that the pack states."""
    pack = read(tmp_path)
    rich, poor = (sides.economy_block(pack, side, guesses) for side in "AB")

    assert rich["reserves"]["v"] / rich["war_cost"]["v"][1] > poor["reserves"]["v"] / poor["war_cost"]["v"][1]
