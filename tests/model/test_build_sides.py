"""What the belligerents bring: men and their posts, arms, stocks, money, with defaults where the file is silent."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from multipolar.model.draw import draw
from multipolar.model.register import SIDE_DEFAULTS
from multipolar.scenario.distribution import parse_distribution
from small_document import BASE, model

MODEL = model()
DRAWN = draw(MODEL.plan, 400)


def forces(**changes):
    """Return the forces with some of side B replaced."""
    return {"A": BASE["forces"]["A"], "B": {**BASE["forces"]["B"], **changes}}


def test_fill_sides__rows_of_posts_are_kept():
    """Where the file posts men, its rows are the weights."""
    assert DRAWN["distribution"][0, 0, :3].tolist() == [12000, 0, 0]


def test_fill_sides__without_rows_men_stand_where_sides_meet():
    """Side B's men stand in the sector that faces A, none in the gated rear; the weights sum to one."""
    posts = DRAWN["distribution"][0, 1]
    assert posts[1] == pytest.approx(1.0)
    assert posts.sum() == pytest.approx(1.0)
    assert any("length of contact" in note for note in MODEL.notes)


def test_fill_sides__without_any_front_men_stand_on_their_ground():
    """Where nobody meets, men are spread over what their side holds."""
    theatre = copy.deepcopy(BASE["theatre"])
    theatre["edges"][0]["gate"] = 7
    posts = draw(model(theatre=theatre).plan, 1)["distribution"][0, 1]
    assert posts[:3] == pytest.approx([0, 0.5, 0.5])


def test_fill_sides__silent_rows_take_side_priors():
    """Threshold, residual, optimism and the like are drawn by each side on its own."""
    for field in SIDE_DEFAULTS:
        assert DRAWN[field].std(axis=0).min() > 0, field
        assert (DRAWN[field][:, 0] != DRAWN[field][:, 1]).any(), field


def test_fill_sides__weakness_and_withheld_food_are_those_of_the_file():
    """A stated weakness is in every member, the other side draws its own as before; food comes in full where nothing is said."""
    sides = copy.deepcopy(BASE["belligerents"])
    sides["B"]["weakness"] = 0.68
    drawn = draw(model(belligerents=sides, forces=forces(food_withheld=0.1)).plan, 60)
    assert (drawn["weakness_drawn"][:, 1] == 0.68).all()
    assert np.array_equal(drawn["weakness_drawn"][:, 0], DRAWN["weakness_drawn"][:60, 0])
    assert (drawn["food_withheld"] == [0.0, 0.1]).all()


def test_fill_sides__munitions_without_rows_follow_the_tubes():
    """Use follows guns; stock is 30 days for a side with a sponsor, 20 for one without."""
    tubes = parse_distribution(BASE["forces"]["A"]["guns"]["v"])[0].median()
    use, stock = DRAWN["munitions_use"], np.median(DRAWN["munitions_stock"], axis=0)
    assert use[0, 0] == pytest.approx(tubes * 20 * 0.045)
    assert stock[0] / stock[1] == pytest.approx(1.5, rel=0.05)
    assert draw(model(forces=forces(munitions_stock="77 t")).plan, 2)["munitions_stock"][:, 1].tolist() == [77, 77]


def test_fill_sides__reserve_inflow_is_negative_where_no_row_gives_it():
    """Minus one says: use the readiness of the reserve system."""
    assert (DRAWN["reserve_inflow"] == -1).all()
    given = draw(model(forces=forces(reserve_inflow="500 persons/day")).plan, 2)
    assert given["reserve_inflow"][0].tolist() == [-1, 500]


def test_fill_sides__energy_comes_from_a_named_power():
    """Its number and the share that comes from there; nobody and nothing where the file is silent."""
    assert MODEL.sc["energy_source"][0].tolist() == [-1, -1]
    assert DRAWN["energy_need"][0].tolist() == [0.0, 0.0]
    sides = copy.deepcopy(BASE["belligerents"])
    sides["B"] |= {"energy_from": "ORI", "economy": {"energy_dependence": 0.6}}
    found = model(belligerents=sides)
    assert found.sc["energy_source"][0].tolist() == [-1, found.labels.powers.index("ORI")]
    assert draw(found.plan, 1)["energy_need"][0].tolist() == [0.0, 0.6]


def test_fill_money__defaults_follow_the_economy():
    """Reserves default to a tenth of the economy; a stated number wins."""
    sides = copy.deepcopy(BASE["belligerents"])
    sides["A"]["economy"] = {"gdp": "50 bn USD"}
    sides["B"]["economy"] = {"reserves": "3 bn USD", "war_cost": "8 M USD/day"}
    drawn = draw(model(belligerents=sides).plan, 1)
    assert drawn["reserves_money"][0, 0] == pytest.approx(5)
    assert drawn["reserves_money"][0, 1] == 3
    assert drawn["war_cost"][0, 1] == 8
    assert (drawn["reserves_money"][0, :4] > 0).all()
    assert (drawn["war_cost"][0, :4] > 0).all()


def test_fill_sides__each_side_has_its_own_map():
    """Ground of an issue half as salient as the largest weighs 0.6, of both issues 1.4, of none 0.2; no interests: all alike."""
    issues = [{"id": "valley", "ground": ["MID"]}, {"id": "land", "ground": "all"}, {"id": "faith", "ground": "none"}]
    stakes = [{"issue": "valley", "position": 1, "salience": 0.8}, {"issue": "land", "position": 1, "salience": 0.4}]
    sides = {**BASE["belligerents"], "A": {**BASE["belligerents"]["A"], "interests": stakes}}
    drawn = draw(model(issues=issues, belligerents=sides).plan, 1)["map_weight"][0]
    contested = [sector.get("contested", True) for sector in BASE["theatre"]["sectors"]]
    names = [sector["id"] for sector in BASE["theatre"]["sectors"]]
    wanted = [0.2 + 0.8 * ((0.8 if name == "MID" else 0.0) + 0.4 * at) / 0.8 for name, at in zip(names, contested, strict=True)]
    assert drawn[0, : len(names)] == pytest.approx(wanted)
    assert drawn[1, : len(names)].tolist() == [1.0] * len(names)
