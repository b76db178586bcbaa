"""The election among designs: medians, influence, and what the document tells."""

from __future__ import annotations

import json

import numpy as np
import pytest

from multipolar import api
from multipolar.diplomacy.attention import regional_weight
from multipolar.diplomacy.consent import COLUMNS, SIDE
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
    pair = np.zeros((MEMBERS, 2))
    return DayOfConsent(
        5, np.ones(MEMBERS, bool), sides, np.zeros((MEMBERS, 3, 1)), np.tile(share, (MEMBERS, 1)), pair, np.zeros((MEMBERS, 1, 2)),
        np.tile(np.array(worth)[:, None], (MEMBERS, 1, 1)), np.full((MEMBERS, 1), 0.5),
    )  # fmt: skip


def params(capability: list[float], access: float = 2.0, awake: float = 1.0, distance: float = 0.0) -> dict[str, np.ndarray]:
    """Return capability (member, actor), of one power access, wakefulness and distance; the scale of distance."""
    return {
        "capability": np.tile(capability, (MEMBERS, 1)),
        "access": np.full((MEMBERS, 1), access),
        "awake": np.full((MEMBERS, 1), awake),
        "distance": np.full((MEMBERS, 1), distance),
        "distance_scale": np.full(MEMBERS, 2500.0),
    }


DAY = a_day([[0.0, 0.2, 0.3], [0.3, 0.2, 0.0]], [0.0, 0.4, 0.1], [0.1, 0.5, 0.9])
ONES = np.ones(MEMBERS)
ALL = np.ones(3, bool)


def test_columns__medians_by_weight():
    """The first value that half of the weight does not exceed; columns apart."""
    columns = e.Columns(np.array([[3.0, 10.0], [1.0, 30.0], [2.0, 20.0]]))
    assert columns.medians(np.array([1.0, 5.0, 1.0])).tolist() == [1.0, 30.0]
    assert columns.medians(np.ones(3)).tolist() == [2.0, 20.0]
    assert columns.medians(np.array([1.0, 0.0, 1.0])).tolist() == [2.0, 10.0]


def test_influence__of_a_power_falls_with_attention_and_access():
    """Sides count by capability alone; access counts up to one, who is asleep does not count."""
    assert e.influence(DAY, params([0.1, 0.2, 0.4]))[0].tolist() == pytest.approx([0.1, 0.2, 0.2])
    assert e.influence(DAY, params([0.1, 0.2, 0.4], access=0.25))[0, 2] == pytest.approx(0.05)
    assert e.influence(DAY, params([0.1, 0.2, 0.4], awake=0.0))[0, 2] == 0.0


@pytest.mark.parametrize(("distance", "access"), [(0.0, 1.0), (800.0, 0.5), (9000.0, 0.3)])
def test_influence__of_a_power_is_what_the_engine_says_it_weighs_in_the_region(distance, access):
    """Strength is lost with distance by the law of `attention`; that of the sides is not."""
    found = e.influence(DAY, params([0.1, 0.2, 0.4], access=access, distance=distance))[0]
    assert found[2] == pytest.approx(regional_weight(0.4, distance, 2500.0, 0.5, access))
    assert found[:2].tolist() == [0.1, 0.2]


def test_influence__a_war_far_from_the_great_is_decided_by_those_who_fight_it():
    """Near, a great power outweighs both sides together; ten thousand kilometres off it does not."""
    near, far = (e.influence(DAY, params([0.002, 0.001, 0.15], access=1.0, distance=d))[0] for d in (0.0, 10_000.0))
    assert near[2] > near[:2].sum()
    assert far[2] < far[:2].sum()


def test_election_of__is_the_election_of_the_medians():
    """Where all courses agree there is nothing unsure, and each switch is an election of the same numbers."""
    told = e.election_of(DAY, params([0.1, 0.2, 0.4]), ONES, ALL, NAMES, draws=8)
    utilities = [[0.0, 0.2, 0.3], [0.3, 0.2, 0.0], [0.0, 0.4, 0.1]]
    by_name = {row["design"]: row for row in told["options"]}
    for rule in ("Conditional", "MarkovIncentive", "MarkovUniform"):
        for law in ("Linear", "Square", "Quartic"):
            p = elect([0.1, 0.2, 0.2], utilities, rule=rule, law=law).probability
            assert [by_name[name]["switches"][rule][law] for name in NAMES[1]] == pytest.approx(p.tolist(), abs=1e-6)
    assert told["likeliest"] == told["options"][0]["design"] == "middle"
    assert all(row["low"] == pytest.approx(row["p"]) == row["high"] for row in told["options"])
    assert told["mode_by_input"] == 0.0
    assert [row["likes_best"] for row in told["actors"]] == ["high", "low", "middle"]
    assert told["averages"]["mean"] == pytest.approx(0.5)
    assert told["averages"]["weighted_mean"] == pytest.approx((0.1 * 0.9 + 0.2 * 0.1 + 0.2 * 0.5) / 0.5)
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
