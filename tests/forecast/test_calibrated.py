"""The calibrated forecast stands beside the counted one, and never learns from its own end."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from invented import sample
from multipolar.forecast import calibrated
from multipolar.forecast.pool import PARTS
from multipolar.forecast.war import facts_of, said_by
from multipolar.model.ending import ARRANGEMENTS, ENDINGS
from past_wars import many, war


@pytest.fixture(scope="module")
def counted():
    return sample(400)


def learned(monkeypatch, known, weight=0.5, without=None):
    """Put an invented calibration in the package's place."""
    document = {
        "known": [{"facts": asdict(k.facts), "truth": asdict(k.truth)} for k in known],
        "pool": {part: {"all": weight, "without": without or {}} for part in PARTS},
    }
    monkeypatch.setattr(calibrated, "has_calibration", lambda kind: kind == "wars")
    monkeypatch.setattr(calibrated, "calibration", lambda kind: json.loads(json.dumps(document)))


def test_past_wars__leave_the_named_one_out(monkeypatch):
    """A war is never among those it is told by; read back from plain values they are the same."""
    known = list(many(5).values())
    learned(monkeypatch, known)

    assert calibrated.past_wars("elsewhere") == known
    assert [k.facts.id for k in calibrated.past_wars("w03")] == ["w00", "w01", "w02", "w04"]


def test_weights_for__a_war_that_was_learned_from_gets_those_of_the_others(monkeypatch):
    """Its own score never enters its weight."""
    learned(monkeypatch, [war()], weight=0.5, without={"one": 0.9})

    assert set(calibrated.weights_for("one").values()) == {0.9}
    assert set(calibrated.weights_for("new").values()) == {0.5}


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
    learned(monkeypatch, list(many(5).values()), weight=1.0)

    assert calibrated.calibrated_block(counted)["endings"] == pytest.approx(said_by(counted).endings, abs=1e-6)


def test_calibrated_block__knows_no_end_of_its_own_war(monkeypatch, counted):
    """Whatever the calibration says about how this very war ended, its forecast is the same."""
    own = facts_of(counted).id
    blocks = []
    for ending in ("knockout_B", "ceasefire_gains_A"):
        known = [*many(10).values(), replace(war(ending=ending), facts=replace(war().facts, id=own))]
        learned(monkeypatch, known)
        blocks.append(calibrated.calibrated_block(counted))

    assert blocks[0] == blocks[1]
    assert blocks[0]["wars"] == 10


def test_calibrated_block__is_none_where_nothing_was_learned(monkeypatch, counted):
    """No calibration, no pool: the said forecast is the counted one."""
    monkeypatch.setattr(calibrated, "has_calibration", lambda kind: False)

    assert calibrated.calibrated_block(counted) is None
    assert calibrated.weights_for("any") == {}
    assert calibrated.pooled_said(counted).endings == said_by(counted).endings
