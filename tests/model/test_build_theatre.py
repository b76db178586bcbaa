"""Ground and roads: adjacency, outside entries, lifelines, snow."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from multipolar.model.draw import draw
from multipolar.scenario.document import Edge
from multipolar.scenario.options import lifeline_name
from small_document import BASE, model

MODEL = model()
SC = MODEL.sc[0]


def arcs(sc, s):
    """Return the (other end, edge) pairs of a sector."""
    return {(int(sc["adj_node"][k]), int(sc["adj_edge"][k])) for k in range(sc["adj_start"][s], sc["adj_start"][s + 1])}


def test_fill_theatre__every_inner_edge_is_two_arcs():
    """Each road can be walked both ways, outside entries are no road between sectors."""
    assert arcs(SC, 0) == {(1, 0)}
    assert arcs(SC, 1) == {(0, 0), (2, 1)}
    assert arcs(SC, 2) == {(1, 1)}
    assert SC["adj_n"][:3].tolist() == [1, 2, 1]
    assert (SC["adj_start"][3:] == 4).all()


def test_fill_theatre__outside_entry_knows_its_supplier_and_side():
    """An entry written from the outside is turned round; its power and the side it serves are read off."""
    assert (SC["edge_a"][2], SC["edge_b"][2]) == (2, -1)
    assert SC["edge_supplier"][2] == MODEL.labels.powers.index("ORI")
    assert SC["edge_side"][2] == 1
    assert SC["edge_air"][2] == 1
    assert SC["edge_supplier"][0] == -1
    assert draw(MODEL.plan, 1)["edge_military"][0, :3].tolist() == [1, 1, 0]
    assert draw(MODEL.plan, 1)["edge_length"][0, 0] > 0.0
    assert draw(MODEL.plan, 1)["edge_transit"][0, :3].tolist() == [0, 0, 0]
    assert draw(MODEL.plan, 1)["edge_exposed"][0, :3].tolist() == [1, 1, 1]


def test_fill_theatre__codes_of_ground():
    """Terrain, source, soil, gate, border and weight are as the file says."""
    assert SC["terrain"][:3].tolist() == [1, 1, 1]
    assert SC["source"][:3].tolist() == [0, -1, 1]
    assert SC["soil"][:3].tolist() == [0, -1, 1]
    assert SC["gate"][:3].tolist() == [0, 0, 7]
    assert SC["weight"][:3].tolist() == [0, 900, 0]
    assert SC["border_of"][:3].tolist() == [-1, -1, 1]
    assert SC["edge_closed"][:3].tolist() == [0, 0, 0]
    assert SC["edge_over"][:3].tolist() == [-1, 1, -1]


@pytest.mark.parametrize(("ground", "code"), [("flat", 0), ("rolling", 1), ("rugged", 2), ("mountain", 3), ("air", 1)])
def test_fill_theatre__the_ground_of_a_road_is_its_own(ground, code):
    """A road over mountains may join two plains; where nothing is said hills roll, and a way by air has no ground."""
    theatre = copy.deepcopy(BASE["theatre"])
    theatre["edges"][0]["terrain"] = ground
    assert model(theatre=theatre).sc["edge_terrain"][0, :2].tolist() == [code, 1]


def test_fill_theatre__lifeline_belongs_to_its_side():
    """The road that feeds side B is its lifeline."""
    assert SC["edge_life"][:3].tolist() == [-1, 0, -1]
    assert SC["life_side"][0] == 1


def test_lifeline_name__falls_back_to_the_road():
    """A lifeline without a name goes by its road."""
    edge = Edge.model_validate({**BASE["theatre"]["edges"][1], "lifeline": "", "name": "Old road"})
    assert lifeline_name(edge) == "Old road"
    assert lifeline_name(edge.model_copy(update={"lifeline_of": None})) == ""


def test_fill_climate__days_to_snow_count_from_the_as_of_date():
    """Snow dates become days ahead, no date means never; shares of weather sum to one."""
    assert SC["snow_from"] >= 1e6
    snowy = model(climate={"clear": 0.8, "overcast": 0.4, "wet": 0.4, "snow_from": "2020-10-27"}).sc[0]
    assert snowy["snow_from"] == 30
    assert np.allclose(snowy["weather_share"][:3], [0.5, 0.25, 0.25])


def test_fill_theatre__what_the_file_says_of_snow_and_the_height_of_the_pass():
    """Both are read; what is not stated is nothing."""
    for said, shut, height in (({"snow_closed": 0.2, "pass_height": "1900 m"}, 0.2, 1900.0), ({}, 0.0, 0.0)):
        edges = [dict(edge) for edge in BASE["theatre"]["edges"]]
        edges[1].pop("snow_closed", None)
        edges[1] |= said
        built = model(theatre={**BASE["theatre"], "edges": edges})
        drawn = draw(built.plan, 1)
        assert (drawn["edge_snow"][0, 1], drawn["edge_height"][0, 1]) == (shut, height)
