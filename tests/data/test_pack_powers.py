"""The powers of a pack: what they do, how far they reach, what they promised and what they will not bear."""

from __future__ import annotations

import pytest

from multipolar.data import pack_powers as powers
from multipolar.data.pack_ground import shares_of, used_sectors
from multipolar.data.pack_numbers import Guesses
from multipolar.data.pack_read import read_pack
from small_pack import write_pack


@pytest.fixture
def pack(tmp_path):
    return read_pack(write_pack(tmp_path))


@pytest.fixture
def guesses():
    return Guesses()


@pytest.mark.parametrize(("option", "side"), [("arm_A", "A"), ("sanction_A", "B"), ("strike_B", "A"), ("mediate", None)])
def test_favours__harm_to_one_side_helps_the_other(option, side):
    """Help favours its target, harm its enemy."""
    assert powers.favours(option) == side


def test_active_of__follows_the_level(pack):
    """An armed power arms, an outsider does nothing, and nobody fights before it is direct."""
    usa, un, _ = pack.powers

    assert powers.active_of(usa) == ["arm_B", "intel_B"]
    assert powers.active_of(un) == []
    assert powers.active_of(usa.model_copy(update={"level_at_asof": "direct"})) == ["arm_B", "intel_B", "air_B"]


def test_power_block__staying_out_is_always_an_option(pack, guesses):
    """Whatever the pack lists; nothing of it is left out."""
    block = powers.power_block(pack, pack.powers[1], guesses)

    assert block["options"] == ["stay_out", "mediate", "observers", "peacekeepers"]


def test_leverage__friends_and_great_powers_have_a_hold(pack):
    """The supplier holds its client; the organisation a little on both."""
    usa, un, _ = pack.powers

    assert powers.leverage(usa, "B") > powers.leverage(usa, "A") > 0.0
    assert powers.leverage(un, "A") == powers.leverage(un, "B") > 0.0


def test_tie_blocks__opposed_friends_are_rivals(pack, guesses):
    """Backers of opposite sides start with a bad tie, and count each other as rivals."""
    ties = {(t["a"], t["b"]): t["tie"]["v"] for t in powers.tie_blocks(pack, guesses)}

    assert ties["usa", "russia"][1] < 0.0
    assert "russia" in powers.rivals_of(pack, pack.powers[0])


def test_treaty_blocks__bonds_are_honoured_as_often_as_such_pacts_are(pack, guesses):
    """41 % times the share in which it binds here."""
    (treaty,) = powers.treaty_blocks(pack, guesses)

    assert treaty["reliability"]["v"][1] == pytest.approx(0.41 * 0.5)
    assert (treaty["obliges"], treaty["protects"]) == ("usa", "B")


def test_red_line_blocks__are_read_from_their_words(pack, guesses):
    """A place named is the line; the entry of another power is one too; the answer is the verb of the threat."""
    sectors = used_sectors(pack, guesses)
    city, entry = powers.red_line_blocks(pack, sectors, shares_of(sectors, guesses), guesses)

    assert (city["trigger"], city["sectors"], city["answer"]) == ("sector", ["city"], ["air_B"])
    assert (entry["trigger"], entry["entry_of"], entry["answer"]) == ("power_entry", "usa", ["threaten_B"])


def test_option_blocks__counted_forces_size_what_a_power_would_bring(pack, guesses):
    """Sixty aircraft in the pack are sixty aircraft in the option."""
    (block,) = powers.option_blocks(pack, guesses)

    assert (block["id"], block["effects"]["aircraft"][1]) == ("air_B", 60.0)


@pytest.mark.parametrize(("name", "body"), [("un", True), ("oau", True), ("turkey", False), ("uk_france", False)])
def test_is_body__organisations_are_known_by_their_id(pack, name, body):
    """An organisation has no border and no rivals."""
    assert powers.is_body(pack.powers[0].model_copy(update={"id": name})) is body


def test_possible_answers__what_a_power_cannot_do_it_can_only_say(guesses):
    """An answer that is none of the owner's options becomes a statement, and the guesses say so; others stay."""
    owners = [{"id": "usa", "options": ["stay_out", "statement"]}, {"id": "iran", "options": ["stay_out", "arm_A"]}]
    lines = [
        {"id": "R1", "owner": "usa", "answer": ["threaten_B"]}, {"id": "R2", "owner": "iran", "answer": ["arm_A", "ground_A"]},
        {"id": "R3", "owner": "iran", "answer": ["threaten_B"]},
    ]  # fmt: skip
    found = powers.possible_answers(owners, lines, guesses)

    assert [line["answer"] for line in found] == [["statement"], ["arm_A"], ["statement"]]
    assert owners[1]["options"] == ["stay_out", "arm_A", "statement"]
    assert [row.split(":")[0] for row in guesses.rows] == ["red_lines.R1.answer", "red_lines.R3.answer"]
