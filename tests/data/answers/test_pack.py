"""What was said is carried over, what was not is of past wars and marked."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from answered import BORDER, CIVIL, FOUR, SCRIPTS, WARS
from multipolar.data.answers.pack import identifier, pack_of, plain_pack, usual
from multipolar.data.answers.rows import read_answers
from multipolar.errors import ScenarioError

DAY = dt.date(2031, 5, 10)


def pack(war, **changed):
    """Return the pack of answers."""
    return pack_of(read_answers(json.dumps({**war, **changed}, ensure_ascii=False), "answers", DAY))


def test_identifier__plain_whatever_the_script():
    """Latin letters where a name has some, a number else; never the letter of a side, never one id twice."""
    assert identifier("Ürümqi north-east", (), "place") == "urumqi_north_east"
    assert identifier("თბილისი", (), "place") == "place1"
    assert identifier("თბილისი", ("place1",), "place") == "place2"
    assert identifier("A", (), "power") == "a1"
    assert identifier("United Nations", (), "power") == "un"


def test_usual__quarters_of_past_wars():
    """To be sourced, and in order."""
    found = usual("forces.*.in_theatre")
    assert found["s"] == ["to_be_sourced"]
    assert found["v"] == sorted(found["v"])
    assert usual("belligerents.*.quality", "high")["v"][1] > usual("belligerents.*.quality")["v"][1]


def test_pack_of__men_said_and_guns_in_their_proportion():
    """Whoever names guns without a number has as many for his men as past wars had."""
    forces = pack(BORDER).forces["B"]
    assert (forces.men_theatre.v, forces.men_theatre.s) == (26_000.0, ["author"])
    assert forces.artillery.s == ["to_be_sourced"]
    assert forces.artillery.mode == pytest.approx(26_000 / 33_400 * 217, rel=0.01)


def test_pack_of__types_of_war_follow_from_what_sides_are():
    """A side that is no state makes a civil war."""
    assert pack(BORDER).war_type == "interstate"
    assert pack(CIVIL).war_type == "intra-local"
    assert pack(CIVIL, who="Junta; for the centre\nThe government").war_type == "intra-centre"


def test_pack_of__powers_help_their_side_and_harm_the_other():
    """Arms go to the friend, sanctions against the foe; what is done already sets the level."""
    powers = {power.id: power for power in pack(FOUR).powers}
    assert {"arm_A", "sanction_B", "strike_B"} <= set(powers["usa"].options)
    assert (powers["usa"].level_at_asof, powers["russia"].align.B, powers["iran"].level_at_asof) == ("armed", 0.8, "armed")


def test_pack_of__every_war_is_a_pack():
    """The reader of packs takes what is made."""
    assert all(pack(war).sectors for war in WARS.values())
    assert len({power.id for power in pack(SCRIPTS).powers}) == 1


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"ground": "The ford; B\nThe town; B", "passes": "", "feared": "", "know": ""}, "no-ground", "side A holds no part"),
        ({"ground": "North; A; rear\nThe valley town; B; rear", "passes": "", "know": ""}, "no-weight", "nothing to fight over"),
        ({"passes": "The road; The ford"}, "missing-key", "which side it feeds"),
        ({"passes": "The road; A; The ford"}, "no-supply-route", "does not hold whole"),
        (
            {"behind": "Western League; both; arms", "feared": "", "passes": "", "know": "", "end": "halt"},
            "bad-option-target",
            "needs a side",
        ),
        ({"ground": "North; A; lat: 4; lon: 5\nThe valley town; B", "passes": "", "know": ""}, "missing-key", "no lat and lon"),
    ],
)
def test_plain_pack__refuses_what_does_not_go_together(changed, code, said):
    """With the reason."""
    with pytest.raises(ScenarioError) as caught:
        plain_pack(read_answers(json.dumps({**BORDER, **changed}), "answers", DAY))
    assert any(p.code == code and said in p.message for p in caught.value.problems), caught.value.problems
