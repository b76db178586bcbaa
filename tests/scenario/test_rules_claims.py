"""Effects reach drawn numbers."""

from __future__ import annotations

import pytest

from multipolar.scenario.rules_claims import check_effects, names_along
from scenario.small import codes_after, context


@pytest.mark.parametrize(
    "target",
    [
        "break_hazard", "armed_drones[B]", "armed_drones[BBB]", "armed_drones[*]", "tie[EAST,AAA]",
        "tie[WEST,B]", "skill[WEST]",
        "edge_capacity[MID-TOP]", "edge_capacity[the road]", "equipment[A,tank]", "option_weight[EAST,arm_AAA]",
        "option_weight[EAST,arm_A]", "option_weight[*,mediate]",
    ],
)  # fmt: skip
def test_target__takes_ids_letters_lifelines_and_stars(target):
    """Sides by id or letter, edges by id or lifeline, * for all."""
    assert codes_after(('target: "armed_drones[A]"', f'target: "{target}"')) == []


@pytest.mark.parametrize(
    "target",
    ["brake_hazard", "break_hazard[A]", "armed_drones", "armed_drones[C]", "tie[EAST,TOP]", "equipment[A,boat]",
     "option_weight[WEST,arm_AAA]", "edge_capacity[TOP]", "skill[", "skill[]"],
)  # fmt: skip
def test_target__anything_else_is_a_fault(target):
    """A target that reaches nothing is found."""
    assert codes_after(('target: "armed_drones[A]"', f'target: "{target}"')) == ["bad-target"]


def test_claims__a_reason_for_being_inert_is_enough():
    """A claim that nothing follows from may say why."""
    assert codes_after(("questions: [Q1], observations: [R1]", "inert_reason: out of reach")) == []
    assert not list(check_effects(context()))


def test_names_along__unknown_axes_are_not_judged():
    """Labels of an axis nobody knows are left alone."""
    assert names_along(context(), "?", []) is None
    assert names_along(context(), "f", ["flood_B"]) == ["strain"]
