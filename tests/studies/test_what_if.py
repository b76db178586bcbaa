"""What if one thing were different."""

from __future__ import annotations

import pytest

from multipolar.errors import RunError, ScenarioError
from multipolar.session.choices import RunChoices
from multipolar.session.war import Recipe
from multipolar.studies.what_if import what_if

FLAGSHIP = Recipe("karabakh_2020")


def test_what_if__puts_the_changed_inputs_on_top():
    """A claim, a value and a mechanism changed at once are all listed as inputs."""
    found = what_if(
        FLAGSHIP,
        RunChoices(claims=("C05=off",), settings=("belligerents.A.will=0.5",), off=("ambush",), members=30, seed=3),
    )
    inputs = {row["what"] for row in found["variants"]["what if"]["inputs"]}

    assert found["schema"] == "multipolar-what-if/1"
    assert {"claim C05", "belligerents.A.will", "mechanism ambush"} == inputs


def test_what_if__without_a_change_is_refused():
    """Nothing changed, nothing asked."""
    with pytest.raises(RunError, match="nothing is changed"):
        what_if(FLAGSHIP, RunChoices())


def test_what_if__a_change_that_cannot_be_made_is_a_fault():
    """An unknown key is never ignored."""
    with pytest.raises(ScenarioError):
        what_if(FLAGSHIP, RunChoices(settings=("forces.A.tankz=3",), members=10))


def test_what_if__a_mechanism_switched_off_does_nothing_any_more():
    """Without ambushes nobody dies in one, and the rest of the war goes on."""
    found = what_if(FLAGSHIP, RunChoices(off=("assault",), members=30, seed=3))
    outcomes = found["variants"]["what if"]["outcomes"]

    assert outcomes["share_force"]["value"] < outcomes["share_force"]["base"]
