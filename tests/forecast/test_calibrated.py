"""The calibrated forecast stands beside the counted one, and never learns from its own end."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from invented import sample
from multipolar.codes import ARRANGEMENTS, ENDINGS
from multipolar.forecast import calibrated
from multipolar.forecast.pool import GRID, PARTS
from multipolar.forecast.war import facts_of, said_by
from multipolar.scenario.conflict import Identity
from past_wars import many, war


@pytest.fixture(scope="module")
def counted():
    return sample(400)


def plain(identity):
    """Return an identity as it is stored."""
    return None if identity is None else identity.plain()


def learned(monkeypatch, known, best=0.5):
    """Put an invented calibration in the package's place, in which one weight of the model has the best score in every war."""
    scores = [abs(w - best) for w in GRID]
    document = {
        "known": [{"facts": asdict(k.facts) | {"identity": plain(k.facts.identity)}, "truth": asdict(k.truth)} for k in known],
        "pool": {part: {k.facts.id: scores for k in known} for part in PARTS},
    }
    monkeypatch.setattr(calibrated, "has_calibration", lambda kind: kind == "wars")
    monkeypatch.setattr(calibrated, "calibration", lambda kind: json.loads(json.dumps(document)))


def test_past_wars__are_those_that_had_ended_and_enough_for_base_rates(monkeypatch):
    """Only what was over by the as-of date is known; with fewer than three there are no base rates; read back they are the same."""
    known = list(many(6).values())
    learned(monkeypatch, known)

    assert calibrated.past_wars(war(year=2000).facts) == known
    assert [k.facts.id for k in calibrated.past_wars(known[4].facts)] == ["w00", "w01", "w02", "w03"]
    assert calibrated.past_wars(known[2].facts) == []


def test_past_wars__a_war_is_known_again_under_another_name(monkeypatch):
    """A copy with a later date does not meet its own end: the ground tells."""
    ground = Identity("", "1953-01-01", (("red",), ("blue",)), ((40.0, 46.0), (40.5, 46.5)))
    known = [k if i != 3 else replace(k, facts=replace(k.facts, identity=ground)) for i, k in enumerate(many(6).values())]
    learned(monkeypatch, known)
    copy = replace(war(year=2000).facts, id="renamed", identity=replace(ground, started="2000-01-01", sides=(("a",), ("b",))))

    assert [k.facts.id for k in calibrated.past_wars(copy)] == ["w00", "w01", "w02", "w04", "w05"]


def test_weights_for__come_from_the_scores_of_the_wars_that_teach(monkeypatch):
    """A war that does not teach has no say in the weight; where no war was scored it is one half."""
    known = list(many(5).values())
    rows = {k.facts.id: [abs(w - best) for w in GRID] for k, best in zip(known, (1.0, 1.0, 1.0, 0.0, 0.0), strict=True)}
    document = {"pool": dict.fromkeys(PARTS, rows)}
    monkeypatch.setattr(calibrated, "calibration", lambda kind: document)

    assert set(calibrated.weights_for(known[:3]).values()) == {0.75}
    assert set(calibrated.weights_for(known[3:]).values()) == {0.25}
    assert set(calibrated.weights_for([war("new")]).values()) == {0.5}
    assert calibrated.weights_for([]) == {}


def test_calibrated_block__lies_between_the_counted_forecast_and_the_base(monkeypatch, counted):
    """Half the weight is half the way, with everything named; the counts themselves stay as they are."""
    learned(monkeypatch, list(many(20).values()))
    block = calibrated.calibrated_block(counted)
    said = said_by(counted)

    assert block["wars"] == 20
    assert block["weights"] == dict.fromkeys(PARTS, 0.5)
    assert set(block["endings"]) == set(ENDINGS)
    assert set(block["arrangement"]) == set(ARRANGEMENTS)
    assert sum(block["endings"].values()) == pytest.approx(1.0, abs=1e-4)
    assert block["endings"]["knockout_A"] < said.endings["knockout_A"]
    assert list(block["length_days"]) == ["q05", "q25", "q50", "q75", "q95"]
    assert list(block["length_days"].values()) == sorted(block["length_days"].values())
    assert set(block["powers"]["TUR"]) == {"out", "armed", "direct", "newly_direct"}
    assert json.loads(json.dumps(block, allow_nan=False)) == block


def test_calibrated_block__with_all_weight_on_the_model_is_the_counted_forecast(monkeypatch, counted):
    """Then nothing is drawn anywhere."""
    learned(monkeypatch, list(many(5).values()))
    monkeypatch.setattr(calibrated, "weights_for", lambda others: dict.fromkeys(PARTS, 1.0))

    assert calibrated.calibrated_block(counted)["endings"] == pytest.approx(said_by(counted).endings, abs=1e-6)


def test_calibrated_block__knows_no_end_of_its_own_war(monkeypatch, counted):
    """Whatever the calibration says about how this very war ended, its forecast is the same."""
    own = replace(facts_of(counted), id="renamed")
    blocks = []
    for ending in ("knockout_B", "ceasefire_gains_A"):
        known = [*many(10).values(), replace(war(ending=ending), facts=own)]
        learned(monkeypatch, known)
        blocks.append(calibrated.calibrated_block(counted))

    assert blocks[0] == blocks[1]
    assert blocks[0]["wars"] == 10


def test_calibrated_block__is_none_where_nothing_was_learned(monkeypatch, counted):
    """No calibration, no pool: the said forecast is the counted one."""
    monkeypatch.setattr(calibrated, "has_calibration", lambda kind: False)

    assert calibrated.calibrated_block(counted) is None
    assert calibrated.known_wars() == []
    assert calibrated.pooled_said(counted).endings == said_by(counted).endings
