"""The generic designs: every war can end in place, by return, by hand-over or by surrender."""

from __future__ import annotations

from multipolar.data.pack_numbers import Guesses
from multipolar.data.pack_read import read_pack
from multipolar.data.pack_terms import senders, settlement_blocks, worth
from small_pack import small_pack, write_pack

OF_THE_SIDES = {side: small_pack()["forces"][side] for side in ("A", "B")}


def test_settlement_blocks__hold_all_kinds_of_ending(tmp_path):
    """With a sender of peacekeepers there are forces and patrols; without, only halts."""
    full = {d["id"]: d for d in settlement_blocks(read_pack(write_pack(tmp_path)), Guesses())}
    alone = read_pack(write_pack(tmp_path, small_pack(powers=[], forces=OF_THE_SIDES)))
    bare = {d["id"] for d in settlement_blocks(alone, Guesses())}

    assert {"halt", "back", "hand_over", "yield_all"} == bare
    assert full["halt_force"]["arrangement"] == "multinational"
    assert full["patrons_patrol"]["enforcers"] == ["russia", "usa"]


def test_senders__organisations_come_first(tmp_path):
    """The body that is made for it, then the weighty."""
    assert [p.id for p in senders(read_pack(write_pack(tmp_path)), "peacekeepers")] == ["un", "russia"]


def test_worth__a_friend_likes_its_side_to_get_ground(tmp_path):
    """The backer of A likes a hand-over to A better than a return to the old lines."""
    russia = read_pack(write_pack(tmp_path)).powers[2]

    assert worth(russia, {"territory": "contact_plus_districts"})[1] > worth(russia, {"territory": "line_before"})[1]
