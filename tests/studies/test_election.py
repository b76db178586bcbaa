"""The election among designs: medians, influence, and what the document tells."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from multipolar import api
from multipolar.diplomacy.consent import COLUMNS, SIDE
from multipolar.diplomacy.pressure import pressure_of
from multipolar.engine.consents import DayOfConsent
from multipolar.errors import ArgumentError
from multipolar.session.run import Run
from multipolar.strategic.election.condorcet import elect
from multipolar.studies import election as e

MEMBERS = 30
NAMES = (("A", "B", "POW"), ("low", "middle", "high"))


def a_day(gains: list[list[float]], worth: list[float], share: list[float]) -> DayOfConsent:
    """Return a day with the same gains (side, design), worth to one power (design,) and shares (design,) in all courses."""
    sides = np.zeros((MEMBERS, 3, 2, COLUMNS))
    sides[..., SIDE] = np.array(gains).T
    pair, held = np.full((MEMBERS, 2), 0.5), np.ones((MEMBERS, 1, 2))
    return DayOfConsent(
        5, np.ones(MEMBERS, bool), sides, np.zeros((MEMBERS, 3, 1)), np.tile(share, (MEMBERS, 1)), pair, held,
        np.tile(np.array(worth)[:, None], (MEMBERS, 1, 1)), np.full((MEMBERS, 1), 0.5),
    )  # fmt: skip


def params(capability: list[float], awake: float = 1.0) -> dict[str, np.ndarray]:
    """Return capability (member, actor) and wakefulness of one power."""
    return {"capability": np.tile(capability, (MEMBERS, 1)), "awake": np.full((MEMBERS, 1), awake)}


DAY = a_day([[0.0, 0.2, 0.3], [0.3, 0.2, 0.0]], [0.0, 0.4, 0.1], [0.1, 0.5, 0.9])
ONES = np.ones(MEMBERS)
ALL = np.ones(3, bool)


def test_columns__medians_by_weight():
    """The first value that half of the weight does not exceed; columns apart."""
    columns = e.Columns(np.array([[3.0, 10.0], [1.0, 30.0], [2.0, 20.0]]))
    assert columns.medians(np.array([1.0, 5.0, 1.0])).tolist() == [1.0, 30.0]
    assert columns.medians(np.ones(3)).tolist() == [2.0, 20.0]
    assert columns.medians(np.array([1.0, 0.0, 1.0])).tolist() == [2.0, 10.0]


def holding(leverage: list[float], wants: list[float], attention: float = 0.5) -> DayOfConsent:
    """Return the day with a power's leverage on both sides and what fighting on is worth to them."""
    return replace(
        DAY, leverage=np.tile(leverage, (MEMBERS, 1, 1)), wants=np.tile(wants, (MEMBERS, 1)),
        attention=np.full((MEMBERS, 1), attention),
    )  # fmt: skip


@pytest.mark.parametrize(("leverage", "capability", "attention"), [(0.4, 0.01, 0.5), (1.0, 0.4, 1.0), (0.7, 0.03, 0.9)])
def test_pressures__are_the_engines_law(leverage, capability, attention):
    """Of a power that is eager in full; whoever is asleep has no hold."""
    day = holding([leverage, 0.0], [0.5, 0.5], attention)
    found = e.pressures(day, params([0.001, 0.001, capability]))
    assert found[0, 0].tolist() == pytest.approx([pressure_of(attention, leverage, capability, 1.0), 0.0])
    assert not e.pressures(day, params([0.001, 0.001, capability], awake=0.0)).any()


def test_influence__sides_that_nobody_holds_decide_their_war_by_what_fighting_on_brings():
    """0.6 against 0.2 is three to one, whatever their share of the world; powers without a hold count for nothing."""
    for world in ([0.1, 0.2, 0.4], [0.0001, 0.0001, 0.4]):
        assert e.influence(holding([0.0, 0.0], [0.6, 0.2]), params(world))[0].tolist() == pytest.approx([0.75, 0.25, 0.0])
    assert e.influence(holding([0.0, 0.0], [0.0, 0.0]), params([0.1, 0.2, 0.4]))[0].tolist() == [0.5, 0.5, 0.0]
    assert e.influence(holding([0.0, 0.0], [-0.1, 0.3]), params([0.1, 0.2, 0.4]))[0].tolist() == [0.0, 1.0, 0.0]


def test_influence__of_a_power_is_the_part_of_the_sides_that_it_holds():
    """Half a hold on B: half of what B counts; more attention, more of it; in all as much as there is."""
    half = e.influence(holding([0.0, 1.0], [0.6, 0.2], 0.5), params([0.1, 0.2, 0.4]))[0]
    assert half.tolist() == pytest.approx([0.75, 0.125, 0.125])
    whole = e.influence(holding([0.0, 1.0], [0.6, 0.2], 1.0), params([0.1, 0.2, 0.4]))[0]
    assert whole.tolist() == pytest.approx([0.75, 0.0, 0.25])
    both = e.influence(holding([0.3, 0.8], [0.6, 0.2], 0.7), params([0.1, 0.2, 0.4]))
    assert both.sum(axis=1) == pytest.approx(np.ones(MEMBERS))


def test_influence__several_powers_share_what_they_hold():
    """Holds of 0.6 and 0.2 leave the side 0.32; the rest goes to them three to one."""
    day = replace(
        DAY, leverage=np.tile([[0.6, 0.0], [0.2, 0.0]], (MEMBERS, 1, 1)), wants=np.tile([1.0, 0.0], (MEMBERS, 1)),
        attention=np.ones((MEMBERS, 2)),
    )  # fmt: skip
    given = {"capability": np.tile([0.1, 0.1, 0.4, 0.4], (MEMBERS, 1)), "awake": np.ones((MEMBERS, 2))}
    assert e.influence(day, given)[0].tolist() == pytest.approx([0.32, 0.0, 0.51, 0.17])


def test_election_of__is_the_election_of_the_medians():
    """Where all courses agree there is nothing unsure, and each switch is an election of the same numbers."""
    told = e.election_of(DAY, params([0.1, 0.2, 0.4]), ONES, ALL, NAMES, draws=8)
    utilities = [[0.0, 0.2, 0.3], [0.3, 0.2, 0.0], [0.0, 0.4, 0.1]]
    by_name = {row["design"]: row for row in told["options"]}
    for rule in ("Conditional", "MarkovIncentive", "MarkovUniform"):
        for law in ("Linear", "Square", "Quartic"):
            p = elect([0.25, 0.25, 0.5], utilities, rule=rule, law=law).probability
            assert [by_name[name]["switches"][rule][law] for name in NAMES[1]] == pytest.approx(p.tolist(), abs=1e-6)
    assert told["likeliest"] == told["options"][0]["design"] == "middle"
    assert all(row["low"] == pytest.approx(row["p"]) == row["high"] for row in told["options"])
    assert told["mode_by_input"] == 0.0
    assert [row["likes_best"] for row in told["actors"]] == ["high", "low", "middle"]
    assert told["averages"]["mean"] == pytest.approx(0.5)
    assert told["averages"]["weighted_mean"] == pytest.approx(0.25 * 0.9 + 0.25 * 0.1 + 0.5 * 0.5)
    assert sum(row["influence"] for row in told["actors"]) == pytest.approx(1.0, abs=1e-5)
    assert [row["side"] for row in json.loads(json.dumps(told))["actors"]] == [True, True, False]


def test_election_of__warns_when_switches_move_the_mode_more_than_inputs():
    """Two designs that many like a little and a few like much: rules disagree, courses do not."""
    rng = np.random.default_rng(3)
    for _ in range(200):
        gains, worth = rng.random((2, 3)).tolist(), rng.random(3).tolist()
        told = e.election_of(a_day(gains, worth, [0.1, 0.5, 0.9]), params([0.3, 0.3, 0.6]), ONES, ALL, NAMES, draws=2)
        warned = [text for text in told["warnings"] if "the method moves the answer more" in text]
        assert bool(warned) == (told["mode_by_switch"] > 0.0)
        assert ("METHOD_" in "".join(told["warnings"])) == bool(told["methods"]["more_than_inputs"])
        assert told["methods"]["inputs"] == 0.0
        if warned:
            return
    pytest.fail("no election in which the switches disagree")


def test_election_of__designs_without_places_have_no_averages():
    """Whoever is asleep is told apart; one design is no choice."""
    flat = a_day([[0.0, 0.2, 0.3], [0.3, 0.2, 0.0]], [0.0, 0.4, 0.1], [0.5, 0.5, 0.5])
    told = e.election_of(flat, params([0.1, 0.2, 0.4], awake=0.0), ONES, ALL, NAMES, draws=2)
    assert told["averages"] is told["expected"] is None
    assert told["left_out"] == ["POW"]
    with pytest.raises(ArgumentError, match="found 1 designs"):
        e.election_of(flat, params([0.1, 0.2, 0.4]), ONES, np.array([True, False, False]), NAMES)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a small run of the flagship."""
    return api.run("karabakh_2020", members=40, seed=5, out=tmp_path_factory.mktemp("base") / "run", report=False)


def test_settle__an_election_beside_what_else_is_told(base):
    """On a day of its own; all else stays as without it; chances sum to one under every switch."""
    plain, found = api.settle(base, members=40), api.settle(base, members=40, election=True, election_day=12)
    assert plain.election is None
    assert {key: value for key, value in found.items() if key != "election"} == dict(plain)
    told = found.election
    assert told is not None
    assert told["day"] == 12
    assert {row["design"] for row in told["options"]} == {one["id"] for one in found.designs if one["ends_the_war"]}
    for rule in told["options"][0]["switches"]:
        for law in told["options"][0]["switches"][rule]:
            assert sum(row["switches"][rule][law] for row in told["options"]) == pytest.approx(1.0, abs=1e-4)
    assert all(row["least"] <= row["p"] <= row["most"] for row in told["options"])
    assert [row["actor"] for row in told["actors"] if row["side"]] == list(found["sides"])
    with pytest.raises(ArgumentError, match="expected a day before the horizon"):
        api.settle(base, members=40, election=True, election_day=5000)
