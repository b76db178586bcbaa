"""Laws that need a real map: supply through two passes, first-day area, and powers who look ahead with the war's own laws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from multipolar.engine.simulate import advance
from multipolar.mechanisms.supply import supply_factor
from multipolar.model.build import Model, build
from multipolar.model.draw import draw
from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
from multipolar.model.vocabulary import vocabulary
from multipolar.scenario.document import Document
from multipolar.scenario.files import load
from multipolar.scenario.resolve import resolve
from multipolar.scenario.translate import validate
from powers_toy import World, gains_of

MEMBERS = 40
SEED = 5
MILITARY = (
    "weather", "supply", "interdiction", "drones", "area_fire", "effort", "assault", "ambush", "counter_stroke", "breaks",
    "side_collapse", "reserves", "finance", "will", "reports", "munitions", "terrain", "advance",
)  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Model:
    """Return the flagship as of 27 September."""
    document = validate(Document, load("karabakh_2020", as_of="2020-09-27").root).value
    assert document is not None
    return build(resolve(document, vocabulary()))


@pytest.fixture(scope="module")
def params(model: Model) -> NDArray[Any]:
    """Return a few members of it."""
    return draw(model.plan, MEMBERS, seed=SEED)


def lived(model: Model, params: NDArray[Any], days: int) -> NDArray[Any]:
    """Return the states after some days."""
    states = zeros("STATE", params.shape[0], model.capacity)
    advance(model.sc, params, states, 0, days, seed=SEED)
    return states


def worlds_after(model: Model, params: NDArray[Any], days: int) -> Iterator[World]:
    """Yield the world of each member after some days."""
    states = lived(model, params, days)
    for i in range(params.shape[0]):
        yield World(model.sc, params[i : i + 1], states[i : i + 1])


def test_area__on_day_zero_equals_the_facts(model: Model, params: NDArray[Any]) -> None:
    """On 27 September A holds nothing of the zone; its area is what the table of sectors adds up to."""
    states = zeros("STATE", MEMBERS, model.capacity)
    advance(model.sc, params, states, 0, 0, seed=SEED)
    zone = model.sc["zone"][0] > 0

    assert float((states["share"] * model.sc["area"] * zone).sum()) == 0.0
    assert float((model.sc["area"][0] * zone).sum()) == pytest.approx(12074, rel=0.03)


def test_area__inside_the_war_starts_from_the_map_of_the_day() -> None:
    """On 16 October the lines of each member are the drawn ones, and these lie around the public map, which lags behind."""
    document = validate(Document, load("karabakh_2020", as_of="2020-10-16").root).value
    assert document is not None
    later = build(resolve(document, vocabulary()))
    members = draw(later.plan, MEMBERS, seed=SEED)
    states = zeros("STATE", MEMBERS, later.capacity)
    advance(later.sc, members, states, 0, 0, seed=SEED)
    places = {name: i for i, name in enumerate(later.labels.sectors)}
    mapped = {places[s.id]: s.share_A.distribution.median() for s in document.theatre.sectors if s.share_A is not None}
    ground = later.sc["area"][0] * (later.sc["zone"][0] > 0)
    told = sum((share - later.sc["line_before"][0][s]) * ground[s] for s, share in mapped.items())
    drawn = ((states["share"] - later.sc["line_before"]) * ground).sum(axis=1)

    np.testing.assert_array_equal(states["share"], np.clip(members["share_start"], 0.0, 1.0))
    assert told > 0.0
    assert told < float(drawn.mean()) < 2.5 * told


@pytest.mark.parametrize("cut", [(), ("M12",), ("M11",), ("M12", "M11")], ids=["open", "M12", "M11", "both"])
def test_passes__feed_stepanakert_as_far_as_they_are_open(model: Model, params: NDArray[Any], cut: tuple[str, ...]) -> None:
    """One pass alone takes over up to its capacity; with both shut, and the minor roads too, the town lives on its stock."""
    quiet = params.copy()
    for off in ("effort", "side_collapse"):
        quiet["on"][:, MECHANISMS.index(off)] = 0.0
    quiet["munitions_use"] = 0.0
    quiet["armed_drones"] = 0.0
    quiet["loitering"] = 0.0
    quiet["missiles"] = 0.0
    edges = model.labels.edges
    for pass_name in cut:
        for e in range(len(edges)):
            if pass_name in model.labels.edge_lifeline[e]:
                quiet["edge_capacity"][:, e] = 0.0
    if len(cut) == 2:
        for edge in ("ZAN-KAP", "QUB-GOR", "QUB-KAP"):
            quiet["edge_capacity"][:, edges.index(edge)] = 0.0
    state = lived(model, quiet, 12)
    town = model.labels.sectors.index("STE")
    received = float(state["delivered"][:, town].mean())
    days = float(state["stock_days"][:, 1, town].mean())

    if len(cut) == 2:
        assert received == 0.0
        assert days == 0.0
        assert supply_factor(days, 0.0) < 0.6
    else:
        assert received > 0.0
        assert days > 7.0


def test_m12__cut_alone_lowers_what_the_enclave_receives_at_most(model: Model, params: NDArray[Any]) -> None:
    """With thin passes, closing the wider one leaves less for the enclave."""
    thin = params.copy()
    thin["edge_capacity"][:, :] *= 0.08
    lifelines = np.array(["M12" in name for name in model.labels.edge_lifeline])
    shut = thin.copy()
    shut["edge_capacity"][:, : lifelines.size][:, lifelines] = 0.0

    assert lived(model, shut, 3)["supply_in"][:, 1].mean() < lived(model, thin, 3)["supply_in"][:, 1].mean()


@pytest.mark.parametrize("name", MILITARY)
def test_powers__see_every_military_law(model: Model, params: NDArray[Any], name: str) -> None:
    """Turning off any law of the war changes what some option is worth to some power."""
    hungry = params.copy()
    hungry["edge_capacity"] *= 0.02
    hungry["supply_days"] = 3.0
    changed = False
    for world in (params, hungry):
        without = world.copy()
        without["on"][:, MECHANISMS.index(name)] = 0.0
        pairs = zip(worlds_after(model, world, 1), worlds_after(model, without, 1), strict=True)
        changed = changed or any(not np.array_equal(gains_of(a, 1), gains_of(b, 1)) for a, b in pairs)

    assert changed
