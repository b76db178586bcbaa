"""Options, answers, designs."""

from __future__ import annotations

import pytest

from multipolar.scenario.rules_powers import check_power_options, check_settlements
from scenario.small import codes_after, context


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ("[stay_out, arm_B]", []),
        ("[broker]", []),
        ("[sanction_AAA, threaten_EAST]", []),
        ("[arm_WEST]", ["bad-option-target"]),
        ("[arm_EAST]", ["bad-option-target"]),
        ("[sanction_WEST]", ["bad-option-target"]),
        ("[arm]", ["unknown-option"]),
        ("[]", ["no-option"]),
    ],
)
def test_options__are_known_and_possible(options, codes):
    """Weapons go to sides only, nobody aims at himself, everything is in the catalogue."""
    drawn_by_east = [("id: RL1, owner: WEST", "id: RL1, owner: EAST"), ("     answer: [sanction_EAST]", "     answer: [mediate]")]
    assert codes_after(("[stay_out, sanction_EAST, mediate]", options), *drawn_by_east) == codes


def test_active__an_option_may_be_spelled_otherwise():
    """Doing arm_A is doing arm_AAA."""
    assert codes_after(("active: [arm_AAA]", "active: [arm_A]")) == []


@pytest.mark.parametrize(
    ("face_a", "face_b", "codes"),
    [(0.6, -0.9, []), (-0.4, -0.4, []), (-0.6, -0.6, ["unacceptable"]), (0.5, -1, ["unacceptable"])],
)
def test_settlements__must_be_acceptable_to_somebody(face_a, face_b, codes):
    """A bitter design is possible; one that shames both, or is the worst for a party that must agree, is not."""
    assert codes_after(("face_A: 0, face_B: 0.1", f"face_A: {face_a}, face_B: {face_b}")) == codes


def test_powers__a_clean_scenario_has_no_faults():
    """Nothing is said about what is right."""
    assert not list(check_power_options(context()))
    assert not list(check_settlements(context()))


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        (("     answer: [sanction_EAST]", "     answer: [arm_BBB]"), "not-its-option"),
        (("     answer: [sanction_EAST]", "     answer: [mediate, sanction_EAST]"), None),
        (("     answer: [sanction_EAST]", "     answer: [mediate, mediate]"), "duplicate-id"),
        (("options: [stay_out, arm_AAA, mediate, flood_B]", "options: [stay_out, arm_AAA, arm_A, flood_B]"), "duplicate-id"),
        (("active: [arm_AAA]", "active: [arm_AAA, arm_A]"), "duplicate-id"),
        (("sectors: [EAS]", "sectors: [EAS, EAS]"), "duplicate-id"),
        (("enforcers: [WEST]", "enforcers: [WEST, WEST]"), "duplicate-id"),
        (("consent: [AAA, BBB, WEST]", "consent: [AAA, A, WEST]"), "duplicate-id"),
        (("- {a: EAST, b: WEST, tie: -0.3}", "- {a: EAST, b: WEST, tie: -0.3}\n  - {a: WEST, b: EAST, tie: 0.3}"), "duplicate-id"),
        (("- {a: EAST, b: WEST, tie: -0.3}", "- {a: EAST, b: AAA, tie: -0.3}"), "duplicate-id"),
    ],
)
def test_powers__answer_with_what_they_can_and_lists_name_things_once(swap, code):
    """A red line's answer is an option of its owner; nothing is named twice, however it is spelled."""
    found = codes_after(swap)
    assert (code in found) if code else found == []
