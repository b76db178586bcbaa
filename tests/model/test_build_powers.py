"""Outside powers: levels, slots, issues, ties, arms."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.model.build_powers import ENEMY_TIE, side_position
from multipolar.model.draw import draw
from multipolar.model.fields import ISSUES
from small_document import BASE, model

MODEL = model()
SC = MODEL.sc[0]
DRAWN = draw(MODEL.plan, 300)


def test_fill_powers__levels_and_options_in_use():
    """Levels and running options of the as-of date are on record; doing nothing takes no slot."""
    assert SC["level_start"][:2].tolist() == [1, 0]
    assert MODEL.labels.options[0] == ("statement", "arm_NOR", "air_NOR", "sanction_ORI", "arm_SUD", "air_SUD")
    assert SC["n_options"][:2].tolist() == [6, len(MODEL.labels.options[1])]
    assert SC["active_start"][0, :4].tolist() == [0, 1, 0, 0]
    assert SC["active_start"][1].sum() == 0
    assert SC["access_kind"][:2].tolist() == [0, 2]
    assert SC["neighbour"][:2].tolist() == [1, 0]


def test_fill_powers__a_dormant_power_is_asleep():
    """A power that only a claim wakes takes no part."""
    assert DRAWN["awake"][0, :2].tolist() == [1, 0]


def test_fill_powers__issues_have_a_stake_and_a_weight():
    """Rivals' weight is wished at nothing, the power's own role at one; every issue has a salience."""
    assert DRAWN["position"][0, 0, ISSUES.index("rival")] == 0
    assert DRAWN["position"][0, 0, ISSUES.index("own_influence")] == 1
    assert (DRAWN["salience"][0, 0] > 0).all()
    assert DRAWN["salience"][0, 0, 0] == pytest.approx(0.6)
    assert DRAWN["position"][0, 0, 0] == pytest.approx(1.0)


def test_fill_powers__own_issues_count_in_the_side_issue():
    """An issue beyond the standard ones adds its weight and pulls the wish."""
    salience, position = DRAWN["salience"][0, 1, 0], DRAWN["position"][0, 1, 0]
    assert salience == pytest.approx(0.25 + 0.2)
    assert position == pytest.approx((0.25 * 0.25 + 0.2 * 0.0) / 0.45)
    assert any("temples" in note for note in MODEL.notes)


def test_side_position__follows_the_ties():
    """Equal ties wish for half, opposite ties for all."""
    assert side_position(0.0) == 0.5
    assert side_position(2.0) == 1.0
    assert side_position(-2.0) == 0.0


def test_fill_ties__belligerents_are_enemies_unless_told():
    """The tie of the sides has a default and may be given."""
    assert (DRAWN["tie"][:, 0, 1] == ENEMY_TIE).all()
    given = draw(model(ties=[{"a": "NOR", "b": "B", "tie": -0.5}]).plan, 1)
    assert given["tie"][0, 0, 1] == given["tie"][0, 1, 0] == -0.5
    assert (DRAWN["tie"].diagonal(axis1=1, axis2=2) == 0).all()


def test_arms_flow__is_split_over_those_who_arm():
    """What reaches a side is split over the powers that arm it on the as-of date."""
    forces = {**BASE["forces"], "A": {**BASE["forces"]["A"], "munitions_resupply": "90 t/day"}}
    one = draw(model(forces=forces).plan, 1)
    assert one["arms_flow"][0, 0, 0] == 90
    assert 0 < one["arms_flow"][0, 1, 0] < 90  # what it would send by the catalogue's measure, were it to arm the side
    powers = [BASE["powers"][0], {**BASE["powers"][1], "active": ["arm_A"], "options": ["arm_A"]}]
    two = draw(model(forces=forces, powers=powers).plan, 1)
    assert two["arms_flow"][0, :2, 0].tolist() == [45, 45]


def test_fill_powers__who_minds_and_who_is_a_rival():
    """A power minds the activism of those it counts as rivals."""
    assert DRAWN["rival_weight"][0, 0, 3] == 0.6
    assert DRAWN["activism_minds"][0, 1, 2] == 1
    assert DRAWN["activism_minds"][0, 0, 3] == 0


def test_fill_powers__energy_stake_has_the_sign_of_the_supplier():
    """Energy bought from A weighs for A."""
    assert DRAWN["energy_stake"][0, 0] > 0
    assert DRAWN["energy_stake"][0, 1] == 0
    assert np.isfinite(DRAWN["capability"]).all()
