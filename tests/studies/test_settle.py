"""Who would sign which end on which day."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar import api
from multipolar.diplomacy.consent import COLUMNS, DISTRUST, FACE, LEADER, NATION, PATRON, SIDE
from multipolar.engine.consents import DayOfConsent
from multipolar.errors import ArgumentError, ScenarioError
from multipolar.session.run import Run
from multipolar.studies import settle as s

DESIGN = """
id: corridor_for_ground
what: a corridor for districts, watched by Russia
territory: contact_plus_districts
arrangement: single_power
enforcers: [RUS]
enforcement: {v: 0.7, source: [design_coding], grade: J}
transport_links: true
face_A: {v: 0.4, source: [design_coding], grade: J}
face_B: {v: -0.2, source: [design_coding], grade: J}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a small run of the flagship."""
    return api.run("karabakh_2020", members=60, seed=5, out=tmp_path_factory.mktemp("base") / "run", report=False)


@pytest.fixture(scope="module")
def found(base: Run):
    """Return who would sign what in its courses."""
    return api.settle(base, members=60)


def one_day(columns: dict[int, float]) -> DayOfConsent:
    """Return a day of one course and one design, the same for both sides."""
    sides = np.zeros((1, 1, 2, COLUMNS))
    for column, value in columns.items():
        sides[..., column] = value
    nothing, pair = np.zeros((1, 1, 2)), np.zeros((1, 2))
    return DayOfConsent(1, np.ones(1, bool), sides, np.array([[[0.5, 0.2]]]), np.zeros((1, 1)), pair, nothing, nothing, pair)


@pytest.mark.parametrize(
    ("columns", "signs", "turned"),
    [
        ({NATION: 0.1, SIDE: 0.1}, True, {"guarantor", "leader", "patron", "face"}),
        ({NATION: 0.1, SIDE: 0.1, FACE: -0.1}, False, {"face"}),
        ({NATION: 0.1, DISTRUST: -0.2, SIDE: -0.1}, False, {"guarantor"}),
        ({NATION: 0.1, LEADER: -0.2, SIDE: -0.1}, False, {"leader"}),
        ({NATION: 0.1, PATRON: -0.2, SIDE: -0.1}, False, {"patron"}),
        ({NATION: -0.1, SIDE: -0.1}, False, set()),
    ],
)
def test_weighed__what_alone_turns_a_refusal(columns, signs, turned):
    """Each remedy takes away the one thing that stands in the way; ground and terms that are bad nothing turns."""
    told = s.weighed(one_day(columns), np.full((1, 2), 0.8))
    assert told.signs.all() == signs
    assert {name for name, one in told.turned.items() if one.all()} == turned
    assert told.free.item() == pytest.approx(0.4)
    assert told.short.ravel().tolist() == pytest.approx([-columns[SIDE] / (0.8 if PATRON in columns else 1.0)] * 2)


def test_weighed__leader_and_public_ask_different_things():
    """The leader minds blame, the public face; neither minds whether the other side can be trusted."""
    told = s.weighed(one_day({NATION: 0.1, LEADER: -0.2, FACE: -0.1, SIDE: -0.1}), np.ones((1, 2)))
    assert not told.leader.any()
    assert not told.public.any()
    told = s.weighed(one_day({NATION: 0.1, DISTRUST: -0.3, SIDE: -0.2}), np.ones((1, 2)))
    assert told.leader.all()
    assert told.public.all()


def test_quantiles__weighted():
    """Five of seven parts of the weight on the first value."""
    assert s.quantiles(np.array([3.0, 1.0, 2.0]), np.array([1.0, 5.0, 1.0])) == [1.0, 1.0, 2.0]


def test_settle__shares_are_shares_and_add_up(found, base):
    """No design is signed more often than both sides would, nor the zone narrower than any design in it."""
    designs = {one["id"]: one for one in found.designs}
    assert set(designs) == set(base.war.model.labels.designs)
    usable = [one for one in designs.values() if one["ends_the_war"] and one["known"] == 1.0]
    for k, row in enumerate(found.zone):
        assert 0.0 <= row["p"] <= row["both"] <= 1.0
        assert row["p"] >= max(one["days"][k]["signed"] for one in usable) - 1e-6
        assert row["need"]["quartiles"] == sorted(row["need"]["quartiles"])
    for one in designs.values():
        for row in one["days"]:
            assert row["signed"] <= row["both"] + 1e-9
            assert row["both"] <= min(1.0 - row["veto"].get(side, 0.0) for side in found["sides"]) + 1e-6
            assert all(0.0 <= p <= 1.0 for p in row["veto"].values())
        assert 0.0 < one["durability"] < 1.0
    assert [row["running"] for row in found.zone] == sorted((row["running"] for row in found.zone), reverse=True)


def test_settle__mediators_by_their_hold_on_both(found):
    """Russia first; a power that is not there mediates nothing."""
    assert found.mediators[0]["power"] == "RUS"
    assert "HEG" not in {row["power"] for row in found.mediators}
    holds = [row["both"] for row in found.mediators]
    assert holds == sorted(holds, reverse=True)


def test_settle__a_design_of_ones_own_on_the_same_courses(base, found, tmp_path):
    """It is told beside the others, which stay as they were; a patch does the same."""
    file = tmp_path / "corridor.yaml"
    file.write_text(DESIGN)
    tried = api.settle(base, file, members=60)
    assert [one["id"] for one in tried.designs if one["tried"]] == ["corridor_for_ground"]
    assert [one for one in tried.designs if not one["tried"]] == list(found.designs)
    patch = tmp_path / "patch.yaml"
    patch.write_text(s.patch_of(file, base.war))
    assert api.settle(base, patch, members=60).designs == tried.designs


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("a: [", ArgumentError, "cannot be read as YAML"),
        ("- 1\n", ArgumentError, "expected a mapping with the keys of a settlement"),
        (DESIGN.replace("RUS", "RUSS"), ScenarioError, "RUSS"),
    ],
)
def test_settle__what_is_no_design_is_refused(base, tmp_path, text, error, said):
    """With the file or the fault."""
    file = tmp_path / "x.yaml"
    file.write_text(text)
    with pytest.raises(error, match=said):
        api.settle(base, file, members=20)


def test_best_days__the_design_that_could_most_often_be_signed_first(found):
    """Each on its best day."""
    best = s.best_days(found.to_json())
    signed = [row["day"]["signed"] for row in best]
    assert signed == sorted(signed, reverse=True)
    assert best[0]["day"]["signed"] == max(row["signed"] for row in best[0]["design"]["days"])
