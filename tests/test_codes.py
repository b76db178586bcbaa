"""The coded words of the model: numbers that keep their meaning, spellings that files may use, sentences."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from tools.codes import TARGET, text

from multipolar import codes
from multipolar.codes import (
    ARRANGEMENTS,
    ENDINGS,
    LEVELS,
    PROBABILITY_WORDS,
    STOPS,
    VERB_SYNONYMS,
    Access,
    Answerer,
    Arrangement,
    BreakCause,
    Coded,
    DeathChannel,
    Ending,
    Equipment,
    Issue,
    Level,
    Need,
    Paper,
    Primitive,
    RedLineKind,
    Side,
    StatusClause,
    Stop,
    Terrain,
    Territory,
    TreatyState,
    Truce,
    Verb,
    Weather,
    What,
)
from multipolar.forecast import outcome_document
from multipolar.model.fields import FIELDS
from multipolar.model.records import zeros
from multipolar.scenario.document import OptionSpec, Power, RedLine, Sector, Settlement, StandardIssue

ALL = [kind for name in codes.__all__ if isinstance(kind := getattr(codes, name), type) and issubclass(kind, Coded) and len(kind)]

STORED = {
    Side: "A B",
    Ending: "knockout_A knockout_B ceasefire_gains_A ceasefire_gains_B status_quo_ante frozen_stalemate ongoing_180",
    Stop: "running collapse destroyed driven_out settlement truce_held petered_out horizon withdrawn",
    Paper: "none settlement imposed overrun forced ceasefire",
    Truce: "pause forced agreed",
    Arrangement: "none single_power joint_patrols multinational observers",
    StatusClause: "none open autonomy",
    Territory: "line_of_contact line_before five_then_seven contact_plus_districts all",
    Level: "out armed direct",
    TreatyState: "idle consulted asked honoured refused",
    RedLineKind: "recognised_soil own_forces power_entry design border_fighting sector",
    Weather: "clear overcast wet",
    Terrain: "flat rolling rugged mountain",
    Access: "land sea air_only land_air gate none",
    Need: "ties_with_both border_or_base linked_theatre gatekeeper friend open_way reach land_or_sea host_turned host_consent",
    Answerer: "target enemy rival neighbours patron_of_target patron_of_enemy",
    Equipment: "tank ifv gun launcher ad",
    Issue: "side rival own_influence norm domestic economy other_theatres",
    DeathChannel: "area_fire drones assault ambush break strikes",
    BreakCause: "flank encircled no_reserve neighbour losses will",
    Primitive: "belief_spread belief_mean attention relief mediator strain tie tie_enemy tie_fearful leverage pin monitor transit "
    "air_balance visibility quality munitions equipment drones fighters air_cover guard aircraft sam exposure strike_equipment "
    "men enforcement patrol warning",
    Verb: "stay_out statement humanitarian mediate sanction threaten border_show signal_elsewhere observers deny_transit transit "
    "intel advise arm finance proxies air_cover covert_fire strike air ground protectorate guarantee peacekeepers joint_patrols "
    "monitoring custom",
}
"""What stored outcomes and files mean by the numbers 0, 1, 2, ...: a row here changes only by growing at its end."""


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
def test_codes__keep_the_numbers_of_stored_outcomes(kind: type[Coded]) -> None:
    """Every number still has the spelling under which it was stored, and numbers are places without gaps."""
    assert kind.spellings() == tuple(STORED[kind].split())
    assert [int(member) for member in kind] == list(range(len(kind)))
    assert [kind.of(spelling) for spelling in kind.spellings()] == list(kind)


def test_codes__all_have_a_row_and_every_member_a_sentence() -> None:
    """No enumeration stands outside the table of stored numbers but the flags of the kernel; no member is mute."""
    assert set(ALL) == {*STORED, What}
    assert [member for kind in ALL for member in kind if not member.text] == []
    assert [int(flag) for flag in What] == [1, 2]


def test_of__names_what_is_known() -> None:
    """A spelling that no member has is refused with the list."""
    with pytest.raises(ValueError, match="no Level 'deep'; known: out, armed, direct"):
        Level.of("deep")
    with pytest.raises(ValueError, match="no Level 3; known: 0 to 2"):
        Level.at(3)
    assert Level.at(2) is Level.DIRECT


IN_FILES = (
    (Territory, Settlement.model_fields["territory"].annotation),
    (StatusClause, Settlement.model_fields["status_clause"].annotation),
    (Arrangement, Settlement.model_fields["arrangement"].annotation),
    (RedLineKind, RedLine.model_fields["trigger"].annotation),
    (Access, Power.model_fields["access_kind"].annotation),
    (Level, Power.model_fields["level"].annotation),
    (Level, OptionSpec.model_fields["level"].annotation),
    (Terrain, Sector.model_fields["terrain"].annotation),
    (Issue, StandardIssue),
    (Ending, outcome_document.Label),
    (Level, outcome_document.Level),
    (Arrangement, outcome_document.Kind),
    (Side, outcome_document.Side),
)
"""Enumerations with the types of keys in scenario and outcome files that speak of them."""


def test_spellings__are_what_files_may_say() -> None:
    """The words that a scenario or an outcome file may use are the spellings of the codes."""
    assert [kind for kind, words in IN_FILES if set(get_args(words)) != set(kind.spellings())] == []


def test_axes__have_a_place_for_every_code() -> None:
    """The axes of the records are as long as the enumerations that index them."""
    state = zeros("STATE", 1)
    assert state["dead_by"].shape[-1] == len(DeathChannel)
    assert state["break_cause"].shape[-1] == len(BreakCause)
    assert state["equip"].shape[-1] == len(Equipment)
    assert zeros("PARAMS", 1)["salience"].shape[-1] == len(Issue)
    assert zeros("SCENARIO", 1)["weather_share"].shape[-1] >= len(Weather)


def test_members__are_integers_of_records() -> None:
    """A member can be stored in a record and compared with what a record holds."""
    state = zeros("STATE", 1)
    state["ending"][0] = Stop.HORIZON
    assert state["ending"][0] == Stop.HORIZON == 7
    assert np.array([Ending.FROZEN, Ending.ONGOING]).tolist() == [5, 6]


def test_verbs__know_whom_they_favour() -> None:
    """Acts against a target favour its enemy; synonyms lead to verbs and are none themselves."""
    assert {verb for verb in Verb if verb.favours < 0} == {
        Verb.SANCTION, Verb.THREATEN, Verb.DENY_TRANSIT, Verb.STRIKE,
    }  # fmt: skip
    assert set(VERB_SYNONYMS.values()) <= set(Verb.spellings())
    assert not set(VERB_SYNONYMS) & set(Verb.spellings())
    assert all(primitive.unit for primitive in Primitive)


def test_tables__are_the_enumerations() -> None:
    """The tables by spelling say what the members say, in the order of the codes."""
    assert list(ENDINGS) == list(Ending.spellings())
    assert STOPS["horizon"] == Stop.HORIZON.text
    assert ARRANGEMENTS["none"] == Arrangement.NONE.text
    assert LEVELS[Level.DIRECT] == "direct"


def test_probability_words__bounds_rise_past_certainty() -> None:
    """Each band ends higher than the one before, and the last one holds certainty."""
    bounds = [bound for bound, _ in PROBABILITY_WORDS]
    assert bounds == sorted(set(bounds))
    assert bounds[-1] > 1.0
    assert len({words for _, words in PROBABILITY_WORDS}) == len(PROBABILITY_WORDS)


def test_codes_of_the_page__are_up_to_date() -> None:
    """The script's codes are what ``python tools/codes.py`` writes."""
    assert TARGET.read_text(encoding="utf-8") == text()


CODED_FIELDS = {
    "access_kind", "arrangement", "edge_terrain", "ending", "label", "level", "level_max", "level_start", "opt_effect",
    "opt_level", "opt_verb", "paper", "red_kind", "rout_cause", "status_clause", "stop", "terrain", "territory",
    "treaty_state", "truce_kind", "war_phase", "weather",
}  # fmt: skip
"""Fields that hold a code: every comparison of one with a number names the code."""
CODED_AXES = {"break_cause", "dead_by", "equip", "equip_lost", "equip_start", "equipment", "position", "salience", "weather_share"}
"""Fields whose last axis is indexed by a code."""
KERNELS = ("mechanisms", "diplomacy", "engine")


def field_of(node: ast.expr) -> str:
    """Return the name of the field that an expression reads, an empty text where it reads none."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else ""


def is_bare(node: ast.expr) -> bool:
    """Tell whether an expression is a number as such; -1, which stands for none, is allowed."""
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool)


def bare_codes(source: str) -> list[int]:
    """Return the lines on which a coded field is compared with, set to or indexed by a number instead of a code."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            bare = any(field_of(side) in CODED_FIELDS for side in sides) and any(map(is_bare, sides))
        elif isinstance(node, ast.Assign):
            bare = is_bare(node.value) and any(field_of(target) in CODED_FIELDS for target in node.targets)
        elif isinstance(node, ast.Subscript):
            place = node.slice.elts[-1] if isinstance(node.slice, ast.Tuple) else node.slice
            bare = field_of(node) in CODED_AXES and is_bare(place)
        else:
            bare = False
        if bare:
            lines.append(node.lineno)
    return lines


def test_kernels__name_their_codes() -> None:
    """No number stands for a code in the kernels, and every coded field of the records is under the rule."""
    root = Path(codes.__file__).parent
    found = {
        path.relative_to(root).as_posix(): lines
        for folder in KERNELS
        for path in sorted((root / folder).rglob("*.py"))
        if (lines := bare_codes(path.read_text(encoding="utf-8")))
    }
    assert found == {}
    assert {field.name for field in FIELDS if field.unit in {"code", "verb", "primitive"}} <= CODED_FIELDS


@pytest.mark.parametrize(
    "line", ["st.ending = 1", "st.level[j] >= 2", "3 == sc.arrangement[g]", "st.dead_by[b, 4] += x", "sc.weather_share[0] * w"]
)
def test_bare_codes__are_found(line: str) -> None:
    """The rule sees comparison, assignment and index; names, -1 and other fields pass."""
    assert bare_codes(line) == [1]
    assert bare_codes("st.ending = Stop.COLLAPSE\nsc.opt_effect[n, f] == -1\nst.men[b, 4] > 3\nst.level[0] == level") == []
