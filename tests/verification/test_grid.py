"""Cutting a sector keeps what there is."""

from __future__ import annotations

import numpy as np
import pytest
from verification.grid import cut, edges_kept, params_without, row_of, sentence_of, without

from toy import toy_params, toy_scenario

SPARE, CUT = 8, 4


@pytest.fixture(scope="module")
def theatre() -> tuple:
    """Return the toy theatre with one corner taken out of the ways, and its members."""
    scenario = toy_scenario()
    scenario[0]["contested"][SPARE] = 0
    params = params_without(toy_params(scenario, 5), edges_kept(scenario, SPARE), SPARE)
    return without(scenario, SPARE), params


def test_without__nothing_leads_to_the_spare_node(theatre: tuple) -> None:
    """The arcs of the others stay, none names the spare node, and each way appears at both of its ends."""
    sc = theatre[0][0]
    arcs = int(sc["adj_start"][9])

    assert SPARE not in sc["adj_node"][:arcs]
    assert sc["adj_n"][SPARE] == 0
    assert arcs == 2 * int(sc["n_edges"])


def test_cut__keeps_area_men_value_and_capacity(theatre: tuple) -> None:
    """Two halves hold what the whole held; every neighbour reaches both, and the ways carry no more than before."""
    scenario, params = theatre
    theatre2, members = cut(scenario, params, CUT, SPARE)
    old, new = scenario[0], theatre2[0]
    for name in ("area", "weight"):
        assert new[name][[CUT, SPARE]].sum() == pytest.approx(old[name][CUT])
    for name in ("value", "people"):
        np.testing.assert_allclose(members[name][:, [CUT, SPARE]].sum(axis=1), params[name][:, CUT])
    np.testing.assert_allclose(members["distribution"].sum(axis=2), params["distribution"].sum(axis=2))
    arcs = {s: set(new["adj_node"][new["adj_start"][s] : new["adj_start"][s + 1]]) for s in (CUT, SPARE)}
    assert arcs[CUT] - {SPARE} == arcs[SPARE] - {CUT} == set(old["adj_node"][old["adj_start"][CUT] : old["adj_start"][CUT + 1]])
    touching = [e for e in range(int(new["n_edges"])) if {CUT, SPARE} & {int(new["edge_a"][e]), int(new["edge_b"][e])}]
    whole = [e for e in range(int(old["n_edges"])) if CUT in (old["edge_a"][e], old["edge_b"][e])]
    assert len(touching) == 2 * len(whole) + 1
    halves, wholes = members["edge_capacity"][:, touching[:-1]], params["edge_capacity"][:, whole]
    np.testing.assert_allclose(halves.sum(axis=1), wholes.sum(axis=1))


def test_row__is_over_only_beyond_its_error() -> None:
    """A change of a tenth is over the bound when it is sure, and not when its error swallows it."""
    base = np.full(400, 1000.0)
    sure = row_of(np.full(400, 100.0) + np.tile([-10.0, 10.0], 200), base)
    unsure = row_of(100.0 + np.tile([-2000.0, 2000.0], 200), base)

    assert (sure["over"], sure["sure"]) == (True, True)
    assert (unsure["over"], unsure["sure"]) == (False, False)
    assert "over 5 %: X" in sentence_of({"X": sure}, 1000.0, 400)
